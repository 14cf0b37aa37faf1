"""Repairs of punctuation."""
