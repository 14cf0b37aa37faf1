"""Articles that countable nouns lack where the words around them leave no doubt: what a verb takes (use electric fan),
where something is (put it on balcony), what something is, has or is likened to, what a question is about.

As in `countable.py`, only an article that was translated word for word is changed.
"""

import re
from collections.abc import Iterable, Iterator

from pipeline.compiled import compiled
from pipeline.repair.inflection import plural
from pipeline.repair.lexicon import any_of, words
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.articles.no_article import LIMBS, TIMES, needs_none
from pipeline.repair.rules.articles.noun_phrase import defined, insert_a, insert_the
from pipeline.repair.rules.articles.noun_window import (
    FOOD,
    NEW_VERBS,
    PARTS,
    SIDES,
    VERBS,
    Bare,
    bare_phrases,
)
from pipeline.repair.rules.articles.nouns import BARE_OF, COMPLAINTS, IDIOMS, ONE, PAIRS, SEXES
from pipeline.repair.rules.common import first_letters
from pipeline.repair.words import Word

_OWNED = compiled(r" of (?:the|this|these|those|your|their|its|his|her|our|my)\b")
_FROM = compiled(r"\bfrom [^.,;!?\n]*\Z")
_TO_DO = compiled(
    r"\b(?:how|what|where|when|whether|need\w*|want\w*|easy|easier|able|hard|difficult|[a-z]+est|order|used|have|has|had|try\w*"
    r"|ways?|places?|room|chances?|space|energy|money|reasons?|nothing|something|anything|best|important|necessary|time|remember\w*|likes?|ready|enough|beg[aiu]n\w*"
    r"|start\w*|allow\w*|continue\w*|tend\w*|unable|seem\w*) \Z",
    re.I,
)
"""What an infinitive follows."""
_NO_PLACE = compiled(
    r"\b(?:from|between|of|by|turn|turned|turns|depend\w*|similar|used|due|going|based|end|change\w*|convert\w*"
    r"|according|by|switch\w*|such|account\w*) $"
)
_OUT_OF = compiled(
    r"\b(?:tak\w+|took|get\w*|got|come\w*|came|pull\w*|fly|flies|flying|flow\w*|remove\w*|put|fell|fall\w*|lift\w*"
    r"|run\w*|just) out $"
)
_PART_IDIOMS = words("part_idiom")
_VERBS_TOO = words("verb_too") | words("verb_and_noun")
_EXPERTS = ("ist", "ician", "smith")
_NO_EXPERTS = frozenset("list checklist wrist fist waist twist mist".split())
_BEGINNERS = frozenset(
    "beginner expert lawyer plumber neighbor neighbour friend"
    " mechanic doctor surgeon vet tutor coach novice stranger professional".split()
)
"""Of such people a text means any."""
_DOERS = _BEGINNERS | frozenset(
    "mosquito spider tick nurse dentist driver electrician teacher trainer technician dog cat snake bee wasp".split()
)
"""By these something is done, not by their means."""
_DONE = frozenset("bitten eaten driven made seen written given taken worn broken torn stung hit cut built".split())
_STATES = frozenset("shape condition health order".split())
"""What somebody is in without an article however it is described (in good shape)."""
_VERB_BEHIND = compiled(r" (?:is|was|has|had|does|can|will|becomes|starts|begins|gets)\b")
_OF_A_NUMBER = compiled(r" (?:of|with) (?:about )?\d")
"""Behind a noun, its size: for a tank of 20 litres."""
_DAY_OF = compiled(
    r"\b(?:an?|one|two|three|\d+|whole) (?:[a-z]+ )?(?:day|hour|week|month|afternoon|evening|weekend)s? \Z"
)
"""Behind these, what the time is spent with (a day of beach)."""
_SMELLS = compiled(r"\b(?:smell|tast|reek|stink|stank|stunk)\w*(?: [a-z]+ly)? \Z")
"""Behind these, `of` names a kind (it smells faintly of cellar)."""
_KEPT_IN = frozenset("kitchen bathroom garden home house bedroom garage office street town".split())
"""Places that make a kind of what has no article itself (use oil of kitchen: kitchen oil)."""
_KIND_BEFORE = compiled(r"\b(?:of|with|use|uses|using|in|by|add|and|or|from|have|has|put|buy|like) [a-z]+ \Z")
_DETERMINERS = frozenset("the a an your its his her their our my".split())


