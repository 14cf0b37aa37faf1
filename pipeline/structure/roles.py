"""Roles within a plan: which labelled lines are headings, which bare headings are items, where items and lists end."""

import re
from collections.abc import Iterator, Sequence

from pipeline.structure import cues, headings, titles, unmarked
from pipeline.structure.plan import Plan, Seg

HEADING = 0.55
_NUMBERS = dict(enumerate("three four five six seven eight nine ten eleven twelve".split(), 3))
_CLOSING = re.compile(
    r"(?:in (?:short|summary|conclusion|a word|brief|sum|one word|the end)\b|all in all|to sum up|summing up|to conclude|to summarize|"
    r"overall\b|on the whole|in all\b|finally,? (?:we|i|let|remember|it|remind)|the above|these are (?:the|all|some|just)|those are|"
    r"so,? (?:this is|that is|that's|these|if you|don't|do not|dear|everyone|mothers|parents)|i hope|hope (?:this|that|everyone|you)|"
    r"we hope|therefore,? (?:everyone|everybody|we|when|you|parents|mothers|people|in)|that's (?:all|it)|through the above|as (?:you can see|mentioned above)|"
    r"from the above|after reading|well,|okay,|ok,|in view of|seeing this|after understanding|after knowing|no matter (?:what|which)|"
    r"if you (?:have any|still have|want to know more|like)|dear (?:friends|parents|mothers|readers)|conclusion|summary|warm reminder|"
    r"(?:the )?above(?:-mentioned)? (?:is|are)|believe that)",
    re.IGNORECASE,
)  # fmt: skip
_SENTENCE_CLOSES = re.compile(
    r"(?:in (?:short|a word|summary|conclusion)|all in all|to sum up|so,? this is|definitely,|definitively,|in definitive)", re.IGNORECASE
)
_ADDRESS = re.compile(
    r"(?:therefore,? |so,? |in short,? )(?:everybody|everyone|we all|people|all of us|in daily life)\b", re.IGNORECASE
)
_SENTENCE = re.compile(r"[.!?。！？][\"”’)]*(?=\s|[A-Z“])\s*")
_QUESTION = re.compile(r"[?？][\"”’)]*$")


def decide(plan: Plan) -> None:
    """Set the roles, titles and owners of all stretches of a plan, in place."""
    _promote(plan)
    _unannounced(plan)
    unmarked.restore(plan.segs, _lists(plan.segs))
    unmarked.titled_lines(plan.segs)
    _headings(plan)
    _bare_items(plan)
    _lead_headings(plan)
    _titles(plan)
    _own(plan)


def _lists(segs: Sequence[Seg], depth: int | None = None) -> dict[int, list[int]]:
    """Ordinals of the entries of each list, by list, in order."""
    out: dict[int, list[int]] = {}
    for i, seg in enumerate(segs):
        if seg.role == "entry" and seg.group is not None and (depth is None or seg.depth == depth):
            out.setdefault(seg.group, []).append(i)
    return out


def _promote(plan: Plan) -> None:
    """Make headings of the entries of a list that carries the page's sections: `1. Why ...`, with lists of its own."""
    segs = plan.segs
    outer = _lists(segs, 0)
    for entries in outer.values():
        inline = [i for i in entries if not segs[i].first]
        if any(_in_item(segs[i]) and segs[i].label_span is None for i in entries):
            continue
        if inline and len(inline) < len(entries) - 1:
            continue
        if not inline:
            _first_is_title(plan, entries)
        entries[:] = [i for i in entries if segs[i].role == "entry"]
        if entries and _carries_sections(plan, entries):
            for i in entries:
                _to_heading(segs, i, entries)


