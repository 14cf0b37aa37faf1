"""The first two words of what a pattern matches: where no two neighbours in a text are such a pair, it isn't found.

A text is looked through once for all patterns: a set of them is an integer of as many bits, and two neighbours allow
what may begin with the one and go on with the other. What is read off a pattern may be too much, never too little.
"""

from __future__ import annotations

import re
import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from re import _constants as op  # type: ignore[attr-defined]  # the standard library's own reader of patterns
from typing import Any, NamedTuple

from pipeline.repair.beginnings import (
    AnythingError,
    Node,
    Words,
    any_word,
    apart,
    few_characters,
    marks_of,
    no_word,
)
from pipeline.repair.needles import nodes_of, tree

START, END = "\x02", "\x03"
"""What stands before the first word of a text, and behind its last."""
_MOST = 2500
"""States of a pattern that are followed; of one with more nothing is known from there."""
_TIMES = 2
"""How often what may be repeated is followed."""
_GROUPS = 4
"""How many pairs of a pattern are kept apart."""
_REMEMBERED = 20_000
"""Words whose bits are remembered."""

Firsts = frozenset[tuple[str, bool]]
"""Words and whether they are whole, or beginnings of words."""


class Pair(NamedTuple):
    """What two neighbours may be: one of some words or marks, and one of others behind it; None for any."""

    first: Words
    second: Words | None


class _At(NamedTuple):
    """Where the reading of a pattern is: in a word of which so much is known; if there is none, whether a word may
    begin here for sure (`edge`), and whether nothing of the match has been read (`fresh`); led: behind a first word."""

    word: str = ""
    edge: bool = False
    fresh: bool = False
    led: bool = False


_States = dict[_At, Firsts]
_NONE: Firsts = frozenset()
_LOST = _At()


def pairs(pattern: str, flags: int = 0) -> tuple[Pair, ...] | None:
    """Pairs one of which stands in, or at the beginning of, whatever a pattern matches; None where nothing is known."""
    read = tree(pattern, flags)
    reader = _Reader(lines=bool(read.state.flags & re.MULTILINE))
    try:
        reader.leave(reader.row(read, {_At(fresh=True): _NONE}))
    except AnythingError:
        return None
    return tuple(Pair(_words(firsts), _words(seconds) if seconds else None) for seconds, firsts in reader.grouped())


def _words(found: Iterable[tuple[str, bool]]) -> Words:
    parts = tuple(sorted(word for word, whole in found if not whole))
    return Words(frozenset(word for word, whole in found if whole and not word.startswith(parts)), parts)


