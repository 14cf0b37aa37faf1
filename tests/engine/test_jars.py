"""Fetching LanguageTool: what is locked, what is refused, what happens without a network."""

import os
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from jgo.maven import MavenContext, PythonResolver

from pipeline.engine import EngineSettings, EngineUnavailable, jars, open_engine
from pipeline.engine.java import find_java
from tests.engine.conftest import silent_port

OPEN = """
import sys, time
from pathlib import Path
from pipeline.engine import EngineSettings, EngineUnavailable, open_engine
try:
    open_engine(EngineSettings(home=Path(sys.argv[1])))
except EngineUnavailable as error:
    print(error)
    sys.exit(3)
"""


def test_the_lock_holds_coordinates_and_sums_and_no_address() -> None:
    names = [jar.name for jar in jars.locked()]
    assert len(names) == len(set(names))
    assert jars.SERVER_JAR in names
    assert all(len(jar.sha256) == 64 and jar.size > 0 for jar in jars.locked())
    assert "://" not in jars.LOCK.read_text(encoding="utf-8")
    assert not any("language-all" in name for name in names)


def test_an_installation_is_whole(installation: Path) -> None:
    jars.verify(installation)
    there = {path.name for path in (installation / jars.FOLDER).iterdir()}
    assert there == {jar.name for jar in jars.locked()} | {jars.STARTER_JAR}


@pytest.mark.parametrize("tamper", ["changed", "short", "missing"])
def test_a_wrong_jar_is_refused(home_with_links: Path, tamper: str) -> None:
    home = home_with_links
    victim = home / jars.FOLDER / next(jar.name for jar in jars.locked() if jar.artifact == "language-en")
    content = bytearray(victim.read_bytes())
    victim.unlink()
    content[len(content) // 2] ^= 1
    if tamper != "missing":
        victim.write_bytes(content if tamper == "changed" else content[:-1])
    with pytest.raises(EngineUnavailable, match="language-en") as error:
        open_engine(EngineSettings(home=home, kept=False))
    assert "pipeline engine install" in error.value.advice


def test_a_changed_starter_is_made_again(home_with_links: Path) -> None:
    home = home_with_links
    starter = home / jars.FOLDER / jars.STARTER_JAR
    right = starter.read_bytes()
    starter.unlink()
    starter.write_bytes(b"something else")
    jars.verify(home)
    assert starter.read_bytes() == right


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch, installation: Path, tmp_path: Path) -> Path:
    """A lock of three small jars and a repository folder that has them, in place of Maven Central."""
    wanted = {jars.SERVER_JAR, "bytes-1.5.0.jar", "unit-api-1.0.jar"}
    chosen = tuple(jar for jar in jars.locked() if jar.name in wanted)
    store = tmp_path / "repository"
    for jar in chosen:
        path = store / jar.group.replace(".", "/") / jar.artifact / jar.version / jar.name
        path.parent.mkdir(parents=True)
        shutil.copyfile(installation / jars.FOLDER / jar.name, path)
    monkeypatch.setattr(jars, "locked", lambda: chosen)

    def central(repo_cache: Path) -> MavenContext:
        # jgo looks into a context's local repositories first and hands out their own files: give it copies
        folder = repo_cache / "copy"
        shutil.copytree(store, folder, dirs_exist_ok=True)
        return MavenContext(
            PythonResolver(), repo_cache=repo_cache, local_repos=[folder], remote_repos={}, offline=True
        )

    monkeypatch.setattr(jars, "_central", central)
    return store


def test_installing_at_once_from_several_threads_gives_one_whole_installation(few: Path, tmp_path: Path) -> None:
    home, failures = tmp_path / "home", []

    def run() -> None:
        try:
            jars.install(home)
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert {p.name for p in home.iterdir()} <= {jars.FOLDER, f"{jars.FOLDER}.lock"}
    assert len(list((home / jars.FOLDER).iterdir())) == 4


def test_what_a_killed_installation_left_is_removed_and_nothing_else(few: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / f".{jars.FOLDER}-abc").mkdir(parents=True)
    (home / "run").mkdir()
    jars.install(home)
    assert {p.name for p in home.iterdir()} == {jars.FOLDER, f"{jars.FOLDER}.lock", "run"}


def test_a_wrong_jar_from_the_network_is_not_installed(few: Path, tmp_path: Path) -> None:
    (path,) = few.rglob("bytes-1.5.0.jar")
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(jars.WrongJar, match="bytes"):
        jars.install(tmp_path / "home")
    assert not (tmp_path / "home" / jars.FOLDER).exists()
    assert [p.name for p in (tmp_path / "home").iterdir()] == [f"{jars.FOLDER}.lock"]


def offline(home: Path, port: int) -> tuple[int, str, float]:
    """Open an engine in another process whose only way out is a proxy on this port: exit code, message, seconds."""
    proxy = f"http://127.0.0.1:{port}"
    names = ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy", "ALL_PROXY")
    environment = {k: v for k, v in os.environ.items() if k.lower() != "no_proxy"} | dict.fromkeys(names, proxy)
    environment |= {"LTP_PATH": str(home / "none")}
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", OPEN, str(home)], env=environment, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr, time.monotonic() - started


def test_offline_the_message_says_what_to_do_within_five_seconds(tmp_path: Path) -> None:
    code, message, _ = offline(tmp_path, 9)
    assert code == 3
    assert "--languagetool-url" in message


def test_a_network_that_swallows_everything_counts_as_offline(tmp_path: Path) -> None:
    with silent_port() as port:
        code, message, seconds = offline(tmp_path, port)
    assert code == 3
    assert "pipeline engine install" in message
    assert seconds < 20  # five without the load of a test machine; a hang would be minutes


def test_a_home_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(EngineUnavailable, match="PIPELINE_HOME"):
        open_engine(EngineSettings(home=tmp_path / "file" / "home"))


def test_a_named_java_is_asked_for_its_version(tmp_path: Path) -> None:
    assert find_java(None).major >= 17
    assert find_java(find_java(None).path).major == find_java(None).major
    with pytest.raises(EngineUnavailable, match="java"):
        find_java(tmp_path / "no-java")
    old = tmp_path / "java"
    old.write_text("#!/bin/sh\necho 'openjdk version \"1.8.0_392\"' >&2\n", encoding="utf-8")
    old.chmod(0o755)
    with pytest.raises(EngineUnavailable, match="too old"):
        find_java(old)
