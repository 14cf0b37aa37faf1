"""How a termbase row's `found` and `wanted` are written: alternatives, optional words, an inflected head, numbers.

`a/b` either word; `@class` any word of a class of lexicon.csv; `word?` may be missing; `word*` the head, the word that
inflects (else a noun's last, a verb's first); `<n>` a number; `<2>` in `wanted` the second matched word (or the
alternative of several words that stands in its place); `{US|GB}` the two national spellings.
"""

from collections.abc import Iterator, Sequence
from itertools import chain, product
from typing import NamedTuple

from pipeline.compiled import compiled
from pipeline.repair.inflection import FORMS, plural, verb_forms
from pipeline.repair.lexicon import words as lexicon

NUMBER = "<n>"
"""Stands for a number, in digits or as a word, in `found` and `wanted`."""
_VARIANT = compiled(r"\{([^|{}]*)\|([^|{}]*)\}")


class Choice(NamedTuple):
    """One of the things that a part of a pattern stands for: its words (none where an optional part is missing), their
    form if the part is the head, and for how many of a reference's numbers they stand."""

    form: str
    words: tuple[str, ...]
    numbers: int


def variant(text: str, language: str) -> str:
    """A text with the spelling of a national variety, `en-US` or `en-GB`."""
    return _VARIANT.sub(r"\2" if language == "en-GB" else r"\1", text) if "{" in text else text


def plain(pattern: str) -> str:
    """A pattern as a person reads it: the first of each alternative, without marks and optional words."""
    parts = [part for part in _VARIANT.sub(r"\1", pattern).split() if not part.endswith("?")]
    return " ".join(part.split("/")[0].replace("*", "").lstrip("@") for part in parts).replace(NUMBER, "…")


def _forms(word: str, pos: str) -> list[tuple[str, str]]:
    """The (form, surface) pairs of a head word."""
    if pos == "n":
        return [("one", word), ("many", plural(word))]
    if pos == "v":
        return list(zip(FORMS, verb_forms(word), strict=True))
    return [("", word)]


def _head(parts: Sequence[str], pos: str) -> int:
    """Index of the head: the part marked with a star, else a noun's last or a verb's first."""
    starred = [i for i, part in enumerate(parts) if "*" in part]
    if starred:
        return starred[0]
    return len(parts) - 1 if pos == "n" else 0


def paths(found: str, pos: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """All (form of the head, words) that a `found` pattern stands for: alternatives, optional words, inflected head."""
    for combination in product(*choices(found, pos)):
        words = tuple(chain.from_iterable([choice.words for choice in combination]))
        if words:
            yield "".join([choice.form for choice in combination]), words


def first_words(found: str, pos: str) -> set[str]:
    """The words, in lower case, with which the paths of a `found` pattern begin."""
    firsts: set[str] = set()
    for part in choices(found, pos):
        firsts.update(choice.words[0].lower() for choice in part if choice.words)
        if all(choice.words for choice in part):
            break
    return firsts


def _alternatives(part: str) -> Iterator[str]:
    """The words of a part of a pattern. Raises ValueError for a class that lexicon.csv doesn't have."""
    for word in part.rstrip("?").replace("*", "").split("/"):
        if not word.startswith("@"):
            yield word
            continue
        try:
            yield from sorted(lexicon(word[1:]))
        except KeyError:
            raise ValueError(f"unknown class {word!r}") from None


def choices(found: str, pos: str) -> Iterator[list[Choice]]:
    """What each part of a `found` pattern stands for."""
    parts = found.split()
    head = _head(parts, pos)
    for i, part in enumerate(parts):
        surfaces: list[tuple[str, str]] = []
        for word in _alternatives(part):
            surfaces += _forms(word, pos) if i == head else [("", word)]
        pieces = [(form, tuple(word.replace("-", " ").replace("'s", " 's").split())) for form, word in surfaces]
        fewest = min(len(words) for _, words in pieces)
        counted = [Choice(form, words, fewest) for form, words in pieces]
        yield [*counted, Choice("", (), fewest)] if part.endswith("?") else counted


def numbered(combination: Sequence[Choice]) -> tuple[slice, ...]:
    """The words that `<1>`, `<2>` … stand for in a path: where one alternative has more words than another
    (`headache/sore-throat`), the rest of them belongs to the shorter one's last; a missing word has its number too."""
    slices: list[slice] = []
    at = 0
    for _, words, count in combination:
        last = at + len(words)
        slices += [slice(min(at + k, last), at + k + 1 if k + 1 < count and words else last) for k in range(count)]
        at = last
    return tuple(slices)


def render(wanted: str, pos: str, form: str) -> str:
    """The replacement with its head in the given form."""
    parts = wanted.split(" ")
    head = _head(parts, pos)
    out = []
    for i, part in enumerate(parts):
        word = part.replace("*", "")
        if i == head and pos in ("n", "v") and form and word:
            word = dict(_forms(word, pos)).get(form, word)
        out.append(word)
    return " ".join(out)
