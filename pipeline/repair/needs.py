"""The conditions under which a term is right: words near by, words of the article, neighbours, topic, part of speech.

Written in the column `needs`, joined by semicolons; all must hold. `near=WORDS` one of them stands within twelve words
in the same paragraph; `sentence=WORDS` in the same sentence; `paragraph=WORDS` in the same block; `article=WORDS`
anywhere in the article; `topic=NAME` at least two words of that topic (topics.csv) in the article; `before=WORDS`,
`after=WORDS` the neighbouring word is one of them (`^` the start of a sentence, `,` a mark within it, `$` its end or a
mark); `prev=WORDS`, `next=WORDS` one of the three words before or the four after, in the sentence; `pos=NOUN VERB` the
first word's part of speech in the parse. A leading `not-` turns a condition round. A word may end in `*` (any ending);
`@name` stands for all words of a topic, or of a class of lexicon.csv.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from pathlib import Path
from typing import TypeVar

from pipeline.repair.lexicon import words as lexicon
from pipeline.repair.rule import Passage
from pipeline.repair.words import Word, gap, lows, sentence_bounds, starts_sentence

TOPICS = Path(__file__).parent / "topics.csv"
NEAR = 12
"""How many words on either side are near."""
TOPIC_WORDS = 2
"""How many different words of a topic make an article one of that topic."""
BEFORE, AFTER = 3, 4
"""How many words `prev` and `next` look at."""
NAMES = ("near", "sentence", "paragraph", "article", "topic", "before", "after", "prev", "next", "pos")


Told = TypeVar("Told")


class Place:
    """A match in a passage: the matched words, and what stands around them."""

    def __init__(self, passage: Passage, words: Sequence[Word], start: int, end: int):
        self.passage, self.words, self.start, self.end = passage, words, start, end

    @property
    def text(self) -> str:
        """The passage's text."""
        return self.passage.text

    @cached_property
    def matched(self) -> Sequence[Word]:
        """The matched words."""
        return self.words[self.start : self.end]

    @cached_property
    def word_before(self) -> Word | None:
        """The word before, when nothing but a gap is between."""
        if self.start and gap(self.text, self.words[self.start - 1], self.words[self.start]):
            return self.words[self.start - 1]
        return None

    @cached_property
    def word_after(self) -> Word | None:
        """The word after, when nothing but a gap is between."""
        if self.end < len(self.words) and gap(self.text, self.words[self.end - 1], self.words[self.end]):
            return self.words[self.end]
        return None

    @cached_property
    def starts_sentence(self) -> bool:
        """Whether the match opens a sentence or a line."""
        return starts_sentence(self.text, self.matched[0].start)

    @cached_property
    def title_like(self) -> bool:
        """Whether most longer words of the passage have a capital, as in a title."""
        longer = [word.text for word in self.words if len(word.text) > 3]
        return len(longer) < 20 and sum(text[0].isupper() for text in longer) * 3 > len(longer) * 2

    @cached_property
    def near(self) -> set[str]:
        """Words within reach on either side, the matched ones left out."""
        left = self.words[max(0, self.start - NEAR) : self.start]
        return lows([*left, *self.words[self.end : self.end + NEAR]])

    @cached_property
    def sentence(self) -> set[str]:
        """Words of the same sentence, the matched ones left out."""
        left, right = sentence_bounds(self.text, self.matched[0].start, self.matched[-1].end)
        around = [*self.words[max(0, self.start - 80) : self.start], *self.words[self.end : self.end + 80]]
        return lows([w for w in around if left <= w.start and w.end <= right])

    @cached_property
    def paragraph(self) -> frozenset[str]:
        """Words of the passage, the matched ones among them."""
        return frozenset(self.passage.lows)

    @cached_property
    def previous(self) -> set[str]:
        """The few words before, in the same sentence."""
        left, _ = sentence_bounds(self.text, self.matched[0].start, self.matched[-1].end)
        return lows([w for w in self.words[max(0, self.start - BEFORE) : self.start] if w.start >= left])

    @cached_property
    def following(self) -> set[str]:
        """The few words after, in the same sentence."""
        _, right = sentence_bounds(self.text, self.matched[0].start, self.matched[-1].end)
        return lows([w for w in self.words[self.end : self.end + AFTER] if w.end <= right])

    def told(self, ask: Callable[[frozenset[str]], Told]) -> Told:
        """What a function finds in the article's words, or where none are known in the passage's own."""
        told = self.passage.context.told(ask)
        return ask(frozenset(lows(self.words))) if told is None else told


