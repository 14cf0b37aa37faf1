"""What no edit may do: change, add or drop a number, a unit, a date, a negation, a name or an address, or touch a
quotation other than its spacing and typography.

`objection` judges one proposal in its surroundings before it is applied; `compare` judges a whole text against its
source afterwards. Both count the same facts, so what the one lets pass the other accepts. Width, spacing, mojibake,
entities and escapes are folded first: they are what the mechanical rules mend, and no part of a fact.
"""

import html
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from pipeline.compiled import compiled
from pipeline.repair.mojibake import RUN, mend
from pipeline.repair.names import SEAM, folded_names
from pipeline.repair.needles import held
from pipeline.repair.numerals import joined
from pipeline.repair.readings import read_off

if TYPE_CHECKING:
    from pipeline.repair.context import Context

REACH = 48
"""Code points on either side of an edit that belong to its surroundings."""
LONGEST_ADDRESS = 520
"""Code points that an address may have; a word of that length is taken whole into an edit's surroundings."""

TAG = compiled(
    r"<\s*/?\s*(?:p|br|hr|b|i|u|em|strong|span|div|font|h[1-6]|ul|ol|li|td|tr|th|table|tbody|thead|sup|sub|center"
    r"|section"
    r"|article|small|big|figure|figcaption|blockquote|strike"
    r"|label)\b(?:\s+[a-z-]{2,20}\s*=\s*[\"'][^\"'<>/]{0,80}[\"']){0,4}"
    r"\s*/?\s*>",
    re.IGNORECASE,
)
"""An HTML tag that carries no address."""

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    ord("℅"): "%",
    ord("。"): ".",
    ord("、"): ",",
    0x3000: " ",
}
_FOLD = str.maketrans(
    _WIDE
    | dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\\"), None)
    | dict.fromkeys(map(ord, "‘’´`�\x91\x92ʼ′"), "'")
    | dict.fromkeys(map(ord, "\u00a0\u2009\u202f\u2007"), " ")
    | {
        ord("℃"): "°C",
        ord("℉"): "°F",
        ord("㎎"): "mg",
        ord("㎏"): "kg",
        ord("㎝"): "cm",
        ord("㎜"): "mm",
        ord("㎞"): "km",
    }
    | {ord("ﬀ"): "ff", ord("ﬁ"): "fi", ord("ﬂ"): "fl", ord("ﬃ"): "ffi", ord("ﬄ"): "ffl", ord("ﬅ"): "st", ord("ﬆ"): "st"}
    | {ord("㎡"): "m²", ord("μ"): "µ"}
)
_ESCAPE = compiled(r"\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}")
_BACKSLASH = compiled(r"\\+(?!['’‘\"“”\\])")
"""Backslashes that part words; those before quotation marks and apostrophes are a database's, and fold to nothing."""
_ENTITY = compiled(r"&\s?(#?)\s?(\w{2,8})\s?;")
_QUESTION = compiled(r"(?<=[a-z])\?(?=(?:t|s|re|ve|ll|d|m)\b)")

