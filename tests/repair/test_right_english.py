"""Right English stays as it is: lines in which words that rules look for are meant as they stand."""

from pathlib import Path

from pipeline.kit import Kit
from pipeline.model import Block

LINES = tuple((Path(__file__).parents[1] / "cases" / "right_english.txt").read_text("utf-8").splitlines())


def test_several_hundred_lines_each_once() -> None:
    assert len(LINES) == len(set(LINES)) >= 300


def test_right_lines_come_out_unchanged(kit: Kit) -> None:
    cleaned = kit.toolbox.repair_texts(LINES, kit.check)
    assert not [error for _, _, error in cleaned if error]
    assert not {line: text for line, (text, _, _) in zip(LINES, cleaned, strict=True) if text != line}


def test_right_lines_of_an_article_come_out_unchanged(kit: Kit) -> None:
    """In an article, where what is only likely in a lone text is done."""
    changed = {}
    for line in LINES:
        block = Block(0, "text", 0, len(line), line)
        context = kit.toolbox.context("text/plain", [block], document=True)
        (done,), failed = kit.toolbox.repair([block], context, kit.check)
        assert not failed
        if done.text != line:
            changed[line] = done.text
    assert not changed
