"""The articles that nouns lack."""

from pipeline.repair.rules.articles import (
    body,
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
