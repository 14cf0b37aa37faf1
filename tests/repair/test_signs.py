"""Which articles count as translated word for word."""

from __future__ import annotations

from pipeline.repair.context import Context
from pipeline.repair.rule import Passage
from pipeline.repair.signs import FEWEST, LOOKED_AT, shows_translation

ARTICLE = Context(document=True)
BARE = (
    "The hose stands on floor behind machine. Take brush with soft handle and wash filter.",
    "Put cloth under pump, otherwise water gets in cupboard. Turn lid with small wrench.",
)
"""Nothing but articles is missing: no row of the termbase, no fault that is one in any text."""
WHOLE = tuple(f"The hose leaks, and the old pump hums at night; number {n} of the reasons is dirt." for n in range(200))


def shows(*texts: str, context: Context = ARTICLE) -> bool:
    return shows_translation([Passage(text, index=n) for n, text in enumerate(texts)], context)


def test_an_article_full_of_bare_nouns_was_translated() -> None:
    assert shows(*BARE)
    assert not shows(*WHOLE[:4])


def test_one_such_fault_now_and_then_is_a_writers() -> None:
    assert FEWEST > 1
    assert not shows("Take brush with soft handle.", *WHOLE[:4])
    assert not shows(*WHOLE[:100], *BARE)


def test_a_lone_text_is_no_article() -> None:
    assert not shows(*BARE, context=Context())


def test_the_beginning_tells() -> None:
    assert sum(len(text.split()) for text in WHOLE) > LOOKED_AT
    assert shows(*BARE * 30, *WHOLE)
    assert not shows(*WHOLE, *BARE * 30)
