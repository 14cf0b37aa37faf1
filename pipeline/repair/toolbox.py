"""All that repairs, put together once per process under the settings: rules in order, termbase, policy."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pipeline import language as analysis
from pipeline.model import FAMILIES, Block, Edit, Refusal, Repaired
from pipeline.repair import names
from pipeline.repair.context import Context
from pipeline.repair.findings import Findings
from pipeline.repair.matching import Term
from pipeline.repair.memo import Memo
from pipeline.repair.names import Find
from pipeline.repair.policy import Policy, load_policy
from pipeline.repair.repair import Decide, Desk
from pipeline.repair.roster import Roster
from pipeline.repair.rule import Passage, Rule, rules_of
from pipeline.repair.rules import AFTER_ENGINE, BEFORE_ENGINE
from pipeline.repair.signs import shows_translation
from pipeline.repair.stages import Check, Plan, repair
from pipeline.repair.terms import Terms, load_terms
from pipeline.repair.traits import observe, open_ends

if TYPE_CHECKING:
    from pipeline.language import Kept

Found = TypeVar("Found")


class UnknownRule(Refusal):
    """`--only` or `--without` names neither a rule nor a family."""


@dataclass(frozen=True, repr=False)
class Toolbox:
    """The repairs in force; immutable, shared by threads. parses: what keeps spaCy's analyses, memo: what became of
    blocks, if anything does; forgets: whether nothing is remembered from one article to the next."""

    language: str
    before: tuple[Rule, ...]
    terms: tuple[Rule, ...]
    after: tuple[Rule, ...]
    again: tuple[Rule, ...]
    last: tuple[Rule, ...]
    policy: Policy | None
    kept: frozenset[str]
    model: str | None
    conflicts: tuple[str, ...] = ()
    parses: Kept | None = None
    memo: Memo | None = None
    forgets: bool = False

    def context(self, media_type: str, blocks: Sequence[Block], *, document: bool) -> Context:
        """What the rules may know about this article from its source."""
        remembered = analysis.Remembered() if self.forgets else None
        return Context(
            language=self.language,
            media_type=media_type,
            document=document,
            names=names.learn(blocks, self._find),
            kept=self.kept,
            lower=_once(lambda: names.lower_words(blocks)),
            traits=observe(blocks, self._find),
            parse=partial(analysis.parse, model=self.model, kept=self.parses, remembered=remembered),
            parse_ahead=partial(analysis.parse_ahead, model=self.model, kept=self.parses, remembered=remembered),
        )

    @cached_property
    def _plan(self) -> Plan:
        return Plan(
            before=Roster(self.before),
            after=Roster(self.after),
            again=Roster(self.again),
            last=Roster(self.last),
            terms=Roster(self.terms),
            findings=Findings(self.policy) if self.policy is not None else None,
            learn=partial(_learn, memo=self.memo, find=self._find),
            relearn=partial(_relearn, find=self._find),
            determine=partial(_determine, find=self._find),
            literal=frozenset(rule.id for rule in self.after if rule.literal),
        )

    @property
    def _find(self) -> Find:
        return names.anew if self.memo is None else self.memo.find

    def advised(self, protected: frozenset[str], terms: Mapping[str, str]) -> Toolbox:
        """These repairs, as editors advise for one article: texts never to be changed, and terms with replacements."""
        if not protected and not terms:
            return self
        rows = [Term(f"term:{found}", found, wanted, safety="safe") for found, wanted in sorted(terms.items())]
        rules = (*Terms(tuple(rows)).rules, *self.terms)
        return replace(self, kept=self.kept | protected, terms=rules, memo=None)

    def repair(
        self, blocks: Sequence[Block], context: Context, check: Check | None, decide: Decide | None = None
    ) -> tuple[tuple[Repaired, ...], tuple[int, ...]]:
        """Repair an article's blocks. Returns them, and the indexes of those that the engine failed on.

        Whether an article is fluent must not rest on what an editor decided: it is found out without that first.
        """
        if decide is not None:
            alone = [Desk(block, context, memo=self.memo) for block in blocks]
            repair(alone, self._plan, check)
            context = replace(context, fluent=any(desk.passage.context.fluent for desk in alone))
        desks = [Desk(block, context, decide, self.memo) for block in blocks]
        failed = repair(desks, self._plan, check)
        return tuple(desk.done() for desk in desks), failed

    def repair_texts(self, texts: Sequence[str], check: Check | None) -> list[tuple[str, tuple[Edit, ...], str | None]]:
        """Repair texts that have nothing to do with one another, each one body block: (clean text, edits, error)."""
        desks = []
        for text in texts:
            blocks = [Block(0, "text", 0, len(text), text)]
            desks.append(Desk(blocks[0], self.context("text/plain", blocks, document=False)))
        failed = set(repair(desks, self._plan, check))
        done = [desk.done() for desk in desks]
        error = "LanguageTool could not check this text"
        return [(one.text, one.edits, error if n in failed else None) for n, one in enumerate(done)]


def _once(ask: Callable[[], Found]) -> Callable[[], Found]:
    """A question that is asked at most once. What it rests on, which leads back to who asks, is let go of then: else
    passages would wait for the collector."""
    waiting, answers = [ask], list[Found]()

    def answer() -> Found:
        """The answer."""
        if waiting:
            answers.append(waiting.pop()())
        return answers[0]

    return answer


def _learn(context: Context, passages: Sequence[Passage], memo: Memo | None, find: Find) -> Context:
    known = replace(context, words=names.words(passages, find), determined=names.determined(passages, find))
    return replace(known, translated=_once(lambda: shows_translation(passages, known, memo)))


def _relearn(context: Context, passages: Sequence[Passage], find: Find) -> Context:
    return replace(context, words=names.words(passages, find))


def _determine(context: Context, passages: Sequence[Passage], find: Find) -> Context:
    traits = replace(context.traits, open_ends=open_ends(passages))
    texts = [Passage(passage.text, passage.kind, context) for passage in passages]
    lower = _once(lambda: names.lower_words(texts))
    return replace(context, determined=names.determined(passages, find), lower=lower, traits=traits)


def open_toolbox(
    language: str = "en-US",
    only: Sequence[str] = (),
    without: Sequence[str] = (),
    termbases: Sequence[Path] = (),
    model: str | None = None,
) -> Toolbox:
    """Load rules, terms and policy, and keep those that `only` and `without` (ids or families) leave.

    Raises UnknownRule, and terms.TermbaseError for a user's termbase that can't be used.
    """
    before = list(rules_of(*BEFORE_ENGINE))
    terms = load_terms(language, termbases)
    after = list(rules_of(*AFTER_ENGINE))
    policy = load_policy(language)
    known = {rule.id for rule in [*before, *after]} | policy.ids | terms.ids | set(FAMILIES)
    for name in [*only, *without]:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1, cutoff=0.3)
            hint = f"Did you mean `{near[0]}`?" if near else "`pipeline rules` lists all."
            raise UnknownRule(f"There is no rule or family `{name}`. {hint}")

    def wanted(identity: str, family: str) -> bool:
        """Whether `only` and `without` leave a rule."""
        return (not only or identity in only or family in only) and identity not in without and family not in without

    return Toolbox(
        language=language,
        before=tuple(r for r in before if not r.last and wanted(r.id, r.family)),
        terms=terms.restricted(wanted).rules,
        after=tuple(r for r in after if not r.last and wanted(r.id, r.family)),
        again=tuple(r for r in [*before, *after] if r.again and wanted(r.id, r.family)),
        last=tuple(r for r in [*after, *before] if r.last and wanted(r.id, r.family)),
        policy=policy.restricted(wanted) if any(wanted(i, "languagetool") for i in policy.ids) else None,
        kept=terms.kept,
        model=model,
        conflicts=terms.conflicts,
    )
