"""Every case has exactly the structure that its gold says; what doesn't yet is known and must go on failing."""

from pathlib import Path
from typing import Any

import pytest

from tests.structure import gold
from tests.structure.alone import document

ALL = list(gold.cases())
_KNOWN = Path(__file__).parents[1] / "known_failures" / "structure.txt"
KNOWN = frozenset(line.split("#")[0].strip() for line in _KNOWN.read_text(encoding="utf-8").splitlines()) - {""}


def _params() -> list[Any]:
    strict = pytest.mark.xfail(reason="known failure", strict=True)
    return [pytest.param(*case, id=case[0], marks=strict if case[0] in KNOWN else ()) for case in ALL]


@pytest.mark.parametrize(("name", "source", "expected"), _params())
def test_case(name: str, source: str, expected: dict[str, Any]) -> None:
    assert gold.compare(source, expected, document(source)).wrong == []


def test_enough_cases() -> None:
    assert len(ALL) >= 60


def test_most_cases_hold_and_known_failures_exist() -> None:
    assert {name for name, *_ in ALL} >= KNOWN
    assert len(KNOWN) <= len(ALL) // 4


def test_gold_is_in_the_source() -> None:
    for name, source, expected in ALL:
        spans = [span[:2] for span in gold.wanted(source, expected)]
        assert all(a < b for a, b in spans), name
        assert spans == sorted(spans), name
