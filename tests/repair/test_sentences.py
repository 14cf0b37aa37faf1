"""Blocks are asked about sentence by sentence: each distinct one once, findings back at their places."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from pipeline.engine.packs import LOOK_AROUND
from pipeline.model import Match
from pipeline.repair.policy import load_policy
from pipeline.repair.sentences import by_sentence, units

TEXTS = st.lists(st.sampled_from(["It is wet. ", "Go!", " Why not? ", "See fig. 3 ", "\n\n", "up.I ", "“So.” "])).map(
    "".join
)


def match(start: int, end: int) -> Match:
    return Match("R", "", "GRAMMAR", "grammar", start, end, "A message.", ("x",))


def test_a_sentence_that_stands_often_is_asked_about_once_and_found_everywhere() -> None:
    asked: list[str] = []

    def check(texts: Sequence[str]) -> list[list[Match]]:
        asked.extend(texts)
        return [[match(0, 2)] if text == "It is wet." else [] for text in texts]

    found = by_sentence(check)(["It is wet. Go on. It is wet.", "", "Go on."])
    assert asked == ["It is wet.", "Go on."]
    assert [[(m.start, m.end) for m in matches or ()] for matches in found] == [[(0, 2), (18, 20)], [], []]


def test_a_block_with_a_sentence_that_failed_has_failed() -> None:
    found = by_sentence(lambda texts: [None if "wet" in text else () for text in texts])(["Go. It is wet.", "Go."])
    assert found == [None, []]


@given(TEXTS)
def test_units_hold_all_of_a_text_but_the_space_between_them(text: str) -> None:
    at = 0
    for start, end in units(text):
        assert text[at:start].isspace() or (at == start == 0)
        assert text[start:end].strip() == text[start:end]
        at = end
    assert not text[at:].strip()


def test_sentences_that_no_space_parts_are_one() -> None:
    text = "I get up.I go. Then I rest."
    assert [text[s:e] for s, e in units(text)] == ["I get up.I go.", "Then I rest."]


def test_the_policy_asks_for_rules_that_a_server_can_be_asked_for() -> None:
    for language, speller in (("en-US", "MORFOLOGIK_RULE_EN_US"), ("en-GB", "MORFOLOGIK_RULE_EN_GB")):
        asked = load_policy(language).asked()
        assert {"EN_A_VS_AN", "EN_COMPOUNDS", speller} <= set(asked)
        assert not [name for name in asked if "*" in name or ":" in name or name in LOOK_AROUND]
