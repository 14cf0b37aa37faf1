"""Advertising within a paragraph: what its last sentences say to readers and buyers, links behind its sentences."""

import re
from collections.abc import Iterator

from pipeline.compiled import compiled
from pipeline.structure import promo
from pipeline.structure.lines import SENTENCE

LEAST = 2.2
_FAREWELL = compiled(r"\b(?:comments?|message|discuss)\b", re.IGNORECASE)
"""Readers are asked to answer: the author's last word to them, no advertising."""
_LINKED = compiled(r"(?:https?://|www\.)\S+\s+\w")
"""A link that the sentence goes on behind."""
_LONGEST = 35
_REACH = 600
_SHORT = 50
_MOST = 3
"""So many sentences at a paragraph's end are looked at."""
_LINK = compiled(
    r"(?<=[.!?。！？…\"”’)）])\s*[(（\[]\s*(?:https?://|www\.)[^\s()（）\[\]]+\s*[)）\]]|(?<=[.!?。！？])\s*https?://\S+(?=\s*$)"
)


def spans(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, reason) of what within a paragraph is no part of the article, trimmed, in order."""
    end = len(text.rstrip())
    start, reason = _tail(text) if end > _SHORT else (end, "")
    for a, b in _links(text[:start] if reason else text):
        yield a, b, "advertisement"
    if reason:
        yield start, end, reason


def _links(text: str) -> Iterator[tuple[int, int]]:
    """Spans of links that stand after a sentence's end, trimmed."""
    if "http" not in text and "www." not in text:
        return
    for match in _LINK.finditer(text):
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        yield start, match.end()


def _tail(text: str) -> tuple[int, str]:
    """Where the last sentences begin that each are advertising, navigation or a credit, and why; "" for none.

    The first sentence of a paragraph is never among them: `promo.reason` decides about whole paragraphs.
    """
    shift = max(0, len(text) - _REACH)
    starts = [match.end() for match in SENTENCE.finditer(text, shift)]
    at, why = len(text), ""
    for start in reversed([one for one in starts if one < len(text)][-_MOST:]):
        name = _of_sentence(text[start:at].strip())
        if not name:
            break
        at, why = start, name
    return at, why


def _of_sentence(sentence: str) -> str:
    words = len(sentence.split())
    if not 2 <= words <= _LONGEST or _FAREWELL.search(sentence) or _LINKED.search(sentence):
        return ""
    scores = promo.signs(sentence)
    if not scores:
        return ""
    best = max(scores, key=lambda name: (scores[name], name))
    score = scores[best] + 0.3 * (sum(scores.values()) - scores[best]) + 0.3 * (words <= 12)
    return best if score >= LEAST else ""
