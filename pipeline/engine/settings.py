"""What the engine needs to be told; a plain value, so that worker processes can be handed it."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from pipeline.settings import default_home

LANGUAGETOOL_VERSION = "6.8"
LANGUAGETOOL_BUILD = "2026-05-05 16:34:58 +0200"


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """How to find, start and ask the engine.

    url: address of a server of somebody else's (`http://host:port`), None to find one here.
    java: Java executable, None for the packaged runtime. heap_mb: largest Java heap in MiB, as is.
    language: variant of English that is asked for; a server serves each. home: folder of jars, caches and states.
    timeout_seconds: longest wait for one answer. threads: requests under way at once and the server's check threads.
    enabled_rules: ask for these rule ids only, None for the default ones. disabled_*: skip these.
    attach: state file of a server that another process of ours watches (see `Engine.share`).
    kept: whether a server kept by `pipeline engine start` may be used.
    shared_as: name by which processes of one machine share a server that ends with the last of them (`shared.py`).
    """

    url: str | None = None
    java: Path | None = None
    heap_mb: int = 1024
    language: str = "en-US"
    home: Path | None = None
    timeout_seconds: float = 30.0
    threads: int = os.cpu_count() or 1
    enabled_rules: tuple[str, ...] | None = None
    disabled_rules: tuple[str, ...] = ()
    disabled_categories: tuple[str, ...] = ()
    attach: Path | None = None
    kept: bool = True
    shared_as: str | None = None

    @property
    def folder(self) -> Path:
        """The home folder in force."""
        return self.home or default_home()


def is_windows() -> bool:
    """Whether this is Windows (a function, so that type checkers look at both branches)."""
    return sys.platform == "win32"
