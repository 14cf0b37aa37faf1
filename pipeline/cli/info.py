"""Commands that inform: `schema`, `rules`, `settings`, and `verify`, which proves."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.console import fail, note, out, table, write_json
from pipeline.cli.options import Json, settings_from, settings_with_origins


class SchemaName(StrEnum):
    """The published types."""

    article = "article"
    trace = "trace"
    batch = "batch"
    quarantine = "quarantine"


def schema(
    name: Annotated[SchemaName, typer.Argument(help="Which document.")] = SchemaName.article,
    as_json: Json = True,  # noqa: ARG001
) -> None:
    """Print the JSON Schema (draft 2020-12) of a document.

    Example: pipeline schema trace
    """
    from pipeline.schema import schema as schema_of

    write_json(schema_of(name.value, settings_from()))


def rules(
    rule: Annotated[str | None, typer.Argument(help="One rule's id; all rules when left out.")] = None,
    as_json: Json = False,
) -> None:
    """List the rules, or show one: what it fixes, what it leaves alone, its examples, its family, safe or suggested.

    Example: pipeline rules join-split-contraction
    """
    from pipeline.repair.catalogue import catalogue

    entries = catalogue(settings_from().language)
    if rule is not None:
        entry = entries.get(rule)
        if entry is None:
            import difflib

            near = difflib.get_close_matches(rule, entries, n=1, cutoff=0.3)
            fail(f"There is no rule `{rule}`." + (f" Did you mean `{near[0]}`?" if near else ""), 2)
        if as_json:
            write_json(entry.as_json())
        else:
            for line in entry.lines():
                out.print(line, markup=False)
        return
    if as_json:
        write_json([entry.as_json() for entry in entries.values()])
        return
    table(("family", "rule", "acts", "what it does"), [(e.family, e.id, e.acts, e.summary) for e in entries.values()])


def settings(as_json: Json = False) -> None:
    """Show the settings in force and where each comes from.

    Example: PIPELINE_LANGUAGE=en-GB pipeline settings
    """
    import json

    found, origins = settings_with_origins()
    values = json.loads(found.model_dump_json())
    if as_json:
        write_json({name: {"value": values[name], "from": origins[name]} for name in values})
        return
    fields = type(found).model_fields.items()
    rows = [(name, json.dumps(values[name]), origins[name], info.description or "") for name, info in fields]
    table(("setting", "value", "from", "what it is"), rows)


def verify(
    raw: Annotated[Path, typer.Argument(help="The folder of sources.")] = Path("raw"),
    cleaned: Annotated[Path, typer.Argument(help="The folder of outputs.")] = Path("cleaned"),
    as_json: Json = False,
) -> None:
    """Prove that every document follows from its source: hashes, schemas, replay, undo, conservation, guards.

    Example: pipeline verify raw cleaned
    """
    from dataclasses import asdict

    from pipeline.batch.proof import verify_folder
    from pipeline.review.export import check as check_exports
    from pipeline.verify import Finding

    findings, articles = [], 0
    for found in verify_folder(raw, cleaned, settings_from()):
        articles += 1
        findings += found
        if not as_json:
            for finding in found:
                place = f" {finding.place}" if finding.place else ""
                out.print(f"{finding.file}{place}: {finding.message}", markup=False)
    for file, fault in check_exports(cleaned):
        findings.append(Finding(file, "", fault))
        if not as_json:
            out.print(f"{file}: {fault}", markup=False)
    if as_json:
        write_json({"articles": articles, "findings": [asdict(finding) for finding in findings]})
    else:
        note(f"{articles} articles verified, {len(findings)} findings.")
    raise typer.Exit(1 if findings else 0)


COMMANDS = {"verify": verify, "schema": schema, "rules": rules, "settings": settings}
