"""Verb and subject by the words around them alone, in articles translated word for word: a subject of one or two words
opens its clause, and what follows its verb shows that it is one (the leaves turns yellow, hot water kill bacteria).
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from pipeline.compiled import compiled
from pipeline.repair.inflection import plurals, verb_forms
from pipeline.repair.lexicon import alternatives, any_of, words
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.agreement.by_words import TO_THIRD
from pipeline.repair.rules.agreement.concord import FORMS_TOO, PURE
from pipeline.repair.rules.agreement.mood import indicative
from pipeline.repair.rules.agreement.verbs import ADVERB, CLAUSE_START, NOT_OF_SEVERAL, OF_SEVERAL, is_singular
from pipeline.repair.rules.common import FINITE

_AGENTS = (
    words("person") | words("female") | words("organ") | words("body_part") | words("countable") | words("object")
    | {"blood", "gas", "water", "soil", "skin", "air", "milk", "acid", "fetus", "liquid", "oil", "dust", "fat"}
    | words("noun_of") | {"noise", "pain", "smell", "taste", "light", "battery", "price", "screen", "sound"}
    | {"food", "meat"}
)  # fmt: skip
_DOERS = words("person") | words("female") | words("organ") | words("body_part") | {"blood", "gas", "skin", "plant"}
_STATES = (
    "red|yellow|black|brown|white|dark|pale|soft|hard|dry|wet|loose|thin|thick|weak|cold|hot|stiff|swollen|rough|sticky"
    "|at|when|again|late|early|fast|well|bad"
)
_ONLY_VERB = compiled(
    rf"(?:{CLAUSE_START}|(?<=, and )|(?<=, but )|(?<=[a-z] and ))"
    r"((?:[Tt]he|[Yy]our|[Tt]his|[Ii]ts|[Hh]is|[Hh]er|[Mm]y|[Oo]ur) (?:[a-z]+ )??([a-z]+) )([a-z]+)"
    rf" (?=(?:(?:{_STATES}|in|on|up|down|out|off|to|from|into|along|through|back|away|over|for|with|at|and|iron"
    rf"|water|food"
    r"|the|a|an|its|his|her|your|it|them|too|very|more|less|slowly|quickly|easily|often|badly)\b))"
)
_MASS = (
    "water|milk|air|oil|soil|blood|skin|hair|steam|dust|smoke|salt|sugar|vinegar|honey|bleach|alcohol|rain|wind|heat|light"
    "|sunlight|humidity|moisture|pressure|food|meat|fish|rice|dough|garlic|ginger|tea|coffee|wood|metal|plastic|leather"
    "|glass|rust|mold|mould|dirt|grease|sweat|urine|saliva|stress|exercise|fatigue|pain|inflammation|medicine"
)
_MASS_DOES = (
    "become|contain|enter|stay|itch|kill|make|lose|absorb|reduce|prevent|affect|destroy|improve|promote|penetrate|protect"
    "|irritate|evaporate|freeze|expand|harden|thicken|appear|disappear|accumulate|come|go|get|grow|weaken|strengthen"
    "|stimulate|dissolve|remain|produce|provide|relieve|attract|lack|seem"
)
_MASS_VERB = compiled(
    rf"(?:^|(?<=[.!?] )|(?<=\n)|\b(?:[Bb]ecause|[Ii]f|[Ww]hen|[Ww]hile|[Ss]ince|[Aa]lthough|so that|until"
    rf"|[Oo]nce|that) )"
    rf"((?:(?i:hot|cold|warm|cool|dry|wet|old|fresh|dirty|clean|boiling|hard|soft|bad|white|black|green|red) )?"
    rf"((?i:{_MASS})) )({_MASS_DOES})"
    rf" (?=(?:{_STATES}|in|on|out|into|from|to|the|an?|your|its|it|them|up|down|through|off|away|bacteria|more"
    rf"|too|very)\b)"
)
_CLAUSE_END = compiled(r"[.,;:!?。]| and\b| but\b| so\b|\Z")


def _only_verbs(passage: Passage) -> Iterator[re.Match[str]]:
    """Bare verbs behind a whole singular subject that opens a clause."""
    for match in passage.find(_ONLY_VERB):
        noun, verb = match[2], match[3]
        bare = verb in TO_THIRD and verb not in FORMS_TOO and (verb in PURE or noun in _DOERS)
        if bare and noun in _AGENTS and is_singular(noun) and indicative(passage, match.start(1)):
            yield match
    for match in passage.find(_MASS_VERB):
        if indicative(passage, match.start(1)) and (match[1].strip().lower() != "exercise" or match[3] == "help"):
            yield match


@rule(
    "grammar",
    fixes={
        "The calf is weak, and the blood stay in the legs.": "The calf is weak, and the blood stays in the legs.",
        "The gum swell and hurts.": "The gum swells and hurts.",
        "Hot water kill bacteria.": "Hot water kills bacteria.",
        "If air enter the pipe, it knocks.": "If air enters the pipe, it knocks.",
        "The skin turn red at night.": "The skin turns red at night.",
    },
    keeps=(
        "The blood stays in the legs.",
        "Let the blood stay in the legs.",
        "The skin care in the clinic is dear.",
        "The water flow from the pump is weak.",
        "The child welfare office is shut, and the patient rest room too.",
        "Water damage in the cellar. Soil add to the pot.",
        "Make sure that rain fall on it.",
        "Milk the cow and heat the milk.",
    ),
    trigger=rf"\b(?:[Tt]he|[Yy]our|[Tt]his|[Ii]ts|[Hh]is|[Hh]er|[Mm]y|[Oo]ur|(?i:{_MASS})) [a-z]",
    kinds=("text",),
    parses=_only_verbs,
    translated_only=True,
)
def only_verb(passage: Passage) -> Iterable[Change]:
    """Give a bare verb its -s behind a singular subject, where its clause has no other verb."""
    for match in passage.once(_only_verbs):
        doc, at = passage.sentence_at(match.start(3))
        end = _CLAUSE_END.search(passage.text, match.end(3))
        span = doc.char_span(
            match.start(3) - at, (end.start() if end else match.end(3)) - at, alignment_mode="contract"
        )
        if span is None or not doc.text.rstrip().endswith((".", "!", ";")) or doc.text.startswith("Do"):
            continue
        if span[0].tag_ in ("VBD", "VBG") or any(t.tag_ in FINITE for t in span[1:]):
            continue
        yield Change(*match.span(3), TO_THIRD[match[3]])


_NOUNS = plurals(
    words("countable")
    | words("count_noun")
    | words("object")
    | words("body_part")
    | words("person")
    | words("kind_of_count")
)
_PLURALS = frozenset(many for one, many in _NOUNS.items() if one != many and many.endswith("s")) - {
    "leaves", "needs", "uses", "days", "weeks", "months", "years", "hours", "minutes", "times", "glasses", "works",
    "seconds", "degrees", "sales", "sports", "news", "means", "buses", "gases", "his", "always",
}  # fmt: skip
_MANY = _PLURALS | {"people", "children", "women", "men", "teeth", "feet", "leaves"}
_THIRDS = {
    verb_forms(base)[1]: base
    for kind in ("pure_verb", "verb_only", "verb_too", "verb", "transitive", "handled")
    for base in words(kind)
} | {
    "means": "mean",
    "lays": "lay",
    "turns": "turn",
    "has": "have",
    "does": "do",
    "doesn't": "don't",
    "hasn't": "haven't",
}
_WEAK = frozenset(
    "leaves cuts drinks feels covers changes results tastes causes points stops needs wants drops".split()
)
"""Thirds that may be plurals behind another plural (the users needs in the house), unless an object follows."""
_SEVERAL_DO = compiled(
    rf"{CLAUSE_START}(?P<np>(?:(?i:the|your|their|our|its|these|those|many|most|some|all|other|several|two|three) )?"
    rf"(?:(?i:{alternatives('describing')}|main|other) )?(?P<many>[A-Za-z]+) )"
    rf"{ADVERB}(?P<verb>{any_of(_THIRDS)}) (?=(?P<next>the|an?|your|its|their|it|them|you|no|not|more|less|too|very"
    rf"|much|many|some|lots|that|yellow|red|black|brown|white|soft|hard|dry|loose|weak|sick|old|quickly|slowly|easily"
    rf"|well|fast|up|out|off|down|to|in|on|at|from|with|for|into|through)\b)"
)
_OBJECTS = frozenset("the a an your its their it them you no not more less too very much many some lots that".split())
_PHRASES = compiled(r"\b(?:one|each|either|neither|none|any|care|caring|use|growing|eating|keeping) of [^.!?;]*$", re.I)


@rule(
    "grammar",
    fixes={
        "The leaves turns yellow and dry.": "The leaves turn yellow and dry.",
        "Hens lays an egg a day.": "Hens lay an egg a day.",
        "When the toes pulls to one side, rest.": "When the toes pull to one side, rest.",
    },
    keeps=(
        "The leaves turn yellow. Hens lay an egg a day.",
        "The color of the leaves turns yellow, and one of the hens lays an egg.",
        "The user needs in the house are met. The users needs in the house are met.",
        "It is for the hens drinks to be cold.",
    ),
    trigger=rf"\b(?:{any_of(_THIRDS)}) [a-z]",
    kinds=("text",),
    translated_only=True,
)
def plural_subject_word(passage: Passage) -> Iterable[Change]:
    """Take the -s from a verb behind a plural noun that is its whole subject (the leaves turns yellow)."""
    if not _meet(passage.lows):
        return
    for match in passage.find(_SEVERAL_DO):
        if match["many"].lower() not in _MANY or (match["verb"] in _WEAK and match["next"] not in _OBJECTS):
            continue
        if not _PHRASES.search(passage.text[max(0, match.start() - 60) : match.start("np")]):
            yield Change(*match.span("verb"), _THIRDS[match["verb"]])


def _meet(lows: Sequence[str]) -> bool:
    """Whether a verb in -s stands shortly behind a plural: cheaper than to look for the whole clause."""
    return any(low in _THIRDS and not _MANY.isdisjoint(lows[max(0, i - 3) : i]) for i, low in enumerate(lows))


_ONES = frozenset(
    noun
    for noun, many in _NOUNS.items()
    if noun != many and noun not in words("not_singular") | {"way", "time", "people"}
)
_ONE = any_of(_ONES)
_ONE_THAT = compiled(
    rf"(?<!\bone of )(?<!\bof )\b(?i:an?|the|this|each|every|another|any) (?:[a-z]+ )?(?P<noun>[a-z]+) (?:that"
    rf"|which|who) "
    rf"{ADVERB}(?P<verb>have|are|were|do not|don't|need|want|suffer|like) "
    r"(?=(?:the|an?|been|not|no|to|too|very|more|less|many|some|much|in|on|at|from|old|new|[a-z]+ed|[a-z]+ing)\b)"
)
_MANY_THAT = compiled(
    rf"(?<!\bof )(?i:\b(?P<det>the|these|those|some|many|most|all|other|few|several) |^|(?<=[.!?] ))(?:[a-z]+ )?"
    rf"(?P<many>[A-Za-z]+) (?:that|which|who) {ADVERB}(?P<verb>is|was|has|does|doesn't|isn't|wasn't|needs|wants"
    rf"|likes|suffers)"
    r" (?=[a-z])"
)
_ONLY = compiled(
    r"\b(?:of|one|each|only|either|neither|and|or|with|for|in|on|at|from|to|by|near|under|around) (?:[a-z]+ ){0,2}\Z",
    re.I,
)
_TO_BE = OF_SEVERAL | NOT_OF_SEVERAL
_OF_ONE = {"have": "has", "are": "is", "were": "was", "do not": "does not", "don't": "doesn't"}
_THING = rf"(?:(?:{alternatives('describing')}) )?(?:{_ONE})"
_BOTH = compiled(
    r"(?:^|(?<=[.!?] )|\b(?:[Ii]f|[Ww]hen|[Bb]ecause|[Bb]oth|[Aa]lthough) )(?:[Tt]he|[Yy]our|[Mm]y|[Hh]is"
    r"|[Hh]er|Both the)"
    rf" {_THING} and (?:the|your|my|his|her|their) {_THING} (?P<verb>is|was|has|doesn't|isn't|does not)"
    r" (?=(?!the same (?:person|thing)\b)[a-z])"
)


@rule(
    "grammar",
    fixes={
        "A person who have an old pump needs oil.": "A person who has an old pump needs oil.",
        "The pumps which was old broke.": "The pumps which were old broke.",
        "The mother and the baby is tired.": "The mother and the baby are tired.",
    },
    keeps=(
        "A person who has an old pump needs oil.",
        "It is one of the pumps that was old, the only one of the men who was ill.",
        "The mother and the baby are tired, and the head and founder is ill.",
        "The old lamp fell and the floor is wet. The dog barks and the cat is ill.",
        "A group of the men who have no job, the colour of the pumps which is new.",
    ),
    trigger=rf"\b(?:that|which|who) {ADVERB}(?:have|are|were|do|don't|need|want|suffer|like|is|was|has|does|doesn't"
    r"|isn't|wasn't|needs|wants|likes|suffers) [a-z]"
    r"|\band (?:the|your|my|his|her|their) [a-z]+ (?:[a-z]+ )?(?:is|was|has|doesn't|does not) ",
    kinds=("text",),
    translated_only=True,
)
def verb_behind_who(passage: Passage) -> Iterable[Change]:
    """Make the verb behind who, that and which agree with the noun before it, and be plural behind the X and the Y."""
    for match in passage.find(_ONE_THAT):
        before = passage.text[max(0, match.start() - 24) : match.start()]
        if match["noun"] in _ONES and not _ONLY.search(before) and indicative(passage, match.start()):
            verb = match["verb"]
            yield Change(*match.span("verb"), _OF_ONE.get(verb) or verb_forms(verb)[1])
    for match in passage.find(_MANY_THAT):
        before = passage.text[max(0, match.start() - 24) : match.start()]
        if match["many"].lower() in _MANY and not _ONLY.search(before):
            verb = match["verb"]
            yield Change(*match.span("verb"), _TO_BE.get(verb) or _THIRDS[verb])
    for match in passage.find(_BOTH):
        verb = match["verb"]
        yield Change(*match.span("verb"), "do not" if verb == "does not" else _TO_BE[verb])
