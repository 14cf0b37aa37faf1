"""Labels of list entries: every family of numbers, number words and bullets, recognized at one place of a text.

A label found here is only a candidate; `lists.py` decides for a whole article which of them label entries.
"""

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline.compiled import compiled
from pipeline.structure import cues

ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
]
CARDINALS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
NOUNS = sorted(cues.vocabulary("label-nouns"), key=lambda word: (-len(word), word))
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_CHINESE = {char: i for i, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}

_N = r"[0-9０-９]{1,3}"
_C = r"[一二三四五六七八九十两]{1,3}"
BULLETS = "•●▪■◆◇▲△▶○☆★✓✔➤►※·・"
_WORDS = "|".join(CARDINALS)
_ORDS = "|".join(ORDINALS)
_NTH = rf"(?:{_ORDS}|[0-9]{{1,2}}\s?(?:st|nd|rd|th))"


def _any_of(words: Iterable[str]) -> str:
    """A pattern of words, longest first, in which a first letter is tried once."""
    groups = itertools.groupby(sorted(words, key=lambda word: (word[0], -len(word))), key=lambda word: word[0])
    return "|".join(f"{first}(?:{'|'.join(word[1:] for word in some)})" for first, some in groups)


_NOUN = _any_of(NOUNS)
_NOUN_TITLE = _any_of([*map(str.title, NOUNS), "Day"])
_UNITS = "|".join(sorted(cues.vocabulary("units")))
_SIGNED = rf"(?:[{BULLETS}]\s?)?"
_MARKS = "•●○◦▪■□◆◇★☆✓✔√➤►▶→❖✿❀♦‣⁃∙・◎‧➢➔☑✅❌✘✖✗✚▲△☞⚫⚪🔹🔸👉✨⭐📌"
_EMOJI = "[⇒◉\u2600-\u27bf\U0001f300-\U0001faff]"
"""Pictures that open the entries of a list; several of them often share one list."""
_NO = r"(?:(?i:no\.?|number|nr\.?|#|№)\s*)?"
_END = r"(?:\s*[:：.．、,，;)）\]】](?!\d)|\s+[-–—](?=\s)|(?=\s*$))"
# In order of trial; each alternative's group name gives family and strength (in tenths) of a label at a unit's start.
_NO_END = (
    r"(?!\s*(?:(?:I|we|the editor|[Xx]iaobian|Bian Xiao|Xiao Bian|the small series)\s)?"
    r"(?:also\s|(?:want|would like) to\s)?(?:remind|wish|thank)s?\b)"
)
"""What closes an article behind `Finally,`, and is no item of a list."""
_START = compiled(
    rf"(?P<circled_40>{_SIGNED}[①-⓿❶-➓㊀-㊉⑴-⒛]\s?[.、:：)]?)"
    rf"|(?P<paren_35>{_SIGNED}[(（\[【<〈{{｛「〔《]\s?(?:{_N}|{_C}|[①-⓿❶-➓]|(?i:{_WORDS}))\s?[)）\]】>〉}}｝」〕》][.、:：]?)"
    rf"|(?P<noun_42>(?:[\[【(（]|[{BULLETS}]\s?)?(?:the\s+)?(?i:{_NOUN})\.?\s*(?i:(?:no\.?|number|nr\.?|#|№|n[º°]\.?)\s*)?(?i:{_N}(?!\d|\.\d)|(?:{_WORDS}|{_ORDS})\b|{_C}|[ivx]{{1,4}}\b|[A-F]\b|[①-⓿❶-➓]){_END})"
    rf"|(?P<noun_22>{_SIGNED}(?:{_NOUN_TITLE}|TIP|REASON|CAUSE|PART|POINT)(?:\s+|\s?(?=[#.]))\.?{_NO}(?:{_N}(?!\d|\.\d)|[①-⓿❶-➓]|(?i:{_WORDS}))(?=\s+[^\W\d_a-z]|\s+[“\"]))"
    rf"|(?P<noun_20>(?i:step)\s?\.?\s?(?:{_N}|[①-⓿❶-➓])(?=\s+\S)|(?:{_NOUN_TITLE})\s+{_N}(?=\s+[a-z]))"
    rf"|(?P<noun_24>(?i:{_NOUN})\s+(?i:{_N}|{_WORDS})(?=\s+is\s))"
    rf"|(?P<nth_32>(?i:(?:the\s+)?{_NTH}\s+(?:{_NOUN}|thing|one|place)s?)(?:\s*[:：,，.-]|\s+is\b(?=\s)|\s+of\s[^.,:!?\n]{{3,60}}?(?:[,:，：]|\s[-–—]\s)"
    rf"|\s+(?:to|for)\s[^.,:!?\n]{{3,60}}?[:：]))"
    rf"|(?P<nth_20>(?i:the\s+{_NTH}\s+(?:{_NOUN}))(?=\s+[a-z]))"
    rf"|(?P<arrow_36>[>＞»]\s?{_N}(?=\s|$|[.:)、]|[A-Z])[.:)、]?)"
    rf"|(?P<hash_34>(?:#\s?|(?i:no|nr)\.?\s?|(?:№|N[º°]\.?)\s?){_N}(?:[.:、)]|(?=\s|$)))"
    rf"|(?P<hash_30>TOP\s?\.?{_N}[.:：、]?(?=\s|$|[A-Z])|Top\s?{_N}\s?[.:：、])"
    rf"|(?P<hash_18>P\s?{_N}[.:：、]?(?=\s+[A-Z]|$))"
    r"|(?P<digit_35>[0-9]\ufe0f?\u20e3\s?)"
    rf"|(?P<decimal_34>{_N}(?:[.．]{_N}){{1,3}}[.．、)）]?(?=\s+[^\W\d]|[A-Z])(?!\s+(?:kg|g|mg|m|cm|mm|ml|l|%)\b))"
    rf"|(?P<digit_30>(?:/\s?)?{_N}\s?[/|｜丨](?=\s?[A-Z“\"]|\s[a-z]))"
    rf"|(?P<digit_05>{_N}/(?=[0-9]{{1,2}}\s[a-z]{{3}}))"
    r"|(?P<noun_26>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\s?[:：])"
    rf"|(?P<digit_14>{_N}/(?=[a-z]{{3}}))"
    rf"|(?P<digit_33>{_N}\s?[º°ª]?\s?[.．)]\s?[-–—](?=\s?[^\W\d]))"
    rf"|(?P<digit_28>{_N}\s?[º°ª][.)]?(?=\s+[^\W\d]))"
    rf"|(?P<decimal_20>{_N}[-–]{_N}[.、:：]?(?=\s+[A-Z][^.]*\s\S))"
    rf"|(?P<digit_22>{_N}\s?[·•]\s?(?=[A-Z]))"
    rf"|(?P<digit_32>{_SIGNED}{_N}\s?[.．、)）](?!\d|\s?[%℃°]))"
    rf"|(?P<digit_31>{_N}\s?¡¢)"
    rf"|(?P<digit_24>{_N}\s?[。:：,，](?!\d))"
    rf"|(?P<digit_18>{_N}\s?[-–—]\s?(?=[A-Z\"“]))"
    rf"|(?P<digit_16>{_N}\s+(?=[A-Z“\"‘]))"
    rf"|(?P<digit_12>{_N}(?=[A-Z][a-z])|{_N}$)"
    rf"|(?P<digit_08>{_N}\s+(?!(?:{_UNITS})s?\b)(?=[a-z]{{3}}))"
    rf"|(?P<chinese_36>第?{_C}\s?[、.．，,:：)]|第{_C}(?=\s))"
    r"|(?P<ordinal_06>(?i:first)(?:ly)?\s+of\s+all\s?[,，:：、])"
    rf"|(?P<ordinal_26>(?i:{_ORDS})(?:ly)?(?:\s+of\s+all)?(?:\s?[,，:：、;.)](?!\d)|\s[-–—](?=\s)))"
    rf"|(?P<ordinal_16>(?i:{_ORDS})ly(?=\s+[^\W\d]))"
    rf"|(?P<last_30>(?i:the\s+)?(?i:last|final)\s+(?i:{_NOUN})s?\s*(?:[:：,，]|is\b(?=\s)))"
    rf"|(?P<last_18>(?:(?:And )?(?i:lastly|finally|last of all|last but not least)|Last|At last)\s?[,，:：]{_NO_END})"
    r"|(?P<next_16>(?:In addition|Besides|Furthermore|Moreover|Next|Again)\s?[,，:：])"
    rf"|(?P<ordinal_22>(?i:the\s+)(?i:{_ORDS})\s?[,，:：、]|(?i:(?:the\s+)?(?:{_ORDS}))(?=\s+is\b)|[0-9]{{1,2}}(?:st|nd|rd|th)(?:\s?[,:：.]|(?=\s[A-Z][\w-]*\s?[:：.]\s)))"
    rf"|(?P<word_24>(?i:{_WORDS})\s?[,，:：、.;)](?!\d)|(?i:{_WORDS})(?=\s+is\b\s))"
    r"|(?P<roman_28>[IVX]{1,5}\s?[.．、)）:](?=\s|\w|$)|[(（][ivxIVX]{1,5}[)）]|[ivx]{1,5}[.)](?=\s|$)|[Ⅰ-ⅿ]\s?[.、:：)]?)"
    r"|(?P<letter_22>[A-Z][.)、:：](?=\s|$)|[(（][A-Za-z][)）]|[a-z][.)](?=\s|$)|[A-Za-z]、)"
    rf"|(?P<bullet_36>[{_MARKS}]\ufe0f?\s?)"
    r"|(?P<bullet_34>\[[ xX✓]?\]\s+(?=\S)|[—–-]{2,3}\s+(?=\w))"
    rf"|(?P<bullet_24>{_EMOJI}\ufe0f?\s?(?=[A-Z“\"]))"
    r"|(?P<bullet_20>※\s?|[Ø§¤ü]\s+(?=[^\W\d])|o\s+(?=[A-Z]))"
    r"|(?P<bullet_15>>\s?(?=[^\W\d]))"
    r"|(?P<bullet_28>[*+·–—×✕-]\s+(?=\S))"
    r"|(?P<bullet_14>[-·—–](?=[A-Z“\"]))"
    rf"|(?P<noun_16>[A-Z][a-z]+(?:\s[a-z]+){{0,2}}\s(?:[0-9]{{1,2}}|(?i:{_WORDS}))\s?[:：])"
    r"|(?P<bullet_11>[-–—](?=[a-z]{2}))"
)
_BEFORE = r"[\s.!?;:,。！？；：…)）\"”]"
_NO_PROSE = r"(?![a-z]++ (?!of\b|is\b)[a-z]++ [a-z])"
_INLINE = compiled(
    rf"(?:(?P<digit_17>[0-9](?<=[a-z]{{3}}[0-9])[0-9]?[.、](?=\s[A-Z][a-z]))"
    rf"|(?<={_BEFORE})(?<![0-9][.:,]){_NO_PROSE}(?:(?P<circled_30>[①-⓿❶-➓⑴-⒛]\s?[.、:：)]?)"
    rf"|(?P<paren_22>[(（]\s?(?:{_N}|{_C})\s?[)）][.、:：]?)"
    rf"|(?P<noun_30>(?=[^\W\d_]++\.?\s*+(?:[^\W\d_]++\s*+)?[0-9:：])(?i:{_NOUN})\.?\s*(?i:[0-9]{{1,2}}|(?:{_WORDS})\b)\s*[:：])"
    rf"|(?P<noun_14>(?=[A-Z][a-z]++\s[0-9])(?:{_NOUN_TITLE})\s[0-9]{{1,2}}(?=\s[A-Z]))"
    rf"|(?P<digit_18>[0-9０-９]{{1,2}}\s?[.．、)）](?!\d|\s?[%℃°]))"
    rf"|(?P<digit_09>[0-9]{{1,2}}\s?[,，](?=\s?[A-Za-z]{{2}}))"
    rf"|(?P<digit_12>[0-9]{{1,2}}\s?[:：](?=\s?[A-Z][a-z]))"
    rf"|(?P<digit_08>[0-9]{{1,2}}\s+(?!(?:{_UNITS})s?\b)(?=[A-Za-z][a-z]))"
    rf"|(?P<digit_04>[0-9]{{1,2}}(?=[A-Z][a-z]+\s))"
    rf"|(?P<chinese_26>第?{_C}\s?[、.])"
    rf"|(?P<ordinal_12>(?:{_ORDS}|{_ORDS.title()})(?:ly)?(?:\s+of\s+all)?\s?[,，:：、]|The\s(?:{_ORDS})(?=\sis\b))"
    rf"|(?P<word_10>(?:{_WORDS}|{_WORDS.title()})(?:\s?[,，:：、]|(?=\s+is\s)))"
    r"|(?P<roman_10>[IVX]{1,4}\.(?=\s)|\([ivx]{1,4}\))"
    r"|(?P<letter_10>\([a-h]\)|[a-h]\)(?=\s)|[A-H]\.(?=\s))"
    rf"|(?P<bullet_16>[{BULLETS}]\s?)))"
)
# Each label within a paragraph has one of these; asking for them first spares most paragraphs the search.
_SIGN = compiled(rf"[0-9０-９(（①-⓿❶-➓⑴-⒛一二三四五六七八九十两{BULLETS}]")
_COUNTING = "|".join(word for name in (*CARDINALS, *ORDINALS) for word in (name, name.title(), name.upper()))
_COUNTS = compiled(
    rf"{_BEFORE}(?:[A-HIVX]{{1,4}}\.\s|[a-h]\)\s|(?:{_COUNTING})(?:ly)?(?:\s+of\s+all)?(?:\s?[,，、]|\s*[:：]|\s+is\s))"
)
_PICTURE = compiled(_EMOJI)
_SENTENCE_END = compiled(r"[.!?;:。！？；：…][\"'”’»)）\]]*\s*$")


