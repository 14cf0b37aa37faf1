"""Numbers pulled apart or glued to their neighbours. No rule changes a digit."""

import re
from collections.abc import Iterator

from pipeline.compiled import compiled
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.common import code_like, in_address, known

_PERCENT_GLUED = compiled(
    r"(?<=\d[%℃℉])(?=[A-Za-z]{2,})|(?<=\d) %(?=(?:of|or|and|in|to|for|is|are)\b)"
    r"|(?<=\d %)(?=[A-Za-z]{2,})(?!(?:of|or|and|in|to|for|is|are)\b)"
    r"|(?<=\d°C)(?=(?:to|and|or|in|for)\b)"
)
_TIME_WORD = (
    r"(?:[ap]\.?m\b|[AP]\.?M\b|o['’]clock|hours?\b|h\b|GMT|UTC|noon|in the (?:morning|afternoon|evening)|at night)"
)
_TIME_BEFORE = compiled(
    r"\b(?:at|from|to|until|till|by|between|before|after|around|about|past|and|o['’]clock|since|daily|morning|evening"
    r"|afternoon|night|noon|-|–) ?(?:\d{1,2}: ?\d\d ?[-–] ?)?$",
    re.IGNORECASE,
)
_CLOCK = compiled(r"(?<![\d:.,])([01]?\d|2[0-4])( ?: ?)([0-5]\d)(?![\d:]|\.\d)")
_SECONDS = compiled(r"(?<![\d:.,])(?:[01]?\d|2[0-4]) ?: ?[0-5]\d ?: ?[0-5]\d(?! ?:|\d|\.\d)")
_DATED = compiled(r"\d{1,2}[-/]\d{1,2},? $|(?:19|20)\d\d,? $")
_TO_TIME = compiled(r" ?[-–] ?\d{1,2} ?: ?[0-5]\d(?!\d)")
_FROM_TIME = compiled(r"(?<!\d)\d{1,2} ?: ?[0-5]\d ?[-–] ?$")
_GROUP = compiled(r"(?<![\d.,])(?<![.,] )(\d{1,3})((?: ?, ?000)+|(?: ?, \d{3}){2,})(?![\d])(?!, ?\d)")
_GROUP_OF_MONEY = compiled(
    r"(?<![\d.,] )(?<![\d.,])[1-9]\d{0,2}(?P<gap> , )"
    r"(?=\d{3} (?:yen|yuan|won|rubles|roubles|dollars|euros|baht|rupees)\b)"
)
_DECIMAL = compiled(
    r"\b(?:Bluetooth|USB|HDMI|Android|iOS|DisplayPort|PCIe) \d{1,2}(?P<version> ?\. )"
    r"(?=\d(?![\d.])(?! (?:seconds|minutes|hours|days|weeks|months|years|times|people)\b))"
    r"|(?<=[a-z] )\d(?P<wave> ?\. )(?=\d ?[GM]Hz\b)"
    r"|(?<![\d.,])0(?P<zero> ?\. ?)(?=\d+(?![\d.])(?! [a-z]{4,}))"
    r"|(?<=[a-z=<>] )\d{1,3}(?P<percent> ?\. ?)(?=\d{1,3}\s?%)|(?<=[a-z], )\d{1,3}(?P<share> \. )(?=\d{1,2}\s?%)"
    r"|(?:(?<=[a-z] )|(?<![\s\S]))\d{1,3}(?P<unit> \. )"
    r"(?=\d{1,2} ?(?:k?g|mg|ml|c?m|mm|km|L|°|℃|degrees|hours|times|years)\b)"
    r"|(?:\b(?i:is|are|was|be|above|below|about|of|to|than|only|by|under|over|at|with|nearly|almost|add|around|for|from"
    r"|approximately|weighs?|measures?|use|take|every|reaches|exceeds) |\d[-–~])\d{1,3}(?P<measured>\. )"
    r"(?=\d{1,2} ?(?:℃|°|(?:k?g|mg|ml|c?m|mm|km|L|(?:degree|hour|minute|time|year|month|lit(?:er|re)|met(?:er|re)"
    r"|gram|kilogram|centimet(?:er|re)|millilit(?:er|re))s)\b)(?! (?:later|after|ago|before)\b))"
)
"""A decimal's gap by what shows it: a zero before it, a percent sign or a unit behind it; where only its stop is glued
(step 2. 5 hours later), also a word that is followed by an amount."""
_DECIMALS = compiled(r"(?<![\d.,:])\d{1,3}(?P<one>\. )\d{1,2} ?[-–~] ?\d{1,3}(?P<two>\. )\d{1,2}(?![\d.])")
"""A range both of whose ends were pulled apart: 6. 8-7. 2."""
_AMOUNT = compiled(
    r"(?<![\w$])(?:US|A|C|HK|NT)?[$€£¥] ?"
    r"(?P<whole>\d{1,3}(?: , \d{3})+(?: \. \d\d)?|\d{1,4}(?:,\d{3})* \. \d\d)(?!\d|%)(?! ?[,.] ?\d)"
    r"(?! +(?!(?:for|in|per|each|and|or|to|is|was|at|by|with|from|on|as|if|but|than)\b)\w)"
)
"""An amount of money whose groups and cents all stand apart. A word that such an amount can't be followed by may be
what a second number counts (`It costs $ 5 . 50 people came .`)."""
_CURRENCY = compiled(r"(?<![\w$])((?:US|A|C|HK|NT)?[$€£¥]) +(?=\d)")
_DEGREE = compiled(r"(?<=\d) ?° ([CF])\b")
_TIME_UNITS = (
    "seconds? minutes? hours? days? weeks? months? years? times? percent degrees? grams? kilograms? milligrams?"
    " meters? metres?"
    " centimeters? centimetres? millimeters? kilometers? liters? litres? inches feet pounds? calories people"
    " patients? women"
    " children yuan dollars? euros? mothers? cases? points? tablespoons? teaspoons? cups?"
).replace(" ", "|")
_GLUED_UNIT = compiled(rf"(?<![\w.,@#/-])(\d{{1,4}}(?:[.,-]\d{{1,3}})?)(?=(?:{_TIME_UNITS})\b(?![\w@/-]))")
_LEADS = (
    "about|than|over|under|least|most|nearly|around|almost|only|every|within|after|before|above|below|until|of|from"
)
_NUMBERED = frozenset("section version figure chapter page table item step line level vitamin part type grade".split())
_IN_YEAR = r"[Ii]n(?=(?:19|20)\d\d\b)|[Ss]ince(?=(?:19|20)\d\d\b)"
_GLUED_WORD = compiled(
    rf"(?<![\w.@#/-])(?:({_LEADS}|{_IN_YEAR})(?=\d{{1,4}}(?: ?[a-z%]|\b))|([Ff]or|[Ii]n|[Aa]t|[Tt]o|by)"
    rf"(?=\d{{1,4}}(?:-\d{{1,4}})? ?(?:{_TIME_UNITS})\b)"
    rf"|([a-z]{{4,}})(?=\d{{2,4}}-\d{{2,4}}\b|[1-9]\. [A-Z][a-z]))"
    r"(?![\w]*[A-Z_])"
)
_SPACED_RANGE = compiled(
    r"(?<![\d.,-])(?<![-=+*/] )(\d{1,3})( - )(\d{1,3})(?= ?(?:days|weeks|months|years|hours|minutes|seconds|times"
    r"|degrees|cm|mm|km|kg|ml|mg|grams|meters|percent)\b)"
)
_RANGE = compiled(r"(?<![\d.,-])(\d{1,4})(?:%|℃|°C)?( -|- )(\d{1,4})(?=\s?[%℃°]|\s[a-z]|[a-z])(?![\d.,:-])")
_RANGE_AT_END = compiled(r"(?<=[a-z,-] )(\d{1,3})( -)(\d{1,3})(?= ?[.,;)](?: |\Z))")
_YEAR = compiled(r"(?:19|20)\d\d:")
_TENS = compiled(
    r"(?<![\w-])(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)( )"
    r"(?:one|two|three|four|five|six|seven|eight|nine)(?= [a-z]{3,}s\b)(?! (?:as|is|was|does|has|this)\b)",
    re.IGNORECASE,
)
_DECADE = compiled(r"\b(?:the|early|late|mid|by|in|of|from|to|and)[ -](?:1\d|20)\d0( )s(?=[\s,.;:!?)]|$)(?! ?/)")
_ERAS = {"î.Hr.": "BC", "d.Hr.": "AD", "v.Chr.": "BC", "n.Chr.": "AD", "до н.э.": "BC"}
_ERA = compiled(r"(?<=\d )(?:[îd]\. ?Hr\.|[vn]\. ?Chr\.|до н\. ?э\.)(?= [a-z(]| ?[,;:)]|$)")
_RATIO = compiled(
    r"(?<=\b(?:at|of|to|is|in) )(?:1(: )[1-9]\d{0,3}|[1-9]\d{0,3}(: )1)(?=[,.;)]|\Z| (?:and|or|which|ratio|is|for)\b)"
)


