"""Five hundred hostile sources; ten thousand are in the soak."""

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


@settings(max_examples=500)
@given(data=DATA, suffix=SUFFIXES)
def test_hostile_sources(data: bytes, suffix: str) -> None:
    assert endure(data, suffix, *HELD) in ("made", "quarantined")


@pytest.fixture(scope="module", autouse=True)
def hold(tmp_path_factory: pytest.TempPathFactory, kit_without_engine: Kit) -> Iterator[None]:
    """Kit and folder, aside: Hypothesis would print them with each failing example."""
    folder = tempfile.mkdtemp(dir="/dev/shm") if Path("/dev/shm").is_dir() else tmp_path_factory.mktemp("hostile")
    HELD[:] = [kit_without_engine, Path(folder)]
    yield
    shutil.rmtree(folder)
