"""The page where there is little, much, or something odd: no articles, no questions, long words, other directions."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, expect

from pipeline.review import corpus
from pipeline.review.decisions import Decisions, Entry, load
from pipeline.review.page import write
from tests.review import review_batch as batch
from tests.review.conftest import Run
from tests.review.pages import article, downloaded, show, shown, texts

pytestmark = pytest.mark.browser
VIEWS = ("", "rules", "suggestions", "removed", "decisions", "rule/no-such-rule", "article/no-such-article")
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
ODD = f"""مرحبا: why the wall {"w" * 3000} falls

النص العربي here stands between, and it ca n't be read alone , שלום.

{"abc" * 2000} and 😀😀 ca n't {"δ" * 500} , 你好世界你好世界。

1. {"Reason" * 80}
The lamp ca n't shine 😀 , and the the lamp is old.
2. Other things
It it is 😀 dark .
"""


def raw_of(folder: Path, **sources: str) -> Path:
    folder.mkdir(parents=True)
    for name, text in sources.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def test_an_empty_batch(page: Page, tmp_path: Path) -> None:
    (tmp_path / "cleaned").mkdir()
    (html,) = write(tmp_path / "cleaned", tmp_path / "review.html")
    for where in VIEWS:
        show(page, html, where)
        assert "NaN" not in page.inner_text("main")
        expect(page.locator("main .empty").first).to_be_visible()


def test_a_batch_without_any_question(page: Page, tmp_path: Path, run: Run) -> None:
    raw = raw_of(
        tmp_path / "raw", plain="A lamp for the desk\n\nIt is small and bright. Nothing else needs to be said.\n"
    )
    run(raw, tmp_path / "cleaned", Decisions())
    assert corpus.one(tmp_path / "cleaned", "plain.txt").trace.edits == ()
    (html,) = write(tmp_path / "cleaned", tmp_path / "review.html")
    for where in VIEWS:
        show(page, html, where)
    show(page, html)
    expect(page.locator(".tally")).to_have_text("no questions")
    show(page, html, article("plain.txt"))
    for key in "jkarue1gz":
        page.keyboard.press(key)
    assert shown(page) == texts(tmp_path / "cleaned", "plain.txt")
    expect(page.locator("#count")).to_have_text("")


@pytest.mark.parametrize("width", [1280, 360])
def test_other_directions_and_very_long_words(browser: Browser, tmp_path: Path, run: Run, width: int) -> None:
    run(raw_of(tmp_path / "raw", odd=ODD), tmp_path / "cleaned", Decisions())
    (html,) = write(tmp_path / "cleaned", tmp_path / "review.html")
    page = browser.new_page(viewport={"width": width, "height": 800})
    for where in ("", "rules", "rule/join-split-contraction", "removed", article("odd.txt")):
        show(page, html, where)
        assert page.evaluate(WIDER) <= 0, where
    assert shown(page) == texts(tmp_path / "cleaned", "odd.txt")
    page.keyboard.press("j")
    page.keyboard.press("e")
    assert page.evaluate(WIDER) <= 0
    page.keyboard.press("Escape")
    for _ in range(12):
        page.keyboard.press("j")
        page.keyboard.press("r")
    want = shown(page)
    decisions = page.evaluate("window.app.store.file()")
    (tmp_path / "decisions.jsonl").write_text(decisions, encoding="utf-8")
    page.close()
    run(tmp_path / "raw", tmp_path / "again", load(tmp_path / "decisions.jsonl"))
    assert texts(tmp_path / "again", "odd.txt") == want != texts(tmp_path / "cleaned", "odd.txt")


def test_decisions_about_articles_that_are_gone(page: Page, tmp_path: Path) -> None:
    cleaned = batch.folder(tmp_path / "cleaned", 3)
    gone = Entry(
        kind="accept", article="gone.txt", rule="r", before="a", after="b", left="x ", right=" y", wanted="<b>c</b>"
    )
    decisions = Decisions([gone, Entry(kind="keep-block", article="gone.txt", text="Follow us")])
    (html,) = write(cleaned, tmp_path / "review.html", decisions)
    show(page, html, "decisions")
    expect(page.locator(".decisions .line")).to_have_count(2)
    expect(page.locator(".decisions .line a")).to_have_count(0)
    expect(page.locator(".decisions ins")).to_have_text("<b>c</b>")
    assert downloaded(page, tmp_path / "decisions.jsonl").entries == decisions.entries


def test_with_the_keyboard_alone(page: Page, html: Path, tmp_path: Path) -> None:
    show(page, html)
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_selector(".article-head")
    page.keyboard.press("g")
    expect(page.locator(":focus")).to_have_attribute("aria-label", re.compile("suggested|blocked"))
    page.keyboard.press("Enter")
    expect(page.locator("#card button:focus")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator(".mark.accepted:focus")).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("r")
    page.keyboard.press("n")
    page.wait_for_function("() => window.app.view?.article?.index === window.app.order()[1]")
    page.keyboard.press("j")
    page.keyboard.press("a")
    page.keyboard.press("o")
    page.wait_for_selector(".articles")
    page.keyboard.press("/")
    page.keyboard.type("nothing at all like this")
    expect(page.locator(".found")).to_have_text("0 articles found")
    kinds = [entry.kind for entry in downloaded(page, tmp_path / "decisions.jsonl").entries]
    assert sorted(kinds) == ["accept", "accept", "reject"]


def test_the_page_of_a_list_stays_when_one_decides_there(page: Page, html: Path) -> None:
    show(page, html, "rule/doubled-word")
    page.get_by_label("equal changes together").uncheck()
    page.get_by_role("button", name="Later").click()
    where = page.locator(".pager span").inner_text()
    assert not where.startswith("1–")
    page.locator(".place").nth(3).focus()
    page.keyboard.press("r")
    assert page.locator(".pager span").inner_text() == where
    expect(page.locator(".place").nth(3)).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_choices_and_toast_are_accessible(browser: Browser, tmp_path: Path, scheme: str) -> None:
    cleaned = batch.folder(tmp_path / "cleaned", 4)
    (html,) = write(cleaned, tmp_path / "review.html")
    context = browser.new_context(
        color_scheme="dark" if scheme == "dark" else "light", bypass_csp=True, reduced_motion="reduce"
    )
    page = context.new_page()
    for where, key in ((article(next(iter(corpus.names(cleaned)))), "g"), ("rule/HE_VERB_AGR", "j")):
        show(page, html, where)
        page.keyboard.press(key)
        page.keyboard.press("2")
        expect(page.locator("#toast")).to_be_visible()
        for _ in "xx":
            found = Axe().run(page).response["violations"]
            assert [(v["id"], [n["html"][:160] for n in v["nodes"][:2]]) for v in found] == [], where
            page.keyboard.press("e")
    context.close()
