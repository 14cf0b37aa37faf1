"""Verb forms of which the words on both sides leave one only: the way to makes it, like to eating plums, don't looking
for it, let it scanning, is hard remove, no choice but open it, the best way is call them, before paint again.

Only an article that was translated word for word is changed.
"""

from collections.abc import Iterable
from functools import lru_cache

from pipeline.compiled import compiled
from pipeline.repair.inflection import plural, verb_forms
from pipeline.repair.lexicon import any_of, words
from pipeline.repair.names import frequency
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.agreement.bare_verbs import ALL_VERBS

_PURE = words("pure_verb") - {"do", "have", "let", "suppose", "thank"}
_THIRDS = {verb_forms(verb)[1]: verb for verb in _PURE - {"need", "measure", "result", "mean", "deal", "appeal"}}
_OBJECT = r"(?= (?:the|an?|it|them|him|her|your|this|these|those|his|its|their|us|you|more|people)\b)"
_TO_THIRD = compiled(
    r"(?<!\bfrom [a-z]{3} )(?<!due )(?<!according )(?<!compared )(?<!thanks )(?<!next )(?<!similar )(?<!related )"
    rf"\bto (?:not |better |quickly |always )?(?P<verb>{any_of(_THIRDS)}){_OBJECT}"
)
_WANTS = (
    r"(?:likes?|wants?|wanted|hopes?|needs?|decided?|tr(?:y|ies|ied)|refuses?|forgets?|forgot|able|unable|how|easy)"
)
_TO_GERUND = compiled(rf"\b{_WANTS} to (?P<verb>[a-z]{{2,}}ing)\b(?= [a-z])")
_NOT_GERUND = compiled(
    r"\b(?:[Dd]o not|[Dd]on['’]t|[Dd]oes not|[Dd]oesn['’]t|[Dd]id not|[Dd]idn['’]t) (?P<verb>[a-z]{2,}ing)\b(?= [a-z])"
)
_NOT_THIRD = compiled(
    r"\b(?:[Yy]ou|[Ww]e|[Tt]hey|I|[Ii]t|[Hh]e|[Ss]he) (?:do not|don['’]t|does not|doesn['’]t|did not|didn['’]t)"
    r" (?P<verb>needs|means|results)\b(?=[.,;!?])"
)
_LET_GERUND = compiled(r"\b[Ll]ets? (?:it|them|him|us) (?P<verb>[a-z]{2,}ing)\b(?= ?[a-z.,;])")
_NOT_TO = compiled(
    r"\b(?:[Dd]o not|[Dd]on['’]t|[Dd]oes not|[Dd]oesn['’]t|[Dd]id not|[Dd]idn['’]t) (?P<to>to )"
    rf"(?=(?:{any_of(_PURE)})\b)"
)
_NO_GERUNDS = frozenset(
    "being nothing anything something everything during evening morning spring string king ring wing thing building"
    " meeting ceiling wedding bring sing sting fling cling swing sling wring clothing lighting interesting exciting"
    " boring following missing exceeding".split()
)


@lru_cache(maxsize=2_000)
def _base(gerund: str) -> str | None:
    """The verb of which a word is the form in -ing; None for one that is none that English knows."""
    stem = gerund[:-3]
    found = [base for base in (stem, f"{stem}e", stem[:-1]) if len(base) > 1 and verb_forms(base)[4] == gerund]
    return max(found, key=frequency, default=None) if any(map(frequency, found)) else None


