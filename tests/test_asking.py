"""With the real engine: what isn't asked about is what nothing would have come of."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from lxml import etree

from pipeline.batch.recipe import recipe
from pipeline.engine import Engine, EngineFailed, EngineSettings, open_dictionary, open_engine
from pipeline.engine import jars as engine_jars
from pipeline.kit import engine_settings, worth
from pipeline.repair.asking import worth_asking
from pipeline.repair.context import Context
from pipeline.repair.findings import Findings
from pipeline.repair.policy import load_policy
from pipeline.repair.sentences import units
from pipeline.settings import Settings, default_home
from tests.bench.made_articles import article

ROOT = Path(__file__).parents[1]


def sentences() -> list[str]:
    """The distinct sentences of our own articles."""
    cases = ROOT / "tests" / "cases"
    files = [*sorted((ROOT / "raw").rglob("*.txt")), *sorted(cases.glob("marked/*.txt")), cases / "right_english.txt"]
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in files] + [article(n) for n in range(3)]
    lines = (line for text in texts for line in text.splitlines())
    return list(dict.fromkeys(line[start:end] for line in lines for start, end in units(line)))


@pytest.fixture(scope="module")
def asks(engine: Engine) -> Iterator[Engine]:
    """An engine that is asked for the listed rules."""
    engine.wait()
    if not engine_jars.installed(default_home()):
        pytest.skip("the session's engine does not run from jars of ours")
    rules = engine_settings(Settings()).enabled_rules
    with open_engine(EngineSettings(url=engine.wait(), enabled_rules=rules)) as found:
        yield found


def test_nothing_is_lost_in_our_own_articles(asks: Engine) -> None:
    """Each sentence that isn't asked about is one of which the policy would have made nothing."""
    is_worth = worth(Settings())
    assert is_worth is not None
    every = sentences()
    left = [text for text in every if not is_worth(text)]
    assert len(left) > 0.6 * len(every)
    policy = load_policy("en-US")
    lost = []
    for text, found in zip(left, asks.check(left), strict=True):
        assert not isinstance(found, EngineFailed)
        lost += [
            (rule, text[change.start : change.end], text)
            for rule, change in Findings(policy).changes(text, found, Context())
        ]
    assert lost == []


def test_a_rule_is_asked_about_what_languagetool_gives_as_its_examples(asks: Engine) -> None:
    """Each pattern rule's own wrong examples call for that rule: all but one in a hundred."""
    words = open_dictionary(engine_settings(Settings()))
    assert words is not None
    rows = {row.id: row.trigger for row in load_policy("en-US").rows if row.trigger}
    tests = {rule: worth_asking([trigger], words) for rule, trigger in rows.items()}
    examples = [(rule, text) for rule, text in wrong_examples() if rule in tests]
    assert len({rule for rule, _ in examples}) > 30
    missed = [(rule, text) for rule, text in examples if not tests[rule](text)]
    assert len(missed) < 0.01 * len(examples), missed


def wrong_examples() -> Iterator[tuple[str, str]]:
    """The wrong examples of the pattern rules that are on, with their rules' ids."""
    jar = next(jar.name for jar in engine_jars.locked() if jar.artifact == "language-en")
    with zipfile.ZipFile(default_home() / engine_jars.FOLDER / jar) as archive:
        source = archive.read("org/languagetool/rules/en/grammar.xml")
    tree = etree.fromstring(source, etree.XMLParser(resolve_entities=True, huge_tree=True, remove_comments=True))
    for rule in tree.iter("rule"):
        family: Sequence[etree._Element] = [rule, *rule.iterancestors("rulegroup")]
        identity = next((one.get("id") for one in reversed(family) if one.get("id")), None)
        if identity and not any(one.get("default") for one in family):
            for example in rule.iter("example"):
                if example.get("correction") is not None and example.get("type") != "triggers_error":
                    yield identity, re.sub(r"\s+", " ", "".join(map(str, example.itertext())))


def test_the_recipe_says_whether_a_named_server_is_asked_about_everything(asks: Engine, tmp_path: Path) -> None:
    named = Settings.model_validate({"languagetool_url": asks.wait()})
    assert recipe(named) != recipe(named.model_copy(update={"home": tmp_path}))
    assert recipe(Settings()) == recipe(Settings.model_validate({"home": tmp_path}))


def test_all_is_asked_about_where_all_rules_are_or_the_dictionary_is_not_at_hand(tmp_path: Path) -> None:
    assert worth(Settings.model_validate({"engine_rules": "all"})) is None
    assert worth(Settings.model_validate({"home": tmp_path})) is None
