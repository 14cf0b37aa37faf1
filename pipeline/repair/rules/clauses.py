"""Grammar that needs the parse: agreement, spliced and broken sentences, nouns without their article.

Each rule has a trigger, so that only blocks that hold the wording in question are parsed.
"""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from pipeline.repair.lexicon import words
from pipeline.repair.rule import Change, Passage, rule

if TYPE_CHECKING:
    from spacy.tokens import Token

_PLURAL_OF = {"is": "are", "was": "were", "has": "have", "does": "do"}
_SINGULAR_OF = {"are": "is", "were": "was", "have": "has"}
_NOT_PLURAL = words("not_plural")
_NOT_SINGULAR = words("not_singular")


def _subject(token: "Token", verb: "Token") -> bool:
    """Whether a noun alone is the subject of the verb that follows it."""
    if not token.dep_.startswith("nsubj") or any(child.dep_ in ("conj", "cc", "nummod") for child in token.children):
        return False
    return token.head in (verb, verb.head) and token.i + 1 == verb.i


def _verb_at(passage: Passage, match: re.Match[str], group: int) -> "Token | None":
    doc, at = passage.sentence_at(match.start(group))
    span = doc.char_span(match.start(group) - at, match.end(group) - at)
    return None if span is None or len(span) != 1 or span[0].i == 0 else span[0]


_PLURAL_DETERMINERS = words("plural_determiner")
_PLURAL_SINGULAR = re.compile(
    r"\b(?!this\b|its\b|his\b|us\b)([a-z]{2,}[^\Wsuia]s) (is|was|has|does)\b(?!n['’])(?! been\b (?:a|one))"
)


@rule(
    "grammar",
    fixes={"The symptoms is mild, and the leaves turn yellow.": "The symptoms are mild, and the leaves turn yellow."},
    keeps=(
        "One of the symptoms is fever.",
        "What the doctors does not see is lost.",
        "Diabetes is common.",
        "Three days is enough.",
        "Eating vegetables is good.",
        "The color of the leaves is green.",
    ),
    trigger=r"[a-z][^\Wsuia]s (?:is|was|has|does)\b",
    parses=True,
)
def plural_noun_verb(passage: Passage) -> Iterable[Change]:
    """Make is, was, has, does plural after a plural noun that is the whole subject."""
    for match in _PLURAL_SINGULAR.finditer(passage.text):
        if match[1] in _NOT_PLURAL:
            continue
        verb = _verb_at(passage, match, 2)
        if verb is None:
            continue
        noun = verb.nbor(-1)
        first = noun.left_edge
        plain = all(t.pos_ in ("DET", "ADJ", "NOUN", "PRON") and t.tag_ != "VBG" for t in noun.subtree if t.i <= noun.i)
        quiet = first.i == first.sent.start or first.nbor(-1).lower_ in (
            ",",
            ";",
            "and",
            "but",
            "because",
            "that",
            "if",
            "when",
            "so",
        )
        if (
            noun.tag_ == "NNS"
            and _subject(noun, verb)
            and plain
            and quiet
            and first.lower_ not in ("a", "an", "each", "every", "what")
        ):
            safe = first.lower_ in _PLURAL_DETERMINERS
            yield Change(*match.span(2), _PLURAL_OF[match[2]], safe=safe)


_SINGULAR_PLURAL = re.compile(
    r"\b(?:[Tt]he|[Aa]n?|[Tt]his|[Ee]very|[Ee]ach|[Yy]our|[Hh]is|[Hh]er|[Ii]ts|[Mm]y)"
    r" ([a-z]{3,}[^\Ws]) (are|were|have)\b(?!n['’])"
)


@rule(
    "grammar",
    fixes={},
    suggests={"The baby have a fever.": "The baby has a fever."},
    keeps=(
        "The family are well.",
        "If the baby were older, it could walk.",
        "Let the baby have a bath.",
        "May the child have rest.",
        "The mother and the baby have a fever.",
        "The young are fast.",
        "The poor have little.",
    ),
    trigger=r"(?i)\b(?:the|an?|this|every|each|your|his|her|its|my) [a-z]{3,}[^\Ws] (?:are|were|have)\b",
    parses=True,
)
def singular_noun_verb(passage: Passage) -> Iterable[Change]:
    """Make are and have singular after a singular noun that is the whole subject."""
    for match in _SINGULAR_PLURAL.finditer(passage.text):
        if match[1] in _NOT_SINGULAR or match[2] == "were":
            continue
        verb = _verb_at(passage, match, 2)
        if verb is None:
            continue
        noun = verb.nbor(-1)
        first = noun.left_edge
        opens = first.i == first.sent.start or first.nbor(-1).lower_ in (",", ";", "but", "because", "when")
        after_conditional = any(
            t.lower_ in ("if", "let", "may", "does", "did", "should", "wish") for t in noun.sent if t.i < noun.i
        )
        if noun.tag_ == "NN" and _subject(noun, verb) and opens and not after_conditional:
            yield Change(*match.span(2), _SINGULAR_OF[match[2]], safe=False)


