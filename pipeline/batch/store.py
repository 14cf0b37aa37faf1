"""CLEANED on a file system: whole files or none, a lock, and what `.pipeline/` holds."""

import contextlib
import errno
import os
import uuid
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

from filelock import FileLock, Timeout

from pipeline.batch.names import PRIVATE
from pipeline.model import Refusal

HOPELESS = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO}
"""Errors that the next article would meet as well: no space, quota, read-only file system, a broken device."""


class FolderUnusable(Refusal):
    """CLEANED can't be worked in: another run holds it, it can't be written, the disk is full. The message helps."""

    exit_code = 4


class FoldersNested(Refusal):
    """RAW lies in CLEANED or CLEANED in RAW, or RAW isn't there."""

    exit_code = 2


class Store(Protocol):
    """Where outputs go. Names are relative POSIX paths."""

    def read(self, name: str) -> bytes | None:
        """A file's bytes, None when it isn't there."""
        ...

    def head(self, name: str, size: int) -> bytes | None:
        """A file's first `size` bytes, None when it isn't there."""
        ...

    def write(self, files: Sequence[tuple[str, bytes]]) -> None:
        """Put files in place in this order, each whole or not at all. Raises OSError."""
        ...

    def remove(self, files: Sequence[str]) -> None:
        """Remove files in this order; one that isn't there is no error. Raises OSError."""
        ...

    def scan(self, folder: str) -> Iterator[tuple[str, bool]]:
        """The names in a folder, as a stream in any order, each with whether it is a folder."""
        ...


class LocalStore:
    """CLEANED as a folder of this machine. Safe to use from several threads and processes."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.scratch = root / PRIVATE / "tmp"

    def read(self, name: str) -> bytes | None:
        """A file's bytes, None when it isn't there or is a folder."""
        return self.head(name, -1)

    def head(self, name: str, size: int) -> bytes | None:
        """A file's first bytes."""
        try:
            with (self.root / name).open("rb", buffering=0) as file:
                return file.read(size)
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None

    def write(self, files: Sequence[tuple[str, bytes]]) -> None:
        """Write all under temporary names, sync them, then rename one after the other and sync their folders.

        The temporary files are together in a folder of their own, so that what a killed run leaves is found at once.
        They are synced together, because a journal commits many files as fast as one.
        """
        parts = [(self.scratch / uuid.uuid4().hex, self.root / name, data) for name, data in files]
        handles: list[int] = []
        try:
            for part, _, data in parts:
                handles.append(_create(part))
                _write_all(handles[-1], data)
            for handle in handles:
                os.fsync(handle)
            for folder in dict.fromkeys(target.parent for _, target, _ in parts):
                _make_folder(folder)
            for part, target, _ in parts:
                _rename(part, target)
        finally:
            for handle in handles:
                os.close(handle)
            for part, _, _ in parts:
                with contextlib.suppress(OSError):
                    part.unlink(missing_ok=True)
        for folder in dict.fromkeys(target.parent for _, target, _ in parts):
            _sync_folder(folder)

    def remove(self, files: Sequence[str]) -> None:
        """Remove files, then the folders that this leaves empty."""
        for name in files:
            (self.root / name).unlink(missing_ok=True)
        for parent in dict.fromkeys(folder for name in files for folder in Path(name).parents if folder.name):
            with contextlib.suppress(OSError):
                (self.root / parent).rmdir()

    def scan(self, folder: str) -> Iterator[tuple[str, bool]]:
        """The names in a folder; links count as files."""
        with contextlib.suppress(FileNotFoundError, NotADirectoryError), os.scandir(self.root / folder) as entries:
            for entry in entries:
                yield entry.name, entry.is_dir(follow_symlinks=False)

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Make the folder ready and hold its lock; the lock goes with the process, however that ends.

        Raises FolderUnusable.
        """
        with usable(self.root):
            self.scratch.mkdir(parents=True, exist_ok=True)
            lock = FileLock(self.root / PRIVATE / "lock")
            try:
                lock.acquire(timeout=0)
            except Timeout:
                message = f"Another run is working in {self.root}. Wait until it has ended, or name another folder."
                raise FolderUnusable(message) from None
        try:
            with usable(self.root):
                self.sweep()
                _create_and_remove(self.scratch / uuid.uuid4().hex)
            yield
        finally:
            with contextlib.suppress(OSError):
                self.sweep()
            lock.release()

    def sweep(self) -> None:
        """Remove what a killed run has left under temporary names."""
        for path in self.scratch.iterdir():
            with contextlib.suppress(FileNotFoundError):
                path.unlink()


@contextlib.contextmanager
def usable(root: Path) -> Iterator[None]:
    """Turn a file system's refusal into FolderUnusable with advice."""
    try:
        yield
    except OSError as error:
        raise unusable(root, error) from error


def unusable(root: Path, error: OSError) -> FolderUnusable:
    """Why the folder can't be worked in, and what to do."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        why = "The disk is full. Make room and run again: what is done stays done."
    elif error.errno == errno.EROFS:
        why = "Its file system is read-only. Name a folder that can be written."
    elif error.errno in (errno.EACCES, errno.EPERM):
        why = "It can't be written. Change its permissions, or name another folder."
    elif error.errno in (errno.ENOTDIR, errno.EEXIST):
        why = "Something that is no folder stands in its place. Name another folder."
    else:
        why = f"{error.strerror or error}."
    return FolderUnusable(f"{root} can't be worked in. {why}")


def apart(raw: Path, cleaned: Path) -> None:
    """Hold that RAW is a folder, and that neither lies in the other. Raises FoldersNested."""
    if not raw.is_dir():
        raise FoldersNested(f"There is no folder {raw} to read articles from.")
    inner, outer = cleaned.resolve(), raw.resolve()
    if inner == outer or outer in inner.parents or inner in outer.parents:
        raise FoldersNested(f"{raw} and {cleaned} lie in one another. Name a folder for the results outside of it.")


def _create(path: Path) -> int:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        return os.open(path, flags, 0o644)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(path, flags, 0o644)


def _write_all(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]


def _make_folder(path: Path) -> None:
    """Make a folder and those above it, however deep (the standard library's way is recursive)."""
    missing = []
    while not path.is_dir():
        missing.append(path)
        path = path.parent
    for folder in reversed(missing):
        folder.mkdir(exist_ok=True)


def _rename(part: Path, target: Path) -> None:
    try:
        part.replace(target)
    except FileNotFoundError:  # another worker has just removed the folder as empty
        _make_folder(target.parent)
        part.replace(target)


def _create_and_remove(path: Path) -> None:
    handle = _create(path)
    try:
        _write_all(handle, b"\n" * 4096)
    finally:
        os.close(handle)
        path.unlink()


def _sync_folder(folder: Path) -> None:
    """Make renames in a folder last; Windows has no such call and does it by itself."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
