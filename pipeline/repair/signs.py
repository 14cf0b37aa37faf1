"""Whether an article shows that it was translated word for word.

“Turn the pot” is right in a gardener's own words, and a literal 翻盆 in an article that also speaks of “rotten leaf
soil”. Rows of the safety `likely`, and rules that are right only in translated text, act only in such an article.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from itertools import accumulate

from pipeline.repair.context import Context
from pipeline.repair.memo import Inquiry, Memo
from pipeline.repair.roster import Roster
from pipeline.repair.rule import Passage, Rule, rules_of
from pipeline.repair.rules import AFTER_ENGINE
from pipeline.repair.terms import load_terms

ENOUGH = 3
"""The weight of signs from which on an article counts as translated."""
WEIGHTS = {("terms", "safe"): 3, ("grammar", "safe"): 2, ("terms", "likely"): 1, ("grammar", "likely"): 1}
"""What one row weighs that matches anywhere in the article, by its family and safety."""

FAULT = 2
"""What one fault of grammar weighs that a rule is sure of."""

FEWEST, AMONG = 4, 100
"""An article counts as translated as well when rules that are right only there find so many faults, one in so many
words: people who write leave out an article now and then, not in every other sentence."""
LOOKED_AT = 2000
"""Words of an article that are looked at for that."""
_EVERYBODY = frozenset(("capital-of-everyday-word", "capital-of-color", "thing-he"))
"""Rules for translated text that find as much in what people write."""


@lru_cache(maxsize=2)
def _rows(language: str) -> tuple[tuple[Rule, ...], dict[str, int]]:
    """Rules of the bundled rows that can be signs (those that need no parse), and each row's weight by its id."""
    base = load_terms(language)
    return base.signs, {term.id: WEIGHTS.get((term.family, term.safety), 0) for term in base.terms}


@lru_cache(maxsize=1)
def _grammar() -> Roster:
    """The rules of grammar that are sure of what they mend, and need no parse for it."""
    rules = rules_of(*AFTER_ENGINE)
    return Roster([rule for rule in rules if rule.fixes and not rule.parses and not rule.translated_only])


@lru_cache(maxsize=1)
def _literal() -> tuple[Roster, Roster]:
    """The rules of grammar that are right only in an article that was translated word for word: those that need no
    parse, and those that do."""
    rules = rules_of(*AFTER_ENGINE)
    found = [rule for rule in rules if rule.fixes and rule.translated_only and rule.id not in _EVERYBODY]
    return Roster([rule for rule in found if not rule.parses]), Roster([rule for rule in found if rule.parses])


def shows_translation(passages: Sequence[Passage], context: Context, memo: Memo | None = None) -> bool:
    """Whether enough different rows of the termbase match in an article, or faults of grammar stand in it. A row counts
    once, however often it matches; which rows and rules the user switched off doesn't matter."""
    weights = _weights(passages, replace(context, translated=lambda: False), memo)
    enough = any(total >= ENOUGH for total in accumulate(weights, initial=context.traits.marks))
    return enough or (context.article and _reads_literal(passages, replace(context, translated=lambda: True), memo))


def _reads_literal(passages: Sequence[Passage], supposed: Context, memo: Memo | None) -> bool:
    """Whether an article is full of what only rules for translated text mend, were they asked."""
    opening = tuple(_opening(passages))
    least = max(FEWEST, sum(len(passage.lows) for passage in opening) / AMONG)
    found, plain, parsing = 0, *_literal()
    at_once = Inquiry(memo, "literal", supposed, partial(_faults, plain))
    for passage in opening:
        found += at_once.answer(passage)
        if found >= least:
            return True
    parsed = Inquiry(memo, "literal when parsed", supposed, partial(_faults, parsing))
    if supposed.parse_ahead is not None:
        new = filter(None, map(parsed.open, opening))
        supposed.parse_ahead(text for passage in new for text in parsing.to_parse(passage))
    return any(total >= least for total in accumulate(map(parsed.answer, opening), initial=found))


def _opening(passages: Sequence[Passage]) -> Iterator[Passage]:
    """The passages with which an article begins, a few pages of them: enough to know it by, however long it is."""
    left = LOOKED_AT
    for passage in passages:
        if 0 < len(passage.lows) <= left:
            left -= len(passage.lows)
            yield passage


def _weights(passages: Sequence[Passage], plain: Context, memo: Memo | None) -> Iterator[int]:
    """What the signs of an article weigh, one by one: what is cheap to find comes first."""
    rules, weights = _rows(plain.language)
    matching = Inquiry(memo, "signs", plain, partial(_matching, rules))
    faults = Inquiry(memo, "faults", plain, partial(_faults, _grammar()))
    found: set[str] = set()
    for passage in passages:
        for row in matching.answer(passage):
            if row not in found:
                found.add(row)
                yield weights.get(row, 0)
    for passage in passages:
        yield from [FAULT] * faults.answer(passage)


def _matching(rules: Sequence[Rule], passage: Passage) -> tuple[str, ...]:
    """The rows that match in a passage."""
    return tuple(change.rule for rule in rules for change in rule.changes(passage) if change.rule)


def _faults(rules: Roster, passage: Passage) -> int:
    """At how many places rules are sure of a fault."""
    woken = rules.woken(lambda: passage)
    return len({change.start for rule in woken for change in rule.changes(passage) if change.safe})
