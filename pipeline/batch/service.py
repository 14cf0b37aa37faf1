"""The engine of a run: found, fetched and started in a thread of its own while the first files are being read."""

import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import TYPE_CHECKING

from pipeline.settings import Settings

if TYPE_CHECKING:
    from pipeline.engine import Engine, EngineSettings

_LOOK_EVERY = 2.0
"""Seconds between two looks whether the engine can still be had."""


class Service:
    """One engine for all workers. It is closed with `close`, also while it is still starting."""

    def __init__(self, settings: Settings) -> None:
        """Begin; returns at once."""
        from pipeline import engine  # noqa: F401 - imported here, since two threads that both import may deadlock

        self._news: SimpleQueue[EngineSettings | Exception] = SimpleQueue()
        self._engine: Engine | None = None
        self._lock = threading.Lock()
        self._closed = threading.Event()
        threading.Thread(target=self._serve, args=(settings,), name="engine-service", daemon=True).start()

    def poll(self) -> "EngineSettings | None":
        """What workers need to use the engine, once it is known; None when there is nothing new.

        Raises EngineUnavailable when it can't be had, or can't be kept running.
        """
        if self._news.empty():
            return None
        news = self._news.get()
        if isinstance(news, Exception):
            raise news
        return news

    def close(self) -> None:
        """End the engine, if it is the run's own."""
        self._closed.set()
        with self._lock:
            if self._engine is not None:
                self._engine.close()

    def _serve(self, settings: Settings) -> None:
        from pipeline.engine import EngineFailed, EngineUnavailable, open_engine
        from pipeline.kit import engine_settings

        try:
            engine = open_engine(engine_settings(settings))
            with self._lock:
                self._engine = engine
                if self._closed.is_set():
                    engine.close()
                    return
            self._news.put(engine.share())
            self._keep(engine.wait)
        except EngineUnavailable as error:
            self._news.put(error)
        except EngineFailed as error:
            why = f"LanguageTool can't be kept running: {error}"
            self._news.put(EngineUnavailable(why, "Run again; what is done stays done."))

    def _keep(self, wait: Callable[[], str]) -> None:
        while True:
            wait()
            if self._closed.wait(_LOOK_EVERY):
                return
