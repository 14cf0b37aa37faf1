"""What looks like a bare noun phrase and wants no article: a set phrase, what is meant in general, a name, a verb."""

import re

from pipeline.compiled import compiled
from pipeline.repair.lexicon import any_of, words
from pipeline.repair.rule import Passage
from pipeline.repair.rules.articles.noun_window import ACTS, DESCRIBED, FOOD, VERBS, Bare
from pipeline.repair.rules.articles.nouns import ILLNESSES, MEATS, NEAR_KIN, POSTS, behind_most_of

TIMES = frozenset("after before during until".split())
_VERBS_TOO = words("verb_too") | words("verb_and_noun")
_HARDLY = compiled(r"(?:(?:very|so|too|quite) )?(?:easy|hard|difficult) \Z")
_FINITE = frozenset("is are was were has have had can may will must should does do".split())
LIMBS = words("body_part") | words("organ") | {"end", "wall", "side"}
_GONE_TO = frozenset("work school bed town church college class".split())
_TO_NEED = words("pure_verb") | frozenset("call change check replace repair wash visit cook help use".split())
"""Behind need rather what somebody is to do than part of a noun (you need call chimney sweep)."""
_OBJECT = compiled(r" (?:the|an?|your|my|his|its|our|their|this|these|those|it|them)\b(?! (?:is|are|was|next)\b)")
"""What shows a verb before it: things to shovel the ice."""
_PARTICLE = compiled(r" (?:down|up|off|away)\b")
_ADVERBS_TOO = frozenset("around inside outside above below underneath behind".split())
"""Behind what need be no preposition a particle shows the same: the pores around sink down."""
_TO_LIMB = compiled(rf" to (?:{any_of(LIMBS)})\b")
_QUALITIES = words("comparative") | set(
    "patient expert twin gentle uniform constant elastic solid level flat square".split()
)
"""Nouns that are adjectives as well: he is patient, it is lighter."""
_LOOKS = frozenset("feel feels felt feeling look looks looked get gets got become becomes became".split())
_ABSTRACT = frozenset("factor reason cause mood".split())
"""Nouns that are meant in the plural, or that English doesn't count, where a translator left them bare."""
_IN_A_NAME = compiled(r" (?:\d|[A-Z]\b(?!-)|(?<=\bword )of mouth\b)")
"""What makes a noun a name (channel 6) or a set phrase (by word of mouth)."""


def needs_none(passage: Passage, phrase: Bare) -> bool:
    """Whether a phrase that the window finds is right without an article, or is none."""
    text, noun, being = passage.text, phrase.noun, phrase.role == "being"
    first = text[phrase.start :].split(" ", 1)[0]
    return (
        (noun.low in _QUALITIES and (being or phrase.led_by in _LOOKS))
        or (being and _is_doing(passage, phrase))
        or (noun.low in _ABSTRACT and not phrase.described)
        or (noun.low in DESCRIBED and first == "few")
        or (VERBS.get(phrase.led_by) == "need" and first in _TO_NEED)
        or _IN_A_NAME.match(text, noun.end) is not None
        or behind_most_of(text, phrase.start)
        or (phrase.led_by == "in" and first in ("time", "fact") and phrase.start < noun.start)
        or any(
            holds(passage, phrase)
            for holds in (_is_told_at_length, _is_whole, _goes_to_do, _is_little, _is_done, _again, _acts_itself)
        )
    )


def _is_told_at_length(passage: Passage, phrase: Bare) -> bool:
    """Whether a substance stands in a phrase of several words that neither describe nor select (in potassium
    permanganate solution)."""
    inside = passage.text[phrase.start : phrase.noun.start].split()
    named = len(inside) > 1 or (bool(inside) and phrase.noun.low == "solution")
    return named and phrase.noun.low in _SUBSTANCES and not (phrase.described or phrase.selected)


_SUBSTANCES = frozenset("solution liquid powder mixture paste ointment cream gel spray fluid".split())


def _goes_to_do(passage: Passage, phrase: Bare) -> bool:
    """Whether a set phrase and a verb stand where a noun phrase seems to (goes to work ride motorcycle)."""
    inside = passage.text[phrase.start : phrase.noun.start].split()
    return len(inside) > 1 and phrase.led_by == "to" and inside[0] in _GONE_TO and inside[1] in VERBS


def _is_little(passage: Passage, phrase: Bare) -> bool:
    """Whether little may mean hardly any (it has little effect), or a number stands before what is no verb (10 won
    coin)."""
    return passage.text.startswith("little ", phrase.start) or (
        phrase.role in ("object", "asked") and re.search(r"\d \Z", passage.text[: phrase.leader.start]) is not None
    )


