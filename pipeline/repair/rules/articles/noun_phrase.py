"""What rules about noun phrases share: where a phrase ends, plain adjectives, and inserting an article."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.repair.inflection import takes_an
from pipeline.repair.lexicon import alternatives
from pipeline.repair.rule import Change, Passage
from pipeline.repair.rules.common import FINITE

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

END = (
    rf"(?=[.;:!?)]|$|\n|,(?= (?:{alternatives('begins_clause')})\b)|,?[\"”]"
    rf"| (?:{alternatives('function_after')})\b| (?:and|or) (?:{alternatives('begins_clause')})\b)"
)
"""What ends a noun phrase without doubt: a stop, a closed-class word, `and` before one."""
ADJECTIVE = rf"(?:{alternatives('plain_adjective')})"
ADJECTIVES = (
    rf"(?:(?:very|more|relatively|quite|extremely|particularly|really|absolutely|completely|fairly) )?"
    rf"{ADJECTIVE}(?:(?:,|,? and) {ADJECTIVE})?"
)
THING = alternatives("thing")
BE = frozenset("is are was were be been being".split())
OUTSIDE = frozenset("sunlight sun water light shade winter summer autumn spring heat cold rain".split())
DEGREES = frozenset("very too quite rather extremely".split())
ADJECTIVES_TOO = frozenset(
    "neighboring neighbouring surrounding adjoining adjacent existing remaining following corresponding missing running"
    " boiling working sleeping growing healing".split()
)
"""Forms in -ing that describe a noun rather than take it (from neighboring room)."""


def insert_the(start: int) -> Change:
    """The article “the” at an offset."""
    return Change(start, start, "the ")


def with_capital(passage: Passage, inserted: Change) -> Change:
    """An article that is put in, with the capital of the word behind it."""
    start = inserted.start
    after = inserted.after.capitalize() + passage.text[start].lower()
    return replace(inserted, end=start + 1, after=after)


def open_with_the(passage: Passage, start: int) -> Change:
    """The article “the” at an offset, with the capital of the word there, if that opens a sentence with one."""
    the = insert_the(start)
    return with_capital(passage, the) if passage.text[start].isupper() else the


def insert_a(passage: Passage, start: int) -> Change:
    """The article “a” or “an” at an offset, by the sound of what follows."""
    following = re.match(r"[\w-]+", passage.text[start:])
    return Change(start, start, "an " if following and takes_an(following[0]) else "a ")


def defined(passage: Passage) -> frozenset[str]:
    """The words, in lower case, that the passage has given `the`, or an owner."""
    following = zip(passage.words, passage.words[1:], strict=False)
    return frozenset(b.low for a, b in following if a.low in ("the", "your", "this", "its"))


def there_is(first: "Token") -> bool:
    """Whether `there is` stands before a phrase."""
    return bool(first.i > 1 and first.nbor(-1).lower_ in BE and first.nbor(-2).lower_ == "there")


def sentence_like(doc: "Doc") -> bool:
    """Whether a sentence has a finite verb or an imperative: notes and titles have none, and drop articles freely."""
    return any(t.tag_ in FINITE or (t.tag_ == "VB" and (t.dep_ == "ROOT" or not t.i)) for t in doc)


def joins_clauses(before: "Token", noun: "Token") -> bool:
    """Whether `and` stands before a subject and joins its clause to the one before."""
    head = noun.head.head
    verb = head.i < before.i and (head.tag_.startswith("VB") or any(c.dep_ in ("cop", "aux") for c in head.children))
    return before.lower_ in ("and", "or") and noun.head.dep_ == "conj" and verb
