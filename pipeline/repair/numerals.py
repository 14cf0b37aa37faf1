"""Digits of one number that stand apart (`1 0 times`), which a rule joins and the guards read as one number; and
decimals with a comma (`1,5 kg`), which a rule asks about and which tell of an article's source language."""

import re

from pipeline.compiled import compiled

_COUNTED = (
    "seconds|minutes|hours|days|weeks|months|years|times|degrees|grams|kilograms|milligrams|milliliters|millilitres"
    "|centimeters|centimetres|millimeters|millimetres|kilometers|kilometres|meters|metres|liters|litres|pounds|percent"
    r"|calories|people|kinds|types|species|varieties|ways|methods|plants|patients|families|trees|eggs|seeds|words"
    r"|pages|yuan|dollars|euros|points|tablespoons|teaspoons|cups|drops|pieces|o ?['’] ?clock"
)
_MORE = "than|least|most|about|nearly|around|almost|over|under|within|every|between|only|exactly"
_LEADS = f"{_MORE}|in|for|of|to|after|before|at|from|by|until|and|or|is|are|was|takes?|lasts?|add|use|wait|boil|soak"
_SHORT = "k?g|m[gl]|[ckm]?m|%|℃|°"
_APART = compiled(
    rf"(?<![\w-])(?i:{_LEADS}) [1-9](?P<gap> )\d(?= (?:{_COUNTED})(?![\w-]))"
    rf"|(?<![\w-])(?i:{_MORE}) [1-9](?P<more> )\d(?=[;!?)]|[.,](?!\d)|\Z| (?:and|to|or) [1-9]\d?(?! ?[,.]?\d)\b)"
    rf"|(?<![\d.,:/+*-])(?<!\d )[1-9](?P<zero> )0(?= ?(?:{_SHORT}|(?:{_COUNTED})\b)(?![\w-]))"
    rf"|(?<![\d.,:/+*-])(?<!\d )[1-9](?P<range> )0(?= ?[-–~] ?[1-9]\d ?(?:{_SHORT}|(?:{_COUNTED})\b)(?![\w-]))"
    rf"|(?<![\d.,:/+*-])(?<!\d )[1-9](?P<round> )00(?= ?(?:{_SHORT}|(?:{_COUNTED})\b)(?![\w-]))"
)
"""By what shows it: an amount's lead before it and what is counted behind it, or zeros, which count nothing."""
_COMMA = compiled(r"\d,\d")
_HINT = compiled(r"\d \d")


def gaps(text: str) -> list[tuple[int, int]]:
    """The spaces inside numbers whose digits stand apart."""
    if not _HINT.search(text):
        return []
    return [m.span(m.lastgroup or 0) for m in _APART.finditer(text)]


def joined(text: str) -> str:
    """The text with such numbers joined."""
    for start, end in reversed(gaps(text)):
        text = text[:start] + text[end:]
    return text


_MEASURED = (
    r"(?:[mk]?g|[mcd]?[lL]|[cmk]?m[²³]?|[mk]?V|m?A|k?W(?:/\w)?|Ah|[MGT]B|[kMG]Hz|bar|atm|ha|%|‰|° ?[CF]|°|℃|€|\$"
    r"|tons?|tonnes?"
    r"|(?:centi|milli|kilo|deci)?(?:lit(?:er|re)|met(?:er|re)|gram)s?|hours?|times|degrees?|volts?|watts?|percent"
    r"|tablespoons?|teaspoons?|euros?|dollars?|rubles?|years?|months?|weeks?|days?|minutes?|inch(?:es)?)(?![\w²³-])"
)
_NUMBER = r"(?<![\w.,:/$€£-])\d{1,3},\d{1,2}"
_DECIMAL = compiled(rf"{_NUMBER}(?! ?,| ?\.?\d)(?= ?{_MEASURED})")
_DECIMALS = compiled(rf"{_NUMBER} ?(?:-|–|to|and) ?\d{{1,3}},\d{{1,2}}(?![\d,]|\.\d)")
_NEXT = compiled(r"(\d+),(\d)\Z")


def decimal_commas(text: str) -> list[int]:
    """Where the commas stand that are decimal points in English, before a unit or in a range. Two numbers in a row may
    be both meant (`1,2 days`)."""
    found: set[int] = set()
    if not _COMMA.search(text):
        return []
    for m in _DECIMALS.finditer(text):
        found.update(m.start() + comma.start() for comma in re.finditer(",", m[0]))
    for m in _DECIMAL.finditer(text):
        following = _NEXT.match(m[0])
        if not (following and following[1] != "0" and int(following[2]) == int(following[1]) + 1):
            found.add(m.start() + m[0].index(","))
    return sorted(found)
