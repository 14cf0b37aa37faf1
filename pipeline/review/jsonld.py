"""Articles as linked data: JSON-LD with the types of schema.org that fit."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import orjson

from pipeline.model import Article, Item, Section

CONTEXT = "https://schema.org"


def item_list(section: Section) -> dict[str, Any]:
    """A section with items as an `ItemList` (schema.org/ItemList), in the order of the source."""
    return {
        "@type": "ItemList",
        "name": section.heading or section.kind.capitalize(),
        "itemListOrder": "https://schema.org/ItemListOrderAscending",
        "numberOfItems": len(section.items),
        "itemListElement": [_entry(position, item) for position, item in enumerate(section.items, 1)],
    }


def _entry(position: int, item: Item) -> dict[str, Any]:
    """A `ListItem` that holds the item's text as a `CreativeWork`, with nested items as parts of it."""
    work: dict[str, Any] = {"@type": "CreativeWork"}
    if item.title:
        work["name"] = item.title
    if item.paragraphs:
        work["text"] = "\n\n".join(item.paragraphs)
    if item.items:
        work["hasPart"] = [_entry(n, part)["item"] | {"position": n} for n, part in enumerate(item.items, 1)]
    return {"@type": "ListItem", "position": position, "item": work}


def body(article: Article) -> str:
    """The article's text, from introduction to conclusion, paragraphs joined by blank lines."""
    parts: list[str] = list(article.introduction)

    def walk(items: tuple[Item, ...]) -> None:
        """Add the texts of items, each with those under it."""
        for item in items:
            parts.extend([item.title] if item.title else [])
            parts.extend(item.paragraphs)
            walk(item.items)

    for section in article.sections:
        parts.extend([section.heading] if section.heading else [])
        parts.extend(section.paragraphs)
        walk(section.items)
        parts.extend(section.closing)
    return "\n\n".join([*parts, *article.conclusion])


def entry(article: Article) -> dict[str, Any]:
    """An article as an `Article` (schema.org/Article): its lists under `mainEntity`, its other sections as parts."""
    text = body(article)
    out: dict[str, Any] = {
        "@type": "Article",
        "identifier": article.id,
        "inLanguage": "en",
        "wordCount": len(text.split()),
        "articleBody": text,
        "mainEntity": [item_list(section) for section in article.sections if section.items],
        "hasPart": [
            {
                "@type": "WebPageElement",
                "name": section.heading or "",
                "text": "\n\n".join((*section.paragraphs, *section.closing)),
            }
            for section in article.sections
            if not section.items
        ],
    }
    if article.title:
        out |= {"name": article.title, "headline": article.title}
    if article.introduction:
        out["abstract"] = "\n\n".join(article.introduction)
    return {key: value for key, value in out.items() if value != []}


def document(articles: Iterable[Article], out: Path) -> None:
    """Write one JSON-LD document whose `@graph` has an entry for each article, one a line."""
    with out.open("wb") as file:
        file.write(b'{"@context": "%s", "@graph": [' % CONTEXT.encode())
        for number, article in enumerate(articles):
            file.write((b",\n" if number else b"\n") + orjson.dumps(entry(article)))
        file.write(b"\n]}\n")
