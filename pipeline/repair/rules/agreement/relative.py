"""The verb of a relative clause: people who has, a plant that need, ..., which do harm."""

import re
from collections.abc import Iterable

from pipeline.compiled import compiled
from pipeline.repair.inflection import verb_forms
from pipeline.repair.lexicon import alternatives, any_of, words
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.agreement.bare_verbs import ALL_VERBS
from pipeline.repair.rules.agreement.mood import indicative
from pipeline.repair.rules.agreement.verbs import ADVERB, THIRD, clause
from pipeline.repair.rules.common import known

_WHO_THIRD = THIRD | {
    verb_forms(base)[1]: base
    for base in words("pure_verb")
    | words("verb_too")
    | words("verb_and_noun")
    | words("handled")
    | words("verb")
    | {"sit"}
}
_WHO = compiled(
    rf"\b((?i:people|children|women|men|parents|mothers|patients|babies|those|infants|friends|users|girls|boys|students"
    rf"|owners|workers|beginners|gardeners|novices) who {ADVERB})(?:({any_of(_WHO_THIRD)})\b"
    r"|(?P<other>[a-z]{3,}[^\Wsui]s) (?=(?:it|them|the|an?|your|their|to|in|on|at|with|for)\b))"
)
_NO_VERB = frozenset("always sometimes nowadays perhaps besides afterwards indoors outdoors thus plus towards".split())
_SYSTEM_THAT = compiled(
    rf"\b((?:a|an|this|each|every|another) (?:[a-z]+ )?(?:{alternatives('count_noun')}) (?:that|which) {ADVERB})"
    rf"({alternatives('verb_only')}) (?=(?:the|a|an|your|to|from|of|in|on|with|more|too|it|them|us|you|people"
    rf"|information)\b)"
)
_AND_THIS = compiled(
    rf", which {ADVERB}((?!(?:need|feed|breed|read)\b)(?:{alternatives('verb_only')}|do|cause|affect|harm|show))"
    r" (?=(?:the|a|an|your|its|that|to|great|serious|more|too|it|them|us|you|people|harm|damage|good)\b)"
)
_ANY_PLURAL = compiled(r"\b(?:people|children|women|men|teeth|feet|both|and|or|they|[a-z]{2,}[^\Wsui]s)\b(?! is\b)")
_BARE_THAT = compiled(
    rf"(?<!and )(?<!or )(?<!, )\b((?:{alternatives('count_noun')}) (?:that"
    rf"|which) {ADVERB})({alternatives('verb_only')})"
    r" (?=(?:the|a|an|your|more|too|it|them|us|you|people|information|all|both)\b)"
)


_SAME_IN_PLURAL = frozenset("fish sheep series species pair people person part kind type way reason fact".split())
_ONE = (
    words("countable") | words("countable_described") | words("acting_mass") | words("object") | words("body_part")
) - _SAME_IN_PLURAL
_OF_PEOPLE = set(
    "forget know want think see hear like love hate prefer believe need choose buy say tell use read".split()
)
"""What only people do; of a thing it is done, and who does it is left out (the file that forget to save)."""
_PURE_ACTS = words("verb_only") - _OF_PEOPLE
_ACTS_ON = (ALL_VERBS | words("verb_too") | words("handled")) - words("verb_only") - _OF_PEOPLE
_STAYS = (words("pure_verb") | set("stay stand sit hang lie run fall turn leak pop".split())) - _PURE_ACTS - _OF_PEOPLE
_THING_THAT = compiled(r"(?<=[a-z]) (?:that|which) (?P<verb>[a-z]+) (?P<next>[a-z]+)")
_THINGS = frozenset("the a an your its it them him us".split())
_PLACES = frozenset("in on at to from with into up out off down well for".split())
_LED_ON = frozenset(
    "of in on with for from and or as at by to under near between like such all many some most into onto about".split()
)
_NAMES_ONE = frozenset("the a an this each every any".split())


