"""Entries whose label is missing: a line without a bullet among bullets, an unmarked first entry before `2.`."""

import itertools
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from pipeline.compiled import compiled
from pipeline.structure import cues, ends, headings, labels, title_ends
from pipeline.structure.labels import Label
from pipeline.structure.lines import finished
from pipeline.structure.plan import Seg

_COLON_TITLE = compiled(
    r"(?!(?i:[^:：]*\b(?:note|tips?|attention|reminder|warning|solution|conclusion|remember)\b))"
    r"[A-Z][^.!?:：。\n]{2,60}[:：]\s?\S"
)
_JOINED = compiled(r"(?:and|but|so|or|if)\b")
_CLAUSE = compiled(r"\b(?:is|are|was|were)\b", re.IGNORECASE)
_TITLED = compiled(
    r"(?:\*\*|__)?([A-Z0-9“\"'][^.!?:：。\n]{1,70})(?:[:：](?:\*\*|__)?|[.:：]?(?:\*\*|__)\s*[:：.]?)\s*(?=\S)(?!//)(?=.{3})"
)
_FIELD = compiled(r"([A-Z][\w-]+(?: [a-z]+)?)[:：]\s*(?=\S.{3})")
_DASHED = compiled(r"([A-Z][^.!?:：,;\n–—]{1,50}?)\s[–—-]\s+(?=\S.{12})")
_FIELDS = cues.vocabulary("form-fields")
_GOES_ON_BUT_IT = compiled(r"(?:this|that|these|those|they|so|but|therefore|however|in fact)\b", re.IGNORECASE)
_GOES_ON = compiled(rf"{_GOES_ON_BUT_IT.pattern}|it\b", re.IGNORECASE)
_FIRST_SENTENCE = compiled(r"[^.!?:。！？：]{3,90}[.!?:。！？：]")


def restore(segs: Sequence[Seg], lists: Mapping[int, Sequence[int]]) -> None:
    """Make entries, without a label, of the lines that belong to a list by place and form; in place."""
    for entries in lists.values():
        label = segs[entries[0]].label
        if label is None or len(entries) < 2 or not all(segs[i].first for i in entries) or segs[entries[0]].cell:
            continue
        if label.start == label.end:
            continue
        if label.family == "bullet":
            _between(segs, entries)
            _like_titled(segs, entries)
            _above(segs, entries)
            _below(segs, entries)
            _short_below(segs, entries)
        elif not label.inline:
            _in_gaps(segs, entries)
            _below(segs, entries)
            if label.family in ("ordinal", "word"):
                _among_ordinals(segs, entries)
            if label.value == 2:
                _before_second(segs, entries)


def titled_lines(segs: Sequence[Seg]) -> None:
    """Make a list of three or more lines in a row that all read `Title: body`, without labels; in place."""
    run: list[int] = []
    taken = 0
    terms = [
        _term(seg.text)
        if _plain(seg) and not headings.is_lead(seg.text) and seg.heading < 0.9 and not ends.in_item(seg)
        else ""
        for seg in segs
    ]
    fields = {term for term, count in Counter(terms).items() if count > 2}
    for i in range(len(segs) + 1):
        seg = segs[i] if i < len(segs) else None
        if seg is not None and seg.role == "removed":
            continue
        if seg is not None and terms[i] and terms[i] not in fields:
            run.append(i)
            continue
        while len(run) > 3 and (_CLAUSE.search(terms[run[-1]]) or _JOINED.match(terms[run[-1]])):
            run.pop()
        if len(run) == 3 and any(_CLAUSE.search(terms[j]) for j in run):
            run = []
        keys = {terms[j] for j in run}
        if len(run) >= 3 and len(keys) == len(run) and not _in_list(segs, run[0]):
            taken += 1
            for j in run:
                segs[j].role, segs[j].group, segs[j].depth, segs[j].confidence = "entry", -3 - 3 * taken, 0, 0.7
                segs[j].heading = 0.0
        run = []


def _term(text: str) -> str:
    """What a line `Title: body` or `Term - body` names, "" for other lines, fields of a form and questions' signs."""
    colon = _TITLED.match(text)
    dash = None if colon else _DASHED.match(text)
    term = colon.group(1) if colon else dash.group(1) if dash and len(dash.group(1).split()) <= 6 else ""
    opens = re.match(r"[^\W\d_]+", term.lower())
    return "" if opens and opens.group() in _FIELDS else term.casefold()


def field_pairs(segs: Sequence[Seg]) -> None:
    """Make entries of the first of two or more fields that take turns: `Myth: ...`, `Fact: ...`; in place."""
    terms = [colon.group(1).casefold() if _plain(seg) and (colon := _FIELD.match(seg.text)) else "" for seg in segs]
    counts = Counter(term for term in terms if term not in _FIELDS)
    often = {term for term, count in counts.items() if term and count > 2}
    opener = next((term for term in terms if term in often), "")
    opening = [i for i, term in enumerate(terms) if term == opener] if opener else []
    turns = [i for i in opening if i + 1 < len(segs) and terms[i + 1] in often - {opener}]
    after = [i for i in opening[1:] if terms[i - 1] in often - {opener}]
    if len(opening) < 3 or len(turns) < len(opening) or len(after) < len(opening) - 1:
        return
    for i in opening:
        seg, end = segs[i], len(opener) + 1
        seg.label = Label(0, end, "noun", f"{opener}:", None, 3.0)
        seg.label_span = (seg.start, seg.start + end)
        seg.role, seg.group, seg.depth, seg.confidence, seg.heading = "entry", -4 - 3 * len(segs), 0, 0.7, 0.0
        seg.line_title = len(seg.rest.split()) <= 20


