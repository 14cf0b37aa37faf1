"""Serves the review page on this machine only, and keeps decisions in their file as they are made.

Who may speak to it: a browser on this machine that has the address, which holds a random token. Requests whose `Host`
isn't the server's own name are refused (a page elsewhere could have its name resolved to this machine), and changes
are taken only from the page's own origin.
"""

from __future__ import annotations

import secrets
import socket
import tempfile
import threading
import webbrowser
from collections.abc import Awaitable, Callable
from pathlib import Path

import orjson
import uvicorn
from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from pipeline.model import Refusal
from pipeline.review import page
from pipeline.review.decisions import DecisionsError, Entry, load

LARGEST_REQUEST = 20_000_000
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Desk:
    """The pages of a cleaned folder, written into a folder of their own, and the decisions file that they change."""

    def __init__(self, cleaned: Path, folder: Path, decisions: Path, token: str, port: int):
        self.cleaned = cleaned
        self.folder = folder
        self.decisions = decisions
        self.token = token
        self.hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self._written: int | None = -1

    def write(self) -> None:
        """Write the pages, unless no run has ended since they were written."""
        with self._writing:
            mark = self.cleaned / ".pipeline" / "batch.json"
            ended = mark.stat().st_mtime_ns if mark.is_file() else None
            if ended != self._written:
                page.write(self.cleaned, self.folder / "review.html", load(self.decisions), serve=True)
                self._written = ended

    def refusal(self, request: Request) -> Response | None:
        """Why a request is not answered, or None."""
        if request.headers.get("host", "") not in self.hosts:
            return PlainTextResponse("This server answers only on this machine's own address.", 421)
        if not secrets.compare_digest(request.path_params["token"].encode(), self.token.encode()):
            return PlainTextResponse("Not found.", 404)
        origin = request.headers.get("origin")
        if origin is None and request.method == "GET":
            return None
        if origin is None or origin.removeprefix("http://") not in self.hosts or not origin.startswith("http://"):
            return PlainTextResponse("Only the review page itself may do this.", 403)
        return None

    async def show(self, request: Request) -> Response:
        """A part of the page."""
        name = request.path_params.get("name") or "review.html"
        if name == "review.html":
            try:
                await run_in_threadpool(self.write)
            except Refusal as error:
                return PlainTextResponse(str(error), 409)
        path = self.folder / name
        if path.parent != self.folder or not path.is_file():
            return PlainTextResponse("Not found.", 404)
        policy = page.policy(served=True) + "; frame-ancestors 'none'"
        return FileResponse(path, media_type="text/html", headers={"Content-Security-Policy": policy})

    async def get(self, _: Request) -> Response:
        """The decisions as they are in the file now."""
        try:
            entries = load(self.decisions).entries
        except DecisionsError as error:
            return JSONResponse({"error": str(error)}, 409)
        return Response(orjson.dumps([e.model_dump(exclude_none=True) for e in entries]), media_type="application/json")

    async def post(self, request: Request) -> Response:
        """Takes `{"add": [entry …], "remove": [entry …]}` into the file."""
        if request.headers.get("content-type", "").partition(";")[0] != "application/json":
            return JSONResponse({"error": "only JSON is taken"}, 415)
        if int(request.headers.get("content-length") or LARGEST_REQUEST) >= LARGEST_REQUEST:
            return JSONResponse({"error": "too large"}, 413)
        try:
            body = orjson.loads(await request.body())
            add, remove = ([Entry.model_validate(entry) for entry in body.get(key, ())] for key in ("add", "remove"))
        except (orjson.JSONDecodeError, ValidationError, AttributeError, TypeError) as error:
            return JSONResponse({"error": f"not decisions: {str(error)[:300]}"}, 400)
        try:
            with self._lock:
                changed = load(self.decisions).changed(add, remove)
                changed.save(self.decisions)
        except (DecisionsError, OSError) as error:
            return JSONResponse({"error": str(error)}, 409)
        return JSONResponse({"decisions": len(changed)})

    def application(self) -> Starlette:
        """The web application."""

        def guarded(act: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
            """The handler behind the checks that every request must pass."""

            async def answer(request: Request) -> Response:
                """Refuse the request or let it be handled, and add the headers."""
                response = self.refusal(request) or await act(request)
                response.headers.update(HEADERS)
                return response

            return answer

        return Starlette(
            routes=[
                Route("/{token}/", guarded(self.show)),
                Route("/{token}/decisions", guarded(self.get), methods=["GET"]),
                Route("/{token}/decisions", guarded(self.post), methods=["POST"]),
                Route("/{token}/{name}", guarded(self.show)),
            ]
        )


def serve(
    cleaned: Path,
    decisions: Path,
    port: int = 0,
    open_browser: bool = True,
    ready: Callable[[str, uvicorn.Server], None] | None = None,
) -> None:
    """Serve the page on loopback until Ctrl-C or SIGTERM, saving decisions as they are made.

    port: 0 takes a free one. ready: called with the address (it holds the token) and the server once it listens.
    Raises DecisionsError when the decisions file can't be used, OSError when the port is taken.
    """
    with tempfile.TemporaryDirectory(prefix="pipeline-review-") as folder, socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", port))
        listener.listen(64)
        token = secrets.token_urlsafe(24)
        port = listener.getsockname()[1]
        desk = Desk(cleaned, Path(folder).resolve(), decisions, token, port)
        desk.write()
        address = f"http://127.0.0.1:{port}/{token}/"
        config = uvicorn.Config(
            desk.application(), log_level="warning", access_log=False, server_header=False, lifespan="off"
        )
        server = uvicorn.Server(config)
        if ready:
            ready(address, server)
        if open_browser:
            threading.Timer(0.5, webbrowser.open, [address]).start()
        server.run(sockets=[listener])
