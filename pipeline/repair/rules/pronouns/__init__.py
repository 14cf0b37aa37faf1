"""Pronouns: their form, whom they stand for, and those that a clause lacks."""

from pipeline.repair.rules.pronouns import forms, persons, readers

__all__ = [
    "forms",
    "persons",
    "readers",
]
