"""Capitals: lost at the start of a sentence or in a proper name, and put where none belongs."""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from pipeline.model import Block
from pipeline.repair import names
from pipeline.repair.inflection import plural
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.common import code_like, in_address, known

CAPITALS = Path(__file__).parent / "capitals.txt"
"""Proper names and initials that English never writes in lower case, one a line."""

_I = re.compile(
    r"(?<![\w.@#/'’&(-])i(?=(?:['’](?:m|ve|ll|d)\b)| (?:am|was|have|had|do|did|don't|will|would|can|could|think|know"
    r"|feel|want|need|like"
    r"|love|hope|found|felt|saw|went|got|said|say|never|always|also|really|just|often|must|should|may|might|used"
    r"|tried)\b)"
)
_AFTER_STOP = re.compile(r"(?<![\w.@#/-])([A-Za-z]*[a-z]{2,})([\"”’)]?)\. +(?=([a-z]+)(?:[ ,'’]|$))")
_WHOLE_AFTER = re.compile(
    r"(?<![\w.])(?!(?:approx|etc|vol|fig|inc|dept|est|ref|cf|vs)\.)(?:[a-z]{2,}|[\d-]+ ?(?:k?g|m[gl]|[ckm]?m|%))\. +"
    r"(?:(?=(?:in|at|on|for|by|with|when|while|as) (?:[a-z]+ ){1,4}?(?:the|it|they|you|we|there|this) "
    r"(?:[a-z]+ ){0,3}?(?:is|are|was|can|will|may|must|should|has|have)\b)"
    r"|(?<=[\dgml%]\. )(?=(?:[a-z]+ ){2,8}(?:is|are|was|can|will|may|must|should|has|have|makes?|causes?)\b))"
    r"([a-z]+)"
)
_SHORT = frozenset(
    "approx etc vs inc ltd corp co jr sr dept est fig figs vol sec no nos pp ed eds al ca cf min max hr hrs tel ext"
    " univ assoc mr mrs"
    " ms dr prof st ave blvd mt ft gen gov rev capt sgt col lt maj avg misc temp var spp sp subsp"
    " tbsp tsp oz lb lbs pt qt".split()
)
_CUT = frozenset(
    "of to from and or which than into upon such so with that but as in for on at by who whose where while when"
    " nor".split()
)
_OPENERS = frozenset("the it this these those he she they we there if when because however therefore".split())
_LOWER_NAMES = frozenset(
    "com net org html iphone ipad ebay imac ios macos ph mrna rrna de van von da di la le el al".split()
)
_FUNCTION_CAPITAL = re.compile(
    r"(?<=[a-z] )(?<![A-Z][a-z] )(?<![A-Z][a-z]{2} )(?<![A-Z][a-z]{3} )(?<![A-Z][a-z]{4} )(?<![A-Z][a-z]{5} )"
    r"(Or|Nor|Of|Than|And|Been|Them|Him|Himself|Themselves|Into|Onto|Is|Are|Was|Were|Has|Have|Can|Will|With"
    r"|By)(?= [a-z])"
)
_INSIDE = re.compile(r"(?<=[a-z] )([A-Z][a-z]+)(?=(?:[ ,.]|['’]s) ?(?:[a-z]|\Z))")
_BEHIND_COMMA = re.compile(r"(?<=[a-z], )([A-Z][a-z]{2,})(?= (?!sa(?:ys?|id)\b)[a-z]{2,})")
_NAMED_BEFORE = re.compile(r"(?:[A-Z][\w’'-]*,? )(?:and |or )?(?:[a-z]+, )?\Z")
_BEFORE = re.compile(r"(?<![\w'’-])[a-z]+,? ([a-z]+) \Z")
_BE_BEFORE = re.compile(r"\b(?:are|is|was|were|be|been) \Z")
_SWAPPED = re.compile(r"(?:\A|(?<=[a-z]{3}[.!?] ))(the|an?) ([A-Z][a-z]{2,})(?= [a-z])")
_THREE_BEFORE = re.compile(r"(?<![\w'’-])[a-z]+,? [a-z]+ (an?|the|your|his|her|its|their|our|this|every|each|my) \Z")
_GRAMMAR = frozenset(
    "the this that these those it its he she we they you his her their our your my which who what there and or but"
    " if of in on at to from by with for as is are was were be been has have had do does did not no when where"
    " while because can could will would may might must should also very more most some any all".split()
)
_GRAMMAR_ONLY = _GRAMMAR - {"may", "will", "can"}
_NO_END = frozenset(
    "a an the of at by in on to for from with and or but nor as if because which who when while is are was were be has"
    " have had can will should must may your my his her its their our very than no every each such into your between"
    " during also usually often can't don't".split()
)
_OFTEN_PROPER = frozenset(
    "state states party government church bible god lord earth sun moon internet web congress parliament senate court"
    " king queen president minister pope west east north south may march mark will bill rose grace jack major general"
    " college university school bank army navy air house street river lake sea island mountain park hall club league"
    " cup open union council ministry department committee commission company group act law constitution republic"
    " democrat democratic republican conservative labour labor green liberal left right black white native"
    " mercury mars venus apple windows word office excel amazon meta google prime swift java python"
    " chrome edge target gap shell polish china turkey guinea van gogh heaven hell holy".split()
)
_CLAUSE = re.compile(
    r"(?<=[a-z][,;] )(Because|But|And|Or|Nor|Which|While|Although|Though|Whereas|Including|Especially|Than"
    r"|Such as|Whose|Then|Tomorrow|Today|Any|Every|Each|Some|Thus|Therefore)(?= [a-z])"
)
_DAY = re.compile(r",? \d{1,4}\b")
_MONTH = re.compile(
    r"\b(?:[Ii]n|[Uu]ntil|[Ss]ince|early|late|mid|last|next|every) (august|march|may)"
    r"(?=[,.;:)]|\Z| (?:and|or|to|when|because|19\d\d|20\d\d)\b)"
)
_UNIT = re.compile(r"(?<=\d)(?: ?)(KM|Km|CM|Cm|ML|Ml|KG|Kg|Mg)(?=[,;:)]? [a-z]|[.)]+(?: |\Z|[A-Z][a-z])|[,;]?\Z)")
_CALLED = re.compile(
    r"(?<!\d )\b(windows)(?= (?:[78]|8\.1|1[01]|xp|vista)(?:[,.;:)]|\Z| (?:is|has|does|and|or|users?|system)\b))"
    r"|\bvitamins? (a|b|c|d|e|k)(?=[,.;:)]|\Z| (?:and|or|is|deficiency)\b)"
)
_DOTS_BEFORE = re.compile(r"\. ?\. *\Z")
_VERBS = frozenset("Is Are Was Were Has Have".split())
_ASKED = re.compile(r"[^.!?]{0,200}\?")
_NEVER_FIRST = frozenset("Or Nor Of Than And Been Them Him Himself Themselves Into Onto".split())


