"""The article that what is measured out lacks: a layer of dust, at a distance of 5 cm, a third of the water.

As in `countable.py`, only an article that was translated word for word is changed.
"""

from collections.abc import Iterable

from pipeline.compiled import compiled
from pipeline.repair.inflection import verb_forms
from pipeline.repair.lexicon import alternatives, words
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.articles.noun_phrase import insert_a, insert_the, with_capital
from pipeline.repair.rules.articles.noun_window import VERBS

_DETERMINED = r"(?:the|this|that|these|those|your|their|its|his|her|our|my|an?|each|all|both)\b"
_LEADS = (
    {form for form in VERBS if form not in ("like", "form", "forms", "set", "sets")}
    | {form for verb in words("spreads") for form in verb_forms(verb)}
    | set("with in into on onto under like by is becomes through over even only just off".split())
    | {"is still", "is also", "put on it", "put in it"}
)
_LONGEST = 24
"""Code points before a measure that hold what leads it."""
_MEASURE = compiled(
    rf"\b(?P<phrase>(?:(?:{alternatives('describing')}) )?(?:{alternatives('measure_of')})) of (?!{_DETERMINED})[a-z]"
)
_AMOUNT = compiled(
    r"(?P<opens>^|(?<=[.!?] )|(?<=\n)|\b(?i:with|in|has|have|contains?|of|by|eats?|drinks?|adds?|needs?|use|produces?"
    r"|loses?|absorbs?|is|from|for|to|and|spend|save|get) )"
    r"(?P<phrase>(?i:large|small|great|huge|considerable|certain|sufficient|moderate|tiny|limited|vast) "
    r"(?:number|amount|quantity|proportion|percentage|dose|variety|range)) of [a-z]"
)
_OPENING = compiled(
    rf"(?:^|(?<=[.!?] )|(?<=\n))(?P<phrase>(?i:{alternatives('describing')}) (?:{alternatives('measure_of')})) of "
    r"(?=[a-z]+ (?:[a-z]+ )?(?:is|can|will|should|must|may|was|has|helps|protects|makes|remains)\b)"
)
_OR_TWO = compiled(r"\b(?:for|in|after|within|about|only|every|than) (?P<unit>day|week|month|year|minute) or two\b")
_PROPERTY = compiled(
    r"\b(?P<led>(?i:at|with|to|from|under|over|keep|keeps|keeping|has|have|having|reach|reaches|maintain|within|by"
    r"|leave|in|cover|covers)) "
    r"(?P<phrase>(?:(?:average|total|constant|maximum|minimum|safe|normal|low|high|minimal|certain) )?"
    r"(?P<noun>distance|height|length|width|depth|thickness|diameter|radius|temperature|weight|speed|pressure|voltage"
    r"|capacity|volume|frequency|concentration|dose|angle|rate|price|total|maximum|minimum|resolution|density|humidity"
    r"|age|area|power|ratio|size|range)) of "
    r"(?:about |around |approximately |up to |at least |(?:no |not )?more than |less than |over |only )?"
    r"(?:[$€£¥]?\d|(?:two|three|four|five|six|seven|eight|ten|twelve|fifteen|twenty|thirty|half)\b)"
)
_FRACTION = compiled(
    r"\b(?i:lost|loses?|losing|by|to|for|about|only|nearly|almost|takes?|up|than|is|contains?|cuts?|fills?|filled|drink"
    r"|eat|removes?|covers?|makes up|add|use|with|pour|occupies|change|replace|account for|accounts for) "
    r"(?P<part>(?:third|quarter|fifth|tenth) of (?:the|its|your|their|his|her|our|my|an?|all|these|those)\b)"
)


_IN_DISTANCE = compiled(
    r"\b(?P<in>(?:[Ii]n|[Oo]n) (?:the |a )?distance of) (?=(?:about |at least |not less than |up to )?"
    r"(?:\d|two |three |four |five |ten |twenty |half ))"
)


@rule(
    "grammar",
    fixes={"Hang the lamp in distance of 20 cm.": "Hang the lamp at a distance of 20 cm."},
    keeps=("Hang the lamp at a distance of 20 cm.", "In the distance of the years it fades."),
    trigger=r"\b(?:[Ii]n|[Oo]n) (?:the |a )?distance of ",
    translated_only=True,
)
def at_a_distance(passage: Passage) -> Iterable[Change]:
    """Write at a distance before a measure (in distance of 20 cm)."""
    for match in passage.find(_IN_DISTANCE):
        yield Change(*match.span("in"), f"{'At' if match['in'][0].isupper() else 'at'} a distance of")


@rule(
    "grammar",
    fixes={
        "Brush layer of oil on it.": "Brush a layer of oil on it.",
        "It turned into thick layer of dust.": "It turned into a thick layer of dust.",
        "Keep distance of 5 cm to it.": "Keep a distance of 5 cm to it.",
        "It starts at age of 5.": "It starts at the age of 5.",
        "Large amount of water flows.": "A large amount of water flows.",
        "It has lost third of its weight.": "It has lost a third of its weight.",
        "It lasts for month or two.": "It lasts for a month or two.",
    },
    keeps=(
        "Brush a layer of oil on it.",
        "In layers of oil, in most of them, in number of course.",
        "It is in front of 5 houses, in sight of two, and out of range of six.",
        "It was by third of May, hung in distance of 5 cm in angle of 45°.",
        "Large amounts of water flow.",
        "It lasts for a month or two, day by day or two by two.",
        "Drop out of school, pile of the day, group of the year.",
    ),
    trigger=r"\bof (?:[a-z]|[$€£¥]?\d)|\bor two\b",
    kinds=("text",),
    translated_only=True,
)
def bare_measure(passage: Passage) -> Iterable[Change]:
    """Add the article of a measure with of behind it (layer of oil), of a measured property (distance of 5 cm), of a
    fraction (third of the water), and of a month or two."""
    for match in passage.find(_MEASURE):
        before = passage.text[max(0, match.start() - _LONGEST) : match.start()].lower()
        if before.endswith(" ") and not _LEADS.isdisjoint(_last_words(before)):
            yield insert_a(passage, match.start("phrase"))
    for match in passage.find(_AMOUNT):
        if match["opens"]:
            if match["phrase"].islower():
                yield insert_a(passage, match.start("phrase"))
        elif match["phrase"][0].isupper() and match["phrase"][1:].islower():
            yield with_capital(passage, insert_a(passage, match.start("phrase")))
    for match in passage.find(_OPENING):
        if match["phrase"][1:].islower():
            yield with_capital(passage, insert_a(passage, match.start("phrase")))
    for match in passage.find(_PROPERTY):
        if match["led"].lower() == "in" and match["noun"] not in ("age", "temperature"):
            continue  # in size of 5, in distance of 5 cm: at a distance
        known = match["noun"] == "age"
        yield insert_the(match.start("phrase")) if known else insert_a(passage, match.start("phrase"))
    for match in passage.find(_FRACTION):
        yield insert_a(passage, match.start("part"))
    for match in passage.find(_OR_TWO):
        yield insert_a(passage, match.start("unit"))


def _last_words(before: str) -> list[str]:
    """The last word of a text, its last two, and its last three."""
    last = before.split()[-3:]
    return [" ".join(last[-count:]) for count in (1, 2, 3)]
