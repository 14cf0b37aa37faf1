"""The seed article, as the contract says at its end."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.article import Made, make
from pipeline.kit import Kit
from pipeline.model import Source
from pipeline.repair import guards

SEED = Path(__file__).parent.parent / "raw" / "postpartum-back-pain.txt"


@pytest.fixture(scope="module")
def seed(kit: Kit) -> Made:
    return make(Source(SEED.name, SEED.name, SEED.read_bytes(), "text/plain"), kit)


def test_causes_and_tips(seed: Made) -> None:
    causes, tips = seed.article.causes, seed.article.tips
    assert [cause.number for cause in causes] == [1, 2, 3, 4, 5, 6]
    assert [cause.title for cause in causes][:5] == [
        "Physiological calcium deficiency",
        "Excessive exhaustion",
        "Endocrine changes",
        "Frequent bending",
        "Excessive exercise",
    ]
    assert [tip.number for tip in tips] == [1, 2, 3, 4, 5]
    assert tips[0].title == "Try to use the waist as little as possible"
    assert tips[4].title == "Replace the sleeping posture"
    assert all(item.text for item in (*causes, *tips))


def test_sections_stand_in_their_places(seed: Made) -> None:
    article = seed.article
    assert article.title is not None
    assert article.title.startswith("These six reasons are the culprit of postpartum back pain")
    assert article.introduction == ()
    anecdotes, causes, tips = article.sections
    assert (anecdotes.kind, anecdotes.heading, anecdotes.items) == ("text", "Moms’ postpartum and low back pain", ())
    assert len(anecdotes.paragraphs) == 8
    assert (causes.kind, causes.heading) == ("causes", "Reasons for postpartum back pain")
    assert (tips.kind, tips.heading) == ("tips", "In this way to prevent and reduce back pain")
    assert tips.paragraphs[0] == "How to prevent and reduce back pain?"
    assert [paragraph.split(",")[0] for paragraph in article.conclusion] == ["In short"]
    assert len(tips.items[2].paragraphs) == 2


def test_the_shop_line_is_removed_and_the_promise_is_kept(seed: Made) -> None:
    (removed,) = seed.article.removed
    assert (removed.text, removed.reason) == ("S21 Single Portable Breast Pump -Blissful Green", "advertisement")
    assert (removed.source.start, removed.source.end) == (6051, 6098)
    assert not [problem for problem in seed.article.problems if problem.code == "promised-count"]


def test_repairs(seed: Made) -> None:
    text = seed.markdown.decode()
    artefacts = ("mother -in -law", "ca n’t", "bran, bran", "back pain back pain", "up.I", "waist.After", "g?There")
    for broken in artefacts:
        assert broken not in text
        assert broken in SEED.read_text(encoding="utf-8")
    for mended in ("mother-in-law", "can’t", "milk, bran, carrots", "to get up. I dare", "the lower back. After"):
        assert mended in text
    glued = re.findall(r"[a-z][.?!][A-Z]", text)
    assert glued == []


def test_names_and_numbers_are_untouched(seed: Made) -> None:
    text = seed.markdown.decode()
    for name in ("Qiao Qiao", "Xiao Zhou", "Dou", "lochia"):
        assert text.count(name) >= SEED.read_text(encoding="utf-8").count(name)
    for block in seed.trace.blocks:
        edits = [edit for edit in seed.trace.edits if edit.block == block.index]
        from pipeline.repair.repair import replay

        assert guards.compare(block.text, replay(block.text, edits)) == []


def test_an_unknown_word_is_reported_and_left_alone(seed: Made) -> None:
    assert b"Handicating" in seed.markdown
    (found,) = [edit for edit in seed.trace.edits if edit.before == "Handicating"]
    assert found.outcome == "suggested"
    assert found.why
