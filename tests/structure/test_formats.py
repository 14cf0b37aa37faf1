"""A page in HTML has the structure that the same page has as plain text."""

import html
from typing import Any

import pytest
from _pytest.mark.structures import ParameterSet

from pipeline.model import Source
from pipeline.reading import decode
from pipeline.settings import Settings
from tests.structure import gold
from tests.structure.alone import as_json, document, run

# Our own cases, without those in which plain text says what an HTML list can't: labels that aren't its own count.
_PLAIN_ONLY = (
    *("nth-reason", "starts-in-the-middle", "truncated-last-title", "ends-with-label-only", "number-word-is"),
    *("heading-instructions", "web-", "page-", "native-", "fresh-f13", "fresh-g06", "fresh-g11"),
    *("fresh-r18", "fresh-u06", "fresh-u10", "fresh-w04"),
    *("own-mother", "own-oil", "own-rice-worms"),
)
ALL = [(name, source) for name, source, _ in gold.cases() if not name.startswith(_PLAIN_ONLY)]


def page(article: dict[str, Any]) -> str:
    """The article as a web page, lists as lists."""
    parts = ["<!doctype html><html><head><meta charset=utf-8></head><body><article>"]
    if article["title"]:
        parts.append(f"<h1>{html.escape(article['title'])}</h1>")
    parts += _paragraphs(article["introduction"])
    for section in article["sections"]:
        if section["heading"]:
            parts.append(f"<h2>{html.escape(section['heading'])}</h2>")
        parts += [*_paragraphs(section["paragraphs"]), _list(section["items"]), *_paragraphs(section["closing"])]
    return "".join([*parts, *_paragraphs(article["conclusion"]), "</article></body></html>"])


def _paragraphs(texts: list[str]) -> list[str]:
    return [f"<p>{html.escape(text)}</p>" for text in texts]


def _list(items: list[dict[str, Any]]) -> str:
    if not items:
        return ""
    numbered = any(item["number"] is not None for item in items)
    inner = "".join(_item(item) for item in items)
    return f"<ol>{inner}</ol>" if numbered else f"<ul>{inner}</ul>"


def _item(item: dict[str, Any]) -> str:
    value = f' value="{item["number"]}"' if item["number"] is not None else ""
    title = html.escape(item["title"] or "").rstrip(":：.")
    body = item["paragraphs"]
    if title and len(body) == 1:
        inner = f"<strong>{title}:</strong> {html.escape(body[0])}"
    elif title:
        inner = f"<p><strong>{title}</strong></p>" + "".join(_paragraphs(body))
    else:
        inner = html.escape(body[0]) + "".join(_paragraphs(body[1:])) if body else ""
    return f"<li{value}>{inner}{_list(item['items'])}</li>"


def essence(article: dict[str, Any]) -> dict[str, Any]:
    """What the two formats have in common."""

    def item(one: dict[str, Any]) -> list[Any]:
        return [
            one["number"],
            gold.fold(one["title"]),
            [*map(gold.fold, one["paragraphs"])],
            [*map(item, one["items"])],
        ]

    return {
        "title": gold.fold(article["title"]),
        "introduction": [*map(gold.fold, article["introduction"])],
        "sections": [
            [
                s["kind"],
                gold.fold(s["heading"]),
                [*map(gold.fold, s["paragraphs"])],
                [*map(item, s["items"])],
                [*map(gold.fold, s["closing"])],
            ]
            for s in article["sections"]
        ],
        "conclusion": [*map(gold.fold, article["conclusion"])],
    }


_OWN_LINE = "a long sentence that announces a list is a heading where it is a paragraph of its own"
_KNOWN = {
    "fresh-i11": "items that plain text finds in sentences are one paragraph each in HTML",
    "told-id-number-in-lead": _OWN_LINE,
    "fresh-m19": _OWN_LINE,
    "fresh-x02": "bullets most of which have a colon have titles, paragraphs without labels have none",
}


def _case(name: str, source: str) -> ParameterSet:
    marks = [pytest.mark.xfail(reason=_KNOWN[name])] if name in _KNOWN else []
    return pytest.param(name, source, id=name, marks=marks)


@pytest.mark.parametrize(("name", "source"), [_case(*case) for case in ALL])
def test_html_is_like_plain_text(name: str, source: str) -> None:
    plain = document(source)
    if any(item["number"] is None for s in plain["sections"] for item in s["items"]) and any(
        item["number"] is not None for s in plain["sections"] for item in s["items"]
    ):
        plain["sections"] = [s for s in plain["sections"] if len({i["number"] is None for i in s["items"]}) < 2]
        plain["conclusion"] = plain["conclusion"] if plain["sections"] else []
    text = decode(Source("page.html", "page.html", page(plain).encode(), "text/html"), Settings())
    assert essence(as_json(run(text)[2])) == essence(plain)


def test_bold_type_in_a_list_is_a_title() -> None:
    entries = "".join(
        f"<li><strong>{name}</strong> {body}</li>"
        for name, body in (
            ("The peat was bought too cheaply last year", "it holds water like a sponge and the roots rot"),
            ("Nobody has turned the pot since it was bought", "one side of the plant has never seen the sun"),
        )
    )
    page = f"<html><body><h1>Why does the begonia lean?</h1><ol>{entries}</ol></body></html>"
    text = decode(Source("page.html", "page.html", page.encode(), "text/html"), Settings())
    (section,) = as_json(run(text)[2])["sections"]
    assert [item["title"] for item in section["items"]] == [
        "The peat was bought too cheaply last year",
        "Nobody has turned the pot since it was bought",
    ]
