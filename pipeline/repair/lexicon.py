"""Word classes for the rules of grammar, read from lexicon.csv."""

import csv
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

TABLE = Path(__file__).parent / "lexicon.csv"


@lru_cache(maxsize=1)
def _table() -> dict[str, frozenset[str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {row["class"]: frozenset(row["words"].split()) for row in csv.DictReader(file)}


def words(name: str) -> frozenset[str]:
    """The words of a class. Raises KeyError for an unknown class."""
    return _table()[name]


def alternatives(name: str) -> str:
    """The words of a class as alternatives of a regular expression, the longest first."""
    return any_of(words(name))


def any_of(found: Iterable[str]) -> str:
    """Words as alternatives of a regular expression, the longest first."""
    return "|".join(sorted(found, key=lambda word: (-len(word), word)))
