"""How many of the faults that a human editor marked in real articles are mended, and how many edits mend none?

usage: python -m tests.bench.recall TEXTS MARKS [CLEANED] [--each]

TEXTS/NAME.txt are the sources, MARKS/NAME.jsonl the marks, CLEANED what `pipeline run TEXTS CLEANED` wrote. Without
CLEANED the marks are only checked. A mark is one line: `context` (stands once in the source), `fault` (stands once in
the context), `repair` (all that would be right), `kind`, `certain`. Marks don't overlap.

A mark is made when what the fault became is one of its repairs, white space aside and, but for the kind `case`,
capitals aside. When a larger edit covers the fault, a repair is looked for within what that edit made. Edits are
counted as right (they touch a mark that is made), other (they touch marks, of which none is made), layout (they touch
none and change only a capital or a mark where a block begins or ends, as titles get when they are set apart) or
unknown (they touch none). Edits of mere white space and faults within removed text are left out.
"""

import argparse
import difflib
import itertools
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.model import CHANGING, Edit, Trace, TraceBlock

KINDS = tuple(
    "terms,spacing,articles,punctuation,case,prepositions,verb forms,agreement,encoding,pronouns,doubling,other".split(
        ","
    )
)
WHAT = ("right", "other", "layout", "unknown")
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")


class BadMark(Exception):
    """A mark that doesn't fit its text; the message says how."""


@dataclass(frozen=True)
class Mark:
    """A fault, its place in the source (code points, end exclusive), the same with the white space around it (reach),
    and all repairs that would be right."""

    start: int
    end: int
    reach: tuple[int, int]
    fault: str
    repair: tuple[str, ...]
    kind: str
    certain: bool


@dataclass(frozen=True)
class Cell:
    """A character of a block's text as it is now, and the stretch of the source that it came from."""

    char: str
    start: int
    end: int


@dataclass(frozen=True)
class Change:
    """An applied edit, the stretch of the source that it changed, and whether it only fits a block's border."""

    edit: Edit
    start: int
    end: int
    layout: bool

    def touches(self, mark: Mark) -> bool:
        """Whether it changed something in the fault; an insertion also next to it."""
        if self.start == self.end:
            return mark.reach[0] <= self.start <= mark.reach[1]
        return self.start < mark.end and mark.start < self.end


@dataclass(frozen=True)
class Replayed:
    """What became of an article: the characters of its blocks, block by block, and the edits that changed them. The
    characters are tied to the source word by word, or by whole edits."""

    blocks: tuple[tuple[Cell, ...], ...]
    removed: tuple[tuple[int, int], ...]
    changes: tuple[Change, ...]

    def within(self, start: int, end: int) -> Iterator[str]:
        """What the stretch became: with what was inserted at its left and right border, and without."""
        for left in (True, False):
            for right in (True, False):
                yield " ".join("".join(c.char for c in b if _inside(c, start, end, left, right)) for b in self.blocks)

    def enclosure(self, start: int, end: int) -> tuple[int, int]:
        """The stretch, made as large as the replacements that reach into it."""
        before = None
        while before != (start, end):
            before = start, end
            for cell in (c for b in self.blocks for c in b if c.start < end and start < c.end):
                start, end = min(start, cell.start), max(end, cell.end)
        return start, end


@dataclass
class Tally:
    """Marks by kind and certainty, those of them that were made, edits by what they did, and both in words."""

    marked: Counter[tuple[str, bool]] = field(default_factory=Counter)
    made: Counter[tuple[str, bool]] = field(default_factory=Counter)
    edits: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        """Add an article's counts."""
        self.marked += other.marked
        self.made += other.made
        self.edits += other.edits
        self.notes += other.notes


def read_marks(text: str, lines: Sequence[str]) -> list[Mark]:
    """The marks of an article, in order. Raises BadMark for the first that doesn't fit, or that overlaps another."""
    marks = []
    for number, line in enumerate(lines, 1):
        try:
            marks.append(_mark(text, line))
        except (BadMark, ValueError, KeyError, TypeError) as error:
            raise BadMark(f"line {number}: {error!s} in {line.strip()[:100]}") from error
    marks.sort(key=lambda mark: mark.start)
    for one, two in itertools.pairwise(marks):
        if two.start < one.end:
            raise BadMark(f"{one.fault!r} and {two.fault!r} overlap at {two.start}")
    return marks


