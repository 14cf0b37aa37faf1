"""Makes the pictures of the review page in docs/pictures: python -m tests.bench.review_pictures [FOLDER]"""

import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, Page

from pipeline.model import Quarantined
from pipeline.review.decisions import Decisions, Entry
from pipeline.review.page import write
from tests.review import chromium, review_batch

ARTICLE = "pets/cat-0003.txt"
VIEWS = {
    "overview": "",
    "article": f"article/{quote(ARTICLE, safe='')}",
    "rules": "rules",
    "rule": "rule/zh-sit-month",
    "suggestions": "suggestions",
    "removed": "removed",
    "decisions": "decisions",
    "help": "",
}
WIDTHS = {"wide": (1280, 860), "narrow": (390, 800)}


def batch(folder: Path) -> Path:
    """A batch of sixty articles, one in quarantine, with some decisions: its page."""
    cleaned = review_batch.folder(folder / "cleaned", 60, size=4)
    for number in range(0, 60, 3):
        review_batch.save(cleaned, review_batch.article(number, size=9 - number % 7))
    kept = cleaned / ".pipeline" / "quarantine"
    kept.mkdir(parents=True)
    message = "The file holds no text: it looks like a picture."
    one = Quarantined(
        path="home/scan.txt",
        stage="read",
        cause="source",
        message=message,
        details="",
        source_sha256=None,
        recipe="0" * 64,
    )
    (kept / "home-scan.txt.json").write_text(one.model_dump_json(), encoding="utf-8")
    change = {"rule": "zh-sit-month", "before": "sit the month", "after": "rest after childbirth"}
    decisions = [
        Entry.model_validate({"kind": "accept", **change}),
        Entry(kind="reject", rule="de-floor"),
        Entry(kind="protect", text="Ayla"),
        Entry(kind="reject", article=ARTICLE, rule="EN_A_VS_AN", before="a", after="an"),
        Entry(kind="keep-block", article="home/wall-0004.txt", text="Follow Home for more"),
    ]
    for number in range(5):
        name = review_batch.article(number)[0].id
        decisions.append(Entry(kind="reject", article=name, rule="UNKNOWN_WORD", before="Blissonde", after="Blissful"))
    (page,) = write(cleaned, folder / "review.html", Decisions(decisions))
    return page


def take(page: Page, html: Path, view: str, out: Path) -> None:
    """One picture."""
    page.goto(f"{html.as_uri()}#/{VIEWS[view]}")
    page.reload()
    page.wait_for_function("() => window.app && !document.querySelector('.loading')")
    if view == "article":
        for key in "gggg2g":
            page.keyboard.press(key)
    if view == "help":
        page.keyboard.press("?")
    if not VIEWS[view]:
        page.wait_for_selector(".tally progress")
    page.wait_for_timeout(200)
    page.screenshot(path=out)


def main(folder: Path) -> None:
    """All views, light and dark, wide and narrow."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary, chromium.browser() as browser:
        html = batch(Path(temporary))
        for name, (width, height) in WIDTHS.items():
            for dark in (False, True):
                shots(browser, html, folder, (name, width, height), dark)


def shots(browser: Browser, html: Path, folder: Path, size: tuple[str, int, int], dark: bool) -> None:
    """The views in one size and one scheme."""
    name, width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    for view in VIEWS:
        take(page, html, view, folder / f"review-{view}-{'dark' if dark else 'light'}-{name}.png")
    context.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[2] / "docs" / "pictures")
