"""Structure: an article's blocks before repair, its parts after it, and the Markdown of a finished article."""

from pipeline.structure.arrange import arrange
from pipeline.structure.markdown import markdown
from pipeline.structure.segment import segment

__all__ = ["arrange", "markdown", "segment"]
