"""The plan of an article: its units cut at the chosen labels, each stretch with its role. `segment.py` cuts it up."""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass

from pipeline.compiled import compiled
from pipeline.model import Mark, Text
from pipeline.structure import (
    candidates,
    footers,
    frame,
    glued,
    headings,
    labels,
    lists,
    masthead,
    promo,
    repeats,
    tables,
)
from pipeline.structure.labels import Label
from pipeline.structure.lines import Unit, finished, units

_LINKS = compiled(
    r"(?:last|next|previous) (?:article|post|page|chapter|issue)\s?[:：]|"
    r"\d{1,2}\. (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? (?:19|20)\d\d\b|"
    r"(?:no\.? ?)?\d{1,2}[.:：]? (?:best|adopted|recommended|accepted) (?:answer|reply)\b",
    re.IGNORECASE,
)
_OUTSIDE = ("advertisement", "navigation")
_QUOTE_OPEN = compiled(r"[\"“«「]")


@dataclass(slots=True, eq=False)
class Seg:
    """A stretch of the source with its role.

    role: "title", "heading", "entry", "text", "removed"; unit: ordinal of its unit; first: it opens its unit;
    label and prefix: absolute spans; group, depth: list (its first candidate's ordinal) and level of an entry or, for
    text, of the item that it belongs to; owner: the entry that a stretch belongs to.
    """

    start: int
    end: int
    text: str
    unit: int
    role: str = "text"
    first: bool = True
    label: Label | None = None
    label_span: tuple[int, int] | None = None
    prefix: tuple[int, int] | None = None
    mark: Mark | None = None
    heading: float = 0.0
    level: int = 0
    blank: int = 0
    words: int = 0
    group: int | None = None
    depth: int = 0
    owner: "Seg | None" = None
    confidence: float = 1.0
    reason: str = ""
    body: str = ""
    title_end: int = 0
    closing: bool = False
    lead: bool = False
    cell: int = 0
    line_title: bool = False
    strong: int = 0
    untitled: bool = False

    @property
    def rest(self) -> str:
        """An entry's text after its label, trimmed."""
        return self.text[self.rest_start - self.start :].strip()

    @property
    def rest_start(self) -> int:
        """Where an entry's text begins after its label (code points of the source)."""
        if self.label_span is None:
            return self.start
        return self.end - len(self.text[self.label_span[1] - self.start :].lstrip())


def kept_before(segs: Sequence[Seg], i: int) -> int | None:
    """The ordinal of the nearest stretch above the i-th that isn't removed, None where there is none."""
    return next((j for j in range(i - 1, -1, -1) if segs[j].role != "removed"), None)


def lists_of(segs: Sequence[Seg], depth: int | None = None) -> dict[int, list[int]]:
    """Ordinals of the entries of each list, by list, in order."""
    out: dict[int, list[int]] = {}
    for i, seg in enumerate(segs):
        if seg.role == "entry" and seg.group is not None and (depth is None or seg.depth == depth):
            out.setdefault(seg.group, []).append(i)
    return out


@dataclass(slots=True)
class Plan:
    """The stretches of an article in order, its title's ordinal, if any, and whether the page breaks off at its end."""

    segs: list[Seg]
    title: int | None = None
    cut: bool = False


