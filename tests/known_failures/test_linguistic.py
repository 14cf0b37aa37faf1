"""Linguistic faults of machine translation that our rules and terms don't mend, and edits that they had better not
make; each with what is in the way."""

import pytest

from pipeline.model import Block
from pipeline.repair.toolbox import open_toolbox

_TRANSLATED = (
    "The new mother waist pain, ca n't sleep. Every shovel officer should see the doctor in time. Many mother like to"
    " give baby drink water, auxiliary food should be added slowly."
)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # Whom a pronoun means needs the whole paragraph's sense; only suggested, and only where nobody else is named.
        ("The mother lies on her side. He often turns.", "The mother lies on her side. She often turns."),
        # A lone comma between two sentences: a full stop, a semicolon or a conjunction may be meant; only suggested.
        ("The soil is too wet, it needs a day in the sun.", "The soil is too wet; it needs a day in the sun."),
        # A bare noun as the subject: the, a or your may be meant; only suggested.
        ("When baby is hungry, feed it.", "When the baby is hungry, feed it."),
        # Where the adverb belongs is free in English; a rule would move right ones too.
        ("The gland secretes not enough oil.", "The gland doesn't secrete enough oil."),
        # The number is part of the saying, and no edit may drop a number.
        ("Every medicine is three parts poison.", "Every medicine has side effects."),
        # A literal sense that no word near by gives away.
        ("My aunt came early this month.", "My period came early this month."),
    ],
)
@pytest.mark.xfail(strict=True)
def test_mends(text: str, wanted: str) -> None:
    assert open_toolbox().repair_texts([text], None)[0][0] == wanted


@pytest.mark.parametrize(
    "text",
    [
        # "Next" and a lost "during" before two nouns that look like one.
        "Sign the contract, next, when roof owner should climb up and look at it again.",
        # A capital behind a comma that a full stop should have been: only the sense tells.
        "The blood pressure is the easiest to rise, In order to avoid falls, sit up slowly in bed.",
    ],
)
@pytest.mark.xfail(strict=True)
def test_leaves_alone(text: str) -> None:
    toolbox = open_toolbox()
    blocks, at = [], 0
    for index, paragraph in enumerate((_TRANSLATED, text)):
        blocks.append(Block(index, "text", at, at + len(paragraph), paragraph))
        at += len(paragraph) + 2
    done, failed = toolbox.repair(blocks, toolbox.context("text/plain", blocks, document=True), None)
    assert not failed
    assert done[1].text == text
