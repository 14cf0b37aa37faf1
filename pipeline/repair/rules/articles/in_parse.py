"""A countable noun's phrase without a determiner, and what it is in its clause, as the parse tells."""

from typing import TYPE_CHECKING

from pipeline.repair.inflection import verb_forms
from pipeline.repair.lexicon import words
from pipeline.repair.rules.articles.noun_phrase import ADJECTIVES_TOO, DEGREES, OUTSIDE, joins_clauses, there_is
from pipeline.repair.rules.articles.nouns import ACTIVITIES, BARE_ALONE, DETERMINERS, MEASURES, ONE
from pipeline.repair.rules.common import FINITE

if TYPE_CHECKING:
    from spacy.tokens import Token

_MOVES = words("moves_a_part") | {"turn", "lower", "nod"}
_AFTER = FINITE | {"IN", "TO", "CC", "WDT", "WRB", "WP", "RB", "RP", ".", ",", ":", "-RRB-"}
_LISTED = frozenset(("NN", "NNS", "JJ", "VBG", "NNP", "NNPS"))
_INSIDE = frozenset(("JJ", "JJR", "NN", "VBN", "RB"))
_BIDS = frozenset("wait make ensure let keep find ask see sure check".split())
"""What the reader is to do with a clause that lacks its conjunction (wait machine cools); the parse makes a compound
of it."""
_PARTS = frozenset(("amod", "compound", "advmod"))
_DETERMINED = frozenset(("det", "det:predet", "nmod:poss", "nummod", "flat", "goeswith"))
_NO_HEAD = frozenset(("compound", "amod", "nmod:poss", "conj", "flat", "appos", "vocative"))
_STATES_OF = frozenset("situation phenomenon condition problem process method stage period symptom habit".split())
"""Nouns that a form in -ing before them tells more of (the not blooming situation)."""
_LINKS = frozenset("otherwise generally usually finally sometimes".split())
"""Adverbs that the parse takes for a part of the noun phrase behind them."""
_BEFORE_CLAUSE = _LINKS | frozenset(
    "if when whether unless because while that although so but until once after before where why how since then"
    " , ; : (".split()
)


def _closes(child: "Token") -> bool:
    """Whether a noun with this child has its determiner, or is more than one noun."""
    listed = child.dep_ == "conj" and child.tag_ != "NNS" and not any(c.dep_ == "det" for c in child.children)
    return listed or child.lower_ == "own" or child.dep_ in _DETERMINED or child.tag_ == "HYPH"


def bare_phrase(noun: "Token") -> "Token | None":
    """The first word of a noun phrase that has no determiner and ends with this noun; None where it may be more, or
    less, than that."""
    doc = noun.doc
    if noun.tag_ != "NN" and noun.i:
        return None
    if noun.i + 1 == len(doc):  # the page may break off in the middle of a word
        return None
    if noun.dep_ in _NO_HEAD or any(_closes(child) for child in noun.children):
        return None
    after = noun.nbor(1)
    if after.tag_ not in _AFTER or after.text in ("/", "-", "'", "’"):
        return None
    plurals = any(child.dep_ == "conj" and child.tag_ == "NNS" for child in noun.children)
    if after.tag_ == "CC" and not plurals and noun.i + 2 < len(doc) and noun.nbor(2).tag_ in _LISTED:
        return None
    first = noun
    while first.i and first.nbor(-1).dep_ in _PARTS and first.nbor(-1).tag_ in _INSIDE:
        if not first.i - 1 <= first.nbor(-1).head.i <= noun.i or first.nbor(-1).lower_ in _LINKS:
            break
        first = first.nbor(-1)
    inside = doc[first.i : noun.i]
    if noun.i and (noun.nbor(-1).lower_ in DEGREES or first.lower_ == "little"):
        return None  # it is very grave, it has little effect
    outside = any(
        c.i < first.i and c.dep_ in _PARTS and not (_commands(c) or c.lower_ in _LINKS) for c in noun.children
    )
    if noun.lower_ in MEASURES and after.lower_ == "of":
        return first
    if (
        noun.lower_ in BARE_ALONE
        and not there_is(first)
        and (first == noun or first.tag_ != "JJ" or first.dep_ != "amod")
    ):
        return None
    if noun.lower_ in ONE and first.lower_ in _MOVES:
        return None  # who vomit turn head to one side
    if first.lower_ == "few" and noun.lower_ in BARE_ALONE:
        return None  # hardly any
    return None if outside or any(t.lower_ in DETERMINERS for t in inside) else first


def _commands(token: "Token") -> bool:
    """Whether a verb in its base form opens the sentence; the parse takes one before a bare noun for a part of it."""
    return bool(token.tag_ == "VB" and not token.i)


def _tells_more(before: "Token", noun: "Token") -> bool:
    """Whether a form in -ing is a part of the noun behind it (to living room)."""
    return before.lower_ in ACTIVITIES or (before.tag_ == "VBG" and noun.lower_ in _STATES_OF)


def role_of(first: "Token", noun: "Token") -> str:
    """What the phrase is: a subject, what a preposition or a verb takes, what something is; nothing if none is sure."""
    before = first.nbor(-1) if first.i else None
    behind = first.nbor(-2).tag_ if first.i > 1 else ""
    if behind == "HYPH" or (behind in ("VBN", "JJ") and first.nbor(-1).lower_ in ("on", "off", "or")):
        return ""  # with switched on lamp, become hard or crack
    if there_is(first):
        return "being"
    if noun.dep_.startswith("nsubj"):
        if first != noun and first.lower_ in _BIDS:
            return ""
        finite = noun.i + 1 < len(noun.doc) and noun.nbor(1).tag_ in FINITE
        opens = before is None or before.lower_ in _BEFORE_CLAUSE or joins_clauses(before, noun)
        return "subject" if finite and opens else ""
    if before is None:
        return ""
    if noun.i + 1 < len(noun.doc) and noun.nbor(1).tag_ in FINITE and first.lower_ in OUTSIDE and first != noun:
        return ""  # if dry in sunlight color fades
    case = before.head if before.dep_ == "fixed" else before
    if case.dep_ == "case" and case.head == noun and before.tag_ in ("IN", "TO", "RP"):
        return "preposition"
    if before.dep_ == "cop" and before.head == noun:
        return "being"
    if (first == noun and _tells_more(before, noun)) or _modifies(before, noun):
        return ""
    if _commands(before) or (noun.dep_ in ("obj", "iobj") and before == noun.head and before.tag_.startswith("VB")):
        return "object"
    return "preposition" if noun.dep_ in ("obj", "obl") and before.tag_ == "RP" else ""


_TAKES_TOOL = {form for verb in ("have", "need", "use", "buy", "prepare") for form in verb_forms(verb)} | {"with"}
"""Words behind which a form in -ing is the first half of a tool's name."""


def _modifies(before: "Token", noun: "Token") -> bool:
    """Whether what the parse takes for a verb is a noun's first half (have measuring cup, noodles and steamed egg)."""
    if before.lower_ in ADJECTIVES_TOO and before.tag_ == "VBG":
        return True
    if before.tag_ in ("VBN", "VBD") and before.i and before.nbor(-1).tag_ == "IN":  # better than tilted window
        return True
    if not before.i or before.head == noun or before.dep_ == "case":
        return False
    left = before.nbor(-1).lower_
    if before.tag_ == "VBG":
        return left in _TAKES_TOOL
    return before.tag_ in ("VBN", "VBD") and left in ("and", "or", ",", "with", "eat", "of")
