"""Forms that modals, let, help, stop and adjectives rule out for the verb behind them: should walking, must cleaned,
let the dog to run, easy to be scratched, please stop to use it.

Only an article that was translated word for word is changed.
"""

from collections.abc import Iterable

from pipeline.compiled import compiled
from pipeline.repair.inflection import verb_forms
from pipeline.repair.lexicon import alternatives, any_of, words
from pipeline.repair.rule import Change, Passage, rule

_VERBS = sorted(
    frozenset().union(*(words(name) for name in ("pure_verb", "verb_only", "verb_too", "verb_and_noun", "transitive")))
    | words("verb_in_other_parts")
    | frozenset("walk talk sit exercise train rest breathe".split())
)
_BASE_OF_GERUND = {verb_forms(verb)[4]: verb for verb in _VERBS}
_PARTICIPLES = {verb_forms(verb)[3]: verb for verb in _VERBS if verb_forms(verb)[3] not in (verb, verb_forms(verb)[2])}
_PARTICIPLES |= {verb_forms(verb)[3]: verb for verb in _VERBS if verb_forms(verb)[3].endswith("ed")}
_MODAL = r"(?:should|must|could|might|can['’]t|cannot|shouldn['’]t|mustn['’]t|needn['’]t)"
_DOING = compiled(
    rf"\b(?P<who>[a-z']+ )?{_MODAL} (?:not |also |first |then |often |always )?(?P<verb>{any_of(_BASE_OF_GERUND)})"
    r"(?= [a-z])"
)
_DONE = compiled(
    rf"\b(?P<who>[A-Za-z']+) (?P<modal>{_MODAL}|can|may|will) (?P<not>not |also |first |then |only |never )?"
    rf"(?P<verb>{any_of(_PARTICIPLES)})(?P<next>(?=[.,;!?]|$)| [a-z]+)"
)
_ACTORS = frozenset("i you we he she they it who people parents mothers women patients everyone friends".split())
_OBJECTS = frozenset("the a an it them him her your his their this that these those my our its some any".split())
_TAKES_BE = frozenset(
    "by with in on at every once twice regularly carefully immediately before after until when if as to for from from"
    " without within again first together separately properly well thoroughly slowly gently quickly".split()
)


@rule(
    "grammar",
    fixes={
        "You should walking fast.": "You should walk fast.",
        "The valve must cleaned once a week.": "The valve must be cleaned once a week.",
        "You should washed it first.": "You should wash it first.",
    },
    keeps=(
        "You should walk fast.",
        "The valve must be cleaned once a week, and cleaned well.",
        "He could well be walking there; in must wine.",
    ),
    trigger=r"\b(?:should|must|could|might|can|may|will|can['’]t|cannot|\w+n['’]t) (?:[a-z]+ )?[a-z]+(?:ing|ed|n|t)\b",
    translated_only=True,
)
def form_after_modal(passage: Passage) -> Iterable[Change]:
    """Write the base form for -ing behind a modal, and be, or the base form, before a participle (must cleaned)."""
    for match in passage.find(_DOING):
        yield Change(*match.span("verb"), _BASE_OF_GERUND[match["verb"]])
    for match in passage.find(_DONE):
        following = match["next"].strip()
        if following in _OBJECTS:
            if match["who"].lower() in _ACTORS:
                yield Change(*match.span("verb"), _PARTICIPLES[match["verb"]])
        elif match["who"].lower() not in _ACTORS - {"it", "they"} and (not following or following in _TAKES_BE):
            yield Change(match.start("verb"), match.start("verb"), "be ")


_EASY = compiled(rf"\b(?P<be>is|are|was|were|be|very|more|not) easy to be (?={any_of(_PARTICIPLES)}\b)")
_STOP = compiled(
    r"(?:^|(?<=[.!?,;:] )|(?<=\n)|\b(?:[Pp]lease|should|must|immediately|and|then|to|better|it is best to|can) )"
    r"(?P<stop>[Ss]top) (?P<to>to (?P<verb>use|take|eat|apply|wear|smoke|feed|drink|water|wash|scratch|charge|run"
    r"|breastfeed))(?= (?:it|them|the|this|these|your|any|that|all|such|a|cigarettes|coffee|alcohol)\b)"
)
_LET = compiled(
    r"\b(?i:let|lets|letting) (?P<who>(?:the|your|his|her|their|this|these|a|an) (?:[a-z]+ )?[a-z]+|it|them|him|us) "
    rf"(?:of the [a-z]+ (?:[a-z]+ )??)?(?:not )?(?P<to>to )(?=(?:blow|{alternatives('pure_verb')}"
    rf"|{alternatives('verb_only')}|run|sleep|rest|face|dry|cool|drive|play|cry|stand|move|walk|swim|drink|work|be|have|do|stay|jump|fall|drop|burn|bite)\b)"
)
_HELP = compiled(
    r"\b(?i:help|helps) (?:you|us|them|people|the [a-z]+|your [a-z]+|it|him|me) "
    rf"(?P<verb>{any_of(form for form, verb in _BASE_OF_GERUND.items() if verb in words('pure_verb') | {'sleep'})})"
    r"(?= [a-z])"
)
_OF_THIRD = {verb_forms(verb)[1]: verb for verb in words("pure_verb") | words("verb_only") | {"work", "hurt"}}
_DOES = compiled(
    r"(?P<do>\b(?:[Dd]oes|[Dd]id|[Dd]o|[Dd]oesn['’]t|[Dd]idn['’]t)) (?:it|he|she|they|you|we|the [a-z]+|your [a-z]+) "
    rf"(?P<verb>{any_of(_OF_THIRD)})"
    r"\b(?=[^.!\n]*\?)"
)


