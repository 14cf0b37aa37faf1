"""Servers that hang, answer garbage or are somebody else's: a text fails, nothing else does."""

import json
import re
import time
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs

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


def apart(text: str) -> bytes:
    """A good server's answer to a text without faults: each line is a sentence."""
    return json.dumps(NOTHING | {"sentenceRanges": [m.span() for m in re.finditer(r"[^\n]+", text)]}).encode()


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


def asked(handler: BaseHTTPRequestHandler) -> str:
    """The text that a request is about."""
    return str(parse_qs(handler.body.decode())["text"][0])  # type: ignore[attr-defined]


TEXTS = [f"Text number {n}." for n in range(9)]


def test_only_the_text_that_the_server_refuses_fails() -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        if not honest(handler):
            ill = "number 4" in asked(handler)
            reply(handler, b"Error: out of luck" if ill else apart(asked(handler)), 500 if ill else 200)

    with serving(answer) as url, open_engine(EngineSettings(url=url, threads=1)) as engine:
        results = engine.check(TEXTS)
    assert isinstance(results[4], EngineFailed)
    assert "out of luck" in str(results[4])
    assert [result for n, result in enumerate(results) if n != 4] == [()] * 8


def test_a_text_that_the_server_never_answers_is_found_by_halves() -> None:
    sizes = []

    def answer(handler: BaseHTTPRequestHandler) -> None:
        if honest(handler):
            return
        if "number 4" in asked(handler):
            sizes.append(asked(handler).count("number"))
            time.sleep(2)
        else:
            reply(handler, apart(asked(handler)))

    with serving(answer) as url, open_engine(EngineSettings(url=url, threads=2, timeout_seconds=0.3)) as engine:
        results = engine.check(TEXTS)
    assert [type(result) for result in results] == [tuple] * 4 + [EngineFailed] + [tuple] * 4
    assert sizes == [9, 5, 2, 1, 1]


def test_a_server_that_does_not_tell_sentences_apart_is_asked_text_by_text() -> None:
    bodies = []

    def answer(handler: BaseHTTPRequestHandler) -> None:
        if not honest(handler):
            bodies.append(asked(handler))
            reply(handler, json.dumps(NOTHING).encode())

    with serving(answer) as url, open_engine(EngineSettings(url=url, threads=1)) as engine:
        assert engine.check(TEXTS) == [()] * 9
    assert bodies[1:] == [f"{text}\n\n" for text in TEXTS]


def test_texts_that_the_server_reads_together_are_asked_for_again_alone() -> None:
    bodies = []

    def answer(handler: BaseHTTPRequestHandler) -> None:
        if not honest(handler):
            text = asked(handler)
            bodies.append(text)
            lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
            if len(lines) > 2:
                lines[1:3] = [(lines[1][0], lines[2][1])]
            found = [FAR_OFF | {"offset": m.start(), "length": 4} for m in re.finditer("Text", text)]
            reply(handler, json.dumps(NOTHING | {"matches": found, "sentenceRanges": lines}).encode())

    with serving(answer) as url, open_engine(EngineSettings(url=url, threads=1)) as engine:
        results = engine.check(TEXTS)
    assert [[(m.start, m.end) for m in result] for result in results] == [[(0, 4)]] * 9  # type: ignore[union-attr]
    assert [body.strip() for body in bodies[1:]] == TEXTS[1:3]


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
