"""What a run tells: one outcome per article while it goes on, one report at its end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol

import orjson

from pipeline import __version__
from pipeline.model import Article, Problem, Published

NAMED = 1000
"""Articles of one kind (quarantined, gone, ignored) that a report names; the rest is only counted."""

State = Literal["made", "current", "quarantined", "ignored", "gone"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article, or of a file that is none; characters are code points of the decoded source.

    made: done in this run (in a dry run: would be); current: nothing to do; gone: outputs whose source is gone.
    message: for quarantined articles, what a person should know; complete: False when the engine failed on a block.
    """

    id: str
    state: State
    name: str = ""
    characters: int = 0
    edits: int = 0
    suggestions: int = 0
    causes: int = 0
    tips: int = 0
    problems: tuple[Problem, ...] = ()
    message: str = ""
    complete: bool = True


class Progress(Protocol):
    """What looks on while a run goes on. Called from the thread that runs; it must not raise."""

    def total(self, articles: int) -> None:
        """How many articles there are, known some time after the start."""
        ...

    def settled(self, outcome: Outcome) -> None:
        """One more is settled; in the order of the walk, whatever the order of the work."""
        ...

    def note(self, text: str) -> None:
        """Something that a person would like to know while waiting."""
        ...


class Failure(Published):
    """An article that could not be cleaned, and why."""

    id: str
    message: str


class Report(Published):
    """A run's counts, and the content of `batch.json`. Lists are cut after a thousand entries; counts aren't.

    articles: all that there are, made, current and quarantined; incomplete: those made on which the engine failed;
    problems by code, severities by name; characters: code points of the articles made; seconds: of the whole run.
    """

    articles: int
    made: int
    current: int
    quarantined: int
    ignored: int
    gone: int
    removed: int
    incomplete: int
    edits: int
    suggestions: int
    causes: int
    tips: int
    characters: int
    seconds: float
    articles_per_second: float
    characters_per_second: float
    problems: Mapping[str, int]
    severities: Mapping[str, int]
    failures: tuple[Failure, ...]
    gone_names: tuple[str, ...]
    ignored_names: tuple[str, ...]
    dry_run: bool
    interrupted: bool
    recipe: str
    versions: Mapping[str, str]

    def to_json(self) -> bytes:
        """The bytes of `batch.json`."""
        return orjson.dumps(self.model_dump(mode="json"), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


class Ledger:
    """Takes outcomes in any order, tells and counts them in the walk's order."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self._next = 0
        self._waiting: dict[int, Outcome] = {}
        self._counts: Counter[str] = Counter()
        self._problems: Counter[str] = Counter()
        self._severities: Counter[str] = Counter()
        self._names: dict[str, list[Failure]] = {"quarantined": [], "gone": [], "ignored": []}
        self.removed = 0

    @property
    def waiting(self) -> int:
        """Outcomes that are known, but wait for an earlier one."""
        return len(self._waiting)

    def settle(self, number: int, outcome: Outcome) -> None:
        """Take the outcome of the walk's entry `number` (from 0)."""
        self._waiting[number] = outcome
        while (found := self._waiting.pop(self._next, None)) is not None:
            self._next += 1
            self._count(found)
            if self._progress is not None:
                self._progress.settled(found)

    def _count(self, found: Outcome) -> None:
        counts = self._counts
        counts[found.state] += 1
        counts["incomplete"] += not found.complete
        if found.state == "made":
            counts["characters"] += found.characters
        for name in ("edits", "suggestions", "causes", "tips"):
            counts[name] += getattr(found, name)
        for problem in found.problems:
            self._problems[problem.code] += 1
            self._severities[problem.severity] += 1
        names = self._names.get(found.state)
        if names is not None and len(names) < NAMED:
            names.append(Failure(id=found.id, message=found.message))

    def report(self, seconds: float, *, recipe: str, dry_run: bool, interrupted: bool) -> Report:
        """The report of all that was settled."""
        counts = self._counts
        rate = 1 / seconds if seconds > 0 else 0.0
        handled = counts["made"] + counts["current"] + counts["quarantined"]
        return Report(
            articles=handled,
            **{name: counts[name] for name in ("made", "current", "quarantined", "ignored", "gone", "incomplete")},
            **{name: counts[name] for name in ("edits", "suggestions", "causes", "tips", "characters")},
            removed=self.removed,
            seconds=round(seconds, 3),
            articles_per_second=round(handled * rate, 2),
            characters_per_second=round(counts["characters"] * rate, 1),
            problems=dict(sorted(self._problems.items())),
            severities=dict(sorted(self._severities.items())),
            failures=tuple(self._names["quarantined"]),
            gone_names=tuple(one.id for one in self._names["gone"]),
            ignored_names=tuple(one.id for one in self._names["ignored"]),
            dry_run=dry_run,
            interrupted=interrupted,
            recipe=recipe,
            versions={"pipeline": __version__},
        )


def of_article(article: Article, name: str, state: State, *, complete: bool = True) -> Outcome:
    """The outcome that an article's document tells."""
    return Outcome(
        id=article.id,
        state=state,
        name=name,
        characters=article.source.characters,
        edits=article.quality.edits,
        suggestions=article.quality.suggestions,
        causes=len(article.causes),
        tips=len(article.tips),
        problems=article.problems,
        complete=complete,
    )


def of_document(document: bytes, name: str) -> Outcome | None:
    """The outcome of a current article, from its document's bytes; None when they are no document of this version.

    Reads only what is counted: validating the whole document takes ten times as long, and its hash is proof enough.
    """
    try:
        data = orjson.loads(document)
        return Outcome(
            id=data["id"],
            state="current",
            name=name,
            characters=data["source"]["characters"],
            edits=data["quality"]["edits"],
            suggestions=data["quality"]["suggestions"],
            causes=len(data["causes"]),
            tips=len(data["tips"]),
            problems=_problems(data["problems"]),
        )
    except (orjson.JSONDecodeError, KeyError, TypeError, ValueError):
        return None


def _problems(found: Iterable[Mapping[str, Any]]) -> tuple[Problem, ...]:
    return tuple(Problem.model_validate(problem) for problem in found)
