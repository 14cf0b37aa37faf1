"""Grammar that the wording alone decides: conjunctions that are doubled, number, missing words. Set phrases are in
phrases.csv."""

import re
from collections.abc import Iterable

from pipeline.compiled import compiled
from pipeline.repair.inflection import plurals
from pipeline.repair.lexicon import alternatives, words
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.agreement.verbs import OF_SEVERAL

_CLAUSE = (
    r"(?:the|this|that|these|those|it|they|you|we|he|she|there|many|most|some|your|their|its|if|when|people|women|i)\b"
)
_ALTHOUGH = compiled(rf"(?<![\w,] )\b(?:Although|Though|Even though) [^,.;:!?\n—-]{{6,110}}(, but) (?={_CLAUSE})")
_BECAUSE = compiled(
    rf"(?:^|(?<=[.!?] ))(?:Because|Since|As) (?!of\b|a result|well|for\b|soon|long)"
    rf"[^,.;:!?\n—-]{{6,110}}(, so) (?={_CLAUSE})(?!that\b)"
)


@rule(
    "grammar",
    fixes={"Although the soil is dry, but the leaves are green.": "Although the soil is dry, the leaves are green."},
    keeps=(
        "The soil is dry, but the leaves are green.",
        "Although old, small and dry, but never sick, the tree stands.",
        "It grows, although slowly, but the leaves stay green.",
    ),
    trigger=r"(?i)though\b.*, but ",
)
def although_but(passage: Passage) -> Iterable[Change]:
    """Drop the “but” after an “although” clause; Chinese and Russian say both, English one."""
    for match in passage.find(_ALTHOUGH):
        yield Change(*match.span(1), ",")


@rule(
    "grammar",
    fixes={"Because the room is dark, so the plant grows slowly.": "Because the room is dark, the plant grows slowly."},
    keeps=(
        "The room is dark, so the plant grows slowly.",
        "Because of the dark, so much so that we left, it died.",
        "As the rain fell, so that the soil was wet, we left.",
    ),
    trigger=r"\b(?:Because|Since|As)\b.*, so ",
)
def because_so(passage: Passage) -> Iterable[Change]:
    """Drop the “so” after a “because” clause; Chinese says both, English one."""
    for match in passage.find(_BECAUSE):
        yield Change(*match.span(1), ",")


_BECAUSE_OF = compiled(
    r"\b[Bb]ecause( of)(?= (?:the|your|my|his|her|their|its|our) (?:[a-z]+ )?"
    r"(?!(?:that|which|who|he|she|it|they|we|you) )[a-z]+ (?:is|are|was|were|has|have|does|do|cannot|will)"
    r" (?:not |too |very |so |always |often |a |an |the )?[a-z]+(?: [a-z]+){0,3}[.,;!])"
)


@rule(
    "grammar",
    fixes={"It dies because of the water is bad.": "It dies because the water is bad."},
    keeps=(
        "It dies because of the water.",
        "Because of the things that are bad, we left.",
        "Because of the noise the pump was making, we left.",
        "Because of the way he is, we left.",
        "Because of the dog it has lost, we left.",
        "What we lost because of the war is gone.",
    ),
    trigger=r"(?i)\bbecause of (?:the|your|my|his|her|their|its|our) ",
    translated_only=True,
)
def because_of_clause(passage: Passage) -> Iterable[Change]:
    """Write because where a whole clause follows because of."""
    for match in passage.find(_BECAUSE_OF):
        before = passage.text[: match.start()].rsplit(".", 1)[-1]
        if not re.search(r"\b(?:what|who|which|that|all)\b", before, re.I):
            yield Change(*match.span(1), "")


_PLURAL = plurals(words("count_noun"))
_NOUN = alternatives("count_noun")
_FOLLOWERS = "is|are|was|were|of|for|that|which|why|when|who|to|in|and|or|can|may|will|have|on|at|with|from"
_AFTER = rf"(?=[.,;:!?)]|$| (?:{_FOLLOWERS})\b)"
_ONE_OF = compiled(
    rf"(?<!other )(?<!that )(?<!this )(?<!new )(?<!old )(?<!good )(?<!second )"
    rf"\bone of (?:the|these|those|our|your|their|my|his|her)"
    rf"(?: (?!is\b|was\b|of\b)[a-z]+(?:-[a-z]+)?){{0,2}} ({_NOUN}){_AFTER}"
)
_MANY = compiled(rf"\b(?:[Mm]any|[Ss]everal|[Vv]arious|[Nn]umerous|[Bb]oth|[Tt]hese|[Tt]hose) ({_NOUN}){_AFTER}")


@rule(
    "grammar",
    fixes={
        "This is one of the main reason why it fails.": "This is one of the main reasons why it fails.",
        "Rust is one of the most common disease of roses.": "Rust is one of the most common diseases of roses.",
    },
    keeps=(
        "This is one of the reasons.",
        "He is one of the family.",
        "Stir one of the egg whites.",
        "It is one of the best time savers.",
        "This is one of the two, the reason is plain. That other one of the game is new.",
        "Buy a new one of the same type.",
    ),
    trigger=r"\bone of ",
)
def one_of_plural(passage: Passage) -> Iterable[Change]:
    """Put the noun after “one of the” in the plural."""
    for match in passage.find(_ONE_OF):
        noun = match[1]
        if noun in _PLURAL and noun not in ("family", "group", "team", "company", "part", "fish"):
            yield Change(*match.span(1), _PLURAL[noun])


