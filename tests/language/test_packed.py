"""What is packed comes out as the model said it, token by token, and what is kept isn't parsed again."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from pipeline import language
from pipeline.batch.cache import Cache
from pipeline.batch.recipe import of_analyses
from pipeline.language import packed

PARAGRAPHS = (Path(__file__).parent / "paragraphs.txt").read_text(encoding="utf-8").split("\n\n")
ATTRIBUTES: list[int | str] = ["ORTH", "SPACY", "HEAD", "DEP", "TAG", "POS", "LEMMA", "MORPH", "SENT_START"]
PIECES = ("The roots", " is", " n't", "wet", ". ", "  ", "\n", "“Why”", ", ", "3.5 cm", "get up.I", "，", "’s", "é")


def same(text: str) -> None:
    """Check that an analysis survives."""
    doc = language.parse(text)
    again = packed.unpack(language.load().vocab, text, packed.pack(doc))
    assert again.text == text
    assert again.to_array(ATTRIBUTES).tolist() == doc.to_array(ATTRIBUTES).tolist()
    assert [str(token.morph) for token in again] == [str(token.morph) for token in doc]
    assert [[child.i for child in token.subtree] for token in again] == [[c.i for c in t.subtree] for t in doc]
    assert [(s.start_char, s.end_char) for s in again.sents] == [(s.start_char, s.end_char) for s in doc.sents]


def test_paragraphs_survive() -> None:
    for paragraph in PARAGRAPHS:
        same(paragraph)


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_any_text_survives(text: str) -> None:
    same(text)


class Shelf(dict[str, bytes]):
    """Keeps analyses in memory, and counts what it gave."""

    given = 0

    def get(self, texts: Iterable[str]) -> dict[str, bytes]:  # type: ignore[override]
        found = {text: self[text] for text in texts if text in self}
        self.given += len(found)
        return found

    def put(self, results: Iterable[tuple[str, bytes]]) -> None:
        self.update(results)


def test_what_is_kept_is_not_parsed_again() -> None:
    shelf, texts = Shelf(), ["Rust eats the old gate.", "Moss covers the north wall.", "Ivy climbs."]
    language.parse_ahead(texts[:2], kept=shelf)
    assert set(shelf) == set(texts[:2])
    language.forget()
    language.parse_ahead(texts, kept=shelf)
    assert shelf.given == 2
    assert language.parse(texts[0], kept=shelf)[0].pos_ == "NOUN"
    assert shelf.given == 2  # remembered since
    language.forget()
    assert language.parse(texts[2], kept=shelf).text == texts[2]
    assert shelf.given == 3


def test_a_cache_keeps_them_under_the_model_s_fingerprint(tmp_path: Path) -> None:
    text = "The tap drips at night."
    language.forget()
    with closing(Cache(tmp_path / "sentences.sqlite", 10)) as cache:
        language.parse(text, kept=cache.part(of_analyses(None)))
        assert list(cache.part(of_analyses(None)).get([text])) == [text]
        assert cache.part("0" * 64).get([text]) == {}
