"""What must hold for every text, checked over whole data sets: a second pass changes nothing, edits replay and undo,
and numbers, units, dates, negations, addresses and quotations are as before.

usage: python tests/bench/properties.py FILE...    (JSON lines with `text`, `mt` or `tokenised`, gzipped or not; or
plain text)

Runs our own rules and terms, without LanguageTool. Prints a line for each failure and a count; exit code 1 if there is
one.
"""

import gzip
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.model import Block
from pipeline.repair import guards
from pipeline.repair.repair import replay, undo
from pipeline.repair.toolbox import Toolbox, open_toolbox

KEYS = ("text", "mt", "tokenised", "post_edit")


def texts_of(path: Path) -> Iterator[str]:
    """The texts of a file."""
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    if ".jsonl" not in path.suffixes:
        yield raw.decode("utf-8", "replace")
        return
    for line in raw.decode("utf-8").split("\n"):
        row = json.loads(line) if line.strip() else {}
        yield from (row[key] for key in KEYS if row.get(key))


def failures(toolbox: Toolbox, texts: Sequence[str]) -> Iterator[str]:
    """What doesn't hold, in words."""
    done = toolbox.repair_texts(texts, None)
    again = toolbox.repair_texts([clean for clean, _, _ in done], None)
    for text, (clean, edits, _), (second, more, _) in zip(texts, done, again, strict=True):
        if replay(text, edits) != clean or undo(clean, edits) != text:
            yield f"no replay: {text[:200]!r}"
        if second != clean:
            rules = [e.rule for e in more if e.outcome == "applied"]
            yield f"second pass: {rules} {clean[:300]!r} -> {second[:300]!r}"
        block = Block(0, "text", 0, len(text), text)
        names = toolbox.context("text/plain", [block], document=False).names
        terms = any(e.family == "terms" for e in edits)
        for difference in guards.compare(text, clean, frozenset() if terms else names):
            yield f"guard: {difference}: {[(e.rule, e.before, e.after) for e in edits if e.outcome == 'applied']}"


def main() -> int:
    """Check and print."""
    toolbox, count, bad = open_toolbox(), 0, 0
    for name in sys.argv[1:]:
        texts = list(texts_of(Path(name)))
        count += len(texts)
        for failure in failures(toolbox, texts):
            bad += 1
            print(failure)
    print(f"{count} texts, {bad} failures")
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
