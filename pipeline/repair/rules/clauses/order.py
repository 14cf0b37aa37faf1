"""Clauses whose order or opening another language has left: questions, conditions, results."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from pipeline.compiled import compiled
from pipeline.repair.inflection import verb_forms
from pipeline.repair.lexicon import alternatives, any_of, words
from pipeline.repair.rule import Change, Passage, rule

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECT = (
    r"(?:(?:[Tt]he|[Aa]n?|[Yy]our|[Mm]y|[Tt]his|[Tt]hese|[Ss]ome|[Ii]ts|[Hh]is|[Hh]er|[Oo]ur) (?:[a-z-]+ ){0,2}[a-z-]+"
    r"|[a-z]+s|it|he|she|they|we|you|I|women|children|people|men|hair|baby|skin|this|that)"
)
_STATE = r"(?:[a-z]+ing|[a-z]+ed|not|so|too|always|often|very|easily|[a-z]+(?:y|al|ic|ous|ive|ful|less|ble|ent|ant|en))"
_PLAIN = "cold hot bad good dry wet hard soft sick weak dark red black big small long short yellow afraid"
_WHY = compiled(
    rf"(?:^|(?<=[.!?:,] )|(?<=\n))([Ww]hy) ({_SUBJECT}) (is|are|was|were)"
    rf" (?=(?:{_STATE}|{any_of(_PLAIN.split())})\b[^.!?\n;:]{{0,60}}\?)"
)
_WHY_THERE = compiled(r"(?:^|(?<=[.!?:] )|(?<=\n))([Ww]hy) (there) (is|are|was|were) (?=[a-z][^.!?\n;:,]{0,60}\?)")
_WHY_MODAL = compiled(
    rf"(?:^|(?<=[.!?:,] )|(?<=\n))([Ww]hy|[Hh]ow|[Ww]hen|[Ww]here) ({_SUBJECT})"
    rf" (can|cannot|can't|should|will|must|could|would) (?=[a-z][^.!?\n;:,]{{0,60}}\?)"
)


_WHY_NOT = compiled(
    r"(?:^|(?<=[.!?:] )|(?<=\n))([Ww]hy|[Hh]ow) ((?:[Tt]he|[Yy]our|[Mm]y|[Tt]his|[Aa]n?) (?:[a-z-]+ )?[a-z-]+|[a-z]+s"
    r"|it|they|you|he|she) (does|do|did)(?: not|n['’]t) (?=[a-z][^.!?\n;:,]{0,60}\?)"
)


@rule(
    "grammar",
    fixes={
        "Why the womb is cold?": "Why is the womb cold?",
        "Why there are holes in it?": "Why are there holes in it?",
        "How you can keep it warm?": "How can you keep it warm?",
        "Why the hamster does not move?": "Why does the hamster not move?",
    },
    keeps=(
        "Why is the womb cold?",
        "Do you know why the womb is cold? Do you know why it does not move?",
        "Why the leaf that is old dries?",
        "How long can it last? When the sun is out, can it grow?",
    ),
    trigger=r"(?i)\b(?:why|how|when|where) [a-z][^.!?\n]*\?",
)
def question_order(passage: Passage) -> Iterable[Change]:
    """Put the auxiliary of a question before its subject (why the womb is cold?)."""
    for pattern in (_WHY, _WHY_THERE, _WHY_MODAL):
        for match in passage.find(pattern):
            before = passage.text[: match.start()]
            if before.endswith(", ") and not before.rstrip(", ").endswith(("so", "So", "then", "Then")):
                continue
            if re.search(r"\b(?:that|who|which|of|to)\b", match[2]):
                continue
            subject = match[2][0].lower() + match[2][1:] if match[2] != "I" else "I"
            yield Change(match.start(2), match.end(3), f"{match[3]} {subject}")
    for match in passage.find(_WHY_NOT):
        subject = match[2][0].lower() + match[2][1:]
        yield Change(match.start(2), match.end() - 1, f"{match[3]} {subject} not")


_WANT = compiled(
    rf"(?:^|(?<=[.!?] )|(?<=\n))((?:In fact, |Therefore, |So, |So )?)([Ww]ant) "
    rf"(?!it or not)(?=(?:to|the|your|a|an|it|them) [a-z]+(?: [a-z'’-]+){{0,9}},"
    r" (?:you|we|it|the|first|must|should|do|don't|need|pay|try|choose|please|then"
    rf"|only|{alternatives('verb')})\b[^?\n]*?[.!])"
)


@rule(
    "grammar",
    fixes={"Want to grow it well, you must prune it.": "If you want to grow it well, you must prune it."},
    keeps=(
        "Want to grow it well? Prune it. Want it or not, you must prune it.",
        "If you want to grow it well, you must prune it.",
    ),
    trigger=r"\b[Ww]ant (?:to|the|your|an?|it|them) ",
    again=True,
)
def want_to_condition(passage: Passage) -> Iterable[Change]:
    """Write “If you want to” where a statement opens with “Want to”, as Chinese does."""
    for match in passage.find(_WANT):
        if "?" in passage.text[match.end() :].partition(".")[0]:
            continue
        yield Change(*match.span(2), "if you want" if match[1] else "If you want")


_RESULT = compiled(r"(?<=[a-z)%]), (?:(result|lead) (?=(?:in|to)\b)|(include) (?=[a-z])|(compare) (?=(?:to|with)\b))")


@rule(
    "grammar",
    fixes={"The roots get no air, result in rot.": "The roots get no air, resulting in rot."},
    keeps=(
        "It may spread, lead to sores, and kill the plant.",
        "Heat, drought and wind, lead to losses.",
        "Weeds that spread, lead to losses.",
        "The roots get no air, resulting in rot.",
    ),
    trigger=r", (?:result in|lead to|include|compare) ",
    parses=True,
)
def result_clause(passage: Passage) -> Iterable[Change]:
    """Write resulting in, leading to, including and compared behind a whole clause, where the base form stands."""
    for match in passage.find(_RESULT):
        word = match.lastindex or 1
        verb = passage.token_at(*match.span(word))
        if verb is None:
            continue
        left = list(verb.doc[: verb.i])
        subjects = any(t.dep_.startswith("nsubj") and t.i < t.head.i < verb.i for t in left)
        finite = any(t.tag_ in ("VBZ", "VBD") or (t.tag_ == "VBP" and t.i > 1) for t in left)
        open_list = any(t.tag_ in ("MD", "TO", "WDT", "WP") for t in left)
        listed = re.search(r", and [a-z]+", passage.text[match.end() :].partition(".")[0])
        if subjects and finite and not open_list and not listed:
            yield Change(*match.span(word), _FOLLOWING[match[word]])


_OUTCOME = alternatives("outcome_verb")
_OUTCOMES = compiled(
    r"(?<=[a-z)%]), ?(?:(?:seriously|easily|greatly|directly|severely|even|also|often|further|indirectly) )?"
    rf"({_OUTCOME}) (?=(?:the|a|an|your|their|its|his|her|this|more|them|you|people|many|serious|some|various|other"
    r"|[a-z]+s)\b)"
)


@rule(
    "grammar",
    fixes={
        "The film is too thin, seriously affect the bearing.": "The film is too thin, seriously affecting the bearing.",
    },
    keeps=(
        "The film is too thin, which affects the bearing.",
        "If the film is too thin, cause the pump to stop.",
        "You must open it, make the bed, and clean it.",
        "The boy is small: he sits, lose his pens, write slowly.",
        "When the pot is dry, increase the dose.",
    ),
    trigger=rf", ?(?:[a-z]+ly |even |also |often |further )?(?:{_OUTCOME}) [a-z]",
    kinds=("text",),
    parses=True,
    translated_only=True,
)
def outcome_clause(passage: Passage) -> Iterable[Change]:
    """Write affecting, causing and making behind a whole clause, where the base form stands."""
    for match in passage.find(_OUTCOMES):
        verb = passage.token_at(*match.span(1))
        if verb is None or not _whole_clause(verb) or verb.tag_ in ("NN", "NNS"):
            continue
        rest = passage.text[match.end() :].partition(".")[0]
        listed = re.match(r"[^,]*, ([a-z]+)\b", rest)
        if not re.search(r", and [a-z]+", rest) and not (listed and listed[1] in words("pure_verb")):
            yield Change(*match.span(1), verb_forms(match[1])[4])


def _whole_clause(verb: "Token") -> bool:
    """Whether a main clause, and no list, command or condition, stands before a verb."""
    left = list(verb.doc[: verb.i])
    subjects = any(t.dep_.startswith("nsubj") and t.i < t.head.i < verb.i for t in left)
    finite = any(t.tag_ in ("VBZ", "VBD") or (t.tag_ == "VBP" and t.i > 1) for t in left)
    return subjects and finite and not any(t.tag_ in ("MD", "TO", "WDT", "WP", "WRB") or t.dep_ == "mark" for t in left)


_FOLLOWING = {"result": "resulting", "lead": "leading", "include": "including", "compare": "compared"}


_WILL = compiled(
    r"(?<=[a-z)%]), (so )((?:will|can|may) (?:also |easily )?(?:make|cause|affect|lead to|damage|harm|reduce"
    r"|increase|hurt) [a-z])"
)


_NOT_ONLY = compiled(
    r"(?:^|(?<=[.!?] )|(?<=\n)|(?<=[a-z], ))[Nn]ot only (?:can|could|will|may) (?P<it>)"
    r"(?=(?:effectively |quickly |also )?(?:make|cause|remove|reduce|prevent|improve|help|increase|relieve|promote|keep"
    r"|save|clean|kill|protect|affect|damage|lead|bring|strengthen|avoid|eat|supplement|enhance|beautify|add|treat)\b)"
)


@rule(
    "grammar",
    fixes={
        "The soil gets wet, so will make the buds fall.": "The soil gets wet, so it will make the buds fall.",
        "Not only can remove the smell, but it can clean.": "Not only can it remove the smell, but it can clean.",
    },
    keeps=(
        "The soil gets wet, so it will make the buds fall.",
        "He can make it, so will we.",
        "Not only can it remove the smell, but it can clean, and not only can soda remove it.",
    ),
    trigger=r", so (?:will|can|may) |\b[Nn]ot only (?:can|could|will|may) ",
)
def missing_it(passage: Passage) -> Iterable[Change]:
    """Add the subject that a clause lacks behind “so” (so will make the buds fall) and “not only can”."""
    for match in passage.find(_WILL):
        yield Change(match.start(2), match.start(2), "it ")
    for match in passage.find(_NOT_ONLY):
        yield Change(*match.span("it"), "it ")
