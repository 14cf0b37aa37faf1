"""The article of what an article has named before (when pain passes, if TV works), of one side or part of a thing, and
of what a clause behind it tells more about (a function that stops it).

As in `countable.py`, only an article that was translated word for word is changed.
"""

from collections.abc import Iterable

from pipeline.compiled import compiled
from pipeline.repair.inflection import plural
from pipeline.repair.lexicon import alternatives, any_of, words
from pipeline.repair.names import determined_in
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.articles.noun_phrase import insert_a, insert_the, open_with_the
from pipeline.repair.rules.articles.noun_window import COUNTABLE, DESCRIBED, VERBS

_OPENS = (
    r"(?:^|(?<=[.!?] )|(?<=\n)|(?<=, )|\b(?i:if|when|because|while|since|until|unless|but|so|then|that|before|after"
    r"|as soon as|once|and) )"
)
_FINITE = r"(?:is|was|will|can|cannot|may|has|should|must|does|becomes|gets|starts|begins|passes|comes|goes"
_FINITE += r"|disappears|lasts|stops|appears|remains|turns|wears|falls|hardens|dries|cools|thickens|boils|peels)\b"
_THING = compiled(rf"{_OPENS}(?P<noun>(?i:{alternatives('named_before')})) (?={_FINITE})")
_AND = compiled(r"[a-z]+s?,? and \Z")

_DEVICE = r"(?:TV|CPU|AC|PC|GPU|SSD)"
_DEVICE_SUBJECT = compiled(
    rf"\b(?i:if|when|because|while|since|until|unless|but|that|before|after|once)"
    rf" (?P<noun>{_DEVICE}) (?=(?:is|was|does|works|turns|has|can|cannot|will|starts|stops|gets|becomes|heats"
    r"|doesn't|may|should|must)\b)"
)
_DEVICE_OBJECT = compiled(
    r"\b(?i:turn on|turn off|switch on|switch off|turns on|turns off|turning on|turning off|unplug|restart|repair|clean"
    r"|open|behind|near|heat of|temperature of|back of|screen of|inside) "
    rf"(?P<noun>{_DEVICE})(?=[.,;:!?)]|$| (?:and|or|is|for|when|if|while|at|in|to|before|after|first|again)\b)"
)


@rule(
    "grammar",
    fixes={
        "The pain is sharp. When pain passes, go on.": "The pain is sharp. When the pain passes, go on.",
        "If TV works normally, turn off TV.": "If the TV works normally, turn off the TV.",
    },
    keeps=(
        "The pain is sharp. When the pain passes, go on.",
        "When pain passes, go on.",
        "The dirt and smell is bad; the smell of it.",
        "They watch TV in bed.",
    ),
    trigger=rf"\b(?:{_DEVICE}\b|(?i:{alternatives('named_before')}) {_FINITE})",
    kinds=("text",),
    translated_only=True,
)
def bare_named(passage: Passage) -> Iterable[Change]:
    """Add the article of a subject that the article gives one elsewhere (when pain passes), and of a device that is
    called by its letters."""
    determined = determined_in(passage.text)
    for match in passage.find(_THING):
        noun, start = match["noun"], match.start("noun")
        capital = noun[0].isupper() and passage.text[:start].endswith(", ")
        known = noun.lower() in determined or passage.context.determines(noun.lower())
        if known and noun[1:].islower() and not capital and not _paired(passage, start):
            yield open_with_the(passage, start)
    for pattern in (_DEVICE_SUBJECT, _DEVICE_OBJECT):
        for match in passage.find(pattern):
            yield insert_the(match.start("noun"))


def _paired(passage: Passage, start: int) -> bool:
    """Whether another noun stands before one behind `and` (dirt and smell is)."""
    return _AND.search(passage.text, max(0, start - 24), start) is not None