@lru_cache(maxsize=1)
def capitals() -> dict[str, str]:
    """Proper names by their lower-case form."""
    return {line.lower(): line for line in CAPITALS.read_text(encoding="utf-8").split()}


@rule(
    "case",
    fixes={"Then i think i'm ill.": "Then I think I'm ill."},
    keeps=("i.e. this, and (i) that", "i = 1 and i can vary", "figure 2-i was cut", "Then I think"),
    trigger=r"(?<!\w)i(?!\w)",
)
def capital_i(passage: Passage) -> Iterator[Change]:
    """Write the pronoun I as a capital, before a verb form that shows it is the pronoun."""
    if re.search(r"\bi ?=|\(i\)|\bi\)", passage.text):
        return
    for m in passage.find(_I):
        yield Change(m.start(), m.start() + 1, "I")


@rule(
    "case",
    fixes={"Wash it each day. then dry it.": "Wash it each day. Then dry it."},
    keeps=(
        "It is approx. the same, e.g. this one.",
        "She uses an iPhone. iPhone users agree.",
        "He said so... then left.",
        "Acme Inc. then grew, and Bell Ltd. too.",
        "The skin changes often. of this kind",
        "It is a pain. in winter",
        "Buy a mac. macOS is on it.",
    ),
    suggests={
        "Does it hurt? then rest.": "Does it hurt? Then rest.",
        "Put it in a pot. in winter the time is longer.": "Put it in a pot. In winter the time is longer.",
        "It needs 7-10mg. lack of iron makes it weak.": "It needs 7-10mg. Lack of iron makes it weak.",
    },
    trigger=r"[a-z)\"”’][.?!][\"”’)]? +[a-z]",
)
def capital_sentence_start(passage: Passage) -> Iterator[Change]:
    """Begin a sentence with a capital, where the last one clearly ended. A word that can't begin a sentence speaks for
    one that was cut in two, and stays; after a question or an exclamation it is only suggested."""
    text = passage.text
    if code_like(text):
        return
    for m in passage.find(_AFTER_STOP):
        last, first = m[1].lower(), m[3]
        surely = len(last) > (3 if first in _OPENERS else 5)
        if (
            last in _SHORT
            or not (surely or known(last, 3.0))
            or first in _CUT
            or first in _LOWER_NAMES
            or not known(first, 3.0)
        ):
            continue
        if (len(first) == 1 and first not in ("a", "i")) or in_address(passage, m.start(3), m.end(3)):
            continue
        yield Change(m.end(), m.end() + 1, text[m.end()].upper())
    for m in passage.find(_WHOLE_AFTER):
        yield Change(m.start(1), m.start(1) + 1, m[1][0].upper(), safe=passage.context.article)
    for m in re.finditer(r"(?<=[a-z]{2}[?!]) (?=([a-z]+)[ ,])", text):
        if known(m[1], 4.0) and m[1] not in _CUT:
            yield Change(m.end(), m.end() + 1, text[m.end()].upper(), safe=False)


