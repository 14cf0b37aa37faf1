"""Capitals: lost at the start of a sentence or in a proper name, and put where none belongs."""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from pipeline.compiled import compiled
from pipeline.repair.lexicon import words as lexicon
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.common import code_like, in_address, known

CAPITALS = Path(__file__).parent / "capitals.txt"
"""Proper names and initials that English never writes in lower case, one a line."""

_I = compiled(
    r"(?<![\w.@#/'’&(-])i(?=(?:['’](?:m|ve|ll|d)\b)| (?:am|was|have|had|do|did|don't|will|would|can|could|think|know"
    r"|feel|want|need|like"
    r"|love|hope|found|felt|saw|went|got|said|say|never|always|also|really|just|often|must|should|may|might|used"
    r"|tried)\b)"
)
_AFTER_STOP = compiled(r"(?<![\w.@#/-])([A-Za-z]*[a-z]{2,})([\"”’)]?)\. +(?=([a-z]+)(?:[ ,'’]|$))")
_WHOLE_AFTER = compiled(
    r"(?<![\w.])(?!(?:approx|etc|vol|fig|inc|dept|est|ref|cf|vs|min|max|sec|hrs?|tbsp|tsp|pcs?|oz|lbs?|temp)\.)"
    r"(?:[a-z]{2,}|[\d-]+ ?(?:k?g|m[gl]|[ckm]?m|%))\. +"
    r"(?:(?=(?:in|at|on|for|by|with|when|while|as) (?:[A-Za-z]+ ){1,5}?(?:the|it|they|you|we|there|this) "
    r"(?:(?!(?:that|which|who|what)\b)[A-Za-z]+ ){0,8}?(?:is|are|was|can|will|may|must|should|has|have)\b)"
    r"|(?<=[a-z]\. )(?=(?:in|at|on|for|with|when|while|as|if|where)(?: [^\s.,;:!?]+){1,7}, [a-z])"
    r"|(?<=[\dgml%]\. )(?=(?:[a-z]+ ){2,8}(?:is|are|was|can|will|may|must|should|has|have|makes?|causes?)\b))"
    r"([a-z]+)"
)
_AFTER_UNIT = compiled(r"\d ?(?:°[CF]|℃|%|[KMG]B(?:/s)?)\. (?=([a-z]{2,}) [a-z])")
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
_OPENS_CLAUSE = frozenset("in at on for with when while as by where".split())
_OPENING = compiled(
    r"[a-z]+(?: [^\s,.;:!?]+){1,9}, [a-z]"
    r"|(?:in|at|on) [a-z]+(?: [^\s,.;:!?]+)*? (?:is|are|can|must|has|have) "
)
"""What shows that a word that may go on with something opens a sentence."""
_OPENERS = frozenset("the it this these those he she they we there if when because however therefore".split())
_LOWER_NAMES = frozenset(
    "com net org html iphone ipad ebay imac ios macos ph mrna rrna de van von da di la le el al".split()
)
_FUNCTION_CAPITAL = compiled(
    r"(?<=[a-z] )(?<![A-Z][a-z] )(?<![A-Z][a-z]{2} )(?<![A-Z][a-z]{3} )(?<![A-Z][a-z]{4} )(?<![A-Z][a-z]{5} )"
    r"(Or|Nor|Of|Than|And|Been|Them|Him|Himself|Themselves|Into|Onto|Is|Are|Was|Were|Has|Have|Can|Will|With"
    r"|By)(?= [a-z])"
)
_INSIDE = compiled(r"(?<=[a-z] )([A-Z][a-z]+)(?=(?:[ ,.]|['’]s) ?(?:[a-z]|\Z))")
_BEFORE = compiled(r"(?<![\w'’-])[a-z]+,? ([a-z]+) \Z")
_SWAPPED = compiled(r"(?:\A|(?<=[a-z]{3}[.!?] ))(the|an?) ([A-Z][a-z]{2,})(?= [a-z])")
_GRAMMAR = frozenset(
    "the this that these those it its he she we they you his her their our your my which who what there and or but"
    " if of in on at to from by with for as is are was were be been has have had do does did not no when where"
    " while because can could will would may might must should also very more most some any all never"
    " please always".split()
)
_GRAMMAR_ONLY = _GRAMMAR - {"may", "will", "can"}
NO_END = frozenset(
    "a an the of at by in on to for from with and or but nor as if because which who when while is are was were be has"
    " have had can will should must may your my his her its their our very than no every each such into your between"
    " during also usually often can't don't".split()
)
_OFTEN_PROPER = lexicon("part_of_names")
_CLAUSE = compiled(
    r"(?<=[a-z][,;] )(Because|But|And|Or|Nor|Which|While|Although|Though|Whereas|Including|Especially|Than"
    r"|Such as|Whose|Then|Tomorrow|Today|Any|Every|Each|Some|Thus|Therefore)(?= [a-z])"
)
_DAY = compiled(r",? \d{1,4}\b")
_MONTH = compiled(
    r"\b(?:[Ff]rom|[Bb]etween) (august|march|may)(?= (?:to|until|and|till|through) (?i:january|february|march|april|may"
    r"|june|july|august|september|october|november|december)\b)"
    r"|\b(?:[Ii]n|[Uu]ntil|[Ss]ince|early|late|mid|last|next|every|(?:end|beginning|start|middle|half|days|weeks?) of)"
    r" (august|march|may)"
    r"(?=[,.;:)]|\Z| (?:and|or|to|when|because|19\d\d|20\d\d)\b| ?[-–] ?(?i:june|july|august|september|october)\b)"
)
_VITAMIN = compiled(
    r"\bvitamins? (a|b|c|d|e|k|b(?=\d)|[dk](?=[23](?!\d)))"
    r"(?=\d{0,2}(?:[,.;:)]|\Z| (?:and|or|is|deficiency|in|for|to)\b))"
)
_POSSESSIVE = compiled(r"(?<![\w'’])[A-Z]?[a-z]{2,}['’]S(?= [A-Za-z])")
_DOTS_BEFORE = compiled(r"\. ?\. *\Z")
_VERBS = frozenset("Is Are Was Were Has Have".split())
_ASKED = compiled(r"[^.!?]{0,200}\?")
_SUCH = compiled(r"such (?!as\b|that\b|and\b)[a-z]+ (?:is|are|was|were|can|may|will|has|have)\b")
_ASKS = frozenset("how what why where which can is are do does should if in the first today".split())
_QUESTION = compiled(
    r"(?:\A|[.?!] )(?:(?:And|But|So) (?:what|why|how|when|where|which|who|is|are|do|does|can)"
    r"|What|Why|How|When|Where|Which|Who|Is|Are|Do|Does|Can|Should|Will|Has)\b[^.?!]*\?\Z"
)
_WHOLE_QUESTION = compiled(r"(?:what|why|how|when|where|which|who|is|are|do|does|can|should)\b.*\?\Z")
_ASKER = frozenset("he she i we you they it asked asks said says wondered cried".split())
"""What begins no sentence behind a question in all certainty: somebody may have asked it."""
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
    if re.search(r"\b[Ii] ?=|\(i\)|\bi\)", passage.text):
        return
    for m in passage.find(_I):
        yield Change(m.start(), m.start() + 1, "I")


