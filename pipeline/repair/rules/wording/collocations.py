"""Prepositions that a verb wants behind its object, and those of things that are applied, shown or kept away, in
articles translated word for word: soak the feet with water, mistake it as a cold, keep it away other pots.

Where verb and preposition stand side by side, rows of `phrases.csv` mend them.
"""

from collections.abc import Iterable

from pipeline.compiled import compiled
from pipeline.repair.inflection import verb_forms
from pipeline.repair.lexicon import any_of
from pipeline.repair.rule import Change, Passage, rule

_DET = r"(?:the|an?|your|his|her|its|their|my|our|this|these|those)"
_THING = rf"(?:it|them|him|her|us|me|you|{_DET} (?:[a-z-]+ )?[a-z-]+)"
_SOMEBODY = (
    r"(?:the |your |an? |his |her |my )?(?:doctor|vet|veterinarian|specialist|dentist|pediatrician|paediatrician"
    r"|midwife"
    r"|nurse|expert|mechanic|technician|teacher|pharmacist|gynecologist|gynaecologist|dermatologist|surgeon)"
)
_TONGUE = r"(?:English|Chinese|Russian|Japanese|German|Spanish|French|Korean)"
_OTHERS = r"(?:friends?|family|others|everyone|readers|people|you)"
_ONE = r"(?:an? )?(?:new|another|fresh|different|bigger|larger|smaller|clean|better)\b"


def _forms(*verbs: str) -> str:
    return rf"\b(?i:{any_of(form for verb in verbs for form in verb_forms(verb))})"


_PERSON = "(?:it|them|him|her|us|me|you)"
_GOVERNED: tuple[tuple[str, str, str, str], ...] = (
    (_forms("mistake"), "as|to|with|like", rf"(?={_DET} )", "for"),
    (_forms("confuse"), "to|for|from|as", rf"(?={_DET} (?!point|extent|degree))", "with"),
    (_forms("accuse", "convince", "deprive", "rob"), "for|from|in", r"(?=[a-z])", "of"),
    (_forms("blame", "thank", "forgive"), "of", r"(?=[a-z])", "for"),
    (_forms("prevent", "distinguish", "hide"), "of", r"(?=[a-z])", "from"),
    (_forms("exchange", "swap"), "by|to|with|on", rf"(?={_ONE})", "for"),
    (_forms("translate"), "in|to|on", rf"(?={_TONGUE}\b)", "into"),
    (_forms("share"), "to", rf"(?=(?:{_DET} )?{_OTHERS}\b)", "with"),
    (_forms("impose"), "to|at", r"(?=[a-z])", "on"),
    (_forms("attach"), "on", rf"(?={_DET} (?!left|right|inside|outside|back|bottom|top|side|same))", "to"),
    (_forms("devote", "dedicate"), "for", r"(?=[a-z])", "to"),
    (_forms("show"), "for", rf"(?={_SOMEBODY}\b(?! to\b))", "to"),
)  # fmt: skip
"""A verb, what stands behind its object by mistake, what must follow that, and what English says."""
_OF = frozenset(("of", "for|from|in"))
"""Prepositions that may belong to a noun before them (the growth of mold): they count behind a pronoun only."""
_OBJECTS = tuple(
    (compiled(rf"{verb} {_PERSON if wrong in _OF else _THING} (?P<p>{wrong}) {ahead}"), right)
    for verb, wrong, ahead, right in _GOVERNED
)
_NO_OBJECT = compiled(r" (?:of|for|in|on|at|to|from|with|by|as|and|or|that|which|is|are|was|not) [a-z]+$")

