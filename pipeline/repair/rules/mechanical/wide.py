"""Characters of East Asian typesetting: full-width letters, digits and punctuation, ideographic marks and brackets."""

import re
from collections.abc import Iterator

from pipeline.compiled import compiled
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.common import CJK, around, cjk

_LETTERS = compiled(r"[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a％＋－＝＆＠＃＄＊／＜＞＿]+")
_SQUARES = {"℃": "°C", "℉": "°F", "㎎": "mg", "㎏": "kg", "㎝": "cm", "㎜": "mm", "㎞": "km", "㎡": "m²", "㏄": "cc"}
_STOPS = {"，": ",", "、": ",", "。": ".", "．": ".", "？": "?", "！": "!", "：": ":", "；": ";", "｡": ".", "､": ","}
_ARABIC = {"،": ",", "؛": ";", "؟": "?", "۔": ".", "।": "."}
_ARABIC_STOP = compiled(r"(?<=[A-Za-z)\d])( *)([،؛؟۔।])(?P<gap> *)(?=[A-Za-z(\d]|\Z)")
_STOP = compiled(r" *[，、。．？！：；｡､] *")
_BRACKET = compiled(r"(\s*)[（［](\s*)([^（）［］()]{0,300}?)(\s*)[）］]|[（）［］]")
_OPENED = compiled(r"\([^()（）]*\Z")
_HEAVY = compiled(r"【\s*([^【】]{1,120}?)\s*】")
_QUOTED = compiled(r"[「『《〈〝]([^「『《〈〝」』》〉〞]{1,400})[」』》〉〞]")
_HAS_CJK = compiled(f"[{CJK}]")
_COUNTED = compiled(r"\d{1,4}(?:\.\d+)? ?(?:[a-z]{1,12}\b|%|°|℃|[mk]?[VAW]\b|[KMG]B\b)")
_LARGE_UNIT = compiled(
    r"(?<=\d)( ?)(KM|Km|CM|Cm|MM|Mm|KG|Kg|MG|Mg|Ml|ML)(?=[.,;:)]|\Z"
    r"| (?:a|an|per|of|in|on|to|and|or|by|with|from|away|long|wide|thick|deep|high|tall|each|every"
    r"|for|at|than|after|before|apart)\b)"
)
_BETWEEN_MEASURES = compiled(
    r"\d ?(?P<unit>hours?|minutes?|seconds?|days?|weeks?|months?|years?|[ck]?m|mm|k?g|m[gl]|yuan|degrees|times)"
    r"(?P<gap> ?[～〜] ?)(?=\d{1,4}(?:\.\d+)? ?(?P=unit)s?\b)"
)
_MONEY = compiled(r"[$€£]|\b(?:USD|EUR|margin|guarantee|loan|shares?|invest\w*|million|billion)\b", re.IGNORECASE)
"""Where MM are millions."""
_TIGHT = frozenset(".,;:!?)]}”’\"'…\n，。、；：？！）」』》】")
_INVERTED_END = compiled(r"(?<=[a-z]{2})[¡¿](?= [A-Z][a-z]*[ ,]|\s*\Z)")
_INVERTED = compiled(
    r"(?<![\w¿¡])[¿¡] ?(?=((?i:what|how|why|when|where|which|who|can|is|are|do|does|did|should|have|has|will|would"
    r"|could|must|you|it|if|the|this|these|your|don['’]t|not|we|they|in|there|and|or|but|stop|take|be|with|for|then|so|now|from"
    r"|that|here|never|look|let|try|remember|enjoy|good|careful|attention|ready|my|our|of|at|to|by|on))"
    r"(?: (?:[a-z]|I\b)|['’]))"
)


@rule(
    "encoding",
    fixes={"Ｔake ３０％ of it.": "Take 30% of it."},
    keeps=("价格３０元", "Take 30% of it."),
    trigger=_LETTERS.pattern,
)
def narrow_letters(passage: Passage) -> Iterator[Change]:
    """Make full-width letters, digits and signs ordinary ones. Beside Chinese or Japanese they stay as they are."""
    for m in passage.find(_LETTERS):
        left, right = around(passage.text, m.start(), m.end())
        if not cjk(left) and not cjk(right):
            yield Change(m.start(), m.end(), "".join(chr(ord(c) - 0xFEE0) for c in m[0]))


@rule(
    "encoding",
    fixes={"Use 3 ㎏ on 5 ㎡.": "Use 3 kg on 5 m²."},
    suggests={"Keep it at 5 ℃.": "Keep it at 5 °C."},
    keeps=("5 °C", "气温5℃左右"),
    chars="".join(_SQUARES),
)
def write_out_units(passage: Passage) -> Iterator[Change]:
    """Write out units that East Asian typesetting squeezes into one character (`㎏`). The degree signs are in
    wider use, and only suggested."""
    for m in re.finditer("[℃℉㎎㎏㎝㎜㎞㎡㏄]", passage.text):
        left, right = around(passage.text, m.start(), m.end())
        if not cjk(right) and not cjk(left):
            yield Change(m.start(), m.end(), _SQUARES[m[0]], safe=m[0] not in "℃℉")


