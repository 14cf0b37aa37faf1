"""Single parts of structure: labels' values, promises, kinds of the user's own, problems, Markdown."""

import pytest

from pipeline.model import Article, Item, Quality, Section, SourceInfo, Span
from pipeline.model import MadeBy as By
from pipeline.settings import KindCues, Settings
from pipeline.structure import labels, markdown
from pipeline.structure.markdown import escape
from pipeline.structure.promises import promise
from tests.structure.alone import document


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1. x", 1), ("７． x", 7), ("（3）x", 3), ("① x", 1), ("⑫ x", 12), ("IV. x", 4), ("b) x", 2),
        ("十二、x", 12),
        ("二十一、x", 21), ("Third, x", 3), ("Reason two: x", 2), (">03", 3), ("No. 5 x", 5), ("• x", None),
        ("[ ] x", None), ("2.3. Lime", 3), ("Secondly, x", 2), ("Step 4", 4),
        ("(One) x", 1), ("TOP 3 x", 3), ("1\ufe0f\u20e3 x", 1), ("Firstly the x", 1), ("Weapon 2: x", 2), ("Ø x", None),
    ],
)  # fmt: skip
def test_values_of_labels(text: str, value: int | None) -> None:
    label = labels.at_start(text)
    assert label is not None
    assert label.value == value


@pytest.mark.parametrize(
    "text", ["2023 was a good year.", "1.5 kg of flour", "3-4 percent of them", "10% of it", "First you go", "A dog"]
)
def test_no_labels(text: str) -> None:
    assert labels.at_start(text) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Five reasons why it fails", 5), ("Keep off these 7 things", 7), ("The six culprits of pain", 6),
        ("Within 2 weeks it heals", None), ("At 40 the eyes get weaker", None), ("Why does it hurt?", None),
    ],
)  # fmt: skip
def test_promises(text: str, number: int | None) -> None:
    assert promise(text) == number


def test_a_kind_of_ones_own() -> None:
    source = "Soup for two\n\nIt warms.\n\nIngredients\n\n- one onion\n- a leek\n- salt\n"
    chosen = Settings(kinds={"ingredients": KindCues(cues=("ingredient",))})
    assert [s["kind"] for s in document(source)["sections"]] == ["list"]
    assert [s["kind"] for s in document(source, chosen)["sections"]] == ["ingredients"]


def test_labels_are_never_renumbered() -> None:
    source = "Why is it cold?\n\nSome reasons.\n\n1. Wind\n\nIt blows.\n\n3. Rain\n\nIt falls.\n\n3. Snow\n\nIt lies.\n"
    found = document(source)
    assert [item["label"] for item in found["sections"][0]["items"]] == ["1.", "3.", "3."]
    assert {problem["code"] for problem in found["problems"]} >= {"numbering-gap", "numbering-repeat"}


@pytest.mark.parametrize(
    "text", ["# no heading", "1. no list", "- no bullet", "*no* _emphasis_", "[no](link)", "> no quote", "a\nb"]
)
def test_markdown_is_escaped(text: str) -> None:
    flat = escape(text)
    assert "\n" not in flat
    assert flat.replace("\\", "") == " ".join(text.split())
    assert flat[0] not in "#->*["


def test_markdown_of_an_article() -> None:
    item = Item(
        number=1, label="1.", title="Wind", paragraphs=("It blows.",), source=Span(start=0, end=1), confidence=1.0
    )
    section = Section(kind="causes", heading="Reasons", items=(item,), source=Span(start=0, end=1))
    article = Article(
        id="a",
        title="Why is it cold?",
        introduction=("Brr.",),
        sections=(section,),
        conclusion=("In short, dress well.",),
        quality=Quality(edits=0, suggestions=0, edits_per_100_words=0, needs_review=False),
        source=SourceInfo(path="a", sha256="0" * 64, encoding="utf-8", media_type="text/plain", characters=1),
        made_by=By(pipeline="0"),
    )
    assert markdown(article) == (
        "# Why is it cold?\n\nBrr.\n\n## Reasons\n\n1. **Wind**\n\n   It blows.\n\n---\n\nIn short, dress well.\n"
    )
