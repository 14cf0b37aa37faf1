"""Tables whose cells were glued into lines (`meatThick soup, gravy150-300`): rows are entries, first cells titles."""

import itertools
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from pipeline.compiled import compiled
from pipeline.structure import cues, labels
from pipeline.structure.lines import GAP, Unit

_GLUE = compiled(r"(?<=[a-z)])(?=[A-Z][a-z]+)|(?<=[a-z])(?=\d)|(?<=\))(?=[A-Za-z])|(?<=\d)(?=[A-Z][a-z])")
_CELLS = compiled(r"(?<=[a-z)])(?=[A-Z][a-z])")
_TOKEN = compiled(r"[a-z]{6,}")
_END = compiled(r"[.!?。！？:：;；][\"”’)）]*$")
_PIPE = compiled(r"\s\|\s")
_NAMES = cues.vocabulary("column-names")
_KNOWN = 3.2
_LEAST = 3
_LONGEST = 40


def rows(units: Sequence[Unit]) -> dict[int, tuple[int, int]]:
    """(table, end of the first cell) of every unit that is a row; 0 as the end for a header row, which is no entry.

    Rows stand directly below one another, or, where no such table is found, all with a blank line between them.
    """
    parted = _parted(units, _PIPE) | _parted(units, GAP)
    return _declared(units) | (_runs(units, 0) or _runs(units, 1)) | _columns(units) | parted


def _parted(units: Sequence[Unit], between: re.Pattern[str]) -> dict[int, tuple[int, int]]:
    """The rows of tables whose cells are parted by bars or gaps, all by as many. The first row names the columns; of
    those parted by gaps, only where it has such names."""
    out: dict[int, tuple[int, int]] = {}
    found = ((len(between.findall(unit.text)), i) for i, unit in enumerate(units) if unit.words and unit.text[0] != "|")
    for bars, run in itertools.groupby(found, key=lambda pair: pair[0]):
        lines = [i for _, i in run]
        whole = bars and len(lines) >= _LEAST and lines[-1] - lines[0] == len(lines) - 1
        if whole and all(units[i].mark is None and not units[i].blank for i in lines[1:]):
            named = between is _PIPE or not _NAMES.isdisjoint(cues.words(units[lines[0]].text))
            ends = [m.start() for i in lines if (m := between.search(units[i].text))]
            out |= {i: (lines[0], 0 if named and i == lines[0] else end) for i, end in zip(lines, ends, strict=True)}
    return out


def names_columns(units: Sequence[Unit], rows: Mapping[int, tuple[int, int]], i: int) -> bool:
    """Whether a unit names the columns of a table with bars or with a cell a line, above its first row."""
    table, cut = rows.get(i, (0, 1))
    if cut or units[i].mark is not None or not ("|" in units[i].text or units[i].words <= 3):
        return False
    return not any(k in rows and rows[k][0] == table and rows[k][1] for k in range(max(0, i - 4), i))


def _columns(units: Sequence[Unit]) -> dict[int, tuple[int, int]]:
    """The cells of tables whose cells each stand on a line, below the names of their columns (`Fault`, `Reason`).

    A row's first cell opens the entry; the names and the other cells are no entries (0 as their end).
    """
    out: dict[int, tuple[int, int]] = {}
    names = [unit.words <= 3 and _row_like(unit) and not _NAMES.isdisjoint(cues.words(unit.text)) for unit in units]
    end = -1
    for i in range(len(units)):
        if not names[i] or i in out or (i and names[i - 1]):
            continue
        wide = next((n for n in range(1, 6) if i + n >= len(units) or not names[i + n]), 0)
        end = max(end, i + wide)
        while end < len(units) and not units[end].blank and units[end].words <= 16 and _row_like(units[end]):
            end += 1
        cells = end - i - wide
        if 2 <= wide <= 4 and cells >= 2 * wide and cells % wide == 0:
            out |= {k: (i, 0 if k < i + wide or (k - i) % wide else len(units[k].text)) for k in range(i, end)}
    return out


