"""Where sentences begin, from the punctuation alone: no model, no parse, and also where no space follows the stop.

After Read et al., "Sentence Boundary Detection: A Long Solved Problem?" (COLING 2012): in edited text a list of
abbreviations and the shape of the next word decide nearly all stops. On the training part of UD English EWT 99 of a
hundred stops that aren't part of an abbreviation end a sentence, whatever the case of the next word.
"""

import csv
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

_CLOSING = "\"”’')\\]»」』）】"
_OPENING = "\"“‘'(\\[«「『（【¿¡*#•-"

# One run of stops with the closing marks after it, the space, and the opening marks before the next word.
_CANDIDATE = re.compile(
    rf"(?P<stop>[.!?…]+|[。！？]+)(?P<close>[{_CLOSING}]*)(?P<space>\s*)(?P<open>[{_OPENING}]*)(?P<next>\w?)"
)
_BLANK_LINE = re.compile(r"\n\s*\n\s*")
_WORD_BEFORE = re.compile(r"[^\s(\[“\"‘«—–/,;:]*$")
# A list label: at a line's start, or after a stop ("5:00" and "83.5" are none; a glued "pain.2. Eat" is).
_LABEL_BEFORE = re.compile(
    r"(?:^|\n|[.!?。:：;]\s+|[^\W\d][.!?。:：;]|\s{2,})[(（]?\d{1,2}$"
    r"|(?:^|\n|[.!?。:：;]\s+|\s{2,})[(（]?(?:[A-Za-z]|[IVXivx]{1,4})$"
)
_NEXT_WORD = re.compile(r"\w+")
_NUMBER_NEXT = re.compile(r"\d{1,2}(?:[.)、:：]|\s|$)")
_NAMED_LETTER = re.compile(
    r"\b(?:vitamins?|plan|type|group|grade|class|part|section|figure|step|hepatitis|point|option|category|and|or|than)"
    r" (?:\w and )?[A-Z]$",
    re.IGNORECASE,
)
_UNIT = re.compile(r"\d ?[A-Z]$")  # "12 V", "5 G"
_GLUED_BEFORE = re.compile(r"^.*[^\W\d_A-Z]{2}[.?!](?=[A-Z])")
FILE_AND_DOMAIN_ENDINGS = frozenset("com net org edu gov io js py exe pdf doc docx txt html".split())
_LONGEST_ADDRESS = 200  # code points
_LOOK_BACK = 40  # code points: longer than any abbreviation with its neighbours


@cache
def abbreviations() -> dict[str, str]:
    """Return each abbreviation (without its last stop) and its kind.

    `title` stands before a name, `number` before a figure, `inner` never ends a sentence, `either` may.
    """
    lines = _data("abbreviations.csv")
    return {row["word"]: row["kind"] for row in csv.DictReader(lines)}


@cache
def starters() -> frozenset[str]:
    """Return words that begin sentences and aren't a name's first word: function words with a capital."""
    return frozenset(_data("starters.txt"))


def _data(name: str) -> list[str]:
    return (files("pipeline.language") / name).read_text(encoding="utf-8").splitlines()


def spans(text: str) -> list[tuple[int, int]]:
    """Return the sentences of `text` as spans in code points, end exclusive, without the blanks between them."""
    result = []
    begin = 0
    for start in [*starts(text), len(text)]:
        end = begin + len(text[begin:start].rstrip())
        begin += len(text[begin:end]) - len(text[begin:end].lstrip())
        if end > begin:
            result.append((begin, end))
        begin = start
    return result


def starts(text: str) -> list[int]:
    """Return the offsets (code points) at which a sentence begins, without the first one's."""
    return sorted(offset for offset, begins in judge(text).items() if begins)


def judge(text: str) -> dict[int, bool]:
    """Return each offset (code points) that the punctuation decides about, and whether a sentence begins there."""
    verdicts = dict(_after_stops(text))
    for match in _BLANK_LINE.finditer(text):
        if match.start() and match.end() < len(text):
            verdicts[match.end()] = True
    return verdicts


