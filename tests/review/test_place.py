"""Places through edits: carried forward into the result and back into the source."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import CHANGING, Edit, Outcome, Trace
from pipeline.review.place import CONTEXT, Anchors, anchors, carry, locate, tell_apart, trim
from tests.review import review_batch as batch

OUTCOMES: list[Outcome] = ["applied", "suggested", "blocked", "accepted", "rejected"]
TEXTS = st.text(alphabet="ab 😀é", max_size=12)


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
    for index, edit in enumerate(edits):
        start, end = locate(edits, index)
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


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30), st.integers(0, 9), st.integers(0, 9))
def test_carrying_keeps_order_and_what_is_outside(start: int, width: int, at: int, old: int, new: int) -> None:
    begin, finish = carry(start, start + width, at, old, new)
    assert 0 <= begin <= finish
    if start + width < at:
        assert (begin, finish) == (start, start + width)
    if start > at + old:
        assert (begin, finish) == (start + new - old, start + width + new - old)


@given(st.integers(0, 30), st.integers(1, 30), st.integers(0, 30), st.integers(1, 9), st.integers(1, 9))
def test_a_clear_span_comes_back(start: int, width: int, at: int, old: int, new: int) -> None:
    if at + old <= start or at >= start + width:
        assert carry(*carry(start, start + width, at, old, new), at, new, old) == (start, start + width)


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
    for edit, text in zip(edits, texts, strict=False):
        anchor = finder.of(edit, text)
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
    edits = [
        Edit(
            rule="r",
            family="spacing",
            block=b,
            start=2,
            end=3,
            before="c",
            after="d",
            outcome="suggested",
            why="",
            alternatives=(),
        )
        for b in (0, 4, 7)
    ]
    finder = Anchors()
    found = [finder.of(edit, "abce") for edit in edits]
    assert [a.nth for a in found] == [1, 2, 3]
    assert tell_apart(found) == [(CONTEXT, 1), (CONTEXT, 2), (CONTEXT, 3)]
    assert tell_apart(found[:1]) == [(CONTEXT, None)]