@rule(
    "case",
    fixes={"Run 600-800 KM, drink 400 Ml, leave 2 Mm.": "Run 600-800 km, drink 400 ml, leave 2 mm."},
    keeps=("Chapter 3 MM-2", "5 km", "Some 85 MM patients came", "CM 5 and MG 3", "The loan is 10 MM for us."),
    trigger=_LARGE_UNIT.pattern,
)
def small_unit(passage: Passage) -> Iterator[Change]:
    """Write the unit behind a number small (`5 KM`), as it is defined."""
    for m in passage.find(_LARGE_UNIT):
        if m[2] == "MM" and _MONEY.search(passage.text):
            continue
        yield Change(m.start(2), m.end(2), m[2].lower())


@rule(
    "encoding",
    fixes={
        "Milk， bread、eggs。Then salt": "Milk, bread, eggs. Then salt",
        "Does it hurt？": "Does it hurt?",
        "Over 1，000 people": "Over 1,000 people",
        "Note：drink water": "Note: drink water",
        "3、Light is short": "3. Light is short",
    },
    keeps=("“头痛，发烧。” is what he said.", "The sign reads 小心！", "1. Cause", "Milk, bread.", "头痛，发烧"),
    chars="".join(_STOPS),
)
def western_punctuation(passage: Passage) -> Iterator[Change]:
    """Make Chinese and Japanese commas, stops and colons English ones, with a space behind them where words go on.
    Within Chinese or Japanese quoted on purpose they stay."""
    text = passage.text
    for m in passage.find(_STOP):
        left, right = around(text, m.start(), m.end())
        if cjk(left) and (cjk(right) or not right or right in "”」』》\"’'"):
            continue
        sign = _STOPS[m[0].strip()]
        if m[0].strip() == "、" and text[: m.start()].strip().isdigit():
            sign = "."  # 1、Cause: a number at the head of its line
        numeric = left.isdigit() and right.isdigit() and m[0].strip() in "，：．" and m[0].strip() == m[0]
        space = "" if not right or numeric or right in _TIGHT or (right.isdigit() and m[0] == "．") else " "
        tail = text[m.end() : m.end() + 1]
        yield Change(m.start(), m.end(), sign + ("" if tail == "\n" else space))


@rule(
    "encoding",
    fixes={"Before she buys milk، she asks؟": "Before she buys milk, she asks?"},
    keeps=("قال: نعم، لا", "Milk, bread", "The mark ، is a comma."),
    chars="".join(_ARABIC),
)
def latin_punctuation(passage: Passage) -> Iterator[Change]:
    """Make the marks of Arabic, Urdu and Hindi between Latin words English ones."""
    for m in passage.find(_ARABIC_STOP):
        if m[1] and m["gap"]:
            continue  # it stands for itself
        yield Change(m.start(), m.end(), _ARABIC[m[2]] + (" " if passage.text[m.end() :] else ""))


@rule(
    "encoding",
    fixes={
        "Dry eye（also called DES）is common.": "Dry eye (also called DES) is common.",
        "Dry eye (also called DES）is common.": "Dry eye (also called DES) is common.",
    },
    keeps=("他（她）说", "Dry eye (DES) is common."),
    chars="（）［］",
)
def western_brackets(passage: Passage) -> Iterator[Change]:
    """Make full-width brackets English ones, spaced as English is."""
    text = passage.text
    for m in passage.find(_BRACKET):
        left, right = around(text, m.start(), m.end())
        if cjk(left) and cjk(right):
            continue
        if m[3] is None:
            if m[0].strip() == "）" and _OPENED.search(text[max(0, m.start() - 300) : m.start()]) and not cjk(right):
                yield Change(m.start(), m.end(), ") " if text[m.end() : m.end() + 1].isalnum() else ")")
            elif not (cjk(left) or cjk(right)):
                yield Change(m.start(), m.end(), chr(ord(m[0]) - 0xFEE0), safe=False)
            continue
        opening, closing = ("[", "]") if "［" in m[0] else ("(", ")")
        yield Change(m.start(), m.start(3), ("" if not left or left in "([“\n" else " ") + opening)
        tail = text[m.end() : m.end() + 1]
        yield Change(m.end(3), m.end(), closing + (" " if tail.isalnum() and not cjk(tail) else ""))