@rule(
    "case",
    fixes={
        "It came in december, a chinese plant.": "It came in December, a Chinese plant.",
        "The dna was tested.": "The DNA was tested.",
        "It moults in august, and in may or june.": "It moults in August, and in May or June.",
    },
    keeps=(
        "It may march on.",
        "He led the led light team.",
        "see dna.com or #chinese",
        "the december-x flag",
        "a dna_test",
        "Take one vitamin a day.",
        "It has two windows 10 cm wide.",
    ),
    suggests={"Eat vitamin c, not windows 10.": "Eat vitamin C, not Windows 10."},
)
def capital_of_name(passage: Passage) -> Iterator[Change]:
    """Write months, weekdays, peoples, places and initials with their capitals, as listed; words with another sense
    aren't."""
    text, listed = passage.text, capitals()
    named = "august" in passage.needles or not listed.keys().isdisjoint(passage.needles)
    for word in passage.words if named else ():
        if word.text != word.low or not (word.low in listed or (word.low == "august" and _DAY.match(text, word.end))):
            continue
        if _DOTS_BEFORE.search(text, max(0, word.start - 4), word.start):
            continue  # what these dots mean isn't known yet, and a capital would decide it
        around = text[word.start - 1 : word.start] + text[word.end : word.end + 1]
        if any(c in "@#/_.&=?!" for c in text[word.start - 1 : word.start]) or any(c in "@/_=" for c in around):
            continue
        if text[word.end : word.end + 1] in (".", "-") and text[word.end + 1 : word.end + 2].isalpha():
            continue
        if word.low != "led":
            yield Change(word.start, word.end, listed.get(word.low, "August"))
    for m in passage.find(_MONTH):
        yield Change(m.start(1), m.end(1), m[1].capitalize())
    for m in passage.find(_CALLED):
        group = m.lastindex or 0
        yield Change(m.start(group), m.end(group), m[group].capitalize(), safe=passage.context.article)


