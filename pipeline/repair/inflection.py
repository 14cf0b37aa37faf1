"""The forms of English nouns and verbs that a term may take, so that its replacement takes the same.

Source of the spelling rules: The Cambridge Grammar of the English Language, chapter 18 (Palmer, Huddleston and Pullum);
irregular verbs are those that terms use.
"""

from collections.abc import Iterable, Mapping

from pipeline.repair.lexicon import words as lexicon

FORMS = ("base", "third", "past", "participle", "gerund")
"""A verb's forms, in the order in which `verb_forms` gives them."""

_IRREGULAR_VERBS: Mapping[str, str] = {
    "arise": "arises arose arisen arising",
    "be": "is was been being",
    "become": "becomes became become becoming",
    "begin": "begins began begun beginning",
    "bite": "bites bit bitten biting",
    "break": "breaks broke broken breaking",
    "bring": "brings brought brought bringing",
    "build": "builds built built building",
    "buy": "buys bought bought buying",
    "catch": "catches caught caught catching",
    "choose": "chooses chose chosen choosing",
    "come": "comes came come coming",
    "cut": "cuts cut cut cutting",
    "do": "does did done doing",
    "drink": "drinks drank drunk drinking",
    "drive": "drives drove driven driving",
    "eat": "eats ate eaten eating",
    "fall": "falls fell fallen falling",
    "feed": "feeds fed fed feeding",
    "feel": "feels felt felt feeling",
    "forget": "forgets forgot forgotten forgetting",
    "get": "gets got got getting",
    "give": "gives gave given giving",
    "go": "goes went gone going",
    "grow": "grows grew grown growing",
    "hang": "hangs hung hung hanging",
    "have": "has had had having",
    "hear": "hears heard heard hearing",
    "hit": "hits hit hit hitting",
    "hold": "holds held held holding",
    "hurt": "hurts hurt hurt hurting",
    "keep": "keeps kept kept keeping",
    "know": "knows knew known knowing",
    "lead": "leads led led leading",
    "leave": "leaves left left leaving",
    "let": "lets let let letting",
    "light": "lights lit lit lighting",
    "lie": "lies lay lain lying",
    "lose": "loses lost lost losing",
    "make": "makes made made making",
    "meet": "meets met met meeting",
    "pay": "pays paid paid paying",
    "put": "puts put put putting",
    "quit": "quits quit quit quitting",
    "rise": "rises rose risen rising",
    "run": "runs ran run running",
    "say": "says said said saying",
    "see": "sees saw seen seeing",
    "send": "sends sent sent sending",
    "set": "sets set set setting",
    "shed": "sheds shed shed shedding",
    "shrink": "shrinks shrank shrunk shrinking",
    "sit": "sits sat sat sitting",
    "sleep": "sleeps slept slept sleeping",
    "spit": "spits spat spat spitting",
    "stand": "stands stood stood standing",
    "stick": "sticks stuck stuck sticking",
    "sweep": "sweeps swept swept sweeping",
    "swell": "swells swelled swollen swelling",
    "take": "takes took taken taking",
    "tell": "tells told told telling",
    "think": "thinks thought thought thinking",
    "throw": "throws threw thrown throwing",
    "undergo": "undergoes underwent undergone undergoing",
    "understand": "understands understood understood understanding",
    "wake": "wakes woke woken waking",
    "wear": "wears wore worn wearing",
    "wind": "winds wound wound winding",
    "write": "writes wrote written writing",
}
_DOUBLING = lexicon("doubling_verb")
_IRREGULAR_NOUNS: Mapping[str, str] = {
    "child": "children",
    "foot": "feet",
    "fungus": "fungi",
    "knife": "knives",
    "leaf": "leaves",
    "life": "lives",
    "man": "men",
    "mouse": "mice",
    "person": "people",
    "shelf": "shelves",
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
    if verb in _IRREGULAR_VERBS:
        third, past, participle, gerund = _IRREGULAR_VERBS[verb].split()
        return verb, third, past, participle, gerund
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return verb, verb[:-1] + "ies", verb[:-1] + "ied", verb[:-1] + "ied", verb + "ing"
    third = verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
    if verb.endswith("ie"):
        return verb, third, verb + "d", verb + "d", verb[:-2] + "ying"
    if verb.endswith("e"):
        gerund = verb + "ing" if verb.endswith(("ee", "oe", "ye")) else verb[:-1] + "ing"
        return verb, third, verb + "d", verb + "d", gerund
    stem = verb + verb[-1] if verb in _DOUBLING else verb
    return verb, third, stem + "ed", stem + "ed", stem + "ing"


def takes_an(word: str) -> bool:
    """Whether `an` stands before this word, by its spelling and the few words whose sound differs from it."""
    low = word.lower()
    if low.startswith(("hour", "honest", "heir", "honor", "honour")):
        return True
    if low.startswith(("uni", "use", "usu", "uti", "ure", "uro", "eu", "ewe", "one", "once", "ubiq")):
        return low.startswith(("unin", "unim", "unid"))
    if len(word) > 1 and word.isupper():
        return word[0] in "AEFHILMNORSX"
    return low[:1] in tuple(_VOWELS)
