"""Articles before nouns with an adjective, a rank or a measure: a cool place, the same symptoms, a glass of milk."""

import re
from collections.abc import Iterable

from pipeline.compiled import compiled
from pipeline.repair.adverbials import opens_adverbial
from pipeline.repair.lexicon import alternatives, any_of, words
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.articles.noun_phrase import (
    ADJECTIVE,
    ADJECTIVES,
    END,
    THING,
    insert_a,
    insert_the,
    with_capital,
)

_IS = compiled(
    rf"(?<!what )(?<!What )\b(?:is|was|becomes|became|remains) (?:also |still |really |actually |usually |often "
    rf"|not |only )?"
    rf"(?!certain)({ADJECTIVES}) (?:{THING}|disease|reaction|fruit|drug|material|task|service|diet){END}"
)
_HAS = compiled(
    rf"\b(?:have|has|had|having|need|needs|use|uses|choose|find|make|makes|form|forms|develop|develops|create|creates"
    rf"|keep|keeps|maintain|maintains|cause|causes|with|in|as|into|show|shows|lead|leads|play|plays|establish|contains?"
    rf"|drink|eat|eats|leave|leaves|produces?|consult|consume|lose|loses|provides?|reach|secretes?|absorbs?|requires?)"
    rf" ({ADJECTIVES}) (?:{alternatives('property')}){END}"
)
_LIFE = compiled(
    rf"\b(?:have|has|had|having|live|lives|lead|leads|living|leading) ({ADJECTIVES}) (?:sex |family )?life{END}"
)
_CHANGE = compiled(
    r"(?:[,;] |\b(?:or|of|by|with|is|as|to|cause|causes|after) )((?:sharp|abrupt|sudden|drastic|gradual|slight"
    r"|significant|big)"
    r" (?:change|drop|rise|increase|decrease|decline|reduction)) (?:of|in) (?!the number of which)"
)
_CERTAIN = compiled(
    rf"\b(?:has|have|had|having|with|at|in|to|for|of|from|after|within|into|by|is|are|need|needs|reach|reaches|there's"
    rf"|play|plays|cause|causes|take|takes|contain|contains|bring|brings|produce|produces|under|on|add|adding|exert)"
    rf" (certain) (?:{alternatives('property')}|{THING}|temperature|age|time|point|level|height|risk|pressure"
    rf"|concentration"
    rf"|weight|size|threshold|limit|value|force|depth|substance|vitamin|hormone|type|kind|burden|basis"
    rf"|order|part)"
    rf"{END}"
)


@rule(
    "grammar",
    fixes={
        "It is very common problem.": "It is a very common problem.",
        "The box has unpleasant smell.": "The box has an unpleasant smell.",
        "Put it in cool and dry place.": "Put it in a cool and dry place.",
        "It plays certain role.": "It plays a certain role.",
    },
    keeps=(
        "It is a very common problem.",
        "What is good child care?",
        "Such as serious problem areas.",
        "It was in good condition.",
        "They are good friends in certain places.",
        "It is good family entertainment.",
        "She has no good reason.",
        "That is good reason to sing.",
        "They have good influence on paper.",
        "Can they eat hot pot? It may cause certain damage.",
    ),
    trigger=rf"\b{ADJECTIVE} [a-z]",
)
def bare_described_noun(passage: Passage) -> Iterable[Change]:
    """Add the article that a countable noun with an adjective lacks after is, has, in and their like."""
    for pattern in (_IS, _HAS, _LIFE, _CHANGE, _CERTAIN):
        for match in passage.find(pattern):
            if match[0].startswith(("as ", "in ")) and re.search(
                r"\b(?:such|same|as|so|step|and|or|ones) $", passage.text[: match.start()]
            ):
                continue
            if not _idiomatic(passage, match):
                yield insert_a(passage, match.start(1))


_SUBSTANTIAL = compiled(r"\b(?:good (?:reason|cause)|great (?:effect|influence)|(?:eats?|consume) hot pot)\b")


def _idiomatic(passage: Passage, match: re.Match[str]) -> bool:
    """Whether the noun is one that English uses without an article too (“good reason”), or an adverbial follows it, so
    that it isn't what the rule takes it for (“great effect on stage”)."""
    if _SUBSTANTIAL.search(match[0]):
        return True
    after = next((i for i, word in enumerate(passage.words) if word.start >= match.end()), None)
    return after is not None and opens_adverbial(passage.words, after, after + 1)


