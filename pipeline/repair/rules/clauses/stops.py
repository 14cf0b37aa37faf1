"""Clauses that want another stop or an article, where only a person can tell which: all of it is suggested.

Each rule has a trigger, so that only blocks that hold the wording in question are parsed.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pipeline.compiled import compiled
from pipeline.repair.guards import within
from pipeline.repair.lexicon import words
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.common import FINITE

if TYPE_CHECKING:
    from spacy.tokens import Token

_OPENERS = "Such as|Including|Especially|Resulting in|Causing|Leading to|Which|Thereby|Thus causing|And|Or"
_LEAST_SURE = frozenset(("Which", "Thereby", "Thus causing", "And", "Or"))
_BROKEN = compiled(rf"(?<=[a-z)])(\. )({_OPENERS}) (?=[a-z])")


def _finite(tokens: Iterable["Token"]) -> bool:
    return any(t.tag_ in FINITE for t in tokens)


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
    """Join a fragment without a finite verb to the sentence that a full stop has cut it from. It is certain for some in
    an article that shows that it was translated."""
    for match in passage.find(_BROKEN):
        doc, at = passage.sentence_at(match.start(2))
        fragment = doc.char_span(match.start(2) - at, len(doc.text), alignment_mode="contract")
        if fragment is not None and not _finite(fragment) and sum(t.is_alpha for t in fragment) > 1:
            safe = passage.context.literal and match[2] not in _LEAST_SURE
            yield Change(match.start(), match.end(2), ", " + match[2][0].lower() + match[2][1:], safe=safe)


_SEPARATORS = frozenset(',;:"“”()')
_VERB = "is|are|was|were|can|will|may|should|must|has|have|needs?|does|do"
_SPLICE = compiled(rf"(?<=[a-z)])(, )(?=(it|they|he|she|you|we|this|there) (?:{_VERB})\b)")
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
    for match in passage.find(_SPLICE):
        comma = passage.token_at(match.start(), match.start() + 1)
        if comma is None:
            continue
        left = list(comma.doc[: comma.i])
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


_BARE = compiled(
    r"(?:^|(?<=[.!?] )|\b(?:[Ii]f|[Ww]hen|that|[Bb]ecause|(?<!kind )(?<!type )(?<!sort )of|for|with|to) )"
    r"(?:[Bb]aby|[Cc]hild|[Mm]other|[Ff]etus|[Dd]octor|[Pp]atient) (?=is|has|was|will|can|may|should|must|needs?\b)"
)


@rule(
    "grammar",
    fixes={},
    suggests={"When baby is hungry, feed it.": "When the baby is hungry, feed it."},
    keeps=(
        "When the baby is hungry, feed it.",
        "Mother, may I go?",
        "A baby is hungry.",
        "Baby food is sweet.",
        "This kind of child is shy.",
    ),
    trigger=r"(?:aby|hild|other|etus|octor|atient) (?:is|has|was|will|can|may|should|must|needs?)\b",
    kinds=("text",),
)
def bare_person(passage: Passage) -> Iterable[Change]:
    """Suggest the article that baby, child, mother, doctor or patient lacks as a subject."""
    for match in passage.find(_BARE):
        noun = match[0].split()[-1]
        start = match.end() - len(noun) - 1
        the = "The" if noun[0].isupper() else "the"
        options = tuple(f"{word.capitalize() if noun[0].isupper() else word} {noun.lower()}" for word in ("a", "your"))
        yield Change(
            start,
            start + len(noun),
            f"{the} {noun.lower()}",
            "A noun in the singular needs an article.",
            passage.context.literal and not passage.context.fluent,
            options,
        )


_EXCLAIMED = compiled(r"(?<=[\w)\]\"”’%])!(?: ?!)+(?![\w!=?.])")


@rule(
    "punctuation",
    fixes={},
    suggests={"It brings on a fatty liver!!! Wait! ! Stop.": "It brings on a fatty liver! Wait! Stop."},
    keeps=("It brings on a fatty liver!", "What?! No!", "if (!!x) it is", "a !== b", "He cried “No!!” to her."),
    trigger=r"! ?!",
    translated_only=True,
)
def one_exclamation_mark(passage: Passage) -> Iterable[Change]:
    """Write one exclamation mark for several, outside quotations; only suggested: it may be the writer's voice."""
    for match in passage.find(_EXCLAIMED):
        if not within(passage.quoted, match.start(), match.end()):
            yield Change(match.start(), match.end(), "!", safe=False)
