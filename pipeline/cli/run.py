"""`pipeline run`: the batch job, its progress and its closing table."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.cli.console import err, escape, fail, note, state, table, write_bytes
from pipeline.cli.options import DecisionsFile, Json, repairing, settings_from
from pipeline.cli.progress import progress

if TYPE_CHECKING:
    from pipeline.batch import Report
    from pipeline.review.decisions import Decisions
    from pipeline.settings import Settings


class Where(StrEnum):
    """Where a batch is worked on."""

    here = "here"
    ray = "ray"


class Form(StrEnum):
    """Formats of the report."""

    text = "text"
    json = "json"
    sarif = "sarif"


def run(
    raw: Annotated[str, typer.Argument(help="The folder of articles.")] = "raw",
    cleaned: Annotated[str, typer.Argument(help="The folder for results.")] = "cleaned",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write nothing; report what a run would do.")] = False,
    prune: Annotated[bool, typer.Option("--prune", help="Remove outputs whose source is gone.")] = False,
    strict: Annotated[bool | None, typer.Option("--strict", help="Exit code 1 on any warning or error.")] = None,
    workers: Annotated[int | None, typer.Option("--workers", min=1, help="Worker processes.")] = None,
    *,
    flags: dict[str, Any],
    decisions: DecisionsFile = None,
    form: Annotated[Form | None, typer.Option("--format", help="Report problems as text, JSON or SARIF.")] = None,
    baseline: Annotated[
        Path | None, typer.Option("--baseline", help="A file of known problems; only new ones count, with exit code 1.")
    ] = None,
    write_baseline: Annotated[
        Path | None, typer.Option("--write-baseline", help="Write the problems of this run as a baseline.")
    ] = None,
    on: Annotated[Where, typer.Option("--on", help="Where to work; ray needs the extra of that name.")] = Where.here,
    address: Annotated[str | None, typer.Option("--address", help="Address of the Ray cluster.")] = None,
    as_json: Json = False,
) -> None:
    """Clean every article under RAW into CLEANED; only what is new or changed is done again.

    Example: pipeline run raw cleaned
    """
    from pipeline.review import report as reports
    from pipeline.review.decisions import load

    settings = settings_from(**flags, strict=strict, workers=workers, decisions=decisions)
    decided = load(settings.decisions) or None
    known = reports.read_baseline(baseline) if baseline else frozenset()
    with progress(quiet=state.quiet or as_json) as shown:
        watcher = reports.Gather(shown) if form or baseline or write_baseline else shown
        work = _on_ray(address, workers) if on is Where.ray else _here
        report = work(raw, cleaned, settings, dry_run=dry_run, prune=prune, progress=watcher, decisions=decided)
    found = reports.findings(watcher.outcomes) if isinstance(watcher, reports.Gather) else []
    if write_baseline:
        reports.write_baseline(found, write_baseline)
    if form and isinstance(watcher, reports.Gather):
        write_bytes(reports.report(watcher.outcomes, form.value, known, Path(raw), settings).encode())
    elif as_json:
        write_bytes(report.to_json())
    else:
        _tell(report, cleaned, decided)
    alarming = settings.strict and any(report.severities.get(name) for name in ("warning", "error"))
    fresh = reports.new(found, known) if baseline else []
    raise typer.Exit(1 if fresh or alarming or (report.quarantined and not baseline) else 0)


def _here(raw: str, cleaned: str, settings: Settings, **options: Any) -> Report:
    from pipeline import batch

    return batch.run(Path(raw), Path(cleaned), settings, **options)


def _on_ray(address: str | None, workers: int | None) -> Callable[..., Report]:
    try:
        from pipeline.batch.cluster import run_on_ray
    except ImportError:
        fail("Ray isn't installed: `pip install 'translation-cleaner[ray]'`.", 2)
    return partial(run_on_ray, address=address, workers=workers)


def _tell(report: Report, cleaned: str, decided: Decisions | None) -> None:
    _table(report)
    if not report.dry_run:
        _next_steps(report, cleaned)
        _unused(decided, cleaned)


def _table(report: Report) -> None:
    parts = [f"{report.made} {'would be made' if report.dry_run else 'made'}", f"{report.current} current"]
    parts += [
        f"{count} {name}" for name, count in (("quarantined", report.quarantined), ("gone", report.gone)) if count
    ]
    codes = ", ".join(f"{count} {code}" for code, count in report.problems.items())
    speed = f"{report.articles_per_second:g} articles/s"
    rows = [("articles", f"{report.articles:,}", ", ".join(parts))]
    rows += [(name, f"{getattr(report, name):,}", "") for name in ("edits", "suggestions", "causes", "tips")]
    rows += [("problems", str(sum(report.problems.values())), codes)]
    rows += [("ignored files", str(report.ignored), "")] if report.ignored else []
    rows += [("seconds", f"{report.seconds:.1f}", speed)]
    table(("", "", ""), rows, right=(1,))
    for failure in report.failures:
        err.print(f"[red]{escape(failure.id)}[/]: {escape(failure.message)}")


def _unused(decided: Decisions | None, cleaned: str) -> None:
    from pipeline.batch.remote import made

    for entry in decided.unused(made(cleaned)) if decided is not None else ():
        note(f"This decision no longer applies anywhere: {entry.line()}")


def _next_steps(report: Report, cleaned: str) -> None:
    if report.quarantined:
        note(f"Look at {cleaned}/.pipeline/quarantine: what could not be cleaned, and why.")
    if report.gone and not report.removed:
        note("Outputs whose source is gone stay; `--prune` removes them.")
    if report.articles:
        note(
            f"Results are in {cleaned}: read the .md, use the .json. `pipeline review {cleaned}` shows what to look at."
        )


COMMANDS = {"run": repairing(run)}
