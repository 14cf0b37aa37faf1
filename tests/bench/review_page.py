"""How fast the review page is: python -m tests.bench.review_page [ARTICLES [SENTENCES]]

Makes a batch of articles with that many sentences a paragraph, writes its page, opens it from disk in Chromium five
times and scrolls through it. Prints the number of edits, CPU seconds and peak memory of writing, sizes of the files,
milliseconds from the start of the navigation to the list of articles (median), and the longest tasks of the browser's
main thread while scrolling, while the progress is counted, while a rule's page is opened, and while one decides there.

A million edits: `python -m tests.bench.review_page 14000 12`.
"""

import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, Page

from pipeline.review.page import write
from tests.review import chromium, review_batch

DIFFERENT = 600
"""Articles that are made; the others are copies of them under other names."""
WATCH = """() => { window.tasks = [];
new PerformanceObserver((list) => list.getEntries().forEach((e) => window.tasks.push(Math.round(e.duration))))
  .observe({ type: 'longtask', buffered: false }); }"""
SCROLL = """async () => { const frames = []; let last = performance.now();
for (let i = 0; i < 120; i++) { window.scrollBy(0, 120);
  await new Promise((done) => requestAnimationFrame(done));
  const now = performance.now(); frames.push(now - last); last = now; }
return frames; }"""
OPENED = "() => window.app && document.querySelector('.articles')"
COUNTED = "() => document.querySelector('.tally progress')"


def batch(cleaned: Path, count: int, size: int) -> int:
    """A cleaned folder of `count` articles; returns the number of their edits."""
    edits = 0
    made = [review_batch.article(number, size=size) for number in range(min(count, DIFFERENT))]
    for number in range(count):
        article, trace = made[number % len(made)]
        if number >= len(made):
            article = article.model_copy(update={"id": f"copies/{number}/{article.id}"})
        review_batch.save(cleaned, (article, trace))
        edits += len(trace.edits)
    return edits


def opened(browser: Browser, html: Path) -> Page:
    """The page, opened five times."""
    times = []
    for _ in range(5):
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(f"{html.as_uri()}")
        page.wait_for_function(OPENED, polling=5)
        times.append(page.evaluate("performance.getEntriesByName('opened')[0].startTime"))
        if len(times) < 5:
            page.close()
    print(f"opened in {statistics.median(times):.0f} ms (median of {[round(t) for t in times]})")
    return page


def watched(page: Page, name: str, act: str, until: str) -> None:
    """Do something in the page, wait, and tell how long it took and what kept the main thread busy."""
    page.evaluate("window.tasks = []")
    started = time.perf_counter()
    page.evaluate(act)
    page.wait_for_function(until, polling=5, timeout=300_000)
    tasks = page.evaluate("window.tasks")
    took = 1000 * (time.perf_counter() - started)
    print(f"{name}: {took:.0f} ms, {len(tasks)} long tasks, the longest {max(tasks, default=0)} ms")


def main(count: int, size: int) -> None:
    """Measure a page of `count` articles."""
    with tempfile.TemporaryDirectory() as folder, chromium.browser() as browser:
        edits = batch(Path(folder) / "cleaned", count, size)
        start = time.process_time()
        files = write(Path(folder) / "cleaned", Path(folder) / "review.html")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        sizes = [f.stat().st_size / 1e6 for f in files]
        print(
            f"{count:,} articles, {edits:,} edits: written in {time.process_time() - start:.0f} CPU s, {peak:.0f} MiB"
        )
        print(f"{len(files)} files of {min(sizes):.2f} to {max(sizes):.2f} MB")
        page = opened(browser, files[0])
        page.evaluate(WATCH)
        frames = page.evaluate(SCROLL)
        print(f"scrolling: longest frame {max(frames):.0f} ms, long tasks {page.evaluate('window.tasks')}")
        watched(page, "progress counted", "0", COUNTED)
        watched(
            page, "a rule's page", "location.hash = '#/rule/doubled-word'", "() => document.querySelector('.groups')"
        )
        watched(page, "a decision there", "document.querySelector('.place .accept').click()", OPENED.split("&&")[0])


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000, int(sys.argv[2]) if len(sys.argv) > 2 else 9)
