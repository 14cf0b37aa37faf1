"""Every case has exactly the structure that its gold says."""

from pathlib import Path
from typing import Any

import pytest

from tests.structure import gold
from tests.structure.alone import document

ALL = list(gold.cases())
_KNOWN = Path(__file__).parents[1] / "known_failures" / "structure"


@pytest.mark.parametrize(("name", "source", "expected"), ALL, ids=[name for name, *_ in ALL])
def test_case(name: str, source: str, expected: dict[str, Any]) -> None:
    assert gold.compare(source, expected, document(source)).wrong == []


def test_enough_cases() -> None:
    assert len(ALL) >= 60


def test_gold_is_in_the_source() -> None:
    for name, source, expected in ALL:
        spans = [span[:2] for span in gold.wanted(source, expected)]
        assert all(a < b for a, b in spans), name
        assert spans == sorted(spans), name
