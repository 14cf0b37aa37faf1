"""A kept pattern is the one that `re` compiles."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline import compiled
from pipeline.kit import toolbox
from pipeline.settings import Settings

PATTERNS = (
    (r"\bmilks?\b", 0),
    (r"(?i)(?P<one>a+)(b)?(?P<two>c|(?P=one))", 0),
    (r"^x .+ y$  # verbose", re.VERBOSE | re.MULTILINE | re.DOTALL),
    ("[\ud800-\udfff]|[^\\w一-鿿]++", re.IGNORECASE),
    (r"(?<=[a-z])(?!\d)(?>x|xy)(?(1)a|b)|()", 0),
)


@pytest.fixture
def another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of a process that has compiled nothing yet."""
    monkeypatch.setenv("PIPELINE_HOME", str(tmp_path))
    monkeypatch.setattr(compiled, "_used", {})
    compiled._kept.cache_clear()
    yield tmp_path
    compiled._kept.cache_clear()


def kept(home: Path) -> Path:
    (found,) = (home / compiled.FOLDER).iterdir()
    return found


def no_compiler(pattern: str, flags: int) -> compiled.Code:
    raise AssertionError(f"{pattern} with {flags} was compiled again")


def test_the_next_process_compiles_nothing_again(another: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tools = toolbox(Settings())
    rules = (*tools.before, *tools.after, *tools.last)
    triggers = [(rule.trigger.pattern, 0) for rule in rules if rule.trigger is not None]
    patterns = [*PATTERNS, *triggers]
    wanted = [re.compile(*pattern) for pattern in patterns]
    assert [compiled.compiled(*pattern) for pattern in patterns] == wanted
    compiled.keep(another)
    compiled._kept.cache_clear()
    monkeypatch.setattr(compiled, "_made", no_compiler)
    found = [compiled.compiled(*pattern) for pattern in patterns]
    assert found == wanted, "`re` compares patterns by what they are compiled to"
    assert [one.groupindex for one in found] == [one.groupindex for one in wanted]
    before = kept(another).stat().st_mtime_ns
    compiled.keep(another)
    assert kept(another).stat().st_mtime_ns == before, "there was nothing new"


@pytest.mark.parametrize("damage", [lambda _: b"", lambda data: data[:-9], lambda data: data[::-1]])
def test_a_damaged_file_is_made_anew(another: Path, damage: object) -> None:
    assert callable(damage)
    compiled.compiled(r"\bmilk\b")
    compiled.keep(another)
    whole = kept(another).read_bytes()
    kept(another).write_bytes(damage(whole))
    compiled._kept.cache_clear()
    assert compiled.compiled(r"\bmilk\b") == re.compile(r"\bmilk\b")
    compiled.keep(another)
    assert kept(another).read_bytes() == whole


@pytest.mark.usefixtures("another")
@pytest.mark.parametrize("change", [{"program": b""}, {"program": b"123"}, {"program": b"\xff" * 64}, {"groups": 0}])
def test_code_that_the_interpreter_refuses_is_not_used(change: dict[str, object]) -> None:
    pattern = r"(?P<what>milk)+"
    compiled._kept()[compiled._key(pattern, 0)] = compiled._made(pattern, 0)._replace(**change)  # type: ignore[arg-type]
    assert compiled.compiled(pattern) == re.compile(pattern)


def test_a_folder_that_can_not_be_used_is_left_alone(another: Path) -> None:
    (another / compiled.FOLDER).write_text("no folder")
    assert compiled.compiled("milk") == re.compile("milk")
    compiled.keep(another)
    assert (another / compiled.FOLDER).read_text() == "no folder"


def test_an_error_is_the_one_that_re_raises() -> None:
    with pytest.raises(re.error, match="unterminated"):
        compiled.compiled("(milk")


def test_what_nobody_writes_any_more_is_removed(another: Path) -> None:
    compiled.put(another, "old", b"1")
    os.utime(another / compiled.FOLDER / "old", (0, 0))
    compiled.put(another, "new", b"2")
    assert [path.name for path in (another / compiled.FOLDER).iterdir()] == ["new"]