@rule(
    "spacing",
    fixes={"70%of them, 50 %to 60%.": "70% of them, 50% to 60%.", "From 5°Cto 9°C": "From 5°C to 9°C"},
    keeps=("10%", "a 5 %d format", "see http://x.com/a%20b", "5% w/v", "100%"),
    chars="%℃℉°",
)
def space_after_percent(passage: Passage) -> Iterator[Change]:
    """Put the missing space between a percent sign, or degrees, and a word, also where it stands before the
    sign."""
    for m in passage.find(_PERCENT_GLUED):
        if not in_address(passage, m.start(), m.end()):
            yield Change(m.start(), m.end(), "% " if m[0] else " ")


@rule(
    "spacing",
    fixes={
        "It opens at 17: 00.": "It opens at 17:00.",
        "From 8 : 30 to 9: 15 a.m.": "From 8:30 to 9:15 a.m.",
        "It was sent 2020-07-26 17 : 37 : 29 by him.": "It was sent 2020-07-26 17:37:29 by him.",
        "News (airs 20 : 30-21 : 30 daily)": "News (airs 20:30-21:30 daily)",
        "The order came 19 : 06 yesterday.": "The order came 19:06 yesterday.",
    },
    keeps=(
        "Step 1: 30 minutes of rest",
        "Level 2: 10 tips",
        "a ratio of 1 : 10",
        "John 3: 16",
        "At 17:00.",
        "Mix N, P and K 10 : 20 : 30.",
        "Day 01: 30 minutes of rest",
    ),
    trigger=r"\d(?: :|: ) ?\d",
)
def close_clock_time(passage: Passage) -> Iterator[Change]:
    """Close a clock time that was pulled apart at its colons. What may be a label, a ratio or a verse stays."""
    text = passage.text
    for m in passage.find(_SECONDS):
        zero = re.search(r"(?<!\d)0\d", m[0])
        if " " in m[0] and (zero or _DATED.search(text[max(0, m.start() - 12) : m.start()])):
            yield Change(m.start(), m.end(), m[0].replace(" ", ""))
    for m in passage.find(_CLOCK):
        if m[2] == ":" or re.match(r" ?: ?\d", text[m.end() :]) or re.search(r"\d ?: ?$", text[: m.start()]):
            continue
        after = re.match(r"\s*" + _TIME_WORD, text[m.end() :])
        lead = _TIME_BEFORE.search(text[max(0, m.start() - 24) : m.start()])
        full = len(m[1]) == 2 and m[3][0] == "0"
        from_time = _FROM_TIME.search(text[max(0, m.start() - 12) : m.start()])
        ends = re.match(r"\s*(?:[-–,.;)]|$|(?:to|and|until|on|from|in|for|every|each|local|sharp)\b)", text[m.end() :])
        early = m[1][0] == "0"
        if after or full or from_time or _TO_TIME.match(text, m.end()) or sum(map(bool, (lead, early, ends))) > 1:
            yield Change(m.start(2), m.end(2), ":")


