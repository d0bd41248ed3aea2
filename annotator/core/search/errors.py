"""What is wrong with a query, and where."""

from __future__ import annotations

from annotator.core.errors import InputError


class SearchError(InputError):
    """A query that cannot be understood; `start` and `end` are its place in it (code points)."""

    def __init__(self, template: str, start: int, end: int, **details: object) -> None:
        super().__init__(template, **details)
        self.start = start
        self.end = end
