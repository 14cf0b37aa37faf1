"""Quotation marks: spaced, glued to words, or of mixed families."""

from collections.abc import Iterator

from pipeline.compiled import compiled
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.common import code_like

_MIXED = compiled(r"(?<![\w\"”»])([\"“„«])(?=\S)([^\"“”„«»\n]{1,300}?)(?<=\S)([\"”“»„])(?!\w)")
_HALF_GERMAN = compiled(r"(?<!\w)»(?=\S)(?P<said>[^\"“”„«»\n]{1,300}?)(?<=\S)(?P<end>[\"”])(?!\w)")
_GERMAN = compiled(r"(?<!\w)»(?=\S)([^\"“”„«»\n]{1,300}?)(?<=\S)«(?!\w)")
_IDEOGRAPHIC = compiled(r"(?<![\w\"”])(?:\"[^\"「」『』《\n]{1,300}[」』》]|“[^“”「」『』\n]{1,300}[」』》])")
_TICKS = compiled(r"(?<![\w'`])(?:`` ?|'')(?=[^\s'])([^`\n]{1,300}?) ?''(?!['\w])")
_CURLY_SPACED = compiled(r"(?<![^\s(\[—–-])([“«])( *)([^“”«»\n]{1,600}?)( *)([”»])")
_CURLY_GLUED = compiled(
    r"(?<=[A-Za-z,;:!?.])“(?=[^“”\s][^“”\n]{0,600}”)|(?<=“)([^“”\s](?:[^“”\n]{0,600}[^“”\s])?)”(?=[A-Za-z]{2,})"
)
_STRAIGHT = compiled('"')
_LISTED = compiled(r"[a-z]{2} \"[A-Za-z ]{2,40}\"[,;]\"[A-Za-z ]{2,40}\" [a-z]{2}")
"""Two quoted words within a sentence, and no row of a table."""
_HALF_STRAIGHT = frozenset(('“"', '"”'))


@rule(
    "punctuation",
    fixes={"It is ``slow'' food.": 'It is "slow" food.', "It is ''slow'' food.": 'It is "slow" food.'},
    keeps=("rock ''n roll", "a 5'' pipe", 'It is "slow" food.', "''"),
    trigger="''",
)
def pair_ticks(passage: Passage) -> Iterator[Change]:
    """Make doubled ticks or apostrophes that stand for quotation marks straight ones."""
    if code_like(passage.text):
        return
    for m in passage.find(_TICKS):
        yield Change(m.start(), m.start(1), '"')
        yield Change(m.end(1), m.end(), '"')


def _pairs(text: str) -> list[tuple[int, int]]:
    at = [m.start() for m in _STRAIGHT.finditer(text)]
    return list(zip(at[::2], at[1::2], strict=True)) if len(at) % 2 == 0 else []


def _edge(char: str) -> bool:
    return not char or char.isspace() or char in "([{—–-/.,;:!?)]}…'’"


def _glued(text: str, start: int, end: int) -> str:
    """On which side, if on one alone, a quotation that is spaced inside is glued to a word outside: left, right or
    nowhere ("")."""
    left, right = text[max(0, start - 2) : start], text[end + 1 : end + 3]
    words = [len(part) == 2 and part.isalpha() and part.isascii() for part in (left, right)]
    if words == [True, False] and _edge(right[:1]):
        return "left"
    return "right" if words == [False, True] and _edge(left[-1:]) else ""


def _turned(text: str, start: int, end: int) -> bool:
    """Whether the first mark of a pair closes a quotation and the second opens one ("Well," he said, "come in")."""
    return text[start - 1 : start] in tuple(",.!?]") and text[end + 1 : end + 2].isalnum()


@rule(
    "spacing",
    fixes={
        'He said " word " twice.': 'He said "word" twice.',
        "A “ quiet ” room": "A “quiet” room",
        'They eat " slow food "in the south.': 'They eat "slow food" in the south.',
    },
    keeps=(
        'He said "word" twice.',
        'A 5" pipe and a 6" pipe',
        "the 'n' key",
        'print " " and " "',
        'x" y "z',
        "rock 'n' roll",
        'Well," he said, "come in.',
    ),
    suggests={"He wrote: “It rains. ”": "He wrote: “It rains.”"},
    chars='"“«',
    trigger=r"[\"“«] | [\"”»]",
    again=True,
)
def close_spaced_quotes(passage: Passage) -> Iterator[Change]:
    """Close the spaces on the inner side of paired quotation marks; on one side alone it is only suggested,
    but for curly ones in an article, which show their side."""
    text = passage.text
    for s, e in _pairs(text):
        inner = text[s + 1 : e]
        both = inner.startswith(" ") and inner.endswith(" ")
        glued = both and _glued(text, s, e)
        if both and _turned(text, s, e):
            continue
        if not inner.strip() or not (glued or (_edge(text[s - 1 : s]) and _edge(text[e + 1 : e + 2]))):
            continue
        yield Change(s, s + 1 + len(inner) - len(inner.lstrip(" ")), ' "' if glued == "left" else '"', safe=both)
        yield Change(e - (len(inner) - len(inner.rstrip(" "))), e + 1, '" ' if glued == "right" else '"', safe=both)
    for m in passage.find(_CURLY_SPACED):
        if m[3].strip():
            both = bool(m[2] and m[4]) or passage.context.article
            yield Change(m.start(2), m.end(2), "", safe=both)
            yield Change(m.start(4), m.end(4), "", safe=both)


