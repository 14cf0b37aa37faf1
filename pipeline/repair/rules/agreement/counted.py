"""The number of nouns that the word before them decides: some expert say, this experiences, every twenty day, many dogs
likes it, there is filings in it.

Only an article that was translated word for word is changed.
"""

import re
from collections.abc import Iterable

from pipeline.compiled import compiled
from pipeline.repair.inflection import capital_like, plural, plurals, verb_forms
from pipeline.repair.lexicon import any_of, words
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.agreement.bare_verbs import ALL_VERBS
from pipeline.repair.rules.agreement.verbs import OF_SEVERAL

_SINGULAR = (
    words("countable") | words("count_noun") | words("object") | words("body_part") | words("person") | words("female")
    | words("thing") | words("kind_of_count") | {"experience", "method", "owner", "expert", "specialist", "grandparent"}
) - words("not_plural") - words("plural_people") - {
    "food", "home", "time", "day", "sort", "kind", "type", "part", "place", "who",
}  # fmt: skip
_THIRDS = {verb_forms(verb)[1] for verb in ALL_VERBS | words("verb_and_noun") | words("verb_too")}
_MANY_OF = {
    noun: many
    for noun, many in plurals(noun for noun in _SINGULAR if not noun.endswith("s")).items()
    if many not in _THIRDS
}
_MANY = set(_MANY_OF.values()) - set("works means news series species leaves glasses".split())
_ONE_OF = {many: one for one, many in _MANY_OF.items()}
_PEOPLE = (
    words("person") | words("female") | {"owner", "expert", "specialist", "parent", "grandparent"}
) & _MANY_OF.keys()
_BARE = any_of(ALL_VERBS - words("countable"))
_SOME = compiled(
    rf"\b(?:[Ss]ome|[Mm]any|[Ss]everal|[Mm]ost) (?:(?:old|young|new|small|good|careless|pregnant|elderly|modern) )?"
    rf"(?P<noun>{any_of(_PEOPLE)})"
    rf"(?= (?:also |often |always |even |still )?(?:are|have|do not|don['’]t|think|say|believe|watch|like|want"
    rf"|use|{_BARE})"
    r" (?!(?:and|or|of)\b)[a-z])"
)
_ARE = r"(?P<verb>are|were|have|do|can|will|should|must|may|need|come|cause|make|grow|help|contain|like)"
_THIS_KIND = compiled(
    rf"\b(?P<this>[Tt]h(?:is|at)) (?P<kind>kind|type|sort) of (?:(?:bad|new|common|serious|small|old) )?"
    rf"(?:{any_of(_MANY)}) (?=(?:are|were|have|do|can|will|should|must|may)\b)"
)
_KINDS = {"this": "these", "that": "those"}
_NAMED = plurals(noun for noun in _SINGULAR if not noun.endswith("s"))
"""Nouns of which some are named behind such as."""
_SUCH_AS = compiled(
    rf"(?:^|(?<=[.!?] )|(?<=\n)|\b(?i:of|eat|by|like|avoid|use|with|including|contains?) )"
    rf"(?P<noun>(?i:{any_of(_NAMED)}))(?= such as [a-z]+(?: [a-z]+)?(?:,| and| or)\b)"
)
_THIS = compiled(rf"(?<!few )\b(?P<this>[Tt]his) (?P<noun>{any_of(_MANY)})\b(?=(?: {_ARE}\b)?)")


