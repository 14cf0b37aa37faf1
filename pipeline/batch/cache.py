"""What is known of sentences, kept across articles and runs: the engine's findings and spaCy's analyses.

SQLite in write-ahead mode, shared by all workers. A result is kept under a hash of the text and of the fingerprint of
what gave it, and it depends on these alone, so an answer from here is what would be found anew. Nothing rests on the
cache: whatever is wrong with it counts as not known, and a broken file is begun anew.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from hashlib import blake2b
from pathlib import Path
from typing import Any

import orjson

from pipeline.model import Match

_SCHEMA = "CREATE TABLE IF NOT EXISTS results (key BLOB PRIMARY KEY, age INTEGER NOT NULL, value BLOB NOT NULL)"
"""With row ids: what is put in stands in a row, and only the keys' index is written to here and there."""
_AT_ONCE = 500
"""Keys of one query; SQLite allows 999 parameters in its oldest form."""
_WAITING = 400
"""Results that are written together: several workers write to one file, and each waits for the others."""
_CHECK_EVERY = 2000
"""Results put in between two looks at the size."""
_KEPT_SHARE = 0.7
"""Share of the largest size that is left after the oldest results were dropped."""
_SUM = 8

Check = Callable[[Sequence[str]], Sequence[Sequence[Match] | None]]


