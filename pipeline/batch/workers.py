"""Worker processes, for what holds the interpreter's lock; one that is killed costs its articles one more try.

A worker is fed through a pipe, and ends when the pipe does: none outlives the run. Each works on a few articles at
once, in threads, because most of an article's time is spent waiting for the engine and for the disk.
"""

import contextlib
import ctypes
import gc
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from pipeline.batch.jobs import Job, Unwritable
from pipeline.batch.report import Outcome
from pipeline.batch.surroundings import Surroundings
from pipeline.model import Refusal
from pipeline.settings import Settings, default_home

if TYPE_CHECKING:
    from pipeline.engine import EngineSettings
    from pipeline.kit import Decisions

DEPTH = 2
"""Articles that one worker is given at once: one that computes, one at the engine or on the disk."""
DEADLINE = 1800.0
"""Seconds after which an article's worker is taken for lost and killed."""
STILLBORN = 5
"""Workers in a row that end before they are ready, after which the run is given up."""
_M_ARENA_MAX = -8
"""The number by which glibc's `mallopt` knows how many heaps there may be (malloc.h)."""
PATIENCE = 0.2
"""Seconds of waiting after which the run looks whether it was asked to stop."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a worker needs to know. cache: file of the engine's results, None for none."""

    settings: Settings
    cleaned: Path
    dry_run: bool
    decisions: "Decisions | None"
    cache: Path | None


@dataclass(frozen=True, slots=True)
class Ready:
    """A worker's first message: it can work, and does or doesn't need the engine."""

    engine: bool


@dataclass(frozen=True, slots=True)
class Broken:
    """A worker's message: the run can't go on."""

    error: BaseException


class _Process(Protocol):
    @property
    def exitcode(self) -> int | None:
        """The exit code, negative for a signal; None while the process runs."""

    def kill(self) -> None:
        """End the process at once."""

    def join(self, timeout: float, /) -> None:
        """Wait until it has ended, for so many seconds at most."""


@dataclass(slots=True)
class _Worker:
    process: _Process
    pipe: Connection
    jobs: dict[int, tuple[Job, float]] = field(default_factory=dict)
    alone: bool = False
    told: bool = False
    ready: bool = False


class Pool:
    """Up to `size` workers, started as work comes.

    `killed` quarantines an article whose worker was killed twice, told how, and gives its outcome.
    """

    def __init__(self, order: Order, size: int, killed: Callable[[Job, str], Outcome]) -> None:
        self._order, self._size, self._killed = order, size, killed
        self._context = _context()
        self._surroundings = Surroundings.here()
        self._workers: list[_Worker] = []
        self._again: list[Job] = []
        self._suspects: set[int] = set()
        self._stillborn = 0
        self._engine: EngineSettings | None = None
        self.needs_engine = False

    @property
    def busy(self) -> int:
        """Articles under way."""
        return sum(len(worker.jobs) for worker in self._workers) + len(self._again)

    @property
    def full(self) -> bool:
        """Whether another article has to wait."""
        return bool(self._again) or (len(self._workers) >= self._size and self._free() is None)

    @property
    def growing(self) -> bool:
        """Whether the next article may have a worker started for it."""
        return len(self._workers) < self._size

    def engine(self, settings: "EngineSettings") -> None:
        """Tell all workers, and those to come, which engine to use."""
        self._engine = settings
        for worker in self._workers:
            self._tell(worker)

    def submit(self, job: Job) -> None:
        """Give an article to the worker with the least to do; there must be room."""
        worker = self._free()
        if (worker is None or worker.jobs) and len(self._workers) < self._size:
            worker = self._start()
        if worker is None:
            raise RuntimeError("no worker is free")
        self._give(worker, job)

    def results(self, timeout: float = PATIENCE) -> Iterator[tuple[int, Outcome]]:
        """What has come in by now; waits up to `timeout` seconds for the first. Raises what made a worker give up."""
        for ready in wait([worker.pipe for worker in self._workers], timeout):
            worker = next(one for one in self._workers if one.pipe is ready)
            try:
                message = worker.pipe.recv()
            except (EOFError, OSError):
                yield from self._bury(worker)
                continue
            if isinstance(message, Broken):
                raise message.error
            if isinstance(message, Ready):
                worker.ready, self._stillborn = True, 0
                self.needs_engine = self.needs_engine or message.engine
                continue
            number, outcome = message
            worker.jobs.pop(number, None)
            yield number, outcome
        self._watch()
        self._retry()

    def close(self) -> None:
        """End all workers at once; what they were at is whole or not there."""
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.process.join(2)
            worker.pipe.close()
        self._workers.clear()

    def _free(self) -> _Worker | None:
        free = [one for one in self._workers if not one.alone and len(one.jobs) < DEPTH]
        return min(free, key=lambda one: len(one.jobs), default=None)

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        worker = _Worker(self._kept(ours, theirs) or self._own(theirs), ours)
        theirs.close()
        self._workers.append(worker)
        self._tell(worker)
        return worker

    def _own(self, theirs: Connection) -> _Process:
        process: BaseProcess = self._context.Process(target=serve, args=(theirs, self._order), daemon=True)  # type: ignore[attr-defined]
        process.start()
        return process

    def _kept(self, ours: Connection, theirs: Connection) -> _Process | None:
        """A worker of the server that `pipeline engine start` keeps, if there is one."""
        from pipeline.batch import prefork

        worker = prefork.worker(self._order.settings.home or default_home(), theirs)
        if worker is not None:
            with contextlib.suppress(OSError):  # a dead worker's pipe ends, and that is seen to
                ours.send(self._surroundings)
                ours.send(self._order)
        return worker

    def _tell(self, worker: _Worker) -> None:
        if self._engine is not None and not worker.told:
            worker.told = True
            with contextlib.suppress(OSError):
                worker.pipe.send(self._engine)

    def _give(self, worker: _Worker, job: Job) -> None:
        worker.jobs[job.number] = (job, time.monotonic())
        with contextlib.suppress(OSError):  # a dead worker's pipe ends, and that is seen to
            worker.pipe.send(job)

    def _bury(self, worker: _Worker) -> Iterator[tuple[int, Outcome]]:
        """A worker has died: its articles are tried once more, one at a time on a worker of their own."""
        worker.process.join(1)
        worker.pipe.close()
        self._workers.remove(worker)
        if not worker.ready:
            self._stillborn += 1
            if self._stillborn >= STILLBORN:
                how = _cause_of_death(worker.process.exitcode)
                raise RuntimeError(f"Worker processes end before they can work ({how}).")
            self._again += [job for job, _ in worker.jobs.values()]
            return
        for number, (job, _) in worker.jobs.items():
            if number in self._suspects:
                yield number, self._killed(job, _cause_of_death(worker.process.exitcode))
            else:
                self._suspects.add(number)
                self._again.append(job)

    def _retry(self) -> None:
        """Give the next article of a killed worker to an idle or fresh one, alone, so that no other is to blame."""
        for worker in self._workers:
            worker.alone = worker.alone and bool(worker.jobs)
        if not self._again or any(worker.alone for worker in self._workers):
            return
        idle = next((one for one in self._workers if not one.jobs), None)
        if idle is None and len(self._workers) >= self._size:
            return
        worker = idle or self._start()
        worker.alone = True
        self._give(worker, self._again.pop(0))

    def _watch(self) -> None:
        limit = time.monotonic() - DEADLINE
        for worker in self._workers:
            if any(since < limit for _, since in worker.jobs.values()):
                worker.process.kill()


