"""Tables in plain text are marked where tabs part cells, and nowhere else; no cell is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.reading.tabbed import tables

TABLE = "Fault\tReason\nIt hums\tA worn belt\nIt leaks\tA cracked hose\n"


def cells(text: str) -> list[str]:
    return [text[mark.start : mark.end] for mark in tables(text) if mark.kind == "cell"]


def test_cells_are_marked() -> None:
    text = f"Before it.\n\n{TABLE}\nBehind it."
    assert cells(text) == ["Fault", "Reason", "It hums", "A worn belt", "It leaks", "A cracked hose"]
    assert [mark.kind for mark in tables(text)].count("row") == 3
    assert text[tables(text)[0].start : tables(text)[0].end] == TABLE.strip()


def test_two_tables_are_two() -> None:
    assert {mark.group for mark in tables(f"{TABLE}\n{TABLE}")} == {1, 2}


@pytest.mark.parametrize(
    "text",
    [
        "\tA paragraph that is indented.\n\tAnother one.\n\tAnd a third.",
        "One\ttab.\n\nTwo\ttabs.\n\nThree\ttabs.",
        "Fault\tReason\nIt hums\tA worn belt",
        "a\tb\nc\td\te\nf\tg\nh",
        "No table.",
        "",
    ],
)
def test_other_tabs_are_left_alone(text: str) -> None:
    assert tables(text) == ()


@given(st.text(st.sampled_from("ab \t\n\r.é")))
def test_marks_fit_any_text(text: str) -> None:
    marks = tables(text)
    assert list(marks) == sorted(marks, key=lambda mark: (mark.start, -mark.end))
    assert all(text[m.start : m.end].strip() == text[m.start : m.end] != "" for m in marks)
    rows = [m for m in marks if m.kind == "row"]
    for row in rows:
        inside = [text[m.start : m.end] for m in marks if m.kind == "cell" and row.start <= m.start < row.end]
        assert [cell.strip(" ") for cell in text[row.start : row.end].split("\t") if cell.strip(" ")] == inside
