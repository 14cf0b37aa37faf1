"""What a repair rule is: declared once, with its reason, its examples and its tests in one place.

A rule is a function from a passage to proposed changes. It never changes text itself; `repair.py` decides and applies.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from operator import itemgetter
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from pipeline import language
from pipeline.compiled import compiled
from pipeline.model import Family
from pipeline.repair import beginnings, guards, needles, readings
from pipeline.repair.context import Context
from pipeline.repair.names import frequency
from pipeline.repair.words import Word, lows_of, words_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Change:
    """A proposal: replace text[start:end] by `after`. `safe` False means that it is only suggested; `rule`, the id to
    record when one rule stands for many (the termbase)."""

    start: int
    end: int
    after: str
    why: str = ""
    safe: bool = True
    alternatives: tuple[str, ...] = ()
    rule: str | None = None


class Standing(NamedTuple):
    """What an article's habits say of one of its blocks: it lacks the capital that those of its kind begin with, stands
    behind a title or a word on its line, lacks the full stop that the other paragraphs end with, is in lower case and
    an entry's title or what a separator parts from it (`traits.Traits`)."""

    low_start: bool
    runs_on: bool
    open_end: bool
    field: bool


@dataclass
class Passage:
    """One block's text on its way through the rules, with the block's index in the article; `doc` is parsed when a rule
    first asks, once per state of the text."""

    text: str
    kind: str = "text"
    context: Context = field(default_factory=Context)
    index: int | None = None

    @property
    def standing(self) -> Standing:
        """What the article's habits say of this block."""
        traits, index = self.context.traits, self.index
        return Standing(
            index in traits.low_starts,
            index in traits.run_on,
            index in traits.open_ends,
            index in traits.fields,
        )

    @property
    def names_somebody(self) -> bool:
        """Whether one of the article's names stands in the passage."""
        return any(name in self.text for name in self.context.names_in(self.text))

    def speaks_of(self, words: frozenset[str]) -> bool:
        """Whether the passage or the article holds one of these words in lower case."""
        return not words.isdisjoint(self.needles) or self.context.speaks_of(words)

    @cached_property
    def characters(self) -> frozenset[str]:
        """The distinct characters of the text."""
        return frozenset(self.text)

    @cached_property
    def needles(self) -> frozenset[str]:
        """The text's words and marks, by which it wakes rules."""
        return needles.held_in(self.text, self.runs)

    @cached_property
    def allowed(self) -> int:
        """What the text's neighbours allow (`pairs.Index`)."""
        return readings.INDEX.allowed(self._scan[0])

    @cached_property
    def _scan(self) -> tuple[Sequence[str], Mapping[str, Sequence[int]]]:
        return needles.scan(self.text)

    @cached_property
    def runs(self) -> Mapping[str, Sequence[int]]:
        """Where each of the text's words, in lower case, and marks stands."""
        return self._scan[1]

    @cached_property
    def addresses(self) -> list[tuple[int, int]]:
        """The spans of URLs, domains and e-mail addresses."""
        return guards.addresses(self.text)

    @cached_property
    def quoted(self) -> list[tuple[int, int]]:
        """The spans that stand in quotation marks."""
        return guards.protected(self.text)

    @cached_property
    def words(self) -> Sequence[Word]:
        """The words of the text with their places."""
        return words_of(self.text)

    @cached_property
    def lows(self) -> Sequence[str]:
        """The words in lower case, without their places, which take twice the time."""
        return lows_of(self.text)

    @cached_property
    def unknown(self) -> frozenset[str]:
        """The longer words that English doesn't know, in lower case: names, slips, and words that are glued."""
        return frozenset(word for word in self.needles if len(word) > 5 and frequency(word) == 0)

    @cached_property
    def doc(self) -> Doc:
        """The spaCy parse of the text (token offsets in code points)."""
        return self.parse(self.text)

    def sentence_at(self, place: int) -> tuple[Doc, int]:
        """The parse of the sentence that holds a place, and where the sentence starts (code points).

        What one sentence shows needs no parse of the whole block, which is four times as long.
        """
        start, end = self.sentence(place)
        if start not in self._parsed:
            self._parsed[start] = self.parse(self.text[start:end])
        return self._parsed[start], start

    def token_at(self, start: int, end: int, *, whole: bool = True) -> Token | None:
        """The first token of a stretch of the text, in its sentence's parse; None where the stretch isn't whole tokens.

        whole: False for the first token that the stretch reaches into, wherever that begins and ends.
        """
        doc, at = self.sentence_at(start)
        span = doc.char_span(start - at, end - at, alignment_mode="strict" if whole else "expand")
        return None if span is None else span[0]

    def tried(self, start: int, end: int, after: str) -> Token | None:
        """The token of a word that is put in a stretch's place, in the parse of its sentence with that word; None where
        it is no token of its own there."""
        left, right = self.sentence(start)
        doc = self.parse(self.text[left:start] + after + self.text[end:right])
        span = doc.char_span(start - left, start - left + len(after))
        return None if span is None else span[0]

    def find(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Where a pattern is found in the text, which is searched for it once, and not at all when it lacks the words
        that the pattern needs."""
        found = self._found.get(id(pattern))
        if found is None:
            needed, begins, _, bits = readings.read_off(pattern)
            lacking = not bits & self.allowed or (needed is not None and needed.isdisjoint(self.needles))
            found = self._found[id(pattern)] = () if lacking else self._matches(pattern, begins)
        return iter(found)

    def _matches(self, pattern: re.Pattern[str], begins: beginnings.Beginnings | None) -> tuple[re.Match[str], ...]:
        if begins is None:
            return tuple(pattern.finditer(self.text))
        return beginnings.found_at(pattern, self.text, begins.places(self.runs, self.needles))

    def holds(self, pattern: re.Pattern[str]) -> bool:
        """Whether a pattern is found in the text at all."""
        found = self._found.get(id(pattern))
        if found is None:
            _, begins, _, bits = readings.read_off(pattern)
            if not bits & self.allowed:
                found = ()
            elif begins is not None:
                found = self._matches(pattern, begins)
            elif pattern.search(self.text) is not None:
                return True
            else:
                found = ()
            self._found[id(pattern)] = found
        return bool(found)

    def once(self, look: Callable[[Passage], Iterable[Found]]) -> Sequence[Found]:
        """What a function finds in this text, which it is asked once: by what a rule wants parsed, then by the rule."""
        if look not in self._looked:
            self._looked[look] = tuple(look(self))
        return self._looked[look]

    def under(self, context: Context) -> Passage:
        """The same passage in another context, which shares what is known of the text alone."""
        twin = replace(self, context=context)
        for name in ("_scan", "needles", "allowed", "lows", "_found", "_sentences"):
            twin.__dict__[name] = getattr(self, name)
        if "words" in self.__dict__:
            twin.__dict__["words"] = self.words
        return twin

    def sentence(self, place: int) -> tuple[int, int]:
        """The span of the sentence that holds a place; the whole text where none does."""
        number = bisect_right(self._sentences, place, key=itemgetter(0)) - 1
        found = self._sentences[number] if number >= 0 else (0, 0)
        return found if place < found[1] else (0, len(self.text))

    @cached_property
    def _sentences(self) -> list[tuple[int, int]]:
        return language.sentences(self.text)

    @cached_property
    def _parsed(self) -> dict[int, Doc]:
        return {}

    @cached_property
    def _looked(self) -> dict[Callable[[Passage], Iterable[Any]], tuple[Any, ...]]:
        return {}

    @cached_property
    def _found(self) -> dict[int, tuple[re.Match[str], ...]]:
        """What has been searched for, by the patterns' identities: to hash a pattern takes as long as to search."""
        return {}

    def parse(self, text: str) -> Doc:
        """The spaCy parse of any text, by the article's model."""
        return (self.context.parse or language.parse)(text)


Propose = Callable[[Passage], Iterable[Change]]
Look = Callable[[Passage], Iterable[re.Match[str]]]


@dataclass(frozen=True)
class Rule:
    """A declared rule. `fixes` maps example input to its repair, `suggests` the same for edits that are only suggested;
    `keeps` are texts that the rule must leave alone; `trigger` a cheap pattern, and `chars` characters, without which
    (all of the latter missing) the rule isn't asked. The words that a trigger can't do without are read off it, and the
    pattern is tried only on texts that hold one of them: it costs nothing elsewhere. `parses`: True for a rule that
    reads the parse of the sentences in which its trigger is found; if it reads fewer, what gives the matches there.
    `translated_only` rules are right only in text that was translated word for word, and asked only in such an
    article; in one whose grammar is mostly right all the same, those of grammar only suggest. `last` rules look at what
    all others have left of the whole article, and run behind them; rules that are asked `again` run in their place and
    before the last ones, for what only the others' repairs have made plain."""

    id: str
    family: Family
    description: str
    propose: Propose
    fixes: Mapping[str, str]
    keeps: tuple[str, ...]
    suggests: Mapping[str, str] = field(default_factory=dict)
    trigger: re.Pattern[str] | None = None
    chars: frozenset[str] = frozenset()
    kinds: frozenset[str] | None = None
    document_only: bool = False
    translated_only: bool = False
    parses: bool | Look = False
    last: bool = False
    again: bool = False

    @property
    def literal(self) -> bool:
        """Whether the rule mends the grammar of literal translations."""
        return self.translated_only and self.family == "grammar"

    @cached_property
    def summary(self) -> str:
        """The first sentence of the description, as the reason of a proposal that gives none of its own."""
        return " ".join(self.description.partition("\n\n")[0].split()).partition(". ")[0].rstrip(".") + "."

    @cached_property
    def needles(self) -> frozenset[str] | None:
        """Words and marks one of which a text must hold to be worth asking about; None where any may be."""
        read = readings.read_off(self.trigger).needles if self.trigger is not None else None
        return needles.rarest(found for found in (needles.of_characters(self.chars), read) if found is not None)

    def looks(self, passage: Passage) -> Iterable[re.Match[str]]:
        """The matches whose sentences' parse the rule asks for."""
        if not self.parses or (self.translated_only and not passage.context.literal):
            return ()
        if self.parses is not True:
            return passage.once(self.parses)
        return passage.find(self.trigger) if self.trigger is not None else ()

    def changes(self, passage: Passage) -> list[Change]:
        """The rule's proposals for a passage, ordered by place, without overlaps and without changes that change
        nothing."""
        if self.kinds is not None and passage.kind not in self.kinds:
            return []
        if self.document_only and not passage.context.document:
            return []
        if self.translated_only and not passage.context.literal:
            return []
        if self.chars and self.chars.isdisjoint(passage.characters):
            return []
        if self.trigger is not None and not passage.holds(self.trigger):
            return []
        found = sorted(self.propose(passage), key=lambda c: (c.start, c.end))
        out: list[Change] = []
        for change in found:
            if passage.text[change.start : change.end] == change.after:
                continue
            if not out or (change.start >= out[-1].end and (change.start, change.end) != (out[-1].start, out[-1].end)):
                out.append(change)
        doubtful = passage.context.fluent and self.literal
        return [replace(change, safe=False) for change in out] if doubtful else out


def rule(
    family: Family,
    fixes: Mapping[str, str],
    keeps: tuple[str, ...],
    *,
    suggests: Mapping[str, str] | None = None,
    trigger: str | None = None,
    chars: str = "",
    kinds: tuple[str, ...] | None = None,
    document_only: bool = False,
    translated_only: bool = False,
    parses: bool | Look = False,
    last: bool = False,
    again: bool = False,
) -> Callable[[Propose], Rule]:
    """Declare a rule: the function's name is its id (hyphens for underscores), its docstring the description."""

    def declare(propose: Propose) -> Rule:
        """The rule that stands for the function."""
        return Rule(
            id=propose.__name__.replace("_", "-"),
            family=family,
            description=(propose.__doc__ or "").strip(),
            propose=propose,
            fixes=dict(fixes),
            keeps=tuple(keeps),
            suggests=dict(suggests or {}),
            trigger=compiled(trigger) if trigger else None,
            chars=frozenset(chars),
            kinds=frozenset(kinds) if kinds else None,
            document_only=document_only,
            translated_only=translated_only,
            parses=parses,
            last=last,
            again=again,
        )

    return declare


def rules_of(*modules: ModuleType) -> Iterator[Rule]:
    """The rules that modules declare, in the order in which they stand in each file."""
    return (value for module in modules for value in vars(module).values() if isinstance(value, Rule))
