r"""Which sentences are worth asking the engine about: those in which a rule that is asked for could find something.

A row of grammar.csv says what must be there for its rule to find anything that the policy would use. Its `trigger` is
one of the names `spelling` (a word that the speller doesn't know and for which something can be offered), `phrases` (a
phrase of the engine's list with other capitals), `compounds` (a compound of the engine's list, with a space) and
`always`, or alternatives with `; ` between them:

- `<a|an> <JJ*>? <NNS!NN>`: words in a row, by themselves (lower case) or by tags that LanguageTool's tagger may give
  them, but not those behind `!`. `*` ends what only begins like this, `?` and `{0,2}` say how often, `^` is the text's
  beginning; UNKNOWN is a word without tags, CAP one with a capital, CD a number.
- `[id|im] \bI[dm]\b`: a regular expression over the text, if one of the words before it stands there.
- `\d\s+th`: a regular expression over the text.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol

from wordfreq import zipf_frequency

from pipeline.compiled import compiled
from pipeline.model import Match
from pipeline.repair import spelling
from pipeline.repair.lexicon import words as lexicon
from pipeline.repair.stages import Check

Test = Callable[[str, str], object]
"""Whether a rule may find something in a text: true or false, given the text and what `_Reader.read` made of it."""


class Words(Protocol):
    """What is known of the engine's words (`engine.Dictionary`)."""

    @property
    def phrases(self) -> Sequence[str]:
        """Phrases of which the engine knows the capitals."""
        ...

    @property
    def compounds(self) -> Sequence[str]:
        """Compounds, in lower case, with a hyphen between their parts."""
        ...

    def spelled(self, word: str, /) -> bool:
        """Whether the engine's speller knows a word."""
        ...

    def tags(self, word: str, /) -> tuple[str, ...]:
        """The tags that the engine's tagger may give a word."""
        ...


class _Keyed(NamedTuple):
    """A test that is only made where one of the keys, a word or a tag, is in the text; always when there are none."""

    keys: tuple[str, ...]
    test: Test


_TOKEN = compiled(r"[\d.,]*\d(?!\w)|\w+(?:-\w+)*(?:(?<=n)['’]t\b)?|['’](?:s|m|re|ve|d|ll)\b|\S")
_WORD = compiled(r"[^\s,.;:!?()\[\]{}<>=#*/|\\\"'«»„”“`´‘’‛′…¿¡]+(?:(?<=n)['’]t\b)?")
"""What the engine's speller sees as one word. Words with digits it ignores."""
_PART = compiled(r"[^\W_]+")
_ODD = compiled(
    r"[\x00-\x08\x0b-\x1f\x7f-\xa0\xad\u061c\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufff0-\uffff]"
)
"""Spaces and signs that the engine may see otherwise than these patterns do; texts with them are always asked about."""
_REMEMBERED = 50_000
"""How many words are remembered (some 15 MB)."""
_NEGATED = {"ca": "can", "wo": "will", "sha": "shall"}
_PLACE = compiled(r"(\^ )?<([^>]*)>(\?|\{\d,\d\})?(?: |$)")
_KEYS = compiled(r"\[([a-z|]+)\] (.+)")


def worth_asking(triggers: Iterable[str], words: Words) -> Callable[[str], bool]:
    """The test for a text; it depends on the text, the rules' triggers and the engine's words alone.

    Raises ValueError for a trigger that can't be read.
    """
    distinct = dict.fromkeys(triggers)
    if "always" in distinct:
        return lambda _: True
    parts = [part for one in distinct for part in _parts(one, words)]
    free = [part.test for part in parts if not part.keys]
    keyed: dict[str, list[Test]] = {}
    for part in parts:
        for key in part.keys:
            keyed.setdefault(key, []).append(part.test)
    reader = _Reader(words, keyed)

    def worth(text: str) -> bool:
        """Whether some test says that the engine may find something in a text."""
        if _ODD.search(text) or any(test(text, "") for test in free):
            return True
        written, due = reader.read(text)
        return any(test(text, written) for test in due)

    return worth


def asked_where_worth(check: Check, worth: Callable[[str], bool]) -> Check:
    """The check that leaves out texts which aren't worth asking about: nothing is found in them."""

    def check_some(texts: Sequence[str]) -> list[Sequence[Match] | None]:
        """Findings for texts; none for those that aren't worth asking about."""
        asked = [text for text in texts if worth(text)]
        found = dict(zip(asked, check(asked), strict=True)) if asked else {}
        return [found.get(text, ()) for text in texts]

    return check_some


class _Reader:
    """Writes a text's words in lower case, each with its tags (` cats/NNS/ sleep/NN:U/VB/VBP/`), and says which tests
    they call for."""

    def __init__(self, words: Words, keyed: dict[str, list[Test]]) -> None:
        self._words, self._keyed = words, keyed
        self._token = lru_cache(_REMEMBERED)(self._of_token)

    def read(self, text: str) -> tuple[str, dict[Test, None]]:
        """What is written of a text, and the tests that are due."""
        found = [self._token(token) for token in _TOKEN.findall(text)]
        return "".join([written for written, _ in found]), dict.fromkeys(test for _, due in found for test in due)

    def _of_token(self, token: str) -> tuple[str, tuple[Test, ...]]:
        plain = token.replace("’", "'")
        if plain.endswith("n't") and plain != "n't":
            verb = _NEGATED.get(plain[:-3].lower(), plain[:-3])
            (one, tests), (other, more) = self._of_token(verb), self._of_token(plain[-3:])
            return one + other, tests + more
        tags = self._words.tags(plain) or (("UNKNOWN",) if token[0].isalpha() else ())
        if token[0].isdigit():  # `20-year-olds` as well
            tags = ("CD", *self._words.tags(plain.lstrip("0123456789.,-")))
        tags += ("CAP",) if token[0].isupper() else ()
        low = plain.lower()
        return f" {low}/{''.join(f'{tag}/' for tag in tags)}", tuple(
            test for key in (low, *tags) for test in self._keyed.get(key, ())
        )


