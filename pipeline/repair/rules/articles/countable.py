"""Articles before nouns that English never leaves bare in the singular: `put notebook on the desk`.

A language without articles leaves all of them out. That a noun stands bare is certain only for nouns one can count and
never weighs or pours (`countable` in lexicon.csv), where the parse shows a whole noun phrase behind its verb or its
preposition; and as headlines and notes leave articles out as well, only an article that was translated word for word
is changed.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.repair.inflection import plural, verb_forms
from pipeline.repair.lexicon import words
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.articles.in_parse import bare_phrase, role_of
from pipeline.repair.rules.articles.noun_phrase import (
    BE,
    defined,
    insert_a,
    insert_the,
    sentence_like,
    with_capital,
)
from pipeline.repair.rules.articles.nouns import (
    ACTIVITIES,
    BARE_ALONE,
    BARE_OF,
    COMPLAINTS,
    DETERMINERS,
    IDIOMS,
    ILLNESSES,
    MEASURES,
    MEATS,
    NEAR_KIN,
    ONE,
    PAIRS,
    POSTS,
    SEXES,
    behind_most_of,
)
from pipeline.repair.rules.common import FUNCTION, first_letters
from pipeline.repair.words import Word, is_number

if TYPE_CHECKING:
    from spacy.tokens import Token

_KIN = NEAR_KIN | {"mother", "father"}
_COUNTABLE = (words("countable") | words("countable_described") | MEASURES) - NEAR_KIN
_DESCRIBING = words("describing")
_SELECTING = words("selecting") | {"same"}
_REACH = 3
"""How many words before a noun may hold its determiner."""
_SAYS = frozenset("says said say told thinks thought asks asked".split())
_COMPARING = frozenset(("per", "than", "between", "versus", "as"))
_INSIDE_OF = frozenset(("in", "into", "on", "onto"))
_HOURS = frozenset(("night", "noon", "midnight", "dawn", "dusk"))
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
_ACTS = frozenset("needle knife thorn mosquito bee wasp snake spider insect flea tick machine rat mouse fan".split())
"""What does a thing, bare or not, where something is done by it; most else is a way of doing it (by phone)."""
_ACIDS = "uric folic lactic gastric stomach citric hyaluronic salicylic acetic oxalic boric".split()
_WHOLE = frozenset((("next", "door"), ("top", "notch"), ("good", "reason"), *((kind, "acid") for kind in _ACIDS)))
"""Two words that need no article together."""
_TO_DO = frozenset("place places room chance space energy money time".split())
"""Nouns that an infinitive tells more of (no place to vent)."""
_ACTS_TOO = frozenset("nest shop bed dress land nurse relapse".split())
"""Nouns that are verbs behind to (go to bed to nest)."""
_ANYBODY = frozenset(("person", "adult", "beginner", "novice"))
"""People of whom, as a subject, a text means any."""
_OF_A_KIND = frozenset("love like hate prefer dislike enjoy breed raise fear collect".split())
"""Verbs whose object, bare, is a kind: what they lack is a plural."""


def _candidates(passage: Passage) -> Iterator[Word]:
    """Countable nouns before which no determiner stands near by."""
    text, found = passage.text, passage.words
    for i, word in enumerate(found):
        if word.low not in _COUNTABLE or not (word.text == word.low or _opens(text, word)):
            continue
        if not _ends_here(text, found, i) or (word.low in BARE_ALONE and not _brought(found, i)):
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
    if found[i].low in MEASURES and i + 1 < len(found) and found[i + 1].low == "of":
        return True
    return not _BRINGS.isdisjoint(word.low for word in found[max(0, i - _REACH - 1) : i])


def _opens(text: str, word: Word) -> bool:
    """Whether a noun opens a sentence, and isn't what a family calls one of its own (Grandmother likes it)."""
    first = not word.start or text[: word.start].endswith((". ", "! ", "? ", "\n"))
    return first and word.text.istitle() and word.low not in _KIN


