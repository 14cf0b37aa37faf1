"""The wheel, installed elsewhere with pip, cleans an article: it carries its model and its data."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import orjson

from pipeline.engine import Engine

ROOT = Path(__file__).parent.parent


def test_the_wheel_works_elsewhere(tmp_path: Path, engine: Engine) -> None:
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q"]
    build = ["wheel", "--no-deps", "--no-build-isolation", "-w", str(tmp_path), str(ROOT)]
    subprocess.run([*pip, *build], check=True, timeout=120)
    (wheel,) = tmp_path.glob("*.whl")
    venv.create(tmp_path / "env", with_pip=False)
    python = str(tmp_path / "env" / ("Scripts" if os.name == "nt" else "bin") / "python")
    install = ["--python", python, "install", "--no-deps", "--no-index", str(wheel)]
    subprocess.run([*pip, *install], check=True, timeout=120)
    ask = [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    elsewhere = Path(subprocess.run(ask, check=True, capture_output=True, text=True).stdout.strip())
    # This environment lends its dependencies, not its checkout: a path file in a lent folder isn't read.
    (elsewhere / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n")
    (tmp_path / "a.txt").write_text(
        "Two reasons\n\n1. Cold\n\nI ca n't sit up.It hurts.\n\n2. Weight\n\nIt weighs 3 kg.\n"
    )
    done = subprocess.run(
        [python, "-m", "pipeline", "extract", "a.txt", "--languagetool-url", engine.wait()],
        cwd=tmp_path, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    causes = orjson.loads(done.stdout)["causes"]
    assert [cause["text"] for cause in causes] == ["I can't sit up. It hurts.", "It weighs 3 kg."]
    ask = [python, "-c", "import pipeline, pipeline.language as l; print(pipeline.__file__, l.parse('It hurts.'))"]
    where = subprocess.run(ask, cwd=tmp_path, capture_output=True, text=True, check=True, timeout=120)
    assert str(elsewhere) in where.stdout
