"""The labels that Word renders for numbered and bulleted paragraphs (ECMA-376 part 1, 17.9).

Lists that share an abstract definition share its counters, unless a list overrides a level's start; a level starts
again after a paragraph of a higher one.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn

from pipeline.reading.canvas import Canvas
from pipeline.reading.markers import marker
from pipeline.reading.styles import value

_PLACE = re.compile(r"%([1-9])")
_NUMBERING = "/numbering"


@dataclass(frozen=True, slots=True)
class Number:
    """A paragraph's place in a list: the list's id, its level from 0, the label that is rendered (None: nothing)."""

    list_id: str
    level: int
    label: str | None


@dataclass(slots=True)
class _Level:
    start: int = 1
    kind: str = "decimal"
    text: str = ""
    restart: int | None = None  # restarts after a paragraph of a level up to this one, from 1; 0 never


@dataclass(slots=True)
class _List:
    abstract: str
    levels: dict[int, _Level]
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """A document's lists and their counters."""

    def __init__(self, document: Document) -> None:
        self._lists: dict[str, _List] = {}
        self._styles: dict[str, tuple[str, int]] = {}  # paragraph style to list and level
        self._counters: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()
        self._groups: dict[str, int] = {}
        for relation in document.part.rels.values():
            if not relation.is_external and relation.reltype.endswith(_NUMBERING):
                self._load(relation.target_part)

    def _load(self, part: Any) -> None:
        root = part.element
        abstracts = {node.get(qn("w:abstractNumId")): node for node in root.findall(qn("w:abstractNum"))}
        for node in root.findall(qn("w:num")):
            abstract = value(node, "w:abstractNumId") or ""
            found = abstracts.get(abstract)
            levels = {_index(level): _level(level) for level in found.findall(qn("w:lvl"))} if found is not None else {}
            one = _List(abstract, levels)
            for override in node.findall(qn("w:lvlOverride")):
                at = _index(override)
                if (level := override.find(qn("w:lvl"))) is not None:
                    one.levels[at] = _level(level)
                if (start := value(override, "w:startOverride")) is not None:
                    one.starts[at] = _int(start, 1)
            identifier = node.get(qn("w:numId"))
            self._lists[identifier] = one
            for level in found.findall(qn("w:lvl")) if found is not None else ():
                if style := value(level, "w:pStyle"):
                    self._styles.setdefault(style, (identifier, _index(level)))

    def of(self, paragraph: Any, styled: tuple[str | None, int | None], counted: bool) -> Number | None:
        """The number of a w:p element; `styled` is the list and level of its style; empty paragraphs aren't counted."""
        properties = paragraph.find(qn("w:pPr"))
        direct = properties.find(qn("w:numPr")) if properties is not None else None
        list_id = value(direct, "w:numId") or styled[0]
        if list_id is None or list_id == "0" or list_id not in self._lists or not counted:
            return None
        style = value(properties, "w:pStyle") or ""
        by_style = self._styles[style][1] if style in self._styles else 0
        level = _int(value(direct, "w:ilvl"), styled[1] if styled[1] is not None else by_style)
        return Number(list_id, level, self._label(list_id, level))

    def group(self, list_id: str, canvas: Canvas) -> int:
        """The ordinal of a list on the canvas."""
        if list_id not in self._groups:
            self._groups[list_id] = canvas.new_group()
        return self._groups[list_id]

    def end_groups(self) -> None:
        """Let what follows be other lists on the canvas, though a label may go on counting: a heading came between."""
        self._groups.clear()

    def _label(self, list_id: str, level: int) -> str | None:
        one = self._lists[list_id]
        counters = self._counters.setdefault(one.abstract, {})
        if (list_id, level) not in self._started and level in one.starts:
            counters.pop(level, None)
        self._started.add((list_id, level))
        own = one.levels.get(level, _Level())
        first = one.starts.get(level, own.start)
        counters[level] = counters[level] + 1 if level in counters else first
        for deeper in [at for at in counters if at > level]:
            restart = one.levels.get(deeper, _Level()).restart
            if restart is None or restart > level:
                del counters[deeper]
        if own.kind == "none":
            return own.text if own.text and "%" not in own.text else None
        if own.kind == "bullet":
            return "•"

        def number(found: re.Match[str]) -> str:
            """What stands in the place of `%N`: the marker of that level's counter."""
            at = int(found.group(1)) - 1
            definition = one.levels.get(at, _Level())
            return marker(counters.get(at, definition.start), definition.kind)

        return _PLACE.sub(number, own.text).strip() or None


def _index(node: Any) -> int:
    return _int(node.get(qn("w:ilvl")), 0)


def _int(text: str | None, default: int) -> int:
    return int(text) if text is not None and re.fullmatch(r"-?\d{1,6}", text) else default


def _level(node: Any) -> _Level:
    restart = value(node, "w:lvlRestart")
    return _Level(
        start=_int(value(node, "w:start"), 1),
        kind=value(node, "w:numFmt") or "decimal",
        text=value(node, "w:lvlText") or "",
        restart=_int(restart, 0) if restart is not None else None,
    )
