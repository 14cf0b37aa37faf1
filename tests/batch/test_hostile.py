"""Five hundred hostile sources; ten thousand are in the soak."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from pipeline.kit import Kit
from tests.batch.hostile import DATA, SUFFIXES, endure


@settings(max_examples=500)
@given(data=DATA, suffix=SUFFIXES)
def test_hostile_sources(data: bytes, suffix: str, kit_without_engine: Kit, scratch: Path) -> None:
    assert endure(data, suffix, kit_without_engine, scratch) in ("made", "quarantined")


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    memory = Path("/dev/shm")
    if memory.is_dir():
        import tempfile

        return Path(tempfile.mkdtemp(dir=memory))
    return tmp_path_factory.mktemp("hostile")
