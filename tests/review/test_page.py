"""The page in a browser, over a batch that the line made: find, filter, decide, run again, and see the same."""

import json
import re
from pathlib import Path

import pytest
import requests
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, expect

from pipeline.review import corpus
from pipeline.review.decisions import load
from pipeline.review.page import write
from tests.review.conftest import COUNT, Run, Served
from tests.review.pages import article, downloaded, show, shown, texts

pytestmark = pytest.mark.browser
STRAY = """() => { const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
while (walk.nextNode()) found.push(walk.currentNode.data);
return found.filter((text) => /^(null|undefined|NaN|.object .*)$/.test(text)); }"""


def test_every_article_is_shown_as_it_was_made(page: Page, html: Path, made: tuple[Path, Path]) -> None:
    for name in list(corpus.names(made[1]))[::5]:
        show(page, html, article(name))
        expect(page.locator("h1")).to_have_text(re.compile("part"))
        assert shown(page) == texts(made[1], name)


def test_find_filter_and_sort(page: Page, html: Path) -> None:
    show(page, html)
    assert page.locator(".articles > li").count() == COUNT
    page.get_by_label("Search articles").fill("fridge 19")
    expect(page.locator(".articles > li")).to_have_count(1)
    expect(page.locator(".found")).to_have_text("1 article found")
    page.get_by_label("Search articles").fill("")
    page.locator("select[name=shown]").select_option("suggestions")
    some = page.locator(".articles > li").count()
    assert 0 < some <= COUNT
    assert page.locator(".articles .badge.suggested").count() == some
    page.locator("select[name=shown]").select_option("all")
    page.locator("select[name=sort]").select_option("name")
    ids = page.locator(".articles .id").all_text_contents()
    assert ids == sorted(ids)
    page.locator(".articles a").first.click()
    expect(page.locator("h1")).to_be_focused()


def test_decide_by_keyboard_and_run_again(
    page: Page, html: Path, made: tuple[Path, Path], run: Run, tmp_path: Path
) -> None:
    raw, cleaned = made
    before = {name: texts(cleaned, name) for name in corpus.names(cleaned)}
    seen: dict[str, list[str]] = {}
    for number, name in enumerate(list(before)[:12]):
        show(page, html, article(name))
        for step in range(5):
            page.keyboard.press("j")
            page.keyboard.press("ar"[(number + step) % 2])
        page.keyboard.press("k")
        page.keyboard.press("u")
        seen[name] = shown(page)
    assert any(seen[name] != before[name] for name in seen)
    decisions = downloaded(page, tmp_path / "decisions.jsonl")
    assert len(decisions) >= 30
    run(raw, tmp_path / "again", decisions)
    for name, was in before.items():
        assert texts(tmp_path / "again", name) == seen.get(name, was)
    outcomes = {e.outcome for name in seen for e in corpus.one(tmp_path / "again", name).trace.edits}
    assert {"accepted", "rejected"} <= outcomes
    again = [(one.article.id, one.trace) for one in corpus.read(tmp_path / "again")]
    assert decisions.unused(again) == []
    (html,) = write(tmp_path / "again", tmp_path / "again.html", decisions)
    for name, want in seen.items():
        show(page, html, article(name))
        assert shown(page) == want
        assert page.locator(".mark.accepted, .mark.rejected").count()


