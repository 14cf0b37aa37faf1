"""Articles before nouns that English never leaves bare in the singular: `put notebook on the desk`.

A language without articles leaves all of them out. That a noun stands bare is certain only for nouns one can count and
never weighs or pours (`countable` in lexicon.csv), where the parse shows a whole noun phrase behind its verb or its
preposition; and as headlines and notes leave articles out as well, only an article that was translated word for word
is changed.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from pipeline.repair.inflection import plural, verb_forms
from pipeline.repair.lexicon import any_of, words
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.articles.noun_phrase import (
    ADJECTIVES_TOO,
    BE,
    DEGREES,
    END,
    OUTSIDE,
    defined,
    insert_a,
    insert_the,
    joins_clauses,
    sentence_like,
    there_is,
    with_capital,
)
from pipeline.repair.rules.common import FINITE, FUNCTION, first_letters
from pipeline.repair.words import Word, is_number

if TYPE_CHECKING:
    from spacy.tokens import Token

_MEASURES = words("measure")
"""What is measured out: bare or not, with `of` behind it it is one."""
_COUNTABLE = words("countable") | words("countable_described") | _MEASURES
_DESCRIBED = (words("countable_described") | _MEASURES) - words("countable")
"""Nouns that can be bare, but not with an adjective: in place, in a cool place."""
ONE = words("organ") | words("body_part") | {"sky", "season"}
"""Nouns of which a text means the only one, or the reader's own."""
ACTIVITIES = frozenset(
    "washing sewing charging cooking swimming fishing cutting drying sleeping ironing shopping heating cooling"
    " parking".split()
)
"""What things are for: washing machine."""
DETERMINERS = words("determiner") | words("many")
PAIRS = words("worn_in_pairs")
_DESCRIBING = words("describing")
_SELECTING = words("selecting") | {"same"}
_REACH = 3
"""How many words before a noun may hold its determiner."""
_ILLNESSES = frozenset(tuple(name.split("-")) for name in words("illness_of_part"))
IDIOMS = frozenset(tuple(idiom.split("-")) for idiom in words("bare_idiom"))
"""Pairs of a preposition or a verb and a noun that need no article."""
_AFTER = FINITE | {"IN", "TO", "CC", "WDT", "WRB", "WP", "RB", "RP", ".", ",", ":", "-RRB-"}
_LISTED = frozenset(("NN", "NNS", "JJ", "VBG", "NNP", "NNPS"))
_COMPARING = frozenset(("per", "than", "between", "versus", "as"))
_INSIDE_OF = frozenset(("in", "into", "on", "onto"))
_INSIDE = frozenset(("JJ", "JJR", "NN", "VBN", "RB"))
_PARTS = frozenset(("amod", "compound", "advmod"))
_DETERMINED = frozenset(("det", "det:predet", "nmod:poss", "nummod", "flat", "goeswith"))
_NO_HEAD = frozenset(("compound", "amod", "nmod:poss", "conj", "flat", "appos", "vocative"))
_STATES_OF = frozenset("situation phenomenon condition problem process method stage period symptom habit".split())
"""Nouns that a form in -ing before them tells more of (the not blooming situation)."""
_BEFORE_CLAUSE = frozenset(
    "if when whether unless because while that although so but until once after before where why how since then"
    " , ; : (".split()
)
BARE_OF = words("bare_behind_its_of")
"""What a bare noun stands behind with `of`: a kind of tree, a bag of rice."""
_GETS_ONE = frozenset(
    "have need use buy become develop cause form make find get want include contain wear consult choose require as"
    " with into by without like play lead show".split()
)

_BRINGS = frozenset(form for verb in _GETS_ONE for form in verb_forms(verb)) | BE | {"in"}
"""What stands before a phrase that brings something new into the text."""
_BEHIND = (
    FUNCTION
    | words("function_after")
    | words("preposition")
    | words("between_subject_and_verb")
    | {verb_forms(verb)[1] for name in ("verb_only", "verb_too", "verb") for verb in words(name)}
    | frozenset("doesn't isn't wasn't can't won't hasn't".split())
)
"""What may follow a noun phrase, besides words in -ly and -ed."""
_PEOPLE = words("person") | words("female")
_KIN = frozenset(
    "mother father mom mum dad mommy mummy daddy grandmother grandfather grandma grandpa auntie aunt uncle".split()
)

_ACTS = frozenset("needle knife thorn mosquito bee wasp snake spider insect flea tick machine rat mouse fan".split())
"""What does a thing, bare or not, where something is done by it; most else is a way of doing it (by phone)."""

_OF_A_KIND = frozenset("love like hate prefer dislike enjoy breed raise fear collect".split())
"""Verbs whose object, bare, is a kind: what they lack is a plural."""


