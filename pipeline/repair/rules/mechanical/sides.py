"""Marks on the wrong side of a space, and numbers whose signs were pulled apart: suggested, and certain in an article
that shows that it was translated."""

from collections.abc import Iterator

from pipeline.compiled import compiled
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.common import code_like, known

_OPENING = compiled(r"(?<![\w'’-])(?P<word>[A-Za-z]{2,})(?P<gap>\( )(?=[A-Za-z\d][^()\n]{2,200}\))")
_COLON = compiled(
    r"(?<=[a-z]{2})(?P<gap> :)(?=(?:the|a|an|if|it|this|these|when|do|don['’]t|you|we|they|for|in) [a-z]"
    r"|[A-Z][a-z]+ [a-z]{2,} )"
)
_SIGN_GLUED = compiled(r"\d ?(?:°[CF]|℃|℉|%)(?P<mark>[.,])(?=(?P<next>[A-Z][a-z]+|[a-z]{2,})[ ,])")
_BODY_HEAT = compiled(r"(?<![\d.,:])\b(?:3[5-9]|4[0-2])\.(?P<gap> )\d(?= ?(?:degrees\b|℃|°))(?<!\d\.\d)")
_GRADE = compiled(r"(?<![\w-])\d{1,2}W(?P<gap> - | -|- )\d{2}(?!\w|\.\d)")
_TWO_HYPHENS = compiled(r"(?<=\d)(?P<gap>--)(?=\d{1,5}(?![\w-]))(?<![A-Za-z]\d--)")
_PRODUCT = compiled(
    r"(?<![\w@#/.-])(?:(?P<apple>I[Pp](?P<what>hone|ad))(?=s?(?![\w@/-]))|(?P<google>android)(?= (?:\d{1,2}(?![\w.])"
    r"|phones?|systems?|devices?|users?|tablets?|versions?)(?![\w@/-])))|(?<=\d)(?P<unit> ?(?:hz|db))(?![\w@/-])"
    r"|\b(?P<lead>of|an?|the|with|use|for|buy|choose|install|replace|or|and|these|those|new) (?P<light>led)"
    r"(?= (?:lamp|light|bulb|strip|screen|display|panel|chip|module)s?(?![\w@/-]))"
)
_NOT_A_LEADER = frozenset("of a an the with use for buy choose install replace".split())
"""Behind which “led” is no verb."""
_COMMA = compiled(
    r"(?<![\w'’-])(?i:do|does|did|is|are|was|were|has|have|had|could|would|should|ca|wo)n(?P<gap>, ?)(?=t(?![\w'’-]))"
    r"|(?<![\w'’-])(?i:it|that|what|he|she|there)(?P<is>,)(?=s (?:an?|the|not|very|too|so|also|[a-z]+ing)\b)"
)
_OF_MEN = compiled(r"(?<![\w-])(?:[Mm]en|[Ww]omen|[Cc]hildren)(?P<gap>)s(?= [a-z]{3})(?! rea\b)")


@rule(
    "spacing",
    fixes={},
    suggests={"Wipe it with white wine( more than half of it).": "Wipe it with white wine (more than half of it)."},
    keeps=("f( x ) rises", "Call run( now ) here;", "white wine (more)", "Nice :( really) so"),
    trigger=r"[A-Za-z]\( ",
    again=True,
)
def space_behind_bracket(passage: Passage) -> Iterator[Change]:
    """Put a space before an opening bracket instead of behind it."""
    if code_like(passage.text):
        return
    for m in passage.find(_OPENING):
        inside = passage.text[m.end() : passage.text.find(")", m.end())]
        if known(m["word"]) and " " in inside.strip():
            yield Change(m.start("gap"), m.end("gap"), " (", safe=passage.context.literal)


@rule(
    "spacing",
    fixes={},
    suggests={
        "And remember :the best is sleep.": "And remember: the best is sleep.",
        "A hint :With patience all goes.": "A hint: With patience all goes.",
    },
    keeps=("a :b", "Use :x now", "It is good :if:", "And remember: the best"),
    trigger=r"[a-z] :[A-Za-z]",
    again=True,
)
def space_behind_colon(passage: Passage) -> Iterator[Change]:
    """Put a space behind a colon instead of before it."""
    if code_like(passage.text):
        return
    for m in passage.find(_COLON):
        yield Change(m.start("gap"), m.end("gap"), ": ", safe=passage.context.article)


@rule(
    "spacing",
    fixes={},
    suggests={"Wash it at 45°C.It is done by 60 °C,then dry it.": "Wash it at 45°C. It is done by 60 °C, then dry it."},
    keeps=("Wash it at 45°C. It is done.", "5%.txt is a file", "1%,2%", "45°C.Xyz is"),
    trigger=_SIGN_GLUED.pattern,
    again=True,
)
def space_behind_sign(passage: Passage) -> Iterator[Change]:
    """Put the missing space behind the stop or comma that follows degrees or a percentage."""
    for m in passage.find(_SIGN_GLUED):
        if known(m["next"], 4.0) and m["next"].istitle() == (m["mark"] == "."):
            yield Change(m.end("mark"), m.end("mark"), " ", safe=passage.context.literal)


