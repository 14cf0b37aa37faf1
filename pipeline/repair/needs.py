"""The conditions under which a term is right: words near by, words of the article, neighbours, topic, part of speech.

Written in the column `needs`, joined by semicolons; all must hold. `near=WORDS` one of them stands within twelve words
in the same paragraph; `sentence=WORDS` in the same sentence; `paragraph=WORDS` in the same block; `article=WORDS`
anywhere in the article; `topic=NAME` at least two words of that topic (topics.csv) in the article; `before=WORDS`,
`after=WORDS` the neighbouring word is one of them (`^` the start of a sentence, `,` a mark within it, `$` its end or a
mark); `prev=WORDS`, `next=WORDS` one of the three words before or the four after, in the sentence; `pos=NOUN VERB` the
first word's part of speech in the parse. A leading `not-` turns a condition round. A word may end in `*` (any ending);
`@name` stands for all words of a topic, or of a class of lexicon.csv. Words joined by hyphens (`of-people`) stand in a
row, with spaces or hyphens between; an article is known by its single words alone.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import chain
from pathlib import Path
from typing import TypeVar

from pipeline.repair.lexicon import words as lexicon
from pipeline.repair.rule import Passage
from pipeline.repair.words import Word, gap, lows, lows_of, sentence_bounds, starts_sentence

TOPICS = Path(__file__).parent / "topics.csv"
NEAR = 12
"""How many words on either side are near."""
TOPIC_WORDS = 2
"""How many different words of a topic make an article one of that topic."""
BEFORE, AFTER = 3, 4
"""How many words `prev` and `next` look at."""
MARKS = {"before": "^,", "after": "$"}
"""The signs for what is no word, by the condition that knows them."""
NAMES = ("near", "sentence", "paragraph", "article", "topic", "before", "after", "prev", "next", "pos")

_REACH = {"near": (NEAR, NEAR), "sentence": (80, 80), "prev": (BEFORE, 0), "next": (0, AFTER)}
"""How many words before and after a condition looks at."""
_CUES = frozenset(("near", "sentence", "paragraph", "prev", "next"))
"""Conditions that tell in which sense words are meant at their place."""
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
        return lows(chain.from_iterable(self.around("near")))

    @cached_property
    def sentence(self) -> set[str]:
        """Words of the same sentence, the matched ones left out."""
        return lows(chain.from_iterable(self.around("sentence")))

    @cached_property
    def paragraph(self) -> frozenset[str]:
        """Words of the passage, the matched ones among them."""
        return frozenset(self.passage.lows)

    @cached_property
    def previous(self) -> set[str]:
        """The few words before, in the same sentence."""
        return lows(chain.from_iterable(self.around("prev")))

    @cached_property
    def following(self) -> set[str]:
        """The few words after, in the same sentence."""
        return lows(chain.from_iterable(self.around("next")))

    def around(self, name: str) -> tuple[Sequence[Word], Sequence[Word]]:
        """The words before the match, and behind it, that a condition of this name looks at."""
        before, after = _REACH[name]
        sides = self.words[max(0, self.start - before) : self.start], self.words[self.end : self.end + after]
        if name == "near":
            return sides
        left, right = sentence_bounds(self.text, self.matched[0].start, self.matched[-1].end)
        return [w for w in sides[0] if left <= w.start], [w for w in sides[1] if w.end <= right]

    def beside(self, before: bool) -> Sequence[Word]:
        """The few words next to the match on one side, as far as nothing but gaps is between them."""
        step = -1 if before else 1
        at = first = self.start if before else self.end - 1
        while 0 <= at + step < len(self.words) and abs(at + step - first) <= AFTER:
            left, right = sorted((at, at + step))
            if not gap(self.text, self.words[left], self.words[right]):
                break
            at += step
        return self.words[at:first] if before else self.words[first + 1 : at + 1]

    def told(self, ask: Callable[[frozenset[str]], Told]) -> Told:
        """What a function finds in the article's words, or where none are known in the passage's own."""
        told = self.passage.context.told(ask)
        return ask(frozenset(lows(self.words))) if told is None else told


@dataclass(frozen=True, slots=True)
class WordSet:
    """Words, whole or by their beginnings, and words that stand in a row, each between spaces (but for an open end)."""

    whole: frozenset[str]
    beginnings: tuple[str, ...]
    rows: tuple[str, ...] = ()

    def found_in(self, words: Set[str]) -> bool:
        """Whether one of the words is in the set."""
        if not self.whole.isdisjoint(words):
            return True
        return bool(self.beginnings) and any(word.startswith(self.beginnings) for word in words)

    def row_in(self, words: Sequence[Word]) -> bool:
        """Whether some of these words, which follow one another, are one of the rows."""
        text = " ".join(["", *(word.low for word in words), ""])
        return any(row in text for row in self.rows)

    def row_beside(self, words: Sequence[Word], before: bool) -> bool:
        """Whether these words, which follow one another, end (before a match) or begin (behind it) with a row."""
        text = " ".join(["", *(word.low for word in words), ""])
        return text.endswith(self.rows) if before else text.startswith(self.rows)

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
        found = self._positive(place) or (bool(self.words.rows) and self._row(place))
        return found is not self.negative

    def _row(self, place: Place) -> bool:
        """Whether words in a row stand where the condition looks; never in an article, which is known by its words."""
        if self.name in MARKS:
            before = self.name == "before"
            return self.words.row_beside(place.beside(before), before)
        if self.name == "paragraph":
            return self.words.row_in(place.words)
        return self.name != "article" and any(map(self.words.row_in, place.around(self.name)))

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

    def hold_elsewhere(self, place: Place) -> bool:
        """Whether all hold at a place that tells the sense no more: but for the words that stand somewhere near."""
        return all(c.holds(place) for c in self.conditions if c.negative or c.name not in _CUES)


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


def _parts(word: str) -> Sequence[str]:
    """The words of a condition's word, in lower case; nearly all are one."""
    return (word.lower(),) if word.isascii() and word.isalpha() else lows_of(word)


