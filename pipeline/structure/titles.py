"""Where the title of a list's item ends, decided for a list as a whole: by line, separator, or first sentence."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.compiled import compiled
from pipeline.structure import cues, kinds, tables

_SEPARATOR = compiled(r"\s*(?:[:：]\*{0,2}|；|\s[-–—]{1,2}(?=\s)|[—–]{1,2}|(?<=[a-z])-(?=\s+[A-Z]))\s*")
_SENTENCE = compiled(
    r"(?:(?<!\b[A-Z])(?<!\betc)\.+|(?<=\betc)\.+(?!\s*[a-z,])|(?<=[a-z]{4}\s[A-Z])\.(?=\s+[A-Z])|[!?。！？…]+)[\"”’)）»]*(?=\s|[A-Z“\"(（]|[^\x00-\x7f]|$)"
)
_END = compiled(r"[.!?。！？…][\"”’)）»]*$")
_QUANTITY = compiled(r"[\d½¼¾][\d.,/–-]*\s?(?:[a-z]{1,6}\.?(?: [a-z]{1,6}\.?)?)?[;,.]?\s*")
_GLUE = compiled(r"(?<=[a-z])(?=[A-Z][a-z]*[\s-])")
_WORD = compiled(r"[\w'’%-]+")
_QUOTED = compiled(r"[\"“«'‘][^\"”»'’]{3,100}[\"”»'’][,.:]?")
_BOLD = compiled(r"(\*\*|__)(?=\S).{1,150}?\1\s*[:：.–—-]?\s*")
_SPACED = compiled(r"(?:(?<=[a-z0-9)])|(?<=\s[A-Z]))\s+(?=(?:[A-Z][a-z']+|[AI])(?:,|\s+[a-z0-9]))")
_WEAK_GLUE = compiled(r"(?<=[a-z])(?=[A-Z0-9][A-Za-z0-9]*[\s,])")
_WEAK_SPACE = compiled(r"(?<=[a-z])\s+(?=[A-Z][A-Za-z']+\s+[a-z+])")
_COMMA = compiled(r"\s?[,，](?=\s)\s*")
_ROW_ENDS = compiled(r"\s(?:and|or)(?:\s[\w'’-]+){1,3}$")
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
_PARTED = {"bold", "separator", "glue"}
_POINTS = compiled(r"(?:it|this|these|they|if|when|because|although|as|since|while|in order|for)\b", re.IGNORECASE)
_FINITE = compiled(
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


def cut_all(bodies: Sequence[Body]) -> list[int]:
    """For each item of a list, where its title ends within its text (0: it has none; its length: the whole line)."""
    options = [_options(body) for body in bodies]
    _without_alike(bodies, options)
    votes = Counter(style for option in options for style in option)
    common = {style for style, count in votes.items() if count >= max(2, 0.5 * len(bodies))}
    if len(bodies) == 1:
        common |= {"alone"}
    if votes["glue"] and len(bodies) > 1:
        for body, option in zip(bodies, options, strict=True):
            if not option and (cut := tables.unglued(body.text[:90])):
                option["glue"] = cut
    if bodies[-1].last and len(bodies) > 1 and all("line" in option for option in options[:-1]):
        common |= {"line"}
    common = common | {"run on"} if _runs_on(options) else common - {"run on"}
    if votes["spaced"] < 0.7 * len(bodies) and any(body.bullet for body in bodies):
        common -= {"spaced"}
    if "separator" in common and votes["separator"] <= 0.6 * len(bodies):
        common |= {"some separators"}
    if votes["glue"] >= max(2, 0.4 * len(bodies)):
        common |= {"glue"}
    if len(bodies) >= 3 and not any(options[:-1]):
        alike = 2 * sum(not _END.search(body.text) for body in bodies[:-1]) >= len(bodies) - 1
        common |= {"no lines"} if alike or len(bodies) > 3 else set()
    if len(bodies) >= 3 and all(map(_opened, bodies, options)) and any(map(_brief, bodies, options)):
        common |= {"brief", "opened"}
    if _briefly(bodies, options):
        common |= {"brief"}
    cuts = [_choose(body, option, common) for body, option in zip(bodies, options, strict=True)]
    return _agreed(bodies, options, cuts)


def _without_alike(bodies: Sequence[Body], options: Sequence[dict[str, int]]) -> None:
    """Take away separators behind words that are the same in all items: `Fault: no spark`, `Fault: no flame`."""
    said = {body.text[: option.get("separator", 0)].casefold() for body, option in zip(bodies, options, strict=True)}
    if len(bodies) > 1 and len(said) == 1 and all("line" in option for option in options):
        for option in options:
            option.pop("separator", None)


def _runs_on(options: Sequence[dict[str, int]]) -> bool:
    """Whether the titles of a list run on into their texts: half of those that nothing parts, or with capitals most."""
    found = sum("run on" in option for option in options)
    bare = sum("run on" in option or not option.keys() & {*_PARTED, "line"} for option in options)
    capitals = sum("spaced" in option and "run on" not in option for option in options)
    return found > 0 and (2 * found >= max(3, bare) or found + capitals >= max(3, 0.75 * bare))


def _briefly(bodies: Sequence[Body], options: Sequence[dict[str, int]]) -> bool:
    """Whether nearly all bullets of a list open with a phrase of a few words that is a sentence of its own."""
    brief = sum(_brief(body, option) for body, option in zip(bodies, options, strict=True))
    split = sum("separator" in option for option in options)
    return brief >= 3 and brief + split >= 0.75 * len(bodies)


def _opened(body: Body, option: dict[str, int]) -> bool:
    """Whether an item opens with a sentence of a few words, above a text of more than one and thrice its length."""
    end = option.get("sentence", 0)
    few = 0 < _count(body.text[:end]) <= 9 and not _POINTS.match(body.text)
    return few and _count(body.text[end:]) >= 3 * _count(body.text[:end])


def brief(text: str) -> bool:
    """Whether a text opens with a phrase of a few words that is a sentence of its own: `Air lock. Air ...`"""
    first = _SENTENCE.search(text)
    return first is not None and first.end() < len(text.rstrip()) and is_phrase(text[: first.end()])


def opens(text: str) -> bool:
    """Whether a text opens with a sentence of a few words and has another one: `Lift the pot. If it ...`"""
    first = _SENTENCE.search(text)
    return first is not None and _count(text[: first.end()]) <= 7 and len(text) - first.end() > 12


def first_sentence(text: str) -> int:
    """Where the first sentence of a text ends; its length where it is the only one."""
    first = _SENTENCE.search(text)
    return first.end() if first else len(text)


def _brief(body: Body, options: dict[str, int]) -> bool:
    return is_phrase(body.text[: options.get("sentence", 0)])


def is_phrase(phrase: str) -> bool:
    """Whether a sentence is a phrase of a few words without a finite verb: `Air lock.`"""
    return 1 <= _count(phrase) <= 5 and phrase.rstrip()[-1] == "." and not _FINITE.search(phrase)


def _agreed(bodies: Sequence[Body], options: Sequence[dict[str, int]], cuts: list[int]) -> list[int]:
    """The ends once more, as the list's majority has it: a title for the last few without one, none for a lone one."""
    titled = [cut for cut in cuts if cut]
    if len(cuts) == 2 and len(titled) == 1:
        return [0 if cut == option.get("sentence") else cut for option, cut in zip(options, cuts, strict=True)]
    if len(cuts) < 3 or len(titled) == len(cuts):
        return cuts
    if sum(cut == option.get("sentence", -1) for option, cut in zip(options, cuts, strict=True)) >= 0.75 * len(cuts):
        cuts = [cut or _short_sentence(body, option) for body, option, cut in zip(bodies, options, cuts, strict=True)]
    whole = any(cut == len(body.text) and cut for body, cut in zip(bodies, cuts, strict=True))
    glued = sum("glue" in option for option in options) >= 2
    weak = [cut or _weak_end(body, whole, glued) for body, cut in zip(bodies, cuts, strict=True)]
    most = len(weak) - weak.count(0) >= 0.8 * len(cuts) and not bodies[-1].inline
    many = 0.4 if most else 0.6
    if len(titled) >= max(2, many * len(cuts)):
        return weak
    alone = sum(not cut and _one_sentence(body) for body, cut in zip(bodies, cuts, strict=True))
    if len(titled) <= (0.5 if bodies[0].bullet else 0.4) * len(cuts) or 2 * alone >= len(cuts):
        lone = sum(cut == option.get("separator") for option, cut in zip(options, cuts, strict=True)) == 1
        return [
            0
            if cut in (option.get("sentence"), _opening(body.text))
            or ((body.bullet or lone) and cut == option.get("separator"))
            else cut
            for body, option, cut in zip(bodies, options, cuts, strict=True)
        ]
    return cuts