class _Reader:
    """Reads a pattern up to its second word; lines: whether each line has a beginning."""

    def __init__(self, *, lines: bool) -> None:
        self._lines = lines
        self.found: dict[Firsts, set[tuple[str, bool]] | None] = {}

    def row(self, nodes: Iterable[Node], states: _States) -> _States:
        """Go on through nodes in a row."""
        for kind, value in nodes_of(nodes):
            if len(states) > _MOST:
                states = self.unknown(None, states)
            if states:
                states = _KINDS.get(kind, _Reader.unknown)(self, value, states)
        return states

    def leave(self, states: _States) -> None:
        """Nothing more is known. Raises AnythingError where a first word isn't."""
        for at, firsts in states.items():
            if at.led:
                self._pair(firsts, (at.word, False) if at.word else None)
            elif at.word:
                self._pair(frozenset(((at.word, False),)), None)
            else:
                raise AnythingError

    def _pair(self, firsts: Firsts, second: tuple[str, bool] | None) -> None:
        known = self.found.setdefault(firsts, set())
        if second is None:
            self.found[firsts] = None
        elif known is not None:
            known.add(second)

    def grouped(self) -> Iterable[tuple[Firsts, Firsts]]:
        """What has been found: second words (none for any) with the first ones before them, in a few groups."""
        by_seconds: defaultdict[Firsts, Firsts] = defaultdict(frozenset)
        for firsts, seconds in self.found.items():
            by_seconds[frozenset(seconds or ())] |= firsts
        groups = sorted(by_seconds.items(), key=lambda group: -len(group[1]))
        yield from groups[: _GROUPS - 1]
        if left := groups[_GROUPS - 1 :]:
            seconds_of, firsts_of = zip(*left, strict=True)
            yield frozenset().union(*seconds_of) if all(seconds_of) else _NONE, frozenset().union(*firsts_of)

    def unknown(self, _: object, states: _States) -> _States:
        """Any characters."""
        known = {at: firsts for at, firsts in states.items() if at.led or at.word}
        self.leave(known)
        return {_LOST: _NONE} if len(known) < len(states) else {}

    def characters(self, chars: Iterable[str], states: _States) -> _States:
        """One of these characters."""
        return _merged(go for char in chars for at, firsts in states.items() for go in self._one(char, at, firsts))

    def _one(self, char: str, at: _At, firsts: Firsts) -> Iterable[tuple[_At, Firsts]]:
        if char.isalnum() or char == "_":
            if char.isascii() and (at.word or at.edge):
                return [(_At(at.word + char.lower(), led=at.led), firsts)]
            return self.unknown(None, {at: firsts}).items()
        ended = self.end(None, {at: firsts}) if at.word else {at: firsts}
        if char == " ":
            return [(_At(edge=True, led=at.led), firsts) for at, firsts in ended.items()]
        for at, firsts in ended.items():
            if at.led:
                self._pair(firsts, (char, True))
        return [(_At(edge=True, led=True), frozenset(((char, True),))) for at in ended if not at.led]

    def literal(self, code: int, states: _States) -> _States:
        """A character."""
        return self.characters(chr(code), states)

    def one_of(self, items: Sequence[Node], states: _States) -> _States:
        """A class of characters."""
        if (chars := few_characters(items)) is not None:
            return self.characters(chars, states)
        return self._no_word(states) if no_word(items) else self.unknown(None, states)

    def _no_word(self, states: _States) -> _States:
        """Some character that is no word's."""
        left = self.unknown(None, self.end(None, states))
        return {_At(edge=True): _NONE} if left else {}

    def end(self, _: object, states: _States) -> _States:
        """A word begins or ends here, if one can."""
        out: list[tuple[_At, Firsts]] = []
        for at, firsts in states.items():
            if at.word and at.led:
                self._pair(firsts, (at.word, True))
            elif at.word:
                out.append((_At(edge=True, led=True), frozenset(((at.word, True),))))
            else:
                out.append((at._replace(edge=True), firsts))
        return _merged(out)

    def place(self, where: object, states: _States) -> _States:
        """The beginning or end of a word, a line or the text."""
        if where is op.AT_NON_BOUNDARY:
            return states
        if where in (op.AT_BEGINNING, op.AT_BEGINNING_STRING):
            lines = where is op.AT_BEGINNING and self._lines
            return self._behind([START, "\n"] if lines else [START], states)
        states = self.end(None, states)
        if where in (op.AT_END, op.AT_END_STRING):
            return self.characters((END, "\n"), states)
        return states

    def _behind(self, texts: Iterable[str], states: _States) -> _States:
        """One of these marks stands before this place."""
        marks = frozenset((text.strip(" "), True) for text in texts)
        return _merged(
            (_At(edge=True, led=True), marks) if at.fresh else (at if at.word else at._replace(edge=True), firsts)
            for at, firsts in states.items()
        )

    def branch(self, value: tuple[None, Sequence[Iterable[Node]]], states: _States) -> _States:
        """Alternatives."""
        return _merged(go for nodes in value[1] for go in self.row(nodes, states).items())

    def group(self, value: tuple[Any, int, int, Iterable[Node]], states: _States) -> _States:
        """A group."""
        return self.row(value[3], states)

    def repeat(self, value: tuple[int, Any, Iterable[Node]], states: _States) -> _States:
        """Something that may stand several times, or not at all."""
        least, most, nodes = value
        out = dict(states) if not least else {}
        for _ in range(min(most, _TIMES)):
            states = self.row(nodes, states)
            known, out = out, _merged([*out.items(), *states.items()])
            if out == known:
                return out
        if most > _TIMES and states:
            out = _merged([*out.items(), *self.unknown(None, states).items()])
        return out

    def look(self, value: tuple[int, Sequence[Node]], states: _States) -> _States:
        """What must stand before or behind a place."""
        direction, nodes = value
        if direction < 0 and (texts := marks_of(nodes)):
            return self._behind(texts, states)
        if direction < 0:
            return self._edge_before(states) if apart(nodes, -1) else states
        return self.end(None, states) if apart(nodes, 0) else states

    def look_not(self, value: tuple[int, Sequence[Node]], states: _States) -> _States:
        """What mustn't stand there: no word's character makes it a word's edge."""
        direction, nodes = value
        if not any_word(nodes):
            return states
        return self.end(None, states) if direction > 0 else self._edge_before(states)

    def _edge_before(self, states: _States) -> _States:
        return _merged((at if at.word else at._replace(edge=True), firsts) for at, firsts in states.items())


