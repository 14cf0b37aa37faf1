"""`pipeline review`, `suggest`, `export`: what comes after a batch."""

from __future__ import annotations

from collections.abc import Callable

COMMANDS: dict[str, Callable[..., None]] = {}
