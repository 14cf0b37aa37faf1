"""Units: a source's lines, broken sentences put together, the smallest stretches that lists are made of."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.compiled import compiled
from pipeline.model import Mark, Text
from pipeline.structure import cues, labels

_LINE = compiled(r"[^\r\n\f\v\x1c-\x1e\x85\u2028\u2029]+")
_TERMINAL = compiled(r"[.!?:;。！？：；…][\"'”’»)）\]】*_]*$")
SENTENCE = compiled(r"[.!?。！？][\"”’)]*(?=\s|[A-Z“])\s*")
"""A sentence's end and the white space behind it."""
QUESTION = compiled(r"[?？][\"”’)]*$")
"""A question's end."""
ASKS = compiled(r"[?？]")
"""A question anywhere in a text."""
_WORD = compiled(r"\w++(?:['’-]\w++)*+")
_RULE = compiled(r"[\W_]{3,}")
_SETEXT = compiled(r"(?:={3,}|-{3,})$")
_STARTS_LOW = compiled(r"(?![a-z]{2,12}\s?[:：])[\"'“‘(]*[a-z,;]")
_MARKER = compiled(
    r"[\W_]{0,3}(?:\d{1,3}|[一二三四五六七八九十]{1,3}|[A-Za-z])[\W_]|[•·●○◦▪■□◆◇★☆✓✔√➤►▶→※❖‣⁃∙*+#>|①-⓿❶-➓-]"
)
_BULLET = compiled(r"(?:[•·●○◦▪■□◆◇★☆✓✔√➤►▶→※❖‣⁃]\s*|[*+–—-]\s+)\w")
_STATES = compiled(r"\b(?:is|are|was|were|has|have|can|will)\b")
_JOINS = cues.vocabulary("small") | cues.vocabulary("joins")
_LEAVES = frozenset(("title", "heading", "paragraph", "item", "cell", "caption"))
_GLUE = compiled(r"[a-z0-9)][A-Z][a-z]|[a-z]\d|\)[A-Za-z]")
_CELLS = compiled(r"[a-z][A-Z][a-z]")
_OPENED, _CLOSED = r"<\s?p\b[^<>\n]{0,80}>", r"<\s?/\s?p\s?>"
_PARTED = compiled(rf"(?:{_CLOSED}|{_OPENED})\s*{_OPENED}", re.IGNORECASE)
"""The tags between two paragraphs."""
_BETWEEN = compiled(rf"{_PARTED.pattern}|{_CLOSED}\s*\Z|\A\s*{_OPENED}", re.IGNORECASE)
"""Them, and those around the first and the last."""
GAP = compiled(r"(?<=\S) {3,}(?=\S)")
"""What parts the cells of a table set in spaces."""
_FIELD = compiled(r"[A-Z][\w -]{2,24}(?::|：|\s\|)\s?\S")
_DATE = compiled(
    r"\b\d{1,4}[-./]\d{1,2}[-./]\d{1,4}\b|"
    r"^(?:(?:[Pp]ost|[Pp]ublish|[Aa]dd)ed |[Ww]ritten )?[Bb]y [A-Z]\w+.*\b(?:19|20)\d\d\b"
)
_BYLINE = compiled(
    r"(?:from|by|of) (?:[A-Z][\w.'’-]+,? ){1,4}.{0,20}\b(?:19|20)\d\d\b|"
    r"\d{1,2}\.? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?,? (?:19|20)\d\d\b"
)
_ONWARD = compiled(r"(?:previous|next|last)(?: (?:article|post|page|one))?\s?[:：]", re.IGNORECASE)
_LINK = compiled(r"http|www\.|[\w-]+\.(?:com|net|org|ru|cn|de|jp|kr|vn|id|info|io|example)\b")
_SECTIONS = cues.vocabulary("section-names")
_HEADING = 16
"""Words up to which a question of its own paragraph is a heading, in lower case too (can curtains be washed?)."""
_ASKING = compiled(r"(?:what|how|why|when|where|which|who|can|could|should|is|are|do|does|will)\b", re.IGNORECASE)
LONGEST = 20_000
"""Longer paragraphs (code points) are cut at a sentence's or word's end: no later stage meets an endless one."""


@dataclass(slots=True)
class Unit:
    """A line or a mended paragraph: its span in the source (code points), trimmed, and what stands around it.

    blank: blank lines before it; indent: white space before it on its line; mark: what the source's format declares;
    underlined: level of the heading that a rule below it makes of it (0: none); glued: a heading cut off its paragraph;
    opens_row: the first cell of a table's row; strong: length of the bold type that opens it.
    """

    start: int
    end: int
    text: str
    blank: int = 0
    indent: int = 0
    mark: Mark | None = None
    underlined: int = 0
    words: int = 0
    glued: bool = False
    opens_row: bool = False
    strong: int = 0

    @property
    def rule(self) -> bool:
        """Whether it is a pure separator, without a word, or the tags between two paragraphs."""
        return not self.words


