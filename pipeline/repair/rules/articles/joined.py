"""The article of the second of two things (with soap and soft brush), and of what somebody or something is or serves
as (as beginner, used as substitute), in articles translated word for word.
"""

from bisect import bisect_left
from collections.abc import Iterable

from pipeline.compiled import compiled
from pipeline.repair.inflection import plural
from pipeline.repair.lexicon import any_of, words
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.articles.noun_phrase import defined, insert_a, insert_the, open_with_the, with_capital
from pipeline.repair.rules.articles.noun_window import COUNTABLE, DESCRIBED, DESCRIBING, ends, modifies
from pipeline.repair.rules.articles.nouns import DETERMINERS

_LEADS = (
    r"\b(?i:with|without|into|use|uses|using|used|have|has|had|having|need|needs|prepare|buy|wear|take|bring|choose|add"
    r"|contains?|like|by|includes?|requires?|get|find|bought|on|in|from)"
)
_JOINED = compiled(
    rf"{_LEADS} (?P<first>(?:(?!and\b|or\b)[a-z-]+ ){{1,4}})(?:and|or) (?P<second>(?P<how>[a-z]+) (?P<noun>[a-z]+))\b"
)
_WORN = compiled(
    r"\b(?i:wear|wears|wearing|bring|bringing|prepare|carry|carrying|use|using|buy|put on|with|need|needs) "
    r"(?P<first>(?!its\b|his\b|this\b)(?:[a-z]+ ){0,2}[a-z]{2,}[a-rt-z]s|an? [a-z]+) and (?P<noun>[a-z]+)"
    r"(?=[.,;:!?)]|$| (?:when|if|then|before|after|while|to|for|and (?:then|use|wipe|put)|in|at|with|so|because)\b)"
)
_CARRIED = COUNTABLE & (words("instrument") | words("worn_or_carried"))
_KNOWN = frozenset("the your its his her their our my this that these those every each no any some".split())

_SYMPTOMS = frozenset(("stool", "mouth"))
"""What bare is a symptom (vomiting and bloody stool)."""


def _end(passage: Passage, start: int) -> bool:
    """Whether a noun phrase ends with the word that starts at a place."""
    place = bisect_left([word.start for word in passage.words], start)
    return ends(passage.text, passage.words, place)


@rule(
    "grammar",
    fixes={
        "Wash it with mild soap and soft brush.": "Wash it with mild soap and a soft brush.",
        "It has a red lid and narrow handle.": "It has a red lid and a narrow handle.",
        "Wear gloves and mask then.": "Wear gloves and a mask then.",
    },
    keeps=(
        "Wash it with mild soap and a soft brush.",
        "Use the big pot and small lid of the set.",
        "It has thick bark and soft wood.",
        "A dog with vomiting and bloody stool is ill.",
        "They live with wild cat and small dog owners.",
        "Wear gloves and mask your face.",
        "Wear gloves and a mask then.",
        "Use knives and fork lifts with care.",
    ),
    trigger=rf"{_LEADS} [a-z]",
    kinds=("text",),
    translated_only=True,
)
def bare_second(passage: Passage) -> Iterable[Change]:
    """Add the article that a described thing lacks behind and, if the first has no the (soap and soft brush)."""
    for match in passage.find(_JOINED):
        first, how, noun = match["first"].split(), match["how"], match["noun"]
        if noun not in (COUNTABLE | DESCRIBED) - _SYMPTOMS or how not in DESCRIBING or not _KNOWN.isdisjoint(first):
            continue
        if "of" in first or not modifies(how) or first[-1] in DESCRIBING | DETERMINERS:
            continue
        if _end(passage, match.start("noun")):
            yield insert_a(passage, match.start("second"))
    for match in passage.find(_WORN):
        if match["noun"] in _CARRIED and match["noun"] not in defined(passage):
            yield insert_a(passage, match.start("noun"))


