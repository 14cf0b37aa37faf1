"""What is read off patterns is the same when an earlier process has read it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.compiled import FOLDER
from pipeline.kit import toolbox
from pipeline.repair import readings
from pipeline.repair.pairs import Index
from pipeline.settings import Settings


@pytest.fixture(autouse=True)
def forgetful(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if nothing had been read in this process."""
    another(monkeypatch)


def another(monkeypatch: pytest.MonkeyPatch) -> None:
    """Go on as another process would."""
    monkeypatch.setattr(readings, "_known", {})
    monkeypatch.setattr(readings, "_stored", {})
    monkeypatch.setattr(readings, "INDEX", Index())
    readings.recall.cache_clear()


def no_reader(pattern: re.Pattern[str]) -> readings.Reading:
    raise AssertionError(f"{pattern} was read again")


def test_the_next_process_reads_no_pattern_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tools = toolbox(Settings(home=tmp_path))
    patterns = [rule.trigger for rule in (*tools.before, *tools.after, *tools.last) if rule.trigger is not None]
    read = [readings.read_off(pattern) for pattern in patterns]
    assert any(begins is not None and begins.words.parts for _, begins, _, _ in read)
    assert any(bits > 0 for *_, bits in read)
    readings.keep(tmp_path)
    another(monkeypatch)
    readings.recall(tmp_path)
    monkeypatch.setattr(readings, "_read", no_reader)
    assert [readings.read_off(pattern) for pattern in patterns] == read
    (kept,) = (tmp_path / FOLDER).iterdir()
    kept.unlink()
    readings.keep(tmp_path)
    assert not kept.exists(), "there was nothing new"


@pytest.mark.parametrize("content", [b"", b"\x00" * 40, b'{"abc'])
def test_a_damaged_file_is_read_as_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    pattern = re.compile(r"\bmilks? (?:is|are)\b")
    found = readings.read_off(pattern)
    readings.keep(tmp_path)
    (kept,) = (tmp_path / FOLDER).iterdir()
    kept.write_bytes(content)
    another(monkeypatch)
    readings.recall(tmp_path)
    assert readings.read_off(pattern) == found
    readings.keep(tmp_path)
    assert kept.read_bytes() != content


def test_a_folder_that_can_not_be_used_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("no folder")
    readings.recall(tmp_path)
    assert readings.read_off(re.compile(r"\bmilk\b")).needles == frozenset(("milk",))
    readings.keep(tmp_path)
    assert (tmp_path / FOLDER).read_text() == "no folder"
