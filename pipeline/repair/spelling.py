"""Suggestions for unknown words: ranked by likeness, frequency and the article's own words; offered, never made.

Unknown words in translations are names and terms: of 91 spelling edits read, 82 were wrong. So only a change of case
with a single candidate may act (`december`), and words learnt as names from the article aren't even mentioned.
"""

from __future__ import annotations

import re

from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler
from wordfreq import zipf_frequency

from pipeline.model import Match
from pipeline.repair.rule import Change, Context

_ALONE = re.compile(r"$|[\s,;!?)]|\.(?!\w)|['’]s\b")
"""What may follow a word that is no part of an address, a file name or a compound."""
MOST = 5
"""How many alternatives are offered."""


def score(unknown: str, candidate: str, context: Context) -> float:
    """How likely a candidate is meant, higher is better: likeness (Damerau-Levenshtein and Jaro-Winkler, 0 to 1), how
    frequent it is (Zipf scale, 0 to 8), and whether the article uses its words."""
    likeness = DamerauLevenshtein.normalized_similarity(unknown.lower(), candidate.lower())
    start = JaroWinkler.similarity(unknown.lower(), candidate.lower())
    frequency = min((zipf_frequency(word, "en") for word in candidate.split()), default=0.0)
    used = all(word in context.words for word in candidate.lower().split())
    return 4 * likeness + 2 * start + frequency / 4 + (0.75 if used else 0.0)


def rank(unknown: str, candidates: tuple[str, ...], context: Context) -> tuple[str, ...]:
    """The candidates, the likeliest first; equal ones stay in the engine's order."""
    distinct = [c for c in dict.fromkeys(candidates) if c != unknown]
    return tuple(sorted(distinct, key=lambda c: -score(unknown, c, context))[:MOST])


def change(text: str, match: Match, context: Context) -> Change | None:
    """The proposal for an unknown word, or None where there is nothing to offer.

    A change of case that stands alone acts, all else is suggested; names learnt from the article are left alone.
    """
    unknown = text[match.start : match.end]
    if unknown in context.names or any(unknown in name.split() for name in context.names):
        return None
    if len(match.replacements) == 1 and match.replacements[0].lower() == unknown.lower() != match.replacements[0]:
        safe = re.fullmatch(r"[a-z]{3,}", unknown) is not None and _ALONE.match(text[match.end :]) is not None
        return Change(match.start, match.end, match.replacements[0], match.message, safe)
    options = rank(unknown, match.replacements, context)
    if not options:
        return None
    why = f"“{unknown}” is no known word; it may be a name or an untranslated term."
    return Change(match.start, match.end, options[0], why, False, options[1:])