_TO_FINISH = ("complete ", "dilate ")
_LIKES = frozenset("like love hate dislike prefer enjoy".split())
_KEPT = compiled(r"\bkeep(?:s|ing)? (?:warm|cool|dry|clean|still|calm|fit|open|wet|moist|quiet) \Z")
_FEARS = compiled(
    r"\b(?:afraid|fear|scared|tolerant|sensitive|prone|resistant|resistance|sensitivity|susceptible|allergic"
    r"|symptoms?) \Z"
)
"""What is feared or stood is meant in general."""
_WHOLE = frozenset(
    ("next door", "top notch", "good reason", "good luck", "high school", "close touch", "hair conditioner")
)
"""Two words that need no article together."""
_DONE_BY_SOME = frozenset(("meeting", "painting", "drawing"))
"""Things that are also what somebody does: have interest in meeting."""


def _is_whole(passage: Passage, phrase: Bare) -> bool:
    """Whether English says a phrase without an article: a post that one holds, a school by its kind, what somebody
    does; or it is part of a name that is written with capitals (Hop On/Hop Off bus)."""
    text, noun, leader = passage.text, phrase.noun, phrase.leader
    inside = text[phrase.start : noun.start].rstrip()
    if text.endswith("whose ", 0, leader.start):
        return True  # people whose left arm hurts
    if leader.low in TIMES and text.startswith(_TO_FINISH, phrase.start):
        return True  # before complete the course
    if noun.low in NEAR_KIN or (noun.low == "mouth" and phrase.described) or _KEPT.search(text, 0, noun.start):
        return True  # calls with grandmother, a dry mouth among symptoms, keep warm cover the pot
    if phrase.led_by in ("of", "to") and phrase.start == noun.start and _FEARS.search(text, 0, leader.start):
        return True
    kind = inside.rpartition(" ")[2]
    if f"{kind} {noun.low}" in _WHOLE or (phrase.role != "having" and (kind, noun.low) in ILLNESSES):
        return True
    if kind in MEATS or (phrase.start == noun.start and (leader.low, noun.low) in ILLNESSES):
        return True  # chicken breast; dry mouth at waking
    if noun.low in FOOD and VERBS.get(phrase.led_by) in _LIKES and not phrase.described:
        return True  # children who don't like pumpkin
    if noun.low == "lighter" and kind and text.rstrip().endswith("?"):
        return True  # is tea with milk lighter?
    if phrase.role == "being":
        return noun.low in POSTS and text.startswith((" of ", " to "), noun.end)
    if phrase.role != "preposition":
        return False
    named = leader.text != leader.low and leader.start > 0 and text[leader.start - 2 : leader.start - 1] not in ".!?:\n"
    return named or (noun.low == "school" and phrase.described) or (noun.low in _DONE_BY_SOME and not inside)


def _is_done(passage: Passage, phrase: Bare) -> bool:
    """Whether what looks like a phrase is done: they kept meeting, after hit head, turn head to foot, things to shovel
    the ice."""
    noun = phrase.noun
    if noun.low.endswith("ing") and VERBS.get(phrase.led_by) == "keep" and phrase.start == noun.start:
        return True
    if noun.low in LIMBS and _TO_LIMB.match(passage.text, noun.end):
        return True
    if phrase.led_by == "to" and phrase.start == noun.start and _OBJECT.match(passage.text, noun.end):
        return True
    if phrase.led_by in _ADVERBS_TOO and phrase.start == noun.start and _PARTICLE.match(passage.text, noun.end):
        return True
    first = passage.text[phrase.start : noun.start].split()[:1]
    return phrase.led_by in TIMES and any(low in VERBS or low in _VERBS_TOO for low in first)


def _is_doing(passage: Passage, phrase: Bare) -> bool:
    """Whether what looks like a noun behind be is a verb (he is meeting them, is easy break) or leads on (way too)."""
    text, noun = passage.text, phrase.noun
    if noun.low.endswith("ing") and not phrase.described:
        return True
    if noun.low == "way" and text.startswith(" too ", noun.end):
        return True
    return noun.low in _VERBS_TOO and _HARDLY.fullmatch(text, phrase.start, noun.start) is not None


def _again(passage: Passage, phrase: Bare) -> bool:
    """Whether a noun stands twice (day after day, face to face)."""
    noun = phrase.noun
    return passage.text.startswith(tuple(f" {small} {noun.low}" for small in ("to", "by", "after", "and")), noun.end)


def _acts_itself(passage: Passage, phrase: Bare) -> bool:
    """Whether a form in -ing may be part of a subject's name, whose verb follows (the contact closes and heating plate
    starts)."""
    if not phrase.led_by.endswith("ing") or phrase.role != "object":
        return False
    behind = re.match(r" ([a-z']+)", passage.text[phrase.noun.end :])
    return behind is not None and (behind[1] in ACTS or behind[1] in _FINITE)
