"""Compares an article's structure with gold (the format is in tests/cases/structure/README.md)."""

import difflib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.structure import labels

CASES = Path(__file__).parents[1] / "cases" / "structure"
OVERLAP = 0.9
NEAR = 8


@dataclass
class Tally:
    """Counts over articles, and what went wrong in words; `right`: of `total`, by measure."""

    right: dict[str, int] = field(default_factory=dict)
    total: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def count(self, measure: str, right: bool, message: str = "") -> None:
        """Count one decision."""
        self.total[measure] = self.total.get(measure, 0) + 1
        self.right[measure] = self.right.get(measure, 0) + right
        if not right and message:
            self.wrong.append(f"{measure}: {message}")

    def add(self, other: "Tally") -> None:
        """Add an article's counts."""
        for measure, total in other.total.items():
            self.total[measure] = self.total.get(measure, 0) + total
            self.right[measure] = self.right.get(measure, 0) + other.right[measure]
        self.wrong += other.wrong

    def share(self, measure: str) -> float:
        """The share of right decisions."""
        return self.right.get(measure, 0) / max(1, self.total.get(measure, 0))


def cases(folder: Path = CASES) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(name, source, gold) of every case."""
    for path in sorted(folder.glob("*.json")):
        with path.with_suffix(".txt").open(encoding="utf-8", newline="") as file:
            yield path.stem, file.read(), json.loads(path.read_text(encoding="utf-8"))


def fold(text: str | None) -> str:
    """Letters and digits only, lower case."""
    return re.sub(r"[\W_]+", " ", (text or "").lower()).strip()


def alike(a: str | None, b: str | None, least: float = 0.8) -> bool:
    """Whether two titles agree."""
    x, y = fold(a), fold(b)
    return x == y or difflib.SequenceMatcher(None, x, y).ratio() >= least


def compare(source: str, gold: Mapping[str, Any], document: Mapping[str, Any]) -> Tally:
    """All measures of one article."""
    tally = Tally()
    _items(source, gold, document, tally)
    if "title" in gold:
        tally.count("title", alike(gold["title"], document["title"]), f"{document['title']!r} for {gold['title']!r}")
    _introduction(gold, document, tally)
    _promo(source, gold, document, tally)
    if "problems" in gold:
        codes = {problem["code"] for problem in document["problems"]}
        for code in gold["problems"]:
            tally.count("problems", code in codes, f"{code} is not raised")
        warned = {p["code"] for p in document["problems"] if p["severity"] != "info"} - set(gold["problems"])
        tally.count("problems", not warned, f"raised without need: {sorted(warned)}")
    return tally


def _span(source: str, words: str | None, start: int) -> tuple[int, int] | None:
    if not words or not words.strip():
        return None
    match = re.compile(r"\s*".join(map(re.escape, words.split()))).search(source, start)
    return match.span() if match else None


def wanted(source: str, gold: Mapping[str, Any]) -> Iterator[tuple[int, int, Mapping[str, Any], Mapping[str, Any]]]:
    """(start, end, item, section) of gold's items, in order; raises ValueError for gold not in the source."""
    at = 0
    for section in gold["sections"]:
        if heading := _span(source, section.get("heading"), at):
            at = heading[1]
        for item in section["items"]:
            body = _span(source, item["body_starts"], at)
            title = _span(source, item["title"], at)
            if title and body and (later := source.rfind(source[title[0] : title[1]], at, body[0] + 1)) > title[0]:
                title = (later, later + title[1] - title[0])
            starts = [span[0] for span in (title, body) if span]
            if not starts:
                raise ValueError(f"gold is not in the source: {item}")
            start = min(starts)
            number = item["number"]
            if number and (found := source.rfind(number.strip(), max(0, start - 30), start)) >= 0:
                start = found
            end = (_span(source, item["body_ends"], min(starts)) or body or title or (0, start))[1]
            yield start, end, item, section
            at = end


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    shared = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return shared / (max(a[1], b[1]) - min(a[0], b[0]) or 1)


