"""A gate matches wherever one of its patterns does."""

import re

import pytest

from pipeline.structure import gate

SOURCES = (
    r"(?:the )?(?:red|green) apples?\b",
    r"pears?\s*[:|]",
    r"\bplums\b|\bfigs? and (?:dates|nuts)",
    r"(?:a{2}|b)+c",
    r"\d+ (?:kilos|pounds)",
    r"x?yz",
    r"[)|(] end",
    r"(?:(?:left|right)-hand|upper) side",
)


@pytest.mark.parametrize(
    "text",
    [
        "the green apple",
        "red apples",
        "pear |",
        "plums",
        "fig and nuts",
        "aabc",
        "12 pounds",
        "yz",
        "xyz",
        "| end",
        "right-hand side",
        "upper side",
    ],
)
def test_what_one_pattern_matches(text: str) -> None:
    assert any(re.match(source, text) for source in SOURCES)
    assert gate.of(SOURCES).match(text)
    assert gate.of(SOURCES, r"(?<=\s)").search(f"so, {text}")


@pytest.mark.parametrize("text", ["the blue apple", "pear", "plumsy", "figs", "kilos", "zy", "end", "hand side"])
def test_what_none_matches(text: str) -> None:
    assert not gate.of(SOURCES).match(text)