def _candidates(passage: Passage) -> Iterator[Word]:
    """Countable nouns before which no determiner stands near by."""
    text, found = passage.text, passage.words
    for i, word in enumerate(found):
        if word.low not in _COUNTABLE or not (word.text == word.low or _opens(text, word)):
            continue
        if not _ends_here(text, found, i) or (word.low in _DESCRIBED and not _brought(found, i)):
            continue
        first, determined = i, False
        while first > max(0, i - _REACH) and text[found[first - 1].end : found[first].start] == " " and not determined:
            first -= 1
            determined = found[first].low in DETERMINERS or is_number(found[first].low)
            if not determined and found[first].low in FUNCTION:
                break
        if not determined:
            yield word


def _ends_here(text: str, found: Sequence[Word], i: int) -> bool:
    """Whether a noun phrase may end with this word, by the word or mark behind it."""
    after = found[i + 1] if i + 1 < len(found) else None
    if after is None or text[found[i].end : after.start] != " ":
        return not text.startswith(("-", "/", "'", "’"), found[i].end)
    return after.low in _BEHIND or after.low.endswith(("ly", "ed"))


def _brought(found: Sequence[Word], i: int) -> bool:
    """Whether something new may be brought in by the words before this one, or it is measured out (a slice of)."""
    if found[i].low in _MEASURES and i + 1 < len(found) and found[i + 1].low == "of":
        return True
    return not _BRINGS.isdisjoint(word.low for word in found[max(0, i - _REACH - 1) : i])


def _opens(text: str, word: Word) -> bool:
    """Whether a noun opens a sentence, and isn't what a family calls one of its own (Grandmother likes it)."""
    first = not word.start or text[: word.start].endswith((". ", "! ", "? ", "\n"))
    return first and word.text.istitle() and word.low not in _KIN


def _closes(child: "Token") -> bool:
    """Whether a noun with this child has its determiner, or is more than one noun."""
    listed = child.dep_ == "conj" and child.tag_ != "NNS" and not any(c.dep_ == "det" for c in child.children)
    return listed or child.lower_ == "own" or child.dep_ in _DETERMINED or child.tag_ == "HYPH"


def _phrase(noun: "Token") -> "Token | None":
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
        if not first.i - 1 <= first.nbor(-1).head.i <= noun.i:
            break
        first = first.nbor(-1)
    inside = doc[first.i : noun.i]
    if noun.i and (noun.nbor(-1).lower_ in DEGREES or first.lower_ == "little"):
        return None  # it is very grave, it has little effect
    outside = any(c.i < first.i and c.dep_ in _PARTS and not _commands(c) for c in noun.children)
    if noun.lower_ in _MEASURES and after.lower_ == "of":
        return first
    if (
        noun.lower_ in _DESCRIBED
        and not there_is(first)
        and (first == noun or first.tag_ != "JJ" or first.dep_ != "amod")
    ):
        return None
    return None if outside or any(t.lower_ in DETERMINERS for t in inside) else first


def _commands(token: "Token") -> bool:
    """Whether a verb in its base form opens the sentence; the parse takes one before a bare noun for a part of it."""
    return bool(token.tag_ == "VB" and not token.i)


def _role(first: "Token", noun: "Token") -> str:
    """What the phrase is: a subject, what a preposition or a verb takes, what something is; nothing if none is sure."""
    before = first.nbor(-1) if first.i else None
    if first.i > 1 and first.nbor(-2).tag_ == "HYPH":
        return ""
    if there_is(first):
        return "being"
    if noun.dep_.startswith("nsubj"):
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
    if before.tag_ == "VBG" and first == noun and noun.lower_ in _STATES_OF:
        return ""
    if before.lower_ in ADJECTIVES_TOO and before.tag_ == "VBG":
        return ""
    if before.tag_ in ("VBN", "VBD") and before.i and before.nbor(-1).tag_ == "IN":  # better than tilted window
        return ""
    if _commands(before) or (noun.dep_ in ("obj", "iobj") and before == noun.head and before.tag_.startswith("VB")):
        return "object"
    return "preposition" if noun.dep_ in ("obj", "obl") and before.tag_ == "RP" else ""


def _idiomatic(first: "Token", noun: "Token") -> bool:
    """Whether English says this without an article: `by mouth`, `from person to person`, `kinds of tree`."""
    before = first.nbor(-1)
    named = first == noun or first.lower_ not in _DESCRIBING
    if (named and (before.lower_, noun.lower_) in IDIOMS) or before.lower_ in _COMPARING:
        return True
    if before.lower_ in ACTIVITIES or (before.lower_, noun.lower_) == ("to", "reason"):
        return True
    if before.lower_ == "to" and before.i > 1 and noun.doc[before.i - 2].lower_ == "from":
        return True
    if before.lower_ == "from" and noun.i + 1 < len(noun.doc) and noun.nbor(1).lower_ == "to":
        return True
    if before.lower_ == "by" and first == noun and noun.lower_ not in _PEOPLE:
        return noun.head.tag_ != "VBN" or noun.lower_ not in _ACTS
    if noun.lower_ == "room" and noun.i + 1 < len(noun.doc) and noun.nbor(1).lower_ in ("to", "for"):
        return True
    if before.lower_ == "of":
        return before.i > 0 and before.nbor(-1).lower_ in BARE_OF
    twice = [t for t in noun.doc if t.lower_ == noun.lower_]
    return len(twice) > 1 and any(abs(t.i - noun.i) == 2 for t in twice)


