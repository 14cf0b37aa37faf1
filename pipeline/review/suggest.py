"""What the batch itself, and the editors' decisions about it, suggest: names to protect, advertising that recurs,
unknown phrases for the termbase, changes and rules that are always accepted or rejected. Nothing acts by itself: each
suggestion is a decision that a person may take.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.model import CHANGING, Article, Trace, TraceBlock
from pipeline.review import corpus
from pipeline.review.decisions import VERDICTS, Decisions, Entry
from pipeline.review.phrases import Phrases

RECURS = 3
"""Articles in which something must stand to be suggested for all of them."""
DECIDED = 4
"""Decisions of the same kind from which a general one is suggested, where nine of ten agree."""
MOST_PHRASES = 40
"""Phrases of known words that are suggested: they are ordered by how widely they are spread."""
EXAMPLES = 3
AROUND = 40
"""Code points of context shown on each side of an example."""

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_CAPITAL = r"[A-Z][^\W\d_]+(?:['’-][^\W\d_]+)*"
_NAME = re.compile(rf"(?<![.!?…:\"“»] )(?<!^)\b{_CAPITAL}(?: {_CAPITAL}){{0,2}}")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A decision that might be taken, why, how often its subject stands in the batch, and places where it does."""

    entry: Entry
    why: str
    count: int
    examples: tuple[str, ...] = ()


@dataclass
class Seen:
    """What has been found of one text: number of places, articles it is in (up to the limit that matters), examples."""

    count: int = 0
    articles: int = 0
    last: str = ""
    examples: list[str] = field(default_factory=list)

    def add(self, article: str, example: str) -> None:
        """Count a place."""
        self.count += 1
        if article != self.last:
            self.articles += 1
            self.last = article
            if len(self.examples) < EXAMPLES:
                self.examples.append(example)


def frequency(word: str) -> float:
    """How often English uses a word, as wordfreq has counted: log10 of occurrences in a billion words, 0 for none."""
    from wordfreq import zipf_frequency

    return float(zipf_frequency(word.replace("’", "'"), "en"))


def known(word: str) -> bool:
    """Whether English uses a word more than once in 100 million words."""
    return frequency(word) > 1.0


class Collector:
    """Gathers, article by article, what may be suggested; memory grows with the batch's vocabulary of unknown words
    and short lines, not with its text."""

    def __init__(self, is_known: Callable[[str], bool] = known):
        self._is_known = is_known
        self._known: dict[str, bool] = {}
        self.names: dict[str, Seen] = defaultdict(Seen)
        self.phrases: dict[str, Seen] = defaultdict(Seen)
        self.lines: dict[str, Seen] = defaultdict(Seen)
        self.unusual = Phrases(lambda word: frequency(word) if self.known(word) else 0)
        self._offered: set[str] = set()

    def known(self, word: str) -> bool:
        """As `known`, remembered."""
        key = word.lower()
        if key not in self._known:
            self._known[key] = self._is_known(key)
        return self._known[key]

    def feed(self, article: Article, trace: Trace) -> None:
        """Take in one article."""
        texts = []
        for block, text in clean_texts(trace):
            if block.place.startswith("/removed/"):
                continue
            if block.kind == "text" and len(text.split()) <= 14:
                self.lines[block.text.strip()].add(article.id, article.title or article.id)
            if block.kind == "text":
                self._words(article.id, text)
            if block.kind not in ("title", "label", "debris"):
                texts.append(text)
        self.unusual.feed(article.title or "", texts, around)
        self._offered.update(edit.before.lower() for edit in trace.edits if edit.outcome not in CHANGING)

    def _words(self, article: str, text: str) -> None:
        names = set()
        for match in _NAME.finditer(text):
            words = match[0].split()
            if any(not self.known(word) for word in words):
                self.names[match[0]].add(article, around(text, *match.span()))
                names.update(words)
        previous: re.Match[str] | None = None
        for match in _WORD.finditer(text):
            if match[0].islower() and match[0] not in names and not self.known(match[0]):
                start = previous.start() if previous and text[previous.end() : match.start()] == " " else match.start()
                phrase = text[start : match.end()] if start != match.start() else match[0]
                self.phrases[phrase.lower()].add(article, around(text, start, match.end()))
            previous = match

    def suggestions(self, decisions: Decisions) -> list[Suggestion]:
        """All that is suggested and not yet decided, each kind with the most frequent first."""
        found = [*_general(decisions), *self._found()]
        decided = {entry.subject for entry in decisions.entries}
        return [s for s in found if s.entry.subject not in decided]

    def _found(self) -> Iterator[Suggestion]:
        for text, seen in ranked(self.names):
            if seen.count >= RECURS:
                yield Suggestion(
                    Entry(kind="protect", text=text),
                    f"A capitalised word that the dictionary doesn't know, in {number(seen.articles, 'article')}.",
                    seen.count,
                    tuple(seen.examples),
                )
        for text, seen in ranked(self.lines):
            if seen.articles >= RECURS:
                yield Suggestion(
                    Entry(kind="remove-block", text=text),
                    f"The same short paragraph stands in {number(seen.articles, 'article')}.",
                    seen.count,
                    tuple(seen.examples),
                )
        for text, seen in ranked(self.phrases):
            if seen.articles >= RECURS:
                yield Suggestion(
                    Entry(kind="term", text=text, wanted=""),
                    f"A phrase with a word that the dictionary doesn't know, in {number(seen.articles, 'article')}.",
                    seen.count,
                    tuple(seen.examples),
                )
        found = [pair for pair in self.unusual.unusual(RECURS) if pair[0] not in self._offered]
        for text, phrase in found[:MOST_PHRASES]:
            yield Suggestion(
                Entry(kind="term", text=text, wanted=""),
                f"Words that stand together unusually often, in {number(phrase.articles, 'article')}.",
                phrase.count,
                tuple(phrase.examples[:EXAMPLES]),
            )


