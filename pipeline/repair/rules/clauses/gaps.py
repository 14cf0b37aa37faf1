"""Small words that a clause lacks or has too many of, in articles translated word for word: apply to the face, so is
normal, wake up him, boil ten minutes, the tea you drink it, twice big, how to relieve?"""

import re
from collections.abc import Iterable

from pipeline.compiled import compiled
from pipeline.repair.lexicon import words
from pipeline.repair.rule import Change, Passage, rule

_APPLY = compiled(
    r"(?:, (?:then |and |and then )?|\band (?:then )?|\bthen )(?:apply|smear|dab)(?P<gap> )"
    r"(?=(?:evenly |gently |directly )?(?:to|on|onto) (?:the|your) (?!doctor|specialist|hospital|clinic|police|bank"
    r"|court|office|school|company|consulate|landlord|manager|service|expert|vet|[a-z]*ologist|[a-z]+ician)[a-z]+)"
)
_SO_IS = compiled(
    r"(?:, | and )so (?P<be>is|was|will be|may be|can be) (?=(?:not |very |also |quite |more )?(?:normal|necessary"
    r"|important"
    r"|best|better|easy|hard|difficult|possible|impossible|advisable|recommended|good|bad|enough|worth|safe|dangerous"
    r"|useful|useless|unlikely|likely|natural|common|essential|wise) (?:to|that|for|if|not)\b)"
)
_IS_AT_START = compiled(
    r"(?:^|(?<=[.!:] )|(?<=\n))(?P<be>[Ii]s) (?=(?:not |very |also |quite |better |always )?(?:necessary"
    r"|important|possible|impossible|advisable|recommended|useless|enough|essential|normal|better|best|worth|forbidden"
    r"|desirable|good|bad|dangerous|harmful|useful|easy|easier|hard|difficult|convenient|time)"
    r" to (?!be (?:the|a)\b)[a-z]+[^?\n]*?[.!;\n])"
)
_RECOMMEND = compiled(
    r"(?:^|(?<=[.!?:] )|(?<=\n))If [^.!?;:\n,]{8,90}, (?P<v>recommend|suggest)(?= (?:an?|the|to|that|you|[a-z]+ing)\b)"
)
_RESUMED = compiled(
    r"\b[Tt]he (?!(?:time|way|day|moment|reason|fact|idea|more|less|place|longer|sooner|first|last|next|feeling|chance"
    r"|second|better|faster|earlier|later|minute|instant|most|best|hope|sense|trick|news|truth|point)\b)[a-z]+"
    r" (?:that |which )?(?:you|we|they|I|people) (?:[a-z]+ly )?(?:drink|eat|use|buy|cook|make|bought|ate|drank|used"
    r"|cooked|made|take|took|wear|wore|put|plant|planted|feed|fed|wash|washed|see|saw|choose|chose|grow|grew)"
    r"(?P<it> (?:it|them))(?= (?:next time|every day|is|are|was|were|will|must|should|can|has|have|contains?|tastes?"
    r"|becomes?|today|yesterday|does|do|may)\b)"
)
_HOW_END = compiled(
    r"(?P<before>^|[^\n]*?)\b(?:[Hh]ow to|teach(?:es)? you to|tricks to|tips to|ways to|methods to)"
    r" (?:quickly |effectively |best )?(?:relieve|treat|solve|prevent|fix|deal with|cope with|get rid of|repair|avoid"
    r"|remove|eliminate|handle|use|overcome|distinguish)(?P<end>)(?= ?[?？])"
)
_SEVERAL = compiled(r"\b(?:of|about|from|the|these|have) (?:[a-z]+ )?([a-z]+[^s\W]s)\b")
_NO_THEM = frozenset("causes reasons symptoms signs methods ways tips tricks steps ones years months things".split())