def _merged(states: Iterable[tuple[_At, Firsts]]) -> _States:
    """States by where they are: what is read behind one place doesn't depend on how it was reached."""
    out: _States = {}
    several: dict[_At, set[tuple[str, bool]]] = {}
    for at, firsts in states:
        known = out.setdefault(at, firsts)
        if known is not firsts:
            several.setdefault(at, set(known)).update(firsts)
    return out | {at: frozenset(firsts) for at, firsts in several.items()}


_KINDS: dict[Any, Callable[[_Reader, Any, _States], _States]] = {
    op.LITERAL: _Reader.literal,
    op.AT: _Reader.place,
    op.IN: _Reader.one_of,
    op.BRANCH: _Reader.branch,
    op.SUBPATTERN: _Reader.group,
    op.MAX_REPEAT: _Reader.repeat,
    op.MIN_REPEAT: _Reader.repeat,
    op.POSSESSIVE_REPEAT: _Reader.repeat,
    op.ATOMIC_GROUP: _Reader.row,
    op.ASSERT: _Reader.look,
    op.ASSERT_NOT: _Reader.look_not,
}


class _Bits(dict[str, int]):
    """Sets of pairs by the word that may stand at one place of theirs, as far as words have been asked about."""

    def __init__(self) -> None:
        self._whole: defaultdict[str, int] = defaultdict(int)
        self._parts: defaultdict[str, int] = defaultdict(int)

    def add(self, words: Words, bit: int) -> None:
        """Put a pair under its words."""
        for word in words.whole:
            self._whole[word] |= bit
        for part in words.parts:
            self._parts[part] |= bit
        self.clear()

    def __missing__(self, word: str) -> int:
        found = self._whole.get(word, 0)
        for end in range(1, len(word) + 1):
            found |= self._parts.get(word[:end], 0)
        if len(self) < _REMEMBERED:
            self[word] = found
        return found


class Index:
    """Which of many patterns a text's neighbours allow."""

    def __init__(self) -> None:
        self._alone, self._first, self._second = _Bits(), _Bits(), _Bits()
        self._count = 0
        self._adding = threading.Lock()

    def add(self, found: tuple[Pair, ...] | None) -> int:
        """Put in a pattern's pairs. Returns the set of bits of which a text that holds the pattern has one; 0 where any
        text may hold it."""
        with self._adding:
            start = self._count
            for first, second in found or ():
                bit = 1 << self._count
                if second is None:
                    self._alone.add(first, bit)
                else:
                    self._first.add(first, bit)
                    self._second.add(second, bit)
                self._count += 1
            return (1 << self._count) - (1 << start)

    def allowed(self, words: Sequence[str]) -> int:
        """The bits of a text, given its words, in lower case, and marks; those of patterns put in later are all set."""
        alone, first, second, found = self._alone, self._first, self._second, -1 << self._count
        for word in {START, END, *words}:
            found |= alone[word]
        for one, other in pairwise((START, *words, END)):
            if both := first[one] & second[other]:
                found |= both
        return found
