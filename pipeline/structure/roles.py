"""Roles within a plan, in order: headings, entries without labels, titles, what belongs to which entry."""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.compiled import compiled
from pipeline.structure import bare, ends, kinds, leads, lost, promote, prose, title_ends, titles, unmarked
from pipeline.structure.plan import Plan, Seg, lists_of

_ENDED = compiled(r"[.。;；][\"”’)]*$")


def decide(plan: Plan) -> None:
    """Set the roles, titles and owners of all stretches of a plan, in place."""
    promote.odd_bullets(plan)
    promote.sections(plan)
    promote.dissolve(plan)
    unmarked.restore(plan.segs, lists_of(plan.segs))
    unmarked.field_pairs(plan.segs)
    unmarked.titled_lines(plan.segs)
    lost.mark(plan.segs)
    bare.mark(plan)
    bare.items(plan)
    prose.mark(plan)
    prose.unheaded(plan)
    prose.sentences(plan)
    prose.told(plan)
    leads.lines(plan)
    _titles(plan)
    _opening_titles(plan)
    ends.owners(plan)
    leads.split(plan)


def _titles(plan: Plan) -> None:
    """Decide where the titles of each list's items end."""
    segs = plan.segs
    for entries in lists_of(segs).values():
        bodies = []
        for nth, i in enumerate(entries):
            seg, following = segs[i], segs[i + 1] if i + 1 < len(segs) else None
            words = 0
            if following and not seg.rest:
                after = segs[i + 2] if i + 2 < len(segs) else None
                if _bare_title(following, after):
                    following.role = "item-title"
            if following and following.role == "text" and following.first:
                closes = nth == len(entries) - 1 and nth and ends.CLOSING.match(following.text)
                words = 0 if closes and not _bare_last(segs, entries) else following.words
            elif (
                following
                and following.role == "entry"
                and following.depth > seg.depth
                and (following.first or seg.words <= 8)
            ):
                words = max(following.words, seg.words)
            bullet = seg.label is not None and seg.label.family == "bullet"
            last = nth == len(entries) - 1 and i == len(segs) - 1
            if bullet and nth == len(entries) - 1 and following and following.blank:
                words = words if nth and _has_body(segs, entries[:-1]) else 0
            clause = bool(seg.label) and seg.text[: len(seg.text) - len(seg.rest)].rstrip().endswith(" is")
            final, strong = nth == len(entries) - 1, _strong(seg)
            bodies.append(title_ends.Body(seg.rest, words, bullet, not seg.first, last, final, clause, strong))
        _title_lines(segs, entries)
        for i, cut in zip(entries, titles.cut_all(bodies), strict=True):
            own = len(segs[i].rest) if segs[i].line_title else 0 if segs[i].untitled else cut
            segs[i].title_end = segs[i].cell or own


def _strong(seg: Seg) -> int:
    """How long the bold type is that opens an entry's text; it may begin before the label (`**1. Dust.** It ...`)."""
    within = seg.rest.find("**") if seg.prefix and seg.text.count("**") % 2 else -1
    return within + 2 if within > 0 else max(0, seg.strong - seg.rest_start)


def _opening_titles(plan: Plan) -> None:
    """Part the short sentences that open the texts below lone labels (`Step 2`) as titles, where most open with one."""
    parted: dict[int, int] = {}
    for entries in lists_of(plan.segs).values():
        below = [plan.segs[i + 1] for i in entries if i + 1 < len(plan.segs) and not plan.segs[i].rest]
        texts = [seg.text for seg in below if seg.role == "text" and seg.first]
        named = [text for text in texts if title_ends.opens(text) and kinds.imperative(text) < 0.4]
        phrases = sum(map(title_ends.brief, texts))
        if len(texts) < max(3, len(entries)) or len(named) < 0.6 * len(texts) or phrases < 2:
            continue
        parted |= {id(seg): title_ends.first_sentence(seg.text) for seg in below if title_ends.opens(seg.text)}
    plan.segs = [part for seg in plan.segs for part in _parted(seg, parted.get(id(seg), 0))]


def _parted(seg: Seg, cut: int) -> list[Seg]:
    """A paragraph, or its first sentence as a title and the rest."""
    if not cut:
        return [seg]
    head, tail = seg.text[:cut].rstrip(), seg.text[cut:].lstrip()
    first = replace(seg, end=seg.start + len(head), text=head, role="item-title", words=len(head.split()))
    return [first, replace(seg, start=seg.end - len(tail), text=tail, words=len(tail.split()), blank=0)]


def _title_lines(segs: Sequence[Seg], entries: Sequence[int]) -> None:
    """Make titles of the short lines below lone labels where most of the list's entries have one; in place."""
    lone = [i for i in entries if i + 2 < len(segs) and not segs[i].rest]
    titled = [i for i in lone if segs[i + 1].role == "item-title"]
    if len(titled) < max(min(2, len(lone)), 0.5 * len(entries)):
        return
    last = segs[-1]
    if segs[-2] is segs[entries[-1]] and not segs[-2].rest and last.first and last.role == "text" and last.words <= 10:
        last.role = "text" if _ENDED.search(last.text) else "item-title"
    for i in lone:
        line, after = segs[i + 1], segs[i + 2]
        short = line.words <= 8 and after.words > 2 * line.words and 3 * len(titled) >= 2 * len(entries)
        ends = _ENDED.search(line.text) and not short
        if line.role == after.role == "text" and line.first and line.words <= 12 and not ends:
            line.role = "item-title"


def _bare_title(line: Seg, after: Seg | None) -> bool:
    """Whether the line below a lone label is its title: short, unfinished, above a longer paragraph."""
    if line.role != "text" or not line.first or line.words > 25 or after is None or after.role != "text":
        return False
    return not re.search(r"[.。;；][\"”’)]*$", line.text) and (line.heading >= 0.4 or after.words > 1.5 * line.words)


def _bare_last(segs: Sequence[Seg], entries: Sequence[int]) -> bool:
    """Whether the last entry is a short line that would have no text, while all before it have."""
    last = segs[entries[-1]]
    short = last.words <= 10 and not re.search(r"[.!?。;；][\"”’)]*$", last.rest)
    return short and all(segs[i + 1].role == "text" and segs[i + 1].first for i in entries[:-1])


def _has_body(segs: Sequence[Seg], entries: Sequence[int]) -> bool:
    return any(i + 1 < len(segs) and segs[i + 1].role == "text" for i in entries)