@rule(
    "grammar",
    fixes={
        "Beat an egg, add honey, apply to the face.": "Beat an egg, add honey, apply it to the face.",
        "It grows, so is normal to see it.": "It grows, so it is normal to see it.",
        "If there are two of these, recommend an X-ray.": "If there are two of these, we recommend an X-ray.",
        "The tea you drink it next time is cold.": "The tea you drink next time is cold.",
        "Is better to wait. Rinse it: is useless to dry dirt.": "It is better to wait. Rinse it: it is useless to dry "
        "dirt.",
        "How to relieve?": "How to relieve it?",
    },
    keeps=(
        "Apply to the face, and doctors apply it to the face. If it is stolen, apply to the police.",
        "The soup is hot and so is the tea.",
        "If you are friends, recommend him to us. Is it better to wait? Is better to come?",
        "The way you drink it is odd. The more you eat it, the better.",
        "How to relieve the pain? How to relieve it?",
        "It is better to wait. Rinse it: it is useless to dry dirt.",
    ),
    trigger=r"(?i)\b(?:apply|smear|dab|so|recommend|suggest|it|them|to|is) ?",
    translated_only=True,
)
def missing_it_or_you(passage: Passage) -> Iterable[Change]:
    """Add the it, or we, that a clause lacks (apply to the face, so is normal to), and drop the it that it has twice
    (the tea you drink it)."""
    for match in passage.find(_APPLY):
        yield Change(*match.span("gap"), " it ")
    for match in passage.find(_SO_IS):
        yield Change(match.start("be"), match.start("be"), "it ")
    for match in passage.find(_IS_AT_START):
        if match["be"] == "Is":
            yield Change(*match.span("be"), "It is")
        elif passage.text[: match.start()].endswith(": "):
            yield Change(match.start("be"), match.start("be"), "it ")
    for match in passage.find(_RECOMMEND):
        yield Change(match.start("v"), match.start("v"), "we ")
    for match in passage.find(_RESUMED):
        yield Change(*match.span("it"), "")
    for match in passage.find(_HOW_END):
        several = [m[1] for m in _SEVERAL.finditer(match["before"]) if m[1] not in _NO_THEM]
        yield Change(match.end("end"), match.end("end"), " them" if several else " it")


_PAIRS = "|".join(rf"(?:{pair.replace('-', ' ')})" for pair in sorted(words("parted_verb")))
_UP_HIM = compiled(
    rf"\b(?P<all>(?P<verb>(?i:{_PAIRS})) (?P<who>him|it|them|me|us|her(?=[.,;!?])))"
    r"(?= ?[.,;:!?)]|$| (?:to|in|on|with|when|if|before|after|for|and|at|from|every|once|again|immediately|unless|until"
    r"|because|but|or|carefully|gently|slowly|quickly|too|as|by)\b)"
)
_YEARS_OLD = compiled(
    r"(?<![\w.,])(?P<n>\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty|fifty|sixty"
    r"|seventy|eighty)[ -]years?[ -]olds? (?P<who>(?:[A-Z][a-z]+|man|woman|boy|girl|child|baby|son|daughter|dog|cat"
    r"|lady"
    r"|mother|father|grandmother|grandfather|patient|kid|people|children|granny|aunt|uncle|friend|house|car|tree|plant"
    r"|phone|computer|laptop|machine|pump|pot|battery|niece|nephew|sister|brother|person|toddler|student)\b)"
)
_TWICE = compiled(
    r"\b(?:twice|(?:two|three|four|five|six|ten|\d+) times)(?P<gap> )(?:big|large|long|thick|high|heavy|wide|strong"
    r"|fast"
    r"|deep|tall|expensive|hard)(?= ?[.,;!?)]|$| (?:and|or|as|when|after|in)\b)"
)


