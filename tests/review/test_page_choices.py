"""Choosing what a change becomes, on the page and in the runs after it; and decisions of an earlier day taken back."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from pipeline.review import corpus
from pipeline.review.decisions import Decisions, Entry, load
from pipeline.review.page import write
from tests.review.conftest import Run, Served
from tests.review.pages import article, downloaded, show, shown, texts

pytestmark = pytest.mark.browser
NAME = "home/plaster.txt"
TEXT = """Plaster that falls

The wall dries for weeks often. to this day nobody knows why. It ca n't be be hurried , says the mason.

You can repair it and and paint it. The second coat ca n't wait, and the third ca n't wait.
"""


@pytest.fixture
def small(tmp_path: Path, run: Run) -> tuple[Path, Path]:
    """Raw and cleaned folders of one article, and of another that says the same."""
    raw = tmp_path / "raw"
    for name in (NAME, "home/other.txt"):
        (raw / name).parent.mkdir(parents=True, exist_ok=True)
        (raw / name).write_text(TEXT, encoding="utf-8")
    run(raw, tmp_path / "cleaned", Decisions())
    return raw, tmp_path / "cleaned"


def page_of(cleaned: Path, decisions: Decisions | None = None) -> Path:
    (path,) = write(cleaned, cleaned.parent / "review.html", decisions)
    return path


def go_to(page: Page, rule: str, nth: int = 0) -> None:
    """Focus the mark of a rule's edit."""
    page.locator(f'.mark[aria-label^="{rule}:"]').nth(nth).focus()


def test_another_of_the_offered_texts_by_its_number(
    page: Page, small: tuple[Path, Path], run: Run, tmp_path: Path
) -> None:
    raw, cleaned = small
    show(page, page_of(cleaned), article(NAME))
    go_to(page, "sentence-cut-in-two")
    expect(page.locator("#card .option")).to_have_count(2)
    page.keyboard.press("2")
    want = shown(page)
    assert any("for weeks often. To this day" in text for text in want)
    expect(page.locator("#card .state")).to_contain_text("in other words")
    expect(page.locator("#card .option").nth(1)).to_have_attribute("aria-pressed", "true")
    decisions = downloaded(page, tmp_path / "decisions.jsonl")
    assert [(e.kind, e.after, e.wanted) for e in decisions.entries] == [("accept", " to", ". To")]
    run(raw, tmp_path / "again", decisions)
    assert texts(tmp_path / "again", NAME) == want
    assert texts(tmp_path / "again", "home/other.txt") == texts(cleaned, "home/other.txt")
    trace = corpus.one(tmp_path / "again", NAME).trace
    assert [(e.offered, e.after, e.otherwise) for e in trace.edits if e.outcome == "accepted"] == [
        (" to", ". To", "suggested")
    ]
    show(page, page_of(tmp_path / "again", decisions), article(NAME))
    assert shown(page) == want
    expect(page.locator(".mark.accepted")).to_have_count(1)


def test_own_words_by_keyboard_in_the_article(page: Page, small: tuple[Path, Path], run: Run, tmp_path: Path) -> None:
    raw, cleaned = small
    show(page, page_of(cleaned), article(NAME))
    go_to(page, "join-split-contraction", 1)
    page.keyboard.press("e")
    field = page.get_by_label("Your own words")
    expect(field).to_be_focused()
    field.fill("nnot not not")
    page.keyboard.press("Enter")
    expect(page.locator(".mark.accepted")).to_be_focused()
    expect(page.locator("#toast")).to_contain_text("Accepted: “ n't” → “nnot not not”")
    want = shown(page)
    assert any("The second coat cannot not not wait" in text for text in want)
    page.keyboard.press("z")
    assert not any("not not" in text for text in shown(page))
    expect(page.locator("#toast")).to_contain_text("Last step reversed")
    page.keyboard.press("e")
    page.get_by_label("Your own words").fill("nnot not not")
    page.keyboard.press("Escape")
    assert not any("not not" in text for text in shown(page))
    page.keyboard.press("e")
    page.get_by_label("Your own words").fill("nnot not not")
    page.get_by_role("button", name="Save").click()
    decisions = downloaded(page, tmp_path / "decisions.jsonl")
    run(raw, tmp_path / "again", decisions)
    assert texts(tmp_path / "again", NAME) == want


