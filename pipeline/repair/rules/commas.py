"""Commas that join two sentences, or part a subject from its verb; they are found with the parse."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pipeline.repair.lexicon import words
from pipeline.repair.rule import Change, Passage, rule

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_LED = frozenset(("VBN", "VBG", "IN", "TO"))
_PRONOUNS = frozenset("it they he she we this there you everyone everybody these those".split())
_MAIN = frozenset(("ROOT", "ccomp", "parataxis", "conj"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "nsubj:pass", "csubj", "expl"))
_ASIDE = frozenset(
    "say think know believe mean suppose guess see hear add explain seem appear understand hope wish feel remember"
    " mind note imagine look let".split()
)
_CONDITIONS = frozenset("if when whenever although though because unless while once whether until since".split())
_SUBORDINATORS = words("no_main_clause")
_VERB = (
    r"(?:is|are|was|were|has|have|had|can|cannot|could|will|would|may|might|must|should|do|does|did|needs?|\w+s|\w+ed)"
)
_LINK = (
    r"(?:in fact|therefore|thus|in addition|moreover|furthermore|besides|at this time|of course|generally|however),? "
)
_SUBJECT = (
    r"(?:it|they|he|she|we|this|these|those|there|you|everyone|everybody)"
    r"|(?:its|their|this|these|those|the|your) (?:[a-z]+ )?[a-z]+"
)
_SPLICE = re.compile(rf"(?<=[a-z)])(, )(?=(?:{_LINK})?(?:{_SUBJECT})(?: [a-z]+ly| also| still| just| only)? {_VERB}\b)")
_OPEN_MARKS = re.compile(r"[\"“”„«»;:()–—]|'' |\?")


def _segment(doc: "Doc", comma: int) -> list["Token"]:
    """The tokens between the comma before this one, or the sentence's start, and this one."""
    start = comma
    while start > 0 and doc[start - 1].text not in (",", ".", "!", "?") and not doc[start].is_sent_start:
        start -= 1
    return list(doc[start:comma])


def _subordinate(verb: "Token", before: int) -> bool:
    """Whether a verb stands in a clause that can't be a sentence of its own."""
    token = verb
    while True:
        if any(t.dep_ == "mark" or (t.i < before and t.lower_ in _SUBORDINATORS) for t in token.children):
            return True
        if token.dep_ not in _MAIN:
            return True
        if token.dep_ == "ROOT" or token.head.i >= before:
            return False
        token = token.head


def _statement(segment: Sequence["Token"], comma: int) -> bool:
    """Whether the words before a comma are a sentence of their own: a subject and a finite verb, not subordinate."""
    first = segment[0] if len(segment) > 2 else None
    if first is None or first.lower_ in _SUBORDINATORS or first.tag_ in _FINITE or first.tag_ in _LED:
        return False
    if any(t.lower_ in _CONDITIONS for t in segment):
        return False
    for verb in segment:
        finite = verb.tag_ in _FINITE and verb.tag_ != "MD"
        head = verb.head if verb.dep_ in ("aux", "auxpass", "aux:pass", "cop") else verb
        if not (finite or verb.tag_ == "MD") or head.i >= comma or head.lemma_ in _ASIDE:
            continue
        subjects = [t for t in head.children if t.dep_ in _SUBJECTS and segment[0].i <= t.i < verb.i]
        if subjects and not _subordinate(head, comma):
            return not _opens_clause(segment)
    return False


def _opens_clause(segment: Sequence["Token"]) -> bool:
    """Whether a clause begins behind the segment's last verb, to go on behind the comma (“he said that after noon, …”)."""
    for token in reversed(segment):
        if token.tag_ in _FINITE:
            return False
        if token.lower_ == "that" or (token.lower_ in _SUBORDINATORS and token.dep_ in ("mark", "advmod")):
            return True
    return False


