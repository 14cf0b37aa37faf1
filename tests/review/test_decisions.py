"""Decisions: the file, merging, what a run makes of them through the real applier, and which no longer apply."""

import json
import pickle
import re
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model import CHANGING, Block, Edit, Trace, TraceBlock
from pipeline.repair.context import Context
from pipeline.repair.repair import Desk, replay, undo
from pipeline.repair.roster import Roster
from pipeline.repair.rule import Change, Passage, Rule
from pipeline.repair.stages import Plan, repair
from pipeline.review.decisions import Decisions, Entry, load
from pipeline.review.place import anchors, tell_apart
from tests.review import review_batch as batch


def rule_of(name: str, pattern: str, after: str, safe: bool = True) -> Rule:
    """A rule for tests: replaces what a pattern finds."""

    def propose(passage: Passage) -> list[Change]:
        return [Change(m.start(), m.end(), m.expand(after), "why", safe) for m in re.finditer(pattern, passage.text)]

    return Rule(name, "spacing", "", propose, {}, ())


RULES = [
    rule_of("join", r"ca n't", "can't"),
    rule_of("double", r"\b(\w+) \1\b", r"\1"),
    rule_of("gap", r" (?=[,.])", ""),
    rule_of("floor", r"\bfloor\b", "soil", safe=False),
    rule_of("wet", r"wet (floor|soil)", r"damp \1", safe=False),
    rule_of("number", r"\b70\b", "17"),
]
TEXT = "You ca n't rest on a wet floor , so so it goes . The floor is is 70 years old , and you ca n't sell it ."


def clean(texts: list[str], decisions: Decisions, article: str = "a.txt") -> tuple[Trace, list[str]]:
    """Run the applier over blocks under decisions; a trace and the clean texts."""
    blocks, at = [], 0
    for index, text in enumerate(texts):
        blocks.append(Block(index, "text", at, at + len(text), text))
        at += len(text) + 1
    decide = decisions.for_article(article)
    desks = [Desk(block, Context(), decide) for block in blocks]
    repair(desks, Plan(Roster(RULES), Roster([])))
    done = [desk.done() for desk in desks]
    trace = Trace(
        source_sha256="0" * 64,
        recipe="0" * 64,
        article_sha256="0" * 64,
        markdown_sha256="0" * 64,
        checksum="0" * 64,
        text=None,
        blocks=tuple(
            TraceBlock(index=b.index, kind=b.kind, start=b.start, end=b.end, text=b.text, place=f"/introduction/{n}")
            for n, b in enumerate(blocks)
        ),
        edits=tuple(edit for one in done for edit in one.edits),
    )
    return trace, [one.text for one in done]


def entry_of(trace: Trace, index: int, kind: Literal["accept", "reject"], article: str = "a.txt") -> Entry:
    """The decision about one place, as the page makes it."""
    edit, found = trace.edits[index], anchors(trace)
    width, nth = tell_apart(found)[index]
    left, right = found[index].context(width)
    return Entry(
        article=article,
        kind=kind,
        rule=edit.rule,
        before=edit.before,
        after=edit.offered,
        left=left,
        right=right,
        nth=nth,
    )


def test_one_place_is_undone_and_another_accepted() -> None:
    trace, _ = clean([TEXT], Decisions())
    joins = [i for i, e in enumerate(trace.edits) if e.rule == "join"]
    floors = [i for i, e in enumerate(trace.edits) if e.rule == "floor"]
    decisions = Decisions([entry_of(trace, joins[1], "reject"), entry_of(trace, floors[1], "accept")])
    again, texts = clean([TEXT], decisions)
    assert texts == ["You can't rest on a wet floor, so it goes. The soil is 70 years old, and you ca n't sell it."]
    assert [e.outcome for e in again.edits if e.rule == "join"] == ["applied", "rejected"]
    assert [e.outcome for e in again.edits if e.rule == "floor"] == ["suggested", "accepted"]
    assert replay(TEXT, again.edits) == texts[0]
    assert undo(texts[0], again.edits) == TEXT
    assert decisions.unused([("a.txt", again)]) == []


WORDS = [*TEXT.split(" "), "ca n't", "wet floor", "is is", "😀"]
TEXTS = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join),
    min_size=1,
    max_size=4,
)


