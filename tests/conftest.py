"""What all tests share: a home folder of their own, and one real LanguageTool server for the whole session."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from pipeline.engine import Engine, EngineSettings, jars, open_engine
from pipeline.kit import Kit, checker, toolbox
from pipeline.settings import Settings, default_home
from tests.homes import furnish

settings.register_profile("project", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
settings.load_profile("project")


_HOME = Path(tempfile.mkdtemp(prefix="home"))


def pytest_configure() -> None:
    """Have servers of the tests' own only, whatever the user keeps."""
    if jars.installed(default_home()):
        furnish(_HOME)
    os.environ["PIPELINE_HOME"] = str(_HOME)


def pytest_unconfigure() -> None:
    """Remove the home folder, not what it leads to."""
    shutil.rmtree(_HOME, ignore_errors=True)


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    """A LanguageTool server of the tests' own."""
    with open_engine(EngineSettings(kept=False)) as found:
        yield found


@pytest.fixture(scope="session")
def kit(engine: Engine) -> Kit:
    """The whole line with the engine."""
    chosen = Settings()
    return Kit(chosen, toolbox(chosen), check=checker(engine, chosen))


@pytest.fixture(scope="session")
def kit_without_engine() -> Kit:
    """The line without LanguageTool, for properties that are tried on very many texts."""
    chosen = Settings(without=("languagetool",))
    return Kit(chosen, toolbox(chosen))
