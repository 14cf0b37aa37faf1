"""Missing spaces: sentences, commas, colons and brackets that are glued to what follows."""

import re
from collections.abc import Iterator

from pipeline.compiled import compiled
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.common import FUNCTION, code_like, in_address, known
from pipeline.repair.rules.mechanical.case import capitals
from pipeline.repair.words import starts_sentence

_GLUED_OPEN = compiled(
    r"(?<=[a-z]{2})\((?=[A-Za-z\d\"“‘][^()]{2,400}\))|(?<=[a-z]{3})\((?=[+-]\))"
    r"|(?<=[A-Z]{2})\((?=[A-Za-z\d][^()]{0,99}[a-z]{2,} [^()]{0,99}[a-z]{2,}\))"
    r"|(?<=[.?!,;:])\((?=(?:https?:|[A-Za-z][^()]{2,300}\)))"
)
_THING_BEFORE = compiled(r"(?<![\w.'’-])(?i:the|an?|your|its) (?:[a-z]+ )?([a-z]+)\Z")
_LINKING = compiled(r"(?:for (?:example|instance)|in (?:addition|fact|general|particular|short)|of course)\b,? [a-z]")
_THING_NEXT = compiled(r" (?:the|an?|your|it|them|this|these) [a-z]")
_OF_CODE = frozenset("window document console string object module number package".split())
_CALL = compiled(r" (?:function|method|command|call)\b|[\w(]")
_AMOUNT = compiled(
    r"(?:about )?\d+(?:[.-]\d+)? ?(?:%|°C|℃|k?g|m[gl²³]|[cmk]m[²³]?|years?|days?|hours?|weeks?|months?|times?)"
)
_GLUED_CLOSE = compiled(r"\(([^()]{2,400})\)(?=[A-Za-z]{2,})|(?<=\))(?=(?:One|Two|Three|First|Second|Third|Fourth),)")
_GLUED_COMMA = compiled(
    r"(?<![\w.@#/&=])(\d{0,4}[^\W\d_]{2,30}|\d{1,4}%?|[^\W_]{1,20}[)\"”]|\d{1,4} ?[VAWLglm])([,;])"
    r"(?=([^\W\d_]{2,30})(?![\w.@/(=-]))"
)
_GLUED_COLON = compiled(r"(?<![\w.@#/:&=-])([A-Za-z]{3,20}):(?=([A-Za-z][a-z]+)(?![\w.@/(=:_-]))")
_PROSE = compiled(r" [a-z]{2,}[ ,.]")
_RATIO = compiled(r"\s(?:ratio|proportion|scale)s?\b|\s*$")
_GLUED_STOP = compiled(
    r"(?<![\w@/#.])([A-Za-z]*[a-z]{2,}|Mr|Ms|Dr|Sr|Jr|St|[A-Z]{2,}|(?:[A-Za-z]+-)+[a-z]+|\d{2,4}|[^\s()]{0,30}\)"
    r"|[a-z]+[\"”]|\d+%|\w*\[\d{1,2}\])"
    r"([.?!])(?=(I|A|[A-Z][a-z]+)(?:['’](?:s|m|re|ve|ll|d|t))?(?:[ ,:;)\"“”]|[.!?](?:\s|$)|$))"
)
_FIRST_NAME = compiled(r"[a-z] [A-Z][a-z]+ \Z")
_GLUED_NUMBER = compiled(
    r"(?<![\w@/#.])([a-z]{4,}(?=.)|[a-z]{3}(?=,))([.?!,])(?=\d{1,3}(?: ?[-–~] ?\d{1,3})?(?:%| ?[a-z]{2,}))"
)
_GLUED_DOTS = compiled(r"(?<=[a-z]{2})(?:\.{3}|\.{5,}|…+)(?=([A-Z][a-z]+|I|A)[ ,'’])")
_LOWER_AFTER_STOP = compiled(r"(?<![\w@/#.-])([a-z]{3,}|\d{1,3}%)([.?!])(?=([a-z]{2,})(?:[ ,]))")
_COUNTS = compiled(r"\d{1,2} [a-z]{3,} (?:are|is|of|in|for|to|about|that|and|you|which|can|on)\b")
"""A number that counts things of which a sentence goes on to tell."""
_OPENS = frozenset("then the if it this we you they when there these after before also but".split())
_UNITS = frozenset("CM KM MM ML KG GB MB TB".split())
_COUNT = compiled(r"\d ?\Z")
_LABEL = compiled(r"(?:\A|\n)[A-Z][a-z]{2,9} \d{1,2}:(?=(?:[a-z]{2,}|[A-Z][a-z]+) [a-z])")
_SPEAKER = compiled(
    r"(?:\A|(?<=\n))(?:[QA]:|Q\.|A\.(?![a-z]))(?=[A-Z]?[a-z]+['’a-z]*(?:,? (?:[a-z]+|I) [a-z]+|\. [A-Z][a-z]+ ))"
)
_SPECIES = compiled(r"\b[A-Z]\.(?=(?:coli|pylori|aureus|albicans|difficile|pneumoniae|vulgaris|canis)\b)")
_HEADS = frozenset(
    "Solution Solutions Tip Tips Note Notes Attention Reason Reasons Cause Causes Method Methods Answer Question"
    " Warning Suggestion Suggestions Remark Symptom Symptoms Treatment Example Summary Conclusion Advice Analysis"
    " Reminder Remember Important Precautions Prevention Ingredients Steps Practice".split()
)
"""What announces what follows a colon."""
_TOO_SHORT, _LONG = 2, 5
_TITLES = frozenset("Mr Mrs Ms Dr Prof St Sr Jr Gen Sen Rep Capt Col".split())
_EXTENSIONS = frozenset("com net org txt csv exe js py md html pdf doc jpg png io ai co uk de cn ru tv me app".split())


