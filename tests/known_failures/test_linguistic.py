"""Linguistic faults of machine translation that our rules and terms don't mend; each with what is in the way."""

import pytest

from pipeline.repair.toolbox import open_toolbox


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
