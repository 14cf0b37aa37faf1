"""docx: paragraphs in order, styles and lists as Word shows them, furniture marked, damaged packages refused."""

import contextlib
import io
import random
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from pipeline.model import Source, Text
from pipeline.reading import Unreadable, decode
from pipeline.reading.media import DOCX
from pipeline.settings import Settings


def saved(document: Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def read(document: Document | bytes) -> Text:
    data = document if isinstance(document, bytes) else saved(document)
    return decode(Source("a.docx", "a.docx", data, DOCX), Settings.model_validate({}))


def marked(text: Text, kind: str) -> list[str]:
    return [text.text[mark.start : mark.end] for mark in text.marks if mark.kind == kind]


def items(text: Text) -> list[tuple[str | None, int, str]]:
    return [(m.label, m.level, text.text[m.start : m.end]) for m in text.marks if m.kind == "item"]


def restart(document: Document, style: str) -> str:
    """A new list like that of a style which starts again at 1, as Word makes it; returns its id."""
    numbering = document.part.numbering_part.element
    abstract = numbering.num_having_numId(document.styles[style].element.pPr.numPr.numId.val).abstractNumId.val
    number = numbering.add_num(abstract)
    number.add_lvlOverride(0).add_startOverride(1)
    return str(number.numId)


def number(paragraph: object, list_id: str, level: int = 0) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # type: ignore[attr-defined]
    properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().val = int(list_id)


def article() -> Document:
    document = docx.Document()
    document.add_heading("Why the dough does n't rise", 0)
    document.add_paragraph("Many bakers know it.")
    document.add_heading("Reasons", 1)
    for name in ("Cold water", "Old yeast"):
        document.add_paragraph(name, style="List Number")
        document.add_paragraph(f"About {name}.")
    document.add_paragraph("a sign", style="List Bullet")
    document.add_paragraph("a smaller sign", style="List Bullet 2")
    document.add_heading("Tips", 2)
    list_id = restart(document, "List Number")
    for name in ("Warm it", "Wait"):
        number(document.add_paragraph(name, style="List Number"), list_id)
    return document


def test_text_in_order() -> None:
    assert read(article()).text.split("\n\n") == [
        *("Why the dough does n't rise", "Many bakers know it.", "Reasons", "Cold water", "About Cold water."),
        *("Old yeast", "About Old yeast.", "a sign", "a smaller sign", "Tips", "Warm it", "Wait"),
    ]


def test_marks() -> None:
    text = read(article())
    assert marked(text, "title") == ["Why the dough does n't rise"]
    assert [(m.level, text.text[m.start : m.end]) for m in text.marks if m.kind == "heading"] == [
        (1, "Reasons"),
        (2, "Tips"),
    ]
    assert items(text) == [
        ("1.", 1, "Cold water"),
        ("2.", 1, "Old yeast"),
        ("•", 1, "a sign"),
        ("•", 2, "a smaller sign"),
        ("1.", 1, "Warm it"),
        ("2.", 1, "Wait"),
    ]
    groups = {text.text[m.start : m.end]: m.group for m in text.marks if m.kind == "item"}
    assert groups["Cold water"] == groups["Old yeast"]
    assert groups["Cold water"] != groups["Warm it"] == groups["Wait"]


def test_a_list_that_is_not_restarted_counts_on_as_word_shows_it() -> None:
    document = docx.Document()
    for name in ("one", "two"):
        document.add_paragraph(name, style="List Number")
    document.add_heading("Between", 1)
    document.add_paragraph("three", style="List Number")
    assert [label for label, _, _ in items(read(document))] == ["1.", "2.", "3."]


LEVELS = (("decimal", "%1."), ("lowerLetter", "%2)"), ("lowerRoman", "(%3)"))


def test_levels_restart_below_a_higher_one() -> None:
    document = docx.Document()
    numbering = document.part.numbering_part.element
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), "77")
    for at, (kind, words) in enumerate(LEVELS):
        level = OxmlElement("w:lvl")
        level.set(qn("w:ilvl"), str(at))
        for name, value in (("w:start", "1"), ("w:numFmt", kind), ("w:lvlText", words)):
            child = OxmlElement(name)
            child.set(qn("w:val"), value)
            level.append(child)
        abstract.append(level)
    numbering.insert(0, abstract)
    list_id = str(numbering.add_num(77).numId)
    for name, level_at in (("a", 0), ("b", 1), ("c", 1), ("d", 2), ("e", 0), ("f", 1)):
        number(document.add_paragraph(name), list_id, level_at)
    assert items(read(document)) == [
        ("1.", 1, "a"),
        ("a)", 2, "b"),
        ("b)", 2, "c"),
        ("(i)", 3, "d"),
        ("2.", 1, "e"),
        ("a)", 2, "f"),
    ]