_SIDE = compiled(
    r"\b(?P<led>(?i:in|on|at|to|from|of|is|with|near|under|behind|by|into|onto|and|if|when|because|that|over|around"
    r"|through|touch|press|wipe|clean|check|massage|rub|hurts?|wash|cover|covers)|[.,;:!?]|^)(?P<gap> ?)"
    r"(?P<phrase>(?i:left|right|upper|lower|inner|outer|front|back|rear|top|bottom|opposite|other"
    r"|left upper|right upper"
    r"|left lower|right lower|upper left|upper right|lower left|lower right|whole|entire)"
    r" (?:side|part|half|edge|corner|end|third|wall|layer|surface)) of "
    r"(?=(?:the|your|his|her|its|their|this|that|each|every|[a-z]+)\b)"
)
_OF_SUBJECT = compiled(
    r"(?:^|(?<=[.!?] )|(?<=\n)|(?<=, )|\b(?i:if|when|because|while|since|until|but|so|that) )"
    rf"(?P<noun>(?i:{alternatives('of_its_own')})) of (?:(?!the\b|your\b|this\b)[a-z-]+ ){{1,3}}?"
    r"(?=(?:is|was|will|can|cannot|may|has|should|must|does|becomes|gets|depends|varies|changes|decreases|increases"
    r"|drops|rises|comes|goes|spreads|remains|lasts|disappears|stays|covers|costs|starts|stops|hurts|shows|makes|causes"
    r"|needs|turns|means|begins|helps)\b)"
)


@rule(
    "grammar",
    fixes={
        "After a run, right side of the belly hurts.": "After a run, the right side of the belly hurts.",
        "It is in right lower part of the belly.": "It is in the right lower part of the belly.",
        "Smell of vinegar is strong.": "The smell of vinegar is strong.",
    },
    keeps=(
        "After a run, the right side of the belly hurts.",
        "It is on the left side of the road.",
        "Right sides of two plates. Taste of the sea.",
    ),
    trigger=rf"(?i)\b(?:(?:side|part|half|edge|corner|end|third|wall|layer|surface|{alternatives('of_its_own')}) of )",
    kinds=("text",),
    translated_only=True,
)
def bare_side(passage: Passage) -> Iterable[Change]:
    """Add the article of one side or part of a thing, and of what is of something (smell of vinegar is)."""
    for match in passage.find(_SIDE):
        yield open_with_the(passage, match.start("phrase"))
    for match in passage.find(_OF_SUBJECT):
        inside = match["noun"][0].isupper() and passage.text[: match.start()].endswith(", ")
        if match["noun"][1:].islower() and not inside:
            yield open_with_the(passage, match.start("noun"))


_TOLD = compiled(
    r"\b(?P<led>(?i:have|has|had|having|need|needs|find|finds|choose|want|wants|is|for|in|with|use|buy|become|becomes"
    r"|look for|looking for|as|into)) "
    rf"(?P<phrase>(?:(?:{alternatives('describing')}) )?(?:{alternatives('told_by_clause')})) (?:where|that|which|with)"
    r" (?=(?:it|you|he|she|they|we|is|can|has|the|a|an|are|will|stops?|suits?|works?|[a-z]+s)\b)"
)
_MANY = any_of(map(plural, COUNTABLE | DESCRIBED | words("count_noun") | words("person")))
_THE_MOST = compiled(
    rf"(?:^|(?<=[.!?] )|(?<=\n))(?P<the>The most) (?=(?:{_MANY})"
    r" (?:are|have|can|will|do|don't|happen|occur|fail|grow|break|cause|come|like|need|know|think|start|make"
    r"|use|want|take|believe|go|get|buy)\b)"
)


@rule(
    "grammar",
    fixes={
        "He looks for place where he can sleep.": "He looks for a place where he can sleep.",
        "Some have function that stops it.": "Some have a function that stops it.",
        "The most people are wrong.": "Most people are wrong.",
    },
    keeps=(
        "He looks for a place where he can sleep.",
        "It is in place where needed.",
        "The most people I saw came. They say it has place value that counts.",
    ),
    trigger=rf"\b(?:{alternatives('told_by_clause')}) (?:where|that|which|with)\b|\bThe most [a-z]",
    kinds=("text",),
    translated_only=True,
)
def bare_told(passage: Passage) -> Iterable[Change]:
    """Add the article of what a clause tells more about (a place where), and drop that of the most people are."""
    for match in passage.find(_TOLD):
        yield insert_a(passage, match.start("phrase"))
    for match in passage.find(_THE_MOST):
        yield Change(*match.span("the"), "Most")


