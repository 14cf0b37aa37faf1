"""The applier: the one place that decides about proposals and changes text; and its inverse, for replay and undo."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Protocol, cast

from pipeline.model import CHANGING, Block, Edit, Family, Match, Outcome, Repaired
from pipeline.repair import guards
from pipeline.repair.context import Context
from pipeline.repair.memo import Key, Memo, key_of
from pipeline.repair.roster import Roster
from pipeline.repair.rule import Change, Passage, Rule

Decide = Callable[[Edit, str, Sequence[Edit]], Edit | None]
"""A proposal as an editor decided about it (outcome "accepted" or "rejected", perhaps with another text), or None. It
is called once for every proposal, in order, with the edit (its outcome what it would be without a decision), the
source's text of its block, and the edits of that block so far."""
EDITORS = "an editor wrote this"


class Proposer(Protocol):
    """What turns the engine's matches into proposals (`findings.Findings`)."""

    def changes(self, text: str, matches: Iterable[Match], context: Context) -> list[tuple[str, Change]]:
        """(rule id, change) pairs ordered by place."""
        ...


class ReplayError(ValueError):
    """An edit doesn't fit the text that it is to change or to restore."""


def _replace(text: str, edit: Edit, old: str, new: str) -> str:
    end = edit.start + len(old)
    if text[edit.start : end] != old:
        raise ReplayError(f"edit {edit.rule} expects {old!r} at {edit.start}, found {text[edit.start : end]!r}")
    return text[: edit.start] + new + text[end:]


def replay(text: str, edits: Sequence[Edit]) -> str:
    """The text after all edits that changed it, in order. Raises ReplayError when one doesn't fit."""
    for edit in edits:
        if edit.outcome in CHANGING:
            text = _replace(text, edit, edit.before, edit.after)
    return text


def undo(text: str, edits: Sequence[Edit]) -> str:
    """The text before all edits that changed it, undone backwards. Raises ReplayError when one doesn't fit."""
    for edit in reversed(edits):
        if edit.outcome in CHANGING:
            text = _replace(text, edit, edit.after, edit.before)
    return text


