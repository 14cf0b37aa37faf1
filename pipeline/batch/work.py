"""One article in a worker: the line, its files, its outcome; whatever raises becomes a quarantine entry, here only."""

import traceback
from dataclasses import replace
from pathlib import Path

from pipeline.article import Made, make, seal, to_json
from pipeline.batch import outputs
from pipeline.batch.jobs import Job, Unwritable
from pipeline.batch.quarantine import bar, entry, entry_name
from pipeline.batch.recipe import incomplete
from pipeline.batch.report import Outcome, of_article
from pipeline.batch.store import HOPELESS, Store
from pipeline.kit import Kit
from pipeline.reading import Unreadable

STAGES = ("reading", "structure", "repair", "language", "engine", "check")


def do(job: Job, kit: Kit, store: Store, *, dry_run: bool) -> Outcome:
    """Make an article and put its outputs, or its quarantine entry, in place. Raises Unwritable."""
    try:
        made = make(job.source, replace(kit, recipe=job.recipe))
        data = _files(made, job)
        if not dry_run:
            store.write(data)
            if job.listed:
                store.remove([entry_name(job.name)])
        return of_article(made.article, job.name, "made", complete=made.current)
    except Unreadable as error:
        barred = entry(job, error.stage, error.cause, str(error), error.details)
    except OSError as error:
        if error.errno in HOPELESS:
            raise Unwritable(error) from error
        why = f"The results can't be written ({error.strerror or error})."
        barred = entry(job, "writing", "filesystem", why, _frames(error))
    except MemoryError as error:
        barred = entry(job, _stage(error), "limit", "The article needs more memory than there is.", _frames(error))
    except Exception as error:  # noqa: BLE001 - the program's only broad one: no article may end the others' run
        why = f"The program failed on this article ({type(error).__name__}). Please report it, with the article."
        barred = entry(job, _stage(error), "program", why, _frames(error))
    return bar(barred, job.name, store, dry_run=dry_run)


def _files(made: Made, job: Job) -> list[tuple[str, bytes]]:
    trace = made.trace
    if not made.current:
        trace = seal(trace.model_copy(update={"recipe": incomplete(job.recipe)}))
    return outputs.files(job.name, made.document, made.markdown, to_json(trace))


def _frames(error: BaseException) -> str:
    """The traceback for developers, without this machine's paths."""
    package = Path(__file__).parent.parent
    lines = [f"{type(error).__name__}: {error}"]
    for frame in traceback.extract_tb(error.__traceback__)[-12:]:
        path = Path(frame.filename)
        place = path.relative_to(package).as_posix() if path.is_relative_to(package) else path.name
        lines.append(f"  {place}:{frame.lineno} in {frame.name}: {frame.line}")
    return "\n".join(lines)


def _stage(error: BaseException) -> str:
    """The room in which it happened: that of the innermost frame of ours that is in one."""
    package = Path(__file__).parent.parent
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        path = Path(frame.filename)
        if path.is_relative_to(package):
            room = path.relative_to(package).parts[0].removesuffix(".py")
            if room in STAGES:
                return room
    return "article"
