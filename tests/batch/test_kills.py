"""Ten kills at random moments; two hundred are in the soak."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.settings import Settings
from tests.batch.killing import Kills, prepared
from tests.batch.plants import fill

KINDS = (*("batch", "worker") * 3, "batch", "engine", "engine", "batch and engine")
KEPT = (2, 3, 6, 8, 9)
"""Those whose workers a kept server forks."""


@pytest.fixture(scope="module")
def kills(tmp_path_factory: pytest.TempPathFactory, whole: Settings) -> Iterator[Kills]:
    folder = tmp_path_factory.mktemp("kills")
    with prepared(fill(folder / "raw", 16), folder, whole) as kills:
        yield kills


@pytest.mark.parametrize(("seed", "kind"), list(enumerate(KINDS)))
def test_a_killed_run_is_resumed_to_the_same_bytes(kills: Kills, tmp_path: Path, seed: int, kind: str) -> None:
    kills.kill(kind, tmp_path / "cleaned", random.Random(seed), kept=seed in KEPT)
