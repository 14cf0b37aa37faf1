"""Agreement of verb and subject, where closed classes or the parse leave no doubt.

A subject counts only at the start of its clause, and never where a subjunctive (`suggest that it grow`) or a bare
infinitive (`let it grow`) may stand.
"""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pipeline.compiled import compiled
from pipeline.repair.inflection import plural, verb_forms
from pipeline.repair.lexicon import alternatives, any_of, words
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.agreement.handled import told_of
from pipeline.repair.rules.agreement.mood import indicative
from pipeline.repair.rules.common import FINITE

if TYPE_CHECKING:
    from spacy.tokens import Token

_BASES = words("verb_only")
OF_SEVERAL = {"has": "have", "does": "do", "is": "are", "was": "were"}
"""Irregular verbs in the singular, with their plural."""
NOT_OF_SEVERAL = {"doesn't": "don't", "isn't": "aren't", "wasn't": "weren't"}
THIRD = {verb_forms(base)[1]: base for base in _BASES} | OF_SEVERAL
ADVERB = (
    r"(?:(?:also|often|usually|easily|always|generally|still|even|only|just|gradually|sometimes|really|naturally) )?"
)
CLAUSE_START = (
    r"(?<![A-Za-z])(?:^|(?<=[.!?;:] )|(?<=, )|(?<=\n)|(?<=[\"“(])"
    r"|\b(?:[Bb]ecause|[Ii]f|[Ww]hen|[Ww]hile|[Ss]ince|[Aa]lthough|so that|[Ss]o|but|[Uu]ntil|[Oo]nce|[Aa]fter"
    r"|[Bb]efore|that|as (?:soon|long) as|As long as|[Uu]nless|[Tt]he (?:more|less)) )"
)


_ONE_OF_TWO = compiled(
    r"(?:\A|[.!?;:,\n] ?|\b(?:that|says|said|thinks?|because|if|when|but) )"
    r"(?:(?:the|a|an|my|your|his|her|our|their|this) )?[A-Za-z]+ and \Z",
    re.I,
)
"""The first of two subjects: the cat and she."""
SOME_VERBS = frozenset().union(
    *(words(name) for name in ("verb", "verb_too", "verb_and_noun", "transitive", "handled", "pure_verb", "verb_only"))
) | {verb.split(":")[0] for verb in words("irregular_verb")}
_STATES_TOO = frozenset(
    "dry warm cool clean clear open empty close slow lower live free light complete correct better lay fell found wound"
    " saw bore ground felt lit rose left last fit spit".split()
)
"""Verbs that are adjectives, or forms of other verbs, too."""
_AFTER_IT = any_of(w for w in SOME_VERBS - _STATES_TOO if verb_forms(w)[2] != w)
_IT = compiled(
    rf"(?:{CLAUSE_START}|\b(?:what|how|where|which|whenever|wherever|than|and|not only) )"
    rf"((?:[Ii]t|[Hh]e|[Ss]he) (?:not only )?{ADVERB})({_AFTER_IT}|don't|do not|lower(?= the\b)) (?!or\b|only\b"
    rf"|not\b)(?=[a-z])"
)


@rule(
    "grammar",
    fixes={
        "If the soil is dry, it need water.": "If the soil is dry, it needs water.",
        "She also feel tired.": "She also feels tired.",
        "It smells, and she mention it.": "It smells, and she mentions it.",
    },
    keeps=(
        "If the soil is dry, it needs water.",
        "Doctors recommend that she take iron.",
        "Let it grow tall, and see: the cat and she have a nap.",
        "Whether it live or die, we wait.",
        "Why does it grow there?",
        "Once it dry out, and it live on. What should it mention to them?",
    ),
    trigger=r"(?i)\b(?:it|he|she) [a-z]",
)
def third_person(passage: Passage) -> Iterable[Change]:
    """Give the verb after it, he and she its -s (it need water)."""
    for match in passage.find(_IT):
        if indicative(passage, match.start(1)) and not _ONE_OF_TWO.search(passage.text, 0, match.start(1)):
            old = match[2]
            new = "does" + old.removeprefix("do") if old.startswith("do") else verb_forms(old)[1]
            yield Change(*match.span(2), new)


