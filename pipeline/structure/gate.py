"""Gates: one pattern that asks quickly whether any of many may match, sorted by the letters that they begin with."""

import re
from collections.abc import Iterable, Iterator

from pipeline.compiled import compiled

_PIECE = compiled(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]|[^\\\[()|]+")
_QUANTIFIERS = ("?", "*", "+", "{")


def of(sources: Iterable[str], head: str = "") -> re.Pattern[str]:
    """A pattern that matches behind `head` wherever one of the sources does; rarely elsewhere, too.

    Many alternatives are tried one by one at each place of a text; sorted, those of other letters are passed over.
    """
    by_letter: dict[str, list[str]] = {}
    others: list[str] = []
    for one in (one for source in sources for one in _opened(source)):
        if one[:1].isalnum() and not one[1:].startswith(_QUANTIFIERS):
            by_letter.setdefault(one[0], []).append(one[1:])
        else:
            others.append(one)
    letters = [f"{letter}(?:{'|'.join(rests)})" for letter, rests in by_letter.items()]
    return compiled(f"{head}(?:{'|'.join([*letters, *others])})")


def _opened(source: str) -> Iterator[str]:
    """A pattern as alternatives that begin with a letter, wherever it begins with one or with a group of several."""
    parts = _alternatives(source)
    if len(parts) > 1:
        for part in parts:
            yield from _opened(part)
        return
    source = source.removeprefix("^").removeprefix(r"\b")
    end = _group_end(source) if source.startswith("(?:") else 0
    rest = source[end:]
    if not end or rest.startswith(_QUANTIFIERS[1:]):
        yield source
        return
    if rest.startswith("?"):
        rest = rest[1:]
        yield from _opened(rest)
    for part in _alternatives(source[3 : end - 1]):
        yield from _opened(part + rest)


def _alternatives(source: str) -> list[str]:
    """A pattern's alternatives outside of all groups."""
    out, depth = [""], 0
    for piece in _PIECE.findall(source):
        depth += (piece == "(") - (piece == ")")
        if piece == "|" and not depth:
            out.append("")
        else:
            out[-1] += piece
    return out


def _group_end(source: str) -> int:
    """Where the group ends that a pattern begins with."""
    depth = 0
    for piece in _PIECE.finditer(source):
        depth += (piece.group() == "(") - (piece.group() == ")")
        if not depth:
            return piece.end()
    raise ValueError(f"open group: {source}")
