"""Every rule there is, for people: ours, the termbase's rows, and LanguageTool's under our policy."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from pipeline.model import Family
from pipeline.repair.cards import Card, card
from pipeline.repair.policy import load_policy
from pipeline.repair.rule import Rule, rules_of
from pipeline.repair.rules import AFTER_ENGINE, BEFORE_ENGINE
from pipeline.repair.terms import load_terms


@dataclass(frozen=True)
class Entry:
    """A rule as `pipeline rules` shows it; `acts`: "safe", "suggested" or "off"."""

    id: str
    family: Family
    acts: str
    description: str
    fixes: tuple[tuple[str, str], ...] = ()
    suggests: tuple[tuple[str, str], ...] = ()
    keeps: tuple[str, ...] = ()
    card: Card | None = None

    @property
    def summary(self) -> str:
        """The description's first line."""
        return self.description.partition("\n")[0]

    def as_json(self) -> dict[str, Any]:
        """The entry as JSON values."""
        return asdict(self)

    def lines(self) -> list[str]:
        """The entry's page, line by line."""
        out = [f"{self.id}  ({self.family}, {self.acts})", "", self.description, ""]
        for name, pairs in (("fixes", self.fixes), ("suggests", self.suggests)):
            out += [f"{name}:  {before!r}  →  {after!r}" for before, after in pairs]
        out += [f"keeps:  {text!r}" for text in self.keeps]
        if self.card is not None:
            out += ["", *_card_lines(self.card)]
        return out


def _card_lines(found: Card) -> list[str]:
    share = ""
    if found.on_spans is not None:
        share = f", {found.on_spans:.0%} on marked errors (by chance {found.chance or 0:.0%})"
    return [
        f"measured: {found.fired} edits on the dev data{share}, "
        f"{found.clean_per_1kw:g} per 1,000 words of clean English",
        f"read by eye: {found.right} right, {found.neutral} neutral, {found.wrong} wrong; bar {found.bar:.0%}",
    ]


def _of_rule(rule: Rule) -> Entry:
    return Entry(
        id=rule.id,
        family=rule.family,
        acts="safe" if rule.fixes else "suggested",
        description=rule.description,
        fixes=tuple(rule.fixes.items()),
        suggests=tuple(rule.suggests.items()),
        keeps=rule.keeps,
        card=card(rule.id),
    )


def catalogue(language: str) -> dict[str, Entry]:
    """All rules by id, in the order in which they run. language: "en-US" or "en-GB"."""
    entries = [_of_rule(rule) for rule in rules_of(*BEFORE_ENGINE)]
    policy = load_policy(language)
    acts = {"act": "safe", "likely": "safe", "translated": "safe", "suggest": "suggested", "off": "off"}
    entries += [
        Entry(row.id, "languagetool", acts[row.action], row.description, card=card(row.id)) for row in policy.rows
    ]
    entries += [_of_rule(rule) for rule in load_terms(language).as_rules()]
    entries += [_of_rule(rule) for rule in rules_of(*AFTER_ENGINE)]
    return {entry.id: entry for entry in entries}
