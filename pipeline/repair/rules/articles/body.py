"""Articles that parts of the body lack where `unique.py` and the lists of countable nouns leave them bare: behind
verbs that move a part (raise heels), behind `of` and `by` (the weight of arm), in the plural (the height of eyes), and
`body` itself; and that of whole things and of owners (mother's rest).

People write such phrases bare on purpose too (captions, set phrases), so only an article that was translated word for
word is changed.
"""

from collections.abc import Iterable

from pipeline.compiled import compiled
from pipeline.repair.inflection import plural, verb_forms
from pipeline.repair.lexicon import any_of, words
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.articles.noun_phrase import END, insert_the, open_with_the

_MASS_TOO = frozenset("chest breast muscle back face foot tongue".split())
"""Parts that are food, a measure or a way, too, behind `of` and `by`."""
_PARTS = words("body_part") | {"neck", "shoulder", "calf", "earlobe", "kneecap", "nostril", "skull", "eyeball"}
_MANY = frozenset(
    map(plural, _PARTS - {"chest", "breast", "back", "abdomen", "waist", "lung", "mouth", "belly", "face"})
)
_MOVED = words("moves_a_part")
_MOVES = any_of({form for verb in _MOVED for form in verb_forms(verb)})
_BASES_TOO = any_of(verb.capitalize() for verb in _MOVED - {"move", "wash", "brush"})
_CLEANED = compiled(
    r"(?:wash|brush)\w* (?:hands|feet|teeth|hair)"
    r"|(?:hold|shak|shook|join|cross)\w* (?:hands|legs|fingers)"
)
_THRUST = frozenset("press push pull bring move turn hold lean step draw roll swing throw put".split())
"""Verbs behind which back says whereto."""
_NAMED = compiled(r"\b(?:an?|the|your|his|her|their|its|my|our|this|that|of|with|in|[a-z]+ing|very|more) \Z")
"""What stands before a word that describes a part, and isn't a verb."""
_MOVING = compiled(rf"\b({_MOVES}|{_BASES_TOO}) ([a-z]+)(?: (?:and|or) ([a-z]+))?{END}")
_OF = compiled(rf"\b(of|by|for|against|across|along|about|without|behind|to|at) ([a-z]+){END}")
_OF_MANY = compiled(
    rf"\b(of|in|on|to|from|under|around|behind|between|near|over|above|below|against|through) ([a-z]+s|feet|teeth){END}"
)
_SET_PHRASES = frozenset(words("body_idiom"))
_AMOUNT = compiled(
    r"\b(?:pairs?|sets?|kinds?|types?|numbers?|lots?|pieces?|range|lack|loss|out|and|or|from|use|show|slices?|diseases?"
    r"|cancers?|grams?|bits?|full|rows?|couple|plenty|most|some|many|all|both|two|four|none|each|one) $"
)
_BODY = compiled(
    rf"\b(of|by|from|into|on|to|for|with|throughout|inside|through|around|over|about|that|leaves?) body{END}"
)
_BEFORE_SUBJECT = (
    r"(?:^|(?<=[.!?:;] )|(?<=\n)|(?<=, )|\b(?:but|and|so|because|when|if|that|then|while|as|until|since) )"
)
_SUBJECT = compiled(
    rf"{_BEFORE_SUBJECT}((?i:body|{any_of(_PARTS)}))"
    r" (?=(?:is|was|becomes|became|has|can|cannot|will|may|should|must|feels|hurts|gets|needs|does|starts|begins|looks)"
    r"\b)"
)
_PAIRED = compiled(rf"\b(?:{any_of(_PARTS | _MANY | words('organ'))}) and \Z")
_TAKEN = compiled(r"\b(?:tak\w+|took|lay|laid|learn\w*)\b[^.,;:]{0,30}\Z|\b(?:close|dear|near|heart) \Z")


