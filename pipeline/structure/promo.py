"""Advertising, navigation, captions, bylines and repetitions: what stands on a page and is no part of the article.

Evidence from place, length, form and cue patterns (`promo.csv`) is added up; only short lines, the last sentences of a
paragraph that each are no part of it (`tails.py`), and what stands unended between two entries of a paragraph are ever
removed, so that no sentence of an article is.
"""

import csv
import itertools
import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from importlib.resources import files

from pipeline.compiled import compiled
from pipeline.structure import cues, gate
from pipeline.structure.lines import SENTENCE, Unit

LEAST = 1.9
_ESCAPED = compiled(r"\\.|[A-Z]")
_CODE = compiled(r"\b(?=\w*\d)(?=\w*[A-Z])[A-Z0-9-]{2,}\b")
_BETWEEN = compiled(r"[\W_]+")
_WORDS = compiled(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SMALL = cues.vocabulary("small")
_SHORTENED = compiled(r"\b(?:Dr|Prof|Mr|Mrs|Ms|St|No|Assoc)\.$")
_FULL_STOP = compiled(r"[.。][\"”’)）]*$")
_SUMS_UP = compiled(r"(?:in (?:short|a word|summary|conclusion)|all in all|to sum up|therefore|so)\b", re.IGNORECASE)
_SPEAKS = compiled(r"[\w ]{2,30}[:：]\s*[\"“«「].{20,}[\"”»」]\W*$")
_NAMED = compiled(r"(?:[A-Z][\w'’]*\s){2,}")
_TRADE = compiled(
    r"\b(?:wholesale|shop|store|mall|factory|supplier|ltd|company|brand|official|price|buy|sale|kit|portable|official)\b",
    re.IGNORECASE,
)
END = compiled(r"[.!?。！？;；,，][\"”’)）]*$")
DATE = compiled(
    r"\b(?:(?:19|20)\d\d[-/.年]\s?\d{1,2}[-/.月]\s?\d{1,2}|\d{1,2}-\d{1,2}\s+\d{1,2}:\d\d|"
    r"\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d|"
    r"(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s\d{1,2}|"
    r"\d{1,2}\.?\s(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?),?\s(?:19|20)\d\d)",
    re.IGNORECASE,
)
_SIGNED = compiled(
    r"(?:(?:[A-Z][\w.’'-]*,?\s+){1,5}[-–—|•·/]\s*){1,3}|(?:(?:[A-Z][\w.’'-]*|of|the|and|for|in)\s+){1,9}|(?:[A-Z][\w.’'-]*,?\s+){1,4}(?:[\w’'-]+\s+){0,2}[\w’'-]+,\s+"
)
_COUNT = compiled(r"\b(?:readings?|reads?|views?|clicks?|hits|comments?|likes?)\s?[:：]?\s?\d[\d,.]+\b", re.IGNORECASE)
_DIGIT = compiled(r"\d")
_ZONE = compiled(r"\b\d{1,2}:\d\d.{0,8}[(（][A-Z]{2,4}[)）]$")
_FIELD_OPENS = compiled(
    r"(?<=\s)(?:(?:(?:release|publish(?:ed|ing)?|updated?|posting|posted) )?(?:time|date)|source|author|editor)"
    r"\s?[:：]\s?\S",
    re.IGNORECASE,
)
_TITLE = 5
"""So many words before the first field of a byline are a title that it is glued to."""
_HOUR = compiled(r"\b\d{1,2}:\d\d\b")
_FIELDS = compiled(
    r"\b(?:source|origin|original|by|author|editor|reporter|reading|views?|clicks?|comments?|browse|column|category|published?|"
    r"updated?|follow|released?|posted|network|net|online|daily|consultant|correspondent)\b",
    re.IGNORECASE,
)


@cache
def _patterns() -> tuple[tuple[int, str, float, re.Pattern[str]], ...]:
    """Place, reason, weight and pattern; place 0: at a line's beginning, 1: at a word's, 2: anywhere."""
    text = (files(__package__) / "promo.csv").read_text(encoding="utf-8")
    rows = [row for row in csv.reader(text.splitlines(), quoting=csv.QUOTE_NONE) if row][1:]
    sources = [",".join(row[2:]) for row in rows]
    places = [0 if source.startswith("^") else 1 if source.startswith(r"\b") else 2 for source in sources]
    return tuple(
        (place, row[0], float(row[1]), compiled(source, re.IGNORECASE))
        for place, row, source in zip(places, rows, sources, strict=True)
    )


@cache
def _gates() -> tuple[Callable[[str], object], ...]:
    """For each place whether any of its patterns may be in a line.

    Nearly all lines are without any; asking for all at once takes a small part of the time.
    """
    sources: tuple[list[str], ...] = ([], [], [])
    for place, _, _, pattern in _patterns():
        sources[place].append(_ESCAPED.sub(lambda m: m[0] if m[0][0] == "\\" else m[0].lower(), pattern.pattern))
    return gate.of(sources[0]).match, gate.of(sources[1], r"\b").search, gate.of(sources[2]).search


def signs(text: str) -> dict[str, float]:
    """The weights of the patterns in a line, by reason."""
    bare = text.strip("-–—=*_·•★☆◆■◎●○◇♥❤♪|~\\/＼／ \t【】[]") or text
    lines = {text.lower(), bare.lower()}
    may = [any(map(may_hold, lines)) for may_hold in _gates()]
    out: dict[str, float] = {}
    if not any(may):
        return out
    for place, name, weight, pattern in _patterns():
        if may[place] and (pattern.search(text) or (bare != text and pattern.search(bare))):
            out[name] = out.get(name, 0.0) + weight
    return out


@lru_cache(maxsize=512)
def folded(text: str) -> str:
    """Text as repetitions are compared: letters and digits only, case folded."""
    return _BETWEEN.sub(" ", text.casefold()).strip()


_TALKATIVE = ("navigation", "caption", "advertisement")
"""Reasons whose cue words stand in plain advice, too (`Share the food with …`): a short full sentence needs more."""


def reason(unit: Unit, nth: int, total: int, listed: float = 0.0) -> str | None:
    """Why a unit is no part of the article, or None. nth: its ordinal among `total` units.

    listed: from 0 to 1, how much it looks like an entry of a list; more evidence is asked then.
    """
    text = unit.text
    if unit.rule:
        return "debris"
    if unit.words > 45 or _SPEAKS.match(text):
        return None
    scores = signs(text)
    fields = _byline(unit)
    if fields > scores.get("boilerplate", 0.0):
        scores["boilerplate"] = fields
    if not scores or (not fields and opens_plainly(text)):
        return None
    best = max(scores, key=lambda name: (scores[name], name))
    score = max(scores.values()) + 0.3 * (sum(scores.values()) - max(scores.values()))
    edge = nth < 6 or nth >= total - 4
    score += 0.4 * edge + 0.3 * (unit.words <= 12) - 0.05 * max(0, unit.words - 12)
    ended = bool(_FULL_STOP.search(text))
    score -= (0.3 if best == "boilerplate" else 0.9) * (ended and unit.words > 8)
    score -= 0.7 * (ended and 4 <= unit.words <= 8 and best in ("navigation", "caption") and not edge)
    score -= 0.9 * (ended and 4 <= unit.words <= 14 and best in _TALKATIVE)
    score -= 0.6 * (best == "advertisement" and _clause(text))
    score -= (1.0 + 0.6 * ended) * listed
    score -= 1.0 * bool(_SUMS_UP.match(text)) + 0.5 * (unit.words > 30)
    return best if score >= LEAST else None


def opens_plainly(text: str) -> bool:
    """Whether the first of several sentences says nothing that stands outside articles: only the later ones may go."""
    end = SENTENCE.search(text)
    first = text[: end.end()].strip() if end else ""
    return (
        bool(_FULL_STOP.search(first))
        and not _SHORTENED.search(first)
        and not _SMALL.isdisjoint(first.lower().split())
        and not signs(first)
    )


def _byline(unit: Unit) -> float:
    """How much a line reads as what stands below a title: a date, an hour, `Source`, `Reading 2310`, a site's name."""
    end = unit.text[-2:].rstrip(".")[-1:]
    if unit.words > 24 or not _DIGIT.search(unit.text) or not (end.isalnum() or _ZONE.search(unit.text)):
        return 0.0
    if byline_start(unit.text):
        return 0.0
    date = DATE.search(unit.text)
    fields = bool(date) + 0.5 * bool(_COUNT.search(unit.text))
    fields += 0.5 * bool(date and DATE.search(unit.text, date.end()))
    before = unit.text[: date.start()] if date and date.end() == len(unit.text) else ""
    fields += 0.5 * bool(before and (_SIGNED.fullmatch(before) or before.endswith(("  ", "\t", "\u3000"))))
    return fields and fields + 0.5 * bool(_HOUR.search(unit.text)) + 0.5 * min(3, len(_FIELDS.findall(unit.text)))


def byline_start(text: str) -> int:
    """Where the fields of a byline begin behind a title on its line, 0 for nowhere."""
    opens = _FIELD_OPENS.search(text)
    head = text[: opens.start()] if opens else ""
    return 0 if opens is None or len(head.split()) < _TITLE or _FIELDS.search(head) or DATE.search(head) else len(head)


def _clause(text: str) -> bool:
    """Whether a line reads as part of running text: a third of five words or more are the language's smallest."""
    found = [word.lower() for word in _WORDS.findall(text)]
    return len(found) >= 5 and 3 * sum(word in _SMALL for word in found) >= len(found)


def spare_bullets(found: Sequence[Unit], reasons: dict[int, str]) -> None:
    """Keep lines that open with a caption's sign where several in a row do: they are bullets."""
    signed = [unit.text[0] in "▲△▼↑" for unit in found]
    for i in [i for i, why in reasons.items() if why == "caption" and signed[i]]:
        if found[i].text.count(found[i].text[0]) > 1:
            del reasons[i]
            continue
        near = [j for j in (i - 1, i + 1) if 0 <= j < len(found)]
        if any(signed[j] and found[j].text[0] == found[i].text[0] for j in near):
            del reasons[i]


def shop_line(unit: Unit, last: str) -> bool:
    """Whether a page's last line names a product or a site: capitals, a code, no end, after a finished sentence."""
    found = _WORDS.findall(unit.text)
    if not 2 <= len(found) <= 14 or END.search(unit.text) or not re.search(r"[.!?。！？…][\"”’)）]*$", last):
        return False
    if unit.text[0] in "#*" or unit.text.rstrip().endswith((":", "：")):
        return False
    real = [word for word in found if word.lower() not in _SMALL]
    capital = sum(word[0].isupper() for word in real)
    small = len(found) - len(real)
    coded = bool(_CODE.search(unit.text))
    share = capital / len(real) if len(real) >= 2 else 0.0
    score = (
        1.2 * (share >= 0.8)
        + 0.7 * (0.5 <= share < 0.8)
        + 1.0 * coded
        - 0.35 * small
        + 0.6 * bool(_TRADE.search(unit.text))
    )
    score += 0.4 * bool(re.search(r"\s[-–|]\S|\S[-–|]\s|™|®", unit.text))
    return score >= 1.2


def inline(text: str) -> int:
    """Where an advertisement begins, unended, behind the sentences of an entry within a paragraph; 0 for none."""
    ends = [match.end() for match in SENTENCE.finditer(text) if match.end() < len(text)]
    tail = text[ends[-1] :] if ends else ""
    found = _WORDS.findall(tail)
    if not 5 <= len(found) <= 30 or END.search(tail) or not tail[0].isupper() or _clause(tail):
        return 0
    score = signs(tail).get("advertisement", 0.0) + 0.3 * bool(_NAMED.match(tail)) + 0.3 * (tail.count(",") > 1)
    return ends[-1] if score >= 1.3 else 0


def trails(units: Sequence[Unit], reasons: dict[int, str]) -> dict[int, str]:
    """Lines at the top that lead to the title, where it is the line below: `Home > Health > TITLE`, `TITLE - Site`."""
    kept = [i for i in range(min(len(units), 8)) if i not in reasons]
    for i, j in itertools.pairwise(kept[:3]):
        whole, tail = folded(units[i].text), folded(units[j].text)
        leads = whole != tail and whole.endswith(tail) and _TRAIL.search(units[i].text)
        sited = whole.startswith(f"{tail} ") and 0 < len(whole.split()) - len(tail.split()) <= _SITE_WORDS
        if sited and len(tail.split()) >= 4 and _SITED.search(units[i].text):
            return {i: "navigation"}
        if len(tail.split()) >= 3 and (leads or (_OPEN_TRAIL.match(units[i].text) and _alike(whole, tail))):
            return {i: "navigation"}
    return {}


def _alike(a: str, b: str) -> bool:
    mine, yours = set(a.split()), set(b.split())
    return 2 * len(mine & yours) >= max(1, min(len(mine), len(yours)))


_SITED = compiled(r"\s[-–—|]\s[A-Z0-9][^-–—|]{1,40}$|[_|][A-Z][\w ]{1,40}$")
_SITE_WORDS = 5
_OPEN_TRAIL = compiled(r"[/>»›|\s]*[/>»›|]")
_TRAIL = compiled(r"\s[-–—>»›/|]\s|>>|»|::|[>|/]")


def site_line(found: Sequence[Unit], reasons: dict[int, str], title: int | None) -> int | None:
    """The line directly below the title that is only a site's name: it says so, or stands over a date."""
    follows = next((i for i in range(title + 1, len(found)) if i not in reasons), None) if title is not None else None
    if follows is None or found[follows].mark is not None or not 2 <= found[follows].words <= 8:
        return None
    text = found[follows].text
    if reasons.get(follows + 1) == "boilerplate" and _signs_later(text, found[follows + 2 :]):
        return follows
    if found[follows].words > 5:
        return None
    below = reasons.get(follows + 1) == "boilerplate" and found[follows].words <= 4
    return follows if (below or _SITE_NAME.search(text)) and text[-1].isalpha() and text[0].isupper() else None


def _signs_later(text: str, below: Sequence[Unit]) -> bool:
    """Whether a line opens with an author's name of two words, who speaks by it further down: `I am Aunt Mei, ...`"""
    name = " ".join(text.split()[:2])
    if END.search(text) or not name[0].isupper() or not _SMALL.isdisjoint(name.lower().split()):
        return False
    own = re.compile(rf"(?:i am|i['’]m) {re.escape(name)}\b", re.IGNORECASE)
    return any(own.search(unit.text) for unit in below)


_SITE_NAME = compiled(
    r"\b(?:network|net|encyclopedia|website|portal|forum|channel|assistant|studio|classroom|workshop)$", re.IGNORECASE
)
