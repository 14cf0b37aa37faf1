"""The trie of rows against every path of every row, one after the other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.repair.matching import Term, combined
from pipeline.repair.patterns import first_words, paths
from pipeline.repair.rule import Passage

WORDS = ("fern", "moss", "reed", "pond")

words = st.sampled_from(WORDS)
choices = st.lists(st.lists(words, min_size=1, max_size=3).map("-".join), min_size=1, max_size=3).map("/".join)
parts = st.builds(lambda choice, optional: choice + "?" * optional, choices, st.booleans())
patterns = st.lists(parts, min_size=1, max_size=4).map(" ".join).filter(lambda found: not found.endswith("?"))
texts = st.lists(words, min_size=1, max_size=7)


def expected(rows: list[str], text: list[str]) -> list[tuple[int, int, int]]:
    """(row, first word, end) of what is found from left to right: the longest path, of the row that stands first."""
    found, at = [], 0
    forms = [(row, list(path)) for row, pattern in enumerate(rows) for _, path in paths(pattern, "")]
    while at < len(text):
        fitting = [(-len(path), row) for row, path in forms if text[at : at + len(path)] == path]
        if fitting:
            length, row = min(fitting)
            found.append((row, at, at - length))
            at -= length
        else:
            at += 1
    return found


@given(st.lists(patterns, min_size=1, max_size=4, unique=True), texts)
def test_what_is_found_is_the_longest_path_of_the_first_row(rows: list[str], text: list[str]) -> None:
    terms = tuple(Term(f"row-{n}", found, "bog", safety="safe") for n, found in enumerate(rows))
    changes = combined(terms, "terms").changes(Passage(" ".join(text)))
    starts = [sum(len(word) + 1 for word in text[:n]) for n in range(len(text) + 1)]
    wanted = [(f"row-{row}", starts[first], starts[end] - 1) for row, first, end in expected(rows, text)]
    assert [(change.rule, change.start, change.end) for change in changes] == wanted


@given(patterns)
def test_first_words_are_those_of_the_paths(found: str) -> None:
    assert first_words(found, "") == {path[0] for _, path in paths(found, "")}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("the fern of the moss", ["moss pond"]),
        ("the fern of moss", ["moss pond"]),
        ("the fern of old moss", ["old moss pond"]),
        ("the fern of", []),
    ],
)
def test_a_missing_word_keeps_its_number(text: str, wanted: list[str]) -> None:
    rows = Term("row", "fern of the? moss/old-moss", "<4> pond", safety="safe")
    assert [change.after for change in combined((rows,), "terms").changes(Passage(text))] == wanted


def test_no_row_names_a_word_that_is_missing() -> None:
    row = Term("row", "fern the? moss", "<2> pond", safety="safe")
    assert [c.after for c in combined((row,), "terms").changes(Passage("fern the moss, fern moss"))] == ["the pond"]