def test_breaks_tabs_tables_and_quotes() -> None:
    document = docx.Document()
    document.add_heading("Any", 1)
    paragraph = document.add_paragraph("first")
    paragraph.add_run().add_break()
    paragraph.add_run("second\tpart")
    table = document.add_table(2, 2)
    for row in (0, 1):
        for column in (0, 1):
            table.cell(row, column).text = f"c{row}{column}"
    document.add_paragraph("said", style="Quote")
    text = read(document)
    assert text.text == "Any\n\nfirst\nsecond part\n\nc00\tc01\nc10\tc11\n\nsaid"
    assert marked(text, "row") == ["c00\tc01", "c10\tc11"]
    assert marked(text, "quote") == ["said"]


def test_a_bold_paragraph_is_a_heading() -> None:
    document = docx.Document()
    document.add_paragraph().add_run("Reasons").bold = True
    document.add_paragraph("It was cold.")
    assert marked(read(document), "heading") == ["Reasons"]


def test_headers_and_footers_are_furniture() -> None:
    document = article()
    document.sections[0].header.paragraphs[0].text = "Baker's News"
    document.sections[0].footer.paragraphs[0].text = "Page"
    text = read(document)
    assert marked(text, "boilerplate") == ["Baker's News", "Page"]
    assert text.text.startswith("Baker's News\n\n")
    assert text.text.endswith("\n\nPage")


def _wrap(run: object, tag: str) -> None:
    element = run._r  # type: ignore[attr-defined]
    outer = OxmlElement(tag)
    element.addprevious(outer)
    outer.append(element)


@pytest.mark.parametrize(
    ("tag", "seen"), [("w:ins", True), ("w:del", False), ("w:smartTag", True), ("w:moveFrom", False)]
)
def test_tracked_changes(tag: str, seen: bool) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("kept ")
    _wrap(paragraph.add_run("changed"), tag)
    assert read(document).text == ("kept changed" if seen else "kept")


def test_hidden_text_never_appears() -> None:
    document = docx.Document()
    document.add_paragraph("seen ").add_run("HIDDEN").font.hidden = True
    assert read(document).text == "seen"


def test_content_controls_and_text_boxes_are_read() -> None:
    document = docx.Document()
    inside = document.add_paragraph("in a control")
    outer, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    inside._p.addprevious(outer)
    outer.append(content)
    content.append(inside._p)
    boxed = document.add_paragraph("in a box")
    anchor = document.add_paragraph("anchor")
    box, picture = OxmlElement("w:txbxContent"), OxmlElement("w:pict")
    picture.append(box)
    anchor.add_run()._r.append(picture)
    box.append(boxed._p)
    assert read(document).text == "in a control\n\nanchor\n\nin a box"


def test_core_title_only_without_a_title_paragraph() -> None:
    document = docx.Document()
    document.core_properties.title = "From the properties"
    document.add_paragraph("Text.")
    assert read(document).title == "From the properties"
    document.add_paragraph("The title", style="Title")
    assert read(document).title is None


def _bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", bytes(100_000_000))
    return out.getvalue()


def _without(name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(article()))) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
    return out.getvalue()


@pytest.mark.parametrize(
    "make",
    [
        lambda: b"",
        lambda: b"Only words, no package.",
        lambda: saved(article())[:-100],
        lambda: saved(article())[:9000],
        lambda: _without("[Content_Types].xml"),
        lambda: _without("word/document.xml"),
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    ],
)
def test_what_is_no_docx_is_unreadable(make: Callable[[], bytes]) -> None:
    with pytest.raises(Unreadable, match="Word document") as caught:
        read(make())
    assert caught.value.cause == "source"


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(Unreadable, match="would unpack to") as caught:
        read(_bomb())
    assert caught.value.cause == "limit"


def test_damaged_bytes_give_text_or_a_reason() -> None:
    data, chance = saved(article()), random.Random(11)
    for _ in range(60):
        broken = bytearray(data)
        for _ in range(chance.randint(1, 9)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        try:
            read(bytes(broken)).text.encode()
        except Unreadable:
            continue


def test_entities_are_not_expanded() -> None:
    out = io.BytesIO()
    lol = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
    with zipfile.ZipFile(io.BytesIO(saved(article()))) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            body = old.read(part)
            if part == "word/document.xml":
                head, rest = body.split(b"?>", 1)
                body = head + b"?>" + lol.encode() + rest.replace(b"Many bakers", b"Many &b;&f;bakers")
            new.writestr(part, body)
    with contextlib.suppress(Unreadable):
        assert "aaaa" not in read(out.getvalue()).text
