"""`pipeline clean` and `pipeline extract`: one text, printed."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.cli.console import err, escape, fail, out, state, write_bytes, write_json
from pipeline.cli.options import Json, repairing, settings_from

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.kit import Kit
    from pipeline.model import Repaired, Source
    from pipeline.settings import Settings

File = Annotated[str, typer.Argument(help="A file, or - for standard input.", show_default=True)]


def _source(file: str) -> Source:
    from pipeline.model import Source
    from pipeline.reading import media_type

    if file == "-":
        return Source("-", "-", sys.stdin.buffer.read(), "text/plain")
    path = Path(file)
    kind = media_type(path.name)
    if kind == "application/jsonl":
        fail(f"{file}: a .jsonl file holds many articles; use `pipeline run`.", 2)
    try:
        return Source(path.name, path.name, path.read_bytes(), kind or "text/plain")
    except OSError as error:
        fail(f"{file}: {error.strerror}.", 2)


@contextmanager
def _kit(settings: Settings) -> Iterator[Kit]:
    from pipeline.kit import open_kit

    kit = open_kit(settings)
    try:
        yield kit
    finally:
        kit.close()


def clean(
    file: File = "-",
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help='Filter: {"id","text"} lines in, {"id","text","edits"} out.')
    ] = False,
    explain: Annotated[bool, typer.Option("--explain", help="List the edits.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Show the edits as a unified diff.")] = False,
    *,
    flags: dict[str, Any],
    as_json: Json = False,
) -> None:
    """Repair one text and print it; nothing is removed.

    Example: echo "I ca n't get up.I dare not walk ." | pipeline clean
    """
    settings = settings_from(**flags)
    with _kit(settings) as kit:
        if jsonl:
            raise typer.Exit(_filter(file, kit))
        from pipeline.article import clean as clean_text
        from pipeline.reading import Unreadable, decode

        source = _source(file)
        try:
            text = decode(source, settings)
        except Unreadable as error:
            fail(f"{file}: {error}", 1)
        result, repaired = clean_text(text, kit)
    if as_json:
        edits = [edit.model_dump(mode="json") for one in repaired for edit in one.edits]
        write_json({"text": result, "edits": edits})
    elif explain:
        _explain(repaired)
    elif diff:
        _diff(text.text, result, file)
    else:
        write_bytes(result.encode())


def _filter(file: str, kit: Kit) -> int:
    from pipeline.filter import clean_lines

    stream = sys.stdin.buffer if file == "-" else Path(file).open("rb")  # noqa: SIM115
    failed = False
    with stream:
        for line, ok in clean_lines(stream, kit):
            sys.stdout.buffer.write(line)
            failed |= not ok
    sys.stdout.buffer.flush()
    return int(failed)


def _explain(repaired: Sequence[Repaired]) -> None:
    styles = {"applied": "green", "suggested": "yellow", "blocked": "red", "accepted": "green", "rejected": "dim"}
    for one in repaired:
        for edit in one.edits:
            change = f"{escape(repr(edit.before))} → {escape(repr(edit.after))}"
            out.print(f"[{styles[edit.outcome]}]{edit.outcome:9}[/] [bold]{escape(edit.rule)}[/]  {change}")
            if edit.why:
                out.print(f"          [dim]{escape(edit.why)}[/]")
    if not any(one.edits for one in repaired):
        out.print("Nothing to repair.")


def _diff(before: str, after: str, file: str) -> None:
    import difflib

    name = "text" if file == "-" else file
    for line in difflib.unified_diff(
        before.splitlines(), after.splitlines(), f"{name} (source)", f"{name} (clean)", lineterm=""
    ):
        style = {"+": "green", "-": "red", "@": "cyan"}.get(line[:1])
        out.print(line, style=style, markup=False)


def extract(
    file: File = "-",
    *,
    flags: dict[str, Any],
    as_json: Json = True,  # noqa: ARG001
) -> None:
    """Print one article's document (JSON).

    Example: pipeline extract raw/postpartum-back-pain.txt
    """
    from pipeline.article import make
    from pipeline.reading import Unreadable

    settings = settings_from(**flags)
    source = _source(file)
    with _kit(settings) as kit:
        try:
            made = make(source, kit)
        except Unreadable as error:
            if state.verbose:
                err.print_exception()
            fail(f"{file}: {error}", 1)
    write_bytes(made.document)


COMMANDS = {"clean": repairing(clean), "extract": repairing(extract)}