def _short_sentence(body: Body, option: dict[str, int]) -> int:
    """Where a first sentence of a few words ends that points to nothing before it."""
    end = option.get("sentence", 0)
    return end if _count(body.text[:end]) <= 12 and not _POINTS.match(body.text) and not body.bullet else 0


def _one_sentence(body: Body) -> bool:
    """Whether an item is a single full sentence: others of its list then hold sentences, not titles."""
    text = body.text.rstrip()
    first = _SENTENCE.search(text)
    return not body.next_words and first is not None and first.end() >= len(text)


def _weak_end(body: Body, whole: bool, glued: bool) -> int:
    """Where a title may end that only the list's other titles speak for: a capital, a comma, a line's end."""
    text = body.text
    if body.bullet or body.clause or not text:
        return 0
    if glued and (match := _WEAK_GLUE.search(text, 2, 60)):
        return match.start()
    first = _SENTENCE.search(text)
    limit = first.start() if first else len(text)
    match = _WEAK_SPACE.search(text, 2, 50)
    if match and match.start() < limit and "," not in text[: match.start()] and len(text) - match.end() > 12:
        return match.end()
    comma = _COMMA.search(text, 2, 50)
    if comma and comma.start() < limit and _count(text[: comma.start()]) <= 5 and len(text) - comma.end() > 12:
        rest = text[comma.end() :]
        two = "," not in rest and min(kinds.imperative(text), kinds.imperative(rest)) > 0.5  # pieces of advice
        two = two or rest.startswith(("and ", "or ", "but ", "so "))
        if not two and _ROW_ENDS.search(text, comma.end(), limit) and not _FINITE.search(text, comma.end(), limit):
            return _short_sentence(body, {"sentence": first.end()}) if first and first.end() < len(text) else 0
        return 0 if two or _NO_TITLE.match(text) or _PLACE.match(text) else comma.end()
    if not body.next_words and first is None and _count(text) <= (4 if body.inline else 10) and not whole:
        return len(text)
    return 0