@rule(
    "grammar",
    fixes={
        "Sit up and raise heels for a minute.": "Sit up and raise the heels for a minute.",
        "Lift it by the weight of arm.": "Lift it by the weight of the arm.",
        "Keep it at the height of eyes.": "Keep it at the height of the eyes.",
        "It is a signal sent by body, and blood flows to heart.": (
            "It is a signal sent by the body, and blood flows to the heart."
        ),
        "The ears are cold, but body is soft.": "The ears are cold, but the body is soft.",
    },
    keeps=(
        "Sit up and raise the heels for a minute.",
        "They shook hands, and wash hands often.",
        "He did it by hand, as a slip of tongue, by a rule of thumb.",
        "She took it to heart, and has two pairs of eyes.",
        "It is good for body and soul.",
        "Rub back pain away, and press back.",
        "He went from head to toe, up in arms.",
    ),
    trigger=r"[a-z] [a-z]",
    kinds=("text",),
    translated_only=True,
)
def bare_body(passage: Passage) -> Iterable[Change]:
    """Add the article of a part of the body that is moved, that `of` or `by` leads, or that does something."""
    for match in passage.find(_MOVING):
        named = [part for part in match.groups()[1:] if part]
        described = _NAMED.search(passage.text, max(0, match.start() - 12), match.start())
        if "back" in named and match[1].lower() in _THRUST:
            continue
        if "back" in named and passage.text.startswith((" to ", " in", " from ", " on"), match.end(2)):
            continue
        if set(named) <= _PARTS | _MANY and not described and not _CLEANED.fullmatch(match[0].lower()):
            yield insert_the(match.start(2))
    for pattern, parts in ((_OF, _PARTS - _MASS_TOO | {"heart"}), (_OF_MANY, _MANY)):
        for match in passage.find(pattern):
            before = passage.text[max(0, match.start() - 12) : match.start()].lower()
            if match[2] not in parts or match[0].replace(" ", "-") in _SET_PHRASES or _AMOUNT.search(before):
                continue
            if match[2] != "heart" or (match[1] == "to" and not _TAKEN.search(passage.text[: match.start()])):
                yield insert_the(match.start(2))
    for match in passage.find(_BODY):
        yield insert_the(match.end() - len("body"))
    for match in passage.find(_SUBJECT):
        if _PAIRED.search(passage.text, max(0, match.start() - 20), match.start(1)):
            continue
        if match[1].islower() or match[1].istitle():
            yield open_with_the(passage, match.start(1))


_WHOLE = compiled(
    r"(?:^|(?<=[.;:!?] )|(?<=, )"
    r"|\b(?:in|on|of|to|for|with|over|from|into|through|around|throughout|that|because|when|if"
    r"|and|or|but|affects?|cover|covers|clean|check|wash|wipe|replace|remove|fill|rinse|evening|morning|day|night) )"
    r"((?:[Ww]hole|[Ee]ntire) (?:body|family|house|building|room|set|day|night|process|machine|face|head|leg|arm|back"
    r"|plant|tree|leaf|root|pot|year|week|month|season|winter|summer|surface|system|kitchen|bathroom|city|village|world"
    r"|wall|floor|tank|bottle|box|pack|bag|egg|fish|chicken|apple|lemon|onion|potato|piece|unit|car|engine|foot|hand)) "
    r"(?!(?:and|of|or|[a-z]+ (?:care|set))\b)"
)


@rule(
    "grammar",
    fixes={
        "When it rains, whole building smells.": "When it rains, the whole building smells.",
    },
    keeps=("The whole building smells, and whole milk too.",),
    trigger=r"(?i)\b(?:whole|entire) [a-z]",
    kinds=("text",),
    translated_only=True,
)
def bare_whole(passage: Passage) -> Iterable[Change]:
    """Add the article of whole and entire before a thing (whole building smells)."""
    for match in passage.find(_WHOLE):
        yield open_with_the(passage, match.start(1))


_PREGNANT = compiled(
    r"(?<!\ba )(?<!\bthe )\b(?:for|of|in|by|to|with|that|if|when|because|affects?|allow|let|from|makes?)"
    r" pregnant (woman)(?=[.,;?!)]|$"
    r"| (?:to|can|cannot|should|must|will|may|and|or|in|with|during|at|on|who (?:can|may|should|must)|eat|take)\b)"
)
_THE_ANOTHER = compiled(
    r"\b[Tt]he (another)\b(?= (?:is|one|side|was|end|half|part|reason|way|hand|two|type|kind|method))"
)


@rule(
    "grammar",
    fixes={
        "Is it good for pregnant woman?": "Is it good for pregnant women?",
        "The root is one reason and the another is the leaf.": "The root is one reason and the other is the leaf.",
    },
    keeps=("Is it good for a pregnant woman?", "One is the root, another is the leaf.", "Her pregnant woman smiled."),
    trigger=r"\b(?:pregnant woman|[Tt]he another)\b",
    translated_only=True,
)
def bare_woman(passage: Passage) -> Iterable[Change]:
    """Put a pregnant woman without an article in the plural, and write the other for the another."""
    for match in passage.find(_PREGNANT):
        yield Change(*match.span(1), "women")
    for match in passage.find(_THE_ANOTHER):
        yield Change(*match.span(1), "other")
