"""Forms of verbs behind words that rule them, whatever the verb: let him to watch, is able to flows, keep to turn,
forgot do it, use a stick scrape it, it is important leaving it, was happened, is disappear, can be escape.

Only an article that was translated word for word is changed.
"""

import re
from collections.abc import Iterable

from pipeline.compiled import compiled
from pipeline.repair.inflection import verb_forms
from pipeline.repair.lexicon import any_of, words
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.agreement.bare_verbs import ALL_VERBS

_SURE = words("pure_verb") | words("verb_only")
_VERBS = (
    _SURE
    | ALL_VERBS
    | words("handled")
    | words("transitive")
    | words("passive_verb")
    | words("verb_and_noun")
    | words("verb_in_other_parts")
    | set(
        "watch finish practice practise flow escape drink sleep eat run walk swim play cry work rest stay wash clean"
        " dry cool burn fall jump move stand sit lie be have do get go feel look use put cut boil vibrate suffer drive"
        " study read write listen turn open close fly".split()
    )
)
_VERB = any_of(_VERBS)
_NO_NOUN = any_of(words("takes_to_itself") | set("be do take rest stay sit stand sleep lie know see eat drink".split()))
_WHO = (
    r"(?:it|them|him|her|us|you|me|yourself|(?:the|your|his|their|its|our|my|this|these|a|an)"
    rf"(?: (?!(?:{_NO_NOUN})\b)[a-z]+){{1,3}}?"
    r"|people|children|parents|babies|water|air|skin|hair)"
)
_LET_TO = compiled(rf"\b(?i:let|lets|letting) {_WHO} (?:not )?(?P<to>to )(?=(?:{_VERB})\b(?! (?:of|and|or)\b))")
_MAKE_TO = compiled(
    rf"\b(?i:make|makes|making) {_WHO} (?P<to>to )"
    r"(?=(?:suffer|vibrate|bend|grow|sleep|feel|look|become|contract|shrink|expand|fall|move|rise|appear|lose|cry|smell"
    r"|swell|relax|work|think|believe|forget|worry|laugh|shake|burn|melt|crack|fade|rot|die|disappear|happen|slip|stop"
    r"|run|turn|eat|drink|change|have|be)\b)"
)
_NOT_MADE = compiled(
    r"\b(?:sure|effort|efforts|decision|attempt|room|way|plan|plans|choice|time|it easy|easier|possible|hard|difficult"
    r"|easy|better|necessary|important|mistakes|changes|noise|money|sense|list|appointment|use|made)\b"
)
_THIRD_OF = {verb_forms(verb)[1]: verb for verb in _VERBS - {"be", "have"}}
_ABLE = compiled(rf"\b(?:able|unable|want|wants|wanted|in order|so as) to (?:not )?(?P<verb>{any_of(_THIRD_OF)})\b")


@rule(
    "grammar",
    fixes={
        "Do not let him to watch it, and let the soup to boil.": "Do not let him watch it, and let the soup boil.",
        "It makes the whole machine to vibrate.": "It makes the whole machine vibrate.",
        "The air must be able to flows.": "The air must be able to flow.",
    },
    keeps=(
        "Do not let him watch it.",
        "They let the house to tenants, and let it to a guest. Do not let the joint continue to be ground.",
        "It makes the room to work in small. Make an effort to look good.",
        "He made the bed to sleep in.",
        "It is able to flow; he wanted to buys of old.",
    ),
    trigger=r"\b(?:[Ll]et|lets|[Ll]etting|[Mm]ake|makes|[Mm]aking|able|unable|want|wants|wanted|in order|so as) ",
    kinds=("text",),
    translated_only=True,
)
def base_behind_let(passage: Passage) -> Iterable[Change]:
    """Drop the to behind let and make with an object, and write the base form behind able to (let him to watch)."""
    for match in passage.find(_LET_TO):
        yield Change(*match.span("to"), "")
    for match in passage.find(_MAKE_TO):
        if not _NOT_MADE.search(match[0]) and not passage.text.startswith((" in", " with", " of"), match.end() + 4):
            yield Change(*match.span("to"), "")
    for match in passage.find(_ABLE):
        if not passage.text.startswith((" of", " and"), match.end()):
            yield Change(*match.span("verb"), _THIRD_OF[match["verb"]])