def test_by_rule_all_at_once_and_one_by_one(
    page: Page, html: Path, made: tuple[Path, Path], run: Run, tmp_path: Path
) -> None:
    raw, _ = made
    show(page, html, "rules")
    page.get_by_role("link", name="doubled-word", exact=True).click()
    page.get_by_role("button", name="Accept all").click()
    expect(page.get_by_role("button", name="Accept all")).to_have_attribute("aria-pressed", "true")
    page.locator("select").first.select_option("accepted")
    one = page.locator(".place").first
    one.get_by_role("button", name="Reject").click()
    show(page, html, "rule/sit-the-month")
    page.locator(".group").first.get_by_role("button", name="Reject each").click()
    decisions = downloaded(page, tmp_path / "decisions.jsonl")
    assert [e.kind for e in decisions.entries].count("reject") == 2
    run(raw, tmp_path / "again", decisions)
    edits = [e for one in corpus.read(tmp_path / "again") for e in one.trace.edits]
    doubled = [e.outcome for e in edits if e.rule == "doubled-word"]
    assert doubled.count("rejected") == 1
    assert set(doubled) == {"accepted", "rejected"}
    assert {e.outcome for e in edits if e.rule == "sit-the-month"} == {"rejected"}
    name = decisions.entries[-1].article or next(e.article for e in decisions.entries if e.article)
    show(page, html, article(str(name)))
    assert shown(page) == texts(tmp_path / "again", str(name))


def test_single_edit_is_undone_with_the_mouse_and_reversed(page: Page, html: Path, made: tuple[Path, Path]) -> None:
    name = next(iter(corpus.names(made[1])))
    show(page, html, article(name))
    before = shown(page)
    mark = page.locator(".mark.applied").first
    mark.hover()
    expect(page.locator("#card .why")).to_be_visible()
    mark.click()
    page.locator("#card").get_by_role("button", name="Undo").click()
    assert shown(page) != before
    expect(page.locator("#card .state")).to_contain_text("undone by you")
    page.keyboard.press("Escape")
    page.keyboard.press("z")
    assert shown(page) == before
    expect(page.locator("#count")).to_have_text("")


def test_decisions_stay_in_the_page(page: Page, html: Path, made: tuple[Path, Path]) -> None:
    name = next(iter(corpus.names(made[1])))
    show(page, html, article(name))
    page.keyboard.press("j")
    page.keyboard.press("r")
    want = shown(page)
    page.reload()
    page.wait_for_function("() => window.app && !document.querySelector('.loading')")
    assert shown(page) == want
    show(page, html, "decisions")
    expect(page.locator(".decisions li")).to_have_count(1)
    page.get_by_role("button", name="Take back", exact=True).click()
    expect(page.locator(".decisions .empty")).to_be_visible()


def test_help_theme_and_search_have_keys(page: Page, html: Path) -> None:
    show(page, html)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).not_to_be_visible()
    page.keyboard.press("/")
    expect(page.get_by_label("Search articles")).to_be_focused()
    page.keyboard.type("jar")
    expect(page.get_by_label("Search articles")).to_have_value("jar")
    page.keyboard.press("Escape")
    page.keyboard.press("t")
    assert page.evaluate("document.documentElement.dataset.theme") in ("dark", "light")


def test_lists_of_the_batch(page: Page, html: Path, tmp_path: Path) -> None:
    show(page, html, "suggestions")
    page.get_by_role("button", name="Protect “Blissonde”").click()
    expect(page.locator("#count")).to_have_text("1")
    show(page, html, "removed")
    if page.get_by_role("button", name="Put it back").count():
        page.get_by_role("button", name="Put it back").first.click()
    kinds = {e.kind for e in downloaded(page, tmp_path / "decisions.jsonl").entries}
    assert "protect" in kinds
    assert kinds <= {"protect", "keep-block"}


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_accessible(browser: Browser, html: Path, made: tuple[Path, Path], scheme: str, width: int) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        bypass_csp=True,  # the checker is a script that the page's policy would refuse
        reduced_motion="reduce",
    )
    page = context.new_page()
    name = next(iter(corpus.names(made[1])))
    for where in ("", "rules", "rule/doubled-word", "suggestions", "removed", "decisions", article(name)):
        show(page, html, where)
        if where.startswith("article"):
            page.keyboard.press("j")
            page.keyboard.press("a")
            page.keyboard.press("j")
            page.keyboard.press("r")
        found = Axe().run(page).response["violations"]
        assert [(v["id"], [n["html"][:120] for n in v["nodes"][:2]]) for v in found] == [], where
        assert page.evaluate(STRAY) == [], where
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{where} is wider than the window"
    page.keyboard.press("?")
    assert Axe().run(page).response["violations"] == []
    context.close()


