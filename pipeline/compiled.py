"""Compiled patterns, kept from one process to the next.

To compile the two and a half thousand patterns of the stages takes half the CPU of a start. `re` has no public way to
keep what comes of it, so what its compiler makes of a pattern is kept in the cache folder as Python keeps the byte code
of a module: for one version of the interpreter, checked by it when it is read (`_sre` refuses code that isn't whole),
and made anew where it is missing or refused. It can be deleted at any time and changes no byte.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import re
import sys
import tempfile
import time
import zlib
from array import array
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.settings import default_home

FOLDER = "patterns"
_HASH = 24
"""Hex digits of a pattern's hash, 96 bits."""
_STALE = 30 * 86400
"""Seconds after which what another version of the program wrote is removed, should it still be in use: made anew."""


class Code(NamedTuple):
    """What the compiler makes of a pattern: its flags, with those that it turns on itself, the program (32-bit words),
    the number of its groups, and their names."""

    flags: int
    program: bytes
    groups: int
    names: Mapping[str, int]


_used: dict[str, Code] = {}


def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, from what an earlier process has kept if it has. Raises re.error."""
    flags = int(flags)
    key = _key(pattern, flags)
    with contextlib.suppress(Exception):  # whatever another interpreter does otherwise, `re.compile` is there
        code = _kept().get(key) or _made(pattern, flags)
        found = _load(pattern, code)
        _used[key] = code
        return found
    return re.compile(pattern, flags)


def keep(home: Path) -> None:
    """Keep what this process has compiled in the cache folder `home`, if some of it is new, and let go of it."""
    if not _used.keys() <= _kept().keys():
        stored = {key: (*code[:3], dict(code.names)) for key, code in _used.items()}
        put(home, _name(), zlib.compress(marshal.dumps(stored), 1))
    _used.clear()
    _kept().clear()


def put(home: Path, name: str, data: bytes) -> None:
    """Write a file, whole or not at all, beside what else is known of patterns in the cache folder `home`, and remove
    what nobody has written for long; a folder that can't be written in is left alone."""
    with contextlib.suppress(OSError):
        folder = home / FOLDER
        folder.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=folder, suffix=".part")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(temporary).replace(folder / name)
        for path in folder.iterdir():
            if path.stat().st_mtime < time.time() - _STALE:
                path.unlink()


def _key(pattern: str, flags: int) -> str:
    return sha256(f"{flags} {pattern}".encode("utf-8", "surrogatepass")).hexdigest()[:_HASH]


def _name() -> str:
    return f"{sha256(sys.version.encode()).hexdigest()[:_HASH]}.re"


@cache
def _kept() -> dict[str, Code]:
    with contextlib.suppress(Exception):
        packed = (default_home() / FOLDER / _name()).read_bytes()
        stored = marshal.loads(zlib.decompress(packed))  # noqa: S302 - of the user's own folder, as byte code is
        return {key: Code(*fields) for key, fields in stored.items()}
    return {}


def _made(pattern: str, flags: int) -> Code:
    from re import _compiler, _parser  # type: ignore[attr-defined]

    parsed = _parser.parse(pattern, flags)
    state, program = parsed.state, array("I", _compiler._code(parsed, flags))
    return Code(flags | state.flags, program.tobytes(), state.groups - 1, state.groupdict)


def _load(pattern: str, code: Code) -> re.Pattern[str]:
    import _sre  # type: ignore[import-not-found]

    by_number: list[Any] = [None] * (code.groups + 1)
    for name, number in code.names.items():
        by_number[number] = name
    program = array("I", code.program).tolist()
    found: re.Pattern[str] = _sre.compile(pattern, code.flags, program, code.groups, dict(code.names), tuple(by_number))
    return found
