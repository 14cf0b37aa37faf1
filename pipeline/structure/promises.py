"""The numbers of entries that title, headings and introduction promise, against what was found; and other doubts."""

import itertools
import re
from collections.abc import Iterator, Sequence

from pipeline.compiled import compiled
from pipeline.model import Item, Problem, Section, Span, Text
from pipeline.settings import Settings
from pipeline.structure import cues
from pipeline.structure.tree import Parts

_NUMBERS = {
    word: n
    for n, word in enumerate(
        ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], 2
    )
}
_NAME = compiled(r"(?:[A-Z][\w.'’-]*\s?){1,4}")
_FINISHED = compiled(r"[.!?:;。！？…][\"”’)）\]]*$")
_UNITS = cues.vocabulary("units")
_COUNTED = cues.vocabulary("counted")
_BROKEN = (cues.vocabulary("small") - {"of", "the", "your"}) | {"may", "might", "will", "should", "must", "could"}
_PROMISE = compiled(
    r"(?<![\w.,/-])(\d{1,2}|" + "|".join(_NUMBERS) + r")(?![\w%.,/-]*\d)\s+((?:[^\W\d_]+['’-]?\s*){1,5})", re.IGNORECASE
)


def promise(text: str) -> int | None:
    """The number of entries that a title, heading or sentence promises, or None: `Five reasons`, `these 7 things`."""
    for match in _PROMISE.finditer(text[:600]):
        raw = match.group(1).lower()
        value = _NUMBERS.get(raw) or (int(raw) if raw.isdigit() else 0)
        following = cues.words(re.split(r"[,.:;!?]", match.group(2))[0])[:4]
        if not following or following[0] in _UNITS or not 2 <= value <= 40:
            continue
        between = itertools.takewhile(lambda word: word not in _COUNTED, following)
        if any(word in _COUNTED for word in following) and _BROKEN.isdisjoint(between):
            return value
    return None


def kinds(text: str) -> list[tuple[int, str]]:
    """What a title promises of which kind: `5 reasons and 3 tricks`: (5, causes), (3, tips)."""
    out = []
    for match in _PROMISE.finditer(text[:600]):
        number = promise(match.group())
        kind = cues.kind(re.split(r"[,.:;!?]", match.group(2))[0])
        if number and kind:
            out.append((number, kind))
    return out


def promised(title: str | None, sections: Sequence[Section]) -> tuple[Section, ...]:
    """The sections with the number that their heading promises, or the title, where it fits only them."""
    out = []
    for section in sections:
        number = promise(section.heading) if section.heading and section.items else None
        out.append(section.model_copy(update={"promised": number}) if number else section)
    number = promise(title) if title else None
    target = _target(title or "", number, out) if number else None
    if target is not None and out[target].promised is None:
        out[target] = out[target].model_copy(update={"promised": number})
    return tuple(out)


def _target(title: str, number: int | None, sections: Sequence[Section]) -> int | None:
    """The section that the title's promise is about: of the kind it names, else the first with items."""
    listed = [i for i, section in enumerate(sections) if section.items]
    if not listed:
        return None
    exact = [i for i in listed if len(sections[i].items) == number]
    wanted = cues.kind(title)
    same = [i for i in listed if sections[i].kind == wanted]
    both = [i for i in exact if i in same]
    return next(iter([*both, *exact, *same, *listed]))


def problems(
    text: Text,
    parts: Parts,
    introduction: Sequence[str],
    sections: Sequence[Section],
    settings: Settings,
) -> list[Problem]:
    """All doubts about an article's structure, in the order of the source."""
    out = [problem for section in sections for problem in _section_problems(section, settings)]
    cut = _truncated(parts, text)
    out += _promise_problems(introduction, sections, cut, parts)
    if cut:
        end = len(text.text.rstrip())
        out.append(
            Problem(
                code="truncated",
                severity="info",
                message="The page ends in the middle of a sentence.",
                source=Span(start=max(0, end - 40), end=end),
            )
        )
    return out


def _promise_problems(
    introduction: Sequence[str], sections: Sequence[Section], cut: bool, parts: Parts
) -> Iterator[Problem]:
    for section in sections:
        found = len(section.items)
        if section.promised and section.promised != found and not _adds_up(section.promised, sections):
            yield Problem(
                code="promised-count",
                severity="info" if cut and found < section.promised and section is _last(sections) else "warning",
                message=f"{section.promised} entries are promised and {found} were found.",
                source=section.source,
            )
    if any(section.promised for section in sections):
        return
    for line, said in zip(parts.introduction, introduction, strict=True):
        number = promise(said)
        listed = [section for section in sections if section.items]
        if number and listed and not any(len(s.items) == number for s in listed) and not _adds_up(number, sections):
            yield Problem(
                code="promised-count",
                severity="info" if cut else "warning",
                message=f"The introduction promises {number} entries and {len(listed[0].items)} were found.",
                source=Span(start=line.block.start, end=line.block.end),
            )
            return


def _last(sections: Sequence[Section]) -> Section | None:
    return next((section for section in reversed(sections) if section.items), None)


def _adds_up(number: int, sections: Sequence[Section]) -> bool:
    """Whether the promise is that of all lists of a kind together, or of the sections."""
    listed = [section for section in sections if section.items]
    totals = {sum(len(s.items) for s in listed if s.kind == kind) for kind in {s.kind for s in listed}}
    return number in totals or (
        len(listed) > 1 and number in (len(listed), sum(s.heading is not None for s in sections))
    )


def _section_problems(section: Section, settings: Settings) -> Iterator[Problem]:
    yield from _numbering(section.items)
    if section.items:
        least = min(item.confidence for item in section.items)
        if least < settings.review_confidence + 0.1:
            yield Problem(
                code="uncertain-structure",
                severity="info",
                message="Another reading of this list is nearly as likely.",
                source=section.source,
            )


def _numbering(items: Sequence[Item]) -> Iterator[Problem]:
    numbered = [item for item in items if item.number is not None]
    values = [item.number for item in numbered]
    if len(values) > 1 and len(set(values)) == 1:
        return
    repeats = 0
    for before, item in itertools.pairwise(numbered):
        old, new = before.number or 0, item.number or 0
        code = "repeat" if new == old else "order" if new < old else "gap" if new > old + 1 + repeats else ""
        repeats = repeats + 1 if code == "repeat" else max(0, repeats - (new - old - 1))
        if code:
            yield Problem(
                code=f"numbering-{code}",
                severity="warning",
                message=f"Entry {item.label} follows entry {before.label}; nothing was renumbered.",
                source=Span(start=before.source.start, end=item.source.end),
            )


def _truncated(parts: Parts, text: Text) -> bool:
    tail = text.text[-200:].rstrip()
    if not tail or any(mark.kind != "strong" for mark in text.marks):
        return False
    lines = [*parts.introduction, *parts.conclusion]
    for draft in parts.sections:
        lines += [*draft.paragraphs, *draft.closing, *(line for item in draft.items for line in item.lines())]
    lines = sorted((line for line in lines if line.block.kind == "text"), key=lambda line: line.index)
    long = [line for line in lines if len(line.text[:200].split()) >= 5]
    if len(lines) > 1 and _NAME.fullmatch(lines[-1].text):
        return False
    if not long or lines[-1].block.end < len(text.text.rstrip()) or not tail[-1].isalnum():
        return False
    return 10 * sum(_FINISHED.search(line.text[-8:]) is not None for line in long[:-1]) >= 7 * (len(long) - 1)
