"""Review: the editor's page, decisions that stick, suggestions from the batch, exports and reports."""

from pipeline.review.page import write
from pipeline.review.serve import serve

__all__ = ["serve", "write"]
