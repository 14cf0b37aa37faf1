"""The packaged pipeline: what it is, what it keeps whole, how right it is on our own paragraphs."""

import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
import spacy

from pipeline import language

Measure = Callable[[list[list[str]], str, Callable[[str], list[tuple[int, int]]]], float]
GOLD_TAGS = Path(__file__).with_name("tags.json")


def sentences_of_parse(text: str) -> list[tuple[int, int]]:
    return [(sent.start_char, sent.start_char + len(sent.text.rstrip())) for sent in language.parse(text).sents]


@pytest.mark.parametrize("joint", [" ", ""])
def test_sentences_of_own_paragraphs(paragraphs: list[list[str]], f_score: Measure, joint: str) -> None:
    assert f_score(paragraphs, joint, sentences_of_parse) >= 0.97


def test_tags_of_own_sentences() -> None:
    right = total = 0
    for sentence in json.loads(GOLD_TAGS.read_text(encoding="utf-8")):
        doc = language.parse(" ".join(word for word, *_ in sentence))
        assert [token.text for token in doc] == [word for word, *_ in sentence]
        for token, (_, tag, lemma) in zip(doc, sentence, strict=True):
            right += (token.tag_ == tag) + (token.lemma_ == lemma)
            total += 2
    assert right / total >= 0.93


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("to get up.I dare", "to get up . I dare"),
        ("be relieved.After it", "be relieved . After it"),
        ("the pain?There is", "the pain ? There is"),
        ("(see above).But no", "( see above ) . But no"),
        ("“Yes.”He left", "“ Yes . ” He left"),
        ("vitamin C.If not", "vitamin C . If not"),
        ("in 2019.The year", "in 2019 . The year"),
        ("at 1 p.m.The shop", "at 1 p.m. The shop"),
        ("the bath.Prof. Lee", "the bath . Prof. Lee"),
        ("mother-in-law can’t", "mother - in - law ca n’t"),
    ],
)
def test_tokens_are_cut(text: str, wanted: str) -> None:
    assert " ".join(token.text for token in language.parse(text)) == wanted


@pytest.mark.parametrize(
    "word",
    [
        "Node.js",
        "e.g.",
        "3.5",
        "p.Gly276Glu",
        "U.S.",
        "www.example.org",
        "a.b@example.com",
        "J.Smith",
        "Dr.Lee",
        "1,000",
    ],
)
def test_token_is_kept(word: str) -> None:
    assert word in [token.text for token in language.parse(f"They saw {word} there.")]


@pytest.mark.parametrize("text", ["", " ", "\n", ".", "𝒳", "?!。", "a" * 5000, "(((" * 200])
def test_odd_texts(text: str) -> None:
    doc = language.parse(text)
    assert doc.text == text
    assert [token.idx for token in doc] == sorted(token.idx for token in doc)


def test_everything_is_annotated() -> None:
    doc = language.parse("The babies were sleeping. Their mother has a cold.")
    for annotation in ("TAG", "POS", "MORPH", "LEMMA", "DEP", "SENT_START"):
        assert doc.has_annotation(annotation)
    assert [token.lemma_ for token in doc][:5] == ["the", "baby", "be", "sleep", "."]
    subject = {token.head.lemma_: token.text for token in doc if token.dep_ == "nsubj"}
    assert subject == {"sleep": "babies", "have": "mother"}


def test_without_syntax() -> None:
    doc = language.parse("It hurts.I rest.", syntax=False)
    assert not doc.has_annotation("DEP")
    assert [sent.text for sent in doc.sents] == ["It hurts.", "I rest."]


@pytest.mark.parametrize("text", ["My mother -in -law came.", "It reads: “File not found.”", "one\n\ttwo"])
def test_one_sentence(text: str) -> None:
    assert len(list(language.parse(text).sents)) == 1


def test_parse_all_is_parse() -> None:
    texts = ["One day it rained.Then it stopped.", "", "A heading without a stop", "Why? Nobody knows."]
    for together, text in zip(language.parse_all(texts), texts, strict=True):
        alone = language.parse(text)
        assert [(t.text, t.tag_, t.dep_, t.is_sent_start) for t in together] == [
            (t.text, t.tag_, t.dep_, t.is_sent_start) for t in alone
        ]


def test_loaded_once() -> None:
    assert language.load() is language.load()


@pytest.mark.parametrize("call", [language.load, language.fingerprint])
def test_unknown_model_is_refused_with_advice(call: Callable[[str], object]) -> None:
    with pytest.raises(ValueError, match=r"en_core_web_none.*spacy download en_core_web_none"):
        call("en_core_web_none")


def test_named_model_gets_our_boundaries(tmp_path: Path) -> None:
    folder = tmp_path / "en_blank"
    spacy.blank("en").to_disk(folder)
    doc = language.parse("It hurts?There are reasons.", str(folder))
    assert [sent.text for sent in doc.sents] == ["It hurts?", "There are reasons."]
    assert language.fingerprint(str(folder)) == f"en_blank {language.content_hash(folder)}"


def test_package() -> None:
    files = [path for path in language.PACKAGED.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) <= 15_000_000
    assert "CC BY-SA 4.0" in (language.PACKAGED / "ATTRIBUTION.md").read_text(encoding="utf-8")
    meta = json.loads((language.PACKAGED / "meta.json").read_text(encoding="utf-8"))
    assert meta["license"] == "CC BY-SA 4.0"
    assert meta["performance"]["tag_acc"] >= 0.92
    assert meta["performance"]["sents_f_paragraphs"] >= 0.87
    assert meta["performance"]["sents_f"] >= 0.74
    name, version, content = language.fingerprint().split()
    assert (name, version) == ("en_web_small", meta["version"])
    assert content == language.content_hash(language.PACKAGED)


def test_configuration_names_no_machine_path() -> None:
    config = (language.PACKAGED / "config.cfg").read_text(encoding="utf-8")
    assert "train = null" in config
    assert all(' = "/' not in line for line in config.splitlines())


def test_sentence_starts_agree_with_the_tree(paragraphs: list[list[str]]) -> None:
    doc = language.parse(" ".join(paragraphs[0]))
    for sent, following in pairwise(doc.sents):
        assert sent.end == following.start
        assert all(sent.start <= token.head.i < sent.end for token in sent)