@rule(
    "encoding",
    fixes={"【Tips】Drink water.": "[Tips] Drink water."},
    keeps=("【注意】不要", "[Tips] Drink water."),
    chars="【",
)
def plain_heavy_brackets(passage: Passage) -> Iterator[Change]:
    """Make heavy ideographic brackets square ones when what they hold is English."""
    text = passage.text
    for m in passage.find(_HEAVY):
        if _HAS_CJK.search(m[1]):
            continue
        left, right = text[m.start() - 1 : m.start()], text[m.end() : m.end() + 1]
        yield Change(m.start(), m.start(1), (" [" if left.isalnum() else "["))
        yield Change(m.end(1), m.end(), "] " if right.isalnum() else "]")


@rule(
    "encoding",
    fixes={
        "It is named 「slow fire」by cooks.": "It is named “slow fire” by cooks.",
        "Read 《Red House》 first.": "Read “Red House” first.",
    },
    keeps=("He wrote 「静かな海」 there.", "Read “Red House” first."),
    chars="「『《〈〝",
)
def english_quotation_marks(passage: Passage) -> Iterator[Change]:
    """Make corner, title and angle marks around English words quotation marks. Around Chinese or Japanese they stay."""
    text = passage.text
    opening, closing = ('"', '"') if '"' in text and "“" not in text else ("“", "”")
    for m in passage.find(_QUOTED):
        if _HAS_CJK.search(m[1]):
            continue
        left, right = text[m.start() - 1 : m.start()], text[m.end() : m.end() + 1]
        yield Change(m.start(), m.start() + 1, (" " if left.isalnum() else "") + opening)
        yield Change(m.end() - 1, m.end(), closing + (" " if right.isalnum() and not cjk(right) else ""))


@rule(
    "encoding",
    fixes={
        "Soak for 3～5 days.": "Soak for 3-5 days.",
        "Leave it for 15 minutes 〜 30 minutes.": "Leave it for 15 minutes to 30 minutes.",
    },
    suggests={"Dry 3~5 cm deep.": "Dry 3-5 cm deep."},
    keeps=("about ~5 cm", "~/notes", "第3～5天", "5 minutes ～ a break", "3 cm ~ 5 cm"),
    chars="~～〜",
)
def tilde_range(passage: Passage) -> Iterator[Change]:
    """Write a range of numbers with a hyphen instead of the tilde of Chinese and Japanese. An ordinary tilde may be a
    house style: it is certain in an article only, where a word or a unit follows."""
    for m in re.finditer(r"(?<=\d) ?[~～〜] ?(?=\d)|(?<=[\d%％]) ?[～〜] ?(?=\d)", passage.text):
        if not _HAS_CJK.search(passage.text[max(0, m.start() - 12) : m.end() + 12]):
            article = passage.context.article and _COUNTED.match(passage.text, m.end()) is not None
            yield Change(m.start(), m.end(), "-", safe="~" not in m[0] or article)
    for m in passage.find(_BETWEEN_MEASURES):
        yield Change(m.start("gap"), m.end("gap"), " to ")


@rule(
    "encoding",
    fixes={"Take 5℅ of it.": "Take 5% of it."},
    keeps=("℅ Smith", "Take 5% of it."),
    chars="℅",
)
def percent_for_care_of(passage: Passage) -> Iterator[Change]:
    """Make the care-of sign behind a number the percent sign that it stands for in Chinese typing."""
    for m in re.finditer(r"(?<=\d)℅", passage.text):
        yield Change(m.start(), m.end(), "%")


@rule(
    "punctuation",
    fixes={
        "¿What can I eat? ¡ Then do not worry! ¿How I sleep?": "What can I eat? Then do not worry! How I sleep?",
        "It will not leave you lying¡ Share it¡": "It will not leave you lying! Share it!",
    },
    keeps=("¿Qué?", "¿No es la flor?", "The sign ¿ opens a question.", "¿In, they asked?", "hola¡ qué", "lying ¡Share"),
    chars="¿¡",
)
def drop_inverted_mark(passage: Passage) -> Iterator[Change]:
    """Drop the inverted mark that Spanish sets before a question or an exclamation, before English words; where it
    ends a sentence, turn it."""
    for m in passage.find(_INVERTED_END):
        yield Change(m.start(), m.end(), "!" if m[0] == "¡" else "?")
    for m in passage.find(_INVERTED):
        yield Change(m.start(), m.end(), "")


_ESSENCE = compiled(r"(?<=[.!?]) ?Essence(?=\s*\Z| [A-Z][a-z]+,? [a-z])")


@rule(
    "encoding",
    fixes={
        "The leg was cold. Essence": "The leg was cold.",
        "It hurts.Essence Now he rests.": "It hurts. Now he rests.",
    },
    keeps=("The soul is cold. Essence is not.", "Essence", "What is left? Essence of rose."),
    trigger=_ESSENCE.pattern,
    kinds=("text", "item-title"),
)
def stray_essence(passage: Passage) -> Iterator[Change]:
    """Drop the word that a translator made of an ideographic stop that stood alone behind a sentence."""
    for m in passage.find(_ESSENCE):
        yield Change(m.start(), m.end(), "")
