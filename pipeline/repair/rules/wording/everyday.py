"""Capitals of everyday words inside the sentences of articles translated word for word, where no name can be meant."""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from pipeline.compiled import compiled
from pipeline.repair.inflection import plural, verb_forms
from pipeline.repair.lexicon import words as lexicon
from pipeline.repair.names import UNKNOWN, frequency
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.mechanical.case import NO_END, capitals
from pipeline.repair.rules.mechanical.stray import COMMON, NAMING, OFTEN_NAMED, titled
from pipeline.repair.words import Word, starts_sentence

_STAYS = (lexicon("behind_a_name") - lexicon("common_word")) | frozenset(
    "word mouse edge chrome safari fox mr mrs ms dr prof god king mom mum dad new".split()
)
"""What programs, keys and makes are called."""
_ADJECTIVES = lexicon("plain_adjective")
_STATES = frozenset(
    "is are was were be been become becomes became get gets feel feels look looks stay stays keep keeps too so very not"
    " more as remain remains turn turns it them and or".split()
)
_LEADS_ON = (
    lexicon("many")
    | lexicon("preposition")
    | lexicon("light_verb")
    | frozenset(
        "that only much more less same too please ate eats drank drinks takes took whose other another some any first"
        " no two three bad little following above certain clear next what how"
        " whether until than then after before through".split()
    )
) - frozenset("it so in on over around near inside outside along through under different all one".split())
"""Words that lead on to a noun, besides those that end no sentence."""
_OPENS = (NO_END | lexicon("many") | lexicon("preposition") | {"those", "these", "this", "no"}) - {"than", "over"}
"""Words that lead on to a noun where they open a sentence; behind others, two words may make a name."""
_ANNOUNCES = frozenset(
    "first second third fourth fifth firstly secondly thirdly finally lastly however therefore generally also besides"
    " then meanwhile otherwise yes no".split()
)
"""What opens a sentence before a comma."""
_CALLS = frozenset(
    "open click press select choose tap go use using install installing download downloading run running launch"
    " launching enter entering type typing visit visiting watch watching read reading play playing see seeing join"
    " joining call calling named called opening clicking pressing selecting choosing tapping turn switch set film"
    " book song".split()
)
"""With what a button, a program or a title may be meant."""
_SMALL_COMPOUND = compiled(r"(?<![\w-])[a-z]+-\Z")
_ENDED = compiled(r"[.,;!?)](?!\w)")
_ARTICLES = frozenset("the a an your his her its their our my this these those".split())
_SAYS = frozenset("say says said advise advises warn warns recommend recommends explain explains".split())
_NUMBERED = frozenset(
    "chapter step part section phase stage unit number no type version figure table volume grade class series model"
    " room windows article paragraph lesson".split()
)
"""What a number behind it tells from others, and counts nothing."""
_FURTHEST = 4
"""Words back to which an article is looked for."""
_SHORT = 3
"""Letters up to which a word may be small in a title whose words have capitals."""
_TWO = 2
_FOLLOWED = compiled(r"[,.;!?)]|:(?= )|\Z| (?=[a-z(])")


@lru_cache(maxsize=1)
def _everyday() -> frozenset[str]:
    """Words that English writes small wherever they are no part of a name, in all their forms."""
    nouns = (
        lexicon("countable")
        | lexicon("common_word")
        | lexicon("instrument")
        | lexicon("body_part")
        | lexicon("object")
        | lexicon("uncountable")
        | COMMON
    )
    verbs = lexicon("transitive") | lexicon("verb_only") | lexicon("handled") | lexicon("moves_a_part")
    others = lexicon("plain_adjective") | lexicon("quality") | lexicon("comparative") | lexicon("superlative")
    forms = {form for verb in verbs for form in verb_forms(verb)}
    found = nouns | {plural(noun) for noun in nouns} | forms | others
    return frozenset(found) - capitals().keys() - _STAYS


@lru_cache(maxsize=1)
def _counted() -> frozenset[str]:
    """What may stand behind a numeral other than one."""
    nouns = COMMON | lexicon("countable") | lexicon("common_word") | lexicon("unit")
    return frozenset(map(plural, _everyday() & nouns)) | {"goldfish"}