def make(text: Text) -> Plan:
    """Cut a decoded source into stretches: title, removed lines, headings, entries of lists, text."""
    found = glued.split(units(text))
    rows = tables.rows(found)
    reasons, title = _page(found, rows)
    amounts = candidates.amounts(found)
    none = {*reasons, title, *rows, *amounts}
    scores = [0.0 if i in none else headings.score(found, i, reasons) for i in range(len(found))]
    _between_labels(found, scores)
    headings.alternate(found, scores, reasons)
    headings.ended(found, scores, reasons)
    headings.highlights(found, scores, reasons)
    headings.below_title(found, scores, title, reasons)
    page = candidates.Page(found, reasons, title, scores, rows, amounts)
    possible, prefixes = candidates.of(page)
    entries = lists.solve(possible)
    by_unit: dict[int, list[tuple[lists.Candidate, lists.Entry]]] = {}
    for candidate, entry in zip(possible, entries, strict=True):
        if entry:
            by_unit.setdefault(candidate.unit, []).append((candidate, entry))
    segs: list[Seg] = []
    header = False
    for i, unit in enumerate(found):
        segs.extend(_segs(i, unit, by_unit.get(i, []), prefixes.get(i)))
        if i in rows:
            segs[-1].cell = rows[i][1]
            header = not rows[i][1]
        segs[-1].lead = header = (
            header and unit.mark is not None and unit.mark.kind == "cell" and (i in rows or not unit.opens_row)
        )
        segs[-1].lead |= tables.names_columns(found, rows, i)
        here = segs[-1] if not by_unit.get(i) else None
        if here is None:
            continue
        here.heading, here.level = scores[i], headings.level(unit)
        if i in reasons:
            here.role, here.reason = "removed", reasons[i]
        elif i == title:
            here.role = "title"
    return Plan(segs, next((n for n, seg in enumerate(segs) if seg.role == "title"), None), candidates.cut(page))


def _between_labels(found: list[Unit], scores: list[float]) -> None:
    """Lower the score of a line that stands between two lines with a like label, without blank lines: no heading."""
    for i in range(1, len(found) - 1):
        if scores[i] and not found[i].blank and not found[i + 1].blank and scores[i] < 1:
            above, below = labels.at_start(found[i - 1].text), labels.at_start(found[i + 1].text)
            if (
                above
                and below
                and above.form == below.form
                and 0 <= (below.value or 0) - (above.value or 0) - (above.value is not None) <= 1
            ) and found[i].words <= 1.5 * max(found[i - 1].words, found[i + 1].words):
                scores[i] *= 0.3


def _segs(
    i: int, unit: Unit, chosen: list[tuple[lists.Candidate, lists.Entry]], prefix: tuple[int, int] | None
) -> list[Seg]:
    cuts = [(c.label.start, c, e) for c, e in chosen]
    out: list[Seg] = []
    begin = prefix[1] if prefix and cuts and cuts[0][0] == prefix[1] else 0
    if not cuts or cuts[0][0] > begin:
        out.append(_stretch(i, unit, 0, cuts[0][0] if cuts else len(unit.text)))
        begin = 0
    for k, (at, candidate, entry) in enumerate(cuts):
        seg = _stretch(i, unit, at, cuts[k + 1][0] if k + 1 < len(cuts) else len(unit.text))
        seg.role, seg.label, seg.confidence = "entry", candidate.label, entry.confidence
        seg.group, seg.depth = entry.group, entry.depth
        seg.label_span = (unit.start + candidate.label.start, unit.start + candidate.label.end)
        if candidate.label.start == candidate.label.end:
            seg.label_span = None
        if begin and k == 0:
            seg.prefix = (unit.start, unit.start + len(unit.text[:begin].rstrip()))
            seg.level = headings.level(unit)
        out.append(seg)
    if len(out) > 3:
        out = [part for k, seg in enumerate(out) for part in _without_advert(seg, k + 1 == len(out))]
    for k, seg in enumerate(out):
        seg.first, seg.blank, seg.mark = k == 0, unit.blank if k == 0 else 0, unit.mark
        seg.strong = unit.start + unit.strong
    return [seg for seg in out if seg.text]


def _without_advert(seg: Seg, last: bool) -> list[Seg]:
    """An entry within a paragraph, and the advertisement behind it, that no full stop parts from the next entry."""
    at = 0 if last or seg.role != "entry" or finished(seg.text) else promo.inline(seg.text)
    if not at:
        return [seg]
    tail = seg.text[at:]
    advert = Seg(seg.start + at, seg.end, tail, seg.unit, "removed", reason="advertisement", words=len(tail.split()))
    seg.text = seg.text[:at].rstrip()
    seg.end, seg.words = seg.start + len(seg.text), len(seg.text.split())
    return [seg, advert]


