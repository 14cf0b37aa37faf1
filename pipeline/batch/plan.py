"""The plan: what is to be done about each source, one after another, as a stream."""

import contextlib
import errno
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b, sha256
from typing import TYPE_CHECKING

from pipeline.batch import names, outputs, quarantine
from pipeline.batch.jobs import Job
from pipeline.batch.recipe import of_article
from pipeline.batch.report import Outcome, of_document
from pipeline.batch.store import HOPELESS, Store
from pipeline.batch.walk import JSONL, Barred, File, Folder, Ignored, Raw, SourceFault, walk
from pipeline.model import Quarantined, Source
from pipeline.reading import BadRecord
from pipeline.settings import Settings

if TYPE_CHECKING:
    from pipeline.kit import Decisions


@dataclass(frozen=True, slots=True)
class Unit:
    """A source to be judged. name: of its outputs, under CLEANED; listed: whether it has a quarantine entry; path and
    media_type: of its file, or source: of a JSONL file's line."""

    number: int
    name: str
    listed: bool
    path: str = ""
    media_type: str = ""
    source: Source | None = None


@dataclass(slots=True)
class Plan:
    """Walks RAW, compares with CLEANED. recipe: the general one; removed counts articles whose outputs were pruned."""

    raw: Raw
    store: Store
    settings: Settings
    recipe: str
    decisions: "Decisions | None" = None
    dry_run: bool = False
    prune: bool = False
    removed: int = 0
    _number: int = 0
    _listed: tuple[str, frozenset[str]] | None = None

    def entries(self) -> Iterator[tuple[int, Outcome | Job]]:
        """What is settled already, and the jobs that are left, numbered in the walk's order. Raises OSError for RAW."""
        for number, found in self.units():
            yield number, self.judge(found) if isinstance(found, Unit) else found

    def judge(self, unit: Unit) -> Outcome | Job:
        """Look at a source and at its outputs; what isn't current, nor known to fail, is a job."""
        if unit.source is None:
            return self._file(unit)
        return self._source(unit, unit.source)

    def units(self) -> Iterator[tuple[int, Outcome | Unit]]:
        """All that is to be judged, and what needs no judging, numbered in the walk's order. Raises OSError for RAW."""
        for found in walk(self.raw):
            if isinstance(found, Folder):
                yield from self._count(self._enter(found))
            elif isinstance(found, Ignored):
                yield from self._count([Outcome(names.shown(found.path), "ignored")])
            elif isinstance(found, Barred):
                yield from self._count([self._bar(names.shown(found.path), found.target, found.reason)])
            elif found.media_type == JSONL:
                yield from self._records(found)
            else:
                listed = self._is_listed(found.target)
                yield from self._count([Unit(self._number, found.target, listed, found.path, found.media_type)])

    def _count(self, entries: Iterable[Outcome | Unit]) -> Iterator[tuple[int, Outcome | Unit]]:
        for entry in entries:
            yield self._number, entry
            self._number += 1

    def _enter(self, folder: Folder) -> Iterator[Outcome]:
        """On entering a folder: forget entries of sources that are gone, tell of their outputs."""
        if folder.target:
            self._forget_entries([quarantine.entry_name(folder.target)])
        self._stale(folder.target, lambda name: name in folder.names)
        yield from self._gone(folder.target, lambda name: name in folder.names)

    def _gone(self, target: str, expected: Callable[[str], bool]) -> Iterator[Outcome]:
        articles, folders = outputs.strays(self.store, target, expected)
        for name, files in articles.items():
            if self.prune and not self.dry_run:
                with _unless_hopeless():
                    self.store.remove(files)
                    self.removed += 1
            yield Outcome(name, "gone", name, message="Its source is gone.")
        for folder in folders:
            yield from self._gone(folder, lambda _: False)

    def _stale(self, target: str, expected: Callable[[str], bool]) -> None:
        """Remove the quarantine entries of a folder whose sources aren't there any more."""
        at = f"{quarantine.FOLDER}/{target}".rstrip("/")
        for name, is_folder in list(self.store.scan(at)):
            if not expected(name if is_folder else name.removesuffix(".json")):
                if is_folder:
                    self._stale(f"{target}/{name}".lstrip("/"), lambda _: False)
                else:
                    self._forget_entries([f"{at}/{name}"])

    def _forget_entries(self, entries: list[str]) -> None:
        if not self.dry_run:
            with _unless_hopeless():
                self.store.remove(entries)

    def _file(self, unit: Unit) -> Outcome | Job:
        path = names.shown(unit.path)
        try:
            data = self.raw.read(unit.path, 4 * self.settings.max_characters)
        except SourceFault as fault:
            return self._bar(path, unit.name, str(fault))
        except OSError as error:
            return self._bar(path, unit.name, _why_unread(error))
        return self._source(unit, Source(path, path, data, unit.media_type))

    def _is_listed(self, name: str) -> bool:
        """Whether an article has a quarantine entry; a folder's entries are looked at once."""
        folder, _, own = name.rpartition("/")
        if self._listed is None or self._listed[0] != folder:
            found = self.store.scan(f"{quarantine.FOLDER}/{folder}".rstrip("/"))
            self._listed = folder, frozenset(entry for entry, _ in found)
        return f"{own}.json" in self._listed[1]

    def _source(self, unit: Unit, source: Source) -> Outcome | Job:
        name = unit.name
        wanted = of_article(self.recipe, self.decisions.fingerprint_for(source.id) if self.decisions else "")
        digest = sha256(source.data).hexdigest()
        document = outputs.current(self.store, name, digest, wanted)
        if document is not None and (outcome := of_document(document, name)) is not None:
            if unit.listed:
                self._forget_entries([quarantine.entry_name(name)])
            return outcome
        if unit.listed and (entry := quarantine.still_quarantined(self.store, name, digest, wanted)):
            return Outcome(source.id, "quarantined", name, message=entry.message)
        return Job(unit.number, source, name, wanted, unit.listed)

    def _records(self, file: File) -> Iterator[tuple[int, Outcome | Unit]]:
        """The lines of a JSONL file, and then what CLEANED holds of lines that are gone."""
        path, seen = names.shown(file.path), set[int]()
        listed = {name for name, _ in self.store.scan(f"{quarantine.FOLDER}/{file.target}")}
        try:
            for found in self.raw.records(file.path, path):
                yield from self._count([self._record(found, file.target, path, seen, listed)])
        except (OSError, SourceFault) as error:
            why = _why_unread(error) if isinstance(error, OSError) else str(error)
            yield from self._count([self._bar(path, file.target, why)])
            return
        self._forget_entries([quarantine.entry_name(file.target)])
        self._stale(file.target, lambda name: _short(name) in seen)
        yield from self._count(self._gone(file.target, lambda name: _short(name) in seen))

    def _record(
        self, found: Source | BadRecord, target: str, path: str, seen: set[int], listed: set[str]
    ) -> Outcome | Unit:
        if isinstance(found, BadRecord):
            stem = names.escaped(f"line {found.line}")
            seen.add(_short(stem))
            return self._bad_line(found, f"{target}/{stem}", path, listed=f"{stem}.json" in listed)
        identifier = found.id.removeprefix(f"{path}/")
        stem = names.safe(identifier)
        if _short(f"/{names.key(stem)}") in seen:  # no name begins so
            stem = names.escaped(identifier)
        seen |= {_short(stem), _short(f"/{names.key(stem)}")}
        return Unit(self._number, f"{target}/{stem}", f"{stem}.json" in listed, source=found)

    def _bad_line(self, found: BadRecord, name: str, path: str, *, listed: bool) -> Outcome:
        digest = sha256(found.data).hexdigest()
        if listed and (entry := quarantine.still_quarantined(self.store, name, digest, self.recipe)):
            return Outcome(entry.path, "quarantined", name, message=entry.message)
        entry = Quarantined(
            path=f"{path}:{found.line}",
            stage="reading",
            cause="source",
            message=found.reason,
            details="",
            source_sha256=digest,
            recipe=self.recipe,
        )
        return quarantine.bar(entry, name, self.store, dry_run=self.dry_run)

    def _bar(self, path: str, name: str, why: str) -> Outcome:
        """Quarantine a source that could not even be read; it is tried again in each run."""
        entry = Quarantined(
            path=path,
            stage="reading",
            cause="filesystem",
            message=why,
            details="",
            source_sha256=None,
            recipe=self.recipe,
        )
        return quarantine.bar(entry, name, self.store, dry_run=self.dry_run)


def _short(name: str) -> int:
    """Eight bytes that stand for a name in a large set."""
    return int.from_bytes(blake2b(names.raw_bytes(name), digest_size=8).digest())


def _why_unread(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "It vanished before it could be read."
    if error.errno in (errno.EACCES, errno.EPERM):
        return "It can't be read: permission denied."
    return f"It can't be read: {error.strerror or error}."


@contextlib.contextmanager
def _unless_hopeless() -> Iterator[None]:
    """Let a removal that fails be; it is tried again in the next run. A file system that refuses all is told."""
    try:
        yield
    except OSError as error:
        if error.errno in HOPELESS:
            raise