def _phrases(passage: Passage) -> Iterator[Bare]:
    """The passage's bare phrases; of titles, which leave articles out, only those that ask a question."""
    if passage.kind == "text" or passage.text.rstrip().endswith("?"):
        yield from bare_phrases(passage)


def _asked(passage: Passage) -> Iterator[re.Match[str]]:
    """The phrases behind verbs of which only the parse tells whether they are verbs, and every `to` that may open an
    infinitive (train it to heel)."""
    phrases = passage.once(_phrases)
    asks = (word for phrase in phrases for word in phrase.asks)
    return first_letters(passage, (*asks, *(phrase.leader for phrase in phrases if phrase.led_by == "to")))


@rule(
    "grammar",
    fixes={
        "Use electric fan to cool it.": "Use an electric fan to cool it.",
        "First unplug charger, and wait.": "First unplug the charger, and wait.",
        "Put it on balcony or in fridge.": "Put it on the balcony or in the fridge.",
        "The lid has groove for water.": "The lid has a groove for water.",
        "The kettle is small appliance that boils water.": "The kettle is a small appliance that boils water.",
        "It sits at bottom of the tank.": "It sits at the bottom of the tank.",
        "One of common injury is a cut.": "One of the common injuries is a cut.",
        "The lump is the size of walnut.": "The lump is the size of a walnut.",
        "It was mended by electrician.": "It was mended by an electrician.",
        "Many of them like to eat banana.": "Many of them like to eat bananas.",
        "Those who eat banana often are fit.": "Those who eat bananas often are fit.",
        "Put on shawl when it is cold.": "Put on a shawl when it is cold.",
        "Check list of names; 30% of runner had it.": "Check the list of names; 30% of runners had it.",
        "The rug is full of hole.": "The rug is full of holes.",
        "After stem is dry, pick it with stem.": "After the stem is dry, pick it with the stem.",
        "The bug has brown wing.": "The bug has brown wings.",
        "The gear has opposite tooth.": "The gear has an opposite tooth.",
        "It is too weak for kettle of 3 litres.": "It is too weak for a kettle of 3 litres.",
    },
    keeps=(
        "Use an electric fan to cool it.",
        "Use fans to cool it.",
        "Open door policies work.",
        "Use fans and pads to cool it, and use fan and pad belts.",
        "He walked from door to door and stayed in bed.",
        "It is in place, with fan blades.",
        "They went to church on foot and were in person there.",
        "They want to comb it and know how to remedy it, and how to remedy?",
        "It is easy to brush.",
        "The upper and lower tooth are uneven.",
        "Train the dog to heel, and I have nothing new to report.",
        "Getting off work, he rests, for mint has little effect and in winter room is cold.",
        "They kept meeting in the hall, rest after hit head, and turn head to foot.",
        "Wear gloves without finger, and let it dry before dress.",
        "It has good word of mouth and you select channel 6.",
        "Walk heel to toe. The steam has no room to vent, and at night left knee hurts.",
        "He is meeting them, and he is in good shape. It is way too soft, the glass is easy break.",
        "It is cheap in the off season and on board ship.",
        "The drip comes from right under the lid. Don't use hair conditioner; the stem is long, lower leaf is dry.",
        "If it jumps to keep warm cover the hole. There will be dry mouth. She has calls with grandmother.",
        "Before finish course choose channel 1 or 6.",
        "The moss is not sensitive to drought, and we asked vet Van Dam.",
        "It has little appetite, and she goes to medical school and lives next door.",
        "People whose left arm hurts should rest.",
        "They have interest in meeting if it is early. He is head of the group, and they hop On/Off bus.",
        "You need call plumber. The coat tasted of attic and smells strongly of cellar.",
        "After a day of beach they go to work ride scooter. It had little effect.",
        "What can be boiled kettle has to hold. Can water chestnut be eaten?",
        "At night pad the elbow. Drain pipe too low.",
        "A 100 won coin is enough. Please refer to below table, and rub in a pinch of ointment.",
        "Clean it with soap of kitchen, and they are shoes of outside. Use no pan to shovel the ice.",
        "The pores around sink down. Apply it in time lock and key, for it is in fact scar tissue.",
    ),
    trigger=r"[a-z] [a-z]",
    parses=_asked,
    translated_only=True,
)
def bare_thing(passage: Passage) -> Iterable[Change]:
    """Add the article that one thing lacks behind a verb, a preposition, is or has (use electric fan, on balcony).

    Titles leave articles out; of them, only questions take one."""
    for phrase in passage.once(_phrases):
        if phrase.role == "preposition" and not _is_place(passage, phrase):
            continue
        if phrase.role == "being" and _VERB_BEHIND.match(passage.text, phrase.noun.end):
            continue  # what can be steamed fish is
        if needs_none(passage, phrase) or not all(_is_verb(passage, word) for word in phrase.asks):
            continue
        if phrase.led_by == "of" and _ONE_OF.search(passage.text, 0, phrase.leader.start):
            yield insert_the(phrase.start)
            yield Change(phrase.noun.start, phrase.noun.end, plural(phrase.noun.low))
            continue
        if _is_several(passage, phrase):
            yield Change(phrase.noun.start, phrase.noun.end, plural(phrase.noun.low))
            continue
        if phrase.noun.low in PARTS or phrase.noun.low in SIDES:
            if _is_part(phrase):
                yield insert_the(phrase.start)
        elif _is_one_of_many(passage, phrase):
            yield Change(phrase.noun.start, phrase.noun.end, plural(phrase.noun.low))
        elif phrase.described or (phrase.led_by, phrase.noun.low) not in IDIOMS or _part_of(passage, phrase):
            yield insert_a(passage, phrase.start) if _is_new(passage, phrase) else insert_the(phrase.start)


