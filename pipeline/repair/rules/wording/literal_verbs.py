"""Verbs whose form or frame another language left, in articles translated word for word: until it will fill, has been
rusted, is lack of, is easy to fall, must be exchange, how solve, what should do."""

import re
from collections.abc import Iterable

from pipeline.compiled import compiled
from pipeline.repair.inflection import verb_forms
from pipeline.repair.lexicon import alternatives, any_of, words
from pipeline.repair.rule import Change, Passage, rule

_BASES = (
    words("pure_verb") | words("verb_only") | words("verb_too") | words("handled") | words("transitive")
    | words("verb_and_noun") | words("light_verb") | words("passive_verb") | {"be", "put", "cut", "set"}
)  # fmt: skip
_PURE = any_of(words("pure_verb") | {"put"})
_START = r"(?:^|(?<=[.!?:] )|(?<=\n))"
_UNTIL_WILL = compiled(
    r"\b(?i:until|till|once|as soon as|as long as|by the time|unless) "
    r"(?P<subject>(?:it|he|she|they|you|we|(?:(?:the|your|its|their|his|her|a|an|this|these|all)(?: [a-z-]+){1,4}?)"
    r"|[a-z]+s))(?P<will> will (?P<between>(?:[a-z]+ly |also |not |all )?)(?P<verb>[a-z]+))\b"
)
_IF_WILL = compiled(
    rf"{_START}(?:If|When|After|Unless) "
    r"(?P<subject>(?:it|he|she|they|(?:(?:the|its|their|a|an|this|these|all)(?: [a-z-]+){1,4}?)|[a-z]+s))"
    r"(?P<will> will (?P<between>(?:[a-z]+ly |also |not "
    r"|all )?)(?P<verb>[a-z]+))\b(?=[^.!?;:\n]{2,70}, [a-z])(?![^,]*\?)"
)
_SEVERAL = frozenset("they you we people children women men teeth feet mice leaves".split())
_ONE_IN_S = words("singular_in_s") | {"this", "illness", "process", "mess", "glass", "moss"}


def _present(subject: str, verb: str, between: str) -> str:
    """The present tense of a verb with its adverb, as its subject's last word wants it."""
    last = subject.lower().split()[-1]
    several = last in _SEVERAL or (last.endswith("s") and last not in _ONE_IN_S and not last.endswith("ss"))
    if between == "not ":
        if verb == "be":
            return " are not" if several else " is not"
        return f" do not {verb}" if several else f" does not {verb}"
    if verb == "be":
        return f" {'are' if several else 'is'} {between}".rstrip()
    return f" {between}{verb if several else verb_forms(verb)[1]}"


@rule(
    "grammar",
    fixes={
        "Until the roots will fill the pot, wait.": "Until the roots fill the pot, wait.",
        "Stir as soon as the milk will boil.": "Stir as soon as the milk boils.",
        "If the lawn will not be mown, it turns brown.": "If the lawn is not mown, it turns brown.",
    },
    keeps=(
        "Wait until the roots fill the pot.",
        "Ask when the bus will come, and if it will rain.",
        "The milk that boils once will boil again.",
        "When will the bus come, and will it stop?",
    ),
    trigger=r"(?i)\b(?:until|till|once|as soon as|as long as|by the time|unless|if|when|after) [^.!?\n]* will ",
    kinds=("text",),
    translated_only=True,
)
def will_in_time_clause(passage: Passage) -> Iterable[Change]:
    """Write the present tense for will behind until, once, as soon as and such (until the roots will fill it)."""
    for pattern in (_UNTIL_WILL, _IF_WILL):
        for match in passage.find(pattern):
            if match["verb"] in _BASES | {"have"} and " that " not in match["subject"]:
                yield Change(*match.span("will"), _present(match["subject"], match["verb"], match["between"]))


