"""The walk: a fixed order, nothing outside of RAW."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from pipeline.batch.walk import Barred, File, Folder, Ignored, LocalRaw, SourceFault, walk


def paths(raw: Path, kind: type) -> list[str]:
    return [found.path for found in walk(LocalRaw(raw)) if isinstance(found, kind)]


def put(raw: Path, *files: str) -> None:
    for name in files:
        (raw / name).parent.mkdir(parents=True, exist_ok=True)
        (raw / name).write_text("A word.")


def test_the_order_is_that_of_names_folder_by_folder(raw: Path) -> None:
    put(raw, "b.txt", "a/z.md", "a/B.html", "a.txt", "c/d/e.docx", "Z.jsonl")
    assert paths(raw, File) == ["Z.jsonl", "a/B.html", "a/z.md", "a.txt", "b.txt", "c/d/e.docx"]
    assert paths(raw, Folder) == ["", "a", "c", "c/d"]


def test_what_is_no_input_is_told(raw: Path) -> None:
    put(raw, "a.pdf", ".hidden.txt", "notes", "ok.TXT")
    assert paths(raw, Ignored) == [".hidden.txt", "a.pdf", "notes"]
    assert paths(raw, File) == ["ok.TXT"]


def test_links_are_followed_inside_only(raw: Path, tmp_path: Path) -> None:
    put(raw, "here.txt", "sub/there.txt")
    (tmp_path / "secret.txt").write_text("Not for you.")
    (raw / "in.txt").symlink_to(raw / "here.txt")
    (raw / "out.txt").symlink_to(tmp_path / "secret.txt")
    (raw / "lost.txt").symlink_to(raw / "nowhere.txt")
    (raw / "sub" / "circle").symlink_to(raw)
    (tmp_path / "elsewhere").mkdir()
    (raw / "sub" / "folder").symlink_to(tmp_path / "elsewhere")
    (raw / "lost").symlink_to(raw / "nowhere")
    assert paths(raw, File) == ["here.txt", "in.txt", "sub/there.txt"]
    assert paths(raw, Barred) == ["lost.txt", "out.txt", "sub/folder"]
    assert paths(raw, Ignored) == ["lost", "sub/circle"]


def test_a_pipe_is_not_waited_for(raw: Path) -> None:
    os.mkfifo(raw / "pipe.txt")
    assert paths(raw, Ignored) == ["pipe.txt"]


def test_very_deep_folders(raw: Path) -> None:
    deep = raw
    for _ in range(1100):
        deep = deep / "d"
        deep.mkdir()
    try:
        assert len(paths(raw, Folder)) == 1101
    finally:  # what removes temporary folders is recursive
        while deep != raw:
            deep.rmdir()
            deep = deep.parent


def test_a_file_over_the_limit_is_not_read(raw: Path) -> None:
    put(raw, "a.txt")
    with pytest.raises(SourceFault, match="limit"):
        LocalRaw(raw).read("a.txt", 3)


def read_often(raw: Path) -> None:
    for _ in range(50):
        LocalRaw(raw).read("a.txt", 10**9)


def test_a_file_that_never_stands_still(raw: Path) -> None:
    path = raw / "a.txt"
    path.write_bytes(b"x" * 10_000_000)
    stop = threading.Event()

    def scribble() -> None:
        while not stop.is_set():
            with path.open("ab") as file:
                file.write(b"y")

    thread = threading.Thread(target=scribble)
    thread.start()
    try:
        with pytest.raises(SourceFault, match="changed"):
            read_often(raw)
    finally:
        stop.set()
        thread.join()
