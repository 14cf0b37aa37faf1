"""Writes the review page: one HTML file that holds all it needs, works from disk, and loads nothing.

Articles are hostile input. Their text is in the page only as base64, which can't break out of any markup, and the
script puts it into the document only as text. The content security policy allows the page's own script and style by
their hashes and nothing else: no address can be reached (when served, only the server itself), no markup can be made
from strings.
"""

from __future__ import annotations

import base64
import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import orjson
from jinja2 import Environment, select_autoescape
from markupsafe import Markup

from pipeline.model import Trace
from pipeline.review import corpus
from pipeline.review.corpus import Cleaned
from pipeline.review.decisions import Decisions
from pipeline.review.pagedata import CHUNK, Rules, Table, chunks, pack, summary
from pipeline.review.suggest import Collector

LARGEST = 4_300_000
"""Bytes of packed articles in one file; the rest of a page (overview, script, style) stays below half a megabyte."""
MOST_SUGGESTIONS = 300
MOST_REMOVED = 2_000
LONGEST_REMOVED = 2_000
"""Code points; longer removed texts are put back in their article's view only."""


@cache
def _asset(suffix: str) -> str:
    folder = files("pipeline.review") / "static"
    found = sorted((path for path in folder.iterdir() if path.name.endswith(suffix)), key=lambda path: path.name)
    text = "\n".join(path.read_text(encoding="utf-8") for path in found)
    return f'"use strict";\n(() => {{\n{text}\n}})();' if suffix == ".js" else text


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def policy(served: bool) -> str:
    """The page's content security policy."""
    rules = {
        "default-src": "'none'",
        "script-src": _hash(_asset(".js")),
        "style-src": _hash(_asset(".css")),
        "img-src": "data:",
        "connect-src": "'self'" if served else "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


@dataclass
class Overview:
    """What is known of the batch after one pass over it, without the articles' texts."""

    rules: Rules = field(default_factory=Rules)
    codes: Table = field(default_factory=Table)
    lines: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    removed: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    collector: Collector = field(default_factory=Collector)

    def feed(self, one: Cleaned) -> None:
        """Take in one article."""
        for edit in one.trace.edits:
            self.rules.count(edit.rule, edit.family, edit.outcome)
        self.lines.append((one.name, summary(one, self.rules, self.codes)))
        self.collector.feed(one.article, one.trace)
        for text, reason in removed_texts(one.trace, one):
            self.removed[(text, reason)].append(one.article.id)

    def order(self) -> None:
        """Put the articles that need a person most first."""
        self.lines.sort(key=lambda pair: (-pair[1]["score"], pair[1]["id"]))


def removed_texts(trace: Trace, one: Cleaned) -> Iterator[tuple[str, str]]:
    """An article's removed blocks, each text once, with the reason; too long ones are left out."""
    reasons, seen = one.article.removed, set()
    for block in trace.blocks:
        parts = block.place.split("/")
        text = block.text.strip()
        if len(parts) > 2 and parts[1] == "removed" and text not in seen and 0 < len(text) <= LONGEST_REMOVED:
            seen.add(text)
            number = int(parts[2])
            yield text, reasons[number].reason if number < len(reasons) else "debris"


@dataclass(frozen=True)
class Part:
    """One file of the page: the first and the last but one of its articles in the overview's order, and its chunks."""

    start: int
    end: int
    counts: list[int]
    packed: list[str]


def _parts(cleaned: Path, overview: Overview, largest: int) -> Iterator[Part]:
    start = at = size = 0
    counts: list[int] = []
    packed: list[str] = []
    articles = (corpus.one(cleaned, name) for name, _ in overview.lines)
    for count, chunk in chunks(articles, overview.rules, overview.codes, min(CHUNK, largest)):
        if packed and size + len(chunk) > largest:
            yield Part(start, at, counts, packed)
            start, size, counts, packed = at, 0, [], []
        at += count
        size += len(chunk)
        counts.append(count)
        packed.append(chunk)
    yield Part(start, at, counts, packed)


def _render(part: Part, number: int, hrefs: Sequence[str], overview: Overview, shared: dict[str, Any]) -> str:
    here = {line["id"]: at for at, (_, line) in enumerate(overview.lines[part.start : part.end])}
    removed = sorted(overview.removed.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    data = {
        "part": [number, len(hrefs)],
        "rules": [[rule, overview.rules.families[at]] for rule, at in overview.rules.index.items()],
        "totals": overview.rules.counts if len(hrefs) > 1 else None,
        "codes": overview.codes.values(),
        "articles": [line for _, line in overview.lines[part.start : part.end]],
        "chunks": part.counts,
        "removed": [
            [text, reason, len(ids), [here[i] for i in ids if i in here][:3]]
            for (text, reason), ids in removed[:MOST_REMOVED]
        ],
        **shared["data"],
    }
    environment = Environment(autoescape=select_autoescape(default=True), trim_blocks=True)
    template = environment.from_string(
        (files("pipeline.review") / "templates" / "page.html").read_text(encoding="utf-8")
    )
    # The three that aren't escaped are our own: style and script, allowed by their hashes, and values without any text.
    config = orjson.dumps(shared["config"]).decode().replace("<", "\\u003c")
    return template.render(
        name=shared["name"],
        policy=policy(shared["config"]["serve"]),
        style=Markup(_asset(".css")),  # noqa: S704
        script=Markup(_asset(".js")),  # noqa: S704
        config=Markup(config),  # noqa: S704
        overview=pack(data),
        chunks=part.packed,
        parts=hrefs,
        part=number,
        total=len(overview.lines),
    )


def write(
    cleaned: Path,
    out: Path | None = None,
    decisions: Decisions | None = None,
    *,
    serve: bool = False,
    largest: int = LARGEST,
) -> list[Path]:
    """Write the page of a cleaned folder and return its files: `out` (default: `review.html` in the working folder),
    and `NAME-2.html` and so on beside it where the articles take more than `largest` bytes.

    decisions: those in force, shown in the page. Raises corpus.CleanedError on an article that can't be read.
    """
    out = out or Path("review.html")
    decisions = decisions or Decisions()
    overview = Overview()
    for one in corpus.read(cleaned):
        overview.feed(one)
    overview.order()
    found = [[q.path, q.cause, q.message] for q in corpus.quarantined(cleaned)]
    name = cleaned.resolve().name
    ids = "\n".join(line["id"] for _, line in overview.lines)
    key = hashlib.sha256(f"{name}\n{ids}".encode()).hexdigest()[:16]
    shared = {
        "name": name,
        "config": {"key": f"translation-cleaner:{key}", "serve": serve},
        "data": {
            "quarantined": found,
            "decisions": [orjson.loads(entry.line()) for entry in decisions.entries],
            "suggestions": [
                {"entry": s.entry.model_dump(exclude_none=True), "why": s.why, "count": s.count, "examples": s.examples}
                for s in overview.collector.suggestions(decisions)[:MOST_SUGGESTIONS]
            ],
        },
    }
    out.parent.mkdir(parents=True, exist_ok=True)
    parts = list(_parts(cleaned, overview, largest))
    hrefs = [out.name, *(f"{out.stem}-{n}{out.suffix}" for n in range(2, len(parts) + 1))]
    for number, part in enumerate(parts, 1):
        html = _render(part, number, hrefs, overview, shared)
        (out.parent / hrefs[number - 1]).write_text(html, encoding="utf-8", newline="\n")
    return [out.parent / href for href in hrefs]
