"""Forms of pronouns that their place in the sentence decides: let she do it, help they, them are, it's leaves."""

import re
from collections.abc import Iterable

from pipeline.compiled import compiled
from pipeline.repair.inflection import capital_like
from pipeline.repair.lexicon import any_of, words
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.agreement.verbs import CLAUSE_START

_OBJECT = {"she": "her", "he": "him", "they": "them", "we": "us", "I": "me"}
_SUBJECT = {"her": "she", "him": "he", "them": "they", "us": "we", "me": "I"}
_BARE = any_of(
    sorted(
        words("pure_verb") | {"be", "sleep", "rest", "drink", "play", "cry", "walk", "run", "work", "use"}, reverse=True
    )
)
_LET = compiled(
    rf"(?<![\w’'-])(?:[Ll]et|lets|letting|[Mm]ake|makes|making|(?:can|will|to|may|could|would|should|not|also) help)"
    rf" (she|he|they|we|I) (?=(?:not )?(?:{_BARE})\b)"
)
_GIVE = compiled(
    r"(?<![\w’'-])(?:give|gives|giving|tell|tells|telling|ask|asks|asking|take|takes|feed|feeds|bring|brings|put|puts"
    r"|teach|teaches|see|love|loves|wash|hold|want|wants|with|from|to|about|of|without|between|behind|around|near"
    r"|against|by|at|on)"
    r" (she|he|they|we)(?=[.;!?)]|$| (?:to|and the|in the|on the|at the|with (?:a|the)|for (?:a|the)|from the|into)\b)"
)
_NO_CLAUSE = compiled(r"(?:better|more|less|than|so|as) $", re.I)
_THEM_ARE = compiled(
    rf"{CLAUSE_START}([Hh]im|[Tt]hem|[Uu]s|[Mm]e) (?=(?:is|are|was|were|has|have|can|will|should|must|does|do|did|need"
    r"|needs|want|wants|don't|doesn't|didn't|cannot|can't) )"
)
LIVING = (
    (words("person") | words("female") | words("plural_people"))
    - frozenset(
        "him himself he's king god people who whoever someone somebody everyone everybody anyone friends users"
        " relative male parent parents employee employer owner expert experts".split()
    )
) | frozenset(
    "animals cats dogs pets hen hens cow cows pig pigs horse bird birds fish rabbit rabbits sheep goat rooster"
    " parrot hamster turtle duck goose customer guest seller worker farmer gardener cook chef coach trainer sir"
    " hero blogger grandma grandpa granny buyer puppy puppies kitten kittens lizard gecko chameleon snake tortoise frog"
    " ferret".split()
)
"""Whom he and she may mean: an article without any of them speaks of things alone."""
_THINGS = words("object") - LIVING
_OF_A_THING = {"he": "it", "she": "it", "him": "it", "his": "its", "himself": "itself", "herself": "itself"}
_WHO = compiled(r"\b(?:he|she)\b", re.IGNORECASE)
"""A subject to which himself refers: both are changed, or neither (he closes by himself)."""
_HE = compiled(r"(?<![\w’'\"“-])(?:[Hh]e|[Ss]he|him|[Hh]is|himself|herself|[Hh]er)(?![\w’'-])")
_WORD = compiled(r"[a-z]+")
_NEAR = 160
"""Code points before a sentence in which a pronoun's noun may stand."""
_LED = compiled(
    r"\b(?:if|when|until|after|before|once|and|to [a-z]+|change|replace|take|remove|repot|bend|put|wash) \Z",
    re.IGNORECASE,
)
_OWNED = compiled(r" (?:[a-z]+(?:er|est|y|ful|al|ous|ive) )?([a-z]+)")
_NOT_OWNED = words("preposition") | words("begins_clause") | words("function_after") | {"well", "too", "more", "every"}
_OWNER_SELF = compiled(r"\b(?:owner|driver|user|buyer|seller|doctor|repairman|technician)s? h(?:im|er)self\Z")
_OWNER = compiled(
    rf"\b(?:an?|the|each|every|your) (?:[a-z]+ )?(?:{any_of(_THINGS)}) [a-z]+s (?:(?:in|with|through|on|from|by|all"
    r"|also|up|off|to|out) )?\Z"
)
_SUBJECT_THING = compiled(
    rf"(?:\A|[.!?:\n] ?)(?:In fact, |But |However, |So )?"
    rf"(?i:the|this|that|your|an?|my|such an?) (?:[a-z]+ )?(?:{any_of(_THINGS)})(?: of the [a-z]+)?"
    r" (?:is|was|has|had|can|cannot|does|will|should|must|needs|likes|loves|becomes|gets|comes|[a-z]+s)\b"
    r"(?:[^.!?;:\n]|\d[.]\d)*(?:[.!?] [^.!?;:\n]*)?\Z"
)
"""A thing that is the subject of the sentence, or of the one before it."""
_SOMEONE = compiled(
    r"\b(?:who|whoever|one|someone|everyone|nobody|anyone|everybody|somebody|said|says|told|asked|i|my|me|driver|mechanic"
    r"|male|female|mate)\b"
    r"|[\"“”]",
    re.IGNORECASE,
)