@dataclass(frozen=True, slots=True)
class Label:
    """A possible label: its span (code points, relative to the text searched), family, form, value and strength.

    form: the label with its number as 0, so that `1.` and `2.` agree and `1.` and `(1)` don't;
    value: the number it carries, None for bullets; letter: a lone letter's place in the alphabet where it may be roman;
    strength: how hard it is to read it as no label, about 0 to 4; inline: it stands within a paragraph.
    """

    start: int
    end: int
    family: str
    form: str
    value: int | None
    strength: float
    inline: bool = False
    letter: int | None = None


@lru_cache(maxsize=256)
def at_start(text: str, pos: int = 0) -> Label | None:
    """The label that opens text at pos, or None."""
    match = _START.match(text, pos)
    return _label(match, False) if match else None


def inside(text: str, pos: int, most: int) -> Iterator[Label]:
    """Possible labels within text after pos, `most` at most; weaker where no sentence ends before them."""
    if not (_SIGN.search(text, pos) or _COUNTS.search(text, max(0, pos - 1))):
        return
    for count, match in enumerate(_INLINE.finditer(text, max(1, pos))):
        if count >= most:
            return
        label = _label(match, True)
        before = text[max(0, match.start() - 6) : match.start()]
        if _SENTENCE_END.search(before) or before[-1:].isalpha():
            yield label
        elif label.family in ("circled", "paren", "chinese", "noun", "bullet") or label.strength >= 0.4:
            penalty = 0.6 if label.family in ("circled", "noun", "bullet") else 1.2
            yield Label(
                label.start,
                label.end,
                label.family,
                label.form,
                label.value,
                label.strength - penalty,
                True,
                label.letter,
            )