_KNOWN_BY_OF = (
    words("part_of_thing") | words("of_its_own") | {"effect", "mouth", "lid", "source", "position", "direction", "rim"}
) - {
    "advantage",
    "disadvantage",
    "choice",
    "sound",
    "supply",
    "repair",
    "installation",
    "growth",
    "rest",
    "side",
    "start",
}
_OF_KNOWN = compiled(
    rf"\b(?P<verb>{any_of(VERBS)}|weakens?|strengthens?|enhances?|lowers?|determines?|controls?|adjusts?|tastes?|shows?)"
    rf" (?P<noun>{any_of(_KNOWN_BY_OF)}) of (?=(?:the|your|this|these|its|their|his|her|it|them|each)\b)"
)
_BEFORE_VERB = frozenset("the a an your its his her their our my this that of very more most in on at with".split())


@rule(
    "grammar",
    fixes={
        "Cold water weakens effect of the cleaner.": "Cold water weakens the effect of the cleaner.",
        "Then wipe edge of the lid.": "Then wipe the edge of the lid.",
    },
    keeps=(
        "Cold water weakens the effect of the cleaner.",
        "The cover edge of the box is sharp, and they take care of the cat.",
        "Take advantage of the sun, and take part of it.",
    ),
    trigger=rf" (?:{any_of(_KNOWN_BY_OF)}) of (?:the|your|this|these|its|their|his|her|it|them|each)\b",
    kinds=("text",),
    translated_only=True,
)
def bare_of_known(passage: Passage) -> Iterable[Change]:
    """Add the article of what a verb takes and `of` makes known (weakens effect of the cleaner)."""
    for match in passage.find(_OF_KNOWN):
        before = passage.text[max(0, match.start() - 24) : match.start()].lower().split()
        if not before or before[-1] not in _BEFORE_VERB:
            yield insert_the(match.start("noun"))


_DAY_PART = compiled(
    r"(?:^|(?<=[.!?] )|(?<=\n)|(?<=, )|(?<=[a-z] ))(?P<in>[Ii]n )(?P<part>morning|evening|afternoon|daytime|shade)"
    r"(?=[.,;!?)]|$| (?:and|or|when|before|after|it|you|the|they|we|he|she|if|for|with|at|on|because|is|on|drink|eat"
    r"|do|take|water|may|can)\b)"
)
_PUT_IN_SHADE = compiled(
    r"(?i)\b(?:dry|dried|hang|hung|spread|put|place|placed|keep|kept|leave|left|stand|stands|move|moved|air|cool|rest)"
    r"(?: [a-z]+){0,4} in \Z"
)
_A_SHAME = compiled(
    r"\b(?:[Ii]t|[Tt]his|[Tt]hat|which) (?:is|was|would be)(?: really| just| also| such)? (?=(?:pity|shame)\b)"
)


@rule(
    "grammar",
    fixes={
        "It sings in morning, and in evening it rests.": "It sings in the morning, and in the evening it rests.",
        "Dry the leaves in shade.": "Dry the leaves in the shade.",
        "In fact this is pity.": "In fact this is a pity.",
    },
    keeps=(
        "It sings in the morning, and in the evening it rests.",
        "Ferns grow in shade. Dry the leaves in the shade.",
        "It is a pity, and in morning light it was not pity that he felt.",
    ),
    trigger=r"\b(?:[Ii]n (?:morning|evening|afternoon|daytime|shade)|pity|shame)\b",
    kinds=("text",),
    translated_only=True,
)
def bare_part_of_day(passage: Passage) -> Iterable[Change]:
    """Add the article of a part of the day (in evening), of the shade that things are put in, of a pity."""
    for match in passage.find(_DAY_PART):
        shade = match["part"] == "shade"
        if not shade or _PUT_IN_SHADE.search(passage.text, max(0, match.start("part") - 50), match.start("part")):
            yield insert_the(match.start("part"))
    for match in passage.find(_A_SHAME):
        yield insert_a(passage, match.end())
