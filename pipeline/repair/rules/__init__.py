"""The rules, in the order in which they run: module after module, and in each from the top down."""

from types import ModuleType

from pipeline.repair.rules import case, doubling, encoding, grammar, punctuation, spacing

BEFORE_ENGINE: tuple[ModuleType, ...] = (encoding, spacing, punctuation, doubling, case)
AFTER_ENGINE: tuple[ModuleType, ...] = (grammar,)