def _items(source: str, gold: Mapping[str, Any], document: Mapping[str, Any], tally: Tally) -> None:
    got = [(i, s) for s in document["sections"] for i in s["items"]]
    spans = [(i["source"]["start"], i["source"]["end"]) for i, _ in got]
    used: set[int] = set()
    for start, end, item, section in wanted(source, gold):
        name = f"{item['number']} {item['title'] or item['body_starts']}"
        tally.count("starts", any(abs(a - start) <= NEAR for a, _ in spans), name)
        best = max(
            (k for k in range(len(got)) if k not in used), key=lambda k: _overlap(spans[k], (start, end)), default=None
        )
        hit = best is not None and _overlap(spans[best], (start, end)) >= OVERLAP
        tally.count("items", hit, f"missing {name}")
        if best is None or not hit:
            continue
        used.add(best)
        found, holder = got[best]
        tally.count("titles", alike(item["title"], found["title"]), f"{found['title']!r} for {item['title']!r}")
        number = labels.number(item["number"]) if item["number"] else None
        tally.count("numbers", found["number"] == number, f"{found['number']} for {item['number']}")
        also = section.get("also_ok") or []
        accepted = {
            {"other-list": "list"}.get(kind, kind)
            for kind in (section["kind"], *([also] if isinstance(also, str) else also))
        }
        tally.count("kinds", holder["kind"] in accepted, f"{holder['kind']} for {section['kind']} of {name}")
        if section["heading"]:
            tally.count(
                "headings",
                alike(section["heading"], holder["heading"]),
                f"{holder['heading']!r} for {section['heading']!r}",
            )
    for k, (item, _) in enumerate(got):
        if k not in used:
            tally.count("items", False, f"invented {item['label']} {item['title'] or item['paragraphs'][:1]}")


def _introduction(gold: Mapping[str, Any], document: Mapping[str, Any], tally: Tally) -> None:
    if not gold.get("intro_ends"):
        return
    before = list(document["introduction"])
    for section in document["sections"]:
        if section["items"]:
            break
        before += [section["heading"] or "", *section["paragraphs"]]
    last = " ".join(" ".join(before[-1:]).split()[-6:])
    tally.count("introductions", alike(gold["intro_ends"], last, 0.7), f"{last!r} for {gold['intro_ends']!r}")


def _again(source: str, words: str, at: int) -> Iterator[tuple[int, int]]:
    """Where words stand further down: a line that is the title's beginning is found in the title first."""
    while span := _span(source, words, at):
        yield span
        at = span[1]


def _within(span: tuple[int, int], gone: Sequence[tuple[int, int]]) -> bool:
    return any(a <= span[0] and span[1] <= b for a, b in gone)


def promo_spans(
    source: str, gold: Mapping[str, Any], gone: Sequence[tuple[int, int]] = ()
) -> Iterator[tuple[str, int, int, int]]:
    """Each line that is no part of the article: gold's words, where they begin and end, and the line's end.

    gone: removed spans, which are meant where the words stand more than once.
    """
    at = 0
    for words in gold.get("promo", []):
        span = _span(source, words, at) or _span(source, words, 0)
        if span:
            if not _within(span, gone):
                span = next((one for one in _again(source, words, span[1]) if _within(one, gone)), span)
            at = span[1]
            end = source.find("\n", at)
            yield words, *span, len(source) if end < 0 else end


def _promo(source: str, gold: Mapping[str, Any], document: Mapping[str, Any], tally: Tally) -> None:
    gone = [(r["source"]["start"], r["source"]["end"]) for r in document["removed"]]
    allowed = []
    for words, start, end, line_end in promo_spans(source, gold, gone):
        allowed.append((start, line_end))
        tally.count("promo", _within((start, end), gone), f"kept {words!r}")
    for a, b in gone:
        fits = any(start <= a and b <= end for start, end in allowed) or not any(c.isalnum() for c in source[a:b])
        tally.count("removed", fits, f"removed {source[a:b]!r}")


def shares(tally: Tally, measures: Sequence[str]) -> str:
    """The shares of some measures as a line of a table."""
    return " | ".join(f"{tally.share(m):.3f}" if m in tally.total else "-" for m in measures)