class Desk:
    """One block under repair: its current text and the record of every proposal made about it."""

    def __init__(self, block: Block, context: Context, decide: Decide | None = None, memo: Memo | None = None):
        self.block = block
        self.passage = Passage(block.text, block.kind, context, block.index)
        self.edits: list[Edit] = []
        self._decide = decide
        self._memo = memo if decide is None else None
        self._seen: set[tuple[int, str, str]] = set()
        self._written: list[tuple[int, int]] = []
        self._key: Key = ("", None)

    @property
    def repairable(self) -> bool:
        """Whether the block may be changed at all; labels and separators stay as in the source."""
        return self.block.kind not in ("label", "debris")

    @property
    def in_text(self) -> bool:
        """Whether the block is a paragraph, and no title."""
        return self.block.kind == "text"

    def recall(self, stage: str) -> bool:
        """Take over what a stage made of the same block in another article; whether that is known, or it has nothing
        to do here."""
        if not self.repairable:
            return True
        if self._memo is None:
            return False
        self._key = key_of(self.passage, self.passage.context, self._record)
        found = self._memo.recall(stage, self._key, self.passage.context)
        if found is None:
            return False
        text, edits = cast(tuple[str, tuple[Edit, ...]], found[0])
        index = self.block.index
        self.edits += (e if e.block == index else e.model_copy(update={"block": index}) for e in edits)
        self._seen.update((e.start, e.before, e.after) for e in edits)
        if text != self.passage.text:
            self.passage = replace(self.passage, text=text)
        return True

    def work(self, stage: str, do: Callable[[], None]) -> None:
        """Do a stage's work, of which nothing has been recalled, and remember what it came to."""
        if self._memo is None:
            do()
            return
        before, first, context = self.passage, len(self.edits), self.passage.context
        watched = before.context = context.watched()
        do()
        before.context = self.passage.context = context
        made = self.passage.text, tuple(self.edits[first:])
        self._memo.keep(stage, self._key, watched, made)

    @property
    def _record(self) -> tuple[tuple[object, ...], ...]:
        return tuple((e.rule, e.start, e.before, e.after, e.outcome) for e in self.edits)

    def run(self, rule: Rule) -> None:
        """Let a rule propose, and decide about each proposal."""
        if not self.repairable:
            return
        changes = rule.changes(self.passage)
        if changes:
            self.settle(rule.family, [(change.rule or rule.id, change) for change in changes], rule.summary)

    def run_anew(self, rules: Roster) -> None:
        """Let rules that have been asked before propose what is certain now; not what an editor has refused."""
        refused = {(e.rule, e.before, e.after) for e in self.edits if e.outcome == "rejected"}
        for rule in rules.woken(lambda: self.passage):
            changes = [(c.rule or rule.id, c) for c in rule.changes(self.passage) if c.safe]
            text = self.passage.text
            changes = [(i, c) for i, c in changes if (i, text[c.start : c.end], c.after) not in refused]
            if changes:
                self.settle(rule.family, changes, rule.summary)

    def undecided(self, roster: Roster) -> str:
        """The block's text as these rules leave it without an editor: what is decided about one place must not be
        evidence for or against what is done at another."""
        if self._decide is None:
            return self.passage.text
        alone = Desk(self.block, self.passage.context)
        alone.run_all(roster)
        return alone.passage.text

    def reading(self, text: str) -> Passage:
        """The passage with this text: the one under repair, if it has it, with all that is known of it."""
        return self.passage if text == self.passage.text else replace(self.passage, text=text)

    def run_all(self, rules: Roster) -> None:
        """Let all rules that the text wakes propose, in their order."""
        if self.repairable:
            for rule in rules.woken(lambda: self.passage):
                self.run(rule)

    def count(self, rules: frozenset[str], first: int) -> int:
        """How many faults these rules were sure of, among the edits from the one on that has the index `first`."""
        return sum(e.rule in rules and e.outcome in ("applied", "blocked") for e in self.edits[first:])

    def back(self, passage: Passage, edits: int) -> None:
        """Undo all since the block had this passage and so many edits, of which no editor has decided about any."""
        self.passage = passage
        self.edits = self.edits[:edits]
        self._seen = {(e.start, e.before, e.after) for e in self.edits}

    def finish(self, again: Roster, last: Roster) -> None:
        """Let rules propose that are asked again, then those that look at what all others have left."""
        self.run_anew(again)
        self.run_all(last)

    def weigh(self, findings: Proposer, matches: Sequence[Match]) -> None:
        """Decide about what the engine found in the current text."""
        self.settle("languagetool", findings.changes(self.passage.text, matches, self.passage.context))

    def run_again(self, rules: Roster) -> None:
        """Let rules that stand for many propose once more, for those of which nothing has been said about this text, or
        that the article proves right."""
        said = {edit.rule for edit in self.edits} - self.passage.context.mended
        for rule in rules.woken(lambda: self.passage):
            changes = [(c.rule or rule.id, c) for c in rule.changes(self.passage) if (c.rule or rule.id) not in said]
            if changes:
                self.settle(rule.family, changes, rule.summary)

    def settle(self, family: Family, changes: Sequence[tuple[str, Change]], summary: str = "") -> None:
        """Decide about proposals that all refer to the current text, ordered by place, and apply what may be applied.

        summary: the reason of those that give none of their own. Of two that overlap, the first that is applied stands.
        """
        text, pieces, at, shift, first = self.passage.text, [], 0, 0, len(self.edits)
        for rule_id, change in changes:
            if change.start < at:
                continue
            edit = self._judge(rule_id, family, change, change.why or summary, shift)
            place = (edit.start, edit.before, change.after)
            if edit.outcome == "suggested" and place in self._seen:
                continue
            self._seen.add(place)
            self.edits.append(edit)
            if edit.outcome in CHANGING:
                pieces += [text[at : change.start], edit.after]
                shift += len(edit.after) - len(edit.before)
                at = change.end
        if pieces:
            self._written = _written(self._written, self.edits[first:])
            self.passage = replace(self.passage, text="".join(pieces) + text[at:])

    def _edit(self, rule: str, family: Family, change: Change, shift: int, outcome: Outcome, why: str) -> Edit:
        return Edit.model_construct(  # built from checked values only; validating each costs more than the rules
            rule=rule,
            family=family,
            block=self.block.index,
            start=change.start + shift,
            end=change.end + shift,
            before=self.passage.text[change.start : change.end],
            after=change.after,
            outcome=outcome,
            why=why,
            alternatives=change.alternatives,
        )

    def _judge(self, rule: str, family: Family, change: Change, why: str, shift: int) -> Edit:
        passage = self.passage
        objection = guards.objection(
            passage.text, change.start, change.end, change.after, passage.context, family, passage.quoted
        )
        if any(_touches(change, start, end) for start, end in self._written):
            objection = EDITORS
        safe = change.safe and (family != "grammar" or passage.context.evident)
        outcome: Outcome = "applied" if safe else "suggested"
        if objection and safe:
            outcome = "blocked"
        if self._decide:
            edit = self._edit(rule, family, change, shift, outcome, why)
            decided = self._decide(edit, self.block.text, self.edits)
            if decided:
                return decided.model_copy(update={"otherwise": outcome})
        return self._edit(
            rule, family, change, shift, outcome, f"{why} Not done: {objection}." if outcome == "blocked" else why
        )

    def done(self) -> Repaired:
        """The block with its clean text and its record."""
        return Repaired(self.block, self.passage.text, tuple(self.edits))


def _touches(change: Change, start: int, end: int) -> bool:
    """Whether a change would alter the text of a span, or put something right before or behind it."""
    if change.start == change.end:
        return start <= change.start <= end
    return start < change.end and change.start < end


def _written(spans: Sequence[tuple[int, int]], edits: Iterable[Edit]) -> list[tuple[int, int]]:
    """Where the texts that editors wrote stand after further edits, given from left to right."""
    out = list(spans)
    for edit in edits:
        if edit.outcome not in CHANGING or not (out or edit.proposed is not None):
            continue
        by, end = len(edit.after) - len(edit.before), edit.start + len(edit.before)
        out = [(a + by, b + by) if a >= end else (a, b) for a, b in out if a >= end or b <= edit.start]
        if edit.proposed is not None:
            out.append((edit.start, edit.start + len(edit.after)))
    return out
