"""Reading a cleaned folder: a stream in the order of names, hidden folders left out, broken files named."""

from pathlib import Path

import pytest

from pipeline.model import Quarantined
from pipeline.review import corpus
from pipeline.review.corpus import CleanedError
from tests.review import review_batch as batch


def test_articles_come_in_order_and_one_at_a_time(tmp_path: Path) -> None:
    batch.folder(tmp_path, 12)
    hidden = tmp_path / ".pipeline" / "old.txt.trace.json"
    hidden.parent.mkdir()
    hidden.write_text("{}", encoding="utf-8")
    (tmp_path / "unfinished.txt.json").write_text("{}", encoding="utf-8")
    found = list(corpus.names(tmp_path))
    assert found == sorted(found)
    assert len(found) == 12
    stream = corpus.read(tmp_path)
    first = next(stream)
    assert (first.name, first.article.id) == (found[0], found[0])
    for path in tmp_path.rglob("*.json"):
        path.unlink()
    with pytest.raises(CleanedError):
        next(stream)


def test_what_is_broken_is_named(tmp_path: Path) -> None:
    batch.folder(tmp_path, 1)
    (name,) = corpus.names(tmp_path)
    (tmp_path / f"{name}.json").write_text("{}", encoding="utf-8")
    with pytest.raises(CleanedError, match=f"{name}: not what a run writes"):
        list(corpus.read(tmp_path))
    (tmp_path / f"{name}.json").unlink()
    with pytest.raises(CleanedError, match=rf"{name}\.json: can't be read"):
        list(corpus.read(tmp_path))
    with pytest.raises(CleanedError, match="none: can't be read"):
        list(corpus.names(tmp_path / "none"))


def test_quarantine_is_read(tmp_path: Path) -> None:
    assert corpus.quarantined(tmp_path) == []
    folder = tmp_path / ".pipeline" / "quarantine" / "sub"
    folder.mkdir(parents=True)
    entry = Quarantined(
        path="sub/a.txt", stage="read", cause="source", message="m", details="", source_sha256=None, recipe="0" * 64
    )
    (folder / "a.txt.json").write_text(entry.model_dump_json(), encoding="utf-8")
    assert corpus.quarantined(tmp_path) == [entry]
    (folder / "b.txt.json").write_text("{", encoding="utf-8")
    with pytest.raises(CleanedError, match=r"b\.txt\.json"):
        corpus.quarantined(tmp_path)
