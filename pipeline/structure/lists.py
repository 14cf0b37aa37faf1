"""One decision for all lists of an article: which labels are labels, which belong together, and on which level.

A beam search over labelings. Each possible label either is no label, goes on with an open list, or opens a list at some
depth; every choice has a cost, weighed from weak signs (form, value, place, what stands between), and the cheapest
labeling of the whole article wins. The margin to the next best that decides differently gives each label's confidence.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.structure.labels import Label

BEAM = 7
MARGIN = 4.5
DEPTH = 3
_OPEN = 1.2
_NEST = 0.4
_ALONE = 1.4
_NEAR = 4
_PAIR = 0.9
_SLIP = 0.3
_KIN = (
    frozenset({"ordinal", "word", "nth", "last", "next"}),
    frozenset({"digit", "arrow", "hash", "paren"}),
    frozenset({"roman", "letter"}),
)


class Candidate(NamedTuple):
    """A possible label at a place of the article, and what stands before it.

    unit: ordinal of its unit; heading: strength (0 to 1) of the strongest heading since the last candidate;
    gap: units without a label since then; colon: the text before it ends with a colon;
    indent: white space before it; group: the list that the format's own structure puts it in; depth: its level there;
    cut: the page breaks off at its end; heads: lines that look like headings since the last candidate;
    left: units from it to the page's end; over: the heading before the last candidate, if that may well be prose;
    slip: its number is the one before it again, and stands for the next, which the list lacks.
    """

    label: Label
    unit: int
    heading: float = 0.0
    gap: int = 0
    colon: bool = False
    indent: int = 0
    blank: int = 0
    group: int | None = None
    depth: int = 0
    cut: bool = False
    heads: int = 0
    left: int = 0
    over: float = 0.0
    slip: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """The decision about a candidate: its list (ordinal of the first candidate), depth from 0, previous candidate."""

    group: int
    depth: int
    previous: int | None
    confidence: float


class _Open(NamedTuple):
    group: int
    form: str
    family: str
    value: int | None
    inline: bool
    indent: int
    entries: int
    same: bool
    last: int
    sub: str = ""
    seen: frozenset[str] = frozenset()
    skipped: int = 0
    paired: bool = False


class _State(NamedTuple):
    cost: float
    stack: tuple[_Open, ...] = ()
    before: "_State | None" = None
    choice: tuple[int, int, int | None] | None = None


def solve(candidates: Sequence[Candidate]) -> list[Entry | None]:
    """Decide about all candidates together; None for those that are no labels. Time is linear in their number."""
    candidates = _slipped(candidates)
    beam = [_State(0.0)]
    for index, candidate in enumerate(candidates):
        best: dict[tuple[object, ...], _State] = {}
        most = math.inf
        for state in beam:
            if state.cost > most:
                break
            for follower in _followers(state, candidate, index, candidates, most):
                key = tuple([(o.group, o.value, o.last, o.sub) for o in follower.stack])
                if key not in best or follower.cost < best[key].cost:
                    best[key] = follower
            costs = sorted([follower.cost for follower in best.values()])
            most = min([most, *costs[BEAM - 1 : BEAM], *[cost + MARGIN for cost in costs[:1]]])
        ranked = sorted(best.values(), key=lambda s: s.cost)[:BEAM]
        beam = [state for state in ranked if state.cost <= ranked[0].cost + MARGIN]
    truncated = bool(candidates) and candidates[-1].cut
    near = truncated and candidates[-1].left <= _NEAR
    closed = [s.cost + sum(_close(here, truncated, near) for here in s.stack) for s in beam]
    ends = sorted(zip(closed, beam, strict=True), key=lambda end: end[0])
    paths = [(cost, _path(state)) for cost, state in ends]
    return _decided(paths)


def _slipped(candidates: Sequence[Candidate]) -> Sequence[Candidate]:
    """The candidates, with those marked whose number is a slip: the second 2 of 1, 2, 2, 4 within one paragraph."""
    out = list(candidates)
    last: dict[tuple[int, str], list[int]] = {}
    for index, c in enumerate(candidates):
        if not c.label.inline or c.label.value is None:
            continue
        run = last.setdefault((c.unit, c.label.form), [])
        values = [candidates[i].label.value for i in run[-2:]]
        if len(run) > 1 and values[0] == values[1] == c.label.value - 2:
            out[run[-1]] = candidates[run[-1]]._replace(slip=True)
        run.append(index)
    return out


def _followers(state: _State, c: Candidate, index: int, all_of: Sequence[Candidate], most: float) -> list[_State]:
    """What a candidate makes of a state, each way; those that cost more than `most` are left out."""
    stack = state.stack
    out: list[_State] = []
    if c.over > c.heading and state.before and state.choice is None:
        c = c._replace(heading=c.over)
    if c.group is None:
        plain = state.cost + _plain(stack, c, index, all_of)
        out.append(_State(plain, stack, state))
        most = min(most, plain + MARGIN)
    closing = 0.0
    bound = c.group is not None and any(all_of[here.last].group == c.group for here in stack)
    after = all_of[index + 1].label if index + 1 < len(all_of) else None
    for depth in range(len(stack), -1, -1):
        if depth < len(stack):
            here = stack[depth]
            cost = _go_on(here, c, all_of[here.last], depth < len(stack) - 1)
            cost += 0.8 * (depth > 0 and _restarts(stack[depth - 1], c.label, after))
            cost += 0.8 * (1 - c.heading) * (depth + 1 < len(stack) and _fits(stack[-1], c.label))
            if cost < 8 and state.cost + closing + cost <= most:
                path = (*stack[:depth], _longer(here, c, index))
                out.append(_State(state.cost + closing + cost, path, state, (here.group, depth, here.last)))
            closing += _close(here, False)
        if state.cost + closing > most:
            break
        if depth < DEPTH and not bound:
            under = stack[:depth]
            cost = _begin(c, under, all_of) + _leaves(c, stack, depth)
            if state.cost + closing + cost > most:
                continue
            if under:
                under = (*under[:-1], under[-1]._replace(sub=c.label.form))
            path = (*under, _opened(c, index, paired=bool(under) and _answers(under[-1], c.label)))
            out.append(_State(state.cost + closing + cost, path, state, (index, depth, None)))
    return out


def _opened(c: Candidate, index: int, *, paired: bool) -> _Open:
    """A list that a candidate opens."""
    label = c.label
    seen = frozenset((label.form,))
    return _Open(
        index, label.form, label.family, label.value, label.inline, c.indent, 1, True, index, seen=seen, paired=paired
    )


def _answers(outer: _Open, label: Label) -> bool:
    """Whether a label is the answer to the entry above it: `Method two:` below `Reason 2:`."""
    nouns = outer.family == label.family == "noun" and outer.form[:4] != label.form[:4]
    return nouns and not label.inline and outer.value is not None and outer.value == label.value


def _plain(stack: Sequence[_Open], c: Candidate, index: int, all_of: Sequence[Candidate]) -> float:
    """The cost of reading a candidate as no label."""
    cost = max(0.0, c.label.strength)
    cost += 1.0 * (not c.label.inline and any(here.entries > 1 and here.form == c.label.form for here in stack))
    if c.label.inline and stack and stack[-1].inline and stack[-1].value is not None:
        cost += 0.4 * (c.slip or c.label.value == stack[-1].value + 1)
    return min(cost, _PAIR) if _pairs(stack, c, index, all_of) else cost


def _pairs(stack: Sequence[_Open], c: Candidate, index: int, all_of: Sequence[Candidate]) -> bool:
    """Whether a label counts with the bullets, as `Scheme 2:` below the second: part of that entry, no list."""
    if c.label.family != "noun" or c.label.inline or len(stack) != 1 or stack[0].family != "bullet":
        return False
    before = next((k for k in range(index - 1, max(-1, index - 9), -1) if all_of[k].label.form == c.label.form), None)
    if before is not None and index - before > 2:
        return False
    beside = stack[0].last == index - 1 and not c.gap
    return (beside or c.gap == 1) and 0 <= (c.label.value or 0) - stack[0].entries <= 1


def _fits(inner: _Open, label: Label) -> bool:
    """Whether a label goes on with the innermost list but for the form of its last label alone (`1.`, `2,`, `3.`)."""
    slipped = inner.form != label.form and label.form in inner.seen
    return slipped and inner.value is not None and inner.value + 1 == label.value


def _restarts(outer: _Open, label: Label, after: Label | None) -> bool:
    """Whether a label fits the list above as well, and a nested list begins anew directly after it."""
    if label.value is None or after is None or outer.form != label.form or outer.value != label.value - 1:
        return False
    return after.value == 1 and after.form == label.form


def _longer(here: _Open, c: Candidate, index: int) -> _Open:
    """An open list with one more entry; one of the numbers that were skipped before doesn't set it back."""
    value = c.label.value + c.slip if c.label.value is not None else here.value
    skipped = 0
    if value is not None and here.value is not None:
        if _fills(here, value):
            value, skipped = here.value, value + 1
        elif value > here.value + 1:
            skipped = here.value + 1
    label = c.label
    same = here.same and label.value == here.value
    seen = here.seen if len(here.seen) > 3 else here.seen | {label.form}
    entries = here.entries + 1
    return _Open(
        here.group,
        label.form,
        label.family,
        value,
        label.inline,
        c.indent,
        entries,
        same,
        index,
        here.sub,
        seen,
        skipped,
    )


