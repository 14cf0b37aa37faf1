"""The article's title, and what stands above it on the page: the site's name and sections, a breadcrumb."""

import re

from pipeline.compiled import compiled
from pipeline.structure import candidates, cues, headings, labels, promo, repeats
from pipeline.structure.lines import Unit

_SITE = compiled(
    r"\b(?:network|encyclopedia|website|web site|portal|forum|home ?page|online|channel|academy|magazine|gazette)\b|"
    r"\.(?:com|net|org|cn|ru)\b",
    re.IGNORECASE,
)
_PATH = compiled(r"[\w' ]{2,25}(?:(?:\s[/|›>»]\s|\s?[｜│]\s?)[\w' ]{2,25})+")
_DASHED_PATH = compiled(r"[A-Z][\w']*(?: [\w']+){0,2}(?:\s[-–—]\s[A-Z][\w']*(?: [\w']+){0,2}){2,3}")
_PLAIN_TITLE_END = compiled(r"[.。;；,，:：][\"”’)）]*$")
_SENTENCES = compiled(r"[.!?。！？][\"”’)]*(?=\s|[A-Z]|$)")
_TEXT = compiled(r"[.。;；,，:：][\"”’)）]*(?:$|\s+\S.*[.。?？]$)|^(?:question|answer|[qa])\b", re.IGNORECASE)
"""What no title has: a stop at its end, or within it before another sentence."""
_ROW = compiled(r"(?:[A-Z][a-z]+\s+){3,9}[A-Z][a-z]+|(?:Home|Main|Front page)\s+(?:[A-Z][a-z]+(?:\s+[a-z]+)?\s*){2,8}")
"""Sections of a site in a row."""
_MOTTO = compiled(r"\w\s?[-–—|:]\s(?=\w)")
_NAMES = 2.2
_LEAST = 5
_PARAGRAPH = 15


def title(found: list[Unit], reasons: dict[int, str]) -> tuple[int | None, dict[int, str]]:
    """The title and its repetitions, with the lines above it added to the reasons.

    Of two in a row the first is a breadcrumb, unless the format says otherwise.
    """
    at, below = None, _below_frame(found, reasons, _first(found, reasons))
    while at != below:
        at, below = below, _below_site(found, reasons, below)
    return _second(found, reasons, below)


def _second(found: list[Unit], reasons: dict[int, str], title: int | None) -> tuple[int | None, dict[int, str]]:
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


def _below_frame(found: list[Unit], reasons: dict[int, str], title: int | None) -> int | None:
    """The title, where a row of sections, or two lines with the site's name or motto, stand above it; sets reasons."""
    start = title if title is not None else next((i for i in range(len(found)) if i not in reasons), 0)
    if not found or found[start].mark is not None or (title is None and not _ROW.fullmatch(found[start].text)):
        return title
    kept = [i for i in range(start, min(len(found), start + 8)) if i not in reasons]
    for nth, i in enumerate(kept[1:4], 1):
        unit = found[i]
        names = cues.weight(unit.text) >= _NAMES or "?" in unit.text
        if not names or not _LEAST <= unit.words <= 25 or _TEXT.search(unit.text):
            continue
        below = nth + 1 < len(kept) and found[kept[nth + 1]].words >= _PARAGRAPH
        body = [one for j, one in enumerate(found[i:], i) if j not in reasons]
        rows = [bool(_ROW.fullmatch(found[j].text)) for j in kept[:nth]]
        framing = [row or _framing(found[j], body) for j, row in zip(kept, rows, strict=False)]
        if rows[-1] and found[kept[0]].words <= 3:
            framing[0] = True
        if (below or reasons.get(i + 1) == "boilerplate") and all(framing) and (nth > 1 or rows[0]):
            reasons |= dict.fromkeys(kept[:nth], "navigation")
            return i
    return title


def _framing(unit: Unit, body: list[Unit]) -> bool:
    """Whether a line is a few words without a stop that name no kind, hardly any of which come again in the text."""
    motto = bool(_MOTTO.search(unit.text) or _SITE.search(unit.text))
    if (
        unit.words > (12 if motto else 8)
        or promo.END.search(unit.text)
        or labels.at_start(unit.text)
        or cues.weight(unit.text) >= 1.5
    ):
        return False
    words = {word for word in cues.words(unit.text) if len(word) > 3}
    return 3 * sum(repeats.again((word,), body) for word in words) <= len(words)


def _column(found: list[Unit], first: int, second: int, reasons: dict[int, str]) -> bool:
    """Whether the first line names a column of the site: a few words that never come up again, above a real title."""
    words = [word for word in cues.words(found[first].text) if len(word) > 3]
    longer = found[second].words >= 8 or "?" in found[second].text
    label = labels.at_start(found[second].text)
    alone = longer and (found[first].text.istitle() or repeats.recurs(found, second))
    apart = found[second].blank or alone or reasons.get(second + 1) == "boilerplate"
    if found[first].words > 6 or not words or not apart or (label and label.strength > 1):
        return False
    weight, own = (cues.weight(found[i].text) for i in (second, first))
    named = found[first].words <= 3 or _MOTTO.search(found[first].text)
    dated = named and longer and reasons.get(second + 1) == "boilerplate"
    if (own >= 1.5 and not dated) or (weight < 2.2 and not dated and not found[second].text.endswith(("?", "？"))):
        return False
    return not repeats.again(words, [unit for i, unit in enumerate(found) if i >= second and i not in reasons])


def _first(found: list[Unit], reasons: dict[int, str]) -> int | None:
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
