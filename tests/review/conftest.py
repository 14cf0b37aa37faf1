"""What the review room's tests share: a browser, and batches made by the whole line (without engine)."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page

from pipeline.article import make, to_json
from pipeline.kit import Kit, toolbox
from pipeline.model import Source
from pipeline.review.decisions import Decisions
from pipeline.review.page import write
from pipeline.review.serve import serve
from pipeline.settings import Settings
from tests.review import chromium
from tests.review import review_batch as batch

Run = Callable[[Path, Path, Decisions], None]
Served = Callable[[Path, Path], str]
COUNT = 50


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


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory, run: Run) -> tuple[Path, Path]:
    """Raw and cleaned folders of fifty articles."""
    folder = tmp_path_factory.mktemp("batch")
    raw = batch.raw_folder(folder / "raw", COUNT)
    run(raw, folder / "cleaned", Decisions())
    return raw, folder / "cleaned"


@pytest.fixture(scope="session")
def html(made: tuple[Path, Path]) -> Path:
    (path,) = write(made[1], made[1].parent / "review.html")
    return path


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page on which any error, and any request that leaves it, fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    opened.on(
        "request",
        lambda r: None if r.url.startswith(("file:", "blob:", "data:", "http://127.0.0.1:")) else errors.append(r.url),
    )
    yield opened
    context.close()
    assert errors == []


@pytest.fixture
def served() -> Iterator[Served]:
    """Serves a page in a thread; ends with the test."""
    threads: list[threading.Thread] = []
    servers: list[uvicorn.Server] = []

    def go(cleaned: Path, decisions: Path) -> str:
        ready = threading.Event()
        found: list[str] = []

        def listening(address: str, server: uvicorn.Server) -> None:
            found.append(address)
            servers.append(server)
            ready.set()

        thread = threading.Thread(
            target=serve, args=(cleaned, decisions), kwargs={"open_browser": False, "ready": listening}, daemon=True
        )
        thread.start()
        threads.append(thread)
        assert ready.wait(30)
        return found[0]

    yield go
    for server in servers:
        server.should_exit = True
    for thread in threads:
        thread.join(20)
