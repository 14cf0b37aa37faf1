"""What the review room's tests share: a browser, and batches made by the whole line (without engine)."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from pipeline.article import make, to_json
from pipeline.kit import Kit, toolbox
from pipeline.model import Source
from pipeline.review.decisions import Decisions
from pipeline.settings import Settings
from tests.review import chromium

Run = Callable[[Path, Path, Decisions], None]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if chromium.PATH is None:
        pytest.skip("NO BROWSER: the review page is NOT tested here; `apt-get install chromium` makes it so")
    with chromium.browser() as opened:
        yield opened


@pytest.fixture(scope="session")
def run() -> Run:
    """Cleans a folder of text files into another by the line itself, under decisions."""
    settings = Settings()
    tools = toolbox(settings)

    def go(raw: Path, cleaned: Path, decisions: Decisions) -> None:
        kit = Kit(settings, tools, decisions=decisions)
        for path in sorted(raw.rglob("*.txt")):
            name = path.relative_to(raw).as_posix()
            made = make(Source(name, name, path.read_bytes(), "text/plain"), kit)
            (cleaned / name).parent.mkdir(parents=True, exist_ok=True)
            (cleaned / f"{name}.json").write_bytes(made.document)
            (cleaned / f"{name}.trace.json").write_bytes(to_json(made.trace))

    return go
