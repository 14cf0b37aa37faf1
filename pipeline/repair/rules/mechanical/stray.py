"""Capitals inside sentences where none belong, and those that a title or a product's name has lost."""

import re
from collections.abc import Iterator, Sequence

from pipeline.compiled import compiled
from pipeline.model import Block
from pipeline.repair import names
from pipeline.repair.lexicon import words as lexicon
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.common import FUNCTION, known
from pipeline.repair.rules.mechanical.case import NO_END, capitals
from pipeline.repair.words import Word, starts_sentence

OFTEN_NAMED = lexicon("part_of_names")
NAMING = lexicon("behind_a_name")
_DETERMINERS = frozenset("the a an your his her its their our my this these those each every no any some".split())
_STATES = frozenset("is are was were be been being am".split())
COMMON = frozenset().union(
    *(lexicon(kind) for kind in ("count_noun", "thing", "object", "organ", "person", "property", "noun_of"))
)
"""Nouns that are no part of a name."""
_SHORTEST = 3
_NEAR = 4
_ENDED = compiled(r"[.!?][\"”)]? [A-Z]")
_SMALL = lexicon("small_in_titles")
_WINDOWS = compiled(r"\bwindows(?= (?:7|8|8\.1|10|11|XP|Vista)\b(?! ?(?:of|and|in|are|were|for|on)\b))")


@rule(
    "case",
    fixes={},
    suggests={
        "You should feed the Baby when a baby is hungry.": "You should feed the baby when a baby is hungry.",
        "You are Sleeping, but the brain is awake.": "You are sleeping, but the brain is awake.",
        "The hospital is far, but go to the Hospital at once.": "The hospital is far, but go to the hospital at once.",
        "His ears hurt: he breathes often, Ears are red.": "His ears hurt: he breathes often, ears are red.",
        "The soil is dry, as long as the Pot is hot.": "The soil is dry, as long as the pot is hot.",
    },
    keeps=(
        "The Baby Blues of a baby",
        "Press the Start button now.",
        "Go to the Party with the party.",
        "We are Christian and they are not.",
        "The skin is dry Then it cracks.",
        "Read the Big Blue book, which is big.",
        "Mind the Monday rush.",
        "The hospital is far, said the Hospital of Saint Anne.",
        "It may be that the Achilles tendon is strained.",
    ),
    kinds=("text",),
    trigger=r"[a-z],? [A-Z][a-z]",
    again=True,
)
def stray_capital_of_noun(passage: Passage) -> Iterator[Change]:
    """Take the capital from a common word inside a sentence: behind a word that can't end one or a comma, where the
    article writes it small elsewhere, or where it is a participle; in an article that shows its translation, from
    common things behind an article or a possessive, too. Names, and what names are made of, stay; in a lone sentence
    nothing tells what is one."""
    words, context = passage.words, passage.context
    for n in range(1, len(words)):
        word, before = words[n], words[n - 1]
        if not _stray(passage.text, words, n):
            continue
        small = _written_small(passage, word.low)
        if context.is_name(word.text) and not small:
            continue
        if before.low in _STATES and word.low.endswith(("ing", "ed")):
            yield Change(word.start, word.start + 1, word.low[0], safe=context.evident)
        elif small or (before.low in _DETERMINERS and word.low in COMMON):
            safe = context.evident if small else context.literal
            yield Change(word.start, word.start + 1, word.low[0], safe=safe)


def _written_small(passage: Passage, word: str) -> bool:
    """Whether the article, or a lone passage that knows of none, writes a word small."""
    known = passage.context.writes_small(word)
    if known is None:
        known = word in names.lower_words([Block(0, "text", 0, len(passage.text), passage.text)])
    return known


def _stray(text: str, words: Sequence[Word], n: int) -> bool:
    """Whether a word's capital stands alone between small words where no sentence can begin, and is no name's."""
    word, before = words[n], words[n - 1]
    if len(word.text) < _SHORTEST or not word.text.istitle() or not word.text.isascii() or not before.text.islower():
        return False
    gap, after = text[before.end : word.start], text[word.end : word.end + 2]
    if not ((gap == " " and before.low in NO_END) or gap == ", "):
        return False
    next_word = words[n + 1].low if n + 1 < len(words) else ""
    if not (after[:1] in ("", ",", ".", ";") or (after[:1] == " " and after[1:].islower())) or next_word in NAMING:
        return False
    if word.low in OFTEN_NAMED or word.low in capitals() or word.low in FUNCTION or not known(word.low):
        return False
    return not titled(text, word.start, words[n - 1 :: -1]) and not titled(text, word.end, words[n + 1 :])


def titled(text: str, edge: int, near: Sequence[Word]) -> bool:
    """Whether the first of these words, in the sentence of the offset `edge`, that carries a meaning has a capital, and
    not only because the sentence begins."""
    word = next((w for w in near[:_NEAR] if w.low not in FUNCTION), None)
    if word is None or not word.text[0].isupper() or starts_sentence(text, word.start):
        return False
    return _ENDED.search(text, min(edge, word.end), max(edge, word.start)) is None


@rule(
    "case",
    fixes={"Why the Laptop Dies and How to Overcome it": "Why the Laptop Dies and How to Overcome It"},
    keeps=(
        "Why the laptop dies and how to overcome it",
        "Signs of a Cold in the Elderly",
        "Five Signs That the iPhone Is Old",
        "Why Does It Itch?",
        "The Best of Wild and Free",
        "The Whole Plan of the Brave .doc Format",
    ),
    kinds=("title", "heading", "item-title"),
    trigger=r"[A-Z][a-z]+ [a-z]",
    last=True,
)
def capital_in_title(passage: Passage) -> Iterator[Change]:
    """Give the one word that lacks it its capital in a title all of whose other words have theirs."""
    longer = [w for w in passage.words if w.low not in _SMALL and w.text.isalpha()]
    small = [w for w in longer if w.text.islower()]
    if len(small) == 1 and len(longer) >= 5 and all(w.text[0].isupper() for w in longer if w is not small[0]):
        word = small[0]
        if known(word.low) and passage.text[word.start - 1 : word.start] not in ("-", ".", "_"):
            yield Change(word.start, word.start + 1, word.text[0].upper())


@rule(
    "case",
    fixes={"After moving to windows 11 it is slow.": "After moving to Windows 11 it is slow."},
    keeps=("Open windows 10 minutes a day.", "The house has windows 7 of which are new.", "Windows 11 is new."),
    trigger=_WINDOWS.pattern,
)
def capital_of_windows(passage: Passage) -> Iterator[Change]:
    """Write the system's name with its capital, where its version follows and ends the phrase."""
    for m in passage.find(_WINDOWS):
        if re.match(
            r" \S+(?: (?:it|they|the|a|is|was|or|not|to|you|I|your|been)\b|[,.;:)]|\Z)", passage.text[m.end() :]
        ):
            yield Change(m.start(), m.start() + 1, "W")
