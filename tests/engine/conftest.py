"""What the engine's tests share: the session's server (tests/conftest.py), its installation, servers that misbehave."""

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import psutil
import pytest

from pipeline.engine import Engine, EngineSettings
from pipeline.engine import jars as engine_jars
from pipeline.settings import default_home
from tests.homes import furnish

Answer = Callable[[BaseHTTPRequestHandler], None]


@pytest.fixture(scope="session")
def installation(engine: Engine) -> Path:
    """The home folder of the installation that the session's engine runs from."""
    engine.wait()
    home = default_home()
    if not engine_jars.installed(home):
        pytest.skip("the session's engine does not run from jars of ours")
    return home


@pytest.fixture
def home(installation: Path, tmp_path: Path) -> Path:
    """A home folder of the test's own with the installation and its AOT cache in it, but no servers known."""
    assert installation == default_home()
    return furnish(tmp_path / "home")


@pytest.fixture
def home_with_links(installation: Path, tmp_path: Path) -> Path:
    """A home folder whose jars are links, each of which a test may replace."""
    folder = tmp_path / "home"
    (folder / engine_jars.FOLDER).mkdir(parents=True)
    for jar in (installation / engine_jars.FOLDER).glob("*.jar"):
        (folder / engine_jars.FOLDER / jar.name).symlink_to(jar)
    return folder


@contextmanager
def serving(answer: Answer) -> Iterator[str]:
    """A server of the test's own; its address. `answer` gets each request."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            self.body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            with contextlib.suppress(ConnectionError):  # the engine does not wait for what a test sends late
                answer(self)

        do_GET = do_POST  # noqa: N815  # the name that http.server wants

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def silent_port() -> Iterator[int]:
    """A port where connections are taken and never answered."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(50)
        yield listener.getsockname()[1]


def reply(handler: BaseHTTPRequestHandler, body: bytes, status: int = 200) -> None:
    """Send an answer."""
    handler.send_response(status)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def eventually(condition: Callable[[], bool], seconds: float = 10.0) -> bool:
    """Whether the condition becomes true in time."""
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        if condition():
            return True
        time.sleep(0.05)
    return condition()


def java_of(home: Path) -> list[psutil.Process]:
    """The Java processes that were started for a home folder."""
    found = []
    for process in psutil.process_iter():
        try:
            if str(home / "run") in " ".join(process.cmdline()) and "java" in Path(process.exe()).name:
                found.append(process)
        except psutil.Error:
            continue
    return found


def quick(home: Path, **more: object) -> EngineSettings:
    """Settings for an engine under test: a small server, short waits."""
    given = {"home": home, "heap_mb": 512, "threads": 1, "timeout_seconds": 20.0, "kept": False} | more
    return EngineSettings(**given)  # type: ignore[arg-type]