@rule(
    "punctuation",
    fixes={
        "The soil in the pot is too wet, it needs a day in the sun.": (
            "The soil in the pot is too wet; it needs a day in the sun."
        ),
    },
    keeps=(
        "If the soil is too wet, it needs sun.",
        "In winter, it is cold.",
        "The soil, they say, is wet.",
        "When it is wet, you can wait.",
        "Wet or dry, it is good soil.",
        "He said that if it is wet, it needs sun.",
        "It is not a fault, it is a habit.",
        "I came, I saw it, I won.",
        "Had the child slept, it would be well.",
        "The more it rains, it seems, the more it grows.",
    ),
    trigger=_SPLICE.pattern,
    kinds=("text",),
    parses=True,
)
def part_spliced_sentences(passage: Passage) -> Iterator[Change]:
    """Put a semicolon where a comma alone joins two sentences, as Chinese does: before the comma stands a whole
    statement that isn't subordinate, behind it a pronoun with its verb. Contrasts (“it is not …, it is …”), asides and
    rows of short clauses stay."""
    found: dict[int, list[Change]] = {}
    for m in _SPLICE.finditer(passage.text):
        doc, at = passage.sentence_at(m.start())
        found.setdefault(at, [])
        span = doc.char_span(m.start() - at, m.start() - at + 1)
        if span is None or _OPEN_MARKS.search(doc.text):
            continue
        comma = span[0].i
        segment = _segment(doc, comma)
        if _contrast(segment, doc[comma + 1 : comma + 3].text) or _listed(doc, comma, segment):
            continue
        if _statement(segment, comma) and _right(doc, comma):
            found[at].append(Change(m.start(), m.start() + 1, ";"))
    for changes in found.values():
        if len(changes) == 1:
            yield from changes


def _contrast(segment: Sequence["Token"], after: str) -> bool:
    """Whether two clauses are set against each other (“it is not …, it is …”, “not only …, it also …”)."""
    lows = {t.lower_ for t in segment}
    if lows & {"only", "either", "neither"}:
        return True
    return (
        bool(lows & {"not", "n't", "n’t", "never"}) and re.match(r"\w+ (?:is|are|was|were|'s|’s)$", after) is not None
    )


def _listed(doc: "Doc", comma: int, segment: Sequence["Token"]) -> bool:
    """Whether a noun behind the comma may be the subject of one of a row of clauses: other commas stand by."""
    link = re.match(_LINK, doc[comma + 1 :].text)
    if link or doc[comma + 1].lower_ in _PRONOUNS and doc[comma + 2].pos_ in ("VERB", "AUX", "ADV", "PART"):
        return False
    return segment[0].i > 0 or any(t.text == "," for t in doc[comma + 1 :])


def _right(doc: "Doc", comma: int) -> bool:
    """Whether a main clause follows the comma: a subject and its finite verb, and no aside."""
    for token in doc[comma + 2 : comma + 8]:
        if token.text == ",":
            continue
        if token.tag_ in _FINITE:
            head = token.head if token.dep_ in ("aux", "auxpass", "aux:pass", "cop") else token
            return head.lemma_ not in _ASIDE
    return False


_MODAL = r"(?:will|can|may|must|should|could|cannot|might|has to|have to|needs? to)"
_PARTED = re.compile(rf"(?<=[a-z]),(?= {_MODAL} (?!be it\b)[a-z]+)")
_WHOEVER = frozenset("who whoever".split())


@rule(
    "punctuation",
    fixes={
        "Who wants a rich lawn, must show patience.": "Who wants a rich lawn must show patience.",
        "The use of new machines, will cut the costs.": "The use of new machines will cut the costs.",
    },
    keeps=(
        "My brother, the doctor, will come.",
        "In winter, can you go?",
        "If it rains, will it help?",
        "The man, who was ill, must rest.",
        "Today, should it rain, we stay.",
        "When it is dry, must we water?",
    ),
    trigger=_PARTED.pattern,
    kinds=("text",),
    parses=True,
)
def drop_comma_before_verb(passage: Passage) -> Iterator[Change]:
    """Drop the comma that parts a whole subject from its modal verb. Where another comma stands in the clause, it may
    close an aside, and stays."""
    for m in _PARTED.finditer(passage.text):
        doc, at = passage.sentence_at(m.start())
        span = doc.char_span(m.start() - at, m.start() - at + 1)
        if span is None or _OPEN_MARKS.search(doc.text):
            continue
        comma = span[0].i
        segment = _segment(doc, comma)
        if len(segment) < 3 or not _opens(doc, segment):
            continue
        finite = sum(t.tag_ in _FINITE for t in segment)
        who = segment[0].lower_ in _WHOEVER and finite == 1
        plain = segment[0].pos_ in ("DET", "NOUN", "ADJ", "PRON", "PROPN") and not finite and segment[-1].pos_ == "NOUN"
        if who or (plain and any(t.dep_ in _SUBJECTS for t in segment)):
            yield Change(m.start(), m.start() + 1, "")


def _opens(doc: "Doc", segment: list["Token"]) -> bool:
    """Whether a segment begins a clause: the sentence's first words, or those behind “, and”."""
    if segment[0].i == 0:
        return True
    if segment[0].lower_ in ("and", "but", "so") and doc[segment[0].i - 1].text == ",":
        segment.pop(0)
        return len(segment) > 2
    return False
