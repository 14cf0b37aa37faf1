"""What a second pass changes in texts that are put together at random from the rules' own examples:
`python -m tests.bench.joins [--count N] [--seed N] [--engine]`.

Every rule is sound on its examples alone. Joined, the edit of one may make or remove what another goes by, which is
where a second pass finds something left to do. Half of the texts are a single block, half are files that are cut into
blocks; half are as long as an article. Prints each failure with the rules that acted the second time, and a count;
exit code 1 if there is a failure.
"""

import argparse
import random
from collections.abc import Iterator, Sequence
from functools import cache

from pipeline.article import clean
from pipeline.kit import Kit, open_kit, toolbox
from pipeline.model import CHANGING, Source
from pipeline.reading import decode
from pipeline.repair.catalogue import catalogue
from pipeline.repair.terms import load_terms
from pipeline.settings import Settings

JOINTS = (" ", " ", " ", "\n", "\n\n", "", ". ", ", ")
ALL_AT_ONCE = 100


@cache
def examples() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Every example, faulty, mended and to be kept: those of rules, and those of the tables' many rows."""
    found: tuple[dict[str, None], dict[str, None]] = ({}, {})
    rows = load_terms("en-US").ids
    for entry in catalogue("en-US").values():
        texts = (*(text for pair in (*entry.fixes, *entry.suggests) for text in pair), *entry.keeps)
        found[entry.id in rows].update(dict.fromkeys(text for text in texts if text.strip()))
    return tuple(found[0]), tuple(found[1])


def joined(chance: random.Random, count: int) -> str:
    """So many examples, one after the other; every fourth of a table's row."""
    parts = [chance.choice(examples()[not chance.randrange(4)]) + chance.choice(JOINTS) for _ in range(count)]
    return "".join(parts).strip()


Failure = tuple[str, str, str, list[str]]
"""A text, what became of it at the first pass and at the second, and the edits of the second."""


def second(texts: Sequence[str], kit: Kit) -> Iterator[Failure]:
    """The texts, each one block, that a second pass changes."""
    once = [clean for clean, _, _ in kit.toolbox.repair_texts(texts, kit.check)]
    twice = kit.toolbox.repair_texts(once, kit.check)
    for text, before, (after, edits, _) in zip(texts, once, twice, strict=True):
        if after != before:
            yield text, before, after, [f"{e.rule} {e.before!r} {e.after!r}" for e in edits if e.outcome in CHANGING]


def second_of_file(text: str, kit: Kit) -> Iterator[Failure]:
    """The same of a text that is cut into blocks."""

    def cleaned(text: str) -> tuple[str, list[str]]:
        source = Source("joined", "joined.txt", text.encode(), "text/plain")
        out, looks = clean(decode(source, kit.settings), kit)
        made = [edit for one in looks for edit in one.edits if edit.outcome in CHANGING]
        return out, [f"{e.rule} {e.before!r} {e.after!r}" for e in made]

    before, _ = cleaned(text)
    after, why = cleaned(before)
    if after != before:
        yield text, before, after, why


def main() -> int:
    """Join, clean twice and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=4000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--engine", action="store_true", help="with LanguageTool")
    args = parser.parse_args()
    chance, bad = random.Random(args.seed), 0
    settings = Settings() if args.engine else Settings(without=("languagetool",))
    kit = open_kit(settings) if args.engine else Kit(settings, toolbox(settings))
    for start in range(0, args.count, ALL_AT_ONCE):
        texts = [joined(chance, chance.choice((2, 3, 5, 24))) for _ in range(min(ALL_AT_ONCE, args.count - start))]
        half = len(texts) // 2
        failures = [*second(texts[:half], kit), *(f for text in texts[half:] for f in second_of_file(text, kit))]
        bad += len(failures)
        for text, before, after, why in failures:
            print(why, *map(repr, (text, before, after)), sep="\n    ", flush=True)
    kit.close()
    print(f"{args.count} texts, {bad} changed by a second pass")
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