@rule(
    "grammar",
    fixes={
        "Let she do it while they rest.": "Let her do it while they rest.",
        "Wait with he in the hall.": "Wait with him in the hall.",
        "If them are dry, drink.": "If they are dry, drink.",
    },
    keeps=(
        "Let her do it, and wait with him.",
        "Let he who is hungry eat.",
        "The help they need is here, and the ones they want to see.",
        "It was clear what he talked about. He to this day knows.",
        "Most of them are dry.",
    ),
    trigger=r"\b(?:she|he|they|we|I) [a-z]|\b(?:she|he|they|we)[.;!?)]|\b(?:[Hh]im|[Tt]hem|[Uu]s|[Mm]e) [a-z]",
    translated_only=True,
)
def object_pronoun(passage: Passage) -> Iterable[Change]:
    """Write him, her and them for he, she and they behind let, help, give and prepositions, and they for them before
    its verb (let she do it)."""
    for match in passage.find(_LET):
        yield Change(*match.span(1), _OBJECT[match[1]])
    for match in passage.find(_GIVE):
        if not _NO_CLAUSE.search(passage.text[: match.start()]):
            yield Change(*match.span(1), _OBJECT[match[1]])
    for match in passage.find(_THEM_ARE):
        old = match[1]
        new = _SUBJECT[old.lower()]
        yield Change(*match.span(1), capital_like(old, new))


_PART = (
    "leaves|roots|stems|flowers|branches|petals|feathers|eyes|ears|claws|paws|teeth|tail|legs|wings|fur|bark|buds|seeds"
    "|fruits|owner|owners|body|head|mouth|nose|skin|colour|color|taste|smell|shape|size|name|surface|price|quality"
    "|function|effect|effects|advantages|disadvantages|ingredients|nutrients"
)
_ITS = compiled(
    rf"\b([Ii]t['’]s) (?=(?:own\b|(?:{_PART}) (?:is|are|was|were|has|have|will|can|turn|turns|become|becomes|fall|grow"
    r"|and|in|on|with)\b))"
)
_ITS_OBJECT = compiled(
    rf"\b(?:of|in|on|with|to|from|for|by|cut|wash|clean|remove|check|keep|have|has|lose|loses|see|all|and|press"
    rf"|hold|open|close|lift|dry) (it['’]s) (?=(?:[a-z]+ )?(?:{_PART})\b)"
)
_YOUR = compiled(
    r"\b(?:in|on|for|with|to|of|from|at|clean|wash|check|keep|use|change|touch|see|brush|cut|open|close|feed|ask|if|when)"
    r" (you['’]re) (?=(?:skin|hair|body|child|baby|cat|dog|hands|face|teeth|eyes|feet|computer|phone|car|doctor|house"
    r"|home|plant|plants|family|friends|own|husband|wife|mother|health|life|room|bed)(?:[.,;!?)]|$| (?!healthy)))"
)


