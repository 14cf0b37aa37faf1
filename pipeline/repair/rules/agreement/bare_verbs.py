"""A bare verb that is all a clause has for a verb, behind a singular subject with or without a phrase of place: when
the blade lean to one side, the needle on the scale stop for weeks; and one joined to a verb with its -s (shakes and
pull on it).

Only an article that was translated word for word is changed, and only where the rest of the clause holds no other verb.
"""

import re
from collections.abc import Iterable

from pipeline.compiled import compiled
from pipeline.repair.inflection import verb_forms
from pipeline.repair.lexicon import any_of, words
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.agreement.concord import ANSWERS, NO_SUBJECT
from pipeline.repair.rules.agreement.mood import indicative
from pipeline.repair.rules.agreement.verbs import is_singular

_INTRANSITIVE = words("unaccusative") | words("happens_by_itself")
_VERBS = {verb for verb in _INTRANSITIVE | words("does_to_something") if verb_forms(verb)[2] != verb}
_PURE = (words("pure_verb") | words("verb_only")) - {
    "like", "do", "have", "form", "result", "need", "contract", "taste", "smell", "feel", "measure", "influence",
}  # fmt: skip
ALL_VERBS = {verb for verb in _VERBS | _PURE if verb_forms(verb)[2] != verb} - set(
    "please clear clean open best like lead live read".split()
)
_THIRDS = frozenset(verb_forms(verb)[1] for verb in ALL_VERBS)
_NOUNS = (
    words("countable") | words("count_noun") | words("object") | words("organ") | words("body_part") | words("person")
    | words("female") | words("thing") | words("noun_of") | words("acting_mass")
) - NO_SUBJECT - ANSWERS - {"time", "way"}  # fmt: skip
_MASS = (
    "air|water|blood|skin|milk|oil|soil|food|gas|dust|smoke|pus|saliva|temperature|mold|mould|energy|heat|tea|meat|wind"
    "|rain|metabolism|fat|sweat|urine|acid|sugar|salt|garlic|ginger|rust|steam|dirt|grease|moisture|humidity"
)
_DET = (
    r"(?:[Tt]his (?:kind|type|sort) of|[Tt]he|[Aa]n?|[Yy]our|[Tt]his|[Tt]hat|[Ii]ts|[Hh]is|[Hh]er|[Mm]y|[Oo]ur|[Tt]heir"
    r"|[Ee]ach|[Ee]very|[Oo]ne)"
)
WORD = (
    r"(?!(?:and|or|but|to|is|are|was|were|that|which|who|can|will|may|not|you|they|we|he|she|it|must|should|do|does"
    r"|cannot|would|could|might)\b)[a-z-]+"
)
PHRASE = (
    r"(?:(?: (?:sold|made|used|bought|left|caused|hidden|grown|raised|kept|placed))?"
    r" (?:of|in|on|at|with|around|under|behind|inside|from|above|near|during|over) (?:(?:the|an?|your|its|his|her) )?"
    rf"(?:(?:{WORD} ){{0,2}}?{WORD}|it))"
)
_ADVERB = (
    r"(?: (?:never|always|often|easily|slowly|also|still|only|gradually|naturally|usually|quickly|even|just|suddenly"
    r"|sometimes|already|soon))?"
)
_START = (
    r"(?:(?P<sub>\b(?:[Ii]f|[Ww]hen|[Bb]ecause|[Uu]nless|[Oo]nce|[Ww]hile|[Aa]lthough|so that|[Aa]s soon as|[Ww]here"
    r"|[Ww]henever|[Ww]herever|[Tt]he more|why|how|what|[Oo]therwise|[Oo]therwise,|that|as long as|until) )"
    r"|(?P<open>(?:^|(?<=[.!?] )|(?<=\n))"
    r"(?:(?:In|At|Around|Since|On|During|Under)(?: [a-z0-9]+){1,5}?"
    r"(?<! of)(?<! in)(?<! on)(?<! at)(?<! with)(?<! under) (?=(?:the|an?) ))?)"
    r"|(?P<late>\b(?:[Aa]fter|[Bb]efore) )|(?P<on>(?<=[a-z)])(?:, (?:and |but |so |then |or )?| and | but )))"
)
_FOLLOWING = (
    r"the|an?|its|his|her|your|their|it|them|him|you|to|in|on|up|down|out|off|away|through|into|over"
    r"|around|back|along|at|for|from|with|again|very|too|more|less|badly|well|fast|about|by|every|as|like|no|some|many"
    r"|much|red|yellow|black|white|dark|pale|soft|hard|dry|wet|damp|cold|hot|loose|thin|thick|bigger|smaller|shorter"
    r"|longer|worse|better|weak|bad|sour|itchy|stiff|late|early|hours?|only|all|nothing|everywhere|[a-z]+ly|that|what"
    r"|and|without|after|before|until|than|bacteria|static|energy|money|noise|mistakes|color|colour|when|if|because"
    r"|while|people|\d+"
)
_END = r"(?P<end>[.,;!?])"
_BEHIND = rf"(?=(?P<next> (?:{_FOLLOWING})\b)|{_END})"
_BEHIND_SECOND = rf"(?=(?P<next> (?:{_FOLLOWING}|of|[a-z]{{3,}}s)\b)|{_END})"
_CLAUSE = compiled(
    rf"{_START}(?P<subject>(?:{_DET} (?:{WORD} ){{0,2}}?|(?=(?:[Nn]obody|[Ee]verybody|[Ee]veryone|no one)\b)"
    rf"|(?:(?i:hot|cold|dry|warm|good|wet|other|all|bad) )?(?=(?i:{_MASS})\b))"
    rf"(?P<noun>(?!longer\b)[A-Za-z]+)(?P<phrase>{PHRASE})??){_ADVERB} (?P<verb>{any_of(ALL_VERBS)}){_BEHIND}"
)
_OBJECT = frozenset(
    "the an a its his her your their it them him you no some many much what all nothing"
    " bacteria static energy money noise mistakes color colour people".split()
)
_AMOUNTS = words("measure") | words("unit") | set("mouthful spoonful handful pinch tablespoon teaspoon".split())
_LIVING = words("person") | words("female") | words("organ") | set("dog cat bird hen fish plant insect animal".split())
_DONE_BY_READER = (
    words("handled") | words("passive_verb") | words("transitive") | set("use take buy choose press push pull".split())
)
"""What a reader is told to do with what the sentence begins with (the lid press it down)."""
REST = compiled(
    r"[^,.;:!?\n]*?(?=[,.;:!?\n]|$"
    r"| (?:and|but|or|because|when|if|so|which|who|while|until|unless|that|where|what|how|why)\b)"
)
_NO_ENDINGS = ("ly", "ing", "ed", "men", "al", "ous", "ive", "ful", "ic", "able", "ible", "less", "ish", "est", "ese")
_SAYS = set(
    "say find mean show think know complain prove believe suggest explain feel tell remember ensure see".split()
)
"""What a clause with that follows."""
_NO_NOUN = (
    words("describing") | words("determiner") | words("preposition") | words("function_after") | words("no_modifier")
    | words("selecting") | words("pure_verb")
    | words("plural_people")
    | set("they you we he she it i them us teeth feet mice lice geese bacteria there and or but nor so".split())
    | set("old young rich poor sick elderly dead blind deaf first second third last few many most best worst".split())
    | NO_SUBJECT | ANSWERS
)  # fmt: skip
_NO_PART = _THIRDS | set("the a an your its his her their our my makes lets helps has does keeps needs".split())
"""What stands in no noun phrase behind its determiner."""
_MODAL = r"is|are|was|were|has|have|had|does|can|could|will|would|may|might|must|should"
_ALSO_PLURALS = frozenset("needs leaves drops covers means cuts drinks steps".split())
FINITE = compiled(rf"\b(?:{_MODAL}|do|did|isn't|aren't|cannot|{any_of(_THIRDS - _ALSO_PLURALS)}|[a-z]{{2,}}ed)\b")
_SOME_VERB = compiled(rf"\b(?:{_MODAL}|{any_of(_THIRDS)})\b")
_OPENING = compiled(
    r"(?:With|In|At|After|Since|On|From|Around|During|For|Within|If|When|Because|Once|While)\b[^,.;:]{1,60}, $"
)
_NO_CLAUSE = compiled(
    r"\b(?:(?:let|lets|make|makes|help|helps|see|watch|hear)\b[^,]*"
    r"|(?:of|for|with|like|such as|than|between|both)(?: [\w-]+){1,4},? (?:and )?)$",
    re.I,
)
_SHORTEST = 5
"""Words from which on a sentence is no heading (Air leak.)."""
_DETERMINED = compiled(rf"{_DET} ")
_PAST = compiled(
    r"\b(?:last (?:year|week|month|night|time|summer|winter|spring|autumn)|yesterday|ago|\w+ was|were|had)\b", re.I
)


