"""Repair: rules, terms and the engine propose changes to a block's text; one applier decides, applies and records."""

from pipeline.model import Repaired
from pipeline.repair.asking import asked_where_worth, worth_asking
from pipeline.repair.repair import Check, Decide, ReplayError, replay, undo
from pipeline.repair.sentences import by_sentence
from pipeline.repair.toolbox import Toolbox, open_toolbox

__all__ = [
    "Check",
    "Decide",
    "Repaired",
    "ReplayError",
    "Toolbox",
    "asked_where_worth",
    "by_sentence",
    "open_toolbox",
    "replay",
    "undo",
    "worth_asking",
]
