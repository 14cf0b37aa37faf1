"""Suggestions for unknown words: found among frequent words, ranked by likeness, frequency and the article's own words;
offered, never made.

Unknown words in translations are names and terms: of 91 spelling edits read, 82 were wrong. So none acts (lower-case
months and nationalities have a rule of ours), and words learnt as names from the article aren't even mentioned. The
engine is asked only which words it doesn't know: looking for replacements was a quarter of its time, and most of them
are never read.
"""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler
from wordfreq import top_n_list, zipf_frequency

from pipeline.compiled import compiled
from pipeline.model import Match
from pipeline.repair.context import Context
from pipeline.repair.rule import Change

MOST = 5
"""How many alternatives are offered."""
VOCABULARY = 40_000
"""How many of the most frequent words may be meant; rarer ones are as often mistakes themselves."""
CANDIDATES = 12
LEAST_LIKE = 0.7
"""Least Damerau-Levenshtein similarity (0 to 1) of a candidate."""
USED = 2.0
"""From this Zipf frequency on people do write the word: it is rare or British (`etiology`), or a common slip."""
KNOWN = 3.1
"""From this Zipf frequency on a word is English, if not in the dictionary's variety: no common slip is as frequent."""
_VARIANTS = tuple(
    (compiled(british), american)
    for british, american in (
        (r"(?<=[a-z]{2})ll(?=(?:ed|er|ers|ing|or|ors|ery)$)", "l"),
        (r"(?<=[tbh])re(?=s?$)", "er"),
        (r"our(?=(?:s|ed|ing|ful|less|able|ite|ites)?$)", "or"),
        (r"is(?=(?:e|es|ed|ing|er|ers|ation|ations)$)", "iz"),
        (r"ys(?=(?:e|es|ed|ing|er|ers)$)", "yz"),
        (r"oe|ae", "e"),
        (r"ou(?=l[dt])", "o"),
        (r"ogue(?=s?$)", "og"),
        (r"\A(def|off|lic|pret)ence(?=s?$)", r"\1ense"),
    )
)
"""British spellings and what American English has in their place."""
_ACRONYM = compiled(r"[A-Z]{2,}s?")
LEAST_LIKE_USED = 0.8
"""The same, where the word is used: only a slip of one letter is worth an editor's look."""


@lru_cache(maxsize=1)
def _vocabulary() -> dict[tuple[str, int], list[str]]:
    """Frequent words by first letter and length: writers and translators rarely miss the first letter."""
    found: dict[tuple[str, int], list[str]] = {}
    for word in top_n_list("en", VOCABULARY):
        if len(word) > 2 and word.isalpha():
            found.setdefault((word[0], len(word)), []).append(word)
    return found


@lru_cache(maxsize=8192)
def candidates(unknown: str) -> tuple[str, ...]:
    """Frequent words that an unknown one may stand for, in its case."""
    low = unknown.lower()
    near = range(len(low) - 2, len(low) + 3)
    pool = [word for length in near for word in _vocabulary().get((low[:1], length), ())]
    scorer = DamerauLevenshtein.normalized_similarity
    least = LEAST_LIKE_USED if zipf_frequency(low, "en") >= USED else LEAST_LIKE
    found = process.extract(low, pool, scorer=scorer, limit=CANDIDATES, score_cutoff=least)
    return tuple(word.capitalize() if unknown[0].isupper() else word for word, *_ in found)


def is_variant(word: str) -> bool:
    """Whether a word is right in another variety of English than the dictionary's (`jeweller`, `anaemia`, `litres`)."""
    low = word.lower()
    if zipf_frequency(low, "en") >= KNOWN:
        return True
    return any(zipf_frequency(new, "en") >= USED for old, by in _VARIANTS if (new := old.sub(by, low)) != low)


def score(unknown: str, candidate: str, context: Context) -> float:
    """How likely a candidate is meant, higher is better: likeness (Damerau-Levenshtein and Jaro-Winkler, 0 to 1), how
    frequent it is (Zipf scale, 0 to 8), and whether the article uses its words."""
    likeness = DamerauLevenshtein.normalized_similarity(unknown.lower(), candidate.lower())
    start = JaroWinkler.similarity(unknown.lower(), candidate.lower())
    frequency = min((zipf_frequency(word, "en") for word in candidate.split()), default=0.0)
    used = all(context.uses(word) for word in candidate.lower().split())
    return 4 * likeness + 2 * start + frequency / 4 + (0.75 if used else 0.0)


def rank(unknown: str, options: tuple[str, ...], context: Context) -> tuple[str, ...]:
    """The candidates, the likeliest first; equal ones stay in their order."""
    distinct = [c for c in dict.fromkeys(options) if c != unknown]
    return tuple(sorted(distinct, key=lambda c: -score(unknown, c, context))[:MOST])


@lru_cache(maxsize=8192)
def offered(unknown: str) -> bool:
    """Whether anything may be offered for an unknown word, whatever the article."""
    if _ACRONYM.fullmatch(unknown) or is_variant(unknown):
        return False
    return any(candidate != unknown for candidate in candidates(unknown))


def change(text: str, match: Match, context: Context) -> Change | None:
    """The suggestion for an unknown word, or None where there is nothing to offer, as for names of the article."""
    unknown = text[match.start : match.end]
    if not unknown or context.in_name(unknown):
        return None
    if not offered(unknown):
        return None
    options = rank(unknown, candidates(unknown), context)
    if not options:
        return None
    why = f"“{unknown}” is no known word; it may be a name or an untranslated term."
    return Change(match.start, match.end, options[0], why, False, options[1:])
