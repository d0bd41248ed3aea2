"""Which annotations lie in another one that answers a condition, or hold such a one.

SQLite has no index on where annotations start: for each of a document's annotations it would look
at all others: 12 seconds for 20,000 of them. Here the others of a document are read once, sorted,
and each question is a search by halves.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import count
from operator import itemgetter
from typing import Any, Literal

from sqlite_utils import Database

Way = Literal["inside", "around"]
_KEPT = 64  # documents whose annotations are kept sorted: they are asked about in their order


class Extents:
    """The extents of some annotations of a document, to be asked which lie within which."""

    def __init__(self, way: Way, rows: Iterable[tuple[int, int, bytes]]) -> None:
        # What holds an annotation starts no later and ends no earlier; what it holds is the same
        # with both ends negative.
        self._sign = 1 if way == "inside" else -1
        sorted_rows = sorted(
            ((self._sign * start, self._sign * end, key) for start, end, key in rows),
            key=itemgetter(0),
        )
        self._starts = [start for start, _, _ in sorted_rows]
        # For each start: the farthest end so far, whose it is, and the farthest of another one.
        self._farthest: list[tuple[float, bytes, float]] = []
        first, whose, second = float("-inf"), b"", float("-inf")
        for _, end, key in sorted_rows:
            if end > first:
                first, whose, second = end, key, first
            else:
                second = max(second, end)
            self._farthest.append((first, whose, second))

    def has_for(self, start: int, end: int, key: bytes) -> bool:
        """Whether one of them, other than that with this key, holds this extent (or lies in it)."""
        place = bisect_right(self._starts, self._sign * start) - 1
        if place < 0:
            return False
        first, whose, second = self._farthest[place]
        return (second if whose == key else first) >= self._sign * end


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
