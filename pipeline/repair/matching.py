"""Matching of all termbase rows at once, and what a match proposes.

Every inflected form of every `found` is a path in one trie over lower-cased words, so a text is read once, whatever
the number of rows; conditions are looked at only where a path ends. What is behind a word is worked out when first met.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from functools import cache, lru_cache, partial
from itertools import zip_longest

from pipeline.compiled import compiled
from pipeline.model import Family
from pipeline.repair.adverbials import opens_adverbial
from pipeline.repair.inflection import capital_like, takes_an
from pipeline.repair.lexicon import words as lexicon
from pipeline.repair.needs import Needs, Place
from pipeline.repair.patterns import NUMBER, Choice, choices, first_words, numbered, plain, render
from pipeline.repair.rule import Change, Passage, Rule
from pipeline.repair.words import Word, gap, is_number

LIKE_ENOUGH = 0.83
"""How alike, 0 to 1, a heading or an item's title stays whose words a bundled row may change by itself."""
_TITLES = ("heading", "item-title")
PREPOSITIONS = "prepositions"
"""The domain of the rows that want another preposition; none holds where the preposition opens an adverbial."""
_REFERENCE = compiled(r"<(\d)>")
_EXAMPLE = compiled(r"\[([^\]]*?)=>([^\]]*?)\]")
_OPTIONAL_ARTICLE = compiled(r"\((a|the)\) ")
_STOPS = (".", "!", "?")
_READ_OF_AN_ARTICLE = 256
"""How many texts' findings are remembered: an article's blocks are read for signs of translation, then for terms."""
_MANY = lexicon("many")
_DETERMINERS = _MANY | lexicon("determiner")
_BEFORE_BASE = lexicon("before_base")
_BEFORE_PARTICIPLE = lexicon("before_participle")


@dataclass(frozen=True, slots=True)
class Term:
    """A row: `found` and `wanted` patterns, when it is right, and its examples as they are written."""

    id: str
    found: str
    wanted: str
    pos: str = ""
    needs: Needs = field(default_factory=Needs)
    domain: str = ""
    safety: str = "suggest"
    example: str = ""
    keep: str = ""
    source: str = ""
    family: Family = "terms"
    bundled: bool = False

    @property
    def examples(self) -> tuple[tuple[str, str], ...]:
        """Texts with what the row makes of them."""
        parts = filter(None, self.example.split(" | "))
        return tuple((_EXAMPLE.sub(r"\1", one), _EXAMPLE.sub(r"\2", one)) for one in parts)

    @property
    def keeps(self) -> tuple[str, ...]:
        """Texts that the row leaves alone."""
        return tuple(filter(None, self.keep.split(" | ")))

    @property
    def description(self) -> str:
        """A sentence for `pipeline rules`."""
        if self.safety == "keep":
            return f"Never change “{self.found}”."
        origin = f" ({self.source})" if self.source else ""
        what = f"“{plain(self.found)}” is a literal translation{origin}."
        if self.family == "grammar":
            what = f"English doesn't say “{plain(self.found)}” here."
        if self.safety == "likely":
            what += " Made where the article shows other signs of translation."
        return what


Leaf = tuple[Term, str, tuple[str, ...], tuple[slice, ...]]
"""A row, the form of its head that leads here, the words as the row writes them (capitals must then match), and which
of them each number of a reference stands for."""


_Item = tuple[Term, Sequence[Sequence[Choice]], tuple[Choice, ...], int]
"""A row on its way: its parts, what has been chosen of the first of them, and how many words of the last choice have
been read."""


