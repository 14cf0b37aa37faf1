"""Hyphens and slashes with spaces around them."""

import re
from collections.abc import Iterator

from pipeline.compiled import compiled
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.common import FUNCTION, code_like, known

_TIMES = compiled(r"\d:\d\d\Z")
_SUSPENDED = frozenset("and or to versus vs but nor und".split())
_FAMILY = r"(?:grand)?(?:mother|father|sister|brother|son|daughter|parent|mom|dad)s?"
_HYPHEN_BEFORE = compiled(r"(?<![\w-])((?:[A-Za-z]+-){0,2}[A-Za-z]+|\d+)((?: -[a-z]+)+)(?![\w-]| -)")
_HYPHEN_AFTER = compiled(r"(?<![\w-])([A-Za-z]+)- ([a-z]+)(?![\w-])")
_HYPHEN_BOTH = compiled(r"(?<![\w-])([A-Za-z]+) - ([a-z]+)(?![\w-]| -)")
_COMPOUND = compiled(
    r"well-(?:known|being|developed|balanced|behaved)|so-called|(?:long|short|medium|near)-(?:term|lasting|standing)"
    r"|(?:high|low)-(?:quality|fat|calorie|pressure|level|risk|sugar|salt|end|cost|speed|protein)|(?:full|part)-time"
)
_ENDS = frozenset(
    "purpose made based free proof resistant sized shaped colored coloured term type style quality related rich"
    " friendly aged legged sleeved looking conditioned saving efficient lasting threatening soluble treated packed"
    " washed dried fed grown controlled mounted powered cooled heated filled lined coated tempered handed minded speed"
    " grade".split()
)
"""What ends a compound before a noun, and opens no statement."""
_NOUN_FOLLOWS = compiled(
    r" (?!(?:and|or|to|of|in|on|at|by|for|with|from|the|an?|it|is|are|was|were|as|than)\b)[a-z]{3}"
)
_PREFIXES = frozenset(
    "non anti pre post self co sub semi multi inter intra ex ultra pseudo quasi micro macro re bi tri neo".split()
)
_SLASH = compiled(r"(?<![\w/])([\w%°µ²³]+) +/ *(?=[\w])|(?<![\w/])([\w%°µ²³]+)/ +(?=\w)")
_SLASH_UNITS = frozenset("mg g kg µg ng ml mL dl dL l L mmol mol cm m km h hr min s d day kcal IU U mm W J".split())
_COUNTED = compiled(r"\d{1,5}(?:[mkµ]?g|m?[lL]|[mk]?V|m?A|k?W|[KMG]B|[KMG]?bps|rpm|mmol|mol|IU|k?cal|k?m|cm)(?:/k?g)?")
_PER = compiled(r"(?:\d{1,4})?(?:m?A|m?V|[kK]?W)|k?g|m?[lL]|d[lL]|s|h|hour|min|minute|day|time|week|person|m[²³]|km")
"""A number with its unit, and what may follow it behind a slash: 5V/2A, 20MB/s."""
_SLASH_PAIRS = frozenset(
    "and/or he/she she/he his/her her/his him/her s/he w/o n/a on/off yes/no input/output km/h".split()
)
_BOTH_HYPHEN_UNIT = compiled(r" @([-/])@ ")


@rule(
    "spacing",
    fixes={
        "My mother -in -law cooks.": "My mother-in-law cooks.",
        "It can be life -threatening.": "It can be life-threatening.",
        "He is ninety -nine.": "He is ninety-nine.",
        "It is not -artificial.": "It is not artificial.",
    },
    keeps=("Run ls -la here.", "It was -5 outside.", "Breast Pump -Blissful Green", "Use the flags -a -b."),
    suggests={"He left -they said so.": "He left-they said so."},
    trigger=r"\w -[a-z]",
)
def close_space_before_hyphen(passage: Passage) -> Iterator[Change]:
    """Close the space before the hyphen of a compound. Options of a program, dashes before a clause and names stay."""
    if code_like(passage.text):
        return
    for m in passage.find(_HYPHEN_BEFORE):
        parts = re.findall(r"[a-z]+", m[2])
        if passage.context.is_name(m[1]):
            continue
        if any(len(part) < 2 for part in parts) or not (
            m[1].isdigit() or all(known(part, 1.5) for part in m[1].split("-"))
        ):
            continue
        if not all(known(part, 1.5) for part in parts) or parts[-1] in ("la", "rf", "lh", "help", "version"):
            continue
        fixed = len(parts) > 1 or re.fullmatch(_FAMILY, m[1].lower()) is not None
        dash = not fixed and (parts[0] in FUNCTION and parts[0] not in ("up", "in", "on", "off", "by"))
        if m[1].lower() in FUNCTION and m[1].lower() not in ("not", "so", "all", "that"):
            continue
        new = m[2].replace("-", "") if m[1].lower() == "not" else m[2].replace(" ", "")
        yield Change(m.start(2), m.end(2), new, safe=not dash)


