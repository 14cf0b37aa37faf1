"""What stands on a page twice: the title, headings, the entries of a contents list."""

import re
from collections.abc import Collection, Container, Iterable, Mapping, Sequence

from pipeline.compiled import compiled
from pipeline.structure import cues, labels
from pipeline.structure.lines import Unit, finished
from pipeline.structure.promo import END, folded

_TITLED = compiled(r"(?:article )?title\s*[:：]\s*", re.IGNORECASE)
_CLAUSE_END = compiled(r"[?!？！][\"”’)]*$")
_CLIPPED = 5
"""So many words at least are the beginning of a title."""
_PARAGRAPH = 15
"""So many words at least are no line of a page's frame."""
_CONTENTS = compiled(
    r"\W*(?:(?:table of )?contents?|directory|catalogu?e|index|in this article)\W*(?:\[\w+\])?\W*$", re.IGNORECASE
)
_LISTED = compiled(r"^\W*(?:content|table of|in this)|in this article\W*$", re.IGNORECASE)
_BULLET = compiled(r"(?:\b\d{1,2}\s?[.、):]|[•·|>→▪●■◆-]|(?<=\s)/)\s+|\n")
_NUMBER = compiled(
    r"^(?:\d{1,2}(?: \d{1,2}){0,2}|\d{3}|[ivx]{1,4}|[a-h]|step \d+|reason \d+|first|second|third|fourth|fifth)\b\s*"
)
_CONTENTS_SAID = compiled(
    r"(?:(?:table of )?contents?|directory|outline)(?: of (?:this|the) (?:article|page|text))?\s*[:：]\s*",
    re.IGNORECASE,
)
_CONTENTS_HEAD = compiled(r"\s*[^\W\d][^.!?:：]{2,30}[:：]\s+[^\w\s]*\d")


def repeated(units: Sequence[Unit], title: int | None, skip: Container[int] = ()) -> dict[int, str]:
    """Ordinals of units that repeat the title, or a heading directly before: duplicates. skip: removed units."""
    out: dict[int, str] = {}
    if title is not None:
        key = folded(units[title].text)
        longest = 2 * len(units[title].text)
        again = [i for i, unit in enumerate(units) if len(unit.text) <= longest and folded(unit.text) == key]
        if (below := _reworded(units, title)) is not None:
            out[below] = "duplicate"
        if (below := _clipped(units, title, skip)) is not None:
            out[below] = "duplicate"
        for i in again:
            if i != title and not (len(again) == 2 and _heads_list(units, title, i)):
                out[i] = "duplicate"
    before: int | None = None
    for i, unit in enumerate(units):
        if i in out or unit.rule:
            continue
        if before is not None and i != title and 2 <= unit.words <= 25 and not out.get(before):
            here = folded(unit.text)
            if here and here == folded(units[before].text) and not END.search(unit.text.rstrip("?？!")):
                out[i if before == title else before] = "duplicate"
        before = i
    return out


def _reworded(units: Sequence[Unit], title: int) -> int | None:
    """The line within the next three that is the title with hardly a word changed, near a paragraph; None for none."""
    words = folded(units[title].text).split()
    for i in range(title + 1, min(len(units) - 1, title + 4)):
        if units[i].words >= _PARAGRAPH and finished(units[i].text):
            return None
        if units[i].mark is not None or abs(units[i].words - units[title].words) > 1:
            continue
        here = folded(units[i].text).split()
        if 8 <= len(words) < 5 * len(here) and 5 * len(set(words) & set(here)) > 4 * len(set(words) | set(here)):
            return i if any(unit.words > len(here) for unit in units[i + 1 : i + 4]) else None
    return None


def _clipped(units: Sequence[Unit], title: int, skip: Container[int]) -> int | None:
    """The line directly below the title and over a paragraph that is its beginning, or goes on after it; None for none.

    The beginning of a title whose rest heads a section further down heads one, too.
    """
    kept = [i for i in range(title + 1, min(len(units), title + 8)) if i not in skip][:2]
    if len(kept) < 2 or any(units[i].mark is not None for i in (title, *kept)) or units[kept[0]].words > 40:
        return None
    line, below = units[kept[0]], units[kept[1]]
    said = _TITLED.match(line.text)
    texts = [units[title].text, line.text[said.end() if said else 0 :]]
    part, whole = sorted((folded(text).split() for text in texts), key=len)
    if len(part) < (3 if said else _CLIPPED) or whole[: len(part)] != part:
        return None
    if below.words < max(15, len(part)) or labels.at_start(below.text):
        return None
    rest = {word for word in whole[len(part) :] if len(word) > 3}
    ends = _CLAUSE_END.search(min(texts, key=len)) or 2 * len(part) >= len(whole)
    later = (set(folded(unit.text).split()) for unit in units[kept[1] + 1 :] if unit.words <= 16)
    sections = any(rest and 2 * len(rest & words) >= len(rest) for words in later)
    return kept[0] if said or (ends and not sections) else None


