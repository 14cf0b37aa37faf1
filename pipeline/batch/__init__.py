"""The batch: many articles, unattended, nothing lost and nothing done twice."""

from pipeline.batch.recipe import recipe
from pipeline.batch.report import Failure, Outcome, Progress, Report
from pipeline.batch.run import Interrupted, run
from pipeline.batch.store import FoldersNested, FolderUnusable

__all__ = [
    "Failure",
    "FolderUnusable",
    "FoldersNested",
    "Interrupted",
    "Outcome",
    "Progress",
    "Report",
    "recipe",
    "run",
]
