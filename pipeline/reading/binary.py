"""Knowing content that is no text, whatever the file's name says."""

import re

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\0", "a TIFF image"),
    (b"MM\0*", "a TIFF image"),
    (b"RIFF", "a picture, sound or film"),
    (b"OggS", "a sound"),
    (b"ID3", "a sound"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"\x7fELF", "a program"),
    (b"\xcf\xfa\xed\xfe", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"\0asm", "a program"),
    (b"\x1f\x8b\x08", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\0", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"SQLite format 3\0", "a database"),
)
# Signatures of printable characters also begin English words (RIFF, OggS, ID3, BZh): a file must look binary as well.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffd]")
_RAW_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f]")


def binary_kind(data: bytes) -> str | None:
    """What well-known binary format the bytes are in ("a PNG image"), by their first bytes; None for none of them."""
    head = data[:4096]
    for signature, kind in _SIGNATURES:
        if head.startswith(signature) and (not signature.isalnum() or _RAW_CONTROL.search(head)):
            return kind
    if head[4:8] == b"ftyp" and b"\0" in head[:8]:
        return "a film"
    return None


def first_control(text: str) -> int:
    """Offset of the first control character that isn't white space (code points), -1 for none."""
    found = _RARE.search(text)
    return found.start() if found else -1


def count_controls(text: str) -> int:
    """How many control characters that aren't white space."""
    return sum(1 for _ in _RARE.finditer(text))


_RARE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")


def seems_binary(text: str, sound: bool) -> bool:
    """Whether a decoded text is too full of control and lost characters to be one.

    `sound`: its bytes were valid in an encoding that random bytes are not valid in. The shares (30 %, and 4 % of at
    least 256 code points otherwise) leave room for texts with some NUL bytes; random bytes have some 12 %.
    """
    found = sum(1 for _ in _CONTROL.finditer(text[:1_000_000]))
    length = min(len(text), 1_000_000)
    if found > 8 and found >= 0.3 * length:
        return True
    return not sound and length >= 256 and found >= 0.04 * length
