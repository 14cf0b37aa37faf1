"""The plan of an article: its units cut at the chosen labels, each stretch with its role. `segment.py` cuts it up."""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass

from pipeline.model import Mark, Text
from pipeline.structure import candidates, cues, glued, headings, labels, lists, promo, repeats, tables
from pipeline.structure.labels import Label
from pipeline.structure.lines import Unit, finished, units

_SITE = re.compile(
    r"\b(?:network|encyclopedia|website|web site|portal|forum|home ?page|online|channel|academy|magazine|gazette)\b|"
    r"\.(?:com|net|org|cn|ru)\b",
    re.IGNORECASE,
)
_PATH = re.compile(r"[\w' ]{2,25}(?:(?:\s[/|›>»]\s|\s?[｜│]\s?)[\w' ]{2,25})+")
_LINKS = re.compile(r"(?:last|next|previous) (?:article|post|page|chapter|issue)\s?[:：]", re.IGNORECASE)
_DASHED_PATH = re.compile(r"[A-Z][\w']*(?: [\w']+){0,2}(?:\s[-–—]\s[A-Z][\w']*(?: [\w']+){0,2}){2,3}")
_PLAIN_TITLE_END = re.compile(r"[.。;；,，:：][\"”’)）]*$")
_SENTENCES = re.compile(r"[.!?。！？][\"”’)]*(?=\s|[A-Z]|$)")
_OUTSIDE = ("advertisement", "navigation")
_QUOTE_OPEN = re.compile(r"[\"“«「]")


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
    scores = [
        0.0 if i in reasons or i == title or i in rows else headings.score(found, i, reasons) for i in range(len(found))
    ]
    _between_labels(found, scores)
    headings.alternate(found, scores, reasons)
    headings.ended(found, scores, reasons)
    headings.highlights(found, scores, reasons)
    headings.below_title(found, scores, title, reasons)
    page = candidates.Page(found, reasons, title, scores, rows)
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
    title = _title(found, reasons)
    title, doubles = _second(found, reasons, title)
    for i, why in doubles.items():
        reasons.setdefault(i, why)
    reasons |= promo.below(found, reasons)
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


def _second(found: list[Unit], reasons: dict[int, str], title: int | None) -> tuple[int | None, dict[int, str]]:
    """The title and its repetitions: of two in a row the first is a breadcrumb, unless the format says otherwise."""
    title = _below_site(found, reasons, title)
    doubles = repeats.repeated(found, title, reasons)
    if title is None or found[title].mark is not None:
        return title, doubles
    follows = next((i for i in range(title + 1, len(found)) if i not in reasons), None)
    if (
        follows is not None
        and all(reasons.get(i) != "boilerplate" for i in range(title + 1, follows))
        and doubles.get(follows)
        and promo.folded(found[follows].text) == promo.folded(found[title].text)
    ):
        if found[follows].text.isupper() and not found[title].text.isupper():
            return title, doubles
        del doubles[follows]
        doubles[title] = "duplicate"
        return follows, doubles
    return title, doubles


def _below_site(found: list[Unit], reasons: dict[int, str], title: int | None) -> int | None:
    """The title, where the first line is only the site's or a column's name above it; that line's reason is set."""
    if title is None or found[title].mark is not None or found[title].words > 14:
        return title
    follows = next((i for i in range(title + 1, min(len(found), title + 4)) if i not in reasons), None)
    if follows is None or not 3 <= found[follows].words <= 25 or _PLAIN_TITLE_END.search(found[follows].text):
        return title
    trail = found[title].words <= 5 and any(reasons.get(i) == "navigation" for i in range(title + 1, follows))
    site = trail or (
        found[title].words <= 8
        and (
            _SITE.search(found[title].text)
            or _PATH.fullmatch(found[title].text)
            or _DASHED_PATH.fullmatch(found[title].text)
        )
    )
    named = site and cues.weight(found[title].text) < 1.5
    if not named and not _column(found, title, follows, reasons):
        return title
    reasons[title] = "navigation"
    return follows


