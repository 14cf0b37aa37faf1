"""`clean --jsonl`: a stream of texts, each one body block, repaired in order and in constant memory."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from typing import Any

import orjson

from pipeline.kit import Kit

CHUNK_LINES = 48
CHUNKS_UNDER_WAY = 4

Line = tuple[bytes, bool]


def clean_lines(lines: Iterable[bytes], kit: Kit) -> Iterator[Line]:
    """For each line `{"id", "text"}` a line `{"id", "text", "edits"}` and True, or `{"id", "error"}` and False."""
    rest = iter(lines)
    with ThreadPoolExecutor(CHUNKS_UNDER_WAY) as pool:
        pending: deque[Future[list[Line]]] = deque()
        while chunk := list(islice(rest, CHUNK_LINES)):
            pending.append(pool.submit(_chunk, [line for line in chunk if line.strip()], kit))
            if len(pending) >= CHUNKS_UNDER_WAY:
                yield from pending.popleft().result()
        while pending:
            yield from pending.popleft().result()


def _read(line: bytes) -> tuple[Any, str]:
    record = orjson.loads(line)
    if not isinstance(record, dict) or not isinstance(record.get("text"), str) or "id" not in record:
        raise ValueError('the line has to be an object with "id" and "text" (a string)')
    return record["id"], record["text"]


def _chunk(lines: list[bytes], kit: Kit) -> list[Line]:
    out: list[Line | None] = []
    texts: list[tuple[int, Any, str]] = []
    for line in lines:
        try:
            identity, text = _read(line)
        except ValueError as error:
            out.append((orjson.dumps({"id": _identity(line), "error": str(error)}) + b"\n", False))
        else:
            texts.append((len(out), identity, text))
            out.append(None)
    for (place, identity, _), (text, edits, failure) in zip(
        texts, kit.toolbox.repair_texts([t for *_, t in texts], kit.check), strict=True
    ):
        if failure:
            out[place] = (orjson.dumps({"id": identity, "error": failure}) + b"\n", False)
        else:
            record = {"id": identity, "text": text, "edits": [edit.model_dump(mode="json") for edit in edits]}
            out[place] = (orjson.dumps(record) + b"\n", True)
    return [line for line in out if line is not None]


def _identity(line: bytes) -> Any:
    try:
        record = orjson.loads(line)
    except ValueError:
        return None
    return record.get("id") if isinstance(record, dict) else None
