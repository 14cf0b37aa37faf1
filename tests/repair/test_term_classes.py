"""Classes of words in the patterns of termbase rows, and conditions that look at one paragraph."""

from pathlib import Path

import pytest

from pipeline.repair.context import Context
from pipeline.repair.rule import Passage
from pipeline.repair.terms import TermbaseError, load_terms


def test_a_class_in_found_stands_for_its_words_and_a_reference_for_the_whole_of_one(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("id,found,wanted,pos,safety\nlight-it,light the @switched,turn on the <3>,v,safe\n", "utf-8")
    rules = load_terms("en-US", [own]).rules
    for text, instead in (
        ("He lit the electric blanket.", ["turned on the electric blanket"]),
        ("Light the fan.", ["Turn on the fan"]),
        ("Light the candle.", []),
    ):
        assert [change.after for change in rules[0].changes(Passage(text))] == instead


def test_a_class_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("id,found,wanted\nlight-it,light the @moons,see\n", "utf-8")
    with pytest.raises(TermbaseError, match="line 2: unknown class '@moons'"):
        load_terms("en-US", [own])


def test_paragraph_looks_at_the_block_and_article_at_all_of_it(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text(
        "id,found,wanted,needs,safety\nnear-by,blue zorp,zorp,not-paragraph=sea,safe\n"
        "anywhere,red zorp,zorp,not-article=sea,safe\n",
        "utf-8",
    )
    rule, words = load_terms("en-US", [own]).rules[0], frozenset(("the", "sea", "blue", "red", "zorp", "is"))
    here = [Passage(text, context=Context(words=words)) for text in ("The blue zorp.", "The blue zorp, the sea.")]
    assert [len(rule.changes(passage)) for passage in here] == [1, 0]
    assert not rule.changes(Passage("The red zorp.", context=Context(words=words)))
