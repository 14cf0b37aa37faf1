"""JSONL: one article a line; a bad line stops nothing."""

import json
import tracemalloc
from collections.abc import Mapping
from pathlib import Path

import pytest

from pipeline.model import Source
from pipeline.reading import BadRecord, decode, media_type, records
from pipeline.settings import Settings


def write(path: Path, *lines: str | bytes | Mapping[str, object]) -> Path:
    out = [
        line if isinstance(line, bytes) else line.encode() if isinstance(line, str) else json.dumps(line).encode()
        for line in lines
    ]
    path.write_bytes(b"\n".join(out))
    return path


def test_articles_in_order_with_ids_titles_and_exact_text(tmp_path: Path) -> None:
    texts = ["\ufeffFirst ,line\r\n\r\nsecond", "It’s 好 \U0001f600", ""]
    lines = [{"id": f"n{i}", "text": text, "title": "T"} for i, text in enumerate(texts)]
    lines[1]["id"], lines[1]["title"] = 7, None  # type: ignore[assignment]
    found = list(records(write(tmp_path / "a.jsonl", *lines), "deep/a.jsonl"))
    assert [one.id for one in found] == ["deep/a.jsonl/n0", "deep/a.jsonl/7", "deep/a.jsonl/n2"]
    for one, text, title in zip(found, texts, ["T", None, "T"], strict=True):
        assert isinstance(one, Source)
        assert (one.path, one.media_type, one.title) == ("deep/a.jsonl", "text/plain", title)
        decoded = decode(one, Settings.model_validate({}))
        assert (decoded.text, decoded.title, decoded.encoding) == (text, title, "utf-8")


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{not json", "valid JSON"),
        (b'{"id": "x", "text": "\xff"}', "valid JSON"),
        ('{"id": "x", "text": "\\ud800"}', "valid JSON"),
        ("[1, 2]", "no JSON object"),
        ('{"text": "t"}', "no `id`"),
        ('{"id": true, "text": "t"}', "no `id`"),
        ('{"id": "x"}', "no `text`"),
        ('{"id": "x", "text": 5}', "no `text`"),
        ('{"id": "x", "text": "t", "title": []}', "`title`"),
        ('{"id": " ", "text": "t"}', "empty"),
        ('{"id": "../../x", "text": "t"}', "out of the folder"),
        ('{"id": "/etc/x", "text": "t"}', "out of the folder"),
        ('{"id": "a\\\\b", "text": "t"}', "out of the folder"),
        ('{"id": "a\\u0000b", "text": "t"}', "control characters"),
        ('{"id": "ok1", "text": "t"}', "repeats the id `ok1`"),
    ],
)
def test_a_bad_line_is_named_and_the_others_go_on(tmp_path: Path, line: str | bytes, why: str) -> None:
    ok1, ok2 = {"id": "ok1", "text": "one"}, {"id": "ok2", "text": "two"}
    first, bad, last = records(write(tmp_path / "a.jsonl", ok1, line, "", ok2))
    assert isinstance(first, Source)
    assert isinstance(last, Source)
    assert isinstance(bad, BadRecord)
    assert bad.line == 2
    assert why in bad.reason
    assert bad.data
    assert last.id == "a.jsonl/ok2"


def test_byte_order_mark_and_crlf(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", b'\xef\xbb\xbf{"id":"a","text":"x"}\r', b'{"id":"b","text":"y"}\r\n')
    assert [one.id for one in records(path)] == ["a.jsonl/a", "a.jsonl/b"]


def test_streamed_in_constant_memory(tmp_path: Path) -> None:
    path = tmp_path / "big.jsonl"
    with path.open("w") as file:
        for i in range(20_000):
            file.write(json.dumps({"id": f"{i}", "text": "word " * 200}) + "\n")
    tracemalloc.start()
    try:
        assert sum(1 for _ in records(path)) == 20_000
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < path.stat().st_size / 5


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.txt", "text/plain"),
        ("A.TXT", "text/plain"),
        ("b/c.md", "text/markdown"),
        ("c.htm", "text/html"),
        ("c.html", "text/html"),
        ("d.jsonl", "application/jsonl"),
        ("e.pdf", None),
        ("txt", None),
        (".txt", None),
        ("~$d.docx", None),
        ("d.txt.bak", None),
    ],
)
def test_media_types(name: str, kind: str | None) -> None:
    assert media_type(name) == kind
