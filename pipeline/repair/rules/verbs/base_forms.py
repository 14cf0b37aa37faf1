"""The form of a verb that the word before it rules, whatever the verb: do not holding, can not flies, is not
distribute, it is enough shake, ask the child shake, avoid to spray, is like step on, the valve must check.

Only an article that was translated word for word is changed.
"""

import re
from collections.abc import Iterable

from pipeline.compiled import compiled
from pipeline.repair.inflection import verb_forms
from pipeline.repair.lexicon import any_of, words
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.agreement.bare_verbs import ALL_VERBS
from pipeline.repair.rules.pronouns.forms import LIVING
from pipeline.repair.rules.verbs.auxiliaries import NO_PASSIVE

_VERBS = (
    ALL_VERBS
    | words("verb_and_noun")
    | words("handled")
    | words("passive_verb")
    | words("verb_in_other_parts")
    | {"fly"}
)
_SOME = any_of(_VERBS - {"like", "mind", "use"})
_OF_GERUND = {verb_forms(verb)[4]: verb for verb in _VERBS}
_OF_THIRD = {verb_forms(verb)[1]: verb for verb in _VERBS}
_DO_NOT = compiled(
    rf"\b(?:[Dd]o not|[Dd]on['’]t|[Dd]oes not|[Dd]oesn['’]t|[Dd]id not|[Dd]idn['’]t) (?P<verb>{any_of(_OF_GERUND)})\b"
)
_CAN_NOT = compiled(
    r"\b(?:can not|cannot|can['’]t|could not|will not|won['’]t|should not|must not|may not|might not"
    rf"|(?:do|did|does) not|don['’]t|didn['’]t|doesn['’]t) (?P<verb>{any_of(_OF_THIRD)})\b(?! (?:is|are)\b)"
)
_IS_NOT = compiled(
    rf"\b(?:is|are|was|were) not (?P<verb>{any_of(words('pure_verb') - NO_PASSIVE)})"
    r"(?=[.,;!]| (?:[a-z]+ly|well|yet|in|on|at|by|with|from|for|to|enough|again|and|or|when|before|after)\b)"
)
_AIMS = compiled(
    r"\b(?:what|all|thing|do|does|did|key|way|tip|advice|step|trick|point|rule|secret|method|solution|idea|job|task|aim"
    r"|goal|option|choice|answer|suggestion|best|first|second|third|last|next|important|mistake)\b[^.!?;]*$",
    re.I,
)


@rule(
    "grammar",
    fixes={
        "Do not holding the breath.": "Do not hold the breath.",
        "A fly can not flies in the wind.": "A fly can not fly in the wind.",
        "The force is not distribute evenly.": "The force is not distributed evenly.",
    },
    keeps=(
        "Do not hold the breath, and not holding it helps.",
        "What you can not needs no words are enough.",
        "The trick is not distribute it. What he does is not help.",
        "Always wins. She never passes the mark.",
    ),
    trigger=r"\b(?:not|don['’]t|can['’]t|cannot|won['’]t|\w+n['’]t) [a-z]",
    translated_only=True,
)
def form_behind_not(passage: Passage) -> Iterable[Change]:
    """Write the base form behind do not and can not, and the participle behind is not (do not holding)."""
    for match in passage.find(_DO_NOT):
        yield Change(*match.span("verb"), _OF_GERUND[match["verb"]])
    for match in passage.find(_CAN_NOT):
        if match["verb"] not in ("needs", "means"):
            yield Change(*match.span("verb"), _OF_THIRD[match["verb"]])
    for match in passage.find(_IS_NOT):
        if not _AIMS.search(passage.text, max(0, match.start() - 80), match.start()):
            yield Change(*match.span("verb"), verb_forms(match["verb"])[3])


_OBJECT = r"(?= (?:the|it|them|him|her|your|this|these|a|an|off|up|out|down|away|his)\b)"
_IT_IS = compiled(
    r"\b(?:[Ii]t is|[Ii]t['’]s|[Ii]t was) (?:not |very |also |more |quite )?(?:difficult|easy|easier|hard|enough"
    r"|possible|impossible|necessary|important|dangerous|better|best|forbidden|advisable|useful)"
    rf" (?P<verb>{_SOME}){_OBJECT}"
)
_HURRY = compiled(
    rf"\b(?:[Dd]on['’]t|[Dd]o not|[Nn]ever) (?:be in a )?(?:hurry|rush) (?P<verb>{_SOME}){_OBJECT}"
    rf"|\bin a hurry (?P<second>{_SOME}){_OBJECT}"
)
_ASK = compiled(
    r"\b[Aa]sk(?:s|ed|ing)? (?:(?:your|the|a|an|his|her|my|another) )?(?:family|child|friend|husband|wife|mother|father"
    r"|doctor|someone|somebody|him|her|them|people|neighbor|neighbour|seller|mechanic|technician|baby|partner|nurse"
    rf"|dentist|patient) (?P<verb>{_SOME}){_OBJECT}"
)
_AVOID = compiled(rf"\b(?:[Aa]void|[Aa]voids|[Aa]voided|[Aa]voiding) (?P<to>to (?P<verb>{_SOME}|put|cut|hit|use))\b")
_WHEN_DO = compiled(
    r"\b(?:[Ww]hen|[Ww]hile|[Bb]efore|[Aa]fter|[Bb]y) (?P<verb>do) (?=(?:this|that|so|it)\b(?![^.!\n]*\?))"
)
_LIKE = compiled(
    r"\b(?:is|are|was|feels|just) like"
    r" (?P<verb>step|walk|stand|sit|run|jump|sleep|swim|crawl|climb|fall|lie|drive|dance)"
    r"(?= (?:on|in|into|onto|under|over|through|up|down|out)\b)"
)
_BY_COOK = compiled(
    r"\b(?:by|before|after|without) (?P<verb>cook|bake|close|brew|grind|sneeze|swallow|cough|shave|yawn)"
    r"(?=[.;!]|,(?! (?:and|or)\b))"
)


