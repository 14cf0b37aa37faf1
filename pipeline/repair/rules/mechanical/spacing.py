"""Spaces before punctuation and inside brackets: what tokenizers split and never joined again."""

import re
from collections.abc import Iterator

from pipeline.compiled import compiled
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.common import known

_ELLIPSIS = compiled(r"(?<![.\s]) *\.(?: \.){2,4}(?![.\d\w])")
_COMMA = compiled(r"(?<=[^\s,(\[]) +(?:([,;])(?=[\s\"”’)\]»]|$)|,(?=[^\W\d_]))")
_STOP = compiled(r"(?<=[^\s.(\[/!?:;,]) +([.!?]+)(?=[\s\"'”’)\]»]|$|(?:I|A|[A-Z][a-z]+)(?:[ ,;:]|['’][a-z]))")
_COLON = compiled(r"(?<=[\w)\]%\"”’]) +:(?=\s|$)(?! [()DPp](?:\s|$))")
_PARENTHESES = compiled(r"(?<![:;=-])\(( *)([^()\n]{1,600}?)( *)\)|\[( )([^\[\]\n]{2,300}?)( )\]")
_AMOUNT = compiled(r"\d+(?:[.,]\d+)?(?:%|°C|℃|k?g|m[gl²³]|[cmk]?m[²³]?|[lLVWA])")
_FIGURES = compiled(r"\d[\d:.,/%-]*\d")
_LABEL = 4
"""Code points up to which a bracket may hold a label or a variable."""
_THREE = compiled(r" ?\d{3}(?!\d)(?! (?:and|or)\b)")
_FEW = compiled(r"(?<![\d,])\d{1,3}$")
_FILE_PART = compiled(
    r" (?:=|(?:com|net|org|txt|csv|exe|js|py|md|html|pdf|doc|jpg|png|io|ai|co|uk|de|cn|ru|tv|me|app)\b)"
)


def punctuation_gaps(text: str) -> Iterator[Change]:
    """The spaces before commas, semicolons and ends of sentences, closed. Where a number may have been pulled apart
    (`1 , 200`), they are the rules' for numbers: half closed it would be neither a number nor two."""
    for m in _COMMA.finditer(text):
        if m[1]:
            grouped = (
                m[1] == "," and _THREE.match(text, m.end()) and _FEW.search(text[max(0, m.start() - 5) : m.start()])
            )
            if not grouped and not (m[1] == ";" and text[m.end() : m.end() + 1] in (")", "-")):
                yield Change(m.start(), m.end() - 1, "")
        else:
            yield Change(m.start(), m.end(), ", ")
    for m in _STOP.finditer(text):
        after = text[m.end() : m.end() + 1]
        if text[m.start() - 1].isdigit() and text[m.end() + 1 : m.end() + 2].isdigit() and m[1] == ".":
            continue
        if m[1].startswith("..") or (m[1] == "." and text[m.end() : m.end() + 2] == " ."):
            continue
        if after.isupper():
            word = re.match(r"[A-Za-z]+", text[m.end() :])
            if (
                word
                and (word[0] != "A" or re.match(r"A [a-z]{2}", text[m.end() :]))
                and (known(word[0], 3.0) and word[0] not in ("NET", "Net"))
            ):
                yield Change(m.start(), m.end(), m[1] + " ")
        elif not _FILE_PART.match(text, m.end()):
            yield Change(m.start(), m.end(), m[1])


@rule(
    "spacing",
    fixes={"Wait . . . then go.": "Wait... then go."},
    keeps=("1 . . 5", "Wait... then go.", "a . b . c"),
    trigger=r"\. \. \.",
)
def close_spaced_ellipsis(passage: Passage) -> Iterator[Change]:
    """Close the dots of an ellipsis that a tokenizer pulled apart."""
    for m in passage.find(_ELLIPSIS):
        yield Change(m.start(), m.end(), "..." if m[0].count(".") == 3 else "....")


@rule(
    "spacing",
    fixes={
        "We ate , then slept .": "We ate, then slept.",
        "Milk ,bread and tea": "Milk, bread and tea",
        "Why ? Because .": "Why? Because.",
        "He went to town .I have seen it .It's big .A dog barked.": (
            "He went to town. I have seen it. It's big. A dog barked."
        ),
    },
    keeps=("It runs on .NET now.", "Open the .txt file.", "Well ... maybe", "Good ;) thanks", "a ! = b", "Dial .5 now"),
    trigger=r" [,;.!?]",
)
def close_space_before_punctuation(passage: Passage) -> Iterator[Change]:
    """Close the space that a tokenizer left before a comma, a semicolon or the end of a sentence."""
    yield from punctuation_gaps(passage.text)


_OTHER_PART = compiled(r" ?(?:\d|[a-z]+ \d)")
"""The other part of a ratio: 3 : 1, flour 1 : starch 1."""


@rule(
    "spacing",
    fixes={"Note : drink water.": "Note: drink water."},
    keeps=("A ratio of 3 : 1 is best (salt 1 : soda 2).", "Thanks :) bye", "a :b", "Thanks : ) bye"),
    chars=":",
)
def close_space_before_colon(passage: Passage) -> Iterator[Change]:
    """Close the space before a colon. Ratios and smileys keep theirs."""
    text = passage.text
    for m in passage.find(_COLON):
        digit = text[m.start() - 1].isdigit() and _OTHER_PART.match(text, m.end())
        if not digit:
            yield Change(m.start(), m.end(), ":")


@rule(
    "spacing",
    fixes={
        "The liver ( or kidney ) hurts.": "The liver (or kidney) hurts.",
    },
    suggests={
        "Use salt (or soda ).": "Use salt (or soda).",
    },
    keeps=(
        "Nice :( really",
        "Tick ( ) yes or [ x ] no.",
        "f( x ) = 2",
        "print( name ) here",
        "The liver (or kidney) hurts.",
    ),
    chars="([",
    again=True,
)
def close_spaces_in_brackets(passage: Passage) -> Iterator[Change]:
    """Close the spaces inside brackets; on one side alone it is only suggested, but for words in an article."""
    text = passage.text
    for m in passage.find(_PARENTHESES):
        if m[5]:
            yield Change(m.start(4), m.end(4), "")
            yield Change(m.start(6), m.end(6), "")
            continue
        label = " " not in m[2].strip() and _AMOUNT.fullmatch(m[2].strip()) is None
        if not m[2].strip() or (text[m.start() - 1 : m.start()].isalnum() and label):
            continue
        both = bool(m[1] and m[3]) or (
            passage.context.article and (len(m[2].strip()) > _LABEL or _FIGURES.fullmatch(m[2].strip()) is not None)
        )
        if m[1]:
            yield Change(m.start(1), m.end(1), "", safe=both)
        if m[3]:
            yield Change(m.start(3), m.end(3), "", safe=both)
