"""What only a tokenizer does: spacing that could be somebody's style, and is none where other marks are pulled apart
too."""

import re
from collections.abc import Iterator

from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.spacing import punctuation_gaps

_EVIDENCE = re.compile(
    r"(?<=[^\W_]) [,;](?= )|(?<=[^\W_]{2}) [.!?]+(?:$|(?= [A-Z\"“'(.!?]))|(?<=[^\s.]) \.$|(?<=[\w?!]) (?:: :|\.{3})$"
    r"|^\w{1,3} \) "
    r"|(?<=[a-z]) (?:n['’]t|['’](?:s|re|ve))\b|(?: \.{3} \w+){3}|(?: '{1,3}){4}"
)
_OPENING = re.compile(r"(?<![:;=])(?:(\() +(?=[^\s)\]])|(\[) +(?=[^\s)\[\]]))")
_CLOSING = re.compile(r"(?<=[^\s(\[:;=-]) +(?=[)\]](?:[\s,.;:!?)\]\"”']|$))")
_ROW = re.compile(r"([!?:)])(?: \1)+(?=\s|$)")
_DOTS = re.compile(r"(?<=\w) +(\.{2,4})(?=\s|$)")
_PERCENT = re.compile(r"(?<=\d) +(?=%(?:[\s,.;:!?)\]]|$))(?!% [a-z]%|%[a-z])")
_PLACEHOLDER = re.compile(r"< (\w{2,12}) >")
_SINGLE = re.compile(r"(?<![\w'])' ((?:[^'\n]|(?<=\w)'(?=\w)){1,200}?) '(?![\w'])")
_LONE = re.compile(r"(?:^|(?<=[,:] ))\" (?=[A-Z])|(?<=, )\" (?=[a-z])")
_TICKS = re.compile(r"(?<!\S)'{1,3}(?: '{1,3}){3,}(?!\S)")
_BACKSLASH = re.compile(r"(?:(?<=\w) |(?<!\S))\\(?: \\)* (?=[a-z\\])")
_POSSESSIVE = re.compile(r"(?<=[a-z]s) (['’])(?= [a-z])")


def tokenised(text: str) -> bool:
    """Whether a tokenizer pulled the text apart: a space stands before a comma, a full stop or a split contraction."""
    return _EVIDENCE.search(text) is not None


@rule(
    "spacing",
    fixes={
        "He [ the king ] left , and ( I think ) she did .": "He [the king] left, and (I think) she did.",
        "Well , stop it ! ! !": "Well, stop it!!!",
        "It rains , he said ...": "It rains, he said...",
        "About 70 % of them , or more .": "About 70% of them, or more.",
        "The < unk > came , and left .": "The <unk> came, and left.",
        "The name ' Ankor ' is old , he said .": "The name 'Ankor' is old, he said.",
        "A king \\ two , they wrote .": "A king\\two, they wrote.",
        "The ' '' '' ' play , he said .": "The '''''' play, he said.",
        "The parents ' room is big , too .": "The parents' room is big, too.",
        '" So it ends , he said .': '"So it ends, he said.',
    },
    keeps=(
        "Tick ( ) yes or [ x ] no.",
        "He [ the king ] left, and she did.",
        "Well, stop it! It! It!",
        "Well ... maybe",
        "About 70 % of them",
        "The < unk > came.",
        "The name ' Ankor ' is old.",
        "the 'n' key, he said.",
        "the ' ' ' keys",
        "A king \\ two kings",
    ),
    trigger=r" (?:[,;.!?:)]|n['’]t|['’])",
)
def detokenise(passage: Passage) -> Iterator[Change]:
    """Close what a tokenizer pulled apart: brackets, rows of marks, percent signs, placeholders, single quotation
    marks and the plural's possessive, as well as commas and stops.

    Alone, each of these spaces could be somebody's style. They are closed where a comma, a full stop or a contraction
    that was pulled apart, too, shows that a tokenizer was at work.
    """
    text = passage.text
    if not tokenised(text):
        return
    taken: set[int] = set()
    for part in (_marks, _brackets, _quotes, punctuation_gaps):
        for change in part(text):
            places = range(change.start, change.end)
            if taken.isdisjoint(places):
                taken.update(places)
                yield change


def _brackets(text: str) -> Iterator[Change]:
    for m in _OPENING.finditer(text):
        yield Change(m.start() + 1, m.end(), "")
    for m in _CLOSING.finditer(text):
        yield Change(m.start(), m.end(), "")


def _marks(text: str) -> Iterator[Change]:
    for m in _ROW.finditer(text):
        start = m.start() - (text[m.start() - 1 : m.start()] == " ")
        yield Change(start, m.end(), m[0].replace(" ", ""))
    for m in _DOTS.finditer(text):
        yield Change(m.start(), m.end(), m[1])
    for m in _PERCENT.finditer(text):
        yield Change(m.start(), m.end(), "")
    if text.endswith(" "):
        yield Change(len(text.rstrip(" ")), len(text), "")
    for m in _BACKSLASH.finditer(text):
        yield Change(m.start(), m.end(), m[0].replace(" ", ""))
    for m in _TICKS.finditer(text):
        yield Change(m.start(), m.end(), m[0].replace(" ", ""))
    for m in _PLACEHOLDER.finditer(text):
        yield Change(m.start(), m.end(), f"<{m[1]}>")


def _quotes(text: str) -> Iterator[Change]:
    singles = list(_SINGLE.finditer(text))
    for m in singles:
        yield Change(m.start() + 1, m.start() + 2, "")
        yield Change(m.end() - 2, m.end() - 1, "")
    if not singles:
        for m in _POSSESSIVE.finditer(text):
            yield Change(m.start(), m.start() + 1, "")
    if text.count('"') % 2:
        for m in _LONE.finditer(text):
            yield Change(m.start() + 1, m.end(), "")


@rule(
    "spacing",
    fixes={},
    keeps=("About 70% of them", "a 5 %d format", "the % sign"),
    suggests={"About 70 % of them": "About 70% of them"},
    trigger=r"\d +%",
)
def close_percent(passage: Passage) -> Iterator[Change]:
    """Close the space before a percent sign. English sets none, but some house styles do, so it is only suggested."""
    for m in passage.find(_PERCENT):
        yield Change(m.start(), m.end(), "", safe=False)
