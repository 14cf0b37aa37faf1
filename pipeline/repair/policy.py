"""LanguageTool's policy: which of its rules may act, which only suggest, which are off, and under which guard.

The rows are in grammar.csv: an id, the beginning of ids (`EN_COMPOUNDS_*`) or a category (`category:STYLE`), what it
may do, the guard that must agree before it acts, what a text must have for it to be asked (`asking.py`), and the
evidence. What no row names only suggests. A guard is a small
function of `lt_guards.py` or, for number and verb forms, `lt_forms.py`. What becomes of a finding is in `findings.py`.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pipeline.model import Match

if TYPE_CHECKING:
    from pipeline.repair.lt_guards import Guard

TABLE = Path(__file__).parent / "grammar.csv"
Action = Literal["act", "likely", "translated", "suggest", "off"]
DOES: Mapping[Action, str] = {
    "act": "may act",
    "likely": "may act in an article, or where a text shows other signs of translation",
    "translated": "may act in an article that was translated word for word",
    "suggest": "only suggests",
    "off": "is off",
}
"""What a rule may do, in words."""


@cache
def guards() -> Mapping[str, Guard]:
    """The guards by the name that grammar.csv uses. They build on rules, which take a second to load: to ask which of
    the engine's rules there are needs none of them."""
    from pipeline.repair import lt_forms, lt_guards

    return {**lt_guards.GUARDS, **lt_forms.GUARDS}


@dataclass(frozen=True, slots=True)
class Row:
    """What one rule of LanguageTool (or all that begin alike, or a category) may do."""

    id: str
    action: Action
    guard: str
    evidence: str
    language: str = ""
    trigger: str = ""

    @property
    def description(self) -> str:
        """A sentence for `pipeline rules`."""
        does = DOES[self.action]
        doc = (guards()[self.guard].__doc__ or "").strip().split("\n")[0] if self.guard else ""
        return f"LanguageTool's {self.id} {does}." + (f" Guard: {doc}" if doc else "") + f" {self.evidence}"


@dataclass(frozen=True)
class Policy:
    """The policy in force."""

    rows: tuple[Row, ...]
    language: str = "en-US"
    wanted: Callable[[str, str], bool] | None = None
    _index: dict[str, Row] = field(default_factory=dict, repr=False)

    @property
    def ids(self) -> frozenset[str]:
        """The ids that have a row."""
        return frozenset(row.id for row in self.rows)

    def asked(self) -> tuple[str, ...]:
        """The engine's rules that a row names to act or to suggest, by full name. `EN_COMPOUNDS_*` is the engine's rule
        EN_COMPOUNDS, whose findings carry longer ids; other beginnings of ids, and categories, name no rule."""
        named = (row.id.removesuffix("_*") for row in self.rows if row.action != "off")
        return tuple(i for i in named if not i.startswith("category:"))

    def triggers(self) -> tuple[str, ...]:
        """What must be in a text for one of these rules to find anything (`asking.worth_asking`)."""
        return tuple(row.trigger for row in self.rows if row.trigger)

    def unasked(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The rules and the categories that are off by their full name, for an engine that is asked for all others."""
        off = [row.id for row in self.rows if row.action == "off" and not row.id.endswith("*")]
        prefix = "category:"
        categories = tuple(i.removeprefix(prefix) for i in off if i.startswith(prefix))
        return tuple(i for i in off if not i.startswith(prefix)), categories

    def restricted(self, wanted: Callable[[str, str], bool]) -> Policy:
        """The policy for the rules that `wanted(id, family)` keeps."""
        return Policy(self.rows, self.language, wanted, self._index)

    def row(self, match: Match) -> Row:
        """The row that speaks for a match: its id, the beginning of its id, its category, or the default (suggest)."""
        for key in (match.rule_id, f"category:{match.category}"):
            if key in self._index:
                return self._index[key]
            if key is match.rule_id:
                for row in self.rows:
                    if row.id.endswith("*") and match.rule_id.startswith(row.id[:-1]):
                        return row
        return Row(match.rule_id, "suggest", "", "No evidence yet.")

    def wants(self, row: Row, match: Match) -> bool:
        """Whether a match for which a row speaks is to be looked at at all."""
        if row.action == "off":
            return False
        if self.wanted is None or row.id == match.rule_id:
            return self.wanted is None or self.wanted(match.rule_id, "languagetool")
        return self.wanted(match.rule_id, "languagetool") or self.wanted(row.id, "languagetool")


@lru_cache(maxsize=4)
def load_policy(language: str = "en-US") -> Policy:
    """The policy of grammar.csv for a language variant."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = tuple(
            Row(row["rule"], _action(row["action"]), row["guard"], row["evidence"], row["language"], row["trigger"])
            for row in csv.DictReader(file)
            if row["language"] in ("", language)
        )
    return Policy(rows, language, None, {row.id: row for row in rows})


def _action(raw: str) -> Action:
    for action in DOES:
        if raw == action:
            return action
    raise ValueError(f"grammar.csv: unknown action {raw!r}")
