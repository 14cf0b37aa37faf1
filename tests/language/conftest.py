"""Our own paragraphs with their sentences, and the F score of found ones."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

Span = tuple[int, int]


def _paragraphs() -> Iterator[list[str]]:
    sentences: list[str] = []
    for line in (Path(__file__).with_name("paragraphs.txt").read_text(encoding="utf-8") + "\n\n").splitlines():
        if line.startswith("#"):
            continue
        if line:
            sentences.append(line)
        elif sentences:
            yield sentences
            sentences = []


@pytest.fixture(scope="session")
def paragraphs() -> list[list[str]]:
    """Each paragraph's sentences."""
    return list(_paragraphs())


@pytest.fixture(scope="session")
def f_score() -> Callable[[list[list[str]], str, Callable[[str], list[Span]]], float]:
    """F of sentence spans over paragraphs whose sentences are joined by a given string."""

    def measure(paragraphs: list[list[str]], joint: str, find: Callable[[str], list[Span]]) -> float:
        right = found = wanted = 0
        for sentences in paragraphs:
            gold, offset = set(), 0
            for sentence in sentences:
                gold.add((offset, offset + len(sentence)))
                offset += len(sentence) + len(joint)
            spans = set(find(joint.join(sentences)))
            right, found, wanted = right + len(gold & spans), found + len(spans), wanted + len(gold)
        return 2 * right / (found + wanted)

    return measure
