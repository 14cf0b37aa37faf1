"""What several rules share: word classes, the scripts, and whether a place is an address or code."""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pipeline.compiled import compiled
from pipeline.repair import guards
from pipeline.repair.lexicon import words
from pipeline.repair.names import frequency
from pipeline.repair.rule import Passage
from pipeline.repair.words import Word

if TYPE_CHECKING:
    from spacy.tokens import Token

CJK = "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
"""Letters of Chinese, Japanese and Korean, as the inside of a character class."""

FUNCTION = frozenset(
    "a an the this that these those it its he she we they you i his her our their your my who which what there and or"
    " but nor so"
    " if of in on at to from by with for as is are was were be been has have had do does did not no than then when"
    " where while"
    " because can could will would may might must should also very more most such each every some any all".split()
)
"""Words that carry grammar, not content."""

FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
"""Tags (Penn Treebank) of finite verbs."""

_IS_CJK = compiled(f"[{CJK}]")
_CODE = compiled(
    r"\w\(\)|\w\([^() ]*\);|\w\([a-z]\w*(?:,[a-z]\w*)+\)|[{}]|=>|==|\w::[A-Za-z_]"
    r"|^[ \t]*(?:def|class|import|return|const|var|let|\$)\s",
    re.MULTILINE,
)


_RATHER_VERBS = frozenset("raise wash use drink what".split())
"""What opens a phrase that is no plural subject: wash dishes is, what matters is."""


def opened_by_verb(noun: "Token") -> bool:
    """Whether a noun is rather the object of a verb that opens its clause, and the verb phrase what is spoken of
    (`growing roses is fun`)."""
    first = noun.left_edge
    if first != noun and (
        first.lower_.endswith("ing") or first.lower_ in words("pure_verb") or first.lower_ in _RATHER_VERBS
    ):
        return True
    return any(t.tag_ in ("VB", "VBG") for t in noun.doc[max(0, first.i - 2) : first.i])


def following(token: "Token") -> "Token | None":
    """The token behind one; None at the end of its text."""
    return token.nbor(1) if token.i + 1 < len(token.doc) else None


def cjk(char: str) -> bool:
    """Whether a character (or an empty string) is a Chinese, Japanese or Korean letter."""
    return bool(char) and _IS_CJK.match(char) is not None


def known(word: str, least: float = 3.0) -> bool:
    """Whether English uses a word, by its Zipf frequency in the word list library."""
    return frequency(word.lower().replace("’", "'")) >= least


def code_like(text: str) -> bool:
    """Whether a text looks like program code or markup."""
    return _CODE.search(text) is not None


def in_address(passage: Passage, start: int, end: int) -> bool:
    """Whether text[start:end] touches the inside of a URL, a domain or an e-mail address."""
    spans = passage.addresses
    return bool(spans) and guards.within(spans, start, end) and not any(start == end in span for span in spans)


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """The characters next to a span that are no spaces; empty strings at the text's ends."""
    left, right = text[max(0, start - 8) : start].rstrip(" "), text[end : end + 8].lstrip(" ")
    return left[-1:], right[:1]


_LETTER = compiled(r"\w")


def first_letters(passage: Passage, found: Iterable[Word]) -> Iterator[re.Match[str]]:
    """Words as matches of their first letters: for a rule whose `parses` asks for the sentences of some words."""
    return (match for word in found if (match := _LETTER.match(passage.text, word.start)))


_DONE_TO = frozenset(
    "give make put take lay apply use add keep place pour drink wash boil dry cut rub wrap hang store cook remove rinse"
    " clean peel brush mix".split()
)
"""What a recipe says of an object that it puts first (the powder give twice a day)."""


def put_first(token: "Token", first: "Token") -> bool:
    """Whether the reader is told what to do with the thing that opens the clause: no object follows the verb."""
    bare = first.tag_ in ("NN", "NNP", "JJ", "VBN")
    following = token.doc[token.i + 1 : token.i + 2]
    return token.lower_ in _DONE_TO and bare and (not len(following) or following[0].tag_ in ("IN", "CD", "RB", "."))
