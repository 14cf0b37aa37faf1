"""Settings: precedence, origins, and errors that help."""

import re
from pathlib import Path

import pytest

from pipeline.settings import SettingsError, load


def test_defaults_come_from_nowhere_else(tmp_path: Path) -> None:
    settings, origins = load(folder=tmp_path, environ={})
    assert settings.language == "en-US"
    assert set(origins.values()) == {"default"}


def test_flags_beat_environment_beats_file_beats_default(tmp_path: Path) -> None:
    (tmp_path / "pipeline.toml").write_text('language = "en-GB"\nworkers = 3\nstrict = true\n')
    settings, origins = load({"workers": 7}, tmp_path, {"PIPELINE_WORKERS": "5", "PIPELINE_STRICT": "false"})
    assert (settings.language, settings.workers, settings.strict) == ("en-GB", 7, False)
    assert (origins["language"], origins["workers"], origins["strict"]) == ("pipeline.toml", "flag", "environment")


def test_pyproject_is_read_when_there_is_no_pipeline_toml(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.pipeline]\nengine-timeout = 5\n")
    settings, origins = load(folder=tmp_path, environ={})
    assert settings.engine_timeout == 5
    assert origins["engine_timeout"] == "pyproject.toml"


@pytest.mark.parametrize("place", ["file", "environment"])
def test_an_unknown_key_names_the_nearest_known_one(tmp_path: Path, place: str) -> None:
    if place == "file":
        (tmp_path / "pipeline.toml").write_text("langage = 'en-US'\n")
    environ = {"PIPELINE_LANGAGE": "en-US"} if place == "environment" else {}
    with pytest.raises(SettingsError, match="`language`"):
        load(folder=tmp_path, environ=environ)


@pytest.mark.parametrize("content", ["language = 'fr'", "workers = 0", "kinds = 3", "= 3"])
def test_a_wrong_value_is_refused_with_its_place(tmp_path: Path, content: str) -> None:
    (tmp_path / "pipeline.toml").write_text(content)
    with pytest.raises(SettingsError, match=r"pipeline\.toml"):
        load(folder=tmp_path, environ={})


def test_the_readers_own_kinds_are_settings(tmp_path: Path) -> None:
    (tmp_path / "pipeline.toml").write_text('[kinds.ingredients]\ncues = ["ingredient", "you need"]\n')
    settings, _ = load(folder=tmp_path, environ={})
    assert settings.kinds["ingredients"].cues == ("ingredient", "you need")
    assert settings.document_settings()["kinds"] == {"ingredients": {"cues": ["ingredient", "you need"]}}


def test_only_what_can_change_a_document_is_part_of_the_recipe(tmp_path: Path) -> None:
    one, _ = load({"workers": 1, "cache_mb": 0}, tmp_path, {})
    other, _ = load({"workers": 9, "cache_mb": 5}, tmp_path, {})
    third, _ = load({"language": "en-GB"}, tmp_path, {})
    assert one.document_settings() == other.document_settings() != third.document_settings()


@pytest.mark.parametrize(
    ("files", "environ", "says"),
    [
        ({"pyproject.toml": "tool = 3\n"}, {}, "`tool` has to be a table"),
        ({"pyproject.toml": "[tool]\npipeline = 3\n"}, {}, "`pipeline` has to be a table"),
        ({"pipeline.toml": "zzz = 3\n"}, {}, "Did you mean"),
        ({"pipeline.toml": '[kinds.drinks]\ncue = ["tea"]\n'}, {}, "kinds.drinks.cue"),
        ({}, {"PIPELINE_KINDS": "not json"}, "PIPELINE_KINDS: not valid JSON"),
    ],
)
def test_a_wrong_setting_is_refused_with_its_place(
    tmp_path: Path, files: dict[str, str], environ: dict[str, str], says: str
) -> None:
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    with pytest.raises(SettingsError, match=re.escape(says)):
        load(folder=tmp_path, environ=environ)
