"""Forms of verbs that a noun, an adjective or an auxiliary governs: ways of remove stains, good at cook, for clean the
pipe, is wore, has be changed, started leak, easy to dried, makes people feeling tired.

Only an article that was translated word for word is changed.
"""

import re
from collections.abc import Iterable

from pipeline.compiled import compiled
from pipeline.repair.inflection import capital_like, verb_forms
from pipeline.repair.lexicon import any_of, words
from pipeline.repair.rule import Change, Passage, rule

_SURE = (words("pure_verb") | words("verb_only") | set("eat get go be have become lose grow".split())) - set(
    "like form result need contract taste smell feel measure influence display sense deal draw dig give".split()
)
_MAYBE = set(
    "wash clean cut use cook drink feed save open close change repair check touch move turn water heat lift brush rub"
    " scratch press pull push hold wipe cover read play fight dry store treat burn".split()
)
_VERB = (
    rf"(?:(?:{any_of(_SURE)})|(?:{any_of(_MAYBE)})(?= (?:the|an?|your|it|them|their|his|her|its|this|these|hands|money"
    r"|dishes|tea|water|milk|coffee|alcohol|wine|clothes|time|energy|food|teeth|hair|vegetables|meat)\b))"
)
_GOVERNS = (
    "ways?|methods?|habits?|risks?|possibility|process|purpose|goal|aim|effect|function|chances?|danger|idea|importance"
    "|feeling|capable|tired|fear|result|cost|act|instead|trick|means"
)
_OF_VERB = compiled(rf"\b(?:{_GOVERNS}) of (?P<verb>{_VERB})(?= [a-z]|[.,;])")
_USED_FOR = compiled(
    r"\b(?:used|suitable|responsible|designed|intended|thanks|[Tt]hank you|need|needed|recommended|convenient)"
    rf" for (?P<verb>{_VERB})(?= [a-z])"
)
_AT_VERB = compiled(
    r"\b(?:good|bad|skilled|clever) at (?P<verb>cook|sew|swim|draw|sing|write|cure|teach|dance|climb|hide)\b"
)
_FOR_START = compiled(rf"(?:\A|(?<=[.!?] )|(?<=\n))(?P<for>For) (?={_VERB} [a-z])")


@rule(
    "grammar",
    fixes={
        "There are many ways of remove stains.": "There are many ways of removing stains.",
        "It is used for wash dishes. He is good at cook.": "It is used for washing dishes. He is good at cooking.",
        "For clean the pipe, take soda.": "To clean the pipe, take soda.",
    },
    keeps=(
        "There are many ways of removing stains.",
        "A habit of use, the cost of change and the risk of burn damage are high.",
        "It is used for wash basins. He is good at work. For cover, take a tent.",
    ),
    trigger=rf"\b(?:(?:{_GOVERNS}) of|(?:used|suitable|responsible|designed|intended|thanks|you|needed|need|recommended"
    r"|convenient|necessary) for|(?:good|bad|skilled|clever) at|For) [a-z]",
    kinds=("text",),
    translated_only=True,
)
def gerund_behind_noun_of(passage: Passage) -> Iterable[Change]:
    """Write -ing behind way of, used for and good at, and to for For before a verb (ways of remove stains)."""
    for pattern in (_OF_VERB, _USED_FOR, _AT_VERB):
        for match in passage.find(pattern):
            if not passage.text.startswith((" of ", " and ", " or "), match.end()):
                yield Change(*match.span("verb"), verb_forms(match["verb"])[4])
    for match in passage.find(_FOR_START):
        yield Change(*match.span("for"), "To")


_PASTS = {
    past: participle
    for _, _, past, participle, _ in map(verb_forms, sorted(words("irregular") | set("wear break take".split())))
    if past != participle and past not in ("was", "did", "ran", "came", "became", "went", "rose", "began", "fell")
}
_BE_PAST = compiled(
    rf"\b(?:is|are|was|were|been|being|be|get|gets|got) (?:not |often |easily |also )?(?P<verb>{any_of(_PASTS)})"
    r"(?=[.,;!]| (?:by|in|into|off|out|down|away|up|on|at|from|with|to|for|when|and|every|once|again|during)\b)"
)
_HAS_BE = compiled(
    rf"\b(?:has|have|had|having) (?:not |already |just |never )?(?P<be>be) "
    rf"(?=[a-z]{{2,}}ed\b|{any_of(set(_PASTS.values()))}\b|put\b|cut\b|lost\b|left\b|made\b|found\b|kept\b|used\b)"
)
_IRREGULAR = {
    verb: verb_forms(verb)[3]
    for verb in "wear break take give throw eat write choose drive tear freeze steal shake hold keep bite".split()
}
_HAS_WEAR = compiled(
    rf"\b(?:has|have) (?:already |not |just |never |been )??(?P<verb>{any_of(_IRREGULAR)})"
    r" (?=(?:out|off|down|away|up|the|it|them|in|for|since|too)\b)"
)
_IS_HOLD = compiled(
    rf"\b(?:is|are|was|were|be|been) (?P<verb>{any_of(_IRREGULAR)})"
    r" (?=(?:by|with|into|from|away|off|out)\b)"
)
_AIMS = compiled(
    r"\b(?:what|all|thing|way|do|does|did|job|task|aim|goal|first|next|key|trick|step|method|best|to|let|make|there|does"
    r"|may|can|will|should|must|could|would|might)\b[^.!?;,]*\Z",
    re.I,
)


