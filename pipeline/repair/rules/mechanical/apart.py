"""Which way a quotation mark or an apostrophe belongs that a tokenizer set apart on both sides.

A curly mark says so itself. A straight one may open, close or be a possessive's: marks are taken in turn, and the words
next to them tell which readings are left. Where more than one is left, the mark stays apart.
"""

from collections.abc import Iterator

from pipeline.compiled import compiled
from pipeline.repair.rule import Change
from pipeline.repair.rules.common import FUNCTION, known

_APART = compiled(r"(?<!\S)[\"](?!\S)")
_LONE = compiled(r"^\" (?=[A-Z])|(?<=[,:] )\" (?=[A-Z])|(?<=, )\" (?=[a-z])")
_LEADS = FUNCTION - frozenset(
    "it he she we they you i who which there do does did can could will would may might".split()
)
"""Words behind which a quotation can't end."""

_SINGLE = compiled(r"(?<!\S)'(?!\S)")
_CURLY = compiled(r"[‘’]")
_DOUBLE = compiled(r"[“”]")
_ELIDED = compiled(r"(?:em|til|[Tt]is|[Tt]was|cause|bout)\b")
_DECADE = compiled(r"\d0s\b")
_YEAR = compiled(r"\d\d\b(?! [%'\"])")
_IN = frozenset("the of in since until summer winter spring autumn fall class".split())
_SYLLABLES = compiled(r"(?:Ji|Huai|Lu|Gao|Tai|Pu|Rui|Hong|Dong|Jing|Yong)'(?:an|ao|ai|er|en|e|o)")
"""Names of Chinese places by their first syllables, where the word list may not know them."""
_NO_HOST = FUNCTION | {"n"}
_INNER = compiled(r"(?<![\w'’])([^\W\d_]+)(?: '| ’ ?)([^\W\d_]+)(?![\w'’])")
_CLOSER = compiled(r"(?<!s)'(?!\w)")
_CLITIC = compiled(r" ?(?:s|S|t|re|ve|ll|d|m|clock)\b")
_GLUED = compiled(r"(?<!\S)'(?=[^\W_])")
_SAID = compiled(
    r" (?:(?:he|she|they|we|I) [a-z]{2,}(?:ed|s)"
    r"|(?:[\w.-]+ ){0,4}(?:said|says|told|added|adds|warned|explained|wrote|noted|stated|recalled|insisted))\b"
)
"""Who said it, behind the end of what was said."""
_NO_PLURAL = FUNCTION | frozenset(
    "says writes adds asks reads notes explains goes thinks knows means calls yes us its thus perhaps always sometimes"
    " besides unless whereas including".split()
)
_BEFORE = compiled(r"(\S+) $")
_AFTER = compiled(r" (\S+)")
_COORDINATE = compiled(r" (?:and|or) ")
_LONGEST = 200


def _neighbours(text: str, place: int) -> tuple[str, str]:
    """The tokens before and behind the mark at a place; empty strings at the text's ends."""
    before, after = _BEFORE.search(text, max(0, place - 40), place), _AFTER.match(text, place + 1)
    return (before[1] if before else "", after[1] if after else "")


def _left(place: int) -> Change:
    return Change(place - 1, place, "")


def _right(place: int) -> Change:
    return Change(place + 1, place + 2, "")


def double_marks(text: str, *, article: bool) -> Iterator[Change]:
    """Straight double marks of which one has no partner: closed on the side on which every way of pairing the others
    agrees, or which the words next to a mark leave.

    article: False where a sentence stands alone, cut out of a quotation that it doesn't show; a mark behind it stays.
    """
    at = [m.start() for m in _APART.finditer(text)]
    if len(at) % 2 == 0 or text.count('"') != len(at):
        return
    sides = [_side(text, place) for place in at]
    if len(at) == 1:
        m = None if sides[0] == "left" else _LONE.search(text)
        if m and not (article and m.end() < len(text) and text[m.end()].islower()):
            yield _right(m.start())
            return
    ways = [way for lone in range(0, len(at), 2) if (way := _way(sides, lone)) is not None]
    for place, chosen in zip(at, zip(*ways, strict=True), strict=True):
        if len(set(chosen)) == 1 and chosen[0] and (chosen[0] == "right" or article or text[place + 1 :].strip()):
            yield _right(place) if chosen[0] == "right" else _left(place)


def _side(text: str, place: int) -> str:
    """The side to which the words next to it bind a mark: left, right, or unknown ("")."""
    before, after = _neighbours(text, place)
    if not after or after[0] in ',.;:!?)"' or (before and before[-1] in "?!" and after[0].islower()):
        return "left"
    if before == "," and _SAID.match(text, place + 1):
        return "left"
    if not before:
        return "right" if after[0].isupper() else ""
    return "right" if before[-1] in "([:" or before in _LEADS else ""


def _way(sides: list[str], lone: int) -> tuple[str, ...] | None:
    """The sides of all marks where this one has no partner; None where what stands next to one forbids it."""
    way = []
    for number, side in enumerate(sides):
        turn = side if number == lone else "right" if (number - (number > lone)) % 2 == 0 else "left"
        if number != lone and side and side != turn:
            return None
        way.append(turn)
    return tuple(way)


