"""Words that are glued to one another, and to initials before them."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from pipeline.compiled import compiled
from pipeline.repair.names import frequency
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.common import in_address, known
from pipeline.repair.words import Word, starts_sentence

_JOINTS = frozenset("-#@/_.'’")
_TWO_CAPITALS = compiled(r"[A-Z]{2}[a-zC.N]")
_TYPO = 1.7
"""Zipf frequency below which two glued words are a slip, and no name."""
_GRAMMAR_FIRST = "is are was were of in to and for with that from on at by as if when because about".split()
_GRAMMAR_LAST = "the this these your their our his which".split()
_OTHER_FIRST = "or but not than then after before over under has have can will into be it so".split()
_OTHER_LAST = "the this these your their our has can will not you they we".split()
_ASKING_FIRST, _ASKING_LAST = "why what when where how".split(), "do does did is are can should will to".split()
_LONGER = "without|because|which|about|these|those|should|would|could|cannot|when|while|before|between|during"
_GLUED_FIRST = compiled(rf"({_LONGER}|the|is|are|and|with|this|that|from|your|their)(?P<word>[a-z]{{4,}})")
_GLUED_LAST = compiled(rf"(?P<word>[a-z]{{4,}})(?:{_LONGER}|the|and|with|that|from|your|their|it|them|you)")
_GLUED_SITE = compiled(r"(?<=[A-Z]{3}\.COM|[A-Z]{3}\.NET|[A-Z]{3}\.ORG)(?=[A-Z][a-z]+ )")
_GLUED_INITIALS = compiled(r"(?<![\w'’@#./-])([A-Z]{2,5})(?=([a-z]{4,})(?![\w'’./-]))")


@rule(
    "spacing",
    fixes={
        "For thebaby motherand child": "For the baby mother and child",
        "What isthe reason?": "What is the reason?",
        "It came withthe box.": "It came with the box.",
        "Whydo they do it withoutasking?": "Why do they do it without asking?",
        "The CPUneeds power, orthe fan.": "The CPU needs power, or the fan.",
        "NEWS.COMMany people read it.": "NEWS.COM Many people read it.",
        "Thebottle is cold.": "The bottle is cold.",
    },
    keeps=(
        "What is the reason?",
        "Bathe, tithe, lathe and absinthe.",
        "The site inthe.com is new.",
        "thereof, theme, island, forthright, cannabis",
        "thevenin and dermatosis, husband",
        "NEWS.COM is one.",
        "Theranos is gone; with Thebottle we spoke.",
        "Howto guides, PCs and DNAse",
    ),
)
def split_glued_words(passage: Passage) -> Iterator[Change]:
    """Part a word of grammar from the word that it is glued to, when English doesn't know them as one word."""
    text = passage.text
    if _TWO_CAPITALS.search(text):
        yield from _behind_capitals(text)
    if not passage.unknown and _seams().keys().isdisjoint(passage.needles):
        return
    for word in passage.words:
        low = word.low
        at = _seams().get(low, 0)
        plain = word.text.islower() or (word.text.startswith("The") and starts_sentence(text, word.start))
        if not at and len(low) > 5 and plain and frequency(low) == 0 and low.isascii():
            both = _GLUED_FIRST.fullmatch(low) or _GLUED_LAST.fullmatch(low)
            at = both.end(1) if both and known(both["word"], 4.0) and not in_address(passage, *word[2:]) else 0
        if at and _alone(text, word):
            yield Change(word.start + at, word.start + at, " ")


@lru_cache(maxsize=1)
def _seams() -> dict[str, int]:
    """Where two words of grammar meet that are glued to one another, by what they are together."""
    pairs = [*product(_OTHER_FIRST, _OTHER_LAST), *product(_ASKING_FIRST, _ASKING_LAST)]
    slips = [(a, b) for a, b in pairs if frequency(a + b) < _TYPO]
    return {a + b: len(a) for a, b in [*slips, *product(_GRAMMAR_FIRST, _GRAMMAR_LAST)]}


def _alone(text: str, word: Word) -> bool:
    """Whether a word is no part of a compound, an address or a name with marks."""
    before, after = text[word.start - 1 : word.start], text[word.end : word.end + 2]
    if before == "." and word.text.istitle() and text[word.start - 2 : word.start - 1].islower():
        before = ""  # a sentence is glued to the one before it
    return before not in _JOINTS and after[:1] not in _JOINTS - {"."} and not (after[:1] == "." and after[1:].isalpha())


def _behind_capitals(text: str) -> Iterator[Change]:
    """Words glued to initials or to a site's name in capitals."""
    for m in _GLUED_INITIALS.finditer(text):
        if frequency((m[1] + m[2]).lower()) < _TYPO and known(m[2], 4.0):
            yield Change(m.end(1), m.end(1), " ")
    for m in _GLUED_SITE.finditer(text):
        yield Change(m.start(), m.start(), " ")
