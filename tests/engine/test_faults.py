"""Servers that hang, answer garbage or are somebody else's: a text fails, nothing else does."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler

import pytest

from pipeline.engine import Engine, EngineFailed, EngineSettings, EngineUnavailable, open_engine
from pipeline.engine import engine as engine_module
from pipeline.engine.engine import NamedServer
from tests.engine.conftest import reply, serving, silent_port

INFO = json.dumps({"software": {"version": "6.8", "buildDate": "today"}}).encode()
NOTHING = {"warnings": {"incompleteResults": False}, "matches": []}
FAR_OFF = {
    "offset": 900,
    "length": 3,
    "message": "",
    "replacements": [],
    "rule": {"id": "X", "issueType": "x", "category": {"id": "X"}},
}
GARBAGE = [
    b"",
    b"<html>Welcome to the hotel's network</html>",
    b"[]",
    b"null",
    b"{}",
    b'{"warnings": {"incompleteResults": false}, "matches": [{}]}',
    json.dumps(NOTHING | {"matches": None}).encode(),
    json.dumps({"warnings": {"incompleteResults": True}, "matches": []}).encode(),
    json.dumps(NOTHING | {"matches": [FAR_OFF]}).encode(),
    b"\xff\xfe\x00",
]


def honest(handler: BaseHTTPRequestHandler) -> bool:
    """Answer health checks and the question for the version as a good server does."""
    if handler.path.endswith("/healthcheck"):
        reply(handler, b"OK")
    elif handler.path.endswith("/info"):
        reply(handler, INFO)
    else:
        return False
    return True


@pytest.mark.parametrize("body", GARBAGE)
def test_garbage_fails_the_text(body: bytes) -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        if not honest(handler):
            reply(handler, body)

    with serving(answer) as url, open_engine(EngineSettings(url=url, threads=2)) as engine:
        results = engine.check(["One.", "Two."])
        assert [type(result) for result in results] == [EngineFailed, EngineFailed]


def test_only_the_text_that_the_server_refuses_fails() -> None:
    lock, bodies = threading.Lock(), []

    def answer(handler: BaseHTTPRequestHandler) -> None:
        if honest(handler):
            return
        with lock:
            bodies.append(handler.path)
            ill = len(bodies) in (1, 2)
        reply(handler, b"Error: out of luck" if ill else json.dumps(NOTHING).encode(), 500 if ill else 200)

    with serving(answer) as url, open_engine(EngineSettings(url=url, threads=1)) as engine:
        first, *others = engine.check(["One.", "Two.", "Three."])
        assert isinstance(first, EngineFailed)
        assert "out of luck" in str(first)
        assert others == [(), ()]


def test_a_text_that_the_server_never_answers_fails_and_the_others_do_not() -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        if honest(handler):
            return
        if handler.headers["Content-Length"] and int(handler.headers["Content-Length"]) > 100:
            time.sleep(3)
            return
        reply(handler, json.dumps(NOTHING).encode())

    with serving(answer) as url, open_engine(EngineSettings(url=url, threads=2, timeout_seconds=0.4)) as engine:
        results = engine.check(["Short.", "Long. " * 40, "Short."])
        assert results[0] == results[2] == ()
        assert isinstance(results[1], EngineFailed)


def test_an_answer_that_trickles_in_does_not_hold_a_thread() -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        if honest(handler):
            return
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        for _ in range(60):
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(0.1)

    with serving(answer) as url, open_engine(EngineSettings(url=url, threads=1, timeout_seconds=0.5)) as engine:
        started = time.monotonic()
        assert isinstance(engine.check(["One."])[0], EngineFailed)
        assert time.monotonic() - started < 5


def test_one_connection_serves_many_requests() -> None:
    seen = set()

    def answer(handler: BaseHTTPRequestHandler) -> None:
        if not honest(handler):
            seen.add(handler.client_address)
            reply(handler, json.dumps(NOTHING).encode())

    with serving(answer) as url, open_engine(EngineSettings(url=url, threads=2)) as engine:
        assert engine.check([str(n) for n in range(100)]) == [()] * 100
    assert len(seen) <= 2


def test_a_connection_that_the_server_has_closed_is_opened_again() -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        if not honest(handler):
            reply(handler, json.dumps(NOTHING).encode())
            handler.close_connection = True  # without saying so, as a server does with an idle connection

    with serving(answer) as url, open_engine(EngineSettings(url=url, threads=1)) as engine:
        assert [engine.check([str(n)])[0] for n in range(5)] == [()] * 5


def test_a_server_that_is_down_fails_quickly_and_is_found_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_module, "LOOK_AGAIN", 0.3)
    up = True

    def answer(handler: BaseHTTPRequestHandler) -> None:
        if not up:
            reply(handler, b"", 503)
        elif not honest(handler):
            reply(handler, json.dumps(NOTHING).encode())

    with serving(answer) as url, open_engine(EngineSettings(url=url, threads=2)) as engine:
        assert engine.check(["One."]) == [()]
        up = False
        assert all(isinstance(result, EngineFailed) for result in engine.check(["One.", "Two."]))
        up = True
        time.sleep(0.4)
        assert engine.check(["One.", "Two."]) == [(), ()]


def test_a_hanging_named_server_says_what_to_do_within_five_seconds() -> None:
    with silent_port() as port:
        started = time.monotonic()
        with pytest.raises(EngineUnavailable, match="languagetool-url") as error:
            open_engine(EngineSettings(url=f"http://127.0.0.1:{port}"))
        assert time.monotonic() - started < 5
        assert error.value.advice


def test_nobody_listens_at_the_named_address() -> None:
    with pytest.raises(EngineUnavailable):
        open_engine(EngineSettings(url="http://127.0.0.1:9"))


def test_a_server_that_hangs_later_costs_one_wait_not_one_for_each_text() -> None:
    with silent_port() as port:
        settings = EngineSettings(threads=2, timeout_seconds=0.5)
        engine = Engine(NamedServer(f"http://127.0.0.1:{port}"), settings, "")
        started = time.monotonic()
        assert all(isinstance(result, EngineFailed) for result in engine.check(["Text."] * 50))
        assert time.monotonic() - started < 15
        engine.close()