_PAIR = compiled(
    r"\b(?:[Bb]etween|[Bb]oth|[Nn]either|[Ee]ither|[Nn]ot only) (?P<one>[a-z]+) (?:and|nor|or|but also)"
    r" (?P<two>[a-z]+)"
    r"(?=[.,;:!?)]|$| (?:is|are|was|were|should|must|can|will|may|has|have|in|on|at|for|of|with|when|if|to|and)\b)"
)
_SOME_OF = compiled(
    r"\b(?P<some>(?i:one|most|some|many|each|none|any|both|several|half|all|two|three)) of "
    r"(?P<noun>(?:(?P<how>[a-z]+) )?(?P<thing>[a-z]+s))(?=[.,;:!?)]|$| (?:is|are|was|were|should|must|can|will|may"
    rf"|has|have|do|does|in|on|at|for|that|who|which|when|if|to|and|[a-z]+ed|{any_of(words('pure_verb'))})\b)"
)
_THINGS = frozenset(plural(noun) for noun in COUNTABLE | words("person") | words("count_noun") if noun.isalpha())
_WORKS_AS = compiled(r"\b(?:work|works|worked|working) as (?P<noun>[a-z]+)(?=[.,;:!?)]|$| (?:in|for|at|and|of|on)\b)")
_DONE = frozenset("sleep rest play cry laugh check look sit stand cool dry".split())
_LET = compiled(rf"\b(?i:let|help|helps) (?P<noun>[a-z]+) (?={any_of(words('pure_verb') | _DONE)}\b)")
_HEADS = frozenset("director head chief mayor president secretary chair captain head-teacher".split())
"""Of whom there is one, so that they are named without an article."""
_SEPARATE = COUNTABLE - words("person") - words("female") - {"door", "face", "side", "hand", "part", "cover", "sheet"}


@rule(
    "grammar",
    fixes={
        "The gap between wall and cabinet is wide.": "The gap between the wall and the cabinet is wide.",
        "One of tenants called; some of old tools are lost.": (
            "One of the tenants called; some of the old tools are lost."
        ),
        "He works as driver. Let mechanic inspect it.": "He works as a driver. Let a mechanic inspect it.",
    },
    keeps=(
        "The gap between the wall and the cabinet is wide.",
        "One of us came. It is one of two tools. Most of Hills is closed. All of his tools are old.",
        "Between mother and child lies love, and between nurse and tree houses.",
        "He works as a driver. Let go of it.",
    ),
    trigger=r"(?i)\b(?:between|both|neither|either|not only|of|as|let|help|helps) [a-z]",
    kinds=("text",),
    translated_only=True,
)
def bare_of_several(passage: Passage) -> Iterable[Change]:
    """Add the articles that two things lack behind between and both, and what `one of`, `work as` and let lead to; drop
    the of of most of owners."""
    for match in passage.find(_PAIR):
        if match["one"] in _SEPARATE and match["two"] in _SEPARATE:
            yield insert_the(match.start("one"))
            yield insert_the(match.start("two"))
    for match in passage.find(_SOME_OF):
        if match["thing"] not in _THINGS or (match["how"] is not None and match["how"] not in DESCRIBING):
            continue
        if match["some"].lower() in ("most", "many", "several"):
            yield Change(match.start("noun") - len("of "), match.start("noun"), "")
        else:
            yield insert_the(match.start("noun"))
    for match in passage.find(_WORKS_AS):
        if match["noun"] in COUNTABLE and match["noun"] not in _HEADS:
            yield insert_a(passage, match.start("noun"))
    for match in passage.find(_LET):
        if match["noun"] in COUNTABLE:
            new = match["noun"].endswith(("ist", "ician", "ic", "er")) and match["noun"] not in defined(passage)
            yield insert_a(passage, match.start("noun")) if new else insert_the(match.start("noun"))