_THIRD_OF_SURE = THIRD | {verb_forms(base)[1]: base for base in words("pure_verb") if base not in ("have", "do")}
_THIRDS = any_of(form for form in _THIRD_OF_SURE if form not in ("is", "was", "has", "does"))
_THEY = compiled(
    rf"{CLAUSE_START}((?:(?:[Mm]any|[Mm]ost|[Ss]ome|[Oo]ther|[Tt]hese|[Tt]hose|[Aa]ll|[Pp]regnant|[Oo]ld|[Yy]oung"
    rf"|[Oo]lder|[Ss]ick|[Ss]uch) )"
    rf"{{0,2}}(?:[Tt]hey|[Ww]e|[Yy]ou|(?i:{alternatives('plural_people')})) {ADVERB})({_THIRDS}|has|does) (?=[a-z])"
)
_OF_THEY = {verb_forms(base)[1]: base for base in SOME_VERBS}
_THEY_TOO = compiled(
    rf"(?:{CLAUSE_START}|\band )([Tt]hey {ADVERB})({any_of(_OF_THEY)})(?= [a-z]|[.,;!])"
    rf"|\b(?:[Ii]f|[Ww]hen|as long as|[Uu]nless) ([Yy]ou {ADVERB})({any_of(_OF_THEY.keys() - {'needs'})})"
    r"(?= (?:the|an?|it|them|your|in|on|to|up|too|more|less|out|down|off|that|how|some|any|very|no|bad|well)\b)"
)
"""Verbs whose -s may be a plural's elsewhere (they grinds)."""


@rule(
    "grammar",
    fixes={
        "When they becomes yellow, cut them.": "When they become yellow, cut them.",
        "Many women suffers from it.": "Many women suffer from it.",
        "Such children often has a cough.": "Such children often have a cough.",
        "Two teeth are out. They grinds for fun.": "Two teeth are out. They grind for fun.",
        "It is hot, and they sweats. If you bends it, stop.": "It is hot, and they sweat. If you bend it, stop.",
    },
    keeps=(
        "It is hot, and they sweat. If you cats eat it, stop.",
        "When they become yellow, cut them.",
        "Caring for children takes time.",
        "To see people helps.",
        "What they eat makes them fat.",
        "Care for children has a price.",
    ),
    trigger=rf"(?i)\b(?:they|we|you|{alternatives('plural_people')}) (?:[a-z]+ )?[a-z]+s\b",
)
def plural_person_verb(passage: Passage) -> Iterable[Change]:
    """Take the -s from the verb after they, we, you and people (they becomes yellow)."""
    for match in passage.find(_THEY):
        before = passage.text[: match.start(1)].rstrip()
        if before.endswith(",") and not re.search(
            r"\b(?:if|when|because|although|while|since|after|before|as|in|for|at)\b", clause(before), re.I
        ):
            continue
        yield Change(*match.span(2), _THIRD_OF_SURE[match[2]])
    for match in passage.find(_THEY_TOO):
        group = 2 if match[2] else 4
        if match[group] not in _THIRD_OF_SURE:
            yield Change(*match.span(group), _OF_THEY[match[group]])


def clause(before: str) -> str:
    """What stands before a place in its clause."""
    return re.split(r"[.!?;:\n]", before)[-1]