def test_own_words_for_all_equal_changes_of_a_rule(
    page: Page, small: tuple[Path, Path], run: Run, tmp_path: Path
) -> None:
    raw, cleaned = small
    show(page, page_of(cleaned), "rule/join-split-contraction")
    page.locator(".group").first.focus()
    page.keyboard.press("e")
    page.locator(".group").get_by_label("Your own words").fill("nnot")
    page.keyboard.press("Enter")
    decisions = downloaded(page, tmp_path / "decisions.jsonl")
    assert decisions.entries == (
        Entry(kind="accept", rule="join-split-contraction", before=" n't", after="n't", wanted="nnot"),
    )
    show(page, page_of(cleaned, decisions), article(NAME))
    want = shown(page)
    assert sum(text.count("cannot") for text in want) == 3
    run(raw, tmp_path / "again", decisions)
    for name in (NAME, "home/other.txt"):
        assert texts(tmp_path / "again", name) == want


def test_what_was_decided_before_the_last_run_is_taken_back(
    page: Page, small: tuple[Path, Path], run: Run, tmp_path: Path
) -> None:
    raw, cleaned = small
    everything = [
        Entry(kind="accept", rule="sentence-cut-in-two"),
        Entry(kind="accept", rule="join-split-contraction", before=" n't", after="n't", wanted="nnot"),
        Entry(kind="reject", article=NAME, rule="doubled-word"),
    ]
    decisions = Decisions(everything)
    run(raw, tmp_path / "again", decisions)
    assert texts(tmp_path / "again", NAME) != texts(cleaned, NAME)
    show(page, page_of(tmp_path / "again", decisions), "decisions")
    for left in (2, 1, 0):
        page.get_by_role("button", name="Take back", exact=True).first.click()
        expect(page.locator(".decisions .line")).to_have_count(left)
    page.evaluate(f"location.hash = '#/{article(NAME)}'")
    page.wait_for_selector(".mark")
    assert shown(page) == texts(cleaned, NAME)
    expect(page.locator(".mark.accepted, .mark.rejected")).to_have_count(0)


def test_two_editors_at_once(page: Page, small: tuple[Path, Path], tmp_path: Path, served: Served) -> None:
    path = tmp_path / "decisions.jsonl"
    address = served(small[1], path)
    other = page.context.new_page()
    for one in (page, other):
        one.goto(f"{address}#/{article(NAME)}")
        one.wait_for_selector(".mark")
    for one, nth, key in ((page, 0, "r"), (other, 1, "a"), (page, 2, "a"), (other, 0, "a")):
        go_to(one, "join-split-contraction", nth)
        one.keyboard.press(key)
        one.wait_for_function("() => window.app.store.waiting.then(() => true)")
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [line.count('"accept"') for line in lines].count(1) == 3
    assert len(lines) == 3
    page.bring_to_front()
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    page.wait_for_function("() => document.querySelectorAll('.mark.accepted').length === 3")
    other.close()


def test_the_served_page_shows_what_a_run_has_made_since(
    page: Page, small: tuple[Path, Path], run: Run, tmp_path: Path, served: Served
) -> None:
    raw, cleaned = small
    path = tmp_path / "decisions.jsonl"
    address = served(cleaned, path)
    page.goto(f"{address}#/{article(NAME)}")
    page.wait_for_selector(".mark")
    go_to(page, "doubled-word")
    page.keyboard.press("r")
    page.wait_for_function("() => window.app.store.waiting.then(() => true)")
    want = shown(page)
    (raw / NAME).write_text(TEXT.replace("Plaster that", "A wall that"), encoding="utf-8")
    run(raw, cleaned, load(path))
    (cleaned / ".pipeline").mkdir()
    (cleaned / ".pipeline" / "batch.json").write_text("{}", encoding="utf-8")
    page.reload()
    page.wait_for_selector(".mark")
    assert shown(page) == ["A wall that falls", *want[1:]] == texts(cleaned, NAME)
    expect(page.locator(".mark.rejected")).to_have_count(1)


def test_a_file_of_another_editor_is_added_without_what_contradicts(
    page: Page, small: tuple[Path, Path], tmp_path: Path
) -> None:
    mine = Decisions([Entry(kind="reject", rule="doubled-word"), Entry(kind="protect", text="mason")])
    theirs = Decisions([Entry(kind="accept", rule="doubled-word"), Entry(kind="protect", text="coat")])
    theirs.save(tmp_path / "theirs.jsonl")
    show(page, page_of(small[1], mine), "decisions")
    page.get_by_label("Add a file").set_input_files(tmp_path / "theirs.jsonl")
    expect(page.locator("#saved")).to_have_text("1 decision added, 1 decision left out that contradict those made here")
    assert set(downloaded(page, tmp_path / "both.jsonl").entries) == {*mine.entries, theirs.entries[1]}
    (tmp_path / "odd.jsonl").write_text('{"kind": "odd", "text": "x"}', encoding="utf-8")
    page.get_by_label("Add a file").set_input_files(tmp_path / "odd.jsonl")
    expect(page.locator("#saved")).to_contain_text("no decisions")