@rule(
    "grammar",
    fixes={
        "There are several method of doing it.": "There are several methods of doing it.",
        "These symptom are mild.": "These symptoms are mild.",
    },
    keeps=(
        "Many a reason was given.",
        "There are several method courses.",
        "Both time and money are short.",
        "These plant roots are dry.",
        "Both mother and child are well.",
    ),
    trigger=r"(?i)\b(?:many|several|various|numerous|both|these|those) ",
)
def plural_after_many(passage: Passage) -> Iterable[Change]:
    """Put the noun after many, several, various, these and those in the plural."""
    for match in passage.find(_MANY):
        noun, rest = match[1], passage.text[match.end() :]
        if match[0].lower().startswith("both") and re.match(r" and\b", rest):
            continue
        if noun in _PLURAL and not re.match(r" (?:and|or|in|to|on|with)\b", rest):
            yield Change(*match.span(1), _PLURAL[noun])


_UNIT_PLURAL = plurals(words("unit"))
_NUMBER_UNIT = compiled(
    rf"(?<![\d.,/:$€£№#-])(?<!No )(?<![\d/] )\b"
    rf"(?:[2-9]|(?!19\d\d|20\d\d)[1-9]\d{{1,3}}|two|three|four|five|six|seven|eight|nine|ten|twelve)"
    rf" ({alternatives('unit')})"
    r"(?=[.,;!?)]|$| (?:a|an|per|of|after|before|later|ago|or|every|each|until|when|if|for|in|at|is|are|to)\b)"
)


@rule(
    "grammar",
    fixes={"Take it three time a day for 2 week.": "Take it three times a day for 2 weeks."},
    keeps=(
        "Take it 3 times a day.",
        "A 2 week course is enough.",
        "Wait 1 day.",
        "Level 3 day care.",
        "It lasts 0.5 hour a day.",
    ),
    trigger=r"(?:\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve)) [a-z]",
    again=True,
)
def plural_after_number(passage: Passage) -> Iterable[Change]:
    """Put a unit of time or measure after a number above one in the plural."""
    for match in passage.find(_NUMBER_UNIT):
        before = passage.text[max(0, match.start() - 12) : match.start()].lower()
        if re.search(r"\b(?:a|an|the|level|stage|day|week|grade|no\.?|step|type|chapter|part|figure|table) $", before):
            continue
        if match[1] in ("set", "time") and re.match(r" (?:in|at|is|to|for)\b", passage.text[match.end() :]):
            continue
        yield Change(*match.span(1), _UNIT_PLURAL[match[1]])


_PLURAL_IS = compiled(
    r"(?:^|(?<=[.!?;] )|(?<=, )|\b(?:[Bb]ecause|that|[Ii]f|[Ww]hen|[Ww]hile|[Ss]ince|[Aa]lthough|but|[Ww]hy) )"
    r"((?:[Mm]any|[Mm]ost|[Ss]ome|[Oo]ther|[Tt]hese|[Tt]hose|[Aa]ll|[Pp]regnant"
    r"|[Oo]ld|[Yy]oung|[Oo]lder|[Yy]ounger|[Ss]ick) ){0,2}"
    r"([Pp]eople|[Cc]hildren|[Ww]omen|[Mm]en|[Tt]hey|[Ww]e|[Yy]ou) (is|was|has|does|isn't|wasn't|hasn't|doesn't)\b"
)


@rule(
    "grammar",
    fixes={
        "Many people is tired.": "Many people are tired.",
        "If children has a fever, wait.": "If children have a fever, wait.",
    },
    keeps=(
        "The number of people is small.",
        "What helps women is sleep.",
        "Caring for children is work.",
        "To love people is hard.",
        "One of them is ill, as you say, and one of the children is well.",
        "The magazine People is old.",
    ),
    trigger=r"(?i)\b(?:people|children|women|men|they|we|you) (?:is|was|has|does)",
)
def plural_subject(passage: Passage) -> Iterable[Change]:
    """Make the verb after people, children, women, they and we plural."""
    for match in passage.find(_PLURAL_IS):
        if match[2].lower() == "you" and match[3].startswith("was"):
            continue
        if re.search(r"\b(?:what|of|for|to|with)\b[^.!?;]*$", passage.text[: match.start(2)].rpartition(". ")[2], re.I):
            continue
        old = match[3]
        yield Change(*match.span(3), OF_SEVERAL[old.removesuffix("n't")] + ("n't" if old.endswith("n't") else ""))


