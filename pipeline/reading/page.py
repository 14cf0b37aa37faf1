"""What a format's reader hands over: the text it renders, and what the format declares about it."""

from dataclasses import dataclass

from pipeline.model import Mark, Problem


@dataclass(frozen=True, slots=True)
class Page:
    """A rendered source: text, the codec of its bytes, its own title outside the text if any, marks and problems."""

    text: str
    encoding: str
    title: str | None = None
    marks: tuple[Mark, ...] = ()
    problems: tuple[Problem, ...] = ()
