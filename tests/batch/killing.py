"""Kills runs at random moments, resumes them, and compares; used by the kill tests and by the soak."""

from __future__ import annotations

import contextlib
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from filelock import FileLock

from pipeline.batch import prefork
from pipeline.settings import Settings
from tests.batch.plants import content, entries
from tests.homes import furnish

ROOT = Path(__file__).parents[2]


def start(raw: Path, cleaned: Path, settings: Settings) -> subprocess.Popen[str]:
    """A run in a process of its own."""
    command = [sys.executable, "-m", "tests.batch.runner", str(raw), str(cleaned), settings.model_dump_json()]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finish(process: subprocess.Popen[str]) -> None:
    """Wait for its end, which has to be a good one."""
    out, err = process.communicate(timeout=240)
    assert process.returncode == 0, err[-3000:] + out[-500:]


def family(process: subprocess.Popen[str], home: Path) -> dict[str, list[psutil.Process]]:
    """The processes of a run: its workers, those that the server kept in `home` has forked for it among them, and its
    engine."""
    found: dict[str, list[psutil.Process]] = {"worker": workers(home), "engine": [], "other": []}
    with contextlib.suppress(psutil.NoSuchProcess):
        for child in psutil.Process(process.pid).children(recursive=True):
            with contextlib.suppress(psutil.NoSuchProcess):
                command = " ".join(child.cmdline())
                if "java" in child.name() or "/java" in command.partition(" ")[0]:
                    found["engine"].append(child)
                elif "forkserver" in command and "forkserver" in " ".join(psutil.Process(child.ppid()).cmdline()):
                    found["worker"].append(child)
                else:
                    found["other"].append(child)
    return found


def workers(home: Path) -> list[psutil.Process]:
    """The workers of the server that is kept in a home folder, if one is."""
    return [worker for server in servers(home) for worker in server.children()]


def servers(home: Path) -> list[psutil.Process]:
    """The server that is kept in a home folder, if one is."""
    return [one for one in psutil.process_iter() if _serves(one, home)]


def _serves(process: psutil.Process, home: Path) -> bool:
    with contextlib.suppress(psutil.Error):
        command = process.cmdline()
        parent = process.parent()
        return prefork.__name__ in command and str(home) in command[-1] and not (parent and _serves(parent, home))
    return False


def gone(processes: list[psutil.Process], within: float = 15.0) -> bool:
    """Whether all processes end in time."""
    return not psutil.wait_procs(processes, timeout=within)[1]


@dataclass
class Kills:
    """raw, and what runs that were left alone have made of it; whole: settings with a shared engine; own: without.

    kept: home folder of a server that is kept, as `pipeline engine start` does, and forks the workers of some runs.
    """

    raw: Path
    whole: Settings
    own: Settings
    folder: Path
    kept: Path
    references: dict[bool, dict[str, bytes]] = field(default_factory=dict)

    def kill(self, kind: str, cleaned: Path, dice: random.Random, *, kept: bool) -> None:
        """One run, killed once ("batch", "batch and engine", "worker" or "engine"), resumed if need be, compared.
        kept: whether its workers are those of the kept server."""
        own = "engine" in kind
        settings = self.own if own else self.whole
        if kept:
            assert prefork.running(self.kept)
            settings = settings.model_copy(update={"home": self.kept})
        process = start(self.raw, cleaned, settings)
        wanted = "" if dice.random() < 0.2 and not own else f"*{dice.choice(('.md', '.json', '.trace.json'))}"
        self._wait(process, cleaned, wanted, dice)
        everybody = family(process, self.kept)
        if kind.startswith("batch"):
            process.send_signal(signal.SIGKILL)
            assert gone([one for group in everybody.values() for one in group]), f"{kind}: processes are left over"
            process.communicate()
            if (cleaned / ".pipeline").exists():
                lock = FileLock(cleaned / ".pipeline" / "lock")
                lock.acquire(timeout=0)
                lock.release()
            process = start(self.raw, cleaned, settings)
        elif everybody[kind]:
            with contextlib.suppress(psutil.NoSuchProcess):
                dice.choice(everybody[kind]).kill()
        everybody = family(process, self.kept)
        finish(process)
        assert gone([one for group in everybody.values() for one in group]), f"{kind}: processes are left over"
        self.compare(kind, cleaned, self.reference(own=own))

    def reference(self, *, own: bool) -> dict[str, bytes]:
        """What a run of this kind makes when it is left alone (the recipe in its traces names the engine)."""
        if own not in self.references:
            cleaned = self.folder / f"reference-{own}"
            finish(start(self.raw, cleaned, self.own if own else self.whole))
            self.references[own] = content(cleaned)
        return self.references[own]

    def _wait(self, process: subprocess.Popen[str], cleaned: Path, wanted: str, dice: random.Random) -> None:
        """Until the first output of a kind is there, and a random moment more."""
        limit = time.monotonic() + 120
        while wanted and time.monotonic() < limit and process.poll() is None:
            if [path for path in list(cleaned.rglob(wanted)) if ".pipeline" not in path.parts]:
                break
            time.sleep(0.01)
        time.sleep(dice.random() ** 2 * (0.8 if wanted else 1.5))

    def compare(self, kind: str, cleaned: Path, reference: dict[str, bytes]) -> None:
        """Hold that the content is the reference's, and that nothing temporary is left."""
        found = content(cleaned)
        differing = sorted(n for n in {*found, *reference} if found.get(n) != reference.get(n))
        assert differing == [], f"{kind}: the bytes differ"
        assert entries(cleaned) == {}, kind
        assert list((cleaned / ".pipeline" / "tmp").iterdir()) == [], kind


@contextlib.contextmanager
def prepared(raw: Path, folder: Path, whole: Settings) -> Iterator[Kills]:
    """Kills of runs over `raw`; references go into `folder`. Leaves nothing behind that runs."""
    own = whole.model_copy(update={"languagetool_url": None})
    with tempfile.TemporaryDirectory(prefix="home") as home:  # a socket's path has to be short
        assert prefork.start(furnish(Path(home)))
        try:
            yield Kills(raw, whole, own, folder, Path(home))
        finally:
            prefork.stop(Path(home))