@rule(
    "punctuation",
    fixes={
        "They call it “shorty“ at school.": "They call it “shorty” at school.",
        'A "slow food» shop': 'A "slow food" shop',
        'They call it "slow food」 there.': 'They call it "slow food" there.',
        "A „quiet“ room and a «loud» one": "A “quiet” room and a “loud” one",
        'Rest well, and »move your legs", he said.': 'Rest well, and "move your legs", he said.',
        'Go on "as long as it is quiet„ here.': 'Go on "as long as it is quiet" here.',
    },
    suggests={
        'They call it “shorty" at school.': "They call it “shorty” at school.",
        'They call it "shorty” at school.': "They call it “shorty” at school.",
    },
    keeps=(
        "A “quiet” room",
        'A "quiet" room',
        "«Être» et «naïveté»",
        '»Être" et »naïveté',
        'A 5" pipe and “this”',
        "x « y",
    ),
    chars="“”„«»」』》",
    again=True,
)
def mend_mixed_quotes(passage: Passage) -> Iterator[Change]:
    """Make the two marks of a quotation one English pair: a wrong closing mark, German and Russian marks around
    English. A curly and a straight one are a pair that no reader stumbles over: in a lone text it is only suggested."""
    text, article = passage.text, passage.context.article
    for m in passage.find(_HALF_GERMAN):
        if text.count("»") == 1 and "«" not in text:
            yield Change(m.start(), m.start() + 1, '"' if m["end"] == '"' else "“")
    for m in passage.find(_IDEOGRAPHIC):
        yield Change(m.end() - 1, m.end(), '"' if m[0][0] == '"' else "”")
    for m in [*passage.find(_MIXED), *passage.find(_GERMAN)]:
        opening, closing = text[m.start()], text[m.end() - 1]
        if opening + closing in ("“”", '""') or (opening + closing == "«»" and not m[2].isascii()):
            continue
        straight = '"' in opening + closing and not {"“", "”"} & {opening, closing}
        if not straight and opening + closing in ("«»", "»«", "„“", "„”") and '"' in text and "”" not in text:
            straight = "„" not in opening
        new = ('"', '"') if straight else ("“", "”")
        safe = opening + closing not in _HALF_STRAIGHT or (article if opening == "“" else passage.context.literal)
        yield Change(m.start(), m.start() + 1, new[0], safe=safe)
        yield Change(m.end() - 1, m.end(), new[1], safe=safe)


@rule(
    "spacing",
    fixes={
        'They call it"slow food"and like it.': 'They call it "slow food" and like it.',
        "Five“black hands”come.": "Five “black hands” come.",
        'He said:"Go home." She said,"It is late."': 'He said: "Go home." She said, "It is late."',
    },
    suggests={'They hear "soft buzz","loud ring" sounds.': 'They hear "soft buzz", "loud ring" sounds.'},
    keeps=(
        'the "word"s',
        'a="b"c',
        'Find title:"word" there.',
        'They call it "slow".',
        'The 5"x6"pipe',
        "(“x”)",
        '"name","age" and so on',
    ),
    trigger=r"[A-Za-z,;:!?][\"“]|[\"”][A-Za-z]",
)
def space_around_quotes(passage: Passage) -> Iterator[Change]:
    """Put a space before and behind a quotation that is glued to the words around it."""
    text = passage.text
    if code_like(text):
        return
    for m in passage.find(_CURLY_GLUED):
        at = m.end() if m[1] is not None else m.start()
        yield Change(at, at, " ")
    ends = {e for _, e in _pairs(text)}
    listed = _LISTED.search(text) is not None
    for s, e in _pairs(text):
        inner, left, right = text[s + 1 : e], text[s - 1 : s], text[e + 1 : e + 3]
        if not inner or inner[0].isspace() or inner[-1].isspace():
            continue
        said = left and left in ",:;" and (" " in inner or inner[0].isupper()) and text[s - 2 : s - 1].isalpha()
        entry = listed and left in (",", ";") and s - 2 in ends
        glued_left = (left.isalpha() and left.isascii()) or said
        glued_right = len(right) == 2 and right.isalpha() and right.isascii()
        if entry:
            yield Change(s, s, " ", safe=passage.context.article)
        elif glued_left and (glued_right or _edge(right[:1])):
            yield Change(s, s, " ")
        if glued_right and (glued_left or _edge(left)):
            yield Change(e + 1, e + 1, " ")
