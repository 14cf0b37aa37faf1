"""`pipeline review`, `suggest`, `export`: what comes after a batch."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.console import note, out, write_bytes, write_json
from pipeline.cli.options import DecisionsFile, Json, settings_from

if TYPE_CHECKING:
    import uvicorn

Cleaned = Annotated[Path, typer.Argument(help="The folder of results.")]


class To(StrEnum):
    """Formats of exports."""

    jsonl = "jsonl"
    csv = "csv"
    parquet = "parquet"
    sqlite = "sqlite"
    jsonld = "jsonld"


class Rows(StrEnum):
    """What a row of an export is."""

    items = "items"
    articles = "articles"
    edits = "edits"
    problems = "problems"


ENDINGS = {To.jsonl: "jsonl", To.csv: "csv", To.parquet: "parquet", To.sqlite: "sqlite", To.jsonld: "jsonld"}


def review(
    cleaned: Cleaned = Path("cleaned"),
    to: Annotated[Path, typer.Option("--out", help="The page to write.")] = Path("review.html"),
    serve: Annotated[bool, typer.Option("--serve", help="Serve the page here; decisions are saved as made.")] = False,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port of --serve, 0 for a free one.")] = 0,
    browser: Annotated[bool, typer.Option(help="Open the browser with --serve.")] = True,
    decisions: DecisionsFile = None,
) -> None:
    """Write the editor's page over a batch, or serve it on this machine.

    Example: pipeline review cleaned --serve
    """
    file = settings_from(decisions=decisions).decisions
    if serve:
        from pipeline.review.serve import serve as serve_page

        def ready(address: str, _server: uvicorn.Server) -> None:
            """Print the page's address once the server answers."""
            out.print(address, markup=False)
            note(f"Decisions are saved in {file}; Ctrl-C ends.")

        serve_page(cleaned, file, port, open_browser=browser, ready=ready)
        return
    from pipeline.review.decisions import load
    from pipeline.review.page import write

    for path in write(cleaned, to, load(file)):
        out.print(str(path), markup=False)
    note("Open it in a browser. Decisions made there are downloaded as a file; `--serve` saves them as they are made.")


def suggest(cleaned: Cleaned = Path("cleaned"), decisions: DecisionsFile = None, as_json: Json = False) -> None:
    """Propose names, terms, advertising lines and rules to decide about. Nothing acts by itself.

    Example: pipeline suggest cleaned
    """
    from pipeline.review.decisions import load
    from pipeline.review.suggest import suggest as suggestions

    found = suggestions(cleaned, load(settings_from(decisions=decisions).decisions))
    if as_json:
        for one in found:
            record = {"entry": one.entry.model_dump(exclude_none=True), "why": one.why}
            write_json(record | {"count": one.count, "examples": one.examples})
        return
    for one in found:
        write_bytes(f"{one.entry.line()}\n".encode())
        note(f"    {one.why}")
    note("Add the lines that you accept to your decisions, or accept them on the review page.")


def export(
    cleaned: Cleaned = Path("cleaned"),
    to: Annotated[To, typer.Option("--to", help="The format.")] = To.jsonl,
    rows: Annotated[Rows | None, typer.Option("--rows", help="What a row is; articles for jsonld, else items.")] = None,
    path: Annotated[Path | None, typer.Option("--out", help="The file to write.")] = None,
) -> None:
    """Write items, articles, edits or problems of a batch for other programs.

    Example: pipeline export cleaned --to parquet --rows items
    """
    from pipeline.review.export import export as write

    chosen = rows or (Rows.articles if to is To.jsonld else Rows.items)
    target = path or Path(f"{chosen.value}.{ENDINGS[to]}")
    count = write(cleaned, to.value, chosen.value, target)
    note(f"{count:,} rows in {target}.")


COMMANDS = {"review": review, "suggest": suggest, "export": export}
