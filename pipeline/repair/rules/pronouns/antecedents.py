"""Pronouns by what the paragraph speaks of: one child is he or she throughout, children have their eyes, what somebody
does is done with the own hands of somebody.

Only an article that was translated word for word is changed.
"""

import re
from collections.abc import Iterable

from pipeline.compiled import compiled
from pipeline.repair.inflection import capital_like
from pipeline.repair.lexicon import any_of, words
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.pronouns.forms import LIVING

_CHILD = compiled(
    r"(?i)\b(?:the|your|an?|this|that|their|our|my) (?:[a-z]+ )?(?:baby|child|infant|newborn|toddler|kid)\b"
)
_NOBODY = set(
    "baby child infant newborn toddler kid babies fetus kids god people parents parent who whoever himself him"
    " pediatrician doctor specialist nurse children infants".split()
)
_ELSE = any_of((words("female") | words("person") | LIVING) - _NOBODY | set("girl boy nest puppy kitten chick".split()))
_NOBODY_ELSE = compiled(
    rf"(?i:\b(?:{_ELSE}|granny|sister|brother|daughter)s?\b)|\b(?:Mr|Mrs|Ms|Miss|Aunt|Uncle|Dr)\b|[\"“”]"
)
_EITHER = compiled(r"\b(?:he|him|his|she|her)(?: or |/)(?:he|him|his|she|her)\b", re.I)
_HE = compiled(r"\b(?:[Hh]e|[Hh]im|[Hh]is|[Hh]imself)\b")
_SHE = compiled(r"\b(?:[Ss]he|[Hh]er|[Hh]ers|[Hh]erself)\b")
_TO_HE = {"she": "he", "herself": "himself", "her": "his"}
_ALONE = compiled(r"[.,;!?]|$| (?:to|that|and|or|in|on|at|for|from|with|out|up|off|when|if|a|the|as|by|not|be|more)\b")
"""What follows her where it is no possessive."""
_TO_SHE = {"he": "she", "him": "her", "his": "her", "himself": "herself"}


@rule(
    "grammar",
    fixes={
        "If the child rubs his nose, it bleeds when she blows it. Feed him well.": (
            "If the child rubs his nose, it bleeds when he blows it. Feed him well."
        ),
        "The baby grinds her teeth. If he has pain, take him to a doctor.": (
            "The baby grinds his teeth. If he has pain, take him to a doctor."
        ),
    },
    keeps=(
        "If the child rubs his nose, it bleeds when he blows it.",
        "The child rubs his nose when she, the mother, comes.",
        "The baby wants his or her bottle, and she cries. He sleeps.",
        "The baby holds his head up. Her brother sleeps.",
    ),
    trigger=r"\b(?:[Ss]he|[Hh]e|[Hh]er)\b",
    kinds=("text",),
    translated_only=True,
)
def one_child(passage: Passage) -> Iterable[Change]:
    """Let one child be he or she throughout its paragraph, as most of its pronouns say, where nobody else is named."""
    text = passage.text
    if _CHILD.search(text) is None or _NOBODY_ELSE.search(text) or _EITHER.search(text):
        return
    men, women = list(passage.find(_HE)), list(passage.find(_SHE))
    if not men or not women or len(men) == len(women):
        return
    if passage.names_somebody:
        return
    new = _TO_HE if len(men) > len(women) else _TO_SHE
    for match in women if new is _TO_HE else men:
        low = match[0].lower()
        if low in new:
            after = "him" if low == "her" and _ALONE.match(text, match.end()) else new[low]
            yield Change(*match.span(), capital_like(match[0], after))


_SEVERAL = any_of(words("plural_people") | set("kids students newborns toddlers teenagers beginners adults".split()))
_OF_SEVERAL = compiled(
    rf"\b(?:{_SEVERAL})\b[^.!?;:\n]{{3,60}}?\b(?P<his>his) (?=(?:own |whole |little )?(?:eyes|teeth|bod(?:y|ies)|hands"
    r"|feet|legs|hair|skin|heads?|hearts?|bones|backs?|knees|ears|faces?|mouths?|stomachs?|parents|homes?|children|health|lives|life|weight|diet)\b)",
    re.I,
)
_MANY = words("plural_people") | set("animals cats dogs pets hens pigs birds sheep fish babies kids sons males".split())
_ONE_PERSON = compiled(rf"(?i)\b(?:{any_of(LIVING - _MANY)}|he|she|him|her|each|every|one|who)\b")


@rule(
    "grammar",
    fixes={"Children grow fast, and his eyes change too.": "Children grow fast, and their eyes change too."},
    keeps=(
        "Children grow fast, and their eyes change too.",
        "Children love their teacher and his hands.",
        "He said that children like his face.",
    ),
    trigger=r"\bhis [a-z]",
    kinds=("text",),
    translated_only=True,
)
def their_of_several(passage: Passage) -> Iterable[Change]:
    """Write their for his where only several people are spoken of (children grow fast, and his eyes change)."""
    for match in passage.find(_OF_SEVERAL):
        if _ONE_PERSON.search(passage.text, 0, match.start("his")) or passage.names_somebody:
            continue
        yield Change(*match.span("his"), "their")


_OWN = compiled(
    r"\b(?:on|in|with|by|from|to|for|of|at|use|trust|protect|damage|clean|wash|bring|know)(?P<gap> )own"
    r" (?=(?!(?:goal|brand|risk|label)\b)[a-z]+(?:[.,;:!?)]|$| [a-z]))"
)
_WHOSE = {
    "you": "your", "it": "its", "they": "their", "he": "his", "she": "her", "i": "my", "we": "our",
    "your": "your", "its": "its", "their": "their", "his": "his", "her": "her", "my": "my", "our": "our",
}  # fmt: skip
_PRONOUN = compiled(rf"\b(?:{any_of(_WHOSE)})\b", re.I)


@rule(
    "grammar",
    fixes={
        "It pulls out the hairs on own chest.": "It pulls out the hairs on its own chest.",
        "If you do it with own hands, it is cheap.": "If you do it with your own hands, it is cheap.",
    },
    keeps=(
        "It pulls out the hairs on its own chest.",
        "The firm's own brand and the hens' own eggs.",
        "They sold it to own brand shops, and those to own shares.",
    ),
    trigger=r"\bown [a-z]",
    kinds=("text",),
    translated_only=True,
)
def whose_own(passage: Passage) -> Iterable[Change]:
    """Say whose own something is, as the first pronoun of its clause tells (it pulls the hairs on own chest)."""
    for match in passage.find(_OWN):
        start, _ = passage.sentence(match.start())
        start = max(start, passage.text.rfind(",", start, match.start()))
        who = _PRONOUN.search(passage.text, start, match.start())
        if who is not None and not match[0].startswith("to own"):
            yield Change(*match.span("gap"), f" {_WHOSE[who[0].lower()]} ")
