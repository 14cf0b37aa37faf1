"""Lines of a site's frame in words that no cue names: a linear model over words, families of words, form and place.

Its weights (`frame.csv`) are learnt from the marked pages by `python -m tests.bench.frame_training`. It only adds to
what `promo.py` and `footers.py` remove, and only where a page has its frame: above the title, directly below it, at
the end, and beside removed lines. Whole paragraphs, entries of lists and rows of tables stay.
"""

import csv
import re
from collections import Counter
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from functools import cache, cached_property
from importlib.resources import files

from pipeline.compiled import compiled
from pipeline.structure import cues, labels, promo, repeats
from pipeline.structure.lines import SENTENCE, Unit

LONGEST = 40
"""Longer units (words) are paragraphs."""
BODY = 15
"""A unit of so many words or an entry is text: what stands before the first one is the page's top, after the last its
end."""
_READ = 100_000
"""So much of a page (code points) is asked whether a line's words come again."""
_TOKEN = compiled(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+|[^\w\s]")
_BEGINNING = compiled(r"[^\W\d_]{4,6}")
_DIGIT = compiled(r"\d")
_NUMBERED = {
    "date": promo.DATE,
    "hour": compiled(r"\d[:.h]\d\d\b"),
    "price": compiled(r"[$€£¥₽]\s?\d|\d\s?(?:[$€£¥₽]|(?:rub|usd|eur|yen|yuan|baht)\b)", re.IGNORECASE),
    "phone": compiled(r"\d[\d*xX ().-]{6,}[\dxX*]"),
    "count": compiled(r"\d\s?[KkMm]\b|\(\d+\)|\+\d"),
}
"""Shapes in lines with a digit."""
_SHAPES = {
    "url": compiled(r"https?:|www\.|\w\.(?:com|net|org|ru|cn|de|jp|kr|vn|id|info|io|example)\b"),
    "mail": compiled(r"@\w"),
    "parts": compiled(r"[|·•/›»>]\s|\S\|\S|  |\t|[→▶►]"),
    "sign": compiled(r"[\u2190-\u21ff\u2600-\u27bf\U0001F300-\U0001FAFF★☆♥❤]"),
}
_STEPS = (1, 2, 3, 5, 8, 12, 16, 22, 30, 45)
_NEAR = (0, 1, 2, 3, 5, 8)
_CUE = 1.5
_SMALL = cues.vocabulary("small")


@cache
def _weights() -> dict[str, float]:
    text = (files(__package__) / "frame.csv").read_text(encoding="utf-8")
    rows = csv.reader(text.splitlines()[1:])
    return {name: float(weight) for name, weight in rows}


@cache
def _families() -> Mapping[str, tuple[str, ...]]:
    """The families that words belong to."""
    text = (files(__package__) / "families.csv").read_text(encoding="utf-8")
    out: dict[str, tuple[str, ...]] = {}
    for row in csv.DictReader(text.splitlines()):
        for word in row["words"].split():
            out[word] = (*out.get(word, ()), row["family"])
    return out


def _step(value: int, steps: Sequence[int]) -> int:
    return next((k for k, step in enumerate(steps) if value <= step), len(steps))


class Page:
    """A page's units with what is known to be no part of the article, as the model looks at them."""

    def __init__(self, found: Sequence[Unit], reasons: Container[int], title: int | None = None):
        """found: all units; reasons: ordinals of those that are removed."""
        self.found = found
        self.kept = [i for i in range(len(found)) if i not in reasons]
        self.first = next((i for i in self.kept if i != title and _text(found[i])), len(found))
        self.last = next((i for i in reversed(self.kept) if i != title and _text(found[i])), -1)
        self._scores: dict[int, float] = {}

    @cached_property
    def _lower(self) -> str:
        """What is kept, in small letters, each unit behind a space."""
        return "".join(f" {self.found[i].text[:2000]}" for i in self.kept)[:_READ].lower()

    def may_go(self, i: int) -> bool:
        """Whether a unit is a line that the model may judge at all."""
        unit = self.found[i]
        return unit.mark is None and 0 < unit.words <= LONGEST

    def score(self, i: int) -> float:
        """How much the i-th unit reads as a line of a frame: log odds, by the pages that were learnt from."""
        if i not in self._scores:
            weights = _weights()
            self._scores[i] = sum([weights[name] for name in self.features(i) if name in weights])
        return self._scores[i]

    def features(self, i: int) -> list[str]:
        """What the model knows about the i-th unit, by name."""
        unit = self.found[i]
        zone = "t" if i < self.first else "e" if i > self.last else "m"
        tokens = _TOKEN.findall(unit.text)
        out = ["", f"z={zone}", *self._said(tokens, zone), *_formed(unit, tokens, zone)]
        again = self._again(unit)
        out += [f"again={again}", f"again={zone}{again}", f"again={zone}{again}{_step(unit.words, (3, 6, 12))}"]
        out += [f"top={_step(i, _NEAR)}", f"end={_step(len(self.found) - 1 - i, _NEAR)}"]
        return [*out, "cue", f"cue={zone}"] if cues.weight(unit.text) >= _CUE else out

    def _said(self, tokens: Sequence[str], zone: str) -> list[str]:
        """Words, neighbours, families of words and pairs of families in a line."""
        known = _families()
        lower = ["0" if token[0].isdigit() else token.lower().replace("’", "'") for token in tokens]
        stems = [cues.stem(word) for word in lower]
        of = [known.get(word) or known.get(stem, ()) for word, stem in zip(lower, stems, strict=True)]
        have = sorted({family for families in of for family in families})
        pairs = dict.fromkeys(zip(["^", *stems], [*stems, "$"], strict=True))
        out = [*[f"w={stem}" for stem in dict.fromkeys(stems)], *[f"b={a} {b}" for a, b in pairs]]
        for k, one in enumerate(have):
            out += [f"c={one}", f"c={zone}{one}", *[f"c={one}+{other}" for other in have[k + 1 :]]]
        return out + [f"c=^{family}" for family in (of[0] if of else ())]

    def _again(self, unit: Unit) -> str:
        """The share of its longer words whose beginnings come again on the page, in quarters."""
        own = Counter(_BEGINNING.findall(unit.text.lower()))
        return str(4 * sum(self._lower.count(f" {word}") > n for word, n in own.items()) // len(own)) if own else "-"


def _formed(unit: Unit, tokens: Sequence[str], zone: str) -> list[str]:
    """Length, beginning, end, capitals and the shapes in a line."""
    text = unit.text
    length, end = _step(unit.words, _STEPS), "a" if text[-1].isalnum() else text[-1]
    start = "A" if text[0].isupper() else "a" if text[0].isalpha() else "0" if text[0].isdigit() else text[0]
    out = [f"n={length}", f"n={zone}{length}", f"e={end}", f"s={start}"]
    out.append(f"e={zone}{bool(promo.END.search(text))}{unit.words > 8}")
    for name in _shapes(text):
        out += [f"h={name}", f"h={zone}{name}"]
    spelt = [token for token in tokens if token[0].isalpha()]
    if spelt:
        capitals = 4 * sum(token[0].isupper() for token in spelt) // (len(spelt) + 1)
        small = 10 * sum(token.lower() in _SMALL for token in spelt) // len(spelt)
        out += [f"cap={capitals}", f"cap={capitals}{_step(unit.words, (3, 6, 12))}", f"small={min(5, small)}"]
    return out


def _shapes(text: str) -> list[str]:
    """Names of the shapes in a line: what is written as a date, a price, an address, in capitals, ..."""
    patterns = {**_NUMBERED, **_SHAPES} if _DIGIT.search(text) else _SHAPES
    out = [name for name, pattern in patterns.items() if pattern.search(text)]
    out += ["upper"] if text.isupper() else []
    out += ["bracket"] if text[0] in "([【（" else []
    return out + [name for name, sign in (("bar", "|"), ("colon", ":"), ("asks", "?")) if sign in text[:-1]]


def _text(unit: Unit) -> bool:
    """Whether a unit is a paragraph or an entry."""
    return unit.words >= BODY or unit.mark is not None or _labelled(unit)


def _labelled(unit: Unit) -> bool:
    return labels.at_start(unit.text) is not None


def above(found: Sequence[Unit], reasons: Container[int]) -> dict[int, str]:
    """The lines of the frame above a line that names a kind or asks, over a byline or a paragraph: it is the title.

    A line that names a kind itself, or whose longer words come again in the text, has to be a frame beyond doubt.
    """
    page = Page(found, reasons)
    top = [i for i in page.kept if i < _ABOVE and found[i].mark is None]
    for nth, i in enumerate(top[1:], 1):
        if not _titles(page, i, reasons):
            continue
        scores = [page.score(j) if page.may_go(j) and found[j].text[-1] not in _STOPS else -1.0 for j in top[:nth]]
        doubt = (one < (_FRAME if _names(found, j) else 0.0) for one, j in zip(scores, top, strict=False))
        sure = sum(scores) > _LINES and min(scores) > page.score(i) + _APART and not any(doubt)
        return {j: _reason(found[j]) for j in top[:nth]} if sure else {}
    return {}


def _titles(page: Page, i: int, reasons: Container[int]) -> bool:
    """Whether a line names a kind or asks, as titles do, and stands over a removed line or a paragraph."""
    unit = page.found[i]
    named = cues.weight(unit.text) >= _CUE or "?" in unit.text
    if (
        not named
        or _ASKED.match(unit.text)
        or not _TITLE <= unit.words <= _LONG_TITLE
        or unit.text[-1] in _STOPS
        or page.score(i) > _LINE
    ):
        return False
    return i + 1 in reasons or (i + 1 < len(page.found) and page.found[i + 1].words >= BODY)


def _names(found: Sequence[Unit], i: int) -> bool:
    return cues.weight(found[i].text) >= _CUE or repeats.recurs(found, i)


_ABOVE = 6
_TITLE = 4
_LONG_TITLE = 25
_ASKED = compiled(r"(?:question|answer|[qa])\b", re.IGNORECASE)
_STOPS = ".。;；,，:："
_LINE = 1.0
_LINES = 2.0
_FRAME = 3.5
_APART = 2.0


def around(
    found: Sequence[Unit], reasons: Mapping[int, str], title: int | None, rows: Container[int]
) -> dict[int, str]:
    """The lines of the frame below the title, beside removed lines and at the page's end."""
    page = Page(found, reasons, title)
    if len(page.kept) < _FEWEST:
        return {}

    def stays(i: int) -> bool:
        """Whether a unit is never a line of the frame."""
        return i == title or i in rows or not page.may_go(i) or _speaks(found[i])

    out = set(_end(page, reasons, stays))
    below = range(title + 1, min(page.first, title + _BELOW)) if title is not None else range(0)
    for i in [*below, *_within(page)]:
        if i in reasons or i in out or not page.may_go(i) or _labelled(found[i]):
            continue
        beside = any(j in reasons or j in out for j in (i - 1, i + 1))
        heads = i + 1 < len(found) and _labelled(found[i + 1])
        above = (_DATED if _DIGIT.search(found[i].text) else _BYLINE) if i < page.first else _AMID
        least = _BESIDE if beside else above
        if not heads and _surely(page, i, least) and not stays(i) and not _column(found, i):
            out.add(i)
    return {i: _reason(found[i]) for i in sorted(out)}


def _within(page: Page) -> Iterator[int]:
    """The units between the page's first text and its last, of a long page only those near its edges."""
    near, far = page.first + _REACH, page.last - _REACH
    return (i for i in range(page.first, page.last + 1) if i < near or i > far)


_FEWEST = 6
"""A text of fewer units is no page with a frame."""
_REACH = 100
"""So many lines from an edge are judged: what asks all others about each must not grow with the page's square."""
_BELOW = 5
_BYLINE = 3.5
_DATED = 2.5
_BESIDE = 2.5
_AMID = 5.0


def _column(found: Sequence[Unit], i: int) -> bool:
    """Whether another line begins with the same two words, or the same field: such lines are the article's own."""
    words = found[i].text.lower().split(maxsplit=2)
    opening = words[0] if words[0][-1] in ":：" else " ".join(words[:2])
    return any(unit.text.lower().startswith(opening) for k, unit in enumerate(found) if k != i)


def _surely(page: Page, i: int, least: float) -> bool:
    """Whether a line without a full stop, that names no kind, reads as one of a frame."""
    text = page.found[i].text
    return page.may_go(i) and text[-1] not in ".。" and cues.weight(text) < _CUE and page.score(i) > least


def _speaks(unit: Unit) -> bool:
    """Whether a unit is running text, the announcement of something, or the author's last word to his readers."""
    ended = promo.END.search(unit.text)
    end = SENTENCE.search(unit.text) if unit.words > _SENTENCE else None
    several = end is not None and end.end() < len(unit.text)
    return bool(
        several
        or promo.opens_plainly(unit.text)
        or (ended and _FAREWELL.search(unit.text))
        or (unit.text[-1] in ":：" and unit.words > _ANNOUNCES)
    )


_FAREWELL = compiled(r"\b(?:comments?|message|discuss|that['’]s all|that is all|the above|hope|wish)\b", re.IGNORECASE)
_ANNOUNCES = 6
_SENTENCE = 12


def _end(page: Page, reasons: Container[int], stays: Callable[[int], bool]) -> list[int]:
    """The lines from where to the page's end more speaks for a frame than against it."""
    found, total, best, cut = page.found, 0.0, 0.0, len(page.found)
    out: list[int] = []
    for i in range(len(found) - 1, max(page.first, len(found) // 3, len(found) - _REACH) - 1, -1):
        if i in reasons:
            total += _KNOWN
        elif page.may_go(i) and _speaks(found[i]):
            total -= _SPOKEN
        elif stays(i):
            break
        else:
            out.append(i)
            own = page.score(i) - (_EACH if total < _SURE else _NEXT) - _against(found, i)
            total += max(_HEADLINE if _headline(found[i]) else _LOW, min(_HIGH, own))
            if total > best and own > 0:
                best, cut = total, i
        if total < best - _DROP:
            break
    alone = cut == len(found) - 1 and page.score(cut) < _ALONE
    return [i for i in out if i >= cut] if best >= _LEAST and not alone else []


def _headline(unit: Unit) -> bool:
    """Whether a line may be the link to another article, whose words say nothing of a frame."""
    return unit.words < BODY and unit.text[-1] not in ".。!！" and not _labelled(unit)


def _against(found: Sequence[Unit], i: int) -> float:
    """What speaks for a line at the page's end as text: a small letter, a label, a full stop, a column of its own."""
    text = found[i].text
    closed = text[-1] in ".。" and found[i].words > _SHORT
    return 2.0 * text[0].islower() + _labelled(found[i]) + closed + 3.0 * _column(found, i)


_KNOWN = 1.0
_EACH = 1.0
_SURE = 2.0
_NEXT = 0.0
_ALONE = 8.0
_SHORT = 5
_LOW = -5.0
_HEADLINE = -2.0
_SPOKEN = 1.5
_HIGH = 4.0
_DROP = 6.0
_LEAST = 2.5


def _reason(unit: Unit) -> str:
    """Advertising, a credit or navigation, by the shapes and families of words in a line."""
    known = _families()
    have = {family for token in _TOKEN.findall(unit.text.lower()) for family in known.get(token, ())}
    if _NUMBERED["price"].search(unit.text) or "trade" in have:
        return "advertisement"
    if promo.DATE.search(unit.text) or "credit" in have or "law" in have:
        return "boilerplate"
    return "navigation"