def _unannounced(plan: Plan) -> None:
    """Make text again of a pair of ordinals in prose that nothing announces: `First, they ...`, `Second, they ...`."""
    segs = plan.segs
    for entries in _lists(segs, 0).values():
        labels = [segs[i].label for i in entries]
        if len(entries) != 2 or plan.cut or not all(one and one.family in ("ordinal", "word", "last") for one in labels):
            continue
        before = [segs[j].text for j in (plan.title, entries[0] - 1) if j is not None and j >= 0 and segs[j].role != "removed"]
        if any(max(cues.headings().strongest(text[-300:]).values(), default=0.0) >= 1.5 for text in before):
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
    bare = [i for i in entries if segs[i].words <= 18 and not re.search(r"[.:：]\s+\S.{25,}", segs[i].rest)]
    if len(bare) < len(entries):
        return False
    weights = [cues.headings().strongest(segs[i].rest) for i in entries]
    strong = [
        max(w.values(), default=0.0) >= 2.2 or bool(_QUESTION.search(segs[i].rest))
        for w, i in zip(weights, entries, strict=True)
    ]
    kinds = {max(w, key=lambda k: (w[k], k)) for w in weights if w and max(w.values()) >= 2.2}
    ends = [*entries[1:], len(segs)]
    subs = [_sublist(segs, i, end) for i, end in zip(entries, ends, strict=True)]
    has = [sub for sub in subs if sub is not None]
    points = 2.2 * sum(strong) / len(entries) - 0.6
    if has:
        same = any(
            segs[i].label and segs[s].label and segs[s].label.form == segs[i].label.form
            for i, s in zip(entries, subs, strict=True)
            if s is not None and segs[s].first
        )  # type: ignore[union-attr]
        points += 1.5 * same + 0.6 * (len(has) >= 0.5 * len(entries))
        inline = not all(segs[i].first for i in entries)
        points += 0.4 if inline or all(segs[s].first for s in has) else -3.0
        points -= 2.0 * (inline and sum(strong) < len(entries))
        points -= 1.0 * all(segs[s].label is not None and segs[s].label.family == "bullet" for s in has)  # type: ignore[union-attr]
        points += 0.8 * bool(segs[entries[0]].label and segs[entries[0]].label.family == "chinese")  # type: ignore[union-attr]
    elif len(kinds) < 2 or sum(strong) < 0.6 * len(entries) or not all(segs[i].first for i in entries):
        return False
    before = _heading_before(segs, entries[0])
    if before is not None and max(cues.headings().strongest(segs[before].text).values(), default=0.0) >= 2.2:
        points -= 1.6
    return points > 0.6


def _sublist(segs: Sequence[Seg], i: int, end: int) -> int | None:
    for j in range(i + 1, end):
        if segs[j].role == "entry":
            return j if segs[j].group != segs[i].group else None
        if segs[j].heading >= HEADING and segs[j].role == "text":
            return None
    return None


def _heading_before(segs: Sequence[Seg], i: int) -> int | None:
    for j in range(i - 1, max(-1, i - 6), -1):
        if segs[j].role == "entry":
            return None
        if segs[j].role == "text" and segs[j].heading >= HEADING:
            return j
    return None


def _to_heading(segs: list[Seg], i: int, entries: Sequence[int]) -> None:
    seg = segs[i]
    seg.role, seg.heading = "heading", 1.0
    group = seg.group
    for j in range(i + 1, len(segs)):
        other = segs[j]
        if other.role == "entry" and other.depth == 0:
            break
        if other.role == "entry" and other.group != group:
            other.depth -= 1
    seg.group, seg.depth, seg.label = None, 0, None


def _headings(plan: Plan) -> None:
    """Make headings of the bare lines that look like one and don't stand within a list."""
    segs = plan.segs
    within = _within(segs)
    for i, seg in enumerate(segs):
        if seg.role != "text" or seg.heading < (0.9 if within[i] else HEADING):
            continue
        if i and segs[i - 1].role == "entry" and not segs[i - 1].rest and seg.level == 0:
            continue
        before = _kept_before(segs, i)
        if before is not None and segs[before].role == "heading" and not (seg.level or segs[before].level):
            if not (i + 1 < len(segs) and segs[i + 1].role == "text" and segs[i + 1].heading < HEADING) or _same_say(
                segs[before].text, seg.text
            ):
                continue
        seg.role = "heading"
    _split_question(plan)


def _same_say(a: str, b: str) -> bool:
    mine, yours = ({w for w in cues.words(t) if len(w) > 3} for t in (a, b))
    return len(mine & yours) >= 0.5 * min(len(mine), len(yours)) if mine and yours else False


