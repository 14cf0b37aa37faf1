"""The rules, in the order in which they run: module after module, and in each from the top down."""

from types import ModuleType

from pipeline.repair.rules import (
    breaks,
    case,
    cells,
    clauses,
    doubling,
    encoding,
    glued,
    grammar,
    hyphens,
    layout,
    numbers,
    punctuation,
    quotes,
    spacing,
    tokenised,
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
    doubling,
    case,
)
AFTER_ENGINE: tuple[ModuleType, ...] = (grammar, clauses)
