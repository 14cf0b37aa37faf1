"""The number of nouns and verbs that words of quantity govern: a few drop of oil, some bank charge
money, the number of cats are, several furnitures; in articles translated word for word.
"""

from collections.abc import Iterable

from pipeline.compiled import compiled
from pipeline.repair.inflection import capital_like, plurals
from pipeline.repair.lexicon import any_of, words
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.agreement.verbs import CLAUSE_START, OF_SEVERAL

_MEASURES = plurals(
    (words("measure") | words("unit") | {"clove", "leaf", "sprig", "stick", "strip", "scoop", "mouthful", "grain"})
    - {"variety", "series", "shortage", "couple", "lot", "number", "second", "degree", "bit", "calorie"}
)
_MEASURE = any_of(_MEASURES)
_NUMBER = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|[2-9]|[1-9]\d{1,3})"
)
_SOME = r"(?:[Aa] few|[Ss]everal|[Ff]ew|[Mm]any)"
_MEASURED = compiled(
    rf"(?<![\w.,:/–~$€£#-])(?<!\bor )(?<!\b[Aa] )(?<!\b[Tt]he )(?<!\ban )(?:{_NUMBER}|{_SOME}|[Tt]wo|[Tt]hree"
    rf"|[Ff]our|[Ff]ive) "
    rf"(?P<noun>{_MEASURE})(?= (?:of (?!the\b|an?\b|time\b)[a-z]|is\b|are\b|and (?!an?\b|one\b|half\b|\d)[a-z]"
    rf"|then\b|but\b"
    r"|so\b|with\b|while\b))"
)
_PIECES = plurals(
    (words("countable") | words("object") | words("person") | {"flower", "animal", "plant", "book", "word", "way"})
    - words("organ")
    - words("food_by_piece")
    - words("unit")
    - frozenset(
        "chicken duck fish paper room lamb rabbit goose turkey string chain company family iron glass someone"
        " somebody everybody everyone anybody cake stone brick rope tape cloth wire cable hair muscle stomach"
        " lawn god anyone who whoever him himself he father dad daddy king mr people males".split()
    )
)
_MANY = frozenset(many for one, many in _PIECES.items() if one != many) | {"men", "women", "children"}
_PIECE = any_of(noun for noun, many in _PIECES.items() if noun != many and noun not in _MANY and noun[-1] != "s")
_NUMBER_OF = compiled(
    rf"\b(?:[Tt]he|[Aa] total) number of (?:(?:small|big|old|new|used) )?(?P<noun>{_PIECE})"
    r"(?=[.,;:=!?)]|$| (?:is|was|should|must|can|will|has|in|on|at|per|that|which|you|to|and|=)\b| =)"
)
_LOTS = compiled(
    r"\b(?:[Aa] (?:large |great |small |certain |huge )?number|[Ll]ots|[Aa] lot|[Dd]ozens|[Hh]undreds|[Tt]housands"
    r"|[Mm]illions|[Aa] couple|[Aa] (?:whole )?(?:series|bunch|group)|[Aa] pair) of "
    rf"(?:(?:small|big|old|new|young|different|other|good|bad|red|green|white|dead|stray|wild) )?(?P<noun>{_PIECE})"
    r"(?=[.,;:!?)]|$| (?:and|or|in|on|at|from|with|for|to|that|which|who|are|were|have|can|will|grow|live|need|die"
    r"|make|use|like|want|suffer|gather|become|around|every)\b)"
)
_BASE = any_of(words("pure_verb") | {"need", "like", "love", "want", "hate", "charge", "suffer"})
_SOME_DO = compiled(
    rf"{CLAUSE_START}(?:[Ss]ome|[Mm]ost|[Aa]ll|[Oo]ther|[Bb]oth|[Mm]any|[Vv]arious|[Dd]ifferent|[Cc]ertain|[Ff]ew) "
    rf"(?P<noun>{_PIECE}) (?:(?:also|often|still|even|only|usually|do not|don't) )?(?:{_BASE}|are|have|do) (?=[a-z])"
)