_PERSON = any_of((words("person") | words("female")) - words("plural_people") - set("who whoever him himself".split()))
_WHO = compiled(
    r"\b(?i:my|his|her|our|your|the|an?|neighbor|neighbour|aunt|uncle|grandma) (?:[a-z]+ )?"
    rf"(?:{_PERSON}|[A-Z][a-z]+),? who{_ADVERB} (?P<verb>{any_of(ALL_VERBS | {'live'})}) "
    r"(?=(?:the|an?|it|them|her|his|in|on|at|to|too|no|every|up|out|for|with|us)\b)"
)


@rule(
    "grammar",
    fixes={
        "My grandmother, who live in Rome, knows it.": "My grandmother, who lives in Rome, knows it.",
        "If the arm is bent, the blade lean to one side.": "If the arm is bent, the blade leans to one side.",
        "With this, the needle on the scale drop for weeks.": "With this, the needle on the scale drops for weeks.",
        "In a pond with steep walls a hedgehog drown.": "In a pond with steep walls a hedgehog drowns.",
        "When oil splash on the skin, rinse it.": "When oil splashes on the skin, rinse it.",
    },
    keeps=(
        "If the arm is bent, the blade leans to one side.",
        "The water flow from the pump is weak. The oil change in the shop costs much.",
        "Four. Air leak. Let the blade lean to one side, and the pump generally cannot exceed it.",
        "If the oil and the water mix in it, and if the belly and the face turn red, stop.",
        "Warm tea in the morning. In spring the pot move to a bright place.",
        "In the evening, the oil splash on the wall was gone.",
        "Each mouthful of rice chew 20 to 30 times. One tablespoon of soda dissolve in water, boil and wait.",
        "This makes the fridge work over its strength and fail.",
        "Under the leaves of the plant sit whitefly. After the first phase come the quarrels.",
    ),
    trigger=rf"\b(?:{any_of(ALL_VERBS | {'live'})})\b",
    kinds=("text",),
    translated_only=True,
)
def bare_verb_of_clause(passage: Passage) -> Iterable[Change]:
    """Give the only verb of a clause its -s behind a singular subject, whatever phrase stands between them."""
    for match in passage.find(_CLAUSE):
        if _certain(passage, match):
            yield Change(*match.span("verb"), verb_forms(match["verb"])[1])
    for match in passage.find(_WHO):
        if indicative(passage, match.start()) and not passage.text.endswith(("of ", "and ", "or "), 0, match.start()):
            yield Change(*match.span("verb"), verb_forms(match["verb"])[1])


