"""Line breaks and spaces: what layout left inside a paragraph."""

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.compiled import compiled
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.common import cjk, code_like, known

_ITEM = compiled(r"(?:\(?\d{1,3}[.)、]|[-*•·▪>#|+]|[a-zA-Z][.)]|[①-⑳])\s")
_STOP = compiled(r"[.!?:;…。！？：][\"”’»)]*$")
_ENDED = compiled(r"[a-z)][.!?。]+ ?[A-Z]")
_CUT_WORD = compiled(r"([a-z]{2,})[-\u00ad]$")
_RUN = compiled(r"(?<=[^\s.!?:;]) {2,}(?=[^\s])|(?<=[.!?:;]) {3,}(?=[^\s])")
_LOWER_START = compiled(r"[\W\d_]*[a-z]")
_OPEN_END = compiled(
    r"(?:,|\b(?:an?|the|of|to|in|on|at|by|for|from|with|and|or|but|as|than|that|which|who|is|are|was|were|be|not"
    r"|my|your|his|her|its|our|their|this|these|those|some|any|no|dr|mr|mrs|ms|st))$",
    re.IGNORECASE,
)
_VERSE_WIDTH = 48
_HEADING_WIDTH = 60


@rule(
    "spacing",
    fixes={
        "The bowl should be\nwashed each day.": "The bowl should be washed each day.",
        "The infor-\nmation is old.": "The information is old.",
    },
    keeps=(
        "An old pond\nA frog leaps in\nThe sound of water",
        "Buy:\n- milk\n- bread",
        "salt — 60 g (2 spoons with a small heap)\nsugar — 1 spoon",
        "It ends here.\n\nA paragraph begins.",
        "What hurts.\nThe waist hurts for many reasons, and all of them are told below, one after another.",
        "1. No room to hide\nCats that live outside bury what they leave, and they do it so that nobody follows them.",
    ),
    chars="\n",
)
def join_broken_line(passage: Passage) -> Iterator[Change]:
    """Turn a line break inside a paragraph into a space. Verse, lists, code and breaks between paragraphs stay."""
    text = passage.text
    lines = text.split("\n")
    if _verse(lines) or code_like(text):
        return
    at, first = 0, True
    for before, after in pairwise(lines):
        at += len(before) + 1
        start, end = at - 1 - (len(before) - len(before.rstrip())), at + len(after) - len(after.lstrip(" \t"))
        begins, first = first, True
        if not before.strip() or not after.strip():
            continue
        if _AMOUNT.search(before) and _AMOUNT.match(after):
            continue  # the lines of a list: `sugar - 2 spoons`
        loose = not passage.context.document
        if loose and (_ITEM.match(after.lstrip()) or _parted(before, after) or (begins and _heads(before, after))):
            continue
        first = False
        yield _join(start, end, before.strip(), after.strip())


_AMOUNT = compiled(r"^[^.,;:!?\n]{2,30} [—–:-] ?\d[^\n]*$", re.M)
_CELLS = compiled(r"\S(?:[^.!?。]{0,40}\S)? {3,}\S[^.!?。]{0,60}")
"""Two cells of a table's row, without a sentence's end."""


def _verse(lines: list[str]) -> bool:
    """Whether lines are short and begin with capitals, three or more. Of those that repeat one, one is left."""
    full = list(dict.fromkeys(line.strip() for line in lines if line.strip()))
    return len(full) > 2 and all(len(x) <= _VERSE_WIDTH for x in full) and not any(_LOWER_START.match(x) for x in full)


def _parted(before: str, after: str) -> bool:
    """Whether a break parts two paragraphs: a sentence ends before it, or more than one does in its line. Line lengths
    are of no use: they change with each edit and each break that is joined."""
    if after.lstrip()[:1].islower():
        return False
    return _STOP.search(before) is not None or len(_ENDED.findall(before)) > 1


def _heads(before: str, after: str) -> bool:
    """Whether the first line of a paragraph reads as a heading of its own: short, complete, no sentence ends in it, and
    a capital follows."""
    line = before.strip()
    short = len(line) <= _HEADING_WIDTH and not _LOWER_START.match(line) and not _ENDED.search(line)
    return short and after.lstrip()[:1].isupper() and not _OPEN_END.search(line)


def _join(start: int, end: int, before: str, after: str) -> Change:
    if cjk(before[-1]) and cjk(after[0]):
        return Change(start, end, "")
    cut = _CUT_WORD.search(before)
    rest = re.match(r"[a-z]+", after)
    if cut and rest:
        whole = known(cut[1] + rest[0]) and not (known(cut[1], 4) and known(rest[0], 4))
        return Change(start - whole, end, "")
    return Change(start, end, " ")


@rule(
    "spacing",
    fixes={"If  the child is not   hungry, wait.": "If the child is not hungry, wait."},
    keeps=("name      dose      time", "Oak tree      early May", "x = 1  # why", "Typed.  Twice spaced:  so."),
    trigger=r"\S  +\S",
)
def single_space(passage: Passage) -> Iterator[Change]:
    """Make a run of spaces one space. Columns of a table, code and the typist's two behind a stop stay."""
    if code_like(passage.text) or "  #" in passage.text:
        return
    runs = list(passage.find(_RUN))
    if sum(len(m[0]) > 3 for m in runs) > 1 or (
        len(runs) == 1 and len(runs[0][0]) > 2 and _CELLS.fullmatch(passage.text)
    ):
        return
    for m in runs:
        yield Change(m.start(), m.end(), " ")
