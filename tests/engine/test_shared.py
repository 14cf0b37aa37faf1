"""A server that processes share by a name: one for all, there as long as one of them lives, nothing left behind."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from pipeline.engine import EngineFailed, open_engine
from tests.engine.conftest import eventually, java_of, quick

USER = """
import json, sys
from pathlib import Path
from pipeline.engine import EngineSettings, open_engine
settings = EngineSettings(home=Path(sys.argv[1]), heap_mb=512, threads=2, kept=False, shared_as=sys.argv[2])
engine = open_engine(settings)
for line in sys.stdin:
    print(json.dumps([m.rule_id for m in engine.check([line])[0]]), flush=True)
engine.close()
"""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="locks of POSIX; elsewhere nothing is shared")


class User:
    """Another process that uses the server of a name."""

    def __init__(self, home: Path, name: str) -> None:
        command = [sys.executable, "-c", USER, str(home), name]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def asks(self) -> bool:
        """Whether it gets the right answer."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write("We saw the the boat.\n")
        self.process.stdin.flush()
        return bool(json.loads(self.process.stdout.readline()) == ["ENGLISH_WORD_REPEAT_RULE"])

    def end(self, number: signal.Signals = signal.SIGKILL) -> None:
        """Send it a signal and wait for its end."""
        self.process.send_signal(number)
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()


@contextlib.contextmanager
def users(home: Path, *names: str) -> Iterator[list[User]]:
    """A process for each name."""
    found = [User(home, name) for name in names]
    try:
        yield found
    finally:
        for user in found:
            user.end()


def keeper_of(home: Path) -> psutil.Process:
    """The process that owns a home's only server: the watchdog's parent."""
    (java,) = java_of(home)
    keeper = java.parents()[1]
    assert "pipeline.engine.shared" in " ".join(keeper.cmdline())
    return keeper


def nothing_left(home: Path) -> bool:
    """Whether server, state and locks are gone."""
    return eventually(lambda: not java_of(home) and not list((home / "run").iterdir()), 20)


def test_the_server_ends_with_the_last_user_and_not_with_the_one_that_started_it(home: Path) -> None:
    with users(home, "a") as (first,):
        assert first.asks()
        with users(home, "a") as (second,):
            assert second.asks()
            (java,) = java_of(home)
            first.end()
            assert second.asks()
            assert java_of(home) == [java]
    assert nothing_left(home)


def test_users_that_come_at_once_start_one_server(home: Path) -> None:
    with users(home, *["a"] * 4) as several:
        assert all(user.asks() for user in several)
        assert len(java_of(home)) == 1
    assert nothing_left(home)


def test_a_killed_server_or_keeper_is_replaced(home: Path) -> None:
    with users(home, "a", "a") as both:
        assert all(user.asks() for user in both)
        for of_the_keeper in (False, True):
            (before,) = java_of(home)
            (keeper_of(home) if of_the_keeper else before).kill()
            assert all(user.asks() for user in both)
            assert len(java_of(home)) == 1
            assert java_of(home) != [before]
    assert nothing_left(home)


def test_another_name_is_another_server(home: Path) -> None:
    with users(home, "a", "b") as (a, b):
        assert a.asks()
        assert b.asks()
        assert len(java_of(home)) == 2
        a.end()
        assert eventually(lambda: len(java_of(home)) == 1)
        assert b.asks()
    assert nothing_left(home)


def test_a_user_that_lets_go_ends_the_server_and_can_have_it_again(home: Path) -> None:
    settings = replace(quick(home), shared_as="a")
    for _ in range(2):
        with open_engine(settings) as engine:
            assert engine.share() == settings
            assert engine.wait()
        with pytest.raises(EngineFailed):
            engine.wait()
    assert nothing_left(home)


def test_what_killed_ones_left_behind_is_removed(home: Path) -> None:
    with users(home, "a") as (user,):
        assert user.asks()
        keeper = keeper_of(home)
        keeper.suspend()  # so that it can't tidy up when its last user goes
        user.end()
        keeper.kill()
        assert eventually(lambda: {path.suffix for path in (home / "run").iterdir()} == {".keeper", ".users"})
        assert not java_of(home)
    with users(home, "b") as (user,):
        assert user.asks()
        assert not list((home / "run").glob("a-*"))
    assert nothing_left(home)


def test_a_server_that_can_not_be_kept_running_is_given_up(home: Path) -> None:
    with open_engine(replace(quick(home), heap_mb=1, shared_as="a")) as engine, pytest.raises(EngineFailed):
        engine.wait()
    assert nothing_left(home)


def test_where_files_can_not_be_locked_each_has_an_engine_of_its_own(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr("fcntl.flock", refuse)  # as some network file systems do
    settings = replace(quick(home), shared_as="a")
    with open_engine(settings) as one, open_engine(settings) as other:
        assert one.wait()
        assert other.wait()
        assert len(java_of(home)) == 2
    assert eventually(lambda: not java_of(home))