def _is_one(subject: str, noun: str) -> bool:
    """Whether a noun can be the singular subject of a clause: a known one, or any behind a determiner."""
    known = noun.lower() in _NOUNS or subject.lower() in ("nobody", "everybody", "everyone", "no one")
    any_noun = _DETERMINED.match(subject) is not None and noun.islower() and noun not in _NO_NOUN and len(noun) > 2
    return (known or (any_noun and not noun.endswith(_NO_ENDINGS))) and is_singular(noun.lower())


def follows_clause(passage: Passage, at: int) -> bool:
    """Whether a whole clause or an opening phrase stands before a place in its sentence, and no list goes on there."""
    before = passage.text[passage.sentence(at)[0] : at]
    if _OPENING.match(before):
        return True
    last = before.rpartition(",")[2] if before.endswith(" and ") and not before.endswith(", and ") else before
    return _SOME_VERB.search(last) is not None and not _NO_CLAUSE.search(before)


def _certain(passage: Passage, match: re.Match[str]) -> bool:
    noun, verb = match["noun"], match["verb"]
    if not _is_one(match["subject"], noun) or not indicative(passage, match.start("subject")):
        return False
    following = (match["next"] or "").strip()
    if following in ("that", "what") and verb not in _SAYS:
        return False
    pure, acts = verb in _PURE, verb not in _INTRANSITIVE
    lead = (match["sub"] or "").strip()
    if noun.lower() in _AMOUNTS:
        return False  # one spoonful of soda dissolve in water
    inside = passage.text[match.start("subject") : match.start("noun")].lower().split()[1:]
    if not _NO_PART.isdisjoint(inside):
        return False  # this makes the fridge work
    if match["late"] is not None and (acts or not (pure or noun.endswith("ing"))):
        return False  # after the wash examine the seal
    if match["end"] is not None and not pure and (match["phrase"] or noun not in _NOUNS):
        return False
    if not acts and verb not in words("does_to_something") and following in ("the", "your", "their", "its", "some"):
        return False  # under the leaf sit the lice
    if following == "and" and not pure:
        return False
    if (
        acts
        and following not in _OBJECT
        and not following.isdigit()
        and not (pure and (match["end"] is None or lead in ("what", "that", "how")))
    ):
        return False
    if acts and verb in _DONE_BY_READER and noun not in _LIVING and following in ("it", "them"):
        return False
    start, end = passage.sentence(match.start("subject"))
    said = passage.text[start:end].rstrip()
    if match["open"] is not None and (not said.endswith((".", "!", ";")) or len(said.split()) < _SHORTEST):
        return False
    if passage.text.endswith(" and ", 0, match.start("subject")) and not _DETERMINED.match(match["subject"]):
        return False  # qi and blood run
    if _PAST.search(passage.text, start, match.start("subject")):
        return False
    if match["on"] is not None and not follows_clause(passage, match.start("subject")):
        return False
    rest = REST.match(passage.text, match.end("verb"))
    return rest is None or FINITE.search(rest[0]) is None