@rule(
    "grammar",
    fixes={
        "Do not wake up him at night, and throw away it.": "Do not wake him up at night, and throw it away.",
        "The 58-years-old aunt rests.": "The 58-year-old aunt rests.",
        "Wait until it is twice big.": "Wait until it is twice as big.",
    },
    keeps=(
        "Wake him up at night. Turn on its light.",
        "She is 58 years old. A man 58 years old sat there.",
        "It is twice as big, two times bigger.",
    ),
    trigger=r"(?i)\b(?:him|it|them|me|us|her|years?|twice|times)\b",
    translated_only=True,
)
def order_of_small_words(passage: Passage) -> Iterable[Change]:
    """Put a pronoun before the particle of its verb (wake up him); write 58-year-old before a noun, twice as big."""
    for match in passage.find(_UP_HIM):
        verb, particle = match["verb"].split()
        yield Change(*match.span("all"), f"{verb} {match['who']} {particle}")
    for match in passage.find(_YEARS_OLD):
        if not re.search(r"\b(?:is|are|was|were|am)(?: only| already| about| over)? $", passage.text[: match.start()]):
            yield Change(match.start(), match.start("who"), f"{match['n']}-year-old ")
    for match in passage.find(_TWICE):
        yield Change(*match.span("gap"), " as ")


_ACTS = (
    "soak|boil|steam|simmer|cook|rest|leave|keep|hold|wait|bake|marinate|massage|press|stand|rinse|fry|stew|run|blanch"
    "|refrigerate|freeze|knead|stir|apply|let|place|put|sit|lie|charge|dry|microwave|ferment|rub|insist on|ventilate"
    "|cool|walk|jog|chew|brush|gargle|shake|beat|whisk|warm|squat|hang|lean|train|spin|breathe|roast|heat|open"
)
_FOR = compiled(
    rf"(?:^|(?<=[.!?:;,] )|(?<=\n)|\b(?:and|then|to|should|must|can) )(?i:{_ACTS})"
    r"(?: (?!for\b|about\b|every\b|last\b|takes?\b|within\b|after\b|until\b|another\b|only\b|is\b|are\b|be\b"
    r"|once\b"
    r"|than\b|over\b|of\b|by\b|a\b$|an\b$)[a-z'’-]+){1,9}?(?P<gap> )"
    r"(?P<time>(?:about )?(?:\d+(?: ?[-–~] ?\d+)?|ten|fifteen|twenty|thirty|forty|five|two|three|several|half an) "
    r"?(?:minutes?|seconds?|hours?))"
    r"(?= ?[.,;!]|$| (?:and|then|in(?! advance)|at|on|over|every|each|a day|until|when)\b)"
)
_LEAD = frozenset(
    "for during since about every last takes take within after until another only is are be once than over of by to the"
    " first in at before and or lasts spend wait needs least most around approximately from under".split()
)


@rule(
    "grammar",
    fixes={
        "Soak it in warm water 15-20 minutes.": "Soak it in warm water for 15-20 minutes.",
        "Sit at the window fifteen minutes.": "Sit at the window for fifteen minutes.",
    },
    keeps=(
        "Soak it in warm water for 15 minutes.",
        "Boil it every 10 minutes, and wait until 10 minutes before.",
        "Boil ten minutes, rest 20 minutes.",
    ),
    trigger=r"(?i)\b(?:minutes?|seconds?|hours?)\b",
    kinds=("text",),
    translated_only=True,
)
def for_a_time(passage: Passage) -> Iterable[Change]:
    """Write for before the time that a thing is soaked, kept or pressed (soak it in water 20 minutes)."""
    for match in passage.find(_FOR):
        before = passage.text[: match.start("gap")].rsplit(None, 1)[-1].lower()
        if before not in _LEAD:
            yield Change(*match.span("gap"), " for ")


_OWN_YOU = compiled(
    r"\b(?:[Hh]ow to|[Yy]ou (?:can|should|must|may|will)|[Tt]ips to|[Ww]ays to|[Dd]o not|[Dd]on['’]t|[Nn]ever)"
    r" (?:repair|fix|make|do|clean|treat|change|replace|install|squeeze|prune|check|take|use|buy|solve|remove|test"
    r"|diagnose|handle|adjust|cut|open|disassemble|cook|mix|judge|massage)\b[^.!?;,\n]{0,50}? by "
    r"(?P<self>oneself|themselves|himself|itself)\b"
)
_OWN_IT = compiled(
    r"(?<!you )(?<!people )\b(?P<be>does not|doesn['’]t|is|was|do not|don['’]t|are"
    r"|were) (?:[a-z]+ ){1,3}by (?P<self>oneself)\b"
)
_IT_WILL = compiled(
    r"\b(?:[Ii]t|[Tt]his)(?: (?:also|usually|generally|often))? (?:will|can|may|should|would)(?: not)?"
    r" (?:[a-z]+ ){1,4}?by (?P<self>oneself)\b"
)
_NOBODY = words("person") | words("female")


