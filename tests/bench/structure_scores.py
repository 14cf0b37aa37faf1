"""How much of the structure is found, by us and by what one writes in an hour.

usage: python -m tests.bench.structure_scores [TEXTS GOLD] [--known]

Without folders, our own cases. Measures are those of tests/structure/gold.py; `whole`: articles without any fault.
With --known, the list of our own cases that fail is written anew (tests/known_failures/structure.txt).
"""

import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.structure import gold
from tests.structure.alone import document

KNOWN = Path(__file__).parents[1] / "known_failures" / "structure.txt"
MEASURES = ("items", "starts", "titles", "numbers", "kinds", "headings", "title", "introductions", "promo")
_LABEL = re.compile(r"^\s*(?:(\d{1,2})[.)、:]|\((\d{1,2})\)|[•\-*])\s*(.*)$")
_KEYS = {
    "causes": ("cause", "reason", "why"),
    "tips": ("how", "tip", "way", "prevent", "what to do"),
    "symptoms": ("symptom", "sign"),
}


def naive(source: str) -> dict[str, Any]:
    """The baseline: lines with a number or a bullet open items, short lines without a full stop are headings."""
    out: dict[str, Any] = {
        "title": None,
        "introduction": [],
        "sections": [],
        "conclusion": [],
        "removed": [],
        "problems": [],
    }
    item: dict[str, Any] | None = None
    at = 0
    for line in source.splitlines(keepends=True):
        start, at = at, at + len(line)
        text = line.strip()
        if not text:
            continue
        span = {"start": start + len(line) - len(line.lstrip()), "end": start + len(line.rstrip())}
        label = _LABEL.match(line)
        if label:
            if not out["sections"]:
                out["sections"].append(_section(None))
            title, sep, body = label.group(3).partition(":")
            number = label.group(1) or label.group(2)
            item = {"number": int(number) if number else None, "label": None, "source": span}
            item |= {"title": title if sep or len(title) < 80 else None, "paragraphs": [body] if sep else []}
            out["sections"][-1]["items"].append(item)
        elif out["title"] is None:
            out["title"] = text
        elif len(text) < 80 and not text.endswith("."):
            out["sections"].append(_section(text))
            item = None
        elif item is not None:
            item["paragraphs"].append(text)
            item["source"]["end"] = span["end"]
        else:
            (out["sections"][-1]["paragraphs"] if out["sections"] else out["introduction"]).append(text)
    for section in out["sections"]:
        section["kind"] = _kind(section["heading"] or out["title"] or "")
    return out


def _section(heading: str | None) -> dict[str, Any]:
    return {"kind": "list", "heading": heading, "paragraphs": [], "items": [], "closing": []}


def _kind(heading: str) -> str:
    return next((kind for kind, words in _KEYS.items() if any(word in heading.lower() for word in words)), "list")


def scores(cases: Iterator[tuple[str, str, dict[str, Any]]], make: Callable[[str], dict[str, Any]]) -> gold.Tally:
    """The counts over all cases, with `whole`."""
    total = gold.Tally()
    for name, source, expected in cases:
        one = gold.compare(source, expected, make(source))
        total.add(one)
        total.count("whole", not one.wrong, name)
    return total


def given(texts: Path, golds: Path) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Cases whose texts and gold are in two folders."""
    for path in sorted(golds.glob("*.json")):
        source = (texts / f"{path.stem}.txt").read_bytes().decode("utf-8")
        yield path.stem, source, json.loads(path.read_text(encoding="utf-8"))


def known() -> str:
    """The file of known failures: each case that fails, and in what."""
    lines = [
        "# Cases of structure that fail, each with the measures; they must go on failing until they are taken off."
    ]
    for name, source, expected in gold.cases():
        wrong = gold.compare(source, expected, document(source)).wrong
        if wrong:
            lines.append(f"{name}  # {', '.join(sorted({text.split(':')[0] for text in wrong}))}")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Print the table, or write the known failures."""
    if "--known" in sys.argv:
        KNOWN.write_text(known(), encoding="utf-8")
        return
    folders = [Path(name) for name in sys.argv[1:3]]
    measures = (*MEASURES, "whole")
    print("| | " + " | ".join(measures) + " |")
    print("| --- " * (len(measures) + 1) + "|")
    for name, make in (("this program", document), ("naive baseline", naive)):
        cases = given(*folders) if len(folders) == 2 else gold.cases()
        total = scores(cases, make)
        print(f"| {name} | {gold.shares(total, measures)} |")


if __name__ == "__main__":
    main()
