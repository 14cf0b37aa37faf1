"""Verbs with -s, is, was and has behind a plural subject that opens its clause (poles is made of it, nets over the beds
is in the way), behind two things (blood fat and blood sugar is high), and nouns in the singular behind most and there
are.

Only an article that was translated word for word is changed, and only where the rest of the clause holds no other verb.
"""

import re
from collections.abc import Iterable

from pipeline.compiled import compiled
from pipeline.repair.inflection import plurals, verb_forms
from pipeline.repair.lexicon import any_of, words
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.agreement.bare_verbs import ALL_VERBS, FINITE, PHRASE, REST, WORD, follows_clause
from pipeline.repair.rules.agreement.verbs import OF_SEVERAL, SOME_VERBS
from pipeline.repair.rules.common import known

_COUNTED = (
    words("countable") | words("count_noun") | words("object") | words("body_part") | words("person") | words("thing")
    | words("kind_of_count") | words("female")
    | set("vessel pole net bed plant vegetable lung flight fee mark spot".split())
)  # fmt: skip
_PLURAL = {
    noun: many
    for noun, many in plurals(
        _COUNTED - words("not_plural") - words("plural_people") - words("unit") - words("measure") - {"food", "home"}
    ).items()
    if not noun.endswith("s") or noun.endswith("ss")
}
_NO_PLURALS = set(
    "leaves works means news glasses times days weeks months years hours minutes needs drinks changes uses sports"
    " series species roses plans rests calls covers cuts turns marks moves looks gas points reasons ways lens always"
    " perhaps yes his this downstairs upstairs besides sometimes nowadays indoors outdoors overseas towards afterwards"
    " upwards backwards ages fish lithops biceps triceps forceps rabies scabies herpes diabetes measles mumps caries"
    " ascites shingles rickets yours hers ours theirs".split()
)
_MANY = (set(_PLURAL.values()) | set("people children women men teeth feet".split())) - _NO_PLURALS
_TO_BASE = {verb_forms(verb)[1]: verb for verb in ALL_VERBS | set("put cost pass go come".split())} | OF_SEVERAL | {
    "isn't": "aren't", "doesn't": "don't", "wasn't": "weren't", "hasn't": "haven't",
}  # fmt: skip
_AMBIGUOUS = frozenset(
    "needs leaves drops covers means cuts drinks steps points causes changes results uses turns stops works looks"
    " smells breaks falls runs".split()
)
_OPENS = (
    r"(?:^|(?<=[.!?] )|(?<=\n)|\b(?:[Ii]f|[Ww]hen|[Bb]ecause|[Uu]nless|[Oo]nce|[Ww]hile|[Aa]lthough|so that"
    r"|[Aa]s soon as|[Ww]here|as long as|[Oo]therwise|[Tt]herefore|[Ww]hether|how|why) "
    r"|(?P<on>(?<=[a-z]),(?: and| but| so)? ))"
)
_NO_PART_OF = any_of(
    words("preposition")
    | set("one each every a an no number kind type pair group rule idea how what after before since until with".split())
)
_IRREGULAR = {noun for noun in _MANY if not noun.endswith("s")}
_OF_MANY = r"the|your|their|our|its|these|those|many|most|some|all|such|both|my|an? (?:lot|number) of|lots of"
"""What stands before a plural that is meant as one."""
_SEVERAL_DO = compiled(
    rf"{_OPENS}(?P<subject>(?:(?i:other|{_OF_MANY}) )?"
    rf"(?:(?!(?i:{_NO_PART_OF})\b)(?!\w+ing\b)(?:{WORD}|(?<![a-z] )[A-Z][a-z]+) ){{0,2}}?"
    rf"(?P<many>[A-Za-z]+s|(?i:{any_of(_IRREGULAR)}))"
    rf"(?P<phrase>{PHRASE})??) (?:(?:also|often|usually|easily|always|still|even|only|just|never|seldom|not) )?"
    rf"(?P<verb>{any_of(_TO_BASE)})(?= (?P<next>[a-z']+)|(?P<end>[.,;!]))"
)
_AS_ONE = frozenset("what that the a an enough how why not this it".split())
"""What says behind is that several things count as one: ten pots is enough."""
_AFTER_AMBIGUOUS = frozenset(
    "the a an your its their it them you to out off up down from into very too more less".split()
)


