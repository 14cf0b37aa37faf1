"""What translated English words otherwise than English: prepositions, frames, set phrases."""

from pipeline.repair.rules.wording import (
    collocations,
    everyday,
    literal_frames,
    literal_places,
    literal_prepositions,
    literal_verbs,
    set_words,
    surfaces,
    translated,
    usage,
)

__all__ = [
    "collocations",
    "everyday",
    "literal_frames",
    "literal_places",
    "literal_prepositions",
    "literal_verbs",
    "set_words",
    "surfaces",
    "translated",
    "usage",
]
