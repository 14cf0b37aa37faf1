"""What a run costs as the folder grows, what an unchanged folder costs, and how soon the first article is there.

`python -m tests.bench.scale unchanged --articles 10000`, `... flat --articles 100 1000 10000`, `... first`,
`... again --articles 300`, `... ray --articles 600`.
Figures of `flat` and `unchanged` are of short articles with rules for spacing only, so that they show the batch's own
cost; the engine's is linear in the text by its nature.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import psutil

from pipeline.batch import Outcome, run
from pipeline.engine import jars
from pipeline.engine.settings import default_home
from pipeline.settings import Settings
from tests.bench.made_articles import fill
from tests.bench.throughput import Clock as Pace


class Watch:
    """Samples the resident memory of this process and its Python children (bytes) while a run goes on."""

    def __init__(self) -> None:
        self.peak, self.first_quarter, self._done = 0, 0, threading.Event()
        self.samples: list[int] = []
        self._thread = threading.Thread(target=self._sample, daemon=True)

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _sample(self) -> None:
        me = psutil.Process()
        while not self._done.wait(1.0):
            total = 0
            for process in [me, *me.children(recursive=True)]:
                try:
                    total += 0 if "java" in process.name() else process.memory_info().rss
                except psutil.Error:
                    continue
            self.samples.append(total)


class Clock:
    """Progress that notes when each article was settled."""

    def __init__(self) -> None:
        self.times: list[float] = []

    def total(self, articles: int) -> None:
        """Not of interest."""

    def note(self, text: str) -> None:
        """Not of interest."""

    def settled(self, outcome: Outcome) -> None:
        """Note the time."""
        self.times.append(time.perf_counter())


def quick(workers: int) -> Settings:
    """Settings without engine and model: rules for spacing only."""
    return Settings.model_validate({"only": ["spacing"], "workers": workers})


def unchanged(folder: Path, count: int) -> None:
    """A second run over unchanged sources."""
    fill(folder / "raw", count, size=1200)
    made = run(folder / "raw", folder / "out", quick(2))
    print(f"first run, {count} articles: {made.seconds:.1f} s")
    for _ in range(2):
        before = time.perf_counter()
        report = run(folder / "raw", folder / "out", quick(2))
        assert report.current == count, report
        seconds = time.perf_counter() - before
        print(f"unchanged: {seconds:.2f} s, {count / seconds:.0f} articles/s; spaCy loaded: {'spacy' in sys.modules}")


def flat(folder: Path, counts: list[int]) -> None:
    """Cost per article and memory as the folder grows; start-up is taken off by timing from the first article."""
    for count in counts:
        fill(folder / f"raw-{count}", count, size=1200)
        pace = Pace(count)
        with Watch() as watch:
            report = run(folder / f"raw-{count}", folder / f"out-{count}", quick(2), progress=pace)
        assert report.made == count
        cost = pace.cost()
        each, cpu = (1000 * value / count for value in (cost.seconds, cost.cpu))
        quarter = watch.samples[len(watch.samples) // 4 :] or [0]
        mib = [round(value / 2**20) for value in (quarter[0], quarter[-1], max(quarter))]
        print(
            f"{count} articles: {each:.2f} ms each, CPU {cpu:.2f} ms; MiB after a quarter, at the end, at most: {mib}"
        )
    largest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"largest resident set of the run's own process: {largest} MiB")


def first(folder: Path) -> None:
    """Seconds from the call of the program to its end with one article made: engine cold, and kept running."""
    fill(folder / "raw", 1)
    home = folder / "home"
    home.mkdir()
    for name in (jars.FOLDER, f"{jars.FOLDER}-aot"):
        (home / name).symlink_to(default_home() / name)
    os.environ["PIPELINE_HOME"] = str(home)
    print(f"engine cold: {program('-q', 'run', folder / 'raw', folder / 'cold'):.2f} s")
    try:
        print(f"engine start: {program('-q', 'engine', 'start'):.2f} s")
        for nth in range(3):
            print(f"engine kept: {program('-q', 'run', folder / 'raw', folder / f'kept-{nth}'):.2f} s")
    finally:
        program("-q", "engine", "stop")


def program(*words: str | Path) -> float:
    """Seconds that a command of the program takes in a process of its own, from the start of the interpreter."""
    started = time.perf_counter()
    subprocess.run([sys.executable, "-m", "pipeline", *words], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def on_ray(folder: Path, count: int) -> None:
    """The same articles by local workers and by Ray's actors; their starts are told apart."""
    from pipeline.batch.cluster import run_on_ray

    fill(folder / "raw", count)
    for name in ("local", "ray"):
        clock = Clock()
        started = time.perf_counter()
        if name == "local":
            run(folder / "raw", folder / name, Settings.model_validate({"cache_mb": 0}), progress=clock)
        else:
            run_on_ray(str(folder / "raw"), str(folder / name), Settings(), progress=clock)
        first, last = clock.times[0] - started, clock.times[-1] - started
        print(f"{name}: first after {first:.1f} s, all {count} after {last:.1f} s")


def again(folder: Path, count: int) -> None:
    """The same articles once more because the rules have changed: with what the first run kept, and without it."""
    fill(folder / "raw", count)
    run(folder / "raw", folder / "out", Settings())
    changed = Settings.model_validate({"without": ["drop-loop"]})
    costs = []
    for name, settings in (("out", changed), ("new", changed.model_copy(update={"cache_mb": 0}))):
        pace = Pace(count)
        report = run(folder / "raw", folder / name, settings, progress=pace)
        assert report.made == count, report
        costs.append(pace.cost())
        print(f"{name}: {costs[-1].seconds:.1f} s, CPU {costs[-1].cpu:.1f} s, in JVMs {costs[-1].java:.1f} s")
    kept, bare = costs
    print(f"all made again, kept / not: {bare.seconds / kept.seconds:.2f}; by CPU seconds {bare.cpu / kept.cpu:.2f}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["unchanged", "flat", "first", "again", "ray"])
    parser.add_argument("--articles", type=int, nargs="*", default=[10_000])
    chosen = parser.parse_args()
    folder = Path(tempfile.mkdtemp())
    try:
        if chosen.what == "unchanged":
            unchanged(folder, chosen.articles[0])
        elif chosen.what == "flat":
            flat(folder, chosen.articles)
        elif chosen.what == "again":
            again(folder, chosen.articles[0])
        elif chosen.what == "ray":
            on_ray(folder, chosen.articles[0])
        else:
            first(folder)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
