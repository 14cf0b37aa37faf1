"""Grammar: agreement, articles, verb forms and pronouns, where the wording or the parse leaves no doubt."""

import re
from collections.abc import Iterable

from pipeline.repair.rule import Change, Passage, rule

_A_UNCOUNTABLE = re.compile(r"\b(informations|advices|furnitures|equipments|knowledges|homeworks|luggages)\b", re.I)


@rule(
    "grammar",
    fixes={"For more informations, ask the seller.": "For more information, ask the seller."},
    keeps=("More information is on the label.", "She advises new mothers."),
    trigger=r"(?i)ments\b|tions\b|vices\b|tures\b|dges\b|works\b|ages\b",
)
def uncountable_plural(passage: Passage) -> Iterable[Change]:
    """Take the plural s from a noun that has no plural (informations, advices)."""
    for match in _A_UNCOUNTABLE.finditer(passage.text):
        yield Change(match.start(), match.end(), match[0][:-1], "This noun has no plural.")
