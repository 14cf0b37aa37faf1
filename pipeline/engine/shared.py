"""One server for all processes of a machine that name it alike: it lives as long as one of them, however each ends.

A keeper, a process of its own, owns the server and restarts it. Two files in `run/` of the home folder hold locks,
which the system takes from whoever is killed. Each user has a shared lock on `NAME.users`; the keeper asks for an
exclusive one, and gets it when the last user is gone. The keeper has an exclusive lock on `NAME.keeper` and writes into
it where the server's state is. A user that finds this lock free starts a keeper and hands the lock to it.
"""

import contextlib
import fcntl
import os
import pickle
import subprocess
import sys
import threading
import time
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from pipeline.engine import state as states
from pipeline.engine.engine import HEALTH_WITHIN, AttachedServer
from pipeline.engine.errors import EngineFailed
from pipeline.engine.server import READY_WITHIN, OwnServer, detached
from pipeline.engine.settings import EngineSettings
from pipeline.engine.transport import healthy

KEEPERS = 3
"""Keepers that a user starts while it waits for one address, after which it gives the server up."""
CHECK_EVERY = 2.0
"""Seconds between a keeper's looks whether its server can still be kept running."""
LOOK_EVERY = 0.2
"""Seconds between its looks whether there still are users."""
START = "import os, sys; os.fork() and os._exit(0); from pipeline.engine.shared import keep; keep(*sys.argv[1:])"
"""A keeper is nobody's child, so that nobody ends it with the process that happened to start it."""


class SharedServer(AttachedServer):
    """A user's hold on the server of a name. Threads may share it."""

    def __init__(self, settings: EngineSettings, name: str) -> None:
        """Take hold, and have the server start if there is none; doesn't wait for it."""
        folder = states.run_folder(settings.folder)
        tidy(folder)
        stem = f"{name}-{sha256(states.this_host().encode()).hexdigest()[:8]}"
        self._users, self._keeper = folder / f"{stem}.users", folder / f"{stem}.keeper"
        self._settings = replace(settings, shared_as=None)
        self._broken = False
        self._lock = threading.Lock()
        self._hold: int | None = _locked(self._users, fcntl.LOCK_SH)  # waits for a keeper that is about to end
        self._begin()

    def url(self) -> str:
        """The present address; waits while the server is restarted. Raises EngineFailed when it can't be kept running,
        or was closed."""
        limit, begun = time.monotonic() + READY_WITHIN, 0
        while time.monotonic() < limit and not self._broken and self._hold is not None:
            state = self._state()
            if state is not None and state.ready and states.server_lives(state) and healthy(state.url, HEALTH_WITHIN):
                return state.url
            begun += self._begin()
            self._broken = begun > KEEPERS
            time.sleep(0.1)
        raise EngineFailed("The engine that this machine's processes share can't be kept running.")

    def close(self) -> None:
        """Let go; the last user's letting go ends the server."""
        with self._lock:
            if self._hold is not None:
                os.close(self._hold)
                self._hold = None
                tidy(self._users.parent)

    def _state(self) -> states.State | None:
        with contextlib.suppress(OSError):
            path = self._keeper.read_text(encoding="utf-8")
            return states.read(Path(path)) if path else None
        return None

    def _begin(self) -> bool:
        """Start a keeper; False when there is one. The lock goes to it as it is, without a moment of being free."""
        with self._lock:
            try:
                lock = _locked(self._keeper, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            try:
                os.ftruncate(lock, 0)
                process = subprocess.Popen(
                    [sys.executable, "-c", START, str(lock), str(self._keeper), str(self._users)],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
                    pass_fds=[lock],
                    **detached(),  # type: ignore[call-overload]
                )
            finally:
                os.close(lock)
            process.communicate(pickle.dumps(self._settings))
            return True


def keep(lock: str, keeper: str, users: str) -> None:
    """A keeper's life: start the server, say where its state is, keep it running until no user is left."""
    from pipeline.engine.service import find_installation

    settings: EngineSettings = pickle.load(sys.stdin.buffer)  # noqa: S301 - our own, from the user that started this
    server = OwnServer(find_installation(settings), settings)
    os.pwrite(int(lock), str(server.state_path).encode(), 0)
    failed = threading.Event()
    threading.Thread(target=_watch, args=(server, failed), daemon=True).start()
    while not failed.wait(LOOK_EVERY):
        with contextlib.suppress(BlockingIOError):
            _locked(Path(users), fcntl.LOCK_EX | fcntl.LOCK_NB)  # who comes now waits for the end of this process
            server.close()
            return _remove(Path(keeper), Path(users))
    server.close()
    os.close(int(lock))
    return tidy(Path(users).parent)


def _watch(server: OwnServer, failed: threading.Event) -> None:
    """Keep the server running; say so when that can't be done."""
    with contextlib.suppress(EngineFailed):
        while True:
            server.url()
            time.sleep(CHECK_EVERY)
    failed.set()


def tidy(folder: Path) -> None:
    """Remove the files of names that have neither users nor keeper any more.

    The last user and a keeper that gives up each let go and then tidy. The users' lock is asked for first, by both: the
    first to have it gets the other, too.
    """
    for users in folder.glob("*.users"):
        keeper = users.with_suffix(".keeper")
        with contextlib.suppress(OSError), contextlib.ExitStack() as stack:
            for path in (users, keeper):
                stack.callback(os.close, _locked(path, fcntl.LOCK_EX | fcntl.LOCK_NB))
            _remove(keeper, users)


def _remove(keeper: Path, users: Path) -> None:
    """The users' file goes last: who comes meanwhile waits for it, and then begins anew."""
    keeper.unlink(missing_ok=True)
    users.unlink(missing_ok=True)


def _locked(path: Path, how: int) -> int:
    """A handle of the file with a lock on it; the file is made. Raises BlockingIOError instead of waiting, if asked to.

    Whoever removes such a file has it locked, so a lock that was waited for may be one on a file that is gone.
    """
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, how)
            if os.fstat(handle).st_nlink and os.path.samestat(os.fstat(handle), path.stat()):
                return handle
        except FileNotFoundError:
            pass
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)