@rule(
    "case",
    fixes={
        "Wash it each day. then dry it.": "Wash it each day. Then dry it.",
        "The leaves are curled. such leaves are sad.": "The leaves are curled. Such leaves are sad.",
    },
    keeps=(
        "It is approx. the same, e.g. this one.",
        "She uses an iPhone. iPhone users agree.",
        "He said so... then left.",
        "Acme Inc. then grew, and Bell Ltd. too.",
        "The skin changes often. of this kind",
        "It is a pain. in winter",
        "It is a pain. in the city of Rome that is known",
        "Buy a mac. macOS is on it.",
    ),
    suggests={
        "Does it hurt? then rest.": "Does it hurt? Then rest.",
        "Put it in a pot. in winter the time is longer.": "Put it in a pot. In winter the time is longer.",
        "Call it in. in the city of Rome the visit at the vet is free.": (
            "Call it in. In the city of Rome the visit at the vet is free."
        ),
        "It stands at 5 °C. use the other one.": "It stands at 5 °C. Use the other one.",
        "It needs 7-10mg. lack of iron makes it weak.": "It needs 7-10mg. Lack of iron makes it weak.",
        "Pour in the water. when it boils, lower the heat.": "Pour in the water. When it boils, lower the heat.",
    },
    trigger=r"[a-zA-Z%℃)\"”’][.?!][\"”’)]? +[a-z]",
    again=True,
)
def capital_sentence_start(passage: Passage) -> Iterator[Change]:
    """Begin a sentence with a capital, where the last one clearly ended. A word that can't begin a sentence speaks for
    one that was cut in two, and stays; after a question or an exclamation it is only suggested, and in a lone text
    after a number's unit."""
    text = passage.text
    if code_like(text):
        return
    for m in passage.find(_AFTER_STOP):
        last, first = (m[1] or "degrees").lower(), m[3]
        surely = len(last) > (3 if first in _OPENERS else 5)
        if (
            last in _SHORT
            or not (surely or known(last, 3.0))
            or (first in _CUT and not _SUCH.match(text, m.start(3)))
            or first in _LOWER_NAMES
            or not known(first, 3.0)
        ):
            continue
        if (len(first) == 1 and first != "a") or in_address(passage, m.start(3), m.end(3)):
            continue
        yield Change(m.end(), m.end() + 1, text[m.end()].upper())
    for m in passage.find(_WHOLE_AFTER):
        yield Change(m.start(1), m.start(1) + 1, m[1][0].upper(), safe=passage.context.article)
    for m in passage.find(_AFTER_UNIT):
        if m[1] not in _CUT and known(m[1], 4.0):
            yield Change(m.start(1), m.start(1) + 1, m[1][0].upper(), safe=passage.context.literal)
    for m in re.finditer(r"(?<=[a-z]{2}[?!]) (?=([a-z]+)[ ,])", text):
        question = text[m.start() - 1] == "?" and m[1] not in _ASKER and bool(_QUESTION.search(text[: m.start()]))
        if known(m[1], 2.0 if question else 4.0) and m[1] not in _CUT:
            sure = (question or (m[1] in _ASKS and text[m.start() - 1] == "?")) and passage.context.article
            yield Change(m.end(), m.end() + 1, text[m.end()].upper(), safe=sure)