_COMMA = compiled(r"(?<=[a-z]n), ?(?=t\b)")
_TWO_HYPHENS = compiled(r"(?<=\d)--(?=\d)")
_NUMBER = compiled(r"(?<![\w%)])(?<![\dA-Z%)]\s)[-−](?=\d)|\d+(?:\s?[.,:]\s?\d+)*")
_WORD_NUMBER = compiled(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|twenty|thirty"
    r"|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|dozens?|third|fourth|fifth"
    r"|sixth"
    r"|seventh|eighth|ninth|tenth|half|twice|thrice)\b",
    re.IGNORECASE,
)
_UNIT = compiled(
    r"(?<=\d)[\s-]{0,2}(%|‰|°\s?[CF]|(?:[mkµnc]?g|mcg|[mdc]?l|[nµmck]?m|[mM]?L|[KCM][Mm]|[KM][Gg]|Ml|in|ft|lbs?|oz|k?cal|k?J|k?Wh?|m?V"
    r"|m?A|[kMG]?(?:Hz|hz|HZ)"
    r"|[kKMGT]B|hrs?|h|mins?|s|secs?|ms|mmHg|mmol|IU|rpm|dB|db|[kM]?Pa|mph|(?:second|minute|hour|day|week|month|year"
    r"|kilogram|gram"
    r"|kilomet(?:er|re)|centimet(?:er|re)|millimet(?:er|re)|lit(?:er|re)|met(?:er|re)|inche|inch|mile|pound|ounce"
    r"|degree"
    r"|dollar|yuan|euro|percent)s?|feet|foot)(?:\s?/\s?\w{1,4})?\b)"
)
_DATE = compiled(
    r"\b(?:january|february|april|june|july|august|september|october|november|december"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday)s?\b",
    re.IGNORECASE,
)
_NEGATION = compiled(
    r"\b(?:not|no[ -](?:where|thing|body)|no|never|none|nothing|nobody|nowhere|neither|nor)\b"
    r"|\bwith ?out|\bcannot\b|(?:n\s?'\s?|'n)t\b"
    r"|\b(?:do|does|did|is|are|was|were|has|have|had|would|could|should|might|must|need|ai)(nt)\b",
    re.IGNORECASE,
)
FACTS = (
    ("number", _NUMBER),
    ("number", _WORD_NUMBER),
    ("unit", _UNIT),
    ("date", _DATE),
    ("negation", _NEGATION),
)
"""What is counted in a folded text."""
_ADDRESS = compiled(
    r"(?:https?://|www\.)[^\s<>\"“”«»（），。、]{1,500}|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,4}"
    r"|\b[\w-]{1,63}(?:\.[\w-]{1,63}){0,3}\.(?:com|org|net|edu|gov|info)\b(?:/[^\s<>\"“”«»（），。、]{1,300})?"
)
_IN_ADDRESS = ("@", "://", "www.", ".com", ".org", ".net", ".edu", ".gov", ".info")
"""What no address is without one of."""
_LETTERS = compiled(r"[\W_]+")
_WORD = compiled(r"[^\W\d_]+(?:['’-](?![sS]\b)[^\W\d_]+)*")
_MOJIBAKE = compiled(r"[\xa1\xa3\xc0-\xff\u0100-\u017f]")

CYRILLIC_DEGREE = compiled(r"(?<=[°º])С(?![\u0400-\u04ff])|(?<=[°º] )С(?![\u0400-\u04ff])")
"""The Cyrillic letter that stands for Celsius behind its sign."""
_MARK = compiled("[\"“”„‟«»「」『』《》]|''|``")
_PAIRS = {"“": "”", "„": "“", "«": "»", "「": "」", "『": "』", "《": "》"}


def objection(
    text: str,
    start: int,
    end: int,
    after: str,
    context: "Context",
    family: str = "",
    quoted: Sequence[tuple[int, int]] | None = None,
) -> str | None:
    """Why text[start:end] may not become `after`, in words, or None. quoted: `protected(text)`, where it is known.

    Offsets in code points. Looks at the edit's surroundings only, but for quotations at the whole text. family "terms":
    a term is stronger than a name learnt from the article (never than a must-keep term); "encoding": so is the right
    reading of a name.
    """
    before = text[start:end]
    left, right = _window(text, start, end)
    old, new = text[left:right], text[left:start] + after + text[end:right]
    found = next(differences(old, new), None)
    if found:
        return found
    stronger = family in ("terms", "encoding")
    if _letters(before) != _letters(after):
        if within(protected(text) if quoted is None else quoted, start, end):
            return "it stands in a quotation"
        if not stronger and (name := _lost_name(text, start, end, after, context)):
            return f"“{name}” is a name"
    elif not stronger and (name := _parted_name(old, new, context)):
        return f"“{name}” is a name"
    if context.kept and (term := _lost_term(old, new, context.kept)):
        return f"“{term}” must be kept"
    return None