def finished(text: str) -> bool:
    """Whether a text ends as sentences, headings with a colon or quotations end."""
    return bool(_TERMINAL.search(text[-40:]))


def units(text: Text) -> list[Unit]:
    """The units of a decoded source, in order; every non-blank code point is in exactly one of them."""
    marks = [mark for mark in text.marks if mark.kind != "strong"]
    found = list(_marked(text.text, marks) if marks else _mend(text.text, list(_plain(text.text, 0, len(text.text)))))
    strong = {mark.start: mark.end for mark in text.marks if mark.kind == "strong"}
    for unit in found:
        unit.strong = min(unit.end, strong.get(unit.start, unit.start)) - unit.start
    return [part for unit in _underline(found) for part in _bounded(unit)]


def _plain(text: str, start: int, end: int) -> Iterator[Unit]:
    last = start
    for match in _LINE.finditer(text, start, end):
        line = match.group()
        body = line.strip()
        if not body:
            continue
        indent = len(line) - len(line.lstrip())
        at = match.start() + indent
        breaks = text.count("\n", last, match.start()) or text.count("\r", last, match.start())
        blank = max(0, breaks - 1) if last > start else 0
        for a, b in _paragraphs(body):
            part = body[a:b].strip()
            a += len(body[a:b]) - len(body[a:b].lstrip())
            yield _unit(at + a, at + a + len(part), part, blank if not a else 1, indent if not a else 0)
        last = match.end()


def _paragraphs(body: str) -> list[tuple[int, int]]:
    """Where the parts of a line stand that tags part into paragraphs, and those tags."""
    if "<" not in body or _PARTED.search(body) is None:
        return [(0, len(body))]
    cuts = sorted({0, len(body), *(edge for match in _BETWEEN.finditer(body) for edge in match.span())})
    return [(a, b) for a, b in itertools.pairwise(cuts) if body[a:b].strip()]


def _unit(start: int, end: int, body: str, blank: int, indent: int) -> Unit:
    if body.startswith("<") and _BETWEEN.fullmatch(body):
        return Unit(start, end, body, blank, indent)
    return Unit(start, end, body, blank, indent, words=len(_WORD.findall(body)) if end - start < LONGEST else LONGEST)


def _marked(text: str, marks: Sequence[Mark]) -> Iterator[Unit]:
    """Units of a source whose format declares its structure: they end where marks start or end, and lines."""
    cuts = sorted({0, len(text), *(m.start for m in marks), *(m.end for m in marks)})
    order = sorted(marks, key=lambda m: (m.start, -m.end))
    open_marks: list[Mark] = []
    nth = 0
    for start, end in itertools.pairwise(cuts):
        while nth < len(order) and order[nth].start <= start:
            open_marks.append(order[nth])
            nth += 1
        open_marks = [m for m in open_marks if m.end > start]
        leaf = next((m for m in reversed(open_marks) if m.kind in _LEAVES), None)
        outside = next((m for m in open_marks if m.kind == "boilerplate"), None)
        opens_row = any(m.kind == "row" and m.start == start for m in open_marks)
        found = list(_plain(text, start, end))
        if leaf is not None and leaf.start == start and found:
            found[0].blank = 1
        for unit in _mend(text, found):
            unit.mark, unit.opens_row = outside or leaf, opens_row
            yield unit


def _mend(text: str, found: list[Unit]) -> list[Unit]:
    """Put lines together that a hard line break has cut in the middle of a sentence."""
    out: list[Unit] = []
    width = _width(found)
    alone = _without_bullet(found) if not width else frozenset()
    for i, unit in enumerate(found):
        if out and i not in alone and _continues(out[-1], unit, width):
            last = out[-1]
            body = text[last.start : unit.end]
            out[-1] = Unit(last.start, unit.end, body, last.blank, last.indent, words=last.words + unit.words)
            continue
        out.append(unit)
    return out


def _without_bullet(found: Sequence[Unit]) -> frozenset[int]:
    """The lines that lack a bullet in dense lists of bullets that all end without a stop, one line in a list."""
    out = set()
    opening = [i for i, unit in enumerate(found) if not i or unit.blank]
    for start, end in itertools.pairwise([*opening, len(found)]):
        signed = [i for i in range(start, end) if _BULLET.match(found[i].text)]
        if len(signed) < 2 or end - signed[0] - len(signed) != 1:
            continue
        plain = sorted({*range(signed[0], end)} - {*signed})
        if any(finished(found[i].text) for i in signed):
            continue
        line, above = found[plain[0]].text, found[plain[0] - 1].text
        if len({found[i].text[0] for i in signed}) == 1 and len(line) <= max(len(found[i].text) for i in signed):
            out |= {plain[0]} if _apart(above, line) else set()
    return frozenset(out)


