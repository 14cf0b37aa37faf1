"""What an article shows about how it was made: signs that no single paragraph could give.

One glued pair of words may be a product's name; where a table lost what parted its cells, there are many. Whether
paragraphs end with a full stop, and headings begin with a capital, is the article's own habit. What one line of it
breaks is a slip.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.model import Block
from pipeline.repair.names import frequency

CELLS = 3
"""Distinct glued pairs from which on they are a table's cells, not names."""
HABIT = 0.75
"""Share of the blocks of a kind that makes something the article's habit."""
_FEW = 3

CAMEL = re.compile(r"(?<![\w#@./-])([A-Z]?[a-z]{3,})((?:[A-Z][a-z]{2,})+|A(?= [a-z]{3}))(?![\w./-])")
"""A word glued to capitalised ones."""
KNOWN = 3.3
"""Zipf frequency from which the halves of a glued pair are words."""

_HUMP = re.compile(r"[A-Z][a-z]*")
_BROKEN_OFF = re.compile(
    r"(?:^|\s)(?:an?|the|of|to|in|on|at|by|for|from|with|and|or|as|is|are|that|which|such|your|their|its)$", re.I
)
_OPEN_END = re.compile(r"[a-z]{2,}\)?\Z")
_INNER_STOP = re.compile(r"[a-z)][.!?] +[A-Z]")
_STOPPED = re.compile(r"[.!?…。！？:;][\"'”’)\]]*\Z")
_LETTER_FIRST = re.compile(r"[A-Za-z]")


@dataclass(frozen=True)
class Traits:
    """An article's habits.

    cells: cells of a table stand glued to one another; capital_starts: kinds of blocks that begin with a capital as a
    rule; open_ends: indexes of the paragraphs that lack the full stop that the others end with.
    """

    cells: bool = False
    capital_starts: frozenset[str] = frozenset()
    open_ends: frozenset[int] = frozenset()


def glued_pairs(text: str) -> set[str]:
    """Capitalised words glued to a word before them, both of them known English, the pair not."""
    if not any(c.isupper() for c in text):
        return set()
    return {m[0] for m in CAMEL.finditer(text) if apart(m[1], m[2])}


def apart(left: str, right: str, least: float = KNOWN) -> bool:
    """Whether two glued parts are words of their own (of that Zipf frequency), and no known word or name together."""
    parts = [left, *_HUMP.findall(right)]
    return frequency("".join(parts).lower()) < 1.5 and all(frequency(part.lower()) >= least for part in parts)


def observe(blocks: Sequence[Block]) -> Traits:
    """The habits of an article's blocks, as they stand in its source."""
    said = [b for b in blocks if b.kind not in ("label", "debris") and b.text.strip()]
    pairs: set[str] = set()
    for block in said:
        pairs |= glued_pairs(block.text)
    return Traits(len(pairs) >= CELLS, _capital_starts(said), _open_ends(said))


def _capital_starts(blocks: Sequence[Block]) -> frozenset[str]:
    found = []
    for kind in {b.kind for b in blocks}:
        firsts = [b.text.lstrip()[0] for b in blocks if b.kind == kind]
        letters = [c for c in firsts if _LETTER_FIRST.match(c)]
        if len(letters) >= _FEW and sum(c.isupper() for c in letters) >= HABIT * len(letters):
            found.append(kind)
    return frozenset(found)


def _open_ends(blocks: Sequence[Block]) -> frozenset[int]:
    prose = [b for b in blocks if b.kind == "text" and _INNER_STOP.search(b.text)]
    stopped = sum(_STOPPED.search(b.text.rstrip()) is not None for b in prose)
    if len(prose) < _FEW or stopped < HABIT * len(prose):
        return frozenset()
    return frozenset(
        b.index
        for b, after in zip(blocks, blocks[1:], strict=False)
        if b in prose and _lacks_stop(b.text.rstrip()) and after.text.lstrip()[:1].isupper()
    )


def _lacks_stop(text: str) -> bool:
    return _OPEN_END.search(text) is not None and _BROKEN_OFF.search(text) is None
