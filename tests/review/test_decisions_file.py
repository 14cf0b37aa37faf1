"""The decisions file: files merge unless they contradict, a bad line is named, no file means no decisions."""

import re
from pathlib import Path

import pytest

from pipeline.review.decisions import Decisions, DecisionsError, Entry, load


def test_files_merge_unless_they_contradict(tmp_path: Path) -> None:
    one, two = tmp_path / "one.jsonl", tmp_path / "two.jsonl"
    shared = Entry(kind="protect", text="Ayla")
    Decisions([shared, Entry(kind="accept", rule="floor")]).save(one)
    Decisions([shared, Entry(kind="reject", article="a.txt", rule="floor")]).save(two)
    assert len(load([one, two])) == 3
    for words in ("soil bed", "ground"):
        Decisions([Entry(kind="accept", before="floor", after="soil", wanted=words)]).save(
            two if words == "ground" else one
        )
    with pytest.raises(DecisionsError, match="contradicts"):
        load([one, two])
    Decisions([Entry(kind="accept", rule="floor")]).save(one)
    Decisions([Entry(kind="reject", rule="floor")]).save(two)
    with pytest.raises(DecisionsError, match=r"two\.jsonl, line 1: `reject` contradicts .*one\.jsonl, line 1"):
        load([one, two])
    with pytest.raises(DecisionsError, match="contradict"):
        Decisions([Entry(kind="keep-block", text="x"), Entry(kind="remove-block", text="x")])


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "line 2: not valid JSON"),
        ("[]", "line 2: "),
        ('{"kind": "maybe"}', "line 2: kind: "),
        ('{"kind": "accept"}', "needs `rule`, or `before` and `after`"),
        ('{"kind": "accept", "rule": "r", "before": "x"}', "come in pairs"),
        ('{"kind": "accept", "rule": "r", "left": "x", "right": "y"}', "a place needs"),
        ('{"kind": "protect"}', "needs `text`"),
        ('{"kind": "protect", "text": "x", "rule": "r"}', "about a text"),
        ('{"kind": "protect", "text": "x", "reason": "r"}', "line 2: reason: "),
        ('{"kind": "term", "text": "x"}', "needs `wanted`"),
        ('{"kind": "accept", "rule": "r", "wanted": "x"}', "have `wanted`"),
        ('{"kind": "reject", "before": "x", "after": "y", "wanted": "z"}', "have `wanted`"),
        ('{"kind": "accept", "before": "x", "after": "y", "wanted": "a\\nb"}', "one line"),
        ("<<<<<<< ours", "unresolved merge conflict"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "decisions.jsonl"
    path.write_text('{"kind": "protect", "text": "Ayla"}\n' + line + "\n", encoding="utf-8")
    with pytest.raises(DecisionsError, match=re.escape(message)):
        load(path)


def test_no_file_means_no_decisions(tmp_path: Path) -> None:
    assert load(tmp_path / "none.jsonl").entries == ()
