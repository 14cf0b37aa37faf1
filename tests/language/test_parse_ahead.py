"""Texts parsed together come out as each would alone, so that what stands beside a sentence changes nothing."""

from __future__ import annotations

import random

from pipeline import language

SENTENCES = (
    "The roots is wet.",
    "When the leaves turn yellow, water it less often than before.",
    "No",
    "A neighbour who knows the garden well told us that nothing grows near the wall in winter.",
    "Cut it, dry it, keep it.",
    "3 things to know about tomatoes",
    "“Why me?” she asked.",
)


def test_company_changes_no_analysis() -> None:
    whole = language.load()
    attributes: list[int | str] = ["HEAD", "DEP", "TAG", "POS", "LEMMA", "MORPH", "SENT_START"]
    alone = {text: whole(text).to_array(attributes).tolist() for text in SENTENCES}
    dice = random.Random(3)
    for _ in range(20):
        some = dice.choices(SENTENCES, k=dice.randint(2, 40))
        for doc in whole.pipe(some):
            assert doc.to_array(attributes).tolist() == alone[doc.text]


def test_what_was_parsed_ahead_is_not_parsed_again() -> None:
    texts = ["The last snow melts.", "The first rain falls."]
    language.parse_ahead(texts)
    first = language.parse(texts[0])
    assert first.text == texts[0]
    assert language.parse(texts[0]) is first
    assert language.parse("Unheard of so far.").text == "Unheard of so far."
