"""With which words and marks a pattern's matches begin, so that it is tried there and nowhere else.

`re` tries a pattern at every place of a text. A rule's pattern nearly always begins with one of a few words, and where
these stand is looked up once for all patterns. What is read off a pattern may be too much, never too little, and what
is found is what `finditer` finds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from re import _constants as op  # type: ignore[attr-defined]  # the standard library's own reader of patterns
from typing import Any, NamedTuple

from pipeline.repair.needles import nodes_of, tree

_MOST = 6000
"""Words with which a pattern may begin; where there are more, it is looked for everywhere."""
_LED = 3
"""How many characters may stand before a match's first known word or mark."""
_FEW = 12
"""Characters of a range that are looked at one by one."""

Node = tuple[Any, Any]


class Words(NamedTuple):
    """Whole words (lower case) or marks, and beginnings of words."""

    whole: frozenset[str] = frozenset()
    parts: tuple[str, ...] = ()

    def held(self, runs: Mapping[str, Sequence[int]], held: frozenset[str]) -> frozenset[str]:
        """Those that a text holds."""
        found = self.whole & held
        return found | {word for word in runs if word.startswith(self.parts)} if self.parts else found


class Beginnings(NamedTuple):
    """What matches begin with: words, words behind so many characters of their own, or anything that stands behind one
    of a few marks.

    led: the words behind one character, behind two, ...; behind: the mark, and a blank if one follows it; "" for the
    beginning of the text.
    """

    words: Words
    led: tuple[Words, ...] = ()
    behind: frozenset[str] = frozenset()

    def places(self, runs: Mapping[str, Sequence[int]], held: frozenset[str]) -> Sequence[int]:
        """Where a match may begin in a text, in order, given the places of all its words and marks, which `held` has
        all."""
        words = self.words.held(runs, held)
        if self.behind or self.led:
            return self._all_places(words, runs, held)
        if len(words) > 1:
            return sorted([place for word in words for place in runs[word]])
        return runs[next(iter(words))] if words else ()

    def _all_places(
        self, words: frozenset[str], runs: Mapping[str, Sequence[int]], held: frozenset[str]
    ) -> Sequence[int]:
        found = {place for word in words for place in runs[word]}
        for by, led in enumerate(self.led, 1):
            found.update([place - by for word in led.held(runs, held) for place in runs[word] if place >= by])
        for before in self.behind:
            if before:
                found.update([place + len(before) for place in runs.get(before[0], ())])
            else:
                found.add(0)
        return sorted(found)


def found_at(pattern: re.Pattern[str], text: str, places: Iterable[int]) -> tuple[re.Match[str], ...]:
    """A pattern's matches, in order and without overlaps, of which each begins at one of these places."""
    match, end = pattern.match, 0
    out: list[re.Match[str]] = []
    for place in places:
        if place >= end and (found := match(text, place)) is not None:
            out.append(found)
            end = found.end()
    return tuple(out)


def beginnings(pattern: str, flags: int = 0) -> Beginnings | None:
    """What a pattern's matches begin with; None where that may be anything."""
    read = tree(pattern, flags)
    reader = _Reader(lines=bool(read.state.flags & re.MULTILINE))
    try:
        reader.leave(reader.row(read, {_State()}), whole=False)
    except AnythingError:
        return None
    here, *led = (reader.words_behind(by) for by in range(max(reader.led, default=0) + 1))
    return Beginnings(here, tuple(led), frozenset(reader.behind))


class AnythingError(Exception):
    """A match may begin with anything, between words, or inside one."""


class _State(NamedTuple):
    """How much of a match's first word has been read, whether a word begins where the word or the match does, what is
    known to stand before the match (as in `Beginnings.behind`), and how many characters have been read before the
    word."""

    word: str = ""
    begun: bool = False
    behind: str | None = None
    led: int = 0


