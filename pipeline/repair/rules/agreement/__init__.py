"""Agreement in number: of verbs with their subjects, of nouns with what counts them."""

from pipeline.repair.rules.agreement import (
    bare_verbs,
    concord,
    coordination,
    counted,
    counting,
    nearest,
    neighbours,
    plain_number,
    plural_subjects,
    quantities,
    relative,
    subjects,
    tried,
    verbs,
)

__all__ = [
    "bare_verbs",
    "concord",
    "coordination",
    "counted",
    "counting",
    "nearest",
    "neighbours",
    "plain_number",
    "plural_subjects",
    "quantities",
    "relative",
    "subjects",
    "tried",
    "verbs",
]