class _Node:
    """What rows there are behind some words, and what may come next; worked out when a text first has these words. To
    lay out all paths would take seconds and hundreds of megabytes, and few are ever met."""

    __slots__ = ("_items", "_nodes", "leaves")

    def __init__(self, items: Iterable[_Item]):
        self.leaves: list[Leaf] = []
        self._items: dict[str, list[_Item]] = {}
        self._nodes: dict[str, _Node] = {}
        for term, parts, chosen, read in items:
            if chosen and read < len(chosen[-1].words):
                self._go_on(term, parts, chosen, read)
            else:
                self._choose(term, parts, chosen)

    def __contains__(self, word: str) -> bool:
        return word in self._items

    def get(self, word: str) -> _Node | None:
        """What is behind one more word (lower case, or NUMBER); None where no row has it here."""
        found = self._nodes.get(word)
        if found is None and word in self._items:
            found = self._nodes[word] = _Node(self._items[word])
        return found

    def _go_on(self, term: Term, parts: Sequence[Sequence[Choice]], chosen: tuple[Choice, ...], read: int) -> None:
        self._items.setdefault(chosen[-1].words[read].lower(), []).append((term, parts, chosen, read + 1))

    def _choose(self, term: Term, parts: Sequence[Sequence[Choice]], chosen: tuple[Choice, ...]) -> None:
        """Go on with each choice of the next part, and behind an optional one with those of the part after it."""
        if len(chosen) < len(parts):
            for choice in parts[len(chosen)]:
                if choice.words:
                    self._go_on(term, parts, (*chosen, choice), 0)
                else:
                    self._choose(term, parts, (*chosen, choice))
        else:
            needed = [int(number) - 1 for number in _REFERENCE.findall(term.wanted)]
            counted = numbered(chosen) if needed else ()
            if all(n < len(counted) and counted[n].start < counted[n].stop for n in needed):
                words = tuple(word for choice in chosen for word in choice.words)
                self.leaves.append((term, "".join([choice.form for choice in chosen]), words, counted))


def _parts(term: Term) -> Sequence[Sequence[Choice]]:
    return tuple(choices(term.found, term.pos))


class _Trie:
    """Paths of words to rows."""

    def __init__(self, terms: Iterable[Term]):
        self.beginnings = lru_cache(maxsize=_READ_OF_AN_ARTICLE)(self._beginnings)
        self._rows: dict[str, list[tuple[Term, Callable[[], Sequence[Sequence[Choice]]]]]] = {}
        self._nodes: dict[str, _Node | None] = {}
        for term in terms:
            parts = cache(partial(_parts, term))
            for word in first_words(term.found, term.pos):
                self._rows.setdefault(word, []).append((term, parts))

    def get(self, first: str) -> _Node | None:
        """What is behind a first word (lower case, or NUMBER); None where no row begins with it."""
        found = self._nodes.get(first)
        if found is None and first in self._rows:
            found = self._nodes[first] = _Node((term, parts(), (), 0) for term, parts in self._rows[first]).get(first)
        return found

    def _beginnings(self, lows: Sequence[str]) -> list[int]:
        """Indices of the words at which a whole path begins, whatever stands between the words: few texts have any."""
        begin, numbers, found = self.get, self.get(NUMBER) is not None, []
        for i, (low, after) in enumerate(zip_longest(lows, lows[1:], fillvalue="")):
            node = begin(low)
            leads = node is not None and (after in node or node.leaves or NUMBER in node)
            if (leads or (numbers and is_number(low))) and self._leads_on(lows, i):
                found.append(i)
        return found

    def _leads_on(self, lows: Sequence[str], i: int) -> bool:
        ends: list[tuple[int, _Trie | _Node]] = [(i, self)]
        while ends:
            at, node = ends.pop()
            for key in _keys(lows[at]):
                after = node.get(key)
                if after is not None and after.leaves:
                    return True
                if after is not None and at + 1 < len(lows):
                    ends.append((at + 1, after))
        return False

    def at(self, text: str, words: Sequence[Word], i: int) -> list[tuple[int, list[Leaf]]]:
        """(index after the last word, rows) of all paths that begin at word i, longest first."""
        found: list[tuple[int, list[Leaf]]] = []
        ends: list[tuple[int, _Trie | _Node]] = [(i, self)]
        while ends:
            at, node = ends.pop()
            low = words[at].low
            for key in _keys(low):
                after = node.get(key)
                if after is None:
                    continue
                if after.leaves:
                    found.append((at + 1, after.leaves))
                if at + 1 < len(words) and gap(text, words[at], words[at + 1]):
                    ends.append((at + 1, after))
        return sorted(found, key=lambda pair: -pair[0])


@lru_cache(maxsize=8)
def _trie(terms: tuple[Term, ...]) -> _Trie:
    """The paths of these rows; those of the bundled ones are the same in every toolbox of a variety."""
    return _Trie(terms)


def _keys(low: str) -> tuple[str, ...]:
    """What a word can be in a path."""
    return (low, NUMBER) if is_number(low) else (low,)


