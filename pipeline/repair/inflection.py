"""The forms of English nouns and verbs that a term may take, so that its replacement takes the same.

Source of the spelling rules: The Cambridge Grammar of the English Language, chapter 18 (Palmer, Huddleston and Pullum);
irregular verbs are `irregular_verb` in lexicon.csv.
"""

from collections.abc import Iterable, Mapping

from pipeline.repair.lexicon import words as lexicon

FORMS = ("base", "third", "past", "participle", "gerund")
"""A verb's forms, in the order in which `verb_forms` gives them."""

_IRREGULAR_VERBS: Mapping[str, tuple[str, str]] = {
    base: (past, participle) for base, past, participle in (entry.split(":") for entry in lexicon("irregular_verb"))
}
_WHOLLY_IRREGULAR = {"be": ("is", "was", "been", "being"), "have": ("has", "had", "had", "having")}
_DOUBLING = lexicon("doubling_verb")
_IRREGULAR_NOUNS: Mapping[str, str] = {
    "axis": "axes",
    "calf": "calves",
    "child": "children",
    "diagnosis": "diagnoses",
    "fish": "fish",
    "foot": "feet",
    "fungus": "fungi",
    "knife": "knives",
    "leaf": "leaves",
    "life": "lives",
    "man": "men",
    "mouse": "mice",
    "person": "people",
    "sheep": "sheep",
    "shelf": "shelves",
    "stomach": "stomachs",
    "tooth": "teeth",
    "wife": "wives",
    "woman": "women",
}
_VOWELS = "aeiou"


def plural(noun: str) -> str:
    """The plural of a noun in lower case; words between hyphens keep all but the last (`mother-in-law` excepted)."""
    if noun in _IRREGULAR_NOUNS:
        return _IRREGULAR_NOUNS[noun]
    for singular, many in _IRREGULAR_NOUNS.items():
        if len(singular) > 3 and noun.endswith(singular):
            return noun[: -len(singular)] + many
    if noun.endswith("y") and noun[-2:-1] not in _VOWELS:
        return noun[:-1] + "ies"
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return noun + "es"
    if noun in ("potato", "tomato", "echo", "hero"):
        return noun + "es"
    return noun + "s"


def plurals(nouns: Iterable[str]) -> dict[str, str]:
    """The plural of each noun that has one of its own."""
    return {noun: many for noun in nouns if (many := plural(noun)) != noun}


def verb_forms(verb: str) -> tuple[str, str, str, str, str]:
    """Base, third person, past, participle and -ing form of a verb in lower case."""
    if verb in _WHOLLY_IRREGULAR:
        return verb, *_WHOLLY_IRREGULAR[verb]
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        third, past, gerund = verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    else:
        third = verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
        past, gerund = _past_and_gerund(verb)
    past, participle = _IRREGULAR_VERBS.get(verb, (past, past))
    return verb, third, past, participle, gerund


def _past_and_gerund(verb: str) -> tuple[str, str]:
    if verb.endswith("ie"):
        return verb + "d", verb[:-2] + "ying"
    if verb.endswith("e"):
        return verb + "d", verb + "ing" if verb.endswith(("ee", "oe", "ye")) else verb[:-1] + "ing"
    stem = verb + verb[-1] if verb in _DOUBLING else verb
    return stem + "ed", stem + "ing"


def takes_an(word: str) -> bool:
    """Whether `an` stands before this word, by its spelling and the few words whose sound differs from it."""
    low = word.lower()
    if low.startswith(("hour", "honest", "heir", "honor", "honour")):
        return True
    if low.startswith(("uni", "use", "usu", "uti", "ura", "ure", "uri", "uro", "eu", "ewe", "one", "once", "ubiq")):
        return low.startswith(("unin", "unim", "unid"))
    if len(word) > 1 and word.isupper():
        return word[0] in "AEFHILMNORSX"
    return low[:1] in tuple(_VOWELS)


def capital_like(old: str, new: str) -> str:
    """`new` with a capital if `old`, which it replaces, begins with one."""
    return new.capitalize() if old[0].isupper() else new
