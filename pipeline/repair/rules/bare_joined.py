"""The article of the second of two things (with soap and soft brush), and of what somebody or something is or serves
as (as beginner, used as substitute), in articles translated word for word.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable

from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.noun_phrase import insert_a
from pipeline.repair.rules.noun_window import COUNTABLE, DESCRIBED, DESCRIBING, ends, modifies
from pipeline.repair.rules.bare import DETERMINERS

_LEADS = (
    r"\b(?i:with|without|into|use|uses|using|used|have|has|had|having|need|needs|prepare|buy|wear|take|bring|choose|add"
    r"|contains?|like|by|includes?|requires?|get|find|bought|on|in|from)"
)
_JOINED = re.compile(
    rf"{_LEADS} (?P<first>(?:(?!and\b|or\b)[a-z-]+ ){{1,4}})(?:and|or) (?P<second>(?P<how>[a-z]+) (?P<noun>[a-z]+))\b"
)
_KNOWN = frozenset("the your its his her their our my this that these those every each no any some".split())


def _end(passage: Passage, start: int) -> bool:
    """Whether a noun phrase ends with the word that starts at a place."""
    place = bisect_left([word.start for word in passage.words], start)
    return ends(passage.text, passage.words, place)


@rule(
    "grammar",
    fixes={
        "Wash it with mild soap and soft brush.": "Wash it with mild soap and a soft brush.",
        "It has a red lid and narrow spout.": "It has a red lid and a narrow spout.",
    },
    keeps=(
        "Wash it with mild soap and a soft brush.",
        "Use the big pot and small lid of the set.",
        "It has thick bark and soft wood.",
        "They live with wild cat and small dog owners.",
    ),
    trigger=rf"{_LEADS} [a-z]",
    kinds=("text",),
    translated_only=True,
)
def bare_second(passage: Passage) -> Iterable[Change]:
    """Add the article that a described thing lacks behind and, where the first thing has no the (soap and soft brush)."""
    for match in passage.find(_JOINED):
        first, how, noun = match["first"].split(), match["how"], match["noun"]
        if noun not in COUNTABLE | DESCRIBED or how not in DESCRIBING or not _KNOWN.isdisjoint(first):
            continue
        if "of" in first or not modifies(how) or first[-1] in DESCRIBING | DETERMINERS:
            continue
        if _end(passage, match.start("noun")):
            yield insert_a(passage, match.start("second"))


_SERVING = (
    "substitute|replacement|supplement|gift|souvenir|container|filter|lid|base|warning|signal|reward|snack|ingredient"
    "|remedy|person|beginner|novice|student|adult|teenager|parent|gardener|breeder|seller|buyer|customer|reader|user"
    "|patient|hobby|precaution|reminder|stabilizer|barrier|backup|foundation|tool|weapon|sedative|cushion|bonus|shield"
    "|dessert|sweetener|thickener|preservative|topping|decoration|bridge|housewife|newcomer|layman|mother|girl|woman"
)
_AS = re.compile(
    r"\b(?P<before>[a-z]+ )?(?P<as>[Aa]s) (?P<phrase>(?:(?!such|far|long|well|soon|much|many|little|few|good|it)[a-z]+ )?"
    rf"(?P<noun>{_SERVING}))"
    r"(?=[.,;:!?)]|$| (?:in|for|of|to|who|that|which|when|if|and|or|too|because|I|you|we|he|she|it|with|at|by|is|can)\b)"
)
_NOT_AS = frozenset("such same as so".split())


@rule(
    "grammar",
    fixes={
        "As beginner I knew nothing.": "As a beginner I knew nothing.",
        "It can be used as substitute for salt.": "It can be used as a substitute for salt.",
    },
    keeps=(
        "As a beginner I knew nothing.",
        "It is as good as parent and child say.",
        "She works as director. It came to the same as filter paper.",
    ),
    trigger=r"\b[Aa]s [a-z]",
    translated_only=True,
)
def bare_role(passage: Passage) -> Iterable[Change]:
    """Add the article of what somebody is or a thing serves as (as beginner, as substitute)."""
    for match in passage.find(_AS):
        if (match["before"] or "").strip() in _NOT_AS:
            continue
        first = match["phrase"].split()[0]
        if first == match["noun"] or modifies(first):
            yield insert_a(passage, match.start("phrase"))
