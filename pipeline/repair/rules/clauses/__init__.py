"""How clauses are built and parted: order, small words that they lack, commas and stops."""

from pipeline.repair.rules.clauses import asked, commas, fragments, gaps, openings, order, rows, stops

__all__ = [
    "asked",
    "commas",
    "fragments",
    "gaps",
    "openings",
    "order",
    "rows",
    "stops",
]
