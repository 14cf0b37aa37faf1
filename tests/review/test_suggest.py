"""What a batch suggests, and that nothing does so by itself."""

from pathlib import Path

import pytest

from pipeline.review import phrases
from pipeline.review.decisions import Decisions, Entry
from pipeline.review.page import write
from pipeline.review.phrases import Phrases
from pipeline.review.suggest import DECIDED, around, collect, frequency, known, suggest
from tests.review import review_batch as batch


def test_the_batch_suggests_names_advertising_and_phrases(tmp_path: Path) -> None:
    cleaned = batch.folder(tmp_path / "cleaned", 30)
    found = {(s.entry.kind, s.entry.text): s for s in suggest(cleaned, Decisions())}
    name = found[("protect", "Blissonde")]
    assert name.count >= 10
    assert all("Blissonde" in example for example in name.examples)
    assert ("remove-block", "Tap the star to keep this page for later.") in found
    phrase = found[("term", "wet flumming")]
    assert phrase.entry.wanted == ""
    assert not any(kind == "protect" and text in ("Water", "Old", "Most") for kind, text in found)


def test_what_is_decided_is_not_suggested_again(tmp_path: Path) -> None:
    cleaned = batch.folder(tmp_path / "cleaned", 12)
    first = suggest(cleaned, Decisions())
    taken = [s.entry.model_copy(update={"wanted": "x"} if s.entry.kind == "term" else {}) for s in first]
    assert first
    assert suggest(cleaned, Decisions(taken)) == []


def test_a_phrase_without_meaning_adds_no_term() -> None:
    entry = Entry(kind="term", text="wet flumming", wanted="")
    assert Decisions([entry]).terms("any") == {}
    assert Decisions([entry.model_copy(update={"wanted": "dampness"})]).terms("any") == {"wet flumming": "dampness"}


def test_decisions_that_agree_suggest_a_general_one() -> None:
    def place(number: int, kind: str) -> Entry:
        return Entry.model_validate(
            {
                "kind": kind,
                "article": f"{number}.txt",
                "rule": "R",
                "before": "a",
                "after": "b",
                "left": "",
                "right": "",
            }
        )

    def general(entries: list[Entry]) -> set[Entry]:
        return {s.entry for s in collect([]).suggestions(Decisions(entries))}

    rejected = [place(n, "reject") for n in range(DECIDED)]
    off, change = Entry(kind="reject", rule="R"), Entry(kind="reject", rule="R", before="a", after="b")
    assert general(rejected) == {off, change}
    assert general(rejected[1:]) == set()
    assert general([*rejected, place(90, "accept")]) == set()
    accepted = [place(n, "accept") for n in range(DECIDED)]
    assert general(accepted) == {change.model_copy(update={"kind": "accept"})}


def test_known_words() -> None:
    assert all(known(word) for word in ("soil", "don't", "café", "postpartum"))
    assert not any(known(word) for word in ("flumming", "blissonde"))


def test_writing_a_page_decides_nothing(tmp_path: Path) -> None:
    cleaned = batch.folder(tmp_path / "cleaned", 6)
    before = {path: path.read_bytes() for path in cleaned.rglob("*") if path.is_file()}
    write(cleaned, tmp_path / "page" / "review.html")
    assert {path: path.read_bytes() for path in cleaned.rglob("*") if path.is_file()} == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cleaned", "page"]


TOPICS = ("soup", "cactus", "heater", "violin", "saddle", "lantern")
HEADS = (
    "Now we come to",
    "Some people ask about the",
    "Here are a few",
    "Nobody tells you the",
    "Read the",
    "Mind all",
)


def phrases_of(texts: dict[str, list[str]], recurs: int = 3) -> list[str]:
    """The unusual phrases of articles, given by their titles."""
    found = Phrases(frequency)
    for title, paragraphs in texts.items():
        found.feed(title, paragraphs, around)
    return [name for name, _ in found.unusual(recurs)]


def test_a_recurring_translation_word_for_word_is_found() -> None:
    texts = {
        f"A page about the {topic}": [
            f"{head} matters needing attention with your {topic}.",
            "In the end it is up to you.",
        ]
        for topic, head in zip(TOPICS, HEADS, strict=True)
    }
    assert phrases_of(texts) == ["matters needing attention"]
    assert phrases_of(dict(list(texts.items())[:2])) == []


def test_plain_english_topics_names_and_whole_sentences_are_not() -> None:
    plain = {
        f"The {t}": [f"{h} end of the day at the same time, for a long time, in two weeks."]
        for t, h in zip(TOPICS, HEADS, strict=True)
    }
    assert phrases_of(plain) == []
    topical = {
        f"Sour cherry jam {n}": [f"{h} sour cherry jam on your {t}."]
        for n, (t, h) in enumerate(zip(TOPICS, HEADS, strict=True))
    }
    assert phrases_of(topical) == []
    names = {f"The {t}": [f"{h} Quiet Harbour Street {t}."] for t, h in zip(TOPICS, HEADS, strict=True)}
    assert phrases_of(names) == []
    same = {f"The {t}": ["Whoever turns over pale stones by lantern light finds beetles."] for t in TOPICS}
    assert phrases_of(same) == []


def test_what_a_rule_offers_already_is_not_suggested_as_a_term(tmp_path: Path) -> None:
    cleaned = batch.folder(tmp_path / "cleaned", 30)
    assert "sit the month" not in {s.entry.text for s in suggest(cleaned, Decisions())}


def test_memory_for_phrases_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(phrases, "MOST", 40)
    texts = {
        f"The {t} {n}": [f"{HEADS[n % 6]} matters needing attention with {t} soup number dishes {n}."]
        for n in range(30)
        for t in TOPICS
    }
    found = Phrases(frequency)
    for title, paragraphs in texts.items():
        found.feed(title, paragraphs, around)
        assert len(found._found) <= 40
    assert "matters needing attention" in [name for name, _ in found.unusual(3)]