@settings(max_examples=60)
@given(TEXTS, st.data())
def test_decisions_about_places_hold_whatever_else_is_decided(texts: list[str], data: st.DataObject) -> None:
    trace, _ = clean(texts, Decisions())
    if not trace.edits:
        return
    chosen = data.draw(st.sets(st.integers(0, len(trace.edits) - 1), max_size=4))
    kinds: dict[int, Literal["accept", "reject"]] = {
        index: data.draw(st.sampled_from(["accept", "reject"])) for index in chosen
    }
    entries = {entry_of(trace, i, kind).subject: entry_of(trace, i, kind) for i, kind in kinds.items()}
    decisions = Decisions(entries.values())
    again, _ = clean(texts, decisions)
    judge = decisions.judge("a.txt")
    places = {
        (e.block, a.start, a.end, a.gone, a.come): e.outcome for e, a in zip(again.edits, anchors(again), strict=True)
    }
    for index, kind in kinds.items():
        edit, anchor = trace.edits[index], anchors(trace)[index]
        outcome = places.get((edit.block, anchor.start, anchor.end, anchor.gone, anchor.come))
        winner = entries[entry_of(trace, index, kind).subject].kind
        assert outcome in (None, {"accept": "accepted", "reject": "rejected"}[winner])
    assert judge is not None or not kinds
    for block, source in zip(again.blocks, texts, strict=True):
        mine = [e for e in again.edits if e.block == block.index]
        assert undo(replay(source, mine), mine) == source


def test_a_place_is_found_again_after_the_source_changed_elsewhere() -> None:
    trace, _ = clean([TEXT], Decisions())
    index = next(i for i, e in enumerate(trace.edits) if e.rule == "floor" and i)
    last = [i for i, e in enumerate(trace.edits) if e.rule == "join"][-1]
    decisions = Decisions([entry_of(trace, last, "reject")])
    changed = TEXT.replace("rest on a", "lie upon the very").replace("so so", "thus")
    again, texts = clean(["New first ca n't .", changed], decisions)
    assert texts[1].endswith("you ca n't sell it.")
    assert texts[0] == "New first can't."
    assert index
    assert decisions.unused([("a.txt", again)]) == []
    gone, _ = clean([TEXT.replace("and you ca n't", "but we ca n't")], decisions)
    assert decisions.unused([("a.txt", gone)]) == list(decisions.entries)


def own(entry: Entry, wanted: str) -> Entry:
    """The entry with an editor's own words."""
    return entry.model_copy(update={"wanted": wanted})


def test_an_editors_own_words_take_the_place_of_what_was_proposed() -> None:
    trace, _ = clean([TEXT], Decisions())
    floors = [i for i, e in enumerate(trace.edits) if e.rule == "floor"]
    joins = [i for i, e in enumerate(trace.edits) if e.rule == "join"]
    decisions = Decisions(
        [
            own(entry_of(trace, floors[0], "accept"), "patch of earth earth"),
            own(entry_of(trace, joins[1], "accept"), "won't"),
        ]
    )
    again, texts = clean([TEXT], decisions)
    assert texts == [
        "You can't rest on a wet patch of earth earth, so it goes. The floor is 70 years old, and you won't sell it."
    ]
    made = [e for e in again.edits if e.proposed is not None]
    assert [(e.offered, e.after, e.outcome, e.otherwise) for e in made] == [
        ("can't", "won't", "accepted", "applied"),
        ("soil", "patch of earth earth", "accepted", "suggested"),
    ]
    assert undo(replay(TEXT, again.edits), again.edits) == TEXT
    assert decisions.unused([("a.txt", again)]) == []
    assert [entry_of(again, again.edits.index(e), "accept").subject for e in made] == [
        entry_of(trace, i, "accept").subject for i in (joins[1], floors[0])
    ]
    assert clean([TEXT], decisions)[1] == texts


def test_no_rule_touches_what_an_editor_wrote() -> None:
    trace, _ = clean(["He ca n't go ."], Decisions())
    entry = own(entry_of(trace, 0, "accept"), "may may not")
    again, texts = clean(["He ca n't go ."], Decisions([entry]))
    assert texts == ["He may may not go."]
    (blocked,) = [e for e in again.edits if e.rule == "double"]
    assert blocked.outcome == "blocked"
    assert "an editor wrote this" in blocked.why
    _, texts = clean(["He ca n't go ."], Decisions([entry, entry_of(again, again.edits.index(blocked), "accept")]))
    assert texts == ["He may not go."]


def test_an_editors_words_stand_once_and_nothing_is_put_beside_them(monkeypatch: pytest.MonkeyPatch) -> None:
    twice = [*RULES, rule_of("other", r" (?=[,.])", "")]
    monkeypatch.setattr("tests.review.test_decisions.RULES", [*twice, rule_of("beside", r"(?<=goes) ?(?=- )", "; ")])
    text = ["so it goes , then"]
    trace, _ = clean(text, Decisions())
    entry = own(entry_of(trace, next(i for i, e in enumerate(trace.edits) if e.rule == "gap"), "accept"), " - ")
    again, texts = clean(text, Decisions([entry]))
    assert texts == ["so it goes - , then"]
    assert [e.rule for e in again.edits if e.outcome == "accepted"] == ["gap"]
    assert Decisions([entry]).unused([("a.txt", again)]) == []


