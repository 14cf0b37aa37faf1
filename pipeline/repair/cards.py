"""Precision cards: what each rule was measured to do on the dev data, kept as data beside the rules.

A card says how often a rule fired, how often on a span that professionals marked against chance, how often per thousand
words of English that people wrote, and how many of its edits read by eye were right, neutral and wrong. A rule below
its bar only suggests. `python tests/bench/cards.py` measures the counts anew; the verdicts by eye are entered by hand.
"""

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

TABLE = Path(__file__).parent / "cards.csv"


@dataclass(frozen=True, slots=True)
class Card:
    """One rule's measurements.

    fired: edits on the dev data; on_spans and chance: shares, 0 to 1, of its edits (of a blind edit) that touch a
    marked span, None when it never fired there; clean_per_1kw: edits per thousand words of clean English; right,
    neutral, wrong: edits read by eye; bar: the least share of right and neutral ones for a rule that acts.
    """

    rule: str
    fired: int
    on_spans: float | None
    chance: float | None
    clean_per_1kw: float
    right: int
    neutral: int
    wrong: int
    bar: float

    @property
    def judged(self) -> int:
        """How many edits were read."""
        return self.right + self.neutral + self.wrong

    @property
    def above_bar(self) -> bool:
        """Whether the edits read are good enough for the rule to act; unread ones speak neither for nor against it."""
        return self.judged == 0 or (self.right + self.neutral) / self.judged >= self.bar


@lru_cache(maxsize=1)
def cards() -> dict[str, Card]:
    """All cards by rule id."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {row["rule"]: _card(row) for row in csv.DictReader(file)}


def card(rule_id: str) -> Card | None:
    """The card of a rule, a term's row or a row of LanguageTool's policy, if it was measured."""
    return cards().get(rule_id)


def _card(row: dict[str, str]) -> Card:
    return Card(
        rule=row["rule"],
        fired=int(row["fired"]),
        on_spans=float(row["on_spans"]) if row["on_spans"] else None,
        chance=float(row["chance"]) if row["chance"] else None,
        clean_per_1kw=float(row["clean_per_1kw"]),
        right=int(row["right"]),
        neutral=int(row["neutral"]),
        wrong=int(row["wrong"]),
        bar=float(row["bar"]),
    )
