"""The stages of repair: what is done to an article's blocks in which order, and what is learnt of it in between."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import NamedTuple, TypeVar

from pipeline.model import Match
from pipeline.repair.context import Context
from pipeline.repair.repair import Desk, Proposer
from pipeline.repair.roster import Roster
from pipeline.repair.rule import Passage

Ahead = Callable[[Sequence["Desk"]], None]
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
    is fluent tell its words and how many faults the rules for literal translations (`literal`, their ids) find."""

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
    fluent: Callable[[int, int], bool] | None = None


Then = TypeVar("Then")


def _by_article(desks: Sequence[Desk], given: Iterable[Then]) -> list[list[tuple[Desk, Then]]]:
    """The desks of each article, each with what is given for it."""
    articles: dict[int, list[tuple[Desk, Then]]] = {}
    for desk, one in zip(desks, given, strict=True):
        articles.setdefault(id(desk.passage.context), []).append((desk, one))
    return list(articles.values())


def _take_stock(desks: Sequence[Desk], learn: Learn | None, texts: Sequence[str]) -> None:
    """Let the blocks of each article know what is learnt from them all, as they are in `texts`."""
    for article in _by_article(desks, texts) if learn is not None else ():
        passages = [desk.reading(text) for desk, text in article]
        context = learn(article[0][0].passage.context, passages) if learn is not None else Context()
        for desk, _ in article:
            desk.passage.context = context


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
    for article in _by_article(desks, desks):
        made = (e for desk, _ in article if desk.in_text for e in desk.edits if e.family == "terms")
        mended = frozenset(e.rule for e in made if (e.otherwise or e.outcome) == "applied")
        context = replace(article[0][0].passage.context, mended=mended)
        for desk, _ in article:
            desk.passage.context = context


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


class _Start(NamedTuple):
    """Where a block stands before the rules behind the termbase: its passage, its number of edits, its article."""

    passage: Passage
    edits: int
    context: Context


class _Trial(NamedTuple):
    """What the rules behind the termbase made of a block, were its article a literal translation: its words, and the
    faults that only such an article has."""

    words: int
    faults: int


def _tried(desk: Desk, plan: Plan, first: int) -> _Trial:
    return _Trial(len(desk.passage.lows) if desk.repairable else 0, desk.count(plan.literal, first))


def _finish(desks: Sequence[Desk], plan: Plan, ahead: Ahead) -> None:
    """Let the rules behind the termbase propose, those that are asked again, and the last.

    An article that turns out to be fluent by the first is taken through them sparingly. It stays so only if what comes
    of that is fluent as well: else a second pass would find more faults, and mend them.
    """
    start = [_Start(desk.passage, len(desk.edits), desk.passage.context) for desk in desks]
    _through(desks, "after", lambda desk: desk.run_all(plan.after), ahead)
    tried = [_tried(desk, plan, one.edits) for desk, one in zip(desks, start, strict=True)]
    articles = _by_article(desks, zip(start, tried, strict=True))
    fluent = [article for article in articles if _asks(article[0][0], plan) and _is_fluent(plan, article)]
    for article in fluent:
        anew = [(desk, one) for desk, (one, trial) in article if trial.faults]
        _restart([(desk, one) for desk, (one, _) in article], anew, plan, fluent=True)
    _close(desks, plan)
    for article in fluent:
        if not _is_fluent(plan, [(desk, (one, _again(desk, one, trial, plan))) for desk, (one, trial) in article]):
            begun = [(desk, one) for desk, (one, _) in article]
            _restart(begun, begun, plan, fluent=False)
            _close([desk for desk, _ in begun], plan)


def _asks(desk: Desk, plan: Plan) -> bool:
    """Whether it is still to be found out if a block's article, which has literal terms, is fluent."""
    return plan.fluent is not None and desk.passage.context.fluent is None and desk.passage.context.literal


def _is_fluent(plan: Plan, article: Sequence[tuple[Desk, tuple[_Start, _Trial]]]) -> bool:
    words, faults = map(sum, zip(*(trial for _, (_, trial) in article), strict=True))
    return plan.fluent is not None and plan.fluent(words, faults)


def _restart(
    article: Sequence[tuple[Desk, _Start]], anew: Sequence[tuple[Desk, _Start]], plan: Plan, *, fluent: bool
) -> None:
    """Take some of an article's blocks through the rules behind the termbase anew, now that it is known to be fluent or
    not."""
    context = replace(article[0][1].context, fluent=fluent)
    for desk, start in anew:
        desk.back(start.passage, start.edits)
    for desk, _ in article:
        desk.passage.context = context
    _through([desk for desk, _ in anew], "after", lambda desk: desk.run_all(plan.after))


def _again(desk: Desk, start: _Start, trial: _Trial, plan: Plan) -> _Trial:
    """The trial of what a block has become; that is known where it is as it was."""
    if not desk.repairable or desk.passage.text == start.passage.text:
        return trial
    alone = Desk(replace(desk.block, text=desk.passage.text), replace(start.context, fluent=False))
    alone.run_all(plan.after)
    return _tried(alone, plan, 0)


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
