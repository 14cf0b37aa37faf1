"""Bytes to text: the encoding of a file, exactly, and as well as can be where it has several.

Names of encodings are codec names of Python with which decoding the file gives the text: `utf-8-sig` and `utf-16`
stand for files with a byte order mark, `utf-16-le` and `utf-16-be` for those without.
"""

import codecs
import re
from dataclasses import dataclass

from pipeline.model import Problem, Span
from pipeline.reading.binary import binary_kind, count_controls, first_control, seems_binary
from pipeline.reading.guess import CODECS, WINDOWS, decode_as, guess, windows_1252
from pipeline.reading.unreadable import Unreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_ESCAPED = re.compile(r"[\udc80-\udcff]+")
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_CESU = re.compile(r"\udced[\udca0-\udcbf][\udc80-\udcbf]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_THREE = re.compile(rb"[\xe0-\xef](?:[\x80-\xa0][\x80-\xbf]|[\x80-\xbf][\x80-\xa0])")
_ALIASES = {"gb2312": "gb18030", "gbk": "gb18030", "iso8859-1": WINDOWS, "ascii": WINDOWS, "cp1252": WINDOWS}


@dataclass(frozen=True, slots=True)
class Decoded:
    """A decoded file: the text, the codec of (most of) it, and what a person should know about the decoding."""

    text: str
    encoding: str
    problems: tuple[Problem, ...] = ()


def decode_bytes(data: bytes, declared: str | None = None) -> Decoded:
    """Decode a file of text. `declared`: the encoding that its content claims; doubted when the bytes don't fit.

    Never loses a byte in silence: what no encoding reads becomes U+FFFD, with a problem. Raises Unreadable for binary
    content.
    """
    if kind := binary_kind(data):
        raise Unreadable(f"The file is {kind}, not text.", f"first bytes: {data[:16]!r}")
    decoded, sound = _decode(data, declared)
    if seems_binary(decoded.text, sound):
        raise Unreadable("The file is binary data, not text.", f"first bytes: {data[:16]!r}")
    return decoded


def content_problems(text: str) -> tuple[Problem, ...]:
    """Problems of a decoded text itself: control characters, and characters that were lost in an earlier decoding."""
    found = []
    if (at := first_control(text)) >= 0:
        count = _count(count_controls(text), "control character")
        found.append(_problem("control-characters", f"{count} in the text, first U+{ord(text[at]):04X} here.", at))
    if (at := text.find("\ufffd")) >= 0:
        count = _count(text.count("\ufffd"), "character")
        found.append(_problem("lost-characters", f"{count} could not be decoded and is lost, first here.", at))
    return tuple(found)


def _count(count: int, what: str) -> str:
    return f"{count:,} {what}{'s' * (count != 1)}"


def _problem(code: str, message: str, start: int, end: int | None = None) -> Problem:
    return Problem(code=code, severity="warning", message=message, source=Span(start=start, end=end or start + 1))


def _decode(data: bytes, declared: str | None) -> tuple[Decoded, bool]:
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _marked(data, mark, codec)
    if b"\0" in data and (wide := _wide(data)):
        return wide, True
    if declared and declared.lower().startswith("iso-2022") and b"\x1b" in data and (read := decode_as(data, declared)):
        return Decoded(*read), True
    try:
        return Decoded(data.decode(), "utf-8"), True
    except UnicodeDecodeError:
        return _legacy(data, declared), False


def _marked(data: bytes, mark: bytes, codec: str) -> tuple[Decoded, bool]:
    try:
        return Decoded(data.decode(codec).removeprefix("\ufeff" if codec == "gb18030" else ""), codec), True
    except UnicodeDecodeError:
        pass
    if codec == "utf-8-sig":
        mixed = _mixed_utf8(data[len(mark) :])
        return Decoded(mixed.text, codec, mixed.problems), False
    return Decoded(data.decode(codec, "replace").removeprefix("\ufeff" if codec == "gb18030" else ""), codec), False


def _wide(data: bytes) -> Decoded | None:
    """UTF-16 without a byte order mark, where the zero bytes make it certain."""
    half = len(data) // 2
    for codec, zeros, others in (("utf-16-le", data[1::2], data[0::2]), ("utf-16-be", data[0::2], data[1::2])):
        if half >= 2 and zeros.count(0) >= 0.4 * half and others.count(0) <= 0.02 * half:
            try:
                return Decoded(data.decode(codec), codec)
            except UnicodeDecodeError:
                return Decoded(data.decode(codec, "replace"), codec) if half > 32 else None
    return None


def _legacy(data: bytes, declared: str | None) -> Decoded:
    escaped = data.decode("utf-8", "surrogateescape")
    wrong, right = _shares(escaped)
    if right >= wrong or _cut_off(data, right):
        return _mixed_utf8(data)
    if declared and (read := _declared(data, declared)):
        return read
    name = guess(data)
    read_as = decode_as(data, name)
    if read_as is None or _THREE.search(data):
        return _mixed(data, name, read_as)
    return Decoded(read_as[0], _public(read_as[1]))


def _shares(escaped: str) -> tuple[int, int]:
    """How many bytes are no UTF-8, and how many non-ASCII characters are, in a decoding with surrogate escapes.

    A legacy encoding's characters can look like UTF-8 by chance, but then among others that don't: such don't count.
    Encoded surrogates (CESU-8) do.
    """
    wrong = right = 0
    for found in _FOREIGN.finditer(_CESU.sub("\ufffd", escaped)):
        run = found.group()
        bad = sum(1 for char in run if "\udc80" <= char <= "\udcff")
        wrong += bad
        right += len(run) - bad if 4 * bad < len(run) else 0
    return wrong, right


def _declared(data: bytes, declared: str) -> Decoded | None:
    try:
        codec = codecs.lookup(declared.strip()).name
    except LookupError:
        return None
    codec = _ALIASES.get(codec, codec)
    if codec in ("utf-8", "utf-16", "utf-32", "utf-7", "utf-16-le", "utf-16-be"):
        return None
    read = decode_as(data, codec) or decode_as(data, codec.replace("-", "_"))
    return Decoded(read[0], _public(read[1])) if read and not _SURROGATE.search(read[0]) else None


def _public(codec: str) -> str:
    """A codec's usual name: Python calls Windows-1251 cp1251."""
    return f"windows-{codec[2:]}" if codec.startswith("cp125") else codec


def _cut_off(data: bytes, right: int) -> bool:
    """Whether all is valid UTF-8 but a last character of which bytes are missing."""
    try:
        data.decode()
    except UnicodeDecodeError as error:
        return error.reason == "unexpected end of data" and (right > 0 or len(data) - error.start >= 2)
    return False


def _mixed_utf8(data: bytes) -> Decoded:
    """A UTF-8 text with stretches that aren't: each line of another encoding by itself, stray bytes as Windows-1252."""
    tail = b""
    if _cut_off(data, 1):
        end = next(len(data) - n for n in (1, 2, 3) if data[len(data) - n] >= 0xC0)
        data, tail = data[:end], data[end:]
    lines = data.split(b"\n")
    odd = [line for line in lines if not _is_utf8(line)]
    other = guess(b"\n".join(odd)) if odd else WINDOWS
    return _joined([_utf8_line(line, other) for line in lines], "utf-8", "\ufffd" if tail else "")


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _utf8_line(line: bytes, other: str) -> tuple[str, str | None]:
    """A line's text, and the encoding that it needed besides UTF-8, if any."""
    try:
        return line.decode(), None
    except UnicodeDecodeError:
        escaped = line.decode("utf-8", "surrogateescape")
    wrong, right = _shares(escaped)
    if 2 * right < wrong and other != WINDOWS and (read := decode_as(line, other)):
        return read
    return _ESCAPED.sub(lambda found: _stray(found.group().encode("utf-8", "surrogateescape"), other), escaped), WINDOWS


def _stray(data: bytes, other: str) -> str:
    """Bytes within a UTF-8 line that aren't UTF-8: encoded surrogates (CESU-8), another encoding, or Windows-1252."""
    if data[0] == 0xED:
        try:
            wide = data.decode("utf-8", "surrogatepass").encode("utf-16-le", "surrogatepass")
            return wide.decode("utf-16-le", "replace")
        except UnicodeDecodeError:
            pass
    read = decode_as(data, other) if other in CODECS and len(data) > 1 else None
    return read[0] if read else windows_1252(data)


def _mixed(data: bytes, name: str, read_as: tuple[str, str] | None) -> Decoded:
    """A text in a legacy encoding of which some lines are UTF-8 or something else."""
    lines = [_legacy_line(line, name) for line in data.split(b"\n")]
    if read_as is not None and all(other is None for _, other in lines):
        return Decoded(*read_as)
    return _joined(lines, read_as[1] if read_as else name, "")


def _legacy_line(line: bytes, name: str) -> tuple[str, str | None]:
    if line.isascii():
        return line.decode(), None
    if _THREE.search(line) and _is_utf8(line):
        return line.decode(), "utf-8"
    if read := decode_as(line, name):
        return read[0], None
    if name == WINDOWS or not _looks_eastern(line, name):
        return windows_1252(line), None if name == WINDOWS else WINDOWS
    return line.decode(CODECS[name][-1], "replace"), None


def _looks_eastern(line: bytes, name: str) -> bool:
    return name in CODECS and guess(line) == name


def _joined(lines: list[tuple[str, str | None]], encoding: str, tail: str) -> Decoded:
    parts, problems, at = [], [], 0
    odd: list[tuple[int, int, str]] = []
    for text, other in lines:
        if other is not None:
            odd.append((at, at + len(text), other))
        parts.append(text)
        at += len(text) + 1
    if odd:
        start, end, other = odd[0]
        more = f" {len(odd) - 1:,} more lines have other encodings." if len(odd) > 1 else ""
        message = f"The file mixes encodings: it is {encoding}, this line {other}.{more}"
        problems.append(_problem("mixed-encoding", message, start, end))
    return Decoded(_SURROGATE.sub("\ufffd", "\n".join(parts)) + tail, encoding, tuple(problems))
