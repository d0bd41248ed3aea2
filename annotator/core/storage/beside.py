"""Which annotations lie in another one that answers a condition, or hold such a one.

SQLite has no index on where annotations start: for each of a document's annotations it would look
at all others: 12 seconds for 20,000 of them. Here the others of a document are read once, sorted,
and each question is a search by halves.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count
from typing import Any

from sqlite_utils import Database

from annotator.core.text import Extents, Way

_KEPT = 64  # documents whose annotations are kept sorted: they are asked about in their order


class Beside:
    """Answers the SQL function `hashiya_beside(question, document, start, end, id)`.

    A question is a condition on the other annotations (alias `b`); it is asked under its number
    until it is dropped.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self._numbers = count(1)
        self._questions: dict[int, tuple[Way, str, Sequence[Any]]] = {}
        self._known: dict[tuple[int, int], Extents] = {}
        db.conn.create_function("hashiya_beside", 5, self._has)

    def ask(self, way: Way, condition: str, values: Sequence[Any]) -> int:
        """Keep a question; the number under which the function knows it."""
        number = next(self._numbers)
        self._questions[number] = (way, condition, values)
        return number

    def drop(self, numbers: Iterable[int]) -> None:
        """Forget questions, and what was read for them."""
        gone = set(numbers)
        for number in gone:
            self._questions.pop(number, None)
        self._known = {key: kept for key, kept in self._known.items() if key[0] not in gone}

    def _has(
        self, question: int, document: int, start: int | None, end: int | None, key: bytes
    ) -> bool:
        if start is None or end is None:
            return False
        known = self._known.get((question, document))
        if known is None:
            known = self._read(question, document)
        return known.has_for(start, end, key)

    def _read(self, question: int, document: int) -> Extents:
        way, condition, values = self._questions[question]
        rows = self._db.execute(
            'SELECT b.start, b."end", b.id FROM annotations AS b '
            f"WHERE b.document = ? AND b.start IS NOT NULL AND ({condition})",
            (document, *values),
        ).fetchall()
        while len(self._known) >= _KEPT:
            del self._known[next(iter(self._known))]
        found = self._known[question, document] = Extents(way, rows)
        return found
