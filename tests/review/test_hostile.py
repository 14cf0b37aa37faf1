"""Two hundred hostile articles in the page: nothing runs, nothing breaks out, everything is shown as text."""

import random
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from pipeline.model import Article, Edit, Problem, Removed, Span, Trace
from pipeline.review.decisions import Decisions, Entry
from pipeline.review.page import write
from tests.review import review_batch as batch

pytestmark = pytest.mark.browser
COUNT = 200
NASTY = [
    "<script>window.pwned = 1</script>",
    "</script><script>window.pwned = 2</script>",
    "<!--<script>",
    "--><img src=x onerror=window.pwned=3>",
    "<svg/onload=window.pwned=4>",
    "<a href=\"javascript:window.pwned=5\">javascript:window.pwned=5</a>",
    "<iframe srcdoc='<script>parent.pwned=6</script>'></iframe>",
    "&lt;script&gt;window.pwned=7&lt;/script&gt; &#x3C;b&#x3E;",
    "\" onfocus=window.pwned=8 autofocus x=\"",
    "' onmouseover='window.pwned=9",
    "{{ 7*7 }} {% raw %} ${window.pwned=10} `${1}`",
    "\u202egnp.exe\u202c \u2066\u2067\u2069 \u200b\u200d\ufeff\u061c",
    "\u0000\u0001\u001b[31m\u007f\u0085\u2028\u2029\ufffe",
    "__proto__",
    "constructor",
    "]]></style><style>*{display:none}</style>",
    "</title></head><body><form action=//evil.example><input name=q>",
    "<base href=//evil.example/><meta http-equiv=refresh content=0;url=//evil.example>",
    "😀👨‍👩‍👧‍👦 e\u0301 \U000e0041 𝒳",
    "a" * 70_000,
    "<math><mtext></p><style><img src=x onerror=window.pwned=11>",
    "\\u003cscript\\u003e \\x3cscript\\x3e %3Cscript%3E",
]  # fmt: skip
LONG = "w" * 1_000_000


def hostile(number: int) -> tuple[Article, Trace]:
    """An article that has hostile text wherever there can be text."""
    chance = random.Random(number)
    nasty = chance.sample(NASTY, 6)
    draft = batch.Draft()
    paragraph = LONG if number % 100 == 7 else f"Plain start {nasty[0]} plain middle {nasty[1]} plain end."
    parts: dict[str, object] = {"title": draft.add(nasty[2], "title", "/title")}
    parts["introduction"] = (draft.add(paragraph, "text", "/introduction/0"),)
    parts["sections"] = (draft.section("/sections/0", "causes", nasty[3], [(nasty[4], [nasty[5]])], 3),)
    text = draft.add(nasty[number % 6], "text", "/removed/0/text")
    parts["removed"] = (Removed(text=text, reason="advertisement", source=Span(start=0, end=1)),)
    for rule, before, outcome in ((f"rule-{nasty[0][:60]}", "Plain", "suggested"), ("constructor", "start", "applied")):
        at = paragraph.find(before)
        if at >= 0:
            draft.edits.append(
                Edit(
                    rule=rule,
                    family="terms",
                    block=1,
                    start=at,
                    end=at + len(before),
                    before=before,
                    after=nasty[1][:200],
                    outcome=outcome,
                    why=nasty[2][:200],
                    alternatives=(nasty[3][:50], nasty[4][:50]),
                )
            )
    problems = [Problem(code=nasty[5][:40], severity="warning", message=nasty[0][:300], source=None)]
    name = f"{number:03}/{nasty[1][:40].replace('/', '|')}#?%2e .txt"
    return batch.finish(draft, name, parts, problems)


