"""Where a pattern is tried: everywhere that it matches."""

import re
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.repair.beginnings import beginnings
from pipeline.repair.rule import Passage, rules_of
from pipeline.repair.rules import AFTER_ENGINE, BEFORE_ENGINE

MODULES = (*BEFORE_ENGINE, *AFTER_ENGINE)
TEXTS = [text for m in MODULES for rule in rules_of(m) for text in (*rule.fixes, *rule.suggests, *rule.keeps)]


def patterns_of(module: ModuleType) -> list[re.Pattern[str]]:
    named = [value for value in vars(module).values() if isinstance(value, re.Pattern)]
    return [*named, *(rule.trigger for rule in rules_of(module) if rule.trigger is not None)]


PATTERNS = [pattern for module in MODULES for pattern in patterns_of(module)]


@pytest.mark.parametrize(
    ("pattern", "whole", "parts"),
    [
        (r"\bone of ", {"one"}, set()),
        (r"(?i)\b(?:Many|several) [a-z]", {"many", "several"}, set()),
        (r"(?<![\w-])i(?!\w)", {"i"}, set()),
        (r"(?:^|(?<=[.!?] )|\bif )(?:do|does)n['’]t ", {"if", "don", "doesn"}, set()),
        (r"\bneed(?:s|ed)? to", {"need", "needs", "needed"}, set()),
        (r"\b(?:very )+big\b", {"very"}, set()),
        (r"\b(?:very )*big\b", {"very", "big"}, set()),
        (r"\brecommend\w*", set(), {"recommend"}),
        (r"\b[Bb]ecause(?: of)?", {"because"}, {"because"}),
        (r", (?:and|or) ", {","}, set()),
        (r"\b(an?) ([a-z]+)", {"a", "an"}, set()),
        (r"\b(?:un|re){1,3}do\b", set(), {"un", "re"}),
    ],
)
def test_what_matches_begin_with_is_read_off_a_pattern(pattern: str, whole: set[str], parts: set[str]) -> None:
    found = beginnings(pattern)
    assert found is not None
    assert found.words.whole == whole
    assert set(found.words.parts) == parts
    assert not found.led


@pytest.mark.parametrize(
    ("pattern", "whole", "led", "behind"),
    [
        (r" (?:and|or) [a-z]", set(), {"and", "or"}, set()),
        (r"(?: very)? big\b", set(), {"very", "big"}, set()),
        (r" ?\(x", {"("}, {"("}, set()),
        (r"(?:^|(?<=[.!?] )|(?<=\n))[A-Z][a-z]+ is", set(), set(), {"", ". ", "! ", "? ", "\n"}),
        (r"(?:\A|(?<=\()|\b[Ii]f )[a-z]+ is", {"if"}, set(), {"", "("}),
        (r"(?m)^[QA]:|^\W", {"q", "a"}, set(), {"", "\n"}),
        (r"(?<=, )é", set(), set(), {", "}),
    ],
)
def test_what_stands_before_a_match_is_read_off_a_pattern(
    pattern: str, whole: set[str], led: set[str], behind: set[str]
) -> None:
    found = beginnings(pattern)
    assert found is not None
    assert found.words.whole == whole
    assert (found.led[0].whole if found.led else set()) == led
    assert found.behind == behind


SOMEWHERE = [
    r"ing\b",
    r"\b[a-z]+ of ",
    r" +\.",
    r"(?=x)",
    r"\Bx",
    r"\bx?",
    r"(?<=a)b",
    r"(?<=a )[a-z]",
    r"é",
    r" +of ",
    r"\d{2}of",
    r"[a-z]of\b",
]


@pytest.mark.parametrize(
    ("pattern", "led"),
    [
        (r"[a-z] (?:is|was)\b", [set(), {"is", "was"}]),
        (r"[a-z)], (?:it|they) ", [{","}]),
        (r"\w[,;]|  of ", [{",", ";"}, {"of"}]),
        (r".\bof\b", [{"of"}]),
        (r"[^\W_][)”]?:", [{")", "”", ":"}]),
    ],
)
def test_words_behind_other_characters_are_read_off_a_pattern(pattern: str, led: list[set[str]]) -> None:
    found = beginnings(pattern)
    assert found is not None
    assert [words.whole for words in found.led] == led


@pytest.mark.parametrize("pattern", SOMEWHERE)
def test_some_patterns_are_looked_for_everywhere(pattern: str) -> None:
    assert beginnings(pattern) is None


def test_most_patterns_are_looked_for_at_words() -> None:
    known = sum(beginnings(pattern.pattern, pattern.flags) is not None for pattern in PATTERNS)
    assert known > 0.65 * len(PATTERNS)


def differs(text: str) -> list[str]:
    passage = Passage(text)
    return [
        pattern.pattern
        for pattern in PATTERNS
        if [m.span() for m in passage.find(pattern)] != [m.span() for m in pattern.finditer(text)]
    ]


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(TEXTS), min_size=2, max_size=3), st.data())
def test_what_is_found_is_what_is_found_everywhere(texts: list[str], data: st.DataObject) -> None:
    text = "".join(text[data.draw(st.integers(0, len(text))) :] for text in texts)
    for one in (text, text.upper(), text.title(), text.replace(" ", ""), text.replace("s", "ſ").replace("'", "’")):
        assert differs(one) == []
