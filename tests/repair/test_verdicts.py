"""What a strict reader said of 200 applied edits, sampled over the articles; see docs/repair.md, "Judged by eye"."""

import csv
from collections import Counter
from pathlib import Path

from pipeline.repair.catalogue import catalogue

VERDICTS = Path(__file__).with_name("verdicts.csv")


def _rows() -> list[dict[str, str]]:
    with VERDICTS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_sample_is_broad() -> None:
    rows = _rows()
    assert len(rows) >= 200
    assert {row["verdict"] for row in rows} <= {"right", "neutral", "wrong"}
    assert len({row["article"] for row in rows}) >= 25
    assert max(Counter(row["rule"] for row in rows).values()) <= 12


def test_judged_rules_exist() -> None:
    known = catalogue("en-US")
    assert not {row["rule"] for row in _rows()} - set(known)


def test_bars_hold() -> None:
    counts = Counter(row["verdict"] for row in _rows())
    total = counts.total()
    assert counts["right"] + counts["neutral"] >= 0.97 * total
    assert counts["right"] >= 0.92 * total
