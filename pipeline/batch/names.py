"""Names of outputs: a source's own name where every file system takes it, else escaped with a short hash."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import PurePosixPath

ENDINGS = (".md", ".json", ".trace.json")
"""What an article's outputs add to its name, in the order in which they are written."""

PRIVATE = ".pipeline"
"""The folder under CLEANED that holds what isn't content."""

_LONGEST = 200
"""Bytes of a name in UTF-8: file systems take 255, the longest ending is 11, and a copy may add some."""

_BARRED = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*\ud800-\udfff]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)", re.IGNORECASE)
_ESCAPED = re.compile(r"~[0-9a-f]{10}(?:\.|$)")


def shown(name: str) -> str:
    """A name as text that any encoding holds: bytes of it that are no UTF-8 stand as `\\xNN`."""
    return raw_bytes(name).decode("utf-8", "backslashreplace")


def raw_bytes(name: str) -> bytes:
    """A name's bytes, also where it holds what is no text: bytes on POSIX, halves of characters on Windows."""
    try:
        return name.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return name.encode("utf-8", "surrogatepass")


def key(name: str) -> str:
    """What two names share when a file system that folds case or composes accents would take them for one."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def is_safe(name: str) -> bool:
    """Whether every common file system (Windows' included) takes a name, and it can't be mistaken for an escaped one,
    nor one of its outputs for another article's trace."""
    return not (
        _BARRED.search(name)
        or _RESERVED.match(name)
        or _ESCAPED.search(name)
        or name != name.strip()
        or name.endswith(".")
        or key(name).endswith(".trace")
        or key(name) == PRIVATE
        or len(name.encode()) > _LONGEST
    )


def escaped(name: str) -> str:
    """A safe name for any name: what can stay of it, the first ten hex digits of its SHA-256, its suffix."""
    digest = sha256(raw_bytes(name)).hexdigest()[:10]
    suffix = PurePosixPath(name).suffix
    if not re.fullmatch(r"\.[A-Za-z0-9]{1,8}", suffix):
        suffix = ""
    stem = _BARRED.sub("_", name.removesuffix(suffix)).replace("~", "_").strip(" .")[:80]
    return f"{stem.encode()[:120].decode(errors='ignore') or '_'}~{digest}{suffix}"


def safe(name: str) -> str:
    """The name itself where it is safe, else escaped."""
    return name if is_safe(name) else escaped(name)


def targets(files: Iterable[str], folders: Iterable[str]) -> Mapping[str, str]:
    """The output names of one folder's articles and of its folders (JSONL files count as folders).

    All names that would collide, with one another or an article's outputs with a folder, are escaped, so that the order
    in which they are met doesn't matter.
    """
    names, taken = list(files), list(folders)
    claims = {name: [key(name + ending) for ending in ENDINGS] for name in names}
    claims |= {name: [key(name)] for name in taken}
    count = Counter(claim for group in claims.values() for claim in group)
    return {
        name: escaped(name) if any(count[claim] > 1 for claim in claims[name]) else safe(name)
        for name in [*names, *taken]
    }
