"""The article of what something is compared with (as big as walnut), and of the thing that a question asks about."""

from collections.abc import Iterable
from functools import partial

from pipeline.compiled import compiled
from pipeline.repair.lexicon import words
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.articles.noun_phrase import END, insert_a, insert_the
from pipeline.repair.rules.articles.noun_window import COUNTABLE, modifies
from pipeline.repair.rules.articles.nouns import ONE

_COMPARED = compiled(rf"\bas (?!(?:far|long|well|soon|much|many) )[a-z]+ as ((?:[a-z]+ )?([a-z]+)){END}")
_THAN = compiled(rf"\b(?:(?!rather|other|either|whether)[a-z]{{2,}}er|(?:more|less) (?!of\b)[a-z]+) than ([a-z]+){END}")
_COMPARISONS = COUNTABLE | words("food_by_piece")
_ASKED = compiled(
    r"\b[Ww](?:hy|hen|here|hat) (?:does|is|did|has|was|should|can|will) (?=([a-z]+) ([a-z']+)\b(?: ([a-z']+)\b)?)"
)
_ASKED_OF = (
    words("verb_only")
    | words("verb_too")
    | words("pure_verb")
    | frozenset(
        "be not always often still suddenly never only in on under from at so too become have get need keep".split()
    )
)


@rule(
    "grammar",
    fixes={
        "The stone is as big as walnut.": "The stone is as big as a walnut.",
        "Why does kettle leak?": "Why does the kettle leak?",
        "The cat is bigger than rabbit.": "The cat is bigger than a rabbit.",
    },
    keeps=(
        "The stone is as big as a walnut.",
        "Why does the kettle leak?",
        "Why does dog food smell?",
        "As soon as reason wins. It is better than nothing, and more than seller and buyer want.",
    ),
    trigger=r"\b(?:than|as [a-z]+ as|[Ww]h(?:y|en|ere|at) (?:does|is|did|has|was|should|can|will)) [a-z]",
    translated_only=True,
)
def bare_compared(passage: Passage) -> Iterable[Change]:
    """Add the article of what something is as big as, and of the thing that a question asks about."""
    for match in passage.find(_COMPARED):
        if match[2] in _COMPARISONS and modifies(match[1].split()[0]):
            yield insert_a(passage, match.start(1))
    for match in passage.find(_THAN):
        if match[1] in COUNTABLE:
            yield (insert_the if match[1] in ONE else partial(insert_a, passage))(match.start(1))
    for match in passage.find(_ASKED):
        first, second, third = match.groups()
        compound = second in words("verb_too") and third in _ASKED_OF  # why does tap water smell
        one = first in COUNTABLE and second in _ASKED_OF and not compound
        if (one or (second in COUNTABLE and third in _ASKED_OF)) and modifies(first):
            yield insert_the(match.start(1))