def _mark(text: str, line: str) -> Mark:
    """One line of a file of marks."""
    got = json.loads(line)
    context, fault, repair, kind = got["context"], got["fault"], got["repair"], got["kind"]
    if text.count(context) != 1:
        raise BadMark(f"the context stands {text.count(context)} times in the text")
    if not fault or context.count(fault) != 1:
        raise BadMark(f"the fault stands {context.count(fault) if fault else 0} times in its context")
    if kind not in KINDS or not isinstance(got["certain"], bool):
        raise BadMark(f"kind {kind!r} or certain {got['certain']!r} is none of those there are")
    if not isinstance(repair, list) or not repair or fault in repair:
        raise BadMark("repair is no list of texts that differ from the fault")
    start = text.index(context) + context.index(fault)
    end = start + len(fault)
    reach = len(text[:start].rstrip()), len(text) - len(text[end:].lstrip())
    return Mark(start, end, reach, fault, tuple(repair), kind, got["certain"])


def replayed(trace: Trace, by_word: bool) -> Replayed:
    """What the trace's edits made of the source. Edits in removed text are left out."""
    blocks, removed, changes = [], [], []
    for block in trace.blocks:
        if block.place.startswith("/removed/"):
            removed.append((block.start, block.end))
            continue
        edits = [e for e in trace.edits if e.block == block.index and e.outcome in CHANGING]
        cells, made = _cells(block, edits, by_word)
        blocks.append(cells)
        changes += made
    return Replayed(tuple(blocks), tuple(removed), tuple(changes))


def _cells(block: TraceBlock, edits: Sequence[Edit], by_word: bool) -> tuple[tuple[Cell, ...], list[Change]]:
    """A block's characters after its edits, each tied to its source, and the edits tied to theirs."""
    cells = [Cell(char, at, at + 1) for at, char in enumerate(block.text, block.start)]
    changes = []
    for edit in edits:
        pieces = _pieces(edit) if by_word else [(0, len(edit.before), edit.after)]
        places = [_place(cells, edit.start + s, edit.start + e, block.start) for s, e, _ in pieces]
        layout = (edit.start == 0 or edit.end == len(cells)) and _bare(edit.before) == _bare(edit.after)
        for (start, end, new), place in reversed(list(zip(pieces, places, strict=True))):
            cells[edit.start + start : edit.start + end] = [Cell(char, *place) for char in new]
        if places:
            changes.append(Change(edit, min(s for s, _ in places), max(e for _, e in places), layout))
    return tuple(cells), changes


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


def _pieces(edit: Edit) -> list[tuple[int, int, str]]:
    """What an edit changes word by word: (start, end in `before`, instead)."""
    old, new = (_TOKEN.findall(text) for text in (edit.before, edit.after))
    at = [0]
    for token in old:
        at.append(at[-1] + len(token))
    codes = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [(at[a], at[b], "".join(new[c:d])) for tag, a, b, c, d in codes if tag != "equal"]


def _place(cells: Sequence[Cell], start: int, end: int, first: int) -> tuple[int, int]:
    """The stretch of the source that the cells from start to end came from; first: where the block begins."""
    if start < end:
        return min(c.start for c in cells[start:end]), max(c.end for c in cells[start:end])
    at = cells[start - 1].end if start else first
    return at, at


def _inside(cell: Cell, start: int, end: int, left: bool, right: bool) -> bool:
    if cell.start == cell.end and cell.start in (start, end):
        return left if cell.start == start else right
    return start <= cell.start and cell.end <= end


def made(mark: Mark, article: Replayed) -> bool:
    """Whether the fault became one of its repairs, or a larger edit made one with what is around it."""
    return any(_made(mark, article, *place) for place in ((mark.start, mark.end), mark.reach))


def _made(mark: Mark, article: Replayed, start: int, end: int) -> bool:
    left, right = article.enclosure(start, end)
    results = {_fold(text, mark.kind) for text in article.within(left, right)}
    repairs = {_fold(text, mark.kind) for text in mark.repair}
    if results & repairs:
        return True
    fault = _fold(mark.fault, mark.kind)
    if (left, right) == (start, end) or fault in results:
        return False
    return any(_holds(text, one) and not _holds(text.replace(one, ""), fault) for text in results for one in repairs)


