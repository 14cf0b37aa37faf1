"""A server of our own: killed, stopped, left behind, shared, kept. Each test's server runs from a home of its own."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from pipeline.engine import Engine, EngineFailed, open_engine, start, status, stop
from pipeline.engine import engine as engine_module
from pipeline.engine import state as states
from tests.engine.conftest import eventually, java_of, quick

TEXT = "We saw the the boat {} times."
PARENT = """
import sys, time
from pathlib import Path
from pipeline.engine import EngineSettings, open_engine
engine = open_engine(EngineSettings(home=Path(sys.argv[1]), heap_mb=512, threads=1, kept=False))
while not engine.share().attach.exists():
    time.sleep(0.02)
print("started", flush=True)
time.sleep(600)
"""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")


@contextlib.contextmanager
def parent_of_an_engine(home: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process whose engine has just been started."""
    process = subprocess.Popen([sys.executable, "-c", PARENT, str(home)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        assert process.stdout.readline().strip() == "started"
        yield process
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def only_state(home: Path) -> states.State:
    (path,) = (home / "run").glob("*.json")
    state = states.read(path)
    assert state is not None
    return state


def answered(engine: Engine, count: int) -> bool:
    results = engine.check([TEXT.format(n) for n in range(count)])
    return all(not isinstance(r, EngineFailed) and r[0].rule_id == "ENGLISH_WORD_REPEAT_RULE" for r in results)


def test_nothing_is_lost_when_the_server_is_killed_or_stops_answering(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_module, "HEALTH_WITHIN", 1.0)
    with open_engine(quick(home, timeout_seconds=4.0)) as engine:
        assert answered(engine, 5)
        for ill in (signal.SIGKILL, signal.SIGSTOP):
            first = only_state(home).server
            killer = threading.Timer(0.3, os.kill, (first, ill))
            killer.start()
            assert answered(engine, 150)
            killer.join()
            assert answered(engine, 1)
            assert only_state(home).server != first
            assert not psutil.pid_exists(first)
    assert not java_of(home)
    assert not list((home / "run").iterdir())


def test_a_killed_program_leaves_no_server_and_no_state(home: Path) -> None:
    with parent_of_an_engine(home) as parent:
        assert len(java_of(home)) == 1
        parent.kill()
        parent.wait()
        assert eventually(lambda: not java_of(home))
        assert eventually(lambda: not list((home / "run").iterdir()))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere the next start ends it")
def test_a_killed_watchdog_takes_the_server_with_it(home: Path) -> None:
    with parent_of_an_engine(home):
        (java,) = java_of(home)
        watchdog = java.parent()
        assert watchdog is not None
        watchdog.kill()
        assert eventually(lambda: not java.is_running() or java.pid not in [j.pid for j in java_of(home)])


def test_the_next_start_ends_a_stale_server_that_is_ours_and_only_that(home: Path) -> None:
    run = states.run_folder(home)
    sleeper = [sys.executable, "-c", "import time; time.sleep(600)"]
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    ours = subprocess.Popen([*sleeper, f"-D{states.MARK}=token-a"])
    somebodys = subprocess.Popen([*sleeper, "token-b"])
    owned = subprocess.Popen([*sleeper, f"-D{states.MARK}=token-c"])
    elsewhere = subprocess.Popen([*sleeper, f"-D{states.MARK}=token-d"])
    base = states.State("token-a", "", False, dead.pid, 1.0, states.this_host(), "6.8", 1, "", ours.pid)
    mine, since = states.me()
    try:
        for state in (
            base,
            replace(base, token="token-b", server=somebodys.pid),
            replace(base, token="token-c", server=owned.pid, owner=mine, owner_since=since),
            replace(base, token="token-d", server=elsewhere.pid, host="another-machine"),
        ):
            states.write(run / f"{state.token}.json", state)
        (run / "half.json").write_text('{"token": "x"', encoding="utf-8")
        assert eventually(lambda: states.server_lives(base))
        assert states.sweep(home) == [ours.pid]
        assert not states.server_lives(base)
        assert [p.poll() for p in (somebodys, owned, elsewhere)] == [None, None, None]
        assert {p.name for p in run.iterdir()} == {"token-c.json", "token-d.json", "half.json"}
    finally:
        for process in (ours, somebodys, owned, elsewhere):
            process.kill()
            process.wait()


ATTACHED = """
import json, sys
from pathlib import Path
from pipeline.engine import EngineSettings, open_engine
engine = open_engine(EngineSettings(home=Path(sys.argv[1]), threads=1, attach=Path(sys.argv[2])))
for line in sys.stdin:
    print(json.dumps([m.rule_id for m in engine.check([line])[0]]), flush=True)
engine.close()
"""


def test_another_process_uses_the_same_server_also_after_it_died(home: Path) -> None:
    with open_engine(quick(home)) as engine:
        attach = engine.share().attach
        assert attach is not None
        other = subprocess.Popen(
            [sys.executable, "-c", ATTACHED, str(home), str(attach)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        with other, contextlib.suppress(BrokenPipeError):
            assert other.stdin is not None
            assert other.stdout is not None
            for after in (True, False):
                other.stdin.write(TEXT.format("two") + "\n")
                other.stdin.flush()
                assert json.loads(other.stdout.readline()) == ["ENGLISH_WORD_REPEAT_RULE"]
                assert len(java_of(home)) == 1
                if after:
                    os.kill(only_state(home).server, signal.SIGKILL)
            other.stdin.close()
            assert other.wait(20) == 0


def test_a_kept_server_is_found_used_and_ended(home: Path) -> None:
    settings = quick(home, kept=True)
    assert status(settings)["kept"] is None
    try:
        url = start(settings)
        assert start(settings) == url
        assert status(settings)["kept"] == url
        assert only_state(home).url == url
        with open_engine(settings) as engine:
            assert engine.wait() == url
            assert answered(engine, 2)
        assert len(java_of(home)) == 1
    finally:
        assert stop(settings)
    assert not java_of(home)
    assert not stop(settings)
    assert status(settings)["kept"] is None
