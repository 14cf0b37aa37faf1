"""All possible labels of an article, with what stands around them: what the search for lists works on."""

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.compiled import compiled
from pipeline.structure import cues, headings, labels, lines, promises
from pipeline.structure.labels import Label
from pipeline.structure.lines import Unit
from pipeline.structure.lists import Candidate

MOST_INLINE = 20_000
"""Possible labels within paragraphs that are looked at in one article; later ones stay text."""
_WEAK = 1.0
"""A line with a label of at most this strength may as well be a heading that a number opens."""
_ENTRY = 6
"""The title of a bare entry has at most so many words."""
_SECOND = compiled(r"\W*(?:the )?(?:second(?:ly)?|two|next)\b", re.IGNORECASE)
_RUNNING = compiled(r"[.:;。：；]\s?[1-9]\d?[.、)]\s?[A-Z]")
_ASKED = compiled(r"[^.!?。！？:：]{8,}[?？]\s*$")
_ASKER = compiled(r"Q\s?\d{0,2}\s?[.:：、]")
_SPEAKER = compiled(r"[QA][.:：]")
_ANSWER = compiled(r"A\s?\d{0,2}\s?[.:：]\s*")
_LAST = compiled(r"[^.!?。！？]*[.!?。！？:：]?\s*$")
_COUNTED = ("causes", "tips", "symptoms")
_AMOUNT = compiled(r"([1-9]\d{0,2})\s+[a-z]{2,}[^.!?:。]*$")
_PREFIX = compiled(r"(?:#{1,6}\s+|\*\*(?=\S)|__(?=\S)|[?？!！.,;:]\s+)+")


@dataclass(frozen=True, slots=True)
class Page:
    """An article's units, and what is known of them: reasons of removal, title, heading scores, table rows, amounts."""

    units: list[Unit]
    reasons: dict[int, str]
    title: int | None
    scores: list[float]
    rows: dict[int, tuple[int, int]]
    amounts: frozenset[int]


def amounts(units: Sequence[Unit]) -> frozenset[int]:
    """The units that say how much of a thing there is: short lines below one another with numbers that don't count on
    (`10 chicken wings`, `1 can of coke`, `2 bay leaves`)."""
    out: set[int] = set()
    found = [
        (i, int(m[1]))
        for i, unit in enumerate(units)
        if unit.mark is None and unit.words <= _ENTRY and (m := _AMOUNT.match(unit.text))
    ]
    for _, run in itertools.groupby(enumerate(found), key=lambda pair: pair[1][0] - pair[0]):
        lines_of, numbers = zip(*(one for _, one in run), strict=True)
        if len(numbers) > 1 and any(after != before + 1 for before, after in itertools.pairwise(numbers)):
            out.update(lines_of)
    return frozenset(out)


def of(page: Page) -> tuple[list[Candidate], dict[int, tuple[int, int]]]:
    """All possible labels of the article, in order, and where a unit's label has something before it."""
    out: list[Candidate] = []
    prefixes: dict[int, tuple[int, int]] = {}
    heading, gap, left = 0.0, 0, MOST_INLINE
    above: tuple[Unit, Label | None] | None = None
    listed, alone, heads, over = _listed(page), False, 0, 0.0
    broken, counted = cut(page), any(_SECOND.match(unit.text) for unit in page.units)
    answered = any(unit.text[0] == "Q" and _ASKER.match(unit.text) for unit in page.units)
    signed = frozenset(filter(None, (_sign(unit) for unit in page.units)))
    groups = Counter(unit.mark.group or 0 for unit in page.units if unit.mark and unit.mark.kind == "item")
    for i, unit in enumerate(page.units):
        if i in page.reasons or i == page.title:
            continue
        if i in page.rows:
            if page.rows[i][1]:
                out.append(Candidate(_marked(None), i, heading, gap, group=-1 - 3 * page.rows[i][0]))
                heading, gap = 0.0, 0
            continue
        label = None if i in page.amounts else _opening(unit, answered, signed)
        if label and not counted and above and _opens_entry(label, above[0], page.scores[i - 1]):
            label = None
        group, depth = _declared(unit, groups)
        if label and label.start:
            prefixes[i] = (0, label.start)
        inner = list(labels.inside(unit.text, label.end if label else 0, left)) if left > 0 and unit.words > 5 else []
        left -= len(inner)
        if listed and not (label and label.family in ("ordinal", "word")):
            inner = _proper(unit.text, inner, headed=_headed(page, i, inner))
        for one in ([label] if label else []) + _plausible(inner):
            first = one is label
            asked, lead = (0.0, above is not None and _announces(*above)) if first else _before(unit.text, one)
            around = (i, max(heading, asked), gap, lead or asked > 0, unit.indent, unit.blank)
            place = (group, depth) if first else (None, 0)
            out.append(Candidate(one, *around, *place, broken, heads, len(page.units) - i, over))
            over = heading if first and one.family == "ordinal" and one.strength <= _WEAK else 0.0
            heading, gap, heads = 0.0, 0, 0
        if not label or (label.strength <= _WEAK and _counts(unit, label)):
            score = 0.0 if alone else page.scores[i]
            heading, gap, heads = max(heading, score), gap + 1, heads + (score >= headings.HEADING)
        alone = label is not None and label.end >= len(unit.text) > 0
        above = unit, label
    return out, prefixes


def _opens_entry(label: Label, above: Unit, score: float) -> bool:
    """Whether `First, ...` only opens the text of the bare entry above it: a short heading that names no list."""
    if label.family not in ("ordinal", "word") or label.value != 1 or score < headings.HEADING:
        return False
    return above.words <= _ENTRY and cues.weight(above.text) < 1.0 and labels.at_start(above.text) is None


