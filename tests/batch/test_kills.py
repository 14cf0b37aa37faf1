"""Ten kills at random moments; two hundred are in the soak."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from pipeline.settings import Settings
from tests.batch.killing import Kills, prepare
from tests.batch.plants import fill

KINDS = (*("batch", "worker") * 3, "batch", "engine", "engine", "batch and engine")


@pytest.fixture(scope="module")
def kills(tmp_path_factory: pytest.TempPathFactory, whole: Settings) -> Kills:
    folder = tmp_path_factory.mktemp("kills")
    return prepare(fill(folder / "raw", 16), folder, whole)


@pytest.mark.parametrize(("seed", "kind"), list(enumerate(KINDS)))
def test_a_killed_run_is_resumed_to_the_same_bytes(kills: Kills, tmp_path: Path, seed: int, kind: str) -> None:
    kills.kill(kind, tmp_path / "cleaned", random.Random(seed))
