"""Scores that the packaged pipeline doesn't reach yet."""

import json

import pytest

from pipeline import language


# UD English EWT, test part, ten sentences to a document without paragraph marks: 0.745. What is missed are e-mail lines
# and lists that stand in one line without a stop; paragraph by paragraph it is 0.88. docs/decisions/spacy-model.md.
@pytest.mark.xfail(strict=True, reason="0.745 of 0.75")
def test_sentences_without_paragraph_marks() -> None:
    meta = json.loads((language.PACKAGED / "meta.json").read_text(encoding="utf-8"))
    assert meta["performance"]["sents_f"] >= 0.75
