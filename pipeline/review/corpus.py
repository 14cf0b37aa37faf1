"""Reads a cleaned folder as a stream: article after article, in the order of their names."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from pipeline.model import Article, Quarantined, Refusal, Trace

TRACE = ".trace.json"


class CleanedError(Refusal):
    """A file of the cleaned folder isn't what a run writes; the message names it."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """One article of the cleaned folder; name: POSIX path of its document there, without `.json`."""

    name: str
    article: Article
    trace: Trace


def names(cleaned: Path) -> Iterator[str]:
    """Names of the articles that a run has finished, sorted within each folder; `.pipeline` and other hidden folders
    aren't entered."""
    yield from _walk(str(cleaned), "")


def _walk(folder: str, prefix: str) -> Iterator[str]:
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        raise CleanedError(f"{folder}: can't be read ({error.strerror}).") from error
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            if not entry.name.startswith("."):
                yield from _walk(entry.path, f"{prefix}{entry.name}/")
        elif entry.name.endswith(TRACE):
            yield prefix + entry.name.removesuffix(TRACE)


def one(cleaned: Path, name: str) -> Cleaned:
    """Read one article. Raises CleanedError when its document or trace is missing or isn't valid."""
    parts: list[bytes] = []
    for suffix in (".json", TRACE):
        try:
            parts.append((cleaned / (name + suffix)).read_bytes())
        except OSError as error:
            raise CleanedError(f"{name}{suffix}: can't be read ({error.strerror}); run again.") from error
    try:
        return Cleaned(name, Article.model_validate_json(parts[0]), Trace.model_validate_json(parts[1]))
    except ValidationError as error:
        raise CleanedError(f"{name}: not what a run writes; `pipeline verify` says more ({error.title}).") from error


def read(cleaned: Path) -> Iterator[Cleaned]:
    """All finished articles, one at a time. Raises CleanedError on one that can't be read."""
    for name in names(cleaned):
        yield one(cleaned, name)


def quarantined(cleaned: Path) -> list[Quarantined]:
    """The articles that could not be cleaned, ordered by path. Raises CleanedError on an entry that can't be read."""
    out = []
    for path in sorted((cleaned / ".pipeline" / "quarantine").rglob("*.json")):
        try:
            out.append(Quarantined.model_validate_json(path.read_bytes()))
        except (OSError, ValidationError) as error:
            raise CleanedError(f"quarantine/{path.name}: can't be read.") from error
    return out