def _apart(above: str, line: str) -> bool:
    """Whether a line doesn't go on with what stands above it: both are phrases that neither break off nor join."""
    last, first = _WORD.findall(above)[-1].lower(), line.split()[0].lower()
    if last in _JOINS or not first[0].isalnum():
        return False
    return first not in _JOINS or (first in ("the", "a", "an") and all(_STATES.search(text) for text in (above, line)))


def _width(found: Sequence[Unit]) -> int:
    """The column at which the page is wrapped, 0 when it isn't: most lines that go on below are nearly equally long."""
    inner = [a.text for a, b in itertools.pairwise(found) if b.blank == 0]
    if len(inner) < 5:
        return 0
    width = sorted(map(len, inner))[len(inner) * 9 // 10]
    full = [text for text in inner if 0.8 * width <= len(text)]
    broken = sum(not _TERMINAL.search(text[-40:]) for text in full)
    return width if 40 <= width <= 130 and len(full) >= 0.6 * len(inner) and 2 * broken >= len(full) else 0


def _continues(last: Unit, unit: Unit, width: int) -> bool:
    tail = last.text[-200:].rsplit("\n", 1)[-1]
    if (
        len(last.text) > LONGEST // 4
        or _MARKER.match(unit.text)
        or _LINK.match(unit.text)
        or last.rule
        or unit.rule
        or (unit.words <= 8 and _DATE.search(unit.text))
        or (unit.words <= 16 and _BYLINE.match(unit.text))
        or (unit.words <= 4 and _ONWARD.match(last.text) and _apart(tail, unit.text))
        or (unit.words <= 4 and unit.text.lower().rstrip(" :：") in _SECTIONS)
    ):
        return False
    label = labels.at_start(unit.text)
    if label is not None and label.strength >= 2.2 and _TERMINAL.search(tail):
        return False
    if last.text.startswith("#") or tail.startswith("|") or (_GLUE.search(tail) and _GLUE.search(unit.text)):
        return False
    if _FIELD.match(unit.text) and _TERMINAL.search(tail):
        return False
    if len(GAP.findall(tail)) == len(GAP.findall(unit.text)) > 0:
        return False
    if unit.words <= 20 and len(_CELLS.findall(unit.text)) >= 2:
        return False
    if unit.blank and unit.words <= _HEADING and QUESTION.search(unit.text) and _ASKING.match(unit.text):
        return False
    if unit.blank == 0 and width and 0.75 * width <= len(tail) <= 1.3 * width:
        return not _TERMINAL.search(tail) or bool(_STARTS_LOW.match(unit.text)) or len(tail) >= 0.85 * width
    if _TERMINAL.search(tail) or not _STARTS_LOW.match(unit.text):
        return False
    if unit.blank == 0 and _BULLET.match(last.text) and tail.split()[-1].lower() in _JOINS:
        return True
    if unit.blank == 0:
        return len(tail) >= (8 if width else 30) and (bool(width) or unit.words + last.words > 8)
    return unit.blank == 1 and len(tail) >= 60 and unit.words > 3 and bool(_TERMINAL.search(unit.text))


def _underline(found: list[Unit]) -> list[Unit]:
    """Give a short line with a rule of = or - directly below it the level of a heading; the rule stays a unit."""
    for above, rule in itertools.pairwise(found):
        if rule.blank == 0 and _SETEXT.fullmatch(rule.text) and above.words and len(above.text) <= 120:
            above.underlined = 1 if rule.text[0] == "=" else 2
    return found


def _bounded(unit: Unit) -> Iterator[Unit]:
    if len(unit.text) <= LONGEST:
        yield unit
        return
    text, at = unit.text, 0
    while at < len(text):
        cut = _cut(text, at)
        body = text[at:cut].strip()
        if body:
            start = unit.start + at + len(text[at:cut]) - len(text[at:cut].lstrip())
            yield Unit(
                start, start + len(body), body, unit.blank, unit.indent, unit.mark, words=len(_WORD.findall(body))
            )
        at = cut


def _cut(text: str, at: int) -> int:
    end = at + LONGEST
    if end >= len(text):
        return len(text)
    for sign in (". ", "。", "! ", "? ", " "):
        found = text.rfind(sign, at + LONGEST // 2, end)
        if found >= 0:
            return found + 1
    return end
