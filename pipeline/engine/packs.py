"""Several texts in one request, so that each is judged as if it had been sent alone.

A request costs a server as much as some sentences do (language detection, rules put together, JSON), so texts travel in
packs, a blank line behind each. LanguageTool's rules see one sentence at a time, but for those of `LOOK_AROUND`, which
see the whole request and are never asked for. The answer tells how the server cut the request into sentences; a text
that shares a sentence with its neighbour is asked for again, alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

LOOK_AROUND = (
    "ENGLISH_WORD_REPEAT_BEGINNING_RULE",
    "EN_REPEATEDWORDS",
    "EN_UNPAIRED_BRACKETS",
    "EN_UNPAIRED_QUOTES",
    "EN_WORD_COHERENCY",
    "PUNCTUATION_PARAGRAPH_END",
    "REP_PASSIVE_VOICE",
    "REP_THANK_YOU_FOR",
    "SENTENCE_WHITESPACE",
    "TOO_LONG_SENTENCE",
    "UPPERCASE_SENTENCE_START",
    "WHITESPACE_RULE",
)
"""LanguageTool's text-level rules for English (`TextLevelRule`)."""
LONGEST_PACK = 8_000
"""Code points of a pack; a longer text is a pack of its own."""
GAP = "\n\n"
_ODD = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\uffff]"
)
"""Characters that LanguageTool drops or that cut lines: where places might be reckoned otherwise than here."""


@dataclass(frozen=True, slots=True)
class Pack:
    """Texts that are sent together, and where each begins in what is sent (code points)."""

    texts: tuple[str, ...]
    starts: tuple[int, ...]

    @property
    def sent(self) -> str:
        """What is sent. The last text is followed by a blank line too, so that none stands otherwise than the rest."""
        return "".join(text + GAP for text in self.texts)

    def holder(self, start: int, end: int) -> int | None:
        """Which text holds a stretch of what is sent; None when the stretch reaches beyond a text."""
        number = bisect_right(self.starts, start) - 1
        return number if end <= self.starts[number] + len(self.texts[number]) else None

    def joined(self, sentences: Sequence[tuple[int, int]]) -> set[int]:
        """The texts that share a sentence of the server's with another."""
        found: set[int] = set()
        for start, end in sentences:
            first, last = bisect_right(self.starts, start) - 1, bisect_right(self.starts, max(start, end - 1)) - 1
            if first != last:
                found.update(range(first, last + 1))
        return found

    def halves(self) -> tuple[Pack, Pack]:
        """The pack as two."""
        middle = len(self.texts) // 2
        return pack(self.texts[:middle]), pack(self.texts[middle:])


def pack(texts: Sequence[str]) -> Pack:
    """One pack of these texts."""
    starts, at = [], 0
    for text in texts:
        starts.append(at)
        at += len(text) + len(GAP)
    return Pack(tuple(texts), tuple(starts))


def packs(texts: Sequence[str], longest: int = LONGEST_PACK) -> Iterator[Pack]:
    """The texts in packs of at most `longest` code points, in order; odd ones (`_ODD`) alone."""
    held: list[str] = []
    size = 0
    for text in texts:
        odd = _ODD.search(text) is not None
        if held and (odd or size + len(text) > longest):
            yield pack(held)
            held, size = [], 0
        held.append(text)
        size += len(text) + len(GAP)
        if odd:
            yield pack(held)
            held, size = [], 0
    if held:
        yield pack(held)