@rule(
    "grammar",
    fixes={
        "Add a few drop of oil to two spoon of honey.": "Add a few drops of oil to two spoons of honey.",
        "Some bank charge money for it.": "Some banks charge money for it.",
        "Lots of insect live there.": "Lots of insects live there.",
        "The number of box is three.": "The number of boxes is three.",
    },
    keeps=(
        "Add a few drops of oil. It is one or two spoon lengths.",
        "Some bank charges are high. Some bank is open.",
        "Lots of insect bites, and a lot of chicken.",
        "Some plant food is dear, and most dog owners know it.",
        "It weighs 3 gram. The number of dog owners grows.",
    ),
    trigger=r"(?i)\b(?:few|several|many|some|most|all|both|other|various|different|certain|of|is|are|and|then|but|so"
    r"|with|while) [a-z]",
    kinds=("text",),
    translated_only=True,
)
def noun_of_quantity(passage: Passage) -> Iterable[Change]:
    """Put what is counted in the plural: measures (a few drop of), lots of and a number of, some who do something."""
    for match in passage.find(_MEASURED):
        yield Change(*match.span("noun"), _MEASURES[match["noun"]])
    for pattern in (_LOTS, _SOME_DO, _NUMBER_OF):
        for match in passage.find(pattern):
            yield Change(*match.span("noun"), _PIECES[match["noun"]])


_MASS = any_of(
    words("uncountable")
    | frozenset(
        "water milk oil sugar salt rice money time energy blood sweat dust dirt soil sand air heat light sunlight honey"
        " flour meat protein calcium iron fat fiber fibre moisture food nutrition damage harm pain pressure"
        " stress sleep"
        " rest trouble attention space room exercise work knowledge experience fun research feedback garbage".split()
    )
)
_MANY_OF = compiled(
    rf"\b(?P<many>(?:[Tt]oo |[Ss]o |[Hh]ow |[Vv]ery |[Aa]s )?[Mm]any) (?=(?:{_MASS})(?:[.,;:!?)]|$"
    r"| (?:is|was|has|will|can|to|in|on|for|from|at|do|does|that|and (?:the|it|then)|should|when|because|every)\b))"
)
_PEOPLE = compiled(
    r"(?<!\b[Hh]ow )(?<!\bso )(?<!\btoo )(?<!\bvery )(?<!\bas )(?<!\bthat )(?<!\bnot )\b(?P<much>[Mm]uch"
    r"|[Ll]ittle) (?=people\b)"
)
_PORTIONS = frozenset(
    "advice furniture equipment information luggage baggage jewelry jewellery clothing evidence".split()
)
_UNITS_OF = compiled(
    rf"\b(?P<lead>(?:[Mm]any|[Ss]everal|[Aa] few|[Tt]wo|[Tt]hree|[Ff]our|[Vv]arious|[Tt]hese"
    rf"|[Tt]hose) (?:(?:small|good|useful|old"
    rf"|important|simple|new|practical|more) )?)(?P<noun>(?:{any_of(_PORTIONS)})s)\b"
)
_UNCOUNTED = any_of(
    _PORTIONS - {"clothing", "evidence"}
    | frozenset(
        "homework housework software hardware feedback dandruff knowledge weather moisture diarrhea garbage rubbish"
        " litter sunshine sunlight dirt rust mildew pus dust".split()
    )
)
_BARE_MASS = compiled(
    r"(?<!these )(?<!those )(?<!many )(?<!several )(?<!few )(?<!two )"
    rf"\b(?P<noun>(?i:{_UNCOUNTED})s)"
    r"(?=[.,;:!?)]| (?:to|for|on|of|in|from|and|that|which|about|with|can|will|may|should)\b)"
)