def _fills(here: _Open, value: int) -> bool:
    """Whether a number is one of those that a list has skipped, as the 3 of 1, 2, 4, 3."""
    return here.value is not None and 0 < here.skipped <= value < here.value


def _leaves(c: Candidate, stack: Sequence[_Open], depth: int) -> float:
    """The cost of closing open lists for a new one that no heading announces."""
    if depth >= len(stack):
        return 0.0
    if c.group is not None:
        return 0.5 * (1 - c.heading) * (c.depth == 0)
    cost = 0.5 * (1 - c.heading) * (stack[0].form != c.label.form) if depth == 0 else 0.0
    return (
        cost
        + 1.0 * (c.label.inline and not stack[depth].inline)
        + 0.6 * (1 - c.heading) * (stack[depth].sub == c.label.form)
    )


def _close(here: _Open, truncated: bool, near: bool = False) -> float:
    """The cost of a list that ends with what it has; near: the page breaks off soon after the last entry."""
    cost = 1.6 * (here.family == "next")
    if here.entries == 1 and not here.paired:
        bullet = here.family == "bullet"
        weak = 1.0 * bullet + 0.4 * (here.family in ("ordinal", "word", "nth"))
        cost += 0.4 if truncated and (near or not bullet) else _ALONE + 0.4 * here.inline + weak
    return cost


