"""Capitals that sentences and names lost behind what stands before them: the letter of who speaks, a person's title."""

from collections.abc import Iterator

from pipeline.compiled import compiled
from pipeline.repair.lexicon import words as lexicon
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.common import FUNCTION, known

_SPOKEN = compiled(
    r"(?:\A|(?<=\n))(?:[QA]\d{1,2}[.:]|[QADRP]:|Q\.(?=[^\n]*\?)|(?:Question|Answer)(?: \d{1,2})?:)"
    r" (?P<first>a|[a-z]{2,})(?=[ ,'’!.?])"
)
_TITLED = compiled(r"(?<![\w.])(?:Mr|Mrs|Ms|Dr|Prof)\. ?(?P<name>[a-z]{3,})(?=[,.;:)]|['’]s\b|\Z| [a-z])")
_HEADED = compiled(r"([a-z]{2,}|a)(?=[ ,:!?]|\Z)")
_GOES_ON = frozenset("of to from and or which than into such so that but nor who whose is are".split())
"""With what a heading may go on with what stands before it."""
_NO_NAME = (
    lexicon("preposition")
    | lexicon("light_verb")
    | lexicon("determiner")
    | FUNCTION
    | {"about", "again", "today", "now", "here"}
)
_VERB = compiled(
    r"(?:[a-z]+(?:ed|ing)|says?|said|thinks?|thought|told|tells|asks|recommends|advises|believes|knew|knows|who|what)\Z"
)


@rule(
    "case",
    fixes={},
    suggests={
        "A1. about fifty a day.": "A1. About fifty a day.",
        "Q. can it be washed?": "Q. Can it be washed?",
        "Q: how often do I wash it?\nA: every day.": "Q: How often do I wash it?\nA: Every day.",
    },
    keeps=(
        "A. of the best",
        "Plan A: go.",
        "A1. iPhone users",
        "Take vitamin A. it is",
        "R: x <- c(1)",
        "Q: e.g. this",
    ),
    trigger=r"(?m)^(?:[QADR]|Question|Answer)",
)
def capital_behind_speaker(passage: Passage) -> Iterator[Change]:
    """Begin a question or an answer with a capital behind the letter that stands for who speaks. In a lone sentence it
    is only suggested."""
    for m in passage.find(_SPOKEN):
        if known(m["first"], 4.0):
            yield Change(m.start("first"), m.start("first") + 1, m["first"][0].upper(), safe=passage.context.article)


@rule(
    "case",
    fixes={},
    suggests={"I asked Dr. tanaka of the clinic.": "I asked Dr. Tanaka of the clinic."},
    keeps=(
        "I asked Dr. Tanaka.",
        "The Dr. said so.",
        "Ask the Dr. about it.",
        "A Dr. in town",
        "Mr. and Mrs. Li came.",
    ),
    trigger=r"\b(?:Mr|Mrs|Ms|Dr|Prof)\.",
)
def capital_behind_title(passage: Passage) -> Iterator[Change]:
    """Write a name behind a person's title with its capital. In a lone sentence it is only suggested."""
    for m in passage.find(_TITLED):
        if m["name"] not in _NO_NAME and not _VERB.match(m["name"]):
            start = m.start("name")
            yield Change(start, start + 1, m["name"][0].upper(), safe=passage.context.article)


@rule(
    "case",
    fixes={},
    suggests={"why does the machine smell? 6 causes": "Why does the machine smell? 6 causes"},
    keeps=("iPhone users", "of this kind", "e.g. this", "npm install it", "Why does it smell?", "and then it rains"),
    kinds=("title", "heading"),
    trigger=r"\A[a-z]",
    document_only=True,
)
def capital_of_heading(passage: Passage) -> Iterator[Change]:
    """Begin a heading with a capital. Only suggested: whether an article counts as translated may change with its own
    repair, and a heading in lower case may be its writer's style."""
    m = _HEADED.match(passage.text)
    if m and m[1] not in _GOES_ON and known(m[1], 3.5):
        yield Change(0, 1, m[1][0].upper(), safe=False)