class Cache:
    """Results in one file; threads and processes may share it."""

    def __init__(self, path: Path, largest_mb: int) -> None:
        """Open or begin the file. `largest_mb` in MiB."""
        self._path = path
        self._largest = largest_mb * 2**20
        self._lock = threading.Lock()
        self._waiting: dict[bytes, bytes] = {}
        self._put = 0
        self._connection = self._open()

    def part(self, fingerprint: str) -> Part:
        """The results that stand under a fingerprint: of all that decides what is found in a text, but for the text."""
        return Part(self, fingerprint)

    def get(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """The values that are known, by key."""
        with self._lock, self._guarded() as database:
            found = {key: self._waiting[key] for key in keys if key in self._waiting}
            if database is None:
                return found
            rows = self._rows(database, [key for key in keys if key not in found])
            now = _now()
            old = [(now, key) for key, age, _ in rows if age < now]
            if old:
                with database:
                    database.executemany("UPDATE results SET age = ? WHERE key = ?", old)
            return found | {key: value[_SUM:] for key, _, value in rows if _sum(key, value[_SUM:]) == value[:_SUM]}
        return {}  # the database has failed

    def put(self, results: Iterable[tuple[bytes, bytes]]) -> None:
        """Keep values under their keys, written when there are enough of them or at `flush`."""
        with self._lock:
            self._waiting.update(results)
            enough = len(self._waiting) >= _WAITING
        if enough:
            self.flush()

    def flush(self) -> None:
        """Write what waits; the oldest results go when the file would grow over its size."""
        now = _now()
        with self._lock:
            rows = [(key, now, _sum(key, value) + value) for key, value in self._waiting.items()]
            self._waiting.clear()
            with self._guarded() as database:
                if database is None or not rows:
                    return
                with database:
                    database.executemany("INSERT OR REPLACE INTO results VALUES (?, ?, ?)", rows)
                self._put += len(rows)
                if self._put >= _CHECK_EVERY:
                    self._put = 0
                    self._shrink(database)

    def close(self) -> None:
        """Write what waits, and close the file."""
        self.flush()
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    @staticmethod
    def _rows(database: sqlite3.Connection, keys: Sequence[bytes]) -> list[tuple[bytes, int, bytes]]:
        rows: list[tuple[bytes, int, bytes]] = []
        for at in range(0, len(keys), _AT_ONCE):
            some = keys[at : at + _AT_ONCE]
            marks = ",".join("?" * len(some))
            rows += database.execute(f"SELECT key, age, value FROM results WHERE key IN ({marks})", some)  # noqa: S608
        return rows

    @contextlib.contextmanager
    def _guarded(self) -> Iterator[sqlite3.Connection | None]:
        """The database, None when there is none; an error of it ends its use, and the work goes on without."""
        try:
            yield self._connection
        except sqlite3.Error as error:
            if self._connection is not None:
                self._connection.close()
                self._connection = None
            if not isinstance(error, sqlite3.OperationalError):
                self._remove()

    def _open(self) -> sqlite3.Connection | None:
        for _ in range(2):
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                return self._prepared(sqlite3.connect(self._path, timeout=10, check_same_thread=False))
            except (sqlite3.OperationalError, OSError):
                return None
            except sqlite3.DatabaseError:
                self._remove()
        return None

    def _prepared(self, database: sqlite3.Connection) -> sqlite3.Connection:
        """The database with its table and no larger than it may be; closed where that fails."""
        try:
            database.execute("PRAGMA journal_mode = WAL")
            database.execute("PRAGMA synchronous = NORMAL")
            database.execute(_SCHEMA)
            self._shrink(database)
        except BaseException:
            database.close()
            raise
        return database

    def _remove(self) -> None:
        for ending in ("", "-wal", "-shm"):
            with contextlib.suppress(OSError):
                self._path.with_name(self._path.name + ending).unlink()

    def _shrink(self, database: sqlite3.Connection) -> None:
        """Drop results until the size is right: first those not used for longest, then a random share of the rest."""
        if self._size(database) <= self._largest:
            return
        ages = [age for (age,) in database.execute("SELECT DISTINCT age FROM results ORDER BY age")]
        for age in ages[:-1]:
            with database:
                database.execute("DELETE FROM results WHERE age <= ?", (age,))
            if self._size(database) <= self._largest * _KEPT_SHARE:
                return
        while self._size(database) > self._largest * _KEPT_SHARE:
            with database:  # keys are hashes, so a range of them is a random share
                gone = database.execute("DELETE FROM results WHERE key < ?", (os.urandom(1) + b"\0" * 15,)).rowcount
            if gone == 0 and not database.execute("SELECT 1 FROM results LIMIT 1").fetchone():
                return

    @staticmethod
    def _size(database: sqlite3.Connection) -> int:
        """Bytes in use (free pages are used again, so the file doesn't grow over its largest size)."""
        pages, free, size = (
            database.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size")
        )
        return int((pages - free) * size)


def _now() -> int:
    """Hours since the epoch: the grain in which use is noted, so that a hit seldom costs a write."""
    return int(time.time() // 3600)


def _sum(key: bytes, value: bytes) -> bytes:
    """A checksum that holds a value and its key together."""
    return blake2b(value, key=key, digest_size=_SUM).digest()


class Part:
    """The results that stand under one fingerprint, by text."""

    def __init__(self, cache: Cache, fingerprint: str) -> None:
        self._cache = cache
        self._fingerprint = fingerprint.encode()[:64]

    def get(self, texts: Iterable[str]) -> dict[str, bytes]:
        """The values that are known."""
        keys = {self._key(text): text for text in texts}
        return {keys[key]: value for key, value in self._cache.get(list(keys)).items()}

    def put(self, results: Iterable[tuple[str, bytes]]) -> None:
        """Keep values."""
        self._cache.put((self._key(text), value) for text, value in results)

    def _key(self, text: str) -> bytes:
        return blake2b(text.encode("utf-8", "surrogatepass"), key=self._fingerprint, digest_size=16).digest()


class Findings:
    """The engine's findings, kept in a part of a cache."""

    def __init__(self, part: Part) -> None:
        self._part = part

    def get(self, texts: Iterable[str]) -> dict[str, tuple[Match, ...]]:
        """The findings that are known, by text."""
        return {text: _matches(value) for text, value in self._part.get(texts).items()}

    def put(self, results: Iterable[tuple[str, Sequence[Match]]]) -> None:
        """Keep findings."""
        self._part.put((text, _value(matches)) for text, matches in results)

    def through(self, check: Check) -> Check:
        """The check that asks the engine only for what isn't known yet."""

        def known_or_asked(texts: Sequence[str]) -> list[Sequence[Match] | None]:
            """Findings for texts, from the store or else from the engine; None for a text that it could not check."""
            found = self.get(texts)
            missing = [text for text in dict.fromkeys(texts) if text not in found]
            if missing:
                asked = dict(zip(missing, check(missing), strict=True))
                self.put((text, result) for text, result in asked.items() if result is not None)
                return [found[text] if text in found else asked[text] for text in texts]
            return [found[text] for text in texts]

        return known_or_asked


def _value(matches: Sequence[Match]) -> bytes:
    """Findings as bytes; nothing for none."""
    return orjson.dumps([asdict(match) for match in matches]) if matches else b""


def _matches(value: bytes) -> tuple[Match, ...]:
    return tuple(map(_match, orjson.loads(value))) if value else ()


def _match(fields: Mapping[str, Any]) -> Match:
    return Match(**{**fields, "replacements": tuple(fields["replacements"])})