def _after_stops(text: str) -> Iterator[tuple[int, bool]]:
    for match in _CANDIDATE.finditer(text):
        start = match.start("open")
        if match.start() > 0 and start < len(text):
            yield start, _ends(text, match)


def _ends(text: str, match: re.Match[str]) -> bool:
    stop, space = match["stop"], match["space"]
    if stop[0] in "。！？":
        return True
    if not match["next"] and not match["open"]:
        return bool(space) and _is_symbol_start(text, match)
    if not space and not _may_be_glued(text, match):
        return False
    if match["next"].islower() and (match["close"] or "…" in stop or ".." in stop):
        return False  # "Why?" she asked; it hurts ... a little
    if stop != ".":
        return True
    return _stop_ends(text, match)


def _is_symbol_start(text: str, match: re.Match[str]) -> bool:
    """Tell whether what follows is a sign that begins a sentence (a price, an emoji), not more punctuation."""
    following = text[match.end()]
    return following not in ".,;:!?…)]}%/&" and match["stop"] != "…" and ".." not in match["stop"]


def _may_be_glued(text: str, match: re.Match[str]) -> bool:
    """Tell whether a stop without a space after it can end a sentence: "up.I", not "Node.js", "3.5", "p.Gly"."""
    before, following = text[: match.start()][-_LOOK_BACK:], match["next"]
    if match["close"] or match["open"]:
        return following.isupper() and before[-1:].isalnum()
    if _in_address(text, match.start()) or _next_word(text, match).lower() in FILE_AND_DOMAIN_ENDINGS:
        return False
    if "." not in match["stop"]:
        return before[-1:].isalnum() and following.isalpha()
    if following.isdigit():
        return before[-3:].isalpha() and before[-3:].islower() and bool(_NUMBER_NEXT.match(text, match.start("next")))
    if not following.isupper():
        return False
    if len(before) > 1 and before[-2:].isalpha() and before[-1].islower():
        return before[-2].islower() or _next_word(text, match) in starters()
    return before[-1:] in '%)]”’"' or bool(_UNIT.search(before)) or _next_word(text, match) in starters()


def _in_address(text: str, position: int) -> bool:
    before = text[max(0, position - _LONGEST_ADDRESS) : position].rsplit(None, 1)
    return bool(before) and ("://" in before[-1] or "@" in before[-1] or before[-1].startswith("www."))


def _next_word(text: str, match: re.Match[str]) -> str:
    word = _NEXT_WORD.match(text, match.start("next"))
    return word[0] if word else ""


def _stop_ends(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
    following = match["next"]
    word = _word(before)
    if _LABEL_BEFORE.search(before) and not match["close"]:
        return False  # "1. Calcium"
    kind = abbreviations().get(word)
    if kind is None and len(word) > 1 and abbreviations().get(word.lower()) == "inner":
        kind = "inner"  # "Approx. five" at the beginning of a sentence
    if kind == "inner":
        return False
    if kind == "title":
        return not following.isupper()
    if kind == "number":
        return not following.isdigit() and following.isupper() and _next_word(text, match) in starters()
    if kind == "either" and word.islower():
        return following.isupper()  # "for 45 min. Serve", "etc. Smith": a name there is the rarer case
    if kind == "either" or _is_initial(word, before):
        return following.isupper() and _next_word(text, match) in starters()
    return True


def _word(before: str) -> str:
    """Return the word that the stop follows, without a sentence glued before it ("rub.Prof" is "Prof")."""
    word = _WORD_BEFORE.search(before)
    return _GLUED_BEFORE.sub("", word[0]) if word else ""


def _is_initial(word: str, before: str) -> bool:
    """Tell whether the word before the stop is a name's initial or initials: "J", "W.E.B"."""
    if not re.fullmatch(r"(?:[A-Za-z]\.)*[A-Z]", word) or word == "I":
        return False
    return not _NAMED_LETTER.search(before) and not _UNIT.search(before)