def _label(match: re.Match[str], inline: bool) -> Label:
    name = match.lastgroup or ""
    family, _, tenths = name.partition("_")
    raw = match.group().rstrip()
    value = None if family in ("bullet", "last", "next") else number(raw)
    core = re.sub(r"[\W_]", "", raw).lower()
    letter = ord(core) - 96 if family in ("roman", "letter") and len(core) == 1 and core.isascii() else None
    return Label(
        match.start(), match.start() + len(raw), family, form(raw, family), value, int(tenths) / 10, inline, letter
    )


@lru_cache(maxsize=4096)
def form(label: str, family: str) -> str:
    """A label's form: numbers as 0, letters case-folded, white space gone; a bullet is its own form."""
    if family == "bullet":
        return "emoji" if label[0] not in _MARKS and _PICTURE.match(label) else label.strip()
    text = unicodedata.normalize("NFKC", label.lower())
    text = re.sub(r"\d+(?:st|nd|rd|th)?", "0", text)
    text = re.sub(rf"\b(?:{_ORDS})(?:ly)?\b", "th", text)
    text = re.sub(rf"\b(?:{_WORDS})\b", "n", text)
    text = re.sub(rf"{_C}", "中", text)
    if family in ("roman", "letter"):
        text = re.sub(r"[a-z]+", "x", text)
    if family == "circled":
        return "circled"
    if family == "decimal":
        text = text.rstrip(".、)")
    return re.sub(r"\s+of\s.*|\s", "", text)