@rule(
    "spacing",
    fixes={},
    suggests={"The line is 38. 5 degrees, and 39. 2°C is high.": "The line is 38.5 degrees, and 39.2°C is high."},
    keeps=("See step 12. 5 degrees are enough.", "It is 38.5 degrees.", "On page 38. 5 people"),
    trigger=_BODY_HEAT.pattern,
    again=True,
)
def close_body_heat(passage: Passage) -> Iterator[Change]:
    """Close a body's temperature that was pulled apart behind its point."""
    for m in passage.find(_BODY_HEAT):
        yield Change(m.start("gap"), m.end("gap"), "", safe=passage.context.literal)


@rule(
    "spacing",
    fixes={"Fill in 5W - 30 or 0W- 40.": "Fill in 5W-30 or 0W-40."},
    keeps=("Fill in 5W-30.", "a lamp of 5W - 300 hours", "5W - it is 30"),
    trigger=_GRADE.pattern,
)
def close_oil_grade(passage: Passage) -> Iterator[Change]:
    """Close the spaces around the hyphen of an engine oil's grade."""
    for m in passage.find(_GRADE):
        yield Change(m.start("gap"), m.end("gap"), "-")


@rule(
    "punctuation",
    fixes={},
    suggests={"It costs 200--300 yuan.": "It costs 200-300 yuan."},
    keeps=("It costs 200-300 yuan.", "i--1", "v2--3", "run --5", "5--"),
    trigger=_TWO_HYPHENS.pattern,
    again=True,
)
def one_hyphen_in_range(passage: Passage) -> Iterator[Change]:
    """Write a range of numbers with one hyphen instead of two."""
    if code_like(passage.text):
        return
    for m in passage.find(_TWO_HYPHENS):
        yield Change(m.start("gap"), m.end("gap"), "-", safe=passage.context.literal)


@rule(
    "punctuation",
    fixes={},
    suggests={"Use mens lotion or womens shoes.": "Use men's lotion or women's shoes."},
    keeps=("men's lotion", "the mens rea of it", "womens-only", "Womens."),
    trigger=_OF_MEN.pattern,
    again=True,
)
def apostrophe_of_men(passage: Passage) -> Iterator[Change]:
    """Put the apostrophe into what belongs to men, women or children: their plurals take no s."""
    for m in passage.find(_OF_MEN):
        yield Change(m.start("gap"), m.start("gap"), _apostrophe(passage), safe=passage.context.literal)


def _apostrophe(passage: Passage) -> str:
    """The apostrophe that the text has, the straight one where it has none."""
    return "’" if "’" in passage.text else "'"


@rule(
    "case",
    fixes={},
    suggests={
        "On Iphone and android 14 set 120hz at 30 db.": "On iPhone and Android 14 set 120Hz at 30 dB.",
        "The resistance of led lights": "The resistance of LED lights",
    },
    keeps=(
        "On iPhone and Android 14",
        "an android in a film",
        "see android.com",
        "Iphonex",
        "#android users",
        "He led lights out.",
    ),
    trigger=r"\b(?:I[Pp]hones?|I[Pp]ads?|android|led)\b|\d ?(?:hz|db)\b",
    again=True,
)
def product_as_its_maker_writes(passage: Passage) -> Iterator[Change]:
    """Write iPhone, iPad, Android, LED, Hz and dB with their capitals."""
    for m in passage.find(_PRODUCT):
        if m["light"]:
            plain = m["lead"].lower() in _NOT_A_LEADER and passage.context.article
            yield Change(m.start("light"), m.end("light"), "LED", safe=plain or passage.context.literal)
            continue
        new = (
            f"iP{m['what']}"
            if m["apple"]
            else "Android"
            if m["google"]
            else m["unit"].replace("h", "H").replace("b", "B")
        )
        yield Change(m.start(), m.end(), new, safe=passage.context.article)


@rule(
    "punctuation",
    fixes={"Don,t wash it; it,s not dry.": "Don't wash it; it's not dry."},
    keeps=("Don't wash it.", "Don, Tim and Al", "it, so what", "the keys n,t"),
    trigger=_COMMA.pattern,
)
def comma_for_apostrophe(passage: Passage) -> Iterator[Change]:
    """Write the apostrophe of a contraction for which a comma stands."""
    sign = _apostrophe(passage)
    for m in passage.find(_COMMA):
        group = "gap" if m["gap"] else "is"
        yield Change(m.start(group), m.end(group), sign)
