"""The command line as its users call it: a process, its streams, its exit code."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import orjson
import pytest
from typer.testing import CliRunner

from pipeline import __version__
from pipeline.cli.app import app
from pipeline.engine import Engine

COMMANDS = [
    [], ["run"], ["clean"], ["extract"], ["verify"], ["schema"], ["rules"], ["settings"], ["review"], ["suggest"],
    ["export"], ["engine"], ["engine", "status"], ["engine", "install"], ["engine", "start"], ["engine", "stop"],
]  # fmt: skip
BROKEN = "I ca n't sit up.I dare not walk , it hurts."
MENDED = "I can't sit up. I dare not walk, it hurts."


def pipeline(*args: str, text: str = "", cwd: Path | None = None, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run the program in a process of its own."""
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "pipeline", *args],
        input=text, capture_output=True, text=True, encoding="utf-8", cwd=cwd, timeout=120, env=os.environ | environ,
    )  # fmt: skip


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "raw" / "waist.txt"
    path.parent.mkdir()
    path.write_text(f"Two reasons for a sore waist\n\n1. Cold\n\n{BROKEN}\n\n2. Weight\n\nThe waist carries 12 kg.\n")
    return path


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_help_has_an_example(command: list[str]) -> None:
    result = CliRunner().invoke(app, [*command, "--help"])
    assert result.exit_code == 0
    assert re.search(r"Example: .*pipeline", result.output)


def test_version() -> None:
    result = pipeline("--version")
    assert (result.returncode, result.stdout) == (0, f"pipeline {__version__}\n")


def test_clean_repairs_standard_input() -> None:
    result = pipeline("clean", "--without", "languagetool", text=BROKEN + "\n")
    assert (result.returncode, result.stdout) == (0, MENDED + "\n")


def test_clean_explains_and_shows_differences() -> None:
    explained = pipeline("clean", "--without", "languagetool", "--explain", text=BROKEN)
    assert "space-between-sentences" in explained.stdout
    assert "applied" in explained.stdout
    shown = pipeline("clean", "--without", "languagetool", "--diff", text=BROKEN)
    assert f"-{BROKEN}" in shown.stdout
    assert f"+{MENDED}" in shown.stdout


def test_only_and_without_take_families_and_ids() -> None:
    spacing = pipeline("clean", "--only", "spacing", text="It hurts , twice. Back pain back pain.").stdout
    assert spacing == "It hurts, twice. Back pain back pain."
    left = pipeline("clean", "--without", "languagetool,spacing", text="It hurts , badly.").stdout
    assert left == "It hurts , badly."


def test_the_filter_keeps_order_and_goes_on_after_a_bad_line() -> None:
    lines = ['{"id": 1, "text": "It hurts ."}', "{not json", '{"id": "x"}', '{"id": 2, "text": "Fine."}']
    result = pipeline("clean", "--jsonl", "--without", "languagetool", text="\n".join(lines) + "\n")
    records = [orjson.loads(line) for line in result.stdout.splitlines()]
    assert result.returncode == 1
    assert [record["id"] for record in records] == [1, None, "x", 2]
    assert [record.get("text") for record in records] == ["It hurts.", None, None, "Fine."]
    assert all("error" in record for record in records[1:3])
    edit = records[0]["edits"][0]
    assert set(edit) >= {"rule", "family", "block", "start", "end", "before", "after", "outcome", "why"}


def test_extract_prints_the_document(article: Path) -> None:
    result = pipeline("extract", "--without", "languagetool", str(article))
    document = orjson.loads(result.stdout)
    assert [cause["title"] for cause in document["causes"]] == ["Cold", "Weight"]
    assert document["causes"][0]["text"] == MENDED.replace(", it", "; it")  # spliced sentences are parted in an article


def test_run_then_verify_then_again(article: Path, engine: Engine) -> None:
    folder = article.parent.parent
    environ = {"PIPELINE_LANGUAGETOOL_URL": engine.wait()}
    first = pipeline("run", cwd=folder, **environ)
    assert first.returncode == 0, first.stderr
    assert {path.name for path in (folder / "cleaned").iterdir()} == {
        ".pipeline", "waist.txt.md", "waist.txt.json", "waist.txt.trace.json",
    }  # fmt: skip
    assert re.search(r"causes +2", first.stdout)
    verified = pipeline("verify", cwd=folder)
    assert (verified.returncode, verified.stdout) == (0, "")
    again = orjson.loads(pipeline("run", "--json", cwd=folder, **environ).stdout)
    assert (again["made"], again["current"]) == (0, 1)
    article.write_text(article.read_text().replace("12", "13"))
    changed = pipeline("verify", cwd=folder)
    assert changed.returncode == 1
    assert "waist.txt" in changed.stdout