@rule(
    "case",
    fixes={},
    suggests={"Run 600 KM, and drink 400 Ml a day.": "Run 600 km, and drink 400 ml a day."},
    keeps=("5 MM of them", "KM 20 is here", "ABOUT 20 KG OF IT", "$5 MM for it", "a 3KM-X drive", "20 MG Midgets"),
    trigger=r"\d ?(?:KM|Km|CM|Cm|ML|Ml|KG|Kg|Mg)\b",
)
def unit_in_capitals(passage: Passage) -> Iterator[Change]:
    """Write units of length, volume and weight in lower case behind a number, among words in lower case. In a lone
    sentence it is only suggested."""
    for m in passage.find(_UNIT):
        yield Change(m.start(1), m.end(1), m[1].lower(), safe=passage.context.article)


@rule(
    "case",
    fixes={
        "Some have blisters Or a rash.": "Some have blisters or a rash.",
        "The skin that is dry Has cracks.": "The skin that is dry has cracks.",
        "It is best in The morning or If it is cool.": "It is best in the morning or if it is cool.",
        "It must be washed; Because it is dirty, And it smells, Then dry it.": (
            "It must be washed; because it is dirty, and it smells, then dry it."
        ),
    },
    keeps=(
        "the War Of the worlds",
        "Lord Of the rings",
        "a book of Or Nor Than",
        "Some have blisters or a rash.",
        "We saw The Who there.",
        "The city is Beijing now.",
        "He came, Because Of Winn-Dixie in hand.",
    ),
    suggests={"The skin that is dry With cracks here.": "The skin that is dry with cracks here."},
    trigger=r"[a-z,;] [A-Z][a-z]+,? [a-z]",
)
def stray_capital(passage: Passage) -> Iterator[Change]:
    """Take the capital from a word of grammar that can't begin a sentence where it stands, between words in lower case:
    it never does, or the word before it can't end one, or a comma and a conjunction go on with it."""
    text = passage.text
    done: set[int] = set()
    for m in passage.find(_CLAUSE):
        done.add(m.start())
        yield Change(m.start(), m.start() + 1, m[0][0].lower())
    for m in passage.find(_INSIDE):
        low, before = m[1].lower(), _BEFORE.search(text, max(0, m.start() - 30), m.start())
        doing = low.endswith("ing") and (known(low[:-3], 4.3) or known(low[:-3] + "e", 4.3))
        progressive = doing and _BE_BEFORE.search(text, max(0, m.start() - 9), m.start())
        word = low in _GRAMMAR_ONLY and before and before[1] in _NO_END and text[m.end() : m.end() + 1] == " "
        if word or (progressive and passage.context.article and m[1] not in passage.context.names):
            done.add(m.start())
            yield Change(m.start(), m.start() + 1, low[0])
    for m in passage.find(_FUNCTION_CAPITAL):
        if m.start() not in done:
            prose = _BEFORE.search(text, max(0, m.start() - 40), m.start())
            states = m[1] in _VERBS and prose and not _ASKED.match(text, m.end())
            yield Change(m.start(), m.start() + 1, m[0][0].lower(), safe=m[1] in _NEVER_FIRST or bool(states))


