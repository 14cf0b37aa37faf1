"""Bytes to decoded text: the stage's one public function."""

from hashlib import sha256

from pipeline.model import Source, Text
from pipeline.reading import tabbed
from pipeline.reading.encoding import Decoded, content_problems, decode_bytes
from pipeline.reading.media import DOCX, HTML
from pipeline.reading.page import Page
from pipeline.reading.unreadable import Unreadable
from pipeline.settings import Settings


def decode(source: Source, settings: Settings) -> Text:
    """The decoded text of a source, with marks for what its own format declares (HTML, docx) or tabs show.

    `encoding` is the codec that reads the bytes; a docx's is that of its XML. An article of a JSONL file is its line's
    text, exactly. Raises Unreadable: binary content, a broken docx, more characters than `max_characters`.
    """
    limit = settings.max_characters
    if len(source.data) > 8 * limit:
        raise _too_long(f"{len(source.data)} bytes", limit)
    page = _page(source, limit)
    if len(page.text) > limit:
        raise _too_long(f"{len(page.text)} code points", limit)
    return Text(
        id=source.id,
        path=source.path,
        sha256=sha256(source.data).hexdigest(),
        encoding=page.encoding,
        media_type=source.media_type,
        text=page.text,
        title=source.title or page.title,
        marks=page.marks,
        problems=page.problems,
    )


def _page(source: Source, limit: int) -> Page:
    if source.media_type == DOCX:
        from pipeline.reading.docx import read_docx  # loaded only when needed: it takes a quarter of a second

        return read_docx(source.data, limit)
    if source.media_type == HTML:
        from pipeline.reading.html import read_html

        return read_html(source.data)
    decoded = Decoded(source.data.decode(), "utf-8") if source.id != source.path else decode_bytes(source.data)
    problems = (*decoded.problems, *content_problems(decoded.text))
    return Page(decoded.text, decoded.encoding, marks=tabbed.tables(decoded.text), problems=problems)


def _too_long(length: str, limit: int) -> Unreadable:
    message = f"The article is longer than the limit of {limit:,} characters (`max_characters`)."
    return Unreadable(message, length, "limit")
