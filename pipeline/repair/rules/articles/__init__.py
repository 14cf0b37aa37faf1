"""The articles that nouns lack."""

from pipeline.repair.rules.articles import (
    body,
    compared,
    countable,
    described,
    few,
    joined,
    known,
    measured,
    mentioned,
    plain,
    subject,
    unique,
)

__all__ = [
    "body",
    "compared",
    "countable",
    "described",
    "few",
    "joined",
    "known",
    "measured",
    "mentioned",
    "plain",
    "subject",
    "unique",
]
