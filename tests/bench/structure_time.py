"""How long structure takes, and that it grows linearly: one article of 100 kB and one of 1 MB, of several makes.

usage: python -m tests.bench.structure_time [--huge]      (--huge: 50 MB in one line, with the memory it takes)
"""

import resource
import sys
import time

from pipeline import structure
from pipeline.model import Repaired
from pipeline.settings import Settings
from tests.structure import gold
from tests.structure.alone import text_of


def seconds(raw: str) -> float:
    """CPU seconds of segment and arrange."""
    text, chosen = text_of(raw), Settings()
    start = time.process_time()
    blocks = structure.segment(text, chosen)
    middle = time.process_time()
    repaired = [Repaired(block, block.text, ()) for block in blocks]
    again = time.process_time()
    structure.arrange(text, repaired, chosen)
    return middle - start + time.process_time() - again


def main() -> None:
    """Print milliseconds per article and the factors."""
    sources = [source for _, source, _ in gold.cases()]
    for source in sources:
        seconds(source)
    spent = sum(seconds(source) for source in sources)
    size = sum(map(len, sources))
    print(f"our own cases: {1000 * spent / size * 5000:.1f} ms per 5,000 characters")
    makes = {
        "articles one after the other": "\n\n".join(sources),
        "one line": " ".join(" ".join(sources).split()),
        "bullets": "- A short entry\n" * 100,
        "numbers in one line": "".join(f"{n}. Some entry. " for n in range(1, 90)),
        "bare headings": "A heading\n\nSome text below it, because there has to be some of it.\n\n" * 50,
    }
    for name, raw in makes.items():
        small, large = ((raw * (length // len(raw) + 1))[:length] for length in (100_000, 1_000_000))
        a, b = seconds(small), seconds(large)
        print(f"{name}: 100 kB {1000 * a:.0f} ms, 1 MB {1000 * b:.0f} ms, factor {b / a:.1f}")
    if "--huge" in sys.argv:
        raw = makes["one line"]
        spent = seconds((raw * (50_000_000 // len(raw) + 1))[:50_000_000])
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"50 MB in one line: {spent:.0f} s, peak memory {peak} MB")


if __name__ == "__main__":
    main()
