"""Verbs that the nearest words show to be of the wrong number: when it work, bleach and acid is mixed, leaves are
yellow and has spots, she begin to cry, whoever spray.

Only an article that was translated word for word is changed.
"""

import re
from collections.abc import Iterable

from pipeline.compiled import compiled
from pipeline.repair.inflection import plurals, verb_forms
from pipeline.repair.lexicon import any_of, words
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.agreement.mood import indicative
from pipeline.repair.rules.agreement.verbs import NOT_OF_SEVERAL, OF_SEVERAL

_VERBS = {
    verb
    for name in ("pure_verb", "verb_only", "verb_too")
    for verb in words(name)
    if verb_forms(verb)[2] != verb
    and verb not in ("like", "dry", "cool", "slow", "live", "warm", "tear", "age", "have", "do")
}
_LEADS = r"(?:[Ii]f|[Ww]hen|[Bb]ecause|[Uu]ntil|[Uu]nless|[Aa]s soon as|[Ww]henever|[Oo]nce|[Bb]efore|[Aa]fter)"
_IT = compiled(rf"\b{_LEADS} (?P<who>it|he|she) (?P<verb>{any_of(_VERBS)})(?=[.,;!?]|$)")
_SHE = compiled(
    rf"(?<![a-z] than )(?<!\bdo )(?<!\bcan )(?P<led>\b[A-Za-z]+ )(?P<who>he|she) "
    rf"(?P<verb>{any_of(words('pure_verb') & _VERBS)})"
    r"(?= (?:to|the|a|an|it|him|her|his|its|your|in|on|at|with|for|from|that|up|out|more|less)\b)"
)
_ASKS = frozenset(
    "do does did can could will would should shall may might must let make makes made not help helps see and or than"
    " nor suggest recommend insist demand require that whether lest".split()
)
_PAIR = compiled(
    r"(?:(?:^|(?<=[.!?] )|(?<=\n))(?P<one>[A-Z][a-z]+)|\b(?:[Ii]f|[Ww]hen|[Bb]ecause|[Uu]ntil) (?P<two>[a-z]+))"
    r" and (?P<second>[a-z]+(?: acid| oil| water| powder| juice| sauce| soda)?) (?P<be>is|was) "
    r"(?:not |also |both |often |usually )?(?:mixed|combined|contained|used|added|heated|boiled|stirred|found|needed"
    r"|put|lost|eaten|taken|removed|washed|rich|important|good|bad|necessary|harmful|different|the same|responsible)\b"
)
_NO_NOUN = words("determiner") | words("preposition") | words("function_after") | {"it", "you", "there", "what", "that"}
_ONE_PAIR = frozenset("bread fish salt trial wear research law hide black gin ham peace rock heart".split())
"""What begins a pair that English treats as one thing (bread and butter)."""


@rule(
    "grammar",
    fixes={
        "It is hot when it work.": "It is hot when it works.",
        "Then she begin to cry.": "Then she begins to cry.",
        "When bleach and acid is mixed, gas forms.": "When bleach and acid are mixed, gas forms.",
    },
    keeps=(
        "It is hot when it works.",
        "How does she begin to cry? Let it work.",
        "Bread and butter is eaten there.",
        "When a bleach and acid mix is mixed, gas forms.",
        "It matters that she begin to rest, and did he build it?",
    ),
    trigger=r"(?i)\b(?:it|he|she) [a-z]|\band [a-z]+(?: [a-z]+)? (?:is|was) ",
    translated_only=True,
)
def verb_beside_subject(passage: Passage) -> Iterable[Change]:
    """Give the verb behind it, he and she its -s where other rules don't see it; write are behind two things."""
    for match in passage.find(_IT):
        if indicative(passage, match.start()):
            yield Change(*match.span("verb"), verb_forms(match["verb"])[1])
    for match in passage.find(_SHE):
        if match["led"].strip().lower() not in _ASKS and indicative(passage, match.start("who")):
            yield Change(*match.span("verb"), verb_forms(match["verb"])[1])
    for match in passage.find(_PAIR):
        if (match["one"] or match["two"]).lower() not in _ONE_PAIR and _things(match):
            yield Change(*match.span("be"), "are" if match["be"] == "is" else "were")


def _things(match: re.Match[str]) -> bool:
    """Whether both members of a pair are nouns by their form: no -ing, no pronoun, no adverb."""
    first, second = (match["one"] or match["two"]).lower(), match["second"].split()[0]
    return not any(word in _NO_NOUN or word.endswith(("ing", "ly", "ed")) for word in (first, second))