def _idiomatic(first: "Token", noun: "Token") -> bool:
    """Whether English says this without an article: `by mouth`, `from person to person`, `kinds of tree`."""
    before = first.nbor(-1)
    named = first == noun or first.lower_ not in _DESCRIBING
    if (named and (before.lower_, noun.lower_) in IDIOMS) or before.lower_ in _COMPARING:
        return True
    if before.lower_ in ACTIVITIES or (before.lower_, noun.lower_) == ("to", "reason"):
        return True
    to_do = noun.lower_ in _ACTS_TOO or (before.i and noun.doc[before.i - 1].lower_ in _TO_DO)
    if before.lower_ == "to" and first == noun and to_do:
        return True
    if before.lower_ == "to" and before.i > 1 and noun.doc[before.i - 2].lower_ == "from":
        return True
    if before.lower_ == "to" and before.i and {noun.lower_, noun.doc[before.i - 1].lower_} <= ONE:
        return True
    if noun.i + 2 < len(noun.doc) and noun.nbor(1).lower_ == "to" and {noun.lower_, noun.nbor(2).lower_} <= ONE:
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
        "It costs 5 coins for man, 3 for woman.": "It costs 5 coins for men, 3 for women.",
        "At first she thought it was stiff neck.": "At first she thought it was a stiff neck.",
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
        "Pull the cable to living room. At night leg is heavy. She ate rice, noodle soup, steamed egg.",
        "They often meet only leaves, not blossoming situation. Hang up a bag of lamp oil.",
        "If you have no scale but have measuring cup, eat rice and steamed egg. Never sweep with dripping brush.",
        "Look for number of the seat.",
        "Mint has little effect; who vomit turn head to one side. Strong thigh and hip is best.",
        "The tin is full, otherwise cup leaks. Use it, then wait kettle is cool.",
        "They still have to nurse, and walk heel to toe. Tired people should go to bed ear",
        "They are good example of it, and this is called water hammer.",
        "Go next door to Rosa restaurant; he was head of the school.",
        "An insect bite may be very grave and has little effect. Fill it till it comes from adjoining crack.",
        "If you dry it in sunlight color becomes pale.",
        "This is colder than closed window, and heavier than folded chair. She made it with switched on lamp.",
        "The ring will become hard or crack will leak air, and sugar makes uric acid rise.",
        "Most of slow problem is solved. Mother says so, and repeated injection may tear it.",
        "It is a sprain, this is not stiff neck. Its life is divided into young tree, full fruit and old age.",
        "Beware of heel stress fracture. Boil duck breast, and go to bed to nest there.",
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
        first = None if noun is None else bare_phrase(noun)
        if noun is None or first is None or not sentence_like(noun.doc):
            continue
        role, start = role_of(first, noun), word.start - (noun.idx - first.idx)
        if role == "subject" and first.lower_ == "next" and passage.text.endswith(", ", 0, start):
            continue  # pay it, next person go: then
        if first.lower_ == "not" or passage.text.endswith("divided into ", 0, start):
            continue  # it is not frozen shoulder; what parts are bare
        if first.i and first.lower_ in _HOURS and first.nbor(-1).lower_ == "at":
            continue  # at night nose is blocked
        if noun.lower_ in MEASURES and first.i and first.nbor(-1).lower_ == "on":
            continue  # a spoon on liter of water: to each
        if noun.lower_ == "number" and role != "subject" and noun.nbor(1).lower_ == "of":
            continue  # a number of them are several
        if not role or (first.lower_, noun.lower_) in ILLNESSES or (first.i and _idiomatic(first, noun)):
            continue
        if noun.lower_ in BARE_ALONE and not _new(first, noun, role):
            continue
        if role == "being" and first.lower_ in ("easy", "hard", "difficult") and noun.lower_ in words("verb_too"):
            continue
        if _is_whole(first, noun, role):
            continue
        if _is_meant_at_large(passage, first, noun, role):
            continue
        yield _with_article(passage, start, first, noun, role)


