"""Rendering a structured document as text: pieces are written in reading order, marks fall out of what is open.

Shared by HTML and docx. Blocks are set apart by a blank line, lines of a block by a newline, cells of a row by a tab;
nothing but white space is added to the document's own characters.
"""

import re
from dataclasses import dataclass, field, replace

from pipeline.model import Mark

NONE, SPACE, TAB, LINE, BLANK = range(5)
_GAP = ("", " ", "\t", "\n", "\n\n")
_SPACES = re.compile(r"[ \t\n\r\f]+")
_LONGEST_HEADING = 120  # code points of a paragraph that counts as a heading because all of it is bold
_PSEUDO_LEVEL = 6


@dataclass(slots=True)
class Leaf:
    """A stretch of text without a block boundary in it.

    linked and bold: how many of its code points stand in links and in bold type; strong: where the bold type that opens
    it ends (0: it opens with none); furniture: whether the document says itself that it is no content.
    """

    kind: str = "paragraph"
    level: int = 0
    furniture: bool = False
    start: int = 0
    end: int = 0
    label: str | None = None
    group: int | None = None
    linked: int = 0
    bold: int = 0
    strong: int = 0


@dataclass(slots=True)
class Entry:
    """An open list entry: depth from 1, rendered marker, ordinal of its list; used: its first leaf is written."""

    depth: int
    label: str | None
    group: int
    used: bool = False


@dataclass(frozen=True, slots=True)
class Style:
    """How running text is written: as what leaf, in which list entry, whether linked, bold, preformatted (exact)."""

    like: Leaf
    entry: Entry | None = None
    linked: bool = False
    bold: bool = False
    exact: bool = False


@dataclass(slots=True)
class _Envelope:
    kind: str
    group: int | None
    start: int = -1


@dataclass
class Canvas:
    """Text under construction. Offsets are in code points."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    gap: int = NONE
    leaf: Leaf | None = None
    leaves: list[Leaf] = field(default_factory=list)
    groups: int = 0
    _envelopes: list[Mark] = field(default_factory=list)
    _open: list[_Envelope] = field(default_factory=list)

    def write(self, text: str, style: Style) -> None:
        """Add running text; white space is collapsed as browsers do, unless the style is exact."""
        if not style.exact:
            text = _SPACES.sub(" ", text)
        body = text if style.exact else text.strip(" ")
        if not body or (self.leaf is None and not body.strip()):
            if text and self.leaf is not None:
                self.gap = max(self.gap, SPACE)
            return
        if self.leaf is None:
            self._start_leaf(style)
        else:
            self._put(_GAP[max(self.gap, SPACE if text[0] == " " and not style.exact else NONE)])
        self._put(body)
        self.gap = SPACE if text[-1] == " " and not style.exact else NONE
        if leaf := self.leaf:
            if style.bold and leaf.end in (leaf.start, leaf.strong):
                leaf.strong = self.length
            leaf.end = self.length
            leaf.linked += len(body) * style.linked
            leaf.bold += len(body) * style.bold

    def _put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def _start_leaf(self, style: Style) -> None:
        if self.length:
            self._put(_GAP[self.gap or BLANK])
        self.leaf = leaf = replace(style.like, start=self.length, end=self.length)
        if (entry := style.entry) is not None:
            if not entry.used and leaf.kind in ("paragraph", "heading"):
                leaf.kind, leaf.label, entry.used = "item", entry.label, True
            if leaf.kind in ("paragraph", "item"):
                leaf.level, leaf.group = entry.depth, entry.group
        for envelope in self._open:
            if envelope.start < 0:
                envelope.start = self.length

    def line(self) -> None:
        """A line break; the second in a row ends the leaf."""
        if self.gap >= LINE or self.leaf is None:
            self.boundary()
        else:
            self.gap = LINE

    def boundary(self, gap: int = BLANK) -> None:
        """End the leaf; the next one is set apart by `gap` or more."""
        if self.leaf is not None:
            self.leaves.append(self.leaf)
            self.leaf, self.gap = None, gap
        else:
            self.gap = max(self.gap, gap) if self.length else NONE

    def open(self, kind: str, group: int | None = None) -> None:
        """Start a container that gets a mark of its own if something is written in it."""
        self._open.append(_Envelope(kind, group))

    def close(self) -> None:
        """End the container that was opened last; its last leaf must have ended."""
        envelope = self._open.pop()
        if envelope.start >= 0:
            self._envelopes.append(Mark(envelope.kind, envelope.start, self.length, group=envelope.group))

    def new_group(self) -> int:
        """The ordinal of a new list or table, from 1."""
        self.groups += 1
        return self.groups

    def text(self) -> str:
        """All that was written."""
        return "".join(self.parts)

    def marks(self) -> tuple[Mark, ...]:
        """All marks in order of start, longer ones first, containers before leaves of the same extent.

        A short paragraph that is bold as a whole is a heading of level 6. In a document without headings no paragraph
        outside lists is marked: nothing says there that a paragraph isn't one.
        """
        for leaf in self.leaves:
            if leaf.kind == "paragraph" and not leaf.group and _all_bold(leaf):
                leaf.kind, leaf.level = "heading", _PSEUDO_LEVEL
        headed = any(leaf.kind == "heading" and not leaf.furniture for leaf in self.leaves)
        furniture = [Mark("boilerplate", leaf.start, leaf.end) for leaf in self.leaves if leaf.furniture]
        marks = [
            Mark(leaf.kind, leaf.start, leaf.end, leaf.level, leaf.label, leaf.group)
            for leaf in self.leaves
            if headed or leaf.kind != "paragraph" or leaf.group
        ]
        strong = [
            Mark("strong", leaf.start, leaf.strong)
            for leaf in self.leaves
            if leaf.kind in ("paragraph", "item") and leaf.strong - leaf.start <= _LONGEST_HEADING and leaf.strong
        ]
        return tuple(sorted([*furniture, *self._envelopes, *marks, *strong], key=lambda mark: (mark.start, -mark.end)))


def _all_bold(leaf: Leaf) -> bool:
    length = leaf.end - leaf.start
    return length <= _LONGEST_HEADING and leaf.bold >= 0.9 * length
