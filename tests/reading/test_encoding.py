"""Encodings: what was encoded comes back, whatever the encoding; what can't be decoded is reported with its place."""

import codecs
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model import Source, Text
from pipeline.reading import Unreadable, decode
from pipeline.settings import Settings

ENGLISH = "The orchid was watered too often ,so its roots began to rot.Many growers do n't notice it at first. "


def read(data: bytes, **values: object) -> Text:
    return decode(Source("a.txt", "a.txt", data, "text/plain"), Settings.model_validate(values))


CASES = {
    "windows-1252": (
        "The grower’s advice",
        "Crème fraîche “on top”",
        "It was 5 °C – far too cold…",
        "señor ¿Qué? ¡Sí!",
        "½ cup at 2 €",
        "naïve",
        "über Straße",
    ),
    "gb18030": (
        "Water it ，then wait。",
        "多肉植物",
        "the so-called 徒长 of stems",
        "don’t use “hard” water…",
        "One 😀 two，",
        "café，",
    ),
    "big5": ("「好」 she said。", "多肉植物要多曬太陽", "Water it ，then wait。"),
    "shift_jis": ("多肉植物の育て方", "毎日、水をやる。", "カビが生える"),
    "euc_kr": ("물을 너무 많이 주면 뿌리가 썩어요.", "한국의 식물"),
    "euc_jp": ("水をやりすぎると根が腐ります。",),
    "windows-1251": ("Источник: сеть. Копирование запрещено.", "Внимание"),
    "koi8-r": ("Источник: сеть",),
}


@pytest.mark.parametrize(("encoding", "text"), [(name, text) for name, texts in CASES.items() for text in texts])
@pytest.mark.parametrize("around", [1, 8])
def test_legacy_encoding_is_detected(encoding: str, text: str, around: int) -> None:
    text = ENGLISH * around + text + "\r\n" + ENGLISH
    found = read(text.encode(encoding))
    assert found.text == text
    assert found.encoding == encoding
    assert not found.problems


@pytest.mark.parametrize(
    ("codec", "mark", "name"),
    [
        ("utf-8", codecs.BOM_UTF8, "utf-8-sig"),
        ("utf-16-le", codecs.BOM_UTF16_LE, "utf-16"),
        ("utf-16-be", codecs.BOM_UTF16_BE, "utf-16"),
        ("utf-32-le", codecs.BOM_UTF32_LE, "utf-32"),
        ("utf-16-le", b"", "utf-16-le"),
        ("utf-16-be", b"", "utf-16-be"),
        ("utf-8", b"", "utf-8"),
    ],
)
def test_unicode_with_and_without_mark(codec: str, mark: bytes, name: str) -> None:
    text = ENGLISH + "“quoted” 好 \U0001f600\r\nsecond\rthird\n"
    data = mark + text.encode(codec)
    found = read(data)
    assert (found.text, found.encoding, found.problems) == (text, name, ())
    assert data.decode(found.encoding) == text, "the name is a codec that gives the text"


LETTERS = st.sampled_from("abcdefghijklmnopqrstuvwxyzABC  .,;:'\"()0123456789\n-’“”…–éüñç£°")


@given(st.lists(st.sampled_from(ENGLISH.split()), min_size=8, max_size=60), st.lists(LETTERS, max_size=40))
@settings(max_examples=200, deadline=None)
def test_unicode_round_trip(words: list[str], signs: list[str]) -> None:
    text = " ".join(words) + "".join(signs)
    for codec in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"):
        assert read(text.encode(codec)).text == text


@given(
    st.lists(st.sampled_from(ENGLISH.split()), min_size=4, max_size=60),
    st.lists(
        st.sampled_from(["it’s", "“soil”", "café", "5 °C", "–", "don’t", "naïve", "€5", "…"]), min_size=1, max_size=9
    ),
    st.randoms(use_true_random=False),
)
@settings(max_examples=150, deadline=None)
def test_windows_1252_round_trip(words: list[str], strays: list[str], order: random.Random) -> None:
    both = words + strays
    order.shuffle(both)
    text = " ".join(both)
    found = read(text.encode("windows-1252"))
    assert (found.text, found.encoding) == (text, "windows-1252")


@given(
    st.lists(st.sampled_from(ENGLISH.split()), min_size=4, max_size=60),
    st.lists(
        st.sampled_from(["多肉植物", "好，", "“浇水”", "不要太多。", "、", "土壤：", "阳光"]), min_size=2, max_size=9
    ),
    st.randoms(use_true_random=False),
)
@settings(max_examples=150, deadline=None)
def test_gb18030_round_trip(words: list[str], strays: list[str], order: random.Random) -> None:
    both = words + strays
    order.shuffle(both)
    text = " ".join(both)
    assert read(text.encode("gb18030")).text == text


