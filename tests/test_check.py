"""Checks: conservation, needs-review, flat lists, problems of content."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import check
from pipeline.model import Arrangement, Item, Problem, Section, Span, Text
from pipeline.settings import Settings

SPAN = Span(start=0, end=1)


def _item(title: str | None, *paragraphs: str, confidence: float = 1.0, items: tuple[Item, ...] = ()) -> Item:
    return Item(
        number=None, label="-", title=title, paragraphs=paragraphs, items=items, source=SPAN, confidence=confidence
    )


def _section(kind: str, *items: Item) -> Section:
    return Section(kind=kind, heading=None, items=items, source=SPAN)


def _article(text: str) -> set[str]:
    decoded = Text("a.txt", "a.txt", "0" * 64, "utf-8", "text/plain", text)
    blocks: list[int] = []
    empty = Arrangement(None, (), (), (), (), ())
    if text.strip():
        from pipeline.model import Block, Removed, Repaired

        start = len(text) - len(text.lstrip())
        block = Block(0, "text", start, len(text.rstrip()), text.strip())
        gone = Removed(text=block.text, reason="debris", source=SPAN)
        place = Arrangement(None, (), (), (), (gone,), ("/removed/0/text",))
        article = check.article(decoded, [Repaired(block, block.text, ())], place, blocks, Settings())
    else:
        article = check.article(decoded, [], empty, blocks, Settings())
    return {problem.code for problem in article.problems}


@given(st.text(), st.data())
def test_conservation_finds_every_lost_character(text: str, data: st.DataObject) -> None:
    words = [(m.start(), m.end()) for m in re.finditer(r"\S+", text)]
    check.conservation(text, words)
    if words:
        gone = data.draw(st.integers(0, len(words) - 1))
        with pytest.raises(check.ConservationError):
            check.conservation(text, words[:gone] + words[gone + 1 :])


def test_conservation_refuses_overlaps_and_ends_beyond() -> None:
    with pytest.raises(check.ConservationError):
        check.conservation("abc", [(0, 2), (1, 3)])
    with pytest.raises(check.ConservationError):
        check.conservation("abc", [(0, 4)])


def test_flat_items_join_paragraphs_and_nested_items() -> None:
    nested = _item("warm feet", "Wear socks.")
    flat = check.flat(
        (_section("tips", _item("Keep warm", "One.", "Two.", items=(nested,))), _section("causes")), "tips"
    )
    assert [(f.title, f.text) for f in flat] == [("Keep warm", "One.\n\nTwo.\n\n- warm feet\n\nWear socks.")]


@pytest.mark.parametrize(
    ("severity", "confidence", "wanted"),
    [("info", 0.9, False), ("warning", 0.9, True), ("error", 0.9, True), ("info", 0.2, True)],
)
def test_review_is_needed_for_warnings_and_doubt(severity: str, confidence: float, wanted: bool) -> None:
    problems = [Problem.model_validate({"code": "x", "severity": severity, "message": ""})]
    sections = [_section("list", _item("a", items=(_item("b", confidence=confidence),)))]
    assert check.needs_review(sections, problems, 0.5) is wanted


def test_problems_of_content() -> None:
    assert _article("  \n ") == {"empty"}
    assert _article("坐月子期间腰疼是很常见的事情，因为激素变化，所以要注意休息和保暖。") == {"not-english"}
    german = (
        "Im Winter brauchen Zimmerpflanzen deutlich weniger Wasser und sollten nicht direkt neben der Heizung stehen, "
        "weil trockene Luft ihnen schadet und Blätter dann braun werden können."
    )
    assert _article(german) == {"not-english"}
    assert _article("The plant needs less water in winter, and it should not stand by the heater.") == set()
    assert _article("Potato salad, serves four") == set()
