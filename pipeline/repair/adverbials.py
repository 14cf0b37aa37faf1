"""Adverbials such as `of course`, `from time to time`, `at work`: the preposition is theirs, not the verb's.

“Depend of the weather” wants `on`; “I depend, of course, on you” is often written without its commas, and there nothing
is wrong.
"""

from collections.abc import Sequence
from functools import lru_cache

from pipeline.repair.lexicon import words as lexicon
from pipeline.repair.words import Word, is_number

PREPOSITIONS = ("of", "in", "on", "at", "for", "with", "from", "to", "about", "by")
"""Prepositions with a class `after_…` in lexicon.csv: what makes an adverbial of them (hyphens part words)."""
_UNITS = lexicon("unit")


@lru_cache(maxsize=1)
def _continuations() -> dict[str, frozenset[tuple[str, ...]]]:
    return {p: frozenset(tuple(one.split("-")) for one in lexicon(f"after_{p}")) for p in PREPOSITIONS}


def opens_adverbial(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether the last preposition among words[start:end] opens an adverbial that ends after them."""
    known = _continuations()
    at = next((i for i in range(end - 1, start - 1, -1) if words[i].low in known), None)
    if at is None:
        return False
    preposition, after = words[at].low, tuple(word.low for word in words[at + 1 : at + 5])
    if any(after[:n] in known[preposition] for n in range(end - at, len(after) + 1)):
        return True
    if at + 1 < end or not after or not is_number(after[0]):
        return False
    return preposition == "about" or (preposition == "for" and len(after) > 1 and after[1].rstrip("s") in _UNITS)