@rule(
    "grammar",
    fixes={
        "It is a way to makes the machine fast.": "It is a way to make the machine fast.",
        "Some mothers like to eating plums.": "Some mothers like to eat plums.",
        "Don't looking for an excuse, and do not forcing it.": "Don't look for an excuse, and do not force it.",
        "Turn off what you don't needs.": "Turn off what you don't need.",
        "Don't to remove it.": "Don't remove it.",
        "Install it and let it scanning the disk.": "Install it and let it scan the disk.",
    },
    keeps=(
        "It is a way to make the machine fast. They moved on to meals the cook made.",
        "He is used to eating plums, and the way to cooking is long.",
        "Do nothing, do not bring it, and do not being there count?",
        "They don't mean it, and they never got to drink.",
        "Let it be. The lining lets it in.",
        "It leads to repairs the owner pays.",
    ),
    trigger=r"\b(?:to|not|\w+n['’]t|[Ll]ets? (?:it|them|him|us)) (?:(?:[a-z]+ )?[a-z]+(?:s|ing)|to [a-z]+)\b",
    translated_only=True,
)
def base_form_alone(passage: Passage) -> Iterable[Change]:
    """Write the base form where nothing else can stand: behind to before an object, do not, let it (to makes it)."""
    for match in passage.find(_TO_THIRD):
        yield Change(*match.span("verb"), _THIRDS[match["verb"]])
    for match in passage.find(_NOT_THIRD):
        yield Change(*match.span("verb"), match["verb"].removesuffix("s"))
    for match in passage.find(_NOT_TO):
        yield Change(*match.span("to"), "")
    for pattern in (_TO_GERUND, _NOT_GERUND, _LET_GERUND):
        for match in passage.find(pattern):
            base = None if match["verb"] in _NO_GERUNDS else _base(match["verb"])
            if base is not None:
                yield Change(*match.span("verb"), base)


_SURE = any_of(
    _PURE
    - {"lower", "clear", "like", "use", "wear", "save", "find", "imitate", "separate", "appropriate", "live", "read"}
)
_ENDS = r"(?=[.,;!]| (?:the|an?|it|them|your|in|on|at|with|from|by|for|off|out|up|again|because|and|when|if)\b)"
_HARD = compiled(
    r"\b(?:is|are|was|were|be|becomes?|very|too|more|not|quite|so) (?:hard|difficult|easy|easier|impossible|possible"
    rf"|necessary|important|convenient|dangerous) (?P<verb>{_SURE}|move|notice|correct|peel|reach){_ENDS}"
)
_BETTER = compiled(rf"\b(?:[Ii]t is|[Ii]t['’]s) (?:also )?(?:better|best|enough) (?P<verb>{_SURE}|move)\b(?= [a-z])")
_NO_WAY = compiled(
    r"\b[Nn]o (?:other )?(?:way|choice|option|alternative)(?: left)? but (?P<verb>(?!to\b)"
    rf"(?:{any_of(ALL_VERBS | words('handled'))}))\b"
)
_WAY_IS = compiled(
    r"\b(?:way|solution|method|choice|option|measure|goal|aim|purpose|remedy|step) is (?P<verb>"
    rf"{_SURE}|call|open|check|clean|wash|turn|cut|use|put)"
    r" (?=(?:the|an?|it|them|your|off|out|up|more|less|some)\b)"
)
_SPACE = compiled(
    r"\b(?:needs?|have|has|had|leaves?|gives?|need) (?:it |them |him |you )?(?:more |enough |some |no |much )?"
    rf"(?:space|room|energy|strength|money|courage|patience) (?P<verb>{_SURE})\b(?= [a-z])"
)


@rule(
    "grammar",
    fixes={
        "Stains are hard remove.": "Stains are hard to remove.",
        "It is better give ash.": "It is better to give ash.",
        "There is no choice but open it.": "There is no choice but to open it.",
        "The best solution is call a company.": "The best solution is to call a company.",
        "The system needs space write files.": "The system needs space to write files.",
    },
    keeps=(
        "Stains are hard to remove, and the glass is easy break.",
        "It is better to give ash.",
        "It is best practice, and it is hard work in the sun.",
        "There is no choice but this. The trick is call a company.",
        "The only solution is clean water. It needs space and energy.",
    ),
    trigger=r"\b(?:hard|difficult|easy|easier|impossible|possible|necessary|important|convenient|dangerous|better|best"
    r"|enough|(?:way|choice|option|alternative|left) but|space|room|energy|strength|money|courage|patience"
    r"|(?:way|solution|method|choice|option|measure|goal|aim|purpose|remedy|step) is) [a-z]",
    translated_only=True,
)
def to_of_infinitive(passage: Passage) -> Iterable[Change]:
    """Add the to of an infinitive that stands behind an adjective, no choice but, the solution is (hard remove)."""
    for pattern in (_HARD, _BETTER, _NO_WAY, _WAY_IS, _SPACE):
        for match in passage.find(pattern):
            yield Change(match.start("verb"), match.start("verb"), "to ")


