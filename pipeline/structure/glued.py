"""What is glued to a paragraph: headings at its beginning or its end, a shop's call at the end of the page."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.compiled import compiled
from pipeline.structure import cues, labels, promo
from pipeline.structure.lines import QUESTION, SENTENCE, Unit, finished

_GLUED = compiled(r"(?<=[a-z]{2})(?=[A-Z][a-z']*\s)")
_PLAIN = compiled(r"[.,:;!?()，。]")
_NAMES = 2.2
_ALIKE = 3
_TOP = 3
"""Among so many first lines the title may have a byline behind it."""
_HEADING = 18
"""A question and a phrase of at most so many words together are one heading."""
_SMALL = cues.vocabulary("small")


def split(found: Sequence[Unit]) -> list[Unit]:
    """The units, with headings cut off the paragraphs that they are glued to."""
    out: list[Unit] = []
    alike = _headed_alike(found)
    for i, (unit, after) in enumerate(itertools.zip_longest(found, found[1:])):
        if i < _TOP and unit.mark is None and (cut := _byline_start(unit, len(found))):
            out.extend(replace(part, glued=False) for part in _parts(unit, cut))
            continue
        cut = alike.get(i, 0)
        if not cut and unit.mark is None and unit.words >= 12:
            cut = _head_end(found[0], unit) or (_tail_start(unit, after) if after else _shop_start(unit, len(found)))
        out.extend(_parts(unit, cut) if cut else [unit])
    return out


def _byline_start(unit: Unit, total: int) -> int:
    """Where a byline begins that stands behind the title on its line; 0 where none does."""
    start = promo.byline_start(unit.text)
    tail = unit.text[start:]
    last = Unit(unit.start + start, unit.end, tail, words=len(tail.split()))
    return start if start and promo.reason(last, 1, total) == "boilerplate" else 0


def _glue(first: Unit, unit: Unit) -> int:
    """Where a phrase ends that is glued to the beginning of a paragraph and may be its heading; 0 for none."""
    match = _GLUED.search(unit.text, 4, 100)
    head = unit.text[: match.start()] if match else ""
    if match is None or not 1 < len(head.split()) <= 9 or _PLAIN.search(head) or _named(first, unit, head):
        return 0
    return match.start()


def _headed_alike(found: Sequence[Unit]) -> dict[int, int]:
    """Where headings end that are glued to paragraphs by more than one sign each, by ordinal of the paragraph.

    What stands over the first entry of a list and announces it has a heading; three paragraphs with something glued
    to their beginning have, too.
    """
    out: dict[int, int] = {}
    over: dict[int, int] = {}
    for i, unit in enumerate(found):
        if unit.mark is not None or unit.words < 9 or labels.at_start(unit.text) or not (cut := _glue(found[0], unit)):
            continue
        if not (finished(unit.text) or i + 1 == len(found)) or unit.text[:cut].split()[-1].lower() in _SMALL:
            continue
        below = labels.at_start(found[i + 1].text) if i + 1 < len(found) else None
        opens = below is not None and below.strength >= 2 and below.value in (None, 1)
        out[i] = cut
        if opens and unit.text.endswith((":", "：")):
            over[i] = cut
    return out if len(out) >= _ALIKE else over


def _head_end(first: Unit, unit: Unit) -> int:
    """Where a heading ends that the paragraph takes up a word of, or that names a kind of list; 0 for none."""
    cut = _glue(first, unit)
    if not cut:
        return 0
    head = unit.text[:cut]
    after = cues.words(unit.text[cut : cut + 80])[:4]
    takes_up = set(after) & {word for word in cues.words(head) if len(word) > 3}
    names = len(head.split()) <= 5 and not labels.at_start(unit.text) and cues.weight(head) >= _NAMES
    return cut if takes_up or names else 0


def _tail_start(unit: Unit, after: Unit) -> int:
    """Where a heading begins that stands behind a paragraph's last sentence, over a list below it; 0 for none."""
    label = labels.at_start(after.text)
    if label is None or label.value not in (None, 1) or label.strength < 2 or labels.at_start(unit.text):
        return 0
    ends = [match.end() for match in SENTENCE.finditer(unit.text, max(0, len(unit.text) - 200))]
    tail = unit.text[ends[-1] :] if ends else ""
    if not 2 <= len(tail.split()) <= 12 or not tail[0].isupper() or not tail[-1].isalpha():
        return 0
    if unit.words <= _HEADING and QUESTION.search(unit.text[: ends[-1]].rstrip()):
        return 0
    return ends[-1] if cues.weight(tail) >= _NAMES else 0


def _shop_start(unit: Unit, total: int) -> int:
    """Where a page's last sentence begins that only calls customers, behind another; 0 where it doesn't."""
    ends = [match.end() for match in SENTENCE.finditer(unit.text)]
    starts = [end for end in ends if end < len(unit.text)]
    if not starts or QUESTION.search(unit.text[: starts[-1]].rstrip()):
        return 0
    tail = unit.text[starts[-1] :]
    last = Unit(unit.start + starts[-1], unit.end, tail, words=len(tail.split()))
    return starts[-1] if promo.reason(last, total - 1, total) == "advertisement" else 0


def _parts(unit: Unit, cut: int) -> Iterator[Unit]:
    head, tail = unit.text[:cut].rstrip(), unit.text[cut:]
    words = len(head.split())
    glued = words < unit.words - words
    yield Unit(unit.start, unit.start + len(head), head, unit.blank, unit.indent, words=words, glued=glued)
    yield Unit(unit.start + cut, unit.end, tail, 0, 0, words=max(1, unit.words - words), glued=not glued)


def _named(first: Unit, unit: Unit, head: str) -> bool:
    """Whether what is glued to a paragraph only repeats words of the title, as a picture's caption does."""
    return unit is not first and first.words <= 30 and set(cues.words(head)) <= set(cues.words(first.text))
