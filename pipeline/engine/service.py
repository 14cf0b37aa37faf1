"""Opens, installs, keeps and stops engines; the order in which one is looked for."""

import contextlib
import hashlib
import json
import os
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from filelock import FileLock

from pipeline.engine import aot, dictionary, jars
from pipeline.engine import state as states
from pipeline.engine.command import Installation
from pipeline.engine.engine import AttachedServer, Engine, NamedServer
from pipeline.engine.errors import EngineFailed, EngineUnavailable
from pipeline.engine.java import find_java
from pipeline.engine.packs import LOOK_AROUND
from pipeline.engine.server import OwnServer, start_kept
from pipeline.engine.settings import LANGUAGETOOL_BUILD, LANGUAGETOOL_VERSION, EngineSettings
from pipeline.engine.transport import Garbage, Refused, Silent, Unreachable

PROBE_WITHIN = 2.5
"""Seconds to find out whether Maven Central can be reached; a message must be out within five."""
ADVICE = (
    "Connect to the internet once and run `pipeline engine install`, or name a running LanguageTool server"
    " with --languagetool-url, or copy the folder of another machine's installation and name it with PIPELINE_HOME."
)
T = TypeVar("T")


def open_engine(settings: EngineSettings, progress: jars.Progress | None = None) -> Engine:
    """An engine ready to be asked: a named server, a kept one, or one that is starting when this returns, its own or
    shared with other processes.

    Fetches LanguageTool when it isn't there. Raises EngineUnavailable, offline within five seconds.
    """
    if settings.attach is not None:
        return Engine(AttachedServer(settings.attach), settings, fingerprint(settings))
    if settings.url is not None:
        return Engine(NamedServer(settings.url), settings, fingerprint(settings))
    states.sweep(settings.folder)
    running = states.kept(settings.folder) if settings.kept else None
    if running is not None and running[1].version == LANGUAGETOOL_VERSION:
        return Engine(AttachedServer(running[0]), settings, fingerprint(settings))
    found = find_installation(settings, progress)
    if settings.shared_as is not None:
        with contextlib.suppress(ImportError, OSError):  # no locks on this system, or in the home's file system
            from pipeline.engine.shared import SharedServer

            return Engine(SharedServer(settings, settings.shared_as), settings, fingerprint(settings))
        settings = replace(settings, threads=1)
    return Engine(OwnServer(found, settings), settings, fingerprint(settings))


def fingerprint(settings: EngineSettings) -> str:
    """The engine's version and what of the settings can change a finding, as 64 hexadecimal digits. Starts nothing.

    A named server is asked for its version: raises EngineUnavailable when it doesn't answer.
    """
    named = settings.url if settings.attach is None else None
    version = _ask_version(named, settings) if named else _locked_version()
    asked = {
        "version": version,
        "never": LOOK_AROUND,
        "language": settings.language,
        "enabled_rules": None if settings.enabled_rules is None else sorted(set(settings.enabled_rules)),
        "disabled_rules": sorted(set(settings.disabled_rules)),
        "disabled_categories": sorted(set(settings.disabled_categories)),
    }
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()


def _locked_version() -> str:
    return f"{LANGUAGETOOL_VERSION} ({LANGUAGETOOL_BUILD})"


def _ask_version(url: str, settings: EngineSettings) -> str:
    from pipeline.engine.client import KeepAliveClient

    client = KeepAliveClient(url, settings, wait=PROBE_WITHIN)
    try:
        return client.software()
    except Refused:
        return "unknown"  # servers before 5.0 do not tell
    except (Unreachable, Silent, Garbage, ValueError, OSError) as error:
        raise EngineUnavailable(
            f"The LanguageTool server at {url} does not answer ({error}).",
            "Start it, correct --languagetool-url, or leave that out to use an engine of the program's own.",
        ) from error
    finally:
        client.close()


def open_dictionary(settings: EngineSettings) -> dictionary.Dictionary | None:
    """LanguageTool's dictionaries for the engine of these settings; None where they can't be read here, which is when
    LanguageTool isn't installed or a named server has another version. Raises EngineUnavailable as `fingerprint` does.
    """
    if not jars.installed(settings.folder):
        return None
    named = settings.url is not None and settings.attach is None
    if named and fingerprint(settings) != fingerprint(replace(settings, url=None)):
        return None
    return dictionary.read(settings.folder, settings.language)


