"""Options that several commands share, and the settings that come of them."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.cli.console import fail, state

if TYPE_CHECKING:
    from pipeline.settings import Settings

Url = Annotated[str | None, typer.Option("--languagetool-url", help="Use this LanguageTool server.")]
REPAIRING: dict[str, Any] = {
    "only": Annotated[list[str] | None, typer.Option("--only", help="Use only these rules or families (repeatable).")],
    "without": Annotated[
        list[str] | None, typer.Option("--without", help="Leave out these rules or families (repeatable).")
    ],
    "language": Annotated[str | None, typer.Option("--language", help="en-US or en-GB.")],
    "languagetool_url": Url,
    "model": Annotated[str | None, typer.Option("--model", help="Use this installed spaCy model.")],
    "termbases": Annotated[
        list[Path] | None, typer.Option("--termbase", help="A CSV file with terms of yours (repeatable).")
    ],
}
"""The options that choose what repairs, by the names of their settings."""
DecisionsFile = Annotated[Path | None, typer.Option("--decisions", help="The file of decisions.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def repairing(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of REPAIRING, where its parameter `flags` stands, which gets them as a dictionary."""
    own = inspect.signature(command, eval_str=True)
    parameters = []
    for name, parameter in own.parameters.items():
        given = REPAIRING.items() if name == "flags" else ()
        parameters += [parameter] if name != "flags" else []
        parameters += [parameter.replace(name=key, annotation=kind, default=None) for key, kind in given]

    def with_options(**values: Any) -> None:
        """Call the command with the options gathered into `flags`."""
        command(flags={name: values.pop(name) for name in REPAIRING}, **values)

    with_options.__name__, with_options.__doc__ = command.__name__, command.__doc__
    with_options.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    with_options.__signature__ = own.replace(parameters=parameters)  # type: ignore[attr-defined]
    return with_options


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
