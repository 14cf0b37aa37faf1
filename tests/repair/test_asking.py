"""Which sentences are worth asking about: the notation of triggers, and that each rule that is asked for has one."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.model import Match
from pipeline.repair.asking import asked_where_worth, worth_asking
from pipeline.repair.policy import load_policy

TAGS = {
    "a": "DT",
    "cat": "NN",
    "cats": "NNS",
    "does": "VBZ",
    "must": "MD",
    "n't": "RB",
    "often": "RB",
    "old": "JJ",
    "paris": "NNP",
    "she": "PRP",
    "sleep": "NN:U VB VBP",
    "sleeps": "VBZ",
}


class Words:
    """A small dictionary of the tests' own."""

    phrases = ("New Zealand",)
    compounds = ("non-human", "self-made", "mother-in-law")

    def spelled(self, word: str) -> bool:
        return word.lower() in TAGS

    def tags(self, word: str) -> tuple[str, ...]:
        return tuple(TAGS.get(word.lower(), "").split())


@pytest.mark.parametrize(
    ("trigger", "asked", "left"),
    [
        (r"\d\s+th\b", "the 5 th day", "the 5th day"),
        (r"[id|im] \bI[dm]\b", "Im here", "I'm here, dim"),
        ("<a> <JJ>? <NNS>", "It was a old cats.", "It was a old cat."),
        ("<a> <JJ>? <NNS>", "A cats", "cats, a cat"),
        ("<must> <RB>{0,2} <VBZ>", "she must often sleeps", "she must sleep, she sleeps"),
        ("<must> <n't>? <VBZ>", "she mustn't sleeps", "she mustn’t sleep"),
        ("<VB!NN*>", "", "Sleep"),
        ("<VB|RB!PRP>", "sleep", "she"),
        ("^ <she|a>", "She sleeps", "must she sleep"),
        ("<CD> <NN>", "two: 2 cat", "2 cats"),
        ("<UNKNOWN> <CAP>", "she ourse Paris", "she Paris"),
        ("<a> <> <NN>", "a very cat", "a cat"),
        ("<she> <sleep>; \\d{3}", "room 101", "room 11"),
        ("phrases", "in new Zealand", "in New Zealand"),
        ("phrases", "New Zealand is not new zealand", "New Zealand is in New Zealand"),
        ("compounds", "a self - made cat, non human", "a self-made cat, self help, cat - old"),
        ("compounds", "non human cats", "human cats"),
        ("compounds", "her mother - in - law", "her mother-in-law"),
        ("spelling", "she slepes seperate", "she often sleeps 5 MICs, WHO"),
        ("spelling", "cats-seperate", "cats-sleep old-cat"),
        ("always", "anything", ""),
    ],
)
def test_triggers(trigger: str, asked: str, left: str) -> None:
    worth = worth_asking([trigger], Words())
    assert not asked or worth(asked)
    assert not left or not worth(left)


@pytest.mark.parametrize("trigger", ["<JJ*> <NN*>", "<a> NN", "<a", "[id] (", "<>", "^ <a>? <old>?"])
def test_a_trigger_that_cannot_be_read_is_refused(trigger: str) -> None:
    with pytest.raises(Exception, match=r"no words in a row|missing|unterminated"):
        worth_asking([trigger], Words())


def test_texts_with_spaces_and_signs_of_an_odd_kind_are_always_asked_about() -> None:
    worth = worth_asking(["<a>"], Words())
    assert not worth("she sleeps")
    assert all(worth(f"she{sign}sleeps") for sign in "\xa0\u200b\xad\u3000\ufeff\r")


def test_only_what_is_worth_it_is_asked_about() -> None:
    asked: list[str] = []

    def check(texts: Sequence[str]) -> list[list[Match] | None]:
        asked.extend(texts)
        return [None if "2" in text else [] for text in texts]

    some = asked_where_worth(check, worth_asking([r"\d"], Words()))
    assert some(["a cat", "1 cat", "2 cats"]) == [(), [], None]
    assert asked == ["1 cat", "2 cats"]
    assert some(["a cat"]) == [()]
    assert len(asked) == 2


@pytest.mark.parametrize("language", ["en-US", "en-GB"])
def test_each_rule_that_is_asked_for_has_a_trigger_and_no_other(language: str) -> None:
    policy = load_policy(language)
    asked = set(policy.asked())
    for row in policy.rows:
        assert bool(row.trigger) == (row.action != "off" and row.id.removesuffix("_*") in asked), row.id
    worth_asking(policy.triggers(), Words())
