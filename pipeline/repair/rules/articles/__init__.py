"""The articles that nouns lack."""

from pipeline.repair.rules.articles import (
    body,
    countable,
    described,
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
    "joined",
    "known",
    "measured",
    "mentioned",
    "plain",
    "subject",
    "unique",
]
