"""Agreement beyond a verb and the noun before it: the second verb of one subject, subjects that are lists, `the one
that`, everyone, those who, and subordinate clauses with you and they.
"""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pipeline.compiled import compiled
from pipeline.repair.inflection import verb_forms
from pipeline.repair.lexicon import any_of, words
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.agreement.mood import indicative
from pipeline.repair.rules.agreement.verbs import CLAUSE_START, OF_SEVERAL
from pipeline.repair.words import sentence_bounds

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PURE = words("pure_verb") | words("verb_only")
_ANY = (
    _PURE | words("verb_too") | words("transitive") | words("light_verb") | words("handled") | words("verb_and_noun")
) - {"put", "cut"}
_TO_THIRD = {verb: verb_forms(verb)[1] for verb in sorted(_ANY) if verb_forms(verb)[2] != verb}
_TO_BASE = {third: verb for verb, third in _TO_THIRD.items()} | {"has": "have", "is": "are", "was": "were"}
_ADVERB = r"(?:(?:also|often|usually|always|never|only|even|just|still|then|easily|sometimes|gradually|not only) )?"
_OBJECT = (
    r"(?= (?:the|an?|his|her|its|their|your|my|it|them|him|up|out|off|down|away|to|in|on|from|with|too|very|more"
    r"|less|at"
    r"|no|some|any)\b)"
)
_BOTH = rf"(?<![,;:] )(?<![,;:])\b(?:and|or|but|then) {_ADVERB}"
_SECOND = compiled(rf"{_BOTH}({any_of(_TO_THIRD)})\b{_OBJECT}")
_SECOND_THIRD = compiled(rf"{_BOTH}({any_of(_TO_BASE.keys() - {'is', 'was'})})\b{_OBJECT}")
_BARE_BEFORE = frozenset(
    "to let lets make makes made help helps can could will would may might must should shall do does did don't doesn't"
    " didn't can't won't cannot not please if when".split()
)
_MARKS = frozenset((",", ";", ":", "–", "—", "-"))
_BEFORE_COMMAND = frozenset("so then and but therefore always never first just simply better".split())
_ONE = frozenset(("he", "she", "it"))
_MANY = frozenset(("they", "we", "you", "i", "people", "children", "women", "men"))


def _seconds(passage: Passage) -> Iterator[re.Match[str]]:
    """Bare verbs behind a conjunction in sentences in which an earlier verb has an -s or is `is`."""
    for match in passage.find(_SECOND):
        left, _ = sentence_bounds(passage.text, match.start(), match.start())
        if _HAS_THIRD.search(passage.text, left, match.start()):
            yield match
    yield from passage.find(_SECOND_THIRD)


_HAS_THIRD = compiled(r"\b(?:is|has|[a-z]+s) ")


def _first_verb(verb: "Token") -> "Token | None":
    """The finite verb or auxiliary of the clause that a verb is coordinated with, where nothing between puts the verb
    into another form and it has no subject of its own."""
    if verb.dep_ != "conj" or any(c.dep_.startswith(("nsubj", "aux", "mark", "csubj")) for c in verb.children):
        return None
    head = verb.head
    if (
        head.i > verb.i
        or head.dep_ in ("ccomp", "csubj", "xcomp")
        or any(t.lower_ in _BARE_BEFORE for t in verb.doc[head.left_edge.i + 1 : verb.i])
    ):
        return None
    if head.tag_ in ("VBZ", "VBP"):
        return head
    finite = [c for c in head.children if c.dep_ in ("aux", "aux:pass", "cop") and c.tag_ in ("VBZ", "VBP")]
    return finite[0] if len(finite) == 1 and finite[0].i < verb.i else None


def _subjects(head: "Token") -> "list[Token]":
    return [c for c in head.children if c.dep_.startswith("nsubj")]


def _number(subject: "Token") -> str:
    """`one`, `many` or nothing where a subject's number isn't plain."""
    if any(c.dep_ == "conj" for c in subject.children):
        return ""
    if subject.lower_ in _ONE or (subject.tag_ == "NN" and subject.lower_ not in words("not_singular")):
        return "one"
    return "many" if subject.lower_ in _MANY or subject.tag_ == "NNS" else ""


def _commanded(doc: "Doc", start: int, end: int) -> bool:
    """Whether a command begins between two tokens, behind a mark and perhaps so: the second verb may go on with it."""
    for mark in doc[start : end - 1]:
        first = mark.nbor(1)
        if first.lower_ in _BEFORE_COMMAND and first.i + 1 < end:
            first = first.nbor(1)
        if mark.text in _MARKS and first.i < end and first.tag_ in ("VB", "VBP"):
            return True
    return False