@rule(
    "grammar",
    fixes={
        "Some child watch a film before bed.": "Some children watch a film before bed.",
        "This plants come from Africa. It has this symptoms.": "These plants come from Africa. It has this symptom.",
        "This kind of symptoms are common.": "These kinds of symptoms are common.",
        "Avoid plant such as ivy and box.": "Avoid plants such as ivy and box.",
    },
    keeps=(
        "Some children watch it. Some child care is good. Some doctor or other must watch it. Many who buy it sell it.",
        "These plants come from Africa. This works, and this means a lot.",
        "This kind of symptom is common, and this kind of plant can. A few this plants have it.",
        "Avoid plants such as ivy, and no plant such as this is good.",
    ),
    trigger=r"\b(?:[Ss]ome|[Mm]any|[Ss]everal|[Mm]ost|[Tt]his|[Tt]hat) [a-z]|[a-z] such as ",
    kinds=("text",),
    translated_only=True,
)
def number_behind_some(passage: Passage) -> Iterable[Change]:
    """Write the plural of people behind some before a plural verb, and let this and its noun agree (this symptoms)."""
    for match in passage.find(_SOME):
        yield Change(*match.span("noun"), _MANY_OF[match["noun"]])
    for match in passage.find(_THIS):
        if match["verb"]:
            yield Change(*match.span("this"), "These" if match["this"] == "This" else "these")
        elif not passage.text.startswith((" and ", "' ", "’ "), match.end()):
            yield Change(*match.span("noun"), _ONE_OF[match["noun"]])
    for match in passage.find(_THIS_KIND):
        this = _KINDS[match["this"].lower()]
        yield Change(*match.span("kind"), f"{match['kind']}s")
        yield Change(*match.span("this"), capital_like(match["this"], this))
    for match in passage.find(_SUCH_AS):
        yield Change(*match.span("noun"), capital_like(match["noun"], _NAMED[match["noun"].lower()]))


_UNIT = any_of(words("unit") - {"time", "second", "minute", "pound", "foot"} | {"second", "minute"})
_NUMBERS = (
    "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty hundred"
    " several few".split()
)
_UNITS = compiled(
    rf"(?<![\w/.])(?:{any_of(_NUMBERS)}|\d{{1,3}}) (?P<unit>{_UNIT})"
    r"(?=[.,;!?)]|$| (?:and|or|in|on|at|of|for|until|before|after|then|when|if|because|a|per|is|are|later|ago|long|high"
    r"|wide|deep|thick|tall|so|but|with|from|to|you|it|the)\b(?! (?:old|long|high)\b))"
)
_COMPOUND = frozenset("a an the this that one per each your my his her its another first".split())


def _word_before(passage: Passage, match: re.Match[str]) -> list[str]:
    """The word that a match follows, in lower case, if there is one."""
    return passage.text[max(0, match.start() - 30) : match.start()].lower().split()[-1:]


@rule(
    "grammar",
    fixes={
        "Feed it every twenty day, and cut off 3 centimeter.": "Feed it every twenty days, and cut off 3 centimeters."
    },
    keeps=(
        "Feed it every twenty days. A ten day or longer course; the four hour and the six hour trip.",
        "She is a 3 year old.",
    ),
    trigger=rf"\b(?:{any_of(_NUMBERS)}|\d+) (?:{_UNIT})\b",
    kinds=("text",),
    translated_only=True,
)
def number_of_units(passage: Passage) -> Iterable[Change]:
    """Write the plural of a unit behind a number, where no noun follows that it could describe (every twenty day)."""
    for match in passage.find(_UNITS):
        number = match[0].split()[-2]
        if _COMPOUND.isdisjoint(_word_before(passage, match)) and number not in ("1", "01", "few"):
            yield Change(*match.span("unit"), plural(match["unit"]))


_MASS = any_of(
    words("acting_mass") - _MANY_OF.keys()
    | set("water sleep time money food dust dirt sugar salt milk oil air heat moisture work rest".split())
)
_PLURALS = rf"(?:{any_of(_MANY)}|people|children|women|men|teeth|feet|leaves)"
_SHARE = (
    r"\b(?:[Aa] lot of|[Ll]ots of|[Pp]lenty of|[Mm]ost of|[Ss]ome of|[Hh]alf of|[Aa]ll of|[Mm]any of"
    r"|[Aa] (?:large |great )?number of)"
)
_SHARE_IS = compiled(
    rf"{_SHARE} (?:(?:(?:the|these|those|your|their|its|our|my) )?{_PLURALS}|them|us) (?P<verb>is|was|has|does)\b"
    r"(?! (?:a|an|the|what|that|why|how|enough|not enough)\b)"
)
_SHARE_ARE = compiled(
    rf"\b(?:[Aa] lot of|[Pp]lenty of|[Mm]ost of|[Ss]ome of|[Hh]alf of) (?:(?:the|this|your|its) )?(?:{_MASS})"
    r" (?P<verb>are|were|have|do)\b"
)
_NO_SUBJECT_BEHIND = (
    words("preposition") | ALL_VERBS | words("pure_verb") | words("transitive") | words("handled")
    | set("have has use eat drink do get of".split())
)  # fmt: skip
_ONE_OF_MY = compiled(
    r"\b(?:[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Mm]any|[Ss]everal|[Ff]ew) of (?:my|your|his|her|our|their)"
    rf" (?P<noun>{any_of(_MANY_OF)})(?=[.,;!?]| (?:is|are|was|were|has|have|had|can|will|who|that|in|at|on|and)\b)"
)
_NUMBER_OF = OF_SEVERAL | {several: one for one, several in OF_SEVERAL.items()}


