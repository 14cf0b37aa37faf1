"""Structure without repair: a source's stages segment and arrange, with only line breaks made spaces in between."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from pipeline import structure
from pipeline.model import Arrangement, Block, Mark, Repaired, Text
from pipeline.settings import Settings


def text_of(raw: str, marks: tuple[Mark, ...] = ()) -> Text:
    """A decoded source."""
    return Text(
        "page.txt",
        "page.txt",
        sha256(raw.encode("utf-8", "replace")).hexdigest(),
        "utf-8",
        "text/plain",
        raw,
        marks=marks,
    )


def run(text: Text, settings: Settings | None = None) -> tuple[tuple[Block, ...], tuple[Repaired, ...], Arrangement]:
    """Blocks, blocks with clean text, and the article's parts."""
    chosen = settings or Settings()
    blocks = structure.segment(text, chosen)
    repaired = tuple(
        Repaired(block, block.text if block.kind == "label" else " ".join(block.text.split()), ()) for block in blocks
    )
    return blocks, repaired, structure.arrange(text, repaired, chosen)


def document(raw: str, settings: Settings | None = None, marks: tuple[Mark, ...] = ()) -> dict[str, Any]:
    """The structural part of the article document, as JSON values."""
    return as_json(run(text_of(raw, marks), settings)[2])


def as_json(arrangement: Arrangement) -> dict[str, Any]:
    """An arrangement as the document has it."""
    return {
        "title": arrangement.title,
        "introduction": list(arrangement.introduction),
        "sections": [section.model_dump(mode="json") for section in arrangement.sections],
        "conclusion": list(arrangement.conclusion),
        "removed": [removed.model_dump(mode="json") for removed in arrangement.removed],
        "problems": [problem.model_dump(mode="json") for problem in arrangement.problems],
    }


def at(document: Mapping[str, Any], pointer: str) -> Any:
    """What a JSON Pointer points to. Raises LookupError when there is nothing."""
    value: Any = document
    for key in pointer.split("/")[1:]:
        value = value[int(key)] if isinstance(value, list) else value[key]
    return value
