"""Number of nouns and of be and do, where closed words around them show it, in articles translated word for word."""

import re
from collections.abc import Iterable

from pipeline.compiled import compiled
from pipeline.repair.inflection import plurals
from pipeline.repair.lexicon import alternatives, words
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.agreement.verbs import OF_SEVERAL

_SINGULARS = words("countable") | words("count_noun") | words("object") | words("body_part") | words("unit")
_PLURAL = plurals(_SINGULARS - words("not_plural"))
_SINGULAR = {plural: noun for noun, plural in _PLURAL.items()}
_MASS_TOO = frozenset(
    "means series species works news goods glass gas brush dress mass pass stress access process address gloss moss"
    " paper light water food fruit hair fish sheep".split()
)
_IRREGULAR = frozenset("people children men women teeth feet mice lice geese bacteria leaves".split())
_ENDS_OF = compiled(r"[.,;:!?)]|\Z| (?:of|in|on|at|for|to|when|if|that|which|who|with|from|left|between)\b")
_ENDS = r"(?=[.,;:!?)]|\Z| (?:of|and|or|are|is|were|will|can|may|that|which|who|when|if|at|on|for|with|from|to|do)\b)"
_THERE = compiled(
    r"\b([Tt]here) (is|was) ((?:no|also|always|often|not|only|just|some|such) )?((?:[a-z]+ ){0,2}?)([a-z]+s)\b"
)
_WHY = compiled(
    r"\b(?i:why|how|where) (is|was|does|has) (?:(?:the|your|these|those|his|her|our|my|their|some|many) )?"
    r"(?:[a-z]+ ){0,1}?([a-z]+)(?= (?:[a-z]+ing|so|always|often|not|easily|easy|yellow|black|red|white|hot|cold|thick"
    r"|big|bigger|small|dry|bad|weak|itchy|swollen|loose|sick|afraid|hungry|itch|hurt|fall|turn|get|become|like|need|have"
    r"|bite|die|lose|grow|appear|smell|crack)\b)"
)
_NO_ADJECTIVE = "an?|in|on|at|of|for|to|with|from|by|people|women|men|children"
_A_FEW = compiled(
    r"\b(?:a few|[Ss]everal|[Mm]any|[Ff]ew|both|various|numerous) "
    rf"(?:(?!(?:{_NO_ADJECTIVE}) )[a-z]*(?:[^\Ws]|[ous]s) )?({alternatives('countable')}){_ENDS}"
)
_TWO = compiled(
    r"(?<![\w-])(?:two|three|four|five|six|seven|eight|nine|ten) "
    rf"({alternatives('countable')}){_ENDS[:-1]}| in (?:a row|total|all)\b)"
)
_NO_COUNT = compiled(
    r"\b(?:an?|type|part|step|level|grade|stage|phase|chapter|class|category|super|model|cat|size|gear"
    r"|day|one|or|to|number|version) \Z",
    re.I,
)
"""What stands before a number that counts nothing (part two), or not what stands behind it (one or two)."""
_TALL = compiled(
    r"(?<![\w.,:/–~-])(?<!\ban )(?<!\ba )(?<!\bthe )(?:[2-9]|[1-9]\d+|two|three|four|five|six|seven|eight|nine|ten) "
    rf"({alternatives('unit')}) (?:high|long|wide|deep|thick|tall|away|apart|below|above)"
    r"(?=[.,;:!?)]|\Z| (?:and|or|from|on|in)\b)"
)
_ONE = compiled(rf"(?<![\w.,:/–~-])(?<![–~-] )(?<!\d )1 ((?:{alternatives('unit')})s)\b(?! old\b)")
_THAT_ARE = compiled(r"(?:\A|(?<=[.!?:] ))That (are|were) (?=(?:the|all|some|many|several|my|our|your|only|also)\b)")
_BACTERIA = compiled(
    r"(?<!of )(?<!and )(?<!or )(?<!with )(?<!by )\b"
    r"(?:[Bb]acteria|[Tt]eeth|[Mm]ice|[Ll]ice|[Gg]eese) (is|was|has|does)\b"
)
_DO = compiled(r"\b(?i:why|how|where|when|what|which) (does) (?=(?:they|we|you|people|children|women|men)\b)")


