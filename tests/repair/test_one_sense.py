"""A row of the termbase that was right in an article's paragraphs is right in its titles, and where no cue stands."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.model import Edit
from pipeline.repair.repair import Decide
from pipeline.repair.toolbox import Toolbox, open_toolbox
from tests.repair.whole import repaired

ROWS = """id,found,wanted,pos,needs,domain,safety,example,keep,source
mine,zig zag,wave,n,near=sea,,safe,,,
single,zag,dip,n,near=sea,,safe,,,
"""
BODY = "We saw the zig zag of the sea, and nobody in the boat had seen one that was as high as this one before."
FAR = "Nobody in the boat had ever been told about it before. The zig zag came back on the next day."


@pytest.fixture(scope="module")
def tools(tmp_path_factory: pytest.TempPathFactory) -> Toolbox:
    own = Path(tmp_path_factory.mktemp("own")) / "own.csv"
    own.write_text(ROWS)
    return open_toolbox(termbases=[own])


def clean(tools: Toolbox, texts: Sequence[tuple[str, str]], decide: Decide | None = None) -> list[str]:
    return [one.text for one in repaired(tools, texts, decide)]


def test_words_are_meant_alike_throughout_an_article(tools: Toolbox) -> None:
    assert clean(tools, [("text", FAR)]) == [FAR]
    first = clean(tools, [("text", BODY), ("text", FAR)])
    assert ["zig" in text for text in first] == [False, False]
    assert clean(tools, [("text", text) for text in first]) == first


def test_a_single_word_may_be_meant_otherwise_elsewhere(tools: Toolbox) -> None:
    texts = [("text", "The zag of the sea was as high as a house, they said."), ("text", "Nobody had seen the zag.")]
    assert ["zag" in text for text in clean(tools, texts)] == [False, True]


def test_titles_follow_the_paragraphs(tools: Toolbox) -> None:
    heading, body = "Romance virus", "The romance virus deletes all the files of those who open its letter in time."
    assert (
        clean(tools, [("heading", heading), ("text", "It is a virus that many of us have heard about.")])[0] == heading
    )
    assert clean(tools, [("heading", heading), ("text", body)])[0] != heading


def test_an_editors_refusal_is_no_evidence(tools: Toolbox) -> None:
    def decide(edit: Edit, source: str, before: Sequence[Edit]) -> Edit | None:
        refused = edit.rule == "mine" and edit.block == 0
        return edit.model_copy(update={"outcome": "rejected"}) if refused else None

    assert clean(tools, [("text", BODY), ("text", FAR)], decide)[0] == BODY
    assert "zig" not in clean(tools, [("text", BODY), ("text", FAR)], decide)[1]
