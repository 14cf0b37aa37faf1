"""Artefacts seeded at random into our own clean English are mended, and little else is changed."""

import importlib.util
import sys
from pathlib import Path
from typing import Any

BENCH = Path(__file__).parents[1] / "bench" / "artefacts.py"

TEXTS = (
    "A young plant wants light, but it doesn't want the hot sun at noon. It grows best in a room where the air is"
    " cool, and the soil stays moist for two or three days. The old leaves turn yellow in October 2019, because the"
    " roots were cut. They will come back in the spring (with a little luck) and fill the pot.",
    "My mother-in-law keeps 12 hens in a high-walled yard. She says that “good feed” is half of the work, and the"
    " cat’s bowl is never far. It opens at 08:30 and closes at 17:00 on weekdays. About 70% of the eggs go to the"
    " market, which is near the station. We bought 3,000 of them last year, and nobody was ill.",
    "Sleep isn't a luxury, it is part of the day’s work. There are people who sleep six hours and feel well, but most"
    ' of us need more. The doctor said "take it easy" when I asked, so I went for a walk in the garden. This helped a'
    " lot. In the evening I read a little, drink warm milk and go to bed at 22:15.",
    "The fridge doesn’t cool when the door is left open, the seal is worn or the fan has stopped. First, clean the"
    " filter with soft cloth and warm water. In most homes the finest dust sits behind the grille. He found fifteen"
    " coins there, and a café spoon. It was in the kitchen of the neighbour’s flat, in July 2021.",
)


def _bench() -> Any:
    spec = importlib.util.spec_from_file_location("bench_artefacts", BENCH)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_seeded_artefacts_are_mended() -> None:
    bench = _bench()
    found = bench.measure(TEXTS * 12, bench.clean_here, 0.7, 3)
    assert found["seeded"] > 150
    assert found["recall"] >= 0.95
    assert found["precision"] >= 0.99


def test_clean_text_is_left_alone() -> None:
    assert _bench().clean_here(TEXTS) == list(TEXTS)
