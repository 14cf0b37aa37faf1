"""LanguageTool's jars: fetched from Maven Central by coordinates, checked against the lock, kept in the user's cache.

`data/jars.csv` is the lock: each jar's coordinate, SHA-256 and size. It was resolved once with jgo (see
docs/decisions/engine-jars.md), so that an installation has nothing left to resolve and only fetches.
"""

import csv
import hashlib
import io
import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

from filelock import FileLock

from pipeline.engine.errors import EngineUnavailable
from pipeline.engine.settings import LANGUAGETOOL_VERSION

if TYPE_CHECKING:
    from jgo.maven import MavenContext

DATA = Path(__file__).parent / "data"
LOCK = DATA / "jars.csv"
FOLDER = f"languagetool-{LANGUAGETOOL_VERSION}-{hashlib.sha256(LOCK.read_bytes()).hexdigest()[:8]}"
"""An installation's folder is named by its lock, so that checkouts with different locks don't disturb each other."""
SERVER_JAR = f"languagetool-server-{LANGUAGETOOL_VERSION}.jar"
STARTER_JAR = "server-without-class-path.jar"
CONNECTIONS = 4
TIMEOUTS = (3.0, 30.0)
"""Seconds to connect, and between two reads."""

Progress = Callable[[int, int], None]
"""Called with the bytes that are there and those that will be."""


class WrongJar(EngineUnavailable):
    """A jar is not the one in the lock."""


@dataclass(frozen=True, slots=True)
class Jar:
    """One locked jar; size in bytes."""

    group: str
    artifact: str
    version: str
    sha256: str
    size: int

    @property
    def name(self) -> str:
        """Its file name."""
        return f"{self.artifact}-{self.version}.jar"


@lru_cache(maxsize=1)
def locked() -> tuple[Jar, ...]:
    """All jars of the lock, in class path order."""
    with LOCK.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return tuple(_jar(row["coordinate"], row["sha256"], int(row["bytes"])) for row in rows)


def _jar(coordinate: str, sha256: str, size: int) -> Jar:
    group, artifact, version = coordinate.split(":")
    return Jar(group, artifact, version, sha256, size)


def class_path(home: Path) -> list[Path]:
    """The jars of the installation under a home folder, the starter first. No file is looked at."""
    folder = (home / FOLDER).resolve()
    return [folder / STARTER_JAR, *(folder / jar.name for jar in locked() if jar.name != SERVER_JAR)]


def installed(home: Path) -> bool:
    """Whether an installation is there. It is moved in whole, so that its folder's being there says it."""
    return (home / FOLDER).is_dir()


def verify(home: Path) -> None:
    """Check every jar of an installation against the lock. Raises WrongJar naming the first that differs."""
    folder = home / FOLDER
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        for jar, right in zip(locked(), pool.map(lambda jar: _is(folder / jar.name, jar), locked()), strict=True):
            if not right:
                raise _wrong(jar, folder / jar.name)
    starter = _starter(folder / SERVER_JAR)
    if not _has(folder / STARTER_JAR, starter):
        _write(folder / STARTER_JAR, starter)


def install(home: Path, progress: Progress | None = None) -> Path:
    """Fetch what isn't there and return the installation's folder. Safe when several processes do it at once.

    Raises WrongJar for a jar that isn't the locked one, EngineUnavailable when Maven Central can't be reached.
    """
    home.mkdir(parents=True, exist_ok=True)
    folder = home / FOLDER
    with FileLock(home / f"{FOLDER}.lock"):
        if not folder.is_dir():
            _clear(home)
            work = Path(tempfile.mkdtemp(prefix=f".{FOLDER}-", dir=home))
            try:
                _fetch_all(work, progress)
                _write(work / STARTER_JAR, _starter(work / SERVER_JAR))
                work.replace(folder)
            finally:
                shutil.rmtree(work, ignore_errors=True)
    return folder


def _central(store: Path) -> "MavenContext":
    """Maven Central as jgo knows it, files kept in `store`. jgo hands its timeout to requests, which takes a pair."""
    from jgo.maven import MavenContext, PythonResolver  # here, because a tenth of a second is saved by runs without it

    return MavenContext(resolver=PythonResolver(), repo_cache=store, timeout=cast(int, TIMEOUTS))


def reachable() -> bool:
    """Whether Maven Central can be reached now; fetches one small description file."""
    smallest = min(locked(), key=lambda jar: jar.size)
    with tempfile.TemporaryDirectory() as folder:
        context = _central(Path(folder))
        try:
            context.project(smallest.group, smallest.artifact).at_version(smallest.version).artifact().resolve()
        except (OSError, RuntimeError):
            return False
    return True


def _clear(home: Path) -> None:
    """Remove what an installation left that was killed; only called under the lock, so that nobody works in it."""
    for left in home.glob(f".{FOLDER}-*"):
        shutil.rmtree(left, ignore_errors=True)


def _fetch_all(work: Path, progress: Progress | None) -> None:
    jars = locked()
    total, done = sum(jar.size for jar in jars), 0
    store = work / "store"
    context = _central(store)
    pool = ThreadPoolExecutor(CONNECTIONS)
    try:
        under_way = {pool.submit(_fetch, context, jar, work): jar for jar in jars}
        for ready in as_completed(under_way):
            ready.result()
            done += under_way[ready].size
            if progress:
                progress(done, total)
    finally:
        pool.shutdown(cancel_futures=True)
    shutil.rmtree(store)


def _fetch(context: "MavenContext", jar: Jar, work: Path) -> None:
    artifact = context.project(jar.group, jar.artifact).at_version(jar.version).artifact()
    try:
        path = artifact.resolve()
    except (OSError, RuntimeError) as error:  # requests' errors are OSErrors; jgo raises RuntimeError for "not found"
        raise EngineUnavailable(
            f"{jar.name} could not be fetched from Maven Central ({type(error).__name__}).",
            "Check the connection and run `pipeline engine install` again.",
        ) from error
    if not _is(path, jar):
        raise _wrong(jar, path)
    path.replace(work / jar.name)


def _wrong(jar: Jar, path: Path) -> WrongJar:
    what = "is not the locked one: its SHA-256 differs" if path.exists() else "is missing"
    return WrongJar(
        f"{jar.group}:{jar.artifact}:{jar.version} in {path.parent} {what}.",
        f"Remove the folder {path.parent} and run `pipeline engine install`.",
    )


def _is(path: Path, jar: Jar) -> bool:
    try:
        if path.stat().st_size != jar.size:
            return False
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == jar.sha256
    except OSError:
        return False


def _starter(server_jar: Path) -> bytes:
    """The server's jar without its manifest, whose class path (`./ libs/...`) the JDK's AOT cache refuses.

    Entries are stored, not deflated, with one date, so that every Python makes the same bytes.
    """
    made = io.BytesIO()
    with zipfile.ZipFile(server_jar) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as new:
        for entry in old.infolist():
            if entry.is_dir() or entry.filename.startswith("META-INF/MANIFEST"):
                continue
            copied = zipfile.ZipInfo(entry.filename)
            copied.create_system = 3
            new.writestr(copied, old.read(entry))
    return made.getvalue()


def _has(path: Path, content: bytes) -> bool:
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


def _write(path: Path, content: bytes) -> None:
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    part.write_bytes(content)
    part.replace(path)
