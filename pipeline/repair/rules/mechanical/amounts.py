"""Numbers that a translator or a scraper wrote otherwise than English does. Their values stay what they are."""

from collections.abc import Iterator
from functools import lru_cache

from pipeline.compiled import compiled
from pipeline.repair.inflection import plural
from pipeline.repair.lexicon import words as lexicon
from pipeline.repair.numerals import decimal_commas, gaps
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.common import in_address, known

_LABELS = (
    "Causes?|Reasons?|Methods?|Steps?|Tips?|Examples?|Signs?|Solutions?|Mistakes?|Symptoms?|Questions?|Schemes?|Faults?"
    "|Stages?|Tricks?|Myths?"
)
_LABELLED = compiled(rf"(?<![\w@#/.-])(?:{_LABELS})(?=\d{{1,2}}(?:[:：、)]|\.?\Z|\.? [A-Za-z]))")
_LABEL_STOP = compiled(rf"\A(?:(?:{_LABELS}) ?|[QA])\d{{1,2}}\.(?=([A-Za-z]+) )")
_OHMS = compiled(r"(?<![\w.,@#/-])(?:\d{1,3},)?\d{1,4}(?:\.\d{1,3})?k?(?=(?i:ohms?|volts|watts|amps)\b(?![\w@/-]))")
_GRAMMAR = compiled(r"(?<![\w.,@#/-])\d{1,2}(?=(?:of (?:the|a|an|them|these|[a-z]{4,})|or more|or [2-9]|per ?cent)\b)")
_COUNTED = compiled(r"(?<![\w.,@#/-])\d{1,3}(?=(?P<noun>[a-z]{3,})(?![\w@/-]|\.\w))")


@rule(
    "spacing",
    fixes={
        "It is done in 1 0 minutes, at least 1 5 times.": "It is done in 10 minutes, at least 15 times.",
        "They come between 1 8 and 25; more than 5 0.": "They come between 18 and 25; more than 50.",
        "Cut 5 00 g of it.": "Cut 500 g of it.",
        "Turn the arm 1 0 times, by 2 0 cm.": "Turn the arm 10 times, by 20 cm.",
    },
    keeps=(
        "In step 1 5 minutes of rest are enough.",
        "Buy 2 1 litre bottles, or about 3 5-year-olds.",
        "It costs 1 000 rubles, 1 500 in all.",
        "They won 5 0 at home.",
        "Call 2 00 12 now.",
        "Rooms 1 2 and 3",
    ),
    trigger=r"\d \d",
)
def join_split_digits(passage: Passage) -> Iterator[Change]:
    """Join the digits of a number that were pulled apart, where the words around them count one amount."""
    for start, end in gaps(passage.text):
        yield Change(start, end, "")


@rule(
    "punctuation",
    fixes={},
    suggests={
        "It takes 1,5 liters at a pH of 4,5 to 5,5.": "It takes 1.5 liters at a pH of 4.5 to 5.5.",
        "Charge it to 12,6 V.": "Charge it to 12.6 V.",
    },
    keeps=(
        "It costs 1,500 dollars.",
        "Rest for 1,2 days, or 3,4 weeks.",
        "The points (1,5) and 2,7 on the map",
        "Pick 10,20,30 grams.",
        "It is 1.5 liters.",
        "Use 0,1,2 times.",
    ),
    trigger=r"\d,\d",
)
def decimal_point(passage: Passage) -> Iterator[Change]:
    """Write a decimal with a point, where a translation kept the comma of its source and a unit follows. Two numbers in
    a row may be both meant (`1,2 days`). Only suggested: no edit changes how a number is written."""
    for at in decimal_commas(passage.text):
        yield Change(at, at + 1, ".", safe=False)


@rule(
    "spacing",
    fixes={
        "Cause1: it is dry.": "Cause 1: it is dry.",
        "Fault 2.the light is weak": "Fault 2. the light is weak",
        "Q3.How do I wash it?": "Q3. How do I wash it?",
    },
    keeps=(
        "Step2.txt is here.",
        "Cause 1: it is dry.",
        "Rule34 and Step2Go",
        "Q3.Final.pdf",
        "see Step1.5",
        "A4.Paper",
    ),
    trigger=r"[a-z]\d|^[A-Z][a-z]* ?\d",
)
def space_at_label_number(passage: Passage) -> Iterator[Change]:
    """Put the missing space between the word and the number of a label, and behind its full stop."""
    for m in passage.find(_LABELLED):
        if not in_address(passage, m.start(), m.end()):
            yield Change(m.end(), m.end(), " ")
    for m in passage.find(_LABEL_STOP):
        if known(m[1], 4.0) and not in_address(passage, m.start(), m.end()):
            yield Change(m.end(), m.end(), " ")


@lru_cache(maxsize=1)
def _things() -> frozenset[str]:
    """Things in the plural."""
    nouns = lexicon("count_noun") | lexicon("countable") | lexicon("object") | lexicon("person") | lexicon("organ")
    return frozenset(map(plural, nouns))


@rule(
    "spacing",
    fixes={
        "A 170Ohm part": "A 170 Ohm part",
        "Mix 2 spoons with 1of vinegar.": "Mix 2 spoons with 1 of vinegar.",
        "Beat 5eggs for 20plants, 40per cent of it.": "Beat 5 eggs for 20 plants, 40 per cent of it.",
    },
    keeps=(
        "A 170 Ohm part",
        "a 4k7 part",
        "the model 30watts-x",
        "20kg",
        "3of5 and 2or3",
        "file5of.txt",
        "Ask 5eggs.com, #20plants and the 90s; 2dots, 3plant.",
    ),
    trigger=r"\d[a-zO]",
)
def space_before_counted_word(passage: Passage) -> Iterator[Change]:
    """Put the missing space between a number and a unit that is written out, a word of grammar, or a thing in the
    plural that it counts."""
    for m in passage.find(_COUNTED):
        if m["noun"] in _things() and m[0] != "1" and not in_address(passage, m.start(), m.end("noun")):
            yield Change(m.end(), m.end(), " ")
    for pattern in (_OHMS, _GRAMMAR):
        for m in passage.find(pattern):
            if not in_address(passage, m.start(), m.end()):
                yield Change(m.end(), m.end(), " ")