@dataclass(frozen=True, slots=True)
class WordSet:
    """Words, whole or by their beginnings."""

    whole: frozenset[str]
    beginnings: tuple[str, ...]

    def found_in(self, words: Set[str]) -> bool:
        """Whether one of the words is in the set."""
        if not self.whole.isdisjoint(words):
            return True
        return bool(self.beginnings) and any(word.startswith(self.beginnings) for word in words)

    def __contains__(self, word: str) -> bool:
        return word in self.whole or (bool(self.beginnings) and word.startswith(self.beginnings))


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a term."""

    name: str
    words: WordSet
    negative: bool = False
    topics: tuple[str, ...] = ()

    def holds(self, place: Place) -> bool:
        """Whether it holds at a place."""
        return self._positive(place) is not self.negative

    def _positive(self, place: Place) -> bool:
        if self.name == "near":
            return self.words.found_in(place.near)
        if self.name == "sentence":
            return self.words.found_in(place.sentence)
        if self.name == "prev":
            return self.words.found_in(place.previous)
        if self.name == "next":
            return self.words.found_in(place.following)
        if self.name == "paragraph":
            return self.words.found_in(place.paragraph)
        if self.name == "article":
            return place.told(self.words.found_in)
        if self.name == "topic":
            return not place.told(_subjects).isdisjoint(self.topics)
        if self.name == "before":
            before = place.word_before
            if before is None:
                return ("^" if place.starts_sentence else ",") in self.words
            return before.low in self.words or ("^" in self.words and place.starts_sentence)
        if self.name == "after":
            after = place.word_after
            return ("$" in self.words and after is None) or (after is not None and after.low in self.words)
        return self._tag(place) in self.words.whole

    @staticmethod
    def _tag(place: Place) -> str:
        span = place.passage.doc.char_span(place.matched[0].start, place.matched[0].end, alignment_mode="expand")
        return "" if span is None else str(span[0].pos_).lower()


@dataclass(frozen=True, slots=True)
class Needs:
    """All conditions of a term; those that need the parse come last."""

    conditions: tuple[Condition, ...] = ()

    @property
    def parts_of_speech(self) -> bool:
        """Whether a condition needs the parse."""
        return any(condition.name == "pos" for condition in self.conditions)

    def hold(self, place: Place) -> bool:
        """Whether all hold at a place."""
        return all(condition.holds(place) for condition in self.conditions)


def _subjects(article: frozenset[str]) -> frozenset[str]:
    """The topics of which enough words are among an article's words."""
    counted = Counter(chain.from_iterable(map(_topics_of, article)))
    return frozenset(topic for topic, count in counted.items() if count >= TOPIC_WORDS)


@lru_cache(maxsize=20_000)
def _topics_of(word: str) -> tuple[str, ...]:
    """The topics that a word belongs to."""
    return tuple(topic for topic, words in topics().items() if word in words)


@lru_cache(maxsize=1)
def topics() -> dict[str, WordSet]:
    """The topics by name, from topics.csv."""
    with TOPICS.open(encoding="utf-8", newline="") as file:
        return {row["topic"]: _word_set(row["words"].split(), {}) for row in csv.DictReader(file)}


def _word_set(words: Sequence[str], known: dict[str, WordSet]) -> WordSet:
    whole: set[str] = set()
    beginnings: list[str] = []
    for word in words:
        if word.startswith("@"):
            named = known.get(word[1:]) or _class(word[1:])
            whole |= named.whole
            beginnings += named.beginnings
        elif word.endswith("*"):
            beginnings.append(word[:-1].lower())
        else:
            whole.add(word.lower())
    return WordSet(frozenset(whole), tuple(beginnings))


def _class(name: str) -> WordSet:
    """A class of lexicon.csv. Raises ValueError where there is none of this name."""
    try:
        return WordSet(lexicon(name), ())
    except KeyError:
        raise ValueError(f"unknown topic or class {'@' + name!r}") from None


def parse_needs(raw: str) -> Needs:
    """The conditions of a row. Raises ValueError for a condition that doesn't exist or has no words."""
    conditions = []
    for part in filter(None, (p.strip() for p in raw.split(";"))):
        name, mark, words = part.partition("=")
        name = name.strip()
        negative = name.startswith("not-")
        name = name.removeprefix("not-")
        if name not in NAMES or not mark or not words.split():
            raise ValueError(
                f"needs {part!r} can't be read; a condition is one of {', '.join(NAMES)}, then = and words"
            )
        if name == "topic":
            for topic in words.split():
                if topic not in topics():
                    raise ValueError(f"unknown topic {topic!r}; topics are {', '.join(topics())}")
            conditions.append(Condition(name, WordSet(frozenset(), ()), negative, tuple(words.split())))
        else:
            conditions.append(Condition(name, _word_set(words.split(), topics()), negative))
    return Needs(tuple(sorted(conditions, key=lambda condition: condition.name == "pos")))