def _heads_list(units: Sequence[Unit], title: int, i: int) -> bool:
    """Whether a repetition of the title stands below a paragraph and over the first entry of a list, or the paragraph
    that announces it."""
    behind = units[i + 1 : i + 3]
    if len(behind) == 2 and behind[0].words >= _PARAGRAPH and behind[0].text.endswith((":", "：")):
        behind = behind[1:]
    if not behind:
        return False
    below, mark = labels.at_start(behind[0].text), behind[0].mark
    opens = (mark is not None and mark.kind == "item") or (
        below is not None
        and (below.strength >= 2 or behind[0].text[: below.end].rstrip().endswith((":", "：")))
        and below.value in (None, 1)
    )
    return opens and any(unit.words >= _PARAGRAPH for unit in units[title + 1 : i])


def contents(units: Sequence[Unit], skip: set[int]) -> dict[int, str]:
    """The units of a contents list: three or more short lines in a row that all stand again further down."""
    keys = [_entry(unit.text) if unit.words <= 20 and not unit.text.endswith((".", "。")) else "" for unit in units]
    later: dict[str, int] = {key: i for i, key in enumerate(keys) if key}
    out: dict[int, str] = {}
    run: list[int] = []
    for i in range(len(units) + 1):
        if i < len(units) and keys[i] and i not in skip and later[keys[i]] > i:
            run.append(i)
            continue
        listed = bool(run) and run[0] > 0 and run[0] - 1 in skip and _LISTED.search(units[run[0] - 1].text)
        if len(run) >= (2 if listed else 3) and all(later[keys[r]] > run[-1] for r in run):
            out |= dict.fromkeys(run, "duplicate")
        run = []
    for i in sorted(skip):
        if _CONTENTS.match(units[i].text):
            out |= dict.fromkeys(_below_contents(units, i), "duplicate")
            if i + 1 not in skip and i + 1 not in out and i + 2 in out and 0 < units[i + 1].words <= 10:
                out[i + 1] = "duplicate"
    out |= dict.fromkeys(_numbered_contents(units, keys, later), "duplicate")
    short = {i: key for i, key in enumerate(keys) if key and i not in skip and i not in out}
    for i, unit in enumerate(units[:30]):
        if (
            i not in out
            and i not in skip
            and inline_contents(unit, frozenset(key for j, key in short.items() if j > i))
        ):
            out[i] = "duplicate"
    return out


def _numbered_contents(units: Sequence[Unit], keys: Sequence[str], later: Mapping[str, int]) -> list[int]:
    """Three or more short lines in a row that are numbered upwards, most of which stand again further down."""
    out: list[int] = []
    run: list[tuple[int, int]] = []
    for i in range(min(len(units), 60) + 1):
        label = labels.at_start(units[i].text) if i < len(units) and keys[i] else None
        value = label.value if label is not None else None
        if value is not None and (not run or value == run[-1][1] + 1):
            run.append((i, value))
            continue
        again = sum(later[keys[k]] > run[-1][0] for k, _ in run)
        if len(run) >= 3 and 5 * again >= 3 * len(run):
            out += [k for k, _ in run]
        run = [(i, value)] if value is not None else []
    return out


def _below_contents(units: Sequence[Unit], header: int) -> list[int]:
    """The numbered short lines below the heading of a contents list, where the numbers begin again after them."""
    run: list[int] = []
    for i in range(header + 1, len(units)):
        unit = units[i]
        label = labels.at_start(unit.text)
        if unit.words > 12 or label is None or label.value != len(run) + 1 or unit.text.endswith((".", "。")):
            break
        run.append(i)
    after = units[run[-1] + 1 :] if run else []
    again = any((label := labels.at_start(unit.text)) is not None and label.value == 1 for unit in after)
    return run if len(run) >= 2 and again else []


def inline_contents(unit: Unit, later: frozenset[str]) -> bool:
    """Whether a line lists three or more of the lines that stand further down on the page."""
    if unit.words > 90 or unit.words < 4 or len(later) < 3:
        return False
    said = _CONTENTS_SAID.match(unit.text)
    parts = [part for part in _BULLET.split(unit.text[said.end() if said else 0 :]) if len(part.strip()) > 3]
    if not said and _CONTENTS_HEAD.match(unit.text):
        parts = parts[1:]
    known = sum(_entry(part) in later for part in parts) if len(parts) > 2 else 0
    return known >= (2 if said else 3) and known >= (0.6 if said else 0.75) * len(parts)


def _entry(text: str) -> str:
    return _NUMBER.sub("", folded(text))


def recurs(found: Sequence[Unit], i: int) -> bool:
    """Whether two longer words of a line come again in the text below it."""
    words = {word for word in cues.words(found[i].text) if len(word) > 3}
    below = {word for unit in found[i + 1 : i + 30] for word in cues.words(unit.text[:600])}
    return len(words & below) > 1


def again(words: Collection[str], units: Iterable[Unit]) -> bool:
    """Whether any of the words stands in one of the units."""
    named = set(words)
    return any(not named.isdisjoint(cues.words(unit.text[:2000])) for unit in units)
