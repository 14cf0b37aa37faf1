"""A run's problems in SARIF 2.1.0 (OASIS standard, 2020), as code scanning services and editors read it.

Places are relative to the working folder, or to the folder of raw articles where that lies elsewhere; in lines and
columns from 1, columns in code points. Plain text and Markdown have the very place; a JSONL article the line that holds
it. HTML and docx have no lines that a reader would see: their problems stand at the file's first line, which services
ask for, with the text that is meant in the location's message.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import orjson

from pipeline import __version__
from pipeline.model import Severity, Source, Span
from pipeline.reading import Unreadable, decode, media_type

if TYPE_CHECKING:
    from pipeline.review.report import Finding
    from pipeline.settings import Settings

LEVELS: dict[Severity, str] = {"info": "note", "warning": "warning", "error": "error"}
BASES = {"%SRCROOT%": "The working folder.", "RAW": "The folder of raw articles."}
EXCERPT = 120
"""Code points of the text that is meant."""
_LINE = re.compile(r"\r\n|\r|\n")
_FIRST = {"startLine": 1}


class Places:
    """Finds the places of problems in the files of a folder of raw articles; a file is read when it is asked for."""

    def __init__(self, raw: Path | None, settings: Settings | None):
        """raw, settings: None when the files aren't at hand; places are then the files' first lines."""
        self._raw = raw
        inside = raw is not None and raw.resolve().is_relative_to(Path.cwd())
        self.base = "%SRCROOT%" if inside else "RAW"
        self._prefix = f"{raw.resolve().relative_to(Path.cwd()).as_posix()}/" if raw is not None and inside else ""
        self._settings = settings
        self._text = lru_cache(maxsize=1)(self._decoded)
        self._lines = lru_cache(maxsize=64)(self._records)

    def _decoded(self, path: str) -> tuple[str, list[int]]:
        """A file's decoded text, and the offsets at which its lines begin; nothing when it can't be had."""
        kind = media_type(path)
        if self._raw is None or self._settings is None or kind is None:
            return "", [0]
        try:
            text = decode(Source(path, path, (self._raw / path).read_bytes(), kind), self._settings).text
        except (OSError, Unreadable):
            return "", [0]
        return text, [0, *(match.end() for match in _LINE.finditer(text))]

    def _records(self, path: str) -> dict[str, int]:
        """The lines of a JSONL file, by the ids of their articles."""
        out: dict[str, int] = {}
        try:
            with (self._raw or Path()).joinpath(path).open("rb") as file:
                for number, line in enumerate(file, 1):
                    try:
                        out.setdefault(str(orjson.loads(line.removeprefix(b"\xef\xbb\xbf"))["id"]), number)
                    except (orjson.JSONDecodeError, KeyError, TypeError):
                        continue
        except OSError:
            return {}
        return out

    def location(self, article: str, span: Span | None) -> dict[str, Any]:
        """The location of a problem of an article, by the article's id; span: in its decoded source."""
        path, mark, inner = article.partition(".jsonl/")
        path += ".jsonl" if mark else ""
        physical: dict[str, Any] = {"artifactLocation": {"uri": quote(self._prefix + path), "uriBaseId": self.base}}
        location: dict[str, Any] = {"physicalLocation": physical}
        if mark:
            physical["region"] = {"startLine": self._lines(path).get(inner, 1)}
            location["logicalLocations"] = [{"name": inner, "fullyQualifiedName": article, "kind": "object"}]
            return location
        text, starts = self._text(path) if span is not None else ("", [0])
        if span is None or span.end > len(text):
            physical["region"] = dict(_FIRST)
        elif path.lower().endswith((".txt", ".md")):
            physical["region"] = _region(span, starts)
        else:
            physical["region"] = dict(_FIRST)
            location["message"] = {"text": excerpt(text[span.start : span.end])}
        return location


def _region(span: Span, starts: list[int]) -> dict[str, int]:
    first, last = (bisect_right(starts, offset) for offset in (span.start, span.end))
    if last > first and starts[last - 1] == span.end:  # a place that ends with its line
        last -= 1
    return {
        "startLine": first,
        "startColumn": span.start - starts[first - 1] + 1,
        "endLine": last,
        "endColumn": span.end - starts[last - 1] + 1,
        "charOffset": span.start,
        "charLength": span.end - span.start,
    }


def excerpt(text: str) -> str:
    """The beginning of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= EXCERPT else f"{line[:EXCERPT]}…"


def log(found: Sequence[Finding], baseline: Collection[str], places: Places) -> dict[str, Any]:
    """One run."""
    codes = sorted({one.code for one in found})
    results = []
    for one in found:
        result: dict[str, Any] = {
            "ruleId": one.code,
            "ruleIndex": codes.index(one.code),
            "level": LEVELS[one.severity],
            "message": {"text": one.message},
            "locations": [places.location(one.article, one.source)],
            "partialFingerprints": {"problem/v1": one.fingerprint},
        }
        if baseline:
            result["baselineState"] = "unchanged" if one.fingerprint in baseline else "new"
        results.append(result)
    driver = {
        "name": "pipeline",
        "semanticVersion": __version__,
        "rules": [{"id": code, "shortDescription": {"text": code.replace("-", " ")}} for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {places.base: {"description": {"text": BASES[places.base]}}},
        "results": results,
    }
    schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
    return {"$schema": schema, "version": "2.1.0", "runs": [run]}
