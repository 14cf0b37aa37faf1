"""Hostile sources: whatever they are, the outcome is a document that verifies, or a quarantine entry."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import orjson
from hypothesis import strategies as st

from pipeline.batch.jobs import Job
from pipeline.batch.names import ENDINGS
from pipeline.batch.quarantine import entry_name
from pipeline.batch.store import LocalStore
from pipeline.batch.work import do
from pipeline.kit import Kit
from pipeline.model import Quarantined, Source
from pipeline.reading import media_type
from pipeline.verify import Bundle, verify

# fmt: off
PIECES = st.sampled_from([
    "1. ", "2) ", "①", "Reason 3: ", "- ", "\n", "\r\n", "\r", "\n\n", "\t", " ,", "。", "、", "<p>", "</div>",
    "<script>x</script>", "<!--", "]]>", "&nbsp;", "&#0;", "&#x110000;", "{", "}", '"', "“", "»", "\u202e", "\u200b",
    "\ufeff", "\x00", "\x1b[31m", "\U0001f476", "e\u0301", "ca n't", "back pain back pain", "3-4 %", "17: 00", "ß",
    "http://x.y/z?a=b", "a@b.cd", "# ", "---", "|a|b|", "İ", "The baby sleeps .", "mother -in -law", "\ud7ff",
    "\uffff", "a" * 300, "First, second, third", "(((((", "......", "１、",
])
# fmt: on
TEXTS = st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=200))
DATA = st.one_of(
    st.binary(max_size=400),
    TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.tuples(TEXTS, st.sampled_from(["utf-16", "utf-16-be", "gb18030", "big5", "cp1252", "utf-8-sig", "utf-7"])).map(
        lambda pair: pair[0].encode(pair[1], "replace")
    ),
    st.tuples(TEXTS, st.binary(min_size=1, max_size=3), TEXTS).map(
        lambda parts: parts[0].encode("utf-8", "replace") + parts[1] + parts[2].encode("utf-16", "replace")
    ),
)
SUFFIXES = st.sampled_from([".txt", ".md", ".html", ".docx", ".htm"])


def endure(data: bytes, suffix: str, kit: Kit, folder: Path) -> str:
    """Make an article of hostile bytes and hold what the contract says; gives the outcome's state."""
    store = LocalStore(folder)
    name = f"hostile{suffix}"
    source = Source(name, name, data, media_type(name) or "")
    store.remove([name + ending for ending in ENDINGS] + [entry_name(name)])
    outcome = do(Job(0, source, name, kit.recipe, True), replace(kit), store, dry_run=False)
    if outcome.state == "quarantined":
        entry = Quarantined.model_validate(orjson.loads(store.read(entry_name(name)) or b""))
        assert entry.cause in ("source", "limit"), entry.details
        assert not any(store.read(name + ending) for ending in ENDINGS)
        return outcome.state
    assert store.read(entry_name(name)) is None
    bundle = Bundle(name, store.read(f"{name}.json"), store.read(f"{name}.md"), store.read(f"{name}.trace.json"))
    findings = [finding.message for finding in verify(source, bundle, kit.settings)]
    assert findings == []
    return outcome.state
