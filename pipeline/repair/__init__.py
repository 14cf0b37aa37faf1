"""Repair: rules, terms and the engine propose changes to a block's text; one applier decides, applies and records.

Nothing is imported here: LanguageTool's policy, which every run reads, needs none of the rules, which take seconds to
import, and a run whose workers are at hand (`pipeline engine start`) needs no rules of its own.
"""
