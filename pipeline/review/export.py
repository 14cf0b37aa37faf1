"""Exports: the batch as rows, in formats that other tools read.

Rows are made article by article, so that a batch of any size is exported in bounded memory. What the columns mean is in
docs/exports.md.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal, get_args

import orjson

from pipeline.model import CHANGING, Article, Item, Published, Refusal, Trace
from pipeline.review import corpus
from pipeline.review.corpus import Cleaned
from pipeline.review.jsonld import document
from pipeline.review.place import anchors, located

To = Literal["jsonl", "csv", "parquet", "sqlite", "jsonld"]
Rows = Literal["items", "articles", "edits", "problems"]
Row = dict[str, Any]

COLUMNS: dict[Rows, dict[str, type]] = {
    "articles": {
        "article": str, "title": str, "introduction": str, "conclusion": str, "sections": int, "items": int,
        "causes": int, "tips": int, "removed": int, "problems": int, "words": int, "characters": int,
        "edits": int, "suggestions": int, "edits_per_100_words": float, "needs_review": bool, "path": str,
        "media_type": str, "encoding": str, "source_sha256": str, "recipe": str, "pipeline": str,
    },
    "items": {
        "article": str, "place": str, "section": int, "kind": str, "heading": str, "position": int, "depth": int,
        "number": int, "label": str, "title": str, "text": str, "start": int, "end": int, "confidence": float,
    },
    "edits": {
        "article": str, "edit": int, "block": int, "place": str, "rule": str, "family": str, "outcome": str,
        "start": int, "end": int, "before": str, "after": str, "why": str, "alternatives": str, "proposed": str,
        "otherwise": str, "source_start": int, "source_end": int, "result_start": int, "result_end": int,
    },
    "problems": {
        "article": str, "problem": int, "code": str, "severity": str, "message": str, "start": int, "end": int,
    },
}  # fmt: skip
"""Columns of each kind of rows, with their types; any but `article` may be empty (null)."""


class ExportError(Refusal):
    """An export can't be made as asked; the message says what can be done."""


class Exported(Published):
    """An export as it was made: where (relative to the cleaned folder), what, and its hashes."""

    path: str
    to: To
    rows: Rows
    count: int
    sha256: str
    digest: str


def rows_of(one: Cleaned, rows: Rows) -> Iterator[Row]:
    """An article's rows of a kind, with all columns, in the order of COLUMNS."""
    article, trace = one.article, one.trace
    if rows == "articles":
        yield _article(article, trace)
    elif rows == "items":
        for number, section in enumerate(article.sections):
            base = {"article": article.id, "section": number, "kind": section.kind, "heading": section.heading}
            for row in _items(section.items, f"/sections/{number}/items", 1):
                yield {name: (base | row)[name] for name in COLUMNS["items"]}
    elif rows == "edits":
        yield from _edits(article, trace)
    else:
        for number, problem in enumerate(article.problems):
            span = problem.source
            yield {
                "article": article.id,
                "problem": number,
                "code": problem.code,
                "severity": problem.severity,
                "message": problem.message,
                "start": span.start if span else None,
                "end": span.end if span else None,
            }


def _article(article: Article, trace: Trace) -> Row:
    values = {
        "article": article.id,
        "title": article.title,
        "introduction": "\n\n".join(article.introduction),
        "conclusion": "\n\n".join(article.conclusion),
        "items": sum(1 for n, s in enumerate(article.sections) for _ in _items(s.items, f"/sections/{n}/items", 1)),
        "words": sum(len(block.text.split()) for block in trace.blocks),
        "characters": article.source.characters,
        "path": article.source.path,
        "media_type": article.source.media_type,
        "encoding": article.source.encoding,
        "source_sha256": article.source.sha256,
        "recipe": trace.recipe,
        "pipeline": article.made_by.pipeline,
        **{name: len(getattr(article, name)) for name in ("sections", "causes", "tips", "removed", "problems")},
        **article.quality.model_dump(),
    }
    return {name: values[name] for name in COLUMNS["articles"]}


def _items(items: tuple[Item, ...], place: str, depth: int) -> Iterator[Row]:
    for position, item in enumerate(items):
        yield {
            "place": f"{place}/{position}",
            "position": position + 1,
            "depth": depth,
            "number": item.number,
            "label": item.label,
            "title": item.title,
            "text": "\n\n".join(item.paragraphs),
            "start": item.source.start,
            "end": item.source.end,
            "confidence": item.confidence,
        }
        yield from _items(item.items, f"{place}/{position}/items", depth + 1)


def _edits(article: Article, trace: Trace) -> Iterator[Row]:
    blocks = {block.index: block for block in trace.blocks}
    results = _results(trace)
    for number, (edit, anchor) in enumerate(zip(trace.edits, anchors(trace), strict=True)):
        block = blocks[edit.block]
        start, end = results[number]
        yield {
            "article": article.id,
            "edit": number,
            "block": edit.block,
            "place": block.place,
            "rule": edit.rule,
            "family": edit.family,
            "outcome": edit.outcome,
            "start": edit.start,
            "end": edit.end,
            "before": edit.before,
            "after": edit.after,
            "why": edit.why,
            "alternatives": orjson.dumps(edit.alternatives).decode(),
            "proposed": edit.proposed,
            "otherwise": edit.otherwise,
            "source_start": block.start + anchor.whole[0],
            "source_end": block.start + anchor.whole[1],
            "result_start": start,
            "result_end": end,
        }


