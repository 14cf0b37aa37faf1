"""What a run costs as the folder grows, what an unchanged folder costs, and how soon the first article is there.

`python -m tests.bench.scale unchanged --articles 10000`, `... flat --articles 100 1000 10000`, `... first`,
`... again --articles 300`, `... ray --articles 500 --rounds 2`.
Figures of `flat` and `unchanged` are of short articles with rules for spacing only, so that they show the batch's own
cost; the engine's is linear in the text by its nature.
"""

from __future__ import annotations

import argparse
import contextlib
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

from pipeline import compiled
from pipeline.batch import Outcome, run
from pipeline.settings import Settings
from tests.bench.made_articles import fill
from tests.bench.throughput import Clock as Pace
from tests.homes import furnish


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
    """Seconds from the call of the program to its end with one article made: for the first time ever, with what is
    known of patterns kept since, and with engine and workers kept running."""
    fill(folder / "raw", 1)
    home = furnish(folder / "home")
    (home / compiled.FOLDER).unlink()
    os.environ["PIPELINE_HOME"] = str(home)
    print(f"first ever: {program('-q', 'run', folder / 'raw', folder / 'first'):.2f} s")
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


Used = dict[str, float]
"""CPU seconds by kind of process."""


class Meter:
    """Progress that notes time and CPU seconds of this process and of all that it has led to: also of those that have
    ended (by the last look at them), and of those that are nobody's children (an engine that actors share).
    """

    EVERY = 0.5
    MARK = "PIPELINE_MEASURED"

    def __init__(self, articles: int) -> None:
        self._points = {max(1, articles // 10): (0.0, Used()), articles: (0.0, Used())}
        self._settled = 0
        self._done, self._lock = threading.Event(), threading.Lock()
        self._ours, self._others = {psutil.Process()}, set[psutil.Process]()
        self._used = dict[psutil.Process, tuple[str, float]]()
        os.environ[self.MARK] = self._mark = f"{os.getpid()} {time.monotonic()}"
        self._thread = threading.Thread(target=self._sample, daemon=True)
        self._thread.start()

    def total(self, articles: int) -> None:
        """Not of interest."""

    def note(self, text: str) -> None:
        """Not of interest."""

    def settled(self, outcome: Outcome) -> None:
        """Count; note time and CPU seconds when a tenth of the articles is done, and when all are."""
        self._settled += 1
        if self._settled in self._points:
            self._points[self._settled] = time.perf_counter(), self._look()

    def cost(self) -> tuple[float, Used]:
        """Seconds, and CPU seconds by kind of process, of all articles at their pace after the first tenth."""
        self._done.set()
        self._thread.join()
        (early, (first, before)), (late, (last, after)) = sorted(self._points.items())
        share = late / (late - early)
        return share * (last - first), {kind: share * (after[kind] - before.get(kind, 0.0)) for kind in after}

    def _sample(self) -> None:
        while not self._done.wait(self.EVERY):
            self._look()

    def _look(self) -> Used:
        with self._lock:
            for process in psutil.process_iter():
                with contextlib.suppress(psutil.Error):
                    if process not in self._others and self._is_ours(process):
                        times = process.cpu_times()
                        self._used[process] = kind(process), times.user + times.system
            found = Used()
            for what, seconds in self._used.values():
                found[what] = found.get(what, 0.0) + seconds
            return found

    def _is_ours(self, process: psutil.Process) -> bool:
        if process not in self._ours:
            ours = process.parent() in self._ours or process.environ().get(self.MARK) == self._mark
            (self._ours if ours else self._others).add(process)
        return process in self._ours


def on_ray(folder: Path, count: int, rounds: int) -> None:
    """The same articles by local workers and by Ray's actors, in turns, all with the same claim to the processor."""
    os.environ.setdefault("RAY_worker_niceness", "0")  # else 15: a busy machine would keep only Ray's workers waiting
    from pipeline.batch.cluster import run_on_ray

    fill(folder / "raw", count)
    settings = Settings.model_validate({"cache_mb": 0})
    costs: dict[str, list[tuple[float, float]]] = {"local": [], "ray": []}
    for number in range(rounds):
        for name, found in costs.items():
            raw, out, meter = folder / "raw", folder / f"{name}-{number}", Meter(count)
            if name == "local":
                run(raw, out, settings, progress=meter)
            else:
                run_on_ray(str(raw), str(out), settings, progress=meter)
            took, used = meter.cost()
            cpu = sum(used.values())
            found.append((took, cpu))
            kinds = ", ".join(f"{what} {value:.1f}" for what, value in used.items() if value >= 0.05)
            print(f"{name}: {took:.1f} s; CPU {cpu:.1f} s ({kinds})", flush=True)
    for number, what in enumerate(("clock", "CPU seconds")):
        pairs = [(a[number], b[number]) for a, b in zip(costs["local"], costs["ray"], strict=True)]
        each = ", ".join(f"{a / b:.2f}" for a, b in pairs)
        print(f"local / Ray by {what}: {sum(a for a, _ in pairs) / sum(b for _, b in pairs):.2f} (rounds: {each})")


def kind(process: psutil.Process) -> str:
    """What a process of a run is."""
    words = process.cmdline()
    if process.pid == os.getpid():
        return "the run"
    if "java" in process.name():
        return "java"
    if any("multiprocessing.forkserver" in word for word in words) or words[0].startswith("ray::MapWorker"):
        return "workers"
    return "Ray" if any("/site-packages/ray/" in word or word.startswith("ray::") for word in words) else "other"


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
    parser.add_argument("--rounds", type=int, default=2)
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
            on_ray(folder, chosen.articles[0], chosen.rounds)
        else:
            first(folder)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
