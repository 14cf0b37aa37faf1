"""Options that several commands share, and the settings that come of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.cli.console import fail, state

if TYPE_CHECKING:
    from pipeline.settings import Settings

Only = Annotated[list[str] | None, typer.Option("--only", help="Use only these rules or families (repeatable).")]
Without = Annotated[list[str] | None, typer.Option("--without", help="Leave out these rules or families (repeatable).")]
Language = Annotated[str | None, typer.Option("--language", help="en-US or en-GB.")]
Url = Annotated[str | None, typer.Option("--languagetool-url", help="Use this LanguageTool server.")]
Model = Annotated[str | None, typer.Option("--model", help="Use this installed spaCy model.")]
Termbase = Annotated[list[Path] | None, typer.Option("--termbase", help="A CSV file with terms of yours (repeatable).")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def _split(values: list[str] | None) -> tuple[str, ...] | None:
    """Values given one by one or with commas between them."""
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip()) if values else None


def settings_from(**flags: Any) -> Settings:
    """The settings in force with these flags, as Typer gives them (None or an empty list: not given); ends with exit
    code 2 when one is unknown or wrong."""
    return settings_with_origins(**flags)[0]


def settings_with_origins(**flags: Any) -> tuple[Settings, dict[str, str]]:
    """As settings_from, and where each setting comes from."""
    from pipeline.settings import SettingsError, load

    given = flags | {name: _split(flags[name]) for name in ("only", "without") if name in flags}
    given = {name: tuple(value) if isinstance(value, list) else value for name, value in given.items() if value != []}
    try:
        return load(state.flags | {name: value for name, value in given.items() if value is not None})
    except SettingsError as error:
        fail(str(error), 2)
