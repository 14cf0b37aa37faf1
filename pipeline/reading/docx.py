"""docx to text: paragraphs in order, with the styles, lists and tables that the document declares.

python-docx opens the package and gives styles and parts; the text itself is walked in the document's XML, because
python-docx's own paragraphs leave out content controls and text boxes. docx2python, the other well-kept library,
renders lists into the text and drops styles: headings and labels could not be told from words. Deleted and hidden
text, field codes and comments never appear; headers, footers and notes are marked "boilerplate".
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import docx
from docx.document import Document
from docx.exceptions import PythonDocxError
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from lxml import etree

from pipeline.reading.canvas import LINE, TAB, Canvas, Entry, Leaf, Style
from pipeline.reading.numbering import Numbering
from pipeline.reading.page import Page
from pipeline.reading.styles import Styles
from pipeline.reading.unreadable import Unreadable

_MOST_PARTS = 20_000
_BYTES_PER_CHARACTER = 8  # of markup and text; a docx that unpacks to more per allowed character is a bomb
_LEAST_LIMIT = 64 * 1024 * 1024  # bytes that may always be unpacked
_DEEPEST = 400  # nested elements; Word itself nests some thirty
_SKIPPED = frozenset(
    map(qn, ("w:del", "w:moveFrom", "w:instrText", "w:delText", "w:pPr", "w:rPr", "w:sdtPr", "w:tblPr", "w:tblGrid"))
) | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
# What python-docx, zipfile and lxml raise on packages that are damaged, lack parts or hold something else.
_BROKEN: tuple[type[Exception], ...] = (
    *(LookupError, ValueError, AttributeError, TypeError, EOFError, OSError, NotImplementedError),
    *(zipfile.BadZipFile, zlib.error, etree.LxmlError, PythonDocxError),
)
_NOTES = ("footnotes", "endnotes")


def read_docx(data: bytes, limit: int) -> Page:
    """Render a document; `limit` in characters bounds what is unpacked. Raises Unreadable: no docx, broken, a bomb."""
    _check_package(data, limit)
    try:
        document = docx.Document(io.BytesIO(data))
        reader = _Reader(document)
    except _BROKEN as error:
        raise Unreadable("The file is no Word document (docx), or it is damaged.", repr(error)) from error
    try:
        reader.read()
    except etree.LxmlError as error:
        raise Unreadable("A part of the Word document is damaged.", repr(error)) from error
    canvas = reader.canvas
    titled = any(leaf.kind == "title" for leaf in canvas.leaves)
    name = " ".join((document.core_properties.title or "").split())
    return Page(canvas.text(), "utf-8", None if titled or not name else name, canvas.marks())


def _check_package(data: bytes, limit: int) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, ValueError, EOFError, OSError, NotImplementedError) as error:
        message = "The file is no Word document (docx), or it is damaged: it is no ZIP archive."
        raise Unreadable(message, repr(error)) from error
    size = sum(part.file_size for part in parts)
    allowed = max(_LEAST_LIMIT, _BYTES_PER_CHARACTER * limit)
    if len(parts) > _MOST_PARTS or size > allowed or (size > _LEAST_LIMIT and size > 200 * len(data)):
        message = f"The Word document would unpack to {size:,} bytes in {len(parts):,} parts: that is too much."
        raise Unreadable(message, f"packed {len(data)} bytes, allowed {allowed}", "limit")
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable("The Word document is encrypted.", "ZIP encryption flag")


class _Reader:
    """One document's way onto a canvas."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.canvas = Canvas()
        self.styles = Styles(document)
        self.numbering = Numbering(document)
        self.furniture = False
        self.linked = False

    def read(self) -> None:
        """Write headers, body, notes and footers in this order."""
        self._furniture("header")
        self._blocks(self.document.element.body)
        for kind in _NOTES:
            self._notes(kind)
        self._furniture("footer")
        self.canvas.boundary()

    def _furniture(self, kind: str) -> None:
        """Headers or footers of all sections, each text once."""
        self.furniture = True
        seen = set()
        for relation in self.document.part.rels.values():
            if relation.is_external or not relation.reltype.endswith(f"/{kind}"):
                continue
            root = parse_xml(relation.target_part.blob)
            text = "".join(str(part) for part in root.itertext())
            if text not in seen:
                seen.add(text)
                self._blocks(root)
        self.furniture = False

    def _notes(self, kind: str) -> None:
        self.furniture = True
        for relation in self.document.part.rels.values():
            if not relation.is_external and relation.reltype.endswith(f"/{kind}"):
                for note in parse_xml(relation.target_part.blob):
                    if note.get(qn("w:type")) in (None, "normal"):
                        self._blocks(note)
        self.furniture = False

    def _blocks(self, parent: Any, cell: Leaf | None = None, depth: int = 0) -> None:
        if depth > _DEEPEST:
            raise Unreadable("The Word document is nested too deeply to be read.", f"more than {_DEEPEST} levels")
        for node in parent:
            if node.tag == qn("w:p"):
                self._paragraph(node, cell, depth)
            elif node.tag == qn("w:tbl"):
                self._table(node, cell, depth)
            elif isinstance(node.tag, str) and node.tag not in _SKIPPED:
                self._blocks(node, cell, depth + 1)  # content controls, insertions, custom XML

    def _table(self, node: Any, cell: Leaf | None, depth: int) -> None:
        rows = list(_below(node, "w:tr"))
        plain = cell is not None or _is_layout(rows)
        if plain:
            for row in rows:
                for one in _below(row, "w:tc"):
                    self._blocks(one, cell, depth + 1)
            return
        canvas = self.canvas
        group = canvas.new_group()
        canvas.boundary()
        canvas.open("table", group)
        for row in rows:
            canvas.boundary(LINE)
            canvas.open("row", group)
            for one in _below(row, "w:tc"):
                canvas.boundary(TAB)
                self._blocks(one, Leaf("cell", group=group, furniture=self.furniture), depth + 1)
                canvas.boundary(TAB)
            canvas.close()
        canvas.boundary()
        canvas.close()

    def _paragraph(self, node: Any, cell: Leaf | None, depth: int) -> None:
        canvas = self.canvas
        style = self.styles.of(node)
        entry: Entry | None = None
        if cell is not None:
            like = cell
            canvas.write(" ", Style(like))  # paragraphs of one cell are parted by a space
        else:
            canvas.boundary()
            like = Leaf(style.kind, style.level, self.furniture)
            number = self.numbering.of(node, style.number, _has_text(node))
            if number is None and style.kind in ("heading", "title"):
                self.numbering.end_groups()
            elif number is not None:
                group = self.numbering.group(number.list_id, canvas)
                entry = Entry(max(number.level + 1, style.depth), number.label, group)
            if style.quote:
                canvas.open("quote")
        self._inline(node, Style(like, entry, bold=style.bold), depth)
        if cell is None:
            canvas.boundary()
            if style.quote:
                canvas.close()
        for box in _boxes(node):
            self._blocks(box, cell, depth + 1)

    def _inline(self, parent: Any, style: Style, depth: int) -> None:
        if depth > _DEEPEST:
            raise Unreadable("The Word document is nested too deeply to be read.", f"more than {_DEEPEST} levels")
        for node in parent:
            tag = node.tag
            if tag in _SKIPPED or not isinstance(tag, str) or tag == qn("w:txbxContent"):
                continue
            if tag == qn("w:r"):
                if not self.styles.hidden(node):
                    self._inline(node, replace(style, bold=self.styles.run_bold(node, style.bold)), depth + 1)
            elif tag == qn("w:t"):
                self.canvas.write(node.text or "", style)
            elif tag in (qn("w:br"), qn("w:cr")):
                if style.like.kind == "cell":
                    self.canvas.write(" ", style)
                else:
                    self.canvas.line()
            elif tag in (qn("w:tab"), qn("w:ptab")):
                self.canvas.write(" ", style)
            elif tag == qn("w:noBreakHyphen"):
                self.canvas.write("\u2011", style)
            elif tag == qn("w:hyperlink"):
                self._inline(node, replace(style, linked=True), depth + 1)
            else:
                self._inline(node, style, depth + 1)


