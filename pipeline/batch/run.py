"""A run: the plan's jobs to the workers, their outcomes to the ledger, until all is done or it is asked to stop."""

import contextlib
import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, wait
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from pipeline.batch import outputs, quarantine
from pipeline.batch.jobs import Job, Unwritable
from pipeline.batch.plan import Plan
from pipeline.batch.recipe import recipe
from pipeline.batch.report import Ledger, Outcome, Progress, Report
from pipeline.batch.service import Service
from pipeline.batch.store import LocalStore, apart, unusable, usable
from pipeline.batch.walk import JSONL, File, LocalRaw, walk
from pipeline.batch.workers import PATIENCE, Order, Pool
from pipeline.model import Refusal
from pipeline.settings import Settings

if TYPE_CHECKING:
    from pipeline.kit import Decisions

_UNDER_WAY = 64 * 2**20
"""Bytes of sources that may be with the workers at once; one article may be larger."""
_AHEAD = 10_000
"""Outcomes that may wait for an earlier one to be told in order."""


class Interrupted(Refusal):
    """The run was asked to stop by a signal, and did: what is done is whole. `report` tells how far it got."""

    def __init__(self, number: int, report: Report) -> None:
        super().__init__("Stopped. What is done stays done; run again to go on.")
        self.signal = number
        self.exit_code = 128 + number
        self.report = report


def run(
    raw: Path,
    cleaned: Path,
    settings: Settings,
    *,
    dry_run: bool = False,
    prune: bool = False,
    progress: Progress | None = None,
    decisions: "Decisions | None" = None,
) -> Report:
    """Clean every article under RAW into CLEANED that is new or changed; with `prune`, remove outputs without source.

    A dry run makes the articles, so that the report is what a run's would be, and writes nothing.
    Raises FoldersNested, RecipeError and other refusals of the settings (exit code 2), engine.EngineUnavailable (3),
    FolderUnusable (4), Interrupted (130 or 143). Signals are heeded when it is called from the main thread.
    """
    apart(raw, cleaned)
    with contextlib.ExitStack() as stack:
        stop = stack.enter_context(_stoppable())
        if not dry_run:
            stack.enter_context(LocalStore(cleaned).held())
        try:
            return _Run(raw, cleaned, settings, dry_run, prune, progress, decisions, stop).go()
        except Unwritable as failed:
            raise unusable(cleaned, failed.error) from failed


