"""Proof of a whole folder: every source against its outputs, every output against its source."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from pipeline.batch import quarantine
from pipeline.batch.jobs import Job
from pipeline.batch.plan import Plan
from pipeline.batch.store import FolderUnusable, LocalStore, apart
from pipeline.batch.walk import LocalRaw
from pipeline.model import Quarantined
from pipeline.settings import Settings
from pipeline.verify import Bundle, Finding, verify

NO_RECIPE = "0" * 64
"""No output was made by it, so the plan hands out every source."""


def verify_folder(raw: Path, cleaned: Path, settings: Settings) -> Iterator[list[Finding]]:
    """For each source and each output without one, in the walk's order: what doesn't hold, mostly nothing.

    Articles in quarantine have no outputs and nothing to prove. Writes nothing, needs no engine and no model.
    Raises FoldersNested, and FolderUnusable when a folder can't be read.
    """
    apart(raw, cleaned)
    if not cleaned.is_dir():
        raise FolderUnusable(f"There is no folder {cleaned}; `pipeline run` makes it.")
    store = LocalStore(cleaned)
    plan = Plan(LocalRaw(raw), store, settings, NO_RECIPE, dry_run=True)
    try:
        for _, found in plan.entries():
            if isinstance(found, Job):
                yield _proved(found, store, settings)
            elif found.state == "gone":
                yield list(verify(None, _bundle(found.name, store), settings))
    except OSError as error:
        raise FolderUnusable(f"{raw} can't be read ({error.strerror}).") from error


def _bundle(name: str, store: LocalStore) -> Bundle:
    return Bundle(name, store.read(f"{name}.json"), store.read(f"{name}.md"), store.read(f"{name}.trace.json"))


def _proved(job: Job, store: LocalStore, settings: Settings) -> list[Finding]:
    bundle = _bundle(job.name, store)
    if bundle.document is None and _is_quarantined(job, store):
        return []
    return list(verify(job.source, bundle, settings))


def _is_quarantined(job: Job, store: LocalStore) -> bool:
    data = store.read(quarantine.entry_name(job.name))
    if data is None:
        return False
    entry = Quarantined.model_validate_json(data)
    return entry.source_sha256 in (None, sha256(job.source.data).hexdigest())