def test_own_words_for_a_change_everywhere() -> None:
    everywhere = Entry(kind="accept", rule="floor", before="floor", after="soil", wanted="ground")
    again, texts = clean([TEXT, TEXT], Decisions([everywhere]))
    assert Decisions([everywhere]).unused([("a.txt", again)]) == []
    assert [text.count("ground") for text in texts] == [2, 2]


def test_own_words_hold_for_the_same_change_with_more_around_it() -> None:
    entry = Entry(kind="accept", article="a.txt", before="a", after="an", left="", right=" egg", wanted="the")

    def edit_of(before: str, after: str) -> Edit:
        return Edit(
            rule="r", family="case", block=0, start=0, end=len(before), before=before, after=after,
            outcome="suggested", why="",
        )  # fmt: skip

    assert entry.becomes(edit_of("a", "an")) == "the"
    assert entry.becomes(edit_of("a egg", "an egg")) == "the egg"
    wide = entry.model_copy(update={"before": "a egg", "after": "an egg", "wanted": "one hen"})
    assert wide.becomes(edit_of("a", "an")) is None
    assert wide.model_copy(update={"wanted": "any egg"}).becomes(edit_of("a", "an")) == "any"


@settings(max_examples=60)
@given(TEXTS, st.data())
def test_own_words_are_found_again_in_the_trace(texts: list[str], data: st.DataObject) -> None:
    trace, _ = clean(texts, Decisions())
    if not trace.edits:
        return
    chosen = data.draw(st.sets(st.integers(0, len(trace.edits) - 1), max_size=3))
    words = st.sampled_from(["", "x", "is is", "ca n't", "floor , so"])
    entries = {}
    for index in chosen:
        entry = own(entry_of(trace, index, "accept"), data.draw(words))
        entries[entry.subject] = entry
    decisions = Decisions(entries.values())
    again, cleaned = clean(texts, decisions)
    assert clean(texts, Decisions(reversed(decisions.entries)))[1] == cleaned
    for edit, anchor in zip(again.edits, anchors(again), strict=True):
        if edit.proposed is not None:
            assert any(e.wanted == edit.after for e in decisions.entries if e.article)
            assert anchor.come in edit.offered
    for block, source, text in zip(again.blocks, texts, cleaned, strict=True):
        mine = [e for e in again.edits if e.block == block.index]
        assert replay(source, mine) == text
        assert undo(text, mine) == source


def test_equal_places_are_decided_one_by_one() -> None:
    texts = ["A wet floor .", "A wet floor .", "A wet floor ."]
    trace, _ = clean(texts, Decisions())
    second = [i for i, e in enumerate(trace.edits) if e.rule == "floor"][1]
    entry = entry_of(trace, second, "accept")
    assert entry.nth == 2
    _, cleaned = clean(texts, Decisions([entry]))
    assert cleaned == ["A wet floor.", "A wet soil.", "A wet floor."]


def test_a_wider_context_tells_equal_sentences_apart() -> None:
    same = "Whoever lives on the ground level knows it well: a wet floor is no good thing to have at home at all."
    texts = [f"In spring this holds. {same} Mop it.", f"In autumn the same. {same} Heat it."]
    trace, before = clean(texts, Decisions())
    second = [i for i, e in enumerate(trace.edits) if e.rule == "floor"][1]
    entry = entry_of(trace, second, "accept")
    assert entry.nth is None
    assert len(entry.left or "") > 32
    assert clean(texts, Decisions([entry]))[1] == [before[0], before[1].replace("floor", "soil")]


def test_scopes_from_one_place_to_all_and_the_most_specific_wins() -> None:
    trace, _ = clean([TEXT], Decisions())
    place = entry_of(trace, next(i for i, e in enumerate(trace.edits) if e.rule == "floor"), "reject")
    everywhere = Entry(kind="accept", rule="floor")
    change = Entry(kind="accept", before="floor", after="soil")
    elsewhere = Entry(kind="accept", article="b.txt", rule="floor")
    for general in (everywhere, change):
        _, texts = clean([TEXT], Decisions([general]))
        assert "floor" not in texts[0]
        _, texts = clean([TEXT], Decisions([general, place]))
        assert texts[0].count("floor") == 1
        assert texts[0].index("floor") < texts[0].index("soil")
    assert clean([TEXT], Decisions([elsewhere]))[1] == clean([TEXT], Decisions())[1]
    off = Decisions([Entry(kind="reject", rule="join")])
    assert clean([TEXT], off)[1][0].count("ca n't") == 2


