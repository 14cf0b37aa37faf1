"""What a second pass still changes: evidence that the first pass's own edits made."""

from pathlib import Path

import pytest

from pipeline.article import clean
from pipeline.kit import Kit
from pipeline.model import Source
from pipeline.reading import decode

MARKED = Path(__file__).parents[1] / "cases" / "marked"


@pytest.mark.xfail(strict=True, reason="`bare-topic-noun` counts articles before nouns that a term has just put there")
def test_a_noun_that_a_term_made_known(kit: Kit) -> None:
    source = Source("g11", "g11", (MARKED / "g11.txt").read_bytes(), "text/plain")
    once, _ = clean(decode(source, kit.settings), kit)
    again = Source("g11", "g11", once.encode(), "text/plain")
    assert clean(decode(again, kit.settings), kit)[0] == once
