"""The article of a thing that opens a clause and does something (outer wall blocks the light), by the words behind it.

A parser that learnt right English takes a bare noun and the verb behind it for one noun in the plural. What it isn't
shows in what follows: an article behind it, an adverb between them, a clause without another verb. As in
`countable.py`, only an article that was translated word for word is changed.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from pipeline.compiled import compiled
from pipeline.repair.inflection import verb_forms
from pipeline.repair.lexicon import alternatives, any_of, words
from pipeline.repair.names import determined_in
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.agreement.bare_verbs import follows_clause
from pipeline.repair.rules.articles.noun_phrase import insert_a, insert_the, with_capital
from pipeline.repair.rules.articles.noun_window import (
    COUNTABLE,
    DESCRIBED,
    DESCRIBES,
    DESCRIBING,
    SELECTING,
    modifies,
)
from pipeline.repair.rules.articles.nouns import DETERMINERS, ONE

_SURE = frozenset(verb_forms(verb)[1] for name in ("pure_verb", "verb_only") for verb in words(name)) - frozenset(
    "forms measures results needs releases shrinks suits leads triggers tastes smells contracts judges shows".split()
)
"""Third persons that are no plurals."""
_THIRDS = _SURE | frozenset(
    verb_forms(verb)[1] for name in ("verb_too", "verb", "verb_and_noun") for verb in words(name)
)
_BETWEEN = (words("between_subject_and_verb") - {"not", "then", "most"}) | {"never", "suddenly", "then"}
_ADVERB = any_of(_BETWEEN)
_NOUNS = (COUNTABLE | DESCRIBED) - {"appetite"}
_ASK = frozenset(f"{verb}{sign}t" for verb in ("doesn", "can", "won", "isn") for sign in "'’") | {"does", "cannot"}
_ACTS = _THIRDS | _ASK
_DETERMINED = DETERMINERS - {"that"}
_LEADS = "if|when|because|while|since|until|unless|but|so|then|that"
_OPENING = compiled(
    rf"(?:^|(?<=[.!?] )|(?<=\n)|(?<=, )|\b(?i:{_LEADS}) )"
    rf"(?P<phrase>(?P<first>(?!(?i:{_LEADS})\b)[A-Za-z]+ )??(?P<noun>(?i:{any_of(_NOUNS)})))"
    rf" (?:(?P<adverb>{_ADVERB}) )?"
    rf"(?P<verb>{any_of(_THIRDS)}|does|doesn['’]t|cannot|can['’]t|won['’]t|isn['’]t) (?P<next>[a-z]+)\b"
)
_TAKEN = frozenset("the a an your his their its her our my it them him you this that these those itself".split())
"""What follows a verb, and no plural."""
_GOES_ON = frozenset(
    "in on at from to into out off up down with for by through under over again less more about only too"
    " very badly well better worse like quickly slowly".split()
)
_FINITE = compiled(
    rf"(?<!\bto )\b(?:is|are|was|were|has|have|had|can|could|will|would|may|might|must|should|do|does|did|cannot|need"
    rf"|{alternatives('pure_verb')})\b"
)
_CLAUSE = compiled(r"[^,.;:!?\n]*")
_LED = compiled(r"(?:if|when|because|while|since|until|unless) \Z", re.I)
_NO_SUBJECT = words("female") | frozenset(
    "door reason way method place part second father dad uncle god coating filling".split()
)


def _openings(passage: Passage) -> Iterator[re.Match[str]]:
    """Where a bare noun opens a clause before its verb."""
    text = passage.text
    if not _meet(passage.lows):
        return
    for match in passage.find(_OPENING):
        noun, first = match["noun"].lower(), (match["first"] or "").strip().lower()
        asks = match["verb"].endswith(("t", "does"))
        told = first in DESCRIBES or (asks and first in COUNTABLE)
        if noun in _NO_SUBJECT or not match["phrase"][1:].islower() or (first and not (told and modifies(first))):
            continue
        if (not told and noun not in COUNTABLE) or f"{first}-{noun}" in words("illness_of_part"):
            continue
        inside = match.start() < match.start("phrase") or text[: match.start()].endswith(", ")
        if match["phrase"][0].isupper() and inside:
            continue
        if asks:
            yield match
            continue
        clause = _CLAUSE.match(text, match.start("next"))
        if clause is None or _FINITE.search(clause[0]):
            continue
        sure = match["verb"] in _SURE or match["adverb"] or _LED.search(text[: match.start("phrase")])
        if match["next"] in _TAKEN or (sure and (match["next"] in _GOES_ON or match["next"].endswith("ly"))):
            yield match


def _meet(lows: Sequence[str]) -> bool:
    """Whether such a verb stands behind such a noun: cheaper than to look for the whole clause."""
    for i, low in enumerate(lows):
        if low in _ACTS and i:
            noun = i - 2 if lows[i - 1] in _BETWEEN and i > 1 else i - 1
            opens = noun - 1 if noun and lows[noun - 1] in DESCRIBES else noun
            if lows[noun] in _NOUNS and not (opens and lows[opens - 1] in _DETERMINED):
                return True
    return False


@rule(
    "grammar",
    fixes={
        "Landlord often paints the wall.": "The landlord often paints the wall.",
        "Outer wall leaks a little.": "The outer wall leaks a little.",
        "Large wardrobe blocks the air.": "A large wardrobe blocks the air.",
        "Robot mower does not see it.": "The robot mower does not see it.",
        "If charger never works in rain, buy one.": "If the charger never works in rain, buy one.",
    },
    keeps=(
        "The landlord often paints the wall.",
        "Kitchen towels are old.",
        "Dog bites in the yard are deep.",
        "Dog bites the vet treated can heal.",
        "Mother often paints the wall. Poor appetite comes from worry.",
        "Sink drips, tank leaks and pump noise.",
        "Large wardrobe blocks on the floor.",
        "The robot mower does not see it, and why can't it?",
    ),
    trigger=r"[a-z] [a-z]",
    kinds=("text",),
    translated_only=True,
)
def bare_acting_subject(passage: Passage) -> Iterable[Change]:
    """Add the article of a thing that opens a clause and does something (large wardrobe blocks the air)."""
    for match in passage.once(_openings):
        inserted = _article(passage, match)
        yield with_capital(passage, inserted) if match["phrase"][0].isupper() else inserted


def _article(passage: Passage, match: re.Match[str]) -> Change:
    """The article of a subject: `a` for one that is only described."""
    first, noun, start = (match["first"] or "").strip().lower(), match["noun"].lower(), match.start("phrase")
    known = noun in ONE or first in SELECTING or f"{first} {noun}" in determined_in(passage.text)
    return insert_a(passage, start) if first in DESCRIBING and not known else insert_the(start)


_ALONE = (
    COUNTABLE - words("person") - words("female") - _NO_SUBJECT - {"breakfast", "lunch", "dinner", "school", "home"}
)
_STATES = (
    r"(?:is|was|will|can|cannot|can['’]t|may|must|should|has|does|doesn['’]t|becomes|gets|broke|cracked|starts to"
    r"|stopped|stops|won['’]t|isn['’]t|wasn['’]t)"
)
_STATED = compiled(
    rf"(?P<led>\b(?i:if|when|because|until|unless|although|since|while|once) |(?<=, )(?:but|so|(?P<and>and)) )"
    rf"(?P<phrase>(?:(?P<first>{any_of(DESCRIBES | (_ALONE - {'time'}))}) )??(?P<noun>{any_of(_ALONE)}))"
    rf" (?={_STATES}\b)"
)


@rule(
    "grammar",
    fixes={
        "If bearing is worn, change it.": "If the bearing is worn, change it.",
        "If pole broke on the trip, tape it.": "If the pole broke on the trip, tape it.",
        "When wiper arm is bent, it leans.": "When the wiper arm is bent, it leans.",
        "It contains calcium, and nozzle will be blocked.": "It contains calcium, and the nozzle will be blocked.",
    },
    keeps=(
        "If the bearing is worn, change it.",
        "If school is out and breakfast is late, wait.",
        "If doctors are there, ask when lunch is.",
        "The hose, pipe, and nozzle will be blocked.",
    ),
    trigger=rf"\b(?:(?i:if|when|because|until|unless|although|since|while|once)|but|so|, and) [a-z]+ (?:[a-z]+ )?"
    rf"{_STATES}\b",
    kinds=("text",),
    translated_only=True,
)
def bare_stated_subject(passage: Passage) -> Iterable[Change]:
    """Add the article of a thing of which a clause says how it is (if bearing is worn)."""
    for match in passage.find(_STATED):
        first = match["first"] or ""
        if match["and"] and not follows_clause(passage, match.start("phrase")):
            continue
        if not first or modifies(first):
            yield insert_the(match.start("phrase"))