def _is_one_of_many(passage: Passage, phrase: Bare) -> bool:
    """Whether what lacks its plural is meant in it: what is worn in pairs, or what people like to eat."""
    if phrase.noun.low in PAIRS:
        return phrase.role == "object" or phrase.led_by in ("with", "without")
    eaten = phrase.noun.low in FOOD and not phrase.described
    often = _OFTEN.match(passage.text, phrase.noun.end) is not None
    return eaten and (often or _LIKES_TO.search(passage.text, 0, phrase.leader.start) is not None)


_FACING = compiled(r"(?:opposite|corresponding|central|inner|outer|side) ")
"""Adjectives that describe what something has, and elsewhere tell which one is meant."""
_SIZE = compiled(
    r"\b(?:is|are|was|were|about|nearly|almost|pieces?|lumps?|balls?|into|reach(?:es|ed)?)(?: the)? size \Z"
)
"""What something is as large as (the lump is the size of an egg)."""
_ONE_OF = compiled(r"\b(?i:one) \Z")
_JUST_THERE = compiled(rf" (?!of\b)(?:{any_of(words('preposition'))}|there|here|now|before|after)\b")
"""Behind right: just under the lid, not on one side."""
_OFTEN = compiled(r" (?:often|regularly|frequently|every day|for a long time|too much)\b")
_LIKES_TO = compiled(r"\b(?:likes?|loves?|prefers?|hates?|wants?) to \Z")
_TREATS = frozenset("rinse wipe scrub polish touch press cover reach".split())
_TREATED = frozenset("inside outside surface bottom edge corner middle".split())
_CALLED = frozenset("ambulance taxi cab".split())
_OWN = frozenset("stem root leaf peel shell bone core".split())
"""Parts of what is spoken of (pick it with the stem)."""
_IN_PAIRS = frozenset("eye ear leg wing foot tooth feather petal leaf claw fin paw horn eyelash".split())
"""Parts of which one has several (it has brown wings)."""
_MANY_OF = tuple(f" {several} " for several in "full pair batch bunch crop dozen row pile heap handful".split())
"""Of what follows these with of, there are several."""
_SHARE = compiled(r"(?:%|\bper ?cent) \Z")
_PEOPLE = words("person") | words("female") | {"runner", "driver", "user", "owner", "student", "adult", "beginner"}
_PAPERS = frozenset("invoice receipt label warranty ticket manual packaging bill".split())
"""What comes with a thing that is bought, and is kept."""
_ACQUIRES = frozenset("buy need rent hire order".split())
"""Verbs whose object is one more of its kind, also where the text knows one already."""


