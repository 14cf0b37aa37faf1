"""Workers that a kept server forks: the same bytes, and none that outlives its run or its server."""

from __future__ import annotations

import shutil
import signal
import socket
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from pipeline.batch import prefork
from pipeline.settings import Settings
from tests.batch.killing import finish, gone, servers, start, workers
from tests.batch.plants import content, fill

pytestmark = pytest.mark.skipif(not hasattr(socket, "send_fds"), reason="no such sockets here")


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    """A home folder with a kept server; its path is short, as a socket's has to be."""
    folder = Path(tempfile.mkdtemp(prefix="home"))
    assert prefork.start(folder)
    yield folder
    prefork.stop(folder)
    shutil.rmtree(folder)


@pytest.fixture
def kept(home: Path, quick: Settings) -> Settings:
    assert prefork.start(home)
    return quick.model_copy(update={"home": home, "workers": 2})


def server(home: Path) -> psutil.Process:
    """The process that serves in this home folder."""
    [found] = servers(home)
    return found


def until(what: Callable[[], object], seconds: float = 20.0) -> None:
    limit = time.monotonic() + seconds
    while not what() and time.monotonic() < limit:
        time.sleep(0.005)
    assert what()


def test_a_kept_servers_workers_make_the_same_bytes(
    home: Path, kept: Settings, quick: Settings, tmp_path: Path
) -> None:
    raw = fill(tmp_path / "raw", 12)
    run = start(raw, tmp_path / "kept", kept)
    until(lambda: workers(home))
    finish(run)
    until(lambda: not workers(home))
    finish(start(raw, tmp_path / "own", quick))
    assert content(tmp_path / "kept") == content(tmp_path / "own")


def test_workers_end_with_their_run(home: Path, kept: Settings, tmp_path: Path) -> None:
    run = start(fill(tmp_path / "raw", 200), tmp_path / "cleaned", kept)
    until(lambda: len(workers(home)) == 2)
    here = workers(home)
    run.send_signal(signal.SIGKILL)
    run.communicate()
    assert gone(here, within=5.0)


def test_a_killed_worker_is_replaced(home: Path, kept: Settings, tmp_path: Path) -> None:
    raw = fill(tmp_path / "raw", 60)
    run = start(raw, tmp_path / "cleaned", kept)
    until(lambda: list((tmp_path / "cleaned").rglob("*.trace.json")))
    workers(home)[0].kill()
    finish(run)
    assert len(list((tmp_path / "cleaned").rglob("*.trace.json"))) == len(list(raw.rglob("*.txt")))


def test_a_run_goes_on_without_the_server(home: Path, kept: Settings, tmp_path: Path) -> None:
    raw = fill(tmp_path / "raw", 60)
    run = start(raw, tmp_path / "cleaned", kept)
    until(lambda: list((tmp_path / "cleaned").rglob("*.trace.json")))
    here = workers(home)
    server(home).kill()
    finish(run)
    assert gone(here, within=5.0)
    assert len(list((tmp_path / "cleaned").rglob("*.trace.json"))) == len(list(raw.rglob("*.txt")))


def test_a_server_of_another_program_is_not_asked(home: Path, kept: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    assert prefork.running(home)
    monkeypatch.setattr(prefork, "_program", lambda: "0" * 16)
    assert not prefork.running(home)


def test_stopping_ends_the_server_and_leaves_no_file(quick: Settings) -> None:
    folder = Path(tempfile.mkdtemp(prefix="home"))
    assert prefork.start(folder)
    found = server(folder)
    prefork.stop(folder)
    assert gone([found], within=5.0)
    assert list((folder / "run").iterdir()) == []
    shutil.rmtree(folder)


def test_a_path_too_long_for_a_socket_has_no_server(tmp_path: Path) -> None:
    assert not prefork.start(tmp_path / ("deep" * 30))
