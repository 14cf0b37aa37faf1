"""Review: the editor's page, decisions that stick, suggestions from the batch, exports and reports."""