def _options(body: Body) -> dict[str, int]:
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
    if not out.keys() & _PARTED and not body.bullet and (body.final or not body.next_words):
        out |= {"run on": end} if (end := _run_on_end(body.text, limit)) else {}
    if first and not whole and not out.get("spaced", limit) < limit and _count(text[: first.end()]) <= 16:
        out["sentence"] = first.end()
    return out


def _count(text: str) -> int:
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
    if 0 < broken < 90 and text[broken:].lstrip()[:1].isupper() and not _END.search(text[:broken].rstrip()):
        return broken
    words = _count(text[:400])
    fits = body.next_words and words <= 25 and (whole or words <= 10) and (words <= 18 or body.next_words > words)
    return len(text) if fits else 0


def _separator_end(body: Body, limit: int) -> int:
    match = _SEPARATOR.search(body.text, 1)
    if match is None or match.end() >= len(body.text) or not (match.start() < limit or limit == 0):
        return 0
    title = body.text[: match.start()]
    amount = match.group().strip() in "-–—" and _QUANTITY.fullmatch(body.text, match.end())
    fits = not amount and 1 <= _count(title) <= (8 if body.bullet else 12) and not re.search(r"https?$|\d$", title)
    return match.end() if fits else 0


def spaced(text: str) -> int:
    """Where a title ends that only a capital parts from the text behind it (`Nose spray Half an hour`), or 0."""
    first = _SENTENCE.search(text)
    return _spaced_end(text, first.start() if first else len(text) + 1)