@rule(
    "grammar",
    fixes={
        "Poles is made of light wood.": "Poles are made of light wood.",
        "Nets over the beds is in the way.": "Nets over the beds are in the way.",
        "Otherwise irritants passes into it.": "Otherwise irritants pass into it.",
        "A lot of girls with a spur has no pain.": "A lot of girls with a spur have no pain.",
        "If the small vessels climbs to the eye, rest.": "If the small vessels climb to the eye, rest.",
    },
    keeps=(
        "Poles are made of light wood.",
        "Growing vegetables is fun, and washing pots is dull.",
        "The lithops wants little water. After new tires comes the test. Peacock fish is the best.",
        "The rule for pots in beds is plain. The number of pots in the beds is small. One of the pots is old.",
        "Pots of clay, that is the best. Vegetables: what the pots need is sun.",
        "The pots price is high. Many pots is what they have.",
        "Ten pots is enough. Pets is the name of the shop that sells them.",
    ),
    trigger=rf"[a-z] (?:{any_of(_TO_BASE)}) ",
    kinds=("text",),
    translated_only=True,
)
def verb_of_plural_subject(passage: Passage) -> Iterable[Change]:
    """Make the only verb of a clause plural behind a plural subject, whatever phrase stands between them."""
    for match in passage.find(_SEVERAL_DO):
        verb, following = match["verb"], match["next"] or ""
        if not _are_many(match) or (verb in _AMBIGUOUS and following not in _AFTER_AMBIGUOUS):
            continue
        if verb in ("is", "was") and following in _AS_ONE:
            continue
        several = match["many"].lower() in _IRREGULAR
        if match["end"] and ((verb in _AMBIGUOUS and not several) or verb in OF_SEVERAL or match["phrase"]):
            continue
        if _VERBS_TOO.intersection(match["subject"].lower().split()[:-1]) or _several_before(match):
            continue
        if match["on"] is not None and not (
            _DETERMINED.match(match["subject"]) and follows_clause(passage, match.start("subject"))
        ):
            continue
        rest = REST.match(passage.text, match.end("verb"))
        if rest is None or FINITE.search(rest[0]) is None or verb in ("is", "was", "isn't", "wasn't", "has"):
            yield Change(*match.span("verb"), _TO_BASE[verb])


_VERBS_TOO = (ALL_VERBS | {"plant", "wash", "use"}) - words("countable") - words("acting_mass") - words("describing")


def _several_before(match: re.Match[str]) -> bool:
    """Whether another plural, or a verb in the past, stands in the subject: families plant lemons."""
    head = match["many"].lower()
    return any(
        (word.endswith("s") and word != head and word not in ("this", "its", "these", "his")) or word.endswith("ed")
        for word in match["subject"].lower().split()
        if match["phrase"] is None or word not in match["phrase"].split() or word.endswith("ed")
    )


_DETERMINED = compiled(rf"(?:{_OF_MANY}) ", re.I)


def _are_many(match: re.Match[str]) -> bool:
    """Whether a noun can be a plural subject: a known one, or any in -s behind a determiner."""
    noun = match["many"].lower()
    if noun in _MANY:
        return True
    regular = re.fullmatch(r"[a-z]{2,}[^\Wsuiao]s", match["many"]) is not None and not noun.endswith("ics")
    single = noun in words("singular_in_s") or noun in words("not_plural") or noun in _NO_PLURALS
    if not regular or single:
        return False
    return _DETERMINED.match(match["subject"]) is not None or _only_plural(noun)


def _only_plural(noun: str) -> bool:
    """Whether a word in -s is known as the plural of a noun that is no verb (viruses, irritants)."""
    one = next((base for base in (noun[:-1], noun[:-2], f"{noun[:-3]}y") if known(base, 2.5)), "")
    ends = one.endswith("us") or not one.endswith("s")
    return len(one) > 3 and ends and one not in SOME_VERBS and known(noun, 2.0)