_NOUN_TOO = "break|cause|drop|fall|flow|look|pull|rise|run|stay|stop|turn|work"
_PART = r"(?!(?:and|or|of|may|might|must|shall|should|could|would|cannot)\b)[a-z-]+"
"""A word of a singular subject."""
_SINGULAR = compiled(
    rf"\b((?:(?:[Tt]he|[Aa]n?|[Tt]his|[Ee]very|[Ee]ach|[Yy]our|[Ii]ts|[Hh]is|[Hh]er|[Mm]y|[Oo]ur|[Tt]heir) {_PART}"
    rf"|(?:[Ss]omeone|[Ee]veryone|[Nn]obody)(?: {_PART})?)(?: {_PART}){{0,2}}) {ADVERB}"
    rf"({alternatives('verb_only')}|do not|don't|are|{_NOUN_TOO}) (?=(?!of\b|and (?![a-z]+s\b)|or\b|not\b)[a-z0-9])"
)
_WHEN = frozenset("day night morning evening week month year time hour minute season meal".split())
_MAYBE_NOUNS = frozenset(
    f"{_NOUN_TOO}|need|like|taste|smell|form|influence|measure|contract|lack|result|suit|bite|crawl|bloom|swell|judge"
    "|transfer|discharge|drain|collapse|compress|conduct|feel|have|increase|release|reject|refuse|permit|advance|mature"
    "|clog|live|slow|ripen|prompt|trigger|exist|digest|are".split("|")
)
_BEFORE_SUBJECT = frozenset(
    ", ; : ( because if when while since although so but until once after before that where then and what why"
    " how".split()
)
_MAYBE_ADVERBS = words("between_subject_and_verb") | frozenset(
    "today tomorrow tonight yesterday more enough perhaps nowadays afterwards besides all".split()
)
_LINKS = frozenset("to will can in on with for from at by into that which who is was has had".split())
"""What stands in no singular subject, whatever the parse sees."""
_BEFORE_CLAUSE = _BEFORE_SUBJECT | {"and"}
_LEADING = tuple(f"{word} " for word in ("after", "before", "until", "since", "during"))
"""What leads a noun rather than a clause (after the dinner take a walk)."""
_KNOWN_SINGULARS = frozenset().union(*(words(name) for name in ("count_noun", "object", "organ", "thing")))
ANYBODY = frozenset("nobody no-one anybody anyone somebody someone everybody everyone none".split())
_CALMING = compiled(r"(?:panic|worry|be|forget|hesitate|despair|ignore)\b")
_IN_PHRASE = frozenset(("DT", "PRP$", "JJ", "NN", "NNS", "VBN", "VBG", "JJR", "JJS", "RB"))


@rule(
    "grammar",
    fixes={
        "When the plant need more light, move it.": "When the plant needs more light, move it.",
        "If the baby do not eat, wait.": "If the baby does not eat, wait.",
    },
    keeps=(
        "When the plant needs more light, move it.",
        "It is important that the patient eat enough.",
        "Let the baby eat the soup.",
        "Why does the plant need the sun?",
        "The food we eat and the water help.",
        "The soil and the pot need care.",
        "The young have little.",
        "The family are well.",
        "May the child have rest.",
        "The mother and the baby have a fever.",
        "If the guest need not wait, nobody need hurry.",
        "The new mother don't panic when it cries. The dose reduce twice.",
        "The old stem do not cut, the leaf do not wash.",
        "After the dinner take a walk, and before the night drink some water.",
    ),
    trigger=_SINGULAR.pattern,
    parses=lambda passage: passage.once(_singular_subjects),
    again=True,
)
def singular_subject_verb(passage: Passage) -> Iterable[Change]:
    """Give the verb after a singular noun with its determiner its -s (when the plant need light)."""
    for match in passage.once(_singular_subjects):
        found = _clause_opening(passage, match)
        if found is None:
            continue
        head, verb, old = found[1], found[2], match[2]
        if head.lower_ in _WHEN:  # every day give it water
            continue
        if old == "think" and passage.text.startswith(" tank", match.end(2)):
            continue
        tags = {"VBP"} if old in _MAYBE_NOUNS else {"VBP", "VB", "VBN", "NN", "NNP"}
        negated = old in ("do not", "don't")
        if (negated and _calms(passage, match)) or told_of(passage, match.end(2) if negated else match.start(2) - 1):
            continue  # the old stem do not cut, the dose reduce twice
        if old == "are" and head.lower_ not in _KNOWN_SINGULARS:
            continue
        if old in ("need", "dare") and (head.lower_ in ANYBODY or verb.i + 1 == len(verb.doc) or _bare(verb.nbor(1))):
            continue
        determined = verb.i + 1 < len(verb.doc) and verb.nbor(1).tag_ in ("DT", "PRP$", "PRP", "PDT", "CD")
        if (
            (verb.tag_ in tags or (determined and old != "like"))
            and head.tag_ == "NN"
            and head.is_lower
            and is_singular(head.lower_)
        ):
            yield Change(*match.span(2), _singular_form(old))