@rule(
    "spacing",
    fixes={
        "Many have diabetic foot(also DF) today.": "Many have diabetic foot (also DF) today.",
        "What helps?(see below) Rest.": "What helps? (see below) Rest.",
        "Dry eye (short DES)is common.": "Dry eye (short DES) is common.",
        "Wipe it with alcohol (70%)from a shop.": "Wipe it with alcohol (70%) from a shop.",
        "Wash it(with soap) in water(200ml) now.": "Wash it (with soap) in water (200ml) now.",
        "Spray it with WP(one spoon of it) twice.": "Spray it with WP (one spoon of it) twice.",
    },
    suggests={
        "By component analysis(PCA) we saw": "By component analysis (PCA) we saw",
        "The second layer(black) is thick.": "The second layer (black) is thick.",
    },
    keeps=(
        "Call print(value) twice.",
        "the word(s) you need",
        "2-(5%)methyl and some (2x)more",
        "(re)connect it",
        "2-(methylamino)ethanol",
        "f(x) rises",
        "The sum is SUM(A1, B2) here.",
        "The print(name) call and the item(s), the foot(feet)note",
    ),
    chars="()",
    trigger=r"[A-Za-z.?!,;:]\(|\)[A-Za-z]",
    again=True,
)
def space_around_brackets(passage: Passage) -> Iterator[Change]:
    """Put a space before and behind brackets that are glued to words. Formulas, code and endings in brackets stay."""
    text = passage.text
    if code_like(text):
        return
    for m in passage.find(_GLUED_OPEN):
        inside = text[m.end() : text.find(")", m.end())]
        word = re.search(r"[A-Za-z]*$", text[max(0, m.start() - 30) : m.start()])
        bare = not word or not word[0]
        sure = " " in inside.strip() or bare or _AMOUNT.fullmatch(inside) is not None
        label = (
            inside in ("+", "-") or inside.isupper() or (" " not in inside and _tells_which(text, m.start(), inside))
        )
        stands = passage.context.literal and label
        if (
            (sure or label)
            and (word is None or bare or word[0].isupper() or known(word[0], _least(word[0], passage)))
            and not in_address(passage, m.start() - 1, m.end())
        ):
            yield Change(m.start(), m.start(), " ", safe=sure or stands)
    for m in passage.find(_GLUED_CLOSE):
        if m[1] is None:
            yield Change(m.start(), m.end(), " ")
            continue
        before = text[m.start() - 1 : m.start()]
        words = " " in m[1] or (before == " " and _AMOUNT.fullmatch(m[1]) is not None)
        if (before in ("", " ") or (before.isalpha() and len(m[1]) > 5)) and words:
            yield Change(m.end(), m.end(), " ")


def _tells(text: str, glued: re.Match[str]) -> bool:
    """Whether the word behind a stop goes on with a thing, as an order does, and the one before it belongs to prose."""
    return len(glued[1]) > _LONG and glued[1] not in _OF_CODE and _THING_NEXT.match(text, glued.end(3)) is not None


def _tells_which(text: str, start: int, inside: str) -> bool:
    """Whether a word in brackets tells more of the thing before them, both of them English: the second layer(black)."""
    thing = _THING_BEFORE.search(text, max(0, start - 40), start)
    if thing is None or _CALL.match(text, start + len(inside) + 2):
        return False
    return all(w.isalpha() and len(w) > _TOO_SHORT + 1 and known(w, 3.5) for w in (thing[1], inside))


def _least(word: str, passage: Passage) -> float:
    """The Zipf frequency from which on a word before a bracket is prose, and no name of a function."""
    if len(word) <= _TOO_SHORT:
        return 5.5
    return 1.5 if passage.context.literal and len(word) > _LONG else 3.0


