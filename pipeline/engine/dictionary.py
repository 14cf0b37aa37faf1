"""LanguageTool's own dictionaries, read from its jars: which words its speller knows, and how its tagger tags them."""

import zipfile
from functools import lru_cache
from pathlib import Path

from pipeline.engine import jars
from pipeline.engine.automaton import Automaton

RESOURCES = "org/languagetool/resource/en/"


class Dictionary:
    """What LanguageTool knows about single words, for one variety of English. Threads may share it.

    phrases: those of which it knows the capitals. compounds: in lower case, with hyphens.
    """

    def __init__(self, folder: Path, language: str) -> None:
        """Read the jars in a folder. Raises OSError, KeyError or ValueError when they aren't LanguageTool's."""
        variety = f"{RESOURCES}hunspell/{language.replace('-', '_')}"
        with zipfile.ZipFile(_jar(folder, "english-pos-dict")) as archive:
            self._tagged = Automaton(archive.read(f"{RESOURCES}english.dict"))
            self._spelled = Automaton(archive.read(f"{variety}.dict"))
            self._separator = b"_" if b"separator=_" in archive.read(f"{variety}.info") else b"+"
        with zipfile.ZipFile(_jar(folder, "language-en")) as archive:
            self._prohibited = frozenset(_lines(archive, "hunspell/prohibit.txt"))
            self.phrases = tuple(_lines(archive, "specific_case.txt"))
            self.compounds = tuple(line.rstrip("+*?$").lower() for line in _lines(archive, "compounds.txt"))

    def spelled(self, word: str) -> bool:
        """Whether the speller knows a word, as it stands or, where it is capitalised or in capitals, otherwise."""
        return any(
            form not in self._prohibited and self._spelled.after(_bytes(form) + self._separator)
            for form in _forms(word)
        )

    def tags(self, word: str) -> tuple[str, ...]:
        """The tags that the tagger may give a word before it looks at the words around it."""
        rows = [row for form in _forms(word) for row in self._tagged.after(_bytes(form) + b"+")]
        return tuple(sorted({row.rpartition(b"+")[2].decode("ascii") for row in rows}))


@lru_cache(maxsize=2)
def read(home: Path, language: str) -> Dictionary:
    """The dictionaries of the installation under a home folder."""
    return Dictionary(home / jars.FOLDER, language)


def _bytes(word: str) -> bytes:
    return word.encode("utf-8", "replace")


def _forms(word: str) -> tuple[str, ...]:
    """The forms of a word that are looked up: mixed capitals stand for nothing but themselves."""
    low = word.lower()
    if word == low:
        return (word,)
    if word.isupper():
        return (word, low, word.capitalize())
    return (word, low) if word[1:] == low[1:] else (word,)


def _jar(folder: Path, artifact: str) -> Path:
    return folder / next(jar.name for jar in jars.locked() if jar.artifact == artifact)


def _lines(archive: zipfile.ZipFile, name: str) -> list[str]:
    lines = (line.partition("#")[0].strip() for line in archive.read(RESOURCES + name).decode("utf-8").splitlines())
    return [line for line in lines if line]
