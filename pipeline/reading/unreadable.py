"""What is raised when a source can't be turned into text."""

from typing import Literal


class Unreadable(ValueError):
    """A source that is no text: binary content, a broken container, nothing decodable, or over a limit.

    The message is a sentence that a person understands; `details` is for developers; `cause` is "source", or "limit"
    when a setting forbids it; `stage` is where it happened.
    """

    def __init__(self, message: str, details: str = "", cause: Literal["source", "limit"] = "source") -> None:
        super().__init__(message)
        self.stage = "reading"
        self.details = details
        self.cause = cause
