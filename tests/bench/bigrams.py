"""What a table of two-word frequencies would add (docs/decisions/bigrams.md): nothing of it is part of the program.

`python -m tests.bench.bigrams FREQUENCIES BENCH_DATA`: FREQUENCIES has a line `word word count` for each pair, as the
package symspellpy brings one; BENCH_DATA is the folder of the benchmarks' data. Two uses are tried: to say which
preposition a word takes, and to rank what may be meant by an unknown word.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from string import ascii_lowercase
from typing import Any

from wordfreq import zipf_frequency

from pipeline.repair import spelling
from pipeline.repair.context import Context

Pairs = dict[tuple[str, str], int]
PREPOSITIONS = frozenset(
    "in on at to for with by of from into about against over under between during after before through upon without"
    " within toward towards among".split()
)
UNSEEN = 6e6
"""Less than the rarest pair of symspellpy's table has."""
SLIPS = 3000


def pairs_of(path: Path) -> Pairs:
    """The table."""
    rows = (line.split() for line in path.read_text("utf-8-sig").splitlines())
    return {(first, second): int(count) for first, second, count in rows}


def rows_of(path: Path) -> list[dict[str, Any]]:
    """The rows of a benchmark's file."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def words_of(text: str) -> list[str]:
    """A text's words, and its marks one by one."""
    return re.findall(r"[A-Za-z']+|[^\sA-Za-z']", text)


def proposals(words: Sequence[str], families: dict[str, dict[str, int]], ratio: float) -> Iterator[tuple[int, str]]:
    """(index of a word, preposition) where the one behind it is so many times rarer there than the usual one."""
    for i, (word, after) in enumerate(pairwise(words)):
        family = families.get(word.lower(), {})
        usual = max(family, key=family.__getitem__, default=after)
        if after in PREPOSITIONS and usual != after and family.get(after, UNSEEN) * ratio <= family[usual]:
            yield i, usual


def prepositions(pairs: Pairs, data: Path) -> None:
    """Print proposals per 1,000 words of clean English, and how many human post-edits agree with those elsewhere."""
    families: dict[str, dict[str, int]] = defaultdict(dict)
    for (first, second), count in pairs.items():
        if second in PREPOSITIONS and first not in PREPOSITIONS:
            families[first][second] = count
    clean = [words_of(row["text"]) for row in rows_of(data / "clean_english.jsonl.gz")]
    edited = [(words_of(row["text"]), f" {row['post_edit']} ") for row in rows_of(data / "post_edits.jsonl.gz")]
    for ratio in (20, 50, 100):
        alarms = sum(1 for words in clean for _ in proposals(words, families, ratio))
        agreed = opposed = 0
        for words, post_edit in edited:
            for i, usual in proposals(words, families, ratio):
                agreed += f" {words[i]} {usual} " in post_edit
                opposed += f" {words[i]} {words[i + 1]} " in post_edit
        rate = 1000 * alarms / sum(map(len, clean))
        print(f"a preposition {ratio} times rarer: {rate:.2f} in 1,000 words of clean English;", end=" ")
        print(f"post-edits make {agreed}, keep what is there in {opposed}")


@dataclass(frozen=True)
class Slip:
    """A sentence's words, one of which was mistyped."""

    words: Sequence[str]
    at: int
    typed: str

    def best(self, options: Sequence[str], pairs: Pairs, weight: float) -> str:
        """The option with the best score, ours plus the pair frequencies'."""
        others = frozenset(word.lower() for i, word in enumerate(self.words) if i != self.at)
        before, _, after = [None, *self.words, None][self.at : self.at + 3]

        def score(option: str) -> float:
            beside = [(before, option), (option, after)]
            seen = [pairs.get((a.lower(), b.lower()), UNSEEN / 2) for a, b in beside if a and b]
            context = Context(words=others)
            return spelling.score(self.typed, option, context) + weight * sum(math.log10(2 * n / UNSEEN) for n in seen)

        return max(options, key=score)


def slips(data: Path) -> Iterator[Slip]:
    """Sentences of clean English, in each one word with a letter lost, added, changed or moved."""
    dice = random.Random(5)
    texts = [row["text"] for row in rows_of(data / "clean_english.jsonl.gz")]
    dice.shuffle(texts)
    for text in texts:
        words = re.findall(r"[A-Za-z]+", text)
        fit = [i for i, w in enumerate(words) if w.islower() and len(w) > 3 and zipf_frequency(w, "en") >= 2.5]
        if fit:
            at = dice.choice(fit)
            typed = _mistyped(words[at], dice)
            if typed != words[at] and zipf_frequency(typed, "en") < 1.2:
                yield Slip(words, at, typed)


def _mistyped(word: str, dice: random.Random) -> str:
    i, letter = dice.randrange(1, len(word)), dice.choice(ascii_lowercase)
    swapped = word[: i - 1] + word[i] + word[i - 1] + word[i + 1 :]
    return dice.choice(
        (word[:i] + word[i + 1 :], word[:i] + letter + word[i:], word[:i] + letter + word[i + 1 :], swapped)
    )


def unknown_words(pairs: Pairs, data: Path) -> None:
    """Print how often the word that was meant is ranked first, without and with the pairs."""
    made = [slip for slip, _ in zip(slips(data), range(SLIPS), strict=False)]
    for weight in (0.0, 0.1, 0.3, 0.8):
        right = 0
        for slip in made:
            options = spelling.candidates(slip.typed)
            right += bool(options) and slip.best(options, pairs, weight) == slip.words[slip.at]
        print(f"unknown words, weight {weight}: {right} of {len(made)} right")


def main() -> None:
    """Try both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("frequencies", type=Path)
    parser.add_argument("data", type=Path)
    given = parser.parse_args()
    pairs = pairs_of(given.frequencies)
    prepositions(pairs, given.data)
    unknown_words(pairs, given.data)


if __name__ == "__main__":
    main()