def _go_on(here: _Open, c: Candidate, last: Candidate, closes: bool) -> float:
    """The cost of c being the next entry of an open list whose last entry is `last`."""
    if c.group is not None or last.group is not None:
        return 0.0 if c.group == last.group and c.depth == last.depth else 9.0
    label = c.label
    cost = _form_cost(here, label)
    if cost and c.blank and not last.blank and here.entries > 1 and not label.inline:
        cost += 0.7  # its entries stand together, and another label stands apart
    if c.heads == 1 and label.value is not None and here.value == label.value - 2:
        cost += 0.8  # the heading between is the entry that lacks its number
    else:
        cost += _SLIP if c.slip and label.value == here.value else _value_cost(here, label)
        cost += 2.4 * c.heading
    cost += min(1.5, 0.25 * c.gap if label.family == "bullet" else 0.02 * c.gap)
    if label.inline != here.inline:
        cost += 0.9 if here.inline else 1.0
    elif label.inline and c.unit != last.unit:
        cost += 0.5
    if not label.inline and abs(c.indent - here.indent) >= 2:
        deeper = c.indent > here.indent and c.colon
        cost += 0.9 + 0.6 * deeper if label.family == "bullet" else 0.15
    if label.family == "bullet" and not label.inline:
        cost += 0.2 * closes + 0.9 * (c.colon and c.gap > 0)
    return cost