class _Reader:
    """Reads a pattern up to where the first word of what it matches ends; lines: whether each line has a beginning."""

    def __init__(self, *, lines: bool) -> None:
        self._lines = lines
        self.led: dict[int, set[tuple[str, bool]]] = {}
        self.behind: set[str] = set()

    def words_behind(self, by: int) -> Words:
        """The words that stand behind so many characters of a match."""
        found = self.led.get(by, set())
        return Words(frozenset(w for w, whole in found if whole), tuple(sorted(w for w, whole in found if not whole)))

    def row(self, nodes: Iterable[Node], states: set[_State]) -> set[_State]:
        """Go on through nodes in a row. Returns the states in which the first word may go on behind them."""
        for kind, value in nodes_of(nodes):
            if len(states) + sum(map(len, self.led.values())) > _MOST or kind not in _KINDS:
                raise AnythingError
            states = _KINDS[kind](self, value, states)
        return states

    def leave(self, states: Iterable[_State], *, whole: bool) -> None:
        """The first word ends here (whole), or nothing more is known of it."""
        for state in states:
            if state.word:
                self.led.setdefault(state.led, set()).add((state.word, whole))
            elif state.behind is not None:
                self.behind.add(state.behind)
            else:
                raise AnythingError

    def characters(self, chars: Iterable[str], states: set[_State]) -> set[_State]:
        """One of these characters."""
        out: set[_State] = set()
        for char in chars:
            for state in states:
                if not _in_word(char):
                    out |= self._mark(char, state)
                elif char.isascii() and (state.word or state.begun):
                    out.add(state._replace(word=state.word + char.lower(), begun=True))
                else:
                    self.leave([state._replace(word="")], whole=False)
        return out

    def _mark(self, char: str, state: _State) -> set[_State]:
        """A character that is no word's."""
        if char == " " and not state.word and state.behind is None and state.led < _LED:
            return {_State("", True, None, state.led + 1)}
        self.leave([state if state.word else state._replace(word=char.strip())], whole=True)
        return set()

    def literal(self, code: int, states: set[_State]) -> set[_State]:
        """A character."""
        return self.characters(chr(code), states)

    def one_of(self, items: Sequence[Node], states: set[_State]) -> set[_State]:
        """A class of characters."""
        if (chars := few_characters(items)) is not None:
            return self.characters(chars, states)
        wordless = no_word(items)
        self.leave([state for state in states if state.word], whole=wordless)
        return self.any_one(None, {state for state in states if not state.word}, begun=wordless)

    def any_one(self, _: object, states: set[_State], *, begun: bool = False) -> set[_State]:
        """Any one character; begun: it is no word's."""
        go_on = {state for state in states if not state.word and state.behind is None and state.led < _LED}
        self.leave(states - go_on, whole=False)
        return {_State("", begun, None, state.led + 1) for state in go_on}

    def anything(self, _: object, states: set[_State]) -> set[_State]:
        """Something of which nothing is known."""
        self.leave(states, whole=False)
        return set()

    def place(self, where: object, states: set[_State]) -> set[_State]:
        """The beginning or end of a word, a line or the text."""
        if where is op.AT_NON_BOUNDARY:
            raise AnythingError
        self.leave([state for state in states if state.word], whole=True)
        states = {state for state in states if not state.word}
        if states and where in (op.AT_END, op.AT_END_STRING):
            raise AnythingError
        if where is op.AT_BEGINNING_STRING or (where is op.AT_BEGINNING and not self._lines):
            return self.standing_behind([""], states)
        if where is op.AT_BEGINNING:
            return self.standing_behind(["", "\n"], states)
        return {state._replace(begun=True) for state in states}

    def standing_behind(self, texts: Sequence[str], states: set[_State]) -> set[_State]:
        """One of these texts stands before this place, none of which ends in a word's character."""
        return {
            state._replace(begun=True) if state.led or state.behind is not None else _State("", True, text)
            for state in states
            for text in texts
        }

    def branch(self, value: tuple[None, Sequence[Iterable[Node]]], states: set[_State]) -> set[_State]:
        """Alternatives."""
        return set().union(*[self.row(nodes, states) for nodes in value[1]])

    def group(self, value: tuple[Any, int, int, Iterable[Node]], states: set[_State]) -> set[_State]:
        """A group."""
        return self.row(value[3], states)

    def atomic(self, nodes: Iterable[Node], states: set[_State]) -> set[_State]:
        """A group that gives nothing back."""
        return self.row(nodes, states)

    def repeat(self, value: tuple[int, Any, Iterable[Node]], states: set[_State]) -> set[_State]:
        """Something that may stand several times, or not at all."""
        least, most, nodes = value
        once = self.row(nodes, states)
        if most > 1 and once:
            self.leave({state for state in once if state.word}, whole=False)
            once = {state for state in once if not state.word}
            if any(state.led for state in once):  # perhaps several blanks
                raise AnythingError
        return once if least else once | states

    def look(self, value: tuple[int, Sequence[Node]], states: set[_State]) -> set[_State]:
        """What must stand before or behind a place."""
        direction, nodes = value
        if not apart(nodes, 0 if direction > 0 else -1):
            return states
        texts = marks_of(nodes) if direction < 0 else ()
        if not texts:
            return self.edge(direction, states)
        return self.standing_behind(texts, {s for s in states if not s.word}) | {s for s in states if s.word}

    def look_not(self, value: tuple[int, Sequence[Node]], states: set[_State]) -> set[_State]:
        """What mustn't stand there: no word's character makes it a word's edge."""
        direction, nodes = value
        return self.edge(direction, states) if any_word(nodes) else states

    def edge(self, direction: int, states: set[_State]) -> set[_State]:
        """No word's character stands before a place (-1), or behind it (1)."""
        if direction < 0:
            return {state._replace(begun=state.begun or not state.word) for state in states}
        self.leave([state for state in states if state.word], whole=True)
        return {state for state in states if not state.word}