@rule(
    "spacing",
    fixes={
        "I stand up.I sit down.": "I stand up. I sit down.",
        "Does it hurt?Five signs help.": "Does it hurt? Five signs help.",
        "It began in 2019.The flat was sold.": "It began in 2019. The flat was sold.",
        "It grew by 40%.Plants need more.": "It grew by 40%. Plants need more.",
        "Ask Mr.Smith today.": "Ask Mr. Smith today.",
        "I slept...Then I woke.": "I slept... Then I woke.",
        "A disk of 20 GB.Choose it.": "A disk of 20 GB. Choose it.",
        "It came from Germany.Simply put it there.": "It came from Germany. Simply put it there.",
        "This came from the users.Thanks!": "This came from the users. Thanks!",
    },
    keeps=(
        "p.Gly276Glu and v1.2.Final",
        "It needs Node.js and ASP.Net here.",
        "e.g.This, i.e.That, U.S.A. and Ph.D.",
        "Use System.Out for it.",
        "Open Germany.Final.pdf now.",
        "Open report.Final.pdf now.",
        "Write to me@example.Com soon.",
        "Call list.Append(x) now.",
        "Never touch users.Io!",
    ),
    trigger=r"[.?!][A-Z]",
    again=True,
)
def space_between_sentences(passage: Passage) -> Iterator[Change]:
    """Put the missing space between two sentences. Both sides must be words of English, which file names, domains,
    versions and gene names aren't."""
    if code_like(passage.text):
        return
    for m in passage.find(_GLUED_STOP):
        left, right = m[1].rpartition("-")[2].strip(')"”'), m[3]
        rare = not known(right, 3.2)
        if in_address(passage, m.start(), m.end(3)) or (
            rare and not (known(left, 4.5) and _PROSE.match(passage.text, m.end(3)))
        ):
            continue
        shortest = 4 if passage.context.literal else 5
        if rare and (min(len(left), len(right)) < shortest or not left.islower()):
            continue
        if m[1][-1] in ')"”]':
            good = True
        elif left.isdigit() or left[-1] == "%":
            good = right.lower() in FUNCTION or (left[-1] == "%" and known(right, 4))
        elif left.isupper():
            size = left in _UNITS and _COUNT.search(passage.text, max(0, m.start() - 6), m.start())
            good = bool(size and known(right, 3.5)) or (right.lower() in FUNCTION and right != "I")
        else:
            good = (
                left in _TITLES
                or left.lower() in FUNCTION
                or (known(left) and right.lower() not in ("net", "com", "io") and left.islower())
            )
            surname = passage.context.article and _FIRST_NAME.search(passage.text, max(0, m.start() - 20), m.start())
            named = (
                (surname or left.lower() in capitals())
                and known(right, 4)
                and bool(_PROSE.match(passage.text, m.end(3)))
            )
            good = good or (left[0].isupper() and (right.lower() in FUNCTION or named))
            good = good or (left.islower() and len(left) > 3 and known(left, 1) and known(right, 4.5))
        if good:
            yield Change(m.end(2), m.end(2), " ")
    for m in passage.find(_GLUED_DOTS):
        if known(m[1], 4):
            yield Change(m.end(), m.end(), " ")


@rule(
    "spacing",
    fixes={
        "Wash,dry and store it.": "Wash, dry and store it.",
        "In 2019,the flat was sold.": "In 2019, the flat was sold.",
        "Take 5mg,then some more (5ml),or less.": "Take 5mg, then some more (5ml), or less.",
        "It gives 12 V;with less, add 2 m,then wait.": "It gives 12 V; with less, add 2 m, then wait.",
    },
    keeps=(
        "N,N-dimethyl and a,b",
        "call(foo,bar)",
        "1,000 and 10,20",
        "tags: #red,blue",
        "see http://x.com/a,b,c",
        "Wash, dry",
        "Set 5A;b and x=5 m,n now.",
    ),
    suggests={"See group A (0 days),group B": "See group A (0 days), group B"},
    trigger=r"[,;](?:(?<=[^\W_][,;])|(?<=[^\W_][)\"”][,;]))[^\W\d_]",
    again=True,
)
def space_after_comma(passage: Passage) -> Iterator[Change]:
    """Put the missing space behind a comma or semicolon between words. Code, chemistry and lists of keys stay. Behind a
    bracket a lone text may mean a label, unless a word of grammar goes on."""
    if code_like(passage.text):
        return
    for m in passage.find(_GLUED_COMMA):
        if in_address(passage, m.start(), m.end(3)):
            continue
        word = m[3].lower()
        if known(word, 3.5) or known(m[1].strip(')"”'), 3.5):
            label = m[1][-1] == ")" and word not in FUNCTION and not passage.context.article
            yield Change(m.end(2), m.end(2), " ", safe=not label)


