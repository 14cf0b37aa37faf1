"""Puts together what the line works with: toolbox, engine, recipe."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, Protocol

from pipeline import language
from pipeline.model import Match, Refusal
from pipeline.repair.policy import load_policy
from pipeline.settings import Settings, default_home

if TYPE_CHECKING:
    from pipeline.engine import Dictionary, Engine, EngineSettings
    from pipeline.repair.repair import Decide
    from pipeline.repair.stages import Check
    from pipeline.repair.toolbox import Toolbox


class ModelMissing(Refusal):
    """The spaCy model that the settings name isn't installed."""


class Decisions(Protocol):
    """What editors decided (`review.Decisions`), as the line needs it; picklable."""

    def for_article(self, article: str) -> Decide | None:
        """The applier's hook for one pass over an article; None when no proposal about it is decided."""
        ...

    def fingerprint_for(self, article: str) -> str:
        """A hash of the decisions that can touch an article, "" when there are none."""
        ...

    def texts(self, kind: Literal["protect", "keep-block", "remove-block"], article: str) -> frozenset[str]:
        """Texts that editors protected, put back or removed in an article."""
        ...

    def terms(self, article: str) -> Mapping[str, str]:
        """Terms that editors added for an article: what is found, and what is wanted instead."""
        ...


@dataclass(frozen=True, repr=False)
class Kit:
    """What the line works with, made once per process. `close` ends the engine if it is this kit's own."""

    settings: Settings
    toolbox: Toolbox
    recipe: str = "0" * 64
    check: Check | None = None
    decisions: Decisions | None = None
    close: Callable[[], None] = field(default=lambda: None)

    def __repr__(self) -> str:
        return f"Kit({self.recipe[:8]})"


def engine_settings(settings: Settings) -> EngineSettings:
    """The engine's part of the settings: which of its rules the policy asks for, where it is, what it may take."""
    from pipeline.engine import EngineSettings

    policy = load_policy(settings.language)
    rules, categories = policy.unasked()
    return EngineSettings(
        enabled_rules=policy.asked() if settings.engine_rules == "listed" else None,
        disabled_rules=rules,
        disabled_categories=categories,
        url=settings.languagetool_url,
        java=settings.java,
        heap_mb=settings.engine_heap_mb,
        language=settings.language,
        home=settings.home,
        timeout_seconds=settings.engine_timeout,
    )


def toolbox(settings: Settings) -> Toolbox:
    """The rules, terms and policy in force. Raises repair.UnknownRule, terms.TermbaseError, and ModelMissing."""
    from pipeline.repair import readings
    from pipeline.repair.toolbox import open_toolbox

    try:
        language.fingerprint(settings.model)
    except ValueError as error:
        raise ModelMissing(str(error)) from error
    readings.recall(settings.home or default_home())
    return open_toolbox(settings.language, settings.only, settings.without, settings.termbases, settings.model)


def worth(settings: Settings) -> Callable[[str], bool] | None:
    """Whether the engine of these settings is to be asked about a sentence; None when it is about each: where rules are
    asked for of which the policy knows nothing, or LanguageTool's dictionaries aren't at hand."""
    from pipeline.engine import open_dictionary

    words = open_dictionary(engine_settings(settings)) if settings.engine_rules == "listed" else None
    return _worth(settings.language, words) if words else None


@lru_cache(maxsize=2)
def _worth(variety: str, words: Dictionary) -> Callable[[str], bool]:
    from pipeline.repair.asking import worth_asking

    return worth_asking(load_policy(variety).triggers(), words)


def checker(engine: Engine, settings: Settings, known: Callable[[Check], Check] | None = None) -> Check:
    """The engine as the line sees it, asked sentence by sentence, where that is worth it; `known` may answer instead of
    it (a cache)."""
    from pipeline.engine import EngineFailed
    from pipeline.repair.asking import asked_where_worth
    from pipeline.repair.sentences import by_sentence

    def check(texts: Sequence[str]) -> list[Sequence[Match] | None]:
        """The engine's findings, None for each text that it failed on."""
        return [None if isinstance(found, EngineFailed) else found for found in engine.check(texts)]

    asked, worthy = known(check) if known else check, worth(settings)
    return by_sentence(asked_where_worth(asked, worthy) if worthy else asked)


def open_kit(settings: Settings) -> Kit:
    """A kit with an engine of its own, started only if some rule in force needs it. Raises EngineUnavailable."""
    tools = toolbox(settings)
    if tools.policy is None:
        return Kit(settings, tools)
    from pipeline.engine import open_engine

    engine = open_engine(engine_settings(settings))
    return Kit(settings, tools, check=checker(engine, settings), close=engine.close)