_STATE = (
    r"(?:not |also |both |often |usually |all |very |too |still )?(?:high|low|mixed|combined|contained|used|added"
    r"|heated|boiled|stirred|found|needed|stored|kept|put|lost|eaten|taken|removed|washed|rich|important|good|bad"
    r"|necessary|harmful|different|responsible|insufficient|swollen|red|sore|sour|dry|cold|weak|yellow|useful|poor"
    r"|dirty|closed|open|broken|damaged|blocked|normal|common|suitable|available|sold|made|caused|covered)"
)
_MASS = any_of(
    "water milk oil sugar salt rice blood tea coffee fat cholesterol pressure temperature humidity light sunlight air"
    " vinegar soda bleach acid starch flour dust dirt food fruit meat fish garlic ginger sleep diet exercise nutrition"
    " calcium iron zinc protein soil fertilizer skin hair".split()
)
_ITEM = rf"(?:(?!(?:of|in|on|for|with|and|or|to|the)\b)[a-z]+ )?(?:{_MASS})"
_PAIR = compiled(
    rf"(?:^|(?<=[.!?] )|(?<=\n)|\b(?:[Ii]f|[Ww]hen|[Bb]ecause|[Oo]nce) )(?:(?i:the|your|both) )?"
    rf"(?P<one>(?i:{_ITEM})) and (?:the |your )?(?P<two>{_ITEM}) (?P<be>is|was|has|does) (?={_STATE}\b|not\b|no\b)"
)
_ONE_DISH = frozenset("bread rice fish salt trial black fruit".split())
_NUMBERED = compiled(
    r"\b(?i:two|three|four|five|six|seven|eight|nine|ten|[2-9]|several|both|many) (?:[a-z]+ )?(?P<many>[a-z]+) "
    r"(?P<be>is|was) (?=enough\b[.,;!]|needed\b|required\b|used\b|missing\b|broken\b)"
)


@rule(
    "grammar",
    fixes={
        "If blood fat and blood sugar is high, eat less.": "If blood fat and blood sugar are high, eat less.",
        "Green tea and black tea is stored dry.": "Green tea and black tea are stored dry.",
        "Two cards is enough, sell the rest.": "Two cards are enough, sell the rest.",
    },
    keeps=(
        "If blood fat and blood sugar are high, eat less.",
        "The taste of green tea and black tea is good.",
        "Fish and rice is good, and two weeks is enough.",
        "Oil is hot and water is cold.",
    ),
    trigger=r"\b(?:is|was|has|does) [a-z]",
    kinds=("text",),
    translated_only=True,
)
def verb_of_pair(passage: Passage) -> Iterable[Change]:
    """Make is, was and has plural behind two things that nobody takes for one, and behind a number of things."""
    for match in passage.find(_PAIR):
        if match["one"].split()[-1].lower() not in _ONE_DISH:
            yield Change(*match.span("be"), OF_SEVERAL[match["be"]])
    for match in passage.find(_NUMBERED):
        if match["many"] in _MANY:
            yield Change(*match.span("be"), OF_SEVERAL[match["be"]])


_ADJECTIVE = rf"(?:(?:{any_of(words('describing'))}|honest|experienced|careful|beginner|pregnant|modern|ordinary) )?"
_MOST = compiled(
    rf"\b(?:[Mm]ost|[Mm]ore and more|[Ss]o many|[Tt]oo many|[Nn]ot all) {_ADJECTIVE}"
    rf"(?P<noun>{any_of(_PLURAL.keys() - {'part'})})"
    r"(?= (?:will|can|are|have|do|don't|buy|use|like|know|think|say|find|need|want|choose|also|may|should|must|who)\b)"
)
_THERE_ARE = compiled(
    rf"\b(?:[Tt]here|[Hh]ere) (?:are|were) (?:also |often |always |no |only )?{_ADJECTIVE}(?:(?P<part>[a-z]+) )??"
    rf"(?P<noun>{any_of(_PLURAL)})"
    r"(?= (?:left|in|on|at|inside|under|around|near|behind|which|that|who)\b|[.,;])"
)
_NO_PART = frozenset("a an one the this that every each of and or another".split())


@rule(
    "grammar",
    fixes={
        "Most honest seller will agree.": "Most honest sellers will agree.",
        "There are water mark left on it.": "There are water marks left on it.",
    },
    keeps=(
        "Most honest sellers will agree. The most honest seller will agree.",
        "There are a lamp and a table in it. Most home use it. Most people know, and there are people who do.",
    ),
    trigger=r"\b(?:[Mm]ost|[Mm]any|[Mm]ore and more|[Nn]ot all|[Tt]here (?:are|were)|[Hh]ere are) [a-z]",
    kinds=("text",),
    translated_only=True,
)
def noun_of_most(passage: Passage) -> Iterable[Change]:
    """Put a countable noun in the plural behind most, more and more and there are (most seller will agree)."""
    for match in passage.find(_MOST):
        if not passage.text.endswith(("the ", "The ", "at "), 0, match.start()):
            yield Change(*match.span("noun"), _PLURAL[match["noun"]])
    for match in passage.find(_THERE_ARE):
        if match["part"] not in _NO_PART:
            yield Change(*match.span("noun"), _PLURAL[match["noun"]])
