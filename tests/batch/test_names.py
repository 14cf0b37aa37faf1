"""Output names: safe everywhere, never the same for two sources."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.batch import names

ODD = [
    "CON.txt",
    "aux",
    "a:b.txt",
    "what?.md",
    "tail. ",
    "dot.",
    ".pipeline",
    "x" * 250 + ".txt",
    "a\\b.txt",
    "a\udcff.txt",
]


@pytest.mark.parametrize(
    "name", ["back-pain.txt", "产后腰痛.txt", "Ein Wort.html", "a.b.c.md", "console.txt", "it's.txt"]
)
def test_an_ordinary_name_stays(name: str) -> None:
    assert names.safe(name) == name


@pytest.mark.parametrize("name", ODD)
def test_an_odd_name_is_escaped_into_a_safe_one(name: str) -> None:
    found = names.safe(name)
    assert found != name
    assert len((found + ".trace.json").encode()) < 255
    assert found.encode("utf-8").decode() == found
    assert names.escaped(name) == found


def test_the_suffix_is_kept_and_what_can_stay_stays() -> None:
    assert names.escaped("what: a day?.txt").startswith("what_ a day_~")
    assert names.escaped("what: a day?.txt").endswith(".txt")


def test_a_name_that_looks_escaped_is_escaped_itself() -> None:
    found = names.escaped("a?.txt")
    assert names.safe(found) != found


@given(st.lists(st.text(st.characters(exclude_characters="/\0"), min_size=1, max_size=40), unique=True, max_size=12))
def test_no_two_articles_share_an_output_name(found: list[str]) -> None:
    to = names.targets(found, [])
    outputs = [names.key(to[name] + ending) for name in found for ending in names.ENDINGS]
    assert len(set(outputs)) == len(outputs)


def test_names_that_differ_by_case_only_are_both_escaped_in_any_order() -> None:
    to = names.targets(["Rose.txt", "rose.txt", "iris.txt"], [])
    assert to["iris.txt"] == "iris.txt"
    assert "~" in to["Rose.txt"]
    assert "~" in to["rose.txt"]
    assert to == names.targets(["rose.txt", "iris.txt", "Rose.txt"], [])


def test_composed_and_decomposed_accents_collide() -> None:
    assert len({names.key(n) for n in names.targets(["caf\u00e9.txt", "cafe\u0301.txt"], []).values()}) == 2


def test_an_article_and_a_folder_that_would_take_its_output() -> None:
    to = names.targets(["a.txt"], ["a.txt.md"])
    assert "~" in to["a.txt"]
    assert "~" in to["a.txt.md"]


def test_a_records_id_cannot_take_another_ones_trace() -> None:
    assert names.safe("a.trace") != "a.trace"


def test_bytes_that_are_no_text_are_shown() -> None:
    assert names.shown("a\udcff.txt") == "a\\xff.txt"
