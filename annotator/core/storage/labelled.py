"""What a project has under some labels, over all of its documents: for changes of the labels.

Of rare labels the annotations are found through their index. Of frequent ones it is quicker to look
at every annotation once, in the order in which they lie: tens of milliseconds for a hundred
thousand.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlite_utils import Database

from annotator.core.model import Annotation
from annotator.core.storage.rows import AnnotationRows, Names, from_blob

LabelKey = tuple[str, str]
"""A layer and the code of one of its labels."""


@dataclass(frozen=True, slots=True)
class WithValue:
    """Only annotations in which an attribute has one of some values.

    `default` is the value of those without the attribute.
    """

    attribute: str
    default: str
    values: tuple[str, ...]

    def condition(self) -> tuple[str, tuple[str, ...]]:
        """The condition in SQL, and the values that fill it."""
        marks = ", ".join("?" * len(self.values))
        return f" AND {_VALUE} IN ({marks})", (self.attribute, self.default, *self.values)


_FREQUENT = 10  # labels are frequent that more than one annotation in so many has
# The value of an attribute; NULLIF, since an empty one is none.
_VALUE = (
    "COALESCE(NULLIF((SELECT v.value FROM attributes AS v WHERE v.document = a.document "
    "AND v.annotation = a.id AND v.name = ?), ''), ?)"
)
_ROWS = (
    'SELECT a.document, a.id, a.annotator, a.label, a.start, a."end", a.note, a.confidence, '
    "a.review, a.origin, a.created, a.updated FROM annotations AS a WHERE {among} "
    "ORDER BY a.document, a.id"
)
_CHILDREN = (
    'SELECT a.document, a.id, c.argument, c.start, c."end" FROM annotations AS a '
    "CROSS JOIN fragments AS c ON c.document = a.document AND c.annotation = a.id "
    "WHERE {among} ORDER BY a.document, a.id, c.argument, c.position",
    'SELECT a.document, a.id, c.position, c.role, c.target, c.start, c."end" '
    "FROM annotations AS a "
    "CROSS JOIN arguments AS c ON c.document = a.document AND c.annotation = a.id "
    "WHERE {among} ORDER BY a.document, a.id, c.position",
    "SELECT a.document, a.id, c.name, c.value FROM annotations AS a "
    "CROSS JOIN attributes AS c ON c.document = a.document AND c.annotation = a.id "
    "WHERE {among} ORDER BY a.document, a.id, c.name",
)
_REFERRING = (
    "FROM annotations AS a "
    "CROSS JOIN arguments AS r ON r.document = a.document AND r.target = a.id "
    "JOIN annotations AS h ON h.document = r.document AND h.id = r.annotation "
    "JOIN labels AS l ON l.number = h.label WHERE {among}"
)


class LabelQuestions:
    """The questions of a reader that are about labels of the whole project."""

    _db: Database

    def _assemble(
        self, number: int, document_id: str, only: bytes | None = None
    ) -> list[Annotation]:
        raise NotImplementedError

    def _names_for(self, rows: list[tuple[Any, ...]]) -> Names:
        raise NotImplementedError

    def labelled(self, labels: Collection[LabelKey]) -> Iterator[list[Annotation]]:
        """The annotations that have one of these labels, a list for each document.

        In a list they are in the order of their ids.
        """
        among = self._among(labels)
        if not among:
            return
        rows = self._db.execute(_ROWS.format(among=among)).fetchall()
        children = [_by_document(self._db.execute(each.format(among=among))) for each in _CHILDREN]
        ids = self._document_ids()
        names = self._names_for([row[1:] for row in rows])
        for number, group in groupby(rows, key=itemgetter(0)):
            own = [row[1:] for row in group]
            fragments, arguments, attributes = (each.get(number, []) for each in children)
            yield AnnotationRows(ids[number], own, fragments, arguments, attributes).assemble(names)

    def labelled_page(
        self,
        labels: Collection[LabelKey],
        *,
        limit: int,
        offset: int = 0,
        only: WithValue | None = None,
    ) -> list[Annotation]:
        """Some of the annotations with these labels, in the order of documents and texts."""
        among = self._among(labels)
        if not among:
            return []
        narrower, values = only.condition() if only else ("", ())
        rows = self._db.execute(
            "SELECT a.document, d.id, a.id FROM annotations AS a "
            f"JOIN documents AS d ON d.number = a.document WHERE {among}{narrower} "
            'ORDER BY a.document, a.start, a."end" DESC, a.id LIMIT ? OFFSET ?',
            (*values, limit, offset),
        ).fetchall()
        return [
            each
            for number, document, annotation in rows
            for each in self._assemble(number, from_blob("d", document), annotation)
        ]

    def labelled_documents(
        self, labels: Collection[LabelKey], *, only: WithValue | None = None
    ) -> int:
        """How many documents have annotations with one of these labels."""
        among = self._among(labels)
        if not among:
            return 0
        narrower, values = only.condition() if only else ("", ())
        sql = f"SELECT count(DISTINCT a.document) FROM annotations AS a WHERE {among}{narrower}"
        return int(self._db.execute(sql, values).fetchone()[0])

    def role_counts(self, labels: Collection[LabelKey]) -> dict[str, int]:
        """How often the annotations with these labels have each role filled."""
        return self._counts("c.role", "arguments", labels)

    def attribute_counts(self, labels: Collection[LabelKey]) -> dict[str, int]:
        """How many of the annotations with these labels have each attribute."""
        return self._counts("c.name", "attributes", labels)

    def value_counts(
        self, labels: Collection[LabelKey], attribute: str, default: str = ""
    ) -> dict[str, int]:
        """How many of the annotations with these labels have each value of an attribute.

        Those without the attribute count under `default`.
        """
        among = self._among(labels)
        if not among:
            return {}
        sql = (
            f"SELECT {_VALUE} AS value, count(*) FROM annotations AS a WHERE {among} "
            "GROUP BY value ORDER BY value"
        )
        return dict(self._db.execute(sql, (attribute, default)).fetchall())

    def referring_counts(self, labels: Collection[LabelKey]) -> dict[str, int]:
        """How many annotations of each layer have one with these labels as an argument."""
        among = self._among(labels)
        if not among:
            return {}
        sql = f"SELECT DISTINCT l.layer, r.document, r.annotation {_REFERRING.format(among=among)}"
        return dict(
            self._db.execute(f"SELECT layer, count(*) FROM ({sql}) GROUP BY layer").fetchall()
        )

    def referring_ids(self, labels: Collection[LabelKey]) -> dict[str, list[str]]:
        """The annotations that have one with these labels as an argument: ids by document."""
        among = self._among(labels)
        if not among:
            return {}
        ids = self._document_ids()
        found: dict[str, list[str]] = {}
        for number, key in self._db.execute(
            f"SELECT DISTINCT r.document, r.annotation {_REFERRING.format(among=among)}"
        ):
            found.setdefault(ids[number], []).append(from_blob("a", key))
        return found

    def _counts(
        self,
        column: str,
        table: str,
        labels: Collection[LabelKey],
    ) -> dict[str, int]:
        among = self._among(labels)
        if not among:
            return {}
        sql = (
            f"SELECT {column}, count(*) FROM annotations AS a CROSS JOIN {table} AS c "
            f"ON c.document = a.document AND c.annotation = a.id "
            f"WHERE {among} GROUP BY {column} ORDER BY {column}"
        )
        return dict(self._db.execute(sql).fetchall())

    def _among(self, labels: Collection[LabelKey]) -> str:
        """The condition that an annotation has one of these labels; "" where none has."""
        wanted = set(labels)
        rows = self._db.execute("SELECT number, layer, name FROM labels").fetchall()
        numbers = [number for number, *key in rows if tuple(key) in wanted]
        return with_labels(self._db, numbers) if numbers else ""

    def _document_ids(self) -> dict[int, str]:
        rows = self._db.execute("SELECT number, id FROM documents")
        return {number: from_blob("d", key) for number, key in rows}


def with_labels(db: Database, numbers: Collection[int]) -> str:
    """The condition that an annotation has one of these labels; a `+` keeps SQLite off the index.

    Without statistics SQLite takes any index that fits, and for frequent labels then reads and
    sorts a million rows to give the first page.
    """
    counts = dict(db.execute("SELECT number, count FROM labels").fetchall())
    is_frequent = sum(counts.get(each, 0) for each in numbers) * _FREQUENT > sum(counts.values())
    return f"{'+' if is_frequent else ''}a.label IN ({', '.join(map(str, numbers))})"


def _by_document(rows: Iterable[tuple[Any, ...]]) -> dict[int, list[tuple[Any, ...]]]:
    """Rows that begin with the number of their document, without it, by that number."""
    found: dict[int, list[tuple[Any, ...]]] = {}
    for number, *rest in rows:
        found.setdefault(number, []).append(tuple(rest))
    return found
