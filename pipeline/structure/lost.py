"""Lists whose bullets are lost: dense lines that end alike below what announces them."""

import itertools
import re
from collections.abc import Sequence

from pipeline.compiled import compiled
from pipeline.structure import cues, headings
from pipeline.structure.lines import SENTENCE, finished
from pipeline.structure.plan import Seg

_LEADS = compiled(
    r"\b(?:comes? into (?:question|consideration)|(?:you|we) (?:will |may |also )?need|are to blame|"
    r"(?:the|as) follow(?:ing|s)|includ(?:e|es|ing)|such as)$",
    re.IGNORECASE,
)
_NAMES = 2.2
_CUE = 1.5
_LEAST = 3
_LONGEST = 20
_SHORT = 12


def mark(segs: Sequence[Seg]) -> None:
    """Make entries of three or more dense lines below an announcement or a heading that names a kind; in place."""
    taken = 0
    for i, seg in enumerate(segs):
        if seg.role != "text" or not seg.first or seg.label is not None or seg.lead or seg.mark is not None:
            continue
        announces = headings.is_lead(seg.text) or bool(_LEADS.search(seg.text))
        heads = seg.heading >= headings.HEADING and cues.weight(seg.text) >= _NAMES and not finished(seg.text)
        if not (announces or heads):
            continue
        run = _run(segs, i, _LONGEST if announces else _SHORT)
        if len(run) < _LEAST or _in_list(segs, i, run[-1], heads) or not (heads or _named(segs, i)):
            continue
        if heads and _LEADS.search(segs[run[0]].text):
            continue
        ended = finished(segs[run[0]].text)
        if (ended and not announces) or ((ended or not announces) and not _closed(segs, run[-1])):
            continue
        taken += 1
        for j in run:
            segs[j].role, segs[j].group, segs[j].depth, segs[j].confidence = "entry", -5 - 3 * taken, 0, 0.6
            segs[j].heading, segs[j].untitled = 0.0, True


def _named(segs: Sequence[Seg], i: int) -> bool:
    """Whether an announcement or the heading above it names a kind; a bare heading that doesn't may be an entry."""
    above = next((seg for seg in reversed(segs[:i]) if seg.heading >= headings.HEADING), None)
    return above is None or max(cues.weight(above.text), cues.weight(segs[i].text)) >= _CUE


def _run(segs: Sequence[Seg], i: int, longest: int) -> list[int]:
    """The dense lines below the i-th stretch that end as the first of them does."""
    run: list[int] = []
    for j in range(i + 1, len(segs)):
        seg = segs[j]
        if seg.role == "removed":
            continue
        if not _line(seg, longest) or seg.blank > (0 if run else 1) or (run and _heads(seg)):
            break
        if run and finished(seg.text) != finished(segs[run[0]].text):
            break
        run.append(j)
    after = next((seg for seg in segs[run[-1] + 1 :] if seg.role != "removed"), None) if run else None
    if after is not None and not after.blank and segs[run[-1]].heading >= headings.HEADING:
        run.pop()
    return run


def _line(seg: Seg, longest: int) -> bool:
    """Whether a stretch is a line of a few words, at most a sentence, that the format declares nothing about."""
    plain = seg.role == "text" and seg.first and seg.label is None and not (seg.level or seg.cell or seg.lead)
    if not plain or seg.mark is not None or seg.words > longest or seg.text[-1] in ",，:：?？" or "|" in seg.text:
        return False
    end = SENTENCE.search(seg.text)
    return end is None or end.end() == len(seg.text)


def _heads(seg: Seg) -> bool:
    return seg.heading >= headings.HEADING and cues.weight(seg.text) >= _NAMES


def _closed(segs: Sequence[Seg], last: int) -> bool:
    """Whether a blank line, a heading or the page's end stands below a line."""
    after = next((seg for seg in segs[last + 1 :] if seg.role != "removed"), None)
    return after is None or after.blank > 0 or after.heading >= headings.HEADING


def _in_list(segs: Sequence[Seg], i: int, last: int, heads: bool) -> bool:
    """Whether an entry stands above the i-th stretch, in the same section or in a list that goes on below `last`."""
    above = itertools.takewhile(lambda seg: seg.role != "title" and seg.heading < headings.HEADING, reversed(segs[:i]))
    entry = next((seg for seg in above if seg.role == "entry"), None)
    goes_on = entry is not None and any(seg.role == "entry" and seg.group == entry.group for seg in segs[last + 1 :])
    return goes_on or (entry is not None and not heads)
