"""The comma behind an opening clause that has more than one verb, or goes on to a request (others: openings)."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.common import FINITE

if TYPE_CHECKING:
    from spacy.tokens import Token

_PRONOUNS = frozenset("it they he she we this there you everyone everybody these those".split())
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "nsubj:pass", "csubj", "expl"))
_INTRODUCERS = frozenset(
    "if when whenever although though because unless while once whether until since as where wherever before after what"
    " whatever how who which that lest".split()
)
_FIRST = frozenset("when whenever if once since because although as even unless after".split())
_COMES = frozenset(
    "come comes came arrive arrives arrived happens occurs appears falls rises sleeps dies wakes".split()
)
_PARTICLES = frozenset("on off up down out".split())
_NO_LAST = frozenset("that than what how so as because when where like all both once since even only if not".split())
_ENDS = frozenset(("ADJ", "ADV", "NOUN", "NUM"))
_NOMINAL = frozenset(("DET", "ADJ", "NOUN", "ADV", "ADP", "PRON"))
_LEADS = (
    r"(?:When|Whenever|If|Once|Since|Because|Although|As (?:long|soon) as|Even (?:if|though)|Unless|In order to|After"
    r"|Before|To)"
)
_OPENING = rf"(?:\A|(?<=[.!?] )|(?<=\n)){_LEADS} [^,.;:?!()\"“”\n]"
_SECOND = r"(?=(?:it|they|we|he|she|you|one|there|this|the [a-z]+(?: [a-z]+| of [a-z]+(?: [a-z]+)?)?) [a-z])"
_UNPARTED = re.compile(rf"{_OPENING}{{5,110}}?[a-z0-9] {_SECOND}")
_CLAUSE = re.compile(rf"{_OPENING}{{15,300}}")
_GAP = re.compile(rf"(?<=[a-z0-9])(?P<gap> ){_SECOND}")
_ASKED = re.compile(
    rf"{_OPENING}{{8,140}}?(?:(?<! to)(?<! you)(?<! will)(?<! and)(?<! not)(?P<gap> )(?=please [a-z]+)"
    r"|(?<= up| on| in)(?P<gap2> )(?=(?:do not|don['’]t) ))"
)


@rule(
    "punctuation",
    fixes={},
    suggests={
        "When there is a problem we should find the cause.": "When there is a problem, we should find the cause.",
        "When the floor is wet and there is a draft the gut works badly.": (
            "When the floor is wet and there is a draft, the gut works badly."
        ),
        "Even if you wake up do not look.": "Even if you wake up, do not look.",
        "If it stays for more than a month please see a doctor.": (
            "If it stays for more than a month, please see a doctor."
        ),
    },
    keeps=(
        "When you feel that it is dry, water it.",
        "If you think it is dry, water it.",
        "If there is a thing you can do, do it.",
        "To know what it is would help.",
        "In winter the room is cold.",
        "After he said it was dry, we left.",
        "If you want to please him, go.",
        "When you have seen the doctor will come.",
        "When the thing the doctor knows is bad, he tells you.",
    ),
    trigger=f"{_UNPARTED.pattern}|{_ASKED.pattern}",
    kinds=("text",),
    parses=lambda passage: passage.find(_UNPARTED),
)
def comma_before_last_verb(passage: Passage) -> Iterator[Change]:
    """Put a comma between a clause that opens a sentence and the main clause, where the parse shows that the second
    subject and verb are the sentence's own, or the only ones that can be. Short openings without a verb need none."""
    safe = passage.context.article
    for clause in passage.find(_CLAUSE):
        for m in _GAP.finditer(passage.text, clause.start(), clause.end()):
            first = passage.token_at(m.end("gap"), m.end("gap") + 1, whole=False)
            if first is None or first.i < 4 or not _ended(first):
                continue
            if _opened(first) or _second(first):
                yield Change(m.start("gap"), m.start("gap"), ",", safe=safe)
                break
    for m in passage.find(_ASKED):
        start = max(m.start("gap"), m.start("gap2"))
        yield Change(start, start, ",", safe=safe)


def _ended(first: "Token") -> bool:
    """Whether the word before a token can end a clause: a verb can't where the token may be its object."""
    last = first.nbor(-1)
    passive = any(t.lemma_ == "be" for t in first.doc[max(0, last.i - 2) : last.i])
    return last.pos_ not in ("VERB", "AUX") or last.lower_ in _COMES or (passive and last.pos_ == "VERB")


def _second(first: "Token") -> bool:
    """Whether a subject and its verb behind a finished clause of condition can only be the main ones: no other finite
    verb follows, and no comma where the subject could belong to the noun before it (“a thing you can do,”)."""
    doc, last = first.doc, first.nbor(-1)
    on = last.lower_ in _PARTICLES and first.lower_ in _PRONOUNS and first.nbor(1).tag_ in FINITE
    ends = last.pos_ in _ENDS or last.lower_ in _COMES or on
    if doc[0].lower_ not in _FIRST or last.lower_ in _NO_LAST or not ends:
        return False
    if doc[0].lower_ != "after" and not any(t.tag_ in FINITE for t in doc[1 : first.i]):
        return False
    near = list(doc[first.i + 1 : first.i + 8])
    verb = next((t for t in near if t.tag_ in FINITE), None)
    if verb is None or any(t.pos_ not in _NOMINAL for t in near[: near.index(verb)]):
        return False
    rest = doc[verb.i + 1 :]
    comma = next((t.i for t in rest if t.text in (",", ";")), None)
    if comma is not None and last.pos_ == "NOUN" and first.pos_ == "PRON":
        return False
    for token in rest if comma is None else doc[verb.i + 1 : comma]:
        if token.lower_ in _INTRODUCERS or token.tag_ == "CC":
            break
        if token.tag_ in FINITE:
            return False
    return True


def _opened(first: "Token") -> bool:
    """Whether the parse has the main clause begin at a token, and one clause fill all that stands before it."""
    root = first.head if first.dep_ in _SUBJECTS else first.head.head
    subject = next((t for t in root.children if t.dep_ in _SUBJECTS and t.i < root.i), None)
    if root.dep_ != "ROOT" or subject is None or subject.left_edge.i != first.i:
        return False
    opening = [t for t in root.children if t.dep_ == "advcl" and t.i < first.i]
    return len(opening) == 1 and opening[0].left_edge.i == 0 and opening[0].right_edge.i == first.i - 1