def number(count: int, noun: str) -> str:
    """A count with its noun, in words for people."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def ranked(found: dict[str, Seen]) -> list[tuple[str, Seen]]:
    """What was found, the most widely spread first, then by its text."""
    return sorted(found.items(), key=lambda pair: (-pair[1].articles, -pair[1].count, pair[0]))


def around(text: str, start: int, end: int) -> str:
    """A place with what stands around it, on one line."""
    left, right = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    left = left.partition(" ")[2] if start > AROUND and " " in left[:-1] else left
    right = right.rpartition(" ")[0] if end + AROUND < len(text) and " " in right[1:] else right
    mark = f"{'…' if start > AROUND else ''}{left}{text[start:end]}{right}{'…' if end + AROUND < len(text) else ''}"
    return " ".join(mark.split())


def clean_texts(trace: Trace) -> Iterator[tuple[TraceBlock, str]]:
    """Each block with its clean text."""
    texts = {block.index: block.text for block in trace.blocks}
    for edit in trace.edits:
        if edit.outcome in CHANGING:
            text = texts[edit.block]
            texts[edit.block] = text[: edit.start] + edit.after + text[edit.start + len(edit.before) :]
    for block in trace.blocks:
        yield block, texts[block.index]


def _general(decisions: Decisions) -> Iterator[Suggestion]:
    """From single decisions that agree to one for the change, or for the rule."""
    rules: dict[tuple[str, ...], Counter[tuple[str, str | None]]] = defaultdict(Counter)
    changes: dict[tuple[str, ...], Counter[tuple[str, str | None]]] = defaultdict(Counter)
    for entry in decisions.entries:
        if entry.kind in VERDICTS and entry.rule and entry.before is not None and entry.after is not None:
            rules[(entry.rule,)][(entry.kind, None)] += 1
            if entry.left is not None:
                changes[(entry.rule, entry.before, entry.after)][(entry.kind, entry.wanted)] += 1
    for subject, votes in [*sorted(rules.items()), *sorted(changes.items())]:
        ((kind, wanted), most), *rest = votes.most_common()
        agree = most / (most + sum(count for _, count in rest))
        if most < DECIDED or agree < 0.9 or (len(subject) == 1 and kind == "accept"):
            continue
        what = "this rule's proposals" if len(subject) == 1 else f"“{subject[1]}” → “{subject[2]}”"
        values = dict(zip(("rule", "before", "after"), subject, strict=False))
        yield Suggestion(
            Entry.model_validate({"kind": kind, **values, "wanted": wanted}),
            f"{number(most, 'decision')} of {votes.total()} {kind} {what}{f' as “{wanted}”' if wanted else ''}.",
            most,
        )


def suggest(cleaned: Path, decisions: Decisions) -> list[Suggestion]:
    """What a cleaned folder and the decisions about it suggest; reads the articles as a stream.

    Raises corpus.CleanedError on an article that can't be read.
    """
    return collect((one.article, one.trace) for one in corpus.read(cleaned)).suggestions(decisions)


def collect(articles: Iterable[tuple[Article, Trace]]) -> Collector:
    """A collector that has seen the articles."""
    collector = Collector()
    for article, trace in articles:
        collector.feed(article, trace)
    return collector
