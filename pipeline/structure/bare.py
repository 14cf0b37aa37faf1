"""Headings without labels, and bare headings that are the entries of a list."""

import itertools
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Container, Mapping, Sequence

from pipeline.compiled import compiled
from pipeline.structure import cues, headings, kinds, leads, promises, promo
from pipeline.structure.headings import HEADING
from pipeline.structure.lines import QUESTION, SENTENCE, finished
from pipeline.structure.plan import Plan, Seg, kept_before, lists_of

_ASKS = compiled(
    r"(?:what|why|how|when|which|where)\s+(?:is|are|was|do|does|did|to|can|could|should|causes?)\b|"
    r"what (?:should|can|must) [\w' ]{2,30} do\b",
    re.I,
)
_FAULT = compiled(
    r"\b(?:not|never|no|won['’]?t|can['’]?t|cannot|doesn['’]?t|don['’]?t|isn['’]?t|problems?|faults?|broken?|breaks?|stops?|"
    r"stopped|fails?|pains?|hurts?|aches?)\b",
    re.IGNORECASE,
)
_COUNTS = compiled(
    r"\b(?:these|the|following)\s(?:following\s)?(?:[2-9]|1[0-2]|two|three|four|five|six|seven|eight)\b", re.I
)
_QUESTIONS = compiled(r"\bquestions?\b", re.IGNORECASE)
_WHETHER = compiled(r"(?:is|are|was|were|do|does|did|can|could|has|have|will)\b", re.IGNORECASE)
_AMID = 15
"""A text of so many words above a list that it announces is more than its announcement."""
OPENING = 0.25
"""A line that scores at least this is a heading where one list ends above it and another begins below it."""
_NUMBERS = dict(enumerate(["three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], 3))


def mark(plan: Plan) -> None:
    """Make headings of the bare lines that look like one and don't stand within a list."""
    segs = plan.segs
    within = _within(segs)
    firsts = {entries[0] for entries in lists_of(segs, 0).values()}
    parts = _parts_of_entries(segs, within)
    _paired(segs, firsts)
    for i, seg in enumerate(segs):
        if promo.folded(seg.text[:80]) in parts and seg.level == 0 and i + 1 not in firsts:
            continue
        least = 0.9 if within[i] and not _turns_list(segs, i) else OPENING if _opens(segs, i, firsts) else HEADING
        if seg.role != "text" or seg.heading < least:
            continue
        if i and segs[i - 1].role == "entry" and not segs[i - 1].rest and seg.level == 0:
            continue
        before = kept_before(segs, i)
        if (
            before is not None
            and segs[before].role == "heading"
            and not (seg.level or segs[before].level)
            and (
                not (i + 1 < len(segs) and segs[i + 1].role == "text" and segs[i + 1].heading < HEADING)
                or _same_say(segs[before].text, seg.text)
            )
        ):
            continue
        seg.role = "heading"
    leads.split(plan)


def _paired(segs: Sequence[Seg], firsts: Container[int]) -> None:
    """Make headings of lines such as `Hardware:` and `Software:`, two or more of which stand directly over lists."""
    lines = [
        seg
        for i, seg in enumerate(segs)
        if seg.role == "text" and i + 1 in firsts and seg.first and seg.words <= 3 and seg.text.endswith((":", "："))
    ]
    if len({promo.folded(seg.text) for seg in lines}) > 1:
        for seg in lines:
            seg.role = "heading"


def _parts_of_entries(segs: Sequence[Seg], within: Sequence[bool]) -> set[str]:
    """Short lines that stand again and again within the entries of a list, such as `Solution:` below each of them."""
    short = [(i, promo.folded(seg.text)) for i, seg in enumerate(segs) if seg.role == "text" and seg.words <= 4]
    counts = Counter(text for _, text in short)
    return {text for i, text in short if text and counts[text] > 1 and within[i]}


def _turns_list(segs: Sequence[Seg], i: int) -> bool:
    """Whether a line within a list asks or names a kind, between the text of one entry and the next entry."""
    if not 0 < i < len(segs) - 1 or segs[i - 1].role != "text" or segs[i + 1].role != "entry" or segs[i + 1].depth:
        return False
    return (
        segs[i].first and segs[i + 1].first and bool(QUESTION.search(segs[i].text)) and cues.weight(segs[i].text) >= 2
    )


def _opens(segs: Sequence[Seg], i: int, firsts: Container[int]) -> bool:
    """Whether a short line stands between the end of one list and the first entry of another."""
    if i + 1 not in firsts or not segs[i].first or segs[i].words > 10:
        return False
    if not segs[i].text[0].isupper() and not segs[i].blank:
        return False
    before = kept_before(segs, i)
    return before is not None and any(seg.role == "entry" for seg in segs[:i]) and segs[before].role != "heading"


def _same_say(a: str, b: str) -> bool:
    mine, yours = ({w for w in cues.words(t) if len(w) > 3} for t in (a, b))
    return len(mine & yours) >= 0.5 * min(len(mine), len(yours)) if mine and yours else False


def _within(segs: Sequence[Seg]) -> list[bool]:
    """For each stretch, whether an entry of the same list of depth 0 stands before and after it."""
    last = {entries[-1]: group for group, entries in lists_of(segs, 0).items()}
    open_group: int | None = None
    out = []
    for i, seg in enumerate(segs):
        if seg.role == "heading":
            open_group = None
        if seg.role == "entry" and seg.depth == 0:
            open_group = None if i in last else seg.group
        out.append(open_group is not None)
    return out


def items(plan: Plan) -> None:
    """Make items of bare headings that the title or a heading above them announces: a list without labels."""
    segs = plan.segs
    heads = [i for i, seg in enumerate(segs) if seg.role == "heading"]
    broken = [
        i
        for i in heads
        if i + 1 < len(segs)
        and segs[i + 1].text[:1].islower()
        and not (segs[i + 1].lead or segs[i + 1].text.endswith((";", "；")))
    ]
    if 3 * len(broken) > len(heads):
        return
    for i in broken:
        if segs[i].words <= 3 and not (segs[i].blank and segs[i + 1].blank):
            segs[i].role = "text"
    heads = [i for i in heads if segs[i].role == "heading"]
    opened = Counter(cues.words(segs[i].text)[:1][0] for i in heads if cues.words(segs[i].text))
    strong = {i: _strong(segs[i].text) and not _like_others(segs[i].text, opened) for i in heads}
    if 2 * sum(strong.values()) > len(heads):
        strong |= {i: True for i in heads if QUESTION.search(segs[i].text)}
    if _counts_questions(plan, heads):
        strong = dict.fromkeys(heads, False)
    over = _below_headings(segs, heads, strong)
    heads = [i for i in heads if i < over]
    if heads:
        _announced_items(plan, heads, strong, over)
    _cut_off(segs)


def _counts_questions(plan: Plan, heads: Sequence[int]) -> bool:
    """Whether all bare headings ask, and the title promises as many questions."""
    title = plan.segs[plan.title].text if plan.title is not None else ""
    if len(heads) < 3 or not _QUESTIONS.search(title) or promises.promise(title) != len(heads):
        return False
    return all(QUESTION.search(plan.segs[i].text) for i in heads)


def _cut_off(segs: Sequence[Seg]) -> None:
    """Make an item of a page's last line that breaks off, where it stands as the titles of such items above it do."""
    if len(segs) < 3 or segs[-1].role != "text":
        return
    last = next((seg for seg in reversed(segs) if seg.role == "entry"), None)
    line, before = segs[-1], kept_before(segs, len(segs) - 1)
    if last is None or not last.line_title or last.label or before is None or segs[before].role != "text":
        return
    if (
        line.first
        and 2 <= line.words <= 10
        and line.blank == last.blank
        and cues.weight(line.text) < 1.5
        and not finished(line.text)
    ):
        _as_items(segs, [len(segs) - 1], last.group or 0)


def _below_headings(segs: Sequence[Seg], heads: Sequence[int], strong: Mapping[int, bool]) -> int:
    """Make items of bare headings below headings that announce them; the first of those headings, or the page's end."""
    parents = {i for i, j in itertools.pairwise(heads) if _over(segs, i, j)}
    taken: list[int] = []
    for nth, i in enumerate(heads):
        run: list[int] = []
        promised = promises.promise(segs[i].text)
        for j in heads[nth + 1 :]:
            above = segs[j].level < segs[i].level or segs[j].level > segs[i].level + 1
            again = promo.folded(segs[j].text) == promo.folded(segs[i].text)
            other = segs[j].level == segs[i].level and strong[j] and (i not in parents or _turns(segs, i, j))
            full = strong[j] and promised == len(run)
            full |= len(run) > 1 and j + 1 < len(segs) and segs[j + 1].role == "entry"
            if above or again or j in parents or other or full:
                break
            run.append(j)
        if len(run) >= 2 and (strong[i] or i in parents) and _announces(segs, i, run):
            taken.append(i)
            _as_items(segs, run, -2 - 3 * len(taken))
    return taken[0] if taken else len(segs)


def _announced_items(plan: Plan, heads: Sequence[int], strong: Mapping[int, bool], end: int) -> None:
    """Make items of the bare headings before `end` that the title or the text above announces, or that are causes."""
    segs = plan.segs
    inner = _inner(segs, [i for i in heads if not strong[i]])
    entries = (
        i for i, seg in enumerate(segs[:end]) if seg.role == "entry" and seg.depth == 0 and seg.first and i not in inner
    )
    listed = next(entries, len(segs))
    for level in sorted({segs[i].level for i in heads}, reverse=True):
        run = [
            i for i in heads if segs[i].level == level and not (segs[i].words > 5 and headings.is_lead(segs[i].text))
        ]
        first = next((i for i in run if strong[i]), len(segs))
        if listed < len(segs):
            run = [i for i in run if i < min(first, listed)]
        promised = _promised(plan, run, sum(strong[i] for i in run))
        if promised or leads.announced(segs, run) or _speak_for_themselves(segs, run, strong):
            empty = {i for i, j in itertools.pairwise(heads) if all(s.role == "removed" for s in segs[i + 1 : j])}
            empty |= {i for i, j in itertools.pairwise([*heads, end]) if i < listed < j and i != run[0]}
            chosen = [i for i in run if i not in empty and not strong[i]]
            if len(chosen) >= 2:
                _as_items(segs, chosen, -2)
                for i in inner:
                    segs[i].depth += chosen[0] < i < listed
                return


def _inner(segs: Sequence[Seg], heads: Sequence[int]) -> set[int]:
    """The entries of lists that stand amid the text of one of several bare headings, most of which have only text."""
    out: set[int] = set()
    parts = 0
    ends = [i for i, seg in enumerate(segs) if seg.role == "heading"] + [len(segs)]
    for i in heads:
        j = ends[bisect_right(ends, i)]
        below = [k for k in range(i + 1, j) if segs[k].role == "entry"]
        if not below:
            continue
        first = below[0]
        bullets = all((label := segs[k].label) and label.family == "bullet" for k in below)
        told = first > i + 1 and segs[first - 1].role == "text" and headings.is_lead(segs[first - 1].text)
        if not bullets or not told:
            return set()
        last = below[-1] + 1 == j or segs[below[-1] + 1].role != "text"
        if first == i + 2 and segs[first - 1].words < _AMID and not SENTENCE.search(segs[first - 1].text) and last:
            return set()
        parts += 1
        out |= set(below)
    return out if len(heads) > 2 * parts else set()


def _promised(plan: Plan, run: Sequence[int], asks: int) -> bool:
    """Whether the title announces the bare headings of a run, by kind or by number."""
    text = plan.segs[plan.title].text if plan.title is not None else ""
    weight = cues.weight(text)
    named = [int(m) for m in re.findall(r"(?<![\d.])\d{1,2}(?![\d.%])", text)]
    named += [n for n, word in _NUMBERS.items() if re.search(rf"\b{word}\b", text.lower())]
    counted = any(len(run) <= n <= len(run) + (3 if plan.cut else 1) for n in named)
    return len(run) >= 2 and (weight >= 2.2 or (counted and len(run) >= 3)) and asks <= 0.34 * len(run)


def _speak_for_themselves(segs: Sequence[Seg], run: Sequence[int], strong: Mapping[int, bool]) -> bool:
    """Whether the bare headings of a page that has no others are causes or orders by their own words."""
    if len(run) < 3 or any(strong.values()) or len(run) < len(strong):
        return False
    title = next((seg.text for seg in segs if seg.role == "title"), "")
    signs = 1.5 * bool(_FAULT.search(title))
    for i in run:
        found = cues.items("title").found(segs[i].text, 20)
        signs += sum(found.get("causes", ())) >= 0.6 or kinds.imperative(segs[i].text) >= 0.4
    return signs >= 0.5 * len(run)


def _over(segs: Sequence[Seg], i: int, j: int) -> bool:
    """Whether heading i stands directly over heading j and says what is below it."""
    if any(segs[k].role != "removed" for k in range(i + 1, j)):
        return False
    return bool(QUESTION.search(segs[i].text) or _COUNTS.search(segs[i].text)) or cues.weight(segs[i].text) >= 1.5


def _strong(text: str) -> bool:
    """Whether a heading names a kind of list or asks."""
    asks = bool(QUESTION.search(text)) and not _WHETHER.match(text)
    return (
        asks
        or bool(_ASKS.match(text))
        or any(weight >= (2.6 if kind == "list" else 2.2) for kind, weight in _said(text).items())
    )


def _turns(segs: Sequence[Seg], i: int, j: int) -> bool:
    """Whether heading j names another kind of list than heading i does, and a list with labels stands in its part."""
    part = itertools.takewhile(lambda seg: seg.role != "heading", segs[j + 1 :])
    return cues.kind(segs[i].text) != cues.kind(segs[j].text) and any(seg.role == "entry" for seg in part)


def _said(text: str) -> dict[str, float]:
    return cues.headings().strongest(text)


def _like_others(text: str, opened: Mapping[str, int]) -> bool:
    """Whether two other headings open with the same word, and what this one names is only a list of something."""
    weights = cues.headings().strongest(text)
    kind = max(weights, key=lambda name: (weights[name], name), default="")
    return kind == "list" and not QUESTION.search(text) and opened[cues.words(text)[0]] >= 3


def _announces(segs: Sequence[Seg], i: int, run: Sequence[int]) -> bool:
    """Whether nothing, a lead-in, or the format's own levels stand between a heading and the bare headings below it."""
    between = [segs[j] for j in range(i + 1, run[0]) if segs[j].role != "removed"]
    if any(segs[j].role == "entry" and segs[j].first for j in range(i + 1, run[-1])):
        return False
    if segs[run[0]].level > segs[i].level:
        return cues.weight(segs[i].text) >= 2.2
    return not between or (
        len(between) == 1 and (headings.is_lead(between[0].text) or promises.promise(between[0].text) == len(run))
    )


def _as_items(segs: Sequence[Seg], run: Sequence[int], group: int) -> None:
    for i in run:
        segs[i].role, segs[i].group, segs[i].depth, segs[i].line_title = "entry", group, 0, True
        segs[i].confidence = 0.7
