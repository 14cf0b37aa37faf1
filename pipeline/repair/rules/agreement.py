"""Agreement of verb and subject, and of nouns with the words before them, where closed classes leave no doubt.

A subject counts only at the start of its clause, and never where a subjunctive (`suggest that it grow`) or a bare
infinitive (`let it grow`) may stand.
"""

import re
from collections.abc import Iterable

from pipeline.repair.inflection import plural, verb_forms
from pipeline.repair.lexicon import alternatives, words
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.words import sentence_bounds

_BASES = words("verb_only")
_THIRD = {verb_forms(base)[1]: base for base in _BASES} | {"has": "have", "does": "do", "is": "are", "was": "were"}
_ADVERB = (
    r"(?:(?:also|often|usually|easily|always|generally|still|even|only|just|gradually|sometimes|really|naturally) )?"
)
_OPEN = (
    r"(?:^|(?<=[.!?;:] )|(?<=, )|(?<=\n)|(?<=[\"“(])"
    r"|\b(?:[Bb]ecause|[Ii]f|[Ww]hen|[Ww]hile|[Ss]ince|[Aa]lthough|so that|[Ss]o|but|[Uu]ntil|[Oo]nce|[Aa]fter"
    r"|[Bb]efore|that) )"
)
_NOT_INDICATIVE = re.compile(
    r"\b(?:suggest\w*|recommend\w*|insist\w*|demand\w*|require\w*|request\w*|advis\w+|propos\w+|important"
    r"|essential|necessary"
    r"|vital|crucial|imperative|advisable|desirable|better|lest|wish\w*|would|may|let|lets|letting|make|makes"
    r"|making|made"
    r"|help\w*|have|had|has|see|sees|saw|watch\w*|hear\w*|feel\w*|do|does|did|don't|can|could|should|will|shall"
    r"|might|must"
    r"|urg\w+|order\w*|ask\w*|whether|bid|mandat\w+)\b",
    re.I,
)


def _indicative(passage: Passage, start: int) -> bool:
    """Whether nothing before a clause's subject in its sentence can put the verb into the base form."""
    left, _ = sentence_bounds(passage.text, start, start)
    return _NOT_INDICATIVE.search(passage.text[left:start]) is None


_IT = re.compile(
    rf"{_OPEN}((?:[Ii]t|[Hh]e|[Ss]he) {_ADVERB})({alternatives('verb_only')}|don't|do not) (?!or\b|only\b"
    rf"|not\b)(?=[a-z])"
)


@rule(
    "grammar",
    fixes={
        "If the soil is dry, it need water.": "If the soil is dry, it needs water.",
        "She also feel tired.": "She also feels tired.",
    },
    keeps=(
        "If the soil is dry, it needs water.",
        "Doctors recommend that she take iron.",
        "Let it grow tall.",
        "Whether it live or die, we wait.",
        "Why does it grow there?",
    ),
    trigger=r"(?i)\b(?:it|he|she) [a-z]",
)
def third_person(passage: Passage) -> Iterable[Change]:
    """Give the verb after it, he and she its -s (it need water)."""
    for match in _IT.finditer(passage.text):
        if _indicative(passage, match.start(1)):
            old = match[2]
            new = "does" + old.removeprefix("do") if old.startswith("do") else verb_forms(old)[1]
            yield Change(*match.span(2), new)


_THIRDS = "|".join(sorted((form for form in _THIRD if form not in ("is", "was", "has", "does")), key=len, reverse=True))
_THEY = re.compile(
    rf"{_OPEN}((?:(?:[Mm]any|[Mm]ost|[Ss]ome|[Oo]ther|[Tt]hese|[Tt]hose|[Aa]ll|[Pp]regnant|[Oo]ld|[Yy]oung"
    rf"|[Oo]lder|[Ss]ick) )"
    rf"{{0,2}}(?:[Tt]hey|[Ww]e|[Yy]ou|(?i:{alternatives('plural_people')})) {_ADVERB})({_THIRDS}) (?=[a-z])"
)


@rule(
    "grammar",
    fixes={
        "When they becomes yellow, cut them.": "When they become yellow, cut them.",
        "Many women suffers from it.": "Many women suffer from it.",
    },
    keeps=(
        "When they become yellow, cut them.",
        "Caring for children takes time.",
        "To see people helps.",
        "What they eat makes them fat.",
    ),
    trigger=rf"(?i)\b(?:they|we|you|{alternatives('plural_people')}) (?:[a-z]+ )?[a-z]+s\b",
)
def plural_person_verb(passage: Passage) -> Iterable[Change]:
    """Take the -s from the verb after they, we, you and people (they becomes yellow)."""
    for match in _THEY.finditer(passage.text):
        before = passage.text[: match.start(1)].rstrip()
        if before.endswith(",") and not re.search(
            r"\b(?:if|when|because|although|while|since|after|before|as|in|for|at)\b", _clause(before), re.I
        ):
            continue
        yield Change(*match.span(2), _THIRD[match[2]])


def _clause(before: str) -> str:
    return re.split(r"[.!?;:\n]", before)[-1]


