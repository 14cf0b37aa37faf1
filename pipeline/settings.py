"""Every default, once, and where each setting in force comes from.

Order of precedence: flags, environment variables `PIPELINE_*`, `pipeline.toml` in the working folder (or
`[tool.pipeline]` of its pyproject.toml), defaults.
"""

from __future__ import annotations

import difflib
import json
import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import platformdirs
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.model import Refusal

PREFIX = "PIPELINE_"
DOCUMENT = ("language", "only", "without", "kinds", "review_confidence", "max_characters", "engine_rules")
"""The settings that can change a document; files that they name, and engine and model, are fingerprinted apart."""


def default_home() -> Path:
    """The folder that all checkouts of a user share: `PIPELINE_HOME`, else the user's cache folder."""
    named = os.environ.get("PIPELINE_HOME")
    return Path(named) if named else Path(platformdirs.user_cache_path("translation-cleaner", appauthor=False))


class SettingsError(Refusal):
    """A setting is unknown or has a value that it can't have; the message names the place and a remedy."""


class KindCues(BaseModel):
    """A kind of section that the user adds: its cue words, matched by lemma in headings and titles."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    cues: tuple[str, ...]


class Settings(BaseModel):
    """All settings in force."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    language: Literal["en-US", "en-GB"] = Field("en-US", description="variety of English")
    only: tuple[str, ...] = Field((), description="rule ids or families to use, all when empty")
    without: tuple[str, ...] = Field((), description="rule ids or families not to use")
    model: str | None = Field(None, description="installed spaCy model to use instead of the packaged one")
    termbases: tuple[Path, ...] = Field((), description="CSV files with terms of your own, in order of precedence")
    decisions: Path = Field(Path("decisions.jsonl"), description="file of editors' decisions")
    kinds: Mapping[str, KindCues] = Field(default_factory=dict, description="kinds of section of your own")
    review_confidence: float = Field(0.5, ge=0, le=1, description="items less certain than this need review")
    max_characters: int = Field(5_000_000, gt=0, description="longer articles are quarantined (code points)")
    strict: bool = Field(False, description="exit code 1 when an article has a warning or an error")
    workers: int = Field(os.cpu_count() or 1, ge=1, description="worker processes")
    languagetool_url: str | None = Field(None, description="address of a LanguageTool server to use")
    java: Path | None = Field(None, description="Java executable, the packaged one when unset")
    engine_rules: Literal["listed", "all"] = Field(
        "listed", description="ask the engine for the rules that its policy lists, or for all that aren't off"
    )
    engine_heap_mb: int = Field(1024, ge=256, description="the engine's largest heap (MiB)")
    engine_timeout: float = Field(30.0, gt=0, description="longest wait for one answer of the engine (seconds)")
    cache_mb: int = Field(512, ge=0, description="largest size of the cache of findings and analyses (MiB), 0 for none")
    home: Path | None = Field(None, description="folder of downloaded engines, the user's cache folder when unset")

    def document_settings(self) -> dict[str, Any]:
        """The settings that can change a document, as JSON values, for the recipe's fingerprint."""
        data: dict[str, Any] = json.loads(self.model_dump_json())
        return {name: data[name] for name in DOCUMENT}


def _unknown(key: str, place: str) -> SettingsError:
    near = difflib.get_close_matches(key.lower(), Settings.model_fields, n=1, cutoff=0)
    return SettingsError(f"{place}: there is no setting `{key}`. Did you mean `{near[0]}`?")


def _from_file(folder: Path) -> tuple[str, dict[str, Any]]:
    for name, keys in (("pipeline.toml", ()), ("pyproject.toml", ("tool", "pipeline"))):
        path = folder / name
        if not path.is_file():
            continue
        try:
            data: Any = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise SettingsError(f"{name}: not valid TOML ({error}).") from error
        for key in keys:
            data = data.get(key, {})
            if not isinstance(data, dict):
                raise SettingsError(f"{name}: `{key}` has to be a table.")
        if data or not keys:
            return name, {k.replace("-", "_"): v for k, v in data.items()}
    return "", {}


def _from_environment(environ: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in environ.items():
        if not key.startswith(PREFIX):
            continue
        name = key[len(PREFIX) :].lower()
        if name not in Settings.model_fields:
            raise _unknown(name, key)
        if name in ("only", "without", "termbases"):
            found[name] = [part for part in value.split(os.pathsep if name == "termbases" else ",") if part]
        elif name == "kinds":
            found[name] = _json(value, key)
        else:
            found[name] = value
    return found


def _json(value: str, place: str) -> Any:
    try:
        return json.loads(value)
    except ValueError as error:
        raise SettingsError(f"{place}: not valid JSON ({error}).") from error


def load(
    flags: Mapping[str, Any] | None = None, folder: Path | None = None, environ: Mapping[str, str] | None = None
) -> tuple[Settings, dict[str, str]]:
    """The settings in force, and for each field its origin ("flag", "environment", the file's name, "default").

    Flags whose value is None count as not given. Raises SettingsError on an unknown key or a wrong value.
    """
    name, from_file = _from_file(folder or Path.cwd())
    for key in from_file:
        if key not in Settings.model_fields:
            raise _unknown(key, name)
    layers = [
        (name, from_file),
        ("environment", _from_environment(os.environ if environ is None else environ)),
        ("flag", {k: v for k, v in (flags or {}).items() if v is not None}),
    ]
    values: dict[str, Any] = {}
    origins = dict.fromkeys(Settings.model_fields, "default")
    for origin, layer in layers:
        values |= layer
        origins |= dict.fromkeys(layer, origin)
    try:
        return Settings.model_validate(values), origins
    except ValidationError as error:
        first = error.errors()[0]
        field = str(first["loc"][0])
        place = ".".join(map(str, first["loc"]))
        raise SettingsError(
            f"{origins.get(field, 'settings')}: `{place}` = {first['input']!r}: {first['msg']}."
        ) from error