_FLUID = (
    r"(?:(?:warm|hot|cold|cool|clean|boiling|lukewarm|salt|salted|salty|soapy|clear|light|tap|rice|running|sea"
    r"|ginger|vinegar) ){0,2}"
    r"(?:water|milk|vinegar|wine|alcohol|brine|tea|saltwater|oil|honey|solution|juice)"
)
_SOAK = compiled(
    rf"{_forms('soak', 'immerse', 'bathe', 'submerge', 'steep')} {_THING} (?P<p>with|by) "
    rf"(?=(?:the |an? |some )?{_FLUID}\b)"
)
_EXPOSE = compiled(
    rf"{_forms('expose')}(?: {_THING})? (?P<p>under|in|at|with) "
    r"(?=(?:the )?(?:direct |strong |hot |bright |scorching |open )?(?:sun|sunlight|sunshine|light|air|rain|wind"
    r"|cold|heat)\b)"
)
_SPEND = compiled(
    rf"{_forms('spend', 'waste')} (?:[a-z]+ ){{0,3}}?(?:money|time|effort|energy|dollars|yuan|hours|rubles|roubles"
    rf"|euros)"
    r" (?P<p>for) (?=(?:it|them|him|her|this|these|that|the|your|their|his|her|my|our|buying|making|cleaning|such)\b"
    r"(?! (?:time|sake|first|last|next|whole|rest|purpose)\b))"
)
_FURTHER = (
    r"(?:the other|other|any|all|direct|open|heat|heaters?|fire|flames?|sunlight|sun|windows?|radiators?|strong"
    r"|drafts|draughts)\b"
)
_AWAY = compiled(
    rf"\b(?i:keep|keeps|kept|keeping|place|put|store|hold|set|move) {_THING} (?P<p>away) (?={_FURTHER})"
    rf"|\b(?i:keep|stay|stays|stayed|staying|far) (?P<q>away) (?=(?!the ){_FURTHER}|the (?:fire|heat|window"
    rf"|radiator|sun)\b)"
)
_PLACE = r"(?:place|area|spot|part|skin|position|point)s?"
_TREAT = compiled(
    rf"{_forms('spray', 'apply', 'rub', 'smear', 'dab', 'massage', 'stick', 'paste')} "
    rf"(?:{_THING}|(?:[a-z0-9%]+ ){{0,3}}[a-z]+)"
    rf" (?P<p>in|at) (?=(?:the|your|an?) (?:affected|painful|sore|moldy|mouldy|itchy|swollen|injured|inflamed"
    rf"|stained|dirty"
    rf"|burned|burnt|sick|wet|bitten|damaged|red) {_PLACE}\b)"
)
_DEGREES = compiled(
    r"(?<!increase )(?<!rise )(?<!rose )(?<!fell )(?<!rises )\b(?P<p>[Ii]n) (?=\d+(?:[.,]\d+)?(?: ?(?:to|and|-|–"
    r"|~) ?\d+)? ?"
    r"(?:degrees? ?(?:Celsius|Fahrenheit|C\b|F\b|centigrade|$|[.,;!?)]|for\b|and\b|in\b|the\b|it\b)|° ?[CF]\b|℃))"
)
_ROOMS = (
    r"(?:fridge|refrigerator|freezer|house|shade|room|kitchen|bathroom|balcony|cellar|basement|greenhouse|oven|tank)"
)
_MOVE = compiled(
    rf"{_forms('move', 'transfer', 'transplant', 'carry', 'pour')} (?:it|them|{_DET} [a-z]+) (?P<p>in) "
    rf"(?=(?:the|an?|your) (?:(?!same )[a-z]+ ){{0,2}}{_ROOMS}\b(?! of\b))"
)
_STRAIN = compiled(
    r"(?<!apply )(?<!applying )(?<!applied )(?<!applies )\b(?:(?:the|more|too much|great|much|extra|a lot of|bring"
    r"|brings|cause"
    r"|causes|reduce|reduces|relieve|relieves|increase|increases|little) )(?:pressure|stress|strain"
    r"|load) (?P<p>to) "
    r"(?=(?:the|your|their|its) (?:(?:lower|upper|lumbar|cervical|whole|knee|internal|graphics|spinal"
    r"|hip) )?(?:back|waist|spine"
    r"|vertebra|vertebrae|discs?|disks?|knees?|joints?|heart|stomach|kidneys?|liver|legs?|feet|bladder|eyes?"
    r"|abdomen|pelvis"
    r"|uterus|veins?|nerves?|neck|shoulders?|lungs?|muscles?|bones?|card|battery|engine"
    r"|brain)\b(?! of (?:the )?(?:wound|bleed)))"
)
_FEED_BY = compiled(
    rf"{_forms('feed')} (?:it|them|him|her|(?:the|your|a) (?:cats?|dogs?|hens?|chickens?|fish|rabbits?|pigs?"
    rf"|piglets?|baby|birds?"
    r"|ducks?|cows?|hamsters?|puppy|kittens?)) (?P<p>by) (?=(?:milk|formula|corn|maize|grain|grass|hay|meat|bran"
    r"|seeds|worms"
    r"|vegetables|fruit|rice|porridge|bread|insects|pellets|dry|wet|fresh|boiled|cooked)\b)"
)
_WRONG = (
    (_SOAK, "in"),
    (_EXPOSE, "to"),
    (_SPEND, "on"),
    (_TREAT, "on"),
    (_MOVE, "into"),
    (_STRAIN, "on"),
    (_FEED_BY, "with"),
)


