"""Places through edits: carried forward into the result and back into the source."""

import time

from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import CHANGING, Edit, Outcome, Trace
from pipeline.review.place import CONTEXT, Anchors, Carrier, anchors, located, tell_apart, trim
from tests.review import review_batch as batch

OUTCOMES: list[Outcome] = ["applied", "suggested", "blocked", "accepted", "rejected"]
TEXTS = st.text(alphabet="ab 😀é", max_size=12)


def edit_at(start: int, before: str, after: str, block: int = 0, outcome: Outcome = "suggested") -> Edit:
    return Edit(
        rule="r", family="spacing", block=block, start=start, end=start + len(before), before=before, after=after,
        outcome=outcome, why="",
    )  # fmt: skip


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[str], list[Edit]]:
    """A source, its edits with correct offsets, and all texts from source to result."""
    text = draw(st.text(alphabet="abc d😀é", min_size=1, max_size=40))
    texts, edits = [text], []
    for number in range(draw(st.integers(0, 8))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 5)))
        after, outcome = draw(TEXTS), draw(st.sampled_from(OUTCOMES))
        edits.append(
            Edit(
                rule=f"r{number % 3}",
                family="spacing",
                block=0,
                start=start,
                end=end,
                before=text[start:end],
                after=after,
                outcome=outcome,
                why="",
                alternatives=(),
            )
        )
        if outcome in CHANGING:
            text = text[:start] + after + text[end:]
        texts.append(text)
    return texts, edits


@given(histories())
def test_located_spans_lie_in_the_result_and_hold_what_was_put_there(history: tuple[list[str], list[Edit]]) -> None:
    texts, edits = history
    for index, (edit, (start, end)) in enumerate(zip(edits, located(edits, len(texts[-1])), strict=True)):
        assert 0 <= start <= end <= len(texts[-1])
        changing = edit.outcome in CHANGING
        width = len(edit.after) if changing else len(edit.before)
        later = [e for e in edits[index + 1 :] if e.outcome in CHANGING]
        if all(untouched(edits, index, e, edit.start, edit.start + width) for e in later):
            assert texts[-1][start:end] == (edit.after if changing else edit.before)


def untouched(edits: list[Edit], index: int, later: Edit, start: int, end: int) -> bool:
    """Whether a later edit lies clear of the span, which is followed on its way by simple shifts."""
    for edit in edits[index + 1 : edits.index(later)]:
        if edit.outcome in CHANGING and edit.start + len(edit.before) <= start:
            shift = len(edit.after) - len(edit.before)
            start, end = start + shift, end + shift
    return later.start + len(later.before) < start or later.start > end


@given(histories())
def test_carrying_back_is_the_same_step_by_step(history: tuple[list[str], list[Edit]]) -> None:
    texts, edits = history
    once, steps = Carrier(len(texts[0])), []
    for edit in edits:
        if edit.outcome in CHANGING:
            once.step(edit.start, len(edit.before), len(edit.after))
            steps.append(Carrier(1000))
            steps[-1].step(edit.start, len(edit.before), len(edit.after))
    for start in range(len(texts[-1])):
        for end in range(start + 1, len(texts[-1]) + 1):
            span = (start, end)
            for step in reversed(steps):
                span = step.back(*span)
                if span[0] == span[1]:
                    break
            else:
                assert once.back(start, end) == span
            begin, finish = once.back(start, end)
            assert 0 <= begin <= finish <= len(texts[0])


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30), st.integers(0, 9), st.integers(0, 9))
def test_carrying_keeps_order_and_what_is_outside(start: int, width: int, at: int, old: int, new: int) -> None:
    carrier = Carrier(100)
    carrier.step(at, old, new)
    begin, finish = carrier.back(start, start + width)
    assert 0 <= begin <= finish
    if start + width < at:
        assert (begin, finish) == (start, start + width)
    if start > at + new:
        assert (begin, finish) == (start + old - new, start + width + old - new)


def test_many_edits_of_one_block_cost_no_more_each() -> None:
    def look_ups(count: int) -> float:
        source = "ab " * count
        edits = [edit_at(4 * n, "ab", "abc", outcome="applied") for n in range(count)]
        finder, before, start = Anchors(), list[Edit](), time.process_time()
        for number, edit in enumerate(edits):
            assert finder.of(edit, source, before).start == 3 * number + 2
            before.append(edit)
        assert located(edits, 4 * count) == [(4 * n, 4 * n + 3) for n in range(count)]
        return time.process_time() - start

    assert look_ups(8000) < 12 * look_ups(2000) + 0.2


@given(TEXTS, TEXTS)
def test_trimmed_changes_rebuild_the_edit(before: str, after: str) -> None:
    head, old, new = trim(before, after)
    assert before[:head] == after[:head]
    assert before[head + old :] == after[head + new :]
    assert not old or not new or before[head] != after[head]


@given(histories())
def test_anchors_hold_the_source_around_them(history: tuple[list[str], list[Edit]]) -> None:
    texts, edits = history
    finder = Anchors()
    for number, edit in enumerate(edits):
        anchor = finder.of(edit, texts[0], edits[:number])
        assert 0 <= anchor.start <= anchor.end <= len(texts[0])
        assert anchor.source == texts[0]
        left, right = anchor.context()
        assert texts[0][: anchor.start].endswith(left)
        assert texts[0][anchor.end :].startswith(right)
        assert len(left) <= CONTEXT >= len(right)


def test_anchors_do_not_depend_on_other_decisions() -> None:
    for number in range(12):
        _, trace = batch.article(number, size=6)
        undone = [e for e in trace.edits if e.outcome == "applied"][::2]
        kept = replayed(trace, {id(e) for e in undone})
        assert anchors(trace) == anchors(kept)


def replayed(trace: Trace, rejected: set[int]) -> Trace:
    """The trace with some edits rejected, offsets of the later ones moved accordingly."""
    moved: dict[int, list[tuple[int, int]]] = {}
    out = []
    for edit in trace.edits:
        shift = sum(by for at, by in moved.get(edit.block, []) if at < edit.start)
        if id(edit) in rejected:
            moved.setdefault(edit.block, []).append((edit.start, len(edit.before) - len(edit.after)))
        out.append(
            edit.model_copy(
                update={
                    "start": edit.start + shift,
                    "end": edit.end + shift,
                    "outcome": "rejected" if id(edit) in rejected else edit.outcome,
                }
            )
        )
    return trace.model_copy(update={"edits": tuple(out)})


def test_equal_places_are_told_apart_by_their_ordinal() -> None:
    edits = [edit_at(2, "c", "d", block) for block in (0, 4, 7)]
    finder = Anchors()
    found = [finder.of(edit, "abce", []) for edit in edits]
    assert [a.nth for a in found] == [1, 2, 3]
    assert tell_apart(found) == [(CONTEXT, 1), (CONTEXT, 2), (CONTEXT, 3)]
    assert tell_apart(found[:1]) == [(CONTEXT, None)]