def _singular_subjects(passage: Passage) -> Iterator[re.Match[str]]:
    """Where a singular noun with its determiner may open a clause before a verb without -s, as far as words tell."""
    for match in passage.find(_SINGULAR):
        subject = match[1].lower().split()
        if not (is_singular(subject[-1]) or subject[-1] in _MAYBE_ADVERBS) or not _LINKS.isdisjoint(subject):
            continue
        if not _may_open_clause(passage, match.start(1)) or not indicative(passage, match.start(1)):
            continue
        before = passage.text[max(0, match.start() - 8) : match.start()].lower()
        led = before.endswith(_LEADING) and ANYBODY.isdisjoint(subject)
        if not led and not passage.text.endswith("not ", 0, match.start(2)):
            yield match


def _may_open_clause(passage: Passage, start: int) -> bool:
    """Whether a clause may begin at a place, by the word or mark before it."""
    if passage.sentence(start)[0] == start:
        return True
    before = passage.text[:start].rstrip()
    return before.endswith((",", ";", ":", "(")) or before[-12:].rpartition(" ")[2].lower() in _BEFORE_CLAUSE


def _calms(passage: Passage, match: re.Match[str]) -> bool:
    """Whether what looks like a subject is told not to worry: it is spoken to."""
    opens = passage.sentence(match.start())[0] == match.start() or passage.text[: match.start()].endswith(", ")
    return opens and _CALMING.match(passage.text, match.end()) is not None


def _bare(token: "Token") -> bool:
    """Whether a token goes on from the modal verbs need and dare (need not, need hurry)."""
    return token.tag_ in ("VB", "RB")


def _singular_form(verb: str) -> str:
    if verb in ("do not", "don't"):
        return "does" + verb.removeprefix("do")
    return "is" if verb == "are" else verb_forms(verb)[1]


def is_singular(noun: str) -> bool:
    """Whether a noun's ending shows that it is no plural, English or Latin."""
    foreign = noun.endswith(("i", "a")) and noun not in words("count_noun")
    known = noun.endswith("ss") or noun in words("singular_in_s")
    return noun not in words("not_singular") and not foreign and (known or not noun.endswith("s"))


def _clause_opening(passage: Passage, match: re.Match[str]) -> "tuple[Token, Token, Token] | None":
    """The first token of the subject before a verb (group 2), its noun, and the verb, where the parse sees nothing but
    one noun phrase in the subject, and the subject opens a clause. The subject is group 1 if the pattern begins it."""
    doc, at = passage.sentence_at(match.start(2))
    verb = doc.char_span(match.start(2) - at, match.end(2) - at, alignment_mode="expand")
    if verb is None or not verb.start:
        return None
    head = verb[0].nbor(-1)
    while head.tag_ == "RB" and head.i:
        head = head.nbor(-1)
    first = head.left_edge
    if match[1]:
        phrase = doc.char_span(match.start(1) - at, match.end(1) - at, alignment_mode="expand")
        if phrase is None or at > match.start(1):
            return None
        first = phrase[0]
    if any(token.tag_ not in _IN_PHRASE for token in doc[first.i : head.i + 1]) or not _opens_clause(first):
        return None
    return first, head, verb[0]


