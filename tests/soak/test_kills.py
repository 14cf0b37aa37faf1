"""Two hundred kills at random moments."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from pipeline.engine import Engine
from tests.batch.killing import prepared
from tests.batch.plants import chosen, fill

KILLS = 200
KINDS = ("batch", "worker", "batch", "worker", "engine", "batch", "worker", "batch and engine")


@pytest.mark.soak
@pytest.mark.timeout(3 * 3600)
def test_two_hundred_kills(tmp_path: Path, engine: Engine) -> None:
    settings = chosen(workers=2, languagetool_url=engine.wait())
    with prepared(fill(tmp_path / "raw", 30), tmp_path, settings) as kills:
        for number in range(KILLS):
            kind, kept = KINDS[number % len(KINDS)], number // len(KINDS) % 2 == 1
            kills.kill(kind, tmp_path / f"cleaned-{number}", random.Random(number), kept=kept)
