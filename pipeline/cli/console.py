"""What people see: one console for results, one for messages, and the state that the global flags set."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NoReturn

import typer
from rich.console import Console

out = Console(soft_wrap=True, highlight=False)
err = Console(stderr=True, soft_wrap=True, highlight=False)


@dataclass
class State:
    """The global flags, and the settings flags given with the command."""

    quiet: bool = False
    verbose: bool = False
    flags: dict[str, Any] = field(default_factory=dict)


state = State()


def note(message: str) -> None:
    """A message for people, on standard error; none with --quiet."""
    if not state.quiet:
        err.print(message, markup=False)


def fail(message: str, code: int) -> NoReturn:
    """End with an exit code and a message that says what to do."""
    err.print(f"[bold red]error:[/] {escape(message)}")
    raise typer.Exit(code)


def table(headers: Sequence[str], rows: Iterable[Sequence[str]], right: Collection[int] = ()) -> None:
    """A table on a terminal; elsewhere aligned columns, a row a line however long. right: columns set to the right."""
    if out.is_terminal:
        from rich.table import Table

        shown = Table(box=None, pad_edge=False, show_header=any(headers))
        for number, header in enumerate(headers):
            shown.add_column(header, justify="right" if number in right else "left")
        for row in rows:
            shown.add_row(*map(escape, row))
        out.print(shown)
        return
    cells = [list(headers)] * any(headers) + [list(row) for row in rows]
    widths = [max(len(row[n]) for row in cells) for n in range(len(headers))]
    for row in cells:
        line = (c.rjust(w) if n in right else c.ljust(w) for n, (c, w) in enumerate(zip(row, widths, strict=True)))
        out.print(escape("  ".join(line).rstrip()))


def escape(text: str) -> str:
    """Text that rich must not read as markup, without control characters that a terminal would obey."""
    from rich.markup import escape as rich_escape

    return rich_escape("".join(c if c.isprintable() or c == "\n" else f"\\x{ord(c):02x}" for c in text))


def write_bytes(data: bytes) -> None:
    """Data to standard output, exactly as it is."""
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def write_json(value: Any) -> None:
    """A value as indented JSON to standard output."""
    import orjson

    write_bytes(orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE, default=str))
