"""Guessing the legacy encoding of a text that is mostly English and not UTF-8.

charset-normalizer judges texts by their language, which fails on English pages with few foreign characters, so the
usual encodings of translated pages are judged here first, by what their few non-ASCII characters would be and how
they would stand among the ASCII ones; the library decides where none of them is convincing.
"""

import re
import unicodedata
from functools import lru_cache

from charset_normalizer import from_bytes

WINDOWS = "windows-1252"
# (name to report, codecs from the exact to the larger one)
CODECS: dict[str, tuple[str, ...]] = {
    WINDOWS: (WINDOWS,),
    "gb18030": ("gb18030",),
    "big5": ("big5", "cp950", "big5hkscs"),
    "shift_jis": ("shift_jis", "cp932"),
    "euc_kr": ("euc_kr", "cp949"),
    "euc_jp": ("euc_jp",),
    "windows-1251": ("windows-1251",),
    "koi8-r": ("koi8-r",),
}
_SAMPLE = 65_536  # bytes of words with high bytes that are judged
_WORD = re.compile(rb"[\x21-\x7f]{0,8}[\x80-\xff][^\x00-\x20]{0,2000}")
_TYPOGRAPHIC = frozenset("’‘“”–—…•·°×™®©€£±½é")
_CLOSING = frozenset("’‘“”–—…•")
_FREQUENT_KOREAN = frozenset("이다는에의가을를은로고하지기사리도시어나한자인정대서부스해일아과여")
_CONVINCING = 0.15
_RARE = {"euc_jp": 0.8, "koi8-r": 0.75, "windows-1251": 0.8}
# What the library may choose from: without this list it finds codecs of mainframes and consoles in short texts.
_OTHERS = [
    *(f"cp{number}" for number in range(1250, 1259)),
    *(
        "iso8859_2",
        "iso8859_7",
        "cp437",
        "cp866",
        "koi8_r",
        "koi8_u",
        "mac_roman",
        "tis_620",
        "gb18030",
        "big5",
        "cp932",
        "cp949",
        "euc_jp",
    ),
]

_SLOPPY = {code: bytes([code]).decode(WINDOWS, "replace") for code in range(0x80, 0xA0)}
_SLOPPY = {code: char if char != "\ufffd" else chr(code) for code, char in _SLOPPY.items()}


def windows_1252(data: bytes) -> str:
    """Decode any bytes as Windows-1252; its five undefined bytes become the control characters of the same number."""
    return data.decode("latin-1").translate(_SLOPPY)


def decode_as(data: bytes, name: str) -> tuple[str, str] | None:
    """The text of bytes in an encoding of CODECS, and the codec that could read all of it; None when none can."""
    for codec in CODECS.get(name, (name,)):
        try:
            return data.decode(codec), codec
        except (UnicodeDecodeError, LookupError):
            continue
    return None


def guess(data: bytes) -> str:
    """The likeliest legacy encoding of bytes that aren't UTF-8: a key of CODECS or another codec's name.

    Deterministic; reads a sample of the words that have high bytes.
    """
    sample, size = [], 0
    for found in _WORD.finditer(data):
        sample.append(found.group())
        size += len(sample[-1])
        if size > _SAMPLE:
            break
    words = b" ".join(sample)
    scores = {name: _score(words, name) * _RARE.get(name, 1.0) for name in CODECS}
    best = max(scores, key=lambda name: scores[name])  # the first of equals: the order of CODECS is one of likelihood
    if scores[best] >= _CONVINCING:
        return best
    match = from_bytes(data[:_SAMPLE] if size > 64 else words, cp_isolation=_OTHERS).best()
    if match is None or decode_as(data, match.encoding) is None:
        return best if scores[best] > 0 else WINDOWS
    return match.encoding if match.encoding != "cp1252" else WINDOWS


def _score(words: bytes, name: str) -> float:
    if name == WINDOWS:
        text = windows_1252(words)
    else:
        read = decode_as(words, name)
        text = read[0] if read else words.decode(CODECS[name][-1], "replace")
    padded = f" {text} "
    weights = [_weight(padded, at, name) for at, char in enumerate(padded) if char > "\x7f"]
    return sum(weights) / len(weights) if weights else 0.0