@pytest.fixture(scope="module")
def html(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    for number in range(COUNT):
        article, trace = hostile(number)
        path = folder / "cleaned" / f"{number:03}.txt"
        path.parent.mkdir(exist_ok=True)
        path.with_name(path.name + ".json").write_text(article.model_dump_json(), encoding="utf-8")
        path.with_name(path.name + ".trace.json").write_text(trace.model_dump_json(exclude_none=True), encoding="utf-8")
    decisions = Decisions(
        [Entry(kind="protect", text=text) for text in NASTY if text.strip()]
        + [Entry(kind="reject", rule=text, note=text) for text in NASTY]
    )
    (path,) = write(folder / "cleaned", folder / "review.html", decisions)
    return path


VISIT = """async (ids) => {
  const out = [];
  for (const [index, line] of window.app.batch.articles.entries()) {
    location.hash = '#/article/' + encodeURIComponent(line.id);
    for (let tries = 0; tries < 400 && window.app.view?.article?.index !== index; tries++) {
      await new Promise((done) => setTimeout(done, 5));
    }
    document.querySelector('.mark')?.focus();
    const tags = [...new Set([...document.querySelectorAll('main *, #card *')].map((node) => node.localName))];
    const links = [...document.querySelectorAll('a')].map((node) => node.getAttribute('href'));
    out.push({ index, shown: window.app.view?.article?.index, tags, bad: links.filter((link) => !link.startsWith('#')),
      handlers: [...document.querySelectorAll('*')].flatMap((node) => [...node.attributes])
        .filter((attribute) => attribute.name.startsWith('on')).length,
      text: [...document.querySelectorAll('.src .body')].map((node) => node.textContent).join(' ') });
  }
  return out;
}"""
TAGS = """a article aside button del details div h1 h2 header input ins kbd label li nav option p progress section
select span strong summary svg rect line text ul"""
ALLOWED = set(TAGS.split())
VIEWS = ("", "rules", "rule/constructor", "rule/__proto__", "suggestions", "removed", "decisions", "article/__proto__")


def test_nothing_runs_and_nothing_breaks_out(browser: Browser, html: Path) -> None:
    assert html.stat().st_size < 10_000_000
    page = browser.new_page()
    seen: list[str] = []
    page.on("dialog", lambda dialog: seen.append(dialog.message))
    page.on("console", lambda message: seen.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: seen.append(str(error)))
    page.on("request", lambda r: None if r.url.startswith(("file:", "data:")) else seen.append(r.url))
    page.on("framenavigated", lambda frame: seen.append("frame") if frame != page.main_frame else None)
    for where in VIEWS:
        page.goto(f"{html.as_uri()}#/{where}")
        page.wait_for_function("() => window.app && !document.querySelector('.loading')")
        tags = set(page.evaluate("[...document.querySelectorAll('main *')].map((node) => node.localName)"))
        assert tags <= ALLOWED, where
    visited: list[dict[str, Any]] = page.evaluate(VISIT)
    assert len(visited) == COUNT
    for one in visited:
        assert one["shown"] == one["index"]
        assert set(one["tags"]) <= ALLOWED
        assert one["bad"] == []
        assert one["handlers"] == 0
    everything = " ".join(one["text"] for one in visited)
    for text in ("<script>window.pwned = 1</script>", "onerror=window.pwned=3", "{{ 7*7 }}", "&#x3C;b&#x3E;", "RLO"):
        assert text in everything
    assert "\u202e" not in everything
    assert page.evaluate("window.pwned") is None
    assert page.evaluate("document.scripts.length") == page.evaluate(
        "document.querySelectorAll('body > script').length"
    )
    assert page.title().startswith("Review of ")
    assert seen == []
    page.close()


def test_the_policy_refuses_scripts_that_are_not_the_pages_own(browser: Browser, html: Path, tmp_path: Path) -> None:
    text = html.read_text(encoding="utf-8")
    forged = tmp_path / "forged.html"
    forged.write_text(text.replace("</main>", "</main><script>window.pwned = 1</script><img src=x onerror=pwned=2>"))
    page = browser.new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    page.goto(forged.as_uri())
    page.wait_for_function("() => window.app")
    assert page.evaluate("window.pwned") is None
    assert any("Content Security Policy" in text for text in refused)
    page.close()