@rule(
    "case",
    fixes={
        "You should feed the Baby when a baby is hungry.": "You should feed the baby when a baby is hungry.",
        "It breathes fast, Ears turn red. Cool the ears.": "It breathes fast, ears turn red. Cool the ears.",
    },
    keeps=(
        "Cool it well, Rose said, with rose water.",
        "Feed the Baby when it cries.",
        "The Party won, and the party went on.",
        "The Baby Blues of a baby",
        "We call the Baby and the Baby, not a baby.",
    ),
    kinds=("text",),
    trigger=r"[a-z],? [A-Z][a-z]+(?:[ ,.]|['’]s)",
)
def stray_capital_of_noun(passage: Passage) -> Iterator[Change]:
    """Take the capital from a common word behind an article, a possessive or a comma in plain prose, where the article
    writes the same word in lower case, or was translated word for word. Words that are often part of a name stay."""
    text, context = passage.text, passage.context
    lower: frozenset[str] | None = None
    for m in sorted([*passage.find(_INSIDE), *passage.find(_BEHIND_COMMA)], key=lambda m: m.start()):
        low = m[1].lower()
        comma = m.re is _BEHIND_COMMA and not _NAMED_BEFORE.search(text, max(0, m.start() - 40), m.start())
        before = comma or _THREE_BEFORE.search(text, max(0, m.start() - 40), m.start())
        if not before or low in _GRAMMAR or low in _OFTEN_PROPER:
            continue
        lower = (context.lower() if context.lower else _lower(text)) if lower is None else lower
        if low not in lower and (comma or not (context.article and context.literal and _common(low))):
            continue
        if known(low, 3.5) and low not in capitals() and m[1] not in context.names and not _titled(text, m.end()):
            yield Change(m.start(), m.start() + 1, low[0])


def _common(low: str) -> bool:
    """Whether a word is a common noun by what English does with it: it is frequent, and so is its plural."""
    return known(low, 4.0) and known(plural(low), 3.3)


def _lower(text: str) -> frozenset[str]:
    return names.lower_words([Block(0, "text", 0, len(text), text)])


def _titled(text: str, end: int) -> bool:
    """Whether the next words but one are capitalised too, as in the name of a book or a body."""
    return re.match(r"(?: (?:of|and|for|the|in|de|on)){1,2} [A-Z]", text[end:]) is not None


@rule(
    "case",
    fixes={
        "the Base of good growth": "The base of good growth",
        "It is late. the Doctor must come.": "It is late. The doctor must come.",
    },
    keeps=("the Internet of things", "The Base of it", "e.g. the Moon is", "the Lancet says", "the BBC says"),
    trigger=r"(?:^|[.!?] )(?:the|an?) [A-Z][a-z]",
)
def swapped_capital(passage: Passage) -> Iterator[Change]:
    """Give the capital of a sentence's noun to the article before it, where the translator added that (from Russian,
    German). Names and words that are often part of one stay."""
    for m in passage.find(_SWAPPED):
        low = m[2].lower()
        named = low in _OFTEN_PROPER or m[2] in passage.context.names or low in capitals()
        if not named and known(low, 3.8):
            yield Change(m.start(1), m.end(), m[1].capitalize() + " " + low)


@rule(
    "case",
    fixes={},
    keeps=(
        "The base of it is good.",
        "iPhone users agree with it.",
        "pH is low in it.",
        "e.g. this",
        "lack of sleep;",
        "of this kind.",
    ),
    suggests={"the base of good growth is sleep.": "The base of good growth is sleep."},
    kinds=("text", "heading", "title", "item-title"),
    trigger=r"^[a-z]",
)
def capital_start(passage: Passage) -> Iterator[Change]:
    """Begin a paragraph or a heading with a capital. Certain for a whole paragraph of a document, and where nearly all
    blocks of its kind begin with one, unless it goes on with the block, title or word that stands before it. Elsewhere
    it may be the rest of what stands before it, or an entry of a list in lower case."""
    text = passage.text
    m = re.match(r"([a-z]+)(?=[ ,'’]|\Z)", text)
    if not m or m[1] in _LOWER_NAMES or not known(m[1], 3.0):
        return
    traits = passage.context.traits
    if passage.index in traits.low_starts:
        yield Change(0, 1, text[0].upper())
        return
    if m[1] in _CUT or text[m.end() : m.end() + 1] == "":
        return
    whole = text.rstrip()[-1:] in (".", "!", "?") and text.count(" ") > 3
    if whole or passage.kind != "text":
        prose = whole and passage.kind == "text" and text.count(" ") > 7
        safe = prose and passage.context.document and passage.index not in traits.run_on
        yield Change(0, 1, text[0].upper(), safe=safe)