def _form_cost(here: _Open, label: Label) -> float:
    if label.form == here.form:
        return 0.0
    if label.form in here.seen and label.family != "bullet":
        return 0.3
    if label.family == "bullet" or here.family == "bullet":
        return (2.2 if len(here.seen) < 2 else 0.8) if label.family == here.family else 3.5
    if label.family == here.family:
        return 0.5
    for kin in _KIN:
        if label.family in kin and here.family in kin:
            return 0.4 if "ordinal" in kin else 0.9
    return 1.5


def _value_cost(here: _Open, label: Label) -> float:
    old, new = here.value, label.value
    if label.family in ("last", "next"):
        return 0.6 if here.entries > 1 and here.family in ("ordinal", "word", "nth", "last", "next") else 3.0
    if old is None or new is None:
        return 0.0 if old is new else 1.0
    if new == old + 1 or (label.letter is not None and label.letter == old + 1):
        return 0.0
    if new == old:
        if here.same:
            return 3.0 if here.entries == 1 and old == 1 else 1.6 if here.entries == 1 else 0.1
        return 1.5
    if _fills(here, new):
        return 0.8
    if new == old - 1 and label.form == here.form and label.family in ("hash", "noun"):
        return 0.6  # a countdown: TOP 3, TOP 2, TOP 1
    if new > old:
        return min(3.0, 1.0 + 0.25 * (new - old))
    return 3.6 if new == 1 else 2.4


def _begin(c: Candidate, under: Sequence[_Open], all_of: Sequence[Candidate]) -> float:
    """The cost of c opening a list, under the entries that stay open."""
    if c.group is not None:
        if c.depth == 0:
            return 0.3 * len(under) + 2.4 * c.heading * bool(under)
        declared = [all_of[here.last].group is not None for here in under]
        if sum(declared) != c.depth - 1 or sorted(declared) != declared:
            return 6.0
        return 0.3 * (len(declared) - sum(declared))
    label = c.label
    if label.family in ("last", "next"):
        return 9.0
    if under and _answers(under[-1], label):
        return 0.2
    cost = _OPEN - 0.4 * c.colon - 0.5 * c.heading * (not under)
    if label.value is not None and label.value > 1:
        cost += min(3.5, 0.6 + 0.35 * (label.value - 1)) if c.unit > 2 else 0.3 * min(8, label.value - 1)
    if label.inline:
        cost += 0.3
    if not under:
        return cost
    outer = under[-1]
    cost += _NEST + 2.4 * c.heading - 0.3 * c.colon
    cost -= 0.6 * (outer.sub == label.form)
    if outer.form == label.form and outer.inline == label.inline:
        cost += 0.9 if label.family == "bullet" and c.indent <= outer.indent else 0.2
        cost += 1.2 * (label.value is not None and label.value > 1)
    elif label.family == "bullet" and c.indent < outer.indent:
        cost += 0.4
    if outer.family in ("bullet", "letter") and label.family not in ("bullet", "letter", "roman") and not label.inline:
        cost += 0.8
    if outer.inline and not label.inline:
        cost += 2.0
    if label.family == "noun" and outer.family in ("digit", "circled", "paren") and outer.entries > 1 and not c.colon:
        cost += 0.8
    return cost


def _path(state: _State) -> list[tuple[int, int, int | None] | None]:
    out = []
    while state.before is not None:
        out.append(state.choice)
        state = state.before
    return out[::-1]


def _decided(paths: list[tuple[float, list[tuple[int, int, int | None] | None]]]) -> list[Entry | None]:
    cost, best = paths[0]
    margins = [MARGIN] * len(best)
    for other, path in paths[1:]:
        for i, (mine, theirs) in enumerate(zip(best, path, strict=True)):
            if mine != theirs and not (mine and theirs and mine[1:] == theirs[1:]):
                margins[i] = min(margins[i], other - cost)
    out: list[Entry | None] = []
    for choice, margin in zip(best, margins, strict=True):
        sure = round(1 - 0.5 * math.exp(-margin), 2)
        out.append(Entry(choice[0], choice[1], choice[2], sure) if choice else None)
    return out
