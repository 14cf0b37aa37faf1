"""Word classes for the rules of grammar, read from lexicon.csv."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter
from os.path import commonprefix
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
    """The words of a class as alternatives of a regular expression, as `any_of` gives them."""
    return any_of(words(name))


def any_of(found: Iterable[str]) -> str:
    """Words (texts without signs of patterns) as alternatives of a regular expression; of two of which one begins the
    other, the longer is tried first.

    They are sorted by their first letters: `re` tries the alternatives of a row one after the other, and of seven
    hundred verbs all but a few fail at their first letter.
    """
    return _any_of(frozenset(found))


@cache
def _any_of(found: frozenset[str]) -> str:
    return "|".join(_branches(sorted(found), _DEPTH))


_DEPTH = 2
"""By how many letters words are parted; more makes no pattern faster, and all slower to compile."""


def _branches(found: Sequence[str], depth: int) -> Iterator[str]:
    """One alternative for each letter that some of the words, which are sorted, begin with."""
    for _, beginning in groupby(found, key=itemgetter(0)):
        group = list(beginning)
        common = commonprefix(group)  # noqa: RUF071  # of strings, by characters
        yield re.escape(common) + _rest([word[len(common) :] for word in group], depth - 1)


def _rest(ends: Sequence[str], depth: int) -> str:
    """What may stand behind a common beginning; sorted, so that nothing at all comes first."""
    longer = ends[1:] if ends[0] == "" else ends
    if not longer:
        return ""
    row = _branches(longer, depth) if depth else map(re.escape, sorted(longer, key=len, reverse=True))
    found = "|".join(row)
    one = len(longer) == 1 and len(longer[0]) == 1
    return (found if one else f"(?:{found})") + ("?" if len(longer) < len(ends) else "")
