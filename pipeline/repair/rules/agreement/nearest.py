"""Agreement that the words next to the verb decide: they lies, where you forgets, sweat and dirt moves, gums which is
strong, a company that inject it, nobody care, how do the pump work, no longer appears.

Only an article that was translated word for word is changed.
"""

import re
from collections.abc import Iterable

from pipeline.compiled import compiled
from pipeline.repair.inflection import plurals, verb_forms
from pipeline.repair.lexicon import any_of, words
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.agreement.bare_verbs import ALL_VERBS
from pipeline.repair.rules.agreement.mood import indicative
from pipeline.repair.rules.agreement.verbs import OF_SEVERAL

_VERBS = (
    ALL_VERBS | words("verb_and_noun") | set("bend lie sprout sweat sit cry fly try live fit narrow crack care".split())
) - {"put", "cut", "hurt"}
_TO_BASE = {verb_forms(verb)[1]: verb for verb in _VERBS}
_OF_MANY = _TO_BASE | OF_SEVERAL
_ANY_THIRD = any_of(_TO_BASE)
_ADVERB = r"(?:(?:also|often|usually|easily|always|still|even|only|just|never|seldom|soon|then|no longer) )?"
_THEY = compiled(
    rf"\b(?:they|(?:when|where|if|once|that|because|until|unless|before|after|while|how|what|as) (?:you|we)) {_ADVERB}"
    rf"(?P<verb>{_ANY_THIRD})\b(?! (?:is|are|was|were|has|have|will|can|must|should)\b)"
)
_THEY_IN = compiled(r"\b(?:to|with|for|at|of) they\b")


@rule(
    "grammar",
    fixes={
        "In a week they lies on the earth.": "In a week they lie on the earth.",
        "The place where you forgets it is bitten.": "The place where you forget it is bitten.",
    },
    keeps=("In a week they lie on the earth.", "What helps you sleeps in the box. The way you works is old."),
    trigger=rf"\b(?:they|you|we) (?:[a-z]+ ){{0,2}}(?:{_ANY_THIRD})\b",
    kinds=("text",),
    translated_only=True,
)
def verb_of_they(passage: Passage) -> Iterable[Change]:
    """Take the -s from the verb behind they, and behind you and we in a subordinate clause (where you forgets it)."""
    for match in passage.find(_THEY):
        if not _THEY_IN.search(passage.text, max(0, match.start() - 6), match.end()):
            yield Change(*match.span("verb"), _TO_BASE[match["verb"]])


_SINGULAR = (
    words("countable") | words("count_noun") | words("object") | words("organ") | words("body_part") | words("person")
    | words("female") | words("thing") | words("kind_of_count")
) - words("not_plural") - words("plural_people")  # fmt: skip
_MASS = words("acting_mass") | words("uncountable") | set(
    "sweat dirt hair juice bread butter sugar salt vinegar sand ash calcium iron magnesium taste nutrition humidity"
    " grease moisture rust lime bleach soap shampoo detergent alcohol coffee wine cream flour starch protein fat meat"
    " vegetable fruit".split()
)  # fmt: skip
_MANY_OF = plurals(noun for noun in _SINGULAR | _MASS if not noun.endswith("s"))
_MANY = (set(_MANY_OF.values()) | set("children women men people teeth feet gums".split())) - set(
    "works means news times days weeks months years hours minutes series species".split()
)
_NOUN = any_of(_SINGULAR | _MASS | _MANY)
_AFTER = (
    r"(?=[.,;!]| (?:the|an?|your|its|their|it|them|to|in|on|at|from|into|with|up|out|off|down|away|very|too|more|less"
    r"|not|all|also|quickly|slowly|easily|well|hard|soft|hot|cold|dry|wet|yellow|red|black|bad|worse|better|dirty|clean|full"
    r"|frozen|dead|old|new|broken|weak|important|good|high|low|different|harmful|strong|no|so|every|when|during|[a-z]+ed"
    r"|level|enough|on)\b)"
)
_PAIR = compiled(
    rf"\band (?:the |your |its )?(?P<two>{_NOUN}) (?:also |often |usually |easily |always |never )?"
    rf"(?P<verb>is|was|has|does|{_ANY_THIRD}){_AFTER}"
)
_THE_PAIR = compiled(
    r"(?:\A|(?<=[.!?] )|(?<=\n)|\b(?:[Ii]f|[Ww]hen|[Bb]ecause|[Oo]nce|[Ww]hile) )"
    r"(?:[Tt]he|[Yy]our) [a-z]+ and (?:the|your)"
    r" [a-z]+ (?P<verb>is|was|has|does)(?= )"
)
_ONE = compiled(
    r"(?:\A|[.!?:] |\n|, (?:and|but|so) |(?:\A|[.!?] )(?:In|At|After|On|Otherwise|Therefore"
    r"|However|During)(?: [a-z]+){0,3}, |\b(?:[Ii]f|[Ww]hen|[Bb]ecause|[Oo]nce|that|so|then|[Ww]hile"
    r"|[Uu]ntil|[Aa]nd) )"
    rf"(?:(?i:the|your|its|his|her|both) )?(?P<one>(?i:{_NOUN})) \Z"
)
_DISH = frozenset("bread rice salt trial fish hide food time wear rest wind work supply".split())
_PAIRED_NOUN = frozenset(
    "works needs drops covers cuts drinks steps points causes results uses turns stops looks".split()
)