def _is_part(phrase: Bare) -> bool:
    """Whether a side or a part is one of a thing: where something is, or what is cleaned or touched (wipe inside)."""
    if phrase.role == "preposition":
        return phrase.selected or phrase.start == phrase.noun.start
    treated = phrase.role == "object" and VERBS.get(phrase.led_by) in _TREATS
    return treated and phrase.start == phrase.noun.start and phrase.noun.low in _TREATED


def _is_several(passage: Passage, phrase: Bare) -> bool:
    """Whether several are meant: a dose for man, 40 % of runner, full of hole."""
    noun = phrase.noun.low
    if phrase.led_by == "of" and passage.text.endswith(_MANY_OF, 0, phrase.leader.start):
        return noun not in ONE
    if noun in _IN_PAIRS and phrase.described and not phrase.selected:
        return phrase.role == "having" or phrase.led_by == "with"
    if noun in defined(passage) or phrase.start != phrase.noun.start:
        return False
    shared = phrase.led_by == "of" and _SHARE.search(passage.text, 0, phrase.leader.start) is not None
    return (noun in SEXES and phrase.led_by == "for") or (shared and noun in _PEOPLE)


def _part_of(passage: Passage, phrase: Bare) -> bool:
    """Whether a phrase is what has a part that stands before it (the corner of mouth)."""
    before = passage.text[max(0, phrase.leader.start - 20) : phrase.leader.start].lower().split()
    return phrase.led_by == "of" and before[-1:] != [] and before[-1] in PARTS


def _is_verb(passage: Passage, word: Word) -> bool:
    token = passage.token_at(word.start, word.end)
    return token is not None and token.tag_ in ("VBZ", "VBD")


def _is_place(passage: Passage, phrase: Bare) -> bool:
    """Whether a preposition leads a phrase that wants an article: no way of saying, no pair, no infinitive."""
    text, led_by, noun = passage.text, phrase.led_by, phrase.noun.low
    before = text[max(0, phrase.leader.start - 20) : phrase.leader.start].lower()
    last = before.split()[-1] if before.split() else ""
    if last in _DETERMINERS or (led_by == "in" and noun in _STATES) or text.startswith(" board ", phrase.leader.end):
        return False  # the off season, in good shape, on board ship
    if led_by == "by" and not text.startswith(" of ", phrase.noun.end):
        return (last.endswith("ed") or last in _DONE) and (noun in _DOERS or _is_expert(noun))
    if led_by in ("below", "above") and last in ("to", "in", "of", "from", "at", "see", "read", "by", "with"):
        return False  # refer to below table
    if noun in SIDES and (led_by not in ("to", "on", "from") or _JUST_THERE.match(text, phrase.noun.end)):
        return False
    verb = noun in VERBS or noun in _VERBS_TOO or noun == "dress"
    if led_by == "without" and noun in ONE:
        return False
    if (led_by == "to" and verb) or (led_by in TIMES and (verb or noun in PAIRS)):
        return False
    if f"{led_by}-{noun}" in _PART_IDIOMS and not phrase.selected:
        return False
    if led_by == "of":
        return _OUT_OF.search(before) is not None or not (last in BARE_OF or _is_kind(phrase, before))
    if _NO_PLACE.search(before):
        return False
    if led_by == "from" and text.startswith(" to ", phrase.noun.end):
        return False
    if led_by == "to":
        if last in LIMBS and noun in LIMBS:
            return False  # heel to toe
        if _FROM.search(text[: phrase.leader.start]) or _TO_DO.search(before):
            return False
        to = passage.token_at(phrase.leader.start, phrase.leader.end)
        return to is not None and to.tag_ == "IN"
    return True


