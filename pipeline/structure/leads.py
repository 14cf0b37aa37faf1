"""What announces a list: a question or a sentence such as `The reasons are as follows:` before its first entry."""

import re
from collections.abc import Sequence

from pipeline.compiled import compiled
from pipeline.structure import cues, headings
from pipeline.structure.lines import QUESTION, SENTENCE
from pipeline.structure.plan import Plan, Seg, kept_before, lists_of

_BELOW = compiled(
    r"\b(?:following|below|as follows|(?:these|here) are|here is|let(?:['’]?s| us) (?:see|look))\b",
    re.IGNORECASE,
)


def split(plan: Plan) -> None:
    """Cut what announces a list off the paragraph or the entry that it stands at the end of, as the list's heading."""
    firsts = {entries[0] for entries in lists_of(plan.segs, 0).values()}
    out: list[Seg] = []
    for i, seg in enumerate(plan.segs):
        cut = _cut(seg, plan.segs[i + 1]) if i + 1 in firsts else None
        if cut is None:
            out.append(seg)
            continue
        head, end = seg.text[cut:], seg.end
        role = "heading" if _names(head, cut) else "text"
        if role == "text" and seg.role == "text":
            out.append(seg)
            continue
        if cut:
            out.append(_shortened(seg, cut))
        out.append(
            Seg(seg.start + cut, end, head, seg.unit, role, not cut, words=len(head.split()), lead=role == "text")
        )
    plan.segs = out


def _cut(seg: Seg, first: Seg) -> int | None:
    """Where the announcement begins in the stretch before a list within the same paragraph; None if there is none."""
    if first.first or first.unit != seg.unit or (seg.owner is not None and seg.role == "text"):
        return None
    if seg.role == "text":
        return _last_sentence(seg.text)
    if seg.role != "entry" or seg.group == first.group:
        return None
    cut = _last_sentence(seg.text)
    head = seg.text[cut or 0 :]
    least = seg.rest_start - seg.start
    announces = headings.is_lead(head) or bool(QUESTION.search(head))
    return cut if cut and cut > least and announces and len(head.split()) <= 60 else None


def _shortened(seg: Seg, cut: int) -> Seg:
    """A stretch without what stands from `cut` on; an entry stays the same object, because others point to it."""
    body = seg.text[:cut].rstrip()
    if seg.role != "entry":
        return Seg(seg.start, seg.start + len(body), body, seg.unit, blank=seg.blank, words=len(body.split()))
    seg.end, seg.text, seg.words = seg.start + len(body), body, len(body.split())
    return seg


def _names(head: str, cut: int) -> bool:
    """Whether an announcement is short enough for a heading and asks or names what it announces."""
    cue = cues.weight(head)
    count = len(head.split())
    if count > (18 if cue >= 1.2 else 9):
        return False
    bare = not cut and cue >= 2 and count <= 8
    return bare or bool(QUESTION.search(head)) or (cue >= 1.2 and headings.is_lead(head))


def _last_sentence(text: str) -> int | None:
    ends = [match.end() for match in SENTENCE.finditer(text[-600:])]
    shift = max(0, len(text) - 600)
    ends = [end + shift for end in ends if end + shift < len(text)]
    return ends[-1] if ends else (0 if len(text) <= 600 else None)


def lines(plan: Plan) -> None:
    """Make a heading of the one-sentence announcement of a list that follows a paragraph: `Symptoms are, such as`."""
    segs = plan.segs
    for i, seg in enumerate(segs[:-1]):
        follows = segs[i + 1]
        if seg.role != "text" or follows.role != "entry" or follows.depth or not follows.first or not seg.first:
            continue
        before = kept_before(segs, i)
        if before is None or segs[before].role in ("heading", "title") or seg.words > 22:
            continue
        if not headings.is_lead(seg.text) or not _one_say(seg.text):
            continue
        between = any(one.role == "entry" and one.group != follows.group for one in segs[:i]) and seg.words <= 14
        apart = seg.blank and seg.words <= 8
        if cues.weight(seg.text) >= (1.0 if between else 1.5 if apart else 2.2) and (
            between or segs[before].role != "entry"
        ):
            seg.role = "heading"


def _one_say(text: str) -> bool:
    """Whether a text is one sentence, or a question and one more."""
    inner = SENTENCE.search(text)
    return inner is None or (inner.group().strip()[0] in "?？" and not SENTENCE.search(text, inner.end()))


def announced(segs: Sequence[Seg], run: Sequence[int]) -> bool:
    """Whether the paragraph above the first of several bare headings ends by announcing them."""
    above = kept_before(segs, run[0]) if len(run) >= 2 else None
    if above is None or segs[above].role != "text":
        return False
    text = segs[above].text
    last = text[_last_sentence(text) or 0 :][-300:]
    cue = cues.weight(last)
    return bool(_BELOW.search(last)) or (
        cue >= (1.0 if headings.is_lead(last) else 2.2 if QUESTION.search(last) else 9.0)
    )
