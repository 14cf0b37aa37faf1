"""Real faults: each ends in a right output or a quarantine document, and the rest goes on."""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import psutil
import pytest

from pipeline.batch import FolderUnusable, Interrupted, Outcome, Report, run
from pipeline.batch.plan import Plan
from pipeline.batch.store import LocalStore
from pipeline.batch.walk import Listing, LocalRaw
from pipeline.engine import EngineUnavailable
from pipeline.engine import state as states
from pipeline.model import Quarantined
from pipeline.settings import Settings, default_home
from tests.batch.conftest import Runner
from tests.batch.killing import family, finish, start
from tests.batch.plants import article, chosen, content, entries, fill
from tests.batch.test_store import mounted
from tests.batch.trouble import Trouble


def quarantine(cleaned: Path) -> dict[str, Quarantined]:
    return {name: Quarantined.model_validate_json(data) for name, data in entries(cleaned).items()}


def test_a_killed_worker_costs_nothing(cleaning: Runner, raw: Path, cleaned: Path, tmp_path: Path) -> None:
    fill(raw, 8)
    trouble = Trouble(kills="plant-004.txt", once=tmp_path / "killed")
    report = cleaning(decisions=trouble)
    assert (tmp_path / "killed").exists()
    assert (report.made, report.quarantined) == (8, 0)


def test_an_article_that_kills_its_worker_twice_is_alone_to_blame(cleaning: Runner, raw: Path, cleaned: Path) -> None:
    fill(raw, 8)
    report = cleaning(decisions=Trouble(kills="plant-004.txt"))
    assert (report.made, report.quarantined) == (7, 1)
    (entry,) = quarantine(cleaned).values()
    assert (entry.path, entry.stage, entry.cause) == ("plant-004.txt", "worker", "limit")
    assert "SIGKILL" in entry.message
    assert cleaning().quarantined == 1


def test_whatever_raises_is_quarantined(cleaning: Runner, raw: Path, cleaned: Path) -> None:
    fill(raw, 5, start=1)
    report = cleaning(decisions=Trouble(raises={"plant-001.txt": "program", "plant-004.txt": "memory"}))
    assert (report.made, report.quarantined) == (3, 2)
    found = quarantine(cleaned)
    assert (found["plant-001.txt.json"].cause, found["plant-004.txt.json"].cause) == ("program", "limit")
    assert "ValueError" in found["plant-001.txt.json"].details
    assert str(Path.cwd()) not in found["plant-001.txt.json"].details


def test_a_file_that_vanishes_and_one_that_cannot_be_read(raw: Path, cleaned: Path, quick: Settings) -> None:
    (raw / "gone.txt").write_text("A word.")
    (raw / "shut.txt").write_text("A word.")
    (raw / "shut.txt").chmod(0)

    class Vanishing(LocalRaw):
        def scan(self, folder: str) -> Listing:
            listing = super().scan(folder)
            (raw / "gone.txt").unlink()
            return listing

    for folder in [raw, *raw.parents]:
        folder.chmod(folder.stat().st_mode | 0o055)
    cleaned.mkdir(mode=0o777)
    cleaned.chmod(0o777)
    if os.geteuid() == 0:
        raw.chmod(0o777)
        os.seteuid(65534)
    try:
        list(Plan(Vanishing(raw), LocalStore(cleaned), quick, "0" * 64).entries())
    finally:
        if os.getuid() == 0:
            os.seteuid(0)
    found = quarantine(cleaned)
    assert {name: entry.cause for name, entry in found.items()} == dict.fromkeys(found, "filesystem")
    assert "vanished" in found["gone.txt.json"].message
    assert "permission" in found["shut.txt.json"].message


class Garbage(BaseHTTPRequestHandler):
    """A server that looks like LanguageTool, until a text with `poison` in it comes."""

    ways = ("not json", '{"matches": [{"offset": 99999, "length": 5}]}', "[]", "", "null", '{"matches": 7}')
    healed = False

    def do_GET(self) -> None:
        self._answer(
            "OK" if "healthcheck" in self.path else json.dumps({"software": {"version": "6.8", "buildDate": "now"}})
        )

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if b"poison" in body and not type(self).healed:
            if random.random() < 0.2:
                self.connection.close()
                return
            self._answer(random.choice(self.ways), random.choice((200, 200, 500)))
        else:
            self._answer(json.dumps({"matches": [], "warnings": {"incompleteResults": False}}))

    def _answer(self, text: str, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_: Any) -> None:
        pass

    def handle(self) -> None:
        with contextlib.suppress(ValueError, OSError):  # a connection that was closed on purpose
            super().handle()


