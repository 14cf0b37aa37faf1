"""Decisions at random on the page, own words among them: the run gives what the page showed, and takes it back."""

import random
from pathlib import Path

import pytest
from playwright.sync_api import Page

from pipeline.review import corpus
from pipeline.review.decisions import Decisions, load
from pipeline.review.page import write
from tests.review import review_batch as batch
from tests.review.conftest import Run
from tests.review.pages import article, show, shown, texts

pytestmark = [pytest.mark.browser, pytest.mark.soak]
CASES = Path(__file__).parents[1] / "cases" / "structure"
WORDS = ("x", " new text ", "it it is", "n't", "", " , ok", "Big 50 %")


def decide(page: Page, chance: random.Random) -> None:
    """A few decisions in the article that is open."""
    for _ in range(chance.randint(2, 8)):
        for _ in range(chance.randint(1, 6)):
            page.keyboard.press("j")
        if not page.evaluate("!!document.activeElement.edits"):
            continue
        key = chance.choice("arueea12")
        page.keyboard.press(key)
        if key == "e" and page.locator("#card input").count():
            page.locator("#card input").fill(chance.choice(WORDS))
            page.keyboard.press("Enter")


GLUED = pytest.mark.xfail(strict=True, reason="own words glued to the next sentence let a rule act there")


@pytest.mark.parametrize("seed", [1, 2, pytest.param(3, marks=GLUED)])
def test_the_run_gives_what_the_page_showed(page: Page, tmp_path: Path, run: Run, seed: int) -> None:
    raw = batch.raw_folder(tmp_path / "raw", 4)
    for number, path in enumerate(sorted(CASES.glob("*.txt"))[seed::16]):
        (raw / f"case-{number}.txt").write_bytes(path.read_bytes())
    run(raw, tmp_path / "first", Decisions())
    chance, want = random.Random(seed), {}
    (html,) = write(tmp_path / "first", tmp_path / "first.html")
    for name in corpus.names(tmp_path / "first"):
        show(page, html, article(name))
        decide(page, chance)
        want[name] = shown(page)
    (tmp_path / "decisions.jsonl").write_text(page.evaluate("window.app.store.file()"), encoding="utf-8")
    decisions = load(tmp_path / "decisions.jsonl")
    assert len(decisions) > 20
    run(raw, tmp_path / "second", decisions)
    assert {name: texts(tmp_path / "second", name) for name in want} == want
    (html,) = write(tmp_path / "second", tmp_path / "second.html", decisions)
    for taken_back in (False, True):
        made = tmp_path / ("first" if taken_back else "second")
        show(page, html)
        if taken_back:
            page.evaluate("window.app.store.change([], [...window.app.store.entries.keys()])")
        for name in want:
            page.evaluate(f"location.hash = '#/{article(name)}'")
            page.wait_for_function("(id) => window.app.view?.article?.id === id", arg=name)
            assert shown(page) == texts(made, name), name
