"""Every rule over its own examples, and over everybody else's."""

import ast
import os
import subprocess
import sys

import pytest

from pipeline.model import Block
from pipeline.repair.context import Context
from pipeline.repair.repair import Desk, replay, undo
from pipeline.repair.rule import Passage, Rule, rules_of
from pipeline.repair.rules import AFTER_ENGINE, BEFORE_ENGINE

RULES = [*rules_of(*BEFORE_ENGINE)]


def kind_of(rule: Rule) -> str:
    return "text" if rule.kinds is None or "text" in rule.kinds else sorted(rule.kinds)[0]


def context_of(rule: Rule) -> Context:
    media_type = "text/markdown" if rule.id == "drop-markdown" else "text/plain"
    return Context(document=rule.document_only, media_type=media_type)


def run(rule: Rule, text: str, kind: str, context: Context) -> tuple[str, list[str]]:
    """The text after one rule, and the outcomes of its proposals."""
    desk = Desk(Block(0, kind, 0, len(text), text), context)
    desk.run(rule)
    done = desk.done()
    assert replay(text, done.edits) == done.text
    assert undo(done.text, done.edits) == text
    return done.text, [edit.outcome for edit in done.edits]


def proposed(rule: Rule, text: str, kind: str) -> str:
    """The text with the rule's proposals made, suggested ones too."""
    for change in reversed(rule.changes(Passage(text, kind, context_of(rule)))):
        text = text[: change.start] + change.after + text[change.end :]
    return text


PATTERNS = """
import re, sys
import pipeline.reading, pipeline.repair.toolbox, pipeline.structure
from pipeline.repair.context import Context
from pipeline.repair.rule import Rule
modules = sorted(name for name in sys.modules if name.startswith("pipeline."))
found = (value for name in modules for value in vars(sys.modules[name]).values())
patterns = (one.trigger if isinstance(one, Rule) else one for one in found)
print([one.pattern for one in patterns if isinstance(one, re.Pattern)])
"""


def test_patterns_are_the_same_in_each_process() -> None:
    """The order of a set's words differs from process to process, and the first alternative that fits is taken."""
    started = [
        subprocess.Popen([sys.executable, "-c", PATTERNS], env=environ, stdout=subprocess.PIPE, text=True)
        for environ in (os.environ | {"PYTHONHASHSEED": seed} for seed in ("1", "2"))
    ]
    one, other = (ast.literal_eval(process.communicate()[0]) for process in started)
    assert len(one) > 500
    assert sorted(set(one) ^ set(other)) == []


def test_each_rule_has_an_id_of_its_own() -> None:
    ids = [rule.id for rule in rules_of(*BEFORE_ENGINE, *AFTER_ENGINE)]
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_examples(rule: Rule) -> None:
    kind, context = kind_of(rule), context_of(rule)
    for before, after in rule.fixes.items():
        assert run(rule, before, kind, context)[0] == after
        assert run(rule, after, kind, context) == (after, [])
    for before, after in rule.suggests.items():
        assert run(rule, before, kind, context)[0] == before
        assert proposed(rule, before, kind) == after
    for text in rule.keeps:
        assert run(rule, text, kind, context) == (text, [])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_declares_enough(rule: Rule) -> None:
    assert len(rule.keeps) >= max(1, len(rule.fixes), len(rule.suggests))
    assert rule.fixes or rule.suggests
    assert len(rule.description) > 30


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_leaves_alone_what_others_fixed(rule: Rule) -> None:
    for other in RULES:
        if other.document_only and not rule.document_only:
            continue
        for fixed in other.fixes.values():
            text, outcomes = run(rule, fixed, kind_of(other), context_of(other))
            assert (text, outcomes) == (fixed, []), f"{rule.id} changes what {other.id} fixed"


def test_ids_are_unique() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