def _cased(leaf: Leaf, words: Sequence[Word]) -> bool:
    """Whether the words have the capitals that the row writes."""
    return all(
        want == want.lower() or word.text in (want, want.upper()) for want, word in zip(leaf[2], words, strict=True)
    )


def _named(leaf: Leaf, place: Place) -> bool:
    """Whether a single word that the row writes small has a capital where none is due, and so is part of a name."""
    if len(leaf[2]) > 1 or leaf[2][0][0].isupper() or not place.matched[0].text[0].isupper():
        return False
    return not place.starts_sentence and not place.title_like and not place.matched[0].text.isupper()


def _choose(leaves: Sequence[Leaf], place: Place, *, parses: bool) -> Leaf | None:
    """The first row whose capitals and needs hold here, or that is meant here as elsewhere in the article; between two
    forms of one row, the one that fits its place."""
    fitting = [
        leaf
        for leaf in leaves
        if (parses or not leaf[0].needs.parts_of_speech)
        and _cased(leaf, place.matched)
        and not _named(leaf, place)
        and not (leaf[0].domain == PREPOSITIONS and opens_adverbial(place.words, place.start, place.end))
    ]
    held = (leaf for leaf in fitting if leaf[0].needs.hold(place))
    leaf = next(held, None) or next((leaf for leaf in fitting if _same_sense(leaf, place)), None)
    same = [other for other in leaves if leaf is not None and other[0] is leaf[0]]
    if len(same) > 1:
        before = place.word_before
        perfect = before is not None and before.low in _BEFORE_PARTICIPLE
        forms = ("participle",) if perfect else ("base", "past")
        return next((other for form in forms for other in same if other[1] == form), leaf)
    return leaf


def _same_sense(leaf: Leaf, place: Place) -> bool:
    """Whether what tells the sense of a row's words stands elsewhere in the article, where the row was right."""
    several = len(leaf[2]) > 1 and place.passage.context.mends(leaf[0].id)
    return several and leaf[0].needs.hold_elsewhere(place)


def _with_case(after: str, leaf: Leaf, place: Place) -> str:
    """The replacement with the capitals of what it replaces: all, each word's, or the first's."""
    texts = [w.text for w in place.matched if w.text not in ("'s", "’s")]
    if not after:
        return after
    shout = "".join(texts)
    written = "".join(w for w in leaf[2])
    if len(shout) > 3 and shout.isupper() and not written.isupper():
        return after.upper()
    titled = [t for t in texts if len(t) > 3 or t is texts[0]]
    own = written != written.lower()
    if own and not place.title_like:
        return after[0].upper() + after[1:] if place.starts_sentence else after
    if len(titled) > 1 and all(t[0].isupper() for t in titled):
        return " ".join(w[0].upper() + w[1:] if len(w) > 3 or i == 0 else w for i, w in enumerate(after.split(" ")))
    if len(texts) == 1 and texts[0][0].isupper() and not place.starts_sentence and place.title_like:
        return " ".join(w[:1].upper() + w[1:] if len(w) > 3 else w for w in after.split(" "))
    return after[0].upper() + after[1:] if texts[0][0].isupper() else after


def _change(leaf: Leaf, place: Place) -> Change:
    """The change that a row makes at a place, the article `a`/`an` before it included."""
    term, form, _, numbered = leaf
    start, end = place.matched[0].start, place.matched[-1].end
    if form == "one" and place.word_before is not None and place.word_before.low in _MANY:
        form = "many"
    rendered = render(term.wanted, term.pos, form)
    if NUMBER in rendered:
        rendered = rendered.replace(
            NUMBER, next(w.text for w, k in zip(place.matched, leaf[2], strict=True) if k == NUMBER)
        )
    rendered = _REFERENCE.sub(lambda m: _referred(m, numbered, place), rendered)
    rendered = _article(rendered, form, place)
    if rendered.startswith("be ") and place.matched[0].low != "be" and not _before_base(place):
        rendered = "are" + rendered[2:]
    after = _with_case(rendered, leaf, place)
    before = place.word_before
    if not after:
        start, end = _closed(place.text, start, end)
    elif before is not None and before.low in ("a", "an"):
        article = "an" if takes_an(after.split(" ")[0]) else "a"
        if article != before.low:
            start, after = before.start, capital_like(before.text, article) + place.text[before.end : start] + after
    safe = term.safety == "safe" or (term.safety == "likely" and place.passage.context.translated())
    return Change(start, end, after, term.description, safe, (), term.id)


