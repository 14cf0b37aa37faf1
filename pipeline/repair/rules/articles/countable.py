"""Articles before nouns that English never leaves bare in the singular: `put notebook on the desk`.

A language without articles leaves all of them out. That a noun stands bare is certain only for nouns one can count and
never weighs or pours (`countable` in lexicon.csv), where the parse shows a whole noun phrase behind its verb or its
preposition; and as headlines and notes leave articles out as well, only an article that was translated word for word
is changed.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from pipeline.repair.inflection import plural, verb_forms
from pipeline.repair.lexicon import words
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.articles.noun_phrase import (
    ADJECTIVES_TOO,
    BE,
    DEGREES,
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

NEAR_KIN = frozenset("mom mum dad mommy mummy daddy grandmother grandfather grandma grandpa auntie aunt uncle".split())
"""What a family calls its own, with no article."""
_KIN = NEAR_KIN | {"mother", "father"}
_MEASURES = words("measure")
"""What is measured out: bare or not, with `of` behind it it is one."""
_COUNTABLE = (words("countable") | words("countable_described") | _MEASURES) - NEAR_KIN
_DESCRIBED = (words("countable_described") | _MEASURES) - words("countable")
"""Nouns that can be bare, but not with an adjective: in place, in a cool place."""
ONE = words("organ") | words("body_part") | {"sky", "season"}
"""Nouns of which a text means the only one, or the reader's own."""
ACTIVITIES = frozenset(
    "washing sewing charging cooking swimming fishing cutting drying sleeping ironing shopping heating cooling"
    " parking living dining waiting dressing sitting changing fitting meeting".split()
)
"""What things are for: washing machine."""
DETERMINERS = words("determiner") | words("many")
PAIRS = words("worn_in_pairs")
_DESCRIBING = words("describing")
_SELECTING = words("selecting") | {"same"}
_REACH = 3
"""How many words before a noun may hold its determiner."""
_MOVES = words("moves_a_part") | {"turn", "lower", "nod"}
ILLNESSES = frozenset(tuple(name.split("-")) for name in words("illness_of_part"))
IDIOMS = frozenset(tuple(idiom.split("-")) for idiom in words("bare_idiom"))
"""Pairs of a preposition or a verb and a noun that need no article."""
_AFTER = FINITE | {"IN", "TO", "CC", "WDT", "WRB", "WP", "RB", "RP", ".", ",", ":", "-RRB-"}
_LISTED = frozenset(("NN", "NNS", "JJ", "VBG", "NNP", "NNPS"))
_COMPARING = frozenset(("per", "than", "between", "versus", "as"))
_INSIDE_OF = frozenset(("in", "into", "on", "onto"))
_INSIDE = frozenset(("JJ", "JJR", "NN", "VBN", "RB"))
_BIDS = frozenset("wait make ensure let keep find ask see sure check".split())
"""What the reader is to do with a clause that lacks its conjunction (wait machine cools); the parse makes a compound
of it."""
_PARTS = frozenset(("amod", "compound", "advmod"))
_DETERMINED = frozenset(("det", "det:predet", "nmod:poss", "nummod", "flat", "goeswith"))
_NO_HEAD = frozenset(("compound", "amod", "nmod:poss", "conj", "flat", "appos", "vocative"))
_STATES_OF = frozenset("situation phenomenon condition problem process method stage period symptom habit".split())
"""Nouns that a form in -ing before them tells more of (the not blooming situation)."""
_HOURS = frozenset(("night", "noon", "midnight", "dawn", "dusk"))
_LINKS = frozenset("otherwise generally usually finally sometimes".split())
"""Adverbs that the parse takes for a part of the noun phrase behind them."""
_BEFORE_CLAUSE = _LINKS | frozenset(
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
SEXES = frozenset(("man", "woman"))
"""Behind for, any of them: a dose for men."""
_ACTS = frozenset("needle knife thorn mosquito bee wasp snake spider insect flea tick machine rat mouse fan".split())
"""What does a thing, bare or not, where something is done by it; most else is a way of doing it (by phone)."""
POSTS = frozenset("professor head director president chairman chief secretary captain physician manager".split())
_ACIDS = "uric folic lactic gastric stomach citric hyaluronic salicylic acetic oxalic boric".split()
_WHOLE = frozenset((("next", "door"), ("top", "notch"), ("good", "reason"), *((kind, "acid") for kind in _ACIDS)))
"""Two words that need no article together."""
_TO_DO = frozenset("place places room chance space energy money time".split())
"""Nouns that an infinitive tells more of (no place to vent)."""
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
        if not first.i - 1 <= first.nbor(-1).head.i <= noun.i or first.nbor(-1).lower_ in _LINKS:
            break
        first = first.nbor(-1)
    inside = doc[first.i : noun.i]
    if noun.i and (noun.nbor(-1).lower_ in DEGREES or first.lower_ == "little"):
        return None  # it is very grave, it has little effect
    outside = any(
        c.i < first.i and c.dep_ in _PARTS and not (_commands(c) or c.lower_ in _LINKS) for c in noun.children
    )
    if noun.lower_ in _MEASURES and after.lower_ == "of":
        return first
    if (
        noun.lower_ in _DESCRIBED
        and not there_is(first)
        and (first == noun or first.tag_ != "JJ" or first.dep_ != "amod")
    ):
        return None
    if noun.lower_ in ONE and first.lower_ in _MOVES:
        return None  # who vomit turn head to one side
    if first.lower_ == "few" and noun.lower_ in _DESCRIBED:
        return None  # hardly any
    return None if outside or any(t.lower_ in DETERMINERS for t in inside) else first


def _commands(token: "Token") -> bool:
    """Whether a verb in its base form opens the sentence; the parse takes one before a bare noun for a part of it."""
    return bool(token.tag_ == "VB" and not token.i)


def _tells_more(before: "Token", noun: "Token") -> bool:
    """Whether a form in -ing is a part of the noun behind it (to living room)."""
    return before.lower_ in ACTIVITIES or (before.tag_ == "VBG" and noun.lower_ in _STATES_OF)


def _role(first: "Token", noun: "Token") -> str:
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


def _idiomatic(first: "Token", noun: "Token") -> bool:
    """Whether English says this without an article: `by mouth`, `from person to person`, `kinds of tree`."""
    before = first.nbor(-1)
    named = first == noun or first.lower_ not in _DESCRIBING
    if (named and (before.lower_, noun.lower_) in IDIOMS) or before.lower_ in _COMPARING:
        return True
    if before.lower_ in ACTIVITIES or (before.lower_, noun.lower_) == ("to", "reason"):
        return True
    if before.lower_ == "to" and before.i and noun.doc[before.i - 1].lower_ in _TO_DO and first == noun:
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
        "Most of slow problem is solved.",
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
        if first.i and first.lower_ in _HOURS and first.nbor(-1).lower_ == "at":
            continue  # at night nose is blocked
        if noun.lower_ == "number" and role != "subject" and noun.nbor(1).lower_ == "of":
            continue  # a number of them are several
        if not role or (first.lower_, noun.lower_) in ILLNESSES or (first.i and _idiomatic(first, noun)):
            continue
        if noun.lower_ in _DESCRIBED and not _new(first, noun, role):
            continue
        if role == "being" and first.lower_ in ("easy", "hard", "difficult") and noun.lower_ in words("verb_too"):
            continue
        if _is_whole(first, noun, role):
            continue
        if noun.lower_ == "mouth" and first != noun and first.lower_ not in _SELECTING:  # a symptom: dry mouth
            continue
        yield _with_article(passage, word.start - (noun.idx - first.idx), first, noun, role)


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
    if before == "of" and first.i > 1 and first.nbor(-2).lower_ == "most":
        return True  # most of slow problem lacks a plural
    return any((t.lower_, t.nbor(1).lower_) in _WHOLE for t in noun.doc[first.i : noun.i])


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
    anybody = first == noun and noun.lower_ in SEXES and role == "preposition" and first.nbor(-1).lower_ == "for"
    kind = kind or (anybody and noun.lower_ not in defined(passage))
    if kind or (noun.text in PAIRS and role != "subject"):
        end = start + noun.idx - first.idx + len(noun)
        return Change(end - len(noun), end, plural(noun.text))
    described = first != noun and first.lower_ in _DESCRIBING
    described = described and noun.lower_ not in words("described_mass")
    person = role == "subject" and first == noun and noun.lower_ in _ANYBODY
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
