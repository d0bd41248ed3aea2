"""The answers of a resolved query about annotations, document by document.

Documents are looked at in their order, a few at first and more at a time afterwards: the first
answers come at once, and a caller that has enough stops. Where words (`search.py`) or something
rare (`narrowing.py`) tell the documents, the caller says which they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlite_utils import Database

from annotator.core.model import REVIEWS, STATUSES, Review
from annotator.core.model.query import And, Around, Incomplete, Inside, Is, Query
from annotator.core.storage.beside import Beside
from annotator.core.storage.narrowing import COUNTED
from annotator.core.storage.query_sql import Compiler
from annotator.core.storage.rows import Names, from_blob
from annotator.core.text import Span

_FIRST, _MOST = 40, 1_000
_AT_ONCE = 400  # documents named one by one in a statement


@dataclass(frozen=True, slots=True)
class Answer:
    """An annotation that a query found; `span` is None for a relation.

    `number` is its document's place in the project's order.
    """

    number: int
    annotation: str
    layer: str
    label: str
    annotator: str
    review: Review
    span: Span | None


class Queries:
    """The questions of a reader that are queries."""

    _db: Database
    _beside: Beside | None = None

    def _names_for(self, rows: list[tuple[Any, ...]]) -> Names:
        raise NotImplementedError

    def answers(
        self, query: Query, *, after: int = -1, among: Iterable[int] | None = None
    ) -> Iterator[list[Answer]]:
        """What the resolved query finds, past the document with number `after`.

        In the order of documents and texts, a list for each look at some documents, which may be
        empty: between two of them the caller may stop. `among` are the only documents to look at,
        in their order.
        """
        with self._compiled(query) as (where, values):
            if where == "0":
                return
            sql = (
                'SELECT a.id, a.annotator, a.label, a.start, a."end", a.review, a.document '
                f"FROM annotations AS a WHERE {{documents}} AND ({where}) "
                'ORDER BY a.document, a.start, a."end" DESC, a.id'
            )
            for documents in self._looks(after, among, only=_of_documents(query)):
                rows = self._db.execute(sql.format(documents=documents), values).fetchall()
                names = self._names_for(rows) if rows else None
                yield [_answer(row, names) for row in rows] if names else []

    def answer_counts(self, query: Query, *, among: Iterable[int] | None = None) -> Iterator[int]:
        """How many annotations the query finds, a number for each look at some documents."""
        with self._compiled(query) as (where, values):
            sql = f"SELECT count(*) FROM annotations AS a WHERE {{documents}} AND ({where})"
            for documents in self._looks(-1, among, first=_MOST, only=_of_documents(query)):
                yield int(self._db.execute(sql.format(documents=documents), values).fetchone()[0])

    def document_numbered(self, number: int) -> tuple[str, str, str, str]:
        """The id, name, title and text of the document with this number; empty where none is."""
        row = self._db.execute(
            "SELECT d.id, d.name, d.title, t.text FROM documents AS d "
            "JOIN texts AS t ON t.document = d.number WHERE d.number = ?",
            (number,),
        ).fetchone()
        return (from_blob("d", row[0]), *row[1:]) if row else ("", "", "", "")

    def status_at(self, number: int) -> str:
        """The status of the document with this number."""
        row = self._db.execute(
            "SELECT status FROM documents WHERE number = ?", (number,)
        ).fetchone()
        return str(row[0]) if row else ""

    def document_numbers(self, after: int = -1) -> Iterator[int]:
        """The numbers of all documents past one, in their order."""
        while True:
            rows = self._db.execute(
                "SELECT number FROM documents WHERE number > ? ORDER BY number LIMIT 500", (after,)
            ).fetchall()
            if not rows:
                return
            yield from (row[0] for row in rows)
            after = rows[-1][0]

    def document_keys(self, last: int) -> list[tuple[int, bytes]]:
        """The numbers of the documents up to one, and the sixteen bytes of their ids."""
        return self._db.execute(
            "SELECT number, id FROM documents WHERE number <= ? ORDER BY number", (last,)
        ).fetchall()

    @contextmanager
    def _compiled(self, query: Query) -> Iterator[tuple[str, list[Any]]]:
        """The condition and its values, as long as it is asked."""
        rows = self._db.execute("SELECT layer, name, number FROM labels").fetchall()
        annotators = self._db.execute("SELECT name, number FROM annotators").fetchall()
        beside = self._beside = self._beside or Beside(self._db)
        labels = {(layer, name): number for layer, name, number in rows}
        compiler = Compiler(labels, dict(annotators), beside)
        try:
            yield compiler.condition(query), compiler.values
        finally:
            beside.drop(compiler.asked)

    def _looks(
        self, after: int, among: Iterable[int] | None, first: int = _FIRST, only: str = ""
    ) -> Iterator[str]:
        """The conditions on the documents to look at, one after the other."""
        count = first
        if among is not None:
            numbers = iter(among)
            count = min(first, _AT_ONCE)
            while some := list(islice(numbers, count)):
                if some[-1] > after:
                    yield f"a.document IN ({', '.join(str(each) for each in some if each > after)})"
                count = min(2 * count, _AT_ONCE)
            return
        last = self._db.execute("SELECT coalesce(max(number), -1) FROM documents").fetchone()[0]
        while after < last:
            if only:
                yield (
                    "a.document IN (SELECT d.number FROM documents AS d "
                    f"WHERE d.number > {after} AND d.number <= {after + count} AND {only})"
                )
            else:
                yield f"a.document > {after} AND a.document <= {after + count}"
            after += count
            count = min(2 * count, _MOST)


def _of_documents(query: Query) -> str:
    """What a document must be to have answers at all, by the columns that lists of them have."""
    match query:
        case And(parts):
            return " AND ".join(each for each in map(_of_documents, parts) if each)
        case Inside(what, _) | Around(what, _):
            return _of_documents(what)
        case Is(fact="status", value=value) if value in STATUSES:
            return f"d.status = '{value}'"
        case Is(fact="review", value=value) if value in COUNTED:
            return f"d.{COUNTED[value]} > 0"
        case Incomplete():
            return "d.incomplete_count > 0"
        case _:
            return ""


def _answer(row: tuple[Any, ...], names: Names) -> Answer:
    key, annotator, label, start, end, review, number = row
    layer, code = names.labels[label]
    span = Span(start, end) if start is not None else None
    return Answer(
        number, from_blob("a", key), layer, code, names.annotators[annotator], REVIEWS[review], span
    )