@rule(
    "grammar",
    fixes={
        "Sweat and dirt moves to the drum.": "Sweat and dirt move to the drum.",
        "If the motor and the pump is not level, stop.": "If the motor and the pump are not level, stop.",
    },
    keeps=(
        "Sweat and dirt move to the drum.",
        "Bread and butter is good. The taste of salt and vinegar is strong.",
        "Wash the pot, and the soup is good. He likes meat and fish is dear.",
    ),
    trigger=rf"\band (?:the |your |its )?[a-z]+ (?:[a-z]+ )?(?:is|was|has|does|{_ANY_THIRD})\b",
    kinds=("text",),
    translated_only=True,
)
def verb_of_two(passage: Passage) -> Iterable[Change]:
    """Make the verb plural behind two things that open their clause (sweat and dirt moves to the drum)."""
    for match in passage.find(_PAIR):
        one = _ONE.search(passage.text, max(0, match.start() - 40), match.start())
        if one is None or one["one"].lower() in _DISH or match["verb"] in _PAIRED_NOUN:
            continue
        yield Change(*match.span("verb"), _OF_MANY[match["verb"]])
    for match in passage.find(_THE_PAIR):
        yield Change(*match.span("verb"), OF_SEVERAL[match["verb"]])


_WHICH_THIRD = compiled(
    rf"\b(?:which|who) {_ADVERB}(?P<verb>is|was|has|does|{_ANY_THIRD})\b"
    r"(?! (?:what|the|an?|why|how|where|because|not|actually|really|all|just|that|something)\b)"
)
_PLURAL_BEFORE = compiled(r"(?P<before>\b[a-z]+ )?\b(?P<many>[A-Za-z]+) \Z")
_OF_ONE = compiled(r"\b(?:of|one|each|every|between|and|or|type|kind|sort|number|an?|this|that)\b[^.!?;:,\n]*\Z")
_BARE = any_of(_VERBS - words("countable") - {"like", "live", "need"})
_WHICH_BARE = compiled(
    rf"\b(?:which|that|who) {_ADVERB}(?P<verb>{_BARE})"
    r"(?= (?:the|an?|it|them|you|your|its|their|in|on|at|to|from|of|with|for|every|more|too|no|some|up|out|off"
    r"|down|well|badly"
    r"|alone|late|heavily|often)\b)"
)
_ONE_BEFORE = compiled(
    r"(?P<of>\b(?:of|and|or|than) )?\b(?:(?P<the>[Tt]he|[Yy]our|[Hh]is|[Mm]y)|[Aa]n?|[Oo]ne|[Tt]his|[Ee]ach|[Ee]very"
    r"|[Aa]nother)(?: [a-z]+){0,2}? (?P<noun>[a-z]+) \Z"
    r"|(?:\A|[.!?] |, )(?P<alone>[Oo]ne) \Z"
)


@rule(
    "grammar",
    fixes={
        "Creams which contains acid are bad.": "Creams which contain acid are bad.",
        "Choose a company that inject the resin.": "Choose a company that injects the resin.",
    },
    keeps=(
        "Creams which contain acid are bad. Leave the creams, which is the best.",
        "The color of the creams which has changed. One of the creams which has acid. Creams which is what helps.",
        "We read Green Creams which has fun with it.",
        "Choose a company that injects it. It is a pity that some doctors inject it.",
        "I suggest to every doctor that inject it he may.",
    ),
    trigger=r"\b(?:which|that|who) (?:[a-z]+ ){0,2}[a-z]",
    kinds=("text",),
    translated_only=True,
)
def verb_behind_noun_which(passage: Passage) -> Iterable[Change]:
    """Let the verb of a relative clause agree with the noun right before it (a company that inject it)."""
    text = passage.text
    for match in passage.find(_WHICH_THIRD):
        at = match.start()
        noun = _PLURAL_BEFORE.search(text, max(0, at - 40), at)
        if noun is None or noun["many"].lower() not in _MANY - _TO_BASE.keys():
            continue
        many = noun.start("many")
        if text[many].isupper() and many > passage.sentence(many)[0]:
            continue  # the name of one
        if not _OF_ONE.search(text, max(0, at - 60), noun.start("many")):
            yield Change(*match.span("verb"), _OF_MANY[match["verb"]])
    for match in passage.find(_WHICH_BARE):
        noun = _ONE_BEFORE.search(text, max(0, match.start() - 50), match.start())
        if (
            noun is None
            or noun["of"]
            or (noun["the"] and match[0].startswith("that"))
            or not indicative(passage, match.start())
        ):
            continue
        if noun["alone"] or noun["noun"] in _SINGULAR - _TIMES:
            yield Change(*match.span("verb"), verb_forms(match["verb"])[1])


