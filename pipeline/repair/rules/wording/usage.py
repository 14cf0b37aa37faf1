"""What translated English says otherwise than English, where neither a row of the table nor a parse is needed: such a
sight, is there a way, a cook for twenty years, Director Ma."""

from collections.abc import Iterable

from pipeline.compiled import compiled
from pipeline.repair.lexicon import alternatives, words
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.articles.noun_phrase import ADJECTIVE, END, insert_a

_WEIGHED = frozenset(
    "speed distance variety taste smell color colour temperature impact influence extent threat burden skill technique"
    " effect range shape massage habit trouble angle".split()
)
"""Nouns that such stands before without an article as well."""
_ONE = (words("countable") | words("countable_described") | {"question", "sight", "person"}) - _WEIGHED
_STATES = (
    r" (?:is|was|can|cannot|has|will|may|must|should|does|looks|happens|occurs|means|helps|makes|causes|needs"
    r"|often|usually|also)\b"
)
_SUCH = compiled(
    rf"(?<!\bno )(?<!\bany )(?<!\beach )(?<!\bone )(?<!\bsome )(?<!\bevery )(?<!\banother )(?<!\bfirst )(?<!\bother )"
    rf"(?<!\ball )(?<!\btwo )(?<!\bmany )(?<!\bfew )(?<!\bonly )(?<!\bas )(?<!\ba )(?<!\bthe )"
    rf"\b[Ss]uch ((?:{ADJECTIVE} )?([a-z]+))(?:{END}|(?={_STATES}))"
)


@rule(
    "grammar",
    fixes={
        "Such sight is familiar.": "Such a sight is familiar.",
        "Never use such old pillow.": "Never use such an old pillow.",
    },
    keeps=(
        "There is no such method.",
        "Such a sight is familiar.",
        "It ran at such speed.",
        "Such person-to-person talk helps.",
        "Do you know of any such method?",
    ),
    trigger=r"\b[Ss]uch [a-z]",
    translated_only=True,
)
def bare_such(passage: Passage) -> Iterable[Change]:
    """Add the article between such and one thing."""
    for match in passage.find(_SUCH):
        if match[2] in _ONE:
            yield insert_a(passage, match.start(1))


_IS_THERE = compiled(rf"\b([Ii]s there) ((?:(?:{ADJECTIVE}|[a-z]+) )?([a-z]+))(?:{END}|(?= (?:that|which|to|for)\b))")
_NO_ARTICLE = words("determiner") | words("many") | {"still", "also", "really", "always", "more", "enough", "no", "any"}


@rule(
    "grammar",
    fixes={"Is there simple method to do it?": "Is there a simple method to do it?"},
    keeps=(
        "Is there a simple method to do it?",
        "Is there any method?",
        "Is there more method in it?",
        "Is there treatment that helps?",
    ),
    trigger=r"\b[Ii]s there [a-z]",
    translated_only=True,
)
def bare_existence(passage: Passage) -> Iterable[Change]:
    """Add the article that one thing lacks whose existence is asked for (is there simple method)."""
    for match in passage.find(_IS_THERE):
        if match[3] in _ONE and match[2].split()[0] not in _NO_ARTICLE:
            yield insert_a(passage, match.start(2))


_BEEN = compiled(
    rf"\b(?:have|has|had|'ve|’ve|'s) been an? (?:[a-z]+ )?(?:{alternatives('person')}|chef|cook|teacher|doctor|nurse"
    r"|driver|gardener|seller|mechanic|plumber|writer|smoker|trainer|coach|farmer|lawyer|engineer|worker|master)"
    r" (in) (?=(?:the last )?(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty"
    r"|several|many) (?:years|months|decades)\b)"
)


@rule(
    "grammar",
    fixes={"I have been a chef in twenty years.": "I have been a chef for twenty years."},
    keeps=("I have been a chef for twenty years.", "It has been a success in two years."),
    trigger=r"\bbeen an? [a-z]",
    translated_only=True,
)
def for_years(passage: Passage) -> Iterable[Change]:
    """Write for before the time that somebody has been something."""
    for match in passage.find(_BEEN):
        yield Change(*match.span(1), "for")


_TITLED = compiled(
    r"\b(?:is|by|with|from|to|of|and|said|called|that|ask|asked|see|saw|thank|for|I am|am) (the )"
    r"(?=(?:Director|Doctor|Dr\.?|Professor|Teacher|Chef|Captain|Manager|Nurse|Coach|Mr\.?|Mrs\.?|Ms\.?|Miss) "
    r"(?!General|Who|Emeritus|House|Cup|Prize)[A-Z][a-z]{1,11}"
    r"(?:[.,;:!?)]|\Z| (?:of|from|in|at|is|was|has|said|says|and|to)\b))"
)


@rule(
    "grammar",
    fixes={"This is the Director Ma of the clinic.": "This is Director Ma of the clinic."},
    keeps=("This is Director Ma of the clinic.", "He saw the Director General.", "It is the Doctor Who film."),
    trigger=r"\bthe (?:D|P|T|C|M|N)[a-z]+\.? [A-Z]",
    translated_only=True,
)
def no_article_before_title(passage: Passage) -> Iterable[Change]:
    """Drop the article before a person's title and name (the Director Ma)."""
    for match in passage.find(_TITLED):
        yield Change(*match.span(1), "")


_BUT = compiled(
    rf"(?:^|(?<=[.!?] )|(?<=\n))(?i:(?:but|and|however,?|because|so|also,?) )({ADJECTIVE}|sensitive|soft|balanced) "
    rf"(?:diet|skin type|scalp|meal|smell|place|way|method|mood|room|pillow|mattress|temperature)"
    r" (?=(?:is|has|can|may|will|should|needs|must|does|causes|makes|helps|often|also)\b)"
)


@rule(
    "grammar",
    fixes={"But soft diet helps it.": "But a soft diet helps it."},
    keeps=("But a soft diet helps it.", "But soft skin helps.", "But soft diets help."),
    trigger=r"(?i)\b(?:but|and|however,?|because|so|also,?) [a-z]+ [a-z]",
    kinds=("text",),
    translated_only=True,
)
def bare_linked_subject(passage: Passage) -> Iterable[Change]:
    """Add the article that a described subject lacks behind the word that links its sentence (But soft diet helps)."""
    for match in passage.find(_BUT):
        yield insert_a(passage, match.start(1))
