"""Which rules change right English: `python -m tests.bench.harm_by_rule DATA [--list]`.

DATA holds clean_english.jsonl.gz (`id`, `text`), mqm_zhen.jsonl.gz (`id`, `mt`, `spans` with `s`, `e` and `group`,
`no_error`) and post_edits.jsonl.gz (`id`, `text`, `post_edit`). The program is run as its users run it,
`pipeline clean --jsonl`. A line for each rule that acted: its edits on clean English, on marked mechanical errors, on
other marked errors, on unmarked words, on segments free of errors; and the translations that it, among others, brought
nearer to what a post-editor made of them, or took further away (words in common, as difflib counts them). --list prints
the edits first, in their context.
"""

import argparse
import difflib
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.bench.cards import cleaned, rows, source_span, touches

MECHANICAL = ("GRAMMAR", "PUNCT", "SPELL", "FLU_OTHER", "LOCALE")
COLUMNS = ("clean", "mechanical", "other", "unmarked", "free", "better", "worse")
AROUND = 40


def applied(text: str, edits: list[dict[str, Any]]) -> Iterator[tuple[str, int, int, str]]:
    """The edits made in a text: rule, span in the source, and the change in its context."""
    for i, edit in enumerate(edits):
        if edit["outcome"] == "applied":
            start, end = source_span(edits, i)
            shown = (
                f"{text[max(0, start - AROUND) : start]}[{edit['before']}=>{edit['after']}]{text[end : end + AROUND]}"
            )
            yield edit["rule"], start, end, shown


def kind_of(row: dict[str, Any], start: int, end: int) -> str:
    """Where an edit on a translation with marked errors fell."""
    if row["no_error"]:
        return "free"
    if touches(start, end, [span for span in row["spans"] if span["group"] in MECHANICAL]):
        return "mechanical"
    return "other" if touches(start, end, row["spans"]) else "unmarked"


def distance(text: str, wanted: str) -> int:
    """How many words two texts don't share in order."""
    a, b = text.split(), wanted.split()
    same = sum(block.size for block in difflib.SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks())
    return len(a) + len(b) - 2 * same


def replayed(text: str, edits: list[dict[str, Any]]) -> str:
    """The text after the edits that were made."""
    for edit in edits:
        if edit["outcome"] == "applied":
            text = text[: edit["start"]] + edit["after"] + text[edit["end"] :]
    return text


def measure(data: Path) -> Iterator[tuple[str, str, str]]:
    """(column, rule, the edit in its context) of every edit that is made."""
    clean = {row["id"]: row["text"] for row in rows(data / "clean_english.jsonl.gz")}
    for key, edits in cleaned(clean).items():
        yield from (("clean", rule, shown) for rule, _, _, shown in applied(clean[key], edits))
    mqm = {row["id"]: row for row in rows(data / "mqm_zhen.jsonl.gz")}
    for key, edits in cleaned({key: row["mt"] for key, row in mqm.items()}).items():
        for rule, start, end, shown in applied(mqm[key]["mt"], edits):
            yield kind_of(mqm[key], start, end), rule, shown
    post = {row["id"]: row for row in rows(data / "post_edits.jsonl.gz")}
    for key, edits in cleaned({key: row["text"] for key, row in post.items()}).items():
        text, wanted = post[key]["text"], post[key]["post_edit"]
        change = distance(replayed(text, edits), wanted) - distance(text, wanted)
        if change:
            for rule, _, _, shown in applied(text, edits):
                yield "better" if change < 0 else "worse", rule, shown


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--list", action="store_true")
    args = parser.parse_args()
    table: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for column, rule, shown in sorted(measure(args.data)):
        table[rule][column] += 1
        if args.list:
            print(column, rule, shown, sep="\t")
    print("rule", *COLUMNS, sep="\t")
    for rule, counts in sorted(table.items(), key=lambda item: (-item[1]["clean"] - item[1]["free"], item[0])):
        print(rule, *(counts[column] for column in COLUMNS), sep="\t")
    print("all", *(sum(counts[column] for counts in table.values()) for column in COLUMNS), sep="\t")


if __name__ == "__main__":
    main()