_NO_FIRST = frozenset(
    "to let lets make makes help helps can could will would may might must should shall do does did don't doesn't"
    " didn't can't won't cannot want wants likes needs need see sees watch hear please if when".split()
)
_SECOND = compiled(
    rf"(?:\b(?P<who>[Ii]t|[Hh]e|[Ss]he)|\b(?P<det>{_DET}) (?:{WORD} )??(?P<noun>[a-z]+)){_ADVERB}"
    rf" (?P<first>{any_of(_THIRDS)})(?P<between>(?:, (?:{any_of(_THIRDS)})| [a-z'-]+){{0,6}}?)"
    rf"(?: and| or| but| nor| and then){_ADVERB} (?P<verb>{any_of(ALL_VERBS)}){_BEHIND_SECOND}"
)
_TO_A_PLACE = compiled(r"\bto (?=(?:the|an?|your|its|his|her|it|them)\b)")
_FOR_SURE = frozenset(" the a an its his her your it them him you up out off down away back".split())
_GOES_ON = compiled(
    r"[^\s.!?;:] (?:when|until|till|if|as|after|before|while|once|that|unless|where|how|whether|since|(?<!, )because)"
    r" (?:[a-z]+ )?\Z"
)
"""A clause behind the one that it belongs to, which the second verb may go on with (wait until it dries and cut it)."""


@rule(
    "grammar",
    fixes={
        "When it is full, it shakes and pull on the skin.": "When it is full, it shakes and pulls on the skin.",
        "The stomach swells and push up the lung.": "The stomach swells and pushes up the lung.",
        "The alcohol evaporates and kill worms.": "The alcohol evaporates and kills worms.",
    },
    keeps=(
        "The stomach swells and pushes up the lung.",
        "The salt brings out taste and color, and it likes to sit and kill worms.",
        "It helps you stand and walk. He likes to sit and read the book.",
        "If it leaks and you see it, stop the car.",
        "Mark where it rubs, and take off a little.",
        "Clean the hole in the bath once a week and wipe the floor.",
        "Wait until it swells and then stir it. The acid will form gas when it ferments and burn the root.",
    ),
    trigger=r"\b(?:and|or|but|nor|then) [a-z]",
    kinds=("text",),
    translated_only=True,
)
def bare_second_verb(passage: Passage) -> Iterable[Change]:
    """Give the second of two verbs its -s where the first, right behind a singular subject, has one."""
    for match in passage.find(_SECOND):
        if match["noun"] is not None and not _is_one(f"{match['det']} {match['noun']}", match["noun"]):
            continue
        between = _TO_A_PLACE.sub("", match["between"]).split()
        if not _NO_FIRST.isdisjoint(between) or match["first"] in _NO_FIRST or match["verb"] == match["first"][:-1]:
            continue
        following = (match["next"] or "").strip()
        pure = match["verb"] in _PURE
        if between and not pure and following not in _FOR_SURE:
            continue
        if match["end"] is not None and not (pure or (match["verb"] in _INTRANSITIVE and not between)):
            continue
        start = match.start("who") if match["who"] else match.start("det")
        goes_on = _GOES_ON.search(passage.text, passage.sentence(start)[0], start)
        if goes_on is None and indicative(passage, start):
            yield Change(*match.span("verb"), verb_forms(match["verb"])[1])