def _below(node: Any, name: str) -> Iterator[Any]:
    """Rows of a table or cells of a row, also those in content controls, not those of inner tables."""
    for child in node:
        if child.tag == qn(name):
            yield child
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml"), qn("w:moveTo")):
            yield from _below(child, name)


def _is_layout(rows: list[Any]) -> bool:
    """A table that only places blocks: one column, or inner tables, or several paragraphs with text in a cell."""
    columns = 0
    for row in rows:
        cells = list(_below(row, "w:tc"))
        columns = max(columns, len(cells))
        for cell in cells:
            if next(cell.iter(qn("w:tbl")), None) is not None:
                return True
            if sum(1 for paragraph in cell.iter(qn("w:p")) if _has_text(paragraph)) > 2:
                return True
    return columns < 2


def _has_text(node: Any) -> bool:
    return any((text.text or "").strip() for text in node.iter(qn("w:t")))


def _boxes(paragraph: Any) -> Iterator[Any]:
    """The text boxes anchored in a paragraph, outermost only, each once (its fallback for old programs is skipped)."""
    stack = [iter(paragraph)]
    while stack:
        node = next(stack[-1], None)
        if node is None:
            stack.pop()
        elif node.tag == qn("w:txbxContent"):
            yield node
        elif node.tag not in _SKIPPED:
            stack.append(iter(node))
