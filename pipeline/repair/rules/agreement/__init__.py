"""Agreement in number: of verbs with their subjects, of nouns with what counts them."""

from pipeline.repair.rules.agreement import (
    concord,
    coordination,
    counting,
    neighbours,
    plain_number,
    quantities,
    relative,
    subjects,
    tried,
    verbs,
)

__all__ = [
    "concord",
    "coordination",
    "counting",
    "neighbours",
    "plain_number",
    "quantities",
    "relative",
    "subjects",
    "tried",
    "verbs",
]
