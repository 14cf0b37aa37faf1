"""The termbase: words and phrases that machine translation gets wrong, with what was meant and when that is certain.

A row of terms.csv (or of a user's termbase) becomes a rule; phrases.csv holds set phrases that grammar wants
otherwise, in the same form. How rows are written is in docs/termbase.md; how they are matched, in matching.py.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from pipeline.model import Family, Refusal
from pipeline.repair.matching import Term, combined
from pipeline.repair.needs import parse_needs
from pipeline.repair.patterns import choices, paths, plain, variant
from pipeline.repair.rule import Rule

BUNDLED: tuple[tuple[str, Family], ...] = (("terms.csv", "terms"), ("phrases.csv", "grammar"))
"""The bundled tables beside this file: words in the wrong sense, and set phrases that grammar wants otherwise."""
COLUMNS = ("id", "found", "wanted", "pos", "needs", "domain", "safety", "example", "keep", "source")
REQUIRED = ("id", "found")
SAFETIES = ("safe", "likely", "suggest", "keep")


class TermbaseError(Refusal):
    """A termbase that can't be used; the message names file, line and reason."""


@dataclass(frozen=True)
class Terms:
    """A loaded termbase. `rules`: one rule that stands for all rows (each change names its row); `ids`: the rows' ids;
    `kept`: the terms that nothing may change; `conflicts`: what two termbases, or two rows of one, want differently, as
    sentences."""

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

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """One rule for all rows of each family; must-keep rows stand in both."""
        return self._rules(parses=True)

    @cached_property
    def signs(self) -> tuple[Rule, ...]:
        """The same without the rows that ask for a part of speech: what is read of an article that nobody parses."""
        return self._rules(parses=False)

    def _rules(self, *, parses: bool) -> tuple[Rule, ...]:
        kept = tuple(term for term in self.terms if term.safety == "keep")
        rules = []
        for _, family in BUNDLED:
            rows = tuple(term for term in self.terms if term.family == family and term.safety != "keep")
            if rows:
                rules.append(combined((*kept, *rows), family, parses=parses))
        return tuple(rules)

    def restricted(self, wanted: Callable[[str, str], bool]) -> Terms:
        """The rows that `wanted(id, family)` keeps; must-keep rows always stay."""
        left = tuple(t for t in self.terms if t.safety == "keep" or wanted(t.id, t.family))
        return self if len(left) == len(self.terms) else Terms(left, self.conflicts)

    def as_rules(self) -> Iterator[Rule]:
        """Each row as a rule of its own, with its examples: for lists of rules and for tests."""
        for term in self.terms:
            if term.safety != "keep":
                one = combined((term,), term.family)
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


def _term(row: dict[str, str], language: str, family: Family, *, bundled: bool) -> Term:
    """A row as a term. Raises ValueError with the reason why it can't be one."""
    for name in REQUIRED:
        if not row[name]:
            raise ValueError(f"the column {name!r} is empty")
    safety = row["safety"] or "suggest"
    if safety not in SAFETIES:
        raise ValueError(f"safety is {safety!r}, not one of {', '.join(SAFETIES)}")
    if row["pos"] not in ("", "n", "v"):
        raise ValueError(f"pos is {row['pos']!r}, not n, v or empty")
    if safety != "keep" and not row["wanted"]:
        raise ValueError("the column 'wanted' is empty or missing; “-” drops the words, the safety keep protects them")
    if safety != "keep" and row["found"] == row["wanted"]:
        raise ValueError("found and wanted are the same")
    if "@" in row["found"]:
        list(choices(row["found"], row["pos"]))
    return Term(
        id=row["id"],
        found=row["found"],
        wanted=variant(row["wanted"], language) if row["wanted"] != "-" else "",
        pos=row["pos"],
        needs=parse_needs(row["needs"]),
        domain=row["domain"],
        safety=safety,
        example=variant(row["example"], language),
        keep=variant(row["keep"], language),
        source=row["source"],
        family=family,
        bundled=bundled,
    )


def read_termbase(path: Path, language: str, family: Family = "terms", *, bundled: bool = False) -> list[Term]:
    """The rows of a CSV file (UTF-8, comma or semicolon, a header line). Raises TermbaseError with line and reason."""
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
            term = _term(row, language, family, bundled=bundled)
            if term.id in seen:
                raise ValueError(f"the id {term.id!r} stands twice")
        except ValueError as error:
            raise TermbaseError(f"{path}, line {reader.line_num}: {error}") from error
        seen.add(term.id)
        terms.append(term)
    return terms


@lru_cache(maxsize=2)
def _bundled(language: str) -> Terms:
    """The tables beside this file, put together once: workers are forked from a process that has them."""
    here = Path(__file__).parent
    rows = (term for name, family in BUNDLED for term in read_termbase(here / name, language, family, bundled=True))
    return Terms(tuple(rows))


def load_terms(language: str, termbases: Sequence[Path] = ()) -> Terms:
    """The bundled termbase and the user's, the user's first.

    Where two want different things for the same words, the termbase named first wins, and the conflict is kept as a
    sentence. Raises TermbaseError for a file that can't be used.
    """
    bundled = _bundled(language)
    if not termbases:
        return bundled
    merged = list(bundled.terms)
    conflicts: list[str] = []
    for path in reversed(termbases):
        rows = read_termbase(path, language)
        merged, more = _merge(rows, merged, path.name)
        conflicts += [*_contradictions(rows, path.name), *more]
    return Terms(tuple(merged), tuple(conflicts))


def _contradictions(rows: Sequence[Term], name: str) -> Iterator[str]:
    """A sentence for each row of one termbase that wants something else for the same words under the same needs as a
    row before it."""
    said: dict[tuple[str, ...], list[Term]] = {}
    for term in rows:
        forms = list(dict.fromkeys(tuple(words) for _, words in paths(term.found.lower(), term.pos)))
        for first in dict.fromkeys(first for words in forms for first in said.get(words, ())):
            if first.needs == term.needs and _wish(first) != _wish(term):
                yield (
                    f"{name}: “{plain(term.found)}” {_wish(first)} in row {first.id}, {_wish(term)} in row {term.id};"
                    " the first stands."
                )
                break
        for words in forms:
            said.setdefault(words, []).append(term)


def _wish(term: Term) -> str:
    return "is kept" if term.safety == "keep" else f"becomes “{plain(term.wanted)}”"


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
            want = _wish(rival)
            had = "is kept" if term.safety == "keep" else f"“{plain(term.wanted)}”"
            conflicts.append(f"{name}: “{plain(rival.found)}” {want}; before it was {had} (row {term.id}).")
    return [*new, *left], conflicts