@lru_cache(maxsize=1)
def _people() -> frozenset[str]:
    """Persons, one and several."""
    return lexicon("person") | frozenset(map(plural, lexicon("person")))


@rule(
    "case",
    fixes={
        "He only ate Sour porridge, and went out in the Morning.": (
            "He only ate sour porridge, and went out in the morning."
        ),
        "There is too much Ear Wax, as a rule.": "There is too much ear wax, as a rule.",
        "The soil that Merchants send is fine.": "The soil that merchants send is fine.",
        "Do it twice, Sensitive skin once.": "Do it twice, sensitive skin once.",
        "It is a sad Sight. Mind the bearing Assembly.": "It is a sad sight. Mind the bearing assembly.",
        "Who sits knows the Problem: It hurts.": "Who sits knows the problem: It hurts.",
        "She put 12 Goldfish in it, and the Thyristor is burned, says the district Pediatrician.": (
            "She put 12 goldfish in it, and the thyristor is burned, says the district pediatrician."
        ),
        "The Third one is free, so please Forward it.": "The third one is free, so please forward it.",
        "It takes half a year, say Doctors. He did it without great Effort. This Method is cheap.": (
            "It takes half a year, say doctors. He did it without great effort. This method is cheap."
        ),
        "A Healthy cat eats. At Night, use the seven-day Method.": (
            "A healthy cat eats. At night, use the seven-day method."
        ),
    },
    keeps=(
        "He ate sour porridge in the White House in the morning.",
        "Press the Start button, then open Settings.",
        "The skin is dry Water it now.",
        "She is called Rose, and bought Apple shares in May.",
        "The Old Farmer school: Heavy rain.",
        "Open Photos, then watch Friends. The Chargers will play.",
        "It falls on Dragon Heads-raising Day.",
        "Use Word or Excel; the Golden Gate is near.",
        "The Baby Blues of a baby.",
        "Take the Route 66 Motels, iPhone 12 Cases, chapter 3 Methods and the 1 Mother.",
        "The Third World and the Third Reich.",
        "It is late, says Doctor Miller, and said Sister Act is good.",
        "A cyst of Baker is often seen.",
        "The Sound of Music is on. Red Lake is near, and The Morning.",
    ),
    trigger=r"\w,? [A-Z][a-z]",
    kinds=("text", "heading", "title", "item-title"),
    translated_only=True,
)
def capital_of_everyday_word(passage: Passage) -> Iterator[Change]:
    """Take the capital from everyday words inside a sentence, one or two in a row between words in lower case, behind a
    word that ends no sentence."""
    text, words, is_name = passage.text, passage.words, passage.context.is_name
    if passage.kind != "text" and not _written_small(text, words):
        return
    for n in range(1, len(words)):
        word = words[n]
        if not word.text[0].isupper() or not _goes_on(text, words, n) or not _small_by_nature(word, is_name):
            continue
        if words[n - 1].low in _NAMED_BY and word.low in _SURNAMES:
            continue
        last, at = word, n + 1
        if at < len(words) and text[word.end : words[at].start] == " " and _small_by_nature(words[at], is_name):
            last, at = words[at], at + 1
        following = words[at].low if at < len(words) else ""
        if not _FOLLOWED.match(text, last.end) or following in NAMING or following.startswith("app"):
            continue
        if titled(text, word.start, words[n - 1 :: -1]) or titled(text, last.end, words[at:]):
            continue
        yield Change(word.start, last.end, text[word.start : last.end].lower())


def _written_small(text: str, words: Sequence[Word]) -> bool:
    """Whether a title is written small but for one word: several longer ones are, and no others have a capital."""
    longer = [w for w in words if len(w.text) > _SHORT and not starts_sentence(text, w.start)]
    capital = sum(not w.text[0].islower() for w in longer)
    return capital < _TWO and len(longer) - capital > _TWO


def _determined(text: str, words: Sequence[Word], n: int) -> bool:
    """Whether an article or the like stands two or three words before word n, and small words between them."""
    start = next((at for at in range(n - 2, max(-1, n - _FURTHEST), -1) if words[at].low in _ARTICLES), None)
    if start is None or (start > 0 and words[start - 1].low in _CALLS):
        return False
    between = words[start + 1 : n]
    return text[words[start].end : words[n].start].count(" ") == len(between) + 1 and all(
        word.text.islower() and (word.low in _everyday() | OFTEN_NAMED or word.low.endswith("ing")) for word in between
    )


