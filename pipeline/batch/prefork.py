"""Workers from a server that `pipeline engine start` keeps: it has loaded the program and the model, and forks.

Loading takes longer than the first article (docs/decisions/batch-processes.md), so a kept engine alone makes no short
run. The server answers on a socket in `run/` of the home folder, which only its user can reach, and whose name tells
which program it has loaded: a run meets only a server with its own code, libraries and interpreter. A worker gets the
run's pipe, output and surroundings; memory limits and control groups are those of the server. Each worker has a
connection of its own: when that ends, with the run, the server kills the worker.
"""

import contextlib
import os
import selectors
import signal
import socket
import struct
import subprocess
import sys
import sysconfig
import time
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from multiprocessing.connection import Connection
from pathlib import Path

import pipeline
from pipeline.engine.server import detached
from pipeline.engine.state import RUN, run_folder, this_host

LONGEST = 100
"""Bytes of a socket's path that every system allows."""
LOOK_EVERY = 60.0
"""Seconds after which an idle server looks whether its program is still the one on disk."""
READY_WITHIN = 30.0
"""Seconds in which a server that was just started has to answer."""
WORKER, END = b"w", b"e"
_STATUS = struct.Struct("!i")


@dataclass
class Worker:
    """A worker of the kept server, as the run holds it; the same calls as multiprocessing's processes have."""

    _line: socket.socket
    exitcode: int | None = None
    """As subprocess has it: negative for a signal. None while it lives, or when the server is gone."""

    def kill(self) -> None:
        """End it at once."""
        with contextlib.suppress(OSError):
            self._line.shutdown(socket.SHUT_WR)

    def join(self, timeout: float) -> None:
        """Wait until it has ended, for so many seconds at most."""
        self._line.settimeout(timeout)
        with contextlib.suppress(OSError):
            told = self._line.recv(_STATUS.size, socket.MSG_WAITALL)
            if len(told) == _STATUS.size:
                self.exitcode = _STATUS.unpack(told)[0]
            self._line.close()


def worker(home: Path, pipe: Connection) -> Worker | None:
    """A worker that reads Surroundings, then its order, from `pipe`; None when no server for this program is kept."""
    with contextlib.suppress(OSError):
        line = _connect(home)
        if line is not None:
            socket.send_fds(line, [WORKER], [pipe.fileno(), 1, 2])
            return Worker(line)
    return None


def start(home: Path) -> bool:
    """Keep a server running, if none is yet; whether one is there. Systems without fork and such sockets have none."""
    if (line := _connect(home)) is not None:
        line.close()
        return True
    address = _address(home)
    if address is None:
        return False
    run_folder(home)
    address.unlink(missing_ok=True)
    command = [sys.executable, "-m", "pipeline.batch.prefork", str(address)]
    with address.with_suffix(".log").open("wb") as output:
        server = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, **detached())  # type: ignore[call-overload]
    limit = time.monotonic() + READY_WITHIN
    while server.poll() is None and time.monotonic() < limit:
        if (line := _connect(home)) is not None:
            line.close()
            server.returncode = 0  # it is meant to outlive this process: no warning about a child still running
            return True
        time.sleep(0.05)
    server.kill()
    return False


def stop(home: Path) -> None:
    """End the kept servers of this machine, other checkouts' too, with their workers."""
    for path in _kept(home):
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as line:
            line.connect(str(path))
            line.sendall(END)
            line.recv(1)
        for name in (path, path.with_suffix(".log")):
            name.unlink(missing_ok=True)


def running(home: Path) -> bool:
    """Whether a server for this program answers."""
    line = _connect(home)
    if line is not None:
        line.close()
    return line is not None


def _connect(home: Path) -> socket.socket | None:
    address = _address(home) if any(_kept(home)) else None  # most runs meet no server, and needn't hash the program
    if address is None or not address.exists():
        return None
    line = socket.socket(socket.AF_UNIX)
    try:
        line.connect(str(address))
    except OSError:
        line.close()
        return None
    return line


def _kept(home: Path) -> Iterator[Path]:
    """Where servers of this machine answer, whatever program they have loaded."""
    return (home / RUN).glob(f"workers-{_host()}-*.sock")


def _address(home: Path) -> Path | None:
    """Where the server of this program answers, None where there can't be one."""
    if not hasattr(socket, "send_fds") or not hasattr(os, "fork"):
        return None
    path = home / RUN / f"workers-{_host()}-{_program()}.sock"
    return path if len(os.fsencode(path)) <= LONGEST else None


