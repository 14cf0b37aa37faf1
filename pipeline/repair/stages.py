"""The stages of repair: what is done to an article's blocks in which order, and what is learnt of it in between."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import NamedTuple

from pipeline.model import Match
from pipeline.repair.context import Context
from pipeline.repair.repair import Desk, Proposer
from pipeline.repair.roster import Roster
from pipeline.repair.rule import Passage

Ahead = Callable[[Sequence[Desk]], None]
"""What is done for all desks at once before each does its part of a stage."""
Learn = Callable[[Context, Sequence[Passage]], Context]
"""What an article's passages show, added to its context."""
Check = Callable[[Sequence[str]], Sequence[Sequence[Match] | None]]
"""The engine: gets texts, gives matches for each, or None for one that it could not check."""


@dataclass(frozen=True)
class Plan:
    """What repairs, in order: rules before the engine, its findings under the policy, the termbase, rules after, those
    that are asked again, the last rules; and what takes stock of an article: its words when the mechanical rules are
    through (`learn`) and when the termbase is (`relearn`), its determined nouns and its words in lower case before
    rules are asked again (`determine`). So a second pass finds the evidence that the first one had. Whether an article
    is fluent tells how many faults the rules for literal translations (`literal`, their ids) find."""

    before: Roster
    after: Roster
    again: Roster = field(default_factory=lambda: Roster(()))
    last: Roster = field(default_factory=lambda: Roster(()))
    terms: Roster = field(default_factory=lambda: Roster(()))
    findings: Proposer | None = None
    learn: Learn | None = None
    relearn: Learn | None = None
    determine: Learn | None = None
    literal: frozenset[str] = frozenset()


def _articles(desks: Sequence[Desk]) -> Iterable[list[int]]:
    """The places in `desks` of each article's blocks."""
    places: dict[int, list[int]] = {}
    for n, desk in enumerate(desks):
        places.setdefault(id(desk.passage.context), []).append(n)
    return places.values()


def _tell(desks: Iterable[Desk], context: Context) -> None:
    """Let the blocks of an article know what is known of it."""
    for desk in desks:
        desk.passage.context = context


def _take_stock(desks: Sequence[Desk], learn: Learn | None, texts: Sequence[str]) -> None:
    """Let the blocks of each article know what is learnt from them all, as they are in `texts`."""
    for article in _articles(desks) if learn is not None else ():
        passages = [desks[n].reading(texts[n]) for n in article]
        context = learn(desks[article[0]].passage.context, passages) if learn is not None else Context()
        _tell([desks[n] for n in article], context)


def _through(desks: Sequence[Desk], stage: str, do: Callable[[Desk], None], ahead: Ahead | None = None) -> None:
    """Take desks through a stage; those of which it isn't remembered what that comes to, behind `ahead`."""
    left = [desk for desk in desks if not desk.recall(stage)]
    if ahead is not None:
        ahead(left)
    for desk in left:
        desk.work(stage, partial(do, desk))


def _take_note(desks: Sequence[Desk]) -> None:
    """Let the blocks of each article know which rows of the termbase were right in its paragraphs, whatever an editor
    decided about that."""
    for places in _articles(desks):
        article = [desks[n] for n in places]
        made = (e for desk in article if desk.in_text for e in desk.edits if e.family == "terms")
        if mended := frozenset(e.rule for e in made if (e.otherwise or e.outcome) == "applied"):
            _tell(article, replace(article[0].passage.context, mended=mended))


def _read(desks: Sequence[Desk], plan: Plan, ahead: Ahead) -> None:
    """Let the termbase propose; and once more, without the words that it has just replaced: a mistranslation (picky
    eclipse) says nothing against what other rows need (no eclipse in the article), and where a row was right its words
    are meant so elsewhere."""
    texts = [desk.passage.text for desk in desks]
    _through([desk for desk in desks if desk.in_text], "terms", lambda desk: desk.run_all(plan.terms), ahead)
    _take_note(desks)  # what was right in paragraphs is evidence for titles
    _through([desk for desk in desks if not desk.in_text], "terms", lambda desk: desk.run_all(plan.terms), ahead)
    if texts != [desk.passage.text for desk in desks] or any(desk.passage.context.mended for desk in desks):
        _take_stock(desks, plan.relearn, [desk.passage.text for desk in desks])
        _through(desks, "terms again", lambda desk: desk.run_again(plan.terms))


FLUENT_BUT, FLUENT_AMONG = 1, 200
"""A translated article is fluent where rules for literal translations mend fewer than one fault, and one in so many
words: there they were wrong in 32 edits of 100 on pages that nobody had seen, and in 11 of 100 elsewhere
(`docs/repair.md`)."""


def is_fluent(words: int, faults: int) -> bool:
    """Whether an article of so many words has too few faults of grammar for what is usual in literal translations to be
    one."""
    return faults < FLUENT_BUT + words / FLUENT_AMONG