def _spaced_end(text: str, limit: int) -> int:
    match = _SPACED.search(text, 2, 110)
    if match is None or match.start() >= limit or len(text) - match.end() <= 25:
        return 0
    title = text[: match.start()]
    return match.end() if 1 <= _count(title) <= 12 and not re.search(r"[,;:]", title) else 0


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
    if not 0 < _count(title) <= 7 or "," in title or kinds.imperative(title) >= 0.4:
        return 0
    told = _FINITE.search(title) or _FINITE.search(text, len(title), max(limit, len(title)))
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
    return match.start() if match and 1 <= _count(text[: match.start()]) <= 9 else 0


def _choose(body: Body, options: dict[str, int], common: set[str]) -> int:
    if "bold" in options:
        return options["bold"]
    if "separator" in options and ("separator" in common or "line" not in options):
        clause = _FINITE.search(body.text[: options["separator"]])
        if not clause or "alone" in common or ("separator" in common and "some separators" not in common):
            return options["separator"]
    whole = body.bullet or (body.final and (_END.search(body.text) or "no lines" in common))
    if "line" in options and ("line" in common or not whole):
        return options["line"]
    if (
        body.last
        and not body.next_words
        and "line" in common
        and body.text
        and not _END.search(body.text)
        and len(_WORD.findall(body.text)) <= 12
    ):
        return len(body.text)
    if (
        body.last
        and body.final
        and not body.next_words
        and common & {"sentence", "separator", "spaced"}
        and len(_WORD.findall(body.text)) <= 3
        and not _END.search(body.text)
    ):
        return len(body.text)
    if ends := [options[style] for style in ("run on", "spaced") if style in options and style in common]:
        return min(ends)
    named = _brief(body, options) or "opened" in common or _named_first(body, options)
    if body.bullet and "brief" in common and named:
        return options["sentence"]
    if body.bullet or body.clause:
        return 0
    if "glue" in common and options.get("glue", len(body.text)) < options.get("sentence", 0):
        return options["glue"]
    if "sentence" in options and _titular(body.text[: options["sentence"]], "sentence" in common):
        return options["sentence"]
    if "glue" in options:
        return options["glue"]
    return _opening(body.text)


def _named_first(body: Body, options: dict[str, int]) -> bool:
    """Whether an item opens with a sentence of a few words without a finite verb, before others."""
    first = body.text[: options.get("sentence", 0)]
    return 0 < _count(first) <= 8 and not _FINITE.search(first) and not _POINTS.match(first)


def _titular(sentence: str, common: bool) -> bool:
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
    return len(words) <= 15 and plain and not _FINITE.search(sentence)


def _opening(text: str) -> int:
    """A quoted title, or a short phrase before a comma that a clause with `with` or `such as` explains."""
    quoted = _QUOTED.match(text)
    if quoted and quoted.end() < len(text):
        return quoted.end()
    comma = re.match(r"([^,，.:]{3,45}),\s(?=with\b|such as\b|which\b|that is\b|namely\b|including\b)", text)
    if comma and len(comma.group(1).split()) <= 4 and not _FINITE.search(comma.group(1)):
        return comma.start() + len(comma.group(1)) + 1
    return 0