@rule(
    "grammar",
    fixes={
        "A lamp which stay in water rusts.": "A lamp which stays in water rusts.",
        "They give off gas that wake the eyes.": "They give off gas that wakes the eyes.",
        "Itching that affect sleep is bad.": "Itching that affects sleep is bad.",
    },
    keeps=(
        "A lamp which stays in water rusts.",
        "The leaves of the plant that need the sun are old, and a lamp and a pot that stay in water rust.",
        "It is a lamp that heat pumps run on.",
    ),
    trigger=r"[a-z] (?:that|which) [a-z]+ [a-z]",
    translated_only=True,
)
def verb_of_thing_that(passage: Passage) -> Iterable[Change]:
    """Give the verb behind one thing that, or which, its -s (a lamp which stay in water)."""
    for match in passage.find(_THING_THAT):
        verb, following = match["verb"], match["next"]
        acts = verb in _PURE_ACTS or (verb in _ACTS_ON and following in _THINGS)
        if not acts and not (verb in _STAYS and following in _PLACES):
            continue
        before, _, noun = passage.text[max(0, match.start() - 60) : match.start()].rpartition(" ")
        doing = noun.endswith("ing") and len(noun) > 6 and not noun.endswith(("thing", "building"))
        if (noun in _ONE or doing) and not _belongs(before) and indicative(passage, match.start() - len(noun)):
            yield Change(*match.span("verb"), verb_forms(verb)[1])


def _belongs(left: str) -> bool:
    """Whether a noun may belong to another before it, which the clause behind it tells more about instead. left: what
    stands before the noun."""
    before = re.split(r"[.,;:!?\n]", left)[-1].lower().split()
    while before and (before[-1] in _NAMES_ONE or (len(before) > 1 and before[-2] in _NAMES_ONE)):
        before.pop()
    return not _LED_ON.isdisjoint(before[-2:])


@rule(
    "grammar",
    fixes={
        "People who has a cold should rest.": "People who have a cold should rest.",
        "Girls who sits all day should walk.": "Girls who sit all day should walk.",
        "It is a plant that need the sun.": "It is a plant that needs the sun.",
        "You wash too often, which do harm to the skin.": "You wash too often, which does harm to the skin.",
    },
    keeps=(
        "People who have a cold should rest.",
        "One of the people who has a cold is here.",
        "I suggest that each patient that need be met.",
        "Use leaves, which cause the rash. He has two sons, which do good.",
        "Those who always the same way go, and people who outdoors in the sun work.",
    ),
    trigger=r"\b(?:who|that|which) [a-z]",
)
def relative_clause_verb(passage: Passage) -> Iterable[Change]:
    """Make the verb of a relative clause agree with people, those and women, and with a noun behind a, this, each."""
    text = passage.text
    for match in passage.find(_WHO):
        if re.search(r"\b(?:one|each|none|either|neither) of (?:\w+ ){0,2}$", text[: match.start()], re.I):
            continue
        if match["other"] is None:
            yield Change(*match.span(2), _WHO_THIRD[match[2]])
        elif match["other"] not in _NO_VERB and passage.context.literal and known(match["other"][:-1]):
            yield Change(match.end("other") - 1, match.end("other"), "")
    for match in passage.find(_AND_THIS):
        if indicative(passage, match.start()) and not _ANY_PLURAL.search(clause(text[: match.start()])):
            yield Change(*match.span(1), verb_forms(match[1])[1])
    for match in passage.find(_BARE_THAT):
        left = text[: match.start()]
        plural_before = re.search(
            r"(?:s|people|children|two|three|both|these|many|some|and|or|all) (?:of )?(?:[a-z]+ )?$", left
        )
        if (
            indicative(passage, match.start())
            and not plural_before
            and not _SYSTEM_THAT.search(text, match.start() - 20)
        ):
            yield Change(*match.span(2), verb_forms(match[2])[1])
    for match in passage.find(_SYSTEM_THAT):
        if indicative(passage, match.start()) and not re.search(r"\b(?:and|or|of) $", text[: match.start()]):
            yield Change(*match.span(2), verb_forms(match[2])[1])