_ONE_OF_MANY = {
    many: noun
    for name in ("count_noun", "body_part", "countable", "person")
    for noun, many in plurals(words(name)).items()
}
_MANY_THINGS = _ONE_OF_MANY.keys() | frozenset(
    "teeth leaves feet children women people grounds drinks vegetables fruits foods plants".split()
)
_MANY = _MANY_THINGS | {"they", "these"}
_AND_HAS = compiled(
    r"(?:(?:^|(?<=[.!?,;] )|(?<=\n)|\b(?:[Ii]f|[Ww]hen|[Bb]ecause|[Tt]he|[Yy]our|[Tt]heir|[Tt]hese|its|his) )"
    r"(?P<many>[A-Za-z]+)) (?:are|were) "
    r"(?:very |too |not |already )?[a-z]+(?: in color)? (?:and|but|or)(?: also| even| then)? "
    r"(?P<verb>has|does|doesn['’]t|is|isn['’]t|becomes|gets|turns|falls|needs|looks|feels|hurts|smells|lacks|contains)\b"
)
_TO_BASE = {verb_forms(verb)[1]: verb for verb in _VERBS | {"need", "feel"}} | OF_SEVERAL | NOT_OF_SEVERAL
_ONES = any_of(_VERBS | words("verb_and_noun") | {"have"})
_WHOEVER = compiled(
    rf"(?:^|(?<=[.!?] )|(?<=\n))(?:Whoever|Anyone who|Everyone who) (?P<verb>{_ONES}) "
    r"(?=(?:the|a|an|no|it|them|his|in|on|at|to|too|more|less|with|for|not|much|many|only|often|[a-z]+s)\b)"
)


@rule(
    "grammar",
    fixes={
        "The leaves are yellow and has spots.": "The leaves are yellow and have spots.",
        "Whoever spray no poison is kind.": "Whoever sprays no poison is kind.",
    },
    keeps=(
        "The leaves are yellow and have spots.",
        "The keys are old and one has rust.",
        "The shape of the leaves is round and has spots.",
    ),
    trigger=r"\b(?:are|were) [a-z]|\b(?:Whoever|Anyone who|Everyone who) [a-z]",
    translated_only=True,
)
def second_verb_of_many(passage: Passage) -> Iterable[Change]:
    """Make the verb behind `are … and` agree with its plural subject, and give that of whoever its -s."""
    for match in passage.find(_AND_HAS):
        base = _TO_BASE.get(match["verb"].replace("’", "'"))
        if base is not None and match["many"].lower() in _MANY:
            yield Change(*match.span("verb"), base)
    for match in passage.find(_WHOEVER):
        yield Change(*match.span("verb"), verb_forms(match["verb"])[1])


_SINGULAR = words("countable") | words("body_part") | words("countable_described")
_BARE = any_of(_VERBS | {"lean", "drip", "trip"})
_IF = compiled(
    r"\b(?:[Ii]f|[Ww]hen|[Bb]ecause|[Uu]nless|[Ww]hile|[Oo]nce|[Aa]s soon as|[Aa]lthough|[Aa]s long as) "
    rf"(?:the|your|his|its|a|an|this) (?:[a-z]+ )?(?P<noun>[a-z]+) (?P<verb>{_BARE})"
    r"(?= (?:to|in|on|at|up|down|off|out|for|from|with|too|very|more|less|again|pale|red|yellow|hot|cold|dry|wet|bad"
    r"|well|normally|slowly|quickly|only|like|better|worse|soft|hard|sick|tired|dark)\b(?! (?:is|are|was|has)\b)|,)"
)
_SURE_THIRDS = any_of(verb_forms(verb)[1] for verb in words("pure_verb") & _VERBS)
_MANY_WHICH = compiled(
    rf"(?:^|(?<=[.!?] )|(?<=\n))(?:(?:The|These|Those|Some|Many|Most|All|Other) )?(?:[a-z]+ )?(?P<many>[A-Za-z]+)"
    r" (?:which|that|who) "
    rf"(?P<verb>is|has|does|was|{_SURE_THIRDS})\b"
)
_EACH = compiled(
    r"\b(?:[Ee]ach|[Ee]very|[Aa]nother) (?P<noun>[a-z]+)(?=[.,;!?]|$| (?:is|has|of|in|on|at|with|for|and|to)\b)"
)


@rule(
    "grammar",
    fixes={
        "If the face look pale, rest.": "If the face looks pale, rest.",
        "Drinks which contains sugar are bad.": "Drinks which contain sugar are bad.",
        "Write it on the lid of each containers.": "Write it on the lid of each container.",
    },
    keeps=(
        "If the face looks pale, rest.",
        "When the bus stop is far, walk. When the bus stop, get off there.",
        "One of the drinks which contains sugar is bad.",
        "Every other days, each leaves a mark. Fish that is fresh has red gills.",
    ),
    trigger=r"(?i)\b(?:if|when|because|unless|while|once|as|although|which|that|who|each|every|another) [a-z]",
    translated_only=True,
)
def number_by_place(passage: Passage) -> Iterable[Change]:
    """Give the verb of a clause behind if and when its -s, make that behind which agree, and write one behind each."""
    for match in passage.find(_IF):
        noun = match["noun"]
        compound = match["verb"] in ("stop", "work", "bite", "cover", "cut", "break", "fall", "press", "lock", "change")
        if noun in _SINGULAR and not (compound and noun in ("bus", "shift", "dog", "hair", "seat", "key", "water")):
            yield Change(*match.span("verb"), verb_forms(match["verb"])[1])
    for match in passage.find(_MANY_WHICH):
        if match["many"].lower() in _MANY_THINGS:
            yield Change(*match.span("verb"), _TO_BASE[match["verb"]])
    for match in passage.find(_EACH):
        if match["noun"] in _ONE_OF_MANY and match["noun"] not in ("leaves", "works", "means", "times", "days"):
            yield Change(*match.span("noun"), _ONE_OF_MANY[match["noun"]])
