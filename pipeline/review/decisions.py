"""What editors decided: a file of one decision a line, that people can read, merge and keep in version control.

A decision about a proposal (`accept`, `reject`) holds for one place (rule, before, after and the source around it), for
a change wherever it is proposed, or for all that a rule proposes; each in one article or in all. The most specific
decision wins. `protect` keeps a name or term from being changed, `keep-block` puts back a removed block, `remove-block`
removes one as advertising, `term` adds a term with its replacement.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, Self

import orjson
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from pipeline.model import Edit, Outcome, Refusal, Trace, TraceBlock
from pipeline.review.place import CONTEXT, Anchor, Anchors, told, trim, width_of

if TYPE_CHECKING:
    from pipeline.repair.repair import Decide

Kind = Literal["accept", "reject", "protect", "keep-block", "remove-block", "term"]
VERDICTS: dict[str, Outcome] = {"accept": "accepted", "reject": "rejected"}


Judge = Callable[[Edit, str, Sequence[Edit]], "Entry | None"]
"""Tells the entry that decides about a proposal, given the source of its block and the block's edits before it."""


class DecisionsError(Refusal):
    """A decisions file can't be used; the message names the file, the line and what is wrong with it."""


class Entry(BaseModel):
    """One decision. Texts are exact. `left` and `right` are the source's 32 code points on both sides of what `before`
    and `after` don't have in common: fewer at the block's edges, 64, 128 and so on where 32 don't tell places apart.
    `nth` is the ordinal of the block among those with the same source; `article` None means all articles. `wanted` is
    the text that an accepted change puts in the place of `before`, where it isn't `after`; or what a term means."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=False)

    article: str | None = None
    kind: Kind
    rule: str | None = None
    before: str | None = None
    after: str | None = None
    left: str | None = None
    right: str | None = None
    nth: Annotated[int, Field(ge=1)] | None = None
    text: str | None = None
    wanted: str | None = None
    note: str | None = None

    @model_validator(mode="after")
    def _fits(self) -> Self:
        about_edit = self.kind in VERDICTS
        if about_edit and self.text is not None:
            raise ValueError(f"`{self.kind}` has no `text`")
        if not about_edit and any(v is not None for v in (self.rule, self.before, self.after, self.left, self.right)):
            raise ValueError(f"`{self.kind}` is about a text, not about an edit")
        if about_edit and self.rule is None and self.before is None:
            raise ValueError("needs `rule`, or `before` and `after`")
        if (self.before is None) != (self.after is None) or (self.left is None) != (self.right is None):
            raise ValueError("`before` and `after`, and `left` and `right`, come in pairs")
        if (self.left is not None and self.before is None) or (self.nth is not None and self.left is None):
            raise ValueError("a place needs `before` and `after`, and `nth` needs `left` and `right`")
        if not about_edit and not (self.text or "").strip():
            raise ValueError(f"`{self.kind}` needs `text`")
        if self.kind == "term" and self.wanted is None:
            raise ValueError("`term` needs `wanted`")
        if self.wanted is not None and self.kind != "term" and (self.kind != "accept" or self.before is None):
            raise ValueError("only `term`, and `accept` with `before` and `after`, have `wanted`")
        if self.wanted is not None and not _one_line(self.wanted):
            raise ValueError("`wanted` is one line, without control characters")
        return self

    @property
    def subject(self) -> tuple[object, ...]:
        """What is decided about; two entries of one subject that aren't the same decision contradict each other."""
        if self.kind in VERDICTS:
            head, old, new = trim(self.before or "", self.after or "")
            change = None if self.before is None else (self.before, self.after)
            if self.left is not None and self.before is not None and self.after is not None:
                change = (self.before[head : head + old], self.after[head : head + new])
            rule = self.rule if self.left is None else None
            return ("edit", self.article, rule, change, self.left, self.right, self.nth)
        return (self.kind if self.kind in ("protect", "term") else "block", self.article, self.text)

    def becomes(self, edit: Edit) -> str | None:
        """What an edit that this entry accepts puts in the place of its `before`; None where it can't say.

        Another rule may propose the same change with other unchanged text around it, which `wanted` is then given.
        """
        if self.wanted is None:
            return edit.offered
        if (edit.before, edit.offered) == (self.before, self.after) or self.before is None or self.after is None:
            return self.wanted
        theirs, ours = (_frame(b, a) for b, a in ((edit.before, edit.offered), (self.before, self.after)))
        if theirs[0].endswith(ours[0]) and theirs[1].startswith(ours[1]):
            return theirs[0].removesuffix(ours[0]) + self.wanted + theirs[1].removeprefix(ours[1])
        left, right = ours[0].removesuffix(theirs[0]), ours[1].removeprefix(theirs[1])
        if len(left) + len(right) <= len(self.wanted) and self.wanted.startswith(left) and self.wanted.endswith(right):
            return self.wanted.removeprefix(left).removesuffix(right)
        return None

    def line(self) -> str:
        """The entry's line in the file, without newline: JSON with its keys in a fixed order, absent ones left out."""
        return orjson.dumps(self.model_dump(exclude_none=True)).decode()


