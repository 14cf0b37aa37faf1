"""What a model of word triples would add (docs/decisions/bigrams.md): nothing of it is part of the program.

`python -m tests.bench.trigrams TEXTS MARKS CLEANED CLEAN_ENGLISH`, with the package pocketsphinx installed beside what
the lock has: it brings a model of 20,000 words, 1.4 million pairs and 3.2 million triples (27 MB). TEXTS, MARKS and
CLEANED as for `tests.bench.recall`; CLEAN_ENGLISH is the benchmarks' file. Three uses are tried: to put an article in,
to leave one out, to change a preposition, wherever that makes a sentence so much likelier. For each least gain (natural
logarithm) are given: alarms in 1,000 words of clean English, and of the changes that would still be made in the cleaned
articles those that give what some mark wants, and the others.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

import pocketsphinx  # type: ignore[import-not-found]

from tests.bench.recall import read_marks

PREPOSITIONS = "in on at to for with by of from into about during after before onto against over under".split()
ARTICLES = frozenset("the a an".split())
DETERMINED = ARTICLES | frozenset("my your his her its their our this that".split())
GAINS = (2, 3, 4, 5, 6, 7)
LEAST = -25.0
"""Natural logarithm of a word's probability below which the model doesn't know it."""
_BASE = math.log(1.0001)  # the unit of pocketsphinx's logarithms
_SENTENCE = re.compile(r"(?<=[.!?;:])\s+|\n+")
_TOKEN = re.compile(r"[A-Za-z]+(?:'[a-z]+)?|[^\w\s]|\d+")
_LAYOUT = re.compile(r"^[#>*\-\d. ]+", re.M)
_model = pocketsphinx.NGramModel(
    None, pocketsphinx.LogMath(), str(Path(pocketsphinx.__file__).parent / "model/en-us/en-us.lm.bin")
)


class Swap(NamedTuple):
    """A change of a sentence's words, and by how much it makes it likelier."""

    kind: str
    start: int
    end: int
    after: tuple[str, ...]
    gain: float


@lru_cache(None)
def likelihood(*words: str) -> float:
    """Of the last word behind those before it."""
    return float(_model.prob(words[::-1])) * _BASE


def sentences(text: str) -> Iterator[list[str]]:
    """The words of each sentence, in lower case, between marks for its ends."""
    for sentence in _SENTENCE.split(text):
        words = [word.lower() for word in _TOKEN.findall(sentence)]
        if words:
            yield ["<s>", *words, "</s>"]


def score(words: Sequence[str], start: int, end: int) -> float:
    """Of the words of a stretch, each behind the two before it."""
    return sum(likelihood(*words[max(0, at - 2) : at + 1]) for at in range(start, end))


def candidates(words: Sequence[str], at: int) -> Iterator[tuple[str, int, tuple[str, ...]]]:
    """Kind, end and new words of the changes that may be made at a place."""
    word = words[at]
    if word in ARTICLES:
        yield "article out", at + 1, ()
    elif words[at - 1] not in DETERMINED:
        yield "article in", at, ("the",)
        yield "article in", at, ("an" if word[0] in "aeiou" else "a",)
    if word in PREPOSITIONS:
        yield from (("preposition", at + 1, (other,)) for other in PREPOSITIONS if other != word)


def swaps(words: Sequence[str]) -> Iterator[Swap]:
    """The best change of each kind at each place where the model knows the words around."""
    for at in range(1, len(words)):
        if any(likelihood(word) < LEAST for word in words[max(0, at - 2) : at + 3]):
            continue
        best: dict[str, Swap] = {}
        for kind, end, after in candidates(words, at):
            stop = min(len(words), end + 2)
            changed = [*words[:at], *after, *words[end:]]
            gain = score(changed, at, at + len(after) + stop - end) - score(words, at, stop)
            swap = Swap(kind, at, end, after, gain)
            best[kind] = max(best.get(kind, swap), swap, key=attrgetter("gain"))
        yield from (swap for swap in best.values() if swap.gain > 0)


@dataclass
class Tally:
    """Changes by kind and least gain."""

    words: int = 0
    alarms: Counter[tuple[str, int]] = field(default_factory=Counter)
    agree: Counter[tuple[str, int]] = field(default_factory=Counter)
    others: Counter[tuple[str, int]] = field(default_factory=Counter)

    def clean(self, texts: Iterable[str]) -> None:
        """Count alarms in texts that are right."""
        for words in (words for text in texts for words in sentences(text)):
            self.words += len(words) - 2
            self.alarms.update((s.kind, gain) for s in swaps(words) for gain in GAINS if s.gain >= gain)

    def faulty(self, source: str, marks: Sequence[str], cleaned: str) -> None:
        """Count the changes of a cleaned article that give what a mark wants of the source, and the others."""
        wanted = _mended(source, marks)
        for words in sentences(_LAYOUT.sub("", cleaned)):
            for swap in swaps(words):
                before, after = words[swap.start - 1], words[swap.end : swap.end + 1]
                new = " ".join([before, *swap.after, *after])
                old = " ".join([before, *words[swap.start : swap.end], *after])
                count = self.agree if new in wanted and old not in wanted else self.others
                count.update((swap.kind, gain) for gain in GAINS if swap.gain >= gain)


def _mended(source: str, lines: Sequence[str]) -> str:
    """The words of a source in which all marks are made, in three of the ways that they allow."""
    out = []
    for way in range(3):
        text = source
        for mark in reversed(read_marks(source, lines)):
            text = text[: mark.start] + mark.repair[min(way, len(mark.repair) - 1)] + text[mark.end :]
        out += [" ".join(words) for words in sentences(text)]
    return "\n".join(out)


def main() -> None:
    """Count and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("texts", "marks", "cleaned", "clean_english"):
        parser.add_argument(name, type=Path)
    given, tally = parser.parse_args(), Tally()
    with gzip.open(given.clean_english, "rt", encoding="utf-8") as file:
        tally.clean(json.loads(line)["text"] for line in file)
    for path in sorted(given.marks.glob("*.jsonl")):
        source = (given.texts / f"{path.stem}.txt").read_text(encoding="utf-8")
        cleaned = (given.cleaned / f"{path.stem}.txt.md").read_text(encoding="utf-8")
        tally.faulty(source, path.read_text(encoding="utf-8").splitlines(), cleaned)
    print(f"{'change':<12} gain  alarms  agree  others")
    for kind, gain in sorted(tally.alarms | tally.agree | tally.others):
        key = kind, gain
        rate = 1000 * tally.alarms[key] / tally.words
        print(f"{kind:<12} {gain:>4} {rate:>7.2f} {tally.agree[key]:>6} {tally.others[key]:>7}")


if __name__ == "__main__":
    main()
