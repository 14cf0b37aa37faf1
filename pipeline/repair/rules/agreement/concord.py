"""Agreement of a verb with a subject that the parse finds wherever it stands: behind its own phrases, before a clause.

`verbs.py` holds what is certain in any text. A parse errs now and then, and English of people errs so seldom that
most of what it shows there would be its own mistakes; so these rules ask for an article translated word for word.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from pipeline.repair.inflection import plural, verb_forms
from pipeline.repair.lexicon import any_of, words
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.agreement.verbs import ANYBODY, in_phrase, indicative, is_singular
from pipeline.repair.rules.common import FINITE, first_letters, following, opened_by_verb, put_first
from pipeline.repair.words import Word, is_number

if TYPE_CHECKING:
    from spacy.tokens import Token

_BASES = frozenset().union(
    *(words(kind) for kind in ("verb_only", "transitive", "participle_verb", "verb", "verb_too", "verb_and_noun"))
)
TO_THIRD = {base: verb_forms(base)[1] for base in _BASES} | {
    "have": "has", "do": "does", "are": "is", "were": "was", "don't": "doesn't", "aren't": "isn't", "haven't": "hasn't",
}  # fmt: skip
_TO_BASE = {third: base for base, third in TO_THIRD.items()}
PURE = words("verb_only")
FORMS_TOO = frozenset(
    "live lead read set put cut have do are were don't aren't haven't like need look clean dry close open warm cool"
    " slow free care light lower fit well rest".split()
)
"""What is no bare verb for sure: forms of the past, adjectives, nouns that stand behind others."""
_NO_BASE_AFTER = frozenset(
    "to can could will would may might must should shall do does did don't doesn't didn't can't cannot won't not let"
    " lets make makes making made help helps have has had they we you i us them these those people children women men"
    " and or than as please never is are was were be been being there all both".split()
)
_NO_THIRD_AFTER = frozenset("it he she this that which who what and or of each every".split())
_ADVERBS = words("between_subject_and_verb")
NO_SUBJECT = frozenset(
    "what whatever there who all any none some more most rest half anyone personnel cruise chicken duck total batch"
    " kind type sort self abroad overseas inside outside online today"
    " day week month year hour minute second night morning evening time".split()
)
_RELATIVE = frozenset(("that", "which", "who"))
_PREPOSITIONS = words("preposition") | _RELATIVE
_REACH = 4
_SENTENCE = 14
"""How many words before a verb may hold the plural noun that is its subject."""
_PLURALS = frozenset("people children men women lice mice feet teeth geese cattle bacteria".split())
"""Plural nouns that aren't known by their ending."""
_NO_NOUN = (
    words("determiner") | words("preposition") | (words("plain_adjective") - {"young", "elderly", "sick"})
) - set("that which one old new cold all much enough more in on down up less".split())
"""Words that a subject doesn't end with."""
ANSWERS = frozenset("way method solution treatment step advice tip trick answer".split())
"""Subjects behind which a base form goes on as what they are (`the correct way: use …`)."""
LETS = frozenset(
    "let lets letting help helps helped helping make makes made making watch watches watched watching see sees saw"
    " seeing hear hears heard hearing".split()
)
"""What the base form follows: let a mechanic check it, watch the water run."""
_TIMES = frozenset("before after during without".split())
NOT_ONE = frozenset(("conj", "nummod", "cc", "appos"))
_SEVERAL = words("many") | {"some", "such", "any", "no", "various", "different", "of"}
_ADJECTIVES = words("plain_adjective") | words("many") | {"these", "those"}
_OF_ONE = frozenset("the a an this that your its his her my our their each every".split())
_JOINING = frozenset("that when if because but so while since although until".split())
_PRONOUNS = frozenset("i you we they he she it one".split())
_COORDINATING = frozenset(("and", "or", "but"))
_PARTING = frozenset(",;:(-")
"""Marks that stand between no subject and its verb."""
_MARKS = frozenset(",;:.!?()")
_DO_AUX = frozenset(("do", "does", "did", "don't", "to"))


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
    for word in reversed(found[max(0, at - _REACH) : max(0, at)]):
        if word.low not in _OF_ONE and word.low not in _ADJECTIVES and not is_number(word.low):
            return word.low
    return ""


def _alone(text: str, found: Sequence[Word], at: int) -> bool:
    """Whether a noun and its determiner are all of a clause before its verb, as far as marks and joining words tell."""
    if at < 1 or found[at - 1].low not in _OF_ONE or text[found[at - 1].end : found[at].start] != " ":
        return False
    if at < 2 or text[found[at - 2].end : found[at - 1].start] != " ":
        return True
    return found[at - 2].low in _JOINING


