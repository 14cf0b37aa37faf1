"""Forms of verbs: behind other verbs, prepositions and nouns, and as subjects."""

from pipeline.repair.rules.verbs import (
    auxiliaries,
    base_forms,
    certain_forms,
    chains,
    complements,
    forms,
    gerunds,
    governed,
    ruled,
    slips,
    tried,
    tried_gerunds,
    word_class,
)

__all__ = [
    "auxiliaries",
    "base_forms",
    "certain_forms",
    "chains",
    "complements",
    "forms",
    "gerunds",
    "governed",
    "ruled",
    "slips",
    "tried",
    "tried_gerunds",
    "word_class",
]
