"""The application: its commands, its global flags, its exit codes."""

from __future__ import annotations

import signal
import sys
from types import FrameType
from typing import Annotated

import typer

from pipeline import __version__
from pipeline.cli import engine, info, review, run, text
from pipeline.cli.console import err, escape, state
from pipeline.model import Refusal

app = typer.Typer(
    name="pipeline",
    help="Turn raw machine-translated articles into clean, structured, validated content.\n\n"
    "Example: pipeline run raw cleaned",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"pipeline {__version__}")
        raise typer.Exit


@app.callback()
def _globals(
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print results and errors only.")] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Print details, and tracebacks of failures.")
    ] = False,
    version: Annotated[  # noqa: ARG001
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    state.quiet, state.verbose = quiet, verbose


for _module in (run, text, info, review):
    for _name, _command in _module.COMMANDS.items():
        app.command(_name)(_command)
app.add_typer(engine.app, name="engine")


def _terminated(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(143)


def main() -> None:
    """Run the program; the process ends with the contract's exit codes."""
    signal.signal(signal.SIGTERM, _terminated)
    try:
        app()
    except Refusal as error:
        if state.verbose:
            err.print_exception()
        err.print(f"[bold red]error:[/] {escape(str(error))}")
        sys.exit(error.exit_code)
