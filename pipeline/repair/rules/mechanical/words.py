"""Words that a tokenizer split: contractions, possessives, abbreviations."""

import re
from collections.abc import Iterator

from pipeline.compiled import compiled
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.common import known

_NOT = compiled(
    r"\b(ca|wo|sha|do|does|did|is|are|was|were|has|have|had|could|would|should|must|need|might|ai)"
    r"(?: n ?['’] ?t|n ['’] ?t|n['’] t)s?\b",
    re.IGNORECASE,
)
_CLITIC = compiled(r"(?:(?<=[^\W_])|(?<=[A-Z]\.))(?: +(['’]) ?| ?(['’]) +)(s|S|re|ve|ll|d|m)(?=[\s,.;:!?)\]\"”]|$)")
_PRONOUNS = frozenset("i you he she it we they that this there who what where when how here let one".split())
_VERBAL = {
    "re": _PRONOUNS,
    "ve": _PRONOUNS | {"would", "could", "should", "might", "must"},
    "ll": None,
    "d": _PRONOUNS,
    "m": {"i"},
}
_MISPLACED = compiled(
    r"(?<![\w'’])(?:do|does|did|is|are|was|were|has|have|had|could|would|should)(['’]nt)(?!\w)", re.IGNORECASE
)
_INITIALS = compiled(
    r"(?<![\w.])(?:(e|i)\. (g|e)\.|([ap])\. m\.|([ap])\.m\b(?= \.)|U\. ?S\.(?! ?A)(?<=U\. S\.)|U\. S\. A\."
    r"|Ph\. D\.)(?!\w)"
)
_PREFIXED = compiled(r"\b(O|o|[dlDL]) (['’])(?=(clock\b|[A-Z][a-z]+|[^\W\d_a-zA-Z][a-z]+))|\b(o)(['’]) (?=clock\b)")
_SLANG = compiled(r"\b(gon|wan|got|gim|lem) ((?<=n )na|(?<=t )ta|(?<=m )me)\b(?= [a-z])")
_CAN_NOT = compiled(
    r"\bcan not(?= [a-z]{2,}\b)(?! (?:only|just|merely|simply|but|so|even|always|necessarily|be only)\b)"
    r"(?! (?:one|any|some|the|an?|we|you|they|he|she|it|this|that)\b)"
    r"(?![^.;]{1,40}(?: and still|,? or (?:\w+ )?can)\b)"
)
_TICK = compiled(r"(?<=[A-Za-z])[`´](?=(?:s|t|re|ve|ll|d|m)\b)")


@rule(
    "spacing",
    fixes={
        "You ca n't sit up.": "You can't sit up.",
        "Parents do n’t mind.": "Parents don’t mind.",
        "I don 't know, it isn' t.": "I don't know, it isn't.",
        "Do'nt pour it.": "Don't pour it.",
        "I DO N'T know the don 'ts.": "I DON'T know the don'ts.",
    },
    keeps=("The 'n' key sticks.", "I can not.", "Rock 'n' roll", "You can't sit up.", "the don 'twixt"),
    chars="'’",
    trigger=r"[nN] ?['’] ?[tT]s?\b|['’]nt\b",
)
def join_split_contraction(passage: Passage) -> Iterator[Change]:
    """Join a contraction with “not” that the translator's tokenizer has split, and put its apostrophe in place."""
    text = passage.text
    for m in passage.find(_MISPLACED):
        yield Change(m.start(1), m.end(1), f"n{m[1][0]}t")
    for m in passage.find(_NOT):
        yield Change(m.end(1), m.end(), text[m.end(1) : m.end()].replace(" ", ""))


@rule(
    "spacing",
    fixes={
        "I 'm here and they 're late.": "I'm here and they're late.",
        "The cat 's bowl, the dog' s bed": "The cat's bowl, the dog's bed",
    },
    keeps=(
        "'s-Hertogenbosch",
        "the 's' key",
        "in the '90s",
        "She said 'really' twice.",
        "'d' is a letter",
        "the dogs' s-bend",
    ),
    chars="'’",
    trigger=r" ['’]|['’] ",
)
def join_split_clitic(passage: Passage) -> Iterator[Change]:
    """Join a possessive or a short verb form (`'s`, `'re`, `'ll`) with its word."""
    text = passage.text
    for m in passage.find(_CLITIC):
        if text[m.end() : m.end() + 1] in "'’" and text[m.end() : m.end() + 1]:
            continue
        word = re.search(r"[^\W_]+$", text[max(0, m.start() - 20) : m.start()])
        hosts = _VERBAL.get(m[3])
        if hosts is not None and (word is None or word[0].lower() not in hosts):
            continue
        if m[2] and text.count("'", 0, m.start()) % 2 and m[3] not in "sS":
            continue
        yield Change(m.start(), m.start(3), m[1] or m[2])


@rule(
    "spacing",
    fixes={"Get up at six o 'clock.": "Get up at six o'clock.", "Ask O 'Brien.": "Ask O'Brien."},
    keeps=("o'clock", "He said O 'tis.", "vitamin D 'supplement'"),
    chars="'’",
    trigger=r"\b[OodlDL] ?['’]",
)
def join_split_prefix(passage: Passage) -> Iterator[Change]:
    """Join an elided prefix (`o 'clock`, `O 'Brien`) with its word."""
    for m in passage.find(_PREFIXED):
        if m[4] or m[3] == "clock" or m[1] == "O" or m[1] in "dlDL":
            yield Change(m.start() + 1, m.end(), m[2] or m[5])