def test_what_a_guard_blocks_is_accepted_only_at_its_place() -> None:
    trace, texts = clean([TEXT], Decisions())
    index = next(i for i, e in enumerate(trace.edits) if e.rule == "number")
    assert trace.edits[index].outcome == "blocked"
    for general in (Entry(kind="accept", rule="number"), Entry(kind="accept", rule="number", before="70", after="17")):
        assert clean([TEXT], Decisions([general]))[1] == texts
    assert "17 years" in clean([TEXT], Decisions([entry_of(trace, index, "accept")]))[1][0]


def test_the_same_change_by_another_rule_stays_rejected(monkeypatch: pytest.MonkeyPatch) -> None:
    trace, _ = clean([TEXT], Decisions())
    entry = entry_of(trace, next(i for i, e in enumerate(trace.edits) if e.rule == "join"), "reject")
    twin = replace(RULES[0], id="another-join")
    monkeypatch.setattr("test_decisions.RULES" if __name__ == "test_decisions" else f"{__name__}.RULES", [*RULES, twin])
    again, texts = clean([TEXT], Decisions([entry]))
    assert texts[0].startswith("You ca n't rest")
    assert {e.outcome for e in again.edits if "join" in e.rule and e.start < 9} == {"rejected"}


def test_decisions_about_an_article_are_part_of_its_recipe_only() -> None:
    own = Entry(kind="reject", article="a.txt", rule="join")
    none, one, wide = Decisions(), Decisions([own]), Decisions([own, Entry(kind="accept", rule="floor")])
    assert none.fingerprint_for("a.txt") == ""
    assert one.fingerprint_for("b.txt") == ""
    assert re.fullmatch(r"[0-9a-f]{64}", one.fingerprint_for("a.txt"))
    assert len({one.fingerprint_for("a.txt"), wide.fingerprint_for("a.txt"), wide.fingerprint_for("b.txt")}) == 3
    noted = Decisions([own.model_copy(update={"note": "asked the author"})])
    assert noted.fingerprint_for("a.txt") == one.fingerprint_for("a.txt")
    assert one.for_article("b.txt") is None


def test_workers_may_have_copies() -> None:
    trace, texts = clean([TEXT], Decisions())
    decisions = Decisions([entry_of(trace, 0, "reject"), Entry(kind="protect", text="Ayla")])
    copy = pickle.loads(pickle.dumps(decisions))
    assert copy.entries == decisions.entries
    assert copy.fingerprint_for("a.txt") == decisions.fingerprint_for("a.txt")
    assert clean([TEXT], copy) == clean([TEXT], decisions) != (trace, texts)


def test_the_file_is_read_back_as_written_and_is_sorted(tmp_path: Path) -> None:
    trace, _ = clean([TEXT], Decisions())
    entries = [entry_of(trace, i, "accept") for i in range(len(trace.edits))]
    entries += [Entry(kind="protect", text="Bao “Ma”"), Entry(kind="term", text="flower friend", wanted="gardener")]
    path = tmp_path / "decisions.jsonl"
    Decisions(entries).save(path)
    assert load(path).entries == Decisions(reversed(entries)).entries
    first = path.read_bytes()
    load(path).save(path)
    assert path.read_bytes() == first
    assert all(json.loads(line) for line in first.splitlines())


def test_which_texts_still_apply(tmp_path: Path) -> None:
    article, trace = batch.article(1)
    advert = article.removed[0].text
    kept = next(b.text for b in trace.blocks if b.kind == "item-title")
    held = {
        "gone": Entry(kind="keep-block", text=advert),
        "stands": Entry(kind="keep-block", text=kept),
        "away": Entry(kind="remove-block", text="Never seen"),
        "name": Entry(kind="protect", text="fridge"),
        "other": Entry(kind="protect", text="xylophone"),
    }
    decisions = Decisions(held.values())
    assert set(decisions.unused([(article.id, trace)])) == {held["gone"], held["away"], held["other"]}
    assert decisions.texts("keep-block", article.id) == {advert, kept}
    assert decisions.changed(remove=[held["other"]]).texts("protect", "any") == {"fridge"}


def test_every_outcome_changes_the_text_or_does_not() -> None:
    assert {"accepted"} == {o for o in ("accepted", "rejected", "suggested", "blocked") if o in CHANGING}