@rule(
    "grammar",
    fixes={
        "A lot of people is sick. Half of them is dead.": "A lot of people are sick. Half of them are dead.",
        "Most of the water are lost.": "Most of the water is lost.",
        "One of my friend has it.": "One of my friends has it.",
    },
    keeps=(
        "A lot of people are sick. Eating a lot of beans is good.",
        "Most of the water is lost. The pots in most of the water are old.",
        "One of my friends has it. Two of your father's pots broke.",
        "To eat half of the plums is too much, and removing most of the weeds is enough.",
    ),
    trigger=r"\b(?:lot|[Ll]ots|[Pp]lenty|[Mm]ost|[Ss]ome|[Hh]alf|[Aa]ll|[Mm]any|number|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive"
    r"|[Ss]everal|[Ff]ew) of ",
    kinds=("text",),
    translated_only=True,
)
def verb_of_share(passage: Passage) -> Iterable[Change]:
    """Let the verb agree with the noun behind a lot of, most of and half of, and write friends behind one of my."""
    for pattern in (_SHARE_IS, _SHARE_ARE):
        for match in passage.find(pattern):
            before = _word_before(passage, match)
            if _NO_SUBJECT_BEHIND.isdisjoint(before) and not (before and before[0].endswith("ing")):
                yield Change(*match.span("verb"), _NUMBER_OF[match["verb"]])
    for match in passage.find(_ONE_OF_MY):
        yield Change(*match.span("noun"), _MANY_OF[match["noun"]])


_LIKES = {verb_forms(verb)[1]: verb for verb in ALL_VERBS | {"like", "need", "love", "mean", "feel", "want"}}
_MANY_DO = compiled(
    rf"\b(?:[Mm]any|[Mm]ost|[Ss]ome|[Ss]everal|[Bb]oth|[Tt]hese|[Tt]hose|two|three|four|five) "
    rf"(?:[a-z]+ )?(?P<noun>{any_of(_MANY)}|people|children|women|men) (?:also |often |always |usually |never |still )?"
    rf"(?P<verb>{any_of(_LIKES)})"
    r"(?=[.,;!]| (?:the|an?|it|them|to|in|on|at|from|that|their|its|very|too|more|up|out|off)\b)"
)
_NO_SUBJECT = words("preposition") | {"than", "as", "one", "each", "every", "either", "neither"}
_THERE_IS = compiled(
    r"\b[Tt]here (?P<be>is|was) (?:no |also |only |always |still )?(?:(?!(?:an?|one|the|no|this|any|every)\b)[a-z]+ )?"
    rf"(?P<noun>{any_of(_MANY)}|people|children)"
    r"(?=[.,;!]|$| (?:in|on|at|left|inside|under|around|near|behind|which|that|who|everywhere|between|of)\b)"
)


@rule(
    "grammar",
    fixes={
        "Cook it, and many dogs likes it.": "Cook it, and many dogs like it.",
        "There is iron hooks in the oil.": "There are iron hooks in the oil.",
    },
    keeps=(
        "Many dogs like it. In many dogs needs are met. One of these dogs likes it.",
        "There are hooks in it. There is a pot of beans in it.",
    ),
    trigger=rf"\b(?:{any_of(_LIKES)})\b|\b[Tt]here (?:is|was) ",
    kinds=("text",),
    translated_only=True,
)
def verb_of_many(passage: Passage) -> Iterable[Change]:
    """Take the -s from the verb behind many, most, these and their noun, and write there are before several things."""
    for match in passage.find(_MANY_DO):
        if _NO_SUBJECT.isdisjoint(_word_before(passage, match)):
            yield Change(*match.span("verb"), _LIKES[match["verb"]])
    for match in passage.find(_THERE_IS):
        yield Change(*match.span("be"), OF_SEVERAL[match["be"]])
