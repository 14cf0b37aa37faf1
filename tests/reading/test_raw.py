"""The project's own articles are read without a problem, in the encodings and formats that they are there to show."""

from pathlib import Path

import pytest

from pipeline.model import Source, Text
from pipeline.reading import decode, media_type, records
from pipeline.settings import Settings

RAW = Path(__file__).parents[2] / "raw"
ENCODINGS = {
    "plants/monstera-yellow-leaves.txt": "gb18030",
    "appliances/refrigerator-not-cold.txt": "windows-1252",
    "food/bread-does-not-rise.txt": "utf-16",
}


def articles(path: Path) -> list[Text]:
    name = path.relative_to(RAW).as_posix()
    kind = media_type(name)
    assert kind is not None
    found = list(records(path, name)) if path.suffix == ".jsonl" else [Source(name, name, path.read_bytes(), kind)]
    return [decode(one, Settings.model_validate({})) for one in found if isinstance(one, Source)]


@pytest.mark.parametrize("path", sorted(path for path in RAW.rglob("*") if path.is_file()), ids=lambda path: path.name)
def test_article_is_read(path: Path) -> None:
    for text in articles(path):
        assert len(text.text.split()) > 100
        assert not text.problems
        assert text.encoding == ENCODINGS.get(text.id, "utf-8")
        assert "must not see" not in text.text
        assert bool(text.marks) == (path.suffix in (".html", ".docx"))


def test_all_formats_are_there() -> None:
    assert {path.suffix for path in RAW.rglob("*") if path.is_file()} == {".txt", ".md", ".html", ".docx", ".jsonl"}
    assert len(list(RAW.rglob("*.*"))) >= 13