@rule(
    "grammar",
    fixes={
        "It is enough shake off the earth.": "It is enough to shake off the earth.",
        "Don't be in a hurry throw it away.": "Don't be in a hurry to throw it away.",
        "Ask the child shake the head.": "Ask the child to shake the head.",
        "Avoid to spray it, and avoid to put it there.": "Avoid spraying it, and avoid putting it there.",
        "Each step is like step on a stone, so stop when do this.": (
            "Each step is like stepping on a stone, so stop when doing this."
        ),
        "It is not destroyed by cook.": "It is not destroyed by cooking.",
    },
    keeps=(
        "It is enough to shake off the earth. It is enough water for it.",
        "It is hard work, and it is best practice in it.",
        "Ask the child to shake the head. Ask the family doctor.",
        "Avoid spraying it. To avoid, to spray less.",
        "When do this and that help? It looks like rain on the roof.",
        "The soup was made by the cook. Stop by, cook for us.",
    ),
    trigger=r"(?i)\b(?:is|was|it['’]s|hurry|rush|ask|asks|asked|asking|avoid|avoids|avoided|avoiding|when|while|before"
    r"|after|by|without|like) ",
    translated_only=True,
)
def form_by_the_word_before(passage: Passage) -> Iterable[Change]:
    """Write to behind it is enough and ask somebody, and -ing behind avoid, is like, and by (avoid to spray)."""
    for pattern in (_IT_IS, _HURRY, _ASK):
        for match in passage.find(pattern):
            at = match.start(match.lastgroup or 0)
            yield Change(at, at, "to ")
    for match in passage.find(_AVOID):
        yield Change(*match.span("to"), verb_forms(match["verb"])[4])
    for pattern in (_WHEN_DO, _LIKE, _BY_COOK):
        for match in passage.find(pattern):
            yield Change(*match.span("verb"), verb_forms(match["verb"])[4])


_TOOLS = words("instrument") | words("instrument_too") | set("cleaner machine robot washer filter vacuum".split())
_THINGS = any_of(
    (words("object") | words("food_by_piece") | set("valve helmet bucket wound".split())) - LIVING - _TOOLS
)
_TREATED = (
    "check|clean|wash|replace|wipe|rinse|remove|adjust|install|repair|peel|disinfect|dilute|tighten|inspect|sterilize"
    "|throw away|take out|cut off"
)
_MUST = compiled(
    rf"\b(?i:the|your|an?|this|each|every|new|old)(?: [a-z]+)? (?:{_THINGS})"
    rf" (?:must|should|can|need to|needs to|has to)(?: also| not| only| first)? (?P<verb>{_TREATED})(?=[.;!]"
    r"| (?:once|twice|every|regularly|in time|immediately|carefully|thoroughly|properly|first|at least"
    r"|before (?:use|[a-z]+ing)|after (?:use|[a-z]+ing)|(?:two|three) times|often|frequently)\b)"
)

_MUST_CHANGE = compiled(
    rf"\b(?i:the|your|an?|this|each|every|new|old)(?: [a-z]+)? (?:{_THINGS}|water|oil|filter|bandage|dressing)"
    r" (?:must|should|need to|needs to|has to)(?: also| first)? (?P<verb>change)"
    r"(?= (?:every|once|twice|regularly|in time|immediately|at least|often|frequently|after use)\b)"
)


@rule(
    "grammar",
    fixes={
        "The valve must check once a month.": "The valve must be checked once a month.",
        "The filter should change every month.": "The filter should be changed every month.",
    },
    keeps=(
        "The valve must be checked once a month. The filter should clean every drop.",
        "The owner must check once a month. The valve must check the flow.",
    ),
    trigger=rf"\b(?:must|should|can|to) (?:also |not |only |first )?(?:change|{_TREATED})\b",
    translated_only=True,
)
def thing_that_is_treated(passage: Passage) -> Iterable[Change]:
    """Write be and the participle behind a modal where a thing can only have that done to it (the valve must check)."""
    for match in passage.find(_MUST_CHANGE):
        yield Change(*match.span("verb"), "be changed")
    for match in passage.find(_MUST):
        verb, _, particle = match["verb"].partition(" ")
        yield Change(*match.span("verb"), f"be {verb_forms(verb)[3]} {particle}".rstrip())