_IS_LACK = compiled(
    r"\b(?!(?:cause|reason|problem|factor|result|it|this|that|there|what|which|first|second|third|other|another|one"
    r"|main|most|common|key|culprit|root|origin|answer|issue|explanation|enemy|trigger|source|drawback|disadvantage"
    r"|mistake|fault|symptom|sign|point|thing|difficulty|half|them|rest|concern|shortcoming|trouble|weakness|reaction|answer|result|culprit)s?\b)"
    r"(?P<subject>[a-z]+) (?P<be>(?P<is>is|are|was|were) (?P<adverb>(?:also |often |seriously |always "
    r"|usually )?)lack of)"
    r"(?= [a-z])"
)
_WHAT = compiled(r"\b(?:what|all|which|that|where|how|why)\b[^.!?;,]*$", re.I)
_STATES = {
    form: participle for verb in words("unaccusative") for participle in [verb_forms(verb)[3]] for form in [participle]
} | {"rotten": "rotted", "grown mouldy": "grown mouldy", "become": "become", "fallen": "fallen", "come": "come"}
_BEEN = compiled(
    rf"\b(?:has|have|had)(?: already| also| just"
    rf"| long)? (?P<been>been (?:already )?(?P<state>{any_of(_STATES)}))\b"
    r"(?! (?:by|with|off)\b|-)"
)
_IS_STATE = compiled(
    r"(?<=[a-z] )(?P<is>is|are) (?:already |just )?(?:deteriorated|disappeared|died|arisen|emerged|become|sprouted"
    r"|germinated"
    r"|vanished|existed|arrived|elapsed|worsened|appeared|recurred)\b(?! (?:to be|by)\b|-"
    r"| [a-z]+s?\b(?<=[a-z]s))"
)


@rule(
    "grammar",
    fixes={
        "The dermis is lack of water, and the bones are lack of calcium.": (
            "The dermis lacks water, and the bones lack calcium."
        ),
        "The hinge has been rusted.": "The hinge has rusted.",
        "The oil is deteriorated.": "The oil has deteriorated.",
    },
    keeps=(
        "The main cause is lack of water.",
        "The first reaction is lack of calcium. What it shows is lack of sleep. The trouble is lack of money.",
        "It has been eaten by mice and aged by the sun.",
        "The hinge is rusted, the bread is aged.",
    ),
    trigger=r"\black of |\b(?:has|have|had|is|are) (?:already |also |just |long |been )*[a-z]",
    translated_only=True,
)
def verb_not_passive(passage: Passage) -> Iterable[Change]:
    """Write lacks for `is lack of`, and no been or is with rust, disappear and deteriorate (has been rusted)."""
    for match in passage.find(_IS_LACK):
        if _WHAT.search(passage.text[: match.start()]):
            continue
        new = {"is": "lacks", "are": "lack"}.get(match["is"], "lacked")
        yield Change(*match.span("be"), f"{match['adverb']}{new}")
    for match in passage.find(_BEEN):
        yield Change(*match.span("been"), _STATES[match["state"]])
    for match in passage.find(_IS_STATE):
        yield Change(*match.span("is"), "has" if match["is"] == "is" else "have")


_PARTICIPLES = {verb: verb_forms(verb)[3] for verb in words("passive_verb") if verb_forms(verb)[3] != verb}
_BE_NOUN = compiled(
    r"(?<!there )\b(?:can|could|will|would|shall|should|may|might|must|cannot|can['’]t|won['’]t|shouldn['’]t"
    r"|couldn['’]t|needs? to|has to|have to)"
    r" (?:also |not |never |always |often |only |first |then )?be (?:not )?(?:[a-z]+ly )?"
    rf"(?P<verb>{any_of(_PARTICIPLES)})"
    r"(?= ?[.,;:!?)]|$| (?:with|by|in|into|to|from|at|on|for|off|out|up|down|away|before|after|when|if|every|once"
    r"|immediately|again|and then|until|because|regularly|several|more|twice|too)\b)(?! of\b)"
)
_BE_LY = compiled(
    r"(?<=[a-z] )(?:is|are|was|were|get|gets) (?:not )?(?:easily|completely|fully|partially|seriously|badly|severely"
    r"|slightly|gently|thoroughly|newly|poorly|well|properly|quickly|suddenly|often|always|frequently)"
    rf" (?P<verb>awaken|wake|{any_of(words('pure_verb'))})"
    r"(?= ?[.,;:!?)]|$| (?:by|when|while|and|in|with|at|for|because|or|from|if|during|up|out|off)\b)"
)
_NOT_PASSIVE = frozenset(
    "appear become begin happen occur disappear die grow rely depend consist remain seem exist belong arise feel try"
    " think find have do go get be deteriorate improve develop expand shrink".split()
)
_STILL = compiled(
    r"\b(?:is|are|was|were) (?:still|constantly|continuously|gradually|currently|slowly) (?:not )?"
    r"(?P<verb>grow|develop|increase|improve|fall|rise|drop|leak|boil|cry|bloom|bleed|cough|sneeze|learn|expand|shrink"
    r"|swell|rot|ripen|happen|appear|deteriorate|decrease|spread|become|die|breathe|suck|eat|sleep|run|get|wait|move"
    r"|drip|go|try|think|look|swim|vomit|shake)"
    r"(?= ?[.,;:!?)]|$| (?:and|in|on|at|with|the|a|it|because|when|while|after|up|down|out|for|from|too|as|more|fast"
    r"|very|well|to)\b)"
)


