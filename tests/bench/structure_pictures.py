"""Draws the pictures of the manual, one for each layout: a case's source on the left, what is found in it on the right.

usage: python -m tests.bench.structure_pictures [FOLDER]      (docs/pictures/structure by default)

Plain SVG without scripts, fonts or links: the same bytes on every machine.
"""

import sys
import textwrap
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any

from pipeline.model import Block
from tests.structure.alone import as_json, run, text_of
from tests.structure.gold import CASES

FOLDER = Path(__file__).parents[2] / "docs" / "pictures" / "structure"
LAYOUTS = {
    "digits": ("two-promises-in-title", "`1.`, and numbers that begin again"),
    "mixed": ("mixed-digits-then-ordinals", "two styles of labels in one list"),
    "bullets": ("bullets-with-lead-and-closing", "bullets between a lead-in and a closing"),
    "first-unmarked": ("first-item-unmarked", "the first entry has no label"),
    "headings": ("headings-only-promised", "headings only, announced by the title"),
    "paragraph": ("bare-numbers-inline-glue", "everything in one paragraph"),
    "ordinals": ("first-second-paragraphs", "`First, ...`, `Second, ...`"),
    "words": ("one-two-paragraph-titles", "`One, ...`, `Two, ...`"),
    "parentheses": ("numbered-parens-nested-in-dots", "`(1)` below `1.`"),
    "chinese-comma": ("cn-comma-labels-wrapped", "`1、`, and lines broken in the middle of sentences"),
    "circled": ("circled-tips-colon", "`①`"),
    "reason": ("reason-number-colon", "`Reason 1:`"),
    "method": ("method-words-headings", "`Method two:`"),
    "level": ("stages-list", "`Level 1:`, `Stage 1:`"),
    "scheme": ("scheme-labels", "`Scheme 2:`"),
    "arrow": ("arrow-labels", "`>01`"),
    "nth": ("nth-reason-quotes", "`The third reason is ...`"),
    "titled": ("title-colon-body-unlabelled", "`Title: body` without labels"),
    "glued": ("title-body-glued", "no separator between title and body"),
    "table": ("web-moving-house-table", "a table glued into lines"),
    "contents": ("contents-list-before", "a contents list before the text"),
    "questions": ("sections-as-numbered-questions", "numbered questions over numbers of their own"),
    "promo": ("promo-everywhere", "advertising, captions and navigation"),
}
COLOURS = {
    "title": ("#7a3e00", 700),
    "heading": ("#0b5394", 700),
    "label": ("#b01e6b", 700),
    "item-title": ("#1b6e3c", 700),
    "removed": ("#8a8a8a", 400),
    "text": ("#222222", 400),
    "kind": ("#5b3ea6", 700),
}
WIDTH, SIZE, STEP, MARGIN, MOST = 62, 11, 15, 14, 44
"""Characters of a column; size of the type, height of a line and margin in pixels; lines of a column at most."""
_ADVANCE = 0.602 * SIZE
Run = tuple[str, str]


def source_lines(source: str, blocks: Sequence[Block]) -> Iterator[list[Run]]:
    """The source's lines, wrapped, as runs of (role, text)."""
    roles = ["text"] * len(source)
    for block in blocks:
        role = "removed" if block.facts.get("removed") else block.kind if block.kind in COLOURS else "text"
        roles[block.start : block.end] = [role] * (block.end - block.start)
    at, blank = 0, True
    for line in source.splitlines(keepends=True):
        body = line.rstrip()
        if body or not blank:
            for start, end in _wrapped(body):
                pairs = zip(roles[at + start : at + end], body[start:end], strict=True)
                yield [(role, "".join(c for _, c in run)) for role, run in groupby(pairs, key=lambda pair: pair[0])]
        blank = not body
        at += len(line)


def _wrapped(line: str) -> Iterator[tuple[int, int]]:
    """Spans of at most WIDTH characters that end at spaces."""
    start = 0
    while len(line) - start > WIDTH:
        cut = line.rfind(" ", start + 1, start + WIDTH + 1)
        end = cut if cut > start else start + WIDTH
        yield start, end
        start = end + (cut > start)
    yield start, len(line)


