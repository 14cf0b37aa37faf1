"""Exports, read back by their own ecosystems' readers."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pytest
from schema_org.registry import PROPERTY_BY_SCHEMA, ancestry

from pipeline.model import Article
from pipeline.review import corpus
from pipeline.review.export import COLUMNS, ExportError, Rows, check, export, rows_of
from pipeline.review.jsonld import body, entry
from tests.review import review_batch as batch

HOSTILE = "He said \"a, b\"\nand\ttab; =1+1 'x' \\ | € 😀 \u202e\u0000 <b>"
ROWS: tuple[Rows, ...] = ("items", "articles", "edits", "problems")


@pytest.fixture(scope="module")
def cleaned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = batch.folder(tmp_path_factory.mktemp("cleaned"), 12)
    article, trace = batch.article(99)
    article = article.model_copy(update={"title": HOSTILE, "introduction": (HOSTILE, "")})
    batch.save(folder, (article, trace))
    return folder


def expected(cleaned: Path, rows: Rows) -> list[dict[str, Any]]:
    return [row for one in corpus.read(cleaned) for row in rows_of(one, rows)]


@pytest.mark.parametrize("rows", ROWS)
def test_each_format_reads_back_equal(cleaned: Path, tmp_path: Path, rows: Rows) -> None:
    wanted = expected(cleaned, rows)
    assert wanted
    assert all(list(row) == list(COLUMNS[rows]) for row in wanted)
    for to in ("jsonl", "csv", "parquet", "sqlite"):
        assert export(cleaned, to, rows, tmp_path / f"out.{to}") == len(wanted)
    lines = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == wanted
    frame = pl.read_parquet(tmp_path / "out.parquet")
    assert frame.to_dicts() == wanted
    table = duckdb.sql(f"SELECT * FROM read_parquet('{tmp_path / 'out.parquet'}')")
    assert table is not None
    assert [dict(zip(table.columns, line, strict=True)) for line in table.fetchall()] == wanted
    connection = sqlite3.connect(tmp_path / "out.sqlite")
    connection.row_factory = sqlite3.Row
    assert [dict(row) for row in connection.execute(f"SELECT * FROM {rows} ORDER BY rowid")] == wanted
    connection.close()
    kinds = {name: kind for name, kind in COLUMNS[rows].items() if kind is str}
    data = pd.read_csv(tmp_path / "out.csv", dtype=dict.fromkeys(kinds, "str"), keep_default_na=False, na_values=[""])
    assert len(data) == len(wanted)
    for name in kinds:
        assert [v or "" for v in data[name].fillna("")] == [row[name] or "" for row in wanted]
    empty = pl.read_csv(tmp_path / "out.csv", schema_overrides=dict(frame.schema))
    assert empty.to_dicts() == wanted


def test_a_batch_without_rows_has_its_columns(tmp_path: Path) -> None:
    (tmp_path / "cleaned").mkdir()
    for to in ("csv", "parquet"):
        assert export(tmp_path / "cleaned", to, "items", tmp_path / f"none.{to}") == 0
    assert pl.read_parquet(tmp_path / "none.parquet").columns == list(COLUMNS["items"])
    assert pl.read_csv(tmp_path / "none.csv").columns == list(COLUMNS["items"])


def test_linked_data_has_the_types_and_properties_of_its_vocabulary(cleaned: Path, tmp_path: Path) -> None:
    count = export(cleaned, "jsonld", "articles", tmp_path / "out.jsonld")
    data = json.loads((tmp_path / "out.jsonld").read_text(encoding="utf-8"))
    assert data["@context"] == "https://schema.org"
    assert len(data["@graph"]) == count
    for found, one in zip(data["@graph"], corpus.read(cleaned), strict=True):
        fits(found)
        assert found["identifier"] == one.article.id
        assert found.get("headline") == one.article.title
        for section, made in zip([s for s in one.article.sections if s.items], found["mainEntity"], strict=True):
            assert made["numberOfItems"] == len(section.items) == len(made["itemListElement"])
            assert [e["item"].get("name") for e in made["itemListElement"]] == [i.title for i in section.items]


TEXTS = {"Text", "URL", "ItemListOrderType", "Language"}
NUMBERS = {"Integer", "Number"}


def fits(thing: dict[str, Any]) -> None:
    """Fails where a type or a property isn't of schema.org, or stands where the vocabulary doesn't expect it."""
    kinds = {thing["@type"], *ancestry(thing["@type"])}
    for key, value in thing.items():
        if key.startswith("@"):
            continue
        known = PROPERTY_BY_SCHEMA[key]
        assert kinds & set(known.domains), f"{thing['@type']} has no {key}"
        for part in value if isinstance(value, list) else [value]:
            expected = set(known.ranges)
            if isinstance(part, dict):
                fits(part)
                assert {part["@type"], *ancestry(part["@type"])} & expected, f"{key} is no {part['@type']}"
            else:
                assert (TEXTS if isinstance(part, str) else NUMBERS) & expected, f"{key} is {part!r}"


def test_the_body_has_all_paragraphs() -> None:
    article, _ = batch.article(5)
    for section in article.sections:
        for item in section.items:
            assert all(paragraph in body(article) for paragraph in item.paragraphs)
    assert entry(article)["wordCount"] == len(body(article).split())


def test_what_cannot_be_exported_is_refused(cleaned: Path, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="There are the formats jsonl"):
        export(cleaned, "xml", "items", tmp_path / "x")  # type: ignore[arg-type]
    with pytest.raises(ExportError, match="--rows articles"):
        export(cleaned, "jsonld", "items", tmp_path / "x")
    assert not list(tmp_path.iterdir())


def test_exports_are_checked(tmp_path: Path) -> None:
    cleaned = batch.folder(tmp_path / "cleaned", 3)
    export(cleaned, "csv", "items", tmp_path / "items.csv")
    export(cleaned, "sqlite", "edits", cleaned / "edits.sqlite")
    assert list(check(cleaned)) == []
    with (tmp_path / "items.csv").open("ab") as file:
        file.write(b" ")
    assert list(check(cleaned)) == [("../items.csv", "The export isn't as it was written.")]
    (tmp_path / "items.csv").unlink()
    assert list(check(cleaned)) == []
    article, trace = batch.article(0)
    section = article.sections[0].model_copy(update={"heading": "Another"})
    changed: Article = article.model_copy(update={"sections": (section, *article.sections[1:])})
    export(cleaned, "jsonl", "items", tmp_path / "items.jsonl")
    batch.save(cleaned, (changed, trace))
    assert list(check(cleaned)) == [("../items.jsonl", "The articles have changed since the export; export again.")]
