"""State files: what the program knows of the servers it has started, in `run/` of the home folder, one file each.

A server is recognised as ours by its process id together with a token on its command line; a process id alone may have
gone to somebody else's process since.
"""

import contextlib
import json
import os
import platform
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

RUN = "run"
MARK = "translation.cleaner.engine"


@dataclass(frozen=True, slots=True)
class State:
    """A server that was started here. owner: the program's process id and start time (seconds), 0 for a kept server.

    server: the Java process's id; ready: whether it has loaded its rules.
    """

    token: str
    url: str
    kept: bool
    owner: int
    owner_since: float
    host: str
    version: str
    heap_mb: int
    log: str
    server: int = 0
    ready: bool = False


def run_folder(home: Path) -> Path:
    """Where the state files are; made when it isn't there."""
    folder = home / RUN
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def this_host() -> str:
    """A name for this machine; a home folder may be on a network drive, and process ids belong to one machine."""
    return platform.node()


def me() -> tuple[int, float]:
    """This process's id and start time in seconds."""
    return os.getpid(), psutil.Process().create_time()


def read(path: Path) -> State | None:
    """The state in a file, None when it isn't there, half there, or of another program version's shape."""
    try:
        return State(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def write(path: Path, state: State) -> None:
    """Write a state in one step, so that nobody reads half of it."""
    part = path.with_suffix(f".{os.getpid()}.part")
    part.write_text(as_json(state), encoding="utf-8")
    part.replace(path)


def as_json(state: State) -> str:
    """The state as one line of JSON."""
    return json.dumps(asdict(state))


def server_lives(state: State) -> bool:
    """Whether the state's process is there and is the server that was started with the state's token."""
    if state.host != this_host() or state.server <= 0:
        return False
    try:
        process = psutil.Process(state.server)
        return process.status() != psutil.STATUS_ZOMBIE and f"-D{MARK}={state.token}" in process.cmdline()
    except psutil.Error:
        return False


def owner_lives(state: State) -> bool:
    """Whether the program that started the server is still there."""
    try:
        return abs(psutil.Process(state.owner).create_time() - state.owner_since) < 1.0
    except psutil.Error:
        return False


def end(state: State, wait: float = 5.0) -> None:
    """End a server of ours, first asking, then by force, and wait until it is gone (seconds)."""
    if not server_lives(state):
        return
    with contextlib.suppress(psutil.Error):
        process = psutil.Process(state.server)
        process.terminate()
        try:
            process.wait(wait)
        except psutil.TimeoutExpired:
            process.kill()
            process.wait(wait)


def remove(path: Path) -> None:
    """Remove a state file and what goes with it."""
    for name in (path, path.with_suffix(".log"), path.with_suffix(".properties")):
        name.unlink(missing_ok=True)


def sweep(home: Path) -> list[int]:
    """End servers whose program is gone and forget those that have ended; the process ids that were ended.

    Touches only this machine's servers that carry the token of their state file. A kept server has no owner and stays.
    """
    ended = []
    for path in (home / RUN).glob("*.json"):
        state = read(path)
        if state is None or state.host != this_host():
            continue
        if server_lives(state):
            if state.kept or owner_lives(state):
                continue
            end(state, wait=1.0)
            ended.append(state.server)
        elif not state.kept and owner_lives(state):
            continue  # its owner is about to restart it
        remove(path)
    return ended


def kept(home: Path) -> tuple[Path, State] | None:
    """The server that `pipeline engine start` keeps running on this machine, if there is one."""
    for path in sorted((home / RUN).glob("*.json")):
        state = read(path)
        if state is not None and state.kept and server_lives(state):
            return path, state
    return None
