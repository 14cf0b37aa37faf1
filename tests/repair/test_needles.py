"""What is read off a pattern: never too little."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.repair.context import Context
from pipeline.repair.needles import DIGIT, STRANGE, held, needles
from pipeline.repair.roster import Roster
from pipeline.repair.rule import Change, Passage, Rule, rules_of
from pipeline.repair.rules import AFTER_ENGINE, BEFORE_ENGINE

RULES = [*rules_of(*BEFORE_ENGINE, *AFTER_ENGINE)]
TEXTS = [text for rule in RULES for text in (*rule.fixes, *rule.suggests, *rule.keeps)]


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        (r"\bone of ", {"one"}),
        (r"(?i)\b(?:many|several) [a-z]", {"many", "several"}),
        (r"[Tt]hough\b.*, but ", {"but"}),
        (r"(?<!\w)i(?!\w)", {"i"}),
        (r"\bcan ?not\b", {"can", "cannot"}),
        (r"caus\w+", None),
        (r"who(?=se)", None),
        (r"(?:\bfew\b|less)", None),
        (r"\bwant(?: [a-z]+){0,2} to\b", {"want"}),
        (r"\b(?:let|help)s? me\b", {"let", "lets", "help", "helps"}),
        (r"[a-z](?:,|;) [a-z]", {",", ";"}),
        (r"[a-z]\d", {DIGIT}),
        (r"[\u2000-\u206f]+", {STRANGE}),
        (r"a.b", None),
    ],
)
def test_words_and_marks_are_read_off_a_pattern(pattern: str, found: set[str] | None) -> None:
    assert needles(pattern) == found


def test_a_text_holds_its_words_in_lower_case_and_its_marks() -> None:
    assert held("Don't SAY “\u017fo”, 2nd!") == {
        "don",
        "'",
        "t",
        "say",
        "“",
        "so",
        "”",
        ",",
        "2nd",
        "!",
        DIGIT,
        STRANGE,
    }


def unheard(text: str) -> list[str]:
    """The rules that have something to say about a text that doesn't wake them."""
    asleep = [rule for rule in RULES if rule.needles is not None and rule.needles.isdisjoint(held(text))]
    return [rule.id for rule in asleep if rule.changes(Passage(text, "text", Context(document=True)))]


def test_no_example_of_a_rule_is_missed() -> None:
    assert [(text, missed) for text in TEXTS if (missed := unheard(text))] == []


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(TEXTS), min_size=2, max_size=2), st.data())
def test_no_text_is_missed(texts: list[str], data: st.DataObject) -> None:
    first, second = (text[data.draw(st.integers(0, len(text))) :] for text in texts)
    for text in (first + second, first.upper(), second.title()):
        for rule in RULES:
            if rule.trigger is not None and rule.trigger.search(text):
                found = needles(rule.trigger.pattern, rule.trigger.flags)
                assert found is None or found & held(text), (rule.id, text)


def test_a_roster_asks_in_order_and_looks_again_at_what_changed() -> None:
    def a_rule(name: str, trigger: str | None, kinds: frozenset[str] | None = None) -> Rule:
        pattern = re.compile(trigger) if trigger else None
        return Rule(name, "spacing", "", lambda _: list[Change](), {}, (), trigger=pattern, kinds=kinds)

    roster = Roster(
        [a_rule("a", r"\bx\b"), a_rule("b", None), a_rule("c", r"\by\b"), a_rule("d", None, frozenset(["heading"]))]
    )
    texts = [Passage("x")]
    asked = []
    for rule in roster.woken(lambda: texts[-1]):
        asked.append(rule.id)
        if rule.id == "a":
            texts.append(Passage("x y"))
    assert asked == ["a", "b", "c"]