@rule(
    "grammar",
    fixes={
        "The sole is wore by the road.": "The sole is worn by the road.",
        "The oil has be changed, but the belt has wear out.": "The oil has been changed, but the belt has worn out.",
        "It is hold with one hand.": "It is held with one hand.",
    },
    keeps=(
        "The sole is worn by the road. He was broke.",
        "All he does is take away the joy. The best way is break with it.",
        "It has wear marks, and they have to be changed. Let it be.",
    ),
    trigger=rf"\b(?:{any_of(_PASTS)}|be|{any_of(_IRREGULAR)})\b",
    kinds=("text",),
    translated_only=True,
)
def participle_of_irregular(passage: Passage) -> Iterable[Change]:
    """Write the participle of an irregular verb behind be and have, and been for be behind have (is wore by)."""
    for match in passage.find(_BE_PAST):
        if not (match["verb"] == "broke" and not passage.text.startswith((" by", " in"), match.end())):
            yield Change(*match.span("verb"), _PASTS[match["verb"]])
    for match in passage.find(_HAS_BE):
        yield Change(*match.span("be"), "been")
    for pattern in (_HAS_WEAR, _IS_HOLD):
        for match in passage.find(pattern):
            if not _AIMS.search(passage.text, max(0, match.start() - 60), match.start()):
                yield Change(*match.span("verb"), _IRREGULAR[match["verb"]])


_BEGAN = compiled(
    r"\b(?:starts?|started|begins?|began)(?P<gap> )(?:leak|rot|smell|rust|bloom|itch|ache|bleed|cough|cry|vomit|sneeze"
    r"|bark|shake|swell|crack|drip|fade|wilt|melt|boil|burn|work|grow|fall|lose|peel|foam|sprout|yawn|hurt|ferment)"
    r"(?=[.,;!]| (?:in|on|at|from|again|and|when|after|badly|slowly|heavily|all|out|off|down)\b)"
)
_STOPS = compiled(
    r"\b(?:stops?|stopped) (?P<to>to (?P<verb>work|function|grow|bloom|heat|respond|spin|rotate|cool|secrete|lay|sing"
    r"|shine|hurt|rise))(?=[.,;!]| (?:in|on|at|after|when|because|and|normally|properly|well|as|for|eggs)\b)"
)
_PARTICIPLES = {
    verb_forms(verb)[2]: verb
    for verb in words("pure_verb") | set("dry clean wash cook peel fix check repair open close lift break wear".split())
    if verb_forms(verb)[2] != verb
}
_EASY_TO = compiled(
    r"\b(?:easy|easier|hard|harder|difficult|able|unable|in order|going|important|necessary|best|better|possible|trying"
    rf"|try|wants?) to (?P<verb>{any_of(_PARTICIPLES)})\b"
)
_FEELING = {verb_forms(v)[4]: v for v in "feel become look lose fall flow think believe appear grow sleep get".split()}
_MAKES_FEELING = compiled(
    r"\b(?:make|makes|made|let|lets) (?:it|them|him|her|us|you|me|people|children|(?:the|your|our) [a-z]+)"
    rf" (?P<verb>{any_of(_FEELING)})"
    r"(?=[.,;]| (?:tired|dry|bad|good|old|young|soft|hard|out|down|in|into|like|that"
    r"|very|more|weak|dizzy|sick|cold|hot|better|worse|yellow|red|dull"
    r"|uncomfortable|comfortable|weight|up|asleep|well)\b)"
)
_CAREFUL = compiled(rf"\b[Bb]e careful (?P<not>not )(?=(?:{any_of(_SURE - {'be', 'have'} | _MAYBE)}|let) [a-z])")
_MADE_ME = compiled(
    rf"\b(?:made|make|makes) (?:me|him|us|them|you) (?P<to>to )(?=(?:{any_of(_SURE - {'be', 'have'})})\b)"
)


@rule(
    "grammar",
    fixes={
        "The pipe started leak again, and the lamp stops to work.": (
            "The pipe started to leak again, and the lamp stops working."
        ),
        "It is not easy to dried.": "It is not easy to dry.",
        "It makes people feeling tired. Be careful not eat it.": (
            "It makes people feel tired. Be careful not to eat it."
        ),
        "It made me to go.": "It made me go.",
    },
    keeps=(
        "The pipe started to leak again. It stopped to rest, and stops at work.",
        "It is not easy to dry. It looks easy to learned men.",
        "It makes people feel tired. The people make the falling leaves into soil.",
        "It made me go. What they made me to be grateful for is this.",
    ),
    trigger=r"\b(?:starts?|started|begins?|began|stops?|stopped|easy|easier|hard|harder|difficult|able|unable|order|going"
    r"|important|necessary|best|better|possible|trying|try|wants?|makes?|made|lets?|careful) ",
    kinds=("text",),
    translated_only=True,
)
def verb_behind_start(passage: Passage) -> Iterable[Change]:
    """Write the form that start, stop, easy to, make and careful govern (started leak, easy to dried)."""
    for match in passage.find(_BEGAN):
        yield Change(*match.span("gap"), " to ")
    for match in passage.find(_STOPS):
        yield Change(*match.span("to"), verb_forms(match["verb"])[4])
    for match in passage.find(_EASY_TO):
        if not re.match(r" (?:[a-z]+s|men|people)\b", passage.text[match.end() :]):
            yield Change(*match.span("verb"), capital_like(match["verb"], _PARTICIPLES[match["verb"]]))
    for match in passage.find(_MAKES_FEELING):
        yield Change(*match.span("verb"), _FEELING[match["verb"]])
    for match in passage.find(_CAREFUL):
        yield Change(match.end("not"), match.end("not"), "to ")
    for match in passage.find(_MADE_ME):
        if not re.search(r"\b(?:what|that|which|was|were|been)\b[^.!?;,]*\Z", passage.text[: match.start()], re.I):
            yield Change(*match.span("to"), "")
