"""Tables in plain text: rows of cells with tabs between them, as a browser gives a page's text."""

import re
from collections.abc import Iterator
from itertools import groupby

from pipeline.model import Mark

_LINE = re.compile(r"[^\r\n]+")
_CELL = re.compile(r"[^\t ](?:[^\t]*[^\t ])?")
_LEAST = 3
"""Rows of a table, its header counted."""
_FIRST, _LONGEST = 60, 400
"""Code points of a first cell and of a row at most."""


def tables(text: str) -> tuple[Mark, ...]:
    """Marks for the tables, rows and cells of a text: at least three lines that follow one another, each with the same
    number of cells, two or more. Tabs that only indent a line part no cells."""
    if "\t" not in text:
        return ()
    marks: list[Mark] = []
    group = 0
    for count, rows in groupby(_rows(text), key=lambda row: row[0]):
        lines = [cells for _, cells in rows]
        if count[0] < 2 or len(lines) < _LEAST:
            continue
        group += 1
        marks.append(Mark("table", lines[0][0][0], lines[-1][-1][1], group=group))
        for cells in lines:
            marks.append(Mark("row", cells[0][0], cells[-1][1], group=group))
            marks += [Mark("cell", start, end, group=group) for start, end in cells]
    return tuple(marks)


def _rows(text: str) -> Iterator[tuple[tuple[int, int], list[tuple[int, int]]]]:
    """Each line's cells (code points), with their number (0 for a line that is no row) and the number of the run of
    lines without a blank one between them."""
    run = end = 0
    for line in _LINE.finditer(text):
        cells = [cell.span() for cell in _CELL.finditer(text, *line.span())]
        run += text.count("\n", end, line.start()) > 1 or not cells
        end = line.end()
        if not cells:
            continue
        start, first = cells[0]
        fits = first - start <= _FIRST and end - line.start() <= _LONGEST
        yield (len(cells) if fits else 0, run), cells