def _column(found: list[Unit], first: int, second: int, reasons: dict[int, str]) -> bool:
    """Whether the first line names a column of the site: a few words that never come up again, above a real title."""
    words = [word for word in cues.words(found[first].text) if len(word) > 3]
    longer = found[second].words >= 8 or "?" in found[second].text
    label = labels.at_start(found[second].text)
    named = longer and (found[first].text.istitle() or repeats.recurs(found, second))
    apart = found[second].blank or named or reasons.get(second + 1) == "boilerplate"
    if found[first].words > 6 or not words or not apart or (label and label.strength > 1):
        return False
    weight, own = (cues.weight(found[i].text) for i in (second, first))
    dated = found[first].words <= 3 and longer and reasons.get(second + 1) == "boilerplate"
    if (own >= 1.5 and not dated) or (weight < 2.2 and not found[second].text.endswith(("?", "？"))):
        return False
    return not repeats.again(words, found[second:])


def _title(found: list[Unit], reasons: dict[int, str]) -> int | None:
    marked = next((i for i, u in enumerate(found) if u.mark and u.mark.kind == "title" and i not in reasons), None)
    if marked is not None:
        return marked
    kept = [i for i in range(min(len(found), 12)) if i not in reasons]
    if len(kept) < 2:
        return None
    i, after = kept[0], found[kept[1]]
    unit = found[i]
    if unit.mark and unit.mark.kind in ("paragraph", "item", "cell"):
        return None
    label = labels.at_start(unit.text, candidates.prefix_end(unit.text))
    said = unit.text[label.end :] if label else unit.text
    cue = cues.weight(said) if unit.words <= 60 else 0.0
    if (
        label
        and label.strength > 1.6
        and not headings.framed(unit.text)
        and not (headings.level(unit) == 1 or (cue >= 2.5 and label.family == "noun"))
    ):
        return None
    level = headings.level(unit)
    if level == 1 or (level and not any(headings.level(u) and headings.level(u) <= level for u in found[i + 1 :])):
        return i
    if level or unit.glued or unit.words > 36 or (after.rule and len(kept) < 3):
        return None
    points = 0.5 if unit.words <= 20 else 0.2
    ends = bool(_PLAIN_TITLE_END.search(unit.text))
    points += 0.3 * (not ends) + 0.3 * (cue >= 1.5 or "?" in unit.text or "？" in unit.text)
    points += 0.3 * (after.words >= 2 * unit.words) - 0.5 * (ends and cue < 1.5)
    odd = not unit.text[0].isalnum() and unit.text[0] not in "\"“'‘«([【#" and not headings.framed(unit.text)
    points -= 0.9 * odd + 0.2 * unit.text[0].islower()
    points -= 0.4 * (len(_SENTENCES.findall(unit.text)) >= 3) + 0.6 * unit.text.endswith((":", "："))
    points -= 0.6 * (unit.text[0].islower() and len(_SENTENCES.findall(unit.text)) > 1)
    points += 0.3 * any(promo.folded(u.text) == promo.folded(unit.text) for u in found[i + 1 : i + 40])
    return i if points >= 0.6 and not _section_like(found, kept, i) else None


def _section_like(found: list[Unit], kept: list[int], i: int) -> bool:
    """Whether the first line is only the first of several bare headings: what it names doesn't come up again."""
    head = found[i]
    if head.words > 6 or found[kept[1]].blank > 0 or re.search(r"[:：?？]", head.text):
        return False
    if any((label := labels.at_start(unit.text)) and label.strength > 1.8 for unit in found[:200]):
        return False
    if cues.weight(head.text) >= 2:
        return False
    others = [k for k in kept[1:] if found[k].words <= 14 and not labels.at_start(found[k].text)]
    others = [k for k in others if headings.score(found, k) >= 0.5 and any(u.words > 14 for u in found[k + 1 : k + 3])]
    topic = {word for word in cues.words(head.text) if len(word) > 3}
    if not others or not topic:
        return False
    return not repeats.again(topic, found[others[0] :])