def _bare(passage: Passage) -> Iterator[tuple[int, Word]]:
    return _verbs(passage, TO_THIRD, _NO_BASE_AFTER, plural=False)


def bare_verbs(passage: Passage) -> Iterator[Word]:
    """The words behind a singular noun that may be verbs without their -s, as far as the words before them tell."""
    return (word for _, word in passage.once(_bare))


def _bare_of_one(passage: Passage) -> Iterator[Word]:
    return _with_subject(passage, passage.once(_bare), plural=False)


def _thirds(passage: Passage) -> Iterator[Word]:
    return _with_subject(passage, _verbs(passage, _TO_BASE, _NO_THIRD_AFTER, plural=True), plural=True)


def _with_subjects(passage: Passage, verbs: Iterable[Word]) -> Iterator[tuple[Word, "Token", "Token"]]:
    """The words with their tokens and those of their subjects, where they have one."""
    for word in verbs:
        verb = passage.token_at(word.start, word.end, whole=False)
        subject = None if verb is None else _subject(verb)
        if verb is not None and subject is not None:
            yield word, verb, subject


def _plural(word: str) -> bool:
    return word in _PLURALS or (word.endswith("s") and not word.endswith(("ss", "'s", "is", "us")))


def _subject(verb: "Token") -> "Token | None":
    """The noun that is the subject of a finite verb, an auxiliary or a copula, where nothing else can be."""
    head = verb.head if verb.dep_ in ("aux", "aux:pass", "cop") else verb
    if any(c.dep_ == "aux" and c != verb and c.i < head.i and c.tag_ != "VBN" for c in head.children):
        return None
    subjects = [c for c in head.children if c.dep_.startswith("nsubj")]
    if len(subjects) != 1 or subjects[0].i > verb.i:
        return None
    subject = subjects[0]
    if subject.tag_ in ("WDT", "WP"):
        if head.dep_ != "acl:relcl" or verb.lower_ in words("verb_too"):
            return None
        subject = head.head
    if subject.i > verb.i or any(c.dep_ in NOT_ONE or c.lower_ in _SEVERAL for c in subject.children):
        return None
    between = verb.doc[subject.i + 1 : verb.i]
    inside = set(subject.subtree)
    before = verb.doc[verb.sent.start : subject.i]
    if any(t.tag_ == "CC" for t in inside if t.i < verb.i) or any(
        t.tag_ == "VBG" or t.lower_ in _DO_AUX for t in before[-6:]
    ):
        return None
    if (
        in_phrase(subject.left_edge)
        or any(c.dep_ == "case" for c in subject.children)
        or _joined(subject, verb)
        or head.tag_ == "NNS"
    ):
        return None
    clean = all(
        t in inside or t.dep_ == "advmod" or t.lower_ in ("not", "n't", "that", "which", "who") for t in between
    )
    return subject if clean and not any(t.text in (",", ";", ":", "(", "-") for t in between) else None


def _dependent(verb: "Token") -> bool:
    """Whether a verb's clause depends on another: elsewhere “do not” behind a noun may tell a reader what not to do."""
    head = verb.head if verb.dep_.startswith("aux") else verb
    return any(c.dep_ == "mark" or c.tag_ in ("WRB", "WDT", "WP") for c in head.children)


def _there_is(subject: "Token") -> bool:
    """Whether a noun is what there is, and the verb behind it tells a reader what to do."""
    before = [t.lower_ for t in subject.doc[max(0, subject.left_edge.i - 3) : subject.left_edge.i]]
    return "there" in before and bool({"is", "was"}.intersection(before))


def _joined(subject: "Token", verb: "Token") -> bool:
    """Whether a subject may be the last of several: `both` opens it, or `and` leads to it and no verb stands before
    that in the clause."""
    first = subject.left_edge.i
    start = next((t.i + 1 for t in reversed(verb.doc[:first]) if t.text in _MARKS), 0)
    before = verb.doc[start:first]
    if any(t.lower_ == "both" for t in verb.doc[start : subject.i]):
        return True
    return len(before) > 1 and before[-1].lower_ in ("and", "or") and not any(t.tag_ in FINITE for t in before)


