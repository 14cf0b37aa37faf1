"""Commas that join two sentences, or part a subject from its verb; they are found with the parse."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.compiled import compiled
from pipeline.repair.lexicon import any_of, words
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.common import FINITE

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LED = frozenset(("VBN", "VBG", "TO"))
_GLUED = frozenset(("IN", "DT", "WRB", "CC", "PRP$"))
_FORBIDS = frozenset("do don't never avoid".split())
_SHORT = 5
_SHORT_CLAUSE = 24
"""Code points of a clause below which several in a row are a row, and no spliced sentences."""
_PRONOUNS = frozenset("it they he she we this there you everyone everybody these those".split())
_MAIN = frozenset(("ROOT", "ccomp", "parataxis", "conj"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "nsubj:pass", "csubj", "expl"))
_ASIDE = frozenset(
    "say think know believe mean suppose guess see hear add explain seem appear understand hope wish feel remember"
    " mind note imagine look let".split()
)
_SAYS = frozenset(
    "said says explained explains emphasized emphasised emphasizes stressed added adds pointed noted notes reminded"
    " reminds warned warns recalled told tells wrote writes asked asks answered replied believes thinks".split()
)
"""Behind these what is said may follow a comma."""
_CONDITIONS = frozenset("if when whenever although though because unless while once whether until since".split())
_INTRODUCERS = _CONDITIONS | frozenset("as where wherever before after what whatever how who which that lest".split())
_NO_START = words("no_main_clause") - frozenset("in now then here generally usually often sometimes therefore".split())
_VERB = (
    r"(?:is|are|was|were|has|have|had|can|cannot|could|will|would|may|might|must|should|do|does|did|needs?|\w+s|\w+ed)"
)
_LINK = (
    r"(?:in fact|therefore|thus|in addition|moreover|furthermore|besides|at this time|of course|generally|however"
    r"|sometimes|now|otherwise),? "
)
_SUBJECT = r"(?:it|they|he|she|we|this|these|those|there|you|everyone|everybody)"
_NOUNS = (
    r"(?:(?:its|their|this|these|those|the|your|many|most|all|one|each|every) (?:[a-z-]+ ){0,4}?[a-z]+"
    r"|(?:parents|people|women|children|doctors|experts|patients|mothers|babies))"
)
_AUXILIARY = r"(?:is|are|was|were|has|have|can|cannot|will|may|must|should|needs?|does|do)"
_SPLICE = compiled(
    rf"(?<=[a-z)])(, )(?=(?:{_LINK})?(?:{_SUBJECT}(?: [a-z]+ly| also| still| just| only)? {_VERB}"
    rf"|{_NOUNS} {_AUXILIARY})\b)"
)
_INSERTED = compiled(rf"(?<=[a-z)])(, )(?=if [^,.;:?!()]{{3,90}}, (?:then )?(?:{_SUBJECT}|{_NOUNS}|[a-z]+) )")
_PAIRED = frozenset("one some every each either neither".split())
_THOUGHT = frozenset("that as think thinks thought believe say says said feel find know every or than like".split())
"""What may make the clause before a comma part of the one behind it."""
_JOINS = frozenset("but and so which because or".split())
_OPEN_MARKS = compiled(r"[\"“”„«»;:()–—]|'' |\?")


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
        marks = (t for t in token.children if t.dep_ != "cc")
        if any(t.dep_ == "mark" or (t.i < before and t.lower_ in _INTRODUCERS) for t in marks):
            return True
        if token.dep_ == "ROOT" or token.head.i >= before:
            return token.dep_ not in _MAIN and token.dep_ != "advcl"
        if token.dep_ not in _MAIN:
            return True
        token = token.head


def _statement(segment: Sequence["Token"], comma: int) -> bool:
    """Whether the words before a comma are a sentence of their own: a subject and a finite verb that isn't subordinate,
    or an order not to do a thing."""
    if segment and segment[0].lower_ in ("and", "but", "so", "or"):
        segment = segment[1:]
    if len(segment) < 3 or any(t.lower_ in _CONDITIONS or t.lower_ == "order" for t in segment):
        return False
    first = segment[0]
    if segment[-1].lower_ in _SAYS or [t.lower_ for t in segment[:2]] == ["the", "more"]:
        return False
    if any(t.is_title and t.tag_ in _GLUED for t in segment[1:]):
        return False  # two lines that lost the break between them
    if first.i == 0 and first.lower_ in _FORBIDS:
        return not _opens_clause(segment)
    if first.lower_ in _NO_START or first.tag_ in FINITE or first.tag_ in _LED:
        return False
    led = first.tag_ == "IN"
    return any(_main_verb(t, segment, comma, led=led) for t in segment) and not _opens_clause(segment)


def _main_verb(verb: "Token", segment: Sequence["Token"], comma: int, *, led: bool) -> bool:
    """Whether a token of a segment is the verb of its main clause; led: the segment begins with a preposition."""
    if verb.tag_ not in FINITE or (led and verb.tag_ == "VBD"):
        return False
    head = verb.head if verb.dep_ in ("aux", "auxpass", "aux:pass", "cop") else verb
    if head.i >= comma or (head.lemma_ in _ASIDE and len(segment) < _SHORT):
        return False
    subjects = [t for t in head.children if t.dep_ in _SUBJECTS and segment[0].i <= t.i < verb.i]
    return bool(subjects) and not _subordinate(head, comma)


def _opens_clause(segment: Sequence["Token"]) -> bool:
    """Whether a clause begins behind the segment's last verb, to go on behind the comma (“he said that at noon,”)."""
    for token in reversed(segment):
        if token.tag_ in FINITE:
            return False
        if token.lower_ == "that" or (token.lower_ in _INTRODUCERS and token.dep_ in ("mark", "advmod")):
            return True
    return False