@rule(
    "grammar",
    fixes={
        "Never put notebook on the quilt.": "Never put the notebook on the quilt.",
        "If you have dog, walk it.": "If you have a dog, walk it.",
        "A boy who loves dog is happy.": "A boy who loves dogs is happy.",
        "The box has unusual smell.": "The box has an unusual smell.",
        "If there is hole, fill it.": "If there is a hole, fill it.",
        "Notebook is warm because the fan is off.": "The notebook is warm because the fan is off.",
    },
    keeps=(
        "It will pull out the feathers on own chest.",
        "Never put the notebook on the quilt.",
        "Each kind of tree is different.",
        "It spreads from person to person.",
        "The notebook fan is old, and he ate cake.",
        "Table and chair were old.",
        "Red tile roof, new door.",
        "He said it in person.",
        "It is called fatty liver, and there is no cure for frozen shoulder.",
        "Keep it in place; taste and smell are good. Grandmother wraps it.",
        "The paint was licked off by mistake, and it was seen by eye.",
        "If you do not drink, there will be dry mouth, bitter mouth and bad breath.",
        "They often meet only leaves, not blossoming situation. Hang up a bag of lamp oil.",
        "An insect bite may be very grave and has little effect. Fill it till it comes from adjoining crack.",
        "If you dry it in sunlight color becomes pale.",
        "This is colder than closed window, and heavier than folded chair.",
        "They still have to nurse. Tired people should go to bed ear",
    ),
    trigger=r"[A-Za-z] [a-z]",
    kinds=("text",),
    parses=lambda passage: first_letters(passage, passage.once(_candidates)),
    translated_only=True,
)
def bare_countable(passage: Passage) -> Iterable[Change]:
    """Add the article that a countable noun in the singular lacks behind its verb or preposition, or as a subject."""
    for word in passage.once(_candidates):
        noun = passage.token_at(word.start, word.end)
        first = None if noun is None else _phrase(noun)
        if noun is None or first is None or not sentence_like(noun.doc):
            continue
        role = _role(first, noun)
        if not role or (first.lower_, noun.lower_) in _ILLNESSES or (first.i and _idiomatic(first, noun)):
            continue
        if noun.lower_ in _DESCRIBED and not _new(first, noun, role):
            continue
        if role == "being" and first.lower_ in ("easy", "hard", "difficult") and noun.lower_ in words("verb_too"):
            continue
        if noun.lower_ == "mouth" and first != noun and first.lower_ not in _SELECTING:  # a symptom: dry mouth
            continue
        yield _with_article(passage, word.start - (noun.idx - first.idx), first, noun, role)


def _new(first: "Token", noun: "Token", role: str) -> bool:
    """Whether a phrase brings something new into the text: what something is, has, uses or is done with."""
    measured = noun.lower_ in _MEASURES and noun.i + 1 < len(noun.doc) and noun.nbor(1).lower_ == "of"
    if measured or role == "being":
        return True
    before = first.nbor(-1).lemma_.lower() if first.i else ""
    return before in _GETS_ONE or (before == "in" and noun.lower_ in _DESCRIBED)


def _with_article(passage: Passage, start: int, first: "Token", noun: "Token", role: str) -> Change:
    """The article: `a` where something new is said to be, had or used, else `the`."""
    kind = role == "object" and first.nbor(-1).lemma_ in _OF_A_KIND
    if kind or (noun.text in PAIRS and role != "subject"):
        end = start + noun.idx - first.idx + len(noun)
        return Change(end - len(noun), end, plural(noun.text))
    described = first != noun and first.lower_ in _DESCRIBING
    described = described and noun.lower_ not in words("described_mass")
    person = role == "subject" and first == noun and noun.lower_ == "person"
    measured = role == "subject" and noun.lower_ in _MEASURES and noun.nbor(1).lower_ == "of"
    brought = role == "preposition" and noun.lower_ in words("brought_in") and first.nbor(-1).lower_ in _INSIDE_OF
    called = bool(first.i) and first.nbor(-1).lower_ in ("called", "named", "termed")
    new = called or described or person or measured or brought or (_new(first, noun, role) and noun.lower_ != "reason")
    selected = first != noun and first.lower_ in _SELECTING and not called
    having = described and bool(first.i) and first.nbor(-1).lower_ in ("with", "has", "have", "had")
    named = noun.lower_ in defined(passage) and not described and role != "being"
    known = (noun.lower_ in ONE and not having) or selected or named
    change = insert_a(passage, start) if new and not known else insert_the(start)
    return with_capital(passage, change) if passage.text[start].isupper() and not first.i else change