def _before_base(place: Place) -> bool:
    """Whether the word before asks for a verb's base form: “may be”, “to be”."""
    return place.word_before is not None and place.word_before.low in _BEFORE_BASE


def _referred(reference: re.Match[str], numbered: Sequence[slice], place: Place) -> str:
    """The matched words that `<2>` stands for; the capital of a sentence's first word stays with the place.

    Where they close a compound (`sun<2>`), their own capital goes: “Sun Light”, “Sunlight”.
    """
    words = place.matched[numbered[int(reference[1]) - 1]]
    text = place.text[words[0].start : words[-1].end]
    if reference.start() > 0 and reference.string[reference.start() - 1].isalpha():
        return text.lower()
    moved = reference[1] == "1" and reference.start() > 0
    return text[:1].lower() + text[1:] if moved and place.starts_sentence and words[0].text.istitle() else text


def _article(rendered: str, form: str, place: Place) -> str:
    """`(a)` or `(the)` before a replacement: written where no determiner stands before it, left out where one does."""
    opened = _OPTIONAL_ARTICLE.match(rendered)
    if opened is None:
        return rendered
    rest = rendered[opened.end() :]
    before = place.word_before
    if form == "many" or (before is not None and before.low in _DETERMINERS):
        return rest
    if opened[1] == "the":
        return "the " + rest
    return ("an " if takes_an(rest.split(" ")[0]) else "a ") + rest


def _closed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with the space that a deleted phrase leaves."""
    if end < len(text) and text[end] == " ":
        return start, end + 1
    if start and text[start - 1] == " ":
        return start - 1, end
    return start, end


def _in_heading(change: Change, term: Term, passage: Passage) -> Change:
    """The change, only suggested where a bundled row rewrites most of a heading or an item's title: it is too short to
    know its topic, and readers and editors find their way by it, from the source as well. What a user's own termbase
    wants is done there too, and what has been right in the paragraphs."""
    if passage.kind not in _TITLES or not change.safe or not term.bundled or passage.context.mends(term.id):
        return change
    old = passage.text.casefold()
    new = (passage.text[: change.start] + change.after + passage.text[change.end :]).casefold()
    if SequenceMatcher(None, old, new, autojunk=False).ratio() >= LIKE_ENOUGH:
        return change
    return replace(change, safe=False)


def _glued(text: str, place: Place) -> bool:
    """Whether a stop glues a match to a word outside (`worms.Xiaobian`): a name's part, or a sentence that the rules of
    spacing couldn't part, and would part next time if its words were others."""
    start, end = place.matched[0].start, place.matched[-1].end
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    cut = after[:1] in _STOPS and (after[1:].isalnum() or text[end + 1 : end + 3].lstrip()[:1].islower())
    return cut or (before[-1:] in _STOPS and before[:1].isalnum())


def combined(terms: tuple[Term, ...], family: Family, *, parses: bool = True) -> Rule:
    """One rule that stands for all the rows; each of its changes names its row. parses: False overlooks the rows that
    ask for a part of speech."""
    trie = _trie(terms)

    def propose(passage: Passage) -> list[Change]:
        """The changes that the rows propose for a passage, from left to right."""
        beginnings = trie.beginnings(passage.lows)
        if not beginnings:
            return []
        text, words = passage.text, passage.words
        changes: list[Change] = []
        after = 0
        for i in beginnings:
            if i < after:
                continue
            for end, leaves in trie.at(text, words, i):
                place = Place(passage, words, i, end)
                leaf = _choose(leaves, place, parses=parses)
                if leaf is not None:
                    if leaf[0].safety != "keep" and not _glued(text, place):
                        changes.append(_in_heading(_change(leaf, place), leaf[0], passage))
                    after = end
                    break
        return changes

    return Rule(
        id="termbase" if family == "terms" else "phrases",
        family=family,
        description="The termbase." if family == "terms" else "The table of phrases.",
        propose=propose,
        fixes={},
        keeps=(),
        parses=parses and any(term.needs.parts_of_speech for term in terms),
    )
