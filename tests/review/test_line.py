"""Decisions about texts, through the whole line: protected, put back, removed, replaced."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.model import Article
from pipeline.review import corpus
from pipeline.review.decisions import Decisions, Entry
from pipeline.review.suggest import clean_texts
from tests.review import review_batch as batch
from tests.review.conftest import Run

Clean = Callable[..., tuple[Article, list[str]]]
LINE = "Tap the star to keep this page for later."
SHOP = "Buy now: soft cat blanket, free shipping, click here https://shop.example/cat"


@pytest.fixture
def clean(run: Run, tmp_path: Path) -> Clean:
    """Cleans one article of its own under some decisions; the article and its clean texts."""
    raw = tmp_path / "raw"
    raw.mkdir()
    text = batch.raw(5).replace("sit the month", "help the Bao Ma")
    text = text.replace("Follow Exercise for more", f"Nothing more for now.\n\n{SHOP}")
    (raw / "a.txt").write_text(text, encoding="utf-8")

    def go(*entries: Entry) -> tuple[Article, list[str]]:
        decisions = Decisions(entries)
        run(raw, tmp_path / "cleaned", decisions)
        one = corpus.one(tmp_path / "cleaned", "a.txt")
        assert decisions.unused([("a.txt", one.trace)]) == []
        return one.article, [text for _, text in clean_texts(one.trace)]

    return go


def removed(article: Article) -> set[str]:
    return {one.text.strip() for one in article.removed}


def test_a_removed_block_is_put_back(clean: Clean) -> None:
    before, _ = clean()
    assert SHOP in removed(before)
    for article in ("a.txt", None):
        after, _ = clean(Entry(kind="keep-block", article=article, text=SHOP))
        assert SHOP not in removed(after)


def test_a_block_is_removed(clean: Clean) -> None:
    before, texts = clean()
    assert LINE not in removed(before)
    assert LINE in texts
    after, _ = clean(Entry(kind="remove-block", text=LINE))
    assert LINE in removed(after)


def test_a_protected_text_is_left_alone(clean: Clean) -> None:
    _, texts = clean()
    assert not any("Bao Ma" in text for text in texts)
    _, texts = clean(Entry(kind="protect", text="Bao Ma"))
    assert any("Bao Ma" in text for text in texts)


def test_a_term_is_replaced_or_suggested(clean: Clean, tmp_path: Path) -> None:
    clean(Entry(kind="term", text="slip of paper", wanted="note"))
    trace = corpus.one(tmp_path / "cleaned", "a.txt").trace
    assert [(e.before, e.after) for e in trace.edits if e.before == "slip of paper"]
    assert {e.after for e in trace.edits if e.before == "slip of paper"} == {"note"}
