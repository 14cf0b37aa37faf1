"""Where an edit stands: its place in the source and in the result, through all the edits between.

An edit's offsets are in its block's text at the time of the proposal. To show it in the result its span is carried
forward through the later edits that changed the text; to find it again after other decisions have changed, its span is
carried back to the source's block, which no decision changes. All offsets are in code points, end exclusive.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.model import CHANGING, Edit, Trace, TraceBlock

CONTEXT = 32
"""Code points of the source kept on each side of a change, enough to find it again."""


def carry(start: int, end: int, at: int, old: int, new: int) -> tuple[int, int]:
    """A span after `old` code points at `at` have become `new`.

    What lies outside the replaced stretch moves along; an end inside it moves to that stretch's edge, so that the
    span covers all of what was put there. Never yields an inverted span.
    """
    begin = start + new - old if start >= at + old and (start > at or not old) else min(start, at)
    finish = end if end <= at else end + new - old if end >= at + old else at + new
    return (begin, finish) if begin <= finish else (finish, finish)


def locate(edits: Sequence[Edit], index: int) -> tuple[int, int]:
    """The span, in the block's clean text, of the edit at `index` of one block's edits in their order.

    For an edit that changed the text it covers what it put there, for any other what it proposed to change. An edit
    that later ones overwrote has the span of what stands in its place.
    """
    edit = edits[index]
    start, end = edit.start, edit.start + len(edit.after if edit.outcome in CHANGING else edit.before)
    for later in edits[index + 1 :]:
        if later.outcome in CHANGING:
            start, end = carry(start, end, later.start, len(later.before), len(later.after))
    return start, end


def trim(before: str, after: str) -> tuple[int, int, int]:
    """What a change really changes: lengths of the common start, of what goes, and of what comes."""
    limit = min(len(before), len(after))
    head = 0
    while head < limit and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < limit - head and before[len(before) - 1 - tail] == after[len(after) - 1 - tail]:
        tail += 1
    return head, len(before) - head - tail, len(after) - head - tail


@dataclass(frozen=True, slots=True)
class Anchor:
    """A change's place in the source: what goes and what comes, and where in the source's block.

    start, end: span of the change in the block's source; whole: span of the whole edit there, unchanged ends included;
    nth: ordinal, from 1, of the block among the article's blocks with the same source.
    """

    gone: str
    come: str
    source: str
    start: int
    end: int
    whole: tuple[int, int]
    block: int
    nth: int = 1

    def context(self, width: int = CONTEXT) -> tuple[str, str]:
        """`width` code points of the source on both sides, fewer only at the block's edges."""
        return self.source[max(0, self.start - width) : self.start], self.source[self.end : self.end + width]


@dataclass
class _Block:
    source: str
    text: str
    steps: list[tuple[int, int, int]] = field(default_factory=list)
    last: Edit | None = None

    def advance(self, text: str) -> None:
        """Take in that the text may have changed by the last proposal, and by nothing else."""
        last = self.last
        if last is not None and text != self.text:
            after = self.text[: last.start] + last.after + self.text[last.start + len(last.before) :]
            if text == after:
                self.steps.append((last.start, len(last.before), len(last.after)))
            else:
                self.source, self.steps = text, []
        self.text = text

    def back(self, start: int, end: int) -> tuple[int, int]:
        for at, old, new in reversed(self.steps):
            start, end = carry(start, end, at, new, old)
        return start, end


class Anchors:
    """Finds the anchors of one article's proposals, given in the order in which they are made.

    Every proposal must be given once, with the block's text it refers to: the first text of a block is its source, and
    between two proposals the text changes by nothing but the former of them.
    """

    def __init__(self, blocks: Iterable[TraceBlock] = ()) -> None:
        """blocks: the article's, where they are known beforehand: a trace lacks the edits of removed ones."""
        self._blocks: dict[int, _Block] = {}
        self._alike: dict[str, list[int]] = {}
        for block in blocks:
            if block.kind not in ("label", "debris"):
                self._alike.setdefault(block.text, []).append(block.index)

    def of(self, edit: Edit, text: str) -> Anchor:
        """The anchor of a proposal about a block whose text is `text` at this time."""
        block = self._blocks.setdefault(edit.block, _Block(text, text))
        block.advance(text)
        block.last = edit
        head, old, new = trim(edit.before, edit.after)
        start, end = block.back(edit.start + head, edit.start + head + old)
        blocks = self._alike.setdefault(block.source, [])
        if edit.block not in blocks:
            blocks.append(edit.block)
        return Anchor(
            gone=edit.before[head : head + old],
            come=edit.after[head : head + new],
            source=block.source,
            start=start,
            end=end,
            whole=block.back(edit.start, edit.end),
            block=edit.block,
            nth=blocks.index(edit.block) + 1,
        )


def anchors(trace: Trace) -> list[Anchor]:
    """The anchors of a trace's edits, in their order. Takes the trace as sound (`verify` proves that it is)."""
    texts = {block.index: block.text for block in trace.blocks}
    finder, out = Anchors(trace.blocks), []
    for edit in trace.edits:
        text = texts[edit.block]
        out.append(finder.of(edit, text))
        if edit.outcome in CHANGING:
            texts[edit.block] = text[: edit.start] + edit.after + text[edit.start + len(edit.before) :]
    return out


def width_of(left: str, right: str) -> int:
    """The width of a context, given its two sides: the least of 32, 64, 128 and so on that holds them."""
    width = CONTEXT
    while width < max(len(left), len(right)):
        width *= 2
    return width


def tell_apart(found: Sequence[Anchor]) -> list[tuple[int, int | None]]:
    """For each of an article's anchors, the context that tells it from the same change elsewhere in the article: its
    width, and the ordinal of its block where there are several blocks with this very source."""
    out: list[tuple[int, int | None]] = [(CONTEXT, None)] * len(found)
    todo, width = list(range(len(found))), CONTEXT
    while todo:
        places: dict[tuple[object, ...], set[tuple[int, int]]] = {}
        for number in todo:
            anchor = found[number]
            places.setdefault((anchor.gone, anchor.come, *anchor.context(width)), set()).add(
                (anchor.block, anchor.start)
            )
        again = []
        for number in todo:
            anchor = found[number]
            if len(places[(anchor.gone, anchor.come, *anchor.context(width))]) > 1:
                out[number] = (width, anchor.nth)
                again.append(number)
            else:
                out[number] = (width, None)
        todo = again if any(width < len(found[number].source) for number in again) else []
        width *= 2
    return out
