"""Verbs that may not fit their subject's number, as far as the words before them tell.

The parse is asked about their sentences alone: of a verb without its -s behind a noun in the singular, of one with it
behind a plural. What is given may be too much; left out is where no parse could find a subject in that number.
"""

from collections.abc import Iterable, Iterator, Sequence

from pipeline.repair.inflection import verb_forms
from pipeline.repair.lexicon import words
from pipeline.repair.rule import Passage
from pipeline.repair.words import Word, is_number

_BASES = frozenset().union(
    *(words(kind) for kind in ("verb_only", "transitive", "participle_verb", "verb", "verb_too", "verb_and_noun"))
)
TO_THIRD = {base: verb_forms(base)[1] for base in _BASES} | {
    "have": "has", "do": "does", "are": "is", "were": "was", "don't": "doesn't", "aren't": "isn't", "haven't": "hasn't",
}  # fmt: skip
TO_BASE = {third: base for base, third in TO_THIRD.items()}
LETS = frozenset(
    "let lets letting help helps helped helping make makes made making watch watches watched watching see sees saw"
    " seeing hear hears heard hearing avoid avoids avoiding prevent prevents preventing".split()
)
"""What the base form follows (let a mechanic check it, watch the water run), and what no clause follows (avoid sweat
run down)."""
_NO_BASE_AFTER = frozenset(
    "to can could will would may might must should shall do does did don't doesn't didn't can't cannot won't not let"
    " lets make makes making made help helps have has had they we you i us them these those people children women men"
    " and or than as please never is are was were be been being there all both".split()
)
_NO_THIRD_AFTER = frozenset("it he she this that which who what and or of each every".split())
_ADVERBS = words("between_subject_and_verb")
_RELATIVE = frozenset(("that", "which", "who"))
_PREPOSITIONS = words("preposition") | _RELATIVE | {"such as", "than", "including", "besides"}
_REACH = 4
_SENTENCE = 14
"""How many words before a verb may hold the noun that is its subject."""
PLURALS = frozenset("people children men women lice mice feet teeth geese cattle bacteria".split())
"""Plural nouns that aren't known by their ending."""
_NO_NOUN = (
    words("determiner") | words("preposition") | (words("plain_adjective") - {"young", "elderly", "sick"})
) - set("that which one old new cold all much enough more in on down up less".split())
"""Words that a subject doesn't end with."""
_ADJECTIVES = words("plain_adjective") | words("many") | {"these", "those"}
_OF_ONE = frozenset("the a an this that your its his her my our their each every".split())
_JOINING = frozenset("that when if because but so while since although until".split())
_PRONOUNS = frozenset("i you we they he she it one".split())
_TOLD = frozenset(
    "see choose select buy put refer consult check contact note remember pick pay ask wear wash rinse eat drink cook"
    " peel plant prune soak brush feed wipe spray sprinkle pour stir scrub repot print write read count apply smear"
    " knead chop slice".split()
)
"""What people do, and what a reader is told to do with a thing that is named first (standard values see the label)."""
_WHO_ACTS = words("person") | words("female") | words("being")
_PROFESSIONS = ("ist", "ian", "eer", "owner", "keeper", "maker", "teacher", "dealer", "manager")
_COORDINATING = frozenset(("and", "or", "but"))
_PARTING = frozenset(",;:(-")
"""Marks that stand between no subject and its verb."""


def _plural(word: str) -> bool:
    return word in PLURALS or (word.endswith("s") and not word.endswith(("ss", "'s", "is", "us")))


def _verbs(
    passage: Passage, forms: dict[str, str], barred: frozenset[str], *, plural: bool
) -> Iterator[tuple[int, Word]]:
    """The words that may be verbs in the wrong number, as far as the words before them tell, each behind the place
    among the words of the last one that no adverb is."""
    found = passage.words
    for i, word in enumerate(found):
        if word.text not in forms:
            continue
        at = i - 1
        while at > 0 and found[at].low in _ADVERBS:
            at -= 1
        if at < 0 or found[at].low in barred or found[at].low in _NO_NOUN:
            continue
        if passage.text[found[at].end : found[at + 1].start] != " " or found[at].low.endswith("ly"):
            continue
        nearby = {w.low for w in found[max(0, at - _REACH) : at]}
        if _plural(found[at].low) is plural or nearby & _PREPOSITIONS:
            yield at, word


