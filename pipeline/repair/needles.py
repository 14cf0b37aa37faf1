"""What a text must hold for a pattern to be found in it: words, in lower case, and punctuation marks.

`needles` reads them off the pattern, so that a rule declares its trigger and nothing else; `held` reads them off a
text. Where the two share nothing, the pattern needn't be searched for. What is given may be too much, never too little.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from re import _constants as op  # type: ignore[attr-defined]  # the standard library's own reader of patterns
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from pipeline.compiled import compiled
from pipeline.repair.names import frequency

EDGE, OPEN = "\x1f", "\x1e"
"""In what a pattern may match: where no word can go on, and where anything may stand."""
DIGIT, STRANGE = "\x1d", "\x1c"
"""Any digit, and any character that isn't printable ASCII; both are needles too."""
_MOST = 256
"""Texts that a pattern may match at one stretch; where there are more, it is cut in two."""
_FEW = 16
"""Characters of a class that are looked at one by one."""
_RUN = compiled(r"\w+|[^\w ]")
_NEEDLE = compiled(rf"(?<![{OPEN}{DIGIT}{STRANGE}\w])\w++(?![{OPEN}{DIGIT}{STRANGE}])|[^\w {OPEN}{EDGE}]")
"""A whole word, or a mark, in what a pattern may match."""
_DIGIT = compiled(r"\d")
_FOLD = str.maketrans({"ſ": "s", "ı": "i", "İ": "i", "\u212a": "k"})
_OFTEN = {".": 0.9, ",": 0.7, DIGIT: 0.4, "-": 0.3, "'": 0.3, "’": 0.2, STRANGE: 0.2}
"""The share of paragraphs that hold a mark."""
_WORDS_OF_A_TEXT = 60

Texts = frozenset[str]


def held(text: str) -> frozenset[str]:
    """All needles that a text holds."""
    return frozenset(_RUN.findall(_folded(text))) | _signs(text)


def scan(text: str) -> tuple[list[str], dict[str, list[int]]]:
    """The words, in lower case, and marks of a text: one after the other, and with the places where they stand (code
    points)."""
    words: list[str] = []
    places: dict[str, list[int]] = {}
    for run in _RUN.finditer(_folded(text)):
        word = run[0]
        words.append(word)
        if word in places:
            places[word].append(run.start())
        else:
            places[word] = [run.start()]
    return words, places


def held_in(text: str, known: Iterable[str]) -> frozenset[str]:
    """All needles that a text holds of which the words and marks are known."""
    return frozenset(known) | _signs(text)


def _folded(text: str) -> str:
    return (text if text.isascii() else text.translate(_FOLD)).lower()


def _signs(text: str) -> frozenset[str]:
    digit = {DIGIT} if _DIGIT.search(text) else set()
    return frozenset(digit if text.isascii() and text.isprintable() else {*digit, STRANGE})


@lru_cache(maxsize=1)
def tree(pattern: str, flags: int) -> Any:
    """A pattern as `re` reads it: for all that is read off one pattern, one after the other."""
    return parser.parse(pattern, flags)


def nodes_of(row: Any) -> Iterable[tuple[Any, Any]]:
    """The nodes of a row, which is a list or has one that is faster to go through than itself."""
    return getattr(row, "data", row)  # type: ignore[no-any-return]


def needles(pattern: str, flags: int = 0) -> frozenset[str] | None:
    """Needles one of which each text holds that the pattern is found in; None where nothing is known of it."""
    aside: list[Texts] = []
    whole = _sequence(tree(pattern, flags), aside)
    return rarest(filter(None, map(_needles, [whole, *aside])))


def of_characters(chars: Iterable[str]) -> frozenset[str] | None:
    """Needles one of which each text holds that has one of these characters."""
    found = {_mark(char) for char in chars}
    return frozenset(found) if found and OPEN not in found else None


def rarest(sets: Iterable[frozenset[str]]) -> frozenset[str] | None:
    """The set of which the fewest texts hold something; None of none."""
    return min(sets, key=lambda found: sum(map(_share, found)), default=None)


def _share(needle: str) -> float:
    if needle[0].isalpha():
        return min(1.0, _WORDS_OF_A_TEXT * 10 ** (frequency(needle) - 9))
    return _OFTEN.get(needle, 0.05)


def _needles(texts: Texts) -> frozenset[str] | None:
    """One needle of each text, the rarest; None if some text has none."""
    found = [min(_NEEDLE.findall(OPEN + text + OPEN), key=_share, default="") for text in texts]
    return frozenset(found) if found and all(found) else None


def _is_edge(char: str) -> bool:
    """Whether a word ends next to this character of what a pattern may match."""
    return char not in (OPEN, DIGIT, STRANGE) and not char.isalnum() and char != "_"


def _begins(texts: Texts) -> str:
    return EDGE if all(text and _is_edge(text[0]) for text in texts) else OPEN


def _ends(texts: Texts) -> str:
    return EDGE if all(text and _is_edge(text[-1]) for text in texts) else OPEN


