"""Where an edit stands: its place in the source and in the result, through all the edits between.

An edit's offsets are in its block's text at the time of the proposal. To show it in the result its span is carried
forward through the later edits that changed the text; to find it again after other decisions have changed, its span is
carried back to the source's block, which no decision changes. All offsets are in code points, end exclusive.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.model import CHANGING, Edit, Trace, TraceBlock

CONTEXT = 32
"""Code points of the source kept on each side of a change, enough to find it again."""


class Carrier:
    """Carries spans from a text back to the one that it was made of, through the steps between.

    What lies outside the replaced stretches moves along; an end inside one moves to that stretch's edge, so that the
    span covers all of what stood there. Spans are never inverted. Steps from left to right, as a rule makes them, cost
    what a look-up costs; one further left than the last folds those before it into the map, which costs the text once.
    """

    def __init__(self, length: int) -> None:
        """length: code points of the text."""
        self._starts = self._ends = array("I", range(length + 1))
        self._steps: list[tuple[int, int, int]] = []
        self._shift = self._edge = 0

    def step(self, at: int, old: int, new: int) -> None:
        """Take in that `old` code points at `at` have become `new`; later spans are in that text."""
        if at < self._edge or (at == self._edge and not old):
            self._fold()
        self._steps.append((at - self._shift, old, new))
        self._shift += new - old
        self._edge = at + new

    def back(self, start: int, end: int) -> tuple[int, int]:
        """Where a span of the text, after all steps, comes from."""
        if start < self._edge or end == self._edge:
            self._fold()
        begin, finish = self._starts[start - self._shift], self._ends[end - self._shift]
        return min(begin, finish), finish

    def _fold(self) -> None:
        if not self._steps:
            return
        starts, ends, at, after = array("I"), array("I"), 0, 0
        for place, old, new in self._steps:
            starts += self._starts[at:place] + array("I", [self._starts[place]]) * new
            ends += self._ends[after : place + 1] + array("I", [self._ends[place + old]]) * new
            at, after = place + old, place + old + 1
        self._starts, self._ends = starts + self._starts[at:], ends + self._ends[after:]
        self._steps, self._shift, self._edge = [], 0, 0


def located(edits: Sequence[Edit], length: int) -> list[tuple[int, int]]:
    """The spans, in a block's clean text of `length` code points, of the block's edits in their order.

    For an edit that changed the text it covers what it put there, for any other what it proposed to change. An edit
    that later ones overwrote has the span of what stands in its place.
    """
    # Seen from the end and from behind, later steps come first, and from left to right.
    out, size, carrier = [], length, Carrier(length)
    for edit in reversed(edits):
        changed = edit.outcome in CHANGING
        end = edit.start + len(edit.after if changed else edit.before)
        begin, finish = carrier.back(size - end, size - edit.start)
        out.append((length - finish, length - begin))
        if changed:
            carrier.step(size - end, len(edit.after), len(edit.before))
            size += len(edit.before) - len(edit.after)
    return out[::-1]


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


class _Block:
    """A block whose proposals are followed: its source, and the way back there from its text at this time."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.carrier = Carrier(len(source))
        self.known = 0

    def follow(self, edits: Sequence[Edit]) -> None:
        """Take in the block's edits so far; those that were there before aren't looked at again."""
        for number in range(self.known, len(edits)):
            edit = edits[number]
            if edit.outcome in CHANGING:
                self.carrier.step(edit.start, len(edit.before), len(edit.after))
        self.known = len(edits)


class Anchors:
    """Finds the anchors of one article's proposals, given in the order in which they are made."""

    def __init__(self, blocks: Iterable[TraceBlock] = ()) -> None:
        """blocks: the article's, where they are known beforehand: a trace lacks the edits of removed ones."""
        self._blocks: dict[int, _Block] = {}
        self._alike: dict[str, dict[int, int]] = {}
        for block in blocks:
            if block.kind not in ("label", "debris"):
                self._ordinal(block.text, block.index)

    def _ordinal(self, source: str, block: int) -> int:
        alike = self._alike.setdefault(source, {})
        return alike.setdefault(block, len(alike) + 1)

    def of(self, edit: Edit, source: str, before: Sequence[Edit]) -> Anchor:
        """The anchor of a proposal; source: its block's text there, before: that block's edits up to this one."""
        block = self._blocks.get(edit.block) or self._blocks.setdefault(edit.block, _Block(source))
        block.follow(before)
        head, old, new = trim(edit.before, edit.offered)
        start, end = block.carrier.back(edit.start + head, edit.start + head + old)
        return Anchor(
            gone=edit.before[head : head + old],
            come=edit.offered[head : head + new],
            source=source,
            start=start,
            end=end,
            whole=block.carrier.back(edit.start, edit.end),
            block=edit.block,
            nth=self._ordinal(source, edit.block),
        )


def told(trace: Trace) -> Iterator[tuple[Edit, str, list[Edit]]]:
    """A trace's edits in their order, each with its block's source and that block's edits before it."""
    sources = {block.index: block.text for block in trace.blocks}
    before: dict[int, list[Edit]] = {}
    for edit in trace.edits:
        edits = before.setdefault(edit.block, [])
        yield edit, sources[edit.block], edits
        edits.append(edit)


def anchors(trace: Trace) -> list[Anchor]:
    """The anchors of a trace's edits, in their order. Takes the trace as sound (`verify` proves that it is)."""
    finder = Anchors(trace.blocks)
    return [finder.of(edit, source, before) for edit, source, before in told(trace)]


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
