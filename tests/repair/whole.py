"""A whole article under repair, from the kinds and texts of its blocks."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model import Block, Repaired
from pipeline.repair.repair import Decide
from pipeline.repair.toolbox import Toolbox


def repaired(tools: Toolbox, texts: Sequence[tuple[str, str]], decide: Decide | None = None) -> tuple[Repaired, ...]:
    """The blocks of an article, mended without LanguageTool."""
    blocks, at = [], 0
    for n, (kind, text) in enumerate(texts):
        blocks.append(Block(n, kind, at, at + len(text), text))
        at += len(text) + 2
    context = tools.context("text/plain", blocks, document=True)
    return tools.repair(blocks, context, None, decide)[0]
