"""Our rules of grammar, with and without the parse: their examples, one another's examples, and idempotence."""

import pytest

from pipeline.repair.context import Context
from pipeline.repair.inflection import plural, takes_an, verb_forms
from pipeline.repair.rule import Passage, Rule, rules_of
from pipeline.repair.rules import AFTER_ENGINE
from pipeline.repair.terms import load_terms

RULES = [*rules_of(*AFTER_ENGINE)]


def passage(rule: Rule, text: str) -> Passage:
    literal = Context(document=True, translated=lambda: True)
    return Passage(text, context=literal if rule.translated_only else Context())


def cleaned(rule: Rule, text: str) -> str:
    for change in reversed(rule.changes(passage(rule, text))):
        text = text[: change.start] + change.after + text[change.end :]
    return text


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_examples(rule: Rule) -> None:
    assert {**rule.fixes, **rule.suggests}
    assert len(rule.keeps) >= len(rule.fixes)
    for before, after in {**rule.fixes, **rule.suggests}.items():
        assert cleaned(rule, before) == after
        assert all(change.safe for change in rule.changes(passage(rule, before))) is (before in rule.fixes)
    for text in rule.keeps:
        assert cleaned(rule, text) == text


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_quiet_on_what_others_have_fixed(rule: Rule) -> None:
    fixed = [text for other in RULES for text in (*other.fixes.values(), *other.suggests.values())]
    assert [text for text in fixed if cleaned(rule, text) != text] == []


def test_quiet_on_the_termbases_fixed_examples() -> None:
    fixed = [text for row in load_terms("en-US").as_rules() for text in row.fixes.values()]
    cheap = [rule for rule in RULES if not rule.parses and rule.fixes]
    assert [(rule.id, text) for rule in cheap for text in fixed if cleaned(rule, text) != text] == []


def test_what_is_right_only_in_translated_text_stays_in_any_other() -> None:
    gated = [rule for rule in RULES if rule.translated_only]
    assert [(rule.id, text) for rule in gated for text in rule.fixes if rule.changes(Passage(text))] == []


def test_rules_that_parse_have_a_trigger() -> None:
    assert all(rule.trigger is not None for rule in RULES)


def test_forms() -> None:
    assert [plural(noun) for noun in ("baby", "box", "tooth", "sister-in-law", "potato", "housewife")] == [
        "babies", "boxes", "teeth", "sister-in-laws", "potatoes", "housewives",
    ]  # fmt: skip
    assert verb_forms("stop") == ("stop", "stops", "stopped", "stopped", "stopping")
    assert verb_forms("dry") == ("dry", "dries", "dried", "dried", "drying")
    assert verb_forms("lie") == ("lie", "lies", "lay", "lain", "lying")
    assert verb_forms("tie")[4] == "tying"
    assert verb_forms("take") == ("take", "takes", "took", "taken", "taking")
    assert verb_forms("agree")[2:] == ("agreed", "agreed", "agreeing")


def test_a_or_an() -> None:
    assert [takes_an(word) for word in ("apple", "hour", "unit", "uninjured", "MRI", "USB", "boy", "European")] == [
        True, True, False, True, True, False, False, False,
    ]  # fmt: skip