_SUPERLATIVE = rf"(?:{alternatives('superlative')}|(?:most|least) {ADJECTIVE}|only|first|second|third|last|main)"
_RANKED = alternatives("ranked")
_TOP = compiled(
    rf"\b(?:is|was|as|are|be|in|at|of|for|with|by|from|to|has|have|had|find|choose|get|achieve|play|identify|know|not|even|use)"
    rf" (?:also |still |usually |often )?(?!first time|second time|last time|most certain|(?:first|second|third|last)"
    rf" place|first aid|first choice|only (?!(?:way|method|choice|option|solution|remedy)s?\b))"
    rf"((?:one of )?(?:{_SUPERLATIVE})(?: (?:and|,) {_SUPERLATIVE})? (?:{_RANKED})s?){END}"
)
_TOP_START = compiled(
    rf"(?:^|(?<=[.!?] )|(?<=\n))((?:{any_of(w.capitalize() for w in sorted(words('superlative')))}|Most {ADJECTIVE}"
    rf"|Main|First|Second|Third|Following|Above) (?:{_RANKED}|{alternatives('announced')})) (?=(?:is|are|was|can"
    rf"|may|will|should)\b)"
)
_SAME = compiled(
    r"\b(?:in|of|with|at|for|from|under|to|by|on|into|is|are|have|has|had|do|does|use|uses|take|takes|eat|get|gets|give"
    r"|gives|show|shows|cause|causes|need|needs|feel|contain|contains|share|shares|keep|belong to|during|within)"
    r" (same) (?=(?:time|way|kind|type|place|principle|day|effect|amount|number|symptoms?|problems?|size|age"
    r"|result|reason"
    r"|method|position|level|temperature|period|as|function|role|food|room|disease|thing|conditions?|meal|pot"
    r"|color|colour)\b)(?!day (?:delivery|dispatch|shipping|service|appointment|surgery))"
)
_FOLLOWING = compiled(
    rf"\b(?:in|from|with|into|of|are|is|have|has|take|try|use|see|to|has|choose|adopt|meet|consider|summarize|than|for|by|check|do"
    r"|tried|tries|used|using|after|through|apply|combine|remember|follow|followed|done|master|all|if|when|because|since"
    rf"|prevent|solve|according to)"
    rf" ((?:following|above(?:[- ]mentioned)?)(?: (?:two|three|four|five|six|several|few|common|simple|main"
    rf"|aspects of))?"
    rf" (?:{alternatives('announced')})\b)"
)


@rule(
    "grammar",
    fixes={
        "Light is most important factor.": "Light is the most important factor.",
        "Both have same symptoms.": "Both have the same symptoms.",
        "It shows in following ways.": "It shows in the following ways.",
        "Main reason is stress.": "The main reason is stress.",
    },
    keeps=(
        "Light is the most important factor.",
        "By following steps one and two, you get there.",
        "It is at most one step.",
        "The first reason is stress.",
        "It was second time lucky.",
        "They prefer same-day delivery.",
        "It is only part of the story.",
        "She is first choice for the role.",
        "They work with same day delivery.",
    ),
    trigger=r"(?i)\b(?:same|following|above|most|least|only|first|second|third|last|main|\w+est|worst) [a-z]",
)
def bare_ranked_noun(passage: Passage) -> Iterable[Change]:
    """Add the article that same, following, a superlative or an ordinal lacks before its noun."""
    for pattern in (_TOP, _SAME, _FOLLOWING):
        for match in passage.find(pattern):
            start = match.start(1)
            yield insert_the(start + len("one of ") if match[1].startswith("one of ") else start)
    for match in passage.find(_TOP_START):
        first = match[1]
        yield Change(match.start(1), match.start(1) + len(first.split()[0]), f"The {first.split()[0].lower()}")


