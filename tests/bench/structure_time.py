"""How long structure takes, what part of the whole line that is, and that it grows linearly.

usage: python -m tests.bench.structure_time [--huge] [FOLDER ...]

FOLDER: texts (*.txt) whose share is measured, our own cases by default; --huge: 50 MB in one line, with its memory.
"""

import gc
import random
import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch

from pipeline import article, structure
from pipeline.kit import open_kit
from pipeline.model import Repaired, Source
from pipeline.settings import Settings
from tests.bench.throughput import used
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


def share(raws: Sequence[str]) -> tuple[float, float, float]:
    """CPU seconds of this process in structure, in the whole line, and of the line with its engine, in a third round
    over the same articles."""
    inside = [0.0]

    def timed(stage: Callable[..., Any]) -> Callable[..., Any]:
        def run(*given: Any, **named: Any) -> Any:
            start = time.process_time()
            made = stage(*given, **named)
            inside[0] += time.process_time() - start
            return made

        return run

    kit = open_kit(Settings())
    try:
        with (
            patch.object(structure, "segment", timed(structure.segment)),
            patch.object(structure, "arrange", timed(structure.arrange)),
        ):
            for _ in range(3):
                gc.collect()
                gc.freeze()
                inside[0], start, all_before = 0.0, time.process_time(), used()[0]
                for nth, raw in enumerate(raws):
                    article.make(Source(str(nth), f"{nth}.txt", raw.encode("utf-8", "replace"), "text/plain"), kit)
            return inside[0], time.process_time() - start, used()[0] - all_before
    finally:
        kit.close()


def main() -> None:
    """Print milliseconds per article, structure's share and the factors."""
    folders = [Path(one) for one in sys.argv[1:] if one != "--huge"]
    sources = [source for _, source, _ in gold.cases()]
    texts = [path.read_text("utf-8", "replace") for folder in folders for path in sorted(folder.glob("*.txt"))]
    texts = texts or sources
    mine, whole, engine_too = share(texts)
    per = 5_000_000 / sum(map(len, texts))
    print(
        f"{len(texts)} texts: structure {mine * per:.1f} of {whole * per:.1f} ms of the process's CPU time "
        f"per 5,000 characters, {mine / whole:.3f} of the line; {mine / engine_too:.3f} with the engine's time"
    )
    random.Random(1).shuffle(sources)  # else the first 100 kB are one author's pages, the rest another's
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