_ONE_OF_MANY = _COUNTABLE - _MEASURES - {"one"}
_ONE_OF_TWO = frozenset("leg arm hand foot knee eye ear side end half shoulder cheek".split())
_OTHER_ONE = re.compile(
    r"(?<!\b(?:the|any) )(?<!\bno )(?<!\b(?:some|each) )(?<!\bevery )"
    r"(?<!\b(?:our|her|his|its|one) )(?<!\b(?:your|this|that|most|many) )"
    r"(?<!\bmy )(?<!['’]s )(?<!\bno )(?<!\b(?:their|these|those) )"
    rf"\b(other) ([a-z]+){END}",
    re.I,
)
_FEW_OF = re.compile(
    r"\b(?:in|for|after|within|from|pokes?|drink|eat|takes?|add|put|cut|give|wait|buy|drop|pick|only after) (few)"
    r" (?:[a-z]+ )?(?=[a-z]+s\b)",
    re.I,
)
_HUNDRED = re.compile(
    r"\b(?:about|than|in|for|to|promises|costs?|has|have|with|over|nearly|almost|at)"
    r" ((?:hundred|thousand|million) (?=[a-z]+s?\b))"
)


@rule(
    "grammar",
    fixes={
        "It heard the song of other canary.": "It heard the song of another canary.",
        "Poke few holes in the soil.": "Poke a few holes in the soil.",
        "It costs about hundred dollars.": "It costs about a hundred dollars.",
    },
    keeps=(
        "It heard the song of the other canary.",
        "He was a man of few words.",
        "It costs about two hundred dollars.",
        "It is of few interests to us. My other dog is old.",
    ),
    trigger=r"\b(?:other|few|hundred|thousand|million) [a-z]",
    kinds=("text",),
    translated_only=True,
)
def bare_quantity(passage: Passage) -> Iterable[Change]:
    """Write another before one thing, a few before what is counted, and a hundred."""
    for match in passage.find(_OTHER_ONE):
        if match[2].lower() in _ONE_OF_TWO and match[1].islower():
            yield insert_the(match.start(1))
        elif match[2].lower() in _ONE_OF_MANY:
            yield Change(*match.span(1), "another")
    for match in passage.find(_FEW_OF):
        yield Change(*match.span(1), "a few")
    for match in passage.find(_HUNDRED):
        yield Change(match.start(1), match.start(1), "a ")


_OWNER = "mother|baby|child|fetus|patient|woman|girl|boy|man|dog|cat|bird|infant|newborn|plant|user|customer|kitten"
_OWNERS = re.compile(
    r"\b(?:affects?|of|in|on|for|to|with|by|from|improves?|that|because|if|when|into|reduces?|keeps?"
    r"|about|protects?|and|cut|clean|touch|rub|wash|check|wipe|under|around|behind|near)"
    rf" (?=(?:pregnant |young |new |sick )?(?:{_OWNER})['’]s [a-z])"
)


@rule(
    "grammar",
    fixes={"Cramps seriously affect mother's rest.": "Cramps seriously affect the mother's rest."},
    keeps=("Cramps seriously affect the mother's rest.", "Men and women's rest.", "It is a store for women's shoes."),
    trigger=rf"\b(?:{_OWNER})['’]s [a-z]",
    kinds=("text",),
    translated_only=True,
)
def bare_owner(passage: Passage) -> Iterable[Change]:
    """Add the article that the owner of something lacks (mother's rest)."""
    for match in passage.find(_OWNERS):
        yield insert_the(match.end())


_ITEM = re.compile(rf"(?<=[a-z]s), ({any_of(words('food_by_piece'))})(?=(?:,|,? (?:and|or)) (?:[a-z]+ )?[a-z]+s\b)")


@rule(
    "grammar",
    fixes={"Eat coarse grains, egg and green vegetables.": "Eat coarse grains, eggs and green vegetables."},
    keeps=("Eat coarse grains, eggs and green vegetables.", "Eat fish, egg and milk."),
    trigger=rf"[a-z]s, (?:{any_of(words('food_by_piece'))})(?:,| )",
    translated_only=True,
)
def singular_in_list(passage: Passage) -> Iterable[Change]:
    """Put what is eaten by the piece in the plural, where it stands in a list of plurals."""
    for match in passage.find(_ITEM):
        yield Change(*match.span(1), plural(match[1]))