def compare(before: str, after: str, names: frozenset[str] = frozenset()) -> list[str]:
    """Which facts of a text its clean version lost or gained, in words; empty when the guards hold."""
    out = list(differences(before, after))
    flat, raw = _letters(after), _LETTERS.sub("", after)
    for start, end in sorted({*quotations(before), *_nested(before)}):
        inner = before[start:end]
        if _letters(inner) not in flat and _LETTERS.sub("", inner) not in raw:
            out.append(f"a quotation was changed: {before[start:end].strip()[:60]!r}")
    if names:
        old, new = _name_count(before, names), _name_count(after, names)
        out += [f"the name {name!r} was changed" for name in sorted(old.keys() | new.keys()) if old[name] != new[name]]
    return out


def differences(old: str, new: str) -> Iterator[str]:
    """The facts that differ between two texts, one kind at a time, in words."""
    if _addresses(old) != _addresses(new):
        yield "it would change an address"
    old, new = fold(old), fold(new)
    if old == new:
        return
    have = held(old) | held(new)
    for what, pattern in FACTS:
        if (needed := read_off(pattern).needles) is not None and needed.isdisjoint(have):
            continue
        found, left = _found(pattern, old), _found(pattern, new)
        if found == left:
            continue
        had, has = _counted(pattern, found), _counted(pattern, left)
        if had != has:
            lost, gained = list((had - has).elements()), list((has - had).elements())
            yield f"it would change a {what}" + (f" ({', '.join(lost) or '–'} → {', '.join(gained) or '–'})")


def _found(pattern: re.Pattern[str], text: str) -> list[str]:
    return [m.group(m.lastindex or 0) for m in pattern.finditer(text)]


def _counted(pattern: re.Pattern[str], found: Sequence[str]) -> Counter[str]:
    """How often each fact of a folded text stands there, its inner spacing and case, and a unit's plural, left out."""
    plain = (re.sub(r"[\s-](?=\S\S)|\s", "", fact).lower() for fact in found)
    if pattern is _UNIT:
        plain = (re.sub(r"(?<=\w\w)s$", "", fact) for fact in plain)
    return Counter("not" if pattern is _NEGATION and f in ("cannot", "n't", "'nt", "nt") else f for f in plain)


def fold(text: str) -> str:
    """The text with width, invisible characters, entities, escapes, tags and apostrophes folded, and capitalised words
    parted from those they are glued to."""
    if "\\" in text:
        text = _BACKSLASH.sub(" ", _ESCAPE.sub(lambda m: chr(int(m[0][2:], 16)), text))
    if "&" in text:
        text = html.unescape(html.unescape(_ENTITY.sub(r"&\1\2;", text))).replace("\u00a0", " ")
    if "<" in text:
        text = TAG.sub(" ", text)
    if not text.isascii():
        text = (RUN.sub(lambda m: mend(m[0]) or m[0], text) if _MOJIBAKE.search(text) else text).translate(_FOLD)
        text = CYRILLIC_DEGREE.sub("C", text)
    elif "\\" in text or "`" in text:
        text = text.translate(_FOLD)
    if "?" in text:
        text = _QUESTION.sub("'", text)
    if ",t" in text or ", t" in text:
        text = _COMMA.sub("'", text)
    if "--" in text:
        text = _TWO_HYPHENS.sub("-", text)
    return joined(SEAM.sub(" ", text))


def quotations(text: str) -> list[tuple[int, int]]:
    """Spans between matched double, angle or CJK quotation marks, marks left out.

    Marks are matched in turn, whatever their family, so that mending a mixed pair changes no other pair.
    """
    marks = [(m.start(), m.end()) for m in _marks(text)]
    return [(marks[n][1], marks[n + 1][0]) for n in range(0, len(marks) - 1, 2)]


def _marks(text: str) -> Iterable[re.Match[str]]:
    if text.isascii() and not ('"' in text or "''" in text or "``" in text):
        return ()
    return _MARK.finditer(text)


