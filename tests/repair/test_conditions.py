"""The conditions of terms: what they refuse, and words that must stand in a row."""

from pathlib import Path

import pytest

from pipeline.repair.needs import parse_needs
from pipeline.repair.rule import Passage
from pipeline.repair.terms import load_terms


def test_needs_refuses_what_it_does_not_know() -> None:
    with pytest.raises(ValueError, match="can't be read"):
        parse_needs("near")
    with pytest.raises(ValueError, match="unknown topic or class '@moon'"):
        parse_needs("near=@moon")


@pytest.mark.parametrize(
    "needs",
    ["article=of-people", "not-article=sit-ups", "after=,", "prev=^", "before=$", "next=<n>", "before=long-",
     "near=a/b", "after=of?", "next=one-two-three-four-five"],
)  # fmt: skip
def test_a_condition_that_no_text_can_meet_is_refused(needs: str) -> None:
    with pytest.raises(ValueError, match=r"can find|single ones|looks at"):
        parse_needs(needs)


@pytest.mark.parametrize(
    ("needs", "text"),
    [
        ("before=baby's", "The baby’s zorp."),
        ("not-after=of-people", "A zorp of cats."),
        ("after=of-people", "A zorp of-people comes."),
        ("next=of-peop*", "A zorp made of people."),
        ("prev=the-old", "The old blue zorp."),
        ("near=hot-pot", "He ate zorp with a hot pot."),
        ("paragraph=blue-zorp", "He ate. A blue zorp fell."),
    ],
)
def test_words_of_a_condition_joined_by_hyphens_stand_in_a_row(tmp_path: Path, needs: str, text: str) -> None:
    path = tmp_path / "rows.csv"
    path.write_text(f"id,found,wanted,needs,safety\nz,zorp,cake,{needs},safe\n", encoding="utf-8")
    rules = load_terms("en-US", [path]).rules

    def found(said: str) -> bool:
        return any(change.rule == "z" for rule in rules for change in rule.changes(Passage(said)))

    assert found(text)
    assert not found("A zorp of people." if needs.startswith("not-") else "Of old people: zorp, hot and pot.")