def _word_set(words: Sequence[str], known: dict[str, WordSet]) -> WordSet:
    whole: set[str] = set()
    beginnings: list[str] = []
    rows: list[str] = []
    for word in words:
        parts = _parts(word)
        if word.startswith("@"):
            named = known.get(word[1:]) or _class(word[1:])
            whole |= named.whole
            beginnings += named.beginnings
            rows += named.rows
        elif len(parts) > 1:
            rows.append(" ".join(["", *parts, *([] if word.endswith("*") else [""])]))
        elif word.endswith("*"):
            beginnings.append(word[:-1].lower())
        else:
            whole.add(word.lower())
    return WordSet(frozenset(whole), tuple(beginnings), tuple(rows))


@lru_cache(maxsize=200)
def _class(name: str) -> WordSet:
    """A class of lexicon.csv. Raises ValueError where there is none of this name."""
    try:
        return _word_set(sorted(lexicon(name)), {})
    except KeyError:
        raise ValueError(f"unknown topic or class {'@' + name!r}") from None


def _refuse_dead(name: str, words: Sequence[str]) -> None:
    """Raises ValueError for a word of a condition that no text can have where the condition looks."""
    for word in words:
        parts = _parts(word.removesuffix("*"))
        if word.startswith("@") or word in MARKS.get(name, "") or word == "'s":
            continue
        if not parts or "-".join(parts).replace("-'", "'") != word.removesuffix("*").lower():
            raise ValueError(f"{word!r} is no word that {name!r} can find")
        if len(parts) > 1 and name in ("article", "topic", "pos"):
            raise ValueError(f"{word!r} are several words; {name!r} knows single ones alone")
        if len(parts) > (BEFORE if name in ("before", "prev") else AFTER):
            raise ValueError(f"{word!r} are more words than {name!r} looks at")


@cache
def parse_needs(raw: str) -> Needs:
    """The conditions of a row; many rows have the same. Raises ValueError for a condition that doesn't exist or has no
    words."""
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
            _refuse_dead(name, words.split())
            conditions.append(Condition(name, _word_set(words.split(), topics()), negative))
    return Needs(tuple(sorted(conditions, key=lambda condition: condition.name == "pos")))
