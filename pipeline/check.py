"""The last stage: looks at a finished article and reports; it never repairs anything."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction

from pipeline import __version__
from pipeline.model import (
    CHANGING,
    Arrangement,
    Article,
    Edit,
    FlatItem,
    Item,
    MadeBy,
    Problem,
    Quality,
    Repaired,
    Section,
    SourceInfo,
    Span,
    Text,
)
from pipeline.settings import Settings

_WORD = re.compile(r"[^\W\d_]+")
# The most frequent function words of English; every running English text of some length holds many of them.
_FUNCTION_WORDS = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "in",
        "a",
        "is",
        "that",
        "for",
        "it",
        "on",
        "with",
        "as",
        "are",
        "be",
        "by",
        "this",
        "at",
        "or",
        "not",
        "have",
        "from",
        "but",
        "you",
        "can",
        "if",
        "they",
        "will",
    ]
)
_ENGLISH_LEAST = Fraction(8, 100)
_JUDGED_FROM = 25


class ConservationError(ValueError):
    """A non-blank character of the source belongs to no block, or to two."""


def conservation(text: str, spans: Iterable[tuple[int, int]]) -> None:
    """Hold that each non-blank code point of text lies in exactly one of the ordered spans, else raise
    ConservationError."""
    at = 0
    for start, end in spans:
        if start < at or end < start or end > len(text):
            raise ConservationError(f"block {start}-{end} overlaps or leaves the source (after {at})")
        if lost := text[at:start].strip():
            raise ConservationError(f"text at {at}-{start} is in no block: {lost[:60]!r}")
        at = end
    if lost := text[at:].strip():
        raise ConservationError(f"text at {at}-{len(text)} is in no block: {lost[:60]!r}")


def kept_edits(repaired: Sequence[Repaired], places: Sequence[str]) -> tuple[Edit, ...]:
    """The edits that count: those of blocks that stand in the article. Removed text stands as in the source."""
    return tuple(
        edit
        for one, place in zip(repaired, places, strict=True)
        if not place.startswith("/removed/")
        for edit in one.edits
    )


def article(
    text: Text, repaired: Sequence[Repaired], arrangement: Arrangement, failed: Sequence[int], settings: Settings
) -> Article:
    """The article document, with its problems and quality. Raises ConservationError when text was lost or doubled."""
    conservation(text.text, ((one.block.start, one.block.end) for one in repaired))
    edits = kept_edits(repaired, arrangement.places)
    problems = (
        *text.problems,
        *_content_problems(text),
        *arrangement.problems,
        *_engine_problems(repaired, failed, arrangement.places),
    )
    words = sum(len(_WORD.findall(one.text)) for one in repaired)
    changed = sum(edit.outcome in CHANGING for edit in edits)
    return Article(
        id=text.id,
        title=arrangement.title,
        introduction=arrangement.introduction,
        sections=arrangement.sections,
        conclusion=arrangement.conclusion,
        removed=arrangement.removed,
        causes=flat(arrangement.sections, "causes"),
        tips=flat(arrangement.sections, "tips"),
        problems=problems,
        quality=Quality(
            edits=changed,
            suggestions=sum(edit.outcome == "suggested" for edit in edits),
            edits_per_100_words=round(100 * changed / words, 1) if words else 0.0,
            needs_review=needs_review(arrangement.sections, problems, settings.review_confidence),
        ),
        source=SourceInfo(
            path=text.path,
            sha256=text.sha256,
            encoding=text.encoding,
            media_type=text.media_type,
            characters=len(text.text),
        ),
        made_by=MadeBy(pipeline=__version__),
    )


def needs_review(sections: Sequence[Section], problems: Sequence[Problem], least: float) -> bool:
    """Whether some problem is more than information, or some item's confidence is below `least`."""
    if any(problem.severity != "info" for problem in problems):
        return True
    return any(item.confidence < least for section in sections for item in all_items(section.items))


def all_items(items: Iterable[Item]) -> Iterable[Item]:
    """Items and their nested items, in the source's order."""
    for item in items:
        yield item
        yield from all_items(item.items)


def flat(sections: Sequence[Section], kind: str) -> tuple[FlatItem, ...]:
    """The top-level items of all sections of a kind; nested items are part of their text."""
    return tuple(
        FlatItem(number=item.number, title=item.title, text="\n\n".join(_lines(item)))
        for section in sections
        if section.kind == kind
        for item in section.items
    )


def _lines(item: Item) -> Iterable[str]:
    yield from item.paragraphs
    for nested in item.items:
        head = " ".join(part for part in (nested.label, nested.title) if part)
        if head:
            yield head
        yield from _lines(nested)


def _content_problems(text: Text) -> Iterable[Problem]:
    if not text.text.strip():
        yield Problem(code="empty", severity="warning", message="The file holds no text.")
        return
    letters = sum(map(str.isalpha, text.text))
    words = [word.lower() for word in _WORD.findall(text.text)]
    latin = sum(map(str.isalpha, text.text.encode("ascii", "ignore").decode()))
    frequent = sum(word in _FUNCTION_WORDS for word in words)
    foreign = letters >= 20 and 2 * latin < letters
    unlike = len(words) >= _JUDGED_FROM and Fraction(frequent, len(words)) < _ENGLISH_LEAST
    if foreign or unlike:
        yield Problem(
            code="not-english", severity="warning", message="The text doesn't read like English; was it translated?"
        )


def _engine_problems(repaired: Sequence[Repaired], failed: Sequence[int], places: Sequence[str]) -> Iterable[Problem]:
    for index in failed:
        block = repaired[index].block
        yield Problem(
            code="engine-failed",
            severity="error",
            message=f"LanguageTool could not check this text ({places[index]}); it is tried again in the next run.",
            source=Span(start=block.start, end=block.end),
        )
