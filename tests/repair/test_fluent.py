"""An article whose terms are literal and whose grammar is mostly right keeps it: what rules for literal translations
find there is offered only."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.model import Edit, Repaired
from pipeline.repair.repair import Decide
from pipeline.repair.stages import FLUENT_AMONG, FLUENT_BUT, is_fluent
from pipeline.repair.toolbox import Toolbox, open_toolbox
from tests.repair.whole import repaired

SIGN = "Many treasure moms ask how the shovel officer cares for a cat with blocked hair."
WHOLE = "The hose leaks, and the old pump hums at night because the filter is full of dirt and hair from the wash."
BARE = (
    "Put cloth under pump, so that the floor stays dry.",
    "Take brush with soft handle and clean the filter.",
    "First unplug charger, and wait for the light.",
    "Turn lid with small wrench, and never by force.",
    "Use electric fan to dry the wool.",
)


@pytest.fixture(scope="module")
def tools() -> Toolbox:
    return open_toolbox()


def mended(tools: Toolbox, texts: Sequence[str], decide: Decide | None = None) -> tuple[Repaired, ...]:
    return repaired(tools, [("text", text) for text in texts], decide)


def literal(made: Sequence[Repaired], outcome: str) -> list[Edit]:
    return [e for one in made for e in one.edits if e.outcome == outcome and e.rule.startswith("bare-")]


def test_a_fault_now_and_then_is_only_offered(tools: Toolbox) -> None:
    made = mended(tools, [SIGN, BARE[2], *[WHOLE] * 8])
    assert not literal(made, "applied")
    assert literal(made, "suggested")


def test_where_faults_are_usual_they_are_mended(tools: Toolbox) -> None:
    made = mended(tools, [SIGN, *BARE, *[WHOLE] * 3])
    assert len(literal(made, "applied")) >= len(BARE)


def test_a_second_pass_changes_nothing(tools: Toolbox) -> None:
    for few in range(1, len(BARE) + 1):
        first = [one.text for one in mended(tools, [SIGN, *BARE[:few], *[WHOLE] * 12])]
        assert [one.text for one in mended(tools, first)] == first


def test_what_an_editor_refuses_at_one_place_changes_nothing_elsewhere(tools: Toolbox) -> None:
    texts = [SIGN, *BARE, *[WHOLE] * 3]
    alone = mended(tools, texts)
    refused = literal(alone, "applied")[0]
    seen = []

    def decide(edit: Edit, source: str, before: Sequence[Edit]) -> Edit | None:
        seen.append((edit.block, edit.rule, edit.start, edit.before, edit.after))
        same = (edit.block, edit.rule, edit.start) == (refused.block, refused.rule, refused.start)
        return edit.model_copy(update={"outcome": "rejected"}) if same else None

    made = mended(tools, texts, decide)
    assert len(seen) == len(set(seen))
    assert [o.text for o in made if o.block.index != refused.block] == [
        o.text for o in alone if o.block.index != refused.block
    ]


def test_longer_articles_need_more_faults() -> None:
    assert not is_fluent(FLUENT_AMONG * (2 - FLUENT_BUT), 2)
    assert is_fluent(FLUENT_AMONG * (2 - FLUENT_BUT) + 1, 2)
