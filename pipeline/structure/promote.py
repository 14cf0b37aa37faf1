"""Labelled lines that are headings: `1. Why does it hurt?` over a list of its own; ordinals in prose."""

import re
from collections.abc import Sequence

from pipeline.compiled import compiled
from pipeline.structure import cues, promises
from pipeline.structure.ends import in_item
from pipeline.structure.headings import HEADING
from pipeline.structure.lines import QUESTION
from pipeline.structure.plan import Plan, Seg, lists_of

_DEFINES = compiled(r"what (?:is|are|does|do you mean)\b(?! the (?:reason|cause|matter))", re.IGNORECASE)


def sections(plan: Plan) -> None:
    """Make headings of the entries of a list that carries the page's sections: `1. Why ...`, with lists of its own."""
    for entries in lists_of(plan.segs, 0).values():
        if _lone_over_headings(plan.segs, entries):
            _join_lone(plan, entries)
    while _promote(plan):
        pass


def _lone_over_headings(segs: Sequence[Seg], entries: Sequence[int]) -> bool:
    """Whether numbers alone on their lines stand over lines that ask or name a kind, with lists of their own below."""
    pairs = [(i, segs[i + 1], end) for i, end in zip(entries, [*entries[1:], len(segs)], strict=True) if i + 1 < end]
    lone = [segs[i].rest == "" and line.role == "text" and line.words <= 14 for i, line, _ in pairs]
    named = [cues.weight(line.text) >= 1.5 or bool(QUESTION.search(line.text)) for _, line, _ in pairs]
    below = [end > i + 2 and segs[i + 2].role == "entry" for i, _, end in pairs]
    return len(pairs) == len(entries) > 1 and all(lone) and sum(named) >= 0.6 * len(pairs) and sum(below) > 1


def _join_lone(plan: Plan, entries: Sequence[int]) -> None:
    """Make one heading of each number that stands alone and the line below it."""
    segs = plan.segs
    for i in entries:
        _to_heading(segs, i)
        line = segs[i + 1]
        gap = " " * (line.start - segs[i].end)
        segs[i].text, segs[i].end, segs[i].words = segs[i].text + gap + line.text, line.end, line.words
    joined = {i + 1 for i in entries}
    plan.segs = [seg for i, seg in enumerate(segs) if i not in joined]


def _promote(plan: Plan) -> bool:
    """Promote every such list of depth 0; whether one was, so that the lists below it are now of depth 0."""
    segs = plan.segs
    done = False
    for entries in lists_of(segs, 0).values():
        inline = [i for i in entries if not segs[i].first]
        if any(in_item(segs[i]) and segs[i].label_span is None for i in entries):
            continue
        if inline and len(inline) < len(entries) - 1:
            continue
        if not inline:
            _first_is_title(plan, entries)
        entries[:] = [i for i in entries if segs[i].role == "entry"]
        if entries and _carries_sections(plan, entries):
            done = True
            for i in entries:
                _to_heading(segs, i)
        elif len(entries) > 2 and _defines_alone(segs, entries):
            segs[entries[0]].role = "heading"
    return done


def _defines_alone(segs: Sequence[Seg], entries: Sequence[int]) -> bool:
    """Whether only the first entry of a list says what the matter is: `Level 1: What is inattention`."""
    defines = [segs[i].words <= 16 and bool(_DEFINES.match(segs[i].rest)) for i in entries]
    return defines[0] and not any(defines[1:])


def odd_bullets(plan: Plan) -> None:
    """Make headings of short bullets of a sign of their own directly over three or more bullets of another sign."""
    segs = plan.segs
    for entries in lists_of(segs, 0).values():
        forms = [label.form if (label := segs[i].label) and label.family == "bullet" else "" for i in entries]
        first = segs[entries[0]]
        odd = len(forms) >= 4 and all(forms) and forms[0] not in forms[1:] and len(set(forms[1:])) == 1
        short = first.first and first.words <= 9 and first.text[-1].isalnum()
        if odd and short and entries[1] == entries[0] + 1:
            _to_heading(segs, entries[0])


def dissolve(plan: Plan) -> None:
    """Make text again of a pair of ordinals in prose that nothing announces: `First, they ...`, `Second, they ...`."""
    segs = plan.segs
    for entries in lists_of(segs, 0).values():
        labels = [segs[i].label for i in entries]
        if (
            len(entries) != 2
            or plan.cut
            or not all(one and one.family in ("ordinal", "word", "last") for one in labels)
        ):
            continue
        before = [
            segs[j].text for j in (plan.title, entries[0] - 1) if j is not None and j >= 0 and segs[j].role != "removed"
        ]
        if any(cues.weight(text[-300:]) >= 1.5 for text in before):
            continue
        if any(i and segs[i - 1].heading >= HEADING for i in entries) or min(segs[i].words for i in entries) < 25:
            continue
        for i in entries:
            segs[i].role, segs[i].group, segs[i].label_span, segs[i].label = "text", None, None, None


def _first_is_title(plan: Plan, entries: list[int]) -> None:
    segs = plan.segs
    if len(entries) < 3 or entries[0] > 1:
        return
    weights = [
        max((w for k, w in cues.headings().strongest(segs[i].rest).items() if k != "list"), default=0.0)
        for i in entries
    ]
    if weights[0] >= 2.5 and max(weights[1:]) < 1.5 and segs[entries[0]].words <= 16:
        segs[entries[0]].role = "heading" if plan.title is not None else "title"
        plan.title = entries[0] if plan.title is None else plan.title


