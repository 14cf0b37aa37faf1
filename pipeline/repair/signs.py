"""Whether an article shows that it was translated word for word.

“Turn the pot” is right in a gardener's own words, and a literal 翻盆 in an article that also speaks of “rotten leaf
soil”. Rows of the safety `likely` act only in such an article.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from pipeline.model import Block
from pipeline.repair.rule import Context, Passage, Rule
from pipeline.repair.terms import Terms, bundled

ENOUGH = 3
"""The weight of signs from which on an article counts as translated."""
WEIGHTS = {("terms", "safe"): 3, ("grammar", "safe"): 2, ("terms", "likely"): 1, ("grammar", "likely"): 1}
"""What one row weighs that matches anywhere in the article, by its family and safety."""


@lru_cache(maxsize=2)
def _rows(language: str) -> tuple[tuple[Rule, ...], dict[str, int]]:
    """Rules of the bundled rows that can be signs (those that need no parse), and each row's weight by its id."""
    rows = tuple(term for term in bundled(language) if not term.needs.parts_of_speech)
    return Terms(rows).rules, {term.id: WEIGHTS.get((term.family, term.safety), 0) for term in rows}


def _matched(passages: Iterable[Passage], rules: Sequence[Rule]) -> Iterable[str]:
    for passage in passages:
        for rule in rules:
            yield from (change.rule or "" for change in rule.changes(passage))


def shows_translation(blocks: Sequence[Block], context: Context) -> bool:
    """Whether enough different rows of the termbase match in an article. A row counts once, however often it matches;
    which rows the user switched off doesn't matter."""
    rules, weights = _rows(context.language)
    plain = replace(context, translated=lambda: False)
    found: set[str] = set()
    weight = 0
    for row in _matched((Passage(block.text, block.kind, plain, block.index) for block in blocks), rules):
        if row not in found:
            found.add(row)
            weight += weights.get(row, 0)
            if weight >= ENOUGH:
                return True
    return False
