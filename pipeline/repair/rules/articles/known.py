"""The article of what there is only one of: the highest and the second of a row, the same, the sun, what `of` tells
whose it is; the article of a described thing that opens a clause, and the one within measures of time (half day).

Rules in `described.py` give these to the nouns of their lists in any text; here any noun takes it, but, as in
`countable.py`, only in an article that was translated word for word.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable

from pipeline.compiled import compiled
from pipeline.repair.inflection import verb_forms
from pipeline.repair.lexicon import alternatives, any_of, words
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.agreement.verbs import is_singular
from pipeline.repair.rules.articles.noun_phrase import END, insert_a, insert_the, open_with_the, with_capital
from pipeline.repair.rules.articles.noun_window import (
    ACTS,
    COUNTABLE,
    DESCRIBED,
    DESCRIBING,
    PREPOSITIONS,
    SELECTING,
    VERBS,
    ends,
)
from pipeline.repair.rules.articles.nouns import ILLNESSES
from pipeline.repair.rules.common import FUNCTION

_ORDINAL = frozenset("second third fourth fifth sixth seventh eighth ninth tenth".split())
_RANKS = rf"same|best|worst|{any_of(_ORDINAL)}|first|(?:most|least) [a-z]+|[a-z]{{3,}}est"
_RANK = compiled(rf"\b({_RANKS}) ([a-z]+)\b")
_RANK_START = compiled(
    rf"(?:^|(?<=[.!?] )|(?<=\n))((?i:{_RANKS}) ([a-z]+)) (?=(?:is|was|can|may|will|should|has|of|in|for|to)\b)"
)
_AFTER_SAME = compiled(r"(?!goes\b|here\b)[a-z]+ (?:is|was|can|will|happens|happened|has)\b")
_NO_SUPERLATIVE = words("no_superlative")
_LED_BY = (
    (PREPOSITIONS - {"until", "like", "within"})
    | {"is", "was", "are", "were", "as", "and", "but", "or", "that", "if", "when", "because", "already", "even", "then"}
    | {"has", "have", "had", "than", "until", "only", "also", "become", "becomes", "not", "it", "them"}
    | set(VERBS)
)
_NO_RANK = compiled(
    r"second (?:hand|nature|language|degree|thoughts?|class|rate|place|time|only|to|floor)"
    r"|third (?:part(?:y|ies)|time|place|degree|class|rate|world|only)|(?:most|least) (?:of|likely)\b.*"
    r"|first (?:place|aid|class|hand|gear|grade|floor|choice|prize|name|thing)"
)
_IN_LY = frozenset("family belly fly assembly supply jelly anomaly".split())
_RANKED = compiled(r"\b(?:[Tt]he|[Aa]n?|your|its|their|his|her|our|my) [a-z -]+ (?:and|or) \Z")
"""The rank before this one, with its article, which holds for both."""
_LONG = ("ive", "able", "ible", "ant", "ent", "ful", "ous", "al", "ic", "ing", "mon", "ar", "ate", "ult", "ient")
"""How adjectives end that no `most` counts: most expensive milk, but most cold milk."""
_BEST = words("best_of_kind")
"""Of what there may be a best one, besides countable nouns."""
_OF_SEVERAL = compiled(r"[a-z-]+ (?:will|would|can|could|may|might|should|do|have|are)\b")
"""Behind a `most` that lacks a plural rather than an article: most honest seller will agree."""
_NO_NOUN = frozenset(
    "between among when where while because throughout upon since than though although unless once".split()
)
"""What may stand behind a rank that is said of something (it is most common between five and ten)."""
_SAME_PLURAL = frozenset("fish people cattle sheep deer children poultry livestock".split())
_COUNTED = frozenset("day week month year night stage phase layer row step type kind method way time half part".split())


def _left(text: str, start: int) -> str:
    """The word that stands before a place, in lower case; empty where something else does."""
    match = re.search(r"([A-Za-z'’-]+) \Z", text[max(0, start - 24) : start])
    return match[1].lower() if match else ""


@rule(
    "grammar",
    fixes={
        "Use same bag of feed.": "Use the same bag of feed.",
        "It only bloomed in second year.": "It only bloomed in the second year.",
        "This is most expensive one.": "This is the most expensive one.",
        "Keep it in driest corner.": "Keep it in the driest corner.",
        "Most expensive pump is silent.": "The most expensive pump is silent.",
    },
    keeps=(
        "Use the same bag of feed.",
        "It grew in a second year; every third day it rained.",
        "They met most young people and at most one teacher.",
        "It is of second nature, in forest soil, with honest people.",
        "It takes a second or two, and he came second overall.",
        "She works with same day delivery, and works best at night.",
        "Most important are roots. Honest work is rare. That same year it rained.",
        "Most honest seller will agree. They are most common among cats, and it suits most tropical fish.",
    ),
    trigger=rf"\b(?i:{_RANKS}) [a-z]",
    kinds=("text",),
    translated_only=True,
)
def bare_rank(passage: Passage) -> Iterable[Change]:
    """Add the article before same, a superlative or an ordinal with its noun (in second year, use same bag)."""
    text = passage.text
    for match in passage.find(_RANK):
        rank, led_by = match[1], _left(text, match.start())
        if led_by not in _LED_BY or (led_by == "that" if rank == "same" else led_by in ("it", "them")):
            continue
        if led_by in ("and", "or") and _RANKED.search(text, max(0, match.start() - 40), match.start()):
            continue
        if not (led_by == "at" and rank.startswith(("most", "least"))) and _ranks(passage, rank, match.start(2)):
            yield insert_the(match.start())
    for match in passage.find(_RANK_START):
        rank = match[1].lower().rpartition(" ")[0]
        if rank == "same" and _AFTER_SAME.match(text, match.start(2)) and match[1][1:].islower():
            yield open_with_the(passage, match.start(1))
            continue
        several = rank.startswith("most") and _OF_SEVERAL.match(passage.text, match.start(2))
        if several or not match[1][1:].islower() or not rank.startswith(("most", "least")):
            continue
        if _ranks(passage, rank, match.start(2)):
            yield open_with_the(passage, match.start(1))


def _ranks(passage: Passage, rank: str, start: int) -> bool:
    """Whether a rank stands before its noun, which starts at a place."""
    place = bisect_left([word.start for word in passage.words], start)
    noun = passage.words[place].text
    if noun in FUNCTION or noun in PREPOSITIONS or noun in _NO_NOUN or (noun.endswith("ly") and noun not in _IN_LY):
        return False
    if _NO_RANK.fullmatch(f"{rank} {noun}"):
        return False
    closed = ends(passage.text, passage.words, place)
    if rank == "same":
        return closed or noun not in ("day", "sex")
    if rank.startswith(("most ", "least ")):
        one = is_singular(noun) and (closed or passage.text.startswith(" is ", passage.words[place].end))
        return one and (noun in COUNTABLE or noun == "one" or rank.endswith(_LONG))
    if rank == "worst":
        return closed and not noun.endswith("s")
    if rank == "best":
        return closed and (noun in COUNTABLE or noun in DESCRIBED or noun in _COUNTED or noun in _BEST)
    if rank.endswith("est"):
        return rank not in _NO_SUPERLATIVE
    if noun in _COUNTED:
        return True
    return closed and not noun.endswith("s") and (noun in COUNTABLE or (rank in _ORDINAL and noun not in VERBS))


_ONLY_ONE = "sun|moon|sky|internet|world|ground|environment|countryside|seaside|sea|ocean"
_UNIQUE = compiled(rf"\b(in|from|under|of|into|around|on|to|with|over|through|above) ({_ONLY_ONE}){END}")
_NOT_UNIQUE = frozenset(
    "at-sea of-sea to-sea in-sea from-sea over-sea with-sun of-sun with-ground of-environment under-ground on-sun"
    " over-ground above-ground to-ground in-ground of-ground with-moon with-internet of-world to-world".split()
)
"""What is said without an article."""
_UNIQUE_SUBJECT = compiled(
    r"(?:^|(?<=[.!?:;] )|(?<=\n)|(?<=, )|\b(?i:and|but|because|when|if|that|until|as|while|so|before|after) )"
    r"((?i:sun|moon|sky|ground|internet|wind|weather|soil|water level|temperature)) (?=(?:is|was|has|can|will|may"
    r"|becomes|shines|rises|sets|gets|dries|does|should|must|comes|goes|drops|falls|exceeds|reaches|increases|decreases"
    r"|changes|freezes)\b)"
)


@rule(
    "grammar",
    fixes={
        "Hang it one meter from ground.": "Hang it one meter from the ground.",
        "When sun is low, water it.": "When the sun is low, water it.",
    },
    keeps=(
        "Hang it one meter from the ground.",
        "It runs under ground, from sea to sea.",
        "The morning sun is low.",
        "On earth, sun and moon are far.",
    ),
    trigger=rf"(?i)\b(?:{_ONLY_ONE}|wind|weather|soil|water level|temperature)\b",
    kinds=("text",),
    translated_only=True,
)
def bare_unique(passage: Passage) -> Iterable[Change]:
    """Add the article of what there is only one of (from ground, when sun is low)."""
    for match in passage.find(_UNIQUE):
        if f"{match[1]}-{match[2]}" not in _NOT_UNIQUE:
            yield insert_the(match.start(2))
    for match in passage.find(_UNIQUE_SUBJECT):
        if match[1][1:].islower():
            yield open_with_the(passage, match.start(1))


_PERIOD = "second|minute|hour|day|week|month|year|decade|century"
_HALF = compiled(
    r"\b(?i:for|after|in|within|about|than|takes?|took|lasts|lasted|wait|to|only|over|nearly|almost"
    r"|(?<!one )(?<!two )(?<!three )(?<!four )(?<!five )(?<!\d )and|soak|sit|rest"
    r"|leave|until|is|with|add|use|eat|drink|by"
    r"|least) half ((?:"
    rf"{_PERIOD}|dozen|cup|liter|litre|kilo|kilogram|glass|spoon|teaspoon|tablespoon|meter|metre|bottle|bucket|bowl"
    r"|lemon|onion|tablet|pill|page))\b(?! (?:a|an|old|past)\b)"
)
_AFTER_TIME = compiled(
    rf"\b(after|in|within|for|about) ((?:{_PERIOD}|while|(?:long|short|certain) (?:time|period|while)))(?:{END}|(?=,))"
    r"(?! of| after)"
)
_WITHIN_ONE = compiled(rf"\b(?i:within) ((?:{_PERIOD})) (?=(?:after|of)\b)")

_HALF_LATER = compiled(rf"(?:^|(?<=[.!?,] )|(?<=\n))([Hh]alf ({_PERIOD})) (?=(?:later|ago|after|before|passed|has)\b)")
_PER_WEEK = compiled(
    r"\b(?:(?:one|two|three|four|five|six|[1-6]) (?:days?|times|hours?|cups?|glasses|pieces|spoons)|once|twice"
    r"|one book) "
    r"((?:day|week|month|year))(?=[.,;:!?)]|$| (?:and|or|is|in|at|for|when|if|but|to|after|with|will|can|on)\b)"
)
_SOME_UNITS = r"(?:seconds|minutes|hours|days|nights|weeks|months|years|times)"
_FIRST_DAYS = compiled(
    r"\b(?i:in|during|for|within|after|over|of|until|on|by|from) (?P<at>(?:first|next|coming|last(?= (?:\d|two|three"
    r"|few|several)))) (?:(?:\d+|two|three|four|five|six|seven|ten|few|several|couple of) )?"
    rf"{_SOME_UNITS}(?={END}|[,.;!?)]| (?:it|you|they|we|he|she|choose|do|use|keep|avoid|give|feed|water|put|drink"
    r"|eat)\b)"
)
_ON_DATE = compiled(
    r"\b(?:on|by|until|before|after|since|till) ((?:[12]?\d|3[01])(?:st|nd|rd|th))"
    r"(?=[.,;!?)]|$| (?:of|and|or|to|he|she|it|they|we|I|is|was|the|at|in|day)\b)"
)
_WITHIN = compiled(
    r"\b(?:beginning|middle|end|start|rest|(?:first|second|last|latter|other) half|course)"
    rf" of ((?:{_PERIOD}|night|evening|morning|afternoon"
    rf"|season|trip|lesson|film|story|book|road|street|room))(?:{END}|(?=,| (?:it|they|he|she|we|you|I)\b))"
)


@rule(
    "grammar",
    fixes={
        "Soak it for half day in water.": "Soak it for half a day in water.",
        "It grows back after month, or later.": "It grows back after a month, or later.",
        "If it sleeps for long time but eats, wait.": "If it sleeps for a long time but eats, wait.",
        "It ends at the end of month.": "It ends at the end of the month.",
        "He works five days week, and is paid on 25th.": "He works five days a week, and is paid on the 25th.",
        "Half month later it bloomed.": "Half a month later it bloomed.",
        "In first two days it swells.": "In the first two days it swells.",
    },
    keeps=(
        "Soak it for half a day in water.",
        "It rains day after day, in year after year.",
        "It sleeps for a long time.",
        "It ends at the end of May, at this time of year.",
        "The last half year was dry. It takes nearly half of day, or one and half hour.",
        "In their first two days it swells, and next week it is gone.",
        "The bus on 25th Street goes twice, week after week. It was sold from 1st to last.",
    ),
    trigger=rf"\b(?:[Hh]alf [a-z]|\d+(?:st|nd|rd|th)\b|(?:days?|times|hours?|cups?|glasses|pieces|spoons|once"
    rf"|twice|book)"
    rf" (?:day|week|month|year)\b|(?:after|in|within|for|about) (?:{_PERIOD}|while|long|short|certain)\b"
    rf"|(?:first|next|coming|last) (?:[a-z0-9]+ )?(?:of )?{_SOME_UNITS}\b"
    rf"|(?:beginning|middle|end|start|rest|half|course) of [a-z])",
    translated_only=True,
)
def bare_period(passage: Passage) -> Iterable[Change]:
    """Add the article within or before one measure (for half day, after month)."""
    for match in passage.find(_HALF):
        yield insert_a(passage, match.start(1))
    for match in passage.find(_HALF_LATER):
        yield insert_a(passage, match.start(2))
    for match in passage.find(_PER_WEEK):
        if not passage.text.startswith((" after", " in"), match.end()):
            yield insert_a(passage, match.start(1))
    for match in (*passage.find(_WITHIN), *passage.find(_ON_DATE)):
        yield insert_the(match.start(1))
    for match in passage.find(_FIRST_DAYS):
        yield insert_the(match.start("at"))
    for match in passage.find(_WITHIN_ONE):
        yield insert_a(passage, match.start(1))
    for match in passage.find(_AFTER_TIME):
        if _left(passage.text, match.start()) in ("once", "twice", "times"):
            continue
        if match[2] not in ("second", _left(passage.text, match.start())) and match.group(1, 2) != ("in", "day"):
            yield insert_a(passage, match.start(2))


_OPENS = r"(?:^|(?<=[.!?] )|(?<=\n)|\b(?i:if|when|because|that|while|since|until|and|but|so|then|however|however,) )"
_OWNED = compiled(
    _OPENS + r"([A-Za-z][a-z]+) of (?:(?:the|this|these|those|your|their|its|his|her|our|my) "
    r"|[a-z]+ (?=(?:is|are|was|has|can|will|may|becomes|should|must|does|depends|matters|changes|means|affects"
    r"|decreases|increases|varies|turns|needs|makes|causes|helps|shows|determines)\b))"
)
_JOINED = compiled(r"\b(?:the|an?|his|her|its|their|your|our|my|in|for|of|with|from|by) (?:[a-z]+ ){1,3}and \Z")
"""What stands before the second of two things of one article (the honesty and integrity of the owner)."""
_IN_A_ROW = compiled(r"(?:, [a-z]+|(?:^|[.!?] )[A-Z][a-z]+) and \Z")
"""What stands before the last of several bare things (the face, chest and back of the needle; root and tip of it)."""
_PLACED = compiled(
    r"(?:^|(?<=[.!?] )|(?<=\n))([A-Z][a-z]+) (?:in|on|from|under|behind|near|at|inside|that|which) "
    r"(?=(?:the|this|your|is|was|has|can)\b)[^.!?\n]{12}"
)
_COMMANDS = frozenset("plug drop cover hand book screw pin clip hook tape nail mark cross".split())
"""Nouns that are what a reader is told to do as well (plug in the pump)."""
_LED_BY_VERB = (
    frozenset(form for verb in words("affecting") | words("transitive") for form in verb_forms(verb))
    | set(VERBS)
    | {"to", "from", "about"}
)
_BASES_ONLY = frozenset(
    "measure check change adjust reduce increase improve clean wipe keep determine control find".split()
)
_OF_THING = compiled(rf"\b([A-Za-z]+) ((?:{alternatives('noun_of')}|weight|height|taste|smell|sound)) of ([a-z]+)\b")
_OWNS = (COUNTABLE | words("noun_of") | {"amount", "weight", "height", "taste", "smell", "sound", "age"}) - {
    "head",
    "hand",
    "heart",
    "name",
    "part",
}


@rule(
    "grammar",
    fixes={
        "If hole of the nozzle is blocked, clear it.": "If the hole of the nozzle is blocked, clear it.",
        "Kettle on the stove was whistling.": "The kettle on the stove was whistling.",
    },
    keeps=(
        "If the hole of the nozzle is blocked, clear it.",
        "Cups of the tea were drunk. Root and tip of the hair differ.",
        "We praise the honesty and weight of the owner.",
        "Water in the kettle was hot. Plug in the pump beside the bed.",
    ),
    trigger=r"[a-z] (?:of|in|on|from|under|behind|near|at|inside|that|which) [a-z]",
    kinds=("text",),
    translated_only=True,
)
def bare_owned(passage: Passage) -> Iterable[Change]:
    """Add the article of a subject that what follows makes known (if hole of the nozzle, kettle on the stove)."""
    for match in passage.find(_OWNED):
        joined = _JOINED.search(passage.text, max(0, match.start() - 40), match.start(1))
        if match[1].lower() in _OWNS and joined is None and not _IN_A_ROW.search(passage.text, 0, match.start(1)):
            yield open_with_the(passage, match.start(1))
    for match in passage.find(_OF_THING):
        led, place = match[1].lower(), bisect_left([word.start for word in passage.words], match.start(3))
        if led in DESCRIBING or led in SELECTING:
            continue
        if led not in _BASES_ONLY and not (match[1].islower() and led in _LED_BY_VERB):
            continue
        if match[3] in COUNTABLE and ends(passage.text, passage.words, place):
            yield insert_the(match.start(2))
    for match in passage.find(_PLACED):
        if match[1].lower() in COUNTABLE - _COMMANDS:
            yield open_with_the(passage, match.start(1))


_ACTING = compiled(
    r"\b(?i:until|if|when|because|while|as soon as|before|after|once|unless|whether) ([a-z]+) ([a-z]+s)"
    r"(?=[.,;!?]| (?:the|an?|your|its|it|him|her|them"
    r"|to|in|on|out|up|down|off|from|at|with|by|well|too|very|for|again|[a-z]+ly)\b)"
)


@rule(
    "grammar",
    fixes={"Wait until cramp loosens.": "Wait until the cramp loosens."},
    keeps=("Wait until the cramp loosens.", "It hurts when dog bites are deep.", "If cat food smells, it is old."),
    trigger=r"\b(?i:until|if|when|because|while|as soon as|before|after|once|unless|whether) [a-z]+ [a-z]+s\b",
    translated_only=True,
)
def bare_acting(passage: Passage) -> Iterable[Change]:
    """Add the article of a thing that does something behind a conjunction, where the parse sees two nouns."""
    for match in passage.find(_ACTING):
        if match[1] in COUNTABLE and match[2] in ACTS:
            yield insert_the(match.start(1))


_KNOWS = any_of(verb_forms(verb)[1] for verb in words("pure_verb"))
_DESCRIBED_SUBJECT = compiled(
    rf"{_OPENS}((?i:{alternatives('describing')}) ([a-z]+)) (?=(?:is|was|has|can|can't|cannot|may|will|should|must"
    r"|that|which|with|needs|becomes|became|gets|helps|causes|makes|does|doesn't|often|also|quickly|easily|usually"
    rf"|always|never|sometimes|{_KNOWS})\b)"
)
_VERBS_TOO = frozenset("light open clean dry warm cool empty like kind used paper glass public common good".split())
_SUBJECTS = COUNTABLE | {"scalp", "nose", "stomach"}


@rule(
    "grammar",
    fixes={
        "Sensitive nose may bleed then.": "A sensitive nose may bleed then.",
        "It helps because steep roof is safe.": "It helps because a steep roof is safe.",
    },
    keeps=(
        "A sensitive nose may bleed then.",
        "It helps because a steep roof is safe.",
        "Steep roofs are safe. Frozen shoulder is an inflammation.",
    ),
    trigger=_DESCRIBED_SUBJECT.pattern,
    kinds=("text",),
    translated_only=True,
)
def bare_described_subject(passage: Passage) -> Iterable[Change]:
    """Add the article of a described thing that opens a clause (sensitive nose may bleed)."""
    for match in passage.find(_DESCRIBED_SUBJECT):
        adjective = match[1].split()[0]
        if (adjective.lower(), match[2]) in ILLNESSES:
            continue
        if match[0].lower().startswith("and ") or match[2] not in _SUBJECTS or adjective.lower() in _VERBS_TOO:
            continue
        if adjective.islower():
            yield insert_a(passage, match.start(1))
        elif adjective[1:].islower():
            yield with_capital(passage, insert_a(passage, match.start(1)))
