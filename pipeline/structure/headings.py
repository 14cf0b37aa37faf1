"""How much a unit looks like a heading: length, end, place, form and cue words, weighed."""

import itertools
import re
from collections.abc import Collection, Sequence

from pipeline.compiled import compiled
from pipeline.structure import cues, labels, lines
from pipeline.structure.lines import Unit

HEADING = 0.55
"""A line that scores at least this is a heading."""
_SECTIONS = cues.vocabulary("section-names")
_MARKDOWN = compiled(r"(#{1,6})\s*\S")
_BOLD = compiled(r"(\*\*|__)(?=\S)[^*_\n]{2,120}\1[:：]?$")
_BRACKETS = compiled(r"[\[【][^\]】]{2,80}[\]】]$")
_FRAMED = compiled(r"([^\w\s\"'“”‘’«»()\[\]【】（）.,:;!?！？…*_|~-]\ufe0f?|[=~—–-]{2,})\s*(?=\w).{1,90}(?<=\S)\s*\1$")
_END = compiled(r"[.。;；,，…][\"”’)）]*$")
_COLON = compiled(r"[:：]\s*$")
_LEAD = compiled(
    r"(?:[:：]|[a-z]\s?[-–—]$|\b(?:if|when|who|that)\s*[;:]|\bsuch as|\bas follows|\binclud(?:e|es|ing)|\bfollowing|"
    r"\bthese points)\s*[:：;.]?\s*$"
)
_REFERENCES = compiled(r"(?<=[:：])(?:\s?\[\d{1,2}\])+$")
_HIGHLIGHTS = compiled(
    r"\W*(?:(?:story )?highlights|(?:key|main) (?:points|takeaways)|at a glance|in brief|"
    r"the essentials(?: in brief)?)\W*$",
    re.IGNORECASE,
)
_PARAGRAPH = 15
_QUESTION = compiled(r"[?？][\"”’)）!！]*$")
_ASKS = compiled(
    r"(?:[\w'’ -]{0,40}[,:]?\s)?(?:how|why|what|when|which|where|who|is|are|can|do|does|should|will)\b", re.IGNORECASE
)
_SAYS = compiled(r"\b(?:say|says|said|asked|asks|told|tells|replied|answered|wrote|thought)\b", re.IGNORECASE)
_DEICTIC = compiled(
    r"(?:these|those|they|it|this|he|she|below|above|the (?:following|above|below))\b",
    re.IGNORECASE,
)
_LINKING = compiled(r"(?:here|there|if|so|but|and)\b", re.IGNORECASE)
_ASKS_AND_SAYS = compiled(r"[?？]\s+\S.{12,}[.!。！]$")
_NAMES = compiled(r"[,·|/•:：]\s|\d|\s[A-Z]")
_INNER = compiled(r"[.!。！；;]\s+\S|[.!][A-Z]")


def level(unit: Unit) -> int:
    """The level that the format declares (HTML, docx, Markdown), 0 for none."""
    if unit.mark is not None:
        return max(1, unit.mark.level) if unit.mark.kind == "heading" else 0
    match = _MARKDOWN.match(unit.text)
    return len(match.group(1)) if match else unit.underlined


def framed(text: str) -> bool:
    """Whether the same sign stands before and behind a line: `★ Reasons ★`."""
    return bool(_FRAMED.match(text))


def is_lead(text: str) -> bool:
    """Whether a text announces a list that follows it."""
    return bool(_LEAD.search(_REFERENCES.sub("", text[-40:])[-20:].lower()))


def announces(unit: Unit) -> bool:
    """Whether a paragraph of one short sentence names what a list below it holds: `There are ways to cope with it.`"""
    if not 4 <= unit.words <= 20 or _INNER.search(unit.text):
        return False
    return cues.weight(unit.text) >= 2.4


def score(units: Sequence[Unit], i: int, skip: Collection[int] = ()) -> float:
    """From 0 to 1, how much unit i looks like a heading by itself; 1 when the format says so."""
    unit = units[i]
    if unit.mark is not None:
        return 1.0 if unit.mark.kind == "heading" else 0.9 if _bold(unit) else 0.0
    if level(unit) or _bold(unit):
        return 1.0
    if unit.rule or unit.words > 22 or not unit.words or unit.text[0] in "•|":
        return 0.0
    if unit.text.rstrip()[-1] in ":：,，" and _SAYS.search(unit.text):
        return 0.0
    after = next((u for j, u in enumerate(units[i + 1 : i + 4], i + 1) if j not in skip), None)
    if after is None:
        return 0.0
    if unit.glued and after.start == unit.end and after.text.endswith((":", "：")):
        return 0.9
    cut = units[-1] is after and not lines.finished(after.text)
    return min(1.0, max(0.0, _form(unit) + _place(unit, after, cut)))


def alternate(units: Sequence[Unit], scores: list[float], skip: Collection[int] = ()) -> None:
    """Raise the scores of short lines that take turns with paragraphs, where most of those look like headings.

    A page without blank lines or with full stops behind its headings shows them only by this rhythm.
    """
    kept = [i for i in range(len(units)) if i not in skip]
    at = 0
    while at < len(kept):
        run = []
        while at + 1 < len(kept) and _turn(units[kept[at]], units[kept[at + 1]]):
            run.append(kept[at])
            at += 2
        high = sum(scores[k] >= HEADING for k in run)
        labelled = any(labels.at_start(units[k].text) for k in run)
        if (
            len(run) >= 3
            and (high >= max(2, 0.5 * len(run)) or _paired(units, run) or _open_over_ended(units, run))
            and not labelled
        ):
            for k in run:
                scores[k] = max(scores[k], HEADING)
        at += not run


