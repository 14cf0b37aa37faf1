"""A LanguageTool server of our own: started behind a watchdog, watched, restarted when it dies, stopped."""

import atexit
import contextlib
import logging
import subprocess
import sys
import threading
import time
import uuid
from dataclasses import replace
from pathlib import Path
from typing import IO

from pipeline.engine import aot
from pipeline.engine import state as states
from pipeline.engine.command import Installation, free_port, server_command, write_properties
from pipeline.engine.errors import EngineFailed
from pipeline.engine.settings import LANGUAGETOOL_VERSION, EngineSettings, is_windows
from pipeline.engine.transport import healthy

log = logging.getLogger(__name__)

START_WITHIN = 60.0
"""Seconds that a server may take to answer its first health check (a cold start takes one to five)."""
READY_WITHIN = START_WITHIN + aot.WARM_WITHIN
QUICK_DEATHS = 3
"""Restarts in a row, each after less than QUICK seconds of life, after which the server is given up."""
QUICK = 20.0
WATCHDOG = Path(__file__).with_name("watchdog.py")


def detached() -> dict[str, object]:
    """Popen arguments that keep a terminal's Ctrl-C away from the server: the program stops it itself, in order."""
    if is_windows():
        return {"creationflags": 0x00000200}  # CREATE_NEW_PROCESS_GROUP
    return {"start_new_session": True}


class OwnServer:
    """Starts a server at once (without waiting for it) and keeps one running until `close`."""

    def __init__(self, found: Installation, settings: EngineSettings) -> None:
        self._found, self._settings = found, settings
        self._token = uuid.uuid4().hex
        self.state_path = states.run_folder(found.home) / f"{self._token}.json"
        self._lock = threading.Condition()
        self._closed = False
        self._broken: str | None = None
        self._deaths = 0
        self._url = ""
        self._ready = False
        self._process = self._spawn()
        threading.Thread(target=self._watch, name="engine-watch", daemon=True).start()
        atexit.register(self.close)

    def url(self) -> str:
        """The server's address, when it is ready. Raises EngineFailed when it can't be kept running."""
        limit = time.monotonic() + READY_WITHIN
        with self._lock:
            while not self._ready:
                if self._closed or self._broken or time.monotonic() > limit:
                    raise EngineFailed(self._broken or "The engine was closed.")
                self._lock.wait(0.5)
            return self._url

    def restart(self, url: str) -> None:
        """End the server at this address, because it hangs; the watching thread starts the next one."""
        with self._lock:
            if url != self._url or not self._ready:
                return  # another thread has seen to it
            self._ready = False
            process = self._process
        log.warning("the engine does not answer and is restarted")
        self._end(process)

    def close(self) -> None:
        """Stop the server and forget it. Safe to call again."""
        with self._lock:
            if self._closed:
                return
            self._closed, self._ready = True, False
            process = self._process
            self._lock.notify_all()
        self._end(process)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(5)
        states.remove(self.state_path)
        atexit.unregister(self.close)

    def _spawn(self) -> subprocess.Popen[bytes]:
        port = free_port()
        properties = self.state_path.with_suffix(".properties")
        write_properties(properties, self._settings.threads)
        command = server_command(
            self._found, self._settings.heap_mb, port, self._token, properties, aot.flags(self._found)
        )
        owner, since = states.me()
        self._url = f"http://127.0.0.1:{port}"
        state = states.State(
            token=self._token,
            url=self._url,
            kept=False,
            owner=owner,
            owner_since=since,
            host=states.this_host(),
            version=LANGUAGETOOL_VERSION,
            heap_mb=self._settings.heap_mb,
            log=str(self.state_path.with_suffix(".log")),
        )
        process: subprocess.Popen[bytes] = subprocess.Popen(
            [sys.executable, "-I", str(WATCHDOG), str(self.state_path), states.as_json(state), state.log, *command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            **detached(),  # type: ignore[call-overload]
        )
        self._started = time.monotonic()
        return process

    def _watch(self) -> None:
        while True:
            process, url = self._process, self._url
            if self._wait_until_healthy(process, url):
                aot.warm_up(url, self._settings)
                self._publish(url)
                with self._lock:
                    self._ready = True
                    self._lock.notify_all()
            code = process.wait()
            for stream in (process.stdin, process.stdout):
                _close(stream)
            with self._lock:
                self._ready = False
                if self._closed:
                    return
                self._deaths = self._deaths + 1 if time.monotonic() - self._started < QUICK else 1
                if self._deaths > QUICK_DEATHS:
                    self._broken = (
                        f"The engine ended {self._deaths} times in a row (last with {code}): {self._last_words()}"
                    )
                    self._lock.notify_all()
                    return
                log.warning("the engine ended with %s and is started again", code)
                self._process = self._spawn()

    def _wait_until_healthy(self, process: subprocess.Popen[bytes], url: str) -> bool:
        limit = time.monotonic() + START_WITHIN
        pause = 0.05
        while process.poll() is None and not self._closed:
            if healthy(url, timeout=2.0):
                return True
            if time.monotonic() > limit:
                self._end(process)
                return False
            time.sleep(pause)
        return False

    def _publish(self, url: str) -> None:
        """Tell those who are attached that the server is ready. The watchdog wrote the state when Java started."""
        state = states.read(self.state_path)
        if state is not None and state.url == url:
            states.write(self.state_path, replace(state, ready=True))

    def _end(self, process: subprocess.Popen[bytes]) -> None:
        """Close the watchdog's pipe: it kills the server, then ends."""
        _close(process.stdin)

    def _last_words(self) -> str:
        with contextlib.suppress(OSError):
            return self.state_path.with_suffix(".log").read_text(encoding="utf-8", errors="replace")[-500:].strip()
        return "it left no message"


def _close(stream: IO[bytes] | None) -> None:
    if stream is not None:
        with contextlib.suppress(OSError):
            stream.close()


def start_kept(found: Installation, settings: EngineSettings) -> states.State:
    """Start a server that stays when the program ends, wait until it is ready, return its state.

    Raises EngineFailed when it doesn't get ready.
    """
    token = uuid.uuid4().hex
    path = states.run_folder(found.home) / f"{token}.json"
    properties, log_path, port = path.with_suffix(".properties"), path.with_suffix(".log"), free_port()
    write_properties(properties, settings.threads)
    command = server_command(found, settings.heap_mb, port, token, properties, aot.flags(found))
    with log_path.open("wb") as output:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            **detached(),  # type: ignore[call-overload]
        )
    state = states.State(
        token=token,
        url=f"http://127.0.0.1:{port}",
        kept=True,
        owner=0,
        owner_since=0.0,
        host=states.this_host(),
        version=LANGUAGETOOL_VERSION,
        heap_mb=settings.heap_mb,
        log=str(log_path),
        server=process.pid,
    )
    states.write(path, state)
    limit = time.monotonic() + START_WITHIN
    while not healthy(state.url, timeout=2.0):
        if process.poll() is not None or time.monotonic() > limit:
            words = log_path.read_text(encoding="utf-8", errors="replace")[-500:].strip()
            states.end(state)
            states.remove(path)
            raise EngineFailed(f"The engine did not start: {words}")
        time.sleep(0.05)
    process.returncode = 0  # it is meant to outlive this process: no warning about a child still running
    aot.warm_up(state.url, settings, rounds=10)
    state = replace(state, ready=True)
    states.write(path, state)
    return state
