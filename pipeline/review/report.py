"""What a run would do and what needs attention, for people, programs and continuous integration (SARIF 2.1.0).

A baseline is a file of the problems that are known: only those that aren't in it are new.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol

import orjson

from pipeline.model import Problem, Refusal, Severity, Span

if TYPE_CHECKING:
    from pipeline.settings import Settings

Format = Literal["text", "json", "sarif"]
QUARANTINED = "quarantined"
"""Code of the finding that an article could not be cleaned at all."""


class BaselineError(Refusal):
    """A baseline file can't be used; the message names it and says why."""


class Outcome(Protocol):
    """What a run tells of one article (`batch.report.Outcome`)."""

    @property
    def id(self) -> str:
        """The article's id."""

    @property
    def state(self) -> str:
        """What became of the article (`batch.report.State`)."""

    @property
    def edits(self) -> int:
        """How many edits changed it."""

    @property
    def suggestions(self) -> int:
        """How many edits are suggested."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What verify found."""

    @property
    def message(self) -> str:
        """For a quarantined article, what a person should know; empty for others."""


class Progress(Protocol):
    """What looks on while a run goes on (`batch.report.Progress`)."""

    def total(self, articles: int) -> None:
        """How many articles there are."""

    def settled(self, outcome: Any) -> None:
        """One more article is done."""

    def note(self, text: str) -> None:
        """Something for a person who waits."""


class Gather:
    """Keeps the outcomes of a run as they come, and hands them on to whoever shows progress."""

    def __init__(self, then: Progress | None = None):
        self.outcomes: list[Outcome] = []
        self._then = then

    def total(self, articles: int) -> None:
        """How many articles there are."""
        if self._then:
            self._then.total(articles)

    def settled(self, outcome: Outcome) -> None:
        """One more is settled."""
        self.outcomes.append(outcome)
        if self._then:
            self._then.settled(outcome)

    def note(self, text: str) -> None:
        """Something for a person who waits."""
        if self._then:
            self._then.note(text)


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem of an article; span in code points of the decoded source. nth: ordinal among equal ones there."""

    article: str
    code: str
    severity: Severity
    message: str
    source: Span | None = None
    nth: int = 1

    @property
    def fingerprint(self) -> str:
        """The same for the same problem in later runs, wherever in its article it stands (32 hex digits)."""
        text = "\n".join((self.article, self.code, self.message, str(self.nth)))
        return hashlib.sha256(text.encode()).hexdigest()[:32]


def findings(outcomes: Iterable[Outcome]) -> list[Finding]:
    """All problems of the articles, and those that could not be cleaned, in the order of the outcomes."""
    out: list[Finding] = []
    for outcome in outcomes:
        if outcome.state == "quarantined":
            out.append(
                Finding(outcome.id, QUARANTINED, "error", outcome.message or "The article could not be cleaned.")
            )
        seen: Counter[tuple[str, str]] = Counter()
        for problem in outcome.problems:
            seen[(problem.code, problem.message)] += 1
            nth = seen[(problem.code, problem.message)]
            out.append(Finding(outcome.id, problem.code, problem.severity, problem.message, problem.source, nth))
    return out


def new(found: Iterable[Finding], baseline: Collection[str]) -> list[Finding]:
    """The findings of severity warning or error that the baseline doesn't know: what makes a check fail."""
    return [one for one in found if one.severity != "info" and one.fingerprint not in baseline]


def read_baseline(path: Path) -> frozenset[str]:
    """The fingerprints that a baseline knows; none when there is no file. Raises BaselineError."""
    try:
        return frozenset(entry["fingerprint"] for entry in orjson.loads(path.read_bytes())["problems"])
    except FileNotFoundError:
        return frozenset()
    except (OSError, orjson.JSONDecodeError, KeyError, TypeError) as error:
        raise BaselineError(
            f"{path}: no baseline; write one with `pipeline run --dry-run --write-baseline`."
        ) from error


def write_baseline(found: Iterable[Finding], path: Path) -> None:
    """Write a baseline that knows all these findings: readable, sorted, one problem a line."""
    entries = sorted((one.article, one.code, one.message, one.fingerprint) for one in found if one.severity != "info")
    names = ("article", "code", "message", "fingerprint")
    lines = ",\n".join(orjson.dumps(dict(zip(names, entry, strict=True))).decode() for entry in entries)
    path.write_text(f'{{"problems": [\n{lines}\n]}}\n', encoding="utf-8", newline="\n")


def report(
    outcomes: Sequence[Outcome],
    fmt: Format,
    baseline: Collection[str] = frozenset(),
    raw: Path | None = None,
    settings: Settings | None = None,
) -> str:
    """A run's (or a dry run's) report; with a baseline it tells which problems are new. Ends with a newline.

    raw: the folder of the sources, in which SARIF's lines are found; without it problems stand at their files' first
    lines.
    """
    found = findings(outcomes)
    fresh = {one.fingerprint for one in new(found, baseline)}
    if fmt == "sarif":
        from pipeline.review.sarif import Places, log

        return _dump(log(found, baseline, Places(raw, settings)))
    counts = Counter(outcome.state for outcome in outcomes)
    if fmt == "json":
        return _dump(
            {
                "counts": {**dict(sorted(counts.items())), "new": len(fresh)},
                "articles": [
                    {"id": o.id, "state": o.state, "edits": o.edits, "suggestions": o.suggestions} for o in outcomes
                ],
                "problems": [_plain(one, one.fingerprint in fresh) for one in found],
            }
        )
    marks = {True: "new ", False: "" if not baseline else "known "}
    lines = [
        f"{one.article}: {marks[one.fingerprint in fresh] if baseline else ''}{one.severity} {one.code}: {one.message}"
        for one in found
    ]
    done = counts["made"]
    edits, suggestions = (sum(getattr(o, name) for o in outcomes) for name in ("edits", "suggestions"))
    lines.append(
        f"{_count(done, 'article')} to be cleaned, {counts['current']} current, {counts['quarantined']} failed."
    )
    lines.append(f"{_count(edits, 'edit')}, {_count(suggestions, 'suggestion')}, {_count(len(found), 'problem')}.")
    if baseline:
        lines.append(f"{_count(len(fresh), 'problem')} new since the baseline.")
    return "\n".join(lines) + "\n"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _dump(value: object) -> str:
    return orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode()


def _plain(one: Finding, fresh: bool) -> dict[str, Any]:
    source = one.source.model_dump() if one.source else None
    return {
        "article": one.article,
        "code": one.code,
        "severity": one.severity,
        "message": one.message,
        "source": source,
        "fingerprint": one.fingerprint,
        "new": fresh,
    }
