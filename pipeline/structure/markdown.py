"""The article to read, as Markdown."""

import re
from collections.abc import Iterator, Sequence

from pipeline.compiled import compiled
from pipeline.model import Article, Item, Section

_INLINE = compiled(r"([\\`*_\[\]<>|~])")
_OPENING = compiled(r"^(\s*)(#{1,6}(?=\s|$)|[-+](?=\s|$)|={3,}$|-{3,}$|>)")
_ORDERED = compiled(r"^(\d{1,9})([.)])(?=\s|$)")


def markdown(article: Article) -> str:
    """The article as Markdown: title, introduction, sections with their lists, conclusion; ends with a newline."""
    lines: list[str] = []
    if article.title:
        lines.append("# " + escape(article.title))
    lines += [escape(paragraph) for paragraph in article.introduction]
    for section in article.sections:
        lines += _section(section)
    lines += _conclusion(article)
    return "\n\n".join(line for line in lines if line) + "\n"


def escape(text: str) -> str:
    """One paragraph, with a backslash before what Markdown would misread; line breaks become spaces."""
    flat = " ".join(text.split())
    flat = _INLINE.sub(r"\\\1", flat)
    flat = _OPENING.sub(r"\1\\\2", flat)
    return _ORDERED.sub(r"\1\\\2", flat)


def _section(section: Section) -> Iterator[str]:
    if section.heading:
        yield "## " + escape(section.heading)
    yield from (escape(paragraph) for paragraph in section.paragraphs)
    if section.items:
        yield _items(section.items, "")
    yield from (escape(paragraph) for paragraph in section.closing)


_NUMBERED = compiled(r"\d|^[^A-Za-z]+$")
"""A label of digits, or of signs for numbers (`①`, `二、`); number words belong to the sentence behind them, unless
all entries have titles with a capital of their own."""


def _items(items: Sequence[Item], indent: str) -> str:
    loose = any(len(item.paragraphs) + bool(item.title) > 1 or item.items for item in items)
    named = all(_NUMBERED.search(item.label or "") or (item.title or "")[:1].isupper() for item in items)
    return ("\n\n" if loose else "\n").join(_item(item, indent, named) for item in items)


def _item(item: Item, indent: str, named: bool) -> str:
    number = item.number if item.label and (named or _NUMBERED.search(item.label)) else None
    marker = f"{number}." if number is not None else "-"
    label = "" if number is not None or _is_bullet(item.label) else escape(item.label or "") + " "
    inner = indent + " " * (len(marker) + 1)
    parts = [f"**{label}{escape(item.title)}**"] if item.title else []
    parts += [escape(paragraph) for paragraph in item.paragraphs]
    head = indent + marker + " " + ("" if item.title else label) + (parts[0] if parts else "")
    blocks = [head.rstrip(), *(inner + part for part in parts[1:])]
    if item.items:
        blocks.append(_items(item.items, inner))
    return "\n\n".join(blocks)


def _is_bullet(label: str | None) -> bool:
    return not label or not any(char.isalnum() for char in label)


def _conclusion(article: Article) -> Iterator[str]:
    lines = list(article.conclusion)
    if len(lines) > 1 and len(lines[0].split()) <= 6 and not re.search(r"[.!。]$", lines[0]):
        yield "## " + escape(lines.pop(0))
    elif lines and article.sections:
        yield "---"
    yield from (escape(paragraph) for paragraph in lines)