class Decisions:
    """All decisions in force, indexed; immutable, so that threads may share it."""

    def __init__(self, entries: Iterable[Entry] = ()):
        """Take entries, each subject once. Raises DecisionsError when two contradict."""
        self._by_subject: dict[tuple[object, ...], Entry] = {}
        for entry in entries:
            known = self._by_subject.setdefault(entry.subject, entry)
            if (known.kind, known.wanted) != (entry.kind, entry.wanted):
                raise DecisionsError(f"two decisions contradict each other:\n  {known.line()}\n  {entry.line()}")
        self.entries = tuple(sorted(self._by_subject.values(), key=lambda entry: _order(entry)))
        self._fingerprints: dict[str | None, str] = {}
        self._owned: dict[str | None, list[Entry]] = {None: []}
        self._widths: dict[str | None, set[int]] = {}
        self._edits: dict[str | None, dict[tuple[object, ...], Entry]] = {}
        for entry in self.entries:
            self._owned.setdefault(entry.article, []).append(entry)
            if entry.kind in VERDICTS:
                self._edits.setdefault(entry.article, {})[entry.subject] = entry
            if entry.left is not None and entry.right is not None:
                self._widths.setdefault(entry.article, {CONTEXT}).add(width_of(entry.left, entry.right))

    def __len__(self) -> int:
        return len(self.entries)

    def about(self, article: str) -> list[Entry]:
        """The entries that can touch an article: its own, and those of all articles."""
        return self._owned[None] + self._owned.get(article, [])

    def fingerprint_for(self, article: str) -> str:
        """SHA-256 (64 hex digits) of the decisions that can touch an article, for its recipe; "" when there are none.

        Notes don't count: they change nothing.
        """
        key = article if article in self._owned else None
        if key not in self._fingerprints:
            lines = [e.model_copy(update={"note": None}).line() for e in self.about(article)]
            self._fingerprints[key] = hashlib.sha256("\n".join(lines).encode()).hexdigest() if lines else ""
        return self._fingerprints[key]

    def for_article(self, article: str) -> Decide | None:
        """The hook for the applier, to be used for one pass over one article; None when nothing is decided about it.

        It is to be called once for every proposal, in order, with the source of the edit's block and that block's edits
        so far, and with the outcome in the edit that the program would give by itself: what a guard blocks is accepted
        by a decision about that very place only.
        """
        judge = self.judge(article)
        if judge is None:
            return None

        def decide(edit: Edit, source: str, before: Sequence[Edit]) -> Edit | None:
            """The edit as it was decided about, or None."""
            entry = judge(edit, source, before)
            if entry is None:
                return None
            after = entry.becomes(edit) if entry.kind == "accept" else edit.after
            own = {"after": after, "proposed": edit.after} if after != edit.after else {}
            return edit.model_copy(update={"outcome": VERDICTS[entry.kind], **own})

        return decide

    def judge(self, article: str, blocks: Iterable[TraceBlock] = ()) -> Judge | None:
        """As `for_article`, but tells the entry that decides. blocks: the article's, if it has been made already."""
        subjects = {owner: self._edits[owner] for owner in (article, None) if owner in self._edits}
        if not subjects:
            return None
        finder = Anchors(blocks)
        widths = {owner: sorted(self._widths.get(owner, ()), reverse=True) for owner in subjects}
        written: set[tuple[object, ...]] = set()

        def judge(edit: Edit, source: str, before: Sequence[Edit]) -> Entry | None:
            """The entry that decides about a proposal, the most specific one; None without any."""
            anchor = finder.of(edit, source, before)
            for owner, place, subject in _subjects(edit, anchor, widths):
                entry = subjects[owner].get(subject)
                if entry is None or (entry.kind == "accept" and entry.becomes(edit) is None):
                    continue
                where = (entry.subject, edit.block, anchor.start, anchor.end)
                if where in written:  # two rules propose the same: an editor's words are put there once
                    continue
                if place or (edit.otherwise or edit.outcome) != "blocked" or entry.kind == "reject":
                    if entry.wanted is not None:
                        written.add(where)
                    return entry
            return None

        return judge

    def texts(self, kind: Kind, article: str) -> frozenset[str]:
        """The texts of the entries of a kind ("protect", "keep-block", "remove-block") that hold for an article."""
        return frozenset(e.text for e in self.about(article) if e.kind == kind and e.text is not None)

    def terms(self, article: str) -> dict[str, str]:
        """The terms that editors added for an article: what is found, and what is wanted instead."""
        return {e.text: e.wanted for e in self.about(article) if e.text is not None and e.wanted}

    def changed(self, add: Iterable[Entry] = (), remove: Iterable[Entry] = ()) -> Decisions:
        """These decisions with some taken back and others made; what is made replaces what was decided before."""
        by_subject = dict(self._by_subject)
        for entry in remove:
            by_subject.pop(entry.subject, None)
        for entry in add:
            by_subject[entry.subject] = entry
        return Decisions(by_subject.values())

    def save(self, path: Path) -> None:
        """Write the file, whole or not at all: one decision a line, sorted, so that version control can merge it."""
        data = "".join(entry.line() + "\n" for entry in self.entries).encode()
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(0o644)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise

    def unused(self, read: Iterable[tuple[str, Trace]]) -> list[Entry]:
        """The entries that no longer apply anywhere, given every article's id and trace of the last run."""
        used: Counter[tuple[object, ...]] = Counter()
        for article, trace in read:
            for entry in self.applied(article, trace):
                used[entry.subject] += 1
        return [entry for entry in self.entries if not used[entry.subject]]

    def applied(self, article: str, trace: Trace) -> Iterator[Entry]:
        """The entries that an article's trace shows at work, one for each place where they are."""
        judge = self.judge(article, trace.blocks)
        if judge is not None:
            for edit, source, before in told(trace):
                entry = judge(edit, source, before)
                if entry is not None and edit.outcome == VERDICTS[entry.kind]:
                    yield entry
        removed = {b.text.strip(): b.place.startswith("/removed/") for b in trace.blocks}
        whole = "\n".join(b.text for b in trace.blocks)
        for entry in self.about(article):
            text = (entry.text or "").strip()
            if entry.kind in ("keep-block", "remove-block"):
                if removed.get(text) is (entry.kind == "remove-block"):
                    yield entry
            elif entry.kind in ("protect", "term") and text.casefold() in whole.casefold():
                yield entry


