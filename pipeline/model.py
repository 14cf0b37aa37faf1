"""The types that the program's rooms exchange; the published ones (article, trace, quarantine) are the contract's.

Published types are pydantic models, frozen, and refuse unknown fields. Values that only pass between stages are frozen
dataclasses. All offsets are in code points, end exclusive. This module imports nothing of ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Severity = Literal["info", "warning", "error"]
Outcome = Literal["applied", "suggested", "blocked", "accepted", "rejected"]
RemovalReason = Literal["advertisement", "navigation", "caption", "duplicate", "boilerplate", "debris"]
Family = Literal["spacing", "punctuation", "encoding", "doubling", "case", "terms", "grammar", "languagetool"]
FAMILIES: tuple[Family, ...] = (
    "encoding",
    "spacing",
    "punctuation",
    "doubling",
    "case",
    "languagetool",
    "terms",
    "grammar",
)
KINDS: tuple[str, ...] = ("causes", "tips", "symptoms", "steps", "list", "text")
CHANGING: frozenset[Outcome] = frozenset({"applied", "accepted"})

Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Published(BaseModel):
    """Base of all published types."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Published):
    """A stretch of the decoded source, in code points."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)


class Problem(Published):
    """Something a person should know about an article; never repaired in silence."""

    code: str
    severity: Severity
    message: str
    source: Span | None = None


class Item(Published):
    """One entry of a list, with the envelope of its source, label included."""

    number: int | None
    label: str | None
    title: str | None
    paragraphs: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    source: Span
    confidence: float = Field(ge=0, le=1)


class Section(Published):
    """A part of an article: its heading, what stands before the items, the items, what stands after them."""

    kind: str
    heading: str | None
    promised: int | None = None
    paragraphs: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    closing: tuple[str, ...] = ()
    source: Span


class Removed(Published):
    """Text of the source that isn't part of the article, as in the source."""

    text: str
    reason: RemovalReason
    source: Span


class FlatItem(Published):
    """An item of a causes or tips section, as most users want it; text: paragraphs and nested items, by blank lines."""

    number: int | None
    title: str | None
    text: str


class Quality(Published):
    """Counts of what was done to an article and whether a person should look at it."""

    edits: int = Field(ge=0)
    suggestions: int = Field(ge=0)
    edits_per_100_words: float = Field(ge=0)
    needs_review: bool


class SourceInfo(Published):
    """Where an article came from; characters are code points of the decoded source."""

    path: str
    sha256: Hash
    encoding: str
    media_type: str
    characters: int = Field(ge=0)


class MadeBy(Published):
    """The program that made a document."""

    pipeline: str


class Article(Published):
    """The article document (`NAME.json`)."""

    schema_version: Literal["1.0"] = "1.0"
    id: str
    title: str | None
    introduction: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    conclusion: tuple[str, ...] = ()
    removed: tuple[Removed, ...] = ()
    causes: tuple[FlatItem, ...] = ()
    tips: tuple[FlatItem, ...] = ()
    problems: tuple[Problem, ...] = ()
    quality: Quality
    source: SourceInfo
    made_by: MadeBy


class TraceBlock(Published):
    """A stretch of the source, verbatim, and the JSON Pointer of its clean text in the document."""

    index: int = Field(ge=0)
    kind: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str
    place: str


class Edit(Published):
    """A proposed change and its outcome; offsets are in the block's text after all earlier edits that changed it."""

    rule: str
    family: Family
    block: int = Field(ge=0)
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    before: str
    after: str
    outcome: Outcome
    why: str
    alternatives: tuple[str, ...] = Field((), exclude_if=lambda value: not value)
    proposed: str | None = Field(None, exclude_if=lambda value: value is None)
    """What the program proposed, where an editor put another text in its place: `after` is the editor's then."""
    otherwise: Outcome | None = Field(None, exclude_if=lambda value: value is None)
    """Of an edit that an editor decided: its outcome without the decision."""

    @property
    def offered(self) -> str:
        """The text that the program proposed."""
        return self.after if self.proposed is None else self.proposed


class Trace(Published):
    """The trace (`NAME.trace.json`): proof that the document follows from the source. `text` only for HTML and docx."""

    source_sha256: Hash
    recipe: Hash
    article_sha256: Hash
    markdown_sha256: Hash
    checksum: Hash
    text: str | None = Field(None, exclude_if=lambda value: value is None)
    blocks: tuple[TraceBlock, ...]
    edits: tuple[Edit, ...]


class Quarantined(Published):
    """An article that could not be cleaned (`.pipeline/quarantine/NAME.json`)."""

    path: str
    stage: str
    cause: Literal["source", "engine", "filesystem", "limit", "program"]
    message: str
    details: str
    source_sha256: Hash | None
    recipe: Hash


class Refusal(Exception):
    """The work can't be done as asked; the message says what to do. `exit_code` is the contract's for its kind."""

    exit_code = 2


# ---- values between the stages ----


@dataclass(frozen=True, slots=True)
class Source:
    """An article as found: its id (POSIX path under RAW, or `NAME.jsonl/ID`), its bytes and what is known of them."""

    id: str
    path: str
    data: bytes
    media_type: str
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """Structure that the source's own format declares for a stretch of decoded text (HTML elements, docx styles).

    kind: "title", "heading", "paragraph", "item" (one list entry), "table", "row", "cell", "quote", "caption",
    "boilerplate" (outside the main content), "strong" (bold type that opens a leaf); level: heading level 1-6 or list
    depth from 1; label: the marker a list renders without text ("1." of an ordered list), if any; group: ordinal of the
    list or table it belongs to.
    """

    kind: str
    start: int
    end: int
    level: int = 0
    label: str | None = None
    group: int | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """A decoded source: exact text, newlines as they are, no byte order mark, and the format's own structure if any."""

    id: str
    path: str
    sha256: str
    encoding: str
    media_type: str
    text: str
    title: str | None = None
    marks: tuple[Mark, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the decoded source that is cut once and never split, merged or moved again.

    kind: "title", "heading", "label", "item-title", "text", "debris" (separators, markup remains);
    depth: heading level, or nesting depth of the item it belongs to (0: outside lists);
    item: index of the block that opens its item (its label, or its first block), None outside lists;
    confidence: of the structural decision about it, two decimals.
    """

    index: int
    kind: str
    start: int
    end: int
    text: str
    depth: int = 0
    item: int | None = None
    confidence: float = 1.0
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Repaired:
    """A block with its clean text and all proposals made about it, in order."""

    block: Block
    text: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Arrangement:
    """An article's parts after roles are known. places[i] is the JSON Pointer of block i's clean text."""

    title: str | None
    introduction: tuple[str, ...]
    sections: tuple[Section, ...]
    conclusion: tuple[str, ...]
    removed: tuple[Removed, ...]
    places: tuple[str, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """A finding of LanguageTool in one block's text, offsets in code points."""

    rule_id: str
    sub_id: str
    category: str
    issue_type: str
    start: int
    end: int
    message: str
    replacements: tuple[str, ...]
