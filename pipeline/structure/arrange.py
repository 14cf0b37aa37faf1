"""Arrange: repaired blocks become an article's parts, each block with its place in the document."""

import re
from collections.abc import Sequence

from pipeline.compiled import compiled
from pipeline.model import Arrangement, Item, Problem, Removed, Repaired, Section, Span, Text
from pipeline.settings import Settings
from pipeline.structure import ends, kinds, promises
from pipeline.structure.tree import Draft, DraftItem, Line, Parts

_CONCLUDES = compiled(
    r"[\W_]*(?:conclusions?|summary|in (?:short|summary|conclusion)|final (?:words|thoughts)|to sum up|epilogue|"
    r"the end|summary of (?:the|this) article|closing (?:words|remarks))\W*$",
    re.IGNORECASE,
)
_ABOUT_LIST = compiled(
    r"(?:these|those|this|the above|all (?:of )?(?:these|the above)|you (?:might|may) also|if you)\b", re.IGNORECASE
)

_OF_LIST = compiled(r"(?:these|those|this|all (?:of )?these|you (?:might|may) also)\b", re.IGNORECASE)
"""How a lone paragraph behind the last list begins that is still about the list."""
_WISHES = compiled(r"(?:^|[.!?] )(?:(?:I|[Ww]e) )?(?:sincerely )?(?:[Hh]ope|[Ww]ish)(?: that)? (?:this|you|every|all)")


def arrange(text: Text, repaired: Sequence[Repaired], settings: Settings) -> Arrangement:
    """Roles and kinds of repaired blocks. places[i] points to exactly repaired[i].text, or to removed source text."""
    parts = _parts(repaired)
    _headless(parts)
    _conclude(parts)
    kinds.decide(parts, settings)
    places = [""] * len(repaired)
    title = None
    for line in parts.title:
        title, places[line.index] = line.text, "/title"
    if title is None and text.title and text.title.strip():
        title = text.title.strip()
    introduction = _paragraphs(parts.introduction, "/introduction", places)
    sections = tuple(_section(draft, f"/sections/{i}", places) for i, draft in enumerate(parts.sections))
    conclusion = _paragraphs(parts.conclusion, "/conclusion", places)
    removed = []
    for n, line in enumerate(parts.removed):
        block = line.block
        places[line.index] = f"/removed/{n}/text"
        removed.append(Removed(text=block.text, reason=line.reason, source=Span(start=block.start, end=block.end)))
    sections = promises.promised(title, sections)
    problems: list[Problem] = promises.problems(text, parts, introduction, sections, settings)
    return Arrangement(title, introduction, sections, conclusion, tuple(removed), tuple(places), tuple(problems))


def _parts(repaired: Sequence[Repaired]) -> Parts:
    parts = Parts()
    stack: list[DraftItem] = []
    opened: dict[int, DraftItem] = {}
    for one in repaired:
        line, block = Line(one), one.block
        if block.facts.get("removed"):
            parts.removed.append(line)
        elif block.kind == "title" and not parts.title:
            parts.title.append(line)
        elif block.kind == "heading" or block.kind == "title":
            parts.sections.append(Draft(heading=line))
            stack = []
        elif block.item is None:
            _loose(parts, line)
            stack = []
        elif block.item == block.index:
            item = DraftItem(line, block.facts.get("list"), block.confidence)
            opened[block.index] = item
            stack = [*stack[: block.depth - 1], item]
            _open(parts, stack, item)
            item.put(line)
        else:
            opened[block.item].put(line)
    return parts


def _open(parts: Parts, stack: list[DraftItem], item: DraftItem) -> None:
    if len(stack) > 1:
        stack[-2].items.append(item)
        return
    if not parts.sections or parts.sections[-1].closing:
        new = Draft()
        if parts.sections:
            new.paragraphs = _lead_in(parts.sections[-1].closing)
        while not parts.sections and parts.introduction and parts.introduction[-1].block.facts.get("lead"):
            new.paragraphs.insert(0, parts.introduction.pop())
        parts.sections.append(new)
    parts.sections[-1].items.append(item)


