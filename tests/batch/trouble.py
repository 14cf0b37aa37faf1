"""Faults that happen inside of a worker."""

from __future__ import annotations

import os
import signal
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Trouble:
    """Decisions that make a worker's life hard when it comes to certain articles (they are asked for in the worker)."""

    kills: str = ""
    once: Path | None = None
    raises: dict[str, str] = field(default_factory=dict)

    def texts(self, kind: str, article: str) -> frozenset[str]:
        return frozenset()

    def terms(self, article: str) -> dict[str, str]:
        return {}

    def fingerprint_for(self, article: str) -> str:
        return ""

    def for_article(self, article: str) -> None:
        if article == self.kills and not (self.once and self.once.exists()):
            if self.once:
                self.once.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        if article in self.raises:
            raise {"program": ValueError, "memory": MemoryError, "disk": OSError}[self.raises[article]](5, "no luck")
