"""Review: the editor's page, decisions that stick, suggestions from the batch, exports and reports.

`page.write`, `serve.serve`, `decisions.load`, `suggest.suggest`, `export.export`, `report.report`. Nothing is imported
here: a run needs the decisions, and not what the page is made with.
"""