def found_lines(article: dict[str, Any]) -> Iterator[list[Run]]:
    """The document's parts, wrapped, as runs of (role, text)."""
    yield from _part("title", "title", article["title"])
    for text in article["introduction"]:
        yield from _part("introduction", "text", text)
    for section in article["sections"]:
        yield [("text", "")]
        yield from _part(section["kind"], "heading", section["heading"] or "")
        for text in section["paragraphs"]:
            yield from _indented(1, [("text", text)])
        for item in section["items"]:
            yield from _item(item, 1)
        for text in section["closing"]:
            yield from _part("closing", "text", text)
    if article["conclusion"] or article["removed"] or article["problems"]:
        yield [("text", "")]
    for text in article["conclusion"]:
        yield from _part("conclusion", "text", text)
    for one in article["removed"]:
        yield from _part(one["reason"], "removed", one["text"])
    for problem in article["problems"]:
        yield from _part("problem", "text", problem["message"])


def _part(name: str, role: str, text: str | None) -> Iterator[list[Run]]:
    if text is not None:
        yield from _indented(0, [("kind", f"{name} "), (role, text)])


def _item(item: dict[str, Any], depth: int) -> Iterator[list[Run]]:
    number = "" if item["number"] is None else f"{item['number']} "
    body = " ".join(item["paragraphs"])
    title = f"{item['title']} " if item["title"] else ""
    yield from _indented(depth, [("label", number or "- "), ("item-title", title), ("text", body)])
    for nested in item["items"]:
        yield from _item(nested, depth + 1)


def _indented(depth: int, runs: Sequence[Run]) -> Iterator[list[Run]]:
    """Runs as at most two lines; what doesn't fit is left out with an ellipsis."""
    flat = [(role, c) for role, text in runs for c in " ".join(text.split()) + " " * text.endswith(" ")]
    room = WIDTH - 2 * depth
    shown = textwrap.wrap("".join(c for _, c in flat), room - 1, break_on_hyphens=False) or [""]
    at = 0
    for nth, line in enumerate(shown[:2]):
        at = "".join(c for _, c in flat).find(line, at)
        pairs = flat[at : at + len(line)]
        out = [(role, "".join(c for _, c in run)) for role, run in groupby(pairs, key=lambda pair: pair[0])]
        more = [("text", "…")] if nth == 1 and len(shown) > 2 else []
        yield [("text", "  " * (depth + nth)), *out, *more]
        at += len(line)


def picture(source: str, name: str) -> str:
    """The SVG of one source; name: what the layout is called."""
    blocks, _, arrangement = run(text_of(source))
    columns = [list(source_lines(source, blocks)), list(found_lines(as_json(arrangement)))]
    rows = min(MOST, max(map(len, columns)))
    column = WIDTH * _ADVANCE + 2 * MARGIN
    width, height = round(2 * column), rows * STEP + 2 * MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'role="img" font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="{SIZE}">',
        f"<title>{escape(name)}</title>",
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        f'<rect x="{column:.0f}" width="{width - round(column)}" height="{height}" fill="#f4f6f8"/>',
    ]
    for nth, lines in enumerate(columns):
        cut = [*lines[: MOST - 1], [("text", "…")]] if len(lines) > MOST else lines
        x = nth * column + MARGIN
        parts += [_line(runs, x, MARGIN + STEP * (i + 0.75)) for i, runs in enumerate(cut) if any(t for _, t in runs)]
    return "\n".join([*parts, "</svg>"]) + "\n"


def _line(runs: Sequence[Run], x: float, y: float) -> str:
    spans = []
    for role, text in runs:
        colour, weight = COLOURS[role]
        strike = ' text-decoration="line-through"' if role == "removed" else ""
        spans.append(f'<tspan fill="{colour}" font-weight="{weight}"{strike}>{escape(text)}</tspan>')
    return f'<text x="{x:.0f}" y="{y:.1f}" xml:space="preserve">{"".join(spans)}</text>'


def pictures() -> Iterator[tuple[str, str]]:
    """(name, SVG) of every layout."""
    for name, (case, layout) in LAYOUTS.items():
        with (CASES / f"{case}.txt").open(encoding="utf-8", newline="") as file:
            yield name, picture(file.read(), layout.replace("`", ""))


def main(folder: Path) -> None:
    """Draw all."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, svg in pictures():
        (folder / f"{name}.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