_STATES = "pregnant|overweight|allergic|obese|prone|unable|sensitive|afraid|infected|breastfeeding|addicted|infertile"
_WHO_STATE = compiled(
    rf"\b((?:[A-Za-z]+s|[Pp]eople|[Ww]omen|[Mm]en|[Cc]hildren|[Tt]hose)"
    rf"|(?:[Ss]omeone|[Aa]nyone|[Pp]erson|[Ww]oman|[Mm]an|[Cc]hild|[Pp]atient)) who ({_STATES})\b"
)
_YOU_STATE = compiled(
    rf"\b([Ii]f|[Ww]hen|[Bb]ecause|[Ww]hile|[Oo]nce|[Ww]hether) (you|they|we) ({_STATES}|sick|thirsty|hungry)"
    r"(?=[.,;!?]| (?:and|or|to|with|for|during)\b)"
)


_WHEN_DOING = compiled(
    r"\b[Ww]hen (?:you|they|we|people|children|adults|babies|women|patients|mothers|parents|dogs|cats|kids|students) "
    r"(?P<doing>[a-z]{2,}ing)(?=(?: (?!(?:is|are|was|were|can|will|get|have|has|do|should|must|may)\b)[a-z]+){0,2},)"
)
_WHAT_IS = compiled(
    r"(?:^|(?<=[.!?,] )|\bBut )[Ww]hat (?P<state>(?:really |truly |most |more )?(?:dangerous|important|scary|terrible"
    r"|interesting|surprising|strange|worse|serious|difficult|useful|effective|harmful|annoying|frightening|regrettable"
    r"|sad|necessary|certain|needed)) (?=is\b)"
)


@rule(
    "grammar",
    fixes={
        "When adults eating, he looks.": "When adults are eating, he looks.",
        "What really dangerous is the heat.": "What is really dangerous is the heat.",
        "Women who pregnant should rest.": "Women who are pregnant should rest.",
        "If you allergic to nuts, ask first.": "If you are allergic to nuts, ask first.",
    },
    keeps=(
        "Women who are pregnant should rest.",
        "Those who felt sick left.",
        "If you pregnant women agree, we start.",
        "It makes you sick.",
        "When people living in town are ill, they go. When they bring, say, a cat, it is fun.",
        "What matters is sleep, and what is important is rest.",
    ),
    trigger=rf"\b(?:who|you|they|we) (?:{_STATES}|sick|thirsty|hungry)\b|{_WHEN_DOING.pattern}|{_WHAT_IS.pattern}",
)
def missing_be(passage: Passage) -> Iterable[Change]:
    """Add the missing is or are before a state and before what somebody does (who pregnant, when they eating)."""
    singular = ("someone", "anyone", "person", "woman", "man", "child", "patient")
    for match in passage.find(_WHO_STATE):
        yield Change(match.start(2), match.start(2), "is " if match[1].lower() in singular else "are ")
    for match in passage.find(_YOU_STATE):
        yield Change(match.start(3), match.start(3), "are ")
    for match in passage.find(_WHEN_DOING):
        if match["doing"] not in ("bring", "spring", "nothing", "during", "sing", "ring", "morning"):
            yield Change(match.start("doing"), match.start("doing"), "are ")
    for match in passage.find(_WHAT_IS):
        yield Change(match.start("state"), match.start("state"), "is ")


_QUALITY = alternatives("quality")
_LONG = alternatives("adjective_of_measure")
_TOO_LONG = compiled(
    r"(?<=[a-z] )(?:cannot|can['’]t|(?:must|should|may|can|will)(?: not)?) "
    rf"(?P<too>(?:too|very|so) (?:{_LONG}))"
    r"(?=[.,;:!?)]|$| (?:and|or|otherwise|for|in|at|when|if|because|so|either)\b)"
)
_MODAL_QUALITY = compiled(
    rf"(?<=[a-z] )(?:may|can|will|must|should|might|could|would) (?:also |easily |very |not )?({_QUALITY})\b"
    r"(?! [a-z]+ (?:can|may|will|must|should|be|get|have)\b)"
)


@rule(
    "grammar",
    fixes={"Your skin may sensitive to light.": "Your skin may be sensitive to light."},
    suggests={"The bath must not too hot.": "The bath must not be too hot."},
    keeps=(
        "It may be sensitive. It must not be too hot, and you can too.",
        "How can different plants live here?",
        "Can sick people work?",
        "The can similar to this one leaks.",
    ),
    trigger=rf"\b(?:may|can|will|must|should|might|could|would) (?:also |easily |very |not )?(?:{_QUALITY})\b"
    rf"|{_TOO_LONG.pattern}",
)
def modal_without_be(passage: Passage) -> Iterable[Change]:
    """Add be between may, can, will and an adjective that is no verb (may sensitive), or, in articles translated word
    for word, too and one (must not too hot)."""
    for match in passage.find(_TOO_LONG):
        yield Change(match.start("too"), match.start("too"), "be ", safe=passage.context.literal)
    for match in passage.find(_MODAL_QUALITY):
        before = passage.text[: match.start()].split()[-1:]
        if before and before[0].lower() in (
            "how",
            "what",
            "why",
            "when",
            "where",
            "a",
            "the",
            "this",
            "in",
            "of",
            "free",
            "and",
        ):
            continue
        yield Change(match.start(1), match.start(1), "be ")