def _cause_of_death(code: int | None) -> str:
    if code is not None and code < 0:
        with contextlib.suppress(ValueError):
            return signal.Signals(-code).name
    return f"exit code {code}"


def _context() -> BaseContext:
    """Workers are forked from a server process that has loaded the program's code once; where there is no fork, they
    are started afresh. (Forking this process itself would copy its threads' locks.)"""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["pipeline.batch.preload"])
    return context


def serve(pipe: Connection, order: Order) -> None:
    """A worker's life: take articles and the engine's address from the pipe, give outcomes back, end with the pipe."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the run decides
    _die_with_parent()
    _share_one_heap()
    from pipeline.batch.bench import Bench
    from pipeline.engine import EngineSettings

    lock = threading.Lock()
    under_way = 0

    def tell(message: object) -> None:
        """Send a message to the run, if that still listens."""
        with lock, contextlib.suppress(OSError):
            pipe.send(message)

    def done(number: int, future: "Future[Outcome]") -> None:
        """Give an article's outcome back, and rest when nothing else is under way."""
        nonlocal under_way
        with lock:
            under_way -= 1
            idle = under_way == 0
        if idle:
            bench.rest()  # before the outcome is told: after the last one, the run ends its workers
        error = future.exception()
        tell((number, future.result()) if error is None else Broken(_portable(error)))

    try:
        bench = Bench(order)
    except Refusal as refusal:
        tell(Broken(refusal))
        return
    gc.freeze()  # what is loaded stays: to look through it again and again costs more the longer a run is
    tell(Ready(bench.needs_engine))
    pool = ThreadPoolExecutor(DEPTH)
    while True:
        try:
            message = pipe.recv()
        except (EOFError, OSError):
            os._exit(0)  # the run is over, however it ended; threads at work don't keep the process
        if isinstance(message, EngineSettings):
            bench.attach(message)
        else:
            with lock:
                under_way += 1
            pool.submit(bench.do, message).add_done_callback(partial(done, message.number))


def _portable(error: BaseException) -> BaseException:
    """An error that can cross to the run's process."""
    if isinstance(error, Refusal | Unwritable):
        return error
    return RuntimeError(f"{type(error).__name__}: {error}")


def _share_one_heap() -> None:
    """On glibc, have a worker's threads share one heap: with one each, what one thread has freed is lost to the other,
    18 MB a worker. They hold the interpreter's lock most of the time, and seldom wait for each other."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)


def _die_with_parent() -> None:
    """On Linux, have the kernel kill this process when its parent ends (the server process, which ends with the run),
    even while it is in a long call."""
    if sys.platform == "linux":
        parent = multiprocessing.parent_process()
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None, use_errno=True).prctl(1, signal.SIGKILL)
        if parent is not None and not parent.is_alive():
            os._exit(0)
