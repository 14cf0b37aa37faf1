"""The applier: what is applied, suggested, blocked; replay and undo."""

from collections.abc import Iterable, Sequence

import pytest

from pipeline.model import Block, Edit, Match
from pipeline.repair.context import Context
from pipeline.repair.repair import Desk, ReplayError, replay, undo
from pipeline.repair.roster import Roster
from pipeline.repair.rule import Change, Passage, Rule
from pipeline.repair.stages import Plan, repair

TEXT = "One 👍 two two 30 and cats."


def desk(text: str = TEXT, kind: str = "text", **keys: object) -> Desk:
    return Desk(Block(3, kind, 0, len(text), text), Context(), **keys)  # type: ignore[arg-type]


def a_rule(*changes: Change) -> Rule:
    return Rule("a-rule", "spacing", "Do it. And more.", lambda _passage: list(changes), {}, ())


def test_applies_suggests_and_blocks_in_order() -> None:
    at = TEXT.index("two")
    one = desk()
    one.run(
        a_rule(
            Change(0, 3, "Uno"),
            Change(at, at + 4, ""),
            Change(at + 8, at + 10, "31"),
            Change(22, 26, "dogs", safe=False),
        )
    )
    done = one.done()
    assert [e.outcome for e in done.edits] == ["applied", "blocked", "blocked", "suggested"]
    assert done.text == "Uno" + TEXT[3:]
    assert done.edits[0].why == "Do it."
    assert "number" in done.edits[2].why
    assert all(edit.block == 3 for edit in done.edits)
    assert replay(TEXT, done.edits) == done.text
    assert undo(done.text, done.edits) == TEXT


def test_offsets_are_in_the_text_after_earlier_edits() -> None:
    one = desk("a  b  c")
    one.run(a_rule(Change(1, 3, " "), Change(4, 6, " ")))
    assert [(e.start, e.end) for e in one.edits] == [(1, 3), (3, 5)]
    assert one.done().text == "a b c"


def test_of_overlapping_changes_the_first_stands() -> None:
    one = desk("abcdef")
    one.settle("spacing", [("x", Change(0, 3, "xyz")), ("y", Change(2, 4, "q")), ("z", Change(4, 5, "w"))])
    assert one.done().text == "xyzdwf"


def test_a_suggestion_is_recorded_once() -> None:
    one = desk("the cats")
    for _ in range(2):
        one.run(a_rule(Change(4, 8, "dogs", safe=False)))
    assert len(one.edits) == 1


def test_labels_and_debris_are_never_changed() -> None:
    for kind in ("label", "debris"):
        one = desk("1 .", kind)
        one.run(a_rule(Change(1, 2, "")))
        assert one.done().edits == ()


def test_decisions_are_stronger_than_rule_and_guard() -> None:
    seen: list[tuple[str, str]] = []

    def decide(edit: Edit, source: str, before: Sequence[Edit]) -> Edit:
        seen.append((edit.outcome, replay(source, before)))
        return edit.model_copy(update={"outcome": "accepted" if edit.after == "31" else "rejected"})

    one = desk("sit 30 cats", decide=decide)
    one.run(a_rule(Change(4, 6, "31"), Change(7, 11, "dogs")))
    assert [e.outcome for e in one.edits] == ["accepted", "rejected"]
    assert one.done().text == "sit 31 cats"
    assert [outcome for outcome, _ in seen] == ["blocked", "applied"]


def test_replay_refuses_what_does_not_fit() -> None:
    one = desk("a  b")
    one.run(a_rule(Change(1, 3, " ")))
    with pytest.raises(ReplayError):
        replay("a xb", one.edits)
    with pytest.raises(ReplayError):
        undo("axb", one.edits)


class Everything:
    def changes(self, text: str, matches: Iterable[Match], context: Context) -> list[tuple[str, Change]]:
        return [(m.rule_id, Change(m.start, m.end, m.replacements[0])) for m in matches]


def test_the_engine_runs_between_rules_and_may_fail_on_a_block() -> None:
    desks = [desk("a  b"), desk("c"), desk("1.", "label"), desk(" ")]
    asked: list[str] = []

    def check(texts):  # type: ignore[no-untyped-def]
        asked.extend(texts)
        return [(Match("R", "", "", "", 0, 1, "", ("z",)),), None]

    space = Rule("s", "spacing", "S.", lambda p: [Change(1, 3, " ")] if "  " in p.text else [], {}, ())
    seen: list[str] = []

    def look(passage: Passage) -> list[Change]:
        seen.append(passage.text)
        return []

    after = Roster([Rule("l", "grammar", "L.", look, {}, ())])
    failed = repair(desks, Plan(Roster([space]), after, findings=Everything()), check)
    assert asked == ["a b", "c"]
    assert failed == (1,)
    assert seen == ["z b", "c", " "]