def test_served_page_saves_as_decisions_are_made(
    page: Page, made: tuple[Path, Path], tmp_path: Path, served: Served
) -> None:
    path = tmp_path / "decisions.jsonl"
    address = served(made[1], path)
    name = next(iter(corpus.names(made[1])))
    page.goto(f"{address}#/{article(name)}")
    page.wait_for_function("() => window.app && document.querySelector('.mark')")
    for key in "jrja":
        page.keyboard.press(key)
    page.wait_for_function("() => window.app.store.waiting.then(() => true)")
    assert {e.kind for e in load(path).entries} == {"accept", "reject"}
    page.keyboard.press("u")
    page.wait_for_function("() => window.app.store.waiting.then(() => true)")
    assert [e.kind for e in load(path).entries] == ["reject"]
    want = shown(page)
    page.reload()
    page.wait_for_function("() => window.app && document.querySelector('.mark')")
    assert shown(page) == want


def test_only_the_page_itself_may_decide(made: tuple[Path, Path], tmp_path: Path, served: Served) -> None:
    path = tmp_path / "decisions.jsonl"
    address = served(made[1], path)
    origin = re.sub(r"(?<=\d)/.*", "", address)
    port = origin.rpartition(":")[2]
    entry = json.dumps({"add": [{"kind": "protect", "text": "Ayla"}]})
    kind = {"Content-Type": "application/json"}
    with requests.Session() as client:
        client.trust_env = False
        assert client.get(address).status_code == 200
        assert "frame-ancestors 'none'" in client.get(address).headers["content-security-policy"]
        assert client.get(f"{origin}/").status_code == 404
        assert client.get(f"{origin}/guess/").status_code == 404
        assert client.get(f"{origin}/guess/decisions").status_code == 404
        assert client.get(address, headers={"Host": f"evil.example:{port}"}).status_code == 421
        assert client.get(f"{address}..%2f..%2fetc%2fpasswd").status_code == 404
        post = f"{address}decisions"
        assert client.post(post, data=entry, headers=kind).status_code == 403
        for other in ("http://evil.example", "null", f"https://127.0.0.1:{port}", "http://127.0.0.1:1"):
            assert client.post(post, data=entry, headers=kind | {"Origin": other}).status_code == 403
        own = {"Origin": origin}
        assert client.post(post, data=entry, headers=own | {"Content-Type": "text/plain"}).status_code == 415
        assert client.post(post, data="{", headers=own | kind).status_code == 400
        assert client.post(post, data='{"add": [{"kind": "x"}]}', headers=own | kind).status_code == 400
        assert client.options(post, headers=own).status_code == 405
        assert not path.exists()
        assert client.post(post, data=entry, headers=own | kind).json() == {"decisions": 1}
    assert load(path).entries[0].text == "Ayla"


def test_a_large_batch_is_split(browser: Browser, made: tuple[Path, Path], tmp_path: Path) -> None:
    files = write(made[1], tmp_path / "review.html", largest=12_000)
    assert len(files) > 2
    assert [f.name for f in files] == ["review.html", *(f"review-{n}.html" for n in range(2, len(files) + 1))]
    page = browser.new_page()
    ids: list[str] = []
    for file in files:
        show(page, file)
        ids += page.locator(".articles .id").all_text_contents()
    assert sorted(ids) == sorted(one.article.id for one in corpus.read(made[1]))
    show(page, files[0])
    page.get_by_role("navigation", name="Parts of the batch").get_by_role("link", name="2").click()
    page.wait_for_function("() => window.app && document.querySelector('.articles')")
    assert page.url.endswith("review-2.html")
    page.close()


def test_the_file_is_small_and_the_same_each_time(made: tuple[Path, Path], html: Path, tmp_path: Path) -> None:
    assert html.stat().st_size < 5_000_000 * COUNT / 100
    (again,) = write(made[1], tmp_path / "review.html")
    assert again.read_bytes() == html.read_bytes()