def _in_list(segs: Sequence[Seg], i: int) -> bool:
    """Whether an entry whose body is still open stands before a line, and one of the same list after it."""
    near = itertools.takewhile(lambda seg: seg.heading < headings.HEADING, reversed(segs[max(0, i - 12) : i]))
    before = next((seg for seg in near if seg.role == "entry"), None)
    after = next((segs[j] for j in range(i + 1, min(len(segs), i + 12)) if segs[j].role == "entry"), None)
    return before is not None and (after is None or after.group == before.group) and segs[i].blank == 0


def _join(seg: Seg, like: Seg) -> None:
    seg.role, seg.group, seg.depth, seg.confidence, seg.heading = "entry", like.group, like.depth, 0.7, 0.0


def _similar(seg: Seg, entries: Sequence[int], segs: Sequence[Seg]) -> bool:
    """Whether a line has the length and the end of the entries of a list."""
    rests = [segs[i].rest for i in entries]
    lengths = sorted(len(rest) for rest in rests)
    if not 0.4 * lengths[0] <= len(seg.text) <= 1.8 * lengths[-1]:
        return False
    ends = sum(finished(rest) for rest in rests)
    if finished(seg.text) != (2 * ends > len(rests)) and 0 < 10 * ends < 10 * len(rests):
        return False
    low = sum(rest[:1].islower() for rest in rests)
    return (not seg.text[:1].islower() or 3 * low > len(rests)) and not headings.is_lead(seg.text)


def _between(segs: Sequence[Seg], entries: Sequence[int]) -> None:
    runs = [list(range(a + 1, b)) for a, b in itertools.pairwise(entries)]
    followed = [run for run in runs if run]
    if not followed or 3 * len(followed) > len(entries):
        return
    for run in followed:
        if len(run) > 2 or any(segs[j].role != "text" or segs[j].blank or not segs[j].first for j in run):
            continue
        for j in run:
            asks = segs[j].text.rstrip().endswith(("?", "？")) or segs[j].heading >= 0.75
            if not asks and _similar(segs[j], entries, segs):
                _join(segs[j], segs[entries[0]])


def _like_titled(segs: Sequence[Seg], entries: Sequence[int]) -> None:
    """Make an entry of the one line among or after bullets that opens with a title and a colon, as all of them do."""
    if len(entries) < 3 or not all(_COLON_TITLE.match(segs[i].rest) for i in entries):
        return
    after = itertools.takewhile(lambda j: segs[j].role == "text", range(entries[-1] + 1, len(segs)))
    found = [
        j
        for j in (*range(entries[0] + 1, entries[-1]), *after)
        if segs[j].role == "text"
        and segs[j].first
        and segs[j].label is None
        and segs[j].heading < headings.HEADING
        and segs[j].blank == segs[entries[1]].blank
        and segs[j].words >= 8
        and _COLON_TITLE.match(segs[j].text)
        and not labels.at_start(segs[j].text)
    ]
    if len(found) == 1:
        _join(segs[found[0]], segs[entries[0]])


def _among_ordinals(segs: Sequence[Seg], entries: Sequence[int]) -> None:
    """Make an entry of the one paragraph among `First, ...`, `Second, ...` that opens with a short sentence too."""
    followed = [(a, b) for a, b in itertools.pairwise(entries) if b > a + 1]
    if len(entries) < 4 or len(followed) != 1 or followed[0][1] != followed[0][0] + 2:
        return
    line = segs[followed[0][0] + 1]
    opened = [_FIRST_SENTENCE.match(text) for text in (line.text, *(segs[i].rest for i in entries))]
    short = [match is not None and len(match.group().split()) <= 10 for match in opened]
    if (
        line.role == "text"
        and line.first
        and line.heading < headings.HEADING
        and all(short)
        and not _GOES_ON.match(line.text)
    ):
        _join(line, segs[entries[0]])


def _in_gaps(segs: Sequence[Seg], entries: Sequence[int]) -> None:
    """Make an entry of the one line that looks like a heading where the numbers skip one."""
    values = {label.value for i in entries if (label := segs[i].label)}
    for a, b in itertools.pairwise(entries):
        one, two = segs[a].label, segs[b].label
        if one and one.value is not None and one.value + 1 in values:
            continue
        if not (one and two and one.value is not None and two.value == one.value + 2):
            continue
        lines = [j for j in range(a + 1, b) if segs[j].role == "text" and segs[j].heading >= headings.HEADING]
        lines = lines or _lone_text(segs, entries, a, b)
        if len(lines) == 1:
            _join(segs[lines[0]], segs[a])


