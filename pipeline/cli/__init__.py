"""The command line: parses, calls the rooms, prints. No logic of its own."""

from pipeline.cli.app import app, main

__all__ = ["app", "main"]
