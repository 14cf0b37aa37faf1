"""Runs over real folders: what is done, what isn't done again, what is told."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from pipeline.batch import Outcome, Report, recipe
from pipeline.batch.recipe import incomplete, of_article
from pipeline.model import Quarantined, Trace
from pipeline.settings import Settings
from tests.batch.conftest import Runner
from tests.batch.plants import article, chosen, content, entries, fill


@dataclass
class Watching:
    """Progress that remembers."""

    totals: list[int] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)

    def total(self, articles: int) -> None:
        self.totals.append(articles)

    def settled(self, outcome: Outcome) -> None:
        self.outcomes.append(outcome)

    def note(self, text: str) -> None:
        pass


def states(watching: Watching) -> dict[str, str]:
    return {outcome.id: outcome.state for outcome in watching.outcomes}


def test_a_folder_that_grows_and_changes(cleaning: Runner, raw: Path, cleaned: Path) -> None:
    fill(raw, 9)
    (raw / "notes.pdf").write_bytes(b"%PDF")
    first = cleaning()
    assert (first.articles, first.made, first.ignored, first.ignored_names) == (9, 9, 1, ("notes.pdf",))
    assert first.causes == 27
    before = content(cleaned)
    assert {name.rpartition(".txt.")[2] for name in before} == {"md", "json", "trace.json"}
    assert len(before) == 27

    second = cleaning()
    assert (second.made, second.current) == (0, 9)
    assert (second.edits, second.causes, second.problems) == (first.edits, first.causes, first.problems)

    (raw / "plant-001.txt").write_text(article(50))
    (raw / "plant-002.txt").unlink()
    fill(raw, 1, start=9)
    watching = Watching()
    third = cleaning(progress=watching)
    assert (third.made, third.current, third.gone, third.removed) == (2, 7, 1, 0)
    assert states(watching)["plant-001.txt"] == "made"
    assert third.gone_names == ("plant-002.txt",)
    assert (cleaned / "plant-002.txt.json").exists()

    assert cleaning(prune=True).removed == 1
    assert not list(cleaned.glob("plant-002*"))


def test_whatever_is_damaged_is_made_again(cleaning: Runner, raw: Path, cleaned: Path) -> None:
    fill(raw, 6, start=1)
    cleaning()
    before = content(cleaned)
    (cleaned / "plant-001.txt.md").write_bytes(b"Somebody was here.")
    (cleaned / "plant-002.txt.json").unlink()
    damaged = bytearray(before["plant-004.txt.trace.json"])
    damaged[-20] ^= 1
    (cleaned / "plant-004.txt.trace.json").write_bytes(damaged)
    (cleaned / "plant-005.txt.trace.json").write_bytes(before["plant-005.txt.trace.json"][:100])
    assert cleaning().made == 4
    assert content(cleaned) == before


def test_a_new_recipe_makes_all_again(cleaning: Runner, raw: Path) -> None:
    fill(raw, 3)
    cleaning()
    settings = chosen(workers=1, without=("languagetool", "doubling"))
    assert cleaning(settings).made == 3
    assert cleaning(settings).current == 3


def test_the_order_told_is_that_of_the_walk_and_bytes_do_not_depend_on_workers(
    cleaning: Runner, raw: Path, cleaned: Path
) -> None:
    fill(raw, 12)
    (raw / "a.pdf").touch()
    watching = Watching()
    cleaning(chosen(workers=3, without=("languagetool",)), progress=watching)
    several = content(cleaned)
    shutil.rmtree(cleaned)
    alone = Watching()
    cleaning(progress=alone)
    assert content(cleaned) == several
    assert watching.outcomes == alone.outcomes
    assert [o.id for o in alone.outcomes] == sorted(o.id for o in alone.outcomes)
    assert watching.totals in ([], [12])


def test_a_dry_run_tells_the_same_and_writes_nothing(cleaning: Runner, raw: Path, cleaned: Path) -> None:
    fill(raw, 3)
    (raw / "bad.txt").write_bytes(bytes(range(256)) * 50)
    dry = cleaning(dry_run=True)
    assert not cleaned.exists()
    wet = cleaning()
    same = {"seconds", "articles_per_second", "characters_per_second", "dry_run"}
    assert dry.model_dump(exclude=same) == wet.model_dump(exclude=same)
    before = {path: path.read_bytes() for path in cleaned.rglob("*") if path.is_file()}
    (raw / "plant-000.txt").unlink(missing_ok=True)
    cleaning(dry_run=True, prune=True)
    assert {path: path.read_bytes() for path in cleaned.rglob("*") if path.is_file()} == before


def test_records_one_by_one(cleaning: Runner, raw: Path, cleaned: Path) -> None:
    lines = [
        {"id": "one", "text": article(1)},
        {"id": "One", "text": article(2)},
        {"id": "deep/er", "text": article(3), "title": "A title"},
        {"id": "../../out", "text": "A text."},
        {"id": "one", "text": "Another text."},
        {"id": "x.trace", "text": article(4)},
    ]
    text = "\n".join([json.dumps(line) for line in lines] + ["{broken", ""])
    (raw / "many.jsonl").write_text(text)
    watching = Watching()
    report = cleaning(progress=watching)
    assert (report.made, report.quarantined) == (4, 3)
    assert [o.id for o in watching.outcomes if o.state == "quarantined"] == [
        "many.jsonl:4",
        "many.jsonl:5",
        "many.jsonl:7",
    ]
    names = set(content(cleaned))
    assert {"many.jsonl/one.json", "many.jsonl/one.md", "many.jsonl/one.trace.json"} <= names
    assert len(names) == 12
    assert not [path for path in cleaned.parent.iterdir() if path.name not in ("raw", "cleaned")]
    again = cleaning()
    assert (again.made, again.current, again.quarantined) == (0, 4, 3)

    (raw / "many.jsonl").write_text("\n".join(json.dumps(line) for line in lines[1:3]))
    fewer = cleaning(prune=True)
    assert (fewer.current + fewer.made, fewer.quarantined) == (2, 0)
    assert entries(cleaned) == {}
    assert len(content(cleaned)) == 6
    shutil.rmtree(raw)
    raw.mkdir()
    assert cleaning(prune=True).removed == 2
    assert content(cleaned) == {}


def test_odd_names(cleaning: Runner, raw: Path, cleaned: Path) -> None:
    odd = [
        "a:b?.txt",
        "Rose.txt",
        "rose.txt",
        "CON.md",
        "\udcff\udcfe.txt",
        "x" * 240 + ".txt",
        ".pipeline/in.txt",
        "t.md",
    ]
    for seed, name in enumerate(odd):
        (raw / name).parent.mkdir(exist_ok=True)
        (raw / name).write_text(article(seed))
    (raw / "t.md.json").mkdir()
    (raw / "t.md.json" / "inside.txt").write_text(article(20))
    assert cleaning().made == 9
    found = content(cleaned)
    assert len(found) == 27
    ids = {json.loads(data)["id"] for name, data in found.items() if name.endswith(".json") and ".trace" not in name}
    assert {"a:b?.txt", "Rose.txt", "rose.txt", "\\xff\\xfe.txt", ".pipeline/in.txt"} <= ids
    assert (cleaning().current, cleaning().gone) == (9, 0)


def test_quarantine_is_left_alone_until_something_changes(cleaning: Runner, raw: Path, cleaned: Path) -> None:
    fill(raw, 2)
    (raw / "bad.txt").write_bytes(b"\x00\x01\x02\xff" * 500)
    (raw / "lost.txt").symlink_to(raw / "nowhere")
    report = cleaning()
    assert (report.made, report.quarantined) == (2, 2)
    assert {failure.id for failure in report.failures} == {"bad.txt", "lost.txt"}
    found = {name: Quarantined.model_validate_json(data) for name, data in entries(cleaned).items()}
    assert set(found) == {"bad.txt.json", "lost.txt.json"}
    assert (found["bad.txt.json"].cause, found["lost.txt.json"].cause) == ("source", "filesystem")
    changed = (cleaned / ".pipeline/quarantine/bad.txt.json").stat().st_mtime_ns
    cleaning()
    assert (cleaned / ".pipeline/quarantine/bad.txt.json").stat().st_mtime_ns == changed
    (raw / "bad.txt").write_text(article(7))
    (raw / "lost.txt").unlink()
    assert cleaning().quarantined == 0
    assert entries(cleaned) == {}


def test_an_earlier_good_output_stays_when_the_source_goes_bad(cleaning: Runner, raw: Path, cleaned: Path) -> None:
    (raw / "a.txt").write_text(article(1))
    cleaning()
    good = content(cleaned)
    (raw / "a.txt").write_bytes(b"\x00\x01\x02\xff" * 500)
    assert cleaning().quarantined == 1
    assert content(cleaned) == good
    (raw / "a.txt").write_text(article(1))
    report = cleaning()
    assert (report.current, report.quarantined) == (1, 0)
    assert entries(cleaned) == {}


def test_batch_json_is_the_report(cleaning: Runner, raw: Path, cleaned: Path) -> None:
    fill(raw, 2)
    report = cleaning()
    assert Report.model_validate_json((cleaned / ".pipeline" / "batch.json").read_bytes()) == report


class Rejecting:
    """Decisions about one article."""

    def __init__(self, article: str) -> None:
        self.article = article

    def texts(self, kind: str, article: str) -> frozenset[str]:
        return frozenset()

    def terms(self, article: str) -> dict[str, str]:
        return {}

    def fingerprint_for(self, article: str) -> str:
        return "1" * 64 if article == self.article else ""

    def for_article(self, article: str) -> object:
        if article != self.article:
            return None
        return lambda edit, text, edits: edit.model_copy(update={"outcome": "rejected"})


def test_decisions_are_part_of_their_articles_recipe_only(
    cleaning: Runner, raw: Path, cleaned: Path, quick: Settings
) -> None:
    fill(raw, 3)
    cleaning()
    watching = Watching()
    assert cleaning(decisions=Rejecting("plant-001.txt"), progress=watching).made == 1
    assert states(watching)["plant-001.txt"] == "made"
    trace = Trace.model_validate_json((cleaned / "plant-001.txt.trace.json").read_bytes())
    assert trace.recipe == of_article(recipe(quick), "1" * 64)
    assert {edit.outcome for edit in trace.edits} == {"rejected"}
    assert cleaning(decisions=Rejecting("plant-001.txt")).current == 3


def test_the_recipe_names_what_counts_and_nothing_else(tmp_path: Path, quick: Settings) -> None:
    terms = tmp_path / "terms.csv"
    terms.write_text("a")
    own = quick.model_copy(update={"termbases": (terms,)})
    first = recipe(own)
    assert first != recipe(quick)
    terms.write_text("b")
    assert recipe(own) != first
    assert recipe(quick.model_copy(update={"workers": 7, "cache_mb": 3, "home": tmp_path})) == recipe(quick)
    assert recipe(quick.model_copy(update={"language": "en-GB"})) != recipe(quick)
    assert incomplete(first) != first


def test_wrong_settings_end_the_run_before_anything_is_written(cleaning: Runner, raw: Path, cleaned: Path) -> None:
    fill(raw, 2)
    with pytest.raises(Exception, match="no-such-rule"):
        cleaning(chosen(workers=1, without=("no-such-rule",)))
    assert content(cleaned) == {}
