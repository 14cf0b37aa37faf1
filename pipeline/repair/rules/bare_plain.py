"""Articles that countable nouns lack where the words around them leave no doubt, without a parse: what the reader is
told to use or to handle (use electric fan), and where something is (put it on balcony).

As in `bare.py`, only an article that was translated word for word is changed.
"""

import re
from collections.abc import Iterable

from pipeline.repair.inflection import plural
from pipeline.repair.lexicon import alternatives, words
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.bare import DETERMINERS, IDIOMS, ONE, PAIRS, defined
from pipeline.repair.rules.common import FUNCTION
from pipeline.repair.rules.noun_phrase import END, insert_a, insert_the

_LONE = words("countable") - words("organ") - {"room", "office", "picture", "photo"}
_ORDERED = re.compile(
    rf"(?:^|(?<=[.!?:] )|(?<=\n)|\b(?i:then|and|or|to|should|can|must|please|not|first|don't|don’t) )"
    rf"((?i:{alternatives('gets_new')}|{alternatives('gets_known')})) "
    rf"((?!(?:{'|'.join(sorted(DETERMINERS | FUNCTION))})\b)(?:[a-z]+ (?<!s )(?<!ing )(?<!ly ))??"
    rf"[a-z]+)(?:{END}|(?= and [a-z]+{END}))"
)
_NOUNS_TOO = frozenset("order open check press lift cover try draw hold turn cool warm clean close dry".split())
_NEW_VERBS = words("gets_new")


@rule(
    "grammar",
    fixes={
        "Use electric fan to cool it.": "Use an electric fan to cool it.",
        "First unplug charger, and wait.": "First unplug the charger, and wait.",
        "Use original charger and cable.": "Use an original charger and cable.",
    },
    keeps=(
        "Use an electric fan to cool it.",
        "Use fans to cool it.",
        "Open door policies work.",
        "Use fans and pads to cool it, and use fan and pad belts.",
        "In order form and to order pad, he failed.",
    ),
    trigger=rf"(?i)\b(?:{alternatives('gets_new')}|{alternatives('gets_known')}) [a-z]",
    kinds=("text",),
    translated_only=True,
)
def bare_object(passage: Passage) -> Iterable[Change]:
    """Add the article that the one thing lacks that the reader is told to use or to handle (use electric fan)."""
    for match in passage.find(_ORDERED):
        verb, phrase = match[1].lower(), match[2]
        led = match.start(1) == match.start() or not match[0].lower().startswith(("and ", "or ", "to "))
        if not led and verb in _NOUNS_TOO:
            continue
        last = phrase.split()[-1]
        if last not in _LONE or (verb, last) in IDIOMS:
            continue
        if last in PAIRS:
            yield Change(match.end(2) - len(last), match.end(2), plural(last))
        elif verb in _NEW_VERBS and last not in ONE and last not in defined(passage):
            yield insert_a(passage, match.start(2))
        else:
            yield insert_the(match.start(2))


_SOME_PLACE = re.compile(
    rf"\b(in|on|under|into|onto|from|near|behind|inside|around|through|beside|over|above|below|to|with) "
    rf"([a-z]+){END}"
)
_VERBS = (
    words("verb_too") | words("verb") | words("verb_only") | words("gets_known") | _NOUNS_TOO | words("moves_a_part")
)
"""Words that behind `to` are rather verbs than places."""
_FROM = re.compile(r"\bfrom [^.,;!?\n]*\Z")
_TO_DO = re.compile(
    r"\b(?:how|what|where|when|whether|need\w*|want\w*|easy|easier|able|hard|difficult|order|used|have|has|had|try\w*"
    r"|ways?|best|important|necessary|time|remember\w*|likes?|ready|enough) \Z",
    re.I,
)
"""What an infinitive follows."""
_NO_PLACE = re.compile(
    r"\b(?:from|between|of|by|turn|turned|turns|depend\w*|similar|used|due|going|based|end|change\w*|convert\w*"
    r"|next|according|by|switch\w*|such) $"
)


@rule(
    "grammar",
    fixes={"Put it on balcony or in fridge.": "Put it on the balcony or in the fridge."},
    keeps=(
        "Put it on the balcony.",
        "He walked from door to door and stayed in bed.",
        "It is in place, with fan blades.",
        "They went to church on foot and were in person there.",
        "They want to comb it and know how to remedy it, and how to remedy?",
        "It is easy to brush.",
    ),
    trigger=r"\b(?:in|on|under|into|onto|from|near|behind|inside|around|through|beside|over|above|below|to|with) [a-z]",
    translated_only=True,
)
def bare_place(passage: Passage) -> Iterable[Change]:
    """Add the article that one thing lacks behind a preposition of place, or with (put it on balcony); in titles, which
    leave articles out, only where they ask a question."""
    text = passage.text
    if passage.kind != "text" and not text.rstrip().endswith("?"):
        return
    for match in passage.find(_SOME_PLACE):
        preposition, noun = match.groups()
        if noun not in _LONE or (preposition, noun) in IDIOMS:
            continue
        if _NO_PLACE.search(text[max(0, match.start() - 14) : match.start()].lower()) or text.startswith(
            (f" to {noun}", f" by {noun}", f" after {noun}", f" and {noun}"), match.end()
        ):
            continue
        if preposition == "to" and (
            noun in _VERBS or _FROM.search(text[: match.start()]) or _TO_DO.search(text[: match.start()])
        ):
            continue
        if noun in PAIRS:
            yield Change(*match.span(2), plural(noun))
        elif preposition == "with" and noun not in ONE and noun not in defined(passage):
            yield insert_a(passage, match.start(2))
        else:
            yield insert_the(match.start(2))