def _plain(noun: "Token") -> bool:
    """Whether a noun has no capital that would make it a name."""
    return bool(noun.is_lower) or not noun.i


def _opens_clause(first: "Token") -> bool:
    """Whether a token begins its sentence, or follows a comma or conjunction that a clause follows."""
    if not first.i:
        return True
    before = first.nbor(-1)
    if before.lower_ == "and":
        return (
            before.i > 0
            and before.nbor(-1).tag_ in ("VBZ", "VBD", "VBN", "VBG", "JJ", "RB")
            and any(token.tag_ in FINITE for token in first.doc[: before.i])
        )
    return before.lower_ in _BEFORE_SUBJECT and not in_phrase(first)


def in_phrase(first: "Token") -> bool:
    """Whether a noun phrase stands behind after or before that no clause follows (drinking tea after meals hurts)."""
    if not first.i or first.nbor(-1).lower_ not in ("after", "before", "since", "until"):
        return False
    left = first.doc[: first.i - 1]
    return bool(left) and not any(token.tag_ in FINITE for token in left)


_PLURAL_SINGULAR = compiled(
    rf"()(?<![\w'’-])(?!(?i:this|its|his|us)\b)[A-Za-z][a-z]+[^\Wsuia]s {ADVERB}"
    rf"(is|was|has|does|{_THIRDS})\b(?!n['’])(?! been\b (?:a|one))"
)
_KNOWN_PLURALS = frozenset(map(plural, _KNOWN_SINGULARS))
_NO_PLURAL_SUBJECT = frozenset("a an each every what this that one no".split())

_LED = compiled(
    rf"\b(?:of|with|for|from|by|at|into)"
    rf"(?: (?!(?:and|{any_of(filter(str.isalpha, _BEFORE_SUBJECT))})\b)[\w-]+)* \Z"
)
"""A preposition, and nothing that a subject could begin behind."""


def _plural_subjects(passage: Passage) -> Iterator[re.Match[str]]:
    """The plural nouns before a singular verb that no preposition leads."""
    for match in passage.find(_PLURAL_SINGULAR):
        if not _LED.search(passage.text, max(0, match.start() - 60), match.start()):
            yield match


@rule(
    "grammar",
    fixes={
        "The symptoms is mild, and the leaves turn yellow.": "The symptoms are mild, and the leaves turn yellow.",
        "The muscles remembers it.": "The muscles remember it.",
        "Symptoms is mild at first.": "Symptoms are mild at first.",
        "When the leaves becomes yellow, wait.": "When the leaves become yellow, wait.",
        "These insects sucks sap from the leaves.": "These insects suck sap from the leaves.",
    },
    keeps=(
        "One of the symptoms is fever.",
        "What helps the patients is rest.",
        "Diabetes is common.",
        "Three days is enough.",
        "Eating vegetables is good.",
        "The color of the leaves is green.",
    ),
    trigger=rf"(?<=[a-z] )(?:is|was|has|does|{_THIRDS})\b",
    parses=_plural_subjects,
)
def plural_noun_verb(passage: Passage) -> Iterable[Change]:
    """Take the -s from the verb, and make is, was and has plural, after a plural noun that is the whole subject."""
    for match in passage.once(_plural_subjects):
        found = _clause_opening(passage, match)
        if found is None:
            continue
        first, head, verb = found
        if head.tag_ != "NNS" or verb.tag_ != "VBZ" or head.lower_ in words("not_plural") or not _plain(head):
            continue
        if first.lower_ in _NO_PLURAL_SUBJECT or first.tag_ == "VBG":
            continue
        determined = first.lower_ in words("plural_determiner")
        if determined or head.lower_ in _KNOWN_PLURALS:
            yield Change(*match.span(2), _THIRD_OF_SURE[match[2]], safe=determined or first.i == head.i)
