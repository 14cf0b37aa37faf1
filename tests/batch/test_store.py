"""CLEANED: whole files or none, one run at a time, and only what is the program's is ever removed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.batch.outputs import strays
from pipeline.batch.store import FoldersNested, FolderUnusable, LocalStore, apart

HOLD = """
import sys, pathlib
from pipeline.batch.store import LocalStore
with LocalStore(pathlib.Path(sys.argv[1])).held():
    print("held", flush=True)
    sys.stdin.read()
"""


def test_files_are_put_in_place_and_nothing_else_is_left(cleaned: Path) -> None:
    store = LocalStore(cleaned)
    with store.held():
        store.write([("a/b.md", b"one"), ("a/b.json", b"two")])
        assert store.read("a/b.md") == b"one"
        assert store.head("a/b.json", 1) == b"t"
        assert store.read("a") is None
        assert store.read("a/b.md/c") is None
        assert list(store.scratch.iterdir()) == []


def test_a_failing_write_leaves_what_was_there(cleaned: Path) -> None:
    store = LocalStore(cleaned)
    store.write([("a.md", b"old"), ("d/x", b"")])
    with pytest.raises(OSError, match="directory"):
        store.write([("a.md", b"new"), ("d", b"a folder stands here")])
    assert list(store.scratch.iterdir()) == []


def test_what_a_killed_run_left_is_swept(cleaned: Path) -> None:
    store = LocalStore(cleaned)
    with store.held():
        pass
    (store.scratch / "left").write_bytes(b"half")
    with store.held():
        assert list(store.scratch.iterdir()) == []


def test_a_second_run_is_refused_and_a_killed_one_frees_the_folder(cleaned: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(cleaned)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(FolderUnusable, match="Another run"), LocalStore(cleaned).held():
            pass
        holder.kill()
    with LocalStore(cleaned).held():
        pass


@pytest.mark.parametrize(("raw", "cleaned"), [("a", "a"), ("a", "a/b"), ("a/b", "a"), ("missing", "x")])
def test_folders_that_lie_in_one_another(tmp_path: Path, raw: str, cleaned: str) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    with pytest.raises(FoldersNested):
        apart(tmp_path / raw, tmp_path / cleaned)


def test_a_link_does_not_hide_that_they_do(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "a" / "b")
    with pytest.raises(FoldersNested):
        apart(tmp_path / "a", tmp_path / "link")


def test_a_file_in_the_folders_place(tmp_path: Path) -> None:
    (tmp_path / "cleaned").write_text("I was here first.")
    with pytest.raises(FolderUnusable, match="no folder"), LocalStore(tmp_path / "cleaned").held():
        pass


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 64 KiB."""
    yield from mounted(tmp_path, "-t", "tmpfs", "-o", "size=64k", "tmpfs")


def mounted(tmp_path: Path, *options: str) -> Iterator[Path]:
    folder = tmp_path / "mounted"
    folder.mkdir(exist_ok=True)
    if subprocess.run(["mount", *options, str(folder)], capture_output=True, check=False).returncode:
        pytest.skip("LOUD: nothing can be mounted here, so a full or read-only disk can't be tried")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk(small_disk: Path) -> None:
    store = LocalStore(small_disk)
    with store.held():
        store.write([("a.md", b"old")])
        with pytest.raises(OSError, match="space"):
            store.write([("b.md", b"x"), ("a.md", b"y" * 200_000)])
        assert store.read("a.md") == b"old"
        assert store.read("b.md") is None
        (small_disk / "filler").write_bytes(b"z" * 4096 * 8)
    for _ in range(20):
        try:
            (small_disk / f"more{_}").write_bytes(b"z" * 4096)
        except OSError:
            break
    with pytest.raises(FolderUnusable, match="full"), store.held():
        pass


def test_a_read_only_folder(tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.mkdir()
    for folder in mounted(tmp_path, "--bind", str(target)):
        subprocess.run(["mount", "-o", "remount,ro,bind", str(folder)], check=True)
        with pytest.raises(FolderUnusable, match="read-only"), LocalStore(folder / "cleaned").held():
            pass


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="LOUD: needs to give up root's rights")
def test_a_folder_without_permission(tmp_path: Path) -> None:
    (tmp_path / "cleaned").mkdir(mode=0o755)
    for folder in [tmp_path, *tmp_path.parents]:
        folder.chmod(folder.stat().st_mode | 0o055)
    code = f"""
import os, pathlib, filelock._unix
from pipeline.batch.store import FolderUnusable, LocalStore
os.setgid(65534); os.setuid(65534)
try:
    with LocalStore(pathlib.Path({str(tmp_path / "cleaned")!r})).held(): print("held")
except FolderUnusable as error: print(error)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "permissions" in done.stdout, done.stdout + done.stderr


def test_strays_are_ours_only(cleaned: Path) -> None:
    store = LocalStore(cleaned)
    ours = b'{\n  "schema_version": "1.0"}'
    files = {
        "a.txt.json": ours,
        "a.txt.md": b"",
        "gone.txt.md": b"",
        "gone.txt.json": ours,
        "yours.json": b"{}",
        "x.md": b"",
    }
    store.write([*files.items(), ("folder/b", b""), (".pipeline/tmp/x", b"")])
    articles, folders = strays(store, "", lambda name: name == "a.txt")
    assert articles == {"gone.txt": ["gone.txt.md", "gone.txt.json"]}
    assert folders == ["folder"]
