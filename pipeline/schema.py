"""The JSON Schemas (draft 2020-12) of the published documents, generated from their types."""

from __future__ import annotations

from typing import Any

from pipeline.batch.report import Report
from pipeline.model import KINDS, Article, Published, Quarantined, Trace
from pipeline.settings import Settings

DIALECT = "https://json-schema.org/draft/2020-12/schema"
TYPES: dict[str, type[Published]] = {"article": Article, "trace": Trace, "batch": Report, "quarantine": Quarantined}


def schema(name: str, settings: Settings) -> dict[str, Any]:
    """The schema of a published document; the kinds of section are those of the settings. Raises KeyError."""
    made = TYPES[name].model_json_schema(mode="serialization")
    if name == "article":
        made["$defs"]["Section"]["properties"]["kind"] = {"enum": [*KINDS, *sorted(settings.kinds)], "title": "Kind"}
    return {"$schema": DIALECT, "$id": f"urn:translation-cleaner:{name}:1.0", **made}
