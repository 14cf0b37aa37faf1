"""What a rule may know about the article beyond its passage: questions, and their answers.

What rules make of a block rests on its text and on these answers alone. So where another article gives the same answers
(`agrees`), what was made of the block there is what would be made of it here (`memo.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache, wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from pipeline.repair.names import SEAM, folded_names
from pipeline.repair.traits import Traits

if TYPE_CHECKING:
    from spacy.tokens import Doc

Given = ParamSpec("Given")
Answer = TypeVar("Answer")
Told = TypeVar("Told")
Noted = dict[tuple[Any, ...], Hashable]
"""Answers by what was asked: the question's name, then what it was asked about."""


def _question(ask: Callable[Concatenate[Context, Given], Answer]) -> Callable[Concatenate[Context, Given], Answer]:
    """A question about the article, whose answer is noted where the context is watched."""
    name = ask.__name__

    @wraps(ask)
    def asked(context: Context, /, *given: Given.args, **named: Given.kwargs) -> Answer:
        """The answer."""
        answer = ask(context, *given, **named)
        if context.noted is not None:
            context.noted[(name, *given)] = answer
        return answer

    return asked


@dataclass(frozen=True)
class Context:
    """What is known of an article, the same for all of its blocks. Rules ask it by its methods.

    names: words and phrases learnt as names from this article; words: its lower-cased words, once the mechanical rules
    are through; determined: words and pairs of words that stand after an article or its like, once all but the last
    rules are;
    kept: terms that must never be changed (user termbases); document: True when the result is an article document,
    where marks that carry layout (a colon after an item's title, Markdown's signs) may go, False for plain text;
    lower: gives the words that stand in lower case somewhere; traits: the article's habits; translated: tells whether
    the article shows that it was translated word for word (`signs.py`), found out when a rule first asks; mended: the
    rows of the termbase that were right in its paragraphs; fluent: its grammar is mostly right all the same, None while
    that isn't known; noted: where to note what is asked and answered, if anywhere.
    """

    language: str = "en-US"
    media_type: str = "text/plain"
    document: bool = False
    names: frozenset[str] = frozenset()
    kept: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    determined: frozenset[str] = frozenset()
    lower: Callable[[], frozenset[str]] | None = None
    traits: Traits = field(default_factory=Traits)
    translated: Callable[[], bool] = bool
    mended: frozenset[str] = frozenset()
    fluent: bool | None = None
    parse: Callable[[str], Doc] | None = None
    parse_ahead: Callable[[Iterable[str]], None] | None = None
    noted: Noted | None = field(default=None, compare=False)

    @property
    def article(self) -> bool:
        """Whether the text is a whole article, and no lone sentence whose style nothing else shows."""
        return self.document or self.traits.article

    @property
    def literal(self) -> bool:
        """Whether the text is a whole article that shows that it was translated word for word."""
        return self.article and self.translated()

    @property
    def evident(self) -> bool:
        """Whether more than one sentence shows what the text is: an article, or a translation by other signs. What may
        be its writer's English, and isn't wrong beyond doubt, is a slip there only."""
        return self.article or self.translated()

    @_question
    def is_name(self, word: str) -> bool:
        """Whether a word (or phrase) is a name of the article's."""
        return word in self.names

    @_question
    def in_name(self, word: str) -> bool:
        """Whether a word is one, or a part of one."""
        return word in self.names or any(word in name.split() for name in self.names)

    @_question
    def names_in(self, text: str) -> frozenset[str]:
        """The names whose letters stand in a text somewhere, glued or not, capitals aside."""
        if not self.names:
            return frozenset()
        flat = SEAM.sub(" ", text).casefold()
        return frozenset(name for name, folded in folded_names(self.names) if folded in flat)

    @_question
    def uses(self, word: str) -> bool:
        """Whether a word in lower case is among the article's."""
        return word in self.words

    @_question
    def speaks_of(self, words: frozenset[str]) -> bool:
        """Whether one of these words in lower case is among the article's."""
        return not words.isdisjoint(self.words)

    @_question
    def mends(self, row: str) -> bool:
        """Whether a row of the termbase was right somewhere in the article's paragraphs: words that a translator took
        for others once are meant so throughout an article ("One Sense Per Discourse", Gale, Church, Yarowsky 1992)."""
        return row in self.mended

    @_question
    def told(self, ask: Callable[[frozenset[str]], Told]) -> Told | None:
        """What a function finds in the article's words; None while they aren't known."""
        return _told(ask, self.words) if self.words else None

    @_question
    def determines(self, phrase: str) -> bool | None:
        """Whether the article gives a word, or a pair of words, an article or its like somewhere; None while that isn't
        known."""
        return phrase in self.determined if self.determined else None

    @_question
    def writes_small(self, word: str) -> bool | None:
        """Whether the article writes a word in lower case somewhere; None while that isn't known."""
        return word in self.lower() if self.lower is not None else None

    @_question
    def glued(self) -> int:
        """How many distinct capitalised words are glued to the word before them."""
        return self.traits.glued

    def watched(self) -> Context:
        """The same context, which notes what it is asked from now on."""
        twin = object.__new__(Context)  # `replace` asks for each field by name, for each block of an article
        twin.__dict__.update(self.__dict__, noted={})
        return twin

    def agrees(self, noted: Noted) -> bool:
        """Whether this article gives the same answers. Asked of a context that isn't watched."""
        return all(getattr(self, name)(*given) == answer for (name, *given), answer in noted.items())


@lru_cache(maxsize=4_000)
def _told(ask: Callable[[frozenset[str]], Told], words: frozenset[str]) -> Told:
    return ask(words)