def _before(text: str, inner: Label) -> tuple[float, bool]:
    """How surely a question stands before a label within a unit's text, and whether an announcement does."""
    asked = _asked(text[max(0, inner.start - 160) : inner.start]) if inner.value in (None, 1) else 0.0
    return asked, headings.is_lead(text[max(0, inner.start - 30) : inner.start])


def _announces(unit: Unit, label: Label | None) -> bool:
    """Whether a unit announces a list below it."""
    return headings.is_lead(unit.text) or (not label and headings.announces(unit))


def _listed(page: Page) -> bool:
    """Whether the page has a proper list, so that ordinals within a paragraph are prose."""
    kept = [unit for i, unit in enumerate(page.units) if i not in page.reasons]
    if sum(unit.mark is not None and unit.mark.kind == "item" for unit in kept) >= 2:
        return True
    if any(len(_RUNNING.findall(unit.text[:5000])) >= 3 for unit in kept):
        return True
    opening = (labels.at_start(unit.text) for unit in kept)
    return sum(one is not None and one.strength >= 2.3 for one in opening) >= 2


def cut(page: Page) -> bool:
    """Whether the page breaks off at its end."""
    last = max((i for i in range(len(page.units)) if i not in page.reasons), default=-1)
    return last >= 0 and page.units[last].words >= 4 and not lines.finished(page.units[last].text)


def _opening(unit: Unit, answered: bool, signed: frozenset[str]) -> Label | None:
    """The label that opens a unit; answered: `A:` is who speaks there, and no letter of a list; signed: the bullets
    that stand before nouns with numbers, and open headings where they stand alone."""
    start = prefix_end(unit.text)
    label = labels.at_start(unit.text, start) or (labels.at_start(unit.text) if start else None)
    if label and label.family == "bullet":
        heads = headings.level(unit) or label.form in signed or headings.framed(unit.text)
        label = None if heads or (label.form == ">" and unit.words > 14) else label
    if unit.mark and unit.mark.kind == "item" and unit.mark.start == unit.start:
        said = label is not None and label.family != "next" and label.strength > _WEAK  # `10 coins` is no label
        label = label if said else _marked(unit.mark.label)
    speaks = answered and label and label.family == "letter" and _SPEAKER.match(unit.text, label.start)
    return None if speaks else label


def _sign(unit: Unit) -> str | None:
    """The bullet before a noun and its number (`■ Cause 1`), if one stands there."""
    label = labels.at_start(unit.text) if unit.text[0] in labels.BULLETS else None
    return unit.text[0] if label and label.family == "noun" else None


def _declared(unit: Unit, groups: Counter[int]) -> tuple[int | None, int]:
    """The list and depth that the format declares; a list of one entry is taken as its label is."""
    mark = unit.mark
    if mark is None or mark.kind != "item" or mark.start != unit.start:
        return None, 0
    return (mark.group, max(1, mark.level)) if groups[mark.group or 0] > 1 or mark.level > 1 else (None, 0)


def _headed(page: Page, i: int, inner: list[Label]) -> bool:
    """Whether a paragraph counts to three below a heading of causes, advice or signs."""
    above = page.units[i - 1].text if i and page.scores[i - 1] >= headings.HEADING else ""
    counts = {one.value for one in inner if one.family == "ordinal"}
    return cues.weight(above) >= 2.2 and cues.kind(above) in _COUNTED and counts >= {1, 2, 3}


def _proper(text: str, inner: list[Label], *, headed: bool) -> list[Label]:
    """Possible labels within a paragraph without ordinals, but for those that a question or a lead-in announces."""
    opened = False
    parted = sum(text[: one.start].rstrip()[-1:] in (";", "；") for one in inner if one.family == "ordinal") >= 2
    out = []
    for one in inner:
        if one.family in ("ordinal", "word"):
            before = text[max(0, one.start - 160) : one.start]
            told = headed or (parted and headings.is_lead(before)) or _counted(before)
            opened |= one.value == 1 and (told or _asked(before) > 0 or bool(_ANSWER.fullmatch(before)))
            if not opened or text[: one.start].rstrip()[-1:] not in ".!?。！？:：;；":
                continue
        out.append(one)
    return out


def _counted(before: str) -> bool:
    """Whether the sentence before a possible label promises a number of causes, tips or signs."""
    last = _LAST.search(before)
    return last is not None and promises.promise(last.group()) is not None and cues.kind(last.group()) in _COUNTED


def _plausible(found: list[Label]) -> list[Label]:
    """Possible labels within a paragraph without the weak ones that no neighbouring number supports."""
    seen = {(label.family, label.value) for label in found}
    return [
        label
        for label in found
        if label.strength >= 1.5
        or label.value is None
        or not seen.isdisjoint(((label.family, label.value - 1), (label.family, label.value + 1)))
    ]


def _asked(before: str) -> float:
    """How much a heading stands within a paragraph before a possible label: a short question that names a kind."""
    match = _ASKED.search(before)
    return headings.HEADING if match and len(match.group().split()) <= 14 and cues.weight(match.group()) >= 2 else 0.0


def _counts(unit: Unit, label: Label) -> bool:
    """Whether a line's number counts what a list below it holds: `3 ways to stop it`."""
    return promises.promise(unit.text) == label.value or cues.weight(unit.text) >= 2.2


def _marked(marker: str | None) -> Label:
    """The label of a list item whose marker is no text of the source."""
    value = labels.number(marker) if marker else None
    return Label(0, 0, "bullet" if value is None else "digit", marker or "•", value, 4.0)


def prefix_end(text: str) -> int:
    """Where markup or debris before a possible label ends, in code points."""
    match = _PREFIX.match(text)
    return match.end() if match else 0
