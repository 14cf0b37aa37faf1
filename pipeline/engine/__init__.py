"""LanguageTool as a service: found or fetched, started, watched and stopped; asked block by block."""

from pipeline.engine.dictionary import Dictionary
from pipeline.engine.engine import Engine, Result
from pipeline.engine.errors import EngineFailed, EngineUnavailable
from pipeline.engine.service import fingerprint, install, open_dictionary, open_engine, start, status, stop
from pipeline.engine.settings import EngineSettings
from pipeline.model import Match

__all__ = [
    "Dictionary",
    "Engine",
    "EngineFailed",
    "EngineSettings",
    "EngineUnavailable",
    "Match",
    "Result",
    "fingerprint",
    "install",
    "open_dictionary",
    "open_engine",
    "start",
    "status",
    "stop",
]