_CONDITIONAL = compiled(rf"\b(?i:{any_of(_CONDITIONS)}|order)\b[^A-Z,.!?]*\Z")
"""The end of a clause that a word of condition, reason or time makes part of another."""


def _commas(passage: Passage) -> Iterator[re.Match[str]]:
    """The commas between what may be two statements."""
    text = passage.text
    for m in sorted([*passage.find(_SPLICE), *passage.find(_INSERTED)], key=lambda m: m.start()):
        start, end = passage.sentence(m.start())
        if not _CONDITIONAL.search(text, start, m.start()) and not _OPEN_MARKS.search(text[start:end].rstrip(" ;:")):
            yield m


@rule(
    "punctuation",
    fixes={},
    suggests={
        "The soil in the pot is too wet, it needs a day in the sun.": (
            "The soil in the pot is too wet; it needs a day in the sun."
        ),
        "The leaves are green, if you find one yellow, cut it off.": (
            "The leaves are green; if you find one yellow, cut it off."
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
        "The fan does not turn As a rule, the cause is dust.",
        "Had the child slept, it would be well.",
        "The more it rains, it seems, the more it grows.",
        "The more you push, the more tired it is and the more it bites.",
        "The doctor from the town explained, it is not able to fly.",
    ),
    chars=",",
    trigger=f"{_SPLICE.pattern}|{_INSERTED.pattern}",
    kinds=("text", "item-title"),
    parses=_commas,
)
def part_spliced_sentences(passage: Passage) -> Iterator[Change]:
    """Put a semicolon where a comma alone joins two sentences, as Chinese does: before the comma stands a whole
    statement that isn't subordinate, behind it a subject with its verb, or a condition and what follows from it.
    Contrasts (“it is not …, it is …”), asides and rows of short clauses stay. Often the comma is the writer's style: it
    is certain only in a translated article, where no other comma could tell the sentence's parts otherwise."""
    found: dict[int, list[Change]] = {}
    for m in passage.once(_commas):
        doc, at = passage.sentence_at(m.start())
        found.setdefault(at, [])
        span = doc.char_span(m.start() - at, m.start() - at + 1)
        if span is not None and _splices(doc, span[0].i, inserted=m.re is _INSERTED):
            certain = passage.context.literal and m.re is _SPLICE and _stands_alone(doc, span[0].i)
            found[at].append(Change(m.start(), m.start() + 1, ";", safe=certain))
    for changes in found.values():
        if len(changes) > 1:
            changes = [replace(change, safe=False) for change in changes]
        places = [0, *(change.start for change in changes)]
        if len(changes) == 1 or all(after - before > _SHORT_CLAUSE for before, after in pairwise(places)):
            yield from changes


def _splices(doc: "Doc", comma: int, *, inserted: bool) -> bool:
    """Whether a comma joins two sentences; inserted: the second begins with a clause of condition."""
    segment = _segment(doc, comma)
    if not _statement(segment, comma):
        return False
    if inserted:
        second = next((t.i for t in doc[comma + 1 :] if t.text == ","), len(doc) - 1)
        rest = doc[second + 1 :]
        return len(rest) > 2 and (rest[0].tag_ == "VB" or any(t.tag_ in FINITE for t in rest[:6]))
    if _contrast(segment, doc[comma + 1 : comma + 3].text) or _listed(doc, comma):
        return False
    return _right(doc, comma)


def _stands_alone(doc: "Doc", comma: int) -> bool:
    """Whether no other comma stands in the sentence, but for one before a conjunction; two halves that are set side by
    side (one …, the other …) and thoughts (they think that …) may want none."""
    lows = [t.lower_ for t in doc]
    if "too" in lows[:comma] and "will" in lows[comma:]:
        return False  # salt is put in too early, the meat will be tough: if it is
    if lows[0] in _PAIRED or not _THOUGHT.isdisjoint(lows[:comma]) or "other" in lows[comma + 1 : comma + 4]:
        return False
    return all(t.i == comma or (t.i > comma and t.nbor(1).lower_ in _JOINS) for t in doc[:-1] if t.text == ",")


def _contrast(segment: Sequence["Token"], after: str) -> bool:
    """Whether two clauses are set against each other (“it is not …, it is …”, “not only …, it also …”)."""
    lows = {t.lower_ for t in segment}
    if lows & {"only", "either", "neither"}:
        return True
    return (
        bool(lows & {"not", "n't", "n’t", "never"}) and re.match(r"\w+ (?:is|are|was|were|'s|’s)$", after) is not None
    )


def _listed(doc: "Doc", comma: int) -> bool:
    """Whether a noun behind the comma may be the subject of one of a row of clauses: other commas stand by."""
    link = re.match(_LINK, doc[comma + 1 :].text)
    if link or (doc[comma + 1].lower_ in _PRONOUNS and doc[comma + 2].pos_ in ("VERB", "AUX", "ADV", "PART")):
        return False
    return any(t.text == "," and t.nbor(1).lower_ in ("and", "or") for t in doc[comma + 1 : len(doc) - 1])


def _right(doc: "Doc", comma: int) -> bool:
    """Whether a main clause follows the comma: a subject and its finite verb, and no aside."""
    if any(t.lower_ in ("which", "whom", "whose") for t in doc[comma + 1 : comma + 7]):
        return False
    for token in doc[comma + 2 : comma + 10]:
        if token.text == ",":
            continue
        if token.tag_ in FINITE:
            head = token.head if token.dep_ in ("aux", "auxpass", "aux:pass", "cop") else token
            return head.lemma_ not in _ASIDE
    return False


_MODAL = r"(?:will|can|may|must|should|could|cannot|might|has to|have to|needs? to)"
_PARTED = compiled(rf"(?<=[a-z]),(?= {_MODAL} (?!be it\b)[a-z]+)")
_WHOEVER = frozenset("who whoever".split())
_NO_MAIN = words("no_main_clause") | {"what", "whatever", "whoever", "that"}


@rule(
    "punctuation",
    fixes={
        "Whoever wants a rich lawn, must show patience.": "Whoever wants a rich lawn must show patience.",
        "The use of new machines, will cut the costs.": "The use of new machines will cut the costs.",
    },
    keeps=(
        "My brother, the doctor, will come.",
        "In winter, can you go?",
        "If it rains, will it help?",
        "The man, who was ill, must rest.",
        "Today, should it rain, we stay.",
        "When it is dry, must we water?",
        "Eggs and milk contain very low purine, can be eaten at ease.",
        "No warm cap at home, can wrap the hair in a towel.",
    ),
    trigger=_PARTED.pattern,
    kinds=("text",),
    parses=True,
)
def drop_comma_before_verb(passage: Passage) -> Iterator[Change]:
    """Drop the comma that parts a whole subject from its modal verb. Where another comma stands in the clause, it may
    close an aside, and stays."""
    for m in passage.find(_PARTED):
        comma = passage.token_at(m.start(), m.start() + 1)
        if comma is None or _OPEN_MARKS.search(comma.doc.text):
            continue
        segment = _segment(comma.doc, comma.i)
        if len(segment) < 3 or segment[0].lower_ == "no" or not _opens(comma.doc, segment):
            continue  # no hat at home, can wear a scarf: if there is none
        finite = sum(t.tag_ in FINITE for t in segment)
        who = segment[0].lower_ in _WHOEVER and finite == 1
        finite += any(t.lower_ in words("pure_verb") for t in segment[1:])  # a verb that the parse took for a noun
        plain = segment[0].pos_ in ("DET", "NOUN", "ADJ", "PRON", "PROPN") and not finite and segment[-1].pos_ == "NOUN"
        if who or (plain and any(t.dep_ in _SUBJECTS for t in segment)):
            yield Change(m.start(), m.start() + 1, "")


_THAT = compiled(
    r"(?<=[a-z]),(?= that (?:the|you|it|he|she|we|they|I|your|their|an?|this|there|not|no|some|many|in|on|at|with|after"
    r"|when|if)\b)"
)
_LEADS_TO_THAT = frozenset(
    "important necessary possible likely known clear good bad normal true sure certain obvious evident strange so such"
    " well fact reason sign problem danger risk opinion idea condition hope thing know knows think thinks believe"
    " believes say says mean means show shows see find notice remember forget note ensure seem seems happen happens"
    " out appear appears advise recommend recommended noted considered said thought believed proved proven established"
    " it this".split()
)
"""Words that a clause with “that” completes: no comma parts them."""


@rule(
    "punctuation",
    fixes={
        "It is important, that you measure the speed first.": "It is important that you measure the speed first.",
        "Many think, that the plant is dead.": "Many think that the plant is dead.",
    },
    keeps=(
        "If you think, that helps.",
        "He is, they say, that old.",
        "It is, I think, that you are tired.",
        "What is important, that you must say.",
        "If that is so, that you can do at home.",
    ),
    trigger=_THAT.pattern,
    kinds=("text",),
    translated_only=True,
)
def drop_comma_before_that(passage: Passage) -> Iterator[Change]:
    """Drop the comma that German, Russian and others write before a clause with “that”, behind a word that the clause
    completes. In a clause with another comma, or one that if or what begins, “that” may point back."""
    for m in passage.find(_THAT):
        start = passage.sentence(m.start())[0]
        said = passage.text[start : m.start()].lower().split()
        if said and said[-1] in _LEADS_TO_THAT and said[0] not in _NO_MAIN and not any("," in word for word in said):
            yield Change(m.start(), m.start() + 1, "")


def _opens(doc: "Doc", segment: list["Token"]) -> bool:
    """Whether a segment begins a clause: the sentence's first words, or those behind “, and”."""
    if segment[0].i == 0:
        return True
    if segment[0].lower_ in ("and", "but", "so") and doc[segment[0].i - 1].text == ",":
        segment.pop(0)
        return len(segment) > 2
    return False
