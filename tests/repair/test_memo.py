"""What is remembered of blocks changes no byte, whatever stands around them."""

import re
from collections.abc import Hashable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import article
from pipeline.kit import Kit
from pipeline.model import Source
from pipeline.repair import rule
from pipeline.repair.context import Context
from pipeline.repair.memo import VARIANTS, Memo, key_of
from pipeline.repair.rule import Passage
from pipeline.repair.traits import Traits

PAGES = sorted((Path(__file__).parents[1] / "cases" / "marked").glob("*.txt"))
MEMO = Memo()


@cache
def paragraphs() -> tuple[str, ...]:
    texts = [page.read_text(encoding="utf-8").split("\n\n") for page in PAGES[::12]]
    return tuple(p for text in texts for p in text if p.strip())


def files(kit: Kit, text: str, memo: Memo | None) -> tuple[bytes, bytes, bytes]:
    kit = replace(kit, toolbox=replace(kit.toolbox, memo=memo))
    made = article.make(Source("a", "a.txt", text.encode(), "text/plain"), kit)
    return made.document, made.markdown, article.to_json(made.trace)


@settings(max_examples=25)
@given(data=st.data())
def test_a_paragraph_comes_out_the_same_in_any_article(kit: Kit, data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.sampled_from(paragraphs()), min_size=1, max_size=9))
    text = "\n\n".join(chosen)
    anew = files(kit, text, None)
    assert files(kit, text, MEMO) == anew
    assert files(kit, text, MEMO) == anew, "from the memo alone"


def test_boilerplate_is_not_worked_on_again(kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    memo, asked = Memo(), list[str]()
    changes = rule.Rule.changes

    def noted(one: rule.Rule, passage: Passage) -> list[rule.Change]:
        asked.append(passage.text)
        return changes(one, passage)

    note = "Follow our page . We ca n't answer each letter,but we read all of them."
    monkeypatch.setattr(rule.Rule, "changes", noted)
    for number in ("six", "seven"):
        asked.clear()
        assert files(kit, f"My neighbour owns {number} cats and a dog.\n\n{note}", memo)
        assert any("We ca" in text for text in asked) is (number == "six")


def keep(memo: Memo, passage: Passage, context: Context, made: object) -> None:
    memo.keep("stage", key_of(passage, context), context, made)


def recalled(memo: Memo, stage: str, passage: Passage, context: Context, record: Hashable = ()) -> tuple[object] | None:
    return memo.recall(stage, key_of(passage, context, record), context)


def test_another_answer_is_another_result() -> None:
    memo = Memo()
    plain, named = Context(), Context(names=frozenset({"Rosa"}))
    passage = Passage("Rosa is here.")
    asked = plain.watched()
    assert not asked.is_name("Rosa")
    keep(memo, passage, asked, "made")
    assert recalled(memo, "stage", passage, plain) == ("made",)
    assert recalled(memo, "stage", passage, Context(names=frozenset({"Emil"}))) == ("made",)
    assert recalled(memo, "stage", passage, named) is None
    assert recalled(memo, "stage", passage, plain, ("an edit",)) is None
    assert recalled(memo, "stage", passage, Context(traits=Traits(article=True))) is None
    assert recalled(memo, "stage", Passage("Rosa is here.", "heading"), plain) is None
    assert recalled(memo, "other", passage, plain) is None


def test_what_was_not_asked_for_longest_goes() -> None:
    memo = Memo(most=30)
    for text in ("a" * 12, "b" * 12):
        keep(memo, Passage(text), Context().watched(), text)
    assert recalled(memo, "stage", Passage("a" * 12), Context()) == ("a" * 12,)
    keep(memo, Passage("c" * 12), Context().watched(), "c" * 12)
    assert recalled(memo, "stage", Passage("b" * 12), Context()) is None
    assert recalled(memo, "stage", Passage("a" * 12), Context()) == ("a" * 12,)


def test_a_function_is_asked_once_about_a_text() -> None:
    memo, asked = Memo(most=30), list[str]()

    def look(text: str) -> int:
        asked.append(text)
        return len(text)

    for text in ("one", "two", "one", "x" * 28, "one"):
        assert memo.find(look, text) == len(text)
    assert asked == ["one", "two", "x" * 28, "one"]


def test_few_variants_are_kept() -> None:
    memo, passage = Memo(), Passage("Rosa")
    contexts = [Context(names=frozenset({f"{'Rosa' * n}"})) for n in range(VARIANTS + 1)]
    for n, one in enumerate(contexts):
        asked = one.watched()
        for m in range(VARIANTS + 1):
            asked.is_name("Rosa" * m)
        keep(memo, passage, asked, n)
    known = [recalled(memo, "stage", passage, one) for one in contexts]
    assert known == [None, *((n,) for n in range(1, VARIANTS + 1))]


def test_what_is_parsed_rests_on_no_answer(kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a rule wants parsed is found once for all stages of a text, so it may ask nothing that changes between."""
    asking, once = list[str](), Passage.once

    def watched(passage: Passage, look: rule.Look) -> object:
        shared, passage.context = passage.context, passage.context.watched()
        found = once(passage, look)
        asking.extend(map(str, passage.context.noted or ()))
        passage.context = shared
        return found

    monkeypatch.setattr(Passage, "once", watched)
    for page in PAGES[::24]:
        files(kit, page.read_text(encoding="utf-8"), None)
    assert asking == []


def test_rules_ask_by_questions_alone() -> None:
    """A rule that read an article's sets itself would leave no trace of what its result rests on."""
    hidden = ("names", "words", "determined", "lower", "traits")
    folder = Path(rule.__file__).parent
    read = [
        f"{path.name}: {name}"
        for path in folder.rglob("*.py")
        if path.name not in ("context.py", "toolbox.py", "signs.py", "rule.py")
        for name in hidden
        if re.search(rf"context\.{name}\b", path.read_text(encoding="utf-8"))
    ]
    assert read == []
