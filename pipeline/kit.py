"""Puts together what the line works with: toolbox, engine, recipe."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from pipeline.engine import Engine, EngineFailed, EngineSettings, open_engine
from pipeline.model import Match
from pipeline.repair import Check, Decide, Toolbox, open_toolbox
from pipeline.settings import Settings


def _undecided(_article: str) -> Decide | None:
    return None


@dataclass(frozen=True)
class Kit:
    """What the line works with, made once per process. `close` ends the engine if it is this kit's own."""

    settings: Settings
    toolbox: Toolbox
    recipe: str = "0" * 64
    check: Check | None = None
    decide: Callable[[str], Decide | None] = _undecided
    close: Callable[[], None] = field(default=lambda: None)


def engine_settings(settings: Settings) -> EngineSettings:
    """The engine's part of the settings."""
    return EngineSettings(
        url=settings.languagetool_url,
        java=settings.java,
        heap_mb=settings.engine_heap_mb,
        language=settings.language,
        home=settings.home,
        timeout_seconds=settings.engine_timeout,
    )


def toolbox(settings: Settings) -> Toolbox:
    """The rules, terms and policy in force. Raises repair.UnknownRule and terms.TermbaseError."""
    return open_toolbox(settings.language, settings.only, settings.without, settings.termbases, settings.model)


def checker(engine: Engine) -> Check:
    """The engine as the line sees it."""

    def check(texts: Sequence[str]) -> list[Sequence[Match] | None]:
        return [None if isinstance(found, EngineFailed) else found for found in engine.check(texts)]

    return check


def open_kit(settings: Settings) -> Kit:
    """A kit with an engine of its own, started only if some rule in force needs it. Raises EngineUnavailable."""
    tools = toolbox(settings)
    if tools.policy is None:
        return Kit(settings, tools)
    engine = open_engine(engine_settings(settings))
    return Kit(settings, tools, check=checker(engine), close=engine.close)
