"""Words' vectors that are remembered are those that the model makes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest
import spacy

from pipeline import language
from pipeline.language import components, embedded

TEXTS = [
    "The roots is wet, ca n't you see?",
    "Water it at 7:30 p.m., then wait 2.5 hours.",
    "",
    "Fang Fang’s “second” cup — 250 ml。",
    "The roots were wet and the leaves wet too.",
]


@pytest.fixture(scope="module")
def plain() -> Any:
    return loaded()


def loaded() -> Any:
    """The packaged model as spaCy loads it."""
    assert components  # registered
    return spacy.load(language.PACKAGED)


def same(texts: list[str], mine: Any, plain: Any) -> bool:
    both = zip(mine.pipe(texts), plain.pipe(texts), strict=True)
    return all(np.array_equal(a.tensor, b.tensor) and a.to_json() == b.to_json() for a, b in both)


def test_an_analysis_is_the_same_with_vectors_remembered(plain: Any) -> None:
    mine = language.load()
    assert mine.get_pipe("tok2vec").model.layers[0].name == "remembered_vectors"  # type: ignore[attr-defined]
    for texts in (TEXTS, TEXTS[::-1], TEXTS[:1] * 3, [" ".join(TEXTS)]):
        assert same(texts, mine, plain)


@pytest.mark.parametrize("most", [1, 7, 20])
def test_as_many_are_kept_as_may_be(plain: Any, monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    monkeypatch.setattr(embedded, "MOST", most)
    mine = loaded()
    embedded.remember_vectors(mine)
    for text in TEXTS:
        assert same([text, "A few more words"], mine, plain)
        assert len(mine.get_pipe("tok2vec").model.layers[0]._func._rows) <= most


def test_threads_share_them(plain: Any) -> None:
    mine = loaded()
    embedded.remember_vectors(mine)
    texts = [f"{text} {n} times word{n}" for n in range(40) for text in TEXTS[:2]]
    with ThreadPoolExecutor(8) as pool:
        docs = list(pool.map(mine, texts))
    assert all(np.array_equal(doc.tensor, plain(doc.text).tensor) for doc in docs)


def test_a_pipeline_without_such_vectors_stays_as_it_is() -> None:
    blank = spacy.blank("en")
    embedded.remember_vectors(blank)
    assert blank.pipe_names == []
