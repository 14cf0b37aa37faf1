"""The line backwards: proves from the files alone that a document follows from its source; no engine, no model."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby, takewhile
from typing import Any

import orjson
from pydantic import ValidationError

from pipeline import check
from pipeline.article import seal, to_json
from pipeline.model import CHANGING, Article, Block, Edit, Item, Source, Trace, TraceBlock
from pipeline.reading import Unreadable, decode
from pipeline.repair import guards, names
from pipeline.repair.context import Context
from pipeline.repair.repair import ReplayError, replay, undo
from pipeline.settings import Settings
from pipeline.structure import markdown

MAY_CHANGE_NAMES = ("terms", "encoding")
"""Families whose edits may touch a word learnt as a name: a term is stronger, and mojibake mended is the name."""


@dataclass(frozen=True)
class Finding:
    """Something that doesn't hold: the file, the place in it, and a sentence that says what."""

    file: str
    place: str
    message: str


@dataclass(frozen=True)
class Bundle:
    """One article's output files, as bytes, None where a file is missing; `name` is their common path under CLEANED."""

    name: str
    document: bytes | None
    markdown: bytes | None
    trace: bytes | None


def verify(source: Source | None, bundle: Bundle, settings: Settings) -> Iterator[Finding]:
    """Everything that the contract promises of one article; yields a finding for each promise that doesn't hold."""
    files = {"json": bundle.document, "md": bundle.markdown, "trace.json": bundle.trace}
    for ending, data in files.items():
        if data is None:
            yield Finding(f"{bundle.name}.{ending}", "", "The file is missing; run again.")
    if bundle.document is None or bundle.markdown is None or bundle.trace is None:
        return
    try:
        trace = Trace.model_validate_json(bundle.trace)
    except ValidationError as error:
        yield _unfit(f"{bundle.name}.trace.json", error)
        return
    if to_json(trace) != bundle.trace or seal(trace).checksum != trace.checksum:
        yield Finding(f"{bundle.name}.trace.json", "/checksum", "The trace isn't as it was written.")
    if sha256(bundle.document).hexdigest() != trace.article_sha256:
        yield Finding(f"{bundle.name}.json", _difference(bundle.document), "The document isn't as it was written.")
    if sha256(bundle.markdown).hexdigest() != trace.markdown_sha256:
        yield Finding(f"{bundle.name}.md", "", "The Markdown isn't as it was written.")
    try:
        article = Article.model_validate_json(bundle.document)
    except ValidationError as error:
        yield _unfit(f"{bundle.name}.json", error)
        return
    if markdown(article).encode() != bundle.markdown:
        yield Finding(f"{bundle.name}.md", "", "The Markdown doesn't say what the document says.")
    yield from _source(source, bundle.name, article, trace, settings)
    yield from _blocks(bundle.name, article, trace, source.title if source else None)
    yield from _derived(bundle.name, article, trace)


def _unfit(file: str, error: ValidationError) -> Finding:
    first = error.errors()[0]
    return Finding(file, "/" + "/".join(map(str, first["loc"])), f"Doesn't fit its schema: {first['msg']}.")


def _difference(document: bytes) -> str:
    """The first place at which a document isn't in the program's own format, or the whole when it is."""
    try:
        canonical = to_json(Article.model_validate_json(document))
    except ValidationError:
        return ""
    same = next((i for i, (a, b) in enumerate(zip(canonical, document, strict=False)) if a != b), None)
    return "" if same is None else f"byte {same}"


def _source(source: Source | None, name: str, article: Article, trace: Trace, settings: Settings) -> Iterator[Finding]:
    if source is None:
        yield Finding(article.source.path, "", "The source is gone (`pipeline run --prune` removes its outputs).")
        return
    if sha256(source.data).hexdigest() != trace.source_sha256 or article.source.sha256 != trace.source_sha256:
        yield Finding(source.path, "", "The source changed after the article was made; run again.")
        return
    try:
        text = decode(source, settings).text
    except Unreadable as error:
        yield Finding(source.path, "", f"The source can't be decoded any more: {error}")
        return
    if trace.text is not None and trace.text != text:
        yield Finding(f"{name}.trace.json", "/text", "The decoded source isn't what the trace says.")
    for block in trace.blocks:
        if text[block.start : block.end] != block.text:
            yield Finding(
                f"{name}.trace.json", f"/blocks/{block.index}", "The block's text isn't what the source has there."
            )
            return
    try:
        check.conservation(text, ((block.start, block.end) for block in trace.blocks))
    except check.ConservationError as error:
        yield Finding(f"{name}.trace.json", "/blocks", f"Conservation: {error}.")


def resolve(document: Any, pointer: str) -> Any:
    """The value at a JSON Pointer (RFC 6901; keys of ours need no escapes). Raises LookupError when there is none."""
    for key in pointer.split("/")[1:]:
        try:
            document = document[int(key)] if isinstance(document, list) else document[key]
        except (ValueError, TypeError) as error:
            raise LookupError(pointer) from error
    return document


