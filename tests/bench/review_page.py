"""How fast the review page is: python -m tests.bench.review_page [ARTICLES]

Makes a batch, writes its page, opens it from disk in Chromium five times and scrolls through it. Prints milliseconds
from the start of the navigation to the list of articles (median), the longest tasks of the browser's main thread while
scrolling and while a rule's page is opened, and the sizes of the files.
"""

import statistics
import sys
import tempfile
import time
from pathlib import Path

from pipeline.review.page import write
from tests.review import chromium, review_batch

WATCH = """() => { window.tasks = [];
new PerformanceObserver((list) => list.getEntries().forEach((e) => window.tasks.push(e.duration)))
  .observe({ type: 'longtask', buffered: false }); }"""
SCROLL = """async () => { const frames = []; let last = performance.now();
for (let i = 0; i < 120; i++) { window.scrollBy(0, 120);
  await new Promise((done) => requestAnimationFrame(done));
  const now = performance.now(); frames.push(now - last); last = now; }
return frames; }"""
OPENED = "() => window.app && document.querySelector('.articles')"


def main(count: int) -> None:
    """Measure a page of `count` articles of about 5 kB."""
    with tempfile.TemporaryDirectory() as folder, chromium.browser() as browser:
        cleaned = review_batch.folder(Path(folder) / "cleaned", count, size=9)
        start = time.perf_counter()
        files = write(cleaned, Path(folder) / "review.html")
        print(f"written in {time.perf_counter() - start:.1f} s: {[f.stat().st_size for f in files]} bytes")
        times = []
        for _ in range(5):
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            page.goto(f"{files[0].as_uri()}")
            page.wait_for_function(OPENED, polling=5)
            times.append(page.evaluate("performance.getEntriesByName('opened')[0].startTime"))
            if len(times) < 5:
                page.close()
        print(f"opened in {statistics.median(times):.0f} ms (median of {[round(t) for t in times]})")
        page.evaluate(WATCH)
        frames = page.evaluate(SCROLL)
        print(f"scrolling: longest frame {max(frames):.0f} ms, long tasks {page.evaluate('window.tasks')}")
        page.evaluate("window.tasks = []")
        started = time.perf_counter()
        page.evaluate("location.hash = '#/rule/doubled-word'")
        page.wait_for_function("() => document.querySelector('.groups')", polling=5)
        print(f"a rule's page: {1000 * (time.perf_counter() - started):.0f} ms, tasks {page.evaluate('window.tasks')}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
