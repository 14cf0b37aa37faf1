"""What all tests share: one real LanguageTool server for the whole session."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from pipeline.engine import Engine, EngineSettings, open_engine
from pipeline.kit import Kit, checker, toolbox
from pipeline.settings import Settings

settings.register_profile("project", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
settings.load_profile("project")


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
