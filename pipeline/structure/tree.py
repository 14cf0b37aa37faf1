"""Drafts of an article's parts, while roles and kinds are decided."""

from dataclasses import dataclass, field
from typing import cast

from pipeline.model import Block, RemovalReason, Repaired


@dataclass(slots=True, eq=False)
class Line:
    """A repaired block as a line of the document."""

    one: Repaired

    @property
    def text(self) -> str:
        """The clean text."""
        return self.one.text

    @property
    def block(self) -> Block:
        """The block."""
        return self.one.block

    @property
    def index(self) -> int:
        """The block's ordinal."""
        return self.one.block.index

    @property
    def reason(self) -> RemovalReason:
        """Why the block is removed."""
        return cast(RemovalReason, self.one.block.facts["removed"])


@dataclass(slots=True, eq=False)
class DraftItem:
    """An item in the making; group: the list it belongs to."""

    first: Line
    group: int | None
    confidence: float
    label: Line | None = None
    title: Line | None = None
    paragraphs: list[Line] = field(default_factory=list)
    items: list["DraftItem"] = field(default_factory=list)

    def put(self, line: Line) -> None:
        """Add a line in the role that its block's kind gives it."""
        kind = line.block.kind
        if kind == "label" and self.label is None:
            self.label = line
        elif kind == "item-title" and self.title is None:
            self.title = line
        else:
            self.paragraphs.append(line)

    @property
    def number(self) -> int | None:
        """The label's value."""
        return cast("int | None", self.first.block.facts.get("value"))

    @property
    def marker(self) -> str | None:
        """The marker that the source's format renders without text."""
        return cast("str | None", self.first.block.facts.get("marker"))

    def lines(self) -> list[Line]:
        """All lines of the item and its nested items."""
        own = [line for line in (self.label, self.title) if line] + self.paragraphs
        return own + [line for item in self.items for line in item.lines()]

    def span(self) -> tuple[int, int]:
        """The envelope of the item in the source, in code points."""
        lines = self.lines()
        return min(line.block.start for line in lines), max(line.block.end for line in lines)

    @property
    def body(self) -> str:
        """The text of all paragraphs, of the nested items too."""
        return " ".join([*(line.text for line in self.paragraphs), *(item.whole for item in self.items)])

    @property
    def whole(self) -> str:
        """Title and body."""
        return " ".join(([self.title.text] if self.title else []) + [self.body])


@dataclass(slots=True, eq=False)
class Draft:
    """A section in the making."""

    heading: Line | None = None
    kind: str = "text"
    paragraphs: list[Line] = field(default_factory=list)
    items: list[DraftItem] = field(default_factory=list)
    closing: list[Line] = field(default_factory=list)
    confidence: float = 1.0

    def span(self) -> tuple[int, int]:
        """The envelope of the section in the source, in code points."""
        lines = [self.heading] if self.heading else []
        lines += self.paragraphs + self.closing + [line for item in self.items for line in item.lines()]
        return min(line.block.start for line in lines), max(line.block.end for line in lines)


@dataclass(slots=True, eq=False)
class Parts:
    """An article in the making."""

    title: list[Line] = field(default_factory=list)
    introduction: list[Line] = field(default_factory=list)
    sections: list[Draft] = field(default_factory=list)
    conclusion: list[Line] = field(default_factory=list)
    removed: list[Line] = field(default_factory=list)