_TIMES = words("unit") | {"time", "day", "year", "way"}
_NOBODY = compiled(
    r"(?:\A|(?<=[.!?;:] )|(?<=, )|(?<=\n)|\b(?:so|and|but|if|when|because|that|If|When|Because) )"
    r"(?i:nobody|everybody|somebody|anybody|no one|(?<!and )each|something|nothing|one of (?:them|us|you|the [a-z]+s))"
    rf" {_ADVERB}(?P<verb>{any_of(_VERBS - {'like', 'work', 'plant'})})"
    r"(?=[.,;!]| (?:the|an?|it|them|you|your|its|their|in|on|at|to|from|of|with|for|about|every|more|too|no|up|out|off"
    r"|down|away|that)\b)"
)


@rule(
    "grammar",
    fixes={"The ant is small, so nobody care about it.": "The ant is small, so nobody cares about it."},
    keeps=("Nobody cares about it. He asked that nobody care. Let nobody care about it. What will nobody eat?",),
    trigger=r"(?i)\b(?:nobody|everybody|somebody|anybody|no one|each|something|nothing|one of) ",
    kinds=("text",),
    translated_only=True,
)
def verb_of_nobody(passage: Passage) -> Iterable[Change]:
    """Give the verb its -s behind nobody, somebody, each and one of them (nobody care about it)."""
    for match in passage.find(_NOBODY):
        if indicative(passage, match.start()) and not _MADE.search(passage.text[: match.start()]):
            yield Change(*match.span("verb"), verb_forms(match["verb"])[1])


_DO_THE = compiled(
    r"(?:\A|(?<=[.!?:] )|(?<=\n)|\b(?:[Ww]hy|[Hh]ow|[Ww]hen|[Ww]here|[Ww]hat|long|often|much|many [a-z]+|and|or) )"
    rf"(?P<do>[Dd]o) (?:the|an?|your|this|my|his|her|its) (?:[a-z]+ )?(?P<noun>{any_of(_SINGULAR)})"
    rf" (?:not |also |really |always |often |suddenly )?(?:{any_of(_VERBS)}|have|need|look|feel|be|go|get|do)\b"
    r"[^.!;\n]*\?"
)
_MADE = compiled(
    r"\b(?:let|lets|letting|make|makes|making|made|help|helps|helped|see|sees|saw|suggest\w*|recommend\w*|do|does|did|can"
    r"|will|should|must|may|would|could|might)\b[^.!?;,]*\Z",
    re.I,
)
_NO_LONGER = compiled(
    rf"\b(?P<noun>[Ii]t|[Hh]e|[Ss]he|{_NOUN}) no longer (?P<verb>{any_of(_VERBS)}|{_ANY_THIRD})"
    r"(?=[.,;!]| (?:the|an?|it|them|in|on|at|to|from|and|or|up|out|for|with|as|so|well)\b)"
)


@rule(
    "grammar",
    fixes={
        "Why do the dog bark at night?": "Why does the dog bark at night?",
        "Rinse until the pieces no longer appears.": "Rinse until the pieces no longer appear.",
    },
    keeps=(
        "Why does the dog bark at night? Do the dogs bark? Do the dog and the cat bark?",
        "It can make the pump no longer work. A pile of pieces no longer appears.",
        "Do the other dog first.",
    ),
    trigger=r"\b(?:[Dd]o (?:the|an?|your|this|my|his|her|its)|no longer) ",
    kinds=("text", "heading", "title"),
    translated_only=True,
)
def number_behind_do(passage: Passage) -> Iterable[Change]:
    """Write does before one thing in a question, and the number of the noun behind no longer (why do the dog bark?)."""
    for match in passage.find(_DO_THE):
        yield Change(match.end("do"), match.end("do"), "es")
    for match in passage.find(_NO_LONGER):
        noun, verb = match["noun"], match["verb"]
        if re.search(r"\bof (?:the |these )?(?:[a-z]+ )?\Z", passage.text[: match.start()]):
            continue
        if noun in _MANY and verb in _TO_BASE:
            yield Change(*match.span("verb"), _TO_BASE[verb])
        elif noun not in _MANY and verb in _VERBS and not _MADE.search(passage.text[: match.start()]):
            yield Change(*match.span("verb"), verb_forms(verb)[1])