class _Tried(NamedTuple):
    """A block behind the rules after the termbase: what it was before them (its passage, its number of edits, its
    article), and what they made of it, were its article a literal translation (its words, the faults that only such an
    article has)."""

    desk: Desk
    passage: Passage
    edits: int
    context: Context
    words: int = 0
    faults: int = 0

    def counted(self, desk: Desk, first: int, literal: frozenset[str]) -> _Tried:
        """The same with the words and the faults of a desk, from an edit on."""
        words = len(desk.passage.lows) if desk.repairable else 0
        return self._replace(words=words, faults=desk.count(literal, first))


def _finish(desks: Sequence[Desk], plan: Plan, ahead: Ahead) -> None:
    """Let the rules behind the termbase propose, those that are asked again, and the last.

    An article that turns out to be fluent by the first is taken through them sparingly. It stays so only if what comes
    of that is fluent as well: else a second pass would find more faults, and mend them.
    """
    start = [_Tried(desk, desk.passage, len(desk.edits), desk.passage.context) for desk in desks]
    _through(desks, "after", lambda desk: desk.run_all(plan.after), ahead)
    fluent = []
    for places in _articles(desks):
        context = desks[places[0]].passage.context
        if context.fluent is None and context.literal:
            article = [start[n].counted(desks[n], start[n].edits, plan.literal) for n in places]
            if _is_fluent(article):
                fluent.append(article)
                _restart(article, [block for block in article if block.faults], plan, fluent=True)
    _close(desks, plan)
    for article in fluent:
        if not _is_fluent([_again(block, plan) for block in article]):
            _restart(article, article, plan, fluent=False)
            _close([block.desk for block in article], plan)


def _is_fluent(article: Sequence[_Tried]) -> bool:
    return is_fluent(sum(block.words for block in article), sum(block.faults for block in article))


def _restart(article: Sequence[_Tried], anew: Sequence[_Tried], plan: Plan, *, fluent: bool) -> None:
    """Take some of an article's blocks through the rules behind the termbase anew, now that it is known to be fluent or
    not."""
    for block in anew:
        block.desk.back(block.passage, block.edits)
    _tell([block.desk for block in article], replace(article[0].context, fluent=fluent))
    _through([block.desk for block in anew], "after", lambda desk: desk.run_all(plan.after))


def _again(block: _Tried, plan: Plan) -> _Tried:
    """The trial of what a block has become; that is known where it is as it was."""
    desk = block.desk
    if not desk.repairable or desk.passage.text == block.passage.text:
        return block
    alone = Desk(replace(desk.block, text=desk.passage.text), replace(block.context, fluent=False))
    alone.run_all(plan.after)
    return block.counted(alone, 0, plan.literal)


def _close(desks: Sequence[Desk], plan: Plan) -> None:
    """Let rules propose that are asked again, and those that look at what all others have left."""
    _take_stock(desks, plan.determine, [desk.passage.text for desk in desks])
    _through(desks, "last", lambda desk: desk.finish(plan.again, plan.last))


def _parse_ahead(rosters: Sequence[Roster], seen: dict[int, Passage], desks: Sequence[Desk]) -> None:
    """Parse the sentences that rules may want, all at once; but of passages that have been seen."""
    new = [desk.passage for desk in desks if desk.repairable and id(desk.passage) not in seen]
    seen.update((id(passage), passage) for passage in new)
    if new and (ahead := new[0].context.parse_ahead) is not None:
        ahead(text for passage in new for one in rosters for text in one.to_parse(passage))


def _consult(desks: Sequence[Desk], findings: Proposer, check: Check) -> tuple[int, ...]:
    """Let the engine propose, under the policy. Returns the places of the desks whose blocks it failed on."""
    asked = [n for n, desk in enumerate(desks) if desk.passage.text.strip() and not desk.recall("engine")]
    failed: list[int] = []
    for n, matches in zip(asked, check([desks[n].passage.text for n in asked]), strict=True):
        if matches is None:
            failed.append(n)
        else:
            desks[n].work("engine", partial(desks[n].weigh, findings, matches))
    return tuple(failed)


def repair(desks: Sequence[Desk], plan: Plan, check: Check | None = None) -> tuple[int, ...]:
    """Repair blocks at their desks, each rule once and in order. Returns the places in `desks` of the blocks that the
    engine failed on."""
    _through(desks, "before", lambda desk: desk.run_all(plan.before))
    _take_stock(desks, plan.learn, [desk.undecided(plan.before) for desk in desks])
    failed = _consult(desks, plan.findings, check) if check is not None and plan.findings is not None else ()
    seen: dict[int, Passage] = {}
    _read(desks, plan, partial(_parse_ahead, (plan.terms, plan.after), seen))
    _finish(desks, plan, partial(_parse_ahead, (plan.after,), seen))
    return failed