def protected(text: str) -> list[tuple[int, int]]:
    """The stretches that stand in a quotation, of whatever family and depth; sorted, apart from one another."""
    out: list[tuple[int, int]] = []
    for start, end in sorted([*quotations(text), *_nested(text)]):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def within(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether text[start:end] shares a character with one of these sorted spans, or is empty and lies in one."""
    at = bisect_right(spans, (start, -1))
    near = spans[max(0, at - 1) : at + 1]
    return any((s < end and start < e) or s <= start == end <= e for s, e in near)


def _nested(text: str) -> list[tuple[int, int]]:
    """Spans between marks that match by family, those inside one another too."""
    out: list[tuple[int, int]] = []
    opened: list[int] = []
    for m in _marks(text):
        if opened and m[0] == _PAIRS.get(text[opened[-1]]):
            out.append((opened.pop() + 1, m.start()))
        elif m[0] in _PAIRS:
            opened.append(m.start())
    return out


def addresses(text: str) -> list[tuple[int, int]]:
    """Spans of URLs, domains and e-mail addresses, without the punctuation that follows them."""
    if "." not in text or not any(sign in text for sign in _IN_ADDRESS):
        return []
    return [(m.start(), m.start() + len(m[0].rstrip(".,;:!?)'’\"]*_"))) for m in _ADDRESS.finditer(text)]


def _addresses(text: str) -> Counter[str]:
    return Counter(text[s:e] for s, e in addresses(text))


def _window(text: str, start: int, end: int) -> tuple[int, int]:
    """Surroundings of an edit that hold the whole of each word, and of each address, that they touch."""
    left, right = max(0, start - REACH), min(len(text), end + REACH)
    while left > 0 and start - left < LONGEST_ADDRESS and not text[left - 1].isspace():
        left -= 1
    while right < len(text) and right - end < LONGEST_ADDRESS and not text[right].isspace():
        right += 1
    return left, right


def _letters(text: str) -> str:
    return _LETTERS.sub("", fold(text))


def _name_count(text: str, names: frozenset[str]) -> Counter[str]:
    """How often each name stands in a text, glued or parted: spacing is no change of a name."""
    text = SEAM.sub(" ", text)
    words = Counter(m[0].casefold() for m in _WORD.finditer(text))
    flat = text.casefold()
    return Counter({n: flat.count(p) if " " in p else words[p] for n, p in folded_names(names)})


def _lost_name(text: str, start: int, end: int, after: str, context: "Context") -> str | None:
    left, right = start, end
    while left > 0 and (text[left - 1].isalpha() or text[left - 1] in "'’-"):
        left -= 1
    while right < len(text) and (text[right].isalpha() or text[right] in "'’-"):
        right += 1
    old, new = text[left:right], text[left:start] + after + text[end:right]
    have = Counter(m[0].casefold() for m in _WORD.finditer(new))
    for m in _WORD.finditer(old):
        if context.is_name(m[0]):
            have[m[0].casefold()] -= 1
            if have[m[0].casefold()] < 0:
                return m[0]
    phrases = context.names_in(old) if " " in old else ()
    return min((n for n in phrases if " " in n and old.count(n) > new.count(n)), default=None)


def _parted_name(old: str, new: str, context: "Context") -> str | None:
    """A name that stands in a text no longer when blanks or marks are put into it."""
    near = context.names_in(old)
    if not near:
        return None
    had, has = _name_count(old, near), _name_count(new, near)
    return min((name for name in near if had[name] > has[name]), default=None)


def _lost_term(old: str, new: str, kept: frozenset[str]) -> str | None:
    words = [(m.start(), m.end()) for m in _WORD.finditer(old)]
    lowered = {term.casefold() for term in kept}
    for size in range(1, 7):
        for i in range(len(words) - size + 1):
            phrase = old[words[i][0] : words[i + size - 1][1]]
            if phrase.casefold() in lowered and new.count(phrase) < old.count(phrase):
                return phrase
    return None
