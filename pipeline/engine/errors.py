"""What can go wrong with the engine: it can't be had at all, or it could not check one text."""

from pipeline.model import Refusal


class EngineUnavailable(Refusal):
    """The engine cannot be had (exit code 3). `advice` says in one or two sentences what a person can do about it."""

    exit_code = 3

    def __init__(self, message: str, advice: str) -> None:
        super().__init__(f"{message} {advice}")
        self.message = message
        self.advice = advice

    def __reduce__(self) -> tuple[type["EngineUnavailable"], tuple[str, str]]:
        """Pickle by both parts, so that the error crosses process borders whole."""
        return type(self), (self.message, self.advice)


class EngineFailed(RuntimeError):
    """One text could not be checked: the server hung, died or answered garbage, and the retries did too."""
