"""Sentences from punctuation alone."""

import itertools
import subprocess
import sys
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import language

Measure = Callable[[list[list[str]], str, Callable[[str], list[tuple[int, int]]]], float]


@pytest.mark.parametrize("joint", [" ", "", "  ", "\n"])
def test_own_paragraphs(paragraphs: list[list[str]], f_score: Measure, joint: str) -> None:
    assert len(paragraphs) >= 12
    assert f_score(paragraphs, joint, language.sentences) >= 0.97


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It is hard to get up.I dare not.", ["It is hard to get up.", "I dare not."]),
        ("Is it a pain?There are reasons.", ["Is it a pain?", "There are reasons."]),
        ("See above (page 4).But wait!Stop", ["See above (page 4).", "But wait!", "Stop"]),
        ("好。Then go！", ["好。", "Then go！"]),
        ("Take vitamin C.If not, rest.", ["Take vitamin C.", "If not, rest."]),
        ("It ended in 2019.The pain did not.", ["It ended in 2019.", "The pain did not."]),
        ("We met at 5 p.m. The shop was shut.", ["We met at 5 p.m.", "The shop was shut."]),
        ("No stop here\n\nA new paragraph", ["No stop here", "A new paragraph"]),
        ("it hurts. it burns.", ["it hurts.", "it burns."]),
    ],
)
def test_boundary(text: str, wanted: list[str]) -> None:
    assert [text[start:end] for start, end in language.sentences(text)] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "We use Node.js and ASP.NET at www.example.org or a.b@mail.Example.com every day.",
        "It rose by 3.5 % in the U.S. Army, e.g. in May, i.e. late.",
        "The change p.Gly276Glu is rare.",
        "Dr. Wang and Mrs. J. Lee live in St. Gallen.",
        "1. Physiological lack of calcium",
        "“Why?” she asked and left ... without an answer.",
        "See No. 5 and Fig. 3 in vol. 2 of the book.",
        "He works for Smith & Co. in Leeds.",
    ],
)
def test_one_sentence(text: str) -> None:
    assert language.sentences(text) == [(0, len(text))]


@given(st.text(alphabet=st.sampled_from('aI.?! \n\t"”(1)。…é𝒳A'), max_size=60))
def test_spans_cover_all_but_blanks(text: str) -> None:
    spans = language.sentences(text)
    assert spans == sorted(spans)
    assert "".join("".join(text[start:end] for start, end in spans).split()) == "".join(text.split())
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))


def test_needs_no_spacy() -> None:
    code = (
        "import sys; from pipeline import language; language.sentences('One. Two.'); language.fingerprint();"
        " sys.exit('spacy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
