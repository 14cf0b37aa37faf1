"""What the tests of the page do in the browser."""

from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Page

from pipeline.review import corpus
from pipeline.review.decisions import Decisions, load
from pipeline.review.suggest import clean_texts

TEXTS = """() => [...document.querySelectorAll('.res > .label, .res > .body')].map((node) => node.textContent)"""


def show(page: Page, html: Path, where: str = "") -> None:
    page.goto(f"{html.as_uri()}#/{where}")
    page.wait_for_function("() => window.app && !document.querySelector('.loading')")


def article(name: str) -> str:
    return f"article/{quote(name, safe='')}"


def shown(page: Page) -> list[str]:
    """The texts of an article's blocks as the page shows them, removed ones left out."""
    found: list[str] = page.evaluate(TEXTS)
    return found


def texts(cleaned: Path, name: str) -> list[str]:
    """The same from the files of a run."""
    trace = corpus.one(cleaned, name).trace
    return [text for block, text in clean_texts(trace) if not block.place.startswith("/removed/")]


def downloaded(page: Page, path: Path) -> Decisions:
    with page.expect_download() as got:
        page.get_by_role("button", name="Download").first.click()
    got.value.save_as(path)
    return load(path)
