"""Articles of about five kilobytes for benchmarks: all sentences distinct, unless a share of them is to be repeated,
each by itself or in whole paragraphs."""

from __future__ import annotations

import random
from pathlib import Path

# fmt: off
THINGS = (
    "battery", "radiator", "orchid", "kettle", "bicycle", "carpet", "window", "mattress", "lamp", "kitten",
    "tomato plant", "fridge", "violin", "raincoat", "bread dough", "fish tank", "garden hose", "wooden floor",
    "old camera", "wool jumper",
)
# fmt: on
PEOPLE = ("a neighbour", "the repairman", "my aunt", "many owners", "a nurse", "the seller", "two readers", "a teacher")
PLACES = ("in the kitchen", "near the door", "by the sea", "under the roof", "in a small flat", "on the balcony")
SENTENCES = (
    "When the {t} stands {w} for {n} weeks , the surface becomes dull and slowly loses its colour.",
    "{p} told us that a {t} with {n} small spots is usually not dangerous,but it should be checked.",
    "You do n't need to replace the {t} at once, because a careful cleaning helps in {n} % of all cases.",
    "The reason is simple simple: warm air moves through the {t}, and after {n} days dust settles {w}.",
    "It is recommended to keep the {t} away from direct sunlight and to turn it every {n} hours.",
    "If the {t} was bought {n} years ago, {p} may know where the spare parts is sold.",
    "Many people puts the {t} {w} without thinking about the moisture of the {n} walls around it.",
    "A damp cloth, {n} drops of vinegar and some patience is enough for a {t} of ordinary size.",
    "{p} has tried this with a {t} {w}, and the result was good after {n} attempts .",
    "Although the {t} looks robust, its weakest part breaks easily when {n} kilograms are put on it.",
    "In winter the {t} suffers from cold draughts, so {p} moves it {w} before the {n}th of November.",
    "There is no evidence that a {t} works better after {n} minutes in hot water.",
)


def sentence(dice: random.Random) -> str:
    """One sentence with a fault or none; twelve patterns with a hundred million fillings."""
    text = dice.choice(SENTENCES).format(
        t=dice.choice(THINGS), p=dice.choice(PEOPLE), w=dice.choice(PLACES), n=dice.randint(2, 99_999)
    )
    return text[0].upper() + text[1:]


def paragraph(dice: random.Random, shared: float, pool: int) -> str:
    """Four sentences, of which a share comes from a pool of so many."""
    return " ".join(sentence(_source(dice, shared, pool)) for _ in range(4))


def article(seed: int, size: int = 5000, shared: float = 0.0, pool: int = 400, boilerplate: float = 0.0) -> str:
    """An article of about `size` code points. `shared`: the share of its sentences that come from a pool of `pool`
    sentences which all articles draw from; `boilerplate`: the share of its paragraphs that come whole from a pool of
    a quarter as many."""
    dice = random.Random(seed)
    parts = [f"{dice.randint(3, 9)} reasons why a {dice.choice(THINGS)} needs care, number {seed}"]
    number = 0
    while sum(map(len, parts)) < size:
        text = paragraph(_source(dice, boilerplate, pool // 4), shared, pool)
        number += 1
        parts.append(f"{number}. Watch point {dice.randint(1, 9999)}\n\n{text}" if number % 3 else text)
    return "\n\n".join(parts) + "\n"


def _source(dice: random.Random, shared: float, pool: int) -> random.Random:
    return random.Random(f"pool {dice.randrange(pool)}") if dice.random() < shared else dice


def fill(
    raw: Path, count: int, size: int = 5000, shared: float = 0.0, first: int = 0, boilerplate: float = 0.0
) -> list[str]:
    """Write articles, a hundred to a folder; gives their texts. What is shared stands in about twenty of them."""
    texts = []
    for seed in range(first, first + count):
        path = raw / f"{seed // 100:03}" / f"{seed:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        texts.append(article(seed, size, shared, max(20, count), boilerplate))
        path.write_text(texts[-1], encoding="utf-8")
    return texts
