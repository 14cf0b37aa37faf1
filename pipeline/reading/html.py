"""HTML to text: all that a reader sees, in reading order, with the page's own structure, before any extraction.

Parsed by lxml (libxml2 tokenizes as HTML5 does). What is outside the main content stays in the text and is marked
"boilerplate" (see content.py). Text that no reader sees never appears: scripts, styles, templates, comments, what is
hidden by attribute or inline style. Style sheets and scripts are not run, so what only they hide is text.
"""

import csv
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib import resources

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from pipeline.model import Problem
from pipeline.reading import content
from pipeline.reading.canvas import BLANK, LINE, NONE, SPACE, TAB, Canvas, Entry, Leaf, Style
from pipeline.reading.encoding import content_problems, decode_bytes
from pipeline.reading.markers import marker
from pipeline.reading.page import Page
from pipeline.reading.unreadable import Unreadable

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{2,40})", re.IGNORECASE)
_XML_DECLARED = re.compile(rb"^\s{0,99}<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']([\w.:-]{2,40})")
_SCRIPT_TAG = re.compile(r"<(/?)(?:script|style)\b[^<>]{0,2000}>", re.IGNORECASE)
_XML_PROLOG = re.compile(r"^\s*<\?xml[^>]{0,500}\?>")
_BOLD = frozenset(("b", "strong"))
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
_ROLES = frozenset(("navigation", "banner", "contentinfo", "complementary", "search", "menu", "menubar", "dialog"))

_ELEMENTS = list(csv.DictReader((resources.files(__package__) / "elements.csv").read_text("utf-8").splitlines()))
_UNSEEN = frozenset(row["element"] for row in _ELEMENTS if row["shown"] == "no")
_BLOCK = frozenset(row["element"] for row in _ELEMENTS if row["shown"] == "block")
_LAYOUT = frozenset(row["element"] for row in _ELEMENTS if row["in_data_table"] == "no")


@dataclass(slots=True)
class _Frame:
    """What an open element sets for the text in it; closes: how its end ends the leaf (a gap), envelopes to close."""

    style: Style
    closes: int = NONE
    envelopes: int = 0
    cell: bool = False
    list: "_List | None" = None
    rows: bool = False
    inside: bool = False
    suspect: int = -1


@dataclass(slots=True)
class _List:
    group: int
    depth: int
    kind: str | None
    next: int = 1
    step: int = 1


def declared_encoding(data: bytes) -> str | None:
    """The encoding that a page names in its XML declaration or `meta` element, unchecked."""
    found = _XML_DECLARED.search(data[:1024]) or _DECLARED.search(data[:16384])
    return found.group(1).decode("ascii") if found else None


def read_html(data: bytes) -> Page:
    """Render a page. Raises Unreadable for binary content and for elements nested too deeply to be read whole."""
    decoded = decode_bytes(data, declared_encoding(data))
    problems = tuple(map(_unplaced, (*decoded.problems, *content_problems(decoded.text))))
    root = _parse(decoded.text)
    if root is None:
        return Page("", decoded.encoding, problems=problems)
    canvas = Canvas()
    suspects = _render(root, canvas)
    head = root.find("head/title")
    name = " ".join((head.text or "").split()) if head is not None else ""
    if "<" in name:  # markup in a title is text to a browser, and never an article's title
        name = ""
    titled = content.choose_title(canvas.leaves, name, text := canvas.text())
    content.find_furniture(canvas.leaves, text, content.main_text(decoded.text), suspects)
    return Page(text, decoded.encoding, None if titled else name or None, canvas.marks(), problems)


def _unplaced(problem: Problem) -> Problem:
    """A decoding problem without its place, which is one in the page's source and not in the rendered text."""
    return problem.model_copy(update={"source": None})


def _open_scripts(text: str) -> str:
    """Undo self-closing scripts that have an end tag: browsers take what follows for script, libxml2 for text."""
    out, at = [], 0
    tags = list(_SCRIPT_TAG.finditer(text))
    for tag, after in itertools.pairwise(tags):
        if tag.group().endswith("/>") and after.group(1):
            out += [text[at : tag.end() - 2], ">"]
            at = tag.end()
    return "".join([*out, text[at:]])


def _parse(text: str) -> HtmlElement | None:
    text = _open_scripts(text)
    text = _XML_PROLOG.sub("", text.replace("\0", ""), count=1)
    if not text.strip():
        return None
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = document_fromstring(text.encode(), parser=parser)
    except etree.ParserError:  # nothing but comments
        return None
    for error in parser.error_log:
        if error.type_name in ("ERR_INTERNAL_ERROR", "ERR_RESOURCE_LIMIT") or "depth" in error.message.lower():
            raise Unreadable("The page's elements are nested too deeply to be read.", error.message)
    return root


def _render(root: HtmlElement, canvas: Canvas) -> list[tuple[int, int]]:
    """Write the page; the spans of elements whose names say that they may be no content are returned."""
    suspects: list[tuple[int, int]] = []
    frames = [_Frame(Style(Leaf()))]
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, node in walk:
        if event == "start":
            frame = _enter(node, frames[-1], canvas)
            frames.append(frame or frames[-1])
            if frame is None:
                walk.skip_subtree()
            elif node.text:
                canvas.write(node.text.lstrip("\r\n") if node.tag == "pre" else node.text, frame.style)
            continue
        frame = frames.pop()
        if frame is not frames[-1]:
            _leave(frame, canvas, suspects)
        if node.tail and len(frames) > 1:
            canvas.write(node.tail, frames[-1].style)
    canvas.boundary()
    return suspects


