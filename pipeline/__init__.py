"""translation-cleaner: turns raw machine-translated articles into clean, structured, validated content."""

__version__ = "0.1.0"
