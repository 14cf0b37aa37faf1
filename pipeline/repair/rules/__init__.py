"""The rules, in the order in which they run: module after module, and in each from the top down."""

from types import ModuleType

from pipeline.repair.rules import (
    agreement,
    articles,
    breaks,
    case,
    cells,
    clauses,
    commas,
    doubling,
    encoding,
    glued,
    grammar,
    hyphens,
    layout,
    numbers,
    order,
    pronouns,
    punctuation,
    questions,
    quotes,
    spacing,
    tokenised,
    verbs,
    wide,
    words,
)

BEFORE_ENGINE: tuple[ModuleType, ...] = (
    encoding,
    wide,
    layout,
    breaks,
    tokenised,
    words,
    spacing,
    glued,
    cells,
    hyphens,
    numbers,
    quotes,
    punctuation,
    questions,
    doubling,
    case,
)
AFTER_ENGINE: tuple[ModuleType, ...] = (order, verbs, agreement, grammar, pronouns, articles, commas, clauses)
