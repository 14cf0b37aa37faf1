"""Home folders for tests: the program's cache folder with what takes long to make, and without servers."""

from __future__ import annotations

from pathlib import Path

from pipeline import compiled
from pipeline.engine import jars
from pipeline.settings import default_home


def furnish(home: Path) -> Path:
    """Give a folder the jars, the AOT cache and the patterns of the home folder in force, and no servers."""
    home.mkdir(exist_ok=True)
    for name in (jars.FOLDER, f"{jars.FOLDER}-aot", compiled.FOLDER):
        (default_home() / name).mkdir(exist_ok=True)
        (home / name).symlink_to(default_home() / name, target_is_directory=True)
    return home