@rule(
    "grammar",
    fixes={
        "The skin around the eyes become loose, and you look old.": (
            "The skin around the eyes becomes loose, and you look old."
        ),
        "If the store do not keep it well, the yeast is bad.": "If the store does not keep it well, the yeast is bad.",
    },
    keeps=(
        "The skin around the eyes becomes loose.",
        "The leaves at the top become yellow.",
        "The number of patients is small, and a lot of people become ill.",
        "After dinner don't lie down; the correct way use the old water.",
        "The dust of the road and the rain enter the shed.",
        "To wait, to keep the mood good are necessary conditions.",
        "Doctors recommend that the skin around the eyes become clean.",
        "In strong wind do not open the shed.",
        "If accompany vomit, fever, call a doctor.",
        "To lift a bag, close the door all become hard.",
        "The salt don't put in too early. Change of water make slowly. Rust remove with brush.",
        "It is winter, but changes of air and water come with it.",
        "If it is dry, both the leaf and the root easily lack it.",
        "If there is only a bag use a good one.",
        "Let mechanic check it, and help neighbor carry it.",
        "Before makeup use a cream, after the dinner take a walk. Soft noodles, egg custard are all good.",
    ),
    trigger=r"[a-z] [a-z]",
    kinds=("text",),
    parses=lambda passage: first_letters(passage, passage.once(_bare_of_one)),
    translated_only=True,
)
def singular_verb(passage: Passage) -> Iterable[Change]:
    """Give the verb its -s, and make are, have and do singular, where the parse finds a singular subject."""
    for word, verb, subject in _with_subjects(passage, passage.once(_bare_of_one)):
        if verb.tag_ not in ("VBP", "VB", "VBN") or not indicative(passage, word.start):
            continue
        if not LETS.isdisjoint(t.lower_ for t in verb.doc[max(0, subject.left_edge.i - 1) : subject.i]):
            continue
        if subject.tag_ != "NN" or subject.lower_ in NO_SUBJECT or not subject.text.isalpha():
            continue
        if subject.lower_ in words("pure_verb"):  # if accompany vomit, diarrhea
            continue
        after = following(verb)
        if (
            put_first(verb, subject.left_edge)
            or _led_by_preposition(subject)
            or (after is not None and after.lower_ in ("all", "both"))
        ):
            continue
        if _there_is(subject) or subject.lower_ in ANSWERS or (verb.tag_ == "VB" and word.text in words("verb_too")):
            continue
        if word.low in ("do", "don't", "don’t") and not _dependent(verb):
            continue
        if is_singular(subject.lower_):
            yield Change(word.start, word.end, TO_THIRD[word.text])


def _led_by_preposition(subject: "Token") -> bool:
    """Whether what the parser takes for a subject is a preposition's object (before makeup use a cream)."""
    first = subject.left_edge
    return first.i > 0 and first.nbor(-1).lower_ in _TIMES and subject.lower_ not in ANYBODY


@rule(
    "grammar",
    fixes={
        "The symptoms at night gets worse.": "The symptoms at night get worse.",
        "People on night duty has more of them.": "People on night duty have more of them.",
        "Feather lice makes the hens itchy.": "Feather lice make the hens itchy.",
    },
    keeps=(
        "The symptoms at night get worse.",
        "One of the symptoms at night gets worse.",
        "Caring for the toes takes time.",
        "Each of them, and each plants at night gets its water.",
        "Ten minutes is enough.",
        "They say that he who follows the seasons stays well.",
        "Teeth brushing is a gift for the dog.",
        "Growing roses is fun. Raise roses is easy. The pothos is green.",
        "Many clerks told us that a rug with 30 small holes is no bargain.",
    ),
    trigger=r"[a-z] [a-z]+s\b",
    kinds=("text",),
    parses=lambda passage: first_letters(passage, passage.once(_thirds)),
    translated_only=True,
)
def plural_verb(passage: Passage) -> Iterable[Change]:
    """Take the -s from a verb, and make is, has and does plural, where the parse finds a plural noun as its subject."""
    for word, verb, subject in _with_subjects(passage, passage.once(_thirds)):
        if verb.tag_ != "VBZ" or subject.lower_ in words("not_plural"):
            continue
        if any(t.lower_ == "who" for t in subject.doc[max(0, subject.left_edge.i - 2) : subject.left_edge.i]):
            continue
        if verb.i == subject.i + 2 and verb.nbor(-1).lower_.endswith("ing"):
            continue
        if subject.tag_ != "NNS" and subject.lower_ not in _PLURALS:
            continue
        one = any(c.lower_ in ("each", "every", "a", "an", "this", "another") for c in subject.children)
        if one or opened_by_verb(subject):
            continue
        regular = re.fullmatch(r"[a-z]+[^\Wsui]s", subject.text) and not subject.text.endswith("ics")
        if regular or subject.lower_ in _PLURALS:
            yield Change(word.start, word.end, _TO_BASE[word.text])