def _lead_in(closing: list[Line]) -> list[Line]:
    """Take the announcement of the next list off the lines after the last one."""
    out: list[Line] = []
    while closing and closing[-1].block.facts.get("lead"):
        out.append(closing.pop())
    if closing and not out and re.search(r"[:：]$", closing[-1].text):
        out.append(closing.pop())
    return out[::-1]


def _loose(parts: Parts, line: Line) -> None:
    if not parts.sections:
        parts.introduction.append(line)
    elif parts.sections[-1].items:
        parts.sections[-1].closing.append(line)
    else:
        parts.sections[-1].paragraphs.append(line)


def _headless(parts: Parts) -> None:
    """Split a section that holds two lists: each list is a section of its own."""
    out: list[Draft] = []
    for draft in parts.sections:
        here = draft
        out.append(here)
        items, draft.items = draft.items, []
        for item in items:
            if here.items and here.items[-1].group != item.group and item.group is not None:
                here = Draft()
                out.append(here)
            here.items.append(item)
        if here is not draft:
            here.closing, draft.closing = draft.closing, []
    parts.sections = out


def _conclude(parts: Parts) -> None:
    """Set the closing of the whole article apart: what follows the last list, or a last part that is headed so."""
    if not parts.sections:
        return
    last = parts.sections[-1]
    if last.heading and not last.items and last.paragraphs and _CONCLUDES.match(last.heading.text):
        parts.conclusion = [last.heading, *last.paragraphs]
        parts.sections.pop()
        return
    if last.closing:
        cued = next((i for i, line in enumerate(last.closing) if i and kinds.concludes(line.text)), None)
        keep = cued or 0
        while cued is None and keep < len(last.closing) and _ABOUT_LIST.match(last.closing[keep].text):
            keep += 1
        if keep == len(last.closing) and (keep > 1 or not _OF_LIST.match(last.closing[0].text)):
            keep = 0
        parts.conclusion, last.closing = last.closing[keep:], last.closing[:keep]
    elif not last.items and len(last.paragraphs) > 1 and _closes(last.paragraphs[-1].text):
        parts.conclusion = [last.paragraphs.pop()]


def _closes(text: str) -> bool:
    """Whether a paragraph opens like the end of an article, or wishes its readers something."""
    return kinds.concludes(text) or bool(ends.CLOSING.match(text) or _WISHES.search(text))


def _paragraphs(lines: Sequence[Line], base: str, places: list[str]) -> tuple[str, ...]:
    for i, line in enumerate(lines):
        places[line.index] = f"{base}/{i}"
    return tuple(line.text for line in lines)


def _section(draft: Draft, base: str, places: list[str]) -> Section:
    if draft.heading:
        places[draft.heading.index] = f"{base}/heading"
    start, end = draft.span()
    return Section(
        kind=draft.kind,
        heading=draft.heading.text if draft.heading else None,
        paragraphs=_paragraphs(draft.paragraphs, f"{base}/paragraphs", places),
        items=tuple(_item(item, f"{base}/items/{i}", places) for i, item in enumerate(draft.items)),
        closing=_paragraphs(draft.closing, f"{base}/closing", places),
        source=Span(start=start, end=end),
    )


def _item(item: DraftItem, base: str, places: list[str]) -> Item:
    label = item.label
    if label:
        places[label.index] = f"{base}/label"
    if item.title:
        places[item.title.index] = f"{base}/title"
    start, end = item.span()
    return Item(
        number=item.number,
        label=label.text if label else item.marker,
        title=item.title.text if item.title else None,
        paragraphs=_paragraphs(item.paragraphs, f"{base}/paragraphs", places),
        items=tuple(_item(nested, f"{base}/items/{i}", places) for i, nested in enumerate(item.items)),
        source=Span(start=start, end=end),
        confidence=item.confidence,
    )