@rule(
    "grammar",
    fixes={
        "It's leaves are green.": "Its leaves are green.",
        "Cut all it's long roots, and wash you're hands.": "Cut all its long roots, and wash your hands.",
    },
    keeps=(
        "Its leaves are green.",
        "It's fruits that they like, and it's cold.",
        "Of course you're home.",
        "If it's dry, wait, and when you're home, call.",
    ),
    trigger=r"(?i)\b(?:it['’]s|you['’]re) [a-z]",
    translated_only=True,
)
def possessive_pronoun(passage: Passage) -> Iterable[Change]:
    """Write its for it's and your for you're before what something or somebody has (it's leaves are)."""
    for match in passage.find(_ITS):
        yield Change(*match.span(1), f"{match[1][0]}ts")
    for match in passage.find(_ITS_OBJECT):
        yield Change(*match.span(1), "its")
    for match in passage.find(_YOUR):
        if not (match[0].startswith(("if ", "when ")) and passage.text.startswith(("home", "own"), match.end())):
            yield Change(*match.span(1), "your")


_THERE_WHO = compiled(r"\b[Tt]here (?:are|were) (?:also )?()who (?=[a-z]+\b)")


@rule(
    "grammar",
    fixes={
        "There are who drink it hot.": "There are those who drink it hot.",
    },
    keeps=("There are those who drink it hot.",),
    trigger=r"\b[Tt]here (?:are|were) (?:also )?who ",
    kinds=("text",),
    translated_only=True,
)
def those_who(passage: Passage) -> Iterable[Change]:
    """Name the people that a clause with who speaks of (there are those who)."""
    for match in passage.find(_THERE_WHO):
        yield Change(match.start(1), match.start(1), "those ")


@rule(
    "grammar",
    fixes={
        "The pump is old. Change him, and he will run well.": "The pump is old. Change it, and it will run well.",
        "Take the orchid and repot her.": "Take the orchid and repot it.",
        "Use bark, as an orchid breathes with his roots.": "Use bark, as an orchid breathes with its roots.",
        "The pump is easy to keep. If it is oiled, he will run for years.": (
            "The pump is easy to keep. If it is oiled, it will run for years."
        ),
    },
    suggests={"Leave the pump. In a minute he stops by himself.": "Leave the pump. In a minute it stops by itself."},
    keeps=(
        "The pump is old. Ask a mechanic, and he will change it.",
        "Whoever has a pump, he knows it.",
        "The pump is old. It must be changed.",
        "The pump, said Mr Hill, was his.",
        "The eggs lie in the box. If the male sees the box, and she touches him, she will lay more.",
    ),
    trigger=r"\b(?:[Hh]e|[Ss]he|him|[Hh]is|himself|herself|[Hh]er)\b",
    kinds=("text",),
    translated_only=True,
)
def thing_he(passage: Passage) -> Iterable[Change]:
    """Write it and its for he and she, as languages with grammatical gender say of things, in an article in which no
    person and no animal is spoken of. A name in the paragraph, or a sentence that begins with the pronoun, leave a
    doubt."""
    lively = passage.speaks_of(LIVING)
    for match in passage.find(_HE):
        start, end = passage.sentence(match.start())
        low = match[0].lower()
        owner = low == "his" and _OWNER.search(passage.text, start, match.start())
        about = low in ("he", "she") and _of_a_thing(passage, match.start())
        if lively and not about and not (owner and LIVING.isdisjoint(_near(passage, start, end))):
            continue
        if _SOMEONE.search(passage.text, max(0, start - _NEAR), end) or _OWNER_SELF.search(
            passage.text, start, match.end()
        ):
            continue
        if _THINGS.isdisjoint(_near(passage, start, match.start())):
            continue
        before = max(0, match.start() - 8)
        led = low in ("him", "himself", "herself") or _LED.search(passage.text, before, match.start()) is not None
        if low.endswith("self") and _WHO.search(passage.text, start, match.start()):
            led = False
        owned = _OWNED.match(passage.text, match.end())
        new = _OF_A_THING.get(low) or ("its" if owned and owned[1] not in _NOT_OWNED else "it")
        safe = bool(led or owner or about) and not passage.names_somebody
        yield Change(match.start(), match.end(), capital_like(match[0], new), safe=safe)


def _of_a_thing(passage: Passage, at: int) -> bool:
    """Whether nobody is spoken of in a passage in which a thing is what the sentence, or the one before, is about."""
    return LIVING.isdisjoint(passage.needles) and _SUBJECT_THING.search(passage.text, 0, at) is not None


def _near(passage: Passage, start: int, end: int) -> list[str]:
    """The words of a stretch and of what stands shortly before it."""
    return _WORD.findall(passage.text[max(0, start - _NEAR) : end].lower())