_OBJECT = r"(?= (?:the|an?|it|them|him|her|your|his|its|their|my|this|these|some|more|less|too|all|any|up|out|off)\b)"
_FOLLOWS = r"(?=[.,;!?]| (?:the|an?|it|them|your|his|its|their|on|in|at|for|until|when|while|every|this|these|too)\b)"
_KEEP_TO = compiled(
    rf"\b(?:[Kk]eep|keeps|kept|keeping) (?P<to>to (?P<verb>{any_of(_SURE - {'be', 'have', 'do'})}|turn|run|move|work"
    rf"|drink|sleep|rub|practice|practise|exercise|walk|press|pull|push|stir|cry|scratch|bite)){_FOLLOWS}"
)
_SUGGEST_TO = compiled(
    r"\b(?:doctors?|experts?|specialists?|I|we|they|he|she|who|also|mechanics?|dentists?|vets?|teachers?|chefs?"
    r"|veterinarians?|nutritionists?|manufacturers?|masters?) (?:strongly |often |usually |always )?"
    rf"(?:suggests?|suggested|recommends?|recommended) (?P<to>to (?P<verb>{_VERB}))\b"
)
_STRANDED = compiled(r"\b(?:what|that|which|things?|foods?|dose|ways?|everything|something|how|it is|was)\b[^.!?;,]*$")


@rule(
    "grammar",
    fixes={
        "If the wheel keeps to turn, wait.": "If the wheel keeps turning, wait.",
        "The doctor suggests to finish dinner early.": "The doctor suggests finishing dinner early.",
    },
    keeps=(
        "The wheel keeps turning, and they keep to the left.",
        "The food that we keep to eat in winter is dry.",
        "The dose that doctors suggest to start with is low. The doctor suggests finishing it.",
    ),
    trigger=r"\b(?:[Kk]eep|keeps|kept|keeping|suggests?|suggested|recommends?|recommended) to ",
    kinds=("text",),
    translated_only=True,
)
def gerund_behind_keep(passage: Passage) -> Iterable[Change]:
    """Write -ing for to and a verb behind keep, suggest and recommend (the wheel keeps to turn)."""
    for pattern in (_KEEP_TO, _SUGGEST_TO):
        for match in passage.find(pattern):
            if not _STRANDED.search(passage.text, max(0, match.start() - 60), match.start()):
                yield Change(*match.span("to"), verb_forms(match["verb"])[4])


_BARE = any_of(_VERBS - set("be like need mind forget help work practice process water balance".split()))
_WANTS = (
    r"forgets?|forgot|decides?|decided|continues?|continued|refuses?|refused|manages?|managed|hopes?|hoped|wants?"
    r"|wanted|plans? not|learned|agrees?|agreed"
)
_FORGOT = compiled(rf"\b(?:{_WANTS})(?P<gap> )(?:{_BARE}){_OBJECT}")
_NEED_DO = compiled(rf"\b(?:[Yy]ou|[Tt]hey|[Ww]e|I|[Pp]eople|[Pp]arents|[Oo]wners) need(?P<gap> )(?:{_BARE}){_OBJECT}")
_TOOL = any_of(
    words("instrument") | set("gauge screwdriver pliers spoon stick ruler wrench razor lighter syringe".split())
)
_USE_TO = compiled(
    rf"\b(?i:use|using) (?:a |an |the |your |some )?(?:[a-z]+ )?(?:{_TOOL})(?P<gap> )(?:wipe|measure|scrape|clean|rub"
    r"|remove|cover|press|tighten|loosen|unscrew|wash|dry|tie|fix|pick up|scoop|apply|polish|smooth|dig|poke)"
    r"(?= (?:the|it|them|off|away|out|up|your|each|both|all)\b)"
)
_FORBIDDEN = compiled(
    r"\b[Ii]t is (?:not |strictly |absolutely )?(?:forbidden|recommended|best|necessary|advisable|advised|suggested"
    r"|better)(?P<gap> )use (?!of\b)[a-z]"
)


@rule(
    "grammar",
    fixes={
        "He forgot do it. They decided change the pipe.": "He forgot to do it. They decided to change the pipe.",
        "You need clean it.": "You need to clean it.",
        "Use a wooden stick scrape off the dirt.": "Use a wooden stick to scrape off the dirt.",
        "It is forbidden use bleach.": "It is forbidden to use bleach.",
    },
    keeps=(
        "He forgot to do it. He wanted more. They want change in the plan.",
        "You need clean water. You need help the most.",
        "Use a wooden stick to scrape it off. Use the brush clean.",
        "It is better use of time. It is forbidden to use bleach.",
    ),
    trigger=rf"\b(?:{_WANTS}|need|[Uu]se|[Uu]sing) ",
    kinds=("text",),
    translated_only=True,
)
def infinitive_behind_forget(passage: Passage) -> Iterable[Change]:
    """Add the to between forget, decide, need and a verb with its object, and behind a tool that is used (use a stick
    scrape it)."""
    for pattern in (_FORGOT, _NEED_DO, _USE_TO, _FORBIDDEN):
        for match in passage.find(pattern):
            yield Change(*match.span("gap"), " to ")


