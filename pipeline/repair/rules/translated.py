"""What only an article translated word for word has so often that it may be mended: instruments with `by`, measures
without `of`, adverbs before is, the base form behind when.
"""

import re
from collections.abc import Iterable

from pipeline.repair.inflection import verb_forms
from pipeline.repair.lexicon import alternatives, words
from pipeline.repair.rule import Change, Passage, rule

_THIRDS = {verb_forms(base)[1]: base for base in words("verb_only") | (words("transitive") - words("verb_too"))}
_MODAL_THIRD = re.compile(
    r"(?<=[a-z] )(?<!\bthe )(?<!\bhis )(?<!\bher )(?<!\bits )(?<!\ba )(?<!\bThe )"
    r"(?:can|could|will|would|should|may|might|must)"
    rf" (?:also |not |easily |gradually |slowly |still |even )?({'|'.join(sorted(_THIRDS, key=len, reverse=True))})\b"
)


@rule(
    "grammar",
    fixes={"The calcium in the blood will decreases.": "The calcium in the blood will decrease."},
    keeps=("The calcium in the blood will decrease.", "Against his will reads the note.", "The can contains soup."),
    trigger=r"\b(?:can|could|will|would|should|may|might|must) (?:[a-z]+ )?[a-z]+s\b",
    translated_only=True,
)
def base_behind_modal(passage: Passage) -> Iterable[Change]:
    """Put a verb in the third person behind a modal into its base form (will decreases)."""
    for match in passage.find(_MODAL_THIRD):
        yield Change(*match.span(1), _THIRDS[match[1]])


_WALKING = (
    "walk|sit|stand|sleep|run|squat|lie|kneel|jump|climb|breathe|cough|sneeze|urinate|exercise|swim|drive|speak|chew"
)
_WHEN = re.compile(
    rf"\b(?:[Ww]hen|[Ww]hile|[Bb]efore|[Aa]fter) ({_WALKING}|go|come|get|wake|turn|lift|return|enter|move)"
    r"(?= (?:on|in|to|up|down|out|at|into|back|home|for|over|around|outside|off|fast|too)\b)"
)


@rule(
    "grammar",
    fixes={"It hurts when walk on hard ground.": "It hurts when walking on hard ground."},
    keeps=(
        "It hurts when walking on hard ground.",
        "It hurts when sleep is short.",
        "Know when to walk on, and when turn three is near.",
        "That was the day before run after run.",
    ),
    trigger=rf"(?i)\b(?:when|while|before|after) (?:{_WALKING}|go|come|get|wake|turn|lift|return|enter|move) ",
    translated_only=True,
)
def gerund_behind_when(passage: Passage) -> Iterable[Change]:
    """Put a verb of moving or resting behind when, while, before and after into its -ing form (when walk on)."""
    for match in passage.find(_WHEN):
        yield Change(*match.span(1), verb_forms(match[1])[4])


_TREATED = (
    r"wrap(?:s|ped|ping)?|cover(?:s|ed|ing)?|wash(?:es|ed|ing)?|wip(?:e|es|ed|ing)|clean(?:s|ed|ing)?|rub(?:s|bed|bing)?"
    r"|rins(?:e|es|ed|ing)|spray(?:s|ed|ing)?|massag(?:e|es|ed|ing)|t(?:ie|ies|ied|ying)|fill(?:s|ed|ing)?"
    r"|brush(?:es|ed|ing)?|scrub(?:s|bed|bing)?|dr(?:y|ies|ied|ying)|loosen(?:s|ed|ing)?|sprinkl(?:e|es|ed|ing)"
)
_BY = re.compile(
    rf"\b((?i:{_TREATED}))((?: (?:it|them|him|her|(?:the|your|its|his|a) (?:[a-z]+ )?[a-z]+))?) (by)"
    rf" (?=(?:(?:an?|the|your) )?(?:[a-z]+ )?(?:{alternatives('instrument')})\b)"
)


@rule(
    "grammar",
    fixes={
        "Wrap the ice bag by a towel.": "Wrap the ice bag in a towel.",
        "It is sprayed by a salt solution.": "It is sprayed with a salt solution.",
    },
    keeps=(
        "Wrap the ice bag in a towel.",
        "It is washed by hand, and covered by the owner.",
        "They stood by the brush.",
        "It is cleaned by a man with a brush.",
    ),
    trigger=rf"\bby (?:[a-z]+ ){{0,2}}(?:{alternatives('instrument')})\b",
    translated_only=True,
)
def with_an_instrument(passage: Passage) -> Iterable[Change]:
    """Write with, or in, for `by` before the thing that something is wrapped, washed or sprayed with."""
    for match in passage.find(_BY):
        yield Change(*match.span(3), "in" if match[1].lower().startswith("wrap") else "with")


_SUBSTANCE = (
    "milk|water|tea|juice|soup|vinegar|honey|sugar|salt|oil|flour|rice|meat|fruit|vegetables|protein|calcium|food|bread"
    "|fish|nuts|wine"
)
_AMOUNT = re.compile(
    r"\b(?:\d+ ?|one |two |three |half a |several |a )"
    r"(ml|milliliters?|grams?|kg|kilograms?|lit(?:er|re)s?|cups?|glass(?:es)?|bowls?|bottles?|spoons?|spoonfuls?|slices?|pieces?|drops?)"
    rf" (?=(?:fresh |warm |hot |cold |boiled |clean |white |brown |pure )?(?:{_SUBSTANCE})\b(?! [a-z]+(?:er|or)\b))"
)


@rule(
    "grammar",
    fixes={"Drink 500 ml milk every day.": "Drink 500 ml of milk every day."},
    keeps=("Drink 500 ml of milk every day.", "Two glass bottles, two cup cakes.", "A bowl rice cooker."),
    trigger=rf" (?:{_SUBSTANCE})\b",
    kinds=("text",),
    translated_only=True,
)
def measure_of(passage: Passage) -> Iterable[Change]:
    """Add the `of` between a measure and what is measured (500 ml milk)."""
    for match in passage.find(_AMOUNT):
        yield Change(match.end(), match.end(), "of ")


_ADVERB_IS = re.compile(
    r"(?<=[a-z] )(?<!\bnot )(?<!\bNot )(?<!\bif )(?<!\bthere )(?<!\bthe )(?<!\bwhat )(?<!\bthat )"
    r"(?<!\bwho )(?<!\bwhich )"
    r"((only|often|usually|mainly|mostly) (is|are|was|were))"
    r" (?=(?:the|an?|very|more|called|caused|found|used)\b)"
)


@rule(
    "grammar",
    fixes={
        "Other food only is the supporting role.": "Other food is only the supporting role.",
    },
    keeps=(
        "Other food is only the supporting role.",
        "Not only is the food good, what only is a guess is not.",
    ),
    trigger=r"\b(?:only|often|usually|mainly|mostly) (?:is|are|was|were) ",
    translated_only=True,
)
def adverb_order(passage: Passage) -> Iterable[Change]:
    """Write the adverb behind is and are, where a noun or an adjective follows (only is the role)."""
    for match in passage.find(_ADVERB_IS):
        yield Change(*match.span(1), f"{match[3]} {match[2]}")
