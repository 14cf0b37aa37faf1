"""Short articles about house plants, and what a cleaned folder holds of them."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

from pipeline.settings import Settings

OPENINGS = (
    "Many people keep {a} at home.",
    "A neighbour asked about {a} last week .",
    "If {a} looks dull,there is often a simple cause.",
    "The care of {a} is not difficult difficult.",
    "Some shops sell {a} and {b} together.",
)
CAUSES = ("Too much water", "Not enough light", "Cold air from the window", "Old soil", "A pot that is too small")
THINGS = ("a fern", "an orchid", "a cactus", "the ivy", "a palm", "the basil", "a rose", "some mint", "the moss")


def article(seed: int, paragraphs: int = 2) -> str:
    """A short article about a house plant, with a list of causes and the usual faults; the same for the same seed."""
    dice = random.Random(seed)
    thing, other = dice.sample(THINGS, 2)
    causes = dice.sample(CAUSES, 3)
    lines = [f"Three reasons why {thing} turns yellow", ""]
    for _ in range(paragraphs):
        lines += [dice.choice(OPENINGS).format(a=thing, b=other) + f" It was seen {dice.randint(2, 900)} times.", ""]
    lines += ["Reasons for yellow leaves", ""]
    for number, cause in enumerate(causes, 1):
        lines += [
            f"{number}. {cause}",
            "",
            f"This happens {dice.choice(('often', 'seldom'))} , and it is easy to see.",
            "",
        ]
    return "\n".join([*lines, "In short, look at the leaves every week."])


def fill(raw: Path, count: int, start: int = 0) -> Path:
    """Put articles into a folder, some of them in folders of their own."""
    for seed in range(start, start + count):
        path = raw / ("deep/er" if seed % 3 == 0 else ".") / f"plant-{seed:03}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(article(seed), encoding="utf-8")
    return raw


def content(cleaned: Path) -> dict[str, bytes]:
    """The bytes of all files that are content, by name."""
    files = (path for path in sorted(cleaned.rglob("*")) if path.is_file())
    return {
        path.relative_to(cleaned).as_posix(): path.read_bytes()
        for path in files
        if path.relative_to(cleaned).parts[0] != ".pipeline"
    }


def entries(cleaned: Path) -> dict[str, bytes]:
    """The quarantine's documents, by name."""
    folder = cleaned / ".pipeline" / "quarantine"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.json"))}


def chosen(**values: Any) -> Settings:
    """Settings with these values, the rest by default."""
    return Settings.model_validate(values)
