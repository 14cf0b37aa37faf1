"""Mechanical faults that our rules see and don't dare to mend, or don't see; each with what is in the way."""

import pytest

from pipeline.repair.toolbox import open_toolbox


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # A heading glued to its body: whether a stop, a colon or a new line is missing is for the structure to say.
        ("Watering wronglyWatering is the base.", "Watering wrongly. Watering is the base."),
        # One group of digits may be a number of its own ("of the 3, 500 came"); only suggested.
        ("It costs 1, 500 yuan.", "It costs 1,500 yuan."),
        # A full stop is missing; the capital alone may as well be a stray one.
        ("The skin is dry Then it cracks.", "The skin is dry. Then it cracks."),
        # A doubled word in a quotation: a quotation is touched in its spacing and typography only.
        ("He said “it is the the cat” to us.", "He said “it is the cat” to us."),
        # A percent sign alone is no proof of a tokenizer; some house styles set the space.
        ("About 70 % of them stay.", "About 70% of them stay."),
        # An odd number of straight marks can't be paired.
        ('He said " it is late.', 'He said "it is late.'),
    ],
)
@pytest.mark.xfail(strict=True)
def test_mends(text: str, wanted: str) -> None:
    assert open_toolbox().repair_texts([text], None)[0][0] == wanted