_COUNTED = words("countable") | words("count_noun") | words("thing") | words("person") | words("kind_of_count")
_SOME = (
    r"[Mm]any|[Ss]everal|[Vv]arious|[Nn]umerous|[Tt]hese|[Tt]hose|[Ff]ew|[Bb]oth|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|six"
    r"|seven|eight|ten|certain|different|[Oo]ther|[Aa]ll|[Aa] few|[Aa] couple of|(?:one|two|three|[2-9]) or more"
    r"|[Aa]ll (?:kinds|sorts) of|[Aa] (?:variety|number|series) of|(?:dozens|hundreds|thousands) of|between the two"
)
_NO_PART = words("preposition") | frozenset(("and", "or", "than", "one", "per"))
"""What stands in no noun phrase before its noun; nor does a plural: five days week."""
_MANY = re.compile(
    rf"(?<![\w-])({_SOME}) (?:(?:kinds|types) of )?"
    rf"(?:(?!(?:{any_of(_NO_PART)}|[a-z]*[^su]s) )[a-z]+ ){{0,2}}?"
    rf"({any_of(_COUNTED)})(?![\w'’-])"
)
_ONE = re.compile(
    r"\b(?:an?|one|each|every|this|that|the|no|any|some|my|your|his|her|its|our|their|which|what)"
    r" (?:very |more |[a-z]+ly )?$"
)
_AFTER_ALL = re.compile(r"\b(?:at|not|after|above|that|it|is|we|you|they|them|us) $")
_LOOSE = frozenset(("other", "all"))
_MASS_TOO = words("food_by_piece") | frozenset(
    "leg arm foot knee eye ear end half food fish fruit medicine drug pain colour color sound hair skin kind"
    " sort type man woman mother"
    " day night time week month year morning evening life"
    " plant part hand half side family team group company one size fat muscle tissue treatment exercise"
    " vegetable egg meat chicken stage body house room home ground wood paper glass stone".split()
)
"""Nouns that other, all, kinds of and a variety of may have in the singular, or in set phrases."""


def _behind_many(passage: Passage) -> Iterator[re.Match[str]]:
    """Where a countable noun stands in the singular behind a word for more than one, as far as words tell."""
    for match in passage.find(_MANY):
        loose = match[1].lower() in _LOOSE
        if (loose or " of" in match[1]) and match[2] in _MASS_TOO:
            continue
        if loose and (len(match[0].split()) > 2 or _AFTER_ALL.search(passage.text[: match.start()].lower())):
            continue
        if _ONE.search(passage.text[: match.start()].lower()):
            continue
        if " whose " in match[0] or (match[2] == "point" and passage.text.startswith(" to", match.end(2))):
            continue
        if match[2] not in _PLURALS and plural(match[2]) != match[2]:
            yield match


@rule(
    "grammar",
    fixes={
        "It grows in several dry region.": "It grows in several dry regions.",
        "There are two or more item below.": "There are two or more items below.",
        "It fails for other reason.": "It fails for other reasons.",
    },
    keeps=(
        "The other reason is plain, and they met at all times of the day.",
        "On the other hand, all day it snowed.",
        "It happens in several dry regions.",
        "Many a dry region and a certain region, several region codes.",
        "Both mother and child are well, and those whose kidney is weak.",
        "Five days week after week, three fingers above eye level.",
    ),
    trigger=rf"\b(?:{_SOME}) [a-z]",
    kinds=("text",),
    parses=_behind_many,
    translated_only=True,
)
def plural_behind_adjective(passage: Passage) -> Iterable[Change]:
    """Put a countable noun behind many, several, these or a number in the plural, adjectives between them or not."""
    for match in passage.once(_behind_many):
        noun = passage.token_at(*match.span(2))
        if noun is None or noun.tag_ != "NN" or noun.dep_ in ("compound", "amod", "flat", "nmod:poss"):
            continue
        first = noun.left_edge
        owned = any(c.dep_ == "det" and c.lower_ in ("a", "an", "the", "each", "every", "no") for c in noun.children)
        after = following(noun)
        if (
            owned
            or first.i > noun.i
            or (after is not None and after.tag_ in ("NN", "NNS", "CC", "HYPH", "CD", "JJ", "VBG"))
        ):
            continue
        if not any(c.dep_ == "conj" for c in noun.children):
            yield Change(*match.span(2), plural(match[2]))
