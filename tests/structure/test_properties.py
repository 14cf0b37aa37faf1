"""What holds on every input: each character in one block, each block with its place, the same result each time."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import structure
from pipeline.check import conservation
from pipeline.settings import Settings
from tests.pieces import ARTICLES
from tests.structure import gold
from tests.structure.alone import as_json, at, run, text_of
from tests.structure.grammar import articles

SOURCES = [source for _, source, _ in gold.cases()]
ANY = st.one_of(
    ARTICLES,
    st.text(max_size=300),
    st.sampled_from(SOURCES).flatmap(lambda s: st.integers(0, len(s)).map(lambda i: s[i:])),
)


def holds(raw: str) -> None:
    text = text_of(raw)
    blocks, repaired, arrangement = run(text)
    conservation(raw, ((block.start, block.end) for block in blocks))
    document = as_json(arrangement)
    assert len(set(arrangement.places)) == len(blocks)
    for index, (block, one, place) in enumerate(zip(blocks, repaired, arrangement.places, strict=True)):
        assert block.index == index
        assert block.text == raw[block.start : block.end] == block.text.strip() != ""
        assert at(document, place) == (block.text if place.startswith("/removed/") else one.text)
        assert block.item is None or block.item <= index
    for section in arrangement.sections:
        for item in section.items:
            assert section.source.start <= item.source.start <= item.source.end <= section.source.end
            assert 0 <= item.confidence <= 1


@given(ANY)
@settings(max_examples=150)
def test_conservation_and_places(raw: str) -> None:
    holds(raw)


@given(articles())
@settings(max_examples=40)
def test_conservation_of_articles(made: object) -> None:
    holds(made.source)  # type: ignore[attr-defined]


@given(ANY)
@settings(max_examples=40)
def test_the_same_each_time(raw: str) -> None:
    assert run(text_of(raw)) == run(text_of(raw))


@pytest.mark.parametrize(
    "raw", ["", " \n\t\n", "a", "\ufeff", "1.", "-", "#", "1.\n2.\n3.", "?" * 30, "=====", "\n\n\n1. x"]
)
def test_little_texts(raw: str) -> None:
    holds(raw)


def test_numbers_are_as_in_the_source() -> None:
    for source in SOURCES:
        _, _, arrangement = run(text_of(source))
        for section in arrangement.sections:
            for item in section.items:
                assert item.label is None or source[item.source.start :].startswith(item.label)


def test_a_long_line_is_cut_into_bounded_blocks() -> None:
    line = "One more sentence about nothing. " * 5000
    blocks = structure.segment(text_of(line), Settings())
    assert max(len(block.text) for block in blocks) <= 20_000
    assert re.sub(r"\s", "", "".join(block.text for block in blocks)) == re.sub(r"\s", "", line)
