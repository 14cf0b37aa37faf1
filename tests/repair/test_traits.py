"""What an article's habits say of its blocks: which entries lack the capital of a sentence or of a field."""

from collections.abc import Callable

import pytest

from pipeline.repair.traits import Traits, observe
from tests.structure.alone import run, text_of

_HEAD = (
    "How to keep a bicycle chain\n\nRust needs water and air, and both reach the chain in every ride through rain.\n\n"
)


def _starts(entries: str, of: Callable[[Traits], frozenset[int]]) -> list[str]:
    """The first words of the blocks that a trait names, in order."""
    blocks, _, _ = run(text_of(_HEAD + entries))
    found = of(observe(blocks))
    return [block.text.split()[0] for block in blocks if block.index in found]


@pytest.mark.parametrize(
    ("entries", "wanted"),
    [
        ("1. wipe it dry. Then oil every link.\n2. hang it up. A nail in the wall is enough.\n", ["wipe", "hang"]),
        ("1. wipe the chain with a dry cloth after each ride in the rain.\n2. Oil it.\n", ["wipe"]),
        ("Method 1: wipe it dry. Then oil every link.\nMethod 2: Hang it up. A nail is enough.\n", ["wipe"]),
        ("The reasons:\n1. water that stands in the links for days on end;\n2. salt that is on the road.\n", []),
        ("First, wipe it dry. Then oil every link.\n\nSecond, hang it up. A nail is enough.\n", []),
    ],
    ids=["several sentences", "one sentence", "a noun and a figure", "a row with semicolons", "words that count"],
)
def test_entries_that_are_sentences_lack_their_capital(entries: str, wanted: list[str]) -> None:
    assert _starts(entries, lambda traits: traits.low_starts) == wanted


@pytest.mark.parametrize(
    ("entries", "wanted"),
    [
        ("1. dry cloth: wipe the chain after each ride.\n2. thin oil: put a drop on every link.\n", ["dry", "wipe"]),
        ("1. Dry cloth: a towel\n2. Thin oil: a can\n", []),
        ("1. Dry cloth: Wipe the chain after each ride.\n2. Thin oil: Put a drop on every link.\n", []),
        ("One, dry cloth: wipe the chain after a ride.\n\nTwo, thin oil: put it on each link.\n", ["dry", "wipe"]),
        ("The first is the cloth:\nIt is dry.\n\nThe second is the oil:\nIt is thin.\n", []),
        ("3. cloth: wipe the chain after each ride.\n4. oil: put a drop on every link.\n", ["cloth:", "wipe"]),
    ],
    ids=["lower case", "no sentences", "capitals", "number words", "verbs behind words", "one word"],
)
def test_titles_and_what_their_colon_parts_from_them_are_fields(entries: str, wanted: list[str]) -> None:
    found = _starts(entries, lambda traits: traits.fields)
    assert found[: len(wanted)] == wanted
    assert bool(found) == bool(wanted)