@given(st.binary(max_size=400))
@settings(max_examples=400, deadline=None)
def test_any_bytes_give_sound_text_or_a_reason(data: bytes) -> None:
    try:
        found = read(data)
    except Unreadable:
        return
    found.text.encode()  # no lone surrogates
    assert read(data) == found
    for problem in found.problems:
        assert problem.source is None or problem.source.start < problem.source.end <= len(found.text)


@given(st.text(max_size=300))
@settings(max_examples=300, deadline=None)
def test_any_utf8_text_comes_back(text: str) -> None:
    data = text.encode()
    try:
        found = read(data)
    except Unreadable:
        assert sum(not char.isprintable() for char in text) > 0.2 * len(text) or "%PDF-" in text
        return
    if found.encoding == "utf-8":
        assert found.text == text


def test_stray_bytes_in_utf8_are_read_and_reported() -> None:
    found = read("Fine “here”.\nIt".encode() + b"\x92s odd.\n" + "Fine – again.".encode())
    assert found.text == "Fine “here”.\nIt’s odd.\nFine – again."
    [problem] = found.problems
    assert problem.code == "mixed-encoding"
    assert problem.source is not None
    assert found.text[problem.source.start : problem.source.end] == "It’s odd."


def test_a_line_of_another_encoding_is_read_by_itself() -> None:
    lines = ["土壤要透气，排水要好。" * 3, "Plain line.", "不要浇太多水，会烂根。"]
    found = read("\n".join(lines[:2]).encode() + b"\n" + lines[2].encode("gb18030"))
    assert found.text == "\n".join(lines)
    assert [problem.code for problem in found.problems] == ["mixed-encoding"]
    found = read("\n".join(lines[:2]).encode("gb18030") + b"\n" + "中文字符很多".encode())
    assert found.text.splitlines() == [*lines[:2], "中文字符很多"]
    assert found.encoding == "gb18030"
    assert [problem.code for problem in found.problems] == ["mixed-encoding"]


def test_a_character_cut_off_at_the_end_is_lost_and_reported() -> None:
    found = read("Watch the café — and wait…".encode()[:-1])
    assert found.text == "Watch the café — and wait\ufffd"
    assert [problem.code for problem in found.problems] == ["lost-characters"]
    found = read("Wait for it".encode("utf-16") + b"x")
    assert found.text == "Wait for it\ufffd"


def test_undefined_bytes_of_windows_1252_are_reported() -> None:
    found = read(b"caf\xe9 and \x81 here")
    assert found.text == "café and \x81 here"
    assert [problem.code for problem in found.problems] == ["control-characters"]


def test_surrogates_written_as_utf8_are_joined_or_lost() -> None:
    found = read("good é “x” ".encode() + "\ud83d\ude00 \ud800".encode("utf-8", "surrogatepass"))
    assert found.text == "good é “x” \U0001f600 \ufffd"


@pytest.mark.parametrize("count", [1, 3])
def test_control_characters_are_kept_and_reported_with_their_place(count: int) -> None:
    found = read(b"Some words" + b"\0\x07"[:count] * count + b" and more words that follow them, as in any text.")
    [problem] = found.problems
    assert problem.code == "control-characters"
    assert problem.source is not None
    assert problem.source.start == 10
    assert problem.severity == "warning"


def test_white_space_is_no_control_character() -> None:
    assert not read(b"a\tb\r\nc\fd\ve").problems
    assert not read("a\x85b\u2028c".encode()).problems


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"PK\x03\x04\x14\0\0\0",
        b"\x7fELF\x02\x01\x01\0",
        b"%PDF-1.7\n1 0 obj",
        b"\xff\xd8\xff\xe0\0\x10JFIF",
        b"GIF89a\x01\0\x01\0",
        b"\x1f\x8b\x08\0\0\0\0\0",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0",
        b"\0" * 500,
        random.Random(5).randbytes(4000),
    ],
)
def test_binary_content_is_unreadable(data: bytes) -> None:
    with pytest.raises(Unreadable, match=r"^The file is .*not text\.$") as caught:
        read(data)
    assert caught.value.cause == "source"
    assert caught.value.details


def test_words_that_begin_like_signatures_are_text() -> None:
    assert read(b"RIFF is a container format.").text.startswith("RIFF")
    assert read(b"ID3 tags name songs.").text.startswith("ID3")


def test_empty_and_blank_files_are_texts() -> None:
    assert read(b"").text == ""
    assert read(b" \n\n ").text == " \n\n "
    assert read(codecs.BOM_UTF8).text == ""


def test_limit() -> None:
    with pytest.raises(Unreadable) as caught:
        read(b"word " * 100, max_characters=499)
    assert caught.value.cause == "limit"
    assert "max_characters" in str(caught.value)
    assert len(read(b"word " * 100, max_characters=500).text) == 500


@pytest.mark.parametrize("tail", [b"", b"\x92", b"\xe2\x80\x99 \x92", "好，".encode("gb18030")])
def test_one_very_long_line(tail: bytes) -> None:
    data = (ENGLISH * 50_000).encode() + tail
    assert len(read(data, max_characters=10**8).text) > 4_000_000
