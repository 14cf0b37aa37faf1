"""Learns the weights of the lines of a site's frame (pipeline/structure/frame.csv) from the marked pages.

usage: python -m tests.bench.frame_training [--without PREFIX,...] [--out FILE]

Logistic regression over `pipeline.structure.frame.Page.features`, fitted with numpy on all cases of
tests/cases/structure, or on all but those whose names begin with one of the prefixes: what a model that has not seen
them finds there is what it finds at first sight. Each page is shown twice, as the model meets pages: with its frame
untouched, and with some of it removed already. The seed is fixed, so that the file is the same each time.
"""

import argparse
import csv
import io
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from pipeline.structure import frame, glued
from pipeline.structure.lines import units
from tests.structure import gold
from tests.structure.alone import text_of

OUT = Path(frame.__file__).with_name("frame.csv")
SEED = 1
SHRINK = 3.0
OFTEN = 8
"""A feature that fewer lines have (each is seen twice) is not learnt."""
ROUNDS = 300
LEAST = 0.05
"""Smaller weights are left out."""
REMOVED = (0.0, 0.7)
Line = tuple[list[str], bool]


def lines(names: Iterable[tuple[str, str, dict[str, object]]]) -> Iterator[Line]:
    """The features of each line that the model may judge, and whether it is one of a frame."""
    chance = random.Random(SEED)
    for _, source, expected in names:
        found = glued.split(units(text_of(source)))
        title = str(expected.get("title") or "")
        marked = [(start, end) for _, start, _, end in gold.promo_spans(source, expected)]
        framed = [
            any(a <= unit.start and unit.end <= b for a, b in marked) and not gold.alike(unit.text, title, 1.0)
            for unit in found
        ]
        heads = next((i for i, unit in enumerate(found) if gold.alike(unit.text, title, 1.0)), None)
        for share in REMOVED:
            gone = {i for i, is_framed in enumerate(framed) if is_framed and chance.random() < share}
            page = frame.Page(found, gone, heads)
            yield from ((page.features(i), framed[i]) for i in range(len(found)) if page.may_go(i))


def fit(shown: Sequence[Line]) -> dict[str, float]:
    """Weights by feature: full-batch Adam with a falling step, the squares of the weights held down."""
    often = Counter(name for names, _ in shown for name in names)
    order = {name: k for k, name in enumerate(sorted(name for name, n in often.items() if n >= OFTEN))}
    pairs = [(row, order[name]) for row, (names, _) in enumerate(shown) for name in names if name in order]
    rows, columns = (np.array(part) for part in zip(*pairs, strict=True))
    wanted = np.array([framed for _, framed in shown], dtype=float)
    weights, mean, square = (np.zeros(len(order)) for _ in range(3))
    for turn in range(1, ROUNDS + 1):
        said = 1 / (1 + np.exp(-np.bincount(rows, weights[columns], len(wanted))))
        slope = np.bincount(columns, (said - wanted)[rows], len(order)) + SHRINK * weights
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        step = 0.05 * (1 + np.cos(np.pi * turn / ROUNDS))
        weights -= step * (mean / (1 - 0.9**turn)) / (np.sqrt(square / (1 - 0.99**turn)) + 1e-8)
    return {name: float(weights[k]) for name, k in order.items()}


def table(weights: dict[str, float]) -> str:
    """The file: features with their weights, two decimals."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n")
    write.writerow(("feature", "weight"))
    write.writerows((name, f"{weight:.2f}") for name, weight in weights.items() if abs(weight) >= LEAST)
    return out.getvalue()


def main() -> None:
    """Learn, and write the file."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--without", default="")
    parser.add_argument("--out", type=Path, default=OUT)
    chosen = parser.parse_args()
    prefixes = tuple(filter(None, chosen.without.split(",")))
    shown = list(lines(case for case in gold.cases() if not (prefixes and case[0].startswith(prefixes))))
    chosen.out.write_text(table(fit(shown)), encoding="utf-8")


if __name__ == "__main__":
    main()