_OPENERS = "Such as|Including|Especially|Resulting in|Causing|Leading to|Which|Thereby|Thus causing|And|Or"
_BROKEN = re.compile(rf"(?<=[a-z)])(\. )({_OPENERS}) (?=[a-z])")


def _finite(tokens: Iterable["Token"]) -> bool:
    return any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in tokens)


@rule(
    "grammar",
    fixes={},
    suggests={
        "Eat food rich in iron. Such as liver and spinach.": "Eat food rich in iron, such as liver and spinach.",
        "The tube was blocked. Causing great pain.": "The tube was blocked, causing great pain.",
    },
    keeps=("Causing pain is wrong.", "The tube broke. Including the cap, it costs little.", "It hurts. And it bleeds."),
    trigger=rf"[a-z)]\. (?:{_OPENERS}) [a-z]",
    parses=True,
)
def broken_sentence(passage: Passage) -> Iterable[Change]:
    """Join a fragment without a finite verb to the sentence that a full stop has cut it from."""
    for match in _BROKEN.finditer(passage.text):
        end = re.search(r"[.!?](?:\s|$)|$", passage.text[match.end() :])
        stop = match.end() + (end.start() if end else 0)
        span = passage.doc.char_span(match.start(2), stop, alignment_mode="contract")
        if span is not None and not _finite(span) and len(span) > 2:
            yield Change(match.start(), match.end(2), ", " + match[2][0].lower() + match[2][1:], safe=False)


_SEPARATORS = frozenset(',;:"“”()')
_VERB = "is|are|was|were|can|will|may|should|must|has|have|needs?|does|do"
_SPLICE = re.compile(rf"(?<=[a-z)])(, )(?=(it|they|he|she|you|we|this|there) (?:{_VERB})\b)")
_SUBORDINATORS = words("no_main_clause")


@rule(
    "grammar",
    fixes={},
    suggests={"The soil is too wet, it needs a day in the sun.": "The soil is too wet; it needs a day in the sun."},
    keeps=(
        "If the soil is too wet, it needs sun.",
        "In winter, it is cold.",
        "The soil, they say, is wet.",
        "When it is wet, you can wait.",
        "Wet or dry, it is good soil.",
        "He said that if it is wet, it needs sun.",
    ),
    trigger=rf"[a-z)], (?:it|they|he|she|you|we|this|there) (?:{_VERB})\b",
    kinds=("text",),
    parses=True,
)
def comma_splice(passage: Passage) -> Iterable[Change]:
    """Suggest a semicolon where a comma alone joins two whole sentences."""
    for match in _SPLICE.finditer(passage.text):
        span = passage.doc.char_span(match.start(), match.start() + 1)
        if span is None:
            continue
        comma = span[0]
        left = [t for t in comma.sent if t.i < comma.i]
        if not left or any(t.lower_ in _SUBORDINATORS or t.dep_ == "mark" or t.text in _SEPARATORS for t in left):
            continue
        subjects = [t for t in left if t.dep_.startswith("nsubj") and t.head.i < comma.i]
        if subjects and _finite(left) and left[0].pos_ in ("DET", "PRON", "NOUN", "ADJ", "PROPN"):
            pronoun = match[2]
            why = "A comma alone joins two sentences."
            yield Change(
                match.start(),
                match.end(2),
                f"; {pronoun}",
                why,
                False,
                (f". {pronoun.capitalize()}", f", and {pronoun}"),
            )


_BARE = re.compile(
    r"(?:^|(?<=[.!?] )|\b(?:[Ii]f|[Ww]hen|that|[Bb]ecause|of|for|with|to) )"
    r"(?:[Bb]aby|[Cc]hild|[Mm]other|[Ff]etus|[Dd]octor|[Pp]atient) (?=is|has|was|will|can|may|should|must|needs?\b)"
)


@rule(
    "grammar",
    fixes={},
    suggests={"When baby is hungry, feed it.": "When the baby is hungry, feed it."},
    keeps=("When the baby is hungry, feed it.", "Mother, may I go?", "A baby is hungry.", "Baby food is sweet."),
    trigger=r"(?:aby|hild|other|etus|octor|atient) (?:is|has|was|will|can|may|should|must|needs?)\b",
    kinds=("text",),
)
def bare_person(passage: Passage) -> Iterable[Change]:
    """Suggest the article that baby, child, mother, doctor or patient lacks as a subject."""
    for match in _BARE.finditer(passage.text):
        noun = match[0].split()[-1]
        start = match.end() - len(noun) - 1
        the = "The" if noun[0].isupper() else "the"
        options = tuple(f"{word.capitalize() if noun[0].isupper() else word} {noun.lower()}" for word in ("a", "your"))
        yield Change(
            start,
            start + len(noun),
            f"{the} {noun.lower()}",
            "A noun in the singular needs an article.",
            False,
            options,
        )