@rule(
    "grammar",
    fixes={
        "Soak the feet with warm water, and do not expose them under the sun.": (
            "Soak the feet in warm water, and do not expose them to the sun."
        ),
        "Many owners mistake it as a cold, so show it for the vet.": (
            "Many owners mistake it for a cold, so show it to the vet."
        ),
        "Keep the pot away other pots, and stay away the fire.": (
            "Keep the pot away from other pots, and stay away from the fire."
        ),
        "Move it in the fridge, and keep it in 5 to 8 degrees.": (
            "Move it into the fridge, and keep it at 5 to 8 degrees."
        ),
        "They spend more money for the lamp, which reduces the pressure to the eyes.": (
            "They spend more money on the lamp, which reduces the pressure on the eyes."
        ),
    },
    keeps=(
        "Soak the feet in warm water with salt.",
        "They made a mistake as to the cause. The cat has no one to blame.",
        "Apply pressure to the knee. He was exposed in the paper.",
        "They spend time for the first time. Keep away the flies.",
        "The room rose in 5 degrees. It moved in the room.",
        "Prevent the growth of mold, and thank the people of the town.",
        "It confused the cat to the point of hiding. Attach it on the left.",
    ),
    trigger=r"\b(?:as|to|with|like|for|from|in|on|by|at|of|under|away) ",
    translated_only=True,
)
def preposition_behind_object(passage: Passage) -> Iterable[Change]:
    """Write the preposition that a verb wants behind its object (mistake it for a cold, soak it in water), from behind
    away, and at before degrees."""
    for pattern, right in _OBJECTS:
        for match in passage.find(pattern):
            if not _NO_OBJECT.search(passage.text[match.start() : match.start("p") - 1]):
                yield Change(*match.span("p"), right)
    for pattern, right in _WRONG:
        for match in passage.find(pattern):
            yield Change(*match.span("p"), right)
    for match in passage.find(_AWAY):
        end = match.end("p") if match["p"] else match.end("q")
        yield Change(end, end, " from")
    for match in passage.find(_DEGREES):
        yield Change(*match.span("p"), "At" if match["p"] == "In" else "at")


_PREFERS = compiled(r"\b(?i:prefer|prefers|preferred) to [a-z]+ (?P<gap>(?:[a-z]+ ){0,3}?)(?=than\b)")
_RATHER = compiled(r"\b(?:more|less|rather|better|other|[a-z]+er)\b")
_LABELS = {
    "solve": "solution",
    "resolve": "resolution",
    "treat": "treatment",
    "prevent": "prevention",
    "analyze": "analysis",
    "analyse": "analysis",
    "introduce": "introduction",
    "conclude": "conclusion",
    "explain": "explanation",
    "remind": "reminder",
    "suggest": "suggestion",
    "recommend": "recommendation",
    "diagnose": "diagnosis",
    "describe": "description",
    "operate": "operation",
    "summarize": "summary",
    "summarise": "summary",
    "maintain": "maintenance",
    "overheat": "overheating",
}
"""Verbs that can't stand alone as a label, and what the label says."""
_LABEL = compiled(rf"(?:\A|(?<=[.!?] )|(?<=\n))(?P<verb>(?i:{any_of(_LABELS)}))(?=\s*:| ?\Z)")


@rule(
    "grammar",
    fixes={
        "Solve: water it less.": "Solution: water it less.",
        "He prefers to drink tea than coffee.": "He prefers to drink tea rather than coffee.",
    },
    keeps=("Solve it: water it less.", "Treat it now.", "He prefers to drink more tea than coffee."),
    trigger=r"(?i)\bprefer|^\W*[a-z]+\s*(?::|$)|[.!?\n]\s[a-z]+\s*(?::|$)",
    translated_only=True,
)
def label_and_choice(passage: Passage) -> Iterable[Change]:
    """Make a verb that stands alone as a label the noun that it means (Solve: …); write rather than."""
    for match in passage.find(_LABEL):
        new = _LABELS[match["verb"].lower()]
        yield Change(*match.span("verb"), new.capitalize() if match["verb"][0].isupper() else new)
    for match in passage.find(_PREFERS):
        if not _RATHER.search(match["gap"]):
            yield Change(match.end(), match.end(), "rather ")
