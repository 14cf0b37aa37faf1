"""Bare noun phrases by the words around them: what leads a countable noun, what describes it, and where it ends.

The parse of translated text is often wrong just where an article is missing. Closed classes on both sides of a noun
tell what it is more surely: a preposition or a verb before it, a stop or a word of grammar behind it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.compiled import compiled
from pipeline.repair.inflection import verb_forms
from pipeline.repair.lexicon import words
from pipeline.repair.rule import Passage
from pipeline.repair.rules.articles.nouns import ACTIVITIES, DETERMINERS, IDIOMS
from pipeline.repair.rules.common import FUNCTION
from pipeline.repair.words import Word, is_number, spaced_before, spaced_behind

_ROOMS = {"room", "office", "picture", "photo"}
_ORGANS = frozenset(
    "forehead navel uterus scalp waist abdomen cervix vagina fetus foetus embryo placenta pelvis gallbladder retina"
    " cornea duodenum rectum anus urethra prostate esophagus".split()
)
"""Organs that are no food, and stand in few set phrases."""
_PLURAL_MODIFIERS = frozenset("glasses clothes sports goods savings customs contacts".split())
"""Plurals that tell what a thing is for (glasses case)."""
_GIVES = {form for verb in words("gives_to") for form in verb_forms(verb)}
"""Forms of verbs that take somebody and something (give the baby a bath)."""
_RECEIVERS = frozenset("him them me us you it yourself".split())
_ENDS_A_COMPOUND = ("ed", "free", "proof", "shaped", "sized")
COUNTABLE = (words("countable") - words("organ") - _ROOMS - {"characteristic", "reason"}) | _ORGANS
DESCRIBED = (words("countable_described") | _ROOMS) - COUNTABLE - words("described_mass")
"""Nouns that are bare, too, unless an adjective stands before them: in hospital, in a good hospital."""
DESCRIBING = words("describing")
SELECTING = words("selecting")
"""Adjectives that tell which one is meant: left, original, wrong."""
DESCRIBES = DESCRIBING | SELECTING
PARTS = words("part_of_thing")
SIDES = frozenset(("left", "right"))
_OF_A_RANK = frozenset(
    "back school class quality level income management way reason condition effect influence".split()
)
"""Nouns that an adjective of place or rank makes a kind of: attend middle school."""
PREPOSITIONS = frozenset(
    "in on at under into onto from near behind inside around through beside over above below without with to of for by"
    " against before after during along across beneath toward towards off within via until like".split()
)
NEW_VERBS = words("gets_new") | words("gives_new")
_BASES = (
    NEW_VERBS
    | words("gets_known")
    | words("gives_known")
    | words("handled")
    | words("moves_a_part")
    | words("transitive")
    | {"swallow", "sting", "promise", "sell", "finish", "test", "avoid"}
)
VERBS = {form: verb for verb in sorted(_BASES) for form in verb_forms(verb)}
"""The forms of the verbs that take a thing, with their base."""
_GERUNDS = frozenset(verb_forms(verb)[4] for verb in _BASES)
_DOING = _GERUNDS | frozenset(verb_forms(verb)[4] for verb in words("verb_too"))
"""What behind a form of *be* is rather done than describes: somebody is burning it."""
_THIRD = frozenset(verb_forms(verb)[1] for verb in _BASES)
_PASTS = frozenset(entry.split(":")[1] for entry in words("irregular_verb")) | {"had", "was"}
ACTS = frozenset(
    verb_forms(verb)[1] for name in ("verb_only", "verb_too", "verb", "pure_verb") for verb in words(name)
) | (_PASTS - {"put", "set", "cut", "fell", "felt", "bit", "left", "rose", "wound", "found"})
"""Third persons, most of which are plurals, too: only the parse tells."""
_ACTS_ONLY = frozenset(verb_forms(verb)[1] for verb in words("pure_verb"))
"""Third persons that are no plurals."""
_PURE = words("pure_verb")
_TOLD_WHAT = frozenset("it them the your".split())
"""What follows a verb, and no noun."""
_NOUNS_TOO = (words("verb_and_noun") | words("verb_too") | words("verb_in_other_parts")) - {"use", "wear"}
"""Verbs in their base form that are also nouns or adjectives: verbs only where a clause begins."""
_NO_VERB_PERHAPS = _NOUNS_TOO | frozenset("wet lower dry clean clear warm cool open empty".split())
"""Such verbs, and those that are adjectives before what seems to be their object (lower leaf is yellow)."""
_COMPOUNDS = words("compound_of_verb")
_DOING_IT = frozenset("after before by without when while".split())
_TOOLS = frozenset(
    "machine machines board pot pan pool cap bag line room rod net suit gloves oil wine table area".split()
)
"""What is called by its use (a washing machine)."""
_MOSTLY_VERBS = frozenset(
    "ask break build carry catch check clean close cook cut download empty feed fill find fix fry grab grow hold insert"
    " keep leave make massage move open pack press pull raise repair rub set shake squeeze stop tie touch treat try"
    " turn twist unload visit wash wear wipe click save fasten unfold lock scan measure wrap comb hang stick"
    " call place load drop support store scrub polish run".split()
)
"""Of those, the ones that behind `and` are what the reader is to do, where the sentence begins with another such."""
_BEFORE_A_COMMAND = frozenset("when to before after if while".split())
"""What opens a clause behind whose comma the reader is told to do something (to open it, press the button)."""
_COMMANDS = words("pure_verb") | _BASES | frozenset("lie sit stand go use put let take get do be try look".split())
_BEFORE_BASE = frozenset(
    "to should can must will may could would might not please first never always then don't don’t let's lets you we"
    " they i cannot can't won't didn't doesn't who just simply also help".split()
)
_DOCTORS = ("ologist", "iatrist", "opedist")
_OWNERS = frozenset("the a an my your his her our their this that".split())
_PRONOUNS = frozenset("i you he she it we they who which that".split())
_BE = frozenset("is was be become becomes became remains".split())
_DOES = frozenset("is was are were has had can may will must should does needs becomes often usually also".split())
_ASKING = frozenset("why how where when what".split())
_HAVE = frozenset("has have had".split())
_ADVERBS = frozenset(
    "also still really actually usually often not only just even already always never now simply basically"
    " mostly".split()
)
_FINITE = (_DOES | {"be"}) - _ADVERBS
_NO_MODIFIER = (
    FUNCTION
    | DETERMINERS
    | PREPOSITIONS
    | _PRONOUNS
    | _ADVERBS
    | _HAVE
    | words("many")
    | words("no_modifier")
    | words("pure_verb") - {"knit", "mean"}
) - {"new", "old"}
_CLAUSES = words("begins_clause") | {"and", "but", "so", "or"}
FOOD = words("food_by_piece") - COUNTABLE - {"bean", "nut", "noodle", "vegetable", "olive", "berry", "grape"}
"""What is eaten one by one, so that `eat banana` lacks an article; elsewhere it can be a mass (add onion)."""
_EATS = frozenset(verb_forms("eat"))
_AFTER = (
    words("function_after")
    | words("behind_phrase")
    | PREPOSITIONS
    | frozenset("among between whether unless although though instead overnight".split())
)
_ORDERED = (words("pure_verb") | {"put", "be", "stands", "hangs", "lies"}) - {"dig", "find", "knit", "sense", "draw"}
"""Verbs that are no nouns: what the reader is to do behind a place that opens the sentence (on the shelf put a pot)."""
_PARTICIPLES = frozenset(
    "dipped soaked moistened dampened filled made placed wrapped attached connected located fitted equipped covered"
    " heated mixed lined".split()
)
"""What a preposition leads on from behind a noun phrase: a swab dipped in oil."""
_BARE_TIMES = frozenset("spring summer autumn winter night noon dawn dusk midnight".split())
"""Times that need no article behind a preposition, so that a subject may begin behind them."""
_PARTICLES = frozenset(("out", "off", "on", "up", "down", "away"))
_PARTED = frozenset(tuple(pair.split("-")) for pair in words("parted_verb"))
_STOP = compiled(r"[.;:!?)。；：！？)]|\s*$|\n|[\"”]?[.!?]")
_LISTED = compiled(r"[,，]\s*(?!(?:and|or|but|so)\b)[^,，.;!?]{0,24}?(?:[,，]| and | or )")
"""A comma between the members of a list."""


class Bare(NamedTuple):
    """A noun phrase without an article: what leads it (`role`) by which word, where it starts, its noun, whether an
    adjective describes it or tells which it is, and the words of which only the parse tells whether they are verbs."""

    role: str
    leader: Word
    start: int
    noun: Word
    described: bool
    selected: bool
    asks: tuple[Word, ...] = ()

    @property
    def led_by(self) -> str:
        """The word that leads the phrase, in lower case."""
        return self.leader.low


def bare_phrases(passage: Passage) -> Iterator[Bare]:
    """The phrases that end in a countable noun and have no article, where nothing else can be meant."""
    text, found = passage.text, passage.words
    for i, word in enumerate(found):
        always = word.low in COUNTABLE or word.low.endswith(_DOCTORS)
        part = word.low in PARTS or word.low in SIDES or word.low in FOOD
        if not (always or part or word.low in DESCRIBED) or word.text != word.low or not i:
            continue
        acts = _acts(text, found, i)
        if not acts and not ends(text, found, i):
            continue
        phrase = _led(text, found, i)
        if phrase is not None and (_is_subject(text, found, i, phrase) or (acts and _named(text, found, phrase))):
            continue
        if phrase is not None and word.low in FOOD and not _one_piece(phrase):
            continue
        if phrase is not None and (always or part or _set_apart(phrase)):
            yield phrase._replace(asks=(*phrase.asks, found[i + 1])) if acts else phrase


def _one_piece(phrase: Bare) -> bool:
    """Whether a fruit is one piece that is eaten, or a thing is likened to it."""
    return phrase.led_by in _EATS if phrase.role == "object" else phrase.led_by == "like" and not phrase.described


def _set_apart(phrase: Bare) -> bool:
    """Whether an adjective makes one thing of a noun that can stand bare: in a good hospital, off the back cover."""
    if phrase.described and phrase.led_by != "at":
        return True
    return phrase.selected and phrase.role == "object" and phrase.noun.low not in _OF_A_RANK


def _named(text: str, found: Sequence[Word], phrase: Bare) -> bool:
    """Whether people do something to what may be a compound in the plural (people use eye drops)."""
    i = found.index(phrase.leader)
    before = spaced_before(text, found, i)
    return before is not None and before.low in words("plural_people")


def _is_subject(text: str, found: Sequence[Word], i: int, phrase: Bare) -> bool:
    """Whether a verb's base form is none, or has no object, before a noun that does something: water pipe is, wet wall
    gets, use long the gap is big."""
    behind = spaced_behind(text, found, i)
    if phrase.role != "object" or phrase.led_by not in _BASES or behind is None:
        return False
    if behind.low in _FINITE:
        before = spaced_before(text, found, found.index(phrase.leader))
        return before is None or before.low != "to"
    opens = not phrase.leader.start or text[phrase.leader.start - 2] in ",.;:!?"
    return opens and phrase.led_by in _NO_VERB_PERHAPS and behind.low in VERBS


def ends(text: str, found: Sequence[Word], i: int) -> bool:
    """Whether a noun phrase ends with the word at an index: a stop behind it, a word of grammar, or a comma that parts
    no list."""
    end = found[i].end
    if _STOP.match(text, end):
        return True
    if i + 1 == len(found):
        return False
    after = found[i + 1]
    if text[end : end + 1] in (",", "，"):
        return after.low in _CLAUSES or not _LISTED.match(text, end)
    if text[end : after.start] != " " or after.text[0].isupper():  # the engineer Do Van
        return False
    if after.low == "and":
        return _begins_clause(text, found, i + 2)
    if after.low in _PARTICIPLES:
        return i + 2 < len(found) and found[i + 2].low in PREPOSITIONS
    return after.low in _AFTER or after.low in _ORDERED or after.low.endswith("ly") or is_number(after.low)


def _acts(text: str, found: Sequence[Word], i: int) -> bool:
    """Whether a word follows that may be the verb of a subject which ends here (the color of wall changes)."""
    after = spaced_behind(text, found, i)
    return after is not None and after.low in ACTS


def _begins_clause(text: str, found: Sequence[Word], i: int) -> bool:
    """Whether the words behind `and` begin a clause, or are one more thing and no more."""
    if i >= len(found):
        return False
    low = found[i].low
    acts = low.endswith("ed") or low in _PASTS | _ACTS_ONLY or (low in VERBS and low not in _BASES | _THIRD)
    if low in _CLAUSES or acts or ((low in _BASES or low in _PURE) and low not in _NOUNS_TOO):
        return True
    if low in _MOSTLY_VERBS and _commands(text, found, i):
        return True
    if (low in _NOUNS_TOO or low in ACTIVITIES) and i + 1 < len(found) and found[i + 1].low in _TOLD_WHAT:
        return True
    if low in _BASES and i + 1 < len(found) and found[i + 1].low in FUNCTION | {"off", "up", "down", "out"}:
        return True
    nouns = COUNTABLE
    if i + 1 < len(found) and found[i + 1].low in COUNTABLE | DESCRIBED and modifies(low):
        nouns = COUNTABLE | DESCRIBED if low in DESCRIBING else COUNTABLE
        i += 1
        low = found[i].low
    return low in nouns and (_STOP.match(text, found[i].end) is not None or text[found[i].end] == ",")


def _led(text: str, found: Sequence[Word], i: int) -> Bare | None:
    """The phrase whose noun stands at an index, with what leads it; None where nothing does for sure."""
    first, described = i, False
    while first and i - first < 3:
        before = found[first - 1]
        if text[before.end : found[first].start] != " ":
            return None
        if text[before.start - 1 : before.start] == "-":
            if not _compound(found, first - 1):
                return None
            first, described = first - 2, True
            continue
        giver = _giver(text, found, first - 1)
        if giver is not None:
            described = described or not {word.low for word in found[first:i]}.isdisjoint(DESCRIBING)
            return Bare("object", giver, found[first].start, found[i], described, False)
        role = _role(text, found, first - 1)
        if role == "object" and f"{before.low}-{found[first].low}" in _COMPOUNDS:
            return None  # can water chestnut be eaten
        if role == "being" and found[first].low in _DOING:
            return None
        if role and i - first > 1 and (before.low, found[first].low) in IDIOMS and found[first + 1].low in DESCRIBES:
            return None  # at night big toe
        bare_time = role == "preposition" and first < i and found[first].low in _BARE_TIMES
        if bare_time and before.low == "at":
            return None  # at night pad the elbow
        if bare_time and (found[i].low in _NOUNS_TOO or _finite_follows(text, found, i)):
            return None  # in winter room is cold, in winter cover it
        if role and not (role == "asked" and _describes(text, found, first - 1)):
            inside = {word.low for word in found[first:i]}
            selected = not inside.isdisjoint(SELECTING)
            described = described or not inside.isdisjoint(DESCRIBING)
            asks = (before,) if role == "asked" else ()
            return Bare(role, before, found[first].start, found[i], described, selected, asks)
        if before.text != before.low or not modifies(before.low):
            return None
        first -= 1
    return None


def _finite_follows(text: str, found: Sequence[Word], i: int) -> bool:
    """Whether a finite verb stands behind the word at an index."""
    after = spaced_behind(text, found, i)
    return after is not None and after.low in _DOES


def _compound(found: Sequence[Word], i: int) -> bool:
    """Whether the word at an index is the second half of an adjective with a hyphen (air-conditioned)."""
    first = found[i - 1] if i else None
    if found[i].low == "based":
        return False
    whole = first is not None and first.end + 1 == found[i].start and first.text == first.low
    return whole and i > 1 and found[i].low.endswith(_ENDS_A_COMPOUND)


def _giver(text: str, found: Sequence[Word], i: int) -> Word | None:
    """The verb that gives somebody at an index a thing (give the baby, bring him); None where none does."""
    if found[i].low in _RECEIVERS:
        at = i - 1
    elif i > 1 and found[i].low in words("person") | {"plant"} and found[i - 1].low in _OWNERS:
        at = i - 2
    else:
        return None
    together = at >= 0 and text[found[at].start : found[i].end].count(" ") == i - at
    return found[at] if together and found[at].low in _GIVES else None


def _describes(text: str, found: Sequence[Word], i: int) -> bool:
    """Whether a form of a verb is an adjective of what a word before it leads (raise left leg, in boiled egg)."""
    if found[i].low not in DESCRIBES or not i or text[found[i - 1].end : found[i].start] != " ":
        return False
    return _role(text, found, i - 1) in ("preposition", "object", "having", "being")


def modifies(low: str) -> bool:
    """Whether a word in lower case may stand between what leads a noun phrase and its noun, or is that noun."""
    if low in _NO_MODIFIER or is_number(low) or not low.isalpha():
        return False
    if low in DESCRIBING or low in SELECTING or low in ACTIVITIES or low in _PLURAL_MODIFIERS:
        return True
    return not low.endswith(("ly", "ing", "ed")) and (not low.endswith("s") or low.endswith(("ss", "us")))


def _role(text: str, found: Sequence[Word], i: int) -> str:
    """What the word at an index makes of a phrase behind it; empty where it leads none for sure."""
    low = found[i].low
    before = spaced_before(text, found, i)
    if low in _PARTICLES and before is not None and (before.low, low) in _PARTED:
        return "object" if i < 2 or _takes(text, found, i - 1, spaced_before(text, found, i - 1)) else ""
    if low in PREPOSITIONS:
        return "preposition"
    if low in _BE or (low in _ADVERBS and before is not None and before.low in _BE):
        return "being" if i and found[i - 1].low not in _ASKING else ""
    if low in _HAVE:
        return "having"
    if low not in VERBS:
        return ""
    return _takes(text, found, i, before)


def _takes(text: str, found: Sequence[Word], i: int, before: Word | None) -> str:
    """Whether a form of a verb takes what follows (`object`), or does if the parse calls it a verb (`asked`)."""
    low, mark = found[i].low, text[found[i].start - 2 : found[i].start] if i else ". "
    if low in _BASES:
        if before is not None and before.low in ("and", "or", "so", "but"):
            if i > 1 and found[i - 2].low in DESCRIBES:  # the upper and lower lip
                return ""
            led = low not in _NOUNS_TOO or (low in _MOSTLY_VERBS and _commands(text, found, i))
        elif before is not None:
            led = before.low in _BEFORE_BASE or before.low in words("plural_people")
        else:
            told = low not in _NOUNS_TOO or (low in _MOSTLY_VERBS and _commands(text, found, i))
            led = mark in (". ", "! ", "? ", ": ", "; ") or (mark == ", " and told)
        return "object" if led else ""
    if low in ACTIVITIES and (before is None or before.low not in _DOING_IT or found[i + 1].low in _TOOLS):
        return ""
    if low in _GERUNDS:
        return "object" if before is None or before.low in PREPOSITIONS | {"when", "while", "and", "or"} else ""
    if before is None:
        return ""
    if before.low in _PRONOUNS or (before.low in COUNTABLE and i > 1 and found[i - 2].low in _OWNERS):
        return "object"
    return "asked" if before.text == before.low and before.low not in FUNCTION else ""


def _commands(text: str, found: Sequence[Word], i: int) -> bool:
    """Whether the sentence of the word at an index tells the reader to do something (open the lid and …)."""
    told = i
    if any(word.low in _PURE or word.low in _MOSTLY_VERBS for word in found[max(0, i - 5) : i - 1]):
        return True
    while i and not _STOP.match(text, found[i - 1].end):
        i -= 1
    return found[i].low in _COMMANDS or (found[i].low in _BEFORE_A_COMMAND and text[found[told].start - 2] == ",")
