"""The termbase: words and phrases that machine translation gets wrong, with what was meant and when that is certain.

A row of `terms.csv` (or of a user's termbase) becomes a rule. All rows are matched together: every inflected form of every
`found` is a path in one trie over lower-cased words, so a text is read once, whatever the number of rows. How rows are
written is in docs/termbase.md.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import Any

from pipeline.model import Refusal
from pipeline.model import Family
from pipeline.repair.inflection import FORMS, plural, takes_an, verb_forms
from pipeline.repair.needs import Needs, Place, parse_needs
from pipeline.repair.rule import Change, Passage, Rule
from pipeline.repair.words import Word, gap, is_number, words_of

BUNDLED: tuple[tuple[str, Family], ...] = (("terms.csv", "terms"), ("phrases.csv", "grammar"))
"""The bundled tables beside this file: words in the wrong sense, and set phrases that grammar wants otherwise."""
COLUMNS = ("id", "found", "wanted", "pos", "needs", "domain", "safety", "example", "keep", "source")
REQUIRED = ("id", "found")
SAFETIES = ("safe", "suggest", "keep")
NUMBER = "<n>"
"""Stands for a number, in digits or as a word, in `found` and `wanted`."""
_REFERENCE = re.compile(r"<(\d)>")
_EXAMPLE = re.compile(r"\[([^\]]*?)=>([^\]]*?)\]")
_VARIANT = re.compile(r"\{([^|{}]*)\|([^|{}]*)\}")
_OPTIONAL_ARTICLE = re.compile(r"\((a|the)\) ")
_MANY = frozenset("many these those several most few all both other".split())
_DETERMINERS = _MANY | frozenset(
    "a an the this that my your his her its our their some any no each every either neither such what which whose "
    "'s more less enough much one new old first second another".split()
)
_TO_BE = frozenset("to will would can could may might must should not often easily also".split())
_PERFECT = frozenset("have has had having 've be been being is are was were 's".split())


class TermbaseError(Refusal):
    """A termbase that can't be used; the message names file, line and reason."""


@dataclass(frozen=True, slots=True)
class Term:
    """A row: `found` and `wanted` patterns, the conditions under which it is right, and its examples."""

    id: str
    found: str
    wanted: str
    pos: str = ""
    needs: Needs = field(default_factory=Needs)
    domain: str = ""
    safety: str = "suggest"
    examples: tuple[tuple[str, str], ...] = ()
    keeps: tuple[str, ...] = ()
    source: str = ""
    family: Family = "terms"

    @property
    def description(self) -> str:
        """A sentence for `pipeline rules`."""
        if self.safety == "keep":
            return f"Never change “{self.found}”."
        if self.family == "grammar":
            return f"English says “{plain(self.wanted)}”, not “{plain(self.found)}”."
        origin = f" ({self.source})" if self.source else ""
        return f"A literal translation{origin}: “{plain(self.found)}” stands for “{plain(self.wanted)}”."


Leaf = tuple[Term, str, tuple[str, ...]]
"""A row, the form of its head that leads here, and the words as the row writes them (capitals must then match)."""


@dataclass(frozen=True)
class Terms:
    """A loaded termbase. `rules`: one rule that stands for all rows (each change names its row); `ids`: the rows' ids;
    `kept`: the terms that nothing may change; `conflicts`: what two termbases want differently, as sentences."""

    terms: tuple[Term, ...]
    conflicts: tuple[str, ...] = ()

    @property
    def ids(self) -> frozenset[str]:
        """The ids of all rows."""
        return frozenset(term.id for term in self.terms)

    @property
    def kept(self) -> frozenset[str]:
        """The terms that no repair may change."""
        return frozenset(term.found for term in self.terms if term.safety == "keep")

    @property
    def rules(self) -> tuple[Rule, ...]:
        """One rule for all rows of each family; must-keep rows stand in both."""
        kept = tuple(term for term in self.terms if term.safety == "keep")
        rules = []
        for _, family in BUNDLED:
            rows = tuple(term for term in self.terms if term.family == family and term.safety != "keep")
            if rows:
                rules.append(_combined((*kept, *rows), family))
        return tuple(rules)

    def restricted(self, wanted: Callable[[str, str], bool]) -> Terms:
        """The rows that `wanted(id, family)` keeps; must-keep rows always stay."""
        left = tuple(t for t in self.terms if t.safety == "keep" or wanted(t.id, t.family))
        return Terms(left, self.conflicts)

    def as_rules(self) -> Iterator[Rule]:
        """Each row as a rule of its own, with its examples: for lists of rules and for tests."""
        for term in self.terms:
            if term.safety != "keep":
                one = _combined((term,), term.family)
                fixes = dict(term.examples)
                yield Rule(
                    id=term.id,
                    family=term.family,
                    description=term.description,
                    propose=one.propose,
                    fixes=fixes if term.safety == "safe" else {},
                    suggests=fixes if term.safety != "safe" else {},
                    keeps=term.keeps,
                    parses=bool(term.needs.parts_of_speech),
                )


