"""What becomes of LanguageTool's findings under the policy: an edit, a suggestion, or nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.model import Match
from pipeline.repair import spelling
from pipeline.repair.context import Context
from pipeline.repair.lt_guards import spoils
from pipeline.repair.policy import Policy, Row, guards
from pipeline.repair.rule import Change

MOST_ALTERNATIVES = 5
"""How many replacements a suggestion offers."""
_SILENT = frozenset(["compound", "single_space", "not_an_enumeration", "function_word", "no_quotes"])
"""Guards whose refusal means that the finding is no fault, so that it isn't suggested either."""


@dataclass(frozen=True, slots=True)
class Findings:
    """LanguageTool's findings as proposals under a policy."""

    policy: Policy

    def changes(self, text: str, matches: Iterable[Match], context: Context) -> list[tuple[str, Change]]:
        """The matches as proposals, (rule id, change) ordered by place and without overlaps: an acting one goes before
        one that only suggests. A match without a replacement that can be used gives none."""
        found: list[tuple[str, Change]] = []
        for match in matches:
            row = self.policy.row(match)
            if not self.policy.wants(row, match) or not 0 <= match.start <= match.end <= len(text):
                continue
            change = self._change(text, match, row, context)
            if change is not None:
                found.append((match.rule_id, change))
        found.sort(key=lambda pair: (not pair[1].safe, pair[1].start, pair[1].end))
        taken: list[tuple[str, Change]] = []
        for rule_id, change in found:
            if all(change.end <= other.start or change.start >= other.end for _, other in taken):
                taken.append((rule_id, change))
        return sorted(taken, key=lambda pair: (pair[1].start, pair[1].end))

    def _change(self, text: str, match: Match, row: Row, context: Context) -> Change | None:
        before = text[match.start : match.end]
        if match.rule_id.startswith("MORFOLOGIK"):
            return spelling.change(text, match, context)
        options = tuple(dict.fromkeys(r for r in match.replacements if r != before))
        if not options:
            return None
        if row.action in ("act", "likely") or (row.action == "translated" and context.literal):
            guarded = guards()[row.guard](text, match) if row.guard else options[0]
            if spoils(text, match, guarded or options[0]):
                return None
            if guarded is not None and guarded != before:
                return Change(match.start, match.end, guarded, match.message, row.action != "likely" or context.evident)
            return None if row.guard in _SILENT else self._suggestion(match, options)
        return self._suggestion(match, options)

    @staticmethod
    def _suggestion(match: Match, options: tuple[str, ...]) -> Change | None:
        alternatives = options[1:MOST_ALTERNATIVES]
        return Change(match.start, match.end, options[0], match.message, False, alternatives)
