"""Where the time of the line's Python side goes: CPU milliseconds per article of 5 kB, stage by stage and rule by rule.

`python -m tests.bench.python_time --articles 60`: the articles of `throughput`, made one after the other in this
process, as a worker makes them: engine (a kept server is used), cache and writing included. First without looking on;
then each stage is timed without those that it calls. Looking on costs a little, so the parts add up to more.
"""

from __future__ import annotations

import argparse
import gc
import shutil
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

from pipeline import article as line
from pipeline import check, kit, language, structure
from pipeline.batch.bench import Bench
from pipeline.batch.cache import Cache
from pipeline.batch.jobs import Job
from pipeline.batch.preload import COLLECTED_AFTER
from pipeline.batch.store import LocalStore
from pipeline.batch.workers import Order
from pipeline.engine import Engine, open_engine
from pipeline.model import Source
from pipeline.repair import sentences
from pipeline.repair.findings import Findings
from pipeline.repair.repair import Desk
from pipeline.repair.rule import Rule
from pipeline.repair.toolbox import Toolbox
from pipeline.settings import Settings
from tests.bench import made_articles

WARM_UP = 20
OTHER = "all else"


class Asking:
    """The test whether a sentence is worth asking the engine about, where it can be looked at."""

    def __init__(self, test: Callable[[str], bool]) -> None:
        self.test = test

    def __call__(self, text: str) -> bool:
        """Whether it is."""
        return self.test(text)


STAGES: tuple[tuple[Any, str, str], ...] = (
    (line, "decode", "decode"),
    (structure, "segment", "segment"),
    (Toolbox, "context", "what an article teaches (names, traits)"),
    (sentences, "units", "cut into sentences"),
    (Asking, "__call__", "whether to ask the engine"),
    (Cache, "get", "cache"),
    (Cache, "put", "cache"),
    (Engine, "check", "asking the engine"),
    (Findings, "changes", "policy"),
    (Desk, "run_all", "rules: which are asked"),
    (Desk, "settle", "deciding and applying (guards)"),
    (language, "parse_ahead", "parse"),
    (language, "parse", "parse"),
    (structure, "arrange", "arrange"),
    (check, "article", "check"),
    (structure, "markdown", "Markdown"),
    (line, "to_json", "JSON"),
    (LocalStore, "write", "writing"),
)


class Watch:
    """CPU seconds by name; what is called inside something counts for itself alone."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, float] = defaultdict(float)
        self.calls: defaultdict[str, int] = defaultdict(int)
        self._open = [OTHER]
        self._since = time.process_time()

    def turn(self) -> None:
        """Count the time since the last turn for what is under way."""
        now = time.process_time()
        self.spent[self._open[-1]] += now - self._since
        self._since = now

    @contextmanager
    def on(self, name: str) -> Iterator[None]:
        """Count what happens inside."""
        self.turn()
        self._open.append(name)
        self.calls[name] += 1
        try:
            yield
        finally:
            self.turn()
            self._open.pop()

    def wrapped(self, function: Callable[..., Any], name: Callable[..., str]) -> Callable[..., Any]:
        """The function, counted under the name that its arguments give."""

        def counted(*arguments: Any, **options: Any) -> Any:
            with self.on(name(*arguments)):
                return function(*arguments, **options)

        return counted


def _shown(worth: Callable[[Settings], Callable[[str], bool] | None]) -> Callable[[Settings], Asking | None]:
    def shown(settings: Settings) -> Asking | None:
        test = worth(settings)
        return None if test is None else Asking(test)

    return shown


def _rule(rule: Rule, *_: object) -> str:
    return f"rule {rule.id}"


def watched(work: Callable[[], None]) -> Watch:
    """Work with a watch on all stages and rules."""
    watch = Watch()
    with ExitStack() as stack:
        for owner, attribute, name in STAGES:
            counted = watch.wrapped(getattr(owner, attribute), lambda *_, name=name: name)
            stack.enter_context(mock.patch.object(owner, attribute, counted))
        stack.enter_context(mock.patch.object(Rule, "changes", watch.wrapped(Rule.changes, _rule)))
        work()
    watch.turn()
    return watch


def jobs(first: int, count: int, shared: float) -> list[Job]:
    """Articles as a worker is given them, with so large a share of paragraphs that all draw from one pool."""
    made = ((f"{n}.txt", made_articles.article(n, boilerplate=shared)) for n in range(first, first + count))
    return [Job(n, Source(f, f, text.encode(), "text/plain"), f, "0" * 64, False) for n, (f, text) in enumerate(made)]


def tell(watch: Watch, plain: float, articles: int, rules: int) -> None:
    """Print the total and the tables."""
    for title, names in (
        ("stage", [name for name in watch.spent if not name.startswith("rule ")]),
        ("rule", [name for name in watch.spent if name.startswith("rule ")]),
    ):
        names.sort(key=lambda name: -watch.spent[name])
        total = 1000 * sum(watch.spent[name] for name in names) / articles
        print(f"\n{title:42} ms  called   (all {len(names)}: {total:.1f} ms)")
        for name in names[: rules if title == "rule" else None]:
            shown = name.removeprefix("rule ")
            print(f"{shown:40} {1000 * watch.spent[name] / articles:5.2f} {watch.calls[name] / articles:7.1f}")
    print(f"\nall, nobody looking on: {1000 * plain / articles:.1f} ms of CPU an article")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--rules", type=int, default=40, help="how many rules are listed")
    parser.add_argument("--boilerplate", type=float, default=0.0, help="which share of paragraphs is known (0 to 1)")
    chosen = parser.parse_args()
    folder = Path(tempfile.mkdtemp())
    settings = Settings()
    with open_engine(kit.engine_settings(settings)) as engine:
        bench = Bench(Order(settings, folder / "out", False, None, folder / "cache.sqlite"))
        with mock.patch.object(kit, "worth", _shown(kit.worth)):
            bench.attach(engine.share())

        def work(first: int, count: int, shared: float = chosen.boilerplate) -> None:
            for job in jobs(first, count, shared):
                assert bench.do(job).state == "made"

        work(0, WARM_UP)
        if chosen.boilerplate:
            work(100, WARM_UP, shared=1.0)
        gc.collect()
        gc.freeze()  # as workers have it: a collector that looks at the model would count for whoever wakes it
        gc.set_threshold(COLLECTED_AFTER)
        began = time.process_time()
        work(1000, chosen.articles)
        plain = time.process_time() - began
        watch = watched(lambda: work(5000, chosen.articles))
    shutil.rmtree(folder)
    tell(watch, plain, chosen.articles, chosen.rules)


if __name__ == "__main__":
    main()