@lru_cache(maxsize=4096)
def number(label: str) -> int | None:
    """The value that a label carries: digits of any width, circled, roman, Chinese, number words, letters; or None."""
    for char in label:
        value = unicodedata.numeric(char, None)
        if value is not None and not char.isdecimal() and char not in _CHINESE and char != "十" and value == int(value):
            return int(value)
    digits = re.search(r"\d+(?=[.．、)）\s]*$)", label) or re.search(r"\d+", label)
    if digits:
        return int(digits.group())
    chinese = re.search(r"[〇零一二两三四五六七八九十]+", label)
    if chinese:
        return _chinese(chinese.group())
    words = re.findall(r"[a-z]+", unicodedata.normalize("NFKC", label).lower())
    for word in words:
        word = word.removesuffix("ly")
        for names in (ORDINALS, CARDINALS):
            if word in names:
                return names.index(word) + 1
    last = words[-1] if words else ""
    if last and set(last) <= set("ivxlc") and last not in ("l", "c"):
        return _roman(last)
    return ord(last) - 96 if len(last) == 1 else None


def _chinese(text: str) -> int:
    tens, ten, ones = text.partition("十")
    unit = _CHINESE.get(ones, 0) if ones else 0
    return (_CHINESE.get(tens, 1) * 10 if ten else _CHINESE.get(tens, 0)) + unit


def _roman(text: str) -> int:
    values = [_ROMAN[char] for char in text]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))