@rule(
    "spacing",
    fixes={
        "It costs $1 , 200 . 50.": "It costs $1,200.50.",
        "We paid €3 . 20 for it.": "We paid €3.20 for it.",
    },
    keeps=("It costs $ 5 . 50 people came .", "It costs $1, 200 people came.", "Pay $5. 20 is too much.", "$1,200.50"),
    trigger=r"\d (?:,|\.) \d",
)
def close_amount(passage: Passage) -> Iterator[Change]:
    """Close an amount of money that was pulled apart at its commas and its point."""
    for m in passage.find(_AMOUNT):
        yield Change(m.start("whole"), m.end("whole"), m["whole"].replace(" ", ""))


@rule(
    "spacing",
    fixes={
        "Over 1, 000 people; for 7 , 980 yen": "Over 1,000 people; for 7,980 yen",
        "It has 2, 500, 000 hairs.": "It has 2,500,000 hairs.",
    },
    keeps=("On May 3, 500 people came.", "Rooms 1, 2, 300", "10,20 and 1,000", "Pick 100, 200, 300, or 400."),
    suggests={"It costs 1, 500 yuan.": "It costs 1,500 yuan."},
    trigger=r"\d ?, ?\d{3}",
)
def close_grouped_digits(passage: Passage) -> Iterator[Change]:
    """Close the groups of a large number. One group that isn't `000` may be a number of its own, so it is only
    suggested."""
    text = passage.text
    for m in passage.find(_GROUP):
        if " " in m[2] and (m[2].rstrip().endswith("000") or len(m[1]) < 3):
            yield Change(m.start(2), m.end(2), m[2].replace(" ", ""))
    for m in passage.find(_GROUP_OF_MONEY):
        yield Change(m.start("gap"), m.end("gap"), ",")
    for m in re.finditer(r"(?<![\d.,])(?<!\d, )([1-9]\d{0,2}), (\d{3})(?=\s[a-z])(?!\d|, ?\d)", text):
        lead = re.search(r"([A-Za-z]+|[$€£¥])\s?$", text[max(0, m.start() - 16) : m.start()])
        if (
            m[2] != "000"
            and lead
            and (lead[1].islower() or not lead[1].isalpha())
            and lead[1] not in ("in", "on", "by")
        ):
            yield Change(m.end(1), m.start(2), ",", safe=not lead[1].isalpha())


