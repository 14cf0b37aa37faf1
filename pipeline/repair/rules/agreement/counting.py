"""The number of nouns: after much, less, each, this, several, two."""

import re
from collections.abc import Iterable

from pipeline.compiled import compiled
from pipeline.repair.inflection import plural
from pipeline.repair.lexicon import alternatives, any_of, words
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.agreement.verbs import CLAUSE_START

_PLURALS = {plural(noun): noun for noun in words("count_noun") if plural(noun) != noun}
_PLURAL = any_of(_PLURALS)
_NUMERAL = compiled(
    rf"(?<![\d.,/:$€£#-])\b((?:two|three|four|five|six|seven|eight|nine|ten|[2-9]|[1-9]\d|a number|a variety|a lot"
    rf"|[Mm]any|[Vv]arious"
    rf"|[Ss]everal|different|all)(?: (?:kinds?|types?))?(?: of)? (?:(?:{alternatives('plain_adjective')}|main"
    rf"|other|following) )?)"
    rf"({alternatives('thing')}|kind|type|reason|cause|way|trick|trap|tip|point|benefit|factor|month|week|day|cup"
    rf"|kilogram"
    r"|degree|hour|minute|meter)(?=[.,;:!?)]|$|\n| (?:daily|more|below|above|and|that|which|of|for|to|in)\b)"
)
_LESS = compiled(
    rf"\b([Ll]ess) (?=(?:{_PLURAL}|calories|vegetables|people|children|drinks|meals|carbohydrates|clothes|toys"
    rf"|snacks|sweets){'(?=[.,;:!?)]|$| )'})(?!days|weeks|months|years|hours|minutes)"
)
_MUCH = compiled(rf"\b((?:too|so|very|how|as) )(much) (?={_PLURAL}\b)")
_ANOTHER = compiled(
    rf"\b([Aa]nother|[Ee]ach|[Ee]very) ((?!days|weeks|months|years|hours|minutes)(?:{_PLURAL}))\b(?! (?:and|or)\b)"
)
_THIS = compiled(rf"{CLAUSE_START}([Tt]his) (?=(?:{_PLURAL}) (?:are|were|can|may|will|should|have|do)\b)")


_ALSO_VERBS = frozenset("point cause trick trap benefit factor".split())
"""Of the counted nouns those that may be what many people do (many point to)."""


def _counts(text: str, match: re.Match[str]) -> bool:
    """Whether a number counts the noun behind it: no ordinal, no label (type 2), no compound (two day trip)."""
    before = text[max(0, match.start() - 14) : match.start()].lower()
    words_before, numeral = before.split(), match[1].split()
    if words_before and re.fullmatch(
        r"[a-z]*(?:type|level|stage|step|day|week|grade|no|part|method|reason|section|a|the)|\W", words_before[-1]
    ):
        return words_before[-1] == "the" and not numeral[0].isdigit()
    if (
        match[1] in ("many ", "Many ")
        and match[2] in _ALSO_VERBS
        and re.match(r" (?:to|for|that)\b", text[match.end() :])
    ):
        return False
    if numeral[0].lower() in ("several", "many", "various"):
        return True
    if numeral[0] in ("all", "different", "a") and "of" not in numeral:
        return False
    after = text[match.end() :]
    return not re.match(r" (?:of the|to|in|and|for)\b", after) or match[2] in (
        "kind",
        "type",
        "reason",
        "way",
        "cause",
        "degree",
    )


@rule(
    "grammar",
    fixes={
        "Eat less snacks and too much vegetables do no harm.": "Eat fewer snacks and too many vegetables do no harm.",
        "Each plants has its needs.": "Each plant has its needs.",
        "This symptoms are mild.": "These symptoms are mild.",
        "There are two kind of yeast.": "There are two kinds of yeast.",
    },
    keeps=(
        "Eat less sugar.",
        "Another two weeks passed, another six months.",
        "In less days than weeks.",
        "This means a lot; this plants it deep.",
        "Type 2 problem areas, a two day trip. Many point to the cold.",
    ),
    trigger=(
        r"(?i)\b(?:less|much|another|each|every|this) [a-z]+s\b|\bless (?:people|children)"
        r"|\b(?:two|three|four|five|six|seven|eight|nine|ten|\d+|a number of|a variety of|a lot of|many|various"
        r"|several|different|all)\b"
    ),
)
def number_of_noun(passage: Passage) -> Iterable[Change]:
    """Make less, much, each, another and this agree with the noun that follows (less drinks, each plants)."""
    for match in passage.find(_LESS):
        yield Change(*match.span(1), "fewer" if match[1] == "less" else "Fewer")
    for match in passage.find(_MUCH):
        yield Change(*match.span(2), "many")
    for match in passage.find(_NUMERAL):
        if _counts(passage.text, match):
            yield Change(*match.span(2), plural(match[2]))
    for match in passage.find(_ANOTHER):
        yield Change(*match.span(2), _PLURALS[match[2]])
    for match in passage.find(_THIS):
        yield Change(*match.span(1), "these" if match[1] == "this" else "These")


_INTO = compiled(
    r"\b((?i:cut|cuts|chop|chopped|slice|sliced|tear|torn|break|breaks|broken|divide|divided|split|fall|falls"
    r"|shred|turn"
    r"|draw|grind|connected|join|tied|formed)) (?:it |them |(?:the|your|a) (?:[a-z]+ )?[a-z]+ |apart |up )?(?:in|into)"
    r" (?:(?:small|big|large|thin|thick|long|little|tiny|equal|even|round) )?(piece|strip|slice|cube|chunk"
    r"|segment|section"
    r"|layer|circle|ring|wedge|disc|flake|crumb|fragment)(?=[.,;:!?)]|$| (?:and|or|with|before|then|to|for|by"
    r"|so|when|if)\b)"
)
_THESE = compiled(
    rf"(?:{CLAUSE_START}|\b(?:of|in|on|with|for|to|from|by|all|use|see|get|have|if|when) )([Tt]his|[Tt]hat)"
    rf" (?=(?:(?:{alternatives('plain_adjective')}) )?(?:{_PLURAL}|foods|things|people|children|leaves|fruits"
    rf"|vegetables)"
    r"(?:[.;:!?)]|$| (?:are|were|can|may|will|should|have|do|in|on|with|for|and|from|at)\b))"
)


@rule(
    "grammar",
    fixes={
        "Cut the pear into small piece, and dry it.": "Cut the pear into small pieces, and dry it.",
        "It comes from this plants.": "It comes from these plants.",
    },
    keeps=(
        "Cut the pear into small pieces, and dry it.",
        "They fell in circle after circle.",
        "He says this plants a seed. To do this things must change.",
        "Leave the heap overnight so that small animals can crawl back.",
    ),
    trigger=r"\b(?:in|into) (?:[a-z]+ )?(?:[a-z]+)\b|\b[Tt]h(?:is|at) (?:[a-z]+ )?[a-z]+",
    translated_only=True,
)
def number_of_pieces(passage: Passage) -> Iterable[Change]:
    """Put what a thing is cut into in the plural, and write these for this before a plural noun."""
    for match in passage.find(_INTO):
        yield Change(*match.span(2), plural(match[2]))
    for match in passage.find(_THESE):
        if match[1] == "that" and passage.text[: match.start(1)].endswith("so "):
            continue
        new = "hese" if match[1][1:] == "his" else "hose"
        yield Change(*match.span(1), match[1][0] + new)