_OTHER = compiled(
    rf"\b(?:of|to|in|with|for|by|from|choose|use|try|find|buy|have|has|is|at|into|on|as|adding|take|see)"
    rf" (other) (?:(?:{THING}|plant|way|doctor|hospital|country|mode|pot|hand|family|brand|type|kind"
    rf"|word)(?<!hand)(?<!word)){END}"
)
_MEASURE = compiled(
    r"\b(?i:drink|drinks|drinking|hold|add|adding|take|takes|eat|eats|with|about|pour|prepare|buy|for|in|into|use"
    r"|need|needs"
    r"|is|from|put|get) ((?:(?:small|large|full|big|hot|warm|whole|thin|thick) )?(?:glass|cup|liter|litre|bottle"
    r"|bowl|spoon|spoonful"
    r"|teaspoon|tablespoon|piece|slice|pair|bag|bucket|handful|pinch|kilogram|jar|box|bunch|layer|drop|sheet) of )"
    r"(?=(?!the\b|this\b|that\b|these\b)[a-z])"
)
_RIGHT = compiled(
    r"\b(?:in|with|at|by|use|using|choose|choosing|take|of|from) ((?:wrong|right|correct) (?:way|time|place|method"
    r"|direction"
    rf"|posture|position|movement|order|dose|amount|temperature|season|soil|pot|size|shoes|food|angle|treatment)){END}"
)
_TOOL = compiled(
    r"\b(?i:with|use|using) ((?:(?:damp|clean|wet|soft|warm|dry|cotton|sharp|hot|cold|small|hair|ice|electric"
    r"|sterile|plastic"
    r"|wooden|thermal|heating|vacuum) )?(?:eraser|pack|towel|spoon|knife|brush|swab|dryer|cleaner|screwdriver"
    r"|toothbrush|comb"
    rf"|needle|sponge|stick|hammer|pad|thermometer|stopper|bandage|mask|scarf|pillow|cushion|broom|shovel"
    rf"|bucket|lid)){END}"
)
_FEW = compiled(
    r"\b(?:of|for|in|after|within|takes?|lasts|lasted|wait|add) (few) (?=(?:days?|hours|minutes|weeks|months"
    r"|years|degrees|times|drops|steps|seconds|kilograms|centimeters|meters|spoons|slices|pieces|simple|small)\b)"
)
_UNCOUNTABLE = compiled(
    rf"\b(an?) ((?:(?:{ADJECTIVES}|useful|detailed|more|further|additional) )?(?:{alternatives('uncountable')})){END}"
)


@rule(
    "grammar",
    fixes={
        "Move it to other place.": "Move it to another place.",
        "Soak it for few minutes.": "Soak it for a few minutes.",
        "Here is a useful advice.": "Here is useful advice.",
        "Drink glass of milk.": "Drink a glass of milk.",
        "Rub it with damp towel.": "Rub it with a damp towel.",
        "It came at wrong time.": "It came at the wrong time.",
    },
    keeps=(
        "Move it to another place.",
        "On the other hand, some other person came.",
        "It was of few words.",
        "He gave a piece of advice.",
        "An information desk stood there.",
        "It is right of way for a pair of shoes.",
        "The part in question broke.",
    ),
    trigger=(
        rf"\b(?:other|few|wrong|right|correct|with|us(?:e|ing)|{alternatives('uncountable')})\b"
        r"|(?:glass|cup|[lb]it\w+|bo\w+|\w*spoon\w*|piece|slice|pair|bag|\w+) of "
    ),
)
def wrong_quantity_word(passage: Passage) -> Iterable[Change]:
    """Write another for other before one thing, a few for few, a before measures and tools, the before right and wrong,
    and no article before advice, information and such."""
    for match in passage.find(_OTHER):
        yield Change(*match.span(1), "another")
    for match in passage.find(_FEW):
        yield Change(*match.span(1), "a few")
    for pattern in (_MEASURE, _TOOL):
        for match in passage.find(pattern):
            yield insert_a(passage, match.start(1))
    for match in passage.find(_RIGHT):
        yield insert_the(match.start(1))
    for match in passage.find(_UNCOUNTABLE):
        yield Change(match.start(1), match.start(2), "")


_OPENING = compiled(
    rf"(?:^|(?<=[.!?] ))(?!Dry eye)((?i:{ADJECTIVE}|opened|used|closed|ordinary)) (?:{alternatives('object')}|{THING})"
    r" (?=(?:is|has|can|may|will|should|needs|must|does|causes|makes|helps)\b)"
)


@rule(
    "grammar",
    fixes={"Opened bottle has a short life.": "An opened bottle has a short life."},
    keeps=(
        "An opened bottle has a short life.",
        "Hot bottle necks are rare.",
        "Natural Product has a shop.",
        "Red Cat is a band.",
    ),
    trigger=_OPENING.pattern,
    kinds=("text",),
)
def bare_opening_noun(passage: Passage) -> Iterable[Change]:
    """Add the article that a single thing with an adjective lacks at the start of a sentence."""
    for match in passage.find(_OPENING):
        word = match[1]
        if word[0].isupper() and not word.isupper():
            yield with_capital(passage, insert_a(passage, match.start(1)))
