"""Ray: the local run's bytes and quarantine, on two nodes of which one is killed, and with object stores."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from pipeline.batch import Report, run
from pipeline.batch.remote import RemoteRaw, RemoteStore
from pipeline.engine import jars
from pipeline.settings import Settings, default_home
from tests.batch.killing import ROOT
from tests.batch.plants import article, chosen, content, entries, fill
from tests.batch.trouble import Trouble
from tests.engine.conftest import eventually, java_of
from tests.homes import furnish

pytestmark = [
    pytest.mark.timeout(900),
    pytest.mark.skipif(importlib.util.find_spec("ray") is None, reason="LOUD: the extra `ray` isn't installed"),
]


@contextlib.contextmanager
def started(raw: Path | str, cleaned: Path | str, settings: Settings, *more: str) -> Iterator[subprocess.Popen[str]]:
    """A run on two nodes that is under way; at the end all of its processes are killed."""
    given = [str(raw), str(cleaned), settings.model_dump_json(), *more]
    command = [sys.executable, "-m", "tests.batch.cluster_runner", *given]
    place = Path(tempfile.mkdtemp(prefix="ray"))  # else others would look for the killed cluster; and a short path
    pipe, environ = subprocess.PIPE, os.environ | {"RAY_TMPDIR": str(place)}
    process = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=pipe, stderr=pipe, text=True)
    known = set[psutil.Process]()
    seen_to = threading.Event()

    def look() -> None:
        while not seen_to.wait(0.5):
            with contextlib.suppress(psutil.Error):
                known.update(psutil.Process(process.pid).children(recursive=True))

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    try:
        yield process
    finally:
        seen_to.set()
        thread.join()
        process.kill()
        for one in known:  # a cluster's processes, which live on when the run is killed
            with contextlib.suppress(psutil.Error):
                one.kill()
        process.communicate()
        shutil.rmtree(place, ignore_errors=True)


def told(process: subprocess.Popen[str]) -> tuple[int, Report]:
    """What a run that has ended, or ends now, tells: how many nodes are left, and the report."""
    out, err = process.communicate()
    assert process.returncode == 0, err[-4000:]
    line = next((line for line in out.splitlines() if line.startswith("REPORT ")), "")
    assert line, out[-2000:] + err[-2000:]
    _, nodes, report = line.split(" ", 2)
    return int(nodes), Report.model_validate_json(report)


@pytest.fixture
def engines(tmp_path: Path) -> Settings:
    """Settings of runs that start engines of their own, in a home folder of the test's own."""
    home = tmp_path / "home"
    if not jars.installed(default_home()):
        pytest.skip("LanguageTool isn't installed")
    return chosen(workers=1, cache_mb=0, engine_heap_mb=512, home=furnish(home))


@pytest.fixture
def sources(raw: Path) -> Path:
    """Articles of several kinds, one that can't be cleaned, one bad line."""
    fill(raw, 40)
    (raw / "bad.txt").write_bytes(b"\x00\x01\x02\xff" * 500)
    (raw / "many.jsonl").write_text('{"id": "one", "text": "A word about ferns ."}\n{broken\n')
    return raw


def test_two_nodes_of_which_one_is_killed(sources: Path, cleaned: Path, tmp_path: Path, engines: Settings) -> None:
    """They are on one machine, and so share an engine, which ends with the run."""
    run(sources, tmp_path / "local", engines, decisions=Trouble(kills="plant-007.txt"))
    with started(sources, cleaned, engines, "3", "plant-007.txt") as process:
        seen = {1}
        while process.poll() is None:
            seen.add(len(java_of(tmp_path / "home")))
            time.sleep(0.2)
        assert seen <= {0, 1}
        assert eventually(lambda: not java_of(tmp_path / "home"))
        nodes, report = told(process)
    assert nodes == 1
    # What a killed actor had written before it could tell counts as current when it is looked at again.
    assert (report.made + report.current, report.quarantined) == (40, 3)
    assert content(cleaned) == content(tmp_path / "local")
    assert entries(cleaned).keys() == entries(tmp_path / "local").keys()
    assert eventually(lambda: not list((tmp_path / "home" / "run").iterdir()))
    report = run(sources, cleaned, engines)
    assert (report.current, report.quarantined) == (40, 3)


def test_a_killed_run_leaves_no_engine_and_is_resumed(
    sources: Path, cleaned: Path, tmp_path: Path, engines: Settings
) -> None:
    with started(sources, cleaned, engines) as process:
        assert eventually(lambda: len(list(cleaned.glob("*.trace.json"))) >= 3, 300)
        process.kill()
        process.wait()
        assert eventually(lambda: not java_of(tmp_path / "home"), 60)
    run(sources, cleaned, engines)
    run(sources, tmp_path / "local", engines)
    assert content(cleaned) == content(tmp_path / "local")


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A bucket of a local S3 server."""
    import boto3  # type: ignore[import-untyped]
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    for name, value in {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    boto3.client("s3").create_bucket(Bucket="articles")
    yield "s3://articles"
    server.stop()


@pytest.mark.filterwarnings("ignore")
def test_object_stores(sources: Path, tmp_path: Path, quick: Settings, bucket: str) -> None:
    raw = RemoteStore(f"{bucket}/raw")
    files = [path for path in sorted(sources.rglob("*")) if path.is_file()]
    raw.write([(path.relative_to(sources).as_posix(), path.read_bytes()) for path in files])
    assert sorted(RemoteRaw(f"{bucket}/raw").scan("").folders) == ["deep"]

    run(sources, tmp_path / "local", quick)
    with started(f"{bucket}/raw", f"{bucket}/cleaned", quick) as process:
        _, first = told(process)
    assert (first.made, first.quarantined) == (41, 2)
    store = RemoteStore(f"{bucket}/cleaned")
    local = content(tmp_path / "local")
    assert {name: store.read(name) for name in local} == local
    quarantine = {f".pipeline/quarantine/{name}": data for name, data in entries(tmp_path / "local").items()}
    assert {name: store.read(name) for name in quarantine} == quarantine

    raw.write([("plant-001.txt", article(77).encode())])
    raw.remove(["bad.txt", "plant-002.txt"])
    with started(f"{bucket}/raw", f"{bucket}/cleaned", quick) as process:
        _, second = told(process)
    assert (second.made, second.current, second.quarantined, second.gone) == (1, 39, 1, 1)
    assert store.read(".pipeline/quarantine/bad.txt.json") is None
    assert Report.model_validate_json(store.read(".pipeline/batch.json") or b"") == second