@rule(
    "spacing",
    fixes={
        "Eat fruit, e. g. pears.": "Eat fruit, e.g. pears.",
        "At 8 a. m. sharp": "At 8 a.m. sharp",
        "See the U. S. market": "See the U.S. market",
    },
    keeps=("e.g. pears", "Plan A. M. Smith wrote it.", "Vitamin E. Good fat.", "J. S. Bach"),
    trigger=r"\b(?:[eiapU]|Ph)\. ?[gemSD]",
)
def join_split_abbreviation(passage: Passage) -> Iterator[Change]:
    """Join an abbreviation that was split after its first full stop (`e. g.`, `a. m.`, `U. S.`)."""
    for m in passage.find(_INITIALS):
        yield Change(m.start(), m.end(), m[0].replace(" ", ""))


@rule(
    "spacing",
    fixes={"We're gon na sleep.": "We're gonna sleep.", "They wan na eat.": "They wanna eat."},
    keeps=("na na na", "We got ta-da at last.", "Lem me", "That got me thinking."),
    trigger=_SLANG.pattern,
)
def join_split_slang(passage: Passage) -> Iterator[Change]:
    """Join the colloquial forms that tokenizers of English split (`gon na`, `wan na`, `got ta`)."""
    for m in passage.find(_SLANG):
        yield Change(m.start(), m.end(), m[1] + m[2])


_APART = compiled(
    r"(?<![\w'’-])before(?P<hand> )hand(?=[.,;:!?)]|\Z| (?:so|to)\b)"
    r"|(?<![\w'’-])(?:screw(?= drivers?\b)|tooth(?= (?:brush|brushes|paste|pick|picks)\b)|dish(?= washers?\b)"
    r"|(?:head|ear)(?= phones?\b)|wind(?= shields?\b)|(?:hard|soft)(?= ware\b)|lap(?= tops?\b)"
    r"|eye(?= (?:lids?|lash|lashes|brows?)\b)|(?:finger|toe)(?= nails?\b))(?P<half> )"
    r"|(?<![\w'’-])(?P<prefix>bi|un|re|dis|hydro|electro|neuro|mono|poly|thermo|gastro)(?P<gap> )"
    r"(?P<rest>[a-z]{4,})(?![\w'’-])"
    r"|\d (?:second|minute|hour|day|week|month|year|time|degree|piece|drop)(?P<plural> )s(?![\w'’-])"
)


@rule(
    "spacing",
    fixes={
        "Ask him before hand.": "Ask him beforehand.",
        "Clean it with bi carbonate for 90 second s.": "Clean it with bicarbonate for 90 seconds.",
        "Take a small screw driver and a tooth brush.": "Take a small screwdriver and a toothbrush.",
    },
    keeps=(
        "Wash it before hand cream; before hand and foot care.",
        "Use un petit peu of it.",
        "We saw a re plant there.",
        "Take 90 seconds; the 90 second 's' key",
        "the UN report",
        "The car has a good driver, the head phoned, and the eye line is long.",
    ),
    trigger=_APART.pattern,
)
def join_parted_word(passage: Passage) -> Iterator[Change]:
    """Join a word that was pulled apart behind a prefix that is no word, before its plural ending, or in the middle of
    a compound that is always one word."""
    for m in passage.find(_APART):
        if m["prefix"] and not known(m["prefix"] + m["rest"], 2.7):
            continue
        group = next(name for name in ("gap", "plural", "half", "hand") if m[name])
        yield Change(m.start(group), m.end(group), "")


@rule(
    "punctuation",
    fixes={"Let`s sort it, it´s time.": "Let's sort it, it's time."},
    keeps=("Type `ls` here.", "café", "`quoted´ words"),
    chars="`´",
)
def straight_tick(passage: Passage) -> Iterator[Change]:
    """Make a grave or acute accent that stands for an apostrophe inside a word an apostrophe."""
    sign = "’" if passage.text.count("’") > passage.text.count("'") else "'"
    for m in passage.find(_TICK):
        yield Change(m.start(), m.end(), sign)


@rule(
    "spacing",
    fixes={},
    suggests={"It can not be avoided.": "It cannot be avoided."},
    keeps=(
        "It can not only hurt but itch.",
        "You can not just wait.",
        "We can, not surprisingly, wait.",
        "Can not one of you wait?",
        "Why can not one of you wait?",
        "You can not go and still win.",
        "You can not go, or you can go.",
        "It can not-so-easily be seen.",
    ),
    trigger=r"\bcan not\b",
)
def join_cannot(passage: Passage) -> Iterator[Change]:
    """Write “can not” as one word. Before “only” and the like, “not” belongs to what follows, and where somebody is
    free not to do a thing, the two stay apart. In a lone sentence it is only suggested."""
    for m in passage.find(_CAN_NOT):
        yield Change(m.end() - 4, m.end() - 3, "", safe=passage.context.article)
