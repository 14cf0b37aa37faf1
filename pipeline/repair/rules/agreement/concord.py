"""Agreement of a verb with a subject that the parse finds wherever it stands: behind its own phrases, before a clause.

`verbs.py` holds what is certain in any text. A parse errs now and then, and English of people errs so seldom that
most of what it shows there would be its own mistakes; so these rules ask for an article translated word for word.
"""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pipeline.compiled import compiled
from pipeline.repair.inflection import plural
from pipeline.repair.lexicon import any_of, words
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.agreement.by_words import LETS, PLURALS, TO_BASE, TO_THIRD, bare_of_one, thirds
from pipeline.repair.rules.agreement.handled import is_handled
from pipeline.repair.rules.agreement.mood import indicative
from pipeline.repair.rules.agreement.verbs import ANYBODY, in_phrase, is_singular
from pipeline.repair.rules.common import FINITE, first_letters, following, opened_by_verb, put_first
from pipeline.repair.words import Word

if TYPE_CHECKING:
    from spacy.tokens import Token

PURE = words("verb_only")
FORMS_TOO = frozenset(
    "live lead read set put cut have do are were don't aren't haven't like need look clean dry close open warm cool"
    " slow free care light lower fit well rest".split()
)
"""What is no bare verb for sure: forms of the past, adjectives, nouns that stand behind others."""
NO_SUBJECT = frozenset(
    "what whatever there who all any none some more most rest half anyone personnel cruise chicken duck total batch"
    " kind type sort self abroad overseas inside outside online today"
    " elderly young old sick poor rich disabled injured wounded"
    " day week month year hour minute second night morning evening time phase stage period season".split()
)
_FELT = frozenset("feeling sense sensation sight image look".split())
"""Behind these, with of, who does what is felt."""
ANSWERS = frozenset("way method solution treatment step advice tip trick answer".split())
"""Subjects behind which a base form goes on as what they are (`the correct way: use …`)."""
_LED = frozenset("when if once until after".split())
_TIMES = frozenset("before after during without".split())
NOT_ONE = frozenset(("conj", "nummod", "cc", "appos"))
_SEVERAL = words("many") | {"some", "such", "any", "no", "various", "different", "of"}
_MARKS = frozenset(",;:.!?()")
_DO_AUX = frozenset(("do", "does", "did", "don't", "to"))


def _with_subjects(passage: Passage, verbs: Iterable[Word]) -> Iterator[tuple[Word, "Token", "Token"]]:
    """The words with their tokens and those of their subjects, where they have one."""
    for word in verbs:
        verb = passage.token_at(word.start, word.end, whole=False)
        subject = None if verb is None else _subject(verb)
        if verb is not None and subject is not None:
            yield word, verb, subject


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
    if len(before) == 1 and start > 1:  # a row: cold milk, custard, and a little ice are fine
        before = verb.doc[verb.sent.start : first]
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
        "The salt don't put in too early, and the bag of dust throw outside. Change of water make slowly.",
        "Rust remove with brush.",
        "It is winter, but changes of air and water come with it.",
        "If it is dry, both the leaf and the root easily lack it.",
        "If there is only a bag use a good one. When water boil add the salt.",
        "Let mechanic check it, and help neighbor carry it. A small sound in the pipe need not worry you.",
        "Avoid water absorb heat. The elderly at home hear that it is numb. It is a feeling of ants climb on it.",
        "First phase reduce walking to an hour. My wrist hurt so much that I could not turn the key.",
        "Before makeup use a cream, after the dinner take a walk. Soft noodles, egg custard are all good.",
        "Cold milk, egg custard, and a little ice cream are fine.",
    ),
    trigger=r"[a-z] [a-z]",
    kinds=("text",),
    parses=lambda passage: first_letters(passage, passage.once(bare_of_one)),
    translated_only=True,
)
def singular_verb(passage: Passage) -> Iterable[Change]:
    """Give the verb its -s, and make are, have and do singular, where the parse finds a singular subject."""
    for word, verb, subject in _with_subjects(passage, passage.once(bare_of_one)):
        if verb.tag_ not in ("VBP", "VB", "VBN") or not indicative(passage, word.start) or is_handled(passage, word):
            continue
        if not LETS.isdisjoint(t.lower_ for t in verb.doc[max(0, subject.left_edge.i - 1) : subject.i]):
            continue
        if subject.tag_ != "NN" or subject.lower_ in NO_SUBJECT or not subject.text.isalpha():
            continue
        if subject.i and subject.nbor(-1).text == "-":
            continue  # long-term carry heavy bags
        if subject.lower_ in _FELT and verb.i and verb.nbor(-1).tag_ == "NNS":
            continue  # a feeling of ants climb on it
        if subject.lower_ in words("pure_verb") or _opens_clause(subject):  # if accompany vomit, diarrhea
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