@rule(
    "grammar",
    fixes={
        "He is scolded a lot or watch the screen until late.": "He is scolded a lot or watches the screen until late.",
        "It is a motor which is noisy and scare the cats.": "It is a motor which is noisy and scares the cats.",
        "They brush the hair and never brushes the teeth.": "They brush the hair and never brush the teeth.",
    },
    keeps=(
        "He watches the screen and never reads.",
        "He wants to sit and watch the screen.",
        "If it hurts, stop and call the doctor.",
        "When the eye is sore and red, take off the lens at once and go to see a doctor.",
        "It helps him rest and forget the pain.",
        "But sores in the mouth are painful, and the baby drools, cries and refuses to eat.",
        "The cat does not eat and sleep in the box.",
        "They have a cat that eats and plays in the box.",
        "The sap is bitter and stains cloth, so take gloves and wash the table.",
        "Turn the brightness down, the sun is strong and find a shade to use.",
        "It burns the tongue: then rinse the mouth and call the doctor.",
    ),
    trigger=r"\b(?:and|or|but|then) [a-z]",
    kinds=("text",),
    parses=_seconds,
    translated_only=True,
)
def second_verb(passage: Passage) -> Iterable[Change]:
    """Make the second of two verbs of one subject agree with it, as the first one does (squats but only squeeze)."""
    for match in passage.once(_seconds):
        verb = passage.token_at(*match.span(1))
        first = None if verb is None else _first_verb(verb)
        if verb is None or first is None or _subjects(verb):
            continue
        subjects = _subjects(verb.head)
        if len(subjects) != 1 or subjects[0].i > first.i or _commanded(verb.doc, first.i, verb.i):
            continue
        if first.lower_ in ("is", "are") and first.sent[0].tag_ == "VB" and subjects[0].i != first.sent[0].i + 1:
            continue  # turn it down, the sun is strong and find a shade
        relative = subjects[0].tag_ in ("WDT", "WP") and subjects[0].lower_ != "what"
        number = {"VBZ": "one", "VBP": "many"}[first.tag_] if relative else _number(subjects[0])
        if first.tag_ == "VBZ" and number == "one" and match[1] in _TO_THIRD and verb.tag_ in ("VBP", "VB"):
            yield Change(*match.span(1), _TO_THIRD[match[1]])
        elif first.tag_ == "VBP" and number == "many" and match[1] in _TO_BASE and verb.tag_ == "VBZ":
            if any(t.lower_ in _TO_BASE for t in verb.doc[first.i + 1 : verb.i]):
                continue  # they are sore, and the baby drools, cries and refuses it
            yield Change(*match.span(1), _TO_BASE[match[1]])


_BASES = any_of(verb for verb in _PURE if verb_forms(verb)[2] != verb)
_THIRDS = any_of(verb_forms(verb)[1] for verb in _PURE if verb not in ("taste", "smell", "like", "result", "contract"))
_EVERYONE = compiled(
    rf"{CLAUSE_START}(?<![Aa]fter )(?<![Bb]efore )"
    rf"((?i:everyone|everybody|someone|somebody|nobody|no one|each of (?:them|us|you|the [a-z]+s)"
    rf"|one of (?:them|us|you|the [a-z]+s)|this|that) {_ADVERB})({_BASES}|need|want|love|work|look|cause|stop|hurt"
    rf"|do not"
    r"|don't|are|have) (?=(?:the|an?|to|it|them|their|his|your|that|not|no|more|less|too|very|on|in|from|with|up"
    r"|out|for|like|at|some"
    r"|about|different|because|when|if)\b)"
)
_THE_ONE = compiled(
    rf"\b(?:[Tt]he one|[Ss]omeone|[Ss]omebody|[Aa]nyone|[Ee]veryone|[Nn]obody|[Ss]omething|[Aa]nything|[Ee]verything"
    rf"|[Nn]othing|he|she|an? [a-z]+(?<!s) (?:animal|plant|thing|person|man|woman|child|dog|cat|disease|food|problem)"
    rf"|an? (?:[a-z]+ )?(?:animal|plant|person|man|woman|child|girl|boy|dog|cat|bird|fish|disease|food|fruit|vegetable"
    rf"|problem|thing|machine|device|hormone|substance|vitamin|mineral|gas|liquid|method|way|symptom|habit|place"
    rf"|material|product|drug|medicine|virus|bacterium|fungus|insect|pest)) (?:that|who|which) {_ADVERB}"
    rf"({_BASES}|need|want|love|work|look|cause|have|are|do not|don't) "
    r"(?=(?:the|an?|to|it|them|people|you|us|their|his|your|no|not|more|less|too|very|on|in|from|with|up|out|for|at"
    r"|many|some|lots?)\b)"
)