def _results(trace: Trace) -> dict[int, tuple[int, int]]:
    """Where each edit, by its index, stands in its block's clean text."""
    own: dict[int, list[int]] = {}
    for number, edit in enumerate(trace.edits):
        own.setdefault(edit.block, []).append(number)
    out: dict[int, tuple[int, int]] = {}
    for block, numbers in own.items():
        edits = [trace.edits[number] for number in numbers]
        grown = sum(len(e.after) - len(e.before) for e in edits if e.outcome in CHANGING)
        length = len(trace.blocks[block].text) + grown
        out.update(zip(numbers, located(edits, length), strict=True))
    return out


def _lines(found: Iterable[Row]) -> Iterator[bytes]:
    return (orjson.dumps(row) + b"\n" for row in found)


def _write_lines(found: Iterable[Row], out: Path) -> tuple[int, str]:
    """Write rows as JSON lines; how many there are, and the SHA-256 of the lines."""
    count, digest = 0, hashlib.sha256()
    with out.open("wb") as file:
        for line in _lines(found):
            file.write(line)
            digest.update(line)
            count += 1
    return count, digest.hexdigest()


def _write_table(lines: Path, rows: Rows, to: To, out: Path) -> None:
    import polars as pl

    types = {str: pl.String, int: pl.Int64, float: pl.Float64, bool: pl.Boolean}
    schema = {name: types[kind] for name, kind in COLUMNS[rows].items()}
    empty = lines.stat().st_size == 0
    frame = pl.LazyFrame(schema=schema) if empty else pl.scan_ndjson(lines, schema=schema)
    if to == "parquet":
        frame.sink_parquet(out, compression="zstd", mkdir=True)
    else:
        frame.sink_csv(out, quote_style="non_numeric", mkdir=True)


def _write_sqlite(lines: Path, rows: Rows, out: Path) -> None:
    types = {str: "TEXT", int: "INTEGER", float: "REAL", bool: "INTEGER"}
    columns = COLUMNS[rows]
    named = ", ".join(f'"{name}" {types[kind]}' for name, kind in columns.items())
    out.unlink(missing_ok=True)
    connection = sqlite3.connect(out)
    try:
        with connection, lines.open("rb") as file:
            connection.execute(f"CREATE TABLE {rows} ({named}) STRICT")
            values = (tuple(orjson.loads(line).values()) for line in file)
            connection.executemany(f"INSERT INTO {rows} VALUES ({', '.join('?' * len(columns))})", values)  # noqa: S608
            connection.execute(f'CREATE INDEX {rows}_article ON {rows} ("article")')
    finally:
        connection.close()


def export(cleaned: Path, to: To, rows: Rows, out: Path) -> int:
    """Export a cleaned folder to a file, which replaces one of that name whole; returns how many rows it has.

    What was exported is noted in `.pipeline/exports.json`, so that `check` can tell whether it still holds.
    Raises ExportError for a format or rows that there aren't, corpus.CleanedError on an article that can't be read.
    """
    if to not in get_args(To) or rows not in COLUMNS:
        raise ExportError(f"There are the formats {', '.join(get_args(To))}, and rows of {', '.join(COLUMNS)}.")
    if to == "jsonld" and rows != "articles":
        raise ExportError("JSON-LD has a whole article in each entry: use `--rows articles`.")
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{out.name}.", dir=out.parent) as folder:
        lines, made = Path(folder) / "rows.jsonl", Path(folder) / "made"
        found = (row for one in corpus.read(cleaned) for row in rows_of(one, rows))
        count, digest = _write_lines(found, lines)
        if to == "jsonl":
            made = lines
        elif to == "sqlite":
            _write_sqlite(lines, rows, made)
        elif to == "jsonld":
            document((one.article for one in corpus.read(cleaned)), made)
        else:
            _write_table(lines, rows, to, made)
        made.replace(out)
    _note(
        cleaned, Exported(path=_name(cleaned, out), to=to, rows=rows, count=count, sha256=_sha256(out), digest=digest)
    )
    return count


def _name(cleaned: Path, out: Path) -> str:
    return Path(os.path.relpath(out.resolve(), cleaned.resolve())).as_posix()


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _notes(cleaned: Path) -> list[Exported]:
    path = cleaned / ".pipeline" / "exports.json"
    return [Exported.model_validate(entry) for entry in orjson.loads(path.read_bytes())] if path.is_file() else []


def _note(cleaned: Path, made: Exported) -> None:
    notes = {entry.path: entry for entry in _notes(cleaned)} | {made.path: made}
    path = cleaned / ".pipeline" / "exports.json"
    path.parent.mkdir(exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_bytes(orjson.dumps([notes[name].model_dump() for name in sorted(notes)], option=orjson.OPT_INDENT_2))
    fresh.replace(path)


def check(cleaned: Path) -> Iterator[tuple[str, str]]:
    """For `verify`: the exports of this folder that don't hold any more, as (file, what is wrong).

    An export holds when its file is the one that was written, and the rows made from the articles now are those that
    were written. An export whose file is gone isn't an error: it was taken away.
    """
    try:
        notes = _notes(cleaned)
    except (OSError, ValueError, TypeError):
        yield ".pipeline/exports.json", "The list of exports can't be read; export again."
        return
    digests: dict[Rows, str] = {}
    for made in notes:
        path = cleaned / made.path
        if not path.is_file():
            continue
        if _sha256(path) != made.sha256:
            yield made.path, "The export isn't as it was written."
        try:
            digest = digests.get(made.rows) or digests.setdefault(made.rows, _digest(cleaned, made.rows))
        except corpus.CleanedError as error:
            yield made.path, f"The export can't be compared: {error}"
            continue
        if digest != made.digest:
            yield made.path, "The articles have changed since the export; export again."


def _digest(cleaned: Path, rows: Rows) -> str:
    digest = hashlib.sha256()
    for one in corpus.read(cleaned):
        for line in _lines(rows_of(one, rows)):
            digest.update(line)
    return digest.hexdigest()