@rule(
    "spacing",
    fixes={
        "author:Exchange of flowers": "author: Exchange of flowers",
        "Current location:front page": "Current location: front page",
        "Level 1:what is inattention": "Level 1: what is inattention",
        "Level 2:Lack of time": "Level 2: Lack of time",
        "Q:How often is it washed?\nA:Every third day": "Q: How often is it washed?\nA: Every third day",
        "Tip:The second one is good.": "Tip: The second one is good.",
    },
    keeps=(
        "Mission:Impossible",
        "http://x.com",
        "std:sort",
        "the mother:child ratio",
        "re:Invent",
        "Author: me",
        "Mother:child ratio of one",
    ),
    suggests={"See the current location:front page": "See the current location: front page"},
    trigger=r":(?:(?<=[A-Za-z]{3}:)|(?<=[a-z] \d:)|(?<=[a-z] \d\d:))[A-Za-z]|[:.](?<=[QA][:.])[A-Za-z]",
    again=True,
)
def space_after_colon(passage: Passage) -> Iterator[Change]:
    """Put the missing space behind a colon that opens a statement; suggested where both sides could be one name."""
    text = passage.text
    if code_like(text):
        return
    for m in passage.find(_LABEL):
        yield Change(m.end(), m.end(), " ")
    for m in passage.find(_SPEAKER):
        yield Change(m.end(), m.end(), " ")
    for m in passage.find(_GLUED_COLON):
        if in_address(passage, m.start(), m.end(2)) or not (known(m[1], 3.5) and known(m[2], 3.5)):
            continue
        if m[1] in _HEADS and _PROSE.match(text, m.end(2)) and starts_sentence(text, m.start()):
            yield Change(m.end(1) + 1, m.end(1) + 1, " ")
            continue
        if (m[1].istitle() and m[2].istitle()) or _RATIO.match(text, m.end(2)):
            continue
        label = (
            text[: m.start()].count(" ") < 2 and text[m.end(2) :].count(" ") > 0 and not _RATIO.match(text, m.end(2))
        )
        opens = (m[1].islower() and m[2].istitle()) or (label and text[:1].isupper())
        yield Change(m.end(1) + 1, m.end(1) + 1, " ", safe=opens)


@rule(
    "spacing",
    fixes={"It is due to E.coli in it.": "It is due to E. coli in it."},
    keeps=("E. coli", "see a.coli.org"),
    trigger=_SPECIES.pattern,
)
def space_in_species(passage: Passage) -> Iterator[Change]:
    """Put the space between a genus's initial and its species."""
    for m in passage.find(_SPECIES):
        if not in_address(passage, m.start(), m.end()):
            yield Change(m.end(), m.end(), " ")


@rule(
    "spacing",
    fixes={
        "It has many causes.31% of them are rare.": "It has many causes. 31% of them are rare.",
        "Then the thickness.18-22cm is enough.": "Then the thickness. 18-22cm is enough.",
        "It fears the androgen.2 myths are known.": "It fears the androgen. 2 myths are known.",
    },
    keeps=("See section.3 and fig.2 there.", "version.2 is out", "It is 3.5 kg."),
    suggests={
        "I sit down.we eat then.": "I sit down. we eat then.",
        "Keep it well ventilated.open the window.": "Keep it well ventilated. open the window.",
        "It fits the room.for example, it does.": "It fits the room. for example, it does.",
    },
    trigger=r"[a-z%][.?!,](?:\d|[a-z])",
    again=True,
)
def space_before_glued_sentence(passage: Passage) -> Iterator[Change]:
    """Put the missing space before a sentence that begins with a number; one in lower case is certain in
    an article only, behind a percentage or where it opens with a word of grammar."""
    text = passage.text
    if code_like(text):
        return
    for m in passage.find(_GLUED_NUMBER):
        rare = len(m[1]) > _LONG and known(m[1], 1.5) and _COUNTS.match(text, m.end(2)) is not None
        if (known(m[1], 3.5) or rare) and m[1] not in (
            "section",
            "version",
            "figure",
            "chapter",
            "page",
            "table",
            "item",
            "step",
        ):
            yield Change(m.end(2), m.end(2), " ")
    for m in passage.find(_LOWER_AFTER_STOP):
        if m[3] in _EXTENSIONS or in_address(passage, m.start(), m.end(3)):
            continue
        if m[1][-1] == "%":
            if known(m[3], 4) and passage.context.article and m[3] not in FUNCTION:
                yield Change(m.end(2), m.end(2) + 1, f" {m[3][0].upper()}")
        elif _LINKING.match(text, m.start(3)):
            yield Change(m.end(2), m.end(2), " ", safe=passage.context.article)
        elif known(m[1], 2.5 if _tells(text, m) else 3.8) and known(m[3], 4.5):
            sure = passage.context.article if m[3] in _OPENS else passage.context.literal and _tells(text, m)
            yield Change(m.end(2), m.end(2), " ", safe=sure)
