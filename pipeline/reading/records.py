"""Articles of a `.jsonl` file, one a line, streamed."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import orjson

from pipeline.model import Source

_DIGEST = 12  # bytes kept per id to know repeats: a collision among 10**9 ids has a chance of 1e-11


@dataclass(frozen=True, slots=True)
class BadRecord:
    """A line that is no article: its number from 1, why as a sentence, its id if it has a usable one, its bytes."""

    line: int
    reason: str
    id: str | None = None
    data: bytes = b""


def unsafe(identifier: str) -> str | None:
    """Why an id can't be part of a path or None when it can; a long one can, names of files are shortened later."""
    if not identifier.strip():
        return "its id is empty"
    if any(unicodedata.category(char) == "Cc" for char in identifier):
        return "its id has control characters"
    if "\\" in identifier or any(part in ("", ".", "..") for part in identifier.split("/")):
        return "its id would lead out of the folder"
    return None


def _record(data: bytes, name: str) -> Source | str:
    try:
        value = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        return f"it is no valid JSON ({error})"
    if not isinstance(value, dict):
        return "it is no JSON object"
    identifier, text, title = value.get("id"), value.get("text"), value.get("title")
    if isinstance(identifier, int) and not isinstance(identifier, bool):
        identifier = str(identifier)
    if not isinstance(identifier, str):
        return "it has no `id`"
    if why := unsafe(identifier):
        return why
    if not isinstance(text, str):
        return "it has no `text`"
    if title is not None and not isinstance(title, str):
        return "its `title` is no text"
    return Source(f"{name}/{identifier}", name, text.encode(), "text/plain", title or None)


def records(path: Path, name: str | None = None) -> Iterator[Source | BadRecord]:
    """The articles of a `.jsonl` file in order, and a BadRecord for each line that is none; blank lines are skipped.

    `name` is the file's POSIX path under RAW (its own name by default). A source's id is `name/ID`, its data the
    line's `text` as UTF-8. Memory: one line, and 12 bytes per id to know repeats. Raises OSError.
    """
    name = name or path.name
    seen: set[bytes] = set()
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            data = line.removeprefix(b"\xef\xbb\xbf").strip() if number == 1 else line.strip()
            if not data:
                continue
            found = _record(data, name)
            if isinstance(found, str):
                yield BadRecord(number, f"Line {number} can't be read: {found}.", None, data)
                continue
            digest = blake2b(found.id.encode(), digest_size=_DIGEST).digest()
            if digest in seen:
                short = found.id[len(name) + 1 :]
                yield BadRecord(number, f"Line {number} repeats the id `{short}` of an earlier line.", short, data)
                continue
            seen.add(digest)
            yield found