@rule(
    "grammar",
    fixes={
        "How to repair cracks by themselves?": "How to repair cracks by yourself?",
        "The spot does not fade by oneself.": "The spot does not fade by itself.",
        "In time it will be good by oneself.": "In time it will be good by itself.",
    },
    keeps=(
        "Cracks heal by themselves. How do cracks heal by themselves?",
        "The man is cooking by himself.",
        "It can help to live by oneself.",
    ),
    trigger=r"\bby (?:oneself|themselves|himself|itself)\b",
    translated_only=True,
)
def self_of_reader(passage: Passage) -> Iterable[Change]:
    """Write yourself for what the reader does alone, and itself for oneself behind a verb in the singular."""
    for match in passage.find(_OWN_YOU):
        yield Change(*match.span("self"), "yourself")
    for match in passage.find(_OWN_IT):
        clause = re.split(r"[.!?;\n]", passage.text[: match.start()])[-1].lower().split()
        if _NOBODY.isdisjoint(clause):
            several = match["be"].startswith(("do ", "don", "are", "were"))
            yield Change(*match.span("self"), "themselves" if several else "itself")
    for match in passage.find(_IT_WILL):
        if " to " not in match[0]:
            yield Change(*match.span("self"), "itself")


_SECOND_DEED = compiled(
    r"(?:^|(?<=[.!?:] )|(?<=\n))(?P<first>[A-Z][a-z]+)"
    r" (?P<what>(?:(?:the|a|an|your|some|this|these) )?[a-z]+(?: [a-z]+)?)"
    r",? and (?:then )?(?P<verb>put|place|wrap|hang|store|keep|drop|dip|soak)(?P<gap> )"
    r"(?=(?:under|into|onto|behind|between|around|on|in|with)"
    r" (?:the|your|a|an|water|oil|warm|cold|hot|tape|foil|paper)\b)"
)
_NO_THING = frozenset("up down out off away it them well in on over together apart first".split())
_TAKES_A_THING = (words("handled") | words("transitive") | words("gets_known") | words("handled_with")) | set(
    "roll take peel cut wash fill chop slice fold buy crush grate soak squeeze pick mix dip clean heat boil fry".split()
)


@rule(
    "grammar",
    fixes={
        "Roll the towel and put under the neck.": "Roll the towel and put it under the neck.",
        "Peel the potatoes and soak in water.": "Peel the potatoes and soak them in water.",
    },
    keeps=(
        "Roll the towel and put it under the neck.",
        "Sit down and keep in the shade. Seedlings grow up and hang on the wall.",
        "Hang coat and scarf and put on the light.",
    ),
    trigger=r"\band (?:then )?(?:put|place|wrap|hang|store|keep|drop|dip|soak) [a-z]",
    kinds=("text",),
    translated_only=True,
)
def object_of_second_deed(passage: Passage) -> Iterable[Change]:
    """Add the it, or them, that the second of two things lacks which the reader is to do with one (and put under)."""
    for match in passage.find(_SECOND_DEED):
        what, verb = match["what"].rpartition(" ")[2], match["verb"]
        on = verb == "put" and passage.text.startswith("on ", match.end())
        if match["first"].lower() not in _TAKES_A_THING or on or what in _NO_THING or what.endswith(("ly", "ing")):
            continue
        many = what.endswith("s") and not what.endswith("ss")
        yield Change(*match.span("gap"), " them " if many else " it ")
