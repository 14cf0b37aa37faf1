"""Whether mood or tense may make a verb's form right: a subjunctive, an infinitive, a past that is like the base."""

import re

from pipeline.compiled import compiled
from pipeline.repair.rule import Passage
from pipeline.repair.words import sentence_bounds

_SUBJUNCTIVE = compiled(
    r"\b(?:suggest\w*|recommend\w*|insist\w*|demand\w*|require\w*|request\w*|advis\w+|propos\w+|important|essential"
    r"|necessary|vital|crucial|imperative|advisable|desirable|better|lest|(?:wish|order|ask)\w*|(?:urg|mandat)\w+|whether)\b",
    re.I,
)
_BARE_INFINITIVE = compiled(
    r"\b(?:let|lets|letting|make|makes|making|made|help\w*|have|had|has|see|sees|saw|watch\w*|hear\w*|feel\w*|bid"
    r"|do|does|did|don't|can|could|should|will|would|shall|may|might|must)\b",
    re.I,
)
_ASKED = compiled(
    r"(?:\A|[,;:] |\b(?:what|when|why|how|where|who|which|much|many|often|long|and|but|so) )"
    r"(?i:can|could|should|will|would|may|might|must|does|do|did|shall) (?:not )?(?:[\w’'-]+ ){0,4}\Z"
)
"""What asks for the base form before its subject (what should a pregnant woman eat)."""
_LIKE_ITS_PAST = compiled(r"(?:hurt|cost|hit|shut|spread|split|burst|put|cut|set|let|read|beat|quit|shed|upset)\b")
_PAST = compiled(
    r"\b(?:was|were|had|did|didn['’]t|could|couldn['’]t|said|told|went|came|took|felt|began|bought|found|gave)\b"
)
"""What shows that a text tells what happened."""


def indicative(passage: Passage, start: int) -> bool:
    """Whether nothing before a clause's subject in its sentence can put the verb into the base form; a word that
    takes a bare infinitive can only where a comma or `and` goes before the subject, or nothing but it."""
    left, _ = sentence_bounds(passage.text, start, start)
    before = passage.text[left:start]
    if _SUBJUNCTIVE.search(before) or _ASKED.search(before):
        return False
    if _LIKE_ITS_PAST.match(passage.text, start) and passage.holds(_PAST):
        return False
    if not before.rstrip().endswith((",", "and")):
        return True
    return not _BARE_INFINITIVE.search(before.rstrip(", ").rpartition(",")[2])