def _host() -> str:
    return sha256(this_host().encode()).hexdigest()[:8]


def _program() -> str:
    """A hash of what a server has loaded: interpreter, packages by name and version, and the program's own files."""
    digest = sha256(f"{sys.executable} {sys.version}".encode())
    packages = Path(sysconfig.get_path("purelib"))
    digest.update(repr(sorted(path.name for path in packages.glob("*.dist-info"))).encode())
    for path in sorted(Path(pipeline.__file__).parent.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            status = path.stat()
            digest.update(f"{path} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:16]


@dataclass
class _Server:
    listener: socket.socket
    program: str
    selector: selectors.BaseSelector = field(default_factory=selectors.DefaultSelector)
    lines: dict[int, socket.socket] = field(default_factory=dict)
    """The connection of each living worker, by process id."""
    over: bool = False

    def serve(self) -> None:
        """Fork workers as they are asked for, tell how they end, until told to end; then all workers end as well.

        A server whose program has changed meanwhile is of no more use, and ends by itself.
        """
        ended, wake = socket.socketpair()
        wake.setblocking(False)
        ended.setblocking(False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(wake.fileno())
        self.selector.register(self.listener, selectors.EVENT_READ, self._accept)
        self.selector.register(ended, selectors.EVENT_READ, partial(self._reap, ended))
        while not self.over and (self.lines or _program() == self.program):
            for key, _ in self.selector.select(LOOK_EVERY):
                key.data()

    def _accept(self) -> None:
        """Take a request: for a worker, or to end."""
        line, _ = self.listener.accept()
        what, handles, _, _ = socket.recv_fds(line, 1, 3)
        if what == END:
            for worker in self.lines:
                os.kill(worker, signal.SIGKILL)
            self.over = True
        if what != WORKER or len(handles) != 3:
            line.close()
            return
        child = os.fork()
        if child == 0:
            self._become_worker(handles)
        for handle in handles:
            os.close(handle)
        self.lines[child] = line
        self.selector.register(line, selectors.EVENT_READ, partial(self._kill, child))

    def _kill(self, child: int) -> None:
        """The run has closed a worker's line, or is gone: so is the worker. Its id is its own until it is reaped."""
        os.kill(child, signal.SIGKILL)
        self.selector.unregister(self.lines[child])

    def _reap(self, ended: socket.socket) -> None:
        """Tell the runs of workers that have ended how they did."""
        ended.recv(4096)
        for child, code in _ended():
            line = self.lines.pop(child)
            with contextlib.suppress(KeyError, ValueError):
                self.selector.unregister(line)
            with contextlib.suppress(OSError), line:
                line.sendall(_STATUS.pack(code))

    def _become_worker(self, handles: list[int]) -> None:
        """In the child: let go of what is the server's, take the run's pipe and output, and work. Doesn't return."""
        from pipeline.batch.workers import serve

        try:
            signal.set_wakeup_fd(-1)
            for heeded in (signal.SIGCHLD, signal.SIGINT, signal.SIGHUP):
                signal.signal(heeded, signal.SIG_DFL)
            self.selector.close()
            for held in (self.listener, *self.lines.values()):
                held.close()
            for number, handle in enumerate(handles[1:], 1):
                os.dup2(handle, number)
                os.close(handle)
            pipe = Connection(handles[0])
            pipe.recv().enter()
            serve(pipe, pipe.recv())
        except BaseException:  # noqa: BLE001 - whatever it is, this copy of the server must not go on serving
            traceback.print_exc()
            sys.stderr.flush()
        finally:
            os._exit(1)


def _ended() -> Iterator[tuple[int, int]]:
    """Children that have ended, and how, as subprocess tells it."""
    while True:
        try:
            child, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if child == 0:
            return
        yield child, os.waitstatus_to_exitcode(status)


def main(address: str) -> None:
    """Load the program and serve at this address, until told to end or of no more use."""
    program = _program()
    from pipeline.batch import preload  # noqa: F401 - what the workers shall have

    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    part = f"{address}.part"
    with socket.socket(socket.AF_UNIX) as listener:
        Path(part).unlink(missing_ok=True)
        listener.bind(part)
        Path(part).chmod(0o600)
        listener.listen(64)
        Path(part).rename(address)
        _Server(listener, program).serve()
        Path(address).unlink(missing_ok=True)


if __name__ == "__main__":
    main(sys.argv[1])
