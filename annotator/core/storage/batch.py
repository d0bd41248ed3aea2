"""The rows of annotations of one document, gathered and inserted table by table."""

from __future__ import annotations

from itertools import chain

from sqlite_utils import Database

from annotator.core.model import REVIEWS, Annotation
from annotator.core.storage.rows import to_blob
from annotator.core.text import Span, Spans

# Rows that one statement inserts: a statement a row costs a fifth more (measured).
_ROWS_AT_ONCE = 20
_REVIEW_NUMBERS = {review: number for number, review in enumerate(REVIEWS)}
_Row = tuple[object, ...]


class Batch:
    """The rows of annotations of one document, table by table."""

    def __init__(self, number: int, text: str) -> None:
        self._number = number
        self._text = text
        self._annotations: list[_Row] = []
        self._fragments: list[_Row] = []
        self._arguments: list[_Row] = []
        self._attributes: list[_Row] = []

    def add(self, annotation: Annotation, annotator: int, label: int, *, incomplete: bool) -> None:
        """Add the rows of one annotation; TextError where a span ends past the end of the text."""
        number = self._number
        key = to_blob(annotation.id)
        start, end, covered = self._extent(key, -1, annotation.spans)
        self._annotations.append(
            (
                number,
                key,
                annotator,
                label,
                start,
                end,
                covered,
                annotation.note,
                annotation.confidence,
                _REVIEW_NUMBERS[annotation.review],
                annotation.origin,
                int(incomplete),
                annotation.created,
                annotation.updated,
            )
        )
        for position, argument in enumerate(annotation.arguments):
            filler = argument.filler
            if isinstance(filler, str):
                row: _Row = (number, key, position, argument.role, to_blob(filler), None, None, "")
            else:
                extent = self._extent(key, position, filler)
                row = (number, key, position, argument.role, None, *extent)
            self._arguments.append(row)
        for each in annotation.attributes:
            self._attributes.append((number, key, each.name, each.value))

    def insert(self, db: Database) -> None:
        """Insert the rows, in the order that the references between the tables ask for."""
        for table, rows in (
            ("annotations", self._annotations),
            ("fragments", self._fragments),
            ("arguments", self._arguments),
            ("attributes", self._attributes),
        ):
            if not rows:
                continue
            marks = f"({', '.join('?' * len(rows[0]))})"
            whole = len(rows) - len(rows) % _ROWS_AT_ONCE
            many = ", ".join([marks] * _ROWS_AT_ONCE)
            for first in range(0, whole, _ROWS_AT_ONCE):
                values = list(chain.from_iterable(rows[first : first + _ROWS_AT_ONCE]))
                db.execute(f"INSERT INTO {table} VALUES {many}", values)
            db.conn.executemany(f"INSERT INTO {table} VALUES {marks}", rows[whole:])

    def _extent(self, key: bytes, argument: int, spans: Spans) -> tuple[object, object, str]:
        """Start, end and text of what the spans cover; several also become fragments."""
        if len(spans) == 1:
            return spans[0].start, spans[0].end, spans[0].text_in(self._text)
        if not spans:
            return None, None, ""
        self._fragments += [
            (self._number, key, argument, position, each.start, each.end, each.text_in(self._text))
            for position, each in enumerate(spans)
        ]
        whole = Span(spans[0].start, spans[-1].end)
        return whole.start, whole.end, whole.text_in(self._text)
