"""Clauses that a full stop cut off from what they belong to, in articles translated word for word."""

from collections.abc import Iterator

from pipeline.compiled import compiled
from pipeline.repair.inflection import verb_forms
from pipeline.repair.lexicon import words
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.common import FINITE

_WHICH = compiled(
    r"(?<=[a-z]{3})\. Which(?= (?:is|are|was|were|can|will|may|has|have|makes?|causes?|leads?|helps?|brings?)\b"
    r"(?! (?:why|what|how|when|where|better|best|one|of|the (?:best|right|reason)|your|you|it|this)\b)"
    r"[^.!?:\"“”]{3,200}(?:\.|\Z))"
)
_BECAUSE = compiled(r"(?<=[a-z]{3})\. Because(?= (?!of\b)(?P<said>[^.!?:;,\"“”\n]{8,160})(?:\.|\Z))")
_TO = compiled(r"(?<=[a-z]{3})\. To(?= (?!be continued\b)[a-z]+ (?P<said>[^.!?:;,\"“”\n]{4,100})(?:\.(?= |\Z)|\Z))")
_DOES = frozenset(verb_forms(verb)[1] for verb in words("pure_verb"))
"""Verbs whose subject an infinitive may be, also where the parse takes them for nouns (to walk lengthens life)."""
_FEWEST = 4
"""Words that a sentence has to which something was cut off."""


def _before(passage: Passage, stop: int) -> int:
    """How many words the sentence has that ends in this stop."""
    return passage.text[passage.sentence(max(0, stop - 1))[0] : stop].count(" ") + 1


@rule(
    "punctuation",
    fixes={
        "Inside the tooth there is pulp. Which is full of nerves.": (
            "Inside the tooth there is pulp, which is full of nerves."
        ),
    },
    keeps=(
        "There are two pots. Which is better?",
        "It froze. Which is why it cracked.",
        "There are two pots. Which one is yours.",
        "Take one. Which is the best of them",
        "There is pulp, which is full of nerves.",
    ),
    trigger=r"\. Which\b",
    translated_only=True,
)
def clause_cut_off(passage: Passage) -> Iterator[Change]:
    """Join a clause with “which” to the sentence from which a full stop cut it."""
    for m in passage.find(_WHICH):
        if _before(passage, m.start()) >= _FEWEST:
            yield Change(m.start(), m.end(), ", which")


@rule(
    "punctuation",
    fixes={
        "At night the pain is stronger. Because lying down sends more blood to the head.": (
            "At night the pain is stronger because lying down sends more blood to the head."
        ),
        "Some people hold ice in the mouth. To relieve it for a while.": (
            "Some people hold ice in the mouth to relieve it for a while."
        ),
    },
    keeps=(
        "At night it hurts. Because there is no room they grow crooked.",
        "Why does it hurt? Because the gum is sore.",
        "It is cold today, they say. Because of this we stay in.",
        "This is what we want. To sleep more is good.",
        "The story ends there today. To be continued.",
        "Once in spring is enough for it. To prune in autumn weakens bush.",
        "Some people use ice. To your health.",
        "He took ice. To me it looked fine.",
    ),
    trigger=r"\. (?:Because|To)\b",
    parses=True,
    translated_only=True,
)
def reason_cut_off(passage: Passage) -> Iterator[Change]:
    """Join a reason or an aim that has no main clause of its own to the sentence from which a full stop cut it."""
    for pattern in (_BECAUSE, _TO):
        for m in passage.find(pattern):
            doc, at = passage.sentence_at(m.end())
            said = doc.char_span(m.start("said") - at, m.end("said") - at, alignment_mode="expand")
            if said is None or _before(passage, m.start()) < _FEWEST:
                continue
            finite = sum(t.tag_ in FINITE for t in said)
            aim = pattern is _TO and not finite and said[0].i > 0 and said[0].nbor(-1).tag_ == "VB"
            aim = aim and all(t.lower_ not in _DOES for t in said)
            if aim or (pattern is _BECAUSE and finite == 1):
                word = "to" if aim else "because"
                yield Change(m.start(), m.end(), f" {word}")
