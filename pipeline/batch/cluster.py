"""A run on a Ray cluster: the same plan, the same work, one actor per worker with its own model, one engine for all
actors of the run on a machine.

The run's own process lists sources and reports; actors read, judge, make and write through the same code as local
workers, so bytes and quarantine are the same, and what a lost node had under way is done again by another.
"""

import contextlib
import gc
import logging
import pickle
import time
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.batch import outputs, quarantine
from pipeline.batch.jobs import Job, Unwritable
from pipeline.batch.plan import Plan, Unit
from pipeline.batch.recipe import recipe
from pipeline.batch.remote import is_remote, open_raw, open_store
from pipeline.batch.report import Ledger, Outcome, Progress, Report
from pipeline.batch.store import FoldersNested, LocalStore, apart, unusable
from pipeline.batch.workers import DEPTH, Order
from pipeline.model import Refusal
from pipeline.settings import Settings

if TYPE_CHECKING:
    from pipeline.engine import EngineSettings
    from pipeline.kit import Decisions

WAVE = 20_000
"""Sources given to Ray at once; actors, engines and models are made anew for each wave."""
_SHARE = 0.5
"""Logical CPUs of an actor. There is one actor for each CPU, so half of the nodes can be lost, and their actors find
room on the others; with a whole CPU each, what a lost node had under way would wait for a new node."""
_AT_ONCE = 4
"""Sources of one task; what is lost with a node is at most this times DEPTH times its workers."""
_TRIES = {_AT_ONCE: 1, 1: 3}
"""Times that a task of so many sources is given to another actor when its own is lost. Each costs an actor its start;
what is lost twice among others is done alone."""


class RayMissing(Refusal):
    """Ray isn't installed, or its cluster can't be reached."""


class ClusterFailed(Refusal):
    """The cluster gave up, or no actor could be made ready on it."""

    exit_code = 3


