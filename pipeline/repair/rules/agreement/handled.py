"""Things that stand before what the reader is to do with them (the old leaves throw away), as other languages order it:
no subjects, so that their verb wants no ending."""

from pipeline.compiled import compiled
from pipeline.repair.lexicon import words
from pipeline.repair.rule import Passage
from pipeline.repair.words import Word

_PUT = frozenset("put throw hang place pour store wrap".split())
_HANDLED = _PUT | frozenset(
    "keep take use wash wipe remove discard choose buy peel chop cut rinse eat drink reduce increase lower double halve"
    " repeat".split()
)
_LIVES = frozenset("eat drink keep take choose".split())
_ENDS = compiled(
    r"[.,;:!?)]|$| (?:off|away|outside|aside|separately|fine|finely|thin|small|once|twice|first)\b(?! and)"
    r"| (?:less|more) than\b| (?:about |only |for )?\d"
)
_VERB = compiled(r" ([a-z]+)")
_WHERE = compiled(r" (?:in|into|on|onto|under|inside|out)\b")
_ANYBODY = words("person") | words("female")


def told_of(passage: Passage, end: int) -> bool:
    """Whether what follows an offset is all that somebody is to do, or not, with a thing named before (do not cut)."""
    verb = _VERB.match(passage.text, end)
    return verb is not None and verb[1] in _HANDLED - _LIVES and _ENDS.match(passage.text, verb.end()) is not None


def is_handled(passage: Passage, verb: Word) -> bool:
    """Whether somebody does with a thing named before the verb what the verb says (coat take off)."""
    if verb.low not in _HANDLED:
        return False
    place = passage.words.index(verb)
    if place and passage.words[place - 1].low in _ANYBODY:
        return False
    behind = _ENDS.match(passage.text, verb.end)
    return behind is not None or (verb.low in _PUT and _WHERE.match(passage.text, verb.end) is not None)
