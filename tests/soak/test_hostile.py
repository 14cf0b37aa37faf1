"""Ten thousand hostile sources, with the engine."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from pipeline.kit import Kit
from tests.batch.hostile import DATA, SUFFIXES, endure

HELD: list[Any] = []


@pytest.mark.soak
@pytest.mark.timeout(4 * 3600)
@settings(max_examples=10_000)
@given(data=DATA, suffix=SUFFIXES)
def test_ten_thousand_hostile_sources(data: bytes, suffix: str) -> None:
    assert endure(data, suffix, *HELD) in ("made", "quarantined")


@pytest.fixture(scope="module", autouse=True)
def hold(tmp_path_factory: pytest.TempPathFactory, kit: Kit) -> Iterator[None]:
    """Kit and folder, aside: Hypothesis would print them with each failing example."""
    folder = tempfile.mkdtemp(dir="/dev/shm") if Path("/dev/shm").is_dir() else tmp_path_factory.mktemp("hostile")
    HELD[:] = [kit, Path(folder)]
    yield
    shutil.rmtree(folder)