@rule(
    "punctuation",
    fixes={
        "Our self - assembly kit": "Our self-assembly kit",
        "A non - smoker": "A non-smoker",
        "A pre- school child": "A pre-school child",
        "A well - known, high- fat diet": "A well-known, high-fat diet",
    },
    keeps=(
        "short- and long-term",
        "two kinds - natural and pathological",
        "pre- or postnatal",
        "We ex - well, he left.",
    ),
    suggests={"A hand- made plan": "A hand-made plan"},
    trigger=r"[A-Za-z](?: -|-) [a-z]",
    again=True,
)
def join_spaced_compound(passage: Passage) -> Iterator[Change]:
    """Close the spaces around the hyphen of a prefix that can't stand alone; behind other words it is only suggested,
    unless a translated article has what only ends a compound behind it."""
    text = passage.text
    for pattern in (_HYPHEN_BOTH, _HYPHEN_AFTER):
        for m in passage.find(pattern):
            bound = m[1].lower() in _PREFIXES or _COMPOUND.fullmatch(f"{m[1]}-{m[2]}".lower()) is not None
            if m[2] in _SUSPENDED or m[2] in FUNCTION or not known(m[2]) or m[2] in ("well",):
                continue
            if bound or (pattern is _HYPHEN_AFTER and known(m[1]) and text[m.end() : m.end() + 1] != ","):
                ends = m[2] in _ENDS and passage.context.literal and _NOUN_FOLLOWS.match(text, m.end()) is not None
                yield Change(m.end(1), m.start(2), "-", safe=bound or ends)


@rule(
    "spacing",
    fixes={"A well @-@ known plant": "A well-known plant"},
    keeps=("me @ home", "a well-known plant"),
    chars="@",
)
def join_marked_hyphen(passage: Passage) -> Iterator[Change]:
    """Join what a tokenizer split at a hyphen or slash and marked so (`@-@`)."""
    for m in passage.find(_BOTH_HYPHEN_UNIT):
        yield Change(m.start(), m.end(), m[1])


@rule(
    "punctuation",
    fixes={
        "Give 5 mg / kg of it.": "Give 5 mg/kg of it.",
        "It was 120 / 80 mmHg, then 140 / 90mmHg.": "It was 120/80 mmHg, then 140/90mmHg.",
        "A plug of 5V / 2A at 20MB / s": "A plug of 5V/2A at 20MB/s",
    },
    suggests={"He and / or she": "He and/or she", "About 1 / 3 of them": "About 1/3 of them"},
    keeps=(
        "roses are red / violets are blue",
        "New York / Los Angeles",
        "cats / dogs",
        "km/h and/or mg/kg",
        "Open 9:00-12:00 / 16:00-19:00",
    ),
    chars="/",
    trigger=r"\w / ?\w|\w/ \w",
)
def close_spaced_slash(passage: Passage) -> Iterator[Change]:
    """Close the spaces around the slash of units and readings. In fixed pairs and between numbers it is only suggested
    in a lone sentence, and between other words spaces are a matter of style."""
    text = passage.text
    for m in passage.find(_SLASH):
        left = m[1] or m[2]
        right = re.match(r"[\w%°µ²³]+", text[m.end() :])
        if not right:
            continue
        counted = _COUNTED.fullmatch(left) is not None and _PER.fullmatch(right[0]) is not None
        unit = counted or (left in _SLASH_UNITS and right[0] in _SLASH_UNITS | {"day", "week", "person", "time"})
        pressure = left.isdigit() and re.match(r"\d+ ?(?:mmHg|mm Hg)", text[m.end() :])
        numbers = left.isdigit() and right[0].isdigit() and not _TIMES.search(text[: m.start() + len(left)][-6:])
        if unit or pressure or numbers or f"{left}/{right[0]}".lower() in _SLASH_PAIRS:
            safe = bool(unit or pressure or passage.context.article)
            yield Change(m.start() + len(left), m.end(), "/", safe=safe)


@rule(
    "spacing",
    fixes={"A loss of freon- Conditioner does not cool": "A loss of freon - Conditioner does not cool"},
    keeps=("short- and long-term", "Anglo- American ties", "pre- Columbian art", "freon - Conditioner does not"),
    trigger=r"[a-z]{4}- [A-Z]",
)
def space_before_dash(passage: Passage) -> Iterator[Change]:
    """Put the missing space before a hyphen that parts two statements, as in a table's cell."""
    for m in re.finditer(r"(?<![\w-])([a-z]{5,})(?=- [A-Z][a-z]+ [a-z])", passage.text):
        if known(m[1], 2.0):
            yield Change(m.end(), m.end(), " ")


_KEYS = compiled(
    r"(?<![\w+])(?:Ctrl|CTRL|Alt|ALT|Shift|SHIFT|Win|Cmd|Command|Option|Fn)"
    r"(?: ?\+ ?(?:[A-Z][A-Za-z]{1,9}|F\d{1,2}|[A-Z\d])(?!\w)){1,3}"
)


@rule(
    "spacing",
    fixes={"Press Ctrl + Alt+Delete, then Win +R.": "Press Ctrl+Alt+Delete, then Win+R."},
    keeps=("Press Ctrl + Alt + Delete.", "Press Ctrl+Alt+Delete.", "Alt + x", "Option + A and B", "a + b"),
    trigger=_KEYS.pattern,
)
def close_keys(passage: Passage) -> Iterator[Change]:
    """Close the spaces around the plus signs of keys that are pressed together, where they stand unevenly."""
    for m in passage.find(_KEYS):
        signs = {m[0][max(0, at - 1) : at + 2] for at, char in enumerate(m[0]) if char == "+"}
        if " " in m[0] and not all(sign == " + " for sign in signs):
            yield Change(m.start(), m.end(), m[0].replace(" ", ""))
