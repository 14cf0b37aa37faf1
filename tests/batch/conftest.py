"""What the batch's tests share: folders, settings, a run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.batch import Report, run
from pipeline.engine import Engine
from pipeline.settings import Settings
from tests.batch.plants import chosen


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    return folder


@pytest.fixture
def cleaned(tmp_path: Path) -> Path:
    return tmp_path / "cleaned"


@pytest.fixture(scope="session")
def quick() -> Settings:
    """Settings of runs that need no engine, with one worker: quick to start."""
    return chosen(workers=1, without=("languagetool",))


@pytest.fixture(scope="session")
def whole(engine: Engine) -> Settings:
    """Settings of runs with the session's engine."""
    return chosen(workers=2, languagetool_url=engine.wait())


Runner = Callable[..., Report]


@pytest.fixture
def cleaning(raw: Path, cleaned: Path, quick: Settings) -> Runner:
    """A run over `raw`, without an engine unless other settings are given."""

    def go(settings: Settings = quick, **options: object) -> Report:
        return run(raw, cleaned, settings, **options)  # type: ignore[arg-type]

    return go
