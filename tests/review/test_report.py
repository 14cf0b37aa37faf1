"""Reports of a run: text, JSON, SARIF, and a baseline of known problems."""

import json
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from sarif_pydantic import Sarif  # type: ignore[import-untyped]

from pipeline.model import Problem, Span
from pipeline.review.report import (
    BaselineError,
    Gather,
    Outcome,
    findings,
    new,
    read_baseline,
    report,
    write_baseline,
)
from pipeline.review.sarif import Places
from pipeline.settings import Settings


@dataclass(frozen=True)
class Settled:
    id: str
    state: str
    edits: int = 0
    suggestions: int = 0
    problems: tuple[Problem, ...] = ()
    message: str = ""


WARNING = Problem(code="promised-count", severity="warning", message="Four promised.", source=Span(start=3, end=9))
INFO = Problem(code="mixed", severity="info", message="Mixed marks.", source=None)
OUTCOMES: list[Outcome] = [
    Settled("health/a b.txt", "made", 4, 2, (WARNING, WARNING, INFO)),
    Settled("pets.jsonl/cat-1", "current", problems=(WARNING,)),
    Settled("broken.txt", "quarantined", message="Binary content."),
]


def test_text_names_each_problem_and_counts() -> None:
    text = report(OUTCOMES, "text")
    assert "health/a b.txt: warning promised-count: Four promised." in text
    assert "broken.txt: error quarantined: Binary content." in text
    assert text.endswith("1 article to be cleaned, 1 current, 1 failed.\n4 edits, 2 suggestions, 5 problems.\n")


def test_json_has_every_article_and_problem() -> None:
    data = json.loads(report(OUTCOMES, "json"))
    assert data["counts"] == {"made": 1, "current": 1, "quarantined": 1, "new": 4}
    assert [a["id"] for a in data["articles"]] == [o.id for o in OUTCOMES]
    assert len({p["fingerprint"] for p in data["problems"]}) == len(data["problems"]) == 5


def test_sarif_is_valid_and_places_are_relative() -> None:
    text = report(OUTCOMES, "sarif")
    log = Sarif.model_validate_json(text)
    results = log.runs[0].results or []
    assert [str(r.level.value if r.level else "") for r in results] == [
        "warning",
        "warning",
        "note",
        "warning",
        "error",
    ]
    places = [json.loads(text)["runs"][0]["results"][n]["locations"][0] for n in (0, 3)]
    assert places[0]["physicalLocation"] == {
        "artifactLocation": {"uri": "health/a%20b.txt", "uriBaseId": "RAW"},
        "region": {"startLine": 1},
    }
    assert places[1]["physicalLocation"]["artifactLocation"]["uri"] == "pets.jsonl"
    assert places[1]["logicalLocations"][0]["name"] == "cat-1"


def located(raw: Path, article: str, start: int, end: int) -> Any:
    """A problem's location in SARIF."""
    return Places(raw, Settings()).location(article, Span(start=start, end=end))


def test_sarif_has_lines_and_columns_of_plain_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Ähm 😀\r\nsecond line\rthird\n\nlast"
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbf" + text.encode())
    for words in ("😀", "second", "line", "third", "last"):
        start = text.index(words)
        region = located(tmp_path, "a.txt", start, start + len(words))["physicalLocation"]["region"]
        line = re.split(r"\r\n|\r|\n", text)[region["startLine"] - 1]
        assert region["startLine"] == region["endLine"]
        assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == words
        assert text[region["charOffset"] :][: region["charLength"]] == words
    monkeypatch.chdir(tmp_path.parent)
    where = located(tmp_path, "a.txt", 0, 1)["physicalLocation"]["artifactLocation"]
    assert where == {"uri": f"{tmp_path.name}/a.txt", "uriBaseId": "%SRCROOT%"}
    region = located(tmp_path, "a.txt", text.index("second"), text.index("last"))["physicalLocation"]["region"]
    assert (region["startLine"], region["endLine"]) == (2, 4)
    assert located(tmp_path, "gone.txt", 3, 9)["physicalLocation"]["region"] == {"startLine": 1}


def test_sarif_has_the_line_of_a_jsonl_article_and_the_text_of_a_page(tmp_path: Path) -> None:
    (tmp_path / "pets.jsonl").write_text('{"id":1,"text":"x"}\n\nbroken\n{"id":"cat","text":"y"}\n', encoding="utf-8")
    location = located(tmp_path, "pets.jsonl/cat", 0, 1)
    assert location["physicalLocation"]["region"] == {"startLine": 4}
    assert location["logicalLocations"][0]["fullyQualifiedName"] == "pets.jsonl/cat"
    (tmp_path / "page.html").write_text("<html><body>\n<p>Four\nsmall things here.</p></body></html>", encoding="utf-8")
    location = located(tmp_path, "page.html", 0, 17)
    assert location["physicalLocation"]["region"] == {"startLine": 1}
    assert location["message"]["text"] == "Four small things"


def test_only_what_a_baseline_does_not_know_is_new(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    assert read_baseline(path) == frozenset()
    write_baseline(findings(OUTCOMES), path)
    known = read_baseline(path)
    assert new(findings(OUTCOMES), known) == []
    moved = replace(OUTCOMES[0], problems=(WARNING.model_copy(update={"source": Span(start=30, end=40)}),))  # type: ignore[type-var]
    assert new(findings([moved]), known) == []
    other = Settled("new.txt", "made", problems=(WARNING, INFO))
    assert [one.code for one in new(findings([other]), known)] == ["promised-count"]
    assert "1 problem new since the baseline." in report([*OUTCOMES, other], "text", known)
    states = [r["baselineState"] for r in json.loads(report([*OUTCOMES, other], "sarif", known))["runs"][0]["results"]]
    assert states.count("unchanged") == 4
    path.write_text("[]", encoding="utf-8")
    with pytest.raises(BaselineError, match=r"baseline\.json: no baseline"):
        read_baseline(path)


def test_outcomes_are_gathered_on_their_way() -> None:
    seen: list[object] = []

    class Show:
        def total(self, articles: int) -> None:
            seen.append(articles)

        def settled(self, outcome: object) -> None:
            seen.append(outcome)

        def note(self, text: str) -> None:
            seen.append(text)

    gather = Gather(Show())
    gather.total(1)
    gather.settled(OUTCOMES[0])
    gather.note("slow")
    assert gather.outcomes == [OUTCOMES[0]]
    assert seen == [1, OUTCOMES[0], "slow"]