_DONE = ALL_VERBS | words("handled") | words("verb_and_noun")
_DONE -= set("work rest use sleep run walk see read look cook".split())
_AGAIN = compiled(
    rf"\b(?:[Bb]efore|[Aa]fter|[Ww]ithout|[Bb]y|[Ww]hen|[Ww]hile) (?P<verb>{any_of(_DONE)})"
    r" (?:again|it|them|thoroughly|carefully|properly)\b(?! (?:is|was|will|can|has|makes?)\b)"
)


@rule(
    "grammar",
    fixes={"Before paint again, look where it comes from.": "Before painting again, look where it comes from."},
    keeps=(
        "Before painting again, look where it comes from. After rest again he ran.",
        "Stop by, check it. When touch it is wrong, and by night it is cold.",
    ),
    trigger=r"(?i)\b(?:before|after|without|by|when|while) [a-z]+ (?:again|it|them|thoroughly|carefully|properly)\b",
    translated_only=True,
)
def gerund_before_again(passage: Passage) -> Iterable[Change]:
    """Write -ing for a verb that a preposition and its object or adverb show to be one (before paint again)."""
    for match in passage.find(_AGAIN):
        yield Change(*match.span("verb"), verb_forms(match["verb"])[4])


_ACTORS = (words("organ") | words("body_part") | words("person") | words("female")) - {"who", "whoever"}
_ACTING = (
    {one for one in _ACTORS if one.isalpha()} | set(map(plural, _ACTORS)) | {"muscles", "plant", "plants", "leaves"}
)
_BE_DONE = {verb_forms(verb)[3] for verb in _DONE} | {"eaten", "drunk", "seen", "used"}
_WITHOUT_BE = compiled(
    rf"\b(?:[Ww]ithout|[Bb]efore|[Aa]fter|[Bb]y|[Ii]nstead of|[Aa]void|[Aa]fraid of) (?P<be>be (?P<verb>{any_of(_DONE)}"
    rf"|{any_of(_BE_DONE)}))\b(?! (?:the|an?|it|them|him|her|your)\b)"
)
_MAKE_TO = compiled(
    r"\b(?i:make|makes|made|making) (?:the|your|his|her|its|their) (?:[a-z]+ )?"
    rf"(?P<who>{any_of(_ACTING)})(?: of (?:the|your|his|her|its|their) [a-z]+)? (?P<to>to )"
    rf"(?=(?:{any_of(_PURE)}|relax|contract|tense|work|move|turn|swell|cry|sleep|hurt)\b)"
)


@rule(
    "grammar",
    fixes={
        "The rice goes down without be chew.": "The rice goes down without being chewed.",
        "It makes the muscles of the jaw to contract.": "It makes the muscles of the jaw contract.",
    },
    keeps=(
        "The rice goes down without being chewed. By be cut the time.",
        "It made the doctor a promise to return. She made her way to become rich.",
    ),
    trigger=r"\b(?:be [a-z]+|(?i:make|makes|made|making) (?:the|your|his|her|its|their) )",
    translated_only=True,
)
def being_done(passage: Passage) -> Iterable[Change]:
    """Write being and the participle behind a preposition (without be chew), drop to behind make somebody."""
    for match in passage.find(_WITHOUT_BE):
        verb = match["verb"]
        yield Change(*match.span("be"), f"being {verb if verb in _BE_DONE else verb_forms(verb)[3]}")
    for match in passage.find(_MAKE_TO):
        yield Change(*match.span("to"), "")
