"""Words of the wrong class, and clauses that a stop has cut or that lack who: planted immediate, out of angry, for
those want to, if it leaks. Stop it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pipeline.compiled import compiled
from pipeline.repair.lexicon import any_of, words
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.common import FINITE

if TYPE_CHECKING:
    from spacy.tokens import Doc

_FEELING = dict(pair.split(":") for pair in sorted(words("feeling_of")))
_OUT_OF = compiled(
    r"\b(?i:(?P<because>because of|due to|out of|caused by|for fear of)|in|of|from|with|without)"
    rf" (?P<how>{any_of(_FEELING)})"
    r"(?:(?= ?[.;!?)]|$|, (?:and )?(?:it|he|she|they|so|which|you|we|I|the)\b)|(?P<more>(?= (?:the|it|he|she|they)\b)))"
)
_LATE = "immediate:immediately frequent:frequently thorough:thoroughly sudden:suddenly gradual:gradually"
_LATE_OF = dict(pair.split(":") for pair in _LATE.split())
_AT_END = compiled(
    rf"\b(?P<before>[a-z]+) (?P<how>{any_of(_LATE_OF)})(?= ?[.;!)]|$|, (?:and|or|but|it|you|so|otherwise)\b)"
)
_NO_ADVERB = frozenset(
    "is are was were be been being an a the more most very so too and or not as less quite rather almost nearly become"
    " becomes became seem seems look looks feel feels prove proves remain remains stay stays less even only its their"
    " your my his her of in on with no this that these those any some every each both".split()
)
_STATED = compiled(
    r"\b(?:ma[dk]\w+|keep\w*|kept|render\w*|find\w*|found|consider\w*|call\w*|is|are|was|were)\b[^.!?;,]*$"
)


@rule(
    "grammar",
    fixes={
        "He shut the door out of angry.": "He shut the door out of anger.",
        "The seeds should be sown immediate.": "The seeds should be sown immediately.",
    },
    keeps=(
        "He shut the door out of anger, in front of angry, hungry men.",
        "The result is immediate. It makes the result immediate.",
        "He went from sad to happy, and the sale of angry birds ended.",
    ),
    trigger=rf"\b(?:{any_of(_FEELING)}|{any_of(_LATE_OF)})\b",
    translated_only=True,
)
def class_of_word(passage: Passage) -> Iterable[Change]:
    """Write the noun of a feeling behind a preposition (out of angry), and the adverb at a clause's end (sown
    immediate)."""
    for match in passage.find(_OUT_OF):
        if match["because"] or match["more"] is None:
            yield Change(*match.span("how"), _FEELING[match["how"]])
    for match in passage.find(_AT_END):
        described = match["before"] in _NO_ADVERB or match["before"].endswith("ly")
        if not described and not _STATED.search(passage.text[: match.start("how")]):
            yield Change(*match.span("how"), _LATE_OF[match["how"]])


_THOSE = compiled(
    r"\b(?:for|with|to|by|from|among|than) (?P<those>those) (?=(?:want|have|suffer|live|like|feel|work|eat|drink|smoke"
    r"|plan|wish|hope|do not|cannot|can not|often)\b (?!(?:and|or)\b)[a-z])"
)


@rule(
    "grammar",
    fixes={"It is no toy for those want to sleep.": "It is no toy for those who want to sleep."},
    keeps=("It is for those who want it.", "Some of those want to sleep. Like those, have a look."),
    trigger=r"\bthose [a-z]",
    translated_only=True,
)
def those_without_who(passage: Passage) -> Iterable[Change]:
    """Add the who that a clause lacks behind those (for those want to sleep)."""
    for match in passage.find(_THOSE):
        yield Change(match.end("those"), match.end("those"), " who")


_CUT = compiled(
    r"(?:^|(?<=[.!?] )|(?<=\n))(?P<clause>If [^.!?,:;\n]{8,90})(?P<stop>\. )(?P<next>(?:It|You|They|The|This|Please|Do"
    r"|Don['’]t|We|He|She|That|Stop|Go|See|Take|Check|Use|Turn|Replace|Change|Try|Put|Add|Call|Ask|Clean|Remove|Wash"
    r"|Let|Give|Move|Open|Close|Keep|Wait|Choose|Avoid|Reduce|Contact|Rinse|Seek|Pull|Press)\b)"
)


@rule(
    "grammar",
    fixes={
        "Look at it. If the pot leaks. Stop using it at once.": "Look at it. If the pot leaks, stop using it at once."
    },
    keeps=(
        "If the pot leaks, stop using it at once.",
        "If the pot leaks stop it. Use glue.",
        "If only it would rain. It is dry.",
        "If in doubt ask. Stop using it.",
    ),
    trigger=r"\bIf [a-z][^.!?\n]*\. [A-Z]",
    kinds=("text",),
    parses=lambda passage: passage.find(_CUT),
    translated_only=True,
)
def condition_cut_off(passage: Passage) -> Iterable[Change]:
    """Write a comma for the stop that has cut a condition from its main clause (if it leaks. Stop it)."""
    for match in passage.find(_CUT):
        doc, at = passage.sentence_at(match.start("clause"))
        if at == match.start("clause") and _condition_alone(doc):
            low = match["next"][0].lower() + match["next"][1:]
            yield Change(match.start("stop"), match.end("next"), f", {low}")


def _condition_alone(doc: "Doc") -> bool:
    """Whether a sentence that begins with if has no verb but that of the condition."""
    root = next((t for t in doc if t.dep_ == "ROOT"), None)
    if root is None:
        return False
    verbs = [t for t in doc if t.tag_ in FINITE or t.tag_ == "VB"]
    clauses = {t if t.dep_ not in ("aux", "aux:pass", "cop") else t.head for t in verbs}
    return clauses <= {root} and doc[1].lower_ not in ("only", "in", "so", "not")
