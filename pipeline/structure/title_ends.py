"""Where the title of one item may end, by style (its line, a separator, a capital, its first sentence), and what reads
as a title."""

import re
from dataclasses import dataclass

from pipeline.compiled import compiled
from pipeline.structure import cues, kinds

_SEPARATOR = compiled(r"\s*(?:[:：]\*{0,2}|；|\s[-–—]{1,2}(?=\s)|[—–]{1,2}|(?<=[a-z])-(?=\s+[A-Z]))\s*")
_SENTENCE = compiled(
    r"(?:(?<!\b[A-Z])(?<!\betc)\.+|(?<=\betc)\.+(?!\s*[a-z,])|(?<=[a-z]{4}\s[A-Z])\.(?=\s+[A-Z])|[!?。！？…]+)[\"”’)）»]*(?=\s|[A-Z“\"(（]|[^\x00-\x7f]|$)"
)
CLOSED = compiled(r"[.!?。！？…][\"”’)）»]*$")
_QUANTITY = compiled(r"[\d½¼¾][\d.,/–-]*\s?(?:[a-z]{1,6}\.?(?: [a-z]{1,6}\.?)?)?[;,.]?\s*")
_MEASURED = compiled(r"\d ?(?:k?g|m[lg]|grams?|l|pieces?|spoons?|cups?)\b", re.IGNORECASE)
_AMOUNT = compiled(rf"{_MEASURED.pattern}[,;]?\s*\Z", re.IGNORECASE)
_AMOUNT_IN_WORDS = compiled(
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|half|several) (?:an? )?"
    r"(?:handfuls?|parts?|spoons?|spoonfuls?|cups?|slices?|pieces?|bowls?|drops?|bags?|points?) of\b",
    re.IGNORECASE,
)
_GLUE = compiled(r"(?<=[a-z])(?=[A-Z][a-z]*[\s-])")
_WORD = compiled(r"[\w'’%-]+")
_QUOTED = compiled(r"[\"“«'‘][^\"”»'’]{3,100}[\"”»'’][,.:]?")
_BOLD = compiled(r"(\*\*|__)(?=\S).{1,150}?\1\s*[:：.–—-]?\s*")
_SPACED = compiled(r"(?:(?<=[a-z0-9)])|(?<=\s[A-Z]))\s+(?=(?:[A-Z][a-z']+|[AI])(?:,|\s+[a-z0-9]))")
_TORN = compiled(
    r"(?<!\w)(?:an?|the|in|on|at|from|to|of|with|by|for|and|or|your|its|their|his|her|is|are|as|into|until|than)\Z",
    re.IGNORECASE,
)
"""What no title ends in: stop watering it from | September on."""
_WEAK_GLUE = compiled(r"(?<=[a-z])(?=[A-Z0-9][A-Za-z0-9]*[\s,])")
_WEAK_SPACE = compiled(r"(?<=[a-z])\s+(?=(?![A-Z]+\s)[A-Z][A-Za-z']+\s+[a-z+])")
_COMMA = compiled(r"\s?[,，](?=\s)\s*")
_ROW_ENDS = compiled(r"(?:\s(?:and|or)(?:\s[\w'’-]+){1,3}|,[^,]*\s(?:and|or)(?:\s[\w'’-]+){4,5})$")
_ROW = compiled(r"(?:[\w'’-]+\s){0,2}[\w'’-]+(?:,\s(?:[\w'’-]+\s){0,2}[\w'’-]+)*\s(?:and|or)\s")
_PLACE = compiled(
    r"(?:in|at|on|after|before|during|with|without|for|under|by|from|to|once|usually|sometimes|often|also|then|first|"
    r"please|so|but|and|or|not|such|some|every|each|especially|especial|secondly|besides|moreover|therefore)\b",
    re.IGNORECASE,
)
_NO_TITLE = compiled(
    r"(?:is|are|was|it|this|these|if|when|because|although|as|since|while|in order|there|for|most|some|many|"
    r"generally|usually)\b",
    re.IGNORECASE,
)
_CLAUSE_HEAD = compiled(r"(?<=[a-z]{3}) (?=(?:the|an?|these|this is|it is|there (?:is|are))\s)")
_WHEN = compiled(r"\s(?:before|after|when|if|during|because)\s")
_WHEN_FIRST = compiled(
    r"(?P<title>(?:[\w'’-]+ ){1,6}[\w'’-]+) (?:when|if|after|because) [^,.:;]{8,70}, (?!and|or|but|so|then|the\b)"
)
_JOINS = cues.vocabulary("small") | cues.vocabulary("joins")
PARTED = {"bold", "separator", "glue"}
_POINTS = compiled(r"(?:it|this|these|they|if|when|because|although|as|since|while|in order|for)\b", re.IGNORECASE)
FINITE = compiled(
    r"\b(?:is|are|was|were|has|have|had|can|could|will|would|may|might|must|should|do|does|did|need|needs|want|wants)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Body:
    """An item's text after its label: the rest of the label's line, the length in words of its next unit (0: none).

    last: nothing follows on the page; final: the list's last item; clause: the label is the beginning of its sentence,
    `The second reason is`; strong: length of the bold type that opens it.
    """

    text: str
    next_words: int
    bullet: bool = False
    inline: bool = False
    last: bool = False
    final: bool = False
    clause: bool = False
    strong: int = 0


def opened(body: Body, option: dict[str, int]) -> bool:
    """Whether an item opens with a sentence of a few words, above a text of more than one and thrice its length."""
    end = option.get("sentence", 0)
    few = 0 < count(body.text[:end]) <= 9 and not _POINTS.match(body.text)
    return few and count(body.text[end:]) >= 3 * count(body.text[:end])


def brief(text: str) -> bool:
    """Whether a text opens with a phrase of a few words that is a sentence of its own: `Air lock. Air ...`"""
    first = _SENTENCE.search(text)
    return first is not None and first.end() < len(text.rstrip()) and is_phrase(text[: first.end()])


def opens(text: str) -> bool:
    """Whether a text opens with a sentence of a few words and has another one: `Lift the pot. If it ...`"""
    first = _SENTENCE.search(text)
    return first is not None and count(text[: first.end()]) <= 7 and len(text) - first.end() > 12


def first_sentence(text: str) -> int:
    """Where the first sentence of a text ends; its length where it is the only one."""
    first = _SENTENCE.search(text)
    return first.end() if first else len(text)


def is_phrase(phrase: str) -> bool:
    """Whether a sentence is a phrase of a few words without a finite verb: `Air lock.`"""
    return 1 <= count(phrase) <= 5 and phrase.rstrip()[-1] == "." and not FINITE.search(phrase)


def short_sentence(body: Body, option: dict[str, int]) -> int:
    """Where a first sentence of a few words ends that points to nothing before it."""
    end = option.get("sentence", 0)
    return end if count(body.text[:end]) <= 12 and not _POINTS.match(body.text) and not body.bullet else 0


def is_one_sentence(body: Body) -> bool:
    """Whether an item is a single full sentence: others of its list then hold sentences, not titles."""
    text = body.text.rstrip()
    first = _SENTENCE.search(text)
    return not body.next_words and first is not None and first.end() >= len(text)


def weak_end(body: Body, whole: bool, glued: bool) -> int:
    """Where a title may end that only the list's other titles speak for: a capital, a comma, a line's end."""
    text = body.text
    if body.bullet or body.clause or not text:
        return 0
    if glued and (match := _WEAK_GLUE.search(text, 2, 60)):
        return match.start()
    first = _SENTENCE.search(text)
    limit = first.start() if first else len(text)
    match = _WEAK_SPACE.search(text, 2, 50)
    at = match.start() if match else limit
    if match and at < limit and "," not in text[:at] and len(text) - match.end() > 12 and not _TORN.search(text, 0, at):
        return match.end()
    comma = _COMMA.search(text, 2, 50)
    if comma and comma.start() < limit and count(text[: comma.start()]) <= 5 and len(text) - comma.end() > 12:
        return _comma_end(body, comma.end(), limit, first)
    if not body.next_words and first is None and count(text) <= (4 if body.inline else 10) and not whole:
        return len(text)
    return 0


def _comma_end(body: Body, end: int, limit: int, first: re.Match[str] | None) -> int:
    """Where a title ends before whose comma few words stand: there, but not between two pieces of advice, before a
    clause that goes on, or in a row; a row that is a short first sentence is the title as a whole."""
    text, rest = body.text, body.text[end:]
    advice = "," not in rest and min(kinds.imperative(text), kinds.imperative(rest)) > 0.5
    bracketed = text.count("(", 0, end) > text.count(")", 0, end)
    # the first of several ingredients: flour 30g, salt 2g; pour in 150g flour, an egg, 2g salt
    amount = _AMOUNT.search(text, 0, end) or (_MEASURED.search(text, 0, end) and _MEASURED.search(text, end, limit))
    if advice or bracketed or amount or _AMOUNT_IN_WORDS.match(text) or rest.startswith(("and ", "or ", "but ", "so ")):
        return 0
    if _ROW_ENDS.search(text, end, limit) and not FINITE.search(text, end, limit):
        return short_sentence(body, {"sentence": first.end()}) if first and first.end() < len(text) else 0
    row = _ROW.match(rest)  # bring the ticket, the card and a pen to the counter
    if row and kinds.imperative(text) > 0.5 > kinds.imperative(rest) and not FINITE.search(row[0]):
        return 0
    return 0 if _NO_TITLE.match(text) or _PLACE.match(text) else end


def ends_by_style(body: Body) -> dict[str, int]:
    """Possible ends of the title by style."""
    text = body.text
    first = _SENTENCE.search(text)
    whole = first is None or first.end() >= len(text.rstrip())
    limit = first.start() if first else len(text) + 1
    found = {
        "bold": _bold_end(body),
        "line": _line_end(body, whole),
        "separator": _separator_end(body, limit),
        "spaced": _spaced_end(text, limit),
        "glue": _glue_end(text),
    }
    out = {style: end for style, end in found.items() if end}
    if not out.keys() & PARTED and not body.bullet and (body.final or not body.next_words):
        out |= {"run on": end} if (end := _run_on_end(body.text, limit)) else {}
    if first and not whole and not out.get("spaced", limit) < limit and count(text[: first.end()]) <= 16:
        out["sentence"] = first.end()
    return out


def count(text: str) -> int:
    """How many words a text has."""
    return len(_WORD.findall(text))


def _bold_end(body: Body) -> int:
    """Where bold type that opens an item ends: Markdown's, or what the source's format declares."""
    text = body.text
    if text and body.strong == len(text) and (body.next_words or body.last):
        return len(text)
    if 0 < body.strong < len(text):
        return body.strong + len(text[body.strong :]) - len(text[body.strong :].lstrip(" :：.–—-\n"))
    bold = _BOLD.match(text)
    return bold.end() if bold and bold.end() < len(text) else 0


def _line_end(body: Body, whole: bool) -> int:
    text = body.text
    broken = text.find("\n")
    if 0 < broken < 90 and text[broken:].lstrip()[:1].isupper() and not CLOSED.search(text[:broken].rstrip()):
        return broken
    words = count(text[:400])
    fits = body.next_words and words <= 25 and (whole or words <= 10) and (words <= 18 or body.next_words > words)
    return len(text) if fits else 0


def _separator_end(body: Body, limit: int) -> int:
    match = _SEPARATOR.search(body.text, 1)
    if match is None or match.end() >= len(body.text) or not (match.start() < limit or limit == 0):
        return 0
    title = body.text[: match.start()]
    amount = match.group().strip() in "-–—" and _QUANTITY.fullmatch(body.text, match.end())
    fits = not amount and 1 <= count(title) <= (8 if body.bullet else 12) and not re.search(r"https?$|\d$", title)
    return match.end() if fits else 0


def spaced(text: str) -> int:
    """Where a title ends that only a capital parts from the text behind it (`Nose spray Half an hour`), or 0."""
    first = _SENTENCE.search(text)
    return _spaced_end(text, first.start() if first else len(text) + 1)


def _spaced_end(text: str, limit: int) -> int:
    match = _SPACED.search(text, 2, 110)
    if match is None or match.start() >= limit or len(text) - match.end() <= 25 or _TORN.search(text, 0, match.start()):
        return 0
    title = text[: match.start()]
    return match.end() if 1 <= count(title) <= 12 and not re.search(r"[,;:]", title) else 0


def _run_on_end(text: str, limit: int) -> int:
    """Where a title ends that nothing parts from the sentence behind it: `First, rust the water in the tank eats ...`.

    A noun with an article or `this is` behind it begins a clause of its own; what says when belongs to that clause.
    """
    if _NO_TITLE.match(text) or _PLACE.match(text):
        return 0
    title = next((text[: head.start()] for head in _CLAUSE_HEAD.finditer(text, 0, 90) if _named(text, head)), "")
    if when := _WHEN.search(title):
        title = title[: when.start()]
    elif first := _WHEN_FIRST.match(text):
        title = first.group("title")
    if not 0 < count(title) <= 7 or "," in title or kinds.imperative(title) >= 0.4:
        return 0
    told = FINITE.search(title) or FINITE.search(text, len(title), max(limit, len(title)))
    return len(title) + 1 if told else 0


def _named(text: str, head: re.Match[str]) -> bool:
    """Whether what stands before a clause's beginning ends with a noun, as far as its last words show."""
    said = _WORD.findall(text[: head.start()].lower())
    last, verbs = said[-1], cues.verbs()
    if last in _JOINS or last.endswith(("ing", "ly")):
        return False
    bases = {last, last.removesuffix("s"), last.removesuffix("es"), last.removesuffix("ed"), last.removesuffix("d")}
    return not bases & verbs or (len(said) > 1 and said[-2] in _JOINS) or not text.startswith(("a", "the"), head.end())


def _glue_end(text: str) -> int:
    match = _GLUE.search(text, 2, 120)
    return match.start() if match and 1 <= count(text[: match.start()]) <= 9 else 0


def is_named_first(body: Body, options: dict[str, int]) -> bool:
    """Whether an item opens with a sentence of a few words without a finite verb, before others."""
    first = body.text[: options.get("sentence", 0)]
    return 0 < count(first) <= 8 and not FINITE.search(first) and not _POINTS.match(first)


def is_titular(sentence: str, common: bool) -> bool:
    """Whether a first sentence reads as a title: short, or a phrase without a finite verb."""
    words = _WORD.findall(sentence)
    if not words:
        return False
    if common and len(words) <= 7 and words[0][:1].isupper():
        return True
    if _NO_TITLE.match(sentence) or sentence.endswith(("...", "…")):
        return False
    if len(words) <= 7 + 2 * common:
        return True
    plain = "," not in sentence and words[0].lower() not in cues.verbs()
    return len(words) <= 15 and plain and not FINITE.search(sentence)


def opening(text: str) -> int:
    """A quoted title, or a short phrase before a comma that a clause with `with` or `such as` explains."""
    quoted = _QUOTED.match(text)
    if quoted and quoted.end() < len(text):
        return quoted.end()
    comma = re.match(r"([^,，.:]{3,45}),\s(?=with\b|such as\b|which\b|that is\b|namely\b|including\b)", text)
    if comma and len(comma.group(1).split()) <= 4 and not FINITE.search(comma.group(1)):
        return comma.start() + len(comma.group(1)) + 1
    return 0