_WHO = re.compile(
    rf"\b((?i:people|children|women|men|parents|mothers|patients|babies|those|infants|friends|users) who {_ADVERB})"
    rf"(is|was|has|does|{_THIRDS})\b"
)
_SYSTEM_THAT = re.compile(
    rf"\b((?:a|an|this|each|every|another) (?:[a-z]+ )?(?:{alternatives('count_noun')}) (?:that|which) {_ADVERB})"
    rf"({alternatives('verb_only')}) (?=(?:the|a|an|your|to|from|of|in|on|with|more|too|it|them|us|you|people"
    rf"|information)\b)"
)


@rule(
    "grammar",
    fixes={
        "People who has a cold should rest.": "People who have a cold should rest.",
        "It is a plant that need the sun.": "It is a plant that needs the sun.",
    },
    keeps=(
        "People who have a cold should rest.",
        "One of the people who has a cold is here.",
        "I suggest that each patient that need be met.",
    ),
    trigger=r"\b(?:who|that|which) [a-z]",
)
def relative_clause_verb(passage: Passage) -> Iterable[Change]:
    """Make the verb of a relative clause agree with people, those and women, and with a noun behind a, this, each."""
    text = passage.text
    for match in _WHO.finditer(text):
        if not re.search(r"\b(?:one|each|none|either|neither) of (?:\w+ ){0,2}$", text[: match.start()], re.I):
            yield Change(*match.span(2), _THIRD[match[2]])
    for match in _SYSTEM_THAT.finditer(text):
        if _indicative(passage, match.start()) and not re.search(r"\b(?:and|or|of) $", text[: match.start()]):
            yield Change(*match.span(2), verb_forms(match[2])[1])


_COUNT = alternatives("count_noun")
_SINGULAR = re.compile(
    rf"{_OPEN}((?:[Tt]he|[Aa]n?|[Tt]his|[Ee]very|[Ee]ach|[Yy]our|[Ii]ts) (?:[a-z]+ )?"
    rf"(?:{_COUNT}|body|skin|stomach|uterus|liver|heart|brain|soil|pressure|blood|hair|food|water) {_ADVERB})"
    rf"({alternatives('verb_only')}|do not|don't) (?=[a-z])"
)


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
    ),
    trigger=rf"\b(?:{alternatives('verb_only')}|do not|don't)\b",
    parses=True,
)
def singular_subject_verb(passage: Passage) -> Iterable[Change]:
    """Give the verb after a singular countable noun with its determiner its -s (when the plant need light)."""
    for match in _SINGULAR.finditer(passage.text):
        if not _indicative(passage, match.start(1)):
            continue
        doc, at = passage.sentence_at(match.start(2))
        span = doc.char_span(match.start(2) - at, match.end(2) - at, alignment_mode="expand")
        if span is None or span[0].tag_ not in ("VBP", "VB") or span[0].nbor(-1).tag_ not in ("NN", "RB"):
            continue
        old = match[2]
        yield Change(
            *match.span(2), "does" + old.removeprefix("do") if old in ("do not", "don't") else verb_forms(old)[1]
        )


_PLURALS = {plural(noun): noun for noun in words("count_noun") if plural(noun) != noun}
_PLURAL = "|".join(sorted(_PLURALS, key=len, reverse=True))
_LESS = re.compile(
    rf"\b([Ll]ess) (?=(?:{_PLURAL}|calories|vegetables|people|children|drinks|meals|carbohydrates|clothes|toys"
    rf"|snacks|sweets){'(?=[.,;:!?)]|$| )'})(?!days|weeks|months|years|hours|minutes)"
)
_MUCH = re.compile(rf"\b((?:too|so|very|how|as) )(much) (?={_PLURAL}\b)")
_ANOTHER = re.compile(
    rf"\b([Aa]nother|[Ee]ach|[Ee]very) ((?!days|weeks|months|years|hours|minutes)(?:{_PLURAL}))\b(?! (?:and|or)\b)"
)
_THIS = re.compile(rf"{_OPEN}([Tt]his) (?=(?:{_PLURAL}) (?:are|were|can|may|will|should|have|do)\b)")


@rule(
    "grammar",
    fixes={
        "Eat less snacks and too much vegetables do no harm.": "Eat fewer snacks and too many vegetables do no harm.",
        "Each plants has its needs.": "Each plant has its needs.",
        "This symptoms are mild.": "These symptoms are mild.",
    },
    keeps=(
        "Eat less sugar.",
        "Another two weeks passed, another six months.",
        "In less days than weeks.",
        "This means a lot; this plants it deep.",
    ),
    trigger=r"(?i)\b(?:less|much|another|each|every|this) [a-z]+s\b|less (?:people|children)",
)
def number_of_noun(passage: Passage) -> Iterable[Change]:
    """Make less, much, each, another and this agree with the noun that follows (less drinks, each plants)."""
    for match in _LESS.finditer(passage.text):
        yield Change(*match.span(1), "fewer" if match[1] == "less" else "Fewer")
    for match in _MUCH.finditer(passage.text):
        yield Change(*match.span(2), "many")
    for match in _ANOTHER.finditer(passage.text):
        yield Change(*match.span(2), _PLURALS[match[2]])
    for match in _THIS.finditer(passage.text):
        yield Change(*match.span(1), "these" if match[1] == "this" else "These")
