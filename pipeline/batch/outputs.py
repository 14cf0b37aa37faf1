"""An article's outputs: whether they are there and current, and in which order they are put in place."""

import re
from collections.abc import Callable
from hashlib import sha256

from pipeline.batch import names
from pipeline.batch.store import Store
from pipeline.reading import media_type

REPORT = f"{names.PRIVATE}/batch.json"

_HASH = rb"([0-9a-f]{64})"
_HEAD = re.compile(
    rb'\{\s*"source_sha256":\s*"'
    + _HASH
    + rb'",\s*"recipe":\s*"'
    + _HASH
    + rb'",\s*"article_sha256":\s*"'
    + _HASH
    + rb'",\s*"markdown_sha256":\s*"'
    + _HASH
    + rb'",\s*"checksum":\s*"'
    + _HASH
    + rb'"'
)
_HEAD_SIZE = 600
"""Bytes of a trace that hold its five hashes."""
_OURS = (b'{\n  "schema_version": "', b'{\n  "source_sha256": "')


def current(store: Store, name: str, source_sha256: str, recipe: str) -> bytes | None:
    """The document of an article whose outputs are all there, whole, of this source and this recipe; else None.

    The trace's head decides first. When it names the wanted hashes, all three files are read and hashed: an article
    that is half written, damaged or edited is made again. (Three small files take a tenth of a millisecond.)
    """
    head = _HEAD.match(store.head(f"{name}.trace.json", _HEAD_SIZE) or b"")
    if head is None or head[1] != source_sha256.encode() or head[2] != recipe.encode():
        return None
    document, markdown = store.read(f"{name}.json"), store.read(f"{name}.md")
    if document is None or sha256(document).hexdigest().encode() != head[3]:
        return None
    if markdown is None or sha256(markdown).hexdigest().encode() != head[4]:
        return None
    trace = store.read(f"{name}.trace.json") or b""
    at, end = head.span(5)
    sealed = sha256(trace[:at] + b"0" * 64 + trace[end:]).hexdigest().encode()
    return document if sealed == head[5] and trace[:at] == head.string[:at] else None


def files(name: str, document: bytes, markdown: bytes, trace: bytes) -> list[tuple[str, bytes]]:
    """The outputs in the order in which they are put in place: the trace last, as the mark that the article is done."""
    return [(name + ending, data) for ending, data in zip(names.ENDINGS, (markdown, document, trace), strict=True)]


def strays(store: Store, folder: str, expected: Callable[[str], bool]) -> tuple[dict[str, list[str]], list[str]]:
    """What a folder of CLEANED holds besides the outputs of its articles (`expected` tells their names and folders).

    Articles by name under CLEANED, each with its files in the order to remove them (the trace last, so that a removal
    that is cut short is found again), and folders. What isn't the program's is left out: a file counts by its ending
    and its first bytes, Markdown by the article's other files, or, a lone one that a kill has left, by its source's.
    """
    found: dict[str, list[str]] = {}
    folders: list[str] = []
    for entry, is_folder in store.scan(folder):
        ending = next((e for e in reversed(names.ENDINGS) if entry.endswith(e)), None)
        if is_folder and not expected(entry) and not (folder == "" and entry == names.PRIVATE):
            folders.append(f"{folder}/{entry}".lstrip("/"))
        elif not is_folder and ending is not None and not expected(entry.removesuffix(ending)):
            path = f"{folder}/{entry}".lstrip("/")
            if ending == ".md" or (store.head(path, 30) or b"").startswith(_OURS):
                found.setdefault(entry.removesuffix(ending), []).append(ending)
    articles = {
        f"{folder}/{stem}".lstrip("/"): [f"{folder}/{stem}{e}".lstrip("/") for e in names.ENDINGS if e in endings]
        for stem, endings in sorted(found.items())
        if endings != [".md"] or media_type(stem)
    }
    return articles, sorted(folders)
