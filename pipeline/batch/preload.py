"""What the server process of the workers loads once, so that each worker forked from it has it already.

Importing this loads the program's code, spaCy, the packaged model and LanguageTool's dictionaries: 2.3 s of one core,
and memory that all workers share. A worker started without it would take both again. (A model or a variety of English
that the settings name is loaded by each worker.)
"""

import gc

from pipeline import kit, language
from pipeline.batch import bench
from pipeline.settings import Settings

__all__ = ["bench"]

language.load()
kit.worth(Settings())
gc.collect()
gc.freeze()  # and stays shared: a collector that looks at it would copy it
