"""The engine: many texts under way at once, each answered as if alone, with retries that lose none."""

import re
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from pipeline.engine import state as states
from pipeline.engine.errors import EngineFailed
from pipeline.engine.packs import Pack, pack, packs
from pipeline.engine.server import READY_WITHIN, OwnServer
from pipeline.engine.settings import EngineSettings
from pipeline.engine.transport import Garbage, Refused, Silent, Unreachable, healthy
from pipeline.model import Match

if TYPE_CHECKING:
    from pipeline.engine.client import KeepAliveClient

LONGEST = 20_000
"""Code points of a text; a longer one goes in parts, so that memory and the time of one answer stay bounded."""
HEALTH_WITHIN = 3.0
LOOK_AGAIN = 5.0
"""Seconds for which a server that isn't ours counts as down after it failed a health check."""
TRIES = 4

Result = tuple[Match, ...] | EngineFailed


class Server(Protocol):
    """A server as the engine sees it."""

    def url(self) -> str:
        """Its address when it is ready; raises EngineFailed when it is not to be had."""

    def restart(self, url: str) -> None:
        """The server at this address hangs: replace it, where that is ours to do."""

    def close(self) -> None:
        """The engine needs it no more."""


class NamedServer:
    """A server that somebody else runs. It is never started or stopped; while it is down, texts fail quickly."""

    def __init__(self, url: str) -> None:
        self._url = url.rstrip("/")
        self._lock = threading.Lock()
        self._down_until = 0.0

    def url(self) -> str:
        """The address; raises EngineFailed while it is down."""
        with self._lock:
            if self._down_until and time.monotonic() < self._down_until:
                raise EngineFailed(f"The LanguageTool server at {self._url} does not answer.")
            if self._down_until:
                self._check()
        return self._url

    def restart(self, _url: str) -> None:
        """Look whether it still answers; when not, it counts as down for a while."""
        with self._lock:
            if not self._down_until:
                self._check()

    def close(self) -> None:
        """Nothing to do."""

    def _check(self) -> None:
        if healthy(self._url, HEALTH_WITHIN):
            self._down_until = 0.0
            return
        self._down_until = time.monotonic() + LOOK_AGAIN
        raise EngineFailed(f"The LanguageTool server at {self._url} does not answer.")


class AttachedServer:
    """A server that another process of ours watches and restarts; its state file says where it is now."""

    def __init__(self, state_path: Path) -> None:
        self._path = state_path
        self._last: states.State | None = None

    def url(self) -> str:
        """The present address; waits while the other process restarts it. Raises EngineFailed when it is gone."""
        limit = time.monotonic() + READY_WITHIN
        while time.monotonic() < limit:
            state = self._last = self._state() or self._last
            if state is not None and state.ready and states.server_lives(state) and healthy(state.url, HEALTH_WITHIN):
                return state.url
            if state is not None and not state.kept and not states.owner_lives(state):
                break
            time.sleep(0.1)
        raise EngineFailed("The engine of the process that started this one is gone.")

    def restart(self, url: str) -> None:
        """End the server if it is still the one at this address; its watcher starts the next."""
        state = self._state()
        if state is not None and state.url == url and not healthy(url, HEALTH_WITHIN):
            states.end(state, wait=0.5)

    def close(self) -> None:
        """Nothing to do: it is the other process's."""

    def _state(self) -> states.State | None:
        return states.read(self._path)