def _is_meant_at_large(passage: Passage, first: "Token", noun: "Token", role: str) -> bool:
    """Whether a phrase is no single thing: a symptom (dry mouth), meat, an ailment with a name (strawberry nose), what
    is done or told in several words and nowhere else in the text (repeated injection hurts); or mother says so."""
    kind = noun.nbor(-1).lower_ if first != noun else ""
    if kind in MEATS or (noun.lower_ == "mouth" and kind and first.lower_ not in _SELECTING):
        return True
    if noun.lower_ in _KIN and role == "subject" and noun.i + 1 < len(noun.doc) and noun.nbor(1).lower_ in _SAYS:
        return True
    if first.lower_ in _DESCRIBING or first.lower_ in _SELECTING or noun.lower_ in defined(passage):
        return False
    return noun.i - first.i > 1 or (role == "subject" and kind.endswith("ed"))


def _is_whole(first: "Token", noun: "Token", role: str) -> bool:
    """Whether English says a phrase without an article: what has a name in it, what a post is of, next door, and what
    several things are said to be (are good example), which lacks a plural."""
    before, behind = first.nbor(-1).lower_ if first.i else "", noun.nbor(1).lower_ if noun.i + 1 < len(noun.doc) else ""
    if before in ("called", "named", "termed") and first != noun and first.lower_ not in _DESCRIBING:
        return True  # this is called water hammer
    if any(t.text.istitle() for t in noun.doc[first.i + (not first.i) : noun.i]):
        return True
    if role == "being" and (before in ("are", "were") or (noun.lower_ in POSTS and behind in ("of", "to"))):
        return True
    return behind_most_of(first.doc.text, first.idx) or any(
        (t.lower_, t.nbor(1).lower_) in _WHOLE for t in noun.doc[first.i : noun.i]
    )


def _new(first: "Token", noun: "Token", role: str) -> bool:
    """Whether a phrase brings something new into the text: what something is, has, uses or is done with."""
    measured = noun.lower_ in MEASURES and noun.i + 1 < len(noun.doc) and noun.nbor(1).lower_ == "of"
    if measured or role == "being":
        return True
    before = first.nbor(-1).lemma_.lower() if first.i else ""
    return before in _GETS_ONE or (before == "in" and noun.lower_ in BARE_ALONE)


def _with_article(passage: Passage, start: int, first: "Token", noun: "Token", role: str) -> Change:
    """The article: `a` where something new is said to be, had or used, else `the`."""
    kind = role == "object" and first.nbor(-1).lemma_ in _OF_A_KIND
    anybody = first == noun and noun.lower_ in SEXES and role == "preposition" and first.nbor(-1).lower_ == "for"
    kind = kind or (anybody and noun.lower_ not in defined(passage))
    if kind or (noun.text in PAIRS and role != "subject"):
        end = start + noun.idx - first.idx + len(noun)
        return Change(end - len(noun), end, plural(noun.text))
    described = first != noun and first.lower_ in _DESCRIBING
    described = described and noun.lower_ not in words("described_mass")
    person = role == "subject" and first == noun and noun.lower_ in _ANYBODY
    measured = role == "subject" and noun.lower_ in MEASURES and noun.nbor(1).lower_ == "of"
    brought = role == "preposition" and noun.lower_ in words("brought_in") and first.nbor(-1).lower_ in _INSIDE_OF
    called = bool(first.i) and first.nbor(-1).lower_ in ("called", "named", "termed")
    new = called or described or person or measured or brought or (_new(first, noun, role) and noun.lower_ != "reason")
    selected = first != noun and first.lower_ in _SELECTING and not called
    having = described and bool(first.i) and first.nbor(-1).lower_ in ("with", "has", "have", "had")
    named = noun.lower_ in defined(passage) and not described and role != "being"
    ailing = role == "being" and first.lower_ in COMPLAINTS
    known = (noun.lower_ in ONE and not having and not ailing) or selected or named
    change = insert_a(passage, start) if new and not known else insert_the(start)
    if not (new or known or role == "subject") and passage.context.determines(noun.lower_) is False:
        change = replace(change, safe=False)  # nothing tells which one is meant
    return with_capital(passage, change) if passage.text[start].isupper() and not first.i else change
