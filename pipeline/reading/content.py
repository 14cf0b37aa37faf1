"""Which stretches of a page are its article: by the page's own elements, and by trafilatura.

trafilatura's extraction is good at finding where an article is and loses things inside it, so it is used only for
that: what lies before the first stretch it kept and after the last is boilerplate, unless it is running text; what it
left out in between is boilerplate only where the page's own names or mere links say so as well.
"""

import logging
import re
from collections.abc import Sequence
from importlib import resources

import trafilatura

from pipeline.reading.canvas import Leaf

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it warns of pages without an article: no fault
_LONGEST_PAGE = 2_000_000  # code points: above this the page's own elements must do
_TRUSTED = 0.4  # share of the page's own text that trafilatura must keep to be believed
_RUNNING = 25  # words that make a stretch running text
_SENTENCE = 6  # words that make a stretch with a full stop a sentence
_ENDED = re.compile(r"[.!?。！？:：][\"”’)]*\s*$")
_SAME = 0.6  # share of common words from which a heading is what the page calls itself
_SHINGLE = 4  # words
_WORD = re.compile(r"\w+")
_NAMES = frozenset((resources.files(__package__) / "furniture.txt").read_text(encoding="utf-8").split())
_PART = re.compile(r"[a-z]+|[A-Z][a-z]*")


def is_suspect(classes: str | None, identifier: str | None) -> bool:
    """Whether an element's class or id says that it may be no content: a name begins or ends with such a word."""
    for name in f"{classes or ''} {identifier or ''}".split():
        parts = [part.lower() for part in _PART.findall(name[:80])]
        if parts and (parts[0] in _NAMES or parts[-1] in _NAMES) and "has" not in parts and "no" not in parts:
            return True
    return False


def main_text(page: str) -> str | None:
    """The main content of a page's HTML as trafilatura sees it, None when it finds none or the page is too long."""
    if len(page) > _LONGEST_PAGE:
        return None
    return trafilatura.extract(
        page, output_format="txt", favor_recall=True, include_comments=False, include_tables=True, deduplicate=False
    )


def choose_title(leaves: Sequence[Leaf], name: str, text: str) -> bool:
    """Make one heading the title: the one that repeats the page's `title` element (`name`), else the first of level 1.

    A heading of a lower level is taken only when it is nearly all that `name` says. Returns whether there is one.
    """
    named = set(_words(name))

    def likeness(leaf: Leaf) -> float:
        """How much of its words a heading shares with `name`, from 0 to 1."""
        words = _words(text[leaf.start : leaf.end])
        return len(named.intersection(words)) / len(named.union(words)) if words else 0.0

    heads = [leaf for leaf in leaves if leaf.kind == "heading"]
    best = max(heads, key=lambda leaf: (likeness(leaf), -leaf.level, not leaf.furniture), default=None)
    if best is None or (best.level > 1 and likeness(best) < _SAME):
        first = [leaf for leaf in heads if leaf.level == 1]
        best = max(first, key=lambda leaf: not leaf.furniture, default=None)
    if best is None:
        return False
    best.kind, best.level, best.furniture = "title", 1, False
    return True


def find_furniture(leaves: Sequence[Leaf], text: str, main: str | None, suspects: Sequence[tuple[int, int]]) -> None:
    """Set `furniture` of the leaves outside the main content."""
    own = sum(leaf.end - leaf.start for leaf in leaves)
    _apply_suspects(leaves, [span for span in suspects if 3 * (span[1] - span[0]) < own])
    if not main:
        return
    kept = _kept(leaves, text, main)
    sizes = [(leaf.end - leaf.start) * (not leaf.furniture) for leaf in leaves]
    if sum(size for size, keep in zip(sizes, kept, strict=True) if keep) < _TRUSTED * sum(sizes):
        return
    kept = _with_siblings(leaves, kept)
    inside = [i for i, keep in enumerate(kept) if keep and not leaves[i].furniture]
    if not inside:
        return
    for i, leaf in enumerate(leaves):
        if kept[i] or leaf.furniture:
            continue
        outside = not inside[0] < i < inside[-1]
        leaf.furniture = _is_linked(leaf) or (outside and not _is_running(text[leaf.start : leaf.end]))


def _with_siblings(leaves: Sequence[Leaf], kept: Sequence[bool]) -> list[bool]:
    """What trafilatura kept, and what the page itself ranks with it: the title, the same list, headings of its level.

    On short pages the first and last entries of a list are often lost.
    """
    chosen = [leaf for leaf, keep in zip(leaves, kept, strict=True) if keep and not leaf.furniture]
    lists = {leaf.group for leaf in chosen if leaf.kind == "item"}
    levels = {leaf.level for leaf in chosen if leaf.kind == "heading"}
    return [
        keep
        or leaf.kind == "title"
        or (
            not _is_linked(leaf)
            and ((leaf.kind == "item" and leaf.group in lists) or (leaf.kind == "heading" and leaf.level in levels))
        )
        for leaf, keep in zip(leaves, kept, strict=True)
    ]


def _is_linked(leaf: Leaf) -> bool:
    return leaf.linked >= 0.8 * (leaf.end - leaf.start)


def _is_running(text: str) -> bool:
    """Whether a stretch is running text: many words, or a sentence with its end."""
    count = len(_words(text))
    return count >= _RUNNING or (count >= _SENTENCE and bool(_ENDED.search(text)))


def _apply_suspects(leaves: Sequence[Leaf], suspects: Sequence[tuple[int, int]]) -> None:
    ends = sorted(suspects)
    at, until = 0, -1
    for leaf in leaves:
        while at < len(ends) and ends[at][0] <= leaf.start:
            until = max(until, ends[at][1])
            at += 1
        if leaf.end <= until and leaf.kind != "title":
            leaf.furniture = True


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _kept(leaves: Sequence[Leaf], text: str, main: str) -> list[bool]:
    lines = {" ".join(_words(line)) for line in main.splitlines()}
    words = _words(main)
    shingles = {tuple(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1)}
    return [_is_kept(_words(text[leaf.start : leaf.end]), lines, shingles) for leaf in leaves]


def _is_kept(words: list[str], lines: set[str], shingles: set[tuple[str, ...]]) -> bool:
    if len(words) < _SHINGLE:
        return " ".join(words) in lines
    own = [tuple(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1)]
    return sum(shingle in shingles for shingle in own) >= 0.6 * len(own)