@pytest.fixture
def garbage() -> Iterator[str]:
    Garbage.healed = False
    server = ThreadingHTTPServer(("127.0.0.1", 0), Garbage)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_an_engine_that_answers_garbage(cleaning: Runner, raw: Path, cleaned: Path, garbage: str) -> None:
    fill(raw, 5)
    (raw / "bad.txt").write_text(article(9).replace("In short,", "In short, there is poison in the leaves and"))
    settings = chosen(workers=1, languagetool_url=garbage, engine_timeout=5)
    first = cleaning(settings)
    assert quarantine(cleaned) == {}
    assert (first.made, first.quarantined, first.incomplete, first.problems.get("engine-failed")) == (6, 0, 1, 1)
    second = cleaning(settings)
    assert (second.made, second.current, second.incomplete) == (1, 5, 1)
    Garbage.healed = True
    third = cleaning(settings)
    assert (third.made, third.current, third.incomplete) == (1, 5, 0)
    assert cleaning(settings).current == 6


def test_an_engine_that_is_not_there(cleaning: Runner, raw: Path, cleaned: Path) -> None:
    fill(raw, 1)
    with pytest.raises(EngineUnavailable):
        cleaning(chosen(languagetool_url="http://127.0.0.1:9", workers=1))
    assert content(cleaned) == {}


def answering(owner: int) -> bool:
    """Whether the engine that this process has started is ready."""
    found = (states.read(path) for path in (default_home() / states.RUN).glob("*.json"))
    return any(state is not None and state.owner == owner and state.ready for state in found)


def test_an_engine_that_is_stopped_under_way(raw: Path, cleaned: Path, tmp_path: Path, whole: Settings) -> None:
    fill(raw, 60)
    process = start(raw, cleaned, whole.model_copy(update={"languagetool_url": None, "engine_timeout": 4.0}))
    stopped: list[psutil.Process] = []
    while process.poll() is None and not (stopped and answering(process.pid) and any(cleaned.glob("*.json"))):
        stopped = family(process, default_home())["engine"]
    for engine in stopped:
        engine.suspend()
    finish(process)
    assert stopped
    assert not psutil.wait_procs(stopped, timeout=5)[1]
    report = Report.model_validate_json((cleaned / ".pipeline" / "batch.json").read_bytes())
    assert (report.made, report.quarantined, report.incomplete) == (60, 0, 0)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_asked_to_stop(cleaning: Runner, raw: Path, cleaned: Path, number: signal.Signals) -> None:
    fill(raw, 40)

    class Asking:
        def total(self, articles: int) -> None:
            pass

        def settled(self, outcome: Outcome) -> None:
            os.kill(os.getpid(), number)

        def note(self, text: str) -> None:
            pass

    before = signal.getsignal(number)
    with pytest.raises(Interrupted) as caught:
        cleaning(progress=Asking())
    assert signal.getsignal(number) is before
    assert caught.value.exit_code == 128 + number
    assert 0 < caught.value.report.made < 40
    assert list((cleaned / ".pipeline" / "tmp").iterdir()) == []
    report = cleaning()
    assert report.made + report.current == 40
    assert report.current >= caught.value.report.made


def test_a_disk_that_fills_up(raw: Path, tmp_path: Path, quick: Settings) -> None:
    fill(raw, 30)
    for disk in mounted(tmp_path, "-t", "tmpfs", "-o", "size=300k", "tmpfs"):
        with pytest.raises(FolderUnusable, match="full") as caught:
            run(raw, disk / "cleaned", quick)
        assert caught.value.exit_code == 4
        done = content(disk / "cleaned")
        assert list((disk / "cleaned" / ".pipeline" / "tmp").iterdir()) == []
        subprocess.run(["mount", "-o", "remount,size=20m", str(disk)], check=True)
        report = run(raw, disk / "cleaned", quick)
        assert (report.articles, report.quarantined) == (30, 0)
        assert report.current >= len([name for name in done if name.endswith(".trace.json")]) - 2
        whole = content(disk / "cleaned")
        assert {name: whole[name] for name in done} == done
        assert len(whole) == 90


def test_a_second_run_is_refused(raw: Path, cleaned: Path, cleaning: Runner) -> None:
    fill(raw, 1)
    with LocalStore(cleaned).held(), pytest.raises(FolderUnusable, match="Another run"):
        cleaning()