def find_installation(settings: EngineSettings, progress: jars.Progress | None = None) -> Installation:
    """Java and jars to start, fetched when they aren't there. Raises EngineUnavailable."""
    java, home = find_java(settings.java), settings.folder
    _make_home(home)
    if jars.installed(home):
        jars.verify(home)
        return Installation(java, tuple(jars.class_path(home)), locked=True, home=home)
    if _within(PROBE_WITHIN, jars.reachable, False):
        jars.install(home, progress)
        found = Installation(java, tuple(jars.class_path(home)), locked=True, home=home)
        aot.make(found, settings.heap_mb)
        return found
    other = _language_tool_pythons_own()
    if other is None:
        raise EngineUnavailable("LanguageTool isn't installed and Maven Central can't be reached.", ADVICE)
    return Installation(java, (other,), locked=False, home=home)


def _make_home(home: Path) -> None:
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EngineUnavailable(
            f"The folder {home} can't be made ({error.strerror}).", "Name another with PIPELINE_HOME."
        ) from error
    if not os.access(home, os.W_OK):
        raise EngineUnavailable(f"The folder {home} can't be written.", "Name another with PIPELINE_HOME.")


def _language_tool_pythons_own() -> Path | None:
    """The server jar of an installation that language-tool-python has or can download now, None without either."""
    import requests
    from language_tool_python.download_lt import LocalLanguageTool
    from language_tool_python.exceptions import LanguageToolError

    own = LocalLanguageTool.from_version_name(LANGUAGETOOL_VERSION)
    with contextlib.suppress(FileNotFoundError):
        return own.get_jar_path()

    def there() -> bool:
        """Whether the download's server answers."""
        return requests.head(own.download_url, timeout=1.0, allow_redirects=True).ok

    if not _within(1.0, there, False):
        return None
    try:
        own.download()
        return own.get_jar_path()
    except (OSError, LanguageToolError):
        return None


def _within(seconds: float, ask: Callable[[], T], otherwise: T) -> T:
    """The answer of `ask`, or `otherwise` when it takes longer or fails; name servers and proxies can hang."""
    answers: list[T] = []

    def run() -> None:
        """Ask, and keep the answer if there is one."""
        with contextlib.suppress(OSError, RuntimeError):
            answers.append(ask())

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    return answers[0] if answers else otherwise


def install(settings: EngineSettings, progress: jars.Progress | None = None) -> Path:
    """Fetch LanguageTool and make its AOT cache, if they aren't there; check every jar; return the folder of the jars.

    Raises EngineUnavailable.
    """
    found = find_installation(settings, progress)
    aot.make(found, settings.heap_mb)
    return found.class_path[0].parent


def status(settings: EngineSettings) -> dict[str, str | int | None]:
    """What is there and what runs, as it is shown: sizes in bytes, addresses as URLs. Starts and fetches nothing.

    Raises EngineUnavailable for a named server that does not answer.
    """
    home = settings.folder
    there = jars.installed(home)
    try:
        java = find_java(settings.java)
        told = f"{java.version} ({java.path})"
        cache = aot.existing(Installation(java, tuple(jars.class_path(home)), locked=True, home=home))
    except EngineUnavailable as error:
        told, cache = str(error), None
    running = states.kept(home)
    return {
        "source": f"named server {settings.url}" if settings.url else "own" if there else "not installed",
        "version": _ask_version(settings.url, settings) if settings.url else _locked_version(),
        "folder": str(home / jars.FOLDER) if there else None,
        "bytes": sum(path.stat().st_size for path in (home / jars.FOLDER).glob("*.jar")) if there else 0,
        "java": told,
        "aot_cache": str(cache) if cache else None,
        "kept": running[1].url if running else None,
        "process": running[1].server if running else None,
    }


def start(settings: EngineSettings, progress: jars.Progress | None = None) -> str:
    """Keep a server running after this program ends, if none is kept yet; its address, when it is ready and warm.

    Raises EngineUnavailable.
    """
    states.sweep(settings.folder)
    running = states.kept(settings.folder)
    if running is not None:
        return running[1].url
    found = find_installation(settings, progress)
    with FileLock(states.run_folder(settings.folder) / "start.lock"):
        running = states.kept(settings.folder)
        if running is not None:
            return running[1].url
        try:
            state = start_kept(found, settings)
        except EngineFailed as error:
            advice = "Try another Java with the setting `java`, or a smaller `engine_heap_mb`."
            raise EngineUnavailable(str(error), advice) from error
    return state.url


def stop(settings: EngineSettings) -> bool:
    """End the kept server; whether there was one."""
    found = False
    while (running := states.kept(settings.folder)) is not None:
        states.end(running[1])
        states.remove(running[0])
        found = True
    states.sweep(settings.folder)
    return found
