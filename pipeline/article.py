"""The line: one article's way from bytes to document, the only place where the stages meet.

bytes --decode--> Text --segment--> Blocks --repair--> Repaired --arrange--> Arrangement --check--> Article (+ Trace)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

import orjson

from pipeline import check, structure
from pipeline.kit import Kit
from pipeline.model import Article, Repaired, Source, Text, Trace, TraceBlock
from pipeline.reading import decode

MOST_LOOKS = 4
"""How often `clean` looks at a text whose hard breaks go on showing."""


@dataclass(frozen=True)
class Made:
    """One article's outputs, as bytes to be written; `current` False when the engine failed on a block."""

    article: Article
    document: bytes
    markdown: bytes
    trace: Trace
    current: bool


def make(source: Source, kit: Kit) -> Made:
    """Run the whole line on one source. Raises reading.Unreadable for content that is no text."""
    text = decode(source, kit.settings)
    tools, decided = kit.toolbox, kit.decisions
    decide, keep, drop = None, frozenset[str](), frozenset[str]()
    if decided is not None:
        tools = tools.advised(decided.texts("protect", source.id), decided.terms(source.id))
        decide = decided.for_article(source.id)
        keep, drop = decided.texts("keep-block", source.id), decided.texts("remove-block", source.id)
    blocks = structure.segment(text, kit.settings, keep, drop)
    context = tools.context(text.media_type, blocks, document=True)
    repaired, failed = tools.repair(blocks, context, kit.check, decide)
    arrangement = structure.arrange(text, repaired, kit.settings)
    article = check.article(text, repaired, arrangement, failed, kit.settings)
    document = to_json(article)
    markdown = structure.markdown(article).encode()
    trace = Trace(
        source_sha256=text.sha256,
        recipe=kit.recipe,
        article_sha256=sha256(document).hexdigest(),
        markdown_sha256=sha256(markdown).hexdigest(),
        checksum="0" * 64,
        text=text.text if text.media_type not in ("text/plain", "text/markdown") else None,
        blocks=tuple(
            TraceBlock(index=b.index, kind=b.kind, start=b.start, end=b.end, text=b.text, place=place)
            for b, place in zip(blocks, arrangement.places, strict=True)
        ),
        edits=check.kept_edits(repaired, arrangement.places),
    )
    return Made(article, document, markdown, seal(trace), not failed)


def to_json(value: Article | Trace) -> bytes:
    """A published value's bytes on disk: UTF-8, two spaces of indent, a final newline; absent trace text left out."""
    return orjson.dumps(value.model_dump(mode="json"), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def seal(trace: Trace) -> Trace:
    """The trace with its checksum: SHA-256 of its own bytes with a checksum of zeros."""
    blank = trace.model_copy(update={"checksum": "0" * 64})
    return trace.model_copy(update={"checksum": sha256(to_json(blank)).hexdigest()})


def clean(text: Text, kit: Kit) -> tuple[str, Sequence[Repaired]]:
    """Repair a text and put its blocks back where they stood: nothing is removed, what is between blocks stays.

    Where a mended line has another length, further hard breaks may show, or a line may be a heading now. A clean text
    that would be cut into other blocks, or blocks of other kinds, is therefore looked at again, so that to clean it
    changes nothing. Returns the repaired blocks of all looks.
    """
    looks: list[Repaired] = []
    blocks = structure.segment(text, kit.settings)
    for _ in range(MOST_LOOKS):
        context = kit.toolbox.context(text.media_type, blocks, document=False)
        repaired, _ = kit.toolbox.repair(blocks, context, kit.check)
        looks += [one for one in repaired if one.edits] if looks else repaired
        out, at = [], 0
        for one in repaired:
            out += [text.text[at : one.block.start], one.text]
            at = one.block.end
        text = replace(text, text="".join(out) + text.text[at:], marks=())
        blocks = structure.segment(text, kit.settings)
        if [(block.kind, block.text) for block in blocks] == [(one.block.kind, one.text) for one in repaired]:
            break
    return text.text, looks
