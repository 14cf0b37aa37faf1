"""Reads Morfologik's dictionaries (finite automata of the kind CFSA2): what is behind a word, without unpacking.

An arc is a byte of flags (and, in its low five bits, the number of a frequent label), the label where that number is
zero, and where it leads to as a number in groups of seven bits, unless that is right behind its node.
"""

from functools import lru_cache

MAGIC = b"\\fsa\xc6\x00\x07"
"""Kind and flags; without the flag for numbers in nodes, which aren't read here."""
NODES = 4_096
"""How many nodes are remembered unpacked: those near the root are met again and again (some 5 MB)."""
_LABEL, _FINAL, _LAST, _NEXT = 0x1F, 0x20, 0x40, 0x80


class Automaton:
    """A set of byte strings."""

    def __init__(self, data: bytes) -> None:
        """Take a dictionary's content. Raises ValueError for another format."""
        if not data.startswith(MAGIC):
            raise ValueError("not an automaton of the kind CFSA2")
        labels = 8 + data[7]
        self._labels, self._bytes = data[8:labels], data[labels:]
        self._node = lru_cache(maxsize=NODES)(self._unpacked)
        self._root = next(iter(self._node(0).values())) >> 1

    def after(self, prefix: bytes) -> list[bytes]:
        """All that strings which begin like this have behind it; nothing when there are none."""
        at = self._root
        for byte in prefix:
            at = self._node(at).get(byte, 0) >> 1
            if not at:
                return []
        return self._below(at)

    def _below(self, at: int) -> list[bytes]:
        found: list[bytes] = []
        for byte, arc in self._node(at).items():
            label = bytes((byte,))
            if arc & 1:
                found.append(label)
            if arc > 1:
                found += [label + rest for rest in self._below(arc >> 1)]
        return found

    def _unpacked(self, at: int) -> dict[int, int]:
        """A node's arcs by their labels: twice the node that each leads to (0 for none), odd where a string ends."""
        data, found, behind = self._bytes, dict[int, int](), list[int]()
        flags = 0
        while not flags & _LAST:
            flags, at = data[at], at + 1
            label = self._labels[flags & _LABEL]
            if not flags & _LABEL:
                label, at = data[at], at + 1
            found[label] = 1 if flags & _FINAL else 0
            if flags & _NEXT:
                behind.append(label)
                continue
            target, shift = data[at], 7
            if target > 0x7F:
                target &= 0x7F
                while data[at] > 0x7F:
                    at += 1
                    target |= (data[at] & 0x7F) << shift
                    shift += 7
            at += 1
            found[label] |= target << 1
        for label in behind:
            found[label] |= at << 1
        return found