class VersionsDiffer(Refusal):
    """A node has another version of the program, or of something that the recipe names."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """What an actor needs to know. run: a name that no other run has."""

    run: str
    raw: str
    cleaned: str
    settings: Settings
    recipe: str
    dry_run: bool
    decisions: "Decisions | None"


class Actor:
    """A worker on some node: its own model, its own connection to the stores, and a share in the machine's engine.

    It has made an article when it is ready, as local workers have when they are forked, and does several tasks at once.
    """

    def __init__(self, given: bytes) -> None:
        """Make everything ready. Raises VersionsDiffer and what opening the engine raises."""
        from pipeline.batch.bench import Bench

        order: Assignment = pickle.loads(given)  # noqa: S301 - our own, from the run that started this actor
        if recipe(order.settings) != order.recipe:
            raise VersionsDiffer("A node's program differs from this one's. Install the same version on all nodes.")
        store = open_store(order.cleaned)
        self._plan = Plan(open_raw(order.raw), store, order.settings, order.recipe, order.decisions, order.dry_run)
        self._bench = Bench(Order(order.settings, Path(), order.dry_run, order.decisions, None), store)
        if self._bench.needs_engine:
            self._bench.attach(_shared_engine(order))  # first: it starts while the rest is made ready
        from pipeline.batch import preload  # noqa: F401 - loads and makes

        gc.freeze()

    def __call__(self, batch: dict[str, Any]) -> dict[str, list[bytes]]:
        """Do a batch of pickled units; gives their numbers and outcomes, pickled."""
        units: list[Unit] = [pickle.loads(unit) for unit in batch["unit"]]  # noqa: S301 - our own
        return {"outcome": [pickle.dumps((unit.number, self._do(unit))) for unit in units]}

    def _do(self, unit: Unit) -> Outcome:
        found = self._plan.judge(unit)
        return self._bench.do(found) if isinstance(found, Job) else found


def _shared_engine(order: Assignment) -> "EngineSettings":
    """One engine for the run's actors on this machine, with a thread for each CPU that Ray counts here. Nodes that are
    on one machine (as tests have them) share it."""
    import ray

    from pipeline.kit import engine_settings

    nodes = [node for node in ray.nodes() if node["Alive"]]  # type: ignore[no-untyped-call]
    own = ray.get_runtime_context().get_node_id()
    host = next((node["NodeManagerHostname"] for node in nodes if node["NodeID"] == own), None)
    cpus = sum(node["Resources"].get("CPU", 0) for node in nodes if node["NodeManagerHostname"] == host)
    return replace(engine_settings(order.settings), threads=max(1, int(cpus)), kept=False, shared_as=order.run)


def run_on_ray(
    raw: str,
    cleaned: str,
    settings: Settings,
    *,
    address: str | None = None,
    workers: int | None = None,
    dry_run: bool = False,
    prune: bool = False,
    progress: Progress | None = None,
    decisions: "Decisions | None" = None,
) -> Report:
    """As `run`, on the Ray cluster at `address` (None: the one this machine belongs to, else one on this machine).

    RAW and CLEANED are folders that all nodes share, or addresses that fsspec knows. `workers` counts actors, by
    default one for each CPU of the cluster. There is no lock on an object store: don't let two runs write to one.
    """
    started = time.monotonic()
    general = recipe(settings)
    raw, cleaned = _settled(raw, cleaned)
    with contextlib.ExitStack() as stack:
        if not is_remote(cleaned) and not dry_run:
            stack.enter_context(LocalStore(Path(cleaned)).held())
        stack.enter_context(_cluster(address))
        ledger = Ledger(progress)
        plan = Plan(open_raw(raw), open_store(cleaned), settings, general, decisions, dry_run, prune)
        given = Assignment(uuid.uuid4().hex, raw, cleaned, settings, general, dry_run, decisions)
        try:
            _work(plan, ledger, given, workers)
            ledger.removed = plan.removed
            report = ledger.report(time.monotonic() - started, recipe=general, dry_run=dry_run, interrupted=False)
            if not dry_run:
                plan.store.write([(outputs.REPORT, report.to_json())])
        except Unwritable as failed:
            raise unusable(Path(cleaned), failed.error) from failed
        return report


def _work(plan: Plan, ledger: Ledger, given: Assignment, workers: int | None) -> None:
    """Wave after wave; what an actor was lost over is done alone once more, and quarantined if it is lost again."""
    entries = plan.units()
    while wave := list(islice(entries, WAVE)):
        left = {number: found for number, found in wave if isinstance(found, Unit)}
        for number, found in wave:
            if isinstance(found, Outcome):
                ledger.settle(number, found)
        for at_once in _TRIES:
            for number, outcome in _outcomes(list(left.values()), given, workers, at_once):
                del left[number]
                ledger.settle(number, outcome)
        for number, unit in left.items():
            ledger.settle(number, _lost(plan, unit))


def _lost(plan: Plan, unit: Unit) -> Outcome:
    found = plan.judge(unit)
    if isinstance(found, Outcome):
        return found
    why = "The process that worked on it was ended again and again; the article may need more memory than there is."
    entry = quarantine.entry(found, "worker", "limit", why)
    return quarantine.bar(entry, found.name, plan.store, dry_run=plan.dry_run)


@contextlib.contextmanager
def _cluster(address: str | None) -> Iterator[None]:
    """Be connected to the cluster; one that was begun here ends here."""
    try:
        import ray
    except ImportError:
        raise RayMissing("Ray isn't installed. Install the extra: pip install 'translation-cleaner[ray]'.") from None
    if ray.is_initialized():
        yield
        return
    try:
        ray.init(address=address, include_dashboard=False, log_to_driver=False, logging_level=logging.WARNING)
    except ConnectionError as error:
        raise RayMissing(f"The Ray cluster at {address} can't be reached ({error}).") from error
    try:
        yield
    finally:
        ray.shutdown()


def _outcomes(
    units: Sequence[Unit], given: Assignment, workers: int | None, at_once: int
) -> Iterator[tuple[int, Outcome]]:
    """What becomes of the units, in any order, `at_once` in a task; those of tasks that fail for good are left out.
    With one in a task it is also the actor's only one, so that no other is to blame when the actor is lost."""
    import ray
    from ray.data import ActorPoolStrategy, DataContext

    if not units:
        return
    context = DataContext.get_current()
    context.enable_progress_bars = False
    context.max_errored_blocks = -1
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    together = DEPTH if at_once > 1 else 1
    cpus = int(ray.cluster_resources().get("CPU", 1))  # type: ignore[no-untyped-call]
    tasks = -(-len(units) // at_once)
    rows = [{"unit": pickle.dumps(unit)} for unit in units]
    data = ray.data.from_items(rows, override_num_blocks=tasks).map_batches(
        Actor,
        fn_constructor_args=(pickle.dumps(given),),
        batch_size=at_once,
        batch_format="numpy",
        compute=ActorPoolStrategy(
            size=min(workers or cpus, tasks),
            max_tasks_in_flight_per_actor=2 * together,
            max_concurrent_calls_per_actor=together,
            enable_true_multi_threading=True,
        ),
        num_cpus=_SHARE,
        scheduling_strategy="SPREAD",
        max_task_retries=_TRIES[at_once],
    )
    try:
        for row in data.iter_rows():
            yield pickle.loads(row["outcome"])  # noqa: S301 - our own
    except ray.exceptions.RayError as error:
        first = str(error).strip().splitlines()[-1]
        raise ClusterFailed(f"The cluster can't go on: {first}. What is done stays done; run again.") from error


def _settled(raw: str, cleaned: str) -> tuple[str, str]:
    """Both places, folders as full paths, neither in the other. Raises FoldersNested."""
    if not is_remote(raw) and not is_remote(cleaned):
        apart(Path(raw), Path(cleaned))
    places = [place if is_remote(place) else str(Path(place).resolve()) for place in (raw, cleaned)]
    one, other = (f"{place.rstrip('/')}/" for place in places)
    if one.startswith(other) or other.startswith(one):
        raise FoldersNested(f"{raw} and {cleaned} lie in one another. Name a place for the results outside of it.")
    return places[0], places[1]
