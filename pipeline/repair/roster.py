"""The rules in their order, and which of them a text wakes: those whose needles it holds, if they have any, and whose
triggers its neighbours allow."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from pipeline.repair import readings
from pipeline.repair.rule import Passage, Rule


class Roster:
    """Rules to be run over passages, each asked only where it can have something to say.

    A set of rules is an integer of as many bits: what a text's words wake is found by a look-up for each word.
    """

    def __init__(self, rules: Sequence[Rule]):
        self.rules = tuple(rules)
        self._all_kinds = (1 << len(self.rules)) - 1
        self._always = 0
        self._by_needle: defaultdict[str, int] = defaultdict(int)
        self._by_kind: dict[str, int] = {}
        triggers = [rule.trigger for rule in self.rules]
        self._bits = [readings.read_off(trigger).bits if trigger is not None else -1 for trigger in triggers]
        for n, rule in enumerate(self.rules):
            if rule.needles is None:
                self._always |= 1 << n
            for needle in rule.needles or ():
                self._by_needle[needle] |= 1 << n

    def woken(self, current: Callable[[], Passage]) -> Iterator[Rule]:
        """The rules in their order that a passage wakes; `current` gives it as the rules before have left it."""
        passage = current()
        waiting = self._of(passage)
        while waiting:
            first = waiting & -waiting
            waiting ^= first
            number = first.bit_length() - 1
            if self._bits[number] & passage.allowed:
                yield self.rules[number]
            if current() is not passage:
                passage = current()
                waiting = self._of(passage) & -(first << 1)

    @cached_property
    def _parsing(self) -> Roster:
        return Roster([rule for rule in self.rules if rule.parses])

    def to_parse(self, passage: Passage) -> Iterator[str]:
        """The sentences of a passage that rules may want parsed, as far as they tell."""
        for rule in self._parsing.woken(lambda: passage):
            for match in rule.looks(passage):
                yield passage.text[slice(*passage.sentence(match.start()))]

    def _of(self, passage: Passage) -> int:
        """The rules that a passage wakes, as a set of bits."""
        found, by_needle = self._always, self._by_needle
        for needle in passage.needles & by_needle.keys():
            found |= by_needle[needle]
        return found & self._for_kind(passage.kind)

    def _for_kind(self, kind: str) -> int:
        if kind not in self._by_kind:
            fit = (1 << n for n, rule in enumerate(self.rules) if rule.kinds is None or kind in rule.kinds)
            self._by_kind[kind] = sum(fit)
        return self._by_kind[kind]
