"""What passes between the run and its workers."""

from dataclasses import dataclass

from pipeline.model import Source


@dataclass(frozen=True, slots=True)
class Job:
    """An article to be made. name: of its outputs, under CLEANED; recipe: its own; listed: whether it has an entry."""

    number: int
    source: Source
    name: str
    recipe: str
    listed: bool


class Unwritable(Exception):
    """CLEANED can't be written any more; the next article would fail as well."""

    def __init__(self, error: OSError) -> None:
        super().__init__(str(error))
        self.error = error

    def __reduce__(self) -> tuple[type["Unwritable"], tuple[OSError]]:
        return type(self), (self.error,)