@rule(
    "grammar",
    fixes={
        "Many water is lost, and a few advices help.": "Much water is lost, and a few pieces of advice help.",
        "Much people know it.": "Many people know it.",
        "He gave us advices on it.": "He gave us advice on it.",
    },
    keeps=(
        "Many water pipes are lost. Much water is lost.",
        "How much people eat matters.",
        "He advises us on it. It rusts and dusts.",
    ),
    trigger=rf"\b(?i:many|much|little) [a-z]|\b(?i:{_UNCOUNTED}|clothing|evidence)s\b",
    kinds=("text",),
    translated_only=True,
)
def number_of_mass(passage: Passage) -> Iterable[Change]:
    """Write much before what isn't counted, many before people, pieces of advice, and advice for advices."""
    for match in passage.find(_MANY_OF):
        lead = match["many"]
        yield Change(match.end("many") - 4, match.end("many"), capital_like(lead[-4:], "much"))
    for match in passage.find(_PEOPLE):
        new = "many" if match["much"].lower() == "much" else "few"
        yield Change(*match.span("much"), capital_like(match["much"], new))
    for match in passage.find(_UNITS_OF):
        yield Change(*match.span("noun"), f"pieces of {match['noun'][:-1]}")
    for match in passage.find(_BARE_MASS):
        if match["noun"].lower() not in ("rusts", "dusts", "litters", "weathers"):
            yield Change(*match.span("noun"), match["noun"][:-1])


_THE_NUMBER = compiled(
    rf"{CLAUSE_START}[Tt]he (?:total |average )?number of (?:[a-z]+ )?[a-z]+s (?P<be>are|were|have|do)\b"
)
_ONE_OF = compiled(
    rf"{CLAUSE_START}[Oo]ne of (?:the|my|your|our|his|her|these|those|its) (?:(?:most )?[a-z]+ ){{0,2}}?"
    r"(?:[a-z]+[^\Wsui]s|people|children|women|men) (?P<be>are|were|have|do)\b(?! (?:who|that|which))"
)
_HERE = compiled(
    r"(?P<here>\b[Hh]ere|\b[Tt]here) (?P<be>is|was) (?=(?:some|several|a few|two|three|four|five|many|the"
    r"|a lot of|lots of"
    r"|a number of|no|various) (?:[a-z]+ )?(?:(?P<noun>[a-z]+[^\Wsui]s)|people|children|women)(?:[.,;:!?)]|$"
    r"| (?:to|for|on|in|that|which|who|you|of|about|with|why|how|from|at)\b))"
)
_PLURALS = frozenset(
    plurals(words("count_noun") | words("countable") | words("kind_of_count") | words("thing")).values()
)
_NO_PLURAL = frozenset("gas bus glass means series species news gallows basis crisis lens always as works".split())


@rule(
    "grammar",
    fixes={
        "The number of cats are growing.": "The number of cats is growing.",
        "One of the old pumps are loud.": "One of the old pumps is loud.",
        "Here is some tips for you.": "Here are some tips for you.",
    },
    keeps=(
        "The number of cats is growing, and a number of cats are ill.",
        "He is one of the men who are loud. No one of the pumps are.",
        "Here is the bus. There is a lot of gas.",
    ),
    trigger=r"\b(?:[Nn]umber of|[Oo]ne of|[Hh]ere (?:is|was)|[Tt]here (?:is|was)) ",
    kinds=("text",),
    translated_only=True,
)
def verb_of_quantity(passage: Passage) -> Iterable[Change]:
    """Make the verb agree with the number of and one of, and with the plural behind here is (here is some tips)."""
    singular = {many: one for one, many in OF_SEVERAL.items()}
    for pattern in (_THE_NUMBER, _ONE_OF):
        for match in passage.find(pattern):
            yield Change(*match.span("be"), singular[match["be"]])
    for match in passage.find(_HERE):
        noun = match["noun"]
        if noun is None or (noun in _PLURALS and noun not in _NO_PLURAL):
            yield Change(*match.span("be"), OF_SEVERAL[match["be"]])