def _opens_clause(subject: "Token") -> bool:
    """Whether what the parser takes for a compound is a clause of its own (when water boil add the salt)."""
    first = subject.left_edge
    led = first.lower_ in _LED or (first.i > 0 and first.nbor(-1).lower_ in _LED)
    return led and subject.lower_ in words("verb_and_noun") and any(c.dep_ == "compound" for c in subject.children)


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
        "Protection such as hats is best, and white feces is a disease.",
        "Whether and how much the dog eats is its own choice; for babies with a weak hip is hard work.",
        "It is for persons who the nose becomes red when they drink.",
        "Many clerks told us that a rug with 30 small holes is no bargain.",
    ),
    trigger=r"[a-z] [a-z]+s\b",
    kinds=("text",),
    parses=lambda passage: first_letters(passage, passage.once(thirds)),
    translated_only=True,
)
def plural_verb(passage: Passage) -> Iterable[Change]:
    """Take the -s from a verb, and make is, has and does plural, where the parse finds a plural noun as its subject."""
    for word, verb, subject in _with_subjects(passage, passage.once(thirds)):
        if verb.tag_ != "VBZ" or subject.lower_ in words("not_plural") or _asks(verb, subject):
            continue
        if any(t.lower_ == "who" for t in subject.doc[max(0, subject.left_edge.i - 2) : subject.left_edge.i]):
            continue
        if verb.lower_ in ("is", "was") and verb.i + 1 < len(verb.doc) and verb.nbor(1).lower_ in ("a", "an"):
            continue  # white feces is a disease
        if verb.i == subject.i + 2 and verb.nbor(-1).lower_.endswith("ing"):
            continue
        if _has_own_subject(verb, subject):
            continue
        if subject.tag_ != "NNS" and subject.lower_ not in PLURALS:
            continue
        one = any(c.lower_ in ("each", "every", "a", "an", "this", "another") for c in subject.children)
        if one or opened_by_verb(subject):
            continue
        regular = re.fullmatch(r"[a-z]+[^\Wsui]s", subject.text) and not subject.text.endswith("ics")
        if regular or subject.lower_ in PLURALS:
            yield Change(word.start, word.end, TO_BASE[word.text])


def _asks(verb: "Token", subject: "Token") -> bool:
    """Whether what the parse takes for a plural is a question's own verb (how much the baby eats is), or stands behind
    for (for babies with it is hard)."""
    if subject.left_edge.i and subject.left_edge.nbor(-1).lower_ == "for":
        return True
    opens = {t.lower_ for t in verb.sent if t.i < subject.i and t.tag_ in ("WRB", "WP", "IN", "WDT")}
    return verb.lower_ in ("is", "was") and verb.i == subject.i + 1 and not opens.isdisjoint(_WHICHEVER)


_WHICHEVER = frozenset("whether how what why when where".split())


def _has_own_subject(verb: "Token", subject: "Token") -> bool:
    """Whether one thing with an article stands before a verb, between it and its subject, and nothing leads to it
    (people who the mouth becomes itchy)."""
    if not verb.i > subject.i + 2 or verb.nbor(-1).tag_ != "NN" or verb.nbor(-2).lower_ not in ("the", "a", "an"):
        return False
    return verb.nbor(-3).tag_ != "IN"


_COUNTED = words("countable") | words("count_noun") | words("thing") | words("person") | words("kind_of_count")
_SOME = (
    r"[Mm]any|[Ss]everal|[Vv]arious|[Nn]umerous|[Tt]hese|[Tt]hose|[Ff]ew|[Bb]oth|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|six"
    r"|seven|eight|ten|certain|different|[Oo]ther|[Aa]ll|[Aa] few|[Aa] couple of|(?:one|two|three|[2-9]) or more"
    r"|[Aa]ll (?:kinds|sorts) of|[Aa] (?:variety|number|series) of|(?:dozens|hundreds|thousands) of|between the two"
)
_NO_PART = words("preposition") | frozenset(("and", "or", "than", "one", "per"))
"""What stands in no noun phrase before its noun; nor does a plural: five days week."""
_MANY = compiled(
    rf"(?<![\w-])({_SOME}) (?:(?:kinds|types) of )?"
    rf"(?:(?!(?:{any_of(_NO_PART)}|an?|the|your|his|her|its|our|their|my|this|that|[a-z]*[^su]s) )[a-z]+ ){{0,2}}?"
    rf"({any_of(_COUNTED)})(?![\w'’-])"
)
_ONE = compiled(
    r"\b(?:an?|one|each|every|this|that|the|no|any|some|my|your|his|her|its|our|their|which|what)"
    r" (?:very |more |[a-z]+ly )?$"
)
_AFTER_ALL = compiled(r"\b(?:at|and for|not|after|above|that|it|is|we|you|they|them|us) $")
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
        if match[2] not in PLURALS and plural(match[2]) != match[2]:
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
        "With these tips your motorcycle will last.",
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