def ended(units: Sequence[Unit], scores: list[float], skip: Collection[int] = ()) -> None:
    """Raise the scores of lines of a few words with a full stop, two of which name a kind: `Signs.`, `Protection.`"""
    found = [
        k
        for k, (unit, below) in enumerate(itertools.pairwise(units))
        if k not in skip and unit.mark is None and 0 < unit.words <= 3 < below.words and unit.text.endswith(".")
    ]
    named = [k for k in found if cues.weight(units[k].text) >= 1.5 and not labels.at_start(units[k].text)]
    if len(named) > 1 and 2 * len(named) >= len(found) and all(b - a > 1 for a, b in itertools.pairwise(found)):
        for k in found:
            scores[k] = max(scores[k], HEADING)


def below_title(units: Sequence[Unit], scores: list[float], title: int | None, skip: Collection[int] = ()) -> None:
    """Lower the score of the line below the title that reads as a name, a date or a place: no heading."""
    i = next((i for i in range(title + 1, len(units)) if i not in skip), None) if title is not None else None
    if i is None or not HEADING <= scores[i] < 0.9 or units[i].mark is not None:
        return
    text = units[i].text
    cue = cues.weight(text)
    if i + 1 in skip and units[i].words <= 8 and cue < 1.5 and not _QUESTION.search(text):
        scores[i] = 0.0  # a name above the byline
    if cue >= 2.2 or _QUESTION.search(text) or _ASKS.match(text):
        return
    if (
        units[i].words <= 6
        and (cue < 1.5 or cues.kind(text) == "list")
        and not any(score >= HEADING for score in scores[i + 1 :])
    ):
        scores[i] = 0.0  # a page's only heading wouldn't stand directly below its title
    if cue >= 1.5 or not _NAMES.search(text):
        return
    capital = sum(word[0].isupper() or word[0].isdigit() for word in text.split() if word[0].isalnum())
    if 2 * capital >= len(text.split()) and not any(score >= HEADING for score in scores[i + 1 : i + 3]):
        scores[i] = 0.0


def highlights(units: Sequence[Unit], scores: list[float], skip: Collection[int] = ()) -> None:
    """Lower the scores of `Highlights` and the lines below it where they stand above a page's first paragraph."""
    kept = [i for i in range(min(len(units), 16)) if i not in skip]
    top = list(itertools.takewhile(lambda i: units[i].words < _PARAGRAPH or i == kept[0], kept))
    head = next((i for i in top if _HIGHLIGHTS.match(units[i].text)), None)
    for i in top if head is not None and len(top) < len(kept) else ():
        if i >= (head or 0) and units[i].mark is None:
            scores[i] = 0.0


def _turn(line: Unit, text: Unit) -> bool:
    """Whether a short line stands over a paragraph."""
    return line.mark is None and 0 < line.words <= 10 and not line.rule and text.words >= max(7, 2 * line.words)


def _paired(units: Sequence[Unit], run: Sequence[int]) -> bool:
    """Whether each short line of a run is parted by a blank line from what stands above it, and not from its text."""
    return all(units[k].blank and not units[k + 1].blank and units[k].words <= 7 for k in run)


def _open_over_ended(units: Sequence[Unit], run: Sequence[int]) -> bool:
    """Whether each short line of a run is a few words without a stop, over a text that ends with one."""
    ended = all(_END.search(units[k + 1].text) or units[k + 1] is units[-1] for k in run)
    return ended and all(units[k].words <= 6 and units[k].text[-1].isalnum() for k in run)


def _bold(unit: Unit) -> bool:
    return unit.words <= 20 and bool(_BOLD.match(unit.text) or _BRACKETS.match(unit.text) or framed(unit.text))


def _form(unit: Unit) -> float:
    text = unit.text
    cue = cues.weight(text)
    points = 0.35 if unit.words <= 12 else 0.1 if unit.words <= 16 else -0.2
    points += 0.12 * min(cue, 3.0)
    points += 0.3 * (text.lower().rstrip(" :：") in _SECTIONS)
    asks = bool(_QUESTION.search(text))
    asks_so = bool(_ASKS.match(text))
    points += 0.25 * asks + 0.15 * (asks_so and unit.words <= 14 and not _END.search(text))
    if _END.search(text):
        points -= 0.6
    if _COLON.search(text):
        points -= 0.1 if cue >= 2 or unit.words <= 3 or (asks_so and unit.words <= 9) else 0.35
    if _INNER.search(text) or _ASKS_AND_SAYS.search(text):
        points -= 0.3
    if text.endswith(("!", "！")):
        points -= 0.15 if cue >= 1.5 else 0.35
    if text[0].islower():
        points -= 0.12 if unit.blank else 0.3
    points -= 0.3 * bool(_DEICTIC.match(text)) + 0.15 * bool(_LINKING.match(text) and unit.words > 8)
    if text[0] in "\"“‘'(（" or re.match(r"[A-Z][\w ]{0,20}:\s", text):
        points -= 0.25
    return points


def _place(unit: Unit, after: Unit, cut: bool) -> float:
    """cut: the page breaks off in what follows, so that its length is unknown."""
    points = 0.15 * (unit.blank > 0)
    points += 0.2 * (cut or (after.words >= 2.5 * unit.words and after.words >= 15))
    points += 0.1 * (cut or after.words > unit.words)
    return points
