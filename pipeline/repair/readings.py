"""What is read off patterns, which takes longer than to compile them, and is kept from one process to the next.

A file in the cache folder holds it by the patterns' hashes. Its name tells what a reading depends on besides the
pattern: the code that reads, the word list, the interpreter. It can be deleted at any time and changes no byte.
"""

from __future__ import annotations

import contextlib
import re
import sys
from collections.abc import Iterable, Sequence
from functools import cache
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

import orjson

from pipeline.compiled import FOLDER, put
from pipeline.repair import beginnings, needles, pairs
from pipeline.repair.beginnings import Words
from pipeline.repair.pairs import Index, Pair

_HASH = 24
"""Hex digits of a pattern's hash, 96 bits."""

_Lists = Sequence[Sequence[str]]
"""Words, beginnings of words, other words, other beginnings, ..."""
_Stored = tuple[Sequence[str] | None, tuple[_Lists, Sequence[str]] | None, Sequence[_Lists] | None]
"""Needles; the words that matches begin with, those behind one character, ..., and what matches stand behind; pairs.
None for what may be anything."""


class Reading(NamedTuple):
    """What is read off a pattern: needles one of which a text must hold, what its matches begin with, and the pairs of
    neighbours one of which they hold; None for what may be anything."""

    needles: frozenset[str] | None
    begins: beginnings.Beginnings | None
    pairs: tuple[Pair, ...] | None
    bits: int = -1
    """Of what a text's neighbours allow (`INDEX`), that of which a text with the pattern has some."""


INDEX = Index()
"""The pairs of all patterns that have been read."""
_known: dict[int, tuple[re.Pattern[str], Reading]] = {}
_stored: dict[str, _Stored] = {}


def read_off(pattern: re.Pattern[str]) -> Reading:
    """What is read off a compiled pattern, remembered by its identity (its hash takes as long as to search)."""
    found = _known.get(id(pattern))
    if found is None:
        stored = _stored.get(_key(pattern)) if _stored else None
        reading = _read(pattern) if stored is None else _restored(stored)
        found = _known[id(pattern)] = pattern, reading._replace(bits=INDEX.add(reading.pairs) or -1)
    return found[1]


def _read(pattern: re.Pattern[str]) -> Reading:
    given = pattern.pattern, pattern.flags
    return Reading(needles.needles(*given), beginnings.beginnings(*given), pairs.pairs(*given))


def _restored(stored: _Stored) -> Reading:
    needed, begins, found = stored
    return Reading(
        None if needed is None else frozenset(needed),
        None if begins is None else _begins(*begins),
        None if found is None else tuple(map(_pair, found)),
    )


def _words(lists: _Lists) -> list[Words]:
    return [Words(frozenset(whole), tuple(parts)) for whole, parts in zip(lists[::2], lists[1::2], strict=True)]


def _begins(lists: _Lists, behind: Sequence[str]) -> beginnings.Beginnings:
    here, *led = _words(lists)
    return beginnings.Beginnings(here, tuple(led), frozenset(behind))


def _pair(lists: _Lists) -> Pair:
    first, *second = _words(lists)
    return Pair(first, second[0] if second else None)


def _lists(words: Iterable[Words]) -> _Lists:
    return [sorted(texts) for both in words for texts in both]


def _to_store(reading: Reading) -> _Stored:
    needed, begins, found, _ = reading
    return (
        None if needed is None else sorted(needed),
        None if begins is None else (_lists((begins.words, *begins.led)), sorted(begins.behind)),
        None if found is None else [_lists(filter(None, pair)) for pair in found],
    )


def _key(pattern: re.Pattern[str]) -> str:
    return sha256(f"{pattern.flags} {pattern.pattern}".encode()).hexdigest()[:_HASH]


@cache
def _name() -> str:
    digest = sha256(f"{sys.version} wordfreq {metadata.version('wordfreq')}".encode())
    for module in (needles, beginnings, pairs, sys.modules[__name__]):
        digest.update(Path(str(module.__file__)).read_bytes())
    return f"{digest.hexdigest()[:_HASH]}.json"


@cache
def recall(home: Path) -> None:
    """Take over, once, what an earlier process has kept in the cache folder `home`; nothing where there is none, or it
    can't be read."""
    with contextlib.suppress(OSError, ValueError):
        _stored.update(orjson.loads((home / FOLDER / _name()).read_bytes()))


def keep(home: Path) -> None:
    """Keep what this process knows in the cache folder `home`, if some of it is new."""
    if any(_key(pattern) not in _stored for pattern, _ in _known.values()):
        known = {_key(pattern): _to_store(reading) for pattern, reading in _known.values()}
        put(home, _name(), orjson.dumps(known))
