"""Quarantine: one document for each article that could not be cleaned, beside what is content."""

from hashlib import sha256
from typing import Literal

import orjson

from pipeline.batch.jobs import Job, Unwritable
from pipeline.batch.names import PRIVATE
from pipeline.batch.report import Outcome
from pipeline.batch.store import Store
from pipeline.model import Quarantined

Cause = Literal["source", "engine", "filesystem", "limit", "program"]

FOLDER = f"{PRIVATE}/quarantine"


def entry(job: Job, stage: str, cause: Cause, message: str, details: str = "") -> Quarantined:
    """The entry of an article that could not be cleaned."""
    return Quarantined(
        path=job.source.id,
        stage=stage,
        cause=cause,
        message=message,
        details=details,
        source_sha256=sha256(job.source.data).hexdigest(),
        recipe=job.recipe,
    )


def bar(found: Quarantined, name: str, store: Store, *, dry_run: bool) -> Outcome:
    """Put a quarantine entry in place and give its outcome; earlier outputs stay as they are. Raises Unwritable."""
    if not dry_run:
        try:
            store.write([(entry_name(name), entry_bytes(found))])
        except OSError as error:
            raise Unwritable(error) from error
    return Outcome(found.path, "quarantined", name, message=found.message)


def entry_name(name: str) -> str:
    """Where an article's quarantine entry is, under CLEANED."""
    return f"{FOLDER}/{name}.json"


def entry_bytes(found: Quarantined) -> bytes:
    """A quarantine entry's bytes on disk."""
    return orjson.dumps(found.model_dump(mode="json"), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def still_quarantined(store: Store, name: str, source_sha256: str, recipe: str) -> Quarantined | None:
    """The entry of an article that would fail again: same source, same recipe, and the cause lies in the article."""
    data = store.read(entry_name(name))
    if data is None:
        return None
    try:
        found = Quarantined.model_validate_json(data)
    except ValueError:
        return None
    same = found.source_sha256 == source_sha256 and found.recipe == recipe
    return found if same and found.cause not in ("engine", "filesystem") else None