_SURNAMES = lexicon("surname")
_NAMED_BY = frozenset("of by after from called named doctor professor".split())
"""What may stand before a surname: the cyst of Baker."""


def _small_by_nature(word: Word, is_name: Callable[[str], bool]) -> bool:
    """Whether a capitalised word is an everyday one that isn't learnt as a name, for more than that it is rare, nor
    often a part of one."""
    plain = word.text.istitle() and word.low in _everyday() and word.low not in OFTEN_NAMED
    return plain and (frequency(word.low) < UNKNOWN or not is_name(word.text))


def _goes_on(text: str, words: Sequence[Word], n: int) -> bool:
    """Whether the sentence goes on behind word n - 1: after a comma, or a word that can't end one. An adjective can
    where it says what something is."""
    before = words[n - 1]
    gap = text[before.end : words[n].start]
    if before.text.isdecimal():
        counts = n > 1 and words[n - 2].text.islower() and words[n - 2].low not in NAMING | COMMON | _NUMBERED
        return counts and gap == " " and before.text != "1" and words[n].low in _counted()
    if not before.text.islower():
        team = before.low == "the" and words[n].low.endswith("s")
        opens = starts_sentence(text, before.start) and before.text[1:] == before.low[1:] and not team
        return opens and ((gap == " " and before.low in _OPENS) or (gap == ", " and before.low in _ANNOUNCES))
    if gap != " " or before.low in NO_END:
        return gap in (" ", ", ")
    if text[before.start - 1 : before.start] == "-":
        return _SMALL_COMPOUND.search(text, max(0, before.start - 30), before.start) is not None
    if _ENDED.match(text, words[n].end) and _determined(text, words, n):
        return True
    if before.low in _SAYS and words[n].low in _people() and _ENDED.match(text, words[n].end):
        return True
    return before.low in _LEADS_ON or (before.low in _ADJECTIVES and n > 1 and words[n - 2].low not in _STATES)


_COLOR = compiled(
    r"(?<=[a-z] )(?<!the )(?P<color>White|Black|Brown|Red|Green|Yellow)(?= (?:vinegar|sugar|wine|rice|tea|pepper|bread"
    r"|beans?|onions?|cabbage|meat|flour|sesame|peppers?|fungus|spots?|dots?|leaves|smoke|foam|powder|mold|mould|stools?)\b)"
)


@rule(
    "case",
    fixes={"Add drops of White vinegar and some Black pepper.": "Add drops of white vinegar and some black pepper."},
    keeps=(
        "We met in the Green tea room of the White House.",
        "Buy the Black pepper brand, and White Rice.",
        "White vinegar is sour.",
    ),
    trigger=_COLOR.pattern,
    translated_only=True,
)
def capital_of_color(passage: Passage) -> Iterator[Change]:
    """Write the color of food, and of what shows on plants and bodies, small."""
    for m in passage.find(_COLOR):
        yield Change(m.start("color"), m.start("color") + 1, m["color"][0].lower())


_SEASON = compiled(
    r"\b(?:[Ii]n|[Dd]uring|[Uu]ntil|[Ee]very|[Ll]ast|[Nn]ext|[Tt]his|late|early) (?:the )?"
    r"(?P<season>Spring|Summer|Autumn|Winter)(?=[,.;]|\Z| (?:the|it|they|you|and|or|when|because|is|months?|days?)\b)"
)


@rule(
    "case",
    fixes={"In Winter, ice blocks it; in the Summer it is dry.": "In winter, ice blocks it; in the summer it is dry."},
    keeps=("In Winter Park it rains.", "The Winter Olympics", "in Spring Street", "We read Winter."),
    trigger=_SEASON.pattern,
    translated_only=True,
)
def capital_of_season(passage: Passage) -> Iterator[Change]:
    """Write a season small, where it says when."""
    for m in passage.find(_SEASON):
        start = m.start("season")
        if not passage.context.is_name(m["season"]):
            yield Change(start, start + 1, m["season"][0].lower())
