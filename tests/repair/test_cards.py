"""Precision cards: they belong to rules that exist, and a rule below its bar only suggests."""

import csv

from pipeline.repair import cards
from pipeline.repair.cards import Card, card
from pipeline.repair.catalogue import catalogue


def test_cards_belong_to_rules_and_are_sound() -> None:
    known = catalogue("en-US")
    engine = [row for row in known if row.endswith("*")]
    for rule, found in cards.cards().items():
        assert found.fired >= 0
        assert found.clean_per_1kw >= 0
        assert 0 < found.bar <= 1
        assert found.on_spans is None or 0 <= found.on_spans <= 1
        assert found.judged <= max(found.fired, found.judged)
        assert rule in known or rule.isupper() or any(rule.startswith(row[:-1]) for row in engine) or "_" in rule, rule


def test_a_rule_below_its_bar_only_suggests() -> None:
    acting = {rule for rule, entry in catalogue("en-US").items() if entry.acts == "safe"}
    below = [rule for rule, found in cards.cards().items() if not found.above_bar]
    assert not acting & set(below)


def test_bar() -> None:
    assert Card("x", 10, None, None, 0.0, 8, 1, 1, 0.9).above_bar
    assert not Card("x", 10, None, None, 0.0, 8, 0, 2, 0.9).above_bar
    assert Card("x", 10, None, None, 0.0, 0, 0, 0, 0.9).above_bar


def test_acting_rules_that_fired_often_were_read() -> None:
    families = ("terms", "grammar", "languagetool")
    acting = [rule for rule, entry in catalogue("en-US").items() if entry.acts == "safe" and entry.family in families]
    unread = [rule for rule in acting if (found := card(rule)) is not None and found.fired >= 5 and not found.judged]
    assert not unread


def test_the_table_has_no_rule_twice() -> None:
    with cards.TABLE.open(encoding="utf-8", newline="") as file:
        rules = [row["rule"] for row in csv.DictReader(file)]
    assert len(rules) == len(set(rules))
