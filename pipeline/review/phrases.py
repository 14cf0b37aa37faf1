"""Phrases of known words that a batch repeats far more often than its words suggest, as word-for-word translations are.

No list of English phrases tells what is unusual, so this is statistics: how often words stand together here against how
often they would by chance in general English, as wordfreq has counted words. What an article is about is in its title;
what belongs to a longer phrase has the same neighbour nearly always; pairs of words are left out, since most of them
are plain compounds, and so are counts and times of day. What is left is for a person to judge.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

SHORTEST, LONGEST = 3, 6
"""Words of a phrase."""
SURPRISE = 2.5
"""How much oftener than by chance the words of a phrase must stand together: powers of ten for each pair of words."""
FUNCTION_WORD = 6.2
"""Zipf frequency (log10 of occurrences in a billion words) from which a word can't begin or end a phrase."""
MOST = 300_000
"""Phrases held; when there are more, those seen in fewest articles are forgotten (lossy counting)."""
SAME = 0.7
"""Share of places with one and the same neighbour from which a phrase is only a part of a longer one."""

_COUNTING = frozenset(
    "one two three four five six seven eight nine ten twenty half once twice times many few several more less much "
    "second seconds minute minutes hour hours day days night morning evening week weeks month months year years".split()
)
_SENTENCE = re.compile(r"[^.!?…。！？\n\r|]+")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W\d_]+)*")


@dataclass(slots=True)
class Phrase:
    """What has been found of one phrase: places, articles, those that are about it, its neighbours, examples."""

    count: int = 0
    articles: int = 0
    topical: int = 0
    near: tuple[str, str] = ("", "")
    same: list[int] = field(default_factory=lambda: [0, 0])
    examples: list[str] = field(default_factory=list)

    def add(self, near: tuple[str, str]) -> None:
        """Count a place with its neighbours but for function words, "" where the sentence begins or ends."""
        if not self.count:
            self.near = near
        self.count += 1
        for side in (0, 1):
            self.same[side] += bool(near[side]) and near[side] == self.near[side]

    @property
    def whole(self) -> bool:
        """Whether it isn't just a part of a longer phrase."""
        return max(self.same) <= SAME * self.count


class Phrases:
    """Gathers phrases article by article; memory is bounded whatever the size of the batch."""

    def __init__(self, zipf: Callable[[str], float]):
        """zipf: frequency of a lower-case word, 0 when it is unknown; called once for each word."""
        self._zipf = zipf
        self._known: dict[str, float] = {}
        self._found: dict[str, Phrase] = {}
        self.words = 0

    def _frequency(self, word: str) -> float:
        if word not in self._known:
            self._known[word] = self._zipf(word)
        return self._known[word]

    def feed(self, title: str, texts: list[str], around: Callable[[str, int, int], str]) -> None:
        """Take in one article; around: shows a place in its text."""
        about = {match[0].lower() for match in _WORD.finditer(title)}
        seen: set[str] = set()
        for text in texts:
            for phrase, start, end, near in self._phrases(text):
                found = self._found.setdefault(phrase, Phrase())
                found.add(near)
                if phrase in seen:
                    continue
                seen.add(phrase)
                found.articles += 1
                found.topical += any(word in about for word in phrase.split() if self._frequency(word) < FUNCTION_WORD)
                if 1 < found.articles <= 4:
                    found.examples.append(around(text, start, end))
        least = 1
        while len(self._found) > MOST:
            least += 1
            self._found = {name: found for name, found in self._found.items() if found.articles >= least}

    def _phrases(self, text: str) -> Iterator[tuple[str, int, int, tuple[str, str]]]:
        for sentence in _SENTENCE.finditer(text):
            found = _WORD.finditer(sentence[0])
            words = [(m[0], m.start() + sentence.start(), m.end() + sentence.start()) for m in found]
            self.words += len(words)
            yield from self._parts(text, words)

    def _fits(self, word: str, first: bool) -> bool:
        """Whether a word may be part of a phrase: it is known, and no name."""
        return self._frequency(word.lower()) > 0 and word.isalpha() and (first or word.islower())

    def _parts(self, text: str, words: list[tuple[str, int, int]]) -> Iterator[tuple[str, int, int, tuple[str, str]]]:
        """The phrases of a sentence: known words with nothing but a space between them, content words at both ends."""
        lower = [word.lower() for word, _, _ in words]
        content = [at for at, word in enumerate(lower) if self._frequency(word) < FUNCTION_WORD]
        for number, first in enumerate(content):
            if lower[first] in _COUNTING or not self._fits(words[first][0], first == 0):
                continue
            left = lower[content[number - 1]] if number else ""
            for last in range(first + 1, min(first + LONGEST, len(words))):
                if not self._fits(words[last][0], False) or text[words[last - 1][2] : words[last][1]] != " ":
                    break
                if (
                    last - first + 1 < SHORTEST
                    or lower[last] in _COUNTING
                    or self._frequency(lower[last]) >= FUNCTION_WORD
                ):
                    continue
                after = bisect_right(content, last)
                right = lower[content[after]] if after < len(content) else ""
                yield " ".join(lower[first : last + 1]), words[first][1], words[last][2], (left, right)

    def surprise(self, phrase: str, count: int) -> float:
        """How much oftener than by chance its words stand together, in powers of ten for each pair of words."""
        words = phrase.split()
        chance = sum(self._frequency(word) - 9 for word in words) + math.log10(max(self.words, 1))
        return (math.log10(count) - chance) / (len(words) - 1)

    def unusual(self, recurs: int) -> list[tuple[str, Phrase]]:
        """The phrases to be looked at, in at least `recurs` articles, the most widely spread first."""
        found = {
            name: phrase
            for name, phrase in self._found.items()
            if phrase.articles >= recurs
            and phrase.whole
            and 3 * phrase.topical <= phrase.articles
            and self.surprise(name, phrase.count) >= SURPRISE
        }
        held = Counter[str]()
        for name, phrase in found.items():
            for part in _inner(name.split()):
                held[part] = max(held[part], phrase.articles)
        kept = [(name, phrase) for name, phrase in found.items() if held[name] < SAME * phrase.articles]
        return sorted(kept, key=lambda pair: (-pair[1].articles, -pair[1].count, pair[0]))


def _inner(words: list[str]) -> Iterator[str]:
    """All shorter phrases within a phrase."""
    for size in range(SHORTEST, len(words)):
        for first in range(len(words) - size + 1):
            yield " ".join(words[first : first + size])