def _is_plural(word: str) -> bool:
    return (word in _SINGULAR or word in _IRREGULAR) and word not in _MASS_TOO


@rule(
    "grammar",
    fixes={
        "There is no small pores at birth.": "There are no small pores at birth.",
        "Why is the big pores getting bigger?": "Why are the big pores getting bigger?",
        "How does they know it?": "How do they know it?",
        "That are the causes of it.": "Those are the causes of it.",
        "In the heat bacteria has many ways.": "In the heat bacteria have many ways.",
    },
    keeps=(
        "There is no small risk here.",
        "There is a glass of milk, and there is no gas.",
        "There is no buses timetable on it, and there is always some that sinks to the bottom.",
        "Why is the cause so big?",
        "Why does the cat bite? How is child teeth grinding caused?",
        "How does people management work?",
        "The foods that are the best are here.",
    ),
    trigger=r"(?i)\b(?:there (?:is|was)|(?:why|how|where|when|what|which) (?:is|was|does|has)|that (?:are|were)"
    r"|(?:bacteria|teeth|mice|lice|geese) (?:is|was|has|does)) ",
    translated_only=True,
)
def be_or_do_of_several(passage: Passage) -> Iterable[Change]:
    """Make is, was, does and that plural with what is plural beyond doubt, in statements of being and in questions."""
    text = passage.text
    for match in passage.find(_THERE):
        between = match[4].split()
        if (
            _is_plural(match[5])
            and not {"a", "an", "of", "one", "the", "that", "which", "who"} & set(between)
            and _ENDS_OF.match(text, match.end())
        ):
            yield Change(*match.span(2), OF_SEVERAL[match[2]])
    for match in passage.find(_WHY):
        if _is_plural(match[2]) and not passage.text.startswith((" grinding", " brushing", " cleaning"), match.end(2)):
            yield Change(*match.span(1), OF_SEVERAL[match[1]])
    for match in passage.find(_BACTERIA):
        yield Change(*match.span(1), OF_SEVERAL[match[1]])
    for match in passage.find(_DO):
        if not re.match(r"\w+ (?:[a-z]+ment|[a-z]+ion|[a-z]+ing)\b", text[match.end() :]):
            yield Change(*match.span(1), "do")
    for match in passage.find(_THAT_ARE):
        yield Change(match.start(), match.start() + 4, "Those")


@rule(
    "grammar",
    fixes={
        "It vomits a few mouthful of yellow water.": "It vomits a few mouthfuls of yellow water.",
        "Many housewife do so.": "Many housewives do so.",
        "Press between the two tendon, with bricks 15 centimeter high.": (
            "Press between the two tendons, with bricks 15 centimeters high."
        ),
        "Hold it for 1 minutes on each side.": "Hold it for 1 minute on each side.",
    },
    keeps=(
        "Many a housewife does so, and shows many a symptom.",
        "Few people know it, and several apple trees died.",
        "Both mother and child are well. Put both in box.",
        "Many readers report that it works, and several women report to us.",
        "It takes 2-1 minutes, 0.1 minutes or 1 1 minutes.",
        "Many new cell phones are sold.",
        "A 15 centimeter high wall, super five cable, part two, and one or two person.",
    ),
    trigger=(
        r"(?i)\b(?:few|several|many|both|various|numerous|two|three|four|five|six|seven|eight|nine|ten|\d+) [a-z]"
    ),
    kinds=("text",),
    translated_only=True,
)
def noun_by_its_count(passage: Passage) -> Iterable[Change]:
    """Put a countable noun behind several, many and a few in the plural, and a unit behind 1 in the singular."""
    for match in passage.find(_A_FEW):
        rest = passage.text[match.end() :]
        if match[1] in _PLURAL and not (match[0].startswith("both") and re.match(r" and\b", rest)):
            yield Change(*match.span(1), _PLURAL[match[1]])
    for match in passage.find(_TWO):
        if match[1] in _PLURAL and match[1] != "person" and not _NO_COUNT.search(passage.text[: match.start()]):
            yield Change(*match.span(1), _PLURAL[match[1]])
    for match in passage.find(_TALL):
        yield Change(*match.span(1), match[1] + "s")
    for match in passage.find(_ONE):
        yield Change(*match.span(1), match[1].removesuffix("s"))