@rule(
    "case",
    fixes={
        "It came in december, a chinese plant.": "It came in December, a Chinese plant.",
        "The dna was tested.": "The DNA was tested.",
        "It moults in august, and in may or june.": "It moults in August, and in May or June.",
        "Plant it at the end of may, or in the first days of march.": (
            "Plant it at the end of May, or in the first days of March."
        ),
        "Feed it from march to september.": "Feed it from March to September.",
    },
    keeps=(
        "It may march on.",
        "He led the led light team.",
        "At the end of the march they may rest; the use of may is rare.",
        "see dna.com or #chinese",
        "the december-x flag",
        "a dna_test",
        "Take one vitamin a day.",
    ),
    suggests={"Eat vitamin c, and vitamin b12.": "Eat vitamin C, and vitamin B12."},
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
        month = m.lastindex or 1
        yield Change(m.start(month), m.end(month), m[month].capitalize())
    for m in passage.find(_VITAMIN):
        yield Change(m.start(1), m.end(1), m[1].capitalize(), safe=passage.context.article)


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
    again=True,
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
        if low in _GRAMMAR_ONLY and before and before[1] in NO_END and text[m.end()] == " ":
            done.add(m.start())
            yield Change(m.start(), m.start() + 1, low[0])
    for m in passage.find(_FUNCTION_CAPITAL):
        if m.start() not in done:
            prose = _BEFORE.search(text, max(0, m.start() - 40), m.start())
            states = m[1] in _VERBS and prose and not _ASKED.match(text, m.end())
            yield Change(m.start(), m.start() + 1, m[0][0].lower(), safe=m[1] in _NEVER_FIRST or bool(states))


_GOES_ON = compiled(
    r"(?<![\w'’-])((?:[a-z]+-)?[a-z]{2,}|\d+%?|First|Second|Third|Fourth|Fifth|Firstly|Secondly|Thirdly|Finally|However|Therefore|Yes)"
    r"\)?[,;] (The|This|That|These|Those|It|They|We|You|He|She|As|When|If|In|At|On|For|To|So"
    r"|After|Before|Until|Since|There|Their|Its|Your|His|Her|Not|Also|Otherwise|However|Just|With|From|By|Because|Without"
    r"|Once|Twice|Now|First|Where|Please|All|Most|Many|More|Even|Only|My|Our|Can|Must|Should|During|Through|Under|Between"
    r"|Among|About|Like|Do|Don['’]t|Does|Let['’]s|Use|Avoid|Remember|Make|Try|Add|Put|Keep|Take|Give|Pay)"
    r"(?= [a-z]+,? [a-z]+)"
)
_BEHIND_SEMICOLON = compiled(r"(?<![\w'’-])(?:[a-z]+-)?[a-z]{2,}\)?; ([A-Z][a-z]{2,})(?=,? [a-z]+)")
_SPEAKS = lexicon("before_speech")
"""Behind which a capital may begin speech, a title or a letter."""


@rule(
    "case",
    fixes={},
    suggests={
        "The cold air rushes in, The temperature drops.": "The cold air rushes in, the temperature drops.",
        "In winter, In particular, you must keep it dry.": "In winter, in particular, you must keep it dry.",
        "The cake is tall, As soon as it cools, it falls.": "The cake is tall, as soon as it cools, it falls.",
        "Wait until all is closed; If it opens, close it.": "Wait until all is closed; if it opens, close it.",
        "Wait a while (a day); If it opens, close it.": "Wait a while (a day); if it opens, close it.",
        "Third, The salt is too little, Don't add more of it.": "Third, the salt is too little, don't add more of it.",
    },
    keeps=(
        "He said, The cake is tall.",
        "Dear friends, This is our news.",
        "They saw the film, The old man and the sea.",
        "In the rain, The Temperature drops.",
        "Air rushes in, It says.",
        "Air rushes in (and out), It says.",
    ),
    trigger=rf"{_GOES_ON.pattern}|{_BEHIND_SEMICOLON.pattern}",
    kinds=("text", "heading", "title", "item-title"),
    again=True,
)
def capital_behind_comma(passage: Passage) -> Iterator[Change]:
    """Take the capital from a word of grammar behind a comma or a semicolon, in an article; not where speech, a title
    or a letter may begin."""
    for m in passage.find(_GOES_ON):
        start = passage.sentence(m.start())[0]
        said = m.end(1) if m[1].islower() else m.start(1)
        spoken = _SPEAKS.intersection(passage.text[max(start, m.start() - 60) : said].lower().split())
        if not spoken and known(m[1].rpartition("-")[2], 2.5):
            yield Change(m.start(2), m.start(2) + 1, m[2][0].lower(), safe=passage.context.article)
    for m in passage.find(_BEHIND_SEMICOLON) if passage.context.literal else ():
        low = m[1].lower()
        if low not in _OFTEN_PROPER and low not in capitals() and known(low, 4.0) and not passage.context.is_name(m[1]):
            yield Change(m.start(1), m.start(1) + 1, low[0])


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
        named = low in _OFTEN_PROPER or passage.context.is_name(m[2]) or low in capitals()
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
    again=True,
)
def capital_start(passage: Passage) -> Iterator[Change]:
    """Begin a paragraph or a heading with a capital. Certain for a whole paragraph of a document, where nearly all
    blocks of its kind begin with one, unless it goes on with the block, title or word that stands before it, and in a
    translated article for an entry's title and for what its colon parts from it. Elsewhere it may be the rest of what
    stands before it, or an entry of a list in lower case."""
    text = passage.text
    m = re.match(r"([a-z]+)(?=[ ,'’]|: |[!?] |\.?\Z)", text)
    if not m or len(text.strip(" .:")) < 2 or m[1] in _LOWER_NAMES or not known(m[1], 2.0):
        return
    if passage.standing.low_start or (passage.standing.field and passage.context.literal):
        yield Change(0, 1, text[0].upper())
        return
    if (m[1] in _CUT and m[1] not in _OPENS_CLAUSE) or text[m.end() : m.end() + 1] in ("", ":", "."):
        return
    whole = text.rstrip()[-1:] in (".", "!", "?") and text.count(" ") > 3
    if whole or passage.kind != "text":
        prose = whole and (text.count(" ") > 7 if passage.kind == "text" else _WHOLE_QUESTION.match(text))
        safe = bool(prose) and passage.context.document and not passage.standing.runs_on
        if m[1] in _CUT and not (safe and _OPENING.match(text)):
            return
        yield Change(0, 1, text[0].upper(), safe=safe)


@rule(
    "case",
    fixes={"The world'S oldest tree": "The world's oldest tree"},
    keeps=("THE WORLD'S OLDEST TREE", "the key 'S' sticks", "The letters 'a'S", "The world's oldest tree"),
    trigger=r"[a-z]['’]S\b",
)
def lower_possessive(passage: Passage) -> Iterator[Change]:
    """Write the possessive's s small behind a small letter."""
    for m in passage.find(_POSSESSIVE):
        yield Change(m.end() - 1, m.end(), "s")
