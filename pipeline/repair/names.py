"""What an article teaches about itself before it is repaired: its names, and its words."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from sys import intern
from typing import NamedTuple, Protocol, TypeVar

from wordfreq import zipf_frequency

from pipeline.compiled import compiled
from pipeline.model import Block

Found = TypeVar("Found")

UNKNOWN = 2.6
"""Zipf frequency (word list library `wordfreq`) below which a capitalised word is no ordinary English word."""
ORDINARY = 4.6
"""Zipf frequency from which a word isn't taken for a name because it always has a capital."""

SEAM = compiled(r"(?<=[a-z]{3})(?=[A-Z][a-z])")
"""Where a capitalised word is glued to the word before it."""

_WORD = compiled(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_PLAIN = compiled(rf"(?<![./@\w-]){_WORD.pattern}(?![/@\w]|[.-]\w)")
"""A word that is no part of an address, a file's name or a compound."""
_INSIDE = compiled(r"(?<=[a-z,] )[A-Z][a-z]+(?=[ ,.;])")
_SENTENCE_END = frozenset(".!?:;…\"“”'‘’«»()[]•·-–—/|>*#。！？：（【")
_TITLE_SHARE = 0.7


@lru_cache(maxsize=50_000)
def frequency(word: str) -> float:
    """How frequent a lower-cased English word is, on the Zipf scale (0 to 8; 0: unknown)."""
    return zipf_frequency(word, "en")


class Piece(Protocol):
    """A piece of an article: a block, or a passage as the rules have left it."""

    @property
    def text(self) -> str:
        """Its text."""
        ...

    @property
    def kind(self) -> str:
        """Its block's kind."""
        ...

    @property
    def index(self) -> int | None:
        """Its block's index in the article."""
        ...


class Find(Protocol):
    """Asks a function what it finds in a text, on which alone that rests, or remembers it (`memo.Memo.find`)."""

    def __call__(self, look: Callable[[str], Found], text: str, /) -> Found:
        """What the function finds."""
        ...


def anew(look: Callable[[str], Found], text: str, /) -> Found:
    """What a function finds in a text."""
    return look(text)


def words(pieces: Iterable[Piece], find: Find = anew) -> frozenset[str]:
    """The article's words in lower case, with straight apostrophes, glued capitalised ones parted."""
    return frozenset[str]().union(*(find(_words, piece.text) for piece in pieces))


def _words(text: str) -> frozenset[str]:
    found = _WORD.findall(SEAM.sub(" ", text).lower().replace("’", "'"))
    return frozenset(map(intern, found))  # they are remembered by the thousand, and are the same ones in each text


_DETERMINED = compiled(r"\b(?:the|an?|this|your|each|every) (?=(\w+)(?: (\w+))?)", re.I)


def determined(pieces: Iterable[Piece], find: Find = anew) -> frozenset[str]:
    """What stands after an article or another singular determiner in the article, as single words and pairs."""
    return frozenset[str]().union(*(find(determined_in, piece.text) for piece in pieces))


def determined_in(text: str) -> frozenset[str]:
    """The same of one text."""
    found: set[str] = set()
    for match in _DETERMINED.finditer(text):
        first, second = match[1].lower(), (match[2] or "").lower()
        found |= {first, f"{first} {second}"} if second else {first}
    return frozenset(found)


def lower_words(pieces: Iterable[Piece]) -> frozenset[str]:
    """The article's words that stand in lower case, at least as often as they have a capital inside a sentence."""
    counts: Counter[str] = Counter()
    for piece in pieces:
        if piece.kind not in ("label", "debris"):
            counts.update(m[0] for m in _PLAIN.finditer(piece.text) if m[0].islower())
            counts.subtract(m[0].lower() for m in _INSIDE.finditer(piece.text))
    return frozenset(word for word, count in counts.items() if count >= 0)


class _Capitals(NamedTuple):
    """What one text shows: its capitalised words inside sentences and at their start, as often as they stand there, its
    small words, in lower case and bare, and its runs of capitalised words."""

    inside: Counter[str]
    starts: Counter[str]
    small: set[str]
    runs: set[tuple[str, ...]]


def learn(blocks: Sequence[Block], find: Find = anew) -> frozenset[str]:
    """Words and phrases that are names in this article, by their capitals and the dictionary, without a parse.

    A name is a capitalised word that English doesn't know, inside a sentence or twice at its start; a capitalised word
    that recurs inside sentences and never stands in lower case; and a run of capitalised words one of which is a name
    (`Xiao Zhou`), or that repeats itself (`Qiao Qiao`).
    """
    found = [find(_capitals, block.text) for block in blocks if block.kind not in ("label", "debris")]
    inside, starts = Counter[str](), Counter[str]()
    for one in found:
        inside.update(one.inside)
        starts.update(one.starts)
    lower = set[str]().union(*(one.small for one in found))
    runs = set[tuple[str, ...]]().union(*(one.runs for one in found))
    single = {w for w, n in inside.items() if _is_name(w, n + starts[w], n, lower)}
    single |= {w for w, n in starts.items() if n > 1 and frequency(w.lower()) < UNKNOWN and w.lower() not in lower}
    phrases = {" ".join(run) for run in runs if any(w in single for w in run) or len(set(run)) == 1}
    return frozenset(single | phrases)


def _is_name(word: str, count: int, inside: int, lower: set[str]) -> bool:
    if word.lower() in lower or len(word) < 2 or word.isupper():
        return False
    known = frequency(word.lower())
    return known < UNKNOWN or (inside > 1 and count > 1 and known < ORDINARY)


def _bare(word: str) -> str:
    """A word without its possessive ending."""
    return word.removesuffix("'s").removesuffix("’s")


def _capitals(text: str) -> _Capitals:
    """Count a text's capitalised words, and collect the small ones and the runs of capitalised ones."""
    out = inside, starts, small, runs = _Capitals(Counter(), Counter(), set(), set())
    found = list(_WORD.finditer(text))
    title = _title_case([m[0] for m in found])
    run: list[str] = []
    for n, m in enumerate(found):
        if not m[0][0].isupper():
            small.add(intern(_bare(m[0]).lower()))
            _close(run, runs)
            continue
        word, between = _bare(m[0]), text[found[n - 1].end() if n else 0 : m.start()]
        start = between.strip()[-1:] in _SENTENCE_END if between.strip() else not m.start() or "\n" in between
        if between != " ":
            _close(run, runs)
        if title:
            continue
        if word == "I":
            _close(run, runs)
            continue
        (starts if start else inside)[word] += 1
        if not (start and frequency(word.lower()) > ORDINARY):
            run.append(word)
    _close(run, runs)
    return out


def _close(run: list[str], runs: set[tuple[str, ...]]) -> None:
    if not run:
        return
    if 1 < len(run) < 5:
        runs.add(tuple(run))
    run.clear()


def _title_case(words: Sequence[str]) -> bool:
    longer = [w for w in words if len(w) > 3]
    return len(longer) > 2 and sum(w[0].isupper() for w in longer) > _TITLE_SHARE * len(longer)


def known(words: Iterable[str], least: float = 3.0) -> Iterator[bool]:
    """Whether each word is an ordinary English word."""
    return (frequency(w.lower()) >= least for w in words)


@lru_cache(maxsize=32)
def folded_names(names: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """Each name with the letters by which it is counted."""
    return tuple((name, SEAM.sub(" ", name).casefold()) for name in sorted(names))
