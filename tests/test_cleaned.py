"""`cleaned/` is committed: a run over `raw/` gives the same bytes, and every promise holds on them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline import batch
from pipeline.article import clean
from pipeline.batch.proof import verify_folder
from pipeline.engine import Engine
from pipeline.kit import Kit
from pipeline.model import Source
from pipeline.reading import decode, media_type
from pipeline.settings import Settings

ARTEFACT = re.compile(r"[a-z]{3}\.[A-Z][a-z]{2} |\b(?:ca|do|does|is|wo) n['’]t\b| -in -")
ROOT = Path(__file__).parent.parent
ARTICLES = sorted(p for p in (ROOT / "raw").rglob("*") if media_type(p.name) in ("text/plain", "text/markdown"))


@pytest.fixture(scope="module")
def fresh(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Path:
    cleaned = tmp_path_factory.mktemp("cleaned")
    report = batch.run(ROOT / "raw", cleaned, Settings(languagetool_url=engine.wait()))
    assert report.quarantined == 0
    return cleaned


def published(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".pipeline" not in path.parts and not path.name.endswith(".trace.json")
    }


def test_a_run_gives_the_committed_bytes(fresh: Path) -> None:
    made, committed = published(fresh), published(ROOT / "cleaned")
    assert made.keys() == committed.keys()
    different = [name for name in made if made[name] != committed[name]]
    assert different == [], "run `make run` and look at the difference"


def test_everything_verifies(fresh: Path) -> None:
    findings = [finding for found in verify_folder(ROOT / "raw", fresh, Settings()) for finding in found]
    assert findings == []


def test_raw_holds_every_kind_of_input() -> None:
    kinds = {media_type(path.name) for path in (ROOT / "raw").rglob("*") if path.is_file()}
    assert len(kinds - {None}) == 5
    assert len(published(ROOT / "cleaned")) >= 2 * 11


@pytest.mark.parametrize("path", ARTICLES, ids=lambda p: p.relative_to(ROOT / "raw").as_posix())
def test_cleaning_the_clean_text_changes_nothing(path: Path, kit: Kit) -> None:
    kind = media_type(path.name) or ""
    text = decode(Source(path.name, path.name, path.read_bytes(), kind), kit.settings)
    once, _ = clean(text, kit)
    again, _ = clean(decode(Source(path.name, path.name, once.encode(), kind), kit.settings), kit)
    assert again == once


def test_no_markdown_has_artefacts_left(fresh: Path) -> None:
    for name, data in published(fresh).items():
        if name.endswith(".md"):
            assert not ARTEFACT.search(data.decode()), name
