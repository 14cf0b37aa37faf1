"""A small process between the program and its Java server, so that the server never outlives the program.

Run as a script by `pipeline.engine.server`, with the standard library only. It starts the server, writes the state file
that tells others about it, and kills the server when the program that started the watchdog is gone: its standard input
then closes (at once), or its parent process changes (looked at each second, for the case that a forked child of the
program still holds the pipe). If the watchdog itself is killed, Linux kills the server (PR_SET_PDEATHSIG); elsewhere
the next start finds it by the state file.
"""

import ctypes
import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

LOOK_EVERY = 1.0
PR_SET_PDEATHSIG, SIGKILL = 1, 9


def _die_with_parent() -> None:
    """Runs in the child before Java: ask the kernel to kill it when this single-threaded watchdog ends."""
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0)


def _write_state(path: str, state: dict[str, object]) -> None:
    part = Path(f"{path}.part")
    part.write_text(json.dumps(state), encoding="utf-8")
    part.replace(path)


def _wait(parent: int, child: subprocess.Popen[bytes]) -> bool:
    """Wait until the server has ended; whether the parent was gone before."""
    gone = threading.Event()

    def end() -> None:
        """Note that the parent is gone, and end the server."""
        gone.set()
        child.kill()

    def watch_pipe() -> None:
        """Read standard input until its other end is closed."""
        while os.read(0, 1):
            pass
        end()

    def watch_parent() -> None:
        """Look every LOOK_EVERY seconds whether the parent is still the same."""
        while os.getppid() == parent:
            time.sleep(LOOK_EVERY)
        end()

    threading.Thread(target=watch_pipe, daemon=True).start()
    if os.name != "nt":
        threading.Thread(target=watch_parent, daemon=True).start()
    child.wait()
    return gone.is_set()


def main(state_path: str, state_text: str, log_path: str, command: list[str]) -> int:
    """Start `command`, publish the state with its process id, stay until it or the parent has ended; its exit code."""
    parent = os.getppid()
    on_linux = sys.platform.startswith("linux")
    with Path(log_path).open("wb") as log:
        child = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            preexec_fn=_die_with_parent if on_linux else None,
        )
    _write_state(state_path, {**json.loads(state_text), "server": child.pid})
    if _wait(parent, child):
        for name in (Path(state_path), Path(log_path), Path(state_path).with_suffix(".properties")):
            name.unlink(missing_ok=True)
    return child.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:]))