def test_dry_run_writes_nothing(article: Path) -> None:
    folder = article.parent.parent
    result = pipeline("run", "--dry-run", "--without", "languagetool", cwd=folder)
    assert result.returncode == 0, result.stderr
    assert not (folder / "cleaned").exists()


def test_strict_turns_problems_into_exit_code_1(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "empty.txt").write_text("\n")
    assert pipeline("run", "--without", "languagetool", cwd=tmp_path).returncode == 0
    assert pipeline("run", "--without", "languagetool", "--strict", cwd=tmp_path).returncode == 1


@pytest.mark.parametrize(
    ("args", "environ", "says"),
    [
        (["clean", "--only", "spacin"], {}, "spacing"),
        (["clean", "--no-such-flag"], {}, "no-such-flag"),
        (["settings"], {"PIPELINE_LANGAGE": "en-US"}, "language"),
        (["rules", "bao-maa"], {}, "bao-ma"),
        (["run", "raw", "raw/cleaned"], {}, "raw"),
        (["extract", "no-such-file.txt"], {}, "no-such-file.txt"),
        (["extract", "--model", "xx_no_model", "waist.txt"], {}, "xx_no_model"),
    ],
)
def test_a_wrong_call_ends_with_2_and_helps(article: Path, args: list[str], environ: dict[str, str], says: str) -> None:
    (article.parent.parent / "waist.txt").write_bytes(article.read_bytes())
    result = pipeline(*args, text="x", cwd=article.parent.parent, **environ)
    assert result.returncode == 2, result.stderr
    assert says in result.stderr
    assert "Traceback" not in result.stderr


def test_settings_say_where_they_come_from(tmp_path: Path) -> None:
    (tmp_path / "pipeline.toml").write_text('language = "en-GB"\n')
    found = orjson.loads(pipeline("settings", "--json", cwd=tmp_path, PIPELINE_WORKERS="3").stdout)
    assert found["language"] == {"value": "en-GB", "from": "pipeline.toml"}
    assert found["workers"] == {"value": 3, "from": "environment"}


@pytest.mark.parametrize("name", ["article", "trace", "batch", "quarantine"])
def test_schemas_are_draft_2020_12(name: str) -> None:
    import jsonschema

    schema = orjson.loads(CliRunner().invoke(app, ["schema", name]).stdout)
    assert schema["$schema"].endswith("2020-12/schema")
    jsonschema.Draft202012Validator.check_schema(schema)


def test_the_schema_follows_kinds_of_the_readers_own(tmp_path: Path) -> None:
    (tmp_path / "pipeline.toml").write_text('[kinds.ingredients]\ncues = ["ingredient"]\n')
    schema = orjson.loads(pipeline("schema", cwd=tmp_path).stdout)
    assert "ingredients" in schema["$defs"]["Section"]["properties"]["kind"]["enum"]


def test_rules_show_what_they_keep() -> None:
    shown = CliRunner().invoke(app, ["rules", "bao-ma"]).output
    assert "fixes:" in shown
    assert "keeps:" in shown
    listed = orjson.loads(CliRunner().invoke(app, ["rules", "--json"]).stdout)
    assert {"id", "family", "acts", "description", "fixes", "keeps"} <= set(listed[0])


def test_an_engine_that_is_not_there_ends_with_3(article: Path) -> None:
    result = pipeline("extract", str(article), "--languagetool-url", "http://127.0.0.1:9")
    assert result.returncode == 3
    assert "127.0.0.1:9" in result.stderr


def test_global_flags_may_stand_after_the_command(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "a.txt").write_text("Fine weather today.\n")
    result = pipeline("run", "--without", "languagetool", "--quiet", cwd=tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    named = pipeline("clean", "--", "-q", cwd=tmp_path)
    assert "-q: No such file" in named.stderr


def test_documents_take_the_json_flag_of_all_data(article: Path) -> None:
    assert orjson.loads(pipeline("schema", "trace", "--json").stdout)["title"] == "Trace"
    result = pipeline("extract", "--json", "--without", "languagetool", str(article))
    assert orjson.loads(result.stdout)["id"] == "waist.txt"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("after", [0.1, 0.4, 0.8])
def test_a_signal_while_the_program_is_loading_ends_it_in_silence(
    number: signal.Signals, after: float, tmp_path: Path
) -> None:
    """From the first line of the program on; before that the interpreter itself is loading."""
    (tmp_path / "raw").mkdir()
    program = "import pipeline.cli as cli; print('begun', flush=True); cli.main()"
    begun = subprocess.Popen(
        [sys.executable, "-c", program, "run", "raw", "cleaned"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert begun.stdout is not None
    assert begun.stdout.readline() == "begun\n"
    time.sleep(after)
    begun.send_signal(number)
    _, told = begun.communicate(timeout=20)
    assert "Traceback" not in told
    assert begun.returncode in (128 + number, -number, 0)  # done before: 0, or while the interpreter was ending
