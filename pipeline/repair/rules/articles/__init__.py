"""The articles that nouns lack."""

from pipeline.repair.rules.articles import body, countable, described, joined, known, measured, plain, subject, unique

__all__ = [
    "body",
    "countable",
    "described",
    "joined",
    "known",
    "measured",
    "plain",
    "subject",
    "unique",
]
