"""Repairs of doubling."""
