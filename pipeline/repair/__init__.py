"""Repair: rules, terms and the engine propose changes to a block's text; one applier decides, applies and records."""

from pipeline.model import Repaired
from pipeline.repair.repair import Check, Decide, ReplayError, replay, undo
from pipeline.repair.sentences import by_sentence
from pipeline.repair.toolbox import Toolbox, open_toolbox

__all__ = ["Check", "Decide", "Repaired", "ReplayError", "Toolbox", "by_sentence", "open_toolbox", "replay", "undo"]
