"""Cue words of kinds, as data: what headings, titles, items and their bodies say about the kind of a list."""

import csv
import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files

from pipeline.compiled import compiled

_WORD = compiled(r"[a-z]+(?:['’-][a-z]+)*|\d+")
_FOLDED = {"’": "'"}


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A word without its plural or third-person ending, as cues are compared (`reasons`: `reason`, `dies`: `die`)."""
    word = word.removesuffix("'s").removesuffix("s'")
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


@lru_cache(maxsize=1024)
def words(text: str) -> tuple[str, ...]:
    """The stems of a text's words, lower case."""
    return tuple(map(stem, _WORD.findall(text.lower().replace("’", "'"))))


class Cues:
    """Phrases with weights for kinds, looked up in a text in one pass over its words."""

    def __init__(self, rows: Iterable[tuple[str, str, float]]):
        """rows: (kind, phrase, weight)."""
        self._by_first: dict[str, list[tuple[tuple[str, ...], str, float]]] = {}
        self.strongest = lru_cache(maxsize=512)(self._strongest)
        for kind, phrase, weight in rows:
            parts = words(phrase)
            if parts:
                self._by_first.setdefault(parts[0], []).append((parts, kind, weight))

    def found(self, text: str, most: int = 400) -> dict[str, list[float]]:
        """Weights of the cues in the first `most` words, per kind, in order of appearance; each phrase counts once."""
        out: dict[str, list[float]] = {}
        stems = words(text[: most * 12])[:most] if self._by_first else ()
        seen: set[tuple[tuple[str, ...], str]] = set()
        opening = [i for i, first in enumerate(stems) if first in self._by_first]
        for i in opening:
            for parts, kind, weight in self._by_first[stems[i]]:
                if stems[i : i + len(parts)] == parts and (parts, kind) not in seen:
                    seen.add((parts, kind))
                    out.setdefault(kind, []).append(weight)
        return out

    def _strongest(self, text: str) -> dict[str, float]:
        """Per kind the heaviest cue of a text and a third of the others' weight (not to be changed: it is kept)."""
        out = {}
        for kind, weights in self.found(text, 60).items():
            ranked = sorted(weights, reverse=True)
            out[kind] = ranked[0] + sum(ranked[1:]) / 3
        return out


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((files(__package__) / name).read_text(encoding="utf-8").splitlines()))


@cache
def headings() -> Cues:
    """The cues of headings and titles."""
    return Cues((row["kind"], row["cue"], float(row["weight"])) for row in _rows("cues.csv"))


def kind(text: str) -> str:
    """The kind that a heading or title names most clearly (of equals the last by name), "" for none."""
    said = headings().strongest(text)
    return max(said, key=lambda kind: (said[kind], kind), default="")


def weight(text: str) -> float:
    """The weight of the kind that a heading or title names most clearly, 0 for none."""
    return max(headings().strongest(text).values(), default=0.0)


@cache
def items(place: str) -> Cues:
    """The cues of items: place `title` or `body`."""
    return Cues(
        (row["kind"], row["cue"], float(row["weight"])) for row in _rows("evidence.csv") if row["place"] == place
    )


@cache
def vocabulary(name: str) -> frozenset[str]:
    """A named set of words from `words.csv`; empty for a name that it doesn't hold."""
    return frozenset(row["word"] for row in _rows("words.csv") if row["set"] == name)


@cache
def patterns(name: str) -> re.Pattern[str]:
    """The patterns of a data file, one a line, as alternatives at a text's beginning; case is ignored."""
    lines = (files(__package__) / name).read_text(encoding="utf-8").splitlines()
    return compiled("(?:" + "|".join(lines) + ")", re.IGNORECASE)


@cache
def verbs() -> frozenset[str]:
    """Base forms that open an imperative."""
    return frozenset((files(__package__) / "verbs.txt").read_text(encoding="utf-8").split())


def of_user(kinds: Mapping[str, Iterable[str]]) -> Cues:
    """Cues of the kinds that the settings add; as heavy as our heaviest."""
    return Cues((kind, cue, 5.0) for kind, phrases in kinds.items() for cue in phrases)
