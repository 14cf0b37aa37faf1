"""Words of a text with their places: a cheap tokenizer for matching terms, without a parse."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.compiled import compiled
from pipeline.repair.lexicon import words as lexicon

_WORD = compiled(r"[^\W_]+(?:['’](?![sS](?!\w))[^\W_]+)*|(?<=\w)['’][sS](?!\w)")
_GAP = compiled(r"[ \t\u00a0]+|\s?[-\u2010\u2011]\s?|[ \t]*\n[ \t]*")
_ENDS = ".!?…:\n。！？：•"


_NUMBERS = lexicon("number")


class Word(NamedTuple):
    """A word: its text, the text in lower case with a straight apostrophe, and its place in code points."""

    text: str
    low: str
    start: int
    end: int


@lru_cache(maxsize=8)
def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text; a possessive 's is a word of its own. The last few texts' words are remembered."""
    made, low = tuple.__new__, text.lower()  # in a third of the time that `Word` takes to make itself
    if len(low) != len(text):  # "İ" becomes two
        return tuple([made(Word, (m[0], _low(m[0]), *m.span())) for m in _WORD.finditer(text)])
    low = low.replace("’", "'")
    spans = [match.span() for match in _WORD.finditer(text)]
    return tuple([made(Word, (text[start:end], low[start:end], start, end)) for start, end in spans])


@lru_cache(maxsize=8)
def lows_of(text: str) -> tuple[str, ...]:
    """The words of a text in lower case, with straight apostrophes."""
    return tuple(map(_low, _WORD.findall(text)))


def _low(word: str) -> str:
    return word.lower().replace("’", "'")


def gap(text: str, left: Word, right: Word) -> bool:
    """Whether two neighbouring words belong to one phrase: white space, a hyphen, or nothing before 's."""
    if left.end == right.start:
        return right.low == "'s"
    between = text[left.end : right.start]
    return between == " " or _GAP.fullmatch(between) is not None


def starts_sentence(text: str, start: int) -> bool:
    """Whether a sentence, a line or the text begins at this offset (quotation marks and brackets aside)."""
    before = text[max(0, start - 8) : start].rstrip("\"'“‘(«[* \t\u00a0")
    return not before or before[-1] in _ENDS


def sentence_bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """The offsets of the sentence around a span, by its end marks."""
    left = max((text.rfind(mark, 0, start) for mark in (". ", "! ", "? ", "\n", "。", "; ")), default=-1)
    rights = [at for mark in (". ", "! ", "? ", "\n", "。", "; ") if (at := text.find(mark, end)) >= 0]
    return left + 1, min(rights, default=len(text))


def lows(words: Iterable[Word]) -> set[str]:
    """The words in lower case, as a set."""
    return {word.low for word in words}


def is_number(word: str) -> bool:
    """Whether a lower-cased word is a number in digits or one of the number words to twelve."""
    return word.isdecimal() or word in _NUMBERS


def spaced_before(text: str, words: Sequence[Word], i: int) -> Word | None:
    """The word that a space parts from the one at an index, before it."""
    return words[i - 1] if i and text[words[i - 1].end : words[i].start] == " " else None


def spaced_behind(text: str, words: Sequence[Word], i: int) -> Word | None:
    """The word that a space parts from the one at an index, behind it."""
    return words[i + 1] if i + 1 < len(words) and text[words[i].end : words[i + 1].start] == " " else None
