"""RAW and CLEANED through fsspec, so that they may be object stores (`s3://bucket/folder`)."""

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any, cast

from pydantic import ValidationError

from pipeline.batch.store import LocalStore, Store
from pipeline.batch.walk import Listing, LocalRaw, Raw, SourceFault
from pipeline.model import Article, Source, Trace
from pipeline.reading import BadRecord, records

TRACE = ".trace.json"


def is_remote(place: str) -> bool:
    """Whether a place is an address rather than a folder of this machine."""
    return "://" in place


def open_raw(place: str) -> Raw:
    """RAW at a folder or an address."""
    return RemoteRaw(place) if is_remote(place) else LocalRaw(Path(place))


def open_store(place: str) -> Store:
    """CLEANED at a folder or an address."""
    return RemoteStore(place) if is_remote(place) else LocalStore(Path(place))


def made(place: str) -> Iterator[tuple[str, Trace]]:
    """Every finished article's id and trace, at a folder or an address; what isn't a run's own is passed over."""
    store, folders = open_store(place), [""]
    while folders:
        folder = folders.pop()
        for name, is_folder in store.scan(folder):
            path = f"{folder}/{name}".lstrip("/")
            if is_folder and not name.startswith("."):
                folders.append(path)
            elif name.endswith(TRACE):
                with contextlib.suppress(ValidationError):
                    document = store.read(path.removesuffix(TRACE) + ".json") or b""
                    yield Article.model_validate_json(document).id, Trace.model_validate_json(store.read(path) or b"")


class _Place:
    """A root of an fsspec file system. Nothing is remembered between calls: other machines write as well."""

    def __init__(self, address: str) -> None:
        import fsspec

        self._fs, self._root = fsspec.core.url_to_fs(address, use_listings_cache=False)
        self._root = self._root.rstrip("/")

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}".rstrip("/")

    def _list(self, folder: str) -> Iterator[tuple[str, bool]]:
        for found in self._fs.ls(self._path(folder), detail=True):
            name = found["name"].rstrip("/").removeprefix(self._path(folder)).strip("/")
            if name:  # some stores list a mark of the folder itself
                yield name, found["type"] == "directory"


class RemoteRaw(_Place):
    """RAW at an address."""

    def scan(self, folder: str) -> Listing:
        """What lies in a folder; object stores know no links."""
        found = list(self._list(folder))
        return Listing(
            [name for name, is_folder in found if not is_folder], [name for name, is_folder in found if is_folder], []
        )

    def read(self, path: str, limit: int) -> bytes:
        """A file's bytes; an object is replaced as a whole, so it can't change while it is read."""
        size = self._fs.info(self._path(path))["size"]
        if size > limit:
            raise SourceFault(f"It has {size:,} bytes, more than the limit in the settings allows.")
        return bytes(self._fs.cat_file(self._path(path)))

    def records(self, path: str, name: str) -> Iterator[Source | BadRecord]:
        """A JSONL file's articles, read in pieces."""
        yield from records(cast(Path, _Openable(self._fs, self._path(path))), name)


class _Openable:
    """As much of a path as reading needs."""

    def __init__(self, fs: Any, path: str) -> None:
        self._fs, self._path = fs, path
        self.name = path.rpartition("/")[2]

    def open(self, mode: str) -> IO[bytes]:
        """The file, opened to read bytes."""
        return cast(IO[bytes], self._fs.open(self._path, mode))


class RemoteStore(_Place):
    """CLEANED at an address. An object is put whole or not at all; the trace is put last, as everywhere."""

    def read(self, name: str) -> bytes | None:
        """An object's bytes, None when it isn't there."""
        with contextlib.suppress(FileNotFoundError, IsADirectoryError):
            return bytes(self._fs.cat_file(self._path(name)))
        return None

    def head(self, name: str, size: int) -> bytes | None:
        """An object's first bytes, None when it isn't there."""
        with contextlib.suppress(FileNotFoundError, IsADirectoryError):
            return bytes(self._fs.cat_file(self._path(name), start=0, end=size))
        return None

    def write(self, files: Sequence[tuple[str, bytes]]) -> None:
        """Put objects in this order."""
        for name, data in files:
            self._fs.pipe_file(self._path(name), data)

    def remove(self, files: Sequence[str]) -> None:
        """Remove objects in this order."""
        for name in files:
            with contextlib.suppress(FileNotFoundError):
                self._fs.rm_file(self._path(name))

    def scan(self, folder: str) -> Iterator[tuple[str, bool]]:
        """The names in a folder."""
        with contextlib.suppress(FileNotFoundError):
            yield from self._list(folder)