def _runs(units: Sequence[Unit], blank: int) -> dict[int, tuple[int, int]]:
    out: dict[int, tuple[int, int]] = {}
    start = 0
    for i in range(len(units) + 1):
        if i < len(units) and _row_like(units[i]) and (i == start or units[i].blank == blank):
            continue
        if i - start >= _LEAST:
            out |= _table(units, start - _headed(units, start), i)
        start = i if i < len(units) and _row_like(units[i]) else i + 1
    return out


def _headed(units: Sequence[Unit], start: int) -> bool:
    """Whether a header row stands above a run of rows, parted from it by a blank line."""
    head = units[start - 1] if start and units[start].blank else None
    return head is not None and _row_like(head) and head.words <= 12 and len(_CELLS.findall(head.text)) >= 2


def _declared(units: Sequence[Unit]) -> dict[int, tuple[int, int]]:
    """The rows of tables that the format declares: the first cell opens the entry, the other cells are its text."""
    tables: dict[int, list[int]] = {}
    for i, unit in enumerate(units):
        if unit.mark and unit.mark.kind == "cell" and unit.mark.group is not None and unit.opens_row:
            tables.setdefault(unit.mark.group, []).append(i)
    out: dict[int, tuple[int, int]] = {}
    for opening in tables.values():
        if len(opening) >= _LEAST:
            out |= {i: (opening[0], len(units[i].text) if nth else 0) for nth, i in enumerate(opening)}
    return out


def _row_like(unit: Unit) -> bool:
    label = labels.at_start(unit.text)
    if label is not None and (label.strength >= 2.4 or label.family == "noun"):
        return False
    return unit.mark is None and 0 < unit.words <= 40 and len(unit.text) <= 250 and not _END.search(unit.text[-8:])


def _table(units: Sequence[Unit], start: int, end: int) -> dict[int, tuple[int, int]]:
    while start < end - 1 and not _first_cell(units[start].text) and len(_GLUE.findall(units[start + 1].text)) > 1:
        start += 1
    cheap = sum(_GLUE.search(unit.text) is not None for unit in units[start:end])
    if cheap < 0.6 * (end - start) and len(_GLUE.findall(units[start].text)) < 2:
        return {}
    ends = [_first_cell(unit.text) for unit in units[start:end]]
    glued = sum(cut > 0 for cut in ends)
    if glued < max(_LEAST, 0.75 * (end - start)):
        return {}
    out = {start: (start, 0)}
    for i in range(start + 1, end):
        out[i] = (start, ends[i - start] or (len(units[i].text) if i == end - 1 else 0) or len(units[i].text))
    return out


def _first_cell(text: str) -> int:
    """Where a row's first cell ends, in code points; 0 when nothing is glued."""
    glue = _GLUE.search(text, 2)
    cut = glue.start() if glue else 0
    for match in _TOKEN.finditer(text, 0, cut or len(text)):
        before = text[match.start() - 1 : match.start()]
        if before.isalpha() or (match.end() < len(text) and text[match.end()].isalpha() and match.end() != cut):
            continue
        inner = _split(match.group())
        if inner:
            return match.start() + inner
    return cut


def unglued(text: str) -> int:
    """Where the first word that is two words glued together falls apart, in code points; 0 when there is none."""
    for match in re.finditer(r"\b[a-z]{6,}\b", text):
        if inner := _split(match.group()):
            return match.start() + inner
    return 0


@lru_cache(maxsize=20_000)
def _zipf(word: str) -> float:
    from wordfreq import zipf_frequency  # only tables need it, and loading it takes longer than most articles

    return zipf_frequency(word, "en")


def _split(token: str) -> int:
    """Where a word that doesn't exist falls into two or more that do; 0 where it doesn't."""
    best, cut = _parts(token) if len(token) <= _LONGEST and _zipf(token) < 1.5 else (0.0, 0)
    return cut if best >= _KNOWN else 0


@lru_cache(maxsize=20_000)
def _parts(token: str) -> tuple[float, int]:
    """How common the rarest of the words is that a token falls into, at best, and where the first of them ends."""
    best, cut = 0.0, 0
    for i in range(3, len(token) - 2):
        left, right = _zipf(token[:i]), token[i:]
        if left > best and (score := min(left, max(_zipf(right), _parts(right)[0]))) > best:
            best, cut = score, i
    return best, cut