@rule(
    "spacing",
    fixes={
        "The dose is 0. 05 mg.": "The dose is 0.05 mg.",
        "It weighs 3 . 5 kg, up by 12. 5%.": "It weighs 3.5 kg, up by 12.5%.",
        "It is above 39. 5 degrees, or 0.5-1. 5 cm.": "It is above 39.5 degrees, or 0.5-1.5 cm.",
        "It has Bluetooth 5. 2 at 2. 4 GHz.": "It has Bluetooth 5.2 at 2.4 GHz.",
        "The pH is 6. 8-7. 2; of them, 3 . 5% fail.": "The pH is 6.8-7.2; of them, 3.5% fail.",
    },
    keeps=(
        "The score was 0. 5 people left.",
        "Version 1. 2 ways",
        "It rose by 12.5%.",
        "The ratio is 0.05. Go to step 2. 5 minutes later, rinse. Turn it to 3. 2 hours later it is dry.",
        "Plug it in by USB 3. 5 hours later it is full.",
        "See page 6. 8-7 people came. On May 3, 5% came; in step 3, 2. 5% of it.",
    ),
    trigger=r"\d(?: \.|\. ) ?\d",
    again=True,
)
def close_decimal(passage: Passage) -> Iterator[Change]:
    """Close a decimal that was pulled apart at its point: behind a zero, or before a unit in running text."""
    for m in passage.find(_DECIMAL):
        gap = next(gap for gap in m.groups() if gap is not None)
        if " " in gap:
            start = m.start() + m[0].index(gap)
            yield Change(start, start + len(gap), ".")
    for m in passage.find(_DECIMALS):
        yield Change(m.start("one"), m.end("one"), ".")
        yield Change(m.start("two"), m.end("two"), ".")