def _blocks(name: str, article: Article, trace: Trace, given_title: str | None) -> Iterator[Finding]:
    data = orjson.loads(to_json(article))
    edits = {index: list(group) for index, group in groupby(trace.edits, key=lambda edit: edit.block)}
    if len(edits) != len({edit.block for edit in trace.edits}) or any(i >= len(trace.blocks) for i in edits):
        yield Finding(f"{name}.trace.json", "/edits", "Edits don't stand in the order of their blocks.")
        return
    known = names.learn([Block(b.index, b.kind, b.start, b.end, b.text) for b in trace.blocks])
    for number, block in enumerate(trace.blocks):
        place = f"/blocks/{number}"
        if block.index != number:
            yield Finding(f"{name}.trace.json", place, "Blocks aren't numbered in order.")
        if fault := _fault(data, block, edits.get(number, []), known):
            yield Finding(f"{name}.trace.json", place, fault)
    places = [block.place for block in trace.blocks]
    written = sorted(_strings(article))
    if article.title is not None and article.title == given_title and "/title" not in places:
        written.remove("/title")  # a JSONL record's own title isn't part of its text
    if trace.text is not None:  # HTML and docx count their lists without text: such a label has no block
        written = [place for place in written if not place.endswith("/label") or place in set(places)]
    if sorted(places) != written:
        odd = sorted(set(places) ^ set(written)) or places
        yield Finding(f"{name}.json", odd[0], "The document's texts aren't exactly the blocks' places.")


def _fault(data: Any, block: TraceBlock, edits: list[Edit], known: frozenset[str]) -> str | None:
    """What is wrong with one block, in a sentence, or None; known: the names learnt from the source."""
    try:
        clean = replay(block.text, edits)
        if undo(clean, edits) != block.text:
            return "Undoing the edits doesn't give the source's text."
    except ReplayError as error:
        return f"The edits don't replay: {error}."
    try:
        value = resolve(data, block.place)
    except LookupError:
        return f"The document has no {block.place}."
    if value != clean:
        return f"{block.place} isn't what the edits give: {str(value)[:60]!r} against {clean[:60]!r}."
    if any(edit.outcome == "accepted" for edit in edits):
        return None
    if any(edit.outcome == "applied" and edit.family in MAY_CHANGE_NAMES for edit in edits):
        known = frozenset()
    differences = guards.compare(_decoded(block.text, edits), clean, known)
    return f"A guard doesn't hold: {differences[0]}." if differences else None


def _decoded(text: str, edits: list[Edit]) -> str:
    """A block's text with its characters as they were meant: after the edits of the family `encoding` that come first.

    What stands in a quotation, and what is a number, shows only then. Each of them must hold the guards by itself, as
    it had to when it was applied: rule by rule, judged in the text that the rule saw. From the first that doesn't, the
    text stays as it is.
    """
    applied = takewhile(lambda edit: edit.family == "encoding", (e for e in edits if e.outcome in CHANGING))
    for _, group in groupby(applied, key=lambda edit: edit.rule):
        run, shift = list(group), 0
        for edit in run:
            start = edit.start - shift
            if guards.objection(text, start, start + len(edit.before), edit.after, Context(), edit.family):
                return text
            shift += len(edit.after) - len(edit.before)
        text = replay(text, run)
    return text


def _strings(article: Article) -> Iterator[str]:
    """The JSON Pointers of all texts of the document that come from the source."""
    if article.title is not None:
        yield "/title"
    for field in ("introduction", "conclusion"):
        yield from (f"/{field}/{i}" for i in range(len(getattr(article, field))))
    for n, section in enumerate(article.sections):
        at = f"/sections/{n}"
        if section.heading is not None:
            yield f"{at}/heading"
        yield from (f"{at}/paragraphs/{i}" for i in range(len(section.paragraphs)))
        yield from (f"{at}/closing/{i}" for i in range(len(section.closing)))
        for i, item in enumerate(section.items):
            yield from _item_strings(item, f"{at}/items/{i}")
    yield from (f"/removed/{i}/text" for i in range(len(article.removed)))


def _item_strings(item: Item, at: str) -> Iterator[str]:
    if item.label is not None:
        yield f"{at}/label"
    if item.title is not None:
        yield f"{at}/title"
    yield from (f"{at}/paragraphs/{i}" for i in range(len(item.paragraphs)))
    for i, nested in enumerate(item.items):
        yield from _item_strings(nested, f"{at}/items/{i}")


def _derived(name: str, article: Article, trace: Trace) -> Iterator[Finding]:
    file = f"{name}.json"
    for kind in ("causes", "tips"):
        if getattr(article, kind) != check.flat(article.sections, kind):
            yield Finding(file, f"/{kind}", f"The flat {kind} don't repeat the sections' items.")
    applied = sum(edit.outcome in ("applied", "accepted") for edit in trace.edits)
    if article.quality.edits != applied:
        yield Finding(file, "/quality/edits", f"{article.quality.edits} edits are stated, the trace has {applied}.")
    spans = {block.place: (block.start, block.end) for block in trace.blocks}
    for n, section in enumerate(article.sections):
        for i, item in enumerate(section.items):
            yield from _envelope(file, item, f"/sections/{n}/items/{i}", spans)


def _envelope(file: str, item: Item, at: str, spans: dict[str, tuple[int, int]]) -> Iterator[Finding]:
    inside = [span for place, span in spans.items() if place.startswith(f"{at}/")]
    if inside and not (item.source.start <= min(s for s, _ in inside) and max(e for _, e in inside) <= item.source.end):
        yield Finding(file, f"{at}/source", "The item's envelope doesn't enclose its blocks.")
