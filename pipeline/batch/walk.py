"""The walk through RAW: a stream in a fixed order, one folder's names in memory at a time."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from pipeline.batch import names
from pipeline.model import Source
from pipeline.reading import BadRecord, media_type, records

JSONL = "application/jsonl"


class SourceFault(Exception):
    """A file that can't be taken as it is: the message says why, for a person."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What lies in one folder: names of files, folders, what is neither, and barred inputs with the reason."""

    files: list[str]
    folders: list[str]
    others: list[str]
    barred: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of RAW was entered. path: under RAW ("" for RAW itself); target: its folder under CLEANED; names: the
    output names that its articles and folders have there."""

    path: str
    target: str
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class File:
    """An article's file, or a JSONL file of many; path under RAW, target under CLEANED without endings."""

    path: str
    target: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Ignored:
    """A file that is no input."""

    path: str


@dataclass(frozen=True, slots=True)
class Barred:
    """An input that can't be read, and why."""

    path: str
    target: str
    reason: str


class Raw(Protocol):
    """Where sources come from. Paths are relative, POSIX, and may hold bytes that are no UTF-8 (surrogate escapes)."""

    def scan(self, folder: str) -> Listing:
        """What lies in a folder, unsorted. Raises OSError."""
        ...

    def read(self, path: str, limit: int) -> bytes:
        """A file's bytes, all of one moment. Raises OSError; SourceFault if it is over `limit` bytes or changing."""
        ...

    def records(self, path: str, name: str) -> Iterator[Source | BadRecord]:
        """A JSONL file's articles. Raises OSError, SourceFault at the end when the file changed meanwhile."""
        ...


class LocalRaw:
    """RAW as a folder of this machine."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._real = root.resolve()

    def scan(self, folder: str) -> Listing:
        """What lies in a folder. Links to files inside RAW are followed; links to folders aren't, for what they lead to
        is met at its own place, and circles end here. What leaves RAW is barred, be it a file or a whole folder."""
        listing = Listing([], [], [])
        with os.scandir(self.root / folder) as entries:
            for entry in entries:
                if entry.is_symlink():
                    self._link(entry, listing)
                elif entry.is_dir():
                    listing.folders.append(entry.name)
                elif entry.is_file():
                    listing.files.append(entry.name)
                else:
                    listing.others.append(entry.name)
        return listing

    def _link(self, entry: os.DirEntry[str], listing: Listing) -> None:
        real, is_input = Path(os.path.realpath(entry.path)), media_type(entry.name) is not None
        if is_input and not real.exists():
            listing.barred[entry.name] = "It is a symbolic link to something that isn't there."
        elif (is_input or real.is_dir()) and not real.is_relative_to(self._real):
            listing.barred[entry.name] = "It is a symbolic link that leaves the folder of sources."
        elif real.is_file():
            listing.files.append(entry.name)
        else:
            listing.others.append(entry.name)

    def read(self, path: str, limit: int) -> bytes:
        """A file's bytes; one that changes while it is read is read once more."""
        for _ in range(2):
            with os.fdopen(_open(self.root / path), "rb", buffering=0) as file:
                before = os.fstat(file.fileno())
                if before.st_size > limit:
                    raise SourceFault(f"It has {before.st_size:,} bytes, more than the limit in the settings allows.")
                data = file.read(limit + 1)
                after = os.fstat(file.fileno())
            if _state(before) == _state(after) and len(data) == after.st_size:
                return data
        raise SourceFault("It was changed while it was read.")

    def records(self, path: str, name: str) -> Iterator[Source | BadRecord]:
        """A JSONL file's articles, one line in memory at a time."""
        before = (self.root / path).stat()
        yield from records(self.root / path, name)
        if _state(before) != _state((self.root / path).stat()):
            raise SourceFault("It was changed while it was read.")


def _open(path: Path) -> int:
    """Open to read, without waiting for a writer should a pipe have taken a file's place."""
    return os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))


def _state(found: os.stat_result) -> tuple[int, int, int]:
    return found.st_size, found.st_mtime_ns, found.st_ino


@dataclass(frozen=True, slots=True)
class _Enter:
    path: str
    target: str


Found = Folder | File | Ignored | Barred


def walk(raw: Raw) -> Iterator[Found]:
    """All of RAW, depth first, each folder's names in the order of their code points. Raises OSError for RAW itself."""
    stack: list[Iterator[Found | _Enter]] = [_folder(raw, "", "")]
    while stack:
        found = next(stack[-1], None)
        if found is None:
            stack.pop()
        elif isinstance(found, _Enter):
            stack.append(_folder(raw, found.path, found.target))
        else:
            yield found


def _folder(raw: Raw, path: str, target: str) -> Iterator[Found | _Enter]:
    try:
        listing = raw.scan(path)
    except OSError as error:
        if not path:
            raise
        yield Barred(path, target, f"The folder can't be listed ({error.strerror}).")
        return
    inputs = {name: kind for name in listing.files if (kind := media_type(name))}
    barred = listing.barred
    jsonl = [name for name, kind in inputs.items() if kind == JSONL]
    plain = [name for name in (*inputs, *barred) if inputs.get(name) != JSONL]
    to = names.targets(plain, [*jsonl, *listing.folders])
    yield Folder(path, target, frozenset(to.values()))
    folders = frozenset(listing.folders)
    for name in sorted({*listing.files, *folders, *listing.others, *listing.barred}):
        under, goes = f"{path}/{name}".lstrip("/"), f"{target}/{to[name]}".lstrip("/") if name in to else ""
        if name in folders:
            yield _Enter(under, goes)
        elif name in barred:
            yield Barred(under, goes, barred[name])
        elif name in inputs:
            yield File(under, goes, inputs[name])
        else:
            yield Ignored(under)