@rule(
    "spacing",
    fixes={"It costs $ 5 or € 4.": "It costs $5 or €4.", "Only US$ 20": "Only US$20"},
    keeps=("$5", "5 $ and 4 €", "A $ sign", "x = $ 5 in code {}"),
    trigger=r"[$€£¥] +\d",
)
def close_currency(passage: Passage) -> Iterator[Change]:
    """Close the space between a currency sign and its amount."""
    if code_like(passage.text):
        return
    for m in passage.find(_CURRENCY):
        yield Change(m.end(1), m.end(), "")


@rule(
    "punctuation",
    fixes={},
    suggests={"Below 7 ° C they stop.": "Below 7 °C they stop.", "It is 20° C.": "It is 20°C."},
    keeps=("7 °C", "an angle of 90 ° and", "5° Celsius"),
    chars="°",
)
def close_degree(passage: Passage) -> Iterator[Change]:
    """Close the space between the degree sign and its scale. In a lone sentence it may be a style, and is only
    suggested."""
    for m in passage.find(_DEGREE):
        yield Change(m.start(1) - 1, m.start(1), "", safe=passage.context.article)


@rule(
    "spacing",
    fixes={
        "Wait about30 minutes, then for5-10 minutes.": "Wait about 30 minutes, then for 5-10 minutes.",
        "Liver of duck, liver250-400": "Liver of duck, liver 250-400",
        "Too much watering1. Reason: it rains.": "Too much watering 1. Reason: it rains.",
    },
    keeps=(
        "vitamin B12 and COVID19",
        "mp3, covid19, top10, area51",
        "see version2. It is",
        "user123",
        "room101-b",
        "about 30",
    ),
    trigger=r"[a-z]\d",
)
def space_before_glued_number(passage: Passage) -> Iterator[Change]:
    """Put the missing space between a word and a number that can't be part of a name: behind a preposition, or a
    range."""
    for m in passage.find(_GLUED_WORD):
        if (m[1] or m[2] or (known(m[3], 3.0) and m[3] not in _NUMBERED)) and not in_address(
            passage, m.start(), m.end()
        ):
            yield Change(m.end(), m.end(), " ")


@rule(
    "spacing",
    fixes={
        "Wait 30minutes, 3-5days at most.": "Wait 30 minutes, 3-5 days at most.",
        "Some 100people came.": "Some 100 people came.",
    },
    keeps=("A 3D film on the 1st at 7am", "20kg and 100m", "the 90s", "Use 24hours.com", "file30minutes"),
    trigger=r"\d[a-z]{3}",
)
def space_before_unit_word(passage: Passage) -> Iterator[Change]:
    """Put the missing space between a number and the written-out unit or noun that it counts."""
    for m in passage.find(_GLUED_UNIT):
        if not in_address(passage, m.start(), m.end()):
            yield Change(m.end(), m.end(), " ")


