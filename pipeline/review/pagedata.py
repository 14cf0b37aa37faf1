"""What the review page shows, as compact JSON: an overview of the batch, and its articles in compressed chunks.

The page replays the edits itself, so an article's clean text isn't repeated. Offsets are turned from code points into
the UTF-16 units that browsers count in.
"""

from __future__ import annotations

import base64
import gzip
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import orjson

from pipeline.model import CHANGING, Article, Item, Span, Trace
from pipeline.review.corpus import Cleaned
from pipeline.review.place import CONTEXT, anchors, tell_apart

_WIDE = re.compile("[\U00010000-\U0010ffff]")
"""Characters that take two UTF-16 units."""
OUTCOMES = ("applied", "suggested", "blocked", "accepted", "rejected")
SEVERITIES = ("info", "warning", "error")
CHUNK = 400_000
"""Largest size of a chunk before compression (bytes), one article at least."""


def units(text: str, offset: int) -> int:
    """An offset in code points as one in UTF-16 units."""
    return offset if text.isascii() else len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2


class Table:
    """Strings that repeat, each kept once."""

    def __init__(self) -> None:
        self.index: dict[str, int] = {}

    def __call__(self, value: str) -> int:
        """The number of a string."""
        return self.index.setdefault(value, len(self.index))

    def values(self) -> list[str]:
        """The strings in the order of their numbers."""
        return list(self.index)


def confidences(article: Article) -> dict[str, float]:
    """Confidence of each item, by its JSON Pointer."""
    out: dict[str, float] = {}

    def walk(items: tuple[Item, ...], place: str) -> None:
        """Note the confidence of items and of those under them; `place` is the JSON Pointer of their list."""
        for number, item in enumerate(items):
            out[f"{place}/{number}"] = item.confidence
            walk(item.items, f"{place}/{number}/items")

    for number, section in enumerate(article.sections):
        walk(section.items, f"/sections/{number}/items")
    return out


def attention(article: Article, trace: Trace) -> int:
    """How much an article needs a person: errors and warnings before uncertain items, blocked edits and suggestions."""
    weight = {"error": 100, "warning": 30, "info": 1}
    open_edits = sum({"suggested": 2, "blocked": 3}.get(edit.outcome, 0) for edit in trace.edits)
    unsure = sum(value < 0.5 for value in confidences(article).values())
    return sum(weight[p.severity] for p in article.problems) + 10 * unsure + open_edits


@dataclass
class Rules:
    """Rule ids with their families, and what each did in the whole batch: counts by outcome."""

    index: dict[str, int] = field(default_factory=dict)
    families: list[str] = field(default_factory=list)
    counts: list[list[int]] = field(default_factory=list)

    def count(self, rule: str, family: str, outcome: str) -> None:
        """Count one edit."""
        if rule not in self.index:
            self.index[rule] = len(self.index)
            self.families.append(family)
            self.counts.append([0] * len(OUTCOMES))
        self.counts[self.index[rule]][OUTCOMES.index(outcome)] += 1


def summary(one: Cleaned, rules: Rules, codes: Table) -> dict[str, Any]:
    """An article's line in the overview; `seq` has, for each edit, its rule's number times eight plus its outcome's."""
    article, trace = one.article, one.trace
    seq = [rules.index[e.rule] * 8 + OUTCOMES.index(e.outcome) for e in trace.edits]
    sure = confidences(article).values()
    return {
        "id": article.id,
        "title": article.title,
        "words": sum(len(block.text.split()) for block in trace.blocks),
        "review": article.quality.needs_review,
        "rate": article.quality.edits_per_100_words,
        "score": attention(article, trace),
        "sure": min(sure, default=1.0),
        "kinds": [section.kind for section in article.sections],
        "problems": [[codes(p.code), SEVERITIES.index(p.severity), p.message] for p in article.problems],
        "seq": seq,
    }


def detail(one: Cleaned, rules: Rules, codes: Table, whys: Table) -> dict[str, Any]:
    """An article with all that its view shows: blocks, edits with their places in the source, problems, structure."""
    article, trace = one.article, one.trace
    return {
        "b": [[b.kind, b.place, b.text, b.start] for b in trace.blocks],
        "e": list(_edits(trace, rules, whys)),
        "p": [
            [codes(p.code), SEVERITIES.index(p.severity), p.message, *_block_at(trace, p.source)]
            for p in article.problems
        ],
        "s": [[s.kind, s.promised] for s in article.sections],
        "c": confidences(article),
        "r": [r.reason for r in article.removed],
    }


def _block_at(trace: Trace, place: Span | None) -> list[int]:
    """The index of the block in which a place of the source begins, or of the next one; none without a place."""
    return list(islice((b.index for b in trace.blocks if place is not None and b.end > place.start), 1))


def _edits(trace: Trace, rules: Rules, whys: Table) -> Iterator[list[Any]]:
    """For each edit: rule, block, start, before, after, outcome, why, span of the change and of the whole edit in the
    source; then, where one of them isn't empty, 32 or none: alternatives, width of its context, ordinal of its block,
    what was proposed in place of `after`, outcome without the decision."""
    places = anchors(trace)
    wide = {block.index: block.text for block in trace.blocks if _WIDE.search(block.text)}
    for edit in trace.edits:
        if _WIDE.search(edit.after):
            wide.setdefault(edit.block, trace.blocks[edit.block].text)
    for edit, anchor, (width, nth) in zip(trace.edits, places, tell_apart(places), strict=True):
        text = wide.get(edit.block, "")
        spans = [units(anchor.source, n) if text else n for n in (anchor.start, anchor.end, *anchor.whole)]
        line: list[Any] = [
            rules.index[edit.rule],
            edit.block,
            units(text, edit.start),
            edit.before,
            edit.after,
            OUTCOMES.index(edit.outcome),
            whys(edit.why),
            *spans,
        ]
        more = [list(edit.alternatives), width if width > CONTEXT else None, nth, edit.proposed]
        more.append(OUTCOMES.index(edit.otherwise) if edit.otherwise else None)
        while more and (more[-1] is None or more[-1] == []):
            more.pop()
        yield line + more
        if text and edit.outcome in CHANGING:
            wide[edit.block] = text[: edit.start] + edit.after + text[edit.start + len(edit.before) :]


def pack(value: object) -> str:
    """JSON, compressed (gzip, without time) and in base64: letters and digits that can't break out of any markup."""
    return base64.b64encode(gzip.compress(orjson.dumps(value), 6, mtime=0)).decode()


def chunks(articles: Iterable[Cleaned], rules: Rules, codes: Table, largest: int = CHUNK) -> Iterator[tuple[int, str]]:
    """Articles in chunks: how many there are in each, and the chunk, packed, with its own table of reasons.

    largest: bytes of a chunk before it is packed; one article at least.
    """
    whys, held, size = Table(), list[dict[str, Any]](), 0
    for one in articles:
        made = detail(one, rules, codes, whys)
        weight = len(orjson.dumps(made))
        if held and size + weight > largest:
            yield len(held), pack({"w": whys.values(), "a": held})
            whys, held, size = Table(), [], 0
            made = detail(one, rules, codes, whys)
        held.append(made)
        size += weight
    if held:
        yield len(held), pack({"w": whys.values(), "a": held})