@rule(
    "grammar",
    fixes={
        "It is easy to be scratched.": "It is easily scratched.",
        "Please stop to use it.": "Please stop using it.",
        "Let the lenses to face up.": "Let the lenses face up.",
        "It helps you keeping warm.": "It helps you keep warm.",
        "Does it works well?": "Does it work well?",
    },
    keeps=(
        "It is easily scratched.",
        "He had to stop to drink, and it is easy to be a good host.",
        "They let the house to tenants. Let the lenses face up, and let the fan continue to blow.",
        "Does it work well, and who works there?",
        "It helps people living alone. Do the works help?",
    ),
    trigger=r"(?i)\b(?:easy to be|stop to|let|lets|letting|helps?|does|did|do|doesn['’]t|didn['’]t) ",
    translated_only=True,
)
def form_after_let_and_stop(passage: Passage) -> Iterable[Change]:
    """Drop the to behind let, write -ing behind stop, the base form behind help and does, easily for easy to be."""
    for match in passage.find(_EASY):
        yield Change(match.end("be"), match.end(), " easily ")
    for match in passage.find(_STOP):
        yield Change(*match.span("to"), verb_forms(match["verb"])[4])
    for match in passage.find(_LET):
        if match["who"].rpartition(" ")[2] not in words("takes_to_itself"):  # the fan continue to turn
            yield Change(*match.span("to"), "")
    for match in passage.find(_HELP):
        if not match[0].lower().startswith(("help people", "helps people")):
            yield Change(*match.span("verb"), _BASE_OF_GERUND[match["verb"]])
    for match in passage.find(_DOES):
        yield Change(*match.span("verb"), _OF_THIRD[match["verb"]])


_LIKE = compiled(
    r"\b(?:children|babies|people|they|we|I|you|cats|dogs|kids|(?<=under )[a-z]+ years|hens|plants|birds) like "
    r"(?P<verb>put|eat|drink|take|use|play|run|climb|bite|chew|make|keep|sleep|hide|sit|be|go|get)(?= [a-z])"
)
_SURE = any_of(
    verb for verb in words("pure_verb") | words("verb_only") if verb not in ("like", "do", "have", "lower", "clear")
)
_NEEDS_TO = compiled(
    r"\b(?:(?P<it>(?:[Ii]t is|[Ii]t was|[Ii]t['’]s) (?:better|best|advisable|recommended|suggested|advised|enough"
    r"|required|forbidden|allowed|time))"
    r"|(?P<takes>(?:takes?|took|spend|need|needs) (?:more|much|a lot of|less|longer|a long|some|\d+ minutes of)? ?time)"
    r"|(?P<easiest>(?:easiest|hardest|safest|best way|cheapest way|easiest way|only way|right way|first thing) ?)"
    rf"|(?P<wants>(?:likes|starts|started|begins|began|tends|wants|prefers|decided|hopes|refuses))) "
    rf"(?P<verb>(?:{_SURE}|grow|boil|cook|wait|contact|check|wash|run|clean|use|rest|start|stop|drink|water)(?= "
    r"(?:the|a|an|it|them|your|in|on|at|for|with|to|two|three|one|some|until|water|milk|from|slowly|faster|every)\b"
    r"|[.,]))"
)
_NOUNS_TOO = frozenset("wait contact check wash run clean use rest start stop drink water".split())


@rule(
    "grammar",
    fixes={
        "It is better wait for two hours.": "It is better to wait for two hours.",
        "Mold likes grow in damp places.": "Mold likes to grow in damp places.",
        "It takes more time boil water.": "It takes more time to boil water.",
        "He started run two years ago.": "He started to run two years ago.",
    },
    keeps=(
        "It is better to wait for two hours.",
        "It takes more time. It is time. It is better water.",
        "She likes water from the well and drinks it. He wants rest for a day.",
        "It is recommended use of the tool.",
    ),
    trigger=r"(?i)\b(?:is|was|['’]s|time|easiest|hardest|safest|way|thing|likes|starts|started|begins|began|tends|wants"
    r"|prefers|decided|hopes|refuses|like) ",
    translated_only=True,
)
def missing_infinitive_mark(passage: Passage) -> Iterable[Change]:
    """Add the to that a verb lacks behind it is better, it takes time, likes and started (it is better wait)."""
    for match in passage.find(_LIKE):
        yield Change(match.start("verb"), match.start("verb"), "to ")
    for match in passage.find(_NEEDS_TO):
        noun = match["verb"] in _NOUNS_TOO
        if noun and match["wants"] not in (None, "started", "began", "starts", "begins", "tends", "decided"):
            continue
        if noun and (match["takes"] or match["easiest"] or match["verb"] in ("water", "drink", "use")):
            continue
        yield Change(match.start("verb"), match.start("verb"), "to ")