def _kept_before(segs: Sequence[Seg], i: int) -> int | None:
    return next((j for j in range(i - 1, -1, -1) if segs[j].role != "removed"), None)


def _within(segs: Sequence[Seg]) -> list[bool]:
    """For each stretch, whether an entry of the same list of depth 0 stands before and after it."""
    last = {entries[-1]: group for group, entries in _lists(segs, 0).items()}
    open_group: int | None = None
    out = []
    for i, seg in enumerate(segs):
        if seg.role == "heading":
            open_group = None
        if seg.role == "entry" and seg.depth == 0:
            open_group = None if i in last else seg.group
        out.append(open_group is not None)
    return out


def _split_question(plan: Plan) -> None:
    """Cut the question or announcement off a paragraph that holds the list itself, as the list's heading."""
    segs = plan.segs
    out: list[Seg] = []
    for i, seg in enumerate(segs):
        follows = segs[i + 1] if i + 1 < len(segs) else None
        if seg.role == "text" and seg.owner is None and follows and follows.role == "entry" and not follows.first and follows.depth == 0:
            if follows.unit == seg.unit and (cut := _last_sentence(seg.text)) is not None:
                head = seg.text[cut:]
                cue = max(cues.headings().strongest(head).values(), default=0.0)
                asks = bool(_QUESTION.search(head))
                bare = not cut and cue >= 2 and len(head.split()) <= 8
                short = len(head.split()) <= (18 if cue >= 1.4 else 9)
                if short and (bare or asks or (cue >= 1.4 and headings.is_lead(head))):
                    if cut:
                        body = seg.text[:cut].rstrip()
                        out.append(
                            Seg(
                                seg.start,
                                seg.start + len(body),
                                body,
                                seg.unit,
                                blank=seg.blank,
                                words=len(body.split()),
                            )
                        )
                    out.append(
                        Seg(seg.start + cut, seg.end, head, seg.unit, "heading", not cut, words=len(head.split()))
                    )
                    continue
        out.append(seg)
    plan.segs = out


def _last_sentence(text: str) -> int | None:
    ends = [match.end() for match in _SENTENCE.finditer(text[-600:])]
    shift = max(0, len(text) - 600)
    ends = [end + shift for end in ends if end + shift < len(text)]
    return ends[-1] if ends else (0 if len(text) <= 600 else None)


def _bare_items(plan: Plan) -> None:
    """Make items of bare headings that the title or a heading above them announces: a list without labels."""
    segs = plan.segs
    heads = [i for i, seg in enumerate(segs) if seg.role == "heading"]
    if any(i + 1 < len(segs) and segs[i + 1].text[:1].islower() for i in heads):
        return
    strong = {i: _strong(segs[i].text) for i in heads}
    parents = {i for i, j in zip(heads, heads[1:], strict=False) if _over(segs, i, j)}
    taken = 0
    for nth, i in enumerate(heads):
        run = []
        for j in heads[nth + 1 :]:
            above = segs[j].level < segs[i].level or segs[j].level > segs[i].level + 1
            if above or j in parents or (segs[j].level == segs[i].level and strong[j] and i not in parents):
                break
            run.append(j)
        if len(run) >= 2 and (strong[i] or i in parents) and _announces(segs, i, run):
            taken += 1
            _as_items(segs, run, -2 - 3 * taken)
    if taken or plan.title is None or any(seg.role == "entry" and seg.depth == 0 and seg.first for seg in segs):
        return
    for level in sorted({segs[i].level for i in heads}, reverse=True):
        run = [i for i in heads if segs[i].level == level]
        asks = sum(strong[i] for i in run)
        weight = max(cues.headings().strongest(segs[plan.title].text).values(), default=0.0)
        named = [int(m) for m in re.findall(r"(?<![\d.])\d{1,2}(?![\d.%])", segs[plan.title].text)]
        named += [n for n, word in _NUMBERS.items() if re.search(rf"\b{word}\b", segs[plan.title].text.lower())]
        counted = any(len(run) <= n <= len(run) + (3 if plan.cut else 1) for n in named)
        if len(run) >= 2 and (weight >= 2.2 or (counted and len(run) >= 3)) and asks <= 0.34 * len(run):
            empty = {i for i, j in zip(heads, heads[1:], strict=False) if all(s.role == "removed" for s in segs[i + 1 : j])}
            _as_items(segs, [i for i in run if i not in empty and not _QUESTION.search(segs[i].text)], -2)
            return


