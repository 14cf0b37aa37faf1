"""Another, a few and a hundred, the article of an owner (mother's rest), and what is eaten by the piece in a list."""

import re
from collections.abc import Iterable

from pipeline.compiled import compiled
from pipeline.repair.inflection import plural
from pipeline.repair.lexicon import any_of, words
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.articles.noun_phrase import END, insert_the

_ONE_OF_MANY = (words("countable") | words("countable_described")) - words("measure") - {"one"}
_ONE_OF_TWO = frozenset("leg arm hand foot knee eye ear side end half shoulder cheek".split())
_OTHER_ONE = compiled(
    r"(?<!\b(?:the|any) )(?<!\bno )(?<!\b(?:some|each) )(?<!\bevery )"
    r"(?<!\b(?:our|her|his|its|one) )(?<!\b(?:your|this|that|most|many) )"
    r"(?<!\bmy )(?<!['’]s )(?<!\bno )(?<!\b(?:their|these|those) )"
    rf"\b(other) ([a-z]+){END}",
    re.I,
)
_FEW_OF = compiled(
    r"\b(?:in|for|after|within|from|pokes?|drink|eat|takes?|add|put|cut|give|wait|buy|drop|pick|only after) (few)"
    r" (?:[a-z]+ )?(?=[a-z]+s\b)",
    re.I,
)
_HUNDRED = compiled(
    r"\b(?:about|than|in|for|to|promises|costs?|has|have|with|over|nearly|almost|at)"
    r" ((?:hundred|thousand|million) (?=[a-z]+s?\b))"
)


@rule(
    "grammar",
    fixes={
        "It heard the song of other canary.": "It heard the song of another canary.",
        "Poke few holes in the soil.": "Poke a few holes in the soil.",
        "It costs about hundred dollars.": "It costs about a hundred dollars.",
    },
    keeps=(
        "It heard the song of the other canary.",
        "He was a man of few words.",
        "It costs about two hundred dollars.",
        "It is of few interests to us. My other dog is old.",
    ),
    trigger=r"\b(?:other|few|hundred|thousand|million) [a-z]",
    kinds=("text",),
    translated_only=True,
)
def bare_quantity(passage: Passage) -> Iterable[Change]:
    """Write another before one thing, a few before what is counted, and a hundred."""
    for match in passage.find(_OTHER_ONE):
        if match[2].lower() in _ONE_OF_TWO and match[1].islower():
            yield insert_the(match.start(1))
        elif match[2].lower() in _ONE_OF_MANY:
            yield Change(*match.span(1), "another")
    for match in passage.find(_FEW_OF):
        yield Change(*match.span(1), "a few")
    for match in passage.find(_HUNDRED):
        yield Change(match.start(1), match.start(1), "a ")


_OWNER = "mother|baby|child|fetus|patient|woman|girl|boy|man|dog|cat|bird|infant|newborn|plant|user|customer|kitten"
_OWNERS = compiled(
    r"\b(?:affects?|of|in|on|for|to|with|by|from|improves?|that|because|if|when|into|reduces?|keeps?"
    r"|about|protects?|and|cut|clean|touch|rub|wash|check|wipe|under|around|behind|near)"
    rf" (?=(?:pregnant |young |new |sick )?(?:{_OWNER})['’]s [a-z])"
)


@rule(
    "grammar",
    fixes={"Cramps seriously affect mother's rest.": "Cramps seriously affect the mother's rest."},
    keeps=("Cramps seriously affect the mother's rest.", "Men and women's rest.", "It is a store for women's shoes."),
    trigger=rf"\b(?:{_OWNER})['’]s [a-z]",
    kinds=("text",),
    translated_only=True,
)
def bare_owner(passage: Passage) -> Iterable[Change]:
    """Add the article that the owner of something lacks (mother's rest)."""
    for match in passage.find(_OWNERS):
        yield insert_the(match.end())


_ITEM = compiled(rf"(?<=[a-z]s), ({any_of(words('food_by_piece'))})(?=(?:,|,? (?:and|or)) (?:[a-z]+ )?[a-z]+s\b)")


@rule(
    "grammar",
    fixes={"Eat coarse grains, egg and green vegetables.": "Eat coarse grains, eggs and green vegetables."},
    keeps=("Eat coarse grains, eggs and green vegetables.", "Eat fish, egg and milk."),
    trigger=rf"[a-z]s, (?:{any_of(words('food_by_piece'))})(?:,| )",
    translated_only=True,
)
def singular_in_list(passage: Passage) -> Iterable[Change]:
    """Put what is eaten by the piece in the plural, where it stands in a list of plurals."""
    for match in passage.find(_ITEM):
        yield Change(*match.span(1), plural(match[1]))
