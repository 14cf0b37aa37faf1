"""Guards of LanguageTool's acting rules: each gets a text and a match, and gives the replacement to make, or None.

The evidence for each is in grammar.csv.
"""

import re
from collections.abc import Callable, Mapping

from pipeline.compiled import compiled
from pipeline.model import Match
from pipeline.repair.inflection import verb_forms
from pipeline.repair.lexicon import any_of, words

_PAIRED = frozenset(
    "face day door back side time one end hand person head year week month step part cheek heart eye toe little bit"
    " night minute hour word layer level place house arm point two shoulder".split()
)
"""What stands on both sides of a preposition: face to face, day by day."""
Guard = Callable[[str, Match], str | None]

_FUNCTION = words("repeated_by_mistake")
_PREFIXES = words("prefix")


_GLUED = compiled(r"[^\W_](?=[.,;:!?)\]}、。，]+([^\W_]))")
_RUN = compiled(r"(?:[,.;:!?…、。，；：！？·]\s*){2,}")
_NUMBER_GAP = compiled(r"(?<=\d)(?: +[.,]|[.,] +| +[.,] +)(?=\d)")
_MEANT_TWICE = compiled(
    r"\b(?:what|who|where|how|all|it)\b[^.,;:!?]*\b(is is|was was|are are|be be)\Z"
    r"|\b(?:c[oa]me|comes|coming|goes|go|went|going|gone|move[ds]?|log(?:ged)?|call(?:ed)?|g[oe]t|handed|turned"
    r"|walk(?:ed)?)(?: it)? (?:in in|on on|by by)\Z"
    r"|\b(?:in|on|of|to|with|for|from|by|at|about|without|under|after|before) (?:it it|you you)\Z",
    re.IGNORECASE,
)
"""A verb at the end of a clause and the same verb after it; a particle and the same preposition; what a preposition
takes and the next clause's subject (thanks to the salt in it it keeps)."""
_MODAL_NOUN = compiled(
    r"\b(?:beer|tin|trash|garbage|oil|soda|petrol|gas|watering|paint|cola|drink|food|spray|each|every|one|empty"
    r"|full) can\Z"
    r"|\b(?:my|your|his|her|their|our|its|the|a|this|god's|free|political|good|own|last|living) will\Z"
    r"|\b(?:a|the|this) can\Z"
    r"|\b(?:of|in|this|last|early|late|mid) may\Z",
    re.IGNORECASE,
)
"""A noun, or a month, that looks like a modal verb."""
_DONE = any_of(
    form
    for verb in words("transitive")
    | words("participle_verb")
    | words("passive_verb")
    | {"train", "vaccinate", "divide"}
    if (form := verb_forms(verb)[3]).endswith("ed") or form not in verb_forms(verb)[:3]
)
_LACKS_BE = compiled(
    rf"(?:[a-z]+ )?(?:not )?(?:{_DONE})(?= ?[.,;!?)]|$| (?:in|into|at|on|with|by|for|from|to|before|after|when|twice"
    r"|once|every|and|or)\b)"
)
"""A participle with nothing behind it that could be what is done something to."""
_NEAR = 12
"""How many characters on either side of a match a change of its spaces can glue or part."""


def _seams(text: str) -> int:
    """How often punctuation stands between two words without a space; digits on both sides are a number."""
    return sum(not (m[0].isdigit() and m[1].isdigit()) for m in _GLUED.finditer(text))


def spoils(text: str, match: Match, after: str) -> bool:
    """Whether a replacement would leave two words glued at a mark, close half a number, or work at a part of a run of
    punctuation marks, where what one rule leaves is the next one's case."""
    left, right = text[max(0, match.start - _NEAR) : match.start], text[match.end : match.end + _NEAR]
    before = text[match.start : match.end]
    near, start, end = left + before + right, len(left), len(left) + len(before)
    if _seams(left + after + right) > _seams(near):
        return True
    if any(m.start() < end and m.end() > start for m in _NUMBER_GAP.finditer(near)):
        return True
    whole = left[-1:].isalnum()
    return any(
        m.start() <= end
        and m.end() >= start
        and not (whole and m.start() >= start and len(m[0].rstrip()) <= end - start)
        for m in _RUN.finditer(near)
    )