def _weight(text: str, at: int, name: str) -> float:
    char = text[at]
    if char == "\ufffd" or "\ue000" <= char <= "\uf8ff" or unicodedata.category(char) in ("Cc", "Cn"):
        return -2.0 if name != WINDOWS else -0.7
    if name in (WINDOWS, "windows-1251", "koi8-r"):
        return _cyrillic(text, at) if name != WINDOWS else _western(text, at)
    if char in _TYPOGRAPHIC or "\u3001" <= char <= "\u3011" or "\uff01" <= char <= "\uff5e":
        return 1.0
    if char.isalpha() and char < "\u0250":
        return 0.5 if text[at - 1].isascii() else -0.5
    return _eastern(char, name) if not _glued(text, at) else -1.0


def _western(text: str, at: int) -> float:
    char, before, after = text[at], text[at - 1], text[at + 1]
    beside = [sign for sign in (before, after) if sign > "\x7f" and sign not in _CLOSING and char not in _CLOSING]
    if beside:
        return -1.0
    if char in _TYPOGRAPHIC or char == "\xa0":
        return 1.0
    if char.isalpha() and char not in "ªºƒ":
        return -0.5 if char.isupper() and before.isalpha() and before.islower() else 1.0
    return -1.0 if before.isalpha() and after.isalpha() else 0.3


def _cyrillic(text: str, at: int) -> float:
    char, before, after = text[at], text[at - 1], text[at + 1]
    if not "\u0400" <= char <= "\u04ff":
        between = before.isalpha() and after.isalpha()
        return 0.3 if not between and (char in _TYPOGRAPHIC or char in "«»№\xa0") else -1.0
    if any(sign.isascii() and sign.isalpha() for sign in (before, after)):
        return -1.0
    if char.isupper() and before > "\x7f":
        return -1.0 if before.islower() else 0.2
    return 1.0 if before > "\x7f" or after > "\x7f" else 0.0


def _glued(text: str, at: int) -> bool:
    """Whether a single character stands directly behind a Latin letter: `it’s` read in a wrong encoding does."""
    return text[at - 1].isascii() and text[at - 1].isalpha() and text[at + 1] <= "\x7f"


def _eastern(char: str, name: str) -> float:
    if "\u3040" <= char <= "\u30ff":
        return 0.9 if name in ("shift_jis", "euc_jp") else -0.5
    if "\uff61" <= char <= "\uff9f":
        return -1.0
    if "\uac00" <= char <= "\ud7a3":
        return (0.95 if char in _FREQUENT_KOREAN else 0.7) if name == "euc_kr" and _lead(char, "euc_kr") else -1.0
    if "\u4e00" <= char <= "\u9fff":
        lead = _lead(char, _HOME.get(name, name))
        if name == "euc_kr" or not lead:
            return -1.0
        low, high = _COMMON[name]
        return (1.0 if char in _frequent() else 0.75) if low <= lead <= high else -0.5
    return 0.3 if ord(char) > 0xFFFF else -0.5


_HOME = {"gb18030": "gb2312"}
# Leads of the characters that each standard counts as the common ones (its level 1).
_COMMON = {"gb18030": (0xB0, 0xD7), "big5": (0xA4, 0xC6), "shift_jis": (0x88, 0x98), "euc_jp": (0xB0, 0xCF)}


@lru_cache(maxsize=4096)
def _lead(char: str, codec: str) -> int:
    try:
        data = char.encode(codec)
    except UnicodeEncodeError:
        return 0
    return data[0] if len(data) == 2 else 0


@lru_cache(maxsize=1)
def _frequent() -> frozenset[str]:
    """Frequent Chinese characters: they tell Chinese from Korean, whose bytes are all common Chinese ones too."""
    from charset_normalizer.constant import FREQUENCIES

    return frozenset(FREQUENCIES["Chinese"])