class Engine:
    """A client of one server, and the server itself if it is its own. Threads may share it.

    fingerprint: the engine's version and everything of the settings that can change a finding; a cache key.
    """

    def __init__(self, server: Server, settings: EngineSettings, fingerprint: str) -> None:
        self.fingerprint = fingerprint
        self._server = server
        self._settings = settings
        self._clients: dict[str, KeepAliveClient] = {}
        self._lock = threading.Lock()
        self._good: str | None = None
        self._pool = ThreadPoolExecutor(max(1, settings.threads), thread_name_prefix="engine")

    def check(self, texts: Sequence[str]) -> list[Result]:
        """LanguageTool's findings in each text, in the order of `texts`; EngineFailed in the place of one that failed.

        A text's result depends on that text alone, whatever is asked for beside it. Several requests are under way at
        once, over all callers at most as many as the settings' threads. Raises nothing for what the server does.
        """
        whole = [parts(text) if text and not text.isspace() else [] for text in texts]
        asked = [part for cut in whole for _, part in cut]
        answers = iter([result for results in self._pool.map(self._check_pack, packs(asked)) for result in results])
        return [_together(cut, [next(answers) for _ in cut]) for cut in whole]

    def share(self) -> EngineSettings:
        """Settings with which another process of this machine opens an engine that uses the same server."""
        if isinstance(self._server, OwnServer):
            return replace(self._settings, attach=self._server.state_path)
        if isinstance(self._server, AttachedServer):
            return self._settings
        return replace(self._settings, url=self._server.url())

    def wait(self) -> str:
        """Wait until the server is ready and return its address. Raises EngineFailed when it does not get ready."""
        return self._server.url()

    def close(self) -> None:
        """Stop what is the engine's own. Safe to call again."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._server.close()
        with self._lock:
            for client in self._clients.values():
                client.close()

    def __enter__(self) -> "Engine":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _check_pack(self, texts: Pack) -> list[Result]:
        """The result of each text of a pack; those that the server read together are asked for again, alone."""
        found = self._ask(texts)
        if found is None:
            return [result for half in texts.halves() for result in self._check_pack(half)]
        if isinstance(found, EngineFailed):
            return [found] * len(texts.texts)
        return [
            self._check_pack(pack([text]))[0] if result is None else result
            for text, result in zip(texts.texts, found, strict=True)
        ]

    def _ask(self, texts: Pack) -> list[tuple[Match, ...] | None] | EngineFailed | None:
        """Ask until there is an answer; a text that two servers in good health could not answer has failed.

        None when a server in good health could not answer several texts: which of them is at fault shows in halves.
        """
        silences, why = 0, ""
        for attempt in range(TRIES):
            try:
                url = self._good or self._server.url()
            except EngineFailed as failed:
                return failed
            try:
                result = self._client(url).matches(texts)
                self._good = url
                return result
            except (Refused, Garbage) as error:
                why, several = str(error), len(texts.texts) > 1
                if attempt and not several:
                    break
            except Silent as error:
                why, silences, several = str(error), silences + 1, len(texts.texts) > 1
            except Unreachable as error:
                why, several = str(error), False
            self._good = None
            failed_look = self._look(url)
            if failed_look is not None:
                return failed_look
            if several:
                return None
            if silences == 2:
                break
        size = sum(map(len, texts.texts))
        return EngineFailed(f"LanguageTool could not check a text of {size} characters: {why}.")

    def _look(self, url: str) -> EngineFailed | None:
        """After a failed request: when the server itself is ill, have it replaced."""
        if not healthy(url, HEALTH_WITHIN):
            try:
                self._server.restart(url)
            except EngineFailed as failed:
                return failed
        return None

    def _client(self, url: str) -> "KeepAliveClient":
        from pipeline.engine.client import KeepAliveClient  # not needed by a run whose workers ask, and slow to import

        with self._lock:
            if url not in self._clients:
                self._clients[url] = KeepAliveClient(url, self._settings)
            return self._clients[url]


def _together(cut: Sequence[tuple[int, str]], results: Sequence[Result]) -> Result:
    """The results of a text's parts as the text's own."""
    found: list[Match] = []
    for (offset, _), result in zip(cut, results, strict=True):
        if isinstance(result, EngineFailed):
            return result
        found += [replace(m, start=m.start + offset, end=m.end + offset) for m in result] if offset else result
    return tuple(found)


def parts(text: str) -> list[tuple[int, str]]:
    """Cut a text into parts of at most LONGEST code points, each with its offset, at a sentence's end if possible."""
    cut: list[tuple[int, str]] = []
    start = 0
    while len(text) - start > LONGEST:
        window = text[start : start + LONGEST]
        ends = [match.end() for match in re.finditer(r"[.!?]\s+|\n", window)] or [
            match.end() for match in re.finditer(r"\s", window)
        ]
        size = ends[-1] if ends else LONGEST
        cut.append((start, window[:size]))
        start += size
    cut.append((start, text[start:]))
    return cut
