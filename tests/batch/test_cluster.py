"""Ray: the local run's bytes and quarantine, on two nodes of which one is killed, and with object stores."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.batch import Report, run
from pipeline.batch.remote import RemoteRaw, RemoteStore
from pipeline.settings import Settings
from tests.batch.killing import ROOT
from tests.batch.plants import article, content, entries, fill
from tests.batch.trouble import Trouble

pytestmark = [
    pytest.mark.timeout(900),
    pytest.mark.skipif(importlib.util.find_spec("ray") is None, reason="LOUD: the extra `ray` isn't installed"),
]


def on_ray(raw: str, cleaned: str, settings: Settings, *more: str, **environ: str) -> tuple[int, Report]:
    """A run on two nodes; gives how many are left, and the report."""
    command = [sys.executable, "-m", "tests.batch.cluster_runner", raw, cleaned, settings.model_dump_json(), *more]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-4000:]
    line = next((line for line in done.stdout.splitlines() if line.startswith("REPORT ")), "")
    assert line, done.stdout[-2000:] + done.stderr[-2000:]
    _, nodes, report = line.split(" ", 2)
    return int(nodes), Report.model_validate_json(report)


@pytest.fixture
def sources(raw: Path) -> Path:
    """Articles of several kinds, one that can't be cleaned, one bad line."""
    fill(raw, 40)
    (raw / "bad.txt").write_bytes(b"\x00\x01\x02\xff" * 500)
    (raw / "many.jsonl").write_text('{"id": "one", "text": "A word about ferns ."}\n{broken\n')
    return raw


def test_two_nodes_of_which_one_is_killed(sources: Path, cleaned: Path, tmp_path: Path, quick: Settings) -> None:
    fill(sources, 160, start=40)
    run(sources, tmp_path / "local", quick, decisions=Trouble(kills="plant-007.txt"))
    nodes, report = on_ray(str(sources), str(cleaned), quick, "3")
    assert nodes == 1
    # What a killed actor had written before it could tell counts as current when it is looked at again.
    assert (report.made + report.current, report.quarantined) == (200, 3)
    assert content(cleaned) == content(tmp_path / "local")
    assert entries(cleaned).keys() == entries(tmp_path / "local").keys()
    report = run(sources, cleaned, quick)
    assert (report.current, report.quarantined) == (200, 3)


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
    _, first = on_ray(f"{bucket}/raw", f"{bucket}/cleaned", quick)
    assert (first.made, first.quarantined) == (41, 2)
    store = RemoteStore(f"{bucket}/cleaned")
    local = content(tmp_path / "local")
    assert {name: store.read(name) for name in local} == local
    quarantine = {f".pipeline/quarantine/{name}": data for name, data in entries(tmp_path / "local").items()}
    assert {name: store.read(name) for name in quarantine} == quarantine

    raw.write([("plant-001.txt", article(77).encode())])
    raw.remove(["bad.txt", "plant-002.txt"])
    _, second = on_ray(f"{bucket}/raw", f"{bucket}/cleaned", quick)
    assert (second.made, second.current, second.quarantined, second.gone) == (1, 39, 1, 1)
    assert store.read(".pipeline/quarantine/bad.txt.json") is None
    assert Report.model_validate_json(store.read(".pipeline/batch.json") or b"") == second
