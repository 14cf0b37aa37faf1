"""A worker's workbench: kit, store and engine, made once and shared by its threads."""

import threading
from collections.abc import Sequence
from dataclasses import replace

from pipeline.batch.cache import Cache, Check, Findings
from pipeline.batch.jobs import Job
from pipeline.batch.recipe import of_analyses
from pipeline.batch.report import Outcome
from pipeline.batch.store import LocalStore, Store
from pipeline.batch.work import do
from pipeline.batch.workers import Order
from pipeline.engine import EngineSettings, open_engine
from pipeline.kit import Kit, checker, toolbox
from pipeline.model import Match
from pipeline.repair.memo import Memo


class Bench:
    """Everything that is needed to do one article after another."""

    def __init__(self, order: Order, store: Store | None = None) -> None:
        """Load rules and terms. Raises a Refusal when the settings are wrong."""
        self._order = order
        self._store = store or LocalStore(order.cleaned)
        self._cache = Cache(order.cache, order.settings.cache_mb) if order.cache is not None else None
        tools = toolbox(order.settings)
        tools = replace(tools, memo=Memo()) if order.settings.cache_mb else replace(tools, forgets=True)
        if self._cache is not None:
            tools = replace(tools, parses=self._cache.part(of_analyses(order.settings.model)))
        self.needs_engine = tools.policy is not None
        self._attached = threading.Event()
        self._asked: Check = self._wait
        self._kit = Kit(order.settings, tools, check=self._check if self.needs_engine else None)
        if order.decisions is not None:
            self._kit = replace(self._kit, decisions=order.decisions)

    def attach(self, settings: EngineSettings) -> None:
        """Use this engine from now on; articles that need one have been waiting."""
        engine = open_engine(settings)
        known = None
        if self._cache is not None:
            known = Findings(self._cache.part(engine.fingerprint)).through
        self._asked = checker(engine, self._order.settings, known)
        self._attached.set()

    def do(self, job: Job) -> Outcome:
        """Do one article. Raises Unwritable."""
        return do(job, self._kit, self._store, dry_run=self._order.dry_run)

    def rest(self) -> None:
        """Put away what waits to be written to the cache: there is nothing to do at the moment."""
        if self._cache is not None:
            self._cache.flush()

    def _check(self, texts: Sequence[str]) -> Sequence[Sequence[Match] | None]:
        return self._asked(texts)

    def _wait(self, texts: Sequence[str]) -> Sequence[Sequence[Match] | None]:
        self._attached.wait()
        return self._asked(texts)
