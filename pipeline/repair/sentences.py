"""How a block's findings are asked for: sentence by sentence, each distinct one once.

A finding then depends on its sentence alone, so that a sentence which stands in many articles is checked once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline import language
from pipeline.model import Match
from pipeline.repair.stages import Check


def units(text: str) -> list[tuple[int, int]]:
    """The spans (code points) that are asked about: sentences. Those between which no white space stands are one, so
    that nothing is decided here about a stop inside a name or a number."""
    found: list[tuple[int, int]] = []
    for start, end in language.sentences(text):
        if found and found[-1][1] == start:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def by_sentence(check: Check) -> Check:
    """The check of blocks that asks `check` for their sentences and puts the findings back where they stand.

    A block of which a sentence could not be checked could not be checked.
    """

    def check_blocks(texts: Sequence[str]) -> list[Sequence[Match] | None]:
        """Findings for blocks, from their sentences' findings; None for a block that could not be checked."""
        spans = [units(text) for text in texts]
        wanted = dict.fromkeys(text[start:end] for text, cut in zip(texts, spans, strict=True) for start, end in cut)
        found = dict(zip(wanted, check(list(wanted)), strict=True))
        return [_of_block(text, cut, found) for text, cut in zip(texts, spans, strict=True)]

    return check_blocks


def _of_block(
    text: str, cut: Sequence[tuple[int, int]], found: dict[str, Sequence[Match] | None]
) -> Sequence[Match] | None:
    matches: list[Match] = []
    for start, end in cut:
        result = found[text[start:end]]
        if result is None:
            return None
        matches += [replace(match, start=match.start + start, end=match.end + start) for match in result]
    return matches