def marks_of(nodes: Sequence[Node]) -> Sequence[str]:
    """The texts that nodes match, if each is one of a few marks, with a blank behind it or not; else none."""
    if not 1 <= len(nodes) <= 2 or (len(nodes) == 2 and nodes[1] != (op.LITERAL, ord(" "))):
        return ()
    kind, value = nodes[0]
    items = [(kind, value)] if kind is op.LITERAL else value if kind is op.IN else ()
    if not all(kind is op.LITERAL and not _in_word(chr(code)) and chr(code) != " " for kind, code in items):
        return ()
    return [chr(code) + " " * (len(nodes) - 1) for _, code in items]


def _in_word(char: str) -> bool:
    return char.isalnum() or char == "_"


def any_word(nodes: Sequence[Node]) -> bool:
    """Whether nodes are one class that holds every word's character."""
    if len(nodes) != 1 or nodes[0][0] is not op.IN:
        return False
    items = nodes[0][1]
    return items[0][0] is not op.NEGATE and (op.CATEGORY, op.CATEGORY_WORD) in items


def few_characters(items: Sequence[Node]) -> list[str] | None:
    """The characters of a class; None where they are too many to be looked at one by one, or not told."""
    chars: list[str] = []
    for kind, value in items:
        low, high = value if kind is op.RANGE else (value, value)
        if kind not in (op.RANGE, op.LITERAL) or high - low >= _FEW:
            return None
        chars += map(chr, range(low, high + 1))
    return chars


def no_word(items: Sequence[Node]) -> bool:
    """Whether a class holds no word's character."""
    if items[0][0] is op.NEGATE:
        return (op.CATEGORY, op.CATEGORY_WORD) in items
    return all(_no_words(kind, value) for kind, value in items)


def _no_words(kind: Any, value: Any) -> bool:
    """Whether an item of a class stands for no word's character."""
    if kind is op.CATEGORY:
        return value in (op.CATEGORY_SPACE, op.CATEGORY_NOT_WORD)
    low, high = value if kind is op.RANGE else (value, value)
    return high - low < _FEW and not any(_in_word(chr(code)) for code in range(low, high + 1))


def apart(nodes: Sequence[Node], end: int) -> bool:
    """Whether what nodes match begins (0) or ends (-1) with a character that is no word's."""
    if not len(nodes):
        return False
    kind, value = nodes[end]
    if kind is op.LITERAL:
        return not _in_word(chr(value))
    if kind is op.IN:
        return no_word(value)
    if kind is op.SUBPATTERN:
        return apart(value[3], end)
    if kind is op.BRANCH:
        return all(apart(alternative, end) for alternative in value[1])
    return kind in (op.MAX_REPEAT, op.MIN_REPEAT) and value[0] > 0 and apart(value[2], end)


_KINDS: dict[Any, Callable[[_Reader, Any, set[_State]], set[_State]]] = {
    op.LITERAL: _Reader.literal,
    op.NOT_LITERAL: _Reader.any_one,
    op.ANY: _Reader.any_one,
    op.AT: _Reader.place,
    op.IN: _Reader.one_of,
    op.BRANCH: _Reader.branch,
    op.SUBPATTERN: _Reader.group,
    op.MAX_REPEAT: _Reader.repeat,
    op.MIN_REPEAT: _Reader.repeat,
    op.POSSESSIVE_REPEAT: _Reader.repeat,
    op.ATOMIC_GROUP: _Reader.atomic,
    op.ASSERT: _Reader.look,
    op.ASSERT_NOT: _Reader.look_not,
    op.GROUPREF: _Reader.anything,
}
