"""The scorer of marked articles counts what an editor would count."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest

from pipeline.article import make
from pipeline.kit import Kit
from pipeline.model import Edit, Family, Source, Trace, TraceBlock
from tests.bench import recall

HASH = "0" * 64
MARKED = Path(__file__).parents[1] / "cases" / "marked"


def line(context: str, fault: str, *repair: str, kind: str = "spacing", certain: bool = True) -> str:
    return json.dumps({"context": context, "fault": fault, "repair": repair, "kind": kind, "certain": certain})


def edit(start: int, before: str, after: str, block: int = 0, family: Family = "terms") -> Edit:
    return Edit(
        rule="r",
        family=family,
        block=block,
        start=start,
        end=start + len(before),
        before=before,
        after=after,
        outcome="applied",
        why="",
    )


def trace(text: str, *edits: Edit, borders: tuple[int, ...] = (), place: str = "/introduction") -> Trace:
    """A trace of one text; borders: where one block ends and the next begins."""
    ends = [*borders, len(text)]
    blocks = tuple(
        TraceBlock(index=n, kind="text", start=s, end=e, text=text[s:e], place=f"{place}/{n}")
        for n, (s, e) in enumerate(zip([0, *borders], ends, strict=True))
    )
    return Trace(
        source_sha256=HASH,
        recipe=HASH,
        article_sha256=HASH,
        markdown_sha256=HASH,
        checksum=HASH,
        blocks=blocks,
        edits=edits,
    )


def judged(text: str, lines: list[str], done: Trace) -> tuple[int, int, dict[str, int]]:
    """Marks, those made, and edits by what they did."""
    tally = recall.judge(text, recall.read_marks(text, lines), done)
    return tally.marked.total(), tally.made.total(), {k: v for k, v in tally.edits.items() if v}


def test_offsets_are_followed_through_earlier_edits() -> None:
    text = "The hen sit down.She lay egg ."
    marks = [line("hen sit", "sit", "sits", kind="agreement"), line("down.She", "down.She", "down. She")]
    edits = (edit(8, "sit", "sits"), edit(18, "", " "), edit(29, " .", "."))
    assert judged(text, marks, trace(text, *edits)) == (2, 2, {"right": 2, "unknown": 1})


def test_another_repair_is_counted_as_other_and_not_as_made() -> None:
    text = "He have a cold."
    marks = [line("He have", "have", "has", kind="agreement")]
    assert judged(text, marks, trace(text, edit(3, "have", "had"))) == (1, 0, {"other": 1})


def test_a_larger_edit_makes_the_repair_within_it() -> None:
    text = "The cat is diarrhea again."
    marks = [line("cat is diarrhea", "is", "has", kind="terms")]
    larger = trace(text, edit(4, "cat is diarrhea", "cat has diarrhoea"))
    assert judged(text, marks, larger) == (1, 1, {"right": 1})
    moved = trace(text, edit(4, "cat is diarrhea again", "cat often has loose stools"))
    assert judged(text, marks, moved) == (1, 1, {"right": 1})
    assert judged(text, marks, trace(text, edit(4, "cat is diarrhea", "cat is ill")))[1] == 0


def test_a_second_edit_within_what_an_earlier_one_made() -> None:
    text = "It hurts much much ,so rest."
    marks = [line("hurts much much ,so", "much much ,so", "much, so", kind="doubling")]
    edits = (edit(9, "much much ,so", "much ,so"), edit(13, " ,", ","), edit(14, "", " "))
    assert judged(text, marks, trace(text, *edits)) == (1, 1, {"right": 3})


@pytest.mark.parametrize(("start", "before"), [(5, ""), (4, " "), (4, "")])
def test_a_word_put_in_at_the_border_of_the_fault(start: int, before: str) -> None:
    text = "Give cat water."
    marks = [line("Give cat", "cat", "the cat", kind="articles")]
    new = " the" if (start, before) == (4, "") else before + "the "
    assert judged(text, marks, trace(text, edit(start, before, new))) == (1, 1, {"right": 1})


def test_a_word_put_in_for_another_fault_next_to_it_does_no_harm() -> None:
    text = "Give cat water."
    marks = [line("Give cat", "Give", "Bring", kind="terms")]
    assert judged(text, marks, trace(text, edit(0, "Give", "Bring"), edit(5, " ", " the ")))[:2] == (1, 1)


def test_a_fault_across_blocks_is_mended_by_setting_them_apart() -> None:
    text = "1.Water it."
    marks = [line("1.Water", "1.Water", "1. Water")]
    assert judged(text, marks, trace(text, borders=(2,))) == (1, 1, {})
    assert judged(text, marks, trace(text)) == (1, 0, {})


def test_what_setting_a_title_apart_takes_is_layout() -> None:
    text = "Light: too little of it"
    done = trace(text, edit(5, ":", ""), edit(0, " t", " T", block=1), borders=(6,))
    assert judged(text, [], done) == (0, 0, {"layout": 2})
    done = trace(text, edit(1, "too", "far too", block=1), borders=(6,))
    assert judged(text, [], done) == (0, 0, {"unknown": 1})


def test_capitals_count_for_the_kind_case_alone() -> None:
    text = "the End of it"
    done = trace(text, edit(4, "End", "ending"))
    assert judged(text, [line(text, "End", "Ending", kind="terms")], done)[1] == 1
    assert judged(text, [line(text, "End", "Ending", kind="case")], done)[1] == 0


def test_removed_text_and_mere_white_space_are_left_out() -> None:
    text = "Buy  now.Here"
    marks = [line("now.Here", "now.Here", "now. Here")]
    assert judged(text, marks, trace(text, place="/removed")) == (0, 0, {})
    assert judged(text, [], trace(text, edit(3, "  ", " "))) == (0, 0, {})


def test_a_deleted_fault_is_made_by_an_empty_repair() -> None:
    text = "Wash it. p> Dry it."
    marks = [line("it. p> Dry", "p>", "", kind="encoding")]
    assert judged(text, marks, trace(text, edit(8, " p>", ""))) == (1, 1, {"right": 1})
    assert judged(text, marks, trace(text)) == (1, 0, {})


@pytest.mark.parametrize(
    "bad",
    [
        line("egg", "egg", "eggs"),
        line("An egg", "hen", "hens"),
        line("An egg", "egg", "egg"),
        line("An egg", "egg"),
        line("An egg", "egg", "eggs", kind="style"),
        '{"context": "An egg"}',
    ],
)
def test_marks_that_do_not_fit_are_refused(bad: str) -> None:
    with pytest.raises(recall.BadMark, match="line 1"):
        recall.read_marks("An egg is an egg.", [bad])


def test_marks_that_overlap_are_refused() -> None:
    with pytest.raises(recall.BadMark, match="overlap"):
        recall.read_marks("up.I go", [line("up.I", "up.I", "up. I"), line("I go", "I go", "I went")])


def test_what_the_line_really_does_is_counted(kit_without_engine: Kit) -> None:
    text = "A warm bed\n\nThe old cat sleeps by the stove all day.The kitten plays.\n\n1. She do n't like rain.\n"
    made = make(Source("a.txt", "a.txt", text.encode(), "text/plain"), kit_without_engine)
    assert made.trace.source_sha256 == sha256(text.encode()).hexdigest()
    marks = [line("day.The", "day.The", "day. The"), line("do n't", "do n't", "doesn't", kind="agreement")]
    tally = recall.judge(text, recall.read_marks(text, marks), made.trace)
    assert tally.made["spacing", True] == 1
    assert tally.edits["right"] >= 1
    assert "day.The" not in " ".join(tally.notes)
    assert list(recall.report(tally))[-1].startswith("edits applied: ")


@pytest.mark.parametrize("file", sorted(MARKED.glob("*.jsonl")), ids=lambda file: file.stem)
def test_the_marks_of_our_articles_fit_their_texts(file: Path) -> None:
    text = file.with_suffix(".txt").read_bytes().decode("utf-8-sig")
    assert recall.read_marks(text, file.read_text(encoding="utf-8").splitlines())