def _enter(node: HtmlElement, outer: _Frame, canvas: Canvas) -> _Frame | None:
    """The frame of an element that starts, None for one that isn't seen."""
    tag = node.tag
    if _is_hidden(node) or (tag in _UNSEEN and not (tag == "dialog" and "open" in node.attrib)):
        return None
    if tag == "br":
        if outer.cell:
            canvas.gap = max(canvas.gap, SPACE)
        else:
            canvas.line()
        return replace(outer, closes=NONE, envelopes=0, suspect=-1)
    frame = replace(outer, closes=NONE, envelopes=0, suspect=-1)
    style = frame.style
    if tag in _BOLD or tag == "a":
        frame.style = replace(style, bold=style.bold or tag in _BOLD, linked=style.linked or tag == "a")
    if tag in _BLOCK:
        _enter_block(tag, node, frame, canvas)
    if content.is_suspect(node.get("class"), node.get("id")):
        frame.suspect = canvas.length
    return frame


def _is_hidden(node: HtmlElement) -> bool:
    return "hidden" in node.attrib or bool(_HIDDEN.search(node.get("style", "")))


def _enter_block(tag: str, node: HtmlElement, frame: _Frame, canvas: Canvas) -> None:
    if frame.cell:
        if canvas.leaf is not None:
            canvas.gap = max(canvas.gap, SPACE)
        frame.closes = SPACE
        return
    frame.closes = BLANK
    if frame.rows and tag in ("tr", "td", "th", "tbody", "thead", "tfoot"):
        _enter_table_part(tag, frame, canvas)
        return
    canvas.boundary()
    like = replace(frame.style.like)
    if tag in _HEADINGS:
        like.kind, like.level = "heading", _HEADINGS[tag]
    elif tag in ("caption", "figcaption"):
        like.kind = "caption"
    elif tag == "pre":
        frame.style = replace(frame.style, exact=True)
    elif tag == "blockquote":
        canvas.open("quote")
        frame.envelopes = 1
    elif tag in ("ol", "ul", "menu", "dir"):
        frame.list = _new_list(tag, node, frame.list, canvas)
    elif tag == "li":
        frame.style = replace(frame.style, entry=_entry(node, frame, canvas))
    elif tag == "table":
        _enter_table(node, frame, canvas)
    like.furniture = like.furniture or _says_furniture(tag, node, frame)
    frame.inside = frame.inside or tag in ("article", "main")
    frame.style = replace(frame.style, like=like)


def _says_furniture(tag: str, node: HtmlElement, frame: _Frame) -> bool:
    if tag in ("nav", "aside", "search") or node.get("role", "").lower() in _ROLES:
        return True
    if tag == "header":
        return not frame.inside and node.find(".//h1") is None
    return tag == "footer" and not frame.style.entry


def _new_list(tag: str, node: HtmlElement, outer: _List | None, canvas: Canvas) -> _List:
    depth = outer.depth + 1 if outer else 1
    style = node.get("style", "").lower()
    if "list-style" in style and "none" in style:
        return _List(canvas.new_group(), depth, None)
    if tag != "ol":
        return _List(canvas.new_group(), depth, "•")
    step = -1 if "reversed" in node.attrib else 1
    first = sum(1 for child in node if child.tag == "li") if step < 0 else 1
    return _List(canvas.new_group(), depth, node.get("type") or "1", _number(node.get("start"), first), step)


def _number(value: str | None, default: int) -> int:
    return int(value) if value and re.fullmatch(r"\s*-?\d{1,9}\s*", value) else default


def _entry(node: HtmlElement, frame: _Frame, canvas: Canvas) -> Entry:
    if frame.list is None:  # an entry without a list: browsers show a bullet
        frame.list = _List(canvas.new_group(), 1, "•")
    here = frame.list
    value = here.next = _number(node.get("value"), here.next)
    here.next += here.step
    label = here.kind if here.kind in (None, "•") else f"{marker(value, here.kind)}."
    return Entry(here.depth, label, here.group)


def _enter_table(node: HtmlElement, frame: _Frame, canvas: Canvas) -> None:
    """A table of data keeps rows and cells; one that lays out a page (blocks in cells, one column) is only blocks."""
    frame.rows = _is_data(node)
    if frame.rows:
        canvas.open("table", canvas.new_group())
        frame.envelopes = 1


def _is_data(node: HtmlElement) -> bool:
    columns = 0
    for inner in _descendants(node):
        if inner.tag in _LAYOUT:
            return False
        if inner.tag in ("td", "th") and sum(1 for child in inner if child.tag in ("p", "div")) > 1:
            return False
        if inner.tag == "tr":
            columns = max(columns, sum(1 for child in inner if child.tag in ("td", "th")))
    return columns > 1


def _descendants(node: HtmlElement) -> Iterator[HtmlElement]:
    walk = node.iterdescendants()
    return (inner for inner in walk if isinstance(inner.tag, str))


def _enter_table_part(tag: str, frame: _Frame, canvas: Canvas) -> None:
    group = canvas.groups
    if tag == "tr":
        canvas.boundary(LINE)
        canvas.open("row", group)
        frame.envelopes, frame.closes = 1, LINE
    elif tag in ("td", "th"):
        canvas.boundary(TAB)
        like = replace(frame.style.like, kind="cell", group=group)
        frame.style, frame.closes, frame.cell = replace(frame.style, like=like, entry=None), TAB, True
    else:
        frame.closes = LINE


def _leave(frame: _Frame, canvas: Canvas, suspects: list[tuple[int, int]]) -> None:
    if frame.closes == SPACE:
        canvas.gap = max(canvas.gap, SPACE)
    elif frame.closes != NONE:
        canvas.boundary(frame.closes)
    for _ in range(frame.envelopes):
        canvas.close()
    if frame.suspect >= 0:
        suspects.append((frame.suspect, canvas.length))