def _singular(verb: str) -> str:
    if verb in ("do not", "don't"):
        return "does" + verb.removeprefix("do")
    return "is" if verb == "are" else verb_forms(verb)[1]


_LASTING = frozenset(
    "need have like want hope know think love live enjoy own prefer hate believe work sell recommend feel use say thank"
    " promise suggest see find wish agree belong remember understand regret appreciate look".split()
)
"""What may last to this day, or be said now, by somebody who did something else before."""
_THEN = compiled(
    rf"(?<!rather )\b(?:and|but|then) (?:(?:also|then|only|even|finally|nearly|almost|again|just|suddenly) )?"
    rf"({any_of(_TO_THIRD.keys() - _LASTING)})\b"
    r"(?= (?:[a-z]+|\d+)\b)"
)
_STILL = compiled(
    r"\b(?:now|today|daily|still|always|often|usually|every|ever since|since|nowadays|will|can|tomorrow|from then on)\b"
)
_LEADS_BARE = frozenset(
    ("helped", "saw", "heard", "had", "watched", "did", "let", "made", "wish", "wished", "suggested")
)


def _thens(passage: Passage) -> Iterator[re.Match[str]]:
    for match in passage.find(_THEN):
        left, right = sentence_bounds(passage.text, match.start(), match.start())
        if _HAS_PAST.search(passage.text, left, match.start()) and not _STILL.search(
            passage.text, match.start(), right
        ):
            yield match


_HAS_PAST = compiled(rf"\b(?:[a-z]+ed|{any_of(verb_forms(verb)[2] for verb in words('irregular'))}) ")


@rule(
    "grammar",
    fixes={
        "Her son fixed it and make two cups of tea.": "Her son fixed it and made two cups of tea.",
        "I carried the bag and turn round three times.": "I carried the bag and turned round three times.",
    },
    keeps=(
        "Her son fixed it and made two cups of tea.",
        "I bought the bag and use it every day. She wanted to fix it and make tea.",
        "He helped her wash and dry the cups. The tea he made and the cups break easily.",
        "I burned my hand on it, so take gloves and turn the pan.",
    ),
    trigger=r"\b(?:and|but|then) [a-z]",
    kinds=("text",),
    parses=_thens,
    translated_only=True,
)
def second_verb_in_past(passage: Passage) -> Iterable[Change]:
    """Write the past of the second of two verbs of one subject, where the first stands in it (he came and make tea)."""
    for match in passage.once(_thens):
        verb = passage.token_at(*match.span(1))
        if verb is None or verb.tag_ not in ("VB", "VBP") or verb.dep_ != "conj":
            continue
        head = verb.head
        if any(c.dep_.startswith(("nsubj", "aux", "mark", "csubj")) for c in verb.children):
            continue
        between = {t.lower_ for t in verb.doc[head.left_edge.i : verb.i]}
        if "so" in between and _commanded(verb.doc, head.i, verb.i):
            continue
        if head.tag_ != "VBD" or head.i > verb.i or not _subjects(head) or between & (_BARE_BEFORE | _LEADS_BARE):
            continue
        if head.dep_ in ("ROOT", "conj", "advcl", "parataxis") and verb_forms(head.lemma_)[0] != head.lower_:
            yield Change(*match.span(1), verb_forms(match[1])[2])


@rule(
    "grammar",
    fixes={
        "When everyone have a cup, sit down.": "When everyone has a cup, sit down.",
        "This tea is the one that make people glad.": "This tea is the one that makes people glad.",
        "A hen is an animal that love to dig.": "A hen is an animal that loves to dig.",
    },
    keeps=(
        "It is firm so that get up is easy.",
        "When everyone has a cup, sit down.",
        "It is important that everyone have a cup.",
        "Let everyone have a cup, and does everyone need it?",
        "It was so odd that people love to see it.",
        "One of the ones that make people glad is tea.",
        "Nobody need be sad.",
        "After that insert the plug into the wall.",
    ),
    trigger=r"(?i)\b(?:everyone|everybody|someone|somebody|nobody|no one|each of|one of|this|that|who|which) [a-z]",
    translated_only=True,
)
def verb_of_one(passage: Passage) -> Iterable[Change]:
    """Give the verb its -s behind everyone, each of and the one that, and in the clause of a single noun."""
    text = passage.text
    for match in passage.find(_EVERYONE):
        if match[2] == "need" and text.startswith("not", match.end()):
            continue
        if (
            match[1].lower().split()[0] in ("this", "that")
            and match[2] not in ("have", "do not", "don't")
            and (match[2] in ("are",) or match[2] not in words("pure_verb"))
        ):
            continue
        if indicative(passage, match.start(1)) and not text.endswith("so ", 0, match.start(1)):
            yield Change(*match.span(2), _singular(match[2]))
    for match in passage.find(_THE_ONE):
        if indicative(passage, match.start()) and not text[: match.start()].endswith(("such ", "and ", "or ")):
            yield Change(*match.span(1), _singular(match[1]))