@rule(
    "grammar",
    fixes={
        "The belt must be exchange.": "The belt must be exchanged.",
        "Paint that can't be rinse off will stay.": "Paint that can't be rinsed off will stay.",
        "The dog is easily awaken, and it is badly injure.": "The dog is easily awakened, and it is badly injured.",
        "The kitten is still grow and needs food.": "The kitten is still growing and needs food.",
    },
    keeps=(
        "The belt must be exchanged.",
        "There will be exchange and work.",
        "It must be work, fun, love or rest.",
        "Our aim is always find a way.",
        "It is still work to do.",
    ),
    trigger=r"\b(?:be|is|are|was|were|gets?) (?:[a-z]+ ){0,2}[a-z]",
    translated_only=True,
)
def participle_of_noun_verb(passage: Passage) -> Iterable[Change]:
    """Write the participle behind `can be` for verbs that are nouns as well, behind `is easily` for others, and -ing
    behind `is still` (must be exchange, is easily awaken, is still grow)."""
    for match in passage.find(_BE_NOUN):
        yield Change(*match.span("verb"), _PARTICIPLES[match["verb"]])
    for match in passage.find(_BE_LY):
        if match["verb"] not in _NOT_PASSIVE and not re.search(r" (?:often|always) ", match[0]):
            yield Change(*match.span("verb"), verb_forms(match["verb"])[3])
    for match in passage.find(_STILL):
        yield Change(*match.span("verb"), verb_forms(match["verb"])[4])


_EASY = compiled(
    r"\b(?P<subject>[a-z]+) (?P<be>(?:is|are) (?P<not>not )?(?:(?P<very>very|more|quite|especially) )?easy to) "
    rf"(?:{alternatives('happens_easily')}|boil(?= over))"
    r"(?= ?[.,;:!?)]|$| (?:off|out|in|on|at|when|if|and|because|after|during|down"
    r"|apart|from|with|under|over|too|again)\b)"
)
_UNWANTED = frozenset(
    "bacteria germs microbes mold mould molds moulds mildew fungus fungi algae moss weeds mites parasites pests insects"
    " worms larvae acne pimples spots hair hairs tumors tumours polyps stones scale plaque yeast".split()
)
"""What grows by itself, where nobody wants it to; all else may be easy for people to grow."""
_EASY_IT = frozenset("it this that which what who there and".split())


@rule(
    "grammar",
    fixes={
        "In the cellar mould is easy to grow.": "In the cellar mould can easily grow.",
        "The buds are very easy to fall off.": "The buds can very easily fall off.",
        "Such threads are not easy to break.": "Such threads will not easily break.",
        "A full pan is easy to boil over.": "A full pan can easily boil over.",
    },
    keeps=(
        "It is easy to fall off.",
        "The plant is easy to grow indoors, and the cake easy to cut. The pothos is easy to grow.",
        "The buds are easy to see.",
        "The jar is easy to break open.",
    ),
    trigger=r"\beasy to [a-z]",
    translated_only=True,
)
def easily_happens(passage: Passage) -> Iterable[Change]:
    """Write can easily fall where things are said to be easy to fall, breed or crack."""
    for match in passage.find(_EASY):
        boils = match[0].endswith(" boil")  # over
        if match["subject"] in _EASY_IT or (match["subject"] in words("object") and not boils):
            continue
        if match["subject"] in ("plant", "plants", "flower", "flowers", "vegetables", "herb", "herbs"):
            continue
        if match[0].endswith(" grow") and match["subject"] not in _UNWANTED:
            continue
        easily = "easily" if match["very"] is None else f"{match['very']} easily"
        yield Change(*match.span("be"), f"will not {easily}" if match["not"] else f"can {easily}")