def _carries_sections(plan: Plan, entries: list[int]) -> bool:
    segs = plan.segs
    title = segs[plan.title].text if plan.title is not None else ""
    if promises.promise(title) == len(entries) and "question" in cues.words(title):
        return False
    bare = [i for i in entries if segs[i].words <= 18 and not re.search(r"[.:：]\s+\S.{25,}", segs[i].rest)]
    if len(bare) < len(entries):
        return False
    weights = [cues.headings().strongest(segs[i].rest) for i in entries]
    strong = [
        max(w.values(), default=0.0) >= 2.2 or bool(QUESTION.search(segs[i].rest) or promises.promise(segs[i].rest))
        for w, i in zip(weights, entries, strict=True)
    ]
    kinds = {max(w, key=lambda k: (w[k], k)) for w in weights if w and max(w.values()) >= 2.2}
    ends = [*entries[1:], len(segs)]
    subs = [_sublist(segs, i, end) for i, end in zip(entries, ends, strict=True)]
    if len(entries) > 1 and subs[-1] is not None and not any(s is not None for s in subs[:-1]) and not all(strong):
        return False
    points = 2.2 * sum(strong) / len(entries) - 0.6
    if any(sub is not None for sub in subs):
        points += _below(segs, entries, subs) - 2.0 * (
            sum(strong) < len(entries) and not all(segs[i].first for i in entries)
        )
    elif len(kinds) < 2 or sum(strong) < 0.6 * len(entries) or not all(segs[i].first for i in entries):
        return False
    if all(_bodied(segs, i, end) for i, end in zip(entries, ends, strict=True)):
        points += 0.6
    before = _heading_before(segs, entries[0])
    if before is not None and cues.weight(segs[before].text) >= 2.2:
        points -= 2.8 if kinds == {cues.kind(segs[before].text)} else 1.6
    return points > 0.6


def _below(segs: Sequence[Seg], entries: Sequence[int], subs: Sequence[int | None]) -> float:
    """What the lists below the entries say for their being headings."""
    found = [(segs[i].label, segs[s].label, segs[s].first) for i, s in zip(entries, subs, strict=True) if s is not None]
    same = any(first and own and below and own.form == below.form for own, below, first in found)
    points = (
        1.5 * same + 1.0 * any(segs[s].cell for s in subs if s is not None) + 0.6 * (2 * len(found) >= len(entries))
    )
    inline = not all(segs[i].first for i in entries)
    points += 0.4 if inline or all(first for *_, first in found) else -3.0
    if not all(s is not None and segs[s].cell for s in subs):
        points -= 1.0 * all(below is not None and below.family == "bullet" for _, below, _ in found)
    label = segs[entries[0]].label
    family = label.family if label else ""
    if (
        not all(first for *_, first in found)
        and not inline
        and len(found) == len(entries)
        and _two_kinds(segs, entries)
    ):
        points += 4.0
    points += 1.5 * (len(found) == len(entries) and all(_declared(segs[i], "heading") for i in entries))
    lettered = family in ("letter", "roman") and len(found) > 1 and all(first for *_, first in found)
    points += 0.8 * (lettered and not inline and _heading_before(segs, entries[0]) is None)
    names = [cues.weight(segs[i].rest) >= 1.5 and segs[i].words <= 4 for i in entries]
    points += 1.0 * (family == "bullet" and len(names) > 1 and all(names) and len(found) == len(entries))
    return points + 0.8 * (family == "chinese") + 0.4 * (family == "decimal")


def _declared(seg: Seg, kind: str) -> bool:
    return seg.mark is not None and seg.mark.kind == kind


def _two_kinds(segs: Sequence[Seg], entries: Sequence[int]) -> bool:
    """Whether every entry names a kind of list, and not all the same."""
    kinds = [cues.kind(segs[i].rest) if cues.weight(segs[i].rest) >= 1.5 else "" for i in entries]
    return all(kinds) and len(set(kinds)) > 1


def _bodied(segs: Sequence[Seg], i: int, end: int) -> bool:
    """Whether a list of two entries or more, each with lines of its own, stands below entry i."""
    below = [j for j in range(i + 1, end) if segs[j].role == "entry" and segs[j].depth == segs[i].depth + 1]
    held = [
        j
        for j in below
        if j + 1 < end
        and (
            (segs[j + 1].role == "text" and segs[j + 1].first)
            or (segs[j + 1].role == "entry" and segs[j + 1].depth > segs[j].depth)
        )
    ]
    return len(below) >= 2 and len(held) == len(below)


def _sublist(segs: Sequence[Seg], i: int, end: int) -> int | None:
    for j in range(i + 1, end):
        if segs[j].role == "entry":
            return j if segs[j].group != segs[i].group else None
        if segs[j].role == "heading" or (segs[j].heading >= HEADING and segs[j].role == "text"):
            return None
    return None


def _heading_before(segs: Sequence[Seg], i: int) -> int | None:
    for j in range(i - 1, max(-1, i - 6), -1):
        if segs[j].role == "entry":
            return None
        if segs[j].role == "heading" or (segs[j].role == "text" and segs[j].heading >= HEADING):
            return j
    return None


def _to_heading(segs: list[Seg], i: int) -> None:
    seg = segs[i]
    seg.role, seg.heading = "heading", 1.0
    group = seg.group
    for j in range(i + 1, len(segs)):
        other = segs[j]
        if other.role == "entry" and other.depth == 0:
            break
        if other.role == "entry" and other.group != group:
            other.depth -= 1
    seg.group, seg.depth = None, 0
