"""The commas of rows and pairs: three qualities in a row, the more the better, and one behind a conjunction that none
answers. In articles translated word for word."""

import re
from collections.abc import Iterator

from pipeline.compiled import compiled
from pipeline.repair.lexicon import any_of, words
from pipeline.repair.rule import Change, Passage, rule

_ROW = compiled(
    r"\b(?:is|are|was|were|be|becomes?|became|gets?|looks?|feels?|stays?|tastes?|seems?)"
    r" (?:very |too |so |usually |often )?"
    r"(?P<first>[a-z]{3,}) (?P<second>[a-z]{3,}) (?:and|or) (?P<third>[a-z]{3,})"
    r"(?=[.,;:!?)]|\Z| (?:so|because|when|if|but)\b)"
)
_SHADES = frozenset(
    "dark light pale bright deep pure fresh real good nice pretty warm cold hot red clear super dead fast".split()
)
"""What may say how the next quality is: dark green and glossy, dead tired."""
_QUALITIES = ("JJ", "VBN")
_SIGN = (
    r"(?:vomiting|diarrh(?:o?ea)|fevers?|nausea|dizziness|headaches?|coughs?|coughing|constipation|bloating|fatigue"
    r"|insomnia|palpitations|itching|itchiness|redness|stiffness|numbness|swelling|pain|tinnitus|soreness|weakness"
    r"|drowsiness|irritability|anxiety|sweating|heartburn|tingling)"
)
_SIGNS = compiled(
    rf"(?<![\w'’-]){_SIGN}(?: {_SIGN})+(?=[.,;:!?)]|\Z| (?:and|or) (?:[a-z]+ ){{0,2}}[a-z]+)(?![\w'’-])", re.IGNORECASE
)
_PAIR_OF = 2
_MORE = any_of(
    words("comparative") | {"more", "less", "better", "worse", "longer", "earlier", "later", "thinner", "older"}
)
_PAIR = compiled(
    rf"(?:\A|(?<=[.!?:;,] )|(?<=\n))(?:The|the) (?:{_MORE})(?: [a-z]+){{2,8}}?"
    r"(?<! is)(?<! are)(?<! was)(?<! of)(?<! than)(?<! to)(?<! in)(?<! and)(?<! or)(?P<gap>)"
    rf" the (?:{_MORE})\b(?! of\b)(?![^.;!?]{{0,60}} the (?:{_MORE})\b)"
)
_UNANSWERED = compiled(
    r"(?<=[a-z\"”)] )(?:and|or)(?P<comma>,)(?= (?![a-z]+ly\b)(?!(?:of|in|at|on|for|by|with|to|from|as|if|when|then"
    r"|better|worse|well|yes|no|most|more|above|after|before|again|like|oh|what|please|last|first|finally|even|perhaps|maybe"
    r"|say|indeed|because|while|since|once|though|although|until|after|hence|thus|so|that|therefore|rather|alas|sadly)\b)"
    r"[\"“]?[a-z][^,.;:!?()–—]{2,80}(?:[.;:?]|\Z))"
)


@rule(
    "punctuation",
    fixes={"They are cheap easy and nutritious.": "They are cheap, easy and nutritious."},
    keeps=(
        "The leaf is dark green and glossy.",
        "It is good quality and cheap.",
        "They are cheap, easy and nutritious.",
        "It is much better and cheaper.",
        "It is dead tired and cold.",
        "The electrode is burned short and crooked.",
    ),
    trigger=_ROW.pattern,
    parses=True,
    translated_only=True,
)
def comma_between_qualities(passage: Passage) -> Iterator[Change]:
    """Put the comma between the first two of three qualities in a row."""
    for m in passage.find(_ROW):
        tokens = [passage.token_at(*m.span(part)) for part in ("first", "second", "third")]
        plain = m["first"] not in _SHADES and not m["first"].endswith(("ly", "er"))
        tags = [t.tag_ if t is not None else "" for t in tokens]
        if tags[:2] == ["VBN", "JJ"]:
            continue  # it is burned short and long
        if plain and all(tag in _QUALITIES for tag in tags):
            yield Change(m.end("first"), m.end("first"), ",")


@rule(
    "punctuation",
    fixes={"The longer the goodbye the longer the crying.": "The longer the goodbye, the longer the crying."},
    keeps=(
        "The more the better.",
        "The longer the goodbye, the longer the crying.",
        "The older of them is the older one of the two.",
        "The better the soil of the older of two beds",
    ),
    trigger=_PAIR.pattern,
    translated_only=True,
)
def comma_between_comparisons(passage: Passage) -> Iterator[Change]:
    """Put the comma between the two halves of “the more …, the better …”."""
    for m in passage.find(_PAIR):
        yield Change(m.end("gap"), m.end("gap"), ",")


@rule(
    "punctuation",
    fixes={
        "It is time to call a fitter or, buy a new one.": "It is time to call a fitter or buy a new one.",
    },
    keeps=(
        "Call a fitter or, if you can, buy one.",
        "Call him and, finally, pay.",
        "Take tea or, better, water.",
        "And, it rains.",
        "Steam comes out and, surprise! It is hot.",
        "He came and, of course, stayed.",
        "He came and, to be fair, he stayed.",
    ),
    trigger=r"\b(?:and|or), ",
    translated_only=True,
)
def comma_behind_conjunction(passage: Passage) -> Iterator[Change]:
    """Drop a comma behind a conjunction that no second one answers."""
    for m in passage.find(_UNANSWERED):
        yield Change(m.start("comma"), m.end("comma"), "")


@rule(
    "punctuation",
    fixes={
        "There may be vomiting diarrhea fever.": "There may be vomiting, diarrhea, fever.",
        "The first signs are stiffness pain and limited movement.": (
            "The first signs are stiffness, pain and limited movement."
        ),
    },
    keeps=(
        "The first signs are stiffness, pain and limited movement.",
        "It is a fever headache.",
        "It brings vomiting and diarrhea.",
        "The fever pain relief",
    ),
    trigger=_SIGNS.pattern,
    translated_only=True,
)
def comma_between_signs_of_illness(passage: Passage) -> Iterator[Change]:
    """Put the commas between three or more signs of illness in a row, or two before a conjunction."""
    for m in passage.find(_SIGNS):
        words = m[0].split()
        if len(words) == _PAIR_OF and passage.text[m.end() : m.end() + 1] != " ":
            continue
        at = m.start()
        for word in words[:-1]:
            at += len(word)
            yield Change(at, at, ",")
            at += 1
