"""Reading: an article's bytes to its decoded text, and the structure that its own format declares."""

from pipeline.reading.decode import decode
from pipeline.reading.media import media_type
from pipeline.reading.records import BadRecord, records
from pipeline.reading.unreadable import Unreadable

__all__ = ["BadRecord", "Unreadable", "decode", "media_type", "records"]