def _with_subject(passage: Passage, verbs: Iterable[tuple[int, Word]], *, plural: bool) -> Iterator[Word]:
    """Those verbs whose subject may be plural, or singular, as far as words tell: the noun before them is, and nothing
    leads to it that makes it an object, or one before that in its clause is, to which something adds it."""
    found = passage.words
    for at, word in verbs:
        if found[at].low in _RELATIVE:
            at -= 1
        lead = _leading(found, at)
        if lead in _PREPOSITIONS or (at >= 0 and _plural(found[at].low) is not plural):
            fits = not _alone(passage.text, found, at) and _added_to(passage, found, at, plural=plural)
        else:
            fits = at >= 0 and lead not in LETS
        if fits:
            yield word


def _added_to(passage: Passage, found: Sequence[Word], at: int, *, plural: bool) -> bool:
    """Whether a noun in that number stands before another in its clause, and a preposition, a participle or a clause
    adds the one to the other: a mark, and what joins clauses or nouns, ends the search."""
    start, linked = passage.sentence(found[at].start)[0], False
    for place in range(at - 1, max(0, at - _SENTENCE) - 1, -1):
        word = found[place]
        if word.start < start or (word.low in _JOINING and not (place and _plural(found[place - 1].low))):
            return False
        if word.low in _COORDINATING or not _PARTING.isdisjoint(passage.text[word.end : found[place + 1].start]):
            return False
        if linked and (_plural(word.low) if plural else not (_plural(word.low) or word.low in _NO_NOUN)):
            return True
        linked |= word.low in _PREPOSITIONS or word.low in _PRONOUNS or word.low.endswith(("ed", "ing", "n", "t"))
    return False


def _leading(found: Sequence[Word], at: int) -> str:
    """The word before a noun and its determiner, numbers and adjectives."""
    for place in range(at - 1, max(0, at - _REACH) - 1, -1):
        low = found[place].low
        if low not in _OF_ONE and low not in _ADJECTIVES and not is_number(low):
            return "such as" if low == "as" and place and found[place - 1].low == "such" else low
    return ""


def _alone(text: str, found: Sequence[Word], at: int) -> bool:
    """Whether a noun and its determiner are all of a clause before its verb, as far as marks and joining words tell."""
    if at < 1 or found[at - 1].low not in _OF_ONE or text[found[at - 1].end : found[at].start] != " ":
        return False
    if at < 2 or text[found[at - 2].end : found[at - 1].start] != " ":
        return True
    return found[at - 2].low in _JOINING


def _bare(passage: Passage) -> Iterator[tuple[int, Word]]:
    for at, word in _verbs(passage, TO_THIRD, _NO_BASE_AFTER, plural=False):
        if word.low == "need" and passage.text.startswith(" not", word.end):
            continue  # it need not be so
        noun = passage.words[at].low
        if word.low not in _TOLD or noun in _WHO_ACTS or noun.endswith(_PROFESSIONS):
            yield at, word


def bare_verbs(passage: Passage) -> Iterator[Word]:
    """The words behind a singular noun that may be verbs without their -s, as far as the words before them tell."""
    return (word for _, word in passage.once(_bare))


def bare_of_one(passage: Passage) -> Iterator[Word]:
    """Of the bare verbs, those that may have a singular subject."""
    return _with_subject(passage, passage.once(_bare), plural=False)


def thirds(passage: Passage) -> Iterator[Word]:
    """The verbs in the third person that may have a plural subject."""
    return _with_subject(passage, _verbs(passage, TO_BASE, _NO_THIRD_AFTER, plural=True), plural=True)