_SERVING = (
    "substitute|replacement|supplement|gift|souvenir|container|filter|lid|base|warning|signal|reward|snack|ingredient"
    "|remedy|person|beginner|novice|student|adult|teenager|parent|gardener|breeder|seller|buyer|customer|reader|user"
    "|patient|hobby|precaution|reminder|stabilizer|barrier|backup|foundation|tool|weapon|sedative|cushion|bonus|shield"
    "|dessert|sweetener|thickener|preservative|topping|decoration|bridge|housewife|newcomer|layman|mother|girl|woman"
)
_AS = compiled(
    r"\b(?P<before>[a-z]+ )?(?P<as>[Aa]s) (?P<phrase>(?:(?!such|far|long|well|soon|much|many|little|few|good"
    r"|it)[a-z]+ )?"
    rf"(?P<noun>{_SERVING}))"
    r"(?=[.,;:!?)]|$| (?:in|for|of|to|who|that|which|when|if|and|or|too|because|I|you|we|he|she|it|with|at|by"
    r"|is|can)\b)"
)
_AS_MUCH = compiled(r"\b[Aa]s [a-z]+ \Z")
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
        if (match["before"] or "").strip() in _NOT_AS or _AS_MUCH.search(passage.text[: match.start("as")]):
            continue
        first = match["phrase"].split()[0]
        if first == match["noun"] or modifies(first):
            yield insert_a(passage, match.start("phrase"))


_EXPERT = (
    "doctor|vet|veterinarian|nurse|seller|landlord|driver|mechanic|plumber|electrician|teacher|dentist|surgeon|midwife"
    "|pharmacist|shopkeeper|salesman|customer|repairman|technician|gynecologist|gynaecologist|pediatrician|specialist"
    "|dermatologist|breeder|trainer|neighbor|neighbour|manager|waiter|policeman|expert"
)
_SAYS = (
    "said|says|told|tells|asked|asks|gave|gives|prescribed|prescribes|will|can|may|should|must|advised|advises"
    "|recommended|recommends|came|comes|looked|examined|examines|found|thinks|thought|explained|suggested|suggests"
)
_EXPERT_SAYS = compiled(
    rf"(?:^|(?<=[.!?:] )|(?<=\n)|\b(?i:but|and|because|if|when|then|so|after|before"
    rf"|until) )((?i:{_EXPERT})) (?=(?:{_SAYS})\b)"
)
_PERSON = any_of(word.capitalize() for word in (words("person") | words("female")) & COUNTABLE)
_WHO = compiled(
    rf"(?:^|(?<=[.!?:] )|(?<=\n))({_PERSON}) "
    r"(?=(?:who|whose) (?!(?:is|was) [A-Z])[a-z]"
    r"|with (?:[a-z]+ ){1,2}(?:is|must|should|can|may|will|has|needs|cannot|often)\b)"
)


@rule(
    "grammar",
    fixes={
        "Doctor said that it is normal.": "The doctor said that it is normal.",
        "It was late, and vet told us to wait.": "It was late, and the vet told us to wait.",
        "Person who smokes coughs more.": "A person who smokes coughs more.",
    },
    keeps=(
        "The doctor said that it is normal.",
        "Doctor Who said so. Experts said so.",
        "People who smoke cough more.",
        "Whoever said that, mother knew it.",
    ),
    trigger=rf"\b(?i:{_EXPERT}) (?:{_SAYS})\b|\b(?:{_PERSON}) (?:who|with)",
    kinds=("text",),
    translated_only=True,
)
def bare_speaker(passage: Passage) -> Iterable[Change]:
    """Add the article of an expert who says something (doctor said), and of a person who opens a sentence."""
    for match in passage.find(_EXPERT_SAYS):
        if match[1].istitle() or match[1].islower():
            yield open_with_the(passage, match.start(1))
    for match in passage.find(_WHO):
        yield with_capital(passage, insert_a(passage, match.start(1)))
