"""Reads Morfologik's dictionaries (finite automata of the kind CFSA2): what is behind a word, without unpacking.

An arc is a byte of flags (and, in its low five bits, the number of a frequent label), the label where that number is
zero, and where it leads to as a number in groups of seven bits, unless that is right behind its node.
"""

from functools import lru_cache
from typing import NamedTuple

MAGIC = b"\\fsa\xc6\x00\x07"
"""Kind and flags; without the flag for numbers in nodes, which aren't read here."""
NODES = 2_048
"""How many nodes are remembered unpacked; those near the root are met again and again (some 3 MB)."""
_LABEL, _FINAL, _LAST, _NEXT = 0x1F, 0x20, 0x40, 0x80


class Arc(NamedTuple):
    """Where a byte leads to: a node (0 for none), and whether a string ends here."""

    node: int
    final: bool


class Automaton:
    """A set of byte strings."""

    def __init__(self, data: bytes) -> None:
        """Take a dictionary's content. Raises ValueError for another format."""
        if not data.startswith(MAGIC):
            raise ValueError("not an automaton of the kind CFSA2")
        labels = 8 + data[7]
        self._labels, self._arcs = data[8:labels], data[labels:]
        self._arcs_of = lru_cache(maxsize=NODES)(self._node)
        self._root = next(iter(self._arcs_of(0).values())).node

    def after(self, prefix: bytes) -> list[bytes]:
        """All that strings which begin like this have behind it; nothing when there are none."""
        at = self._root
        for byte in prefix:
            arc = self._arcs_of(at).get(byte) if at else None
            if arc is None:
                return []
            at = arc.node
        return self._below(at)

    def _below(self, at: int) -> list[bytes]:
        found: list[bytes] = []
        for byte, arc in self._arcs_of(at).items() if at else ():
            label = bytes((byte,))
            if arc.final:
                found.append(label)
            found += [label + rest for rest in self._below(arc.node)]
        return found

    def _node(self, at: int) -> dict[int, Arc]:
        """The arcs of a node by their labels."""
        arcs, found, last = self._arcs, list[tuple[int, int, bool]](), False
        while not last:
            flags = arcs[at]
            at, last = at + 1, bool(flags & _LAST)
            if flags & _LABEL:
                label = self._labels[flags & _LABEL]
            else:
                label, at = arcs[at], at + 1
            target = -1
            if not flags & _NEXT:
                target, at = self._number(at)
            found.append((label, target, bool(flags & _FINAL)))
        return {label: Arc(at if target < 0 else target, final) for label, target, final in found}

    def _number(self, at: int) -> tuple[int, int]:
        value = shift = 0
        while self._arcs[at] > 0x7F:
            value |= (self._arcs[at] & 0x7F) << shift
            at, shift = at + 1, shift + 7
        return value | self._arcs[at] << shift, at + 1