def _lone_text(segs: Sequence[Seg], entries: Sequence[int], a: int, b: int) -> list[int]:
    """The paragraph between two entries that have their text on the label's line, where no other entry has one more."""
    held = {i: [j for j in range(i + 1, end) if _plain(segs[j])] for i, end in itertools.pairwise(entries)}
    sizes = [len(segs[i].text) for i in entries]
    lines = held.pop(a)
    if len(entries) < 3 or any(held.values()) or len(lines) != 1 or not segs[a].rest or lines[0] != b - 1:
        return []
    line = segs[lines[0]]
    fits = 0.3 * min(sizes) <= len(line.text) <= 2 * max(sizes) and line.text[0].isupper()
    return lines if fits and not headings.is_lead(line.text) and not _GOES_ON_BUT_IT.match(line.text) else []


def _plain(seg: Seg) -> bool:
    """Whether a stretch is a paragraph of text of its own."""
    return seg.role == "text" and seg.first


def _above(segs: Sequence[Seg], entries: Sequence[int]) -> None:
    first = entries[0]
    if first < 2 or segs[first].blank or segs[first].depth:
        return
    line, before = segs[first - 1], segs[first - 2]
    if line.role != "text" or not line.first or not _similar(line, entries, segs) or line.heading >= 0.6:
        return
    announced = headings.is_lead(before.text) or (line.blank and before.role != "heading")
    if announced and line.text[-1] not in ",，" and not cues.weight(line.text) >= 2.2:
        _join(line, segs[first])


def _below(segs: Sequence[Seg], entries: Sequence[int]) -> None:
    """Make an entry of the line directly below a dense list whose entries have two sentences or more, as it has, too.

    Below numbers all of them have to open with a phrase without a verb.
    """
    last = entries[-1]
    if len(entries) < 3 or last + 1 >= len(segs) or last - entries[0] != len(entries) - 1 or segs[last].depth:
        return
    line, after = segs[last + 1], segs[last + 2] if last + 2 < len(segs) else None
    if not _plain(line) or line.blank or any(segs[i].blank for i in entries[1:]) or line.label is not None:
        return
    opens = _told if segs[last].label and segs[last].label.family == "bullet" else title_ends.brief  # type: ignore[union-attr]
    told = [opens(text) for text in (line.text, *(segs[i].rest for i in entries))]
    least = (0.66 if opens is _told else 1.0) * len(entries)
    if (
        told[0]
        and sum(told[1:]) >= least
        and (after is None or after.blank or after.role == "heading")
        and line.heading < headings.HEADING
        and _similar(line, entries, segs)
        and not _GOES_ON_BUT_IT.match(line.text)
        and not ends.CLOSING.match(line.text)
    ):
        _join(line, segs[last])


def _short_below(segs: Sequence[Seg], entries: Sequence[int]) -> None:
    """Make an entry of the line without a stop directly below dense bullets that have none, a blank line behind it."""
    first, last = entries[0], entries[-1]
    if last + 2 >= len(segs) or last - first != len(entries) - 1 or segs[last].depth or not segs[first].blank:
        return
    line = segs[last + 1]
    dense = not line.blank and not any(segs[i].blank for i in entries[1:]) and bool(segs[last + 2].blank)
    open_ended = not any(finished(segs[i].text) for i in (*entries, last + 1))
    if dense and open_ended and _plain(line) and line.heading < headings.HEADING and _similar(line, entries, segs):
        _join(line, segs[last])


def _told(text: str) -> bool:
    """Whether a text opens with a sentence of a few words and has another one."""
    first = _FIRST_SENTENCE.match(text)
    return first is not None and len(first.group().split()) <= 9 and len(text) - first.end() > 12


def _before_second(segs: Sequence[Seg], entries: Sequence[int]) -> None:
    first = entries[0]
    sizes = [len(segs[i].text) for i in entries]
    near = [seg for seg in segs[max(0, first - 6) : first] if seg.role != "removed"]
    one = near[-1] if len(near) > 1 else None
    if one is None or not _plain(one) or headings.is_lead(one.text):
        return
    held = [seg for seg in segs[first + 1 : entries[1]] if seg.role != "removed"]
    held = list(itertools.takewhile(_plain, held))
    top = near[-1 - max(1, len(held))] if len(held) < len(near) else near[0]
    if held and segs[first].words <= 14:
        if not all(map(_plain, near[-len(held) :])):
            return
        if first > 2 and _plain(top) and top.words <= 14 and not finished(top.text) and cues.weight(top.text) < 2.2:
            _join(top, segs[first])
        return
    if (
        0.3 * min(sizes) <= len(one.text) <= 3 * max(sizes)
        and _FIRST_SENTENCE.match(one.text)
        and top.role in ("text", "heading", "title")
        and len(one.text) < 700
    ):
        opened = [bool(_FIRST_SENTENCE.match(segs[i].rest)) for i in entries]
        if 2 * sum(opened) > len(opened):
            _join(one, segs[first])
