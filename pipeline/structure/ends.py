"""Where items and lists end: the body of a last item, a closing summary, what belongs to no item."""

import re
from collections.abc import Callable, Iterator, Sequence

from pipeline.compiled import compiled
from pipeline.structure import cues
from pipeline.structure.lines import SENTENCE
from pipeline.structure.plan import Plan, Seg, lists_of

CLOSING = cues.patterns("closings.txt")
_SENTENCE_CLOSES = compiled(
    r"(?:in (?:short|a word|summary|conclusion)|all in all|to sum up|so,? this is|definitely,|"
    r"the above (?:is|are) (?:what|the|some|all|our|just|about)|"
    r"definitively,|in definitive)",
    re.IGNORECASE,
)
_ADDRESS = compiled(
    r"(?:therefore,? |so,? |in short,? )(?:everybody|everyone|we all|people|all of us|in daily life)\b", re.IGNORECASE
)
_ASKS = compiled(r"(?:how|what|why|when|where|who)\b[^.?!]{3,80}[?？]", re.IGNORECASE)


def owners(plan: Plan) -> None:
    """Give each stretch the entry that it belongs to; what stands after a list's last item belongs to none."""
    segs = plan.segs
    stack: list[Seg] = []
    outer = lists_of(segs, 0)
    for seg in segs:
        seg.owner = None
        if seg.role in ("heading", "title") or (seg.lead and seg.role == "text" and not seg.first):
            stack = []
        elif seg.role == "entry":
            stack = [*stack[: seg.depth], seg]
            seg.owner, seg.depth = seg, len(stack) - 1
        elif stack:
            if len(stack) > 1 and seg.first:
                stack = stack[: 1 + _tail(stack[1])]
            seg.owner, seg.depth = stack[-1], len(stack) - 1
    for entries in sorted(outer.values(), key=lambda e: -e[-1]):
        _end(plan, entries)


def _tail(seg: Seg) -> bool:
    return 0 < seg.title_end >= len(seg.rest)


def _bodies(segs: Sequence[Seg], i: int) -> list[int]:
    """Ordinals of the unit-long stretches of text of entry i (nested ones left out)."""
    out = []
    for j in range(i + 1, len(segs)):
        if segs[j].role in ("heading", "title") or (segs[j].role == "entry" and segs[j].depth == 0):
            break
        if segs[j].role == "text" and segs[j].first:
            out.append(j)
    return out


def _end(plan: Plan, entries: Sequence[int]) -> None:
    """Decide how much of what follows a list's last entry is still its body."""
    segs = plan.segs
    last = entries[-1]
    mine = _bodies(segs, last)
    need, most = _due(segs, entries)
    inside = sum(1 for j in mine if in_item(segs[j]))
    foreign = _foreign(segs, entries)
    keep = 0
    for j in mine:
        if keep < inside:
            keep += 1
            continue
        if inside or (in_item(segs[last]) and not need):
            break
        if keep >= need and (foreign(segs[j]) or CLOSING.match(segs[j].text)):
            break
        if keep >= most and not (need and _about(plan, entries, segs[j].text)):
            break
        keep += 1
    if keep < len(mine):
        _close(segs, mine[keep])
        return
    _closing_sentence(plan, last)


def _due(segs: Sequence[Seg], entries: Sequence[int]) -> tuple[int, int]:
    """How many paragraphs the last entry needs and may have at most, by what the others have."""
    last = entries[-1]
    counts = [len(_bodies(segs, i)) for i in entries[:-1]]
    nested = last + 1 < len(segs) and segs[last + 1].role == "entry" and segs[last + 1].depth > 0
    whole = segs[last].title_end and segs[last].title_end >= len(segs[last].rest)
    need = 1 if not nested and (whole or not segs[last].rest) else 0
    if nested and not any(j > i + 1 and segs[j - 1].depth > 0 for i in entries[:-1] for j in _bodies(segs, i)):
        return 0, 0
    if not counts:
        return need, len(_bodies(segs, last)) if need else 0
    if len(counts) == 1:
        return need, len(_bodies(segs, last)) if counts[0] > need else max(counts[0], need)
    return need, max(max(counts), need)


