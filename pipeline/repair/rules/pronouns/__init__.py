"""Pronouns: their form, whom they stand for, and those that a clause lacks."""

from pipeline.repair.rules.pronouns import antecedents, forms, persons, readers

__all__ = [
    "antecedents",
    "forms",
    "persons",
    "readers",
]