def _holds(text: str, words: str) -> bool:
    """Whether the words stand in the text as whole words (no words always do)."""
    return not words or re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None


def _fold(text: str, kind: str) -> str:
    text = " ".join(text.split())
    return text if kind == "case" else text.lower()


def judge(text: str, marks: Sequence[Mark], trace: Trace) -> Tally:
    """Count an article's marks and edits."""
    tally, article, whole = Tally(), replayed(trace, True), replayed(trace, False)
    seen = [m for m in marks if not any(s <= m.start and m.end <= e for s, e in article.removed)]
    done = {mark: made(mark, article) or made(mark, whole) for mark in seen}
    for mark, right in done.items():
        tally.marked[mark.kind, mark.certain] += 1
        tally.made[mark.kind, mark.certain] += right
        if not right:
            got = next(article.within(*article.enclosure(mark.start, mark.end))).strip()
            note = "" if got == mark.fault else f", got {got!r}"
            sure = "missed" if mark.certain else "missed, likely"
            tally.notes.append(f"{sure} {mark.kind}: {mark.fault!r} -> {mark.repair[0]!r}{note}")
    for change in article.changes:
        if _mere_space(change.edit):
            continue
        touched = [right for mark, right in done.items() if change.touches(mark)]
        what = "right" if any(touched) else "other" if touched else "layout" if change.layout else "unknown"
        tally.edits[what] += 1
        if what in ("other", "unknown"):
            around = text[max(0, change.start - 25) : change.end + 25]
            tally.notes.append(
                f"{what} {change.edit.rule}: {change.edit.before!r} -> {change.edit.after!r} in {around!r}"
            )
    return tally


def _mere_space(edit: Edit) -> bool:
    return bool(edit.before) and not (edit.before + edit.after).strip()


def report(tally: Tally) -> Iterator[str]:
    """The figures in lines."""
    yield f"{'kind':14}{'certain':>9}{'made':>6}{'share':>7}{'likely':>9}{'made':>6}"
    rows = [(kind, (kind,)) for kind in KINDS] + [("all", KINDS)]
    for name, kinds in rows:
        sure, likely = (sum(tally.marked[k, c] for k in kinds) for c in (True, False))
        right, perhaps = (sum(tally.made[k, c] for k in kinds) for c in (True, False))
        yield f"{name:14}{sure:9}{right:6}{_share(right, sure):>7}{likely:9}{perhaps:6}"
    total = tally.edits.total()
    shares = ", ".join(f"{w} {tally.edits[w]} ({_share(tally.edits[w], total)})" for w in WHAT)
    yield f"edits applied: {total}; {shares}"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"


def _article(texts: Path, file: Path, cleaned: Path | None) -> Tally:
    """Check one article's marks, and count them when there is something cleaned."""
    text = (texts / f"{file.stem}.txt").read_bytes().decode("utf-8-sig")
    marks = read_marks(text, file.read_text(encoding="utf-8").splitlines())
    if cleaned is None:
        return Tally(marked=Counter((m.kind, m.certain) for m in marks))
    trace = Trace.model_validate_json((cleaned / f"{file.stem}.txt.trace.json").read_bytes())
    return judge(text, marks, trace)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path)
    parser.add_argument("marks", type=Path)
    parser.add_argument("cleaned", type=Path, nargs="?")
    parser.add_argument("--each", action="store_true", help="list what was missed and what mends no mark")
    args = parser.parse_args()
    total, bad = Tally(), False
    for file in sorted(args.marks.glob("*.jsonl")):
        try:
            tally = _article(args.texts, file, args.cleaned)
        except (BadMark, OSError) as error:
            print(f"{file.stem}: {error}", file=sys.stderr)
            bad = True
            continue
        total.add(tally)
        if args.each and tally.notes:
            print(file.stem, *tally.notes, sep="\n    ")
    print("\n".join(report(total)))
    sys.exit(bad)


if __name__ == "__main__":
    main()
