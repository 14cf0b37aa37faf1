"""Which files are articles."""

from pathlib import PurePosixPath

HTML = "text/html"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_BY_SUFFIX = {
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".html": HTML,
    ".htm": HTML,
    ".docx": DOCX,
    ".jsonl": "application/jsonl",
}


def media_type(name: str) -> str | None:
    """The media type of a file by the suffix of its name, in any case; None for a file that is no input.

    Hidden files and the lock files of word processors (`~$name.docx`) are no input.
    """
    path = PurePosixPath(name)
    if path.name.startswith((".", "~$")):
        return None
    return _BY_SUFFIX.get(path.suffix.lower())