def _foreign(segs: Sequence[Seg], entries: Sequence[int]) -> Callable[[Seg], bool]:
    """Whether a paragraph after the last entry differs from all bodies before: a blank line above it, a question."""
    before = [segs[j] for i in entries[:-1] for j in _bodies(segs, i)]
    dense = len(entries) > 2 and not any(seg.blank for seg in before)
    asked = any(_ASKS.match(seg.text) for seg in before)

    def differs(seg: Seg) -> bool:
        """Whether a paragraph has what no body has."""
        return (dense and seg.blank > 0 and seg.mark is None) or (not asked and bool(_ASKS.match(seg.text)))

    return differs


def _close(segs: Sequence[Seg], cut: int) -> None:
    """Take what begins at `cut` out of the list before it; a list that was nested there becomes one of its own."""
    owner: Seg | None = None
    for seg in segs[cut:]:
        if seg.role in ("heading", "title") or (seg.role == "entry" and seg.depth == 0):
            break
        if seg.role == "entry":
            seg.depth -= 1
            owner = seg
        elif seg.first and owner is not None and not owner.first:
            owner = None
        if seg.role != "removed":
            seg.owner, seg.closing = owner, owner is None
            seg.depth = owner.depth if owner is not None else 0


def in_item(seg: Seg) -> bool:
    """Whether the format declares a stretch to be part of an entry of a list."""
    return seg.mark is not None and seg.mark.kind in ("item", "paragraph") and seg.mark.group is not None


def _about(plan: Plan, entries: Sequence[int], text: str) -> bool:
    """Whether a paragraph after a list speaks of what only the last entry speaks of."""
    segs = plan.segs

    def stems(start: int, end: int) -> set[str]:
        """The first four letters of the longer words of stretches `start` to `end`."""
        return {w[:4] for seg in segs[start:end] for w in cues.words(seg.text[:1500]) if len(w) > 3}

    body = _bodies(segs, entries[-1])
    mine = stems(entries[-1], body[0] + 1 if body else entries[-1] + 1)
    others = stems(max(entries[0], entries[-1] - 40), entries[-1]) | stems(0, min(8, entries[0]))
    return len((mine - others) & {w[:4] for w in cues.words(text) if len(w) > 3}) >= (1 if plan.cut else 2)


def _closing_sentence(plan: Plan, last: int) -> None:
    """Cut a closing summary off the end of the last item's paragraph."""
    segs = plan.segs
    end = next(_after(segs, last), None)
    at = (end or len(segs)) - 1
    while segs[at].role == "removed":
        at -= 1
    tail = segs[at]
    if tail.role not in ("entry", "text") or (tail.owner is None) or not tail.text:
        return
    least = tail.rest_start - tail.start + tail.title_end if tail.role == "entry" else 0
    starts = [m.end() for m in SENTENCE.finditer(tail.text) if m.end() > least + 20]
    cut = None
    for start in starts:
        if _SENTENCE_CLOSES.match(tail.text, start) or (_ADDRESS.match(tail.text, start) and len(starts) > 1):
            cut = start
            break
    if cut is None:
        return
    topic = {w[:5] for w in cues.words(segs[plan.title].text) if len(w) > 2} if plan.title is not None else set()
    back = [start for start in starts if start < cut]
    if back and topic and len({w[:5] for w in cues.words(tail.text[back[-1] : back[-1] + 60])[:4]} & topic) >= 2:
        cut = back[-1]
    body = tail.text[cut:]
    rest = Seg(tail.start + cut, tail.end, body, tail.unit, words=len(body.split()), closing=True, first=False)
    head = tail.text[:cut].rstrip()
    tail.end, tail.text, tail.words = tail.start + len(head), head, len(head.split())
    segs.insert(at + 1, rest)


def _after(segs: Sequence[Seg], i: int) -> Iterator[int]:
    for j in range(i + 1, len(segs)):
        if segs[j].role in ("heading", "title") or (segs[j].role == "entry" and segs[j].depth == 0):
            yield j
