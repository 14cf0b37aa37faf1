"""Marks that carry layout in the source and have no place in a document that has fields for titles and items."""

from collections.abc import Iterator

from pipeline.compiled import compiled
from pipeline.repair.rule import Change, Passage, rule

_SEPARATOR = compiled(r"(?<!\s)\s*(?:[:：,，;；、]|\s[-–—]|[–—]|[-–—]{2})+\s*$")
_COLON = compiled(r"(?<![\s,;])\s*[,;]?\s*[:：]\s*$")
_LEADS_ON = compiled(r"\b(?:is|are|was|were|includes?|including|as|to|follows?|has|have|such as)\s*\Z")
"""How a line ends that its list goes on with, and whose colon is no heading's."""
_HEADING_MARKS = compiled(r"^\s*#{1,6}\s+|(?<!\s)\s+#{1,6}\s*$")
_EMPHASIS = compiled(r"(?<![\w*\\])(\*{1,3})(?=[^\s*])([^*\n]{1,400}?)(?<=[^\s*])\1(?![\w*])")
_UNDERSCORED = compiled(r"(?<![\w_\\])(_{1,3})(?=[^\s_])([^_\n]{1,400}?)(?<=[^\s_])\1(?![\w_])")


@rule(
    "punctuation",
    fixes={
        "Lack of calcium:": "Lack of calcium",
        "Lack of sleep -": "Lack of sleep",
        "Poor sleep,": "Poor sleep",
        "Poor diet ：": "Poor diet",
        "Too little light–": "Too little light",
    },
    keeps=("Lack of calcium", "A ratio of 3:1", "Self-care", "What helps?", "Pre-"),
    kinds=("item-title",),
    document_only=True,
)
def drop_title_separator(passage: Passage) -> Iterator[Change]:
    """Drop the colon, comma or dash that parted an item's title from its body: in the document they are fields of their
    own."""
    m = _SEPARATOR.search(passage.text)
    if m and m.start():
        yield Change(m.start(), m.end(), "")


@rule(
    "punctuation",
    fixes={"Common causes:": "Common causes", "Common causes,:": "Common causes"},
    keeps=("Common causes", "Causes: a list", "At 3:00", "The functions are:", "What to check include:"),
    kinds=("heading", "title"),
    document_only=True,
)
def drop_heading_colon(passage: Passage) -> Iterator[Change]:
    """Drop the colon at the end of a heading: in the document what follows is its section."""
    m = _COLON.search(passage.text)
    if m and m.start() and not _LEADS_ON.search(passage.text, 0, m.start()):
        yield Change(m.start(), m.end(), "")


@rule(
    "punctuation",
    fixes={"## Common causes ##": "Common causes", "Wash it **every** day.": "Wash it every day."},
    keeps=("Use #hashtags", "2 * 3 * 4", "a snake_case_name", "f**k", "5 ** 2"),
    chars="#*_",
    document_only=True,
)
def drop_markdown(passage: Passage) -> Iterator[Change]:
    """Drop Markdown's marks of headings and emphasis from a Markdown source. Stars inside words are censorship and
    stay."""
    if passage.context.media_type != "text/markdown":
        return
    for m in passage.find(_HEADING_MARKS):
        yield Change(m.start(), m.end(), "")
    for m in [*passage.find(_EMPHASIS), *passage.find(_UNDERSCORED)]:
        yield Change(m.start(1), m.end(1), "")
        yield Change(m.end() - len(m[1]), m.end(), "")