def inner_marks(text: str) -> Iterator[Change]:
    """Apostrophes inside a word or name that English knows (`Xi 'an`, `ma 'am`), where no mark follows that would make
    them the start of a quotation."""
    for m in _INNER.finditer(text):
        word = f"{m[1]}'{m[2]}"
        if m[1].lower() in _NO_HOST or m[2] in ("em", "til") or _CLOSER.search(text, m.end()) or "‘" in text:
            continue
        if m[2] in FUNCTION and not m[1].istitle():
            continue
        if known(word, 1.0 if len(m[2]) > 1 else 2.0) or _SYLLABLES.fullmatch(word):
            yield Change(m.end(1), m.start(2), m[0].strip(" ")[len(m[1]) : -len(m[2])].strip(" "))


def single_marks(text: str) -> Iterator[Change]:
    """Straight single marks: quotations, the possessives of plurals, and letters or centuries left out (`'em`,
    `'90s`)."""
    at = [m.start() for m in _SINGLE.finditer(text) if not _measure(text, m.start())]
    opened = [m.start() for m in _GLUED.finditer(text) if _opens(text, m.start())] if at else []
    i = 0
    while i < len(at):
        place, after = at[i], at[i + 1] if i + 1 < len(at) else None
        since = at[i - 1] if i else -1
        if any(since < start < place <= start + _LONGEST for start in opened):
            yield _left(place)
        elif _elided(text, place, lone=after is None):
            yield _right(place)
        elif _belongs(text, place, after):
            yield _left(place)
        elif after is not None and 3 < after - place <= _LONGEST and "\n" not in text[place:after]:
            yield _right(place)
            yield _left(after)
            i += 1
        i += 1


def _belongs(text: str, place: int, after: int | None) -> bool:
    """Whether a mark is a possessive's: no quotation can end at the next mark, which is one, too."""
    if after is None or not _possessive(text, after):
        return after is None and _possessive(text, place)
    return _possessive(text, place) or (_plural(text, place) and _COORDINATE.match(text, place + 1) is not None)


def _opens(text: str, place: int) -> bool:
    """Whether a mark that is glued to the word behind it opens a quotation: no short form, and nothing left out."""
    return not (_CLITIC.match(text, place + 1) or _ELIDED.match(text, place + 1) or text[place + 1].isdigit())


def _elided(text: str, place: int, *, lone: bool) -> bool:
    if _DECADE.match(text, place + 2):
        return True
    if not lone:
        return False
    return bool(_ELIDED.match(text, place + 2) or (_YEAR.match(text, place + 2) and _neighbours(text, place)[0] in _IN))


def _measure(text: str, place: int) -> bool:
    before, after = _neighbours(text, place)
    return before[-1:] == "'" or after[:1] == "'" or (before[-1:].isdigit() and (after[:1].isdigit() or after == '"'))


def _plural(text: str, place: int) -> bool:
    """Whether the mark stands behind a word that may be a plural, a name in -s or a decade."""
    before, _ = _neighbours(text, place)
    if len(before) < 3 or before[-1] not in "sS" or before in _NO_PLURAL:
        return False
    return before[-2].isalpha() or _DECADE.search(before) is not None


def _possessive(text: str, place: int) -> bool:
    _, after = _neighbours(text, place)
    possessed = (after[:1].isalnum() and after.isascii() and after.lower() not in FUNCTION) or after in ('"', "“", "``")
    return possessed and _plural(text, place)


def curly_marks(text: str) -> Iterator[Change]:
    """Curly marks, which show their side: those that open to the right, those that close to the left, and apostrophes
    of plurals and names."""
    is_open = False
    for m in _DOUBLE.finditer(text):
        place = m.start()
        if m[0] == "“":
            if not is_open and text[place + 1 : place + 2] == " " and text[place - 1 : place] in ("", " ", "(", "["):
                yield _right(place)
            is_open = not is_open
        else:
            if text[place - 1 : place] == " " and (text[place + 1 : place + 2] or " ") in " ,.;:!?)]’":
                yield _left(place)
            is_open = False
    yield from _curly_singles(text)


def _curly_singles(text: str) -> Iterator[Change]:
    is_open = False
    for m in _CURLY.finditer(text):
        place = m.start()
        apart = text[max(0, place - 1) : place] in ("", " ") and (text[place + 1 : place + 2] or " ") in " ,.;:!?)]”"
        if m[0] == "‘":
            if text[place + 1 : place + 2] == " " and text[place - 1 : place] in ("", " ", "(", "[", "“"):
                yield _right(place)
                is_open = True
            elif text[place - 1 : place] in ("", " ", "(", "[", "“"):
                is_open = True
        elif apart and not is_open and _elided(text, place, lone=True):
            yield _right(place)
        elif apart and not _CLITIC.match(text, place + 1):
            if place and (is_open or _plural(text, place)):
                yield _left(place)
                is_open = is_open and _possessive(text, place)
        elif is_open and not text[place - 1 : place].isspace() and not text[place + 1 : place + 2].isalnum():
            is_open = False
