"""Segment: one decision over the raw text cuts an article into blocks, before anything is repaired."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pipeline.compiled import compiled
from pipeline.model import Block, Text
from pipeline.settings import Settings
from pipeline.structure import plan, roles, tails
from pipeline.structure.plan import Seg

_OPEN_BOLD = compiled(r"\s*\*\*\s*$")


@dataclass(slots=True)
class _Cut:
    """A block to be: its span, kind and what is known of it."""

    start: int
    end: int
    kind: str
    seg: Seg
    facts: dict[str, Any] = field(default_factory=dict)


def segment(
    text: Text,
    settings: Settings,  # noqa: ARG001 - the stages have one form
    keep: frozenset[str] = frozenset(),
    drop: frozenset[str] = frozenset(),
) -> tuple[Block, ...]:
    """The blocks of a decoded source, in order: each non-blank code point in exactly one, trimmed of white space.

    keep: texts that editors have put back, so that they are never removed; drop: texts that editors have removed.
    """
    made = plan.make(text)
    roles.decide(made)
    cuts = [cut for seg in made.segs for cut in _cuts(seg)]
    openers: dict[int, int] = {}
    blocks = []
    for index, cut in enumerate(cuts):
        owner = cut.seg.owner
        item = None
        if owner is not None:
            if cut.seg is owner and "removed" not in cut.facts:
                openers.setdefault(id(owner), index)
            item = openers.get(id(owner))
        depth = max(1, cut.seg.level) if cut.kind == "heading" else cut.seg.depth + 1 if item is not None else 0
        if item == index:
            cut.facts |= _entry_facts(cut.seg)
        sure = _confidence(cut)
        body = text.text[cut.start : cut.end]
        if body in keep:
            cut.facts.pop("removed", None)
        elif body in drop and cut.kind == "text" and item != index:
            cut.facts["removed"] = "advertisement"
        blocks.append(Block(index, cut.kind, cut.start, cut.end, body, depth, item, sure, cut.facts))
    return tuple(blocks)


def _confidence(cut: _Cut) -> float:
    if cut.seg.role == "entry":
        return cut.seg.confidence
    return round(max(0.5, cut.seg.heading), 2) if cut.kind == "heading" else 1.0


def _entry_facts(seg: Seg) -> dict[str, Any]:
    marker = seg.mark.label if seg.mark and seg.label_span is None else None
    return {"list": seg.group, "value": seg.label.value if seg.label else None, "marker": marker}


def _cuts(seg: Seg) -> Iterator[_Cut]:
    if seg.role == "removed":
        yield _Cut(seg.start, seg.end, "debris" if seg.reason == "debris" else "text", seg, {"removed": seg.reason})
        return
    if seg.role in ("title", "heading"):
        start = seg.prefix[0] if seg.prefix else seg.start
        yield _Cut(start, seg.end, seg.role, seg)
        return
    if seg.role == "item-title":
        yield _Cut(seg.start, seg.end, "item-title", seg)
        return
    if seg.role == "entry":
        yield from _entry(seg)
        return
    yield from _text(seg, seg.start, seg.end, {"lead": True} if seg.lead else {})


def _entry(seg: Seg) -> Iterator[_Cut]:
    if seg.prefix:
        yield _Cut(seg.prefix[0], seg.prefix[1], "debris", seg, {"removed": "debris"})
    if seg.label_span:
        yield _Cut(seg.label_span[0], seg.label_span[1], "label", seg)
    at = seg.rest_start
    end = seg.end
    if seg.title_end:
        raw = seg.text[at - seg.start : at - seg.start + seg.title_end]
        title = raw.rstrip()
        marks = _OPEN_BOLD.search(title) if seg.prefix and seg.text and title.count("**") % 2 else None
        stop = at + (marks.start() if marks else len(title))
        yield _Cut(at, stop, "item-title", seg)
        if marks:
            yield _Cut(stop, at + len(title), "debris", seg, {"removed": "debris"})
        at += seg.title_end
        if seg.cell and seg.text[at - seg.start : at - seg.start + 1] == "|":
            yield _Cut(at, at + 1, "debris", seg, {"removed": "debris"})
            at += 1
    yield from _text(seg, at, end, {})


def _text(seg: Seg, start: int, end: int, facts: dict[str, Any]) -> Iterator[_Cut]:
    """A stretch of text, with the links and advertising behind its sentences as blocks of their own."""
    base = seg.start
    at = start
    for a, b, reason in tails.spans(seg.text):
        if base + a <= start or base + b > end:
            continue
        yield from _trimmed(seg, at, base + a, facts)
        yield _Cut(base + a, base + b, "text", seg, {"removed": reason})
        at = base + b
    yield from _trimmed(seg, at, end, facts)


def _trimmed(seg: Seg, start: int, end: int, facts: dict[str, Any]) -> Iterator[_Cut]:
    raw = seg.text[start - seg.start : end - seg.start]
    body = raw.strip()
    if body:
        at = start + len(raw) - len(raw.lstrip())
        yield _Cut(at, at + len(body), "text", seg, dict(facts))
