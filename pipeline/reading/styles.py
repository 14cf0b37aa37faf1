"""What a docx's styles say about a paragraph: heading, title, caption, quotation, list, bold.

Styles are resolved along `basedOn`, direct formatting is stronger (ECMA-376 part 1, 17.7.2).
"""

import re
from dataclasses import dataclass, replace
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn

_HEADING = re.compile(r"heading\s*([1-9])$", re.IGNORECASE)
_LIST = re.compile(r"list (?:bullet|number|continue) ([2-5])$")
_DEEPEST = 20  # styles based on one another; more is a circle


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """kind and level as in a mark; number: (list id, list level or None) of the style's numbering; quote; bold;
    depth: that the style's name gives a list ("List Bullet 2")."""

    kind: str = "paragraph"
    level: int = 0
    number: tuple[str | None, int | None] = (None, None)
    quote: bool = False
    bold: bool = False
    depth: int = 1


class Styles:
    """A document's styles by id."""

    def __init__(self, document: Document) -> None:
        root = document.part._styles_part.element  # the public Styles object hides numbering and outline levels
        self._all: dict[str, Any] = {}
        self._default: str | None = None
        for style in root.iter(qn("w:style")):
            identifier = style.get(qn("w:styleId"))
            self._all[identifier] = style
            if style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) in ("1", "true"):
                self._default = identifier
        self._known: dict[str | None, ParagraphStyle] = {}

    def of(self, paragraph: Any) -> ParagraphStyle:
        """The style of a w:p element, with its own outline level."""
        properties = paragraph.find(qn("w:pPr"))
        identifier = value(properties, "w:pStyle") or self._default
        if identifier not in self._known:
            self._known[identifier] = self._resolve(identifier)
        style = self._known[identifier]
        outline = value(properties, "w:outlineLvl")
        if style.kind == "paragraph" and outline is not None and outline.isdigit() and int(outline) < 6:
            return replace(style, kind="heading", level=int(outline) + 1)
        return style

    def _chain(self, identifier: str | None) -> list[Any]:
        chain: list[Any] = []
        while identifier in self._all and len(chain) < _DEEPEST:
            style = self._all[identifier]
            chain.append(style)
            identifier = value(style, "w:basedOn")
        return chain

    def _resolve(self, identifier: str | None) -> ParagraphStyle:
        kind, level, quote, bold = "paragraph", 0, False, None
        depth = 1
        list_id: str | None = None
        list_level: int | None = None
        for style in self._chain(identifier):
            name = (value(style, "w:name") or "").strip().lower()
            properties = style.find(qn("w:pPr"))
            if kind == "paragraph":
                kind, level = _kind(name, value(properties, "w:outlineLvl"))
            if found := _LIST.match(name):
                depth = max(depth, int(found.group(1)))
            quote = quote or name in ("quote", "intense quote", "block text")
            numbering = properties.find(qn("w:numPr")) if properties is not None else None
            if list_id is None and numbering is not None:
                list_id = value(numbering, "w:numId")
            if list_level is None and numbering is not None and (at := value(numbering, "w:ilvl")):
                list_level = int(at)
            if bold is None:
                bold = _switch(style.find(qn("w:rPr")), "w:b")
        return ParagraphStyle(kind, level, (list_id, list_level), quote, bool(bold), depth)

    def run_bold(self, run: Any, inherited: bool) -> bool:
        """Whether a w:r element is bold, given its paragraph's style."""
        properties = run.find(qn("w:rPr"))
        direct = _switch(properties, "w:b")
        if direct is not None:
            return direct
        for style in self._chain(value(properties, "w:rStyle")):
            own = _switch(style.find(qn("w:rPr")), "w:b")
            if own is not None:
                return own
        return inherited

    def hidden(self, run: Any) -> bool:
        """Whether a w:r element is hidden text."""
        return bool(_switch(run.find(qn("w:rPr")), "w:vanish"))


def value(parent: Any, name: str) -> str | None:
    """The w:val of a child element, None where either is missing."""
    child = parent.find(qn(name)) if parent is not None else None
    found: str | None = child.get(qn("w:val")) if child is not None else None
    return found


def _switch(properties: Any, name: str) -> bool | None:
    child = properties.find(qn(name)) if properties is not None else None
    return None if child is None else child.get(qn("w:val"), "1") not in ("0", "false", "off")


def _kind(name: str, outline: str | None) -> tuple[str, int]:
    if found := _HEADING.match(name):
        return "heading", min(6, int(found.group(1)))
    if name == "title":
        return "title", 1
    if name == "caption":
        return "caption", 0
    if outline is not None and outline.isdigit() and int(outline) < 6:
        return "heading", int(outline) + 1
    return "paragraph", 0