_YOU = compiled(
    rf"\b((?:as long as|as soon as|even if|even though|whenever|wherever|where|how|why|what|unless|in case|so that"
    rf"|which"
    rf"|the more|the less|whether|as) (?:you|we|they|I) {_ADVERB})({_THIRDS}|has|needs|wants)(?= |[.,;:!?)]|$)"
)
_THOSE_WHO = compiled(
    rf"\b(?:[Tt]hose|[Pp]eople|[Ww]omen|[Mm]others|[Cc]hildren|[Mm]en|[Pp]atients) who"
    rf" (?:(?:often|do not|don't|always|never) )?(?:breastfeed|smoke|drink|exercise|sleep|eat|work|travel|suffer"
    rf"|drive|run"
    rf"|swim|live (?:alone|there|here)|(?:are|have|were) [a-z]+)(?: (?:too much|a lot|often|badly|well|little|late"
    rf"|every day|early))?"
    rf" {_ADVERB}(?P<verb>{_THIRDS}|needs|wants|has)"
    r" (?=(?:the|an?|to|it|more|less|even|much|many|their|no|not|from|in|on)\b)"
)
_THOSE_WHO_DO = compiled(
    r"\b(?:[Tt]hose|[Pp]eople|[Ww]omen|[Mm]en|[Cc]hildren) who [a-z]+ (?:(?!(?:that|which|when|if|what|it|he|she|who"
    r"|because|whether|how|where|and|an?|the|this|his|her|their|your|its|my|our|everything|something)\b)[\w-]+ ){0,5}"
    r"(?:an? [a-z]+ )?(?P<verb>has|is|was|does) (?=(?:an?|no|not|more|less|likely|prone|very|also|often)\b)"
)
_ONE_OF = compiled(r"\b(?:one|each|none|either|neither|any) of (?:\w+ )?\Z", re.I)
"""What makes one of several people the subject (one of those who smoke needs it)."""
_LIST = compiled(
    rf"{CLAUSE_START}((?:[Tt]he|[Yy]our|[Ii]ts) [a-z]+(?: [a-z]+)?, (?:(?:the|your|its) )?[a-z]+(?: [a-z]+)?,? and"
    rf" (?:(?:the|your|its) )?[a-z]+(?: [a-z]+)?) (?:(?:also|often|usually|always|easily|all|together) )?"
    rf"({_THIRDS}|heats|needs|looks|turns|works|starts|stops)(?= |[.,;]|$)"
)


@rule(
    "grammar",
    fixes={
        "It works as long as you finds the key.": "It works as long as you find the key.",
        "Those who smoke needs even more.": "Those who smoke need even more.",
        "Those who drink two bottles a day has a risk.": "Those who drink two bottles a day have a risk.",
        "The lamp, pump and filter heats together.": "The lamp, pump and filter heat together.",
    },
    keeps=(
        "It works as long as you find the key.",
        "One of those who smoke needs even more.",
        "In the pot, the oil, salt and water that it needs.",
        "Those who smoke know what it needs. Those who think the cat is not clean err.",
        "The kettle sings, the lid lifts and steam comes out.",
    ),
    trigger=r"(?i)\b(?:you|we|they|i|who|and) [a-z]",
    translated_only=True,
)
def verb_of_several(passage: Passage) -> Iterable[Change]:
    """Take the -s from the verb of you, we and they in any clause, of those who do something, and of a list."""
    for match in passage.find(_YOU):
        if match[0].split()[0] != "as" or match[0].startswith(("as long", "as soon")) or match[2] in ("has",):
            yield Change(*match.span(2), _TO_BASE.get(match[2]) or "have")
    for match in (*passage.find(_THOSE_WHO), *passage.find(_THOSE_WHO_DO)):
        if not _ONE_OF.search(passage.text, 0, match.start()):
            yield Change(*match.span("verb"), OF_SEVERAL.get(match["verb"]) or _TO_BASE[match["verb"]])
    for match in passage.find(_LIST):
        if not _LED.search(passage.text[: match.start(1)]) and not _CLAUSES.search(match[1]):
            yield Change(*match.span(2), _TO_BASE[match[2]])


_CLAUSES = compiled(r"\b(?:the|your|its) [a-z]+ [a-z]+s(?=,| and\b)", re.I)
"""Entries that may be whole clauses (the kettle sings, the lid lifts and steam comes out)."""
_LED = compiled(r"\b(?:in|on|for|with|at|from|to|of|by|like|as|after|before|add|use|put|mix)\b[^.!?;]*$", re.I)