def _over(segs: Sequence[Seg], i: int, j: int) -> bool:
    """Whether heading i stands directly over heading j and says what is below it."""
    if any(segs[k].role != "removed" for k in range(i + 1, j)):
        return False
    return (
        bool(_QUESTION.search(segs[i].text))
        or max(cues.headings().strongest(segs[i].text).values(), default=0.0) >= 1.5
    )


def _strong(text: str) -> bool:
    """Whether a heading names a kind of list or asks."""
    return bool(_QUESTION.search(text)) or max(cues.headings().strongest(text).values(), default=0.0) >= 2.2


def _announces(segs: Sequence[Seg], i: int, run: Sequence[int]) -> bool:
    """Whether nothing, a lead-in, or the format's own levels stand between a heading and the bare headings below it."""
    between = [segs[j] for j in range(i + 1, run[0]) if segs[j].role != "removed"]
    if any(segs[j].role == "entry" and segs[j].first for j in range(i + 1, run[-1])):
        return False
    if segs[run[0]].level > segs[i].level:
        return max(cues.headings().strongest(segs[i].text).values(), default=0.0) >= 2.2
    return not between or (len(between) == 1 and headings.is_lead(between[0].text))


def _as_items(segs: Sequence[Seg], run: Sequence[int], group: int) -> None:
    for i in run:
        segs[i].role, segs[i].group, segs[i].depth, segs[i].line_title = "entry", group, 0, True
        segs[i].confidence, segs[i].label = 0.7, None


def _lead_headings(plan: Plan) -> None:
    """Make a heading of the one-sentence announcement of a list that follows a paragraph: `Symptoms are, such as`."""
    segs = plan.segs
    for i, seg in enumerate(segs[:-1]):
        follows = segs[i + 1]
        if seg.role != "text" or follows.role != "entry" or follows.depth or not follows.first or not seg.first:
            continue
        before = _kept_before(segs, i)
        if before is None or segs[before].role in ("heading", "title", "entry") or seg.words > 22:
            continue
        if _SENTENCE.search(seg.text) or not headings.is_lead(seg.text):
            continue
        if max(cues.headings().strongest(seg.text).values(), default=0.0) >= 2.2:
            seg.role = "heading"


def _titles(plan: Plan) -> None:
    """Decide where the titles of each list's items end."""
    segs = plan.segs
    for entries in _lists(segs).values():
        bodies = []
        for nth, i in enumerate(entries):
            seg, following = segs[i], segs[i + 1] if i + 1 < len(segs) else None
            words = 0
            if following and not seg.rest:
                after = segs[i + 2] if i + 2 < len(segs) else None
                if _bare_title(following, after):
                    following.role = "item-title"
            if following and following.role == "text" and following.first:
                words = 0 if nth == len(entries) - 1 and _CLOSING.match(following.text) and nth else following.words
            elif following and following.role == "entry" and following.first and following.depth > seg.depth:
                words = max(following.words, seg.words)
            bullet = seg.label is not None and seg.label.family == "bullet"
            last = nth == len(entries) - 1 and i == len(segs) - 1
            if bullet and nth == len(entries) - 1 and following and following.blank:
                words = words if nth and _has_body(segs, entries[:-1]) else 0
            clause = bool(seg.label) and seg.text[: len(seg.text) - len(seg.rest)].rstrip().endswith(" is")
            bodies.append(titles.Body(seg.rest, words, bullet, not seg.first, last, nth == len(entries) - 1, clause))
        for i, cut in zip(entries, titles.cut_all(bodies), strict=True):
            segs[i].title_end = segs[i].cell or (len(segs[i].rest) if segs[i].line_title else cut)


def _bare_title(line: Seg, after: Seg | None) -> bool:
    """Whether the line below a lone label is its title: short, unfinished, above a longer paragraph."""
    if line.role != "text" or not line.first or line.words > 25 or after is None or after.role != "text":
        return False
    return not re.search(r"[.。;；][\"”’)]*$", line.text) and (line.heading >= 0.4 or after.words > 1.5 * line.words)