def plain(pattern: str) -> str:
    """A pattern as a person reads it: the first of each alternative, without marks."""
    return " ".join(part.split("/")[0].rstrip("?").replace("*", "") for part in _VARIANT.sub(r"\1", pattern).split())


# ---- from a row to the paths of a trie ----


def _forms(word: str, pos: str) -> list[tuple[str, str]]:
    """The (form, surface) pairs of a head word."""
    if pos == "n":
        return [("one", word), ("many", plural(word))]
    if pos == "v":
        return list(zip(FORMS, verb_forms(word), strict=True))
    return [("", word)]


def _head(parts: Sequence[str], pos: str) -> int:
    """Index of the head: the part marked with a star, else a noun's last or a verb's first."""
    starred = [i for i, part in enumerate(parts) if "*" in part]
    if starred:
        return starred[0]
    return len(parts) - 1 if pos == "n" else 0


def paths(found: str, pos: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """All (form of the head, words) that a `found` pattern stands for: alternatives, optional words, inflected head."""
    parts = found.split()
    head = _head(parts, pos)
    options: list[list[tuple[str, str]]] = []
    for i, part in enumerate(parts):
        optional = part.endswith("?")
        choices: list[tuple[str, str]] = []
        for word in part.rstrip("?").replace("*", "").split("/"):
            choices += _forms(word, pos) if i == head else [("", word)]
        options.append([*choices, ("", "")] if optional else choices)
    for combination in product(*options):
        words = tuple(piece for _, word in combination if word for piece in word.replace("-", " ").replace("'s", " 's").split())
        if words:
            yield "".join(form for form, _ in combination), words


def render(wanted: str, pos: str, form: str) -> str:
    """The replacement with its head in the given form."""
    parts = wanted.split(" ")
    head = _head(parts, pos)
    out = []
    for i, part in enumerate(parts):
        word = part.replace("*", "")
        if i == head and pos in ("n", "v") and form and word:
            word = dict(_forms(word, pos)).get(form, word)
        out.append(word)
    return " ".join(out)


class _Trie:
    """Paths of words to rows."""

    def __init__(self, terms: Iterable[Term]):
        self.root: dict[str, Any] = {}
        for term in terms:
            for form, words in paths(term.found, term.pos):
                node = self.root
                for word in words:
                    node = node.setdefault(word.lower(), {})
                node.setdefault("", []).append((term, form, words))

    def at(self, text: str, words: Sequence[Word], i: int) -> list[tuple[int, list[Leaf]]]:
        """(index after the last word, rows) of all paths that begin at word i, longest first."""
        found: list[tuple[int, list[Leaf]]] = []
        ends = [(i, self.root)]
        while ends:
            at, node = ends.pop()
            low = words[at].low
            for key in (low, NUMBER) if is_number(low) else (low,):
                after = node.get(key)
                if after is None:
                    continue
                if "" in after:
                    found.append((at + 1, after[""]))
                if at + 1 < len(words) and gap(text, words[at], words[at + 1]):
                    ends.append((at + 1, after))
        return sorted(found, key=lambda pair: -pair[0])


# ---- proposing ----


def _cased(leaf: Leaf, words: Sequence[Word]) -> bool:
    """Whether the words have the capitals that the row writes."""
    return all(want == want.lower() or word.text in (want, want.upper()) for want, word in zip(leaf[2], words, strict=True))


def _choose(leaves: Sequence[Leaf], place: Place) -> Leaf | None:
    """The first row whose capitals and needs hold here; between two forms of one row, the one that fits its place."""
    for leaf in leaves:
        term = leaf[0]
        if not _cased(leaf, place.matched) or not term.needs.hold(place):
            continue
        same = [other for other in leaves if other[0] is term]
        if len(same) > 1:
            before = place.word_before
            perfect = before is not None and before.low in _PERFECT
            for form in ("participle",) if perfect else ("base", "past"):
                for other in same:
                    if other[1] == form:
                        return other
        return leaf
    return None


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
    if own and not (len(texts) > 1 and place.title_like):
        return after[0].upper() + after[1:] if place.starts_sentence else after
    if len(titled) > 1 and all(t[0].isupper() for t in titled):
        return " ".join(w[0].upper() + w[1:] if len(w) > 3 or i == 0 else w for i, w in enumerate(after.split(" ")))
    if len(texts) == 1 and texts[0][0].isupper() and not place.starts_sentence and place.title_like:
        return " ".join(w[:1].upper() + w[1:] if len(w) > 3 else w for w in after.split(" "))
    return after[0].upper() + after[1:] if texts[0][0].isupper() else after


def _change(leaf: Leaf, place: Place) -> Change:
    """The change that a row makes at a place, the article `a`/`an` before it included."""
    term, form, _ = leaf
    start, end = place.matched[0].start, place.matched[-1].end
    if form == "one" and place.word_before is not None and place.word_before.low in _MANY:
        form = "many"
    rendered = render(term.wanted, term.pos, form)
    if NUMBER in rendered:
        rendered = rendered.replace(NUMBER, next(w.text for w, k in zip(place.matched, leaf[2], strict=True) if k == NUMBER))
    rendered = _REFERENCE.sub(lambda m: place.matched[int(m[1]) - 1].text, rendered)
    rendered = _article(rendered, form, place)
    if rendered.startswith("be ") and (place.word_before is None or place.word_before.low not in _TO_BE):
        rendered = "are" + rendered[2:]
    after = _with_case(rendered, leaf, place)
    before = place.word_before
    if not after:
        start, end = _closed(place.text, start, end)
    elif before is not None and before.low in ("a", "an"):
        article = "an" if takes_an(after.split(" ")[0]) else "a"
        if article != before.low:
            start, after = before.start, _like(before.text, article) + place.text[before.end : start] + after
    return Change(start, end, after, term.description, term.safety == "safe", (), term.id)


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


def _like(old: str, new: str) -> str:
    return new.capitalize() if old[0].isupper() else new


def _closed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with the space that a deleted phrase leaves."""
    if end < len(text) and text[end] == " ":
        return start, end + 1
    if start and text[start - 1] == " ":
        return start - 1, end
    return start, end


def _combined(terms: tuple[Term, ...], family: Family) -> Rule:
    trie = _Trie(terms)
    counts = NUMBER in trie.root

    def propose(passage: Passage) -> list[Change]:
        text = passage.text
        words = words_of(text)
        changes: list[Change] = []
        i = 0
        while i < len(words):
            after = i + 1
            if words[i].low in trie.root or (counts and is_number(words[i].low)):
                for end, leaves in trie.at(text, words, i):
                    place = Place(passage, words, i, end)
                    leaf = _choose(leaves, place)
                    if leaf is not None:
                        if leaf[0].safety != "keep":
                            changes.append(_change(leaf, place))
                        after = end
                        break
            i = after
        return changes

    return Rule(
        id="termbase" if family == "terms" else "phrases",
        family=family,
        description="The termbase." if family == "terms" else "The table of phrases.",
        propose=propose,
        fixes={},
        keeps=(),
        parses=any(term.needs.parts_of_speech for term in terms),
    )


# ---- reading ----


def _examples(raw: str) -> tuple[tuple[str, str], ...]:
    pairs = []
    for one in filter(None, (part.strip() for part in raw.split(" | "))):
        pairs.append((_EXAMPLE.sub(r"\1", one), _EXAMPLE.sub(r"\2", one)))
    return tuple(pairs)


def _variant(text: str, language: str) -> str:
    return _VARIANT.sub(r"\2" if language == "en-GB" else r"\1", text)


def _term(row: dict[str, str], language: str, family: Family) -> Term:
    """A row as a term. Raises ValueError with the reason why it can't be one."""
    for name in REQUIRED:
        if not row[name]:
            raise ValueError(f"the column {name!r} is empty")
    safety = row["safety"] or "suggest"
    if safety not in SAFETIES:
        raise ValueError(f"safety is {safety!r}, not one of {', '.join(SAFETIES)}")
    if row["pos"] not in ("", "n", "v"):
        raise ValueError(f"pos is {row['pos']!r}, not n, v or empty")
    if safety != "keep" and row["found"] == row["wanted"]:
        raise ValueError("found and wanted are the same")
    return Term(
        id=row["id"],
        found=row["found"],
        wanted=_variant(row["wanted"], language) if row["wanted"] != "-" else "",
        pos=row["pos"],
        needs=parse_needs(row["needs"]),
        domain=row["domain"],
        safety=safety,
        examples=_examples(_variant(row["example"], language)),
        keeps=tuple(filter(None, (k.strip() for k in _variant(row["keep"], language).split(" | ")))),
        source=row["source"],
        family=family,
    )


def read_termbase(path: Path, language: str, family: Family = "terms") -> list[Term]:
    """The rows of a CSV file (UTF-8, comma or semicolon, a header line). Raises TermbaseError, naming line and reason."""
    try:
        content = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise TermbaseError(f"{path}: can't be read as UTF-8 text ({error})") from error
    header = content.partition("\n")[0]
    delimiter = ";" if header.count(";") > header.count(",") else ","
    reader = csv.DictReader(content.splitlines(keepends=True), delimiter=delimiter)
    names = [name.strip() for name in reader.fieldnames or ()]
    missing, unknown = set(REQUIRED) - set(names), set(names) - set(COLUMNS)
    if missing or unknown:
        what = f"lacks the column {min(missing)!r}" if missing else f"has an unknown column {min(unknown)!r}"
        raise TermbaseError(f"{path}, line 1: the header {what}; columns are {', '.join(COLUMNS)}")
    reader.fieldnames = names
    terms: list[Term] = []
    seen: set[str] = set()
    for raw in reader:
        row = {name: " ".join((raw.get(name) or "").split()) for name in COLUMNS}
        try:
            if None in raw:
                raise ValueError("it has more cells than the header")
            term = _term(row, language, family)
            if term.id in seen:
                raise ValueError(f"the id {term.id!r} stands twice")
        except ValueError as error:
            raise TermbaseError(f"{path}, line {reader.line_num}: {error}") from error
        seen.add(term.id)
        terms.append(term)
    return terms


@lru_cache(maxsize=4)
def _bundled(language: str) -> tuple[Term, ...]:
    here = Path(__file__).parent
    return tuple(term for name, family in BUNDLED for term in read_termbase(here / name, language, family))


def load_terms(language: str, termbases: Sequence[Path] = ()) -> Terms:
    """The bundled termbase and the user's, the user's first: where two want different things for the same words, the
    termbase named last wins, and the conflict is kept as a sentence. Raises TermbaseError for a file that can't be used."""
    merged: list[Term] = list(_bundled(language))
    conflicts: list[str] = []
    for path in termbases:
        merged, more = _merge(read_termbase(path, language), merged, path.name)
        conflicts += more
    return Terms(tuple(merged), tuple(conflicts))


def _merge(new: Sequence[Term], old: Sequence[Term], name: str) -> tuple[list[Term], list[str]]:
    """New rows before old ones; an old row gives way to a new one with its id or its words."""
    ids = {term.id: term for term in new}
    said = {words: term for term in new for _, words in paths(term.found.lower(), term.pos)}
    left, conflicts = [], []
    for term in old:
        rival = ids.get(term.id) or next(
            (said[words] for _, words in paths(term.found.lower(), term.pos) if words in said), None
        )
        if rival is None:
            left.append(term)
        elif (rival.wanted, rival.safety) != (term.wanted, term.safety):
            want = "is kept" if rival.safety == "keep" else f"becomes “{plain(rival.wanted)}”"
            had = "is kept" if term.safety == "keep" else f"“{plain(term.wanted)}”"
            conflicts.append(f"{name}: “{plain(rival.found)}” {want}; before it was {had} (row {term.id}).")
    return [*new, *left], conflicts
