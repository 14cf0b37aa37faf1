"""What was made of a block, kept for the next article that holds the same: boilerplate is repaired once.

What a stage of the repairs makes of a block is a function of its text and kind, of what the stages before have recorded
about it, and of what its article answers to the questions that are asked meanwhile (`Context`). Both are kept, and are
used where another article gives the same answers. So nothing can come out otherwise than it would anew; a test compares
the two over all of our pages (`tests/repair/test_memo.py`).
"""

from __future__ import annotations

import threading
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Callable, Hashable
from typing import Generic, NamedTuple, TypeVar, cast

from pipeline.repair.context import Context, Noted
from pipeline.repair.rule import Passage

MOST = 500_000
"""Code points of blocks that are kept for each stage: those of some hundred articles of 5 kB, in 25 MB."""
VARIANTS = 4
"""How often one text is kept at one stage, for articles that answer otherwise."""

Made = TypeVar("Made")
Found = TypeVar("Found")
_UNKNOWN = object()

Key = tuple[str, Hashable]
"""A passage's text, and what else a stage's work rests on but for the answers that it asks for."""


class _Kept(NamedTuple):
    """What was made, and the answers that it rests on."""

    noted: Noted
    made: object


class Memo:
    """What stages have made of blocks, and what functions have found in texts; bounded: what was not asked for longest
    goes first. Safe for threads.

    It holds for one set of rules, terms, policy and kept terms: each `Toolbox` has its own.
    """

    def __init__(self, most: int = MOST):
        self._most = most
        self._shelves: defaultdict[Hashable, OrderedDict[Key, object]] = defaultdict(OrderedDict)
        self._sizes: Counter[Hashable] = Counter()
        self._lock = threading.Lock()

    def find(self, look: Callable[[str], Found], text: str) -> Found:
        """What a function finds in a text, on which alone it rests."""
        key = (text, None)
        found = self._get(look, key, _UNKNOWN)
        if found is _UNKNOWN:
            found = look(text)
            self._put(look, key, found)
        return cast(Found, found)

    def recall(self, stage: str, key: Key, context: Context) -> tuple[object] | None:
        """What a stage made of such a passage in such a context, in a tuple of its own; None where that isn't known."""
        return next(((kept.made,) for kept in self._variants(stage, key) if context.agrees(kept.noted)), None)

    def keep(self, stage: str, key: Key, context: Context, made: object) -> None:
        """Keep what a stage has made of a passage, whose key is that from before; context: the one that was asked,
        watched."""
        variants = self._variants(stage, key)
        self._put(stage, key, (*variants[1 - VARIANTS :], _Kept(context.noted or {}, made)))

    def _variants(self, stage: str, key: Key) -> tuple[_Kept, ...]:
        return cast(tuple[_Kept, ...], self._get(stage, key, ()))

    def _get(self, name: Hashable, key: Key, otherwise: object) -> object:
        with self._lock:
            shelf = self._shelves[name]
            if key not in shelf:
                return otherwise
            shelf.move_to_end(key)
            return shelf[key]

    def _put(self, name: Hashable, key: Key, value: object) -> None:
        with self._lock:
            shelf = self._shelves[name]
            self._sizes[name] += 0 if key in shelf else len(key[0])
            shelf[key] = value
            shelf.move_to_end(key)
            while self._sizes[name] > self._most:
                (text, _), _ = shelf.popitem(last=False)
                self._sizes[name] -= len(text)


class Inquiry(Generic[Made]):
    """A question about an article's passages in some context, of which a memo, if there is one, may know the answer."""

    def __init__(self, memo: Memo | None, stage: str, context: Context, ask: Callable[[Passage], Made]):
        self._memo, self._stage, self._context, self._ask = memo, stage, context, ask
        self._opened: dict[int, tuple[Passage, Passage | None]] = {}
        self._known: dict[int, Made] = {}

    def open(self, passage: Passage) -> Passage | None:
        """The passage in that context, if it has to be looked at; None where the answer is known."""
        if id(passage) not in self._opened:
            self._opened[id(passage)] = passage, self._twin(passage)
        return self._opened[id(passage)][1]

    def _twin(self, passage: Passage) -> Passage | None:
        if self._memo is None:
            return passage.under(self._context)
        found = self._memo.recall(self._stage, self._key(passage), self._context)
        if found is None:
            return passage.under(self._context.watched())
        self._known[id(passage)] = cast(Made, found[0])
        return None

    def answer(self, passage: Passage) -> Made:
        """The answer about a passage."""
        twin = self.open(passage)
        if twin is None:
            return self._known[id(passage)]
        made = self._ask(twin)
        if self._memo is not None:
            self._memo.keep(self._stage, self._key(passage), twin.context, made)
        return made

    def _key(self, passage: Passage) -> Key:
        return key_of(passage, self._context)


def key_of(passage: Passage, context: Context, record: Hashable = ()) -> Key:
    """The key of a passage in a context; record: what else counts, such as the edits before."""
    habits = context.document, context.article, context.translated(), bool(context.fluent), context.media_type
    return passage.text, (passage.kind, passage.standing, habits, record)
