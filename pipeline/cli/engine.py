"""`pipeline engine`: where LanguageTool is, and keeping one running between batches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from pipeline.cli.console import note, out, write_json
from pipeline.cli.options import Json, Url, settings_from

if TYPE_CHECKING:
    from pipeline.engine import EngineSettings

app = typer.Typer(
    help="The LanguageTool engine: where it is, which version, fetch it, keep one running."
    "\n\nExample: pipeline engine status",
    no_args_is_help=True,
)


def _settings(url: str | None = None) -> EngineSettings:
    from pipeline.kit import engine_settings

    return engine_settings(settings_from(languagetool_url=url))


@app.command()
def status(languagetool_url: Url = None, as_json: Json = False) -> None:
    """Say where the engine is, its version, and whether one is running.

    Example: pipeline engine status
    """
    from pipeline import engine
    from pipeline.batch import prefork

    settings = _settings(languagetool_url)
    found = engine.status(settings) | {"workers": "loaded" if prefork.running(settings.folder) else None}
    if as_json:
        write_json(found)
        return
    for name, value in found.items():
        out.print(f"{name}: {value}", markup=False)


@app.command()
def install() -> None:
    """Fetch the engine into the user's cache folder, shared by checkouts.

    Example: pipeline engine install
    """
    from pipeline import engine

    note(f"LanguageTool is in {engine.install(_settings())}.")


@app.command()
def start() -> None:
    """Start an engine that stays, and a process that has loaded the program, so that the next runs begin at once.

    Example: pipeline engine start
    """
    from pipeline import engine
    from pipeline.batch import prefork

    settings = _settings()
    address = engine.start(settings)
    prefork.start(settings.folder)
    note(f"LanguageTool answers at {address}; `pipeline engine stop` ends it.")


@app.command()
def stop() -> None:
    """End the engine that `pipeline engine start` has started.

    Example: pipeline engine stop
    """
    from pipeline import engine
    from pipeline.batch import prefork

    settings = _settings()
    prefork.stop(settings.folder)
    note("Stopped." if engine.stop(settings) else "No engine was running.")
