"""The line's promises, on articles that nobody would write: replay, undo, conservation, idempotence, determinism."""

from __future__ import annotations

from hashlib import sha256

import jsonschema
import orjson
import pytest
from hypothesis import example, given, reject
from hypothesis import settings as options

from pipeline.article import clean, make, seal, to_json
from pipeline.kit import Kit
from pipeline.model import Edit, Source, Text
from pipeline.reading import Unreadable
from pipeline.schema import schema
from pipeline.settings import Settings
from pipeline.verify import Bundle, verify
from tests.pieces import ARTICLES

SCHEMA = jsonschema.Draft202012Validator(schema("article", Settings()))
TRACE_SCHEMA = jsonschema.Draft202012Validator(schema("trace", Settings()))


def source(text: str, name: str = "a.txt", media_type: str = "text/plain") -> Source:
    return Source(name, name, text.encode(), media_type)


def proves(one: Source, kit: Kit) -> None:
    """Make an article, and hold all that `verify` holds, the schemas, and that making it again gives the same bytes."""
    made = make(one, kit)
    bundle = Bundle(one.id, made.document, made.markdown, to_json(made.trace))
    assert list(verify(one, bundle, kit.settings)) == []
    SCHEMA.validate(orjson.loads(made.document))
    TRACE_SCHEMA.validate(orjson.loads(to_json(made.trace)))
    again = make(one, kit)
    assert (again.document, again.markdown, again.trace) == (made.document, made.markdown, made.trace)
    assert made.trace.source_sha256 == sha256(one.data).hexdigest()


def cleaned(text: str, kit: Kit) -> str:
    return clean(Text("a", "a", "0" * 64, "utf-8", "text/plain", text), kit)[0]


@given(ARTICLES)
@options(max_examples=150)
@example("1. a\n\n1. b")
@example("Title\n=====\n\n* * *\n\nText")
def test_every_promise_holds_on_any_text(kit_without_engine: Kit, text: str) -> None:
    try:
        proves(source(text), kit_without_engine)
    except Unreadable:
        reject()  # mostly control characters: binary content, which goes into quarantine


@given(ARTICLES)
@options(max_examples=25)
def test_every_promise_holds_with_the_engine(kit: Kit, text: str) -> None:
    proves(source(text), kit)


@given(ARTICLES)
@options(max_examples=150)
@example("0\nA\nA\nA、\n-in\n- -in")
@example("0\xa0Â“")
@example("the\n1. the up.I\n1. up.I")
@example("a\n\nthe Reason the\n\nthe\nthe")
def test_clean_is_idempotent(kit_without_engine: Kit, text: str) -> None:
    once = cleaned(text, kit_without_engine)
    assert cleaned(once, kit_without_engine) == once


@given(ARTICLES)
@options(max_examples=25)
def test_clean_is_idempotent_with_the_engine(kit: Kit, text: str) -> None:
    once = cleaned(text, kit)
    assert cleaned(once, kit) == once


@pytest.mark.parametrize(
    ("end", "wanted"),
    [
        ("Cut off the dead roots,", "Cut off the dead roots."),
        ("Thanks and regards,", "Thanks and regards,"),
        ('It is as hard as a bone . "', 'It is as hard as a bone."'),
    ],
)
def test_how_a_paragraph_ends_in_an_article(kit_without_engine: Kit, end: str, wanted: str) -> None:
    """Its other paragraphs, which end in full stops, show how."""
    days = ("today", "soon", "now", "daily", "often", "early", "late", "again")
    others = [f"The pot is dry, and the soil in it is old. Give it water {day}, and never at noon." for day in days]
    text = cleaned("\n\n".join(["Why pots dry out", f"{others[1]} {end}", *others]), kit_without_engine)
    assert text.split("\n\n")[1].endswith(f" {wanted}")


@pytest.mark.parametrize("data", [b"\x00\x00\x84\xc2\x93", b"&\x00#\x000"])
def test_encoding_repaired_inside_of_what_guards_protect(kit_without_engine: Kit, data: bytes) -> None:
    proves(Source("a.txt", "a.txt", data, "text/plain"), kit_without_engine)


def test_an_edit_called_encoding_is_no_way_past_the_guards(kit_without_engine: Kit) -> None:
    one = source("Take 5 pills with water. It helps.")
    made = make(one, kit_without_engine)
    block = next(b for b in made.trace.blocks if "5 pills" in b.text)
    forged = Edit(
        rule="drop-controls",
        family="encoding",
        block=block.index,
        start=block.text.index("5"),
        end=block.text.index("5") + 1,
        before="5",
        after="6",
        outcome="applied",
        why="Looks like six.",
    )
    document, markdown = (raw.replace(b"5 pills", b"6 pills") for raw in (made.document, made.markdown))
    hashes = {"article_sha256": sha256(document).hexdigest(), "markdown_sha256": sha256(markdown).hexdigest()}
    trace = seal(made.trace.model_copy(update={"edits": (forged,), **hashes}))
    found = [
        f.message for f in verify(one, Bundle(one.id, document, markdown, to_json(trace)), kit_without_engine.settings)
    ]
    assert any(message.startswith("A guard doesn't hold: it would change a number") for message in found)


@pytest.mark.parametrize("where", ["document", "trace", "source", "markdown"])
def test_verify_finds_one_changed_byte(kit_without_engine: Kit, where: str) -> None:
    one = source("Two reasons\n\n1. Cold\n\nIt is cold.Wear 2 socks .\n\n2. Heat\n\nToo warm.")
    made = make(one, kit_without_engine)
    files = {"document": made.document, "markdown": made.markdown, "trace": to_json(made.trace), "source": one.data}
    for place in range(len(files[where])):
        changed = bytearray(files[where])
        changed[place] ^= 1
        now = files | {where: bytes(changed)}
        bundle = Bundle("a.txt", now["document"], now["markdown"], now["trace"])
        found = list(verify(Source("a.txt", "a.txt", now["source"], "text/plain"), bundle, kit_without_engine.settings))
        assert found, f"byte {place} of the {where} was changed, and nobody noticed"
        assert found[0].file
