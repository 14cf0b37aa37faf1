"""Ten thousand hostile sources, with the engine."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from pipeline.kit import Kit
from tests.batch.hostile import DATA, SUFFIXES, endure


@pytest.mark.soak
@pytest.mark.timeout(4 * 3600)
@settings(max_examples=10_000)
@given(data=DATA, suffix=SUFFIXES)
def test_ten_thousand_hostile_sources(data: bytes, suffix: str, kit: Kit, folder: Path) -> None:
    assert endure(data, suffix, kit, folder) in ("made", "quarantined")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hostile")
