"""How far a batch has come: a live line on a terminal, a plain line every few seconds elsewhere."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.cli.console import err

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from pipeline.batch.report import Outcome

PLAIN_SECONDS = 5.0


@dataclass
class Shown:
    """What looks on while `batch.run` goes on: counts, and code points of the sources done."""

    live: Progress | None = None
    task: TaskID | None = None
    articles: int | None = None
    done: int = 0
    characters: int = 0
    failures: int = 0
    began: float = field(default_factory=time.monotonic)
    said: float = field(default_factory=time.monotonic)

    def total(self, articles: int) -> None:
        """How many articles there are."""
        self.articles = articles
        if self.live is not None and self.task is not None:
            self.live.update(self.task, total=articles)

    def note(self, text: str) -> None:
        """Something that a person would like to know while waiting."""
        (self.live.console if self.live is not None else err).print(text, markup=False)

    def settled(self, outcome: Outcome) -> None:
        """One more article is done."""
        if outcome.state in ("ignored", "gone"):
            return
        self.done += 1
        self.characters += outcome.characters
        self.failures += outcome.state == "quarantined"
        if self.live is not None and self.task is not None:
            self.live.update(self.task, completed=self.done, rate=self._rate(), failures=self.failures)
        elif self.live is None and time.monotonic() - self.said >= PLAIN_SECONDS:
            self.said = time.monotonic()
            of = f" of {self.articles}, {self._left():.0f} s left" if self.articles is not None else ""
            self.note(f"{self.done} articles{of}, {self._rate()}, {self.failures} failures")

    def _rate(self) -> str:
        return f"{self.characters / max(time.monotonic() - self.began, 1e-3) / 1000:.0f} k characters/s"

    def _left(self) -> float:
        return (time.monotonic() - self.began) / max(self.done, 1) * max((self.articles or 0) - self.done, 0)


@contextmanager
def progress(*, quiet: bool) -> Iterator[Shown | None]:
    """Progress for the length of a block; None with --quiet."""
    if quiet:
        yield None
        return
    if not err.is_terminal:
        yield Shown()
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

    columns = (
        SpinnerColumn(), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(), TextColumn("{task.fields[failures]} failures"),
    )  # fmt: skip
    with Progress(*columns, console=err, transient=True) as live:
        yield Shown(live, live.add_task("articles", total=None, rate="", failures=0))