def _has_body(segs: Sequence[Seg], entries: Sequence[int]) -> bool:
    return any(i + 1 < len(segs) and segs[i + 1].role == "text" for i in entries)


def _own(plan: Plan) -> None:
    """Give each stretch the entry that it belongs to; what stands after a list's last item belongs to none."""
    segs = plan.segs
    stack: list[Seg] = []
    outer = _lists(segs, 0)
    for seg in segs:
        seg.owner = None
        if seg.role in ("heading", "title"):
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
    _split_question(plan)


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
    counts = [len(_bodies(segs, i)) for i in entries[:-1]]
    mine = _bodies(segs, last)
    need = 1 if segs[last].title_end and segs[last].title_end >= len(segs[last].rest) or not segs[last].rest else 0
    if not counts:
        most = len(mine) if need else 0
    elif len(counts) == 1:
        most = len(mine) if counts[0] > need else max(counts[0], need)
    else:
        most = max(max(counts), need)
    inside = sum(1 for j in mine if _in_item(segs[j]))
    keep = 0
    for j in mine:
        if keep < inside:
            keep += 1
            continue
        if inside or (_in_item(segs[last]) and not need):
            break
        if keep >= need and _CLOSING.match(segs[j].text):
            break
        if keep >= most and not (need and _about(plan, entries, segs[j].text)):
            break
        keep += 1
    if keep < len(mine):
        _close(segs, mine[keep])
        return
    _closing_sentence(plan, last)


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


def _in_item(seg: Seg) -> bool:
    """Whether the format declares a stretch to be part of an entry of a list."""
    return seg.mark is not None and seg.mark.kind in ("item", "paragraph") and seg.mark.group is not None


def _about(plan: Plan, entries: Sequence[int], text: str) -> bool:
    """Whether a paragraph after a list speaks of what only the last entry speaks of."""
    segs = plan.segs

    def stems(start: int, end: int) -> set[str]:
        return {w[:4] for seg in segs[start:end] for w in cues.words(seg.text[:1500]) if len(w) > 3}

    body = _bodies(segs, entries[-1])
    mine = stems(entries[-1], body[0] + 1 if body else entries[-1] + 1)
    others = stems(max(entries[0], entries[-1] - 40), entries[-1]) | stems(0, min(8, entries[0]))
    return len((mine - others) & {w[:4] for w in cues.words(text) if len(w) > 3}) >= (1 if plan.cut else 2)


def _closing_sentence(plan: Plan, last: int) -> None:
    """Cut a closing summary off the end of the last item's paragraph."""
    segs = plan.segs
    end = next(_after(segs, last), None)
    tail = segs[end - 1] if end else segs[-1]
    if tail.role not in ("entry", "text") or (tail.owner is None) or not tail.text:
        return
    least = tail.rest_start - tail.start + tail.title_end if tail.role == "entry" else 0
    starts = [m.end() for m in _SENTENCE.finditer(tail.text) if m.end() > least + 20]
    cut = None
    for at in starts:
        if _SENTENCE_CLOSES.match(tail.text, at):
            cut = at
            break
        if _ADDRESS.match(tail.text, at) and len(starts) > 1:
            cut = at
            break
    if cut is None:
        return
    topic = {w[:5] for w in cues.words(segs[plan.title].text) if len(w) > 2} if plan.title is not None else set()
    back = [at for at in starts if at < cut]
    if back and topic and len({w[:5] for w in cues.words(tail.text[back[-1] : back[-1] + 60])[:4]} & topic) >= 2:
        cut = back[-1]
    index = (end or len(segs)) - 1
    body = tail.text[cut:]
    rest = Seg(tail.start + cut, tail.end, body, tail.unit, words=len(body.split()), closing=True, first=False)
    head = tail.text[:cut].rstrip()
    tail.end, tail.text, tail.words = tail.start + len(head), head, len(head.split())
    segs.insert(index + 1, rest)


def _after(segs: Sequence[Seg], i: int) -> Iterator[int]:
    for j in range(i + 1, len(segs)):
        if segs[j].role in ("heading", "title") or (segs[j].role == "entry" and segs[j].depth == 0):
            yield j