def _first(match: Match) -> str | None:
    return match.replacements[0] if match.replacements else None


def no_quotes(text: str, match: Match) -> str | None:
    """Not when the match holds a quotation mark, an apostrophe, a bracket or another sign, or stands behind a bracket
    or a stop (`Co.,Ltd`)."""
    found = text[match.start : match.end]
    if re.search(r"[^\w\s,.]|_", found) or text[: match.start].endswith((".", ")")):
        return None
    return _first(match)


def function_word(text: str, match: Match) -> str | None:
    """Function words only (`Fang Fang` and `power power` stay), and not in “what it is is”, “went in in silence”."""
    words = text[match.start : match.end].lower().split()
    if (
        len(words) == 2
        and words[0] == words[1]
        and words[0] in _FUNCTION
        and words[0] not in ("that", "had", "her", "so")
        and not _MEANT_TWICE.search(text[max(0, match.start - 60) : match.end])
    ):
        return _first(match)
    return None


def distinct_words(text: str, match: Match) -> str | None:
    """More than one distinct word is repeated, and the phrase stands twice, not more often."""
    words = text[match.start : match.end].lower().split()
    phrase = " ".join(words[: len(words) // 2])
    before, after = text[: match.start].lower().rstrip(), text[match.end :].lower().lstrip()
    if len(set(words)) < 2 or before.endswith(phrase) or after.startswith(phrase):
        return None
    if words[0] in _PAIRED and words[1] in ("to", "by", "after", "in", "on", "for") and not after.startswith(words[0]):
        return None  # face to face to talk
    if words[0] in ("a", "an", "one") and len(words) == 4:
        return None  # a pit a pit: full of pits
    return _first(match)


def compound(text: str, match: Match) -> str | None:
    """Close a spaced hyphen, or hyphenate a bare prefix; never drop a hyphen."""
    found, after = text[match.start : match.end], _first(match)
    if after is None:
        return None
    if re.search(r"\s[-–]|[-–]\s", found) and after == re.sub(r"\s*[-–]\s*", "-", found):
        return after
    words = found.split()
    if len(words) == 2 and words[0].lower() in _PREFIXES and after == "-".join(words):
        return after
    return None


_DETERMINER_BEFORE = compiled(r"\b(?:the|this|that|these|those|an?|my|your|his|her|its|our|their) $", re.I)


def plain_word_after(text: str, match: Match) -> str | None:
    """A plain lower-case word follows the article, and no other determiner goes before it."""
    after = _first(match)
    rest = text[match.end :]
    if after is None or after.lower() not in ("a", "an") or _DETERMINER_BEFORE.search(text[: match.start]):
        return None
    if text[match.start - 1 : match.start] in ("'", "’"):
        return None  # Xi 'an
    return after if re.match(r"\s+(?!(?:an|the|and|or)\b)[a-z]{2,}(?![\w'’-])", rest) else None


def not_march_may(text: str, match: Match) -> str | None:
    """Not march, may."""
    return None if text[match.start : match.end].lower() in ("march", "may") else _first(match)


def no_space_first(text: str, match: Match) -> str | None:
    """Not when it begins with a space, nor stops before a word in lower case: they stand for an ellipsis; nor where no
    space follows, which would be a fault of its own then."""
    found = text[match.start : match.end]
    if (
        found[:1].isspace()
        or text[match.end :][:1].strip()
        or ("." in found and re.match(r"\s+[a-z]", text[match.end :]))
    ):
        return None
    return _first(match)


def case_only(text: str, match: Match) -> str | None:
    """Only the case changes, and nothing else is offered."""
    after = _first(match)
    if len(match.replacements) == 1 and after is not None and after.lower() == text[match.start : match.end].lower():
        return after
    return None


def hyphen_only(text: str, match: Match) -> str | None:
    """Nothing but hyphens and spaces changes, and no hyphen is dropped."""
    found, after = text[match.start : match.end], _first(match)
    if after is None or re.sub(r"[\s-]", "", after) != re.sub(r"[\s-]", "", found):
        return None
    return after if after.count("-") > found.count("-") or re.search(r"\s-|-\s", found) else None


def spaces_only(text: str, match: Match) -> str | None:
    """Nothing but spaces changes."""
    after = _first(match)
    return (
        after
        if after is not None and "".join(after.split()) == "".join(text[match.start : match.end].split())
        else None
    )


def adds_the(text: str, match: Match) -> str | None:
    """Nothing changes but a word `the` before the match."""
    found, after = text[match.start : match.end], _first(match)
    return after if after is not None and after.lower() == f"the {found.lower()}" else None


def one_word(text: str, match: Match) -> str | None:
    """One replacement only, of the same number of words, beginning with the same two letters."""
    found, after = text[match.start : match.end], _first(match)
    if after is None or len(match.replacements) != 1 or len(after.split()) != len(found.split()):
        return None
    return after if after.split()[-1][:2].lower() == found.split()[-1][:2].lower() else None


_ASKS = compiled(
    r"(?:^|[.!?:;,(\"“]\s*|\n|\b(?:how|why|when|where|what|which|and|but|or|so|then) (?:[a-z]+ )?)does\b[^.!?]*\Z", re.I
)


def asked_with_does(text: str, match: Match) -> str | None:
    """As one_word, and only where does opens a question, not where it's what somebody does (she does six pages)."""
    before = text[: match.start].rpartition("does")
    at = match.start + 4 if text.startswith(("does", "Does"), match.start) else match.start
    third = before[1] or at > match.start
    return one_word(text, match) if not third or _ASKS.search(text, 0, at) else None


_PERCEIVED = compiled(
    r"\b(?:listen|listening|see|seen|hear|heard|watch|watching|feel|let|make|help)(?: to)? (?:it )?\Z", re.I
)


def not_perceived(text: str, match: Match) -> str | None:
    """As one_word, and not where somebody sees or hears it do something (listen it sing)."""
    return None if _PERCEIVED.search(text, 0, match.start) else one_word(text, match)


def after_modal(text: str, match: Match) -> str | None:
    """As one_word, and not where the modal is a noun (the beer can, his will, in May), or where a participle may lack
    its be (can divided into two)."""
    if _MODAL_NOUN.search(text[: match.start].rstrip()) or _LACKS_BE.match(text[match.start :]):
        return None
    return one_word(text, match)


def lone_i(text: str, match: Match) -> str | None:
    """A lower-case i before a verb, no variable and no Roman numeral."""
    after = _first(match)
    if text[match.start : match.end] != "i" or after != "I":
        return None
    return (
        after
        if re.match(r"\s+(?:am|was|have|had|will|would|can|could|think|feel|know|want|like)\b", text[match.end :])
        else None
    )


def apostrophe_only(text: str, match: Match) -> str | None:
    """Nothing changes but an apostrophe."""
    found, after = text[match.start : match.end], _first(match)
    return after if after is not None and re.sub(r"['’]", "", after) == re.sub(r"['’]", "", found) else None


GUARDS: Mapping[str, Guard] = {
    guard.__name__: guard
    for guard in (
        no_quotes,
        function_word,
        distinct_words,
        compound,
        plain_word_after,
        not_march_may,
        no_space_first,
        case_only,
        hyphen_only,
        spaces_only,
        adds_the,
        one_word,
        asked_with_does,
        not_perceived,
        after_modal,
        lone_i,
        apostrophe_only,
    )
}
"""The guards by the name that grammar.csv uses."""