def _parts(trigger: str, words: Words) -> Iterator[_Keyed]:
    """A trigger's tests."""
    if trigger == "spelling":
        yield _Keyed((), _spelling(words))
    elif trigger == "phrases":
        yield from _phrases(words.phrases)
    elif trigger == "compounds":
        yield from _compounds(words.compounds)
    else:
        for part in trigger.split("; "):
            keyed = _KEYS.fullmatch(part)
            if part.startswith(("<", "^ <")):
                yield _line(part)
            elif keyed:
                yield _Keyed(tuple(keyed[1].split("|")), _over_text(keyed[2]))
            else:
                yield _Keyed((), _over_text(part))


def _over_text(expression: str) -> Test:
    search = compiled(expression).search
    return lambda text, _: search(text)


def _line(part: str) -> _Keyed:
    """Words in a row, keyed by what is rarest of that which must be there."""
    places = list(_PLACE.finditer(part))
    needed = [place[2].partition("!")[0] for place in places if not place[3]]
    key = min(filter(None, needed), key=_frequency, default="")
    if "".join(place[0] for place in places) != part or not key or "*" in key:
        raise ValueError(f"grammar.csv: no words in a row: {part!r}")
    search = compiled("".join(map(_place, places))).search
    return _Keyed(tuple(key.split("|")), lambda _, written: search(written))


def _frequency(alternatives: str) -> float:
    """How often one of these words or tags is to be expected, in a thousand million words."""
    rates = {"UNKNOWN": 1e7, "CAP": 2e8}
    return sum(
        math.inf if "*" in one else 10 ** zipf_frequency(one, "en") if one.islower() else rates.get(one, 1e8)
        for one in alternatives.split("|")
    )


def _place(place: re.Match[str]) -> str:
    """A place in a row as a regular expression over what `_Reader` writes."""
    wanted, _, unwanted = place[2].partition("!")
    refused = f"(?!{_word(unwanted)})" if unwanted else ""
    return ("^" if place[1] else "") + rf"(?: (?={_word(wanted)}){refused}\S*)" + (place[3] or "")


def _word(alternatives: str) -> str:
    forms: list[str] = []
    for one in filter(None, alternatives.split("|")):
        form = re.escape(one.removesuffix("*")) + ("[^/ ]*" if one.endswith("*") else "")
        forms.append(rf"[^/ ]*/(?:[^/ ]+/)*?{form}/" if one[0].isupper() else f"{form}/")
    return f"(?:{'|'.join(forms)})" if forms else ""


def _spelling(words: Words) -> Test:
    @lru_cache(_REMEMBERED)
    def suspect(word: str) -> bool:
        """Whether a word is spelled wrong and there is something to offer for it."""
        if words.spelled(word.replace("’", "'")) or any(map(str.isdigit, word)):
            return False
        parts = [part for part in _PART.findall(word) if not words.spelled(part)]
        return any(map(spelling.offered, dict.fromkeys([word, *parts])))

    return lambda text, _: any(map(suspect, _WORD.findall(text)))


def _phrases(phrases: Iterable[str]) -> Iterator[_Keyed]:
    known: dict[str, list[str]] = {}
    for phrase in phrases:
        known.setdefault(_TOKEN.findall(phrase)[0].lower(), []).append(phrase)
    for first, some in known.items():
        yield _Keyed((first,), _otherwise(tuple((phrase.lower(), phrase) for phrase in some)))


def _otherwise(phrases: Sequence[tuple[str, str]]) -> Test:
    def written_otherwise(text: str, _: str) -> bool:
        """Whether one of the phrases stands in the text in another spelling of its capitals."""
        low = text.lower()
        return any(phrase in low and low.count(phrase) > text.count(right) for phrase, right in phrases)

    return written_otherwise


def _compounds(compounds: Iterable[str]) -> Iterator[_Keyed]:
    """Compounds that the policy closes or hyphenates: spaces around the hyphen, or a prefix that stands alone."""
    known = frozenset("-".join(compound.split("-")[:2]) for compound in compounds)
    prefixes = sorted(lexicon("prefix"))
    spaced = compiled(r"(?=\b(\w+)(?:\s+[-–]\s*|[-–]\s+)(\w+))")
    alone = compiled(rf"\b({'|'.join(prefixes)})\s+(\w+)", re.I)
    for keys, parted in ((("-", "–"), spaced), (tuple(prefixes), alone)):
        yield _Keyed(keys, _among(known, parted))


def _among(known: frozenset[str], parted: re.Pattern[str]) -> Test:
    return lambda text, _: any("-".join(found).lower() in known for found in parted.findall(text))
