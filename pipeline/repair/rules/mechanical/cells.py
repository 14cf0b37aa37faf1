"""Cells of a table, headings and paragraphs that lost what parted them: words and numbers glued to what follows."""

from collections.abc import Iterator, Sequence

from pipeline.compiled import compiled
from pipeline.repair.names import frequency
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.common import FUNCTION, code_like, in_address, known
from pipeline.repair.traits import CAMEL, CELLS, KNOWN, PAIRS, apart, glued_pairs

_HUMPS = compiled(r"(?<=[a-z])(?=[A-Z])")
_PROGRAMS = compiled(
    r"\b(?i:code|script|variable|parameter|API|plug-?in|identifier)s?\b"
    r"|\b(?i:function|method|class|object|command|keyword|property) [a-z]+[A-Z]"
)
_VERBS_OF_CODE = frozenset(
    "get set has add new max min num user file data start stop end from into load save make".split()
)
_JOINTS = frozenset("-#@/_.'’")
_LONGEST = 24
_NUMBER = compiled(r"(?<![\w.@#/-])([a-z]{3,})(?=\d{1,4}(?:-\d{1,4})?(?:[ %]| ?[a-z]{2}|$))")
_NUMBERED = frozenset("omega covid mp area room top file page user test part item step line level vitamin".split())
_RARE = 2.0
_SHORTEST = 4
_FREQUENT = 3.5
_MARGIN = 1.0


def _glued(passage: Passage) -> int:
    """How many words the article, or this text, has glued to capitalised ones."""
    return max(passage.context.glued(), len(glued_pairs(passage.text)))


@rule(
    "spacing",
    fixes={
        "Watering wronglyWatering is the base, wrong soilSoil too.": (
            "Watering wrongly Watering is the base, wrong soil Soil too."
        ),
        "It may end in vomitingWith Some it passes.": "It may end in vomiting With Some it passes.",
        "foodSoup, gravy, vegetablesPeas, LiquorBeer, cornGive strength, peasA handful": (
            "food Soup, gravy, vegetables Peas, Liquor Beer, corn Give strength, peas A handful"
        ),
    },
    keeps=(
        "YouTube and JavaScript",
        "the mixedCase of a variable",
        "macOS, iPhone",
        "OpenStreetMap and PineNote",
        "Call the method waterPlants now.",
    ),
    suggests={"See the teamHouse there": "See the team House there"},
    trigger=r"[a-z]{3}[A-Z]",
)
def part_glued_words(passage: Passage) -> Iterator[Change]:
    """Part a word from a capitalised one glued to it: mostly a heading or a cell of a table that lost its end. Both
    must be English, and their pair no known name. A single pair, or one of two capitalised words, may be a product's
    name, and is parted only where there are more, or before a word of grammar."""
    text = passage.text
    if code_like(text) or _PROGRAMS.search(text):
        return
    glued = _glued(passage)
    cells = glued >= CELLS
    for m in passage.find(CAMEL):
        if not apart(m[1], m[2], _RARE if cells else KNOWN) or in_address(passage, m.start(), m.end()):
            continue
        if (m[1][0].isupper() or len(m[1]) < 3) and not cells:
            continue
        sure = cells or ((glued >= PAIRS or m[2].lower() in FUNCTION) and len(m[1]) > 3 and m[1] not in _VERBS_OF_CODE)
        for hump in _HUMPS.finditer(m[0]):
            at = m.start() + hump.start()
            yield Change(at, at, " ", safe=sure)


@rule(
    "spacing",
    fixes={},
    suggests={"The kindconcrete is new.": "The kind concrete is new."},
    keeps=("Some watermelon and foodstuff", "A dermatoscopy of it", "see kindconcrete.com", "#kindconcrete"),
    trigger=r"[a-z]{8}",
)
def part_glued_cells(passage: Passage) -> Iterator[Change]:
    """Part two words in lower case that are glued to one another. Certain only in an article where many capitalised
    words are glued, too: a table lost what parted its cells."""
    text, found = passage.text, []
    for word in passage.words if passage.unknown else ():
        if not (_SHORTEST * 2 <= len(word.text) <= _LONGEST and word.text.islower() and frequency(word.low) == 0):
            continue
        joined = text[word.start - 1 : word.start] in _JOINTS or text[word.end : word.end + 1] in _JOINTS - {"."}
        at = None if joined or in_address(passage, word.start, word.end) else _seam(word.text)
        if at:
            found.append(word.start + at)
    yield from _parted(passage, found)


def _parted(passage: Passage, places: Sequence[int]) -> Iterator[Change]:
    """Spaces at these places; certain where a table lost what parted its cells."""
    safe = bool(places) and _glued(passage) >= CELLS
    return (Change(at, at, " ", safe=safe) for at in places)


def _seam(word: str) -> int | None:
    """Where two frequent words meet, if there is only one such place."""
    found = []
    for at in range(_SHORTEST, len(word) - _SHORTEST + 1):
        weakest = min(frequency(word[:at]), frequency(word[at:]))
        if weakest >= _FREQUENT:
            found.append((weakest, at))
    found.sort(reverse=True)
    clear = found and (len(found) == 1 or found[0][0] - found[1][0] >= _MARGIN)
    return found[0][1] if clear else None


@rule(
    "spacing",
    fixes={},
    suggests={"soy milk2-3 times a week": "soy milk 2-3 times a week"},
    keeps=("soy milk 2-3 times", "omega3 fat, covid19, mp3 files", "the file milk2.txt"),
    trigger=r"[a-z]{3}\d",
)
def part_glued_cell_number(passage: Passage) -> Iterator[Change]:
    """Part a word from the number glued to it. Certain only in an article where many words are glued to capitalised
    ones, too: a table lost what parted its cells."""
    found = (m for m in passage.find(_NUMBER) if known(m[1], 3.5) and m[1] not in _NUMBERED)
    yield from _parted(passage, [m.end() for m in found])