def _stretch(i: int, unit: Unit, start: int, end: int) -> Seg:
    raw = unit.text[start:end]
    body = raw.strip()
    at = unit.start + start + len(raw) - len(raw.lstrip())
    words = unit.words if len(raw) == len(unit.text) else len(body.split())
    return Seg(at, at + len(body), body, i, words=words)


def _page(found: list[Unit], rows: Container[int]) -> tuple[dict[int, str], int | None]:
    """Units that are no part of the article, with reasons, and the title's ordinal."""
    reasons: dict[int, str] = {}
    listed = _listed(found)
    for i, unit in enumerate(found):
        kind = unit.mark.kind if unit.mark else ""
        if kind in ("boilerplate", "caption"):
            reasons[i] = kind
        elif (
            not (i in rows and "|" in unit.text)
            and not _is_entry(unit)
            and (why := promo.reason(unit, i, len(found), listed.get(i, 0.0)))
        ):
            reasons[i] = why
    promo.spare_bullets(found, reasons)
    _beside(found, reasons, listed)
    reasons |= promo.trails(found, reasons)
    reasons |= frame.above(found, reasons)
    title, doubles = masthead.title(found, reasons)
    for i, why in doubles.items():
        reasons.setdefault(i, why)
    reasons |= footers.below(found, reasons)
    if judged := frame.around(found, reasons, title, rows):
        reasons |= judged
        reasons |= footers.below(found, reasons)
    if (site := promo.site_line(found, reasons, title)) is not None:
        reasons[site] = "navigation"
    reasons |= dict(repeats.contents(found, {*reasons, *([title] if title is not None else [])}).items())
    kept = [i for i in range(len(found)) if i not in reasons]
    while len(kept) > 4 and found[kept[-1]].mark is None and not labels.at_start(found[kept[-1]].text):
        if not promo.shop_line(found[kept[-1]], found[kept[-2]].text):
            break
        reasons[kept.pop()] = "advertisement"
    return reasons, title


def _beside(found: list[Unit], reasons: dict[int, str], listed: dict[int, float]) -> None:
    """Remove what stands directly beside removed advertising or navigation, where it needs no more than at an edge."""
    for i in [k for j, why in reasons.items() if why in _OUTSIDE for k in (j - 1, j + 1)]:
        if 0 <= i < len(found) and i not in reasons and not _is_entry(found[i]):
            why = promo.reason(found[i], 0, len(found), listed.get(i, 0.0))
            if why in _OUTSIDE:
                reasons[i] = why


def _listed(found: list[Unit]) -> dict[int, float]:
    """How much lines that open with the same sign or label as their neighbours look like entries of a list, 0 to 1.

    Of three or more in a row either most are no part of the article, or hardly any is.
    """
    out: dict[int, float] = {}
    run: list[int] = []
    last = ""
    for i in range(len(found) + 1):
        label = labels.at_start(found[i].text) if i < len(found) else None
        mark = found[i].mark if i < len(found) and not label else None
        form = label.form if label else f"item {mark.group}" if mark and mark.kind == "item" else ""
        if run and form != last:
            removed = sum(promo.reason(found[k], k, len(found)) is not None for k in run) if len(run) > 2 else 0
            weight = 0.4 if len(run) == 2 else 0.0 if 2 * removed >= len(run) else 1.0
            out |= dict.fromkeys(run if len(run) > 1 else (), weight)
            run = []
        if form:
            run.append(i)
        last = form
    return out


def _is_entry(unit: Unit) -> bool:
    """Whether a line opens with a label that leaves little doubt."""
    label = labels.at_start(unit.text)
    if label is None or label.strength < 2.2 or label.family in ("bullet", "arrow", "noun"):
        return False
    if _LINKS.match(unit.text):
        return False
    after = labels.at_start(unit.text[label.end :].lstrip())  # `[1] [2] Next page`
    return after is None or after.form != label.form
