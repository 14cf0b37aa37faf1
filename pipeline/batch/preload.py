"""What the server process of the workers loads once, so that each worker forked from it has it already.

Importing this loads the program's code, spaCy, the packaged model and LanguageTool's dictionaries: 2.3 s of one core,
and memory that all workers share. A worker started without it would take both again. (A model or a variety of English
that the settings name is loaded by each worker.)
"""

import gc

from pipeline import kit, language
from pipeline.batch import bench
from pipeline.repair.roster import Roster
from pipeline.repair.rule import rules_of
from pipeline.repair.rules import AFTER_ENGINE, BEFORE_ENGINE
from pipeline.settings import Settings

__all__ = ["bench"]

language.load()
Roster([rule for module in (*BEFORE_ENGINE, *AFTER_ENGINE) for rule in rules_of(module)])  # reads their triggers
kit.worth(Settings())
gc.collect()
gc.freeze()  # and stays shared: a collector that looks at it would copy it