def _is_expert(noun: str) -> bool:
    """Whether a noun is a person of a trade."""
    return noun.endswith(_EXPERTS) and noun not in _NO_EXPERTS


def _is_kind(phrase: Bare, before: str) -> bool:
    """Whether a phrase with of says what kind a thing is, or of which side (smells of cellar, oil of kitchen)."""
    noun = phrase.noun.low
    if phrase.start == phrase.noun.start and noun in ("inside", "outside"):
        return True
    if _SMELLS.search(before) or _DAY_OF.search(before):
        return True
    return noun in _KEPT_IN and _KIND_BEFORE.search(before) is not None


def _is_new(passage: Passage, phrase: Bare) -> bool:
    """Whether a phrase brings something new into the text: what something is, has, uses or is like, what is described;
    not the reader's own, what `of` or the text makes known, and what is one of two (the left side)."""
    noun = phrase.noun.low
    if passage.text.startswith("half ", phrase.start):
        return True
    if noun in ("stage", "period", "phase") and passage.text.startswith(_STAGES, phrase.start):
        return False
    if phrase.role == "being" and passage.text.startswith(_AILING, phrase.start):
        return True
    if phrase.led_by in TIMES and _VERB_BEHIND.match(passage.text, phrase.noun.end):
        return False
    if phrase.led_by == "of" and _SIZE.search(passage.text, 0, phrase.leader.start):
        return True
    if phrase.led_by == "with" and noun in _OWN and not phrase.described:
        return False
    if _OF_A_NUMBER.match(passage.text, phrase.noun.end):
        return True
    if noun in words("body_part") and phrase.led_by == "with" and not phrase.selected:
        return True
    if (
        noun in ONE
        and phrase.described
        and not phrase.selected
        and (phrase.role == "having" or phrase.led_by == "with")
    ):
        return True
    if phrase.role == "having" and _FACING.match(passage.text, phrase.start):
        return True
    if noun in ONE or phrase.selected or (_OWNED.match(passage.text, phrase.noun.end) and phrase.role != "being"):
        return False
    if noun in _WORN and phrase.led_by == "on" and _PUT.search(passage.text, 0, phrase.leader.start):
        return noun not in defined(passage)
    if phrase.role == "being" or phrase.led_by == "like" or phrase.described or _is_acquired(phrase):
        return True
    if phrase.role == "preposition" and noun in words("brought_in") and phrase.led_by in ("in", "into", "on", "onto"):
        return noun not in defined(passage) and not passage.context.determines(noun)
    if _is_expert(noun) or noun in _BEGINNERS or phrase.led_by == "after":
        return noun not in defined(passage)
    brings = phrase.role == "having" or phrase.led_by in ("with", "without", "by") or _brings(phrase)
    return brings and noun not in defined(passage)


_STAGES = ("acute ", "early ", "late ", "initial ", "chronic ", "growing ", "flowering ", "recovery ")
_AILING = tuple(f"{complaint} " for complaint in COMPLAINTS)
_WORN = words("worn_or_carried") | set("shawl vest sweater cardigan shirt dress suit glove hood helmet".split())
_PUT = compiled(r"\b[Pp]ut(?:s|ting)? \Z")
_LEFT_BEHIND = frozenset("message comment mark trace scar note reply letter hole gap mess space stain".split())


def _brings(phrase: Bare) -> bool:
    """Whether a verb brings its object into the text (use, buy; leave, of a trace)."""
    verb = VERBS.get(phrase.led_by)
    if verb == "keep" and phrase.noun.low in _PAPERS:
        return False
    return phrase.noun.low in _LEFT_BEHIND if verb == "leave" else verb in NEW_VERBS and phrase.noun.low != "baby"


def _is_acquired(phrase: Bare) -> bool:
    """Whether a phrase is what is bought or needed, or a car that is called."""
    if phrase.noun.low in _CALLED:
        return phrase.role == "object"
    return phrase.role == "object" and VERBS.get(phrase.led_by) in _ACQUIRES
