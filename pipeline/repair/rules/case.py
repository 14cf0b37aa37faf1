"""Repairs of case."""