def _one_line(text: str) -> bool:
    return all(char.isprintable() or char == "\u00a0" for char in text)


def _frame(before: str, after: str) -> tuple[str, str]:
    """What a change leaves alone at its beginning and at its end."""
    head, old, _ = trim(before, after)
    return before[:head], before[head + old :]


def _subjects(
    edit: Edit, anchor: Anchor, widths: Mapping[str | None, Sequence[int]]
) -> Iterator[tuple[str | None, bool, tuple[object, ...]]]:
    """Where a decision about a proposal may stand, the most specific first: owner, True for a place, subject.

    widths: owners of decisions, the article before all articles, with the widths of their contexts.
    """
    change = (edit.before, edit.offered)
    for owner in widths:
        for width in widths[owner]:
            where = ("edit", owner, None, (anchor.gone, anchor.come), *anchor.context(width))
            yield owner, True, (*where, anchor.nth)
            yield owner, True, (*where, None)
    for owner in widths:
        yield owner, False, ("edit", owner, edit.rule, change, None, None, None)
        yield owner, False, ("edit", owner, None, change, None, None, None)
        yield owner, False, ("edit", owner, edit.rule, None, None, None, None)


def _order(entry: Entry) -> tuple[str, ...]:
    return (entry.article or "", entry.kind, entry.rule or "", entry.text or "", entry.line())


def load(paths: Path | Sequence[Path]) -> Decisions:
    """Read decisions files and merge them; a file that isn't there has no decisions.

    Raises DecisionsError, naming file and line, on a line that is no decision and on two lines that contradict.
    """
    found: dict[tuple[object, ...], tuple[Entry, str]] = {}
    for path in [paths] if isinstance(paths, Path) else paths:
        for place, entry in _lines(path):
            known, before = found.setdefault(entry.subject, (entry, place))
            if (known.kind, known.wanted) != (entry.kind, entry.wanted):
                raise DecisionsError(f"{place}: `{entry.kind}` contradicts `{known.kind}` in {before}; keep only one.")
    return Decisions(entry for entry, _ in found.values())


def _lines(path: Path) -> Iterator[tuple[str, Entry]]:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return
    except OSError as error:
        raise DecisionsError(f"{path}: can't be read ({error.strerror}).") from error
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        place = f"{path}, line {number}"
        if not line.strip():
            continue
        if line.startswith((b"<<<<<<<", b"=======", b">>>>>>>", b"|||||||")):
            raise DecisionsError(f"{place}: an unresolved merge conflict; keep the lines that hold, delete the marks.")
        try:
            yield place, Entry.model_validate(orjson.loads(line))
        except orjson.JSONDecodeError as error:
            raise DecisionsError(f"{place}: not valid JSON ({error}).") from error
        except ValidationError as error:
            first = error.errors()[0]
            field = "".join(f"{part}: " for part in first["loc"])
            raise DecisionsError(f"{place}: {field}{first['msg'].removeprefix('Value error, ')}.") from error
