"""The cache: gives back what was put in, for what gave it only, and never more than it may hold."""

from __future__ import annotations

import multiprocessing
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.batch.cache import Cache, Findings
from pipeline.model import Match


def match(start: int = 0, *replacements: str) -> Match:
    return Match("R", "1", "GRAMMAR", "grammar", start, start + 2, "A message.", replacements)


@contextmanager
def opened(folder: Path, fingerprint: str = "f" * 64, mb: int = 50) -> Iterator[Findings]:
    """The findings of an engine, whose cache is closed in the end."""
    cache = Cache(folder / "sentences.sqlite", mb)
    yield Findings(cache.part(fingerprint))
    cache.close()


def known(folder: Path, *texts: str, fingerprint: str = "f" * 64) -> dict[str, tuple[Match, ...]]:
    """What the file knows of some texts."""
    with opened(folder, fingerprint) as findings:
        return findings.get(texts)


@given(texts=st.dictionaries(st.text(), st.lists(st.tuples(st.integers(0, 99), st.lists(st.text(max_size=5))))))
def test_what_is_put_in_comes_out(
    tmp_path_factory: pytest.TempPathFactory, texts: dict[str, list[tuple[int, list[str]]]]
) -> None:
    results = {text: tuple(match(at, *replacements) for at, replacements in found) for text, found in texts.items()}
    cache = Cache(tmp_path_factory.mktemp("cache") / "sentences.sqlite", 50)
    findings = Findings(cache.part("f" * 64))
    findings.put(results.items())
    assert findings.get([*texts, "never put in, surely"]) == results  # while they wait to be written
    cache.flush()
    assert findings.get([*texts, "never put in, surely"]) == results
    cache.close()


def test_another_engine_knows_nothing_of_it(tmp_path: Path) -> None:
    with opened(tmp_path) as findings:
        findings.put([("text", [match()])])
    assert known(tmp_path, "text") == {"text": (match(),)}
    assert known(tmp_path, "text", fingerprint="e" * 64) == {}


def test_only_what_is_not_known_is_asked_and_failures_are_not_kept(tmp_path: Path) -> None:
    asked: list[list[str]] = []

    def check(texts: Sequence[str]) -> list[Sequence[Match] | None]:
        asked.append(list(texts))
        return [None if text == "bad" else [match()] for text in texts]

    with opened(tmp_path) as findings:
        through = findings.through(check)
        assert through(["one", "bad", "one"]) == [[match()], None, [match()]]
        assert through(["one", "two", "bad"]) == [(match(),), [match()], None]
        assert through(["one", "two"]) == [(match(),), (match(),)]
    assert asked == [["one", "bad"], ["two", "bad"]]


def test_one_file_keeps_the_parts_of_several_apart(tmp_path: Path) -> None:
    with closing(Cache(tmp_path / "sentences.sqlite", 50)) as cache:
        one, other = cache.part("a" * 64), cache.part("b" * 64)
        one.put([("text", b"one")])
        other.put([("text", b"")])
        assert (one.get(["text"]), other.get(["text"])) == ({"text": b"one"}, {"text": b""})


def test_a_damaged_value_counts_as_unknown(tmp_path: Path) -> None:
    with opened(tmp_path) as findings:
        findings.put([("text", [match()])])
    with sqlite3.connect(tmp_path / "sentences.sqlite") as database:
        database.execute("UPDATE results SET value = substr(value, 1, length(value) - 3) || X'202020'")
    database.close()
    assert known(tmp_path, "text") == {}


@pytest.mark.parametrize("damage", [b"no database at all, but long enough to be taken for one" * 100, b""])
def test_a_broken_file_is_begun_anew(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "sentences.sqlite").write_bytes(damage)
    with opened(tmp_path) as findings:
        findings.put([("text", [match()])])
    assert known(tmp_path, "text") == {"text": (match(),)}


def test_a_file_that_breaks_under_way_ends_its_use_only(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "sentences.sqlite", 50)
    findings = Findings(cache.part("f" * 64))
    findings.put((f"text {n}", [match()]) for n in range(1000))
    cache.flush()
    for path in tmp_path.iterdir():
        with path.open("r+b") as file:
            file.write(b"\xff" * 8192)
    assert findings.get(["text 5", "text 900"]) in ({}, {"text 5": (match(),), "text 900": (match(),)})
    findings.put([("new", [])])
    cache.close()
    assert known(tmp_path, "never") == {}


def test_it_does_not_outgrow_its_size(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "sentences.sqlite", 1)
    findings = Findings(cache.part("f" * 64))
    for start in range(0, 20_000, 500):
        findings.put((f"text {start + n}", [match(n, "a replacement")]) for n in range(500))
    cache.close()
    sizes = sum(path.stat().st_size for path in tmp_path.iterdir())
    assert sizes < 3 * 2**20
    with opened(tmp_path, mb=1) as again:
        again.put([("last", [match()])])
    assert known(tmp_path, "last") == {"last": (match(),)}


def fill(folder: Path, start: int) -> None:
    cache = Cache(folder / "sentences.sqlite", 50)
    findings = Findings(cache.part("f" * 64))
    for number in range(start, start + 300):
        findings.put([(f"text {number}", [match(number)])])
        if number % 3 == 0:
            cache.flush()
    cache.close()


def test_several_processes_at_once(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=fill, args=(tmp_path, start)) for start in (0, 150)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
        assert worker.exitcode == 0
    assert len(known(tmp_path, *(f"text {n}" for n in range(450)))) == 450
