"""The recipe: a fingerprint of all that a document rests on besides its source and the decisions about it."""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import orjson

from pipeline import __version__
from pipeline.model import Refusal
from pipeline.settings import Settings

ROOMS = ("reading", "structure", "repair", "language", "engine", "article.py", "check.py", "kit.py", "model.py")
"""Code and data that can change a document, under the package."""

KINDS = (".py", ".csv", ".json", ".txt")
LIBRARIES = ("charset-normalizer", "ftfy", "lxml", "rapidfuzz", "spacy", "trafilatura", "wordfreq")
"""Libraries whose version can change a document."""
BENEATH_ANALYSES = ("blis", "numpy", "spacy", "thinc")
"""Libraries whose version can change an analysis."""


class RecipeError(Refusal):
    """Something that the recipe names can't be read."""


def recipe(settings: Settings) -> str:
    """The fingerprint under these settings, as 64 hex digits; starts no engine and loads no model.

    Of the program's version, its rules (code and data), the libraries that it rests on, the settings that can change
    a document, the content of termbases, the engine (a named server is asked for its version), and the language model.
    Raises RecipeError, and engine.EngineUnavailable when a named server doesn't answer.
    """
    value = {
        "program": __version__,
        "rules": _code(ROOMS),
        "libraries": _versions(LIBRARIES),
        "unicode": unicodedata.unidata_version,
        "settings": settings.document_settings(),
        "termbases": [_content(path) for path in settings.termbases],
        "engine": _engine(settings),
        "model": _model(settings.model),
    }
    return sha256(orjson.dumps(value, option=orjson.OPT_SORT_KEYS)).hexdigest()


def of_article(general: str, decisions: str) -> str:
    """The recipe of one article: the general one, with the fingerprint of the decisions about it if there are any."""
    return sha256(f"{general} {decisions}".encode()).hexdigest() if decisions else general


def incomplete(wanted: str) -> str:
    """What stands as recipe in the trace of an article that the engine failed on: it is never current, so that the next
    run makes it again, and it is the same at each time, so that a run's bytes are."""
    return sha256(f"{wanted} without the engine".encode()).hexdigest()


def of_analyses(model: str | None) -> str:
    """What decides besides its text how a text is analysed: the model, its components, and the libraries beneath."""
    value = {"model": _model(model), "code": _code(("language",)), "libraries": _versions(BENEATH_ANALYSES)}
    return sha256(orjson.dumps(value, option=orjson.OPT_SORT_KEYS)).hexdigest()


@lru_cache(maxsize=2)
def _code(rooms: tuple[str, ...]) -> str:
    digest = sha256()
    root = Path(__file__).parent.parent
    for path in _files(root, rooms):
        digest.update(f"{path.relative_to(root).as_posix()}\0".encode())
        digest.update(sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _files(root: Path, rooms: tuple[str, ...]) -> Iterator[Path]:
    for room in rooms:
        path = root / room
        found = sorted(path.rglob("*")) if path.is_dir() else [path]
        yield from (file for file in found if file.suffix in KINDS and "training" not in file.parts)


def _versions(libraries: tuple[str, ...]) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for name in libraries:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = None
    return found


def _content(path: Path) -> str:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise RecipeError(f"The termbase {path} can't be read ({error.strerror}).") from error


def _engine(settings: Settings) -> str:
    """A named server's version, and whether it is asked about all sentences; the program's own engine is locked, and
    its lock is among the rules."""
    if settings.languagetool_url is None:
        return "locked"
    from pipeline.engine import fingerprint
    from pipeline.kit import engine_settings, worth

    return fingerprint(engine_settings(settings)) + (" where worth asking" if worth(settings) else "")


def _model(name: str | None) -> str:
    from pipeline import language

    return language.fingerprint(name)