def _one(text: str) -> Texts:
    return frozenset((text,))


def _sequence(nodes: Iterable[tuple[Any, Any]], aside: list[Texts]) -> Texts:
    """What nodes in a row may match: texts, one of which it begins or ends with. aside: further texts, one of which
    stands in it or next to it."""
    whole, letters = _one(""), ""
    for kind, value in nodes_of(nodes):
        if kind is op.LITERAL:
            letters += chr(value).lower()
            continue
        if letters:
            whole, letters = frozenset(left + letters for left in whole), ""
        texts = _KINDS.get(kind, _anything)(value, aside)
        if len(whole) * len(texts) <= max(_MOST, 2 * len(whole), 2 * len(texts)):
            whole = frozenset(left + right for left in whole for right in texts)
        else:
            begins, ends = _begins(texts), _ends(whole)
            aside.append(frozenset(text + begins for text in whole))
            whole = frozenset(OPEN + ends + text for text in texts)
    return frozenset(left + letters for left in whole) if letters else whole


def _anything(_: object, __: list[Texts]) -> Texts:
    return _one(OPEN)


def _place(where: object, _: list[Texts]) -> Texts:
    return _one("" if where is op.AT_NON_BOUNDARY else EDGE)


def _mark(char: str) -> str:
    """A character as what stands for it in a text that a pattern may match."""
    if not (char.isalnum() or char == "_"):
        return char
    return OPEN if char.isascii() else STRANGE


def _one_of(items: Sequence[tuple[Any, Any]], _: list[Texts]) -> Texts:
    """A class of characters."""
    categories = {value for kind, value in items if kind is op.CATEGORY}
    bounds = [value if kind is op.RANGE else (value, value) for kind, value in items if kind in (op.RANGE, op.LITERAL)]
    ranges = [(chr(low), chr(high)) for low, high in bounds]
    if items[0][0] is op.NEGATE:
        return _one(EDGE if op.CATEGORY_WORD in categories else OPEN)
    if (not ranges and categories == {op.CATEGORY_DIGIT}) or (ranges == [("0", "9")] and not categories):
        return _one(DIGIT)
    if categories:
        blank = categories <= {op.CATEGORY_SPACE, op.CATEGORY_NOT_WORD}
        return _one(EDGE if blank and all(a == b and _is_edge(a) for a, b in ranges) else OPEN)
    many = sum(high - low + 1 for low, high in bounds) > _FEW
    if many or all(a > "~" for a, _ in ranges):
        return _one(STRANGE if all(b < " " or a > "~" for a, b in ranges) else OPEN)
    chars = [chr(code) for a, b in ranges for code in range(ord(a), ord(b) + 1)]
    return frozenset(char.lower() for char in chars)


def _branch(value: tuple[None, Sequence[Any]], _: list[Texts]) -> Texts:
    found: set[str] = set()
    for nodes in value[1]:
        aside: list[Texts] = []
        whole = _sequence(nodes, aside)
        better = next(filter(_needles, aside), None) if aside and not _needles(whole) else None
        found |= whole if better is None else {OPEN + text + OPEN for text in better}
    return frozenset(found)


def _group(value: tuple[Any, int, int, Any], aside: list[Texts]) -> Texts:
    return _sequence(value[3], aside)


def _repeat(value: tuple[int, Any, Any], aside: list[Texts]) -> Texts:
    least, most, nodes = value
    texts = _sequence(nodes, aside if least else [])
    if most > 1 and not all(map(_is_edge, "".join(texts))):
        ends = _ends(texts)
        texts = frozenset(text + OPEN + ends for text in texts)
    return texts if least else texts | _one("")


def _look(value: tuple[int, Any], aside: list[Texts]) -> Texts:
    """What must stand behind (1) or before (-1) a place."""
    texts = _sequence(value[1], aside)
    aside.append(texts)
    edge = (_begins if value[0] > 0 else _ends)(texts)
    return _one(edge if edge == EDGE else "")


def _look_not(value: tuple[int, Any], _: list[Texts]) -> Texts:
    nodes = list(value[1])
    no_word = len(nodes) == 1 and nodes[0][0] is op.IN and (op.CATEGORY, op.CATEGORY_WORD) in nodes[0][1]
    return _one(EDGE if no_word and nodes[0][1][0][0] is not op.NEGATE else "")


def _atomic(nodes: Any, aside: list[Texts]) -> Texts:
    return _sequence(nodes, aside)


_KINDS: dict[Any, Callable[[Any, list[Texts]], Texts]] = {
    op.AT: _place,
    op.IN: _one_of,
    op.BRANCH: _branch,
    op.SUBPATTERN: _group,
    op.MAX_REPEAT: _repeat,
    op.MIN_REPEAT: _repeat,
    op.POSSESSIVE_REPEAT: _repeat,
    op.ATOMIC_GROUP: _atomic,
    op.ASSERT: _look,
    op.ASSERT_NOT: _look_not,
}
