"""The application: its commands, its global flags, its exit codes."""

from __future__ import annotations

import signal
import sys
from types import FrameType
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from pipeline import __version__
from pipeline.cli import engine, info, review, run, text
from pipeline.cli.console import err, escape, state
from pipeline.model import Refusal

GLOBAL_FLAGS = {"--quiet": "quiet", "-q": "quiet", "--verbose": "verbose", "-v": "verbose"}


class Command(TyperCommand):
    """A command that takes the global --quiet and --verbose after its name, too."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Set the global flags and leave the rest to the command."""
        end = args.index("--") if "--" in args else len(args)
        ours = set(args[:end]) & GLOBAL_FLAGS.keys()
        for flag in ours:
            setattr(state, GLOBAL_FLAGS[flag], True)
        return super().parse_args(ctx, [arg for arg in args[:end] if arg not in ours] + args[end:])


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
        app.command(_name, cls=Command)(_command)
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