_OF_GERUND = {verb_forms(verb)[4]: verb for verb in _VERBS - {"be"}}
_IMPORTANT = compiled(
    r"(?:^|(?<=[.!?;:] )|(?<=, )|(?<=\n)|\b(?:and|but|so|because|therefore|that) )(?:[Ii]t is|[Ii]t['’]s)"
    r" (?:also |very |more |most |not )?(?:important|necessary|essential|advisable|possible|recommended|required|enough"
    rf"|best|forbidden|convenient) (?P<verb>{any_of(_OF_GERUND)}){_OBJECT}"
)
_TO = {"recommended": "to ", "enough": "to "}


@rule(
    "grammar",
    fixes={"It is important leaving the lid open.": "It is important to leave the lid open."},
    keeps=(
        "It is important to leave the lid open.",
        "What is important, leaving the lid aside, is air. Why it is important living the dream is plain.",
    ),
    trigger=r"\b(?:important|necessary|essential|advisable|possible|recommended|required|enough|best|forbidden"
    r"|convenient) [a-z]+ing ",
    kinds=("text",),
    translated_only=True,
)
def infinitive_behind_important(passage: Passage) -> Iterable[Change]:
    """Write to and the base form for -ing behind it is important, necessary, best (it is important leaving it)."""
    for match in passage.find(_IMPORTANT):
        yield Change(*match.span("verb"), f"to {_OF_GERUND[match['verb']]}")


_INTRANSITIVE = "happen occur exist appear disappear vanish die last remain belong depend consist arise emerge".split()
_PARTICIPLE = {verb_forms(verb)[3]: verb for verb in _INTRANSITIVE if verb not in ("arise", "last", "remain")}
_WAS_HAPPENED = compiled(
    rf"\b(?P<be>is|are|was|were|has been|have been|had been|be) (?P<adverb>(?:also|often|already|never|not|just"
    rf"|[a-z]+ly) )?(?P<verb>{any_of(_PARTICIPLE)})(?=[.,;!]| (?:in|on|at|from|to|of|when|after|before|by|during"
    r"|yesterday|last|again|only|because|and|for|with)\b)"
)
_IS_HAPPEN = compiled(
    rf"\b(?P<be>is|are) (?P<adverb>(?:also|often|never|just|[a-z]+ly) )?(?P<verb>{any_of(_INTRANSITIVE)})"
    r"(?=[.,;!]| (?:in|on|at|from|to|of|when|after|before|during|again|only|because|and|for|with)\b)"
)
_CAN_BE = compiled(
    r"\b(?:can|could|will|would|may|might|must|should|not|to|cannot|can['’]t|won['’]t) (?P<be>be )"
    rf"(?:{any_of(set(_INTRANSITIVE) - {'last'})}|escape|flow|sleep|evaporate|fall|go|come|suffer|recover)"
    r"(?=[.,;!?]| (?:in|on|at|from|to|of|when|after|before|during|again|out|off|away|down|through|because|and|for)\b)"
)
_AIMS = compiled(r"\b(?:what|all|thing|way|do|does|did|job|task|aim|goal|first|next|key|trick)\b[^.!?;,]*$", re.I)
_HAS = {"is": "has", "are": "have"}


@rule(
    "grammar",
    fixes={
        "It was happened at night, and the pain is disappeared.": "It happened at night, and the pain has disappeared.",
        "The pain is disappear. Such faults are often appear in winter.": (
            "The pain disappears. Such faults often appear in winter."
        ),
        "The dust can be escape from the hole.": "The dust can escape from the hole.",
    },
    keeps=(
        "It happened at night, and the pain has disappeared.",
        "All it does is disappear. What they must be, exist or not, is unclear.",
        "It is the last. He was dead, and the first thing to do is die.",
        "The dust can escape. It is to be, or to come.",
    ),
    trigger=rf"\b(?:{any_of(_PARTICIPLE)}|{any_of(_INTRANSITIVE)}|be (?:escape|flow|sleep|evaporate|fall|go|come|suffer"
    r"|recover))\b",
    kinds=("text",),
    translated_only=True,
)
def no_passive_of_happen(passage: Passage) -> Iterable[Change]:
    """Take be from verbs of which nothing is done to anything (was happened, is disappear, can be escape)."""
    for match in passage.find(_WAS_HAPPENED):
        be, adverb = match["be"], match["adverb"] or ""
        if be in _HAS:
            yield Change(*match.span("be"), _HAS[be])
        elif be in ("was", "were") and adverb != "not ":
            yield Change(match.start("be"), match.start("verb"), adverb)
        elif be.endswith(" been"):
            yield Change(*match.span("be"), be.removesuffix(" been"))
    for match in passage.find(_IS_HAPPEN):
        if match["verb"] != "last" and not _AIMS.search(passage.text, max(0, match.start() - 80), match.start()):
            forms = verb_forms(match["verb"])
            yield Change(match.start(), match.end(), (match["adverb"] or "") + forms[match["be"] == "is"])
    for match in passage.find(_CAN_BE):
        yield Change(*match.span("be"), "")
