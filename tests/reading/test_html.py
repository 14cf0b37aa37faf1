"""HTML: what a reader sees, in order; nothing else; marks on the right text; furniture outside the main content."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model import Mark, Source, Text
from pipeline.reading import Unreadable, decode
from pipeline.settings import Settings


def read(page: str | bytes, encoding: str = "utf-8") -> Text:
    data = page if isinstance(page, bytes) else page.encode(encoding)
    return decode(Source("a.html", "a.html", data, "text/html"), Settings.model_validate({}))


def marked(text: Text, kind: str) -> list[str]:
    return [text.text[mark.start : mark.end] for mark in text.marks if mark.kind == kind]


def items(text: Text) -> list[tuple[str | None, int, str]]:
    return [(m.label, m.level, text.text[m.start : m.end]) for m in text.marks if m.kind == "item"]


PARAGRAPH = (
    "The ficus loses its leaves because the air of the flat is too dry in winter ,and because many owners put it "
    "beside the radiator, where the soil dries out within a day or two. "
)
PAGE = f"""<!DOCTYPE html><html><head><title>Why a ficus drops leaves | Plant Corner</title>
<script>var evil = "<p>EVIL</p>";</script><style>.x {{ color: EVIL }}</style></head><body class="has-sidebar">
<nav><ul><li><a href="/">Home</a></li><li><a href="/p">Plants</a></li></ul></nav>
<div class="breadcrumb"><a href="/">Home</a> &gt; <a href="/p">Plants</a></div>
<h1>Plant Corner</h1>
<div class="content"><h1>Why a  ficus
drops leaves</h1><p>{PARAGRAPH}</p><p>{PARAGRAPH * 2}</p>
<h2>Reasons</h2>
<ol><li>Dry air<p>{PARAGRAPH}</p><ul><li>near the radiator</li><li>in a draught</li></ul></li><li>Too much water</li>
</ol>
<!-- EVIL comment --><p style="color:red; display : none">EVIL</p><div hidden>EVIL</div><noscript>EVIL</noscript>
<template>EVIL</template><textarea>EVIL</textarea><p onclick="EVIL()">{PARAGRAPH}</p>
<h2>Tips</h2><p>{PARAGRAPH}</p></div>
<div class="related-posts"><ul><li><a href="/1">Ten easy plants</a></li><li><a href="/2">Soil</a></li></ul></div>
<footer>Copyright Plant Corner</footer><script>EVIL()</script></body></html>"""


def test_what_no_reader_sees_never_appears() -> None:
    assert "EVIL" not in read(PAGE).text


@pytest.mark.parametrize(
    "page",
    [
        "<p>a<script>EVIL",
        "<p>a</p><script><!-- <script> </script> EVIL --></script>b",
        "<script/>EVIL</script><p>a",
        "<script src='x' />EVIL</script><p>a<style/>EVIL</style>",
        "<script src='x'/><p>a</p><script>EVIL</script>",
        "<svg><script>EVIL</script></svg><p>a</p>",
        "<p>a<style>EVIL</style></p>",
        "<SCRIPT>EVIL</SCRIPT >a",
        "<textarea><script>EVIL</script></textarea>a",
        "<iframe>EVIL</iframe><object>EVIL</object>a",
        "<title><script>EVIL</script></title><p>a",
        "a<!-- EVIL",
        "<p>a<select><option>EVIL</select>",
        '<p>a<a href="javascript:EVIL()">b</a>',
        "<dialog>EVIL</dialog>a",
    ],
)
def test_scripts_in_odd_places_never_appear(page: str) -> None:
    text = read(page)
    assert "EVIL" not in text.text
    assert "EVIL" not in (text.title or "")
    assert "a" in text.text


def test_blocks_lines_cells_and_spaces() -> None:
    page = "<div>one<p>two<br>three <b>bold</b>,\n  end<br><br>four</p>five</div><pre>\na  b\n c</pre>"
    assert read(page).text == "one\n\ntwo\nthree bold, end\n\nfour\n\nfive\n\na  b\n c"
    table = "<table><tr><th>Month</th><th>Water</th></tr><tr><td>May</td><td><p>1 l</p></td></tr></table>"
    text = read(f"<p>before</p>{table}<p>after</p>")
    assert text.text == "before\n\nMonth\tWater\nMay\t1 l\n\nafter"
    assert marked(text, "row") == ["Month\tWater", "May\t1 l"]
    assert marked(text, "cell") == ["Month", "Water", "May", "1 l"]
    assert marked(text, "table") == ["Month\tWater\nMay\t1 l"]


def test_a_table_that_lays_out_a_page_is_only_blocks() -> None:
    text = read("<table><tr><td><h2>Left</h2></td><td><p>a</p><p>b</p></td></tr></table>")
    assert text.text == "Left\n\na\n\nb"
    assert not marked(text, "table")


def test_entities() -> None:
    assert read("<p>a &amp; b &lt;c&gt; &#8217; &nbsp;&mdash; &#x1F600;").text == "a & b <c> ’ \xa0— \U0001f600"
    read("<p>&#xD800; &#0; &#xFFFFFF;").text.encode()


def test_title_and_headings() -> None:
    text = read(PAGE)
    assert marked(text, "title") == ["Why a ficus drops leaves"]
    assert [
        m.level for m in text.marks if m.kind == "heading" and text.text[m.start : m.end] in ("Reasons", "Tips")
    ] == [2, 2]
    assert text.title is None
    assert read(f"<title>Only here</title><p>{PARAGRAPH}").title == "Only here"


def test_a_heading_that_the_page_is_named_after_is_the_title() -> None:
    page = f"<title>Dry leaves of a ficus - Plants</title><h1>Plants</h1><h2>Dry leaves of a ficus</h2><p>{PARAGRAPH}"
    assert marked(read(page), "title") == ["Dry leaves of a ficus"]
    page = f"<title>Plants</title><h2>Reasons</h2><p>{PARAGRAPH}</p><h2>Tips</h2><p>{PARAGRAPH}"
    assert not marked(read(page), "title")
    assert read(page).title == "Plants"


def test_a_bold_paragraph_is_a_heading() -> None:
    text = read(f"<p><strong>1. Dry air</strong></p><p>{PARAGRAPH}</p><p><b>Note</b>: {PARAGRAPH}</p>")
    assert marked(text, "heading") == ["1. Dry air"]
    assert len(marked(text, "paragraph")) == 2


def test_bold_type_that_opens_a_leaf_is_marked() -> None:
    text = read("<ul><li><b>Dry</b> <b>air</b>: it takes the water away</li><li>Too <b>much</b> light</li></ul>")
    assert marked(text, "strong") == ["Dry air"]
    assert marked(read("<p><strong>1. Cold</strong><br>Draughts hurt it.</p>"), "strong") == ["1. Cold"]


def test_without_headings_no_paragraph_is_marked() -> None:
    assert not read(f"<p>Reasons</p><p>{PARAGRAPH}</p>").marks


def test_lists() -> None:
    text = read(PAGE)
    own = [item for item in items(text) if item[2] not in ("Home", "Plants", "Ten easy plants", "Soil")]
    assert own == [
        ("1.", 1, "Dry air"),
        ("•", 2, "near the radiator"),
        ("•", 2, "in a draught"),
        ("2.", 1, "Too much water"),
    ]
    inner = next(m for m in text.marks if m.kind == "paragraph" and m.group and m.level == 1)
    first = next(m for m in text.marks if m.label == "1.")
    assert (inner.group, text.text[inner.start : inner.end]) == (first.group, PARAGRAPH.strip())


@pytest.mark.parametrize(
    ("start", "labels"),
    [
        ("<ol>", ["1.", "2.", "3."]),
        ("<ol start=4>", ["4.", "5.", "6."]),
        ("<ol type=a start=26>", ["z.", "aa.", "ab."]),
        ("<ol type=A>", ["A.", "B.", "C."]),
        ("<ol type=i start=3>", ["iii.", "iv.", "v."]),
        ("<ol type=I start=9>", ["IX.", "X.", "XI."]),
        ("<ol reversed>", ["3.", "2.", "1."]),
        ("<ol start=x>", ["1.", "2.", "3."]),
        ("<ul>", ["•", "•", "•"]),
        ("<ul style='list-style-type: none'>", [None, None, None]),
    ],
)
def test_list_labels(start: str, labels: list[str | None]) -> None:
    text = read(f"{start}<li>one<li>two<li>three</ol></ul>")
    assert [label for label, _, _ in items(text)] == labels
    assert text.text == "one\n\ntwo\n\nthree"


def test_the_value_of_an_entry_counts_on() -> None:
    assert [one[0] for one in items(read("<ol><li>a<li value=7>b<li>c</ol>"))] == ["1.", "7.", "8."]


def test_quotes_and_captions() -> None:
    text = read("<blockquote><p>said</p><p>more</p></blockquote><figure><img><figcaption>A ficus</figcaption></figure>")
    assert marked(text, "quote") == ["said\n\nmore"]
    assert marked(text, "caption") == ["A ficus"]


def test_furniture_is_marked_and_the_article_is_not() -> None:
    text = read(PAGE)
    outside = marked(text, "boilerplate")
    for words in ("Home", "Plants", "Home > Plants", "Ten easy plants", "Copyright Plant Corner"):
        assert words in outside
    for words in ("Why a ficus drops leaves", "Reasons", "Too much water", "near the radiator", PARAGRAPH.strip()):
        assert words not in outside


def test_the_entries_of_a_short_pages_list_are_all_content() -> None:
    entries = ["Cold", "Too little light all day long", "Old soil", "Lice", "It was just"]
    page = (
        "<h1>Why it fades</h1><p>Reasons are as follows:</p><ol>" + "".join(f"<li>{e}</li>" for e in entries) + "</ol>"
    )
    menu = '<nav><a href="/">Home</a></nav>'
    text = read(f"<html><body>{menu}{page}</body></html>")
    assert marked(text, "item") == entries
    assert marked(text, "boilerplate") == ["Home"]


def test_a_suspect_name_around_the_whole_article_is_not_believed() -> None:
    text = read(f"<body id=sidebar-left><div class=share><h1>T</h1><p>{PARAGRAPH * 3}</p><p>Short end.</p></div>")
    assert not marked(text, "boilerplate")


@pytest.mark.parametrize(
    ("encoding", "declared", "name"),
    [
        ("gb18030", "gb2312", "gb18030"),
        ("windows-1252", "iso-8859-1", "windows-1252"),
        ("utf-8", "gb2312", "utf-8"),
        ("windows-1251", "windows-1251", "windows-1251"),
        ("shift_jis", "Shift_JIS", "shift_jis"),
        ("windows-1252", "no-such-charset", "windows-1252"),
        ("utf-16", "utf-8", "utf-16"),
    ],
)
def test_declared_encodings(encoding: str, declared: str, name: str) -> None:
    words = {"gb18030": "土壤，", "windows-1251": "Вода", "shift_jis": "水やり"}.get(encoding, "café’s")
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">'
    text = read(f"{head}<p>{PARAGRAPH}{words}</p>", encoding)
    assert text.text == PARAGRAPH + words
    assert text.encoding == name


def test_mixed_encoding_is_reported_without_a_place_in_the_rendered_text() -> None:
    text = read("<p>“Fine” “quotes” here</p>\n<p>It".encode() + b"\x92s odd</p>")
    assert "It’s odd" in text.text
    assert [(problem.code, problem.source) for problem in text.problems] == [("mixed-encoding", None)]


@pytest.mark.parametrize("page", ["", " \n", "<!-- x -->", "<html></html>", "<script>x</script>"])
def test_pages_without_text(page: str) -> None:
    assert read(page).text == ""


def test_text_without_tags() -> None:
    assert read("Just words & more.").text == "Just words & more."


def test_binary_content() -> None:
    with pytest.raises(Unreadable):
        read(b"\x89PNG\r\n\x1a\n\0\0")


def test_too_deep_nesting_is_refused_not_cut() -> None:
    assert read("<div>" * 1500 + "deep" + "</div>" * 1500).text == "deep"
    with pytest.raises(Unreadable, match="nested too deeply"):
        read("<div>" * 50_000 + "deep")


@pytest.mark.parametrize(
    "page", ["<" * 300_000, "<meta " * 50_000, "x<!--" + "-" * 300_000, "<p " + "a=1 " * 50_000 + ">x"]
)
def test_hostile_markup_ends(page: str) -> None:
    read(page)


TAGS = [
    "p",
    "div",
    "li",
    "ul",
    "ol",
    "h1",
    "h2",
    "b",
    "a",
    "table",
    "tr",
    "td",
    "blockquote",
    "br",
    "nav",
    "pre",
    "span",
]


@st.composite
def pages(draw: st.DrawFn) -> tuple[str, list[str]]:
    out, words = [], []
    for number in range(draw(st.integers(1, 25))):
        if draw(st.booleans()):
            word = f"w{number}x"
            words.append(word)
            out.append(draw(st.sampled_from(["", " ", "\n"])) + word)
        else:
            tag = draw(st.sampled_from(TAGS))
            out.append(f"<{draw(st.sampled_from(['', '/']))}{tag}>")
    return "".join(out), words


@given(pages())
@settings(max_examples=300, deadline=None)
def test_any_page_keeps_its_words_and_has_sound_marks(page: tuple[str, list[str]]) -> None:
    text = read(page[0])
    for word in page[1]:
        assert text.text.count(word) == 1
    assert text == read(page[0])
    _sound(text)


def _sound(text: Text) -> None:
    leaves = [m for m in text.marks if m.kind in ("title", "heading", "paragraph", "item", "caption", "cell")]
    for mark in text.marks:
        assert 0 <= mark.start < mark.end <= len(text.text)
        assert text.text[mark.start : mark.end].strip()
    for before, after in itertools.pairwise(leaves):
        assert before.end <= after.start, "leaves don't overlap"
    assert list(text.marks) == sorted(text.marks, key=_order)


def _order(mark: Mark) -> tuple[int, int]:
    return mark.start, -mark.end
