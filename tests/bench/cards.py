"""Measures the precision cards: `python tests/bench/cards.py DATA [--pages FOLDER] [--write]`.

DATA holds clean_english.jsonl.gz (`id`, `text`), mqm_zhen.jsonl.gz (`id`, `mt`, `spans` with `s` and `e`) and
post_edits.jsonl.gz (`id`, `text`); FOLDER holds articles as .txt. The program is
run as its users run it, `pipeline clean --jsonl`. With --write the counts go to pipeline/repair/cards.csv; verdicts and
bars that stand there stay. --list prints every edit, for reading.
"""

import argparse
import csv
import gzip
import json
import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.repair import cards

BAR = 0.9
COLUMNS = ("rule", "fired", "on_spans", "chance", "clean_per_1kw", "right", "neutral", "wrong", "bar")
TOKEN = re.compile(r"\s+|\w+(?:['’]\w+)*|[^\w\s]")


def rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        seen: set[str] = set()
        for line in file:
            row = json.loads(line)
            if row["id"] not in seen:
                seen.add(row["id"])
                yield row


def cleaned(texts: dict[str, str]) -> dict[str, list[dict[str, Any]]]:
    """The edits that the program makes or suggests in each text."""
    lines = "".join(json.dumps({"id": k, "text": t}, ensure_ascii=False) + "\n" for k, t in texts.items())
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "clean", "--jsonl"], input=lines.encode(), stdout=subprocess.PIPE, check=True
    )
    return {row["id"]: row["edits"] for row in map(json.loads, done.stdout.decode().split("\n")[:-1])}


def source_span(edits: list[dict[str, Any]], index: int) -> tuple[int, int]:
    """An edit's place in the text as it was before all edits, in code points."""
    start, end = edits[index]["start"], edits[index]["end"]
    for earlier in reversed(edits[:index]):
        if earlier["outcome"] != "applied":
            continue
        at, after = earlier["start"], earlier["start"] + len(earlier["after"])
        shift = len(earlier["after"]) - len(earlier["before"])
        start = start - shift if start >= after else min(start, at)
        end = end - shift if end >= after else min(end, at + len(earlier["before"]))
    return start, max(start, end)


def touches(start: int, end: int, spans: list[dict[str, Any]]) -> bool:
    return any((start < x["e"] and x["s"] < end) or (start == end and x["s"] <= start <= x["e"]) for x in spans)


def chance(mqm: list[dict[str, Any]]) -> float:
    hits = total = 0
    for row in mqm:
        for match in TOKEN.finditer(row["mt"]):
            if not match[0].isspace():
                total += 1
                hits += touches(*match.span(), row["spans"])
    return hits / total


def pages(folder: Path) -> dict[str, str]:
    return {path.stem: path.read_text("utf-8") for path in sorted(folder.glob("*.txt"))}


def measure(data: Path, folder: Path | None, show: bool) -> dict[str, dict[str, Any]]:
    clean = {row["id"]: row["text"] for row in rows(data / "clean_english.jsonl.gz")}
    mqm = list(rows(data / "mqm_zhen.jsonl.gz"))
    other = {row["id"]: row["text"] for row in rows(data / "post_edits.jsonl.gz")} | (pages(folder) if folder else {})
    fired: Counter[str] = Counter()
    on_clean: Counter[str] = Counter()
    on_mqm: defaultdict[str, list[bool]] = defaultdict(list)
    spans = {row["id"]: row["spans"] for row in mqm}
    for name, texts in (("clean", clean), ("mqm", {row["id"]: row["mt"] for row in mqm}), ("other", other)):
        for key, edits in cleaned(texts).items():
            for i, edit in enumerate(edits):
                if edit["outcome"] not in ("applied", "suggested"):
                    continue
                rule = edit["rule"]
                fired[rule] += 1
                on_clean[rule] += name == "clean"
                if name == "mqm":
                    on_mqm[rule].append(touches(*source_span(edits, i), spans[key]))
                if show and edit["outcome"] == "applied":
                    print(name, key, rule, repr(edit["before"]), repr(edit["after"]), sep="\t")
    words = sum(len(text.split()) for text in clean.values())
    blind = f"{chance(mqm):.3f}"
    return {
        rule: {
            "rule": rule,
            "fired": fired[rule],
            "on_spans": f"{sum(on_mqm[rule]) / len(on_mqm[rule]):.3f}" if on_mqm[rule] else "",
            "chance": blind if on_mqm[rule] else "",
            "clean_per_1kw": f"{1000 * on_clean[rule] / words:.4f}",
        }
        for rule in sorted(fired)
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--pages", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--list", action="store_true")
    args = parser.parse_args()
    measured = measure(args.data, args.pages, args.list)
    judged = cards.cards()
    out = []
    for rule, row in measured.items():
        card = judged.get(rule)
        verdicts = (card.right, card.neutral, card.wrong, card.bar) if card else (0, 0, 0, BAR)
        out.append(row | dict(zip(COLUMNS[5:], verdicts, strict=True)))
    target = cards.TABLE.open("w", encoding="utf-8", newline="") if args.write else sys.stdout
    writer = csv.DictWriter(target, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(out)


if __name__ == "__main__":
    main()