@rule(
    "spacing",
    fixes={"Some 30 -40% of them, 2 -3 days": "Some 30-40% of them, 2-3 days", "At 30°C- 40°C": "At 30°C-40°C"},
    suggests={
        "Feed it so for 6 - 8 weeks.": "Feed it so for 6-8 weeks.",
        "Of a puppy it is 15 -35. Use it at 18 - 22cm.": "Of a puppy it is 15-35. Use it at 18-22cm.",
    },
    keeps=("5 -3 = 2", "from 5 to -3 degrees", "30-40%", "It fell 3 -7.5 points", "a - b", "It is 35 -15."),
    trigger=r"[\d%℃C](?: -|- | - )\d",
)
def close_number_range(passage: Passage) -> Iterator[Change]:
    """Close the space on one side of the hyphen of a rising range of numbers; on both sides in an article, before a
    unit."""
    for m in passage.find(_RANGE):
        if int(m[1]) < int(m[3]) and "=" not in passage.text:
            yield Change(m.start(2), m.end(2), "-")
    for m in passage.find(_RANGE_AT_END):
        if int(m[1]) < int(m[3]) and "=" not in passage.text:
            yield Change(m.start(2), m.end(2), "-", safe=passage.context.article)
    for m in passage.find(_SPACED_RANGE):
        if int(m[1]) < int(m[3]):
            yield Change(m.start(2), m.end(2), "-", safe=passage.context.article)


@rule(
    "spacing",
    fixes={"Mix it at 100: 1, or at a ratio of 1: 10.": "Mix it at 100:1, or at a ratio of 1:10."},
    keeps=("Step 1: 30 minutes", "a ratio of 1 : 10", "In 2020: 1 case", "Mix it at 100:1."),
    trigger=r"\d: \d",
)
def close_ratio(passage: Passage) -> Iterator[Change]:
    """Close a ratio to one that was pulled apart behind its colon."""
    for m in passage.find(_RATIO):
        group = 1 if m[1] else 2
        if not _YEAR.match(m[0]):
            yield Change(m.start(group), m.end(group), ":")


@rule(
    "punctuation",
    fixes={
        "It took thirty five years and twenty two days.": "It took thirty-five years and twenty-two days.",
    },
    keeps=(
        "At twenty five is far away.",
        "thirty-five years",
        "By ones and by twenty ones",
        "Twenty one-pound coins",
        "Route twenty five",
    ),
    trigger=r"(?i)ty (?:one|two|three|four|five|six|seven|eight|nine)\b",
)
def hyphenate_tens(passage: Passage) -> Iterator[Change]:
    """Hyphenate a number in words between 21 and 99, before what it counts."""
    for m in passage.find(_TENS):
        yield Change(m.start(2), m.end(2), "-")


@rule(
    "punctuation",
    fixes={"In the 1960 s and the late 1970 s": "In the 1960s and the late 1970s"},
    keeps=("in the 1960s", "It ran for 1500 s.", "a speed of 1200 s/h", "the 80 s", "the 1965 s"),
    trigger=r"\d0 s\b",
)
def join_decade(passage: Passage) -> Iterator[Change]:
    """Join a decade and its plural ending. Behind other words `1500 s` are seconds."""
    for m in passage.find(_DECADE):
        yield Change(m.start(1), m.end(1), "")


@rule(
    "terms",
    fixes={
        "Around 2300 î.Hr. the walls were built.": "Around 2300 BC the walls were built.",
        "It stood from 44 v. Chr. to 120 n. Chr., they say.": "It stood from 44 BC to 120 AD, they say.",
    },
    keeps=("Mr. Hr. Jensen came.", "in 2300 BC", "Room 5 d. Hr. Jensen", "Chapter 3 n. Chr. Berg said so."),
    trigger=r"\. ?(?:Hr|Chr|э)\.",
)
def english_era(passage: Passage) -> Iterator[Change]:
    """Write BC or AD for the Romanian, German and Russian abbreviations that translators leave behind a year."""
    for m in passage.find(_ERA):
        end = m.end() - (m[0].endswith(".") and passage.text[m.end() :].strip() == "")
        yield Change(m.start(), end, _ERAS[m[0].replace(". ", ".")])