class _Run:
    def __init__(
        self,
        raw: Path,
        cleaned: Path,
        settings: Settings,
        dry_run: bool,
        prune: bool,
        progress: Progress | None,
        decisions: "Decisions | None",
        stop: "_Stop",
    ) -> None:
        self._started = time.monotonic()
        self._settings, self._dry_run, self._progress, self._stop = settings, dry_run, progress, stop
        self._recipe = recipe(settings)
        self._cleaned, self._store = cleaned, LocalStore(cleaned)
        self._plan = Plan(LocalRaw(raw), self._store, settings, self._recipe, decisions, dry_run, prune)
        self._ledger = Ledger(progress)
        cache = cleaned / ".pipeline" / "cache" / "sentences.sqlite" if settings.cache_mb and not dry_run else None
        self._pool = Pool(Order(settings, cleaned, dry_run, decisions, cache), settings.workers, self._killed)
        self._service: Service | None = None
        self._sizes: dict[int, int] = {}
        self._total = _Total(raw, progress)

    def go(self) -> Report:
        """Work, then report; whatever ends it, workers and engine end too."""
        try:
            with usable(self._cleaned):
                self._work()
        finally:
            self._total.close()
            self._pool.close()
            if self._service is not None:
                self._service.close()
        self._ledger.removed = self._plan.removed
        seconds = time.monotonic() - self._started
        stopped = self._stop.signal > 0
        report = self._ledger.report(seconds, recipe=self._recipe, dry_run=self._dry_run, interrupted=stopped)
        if not self._dry_run:
            with usable(self._cleaned):
                self._store.write([(outputs.REPORT, report.to_json())])
        if self._stop.signal:
            raise Interrupted(self._stop.signal, report)
        return report

    def _work(self) -> None:
        for number, entry in self._plan.entries():
            if self._stop.signal:
                return
            if isinstance(entry, Outcome):
                self._ledger.settle(number, entry)
                self._total.tell()
                if self._pool.busy:
                    self._take(timeout=0)
            else:
                self._submit(entry)
        while self._pool.busy and not self._stop.signal:
            self._take()

    def _submit(self, job: Job) -> None:
        if self._service is None and self._certain():
            self._service = Service(self._settings)
        self._sizes[job.number] = len(job.source.data)
        while not self._stop.signal and (
            self._pool.full
            or (self._pool.busy and sum(self._sizes.values()) > _UNDER_WAY)
            or (self._pool.busy and self._ledger.waiting > _AHEAD)
        ):
            self._take()
        if not self._stop.signal:
            self._hand_over(job)
        if not self._stop.signal:
            self._take(timeout=0)

    def _hand_over(self, job: Job) -> None:
        """Give the job to the pool. To start a worker takes seconds the first time: that happens in a thread, so that
        signals are heeded meanwhile, and an engine that can't be had is told at once."""
        if not self._pool.growing:
            self._pool.submit(job)
            return
        done: Future[None] = Future()
        threading.Thread(target=_settle, args=(done, lambda: self._pool.submit(job)), daemon=True).start()
        engine = None
        while not self._stop.signal and not wait([done], PATIENCE).done:
            engine = self._service.poll() if self._service is not None and engine is None else engine
        if done.done():
            done.result()
            if engine is not None:
                self._pool.engine(engine)

    def _certain(self) -> bool:
        """Whether the engine is needed for certain, so that it can be started before a worker has loaded the rules."""
        return not self._settings.only and not self._settings.without

    def _take(self, timeout: float = PATIENCE) -> None:
        """Take outcomes in, and pass on news of the engine."""
        for number, outcome in self._pool.results(timeout):
            self._sizes.pop(number, None)
            self._ledger.settle(number, outcome)
        if self._service is None and self._pool.needs_engine:
            self._service = Service(self._settings)
        if self._service is not None and (engine := self._service.poll()) is not None:
            self._pool.engine(engine)
        self._total.tell()

    def _killed(self, job: Job, how: str) -> Outcome:
        """The outcome of an article whose worker was killed twice."""
        why = f"The process that worked on it was ended twice ({how}); the article may need more memory than there is."
        entry = quarantine.entry(job, "worker", "limit" if how == "SIGKILL" else "program", why)
        return quarantine.bar(entry, job.name, self._store, dry_run=self._dry_run)


def _settle(future: "Future[None]", act: Callable[[], None]) -> None:
    try:
        act()
        future.set_result(None)
    except BaseException as error:  # noqa: BLE001 - handed to the run's own thread
        future.set_exception(error)


class _Stop:
    """Which signal asked the run to stop, 0 for none."""

    def __init__(self) -> None:
        self.signal = 0

    def ask(self, number: int, _frame: FrameType | None) -> None:
        """The handler; a second one changes nothing, stopping takes no two seconds."""
        self.signal = self.signal or number


@contextlib.contextmanager
def _stoppable() -> Iterator[_Stop]:
    """Heed SIGINT and SIGTERM while a run goes on, where that is possible (in the main thread)."""
    stop = _Stop()
    if threading.current_thread() is not threading.main_thread():
        yield stop
        return
    before = {number: signal.signal(number, stop.ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class _Total:
    """Counts the articles beforehand, in a thread, so that the time left can be told."""

    def __init__(self, raw: Path, progress: Progress | None) -> None:
        self._raw, self._progress = raw, progress
        self._known: int | None = None
        self._closed = False
        if progress is not None:
            threading.Thread(target=self._run, name="total", daemon=True).start()

    def tell(self) -> None:
        """Tell the number, once, as soon as it is known; from the run's own thread."""
        if self._known is not None and self._progress is not None:
            self._progress.total(self._known)
            self._known, self._progress = None, None

    def close(self) -> None:
        """Stop counting."""
        self._closed = True

    def _run(self) -> None:
        count = 0
        with contextlib.suppress(OSError):
            for found in walk(LocalRaw(self._raw)):
                if self._closed:
                    return
                if isinstance(found, File):
                    count += _lines(self._raw / found.path) if found.media_type == JSONL else 1
            self._known = count


def _lines(path: Path) -> int:
    """Lines of a file that aren't empty, by and large; 0 when it can't be read."""
    count = 0
    with contextlib.suppress(OSError), path.open("rb") as file:
        while part := file.read(2**20):
            count += part.count(b"\n")
    return count
