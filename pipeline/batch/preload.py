"""What the server process of the workers loads once, so that each worker forked from it has it already.

Importing this loads the program's code, spaCy, the packaged model and LanguageTool's dictionaries, and makes one
article without an engine, which builds what is otherwise built when a rule or a table is first used, in memory that all
workers share. What patterns are compiled to, and what is read off them, is kept for the next process (`compiled.py`,
`repair/readings.py`): with that it takes a quarter of the time. A worker started without this would take all again. (A
model or a variety of English that the settings name is loaded by each worker.)
"""

import gc

from pipeline import article, compiled, kit, language
from pipeline.batch import bench
from pipeline.engine import client
from pipeline.model import Source
from pipeline.repair import readings
from pipeline.settings import Settings, default_home

__all__ = ["bench", "client"]

COLLECTED_AFTER = 50_000
"""New objects after which the collector looks for cycles. Nearly all that an article makes go when the last name for
them does; at Python's own 700 or 2,000 looking took a twentieth of the time."""


PLAIN = "The old clock on the wall had belonged to her grandmother, who wound it every Sunday after breakfast. " * 6
"""An article without signs of translation, which are looked for to its end."""


def rehearse() -> None:
    """Make an article that gives every rule something to do, the first example of each behind signs of translation, and
    one that shows no such signs."""
    settings = Settings()
    tools = kit.toolbox(settings)
    rules = (*tools.before, *tools.after, *tools.last)
    texts = ["Six reasons", "1、The child of she，often hot。", *(next(iter(rule.fixes), "") for rule in rules)]
    for text in ("\n\n".join(filter(None, texts)), PLAIN):
        article.make(Source("rehearsal", "rehearsal.txt", text.encode(), "text/plain"), kit.Kit(settings, tools))
    worthy = kit.worth(settings)
    if worthy is not None:
        for text in texts:
            worthy(text)


language.load()
rehearse()
readings.keep(default_home())
compiled.keep(default_home())
gc.collect()
gc.freeze()  # and stays shared: a collector that looks at it would copy it
gc.set_threshold(COLLECTED_AFTER)
