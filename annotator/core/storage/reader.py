"""Reading a project: every question that the rest of the program asks of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlite_utils import Database

from annotator.core.errors import N_, NotFoundError
from annotator.core.model import (
    STATUSES,
    Annotation,
    Document,
    DocumentSummary,
    Status,
    is_identifier,
)
from annotator.core.storage.cast_reader import CastReader
from annotator.core.storage.labelled import LabelQuestions
from annotator.core.storage.past import PastReader
from annotator.core.storage.querying import Queries
from annotator.core.storage.reviewing import ReviewQuestions
from annotator.core.storage.rows import (
    ANNOTATION_COLUMNS,
    AnnotationRows,
    Names,
    from_blob,
    metadata_from_json,
    to_blob,
)

_SUMMARY = (
    "SELECT id, number, name, title, direction, status, length, annotation_count, "
    "incomplete_count FROM documents"
)
_DOCUMENT = (
    "SELECT d.id, d.name, d.title, t.text, d.direction, d.language, d.source, d.url, "
    "d.published, d.metadata, d.status, d.split, d.group_name "
    "FROM documents AS d JOIN texts AS t ON t.document = d.number"
)
_ANNOTATIONS = f"SELECT {ANNOTATION_COLUMNS} FROM annotations AS a WHERE a.document = ?"
# the total order of annotations, as `annotation_sort_key` has it: NULLs come first, as relations do
_IN_ORDER = ' ORDER BY a.start, a."end" DESC, a.id'
_CHILDREN = (
    'SELECT annotation, argument, start, "end" FROM fragments WHERE document = ?{only} '
    "ORDER BY annotation, argument, position",
    'SELECT annotation, position, role, target, start, "end" FROM arguments '
    "WHERE document = ?{only} ORDER BY annotation, position",
    "SELECT annotation, name, value FROM attributes WHERE document = ?{only} "
    "ORDER BY annotation, name",
)


class Reader(LabelQuestions, ReviewQuestions, CastReader, PastReader, Queries):
    """The questions; each is answered from the last committed state, or from one snapshot."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._names = Names({}, {})

    # -- documents ------------------------------------------------------------------------------

    def documents(
        self,
        *,
        after: int = -1,
        limit: int | None = None,
        skip: int = 0,
        statuses: Collection[Status] = (),
    ) -> list[DocumentSummary]:
        """Summaries in the project's order, past the position `after`, without the first `skip`."""
        where = ["number > ?"]
        values: list[object] = [after]
        if statuses:
            where.append(f"status IN ({', '.join('?' * len(statuses))})")
            values.extend(sorted(statuses))
        values += [-1 if limit is None else limit, skip]
        sql = f"{_SUMMARY} WHERE {' AND '.join(where)} ORDER BY number LIMIT ? OFFSET ?"
        return [_summary(row) for row in self._db.execute(sql, values)]

    def summary(self, document_id: str) -> DocumentSummary:
        """The summary of one document; NotFoundError where there is none."""
        row = None
        if is_identifier(document_id, "d"):
            row = self._db.execute(f"{_SUMMARY} WHERE id = ?", (to_blob(document_id),)).fetchone()
        if row is None:
            raise no_document(document_id)
        return _summary(row)

    def document(self, document_id: str) -> Document:
        """The document with its text; NotFoundError where there is none."""
        row = None
        if is_identifier(document_id, "d"):
            row = self._db.execute(
                f"{_DOCUMENT} WHERE d.id = ?", (to_blob(document_id),)
            ).fetchone()
        if row is None:
            raise no_document(document_id)
        return _document(row)

    def find_document(self, key: str) -> DocumentSummary:
        """The document that a person means by `key`.

        That is its id, its name, its title, or its place in the list counted from 1; a beginning
        of the id or name will do where only one document has it.

        Raises:
            NotFoundError: no document, or more than one, answers to it.
        """
        if is_identifier(key, "d"):
            return self.summary(key)
        for column in ("name", "title"):
            rows = self._db.execute(f"{_SUMMARY} WHERE {column} = ? LIMIT 2", (key,)).fetchall()
            if len(rows) == 1:
                return _summary(rows[0])
        if key.isdecimal() and int(key) >= 1:
            row = self._db.execute(
                f"{_SUMMARY} ORDER BY number LIMIT 1 OFFSET ?", (int(key) - 1,)
            ).fetchone()
            if row is not None:
                return _summary(row)
        rows = self._db.execute(
            f"{_SUMMARY} WHERE substr(name, 1, length(?1)) = ?1 "
            "OR substr('d-' || lower(hex(id)), 1, length(?1)) = ?1 LIMIT 2",
            (key,),
        ).fetchall()
        if len(rows) == 1:
            return _summary(rows[0])
        if rows:
            raise NotFoundError(
                N_("More than one document answers to “{key}”. Give its whole name or its id."),
                key=key,
            )
        raise no_document(key)

    def document_with_digest(self, sha256: str) -> str | None:
        """The id of a document whose text has this SHA-256, or None."""
        row = self._db.execute(
            "SELECT id FROM documents WHERE text_sha256 = ? ORDER BY number LIMIT 1", (sha256,)
        ).fetchone()
        return from_blob("d", row[0]) if row else None

    def document_count(self) -> int:
        """How many documents the project has."""
        return int(self._db.execute("SELECT count(*) FROM documents").fetchone()[0])

    def rank(self, position: int, *, statuses: Collection[Status] = ()) -> int:
        """How many documents (with these statuses) stand before the position."""
        where = ["number < ?"]
        if statuses:
            where.append(f"status IN ({', '.join('?' * len(statuses))})")
        sql = f"SELECT count(*) FROM documents WHERE {' AND '.join(where)}"
        return int(self._db.execute(sql, (position, *sorted(statuses))).fetchone()[0])

    def status_counts(self) -> dict[Status, int]:
        """How many documents have each status; every status stands in it."""
        found = dict(
            self._db.execute("SELECT status, count(*) FROM documents GROUP BY status").fetchall()
        )
        return {status: int(found.get(status, 0)) for status in STATUSES}

    def next_unfinished(self, after: int) -> DocumentSummary | None:
        """The next document past position `after` that is new or in progress.

        At the end it looks from the top again; None where all are finished.
        """
        for condition, value in (("number > ?", after), ("number <= ?", after)):
            found = [
                self._db.execute(
                    f"{_SUMMARY} WHERE status = ? AND {condition} ORDER BY number LIMIT 1",
                    (status, value),
                ).fetchone()
                for status in ("new", "in progress")
            ]
            rows = [row for row in found if row is not None]
            if rows:
                return _summary(min(rows, key=lambda row: int(row[1])))
        return None

    # -- annotations ----------------------------------------------------------------------------

    def annotations(self, document_id: str, *, annotator: str | None = None) -> list[Annotation]:
        """The annotations of a document in their total order, by all annotators or by one."""
        number = self.number(document_id)
        found = self._assemble(number, document_id)
        if annotator is None:
            return found
        return [each for each in found if each.annotator == annotator]

    def annotation(self, annotation_id: str, document_id: str) -> Annotation:
        """One annotation; NotFoundError where the document has none with this id."""
        found = self.find_annotation(annotation_id, self.number(document_id), document_id)
        if found is None:
            raise no_annotation(annotation_id)
        return found

    def find_annotation(
        self, annotation_id: str, number: int, document_id: str
    ) -> Annotation | None:
        """One annotation of the document with this number and id, or None."""
        if not is_identifier(annotation_id, "a"):
            return None
        found = self._assemble(number, document_id, to_blob(annotation_id))
        return found[0] if found else None

    def referring(self, annotation_id: str, document_id: str) -> list[Annotation]:
        """The annotations that have this one as an argument."""
        number = self.number(document_id)
        rows = self._db.execute(
            "SELECT DISTINCT annotation FROM arguments WHERE document = ? AND target = ?",
            (number, to_blob(annotation_id)),
        ).fetchall()
        return [each for row in rows for each in self._assemble(number, document_id, row[0])]

    def iter_documents(
        self, *, statuses: Collection[Status] = ()
    ) -> Iterator[tuple[Document, list[Annotation]]]:
        """Every document with its annotations in the project's order, one at a time.

        Wrap it in `snapshot()` where the project may be written meanwhile.
        """
        last = -1
        while page := self.documents(after=last, limit=500, statuses=statuses):
            yield from self.iter_numbered(each.position for each in page)
            last = page[-1].position

    def iter_numbered(self, numbers: Iterable[int]) -> Iterator[tuple[Document, list[Annotation]]]:
        """The documents with these numbers, each with its annotations, one at a time."""
        for number in numbers:
            row = self._db.execute(f"{_DOCUMENT} WHERE d.number = ?", (number,)).fetchone()
            if row is not None:
                document = _document(row)
                yield document, self._assemble(number, document.id)

    def label_counts(self) -> dict[tuple[str, str], int]:
        """How many annotations have each (layer, label); labels without any are left out."""
        rows = self._db.execute("SELECT layer, name, count FROM labels WHERE count > 0")
        return {(layer, name): int(count) for layer, name, count in rows}

    def annotator_counts(self) -> dict[str, int]:
        """How many annotations each annotator has; reads all annotations."""
        rows = self._db.execute(
            "SELECT n.name, count(*) FROM annotations AS a "
            "JOIN annotators AS n ON n.number = a.annotator GROUP BY n.name ORDER BY n.name"
        )
        return {name: int(count) for name, count in rows}

    def annotators(self) -> list[str]:
        """The names of all annotators that the project knows."""
        return [row[0] for row in self._db.execute("SELECT name FROM annotators ORDER BY name")]

    def check_annotators(self, names: Iterable[str]) -> None:
        """Raise NotFoundError where the project does not know one of the names."""
        known = self.annotators()
        for name in names:
            if name not in known:
                raise NotFoundError(
                    N_("The project has no annotator “{name}”; it has: {known}."),
                    name=name,
                    known=", ".join(known) or "–",
                )

    # -- pages ----------------------------------------------------------------------------------

    def page(self, name: str) -> str:
        """The content of a page of the project, such as its guidelines; "" where it has none."""
        if not self._has_pages():
            return ""
        row = self._db.execute("SELECT content FROM pages WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def pages(self) -> list[str]:
        """The names of the project's pages, sorted."""
        if not self._has_pages():
            return []
        return [row[0] for row in self._db.execute("SELECT name FROM pages ORDER BY name")]

    def _has_pages(self) -> bool:
        """Files of format 1 have none; they are brought up to date only when they are written."""
        return bool(self._db.execute("SELECT 1 FROM sqlite_master WHERE name = 'pages'").fetchone())

    # -- the rest -------------------------------------------------------------------------------

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Answer everything inside the block from one and the same state."""
        if self._db.conn.in_transaction:
            yield
            return
        with self._db.atomic():
            yield

    def number(self, document_id: str) -> int:
        """The number (position) of a document; NotFoundError where there is none."""
        row = None
        if is_identifier(document_id, "d"):
            row = self._db.execute(
                "SELECT number FROM documents WHERE id = ?", (to_blob(document_id),)
            ).fetchone()
        if row is None:
            raise no_document(document_id)
        return int(row[0])

    def _assemble(
        self, number: int, document_id: str, only: bytes | None = None
    ) -> list[Annotation]:
        values: tuple[Any, ...] = (number,) if only is None else (number, only)
        sql = _ANNOTATIONS + (_IN_ORDER if only is None else " AND a.id = ?")
        rows = self._db.execute(sql, values).fetchall()
        if not rows:
            return []
        and_only = "" if only is None else " AND annotation = ?"
        fragments, arguments, attributes = (
            self._db.execute(each.format(only=and_only), values).fetchall() for each in _CHILDREN
        )
        found = AnnotationRows(document_id, rows, fragments, arguments, attributes)
        return found.assemble(self._names_for(rows))

    def _names_for(self, rows: list[tuple[Any, ...]]) -> Names:
        """The names of annotators and labels; joining them to each row costs half as much again.

        No name ever changes its number, so only a number that is not known is looked up.
        """
        known = self._names
        if any(row[1] not in known.annotators or row[2] not in known.labels for row in rows):
            annotators = self._db.execute("SELECT number, name FROM annotators").fetchall()
            labels = self._db.execute("SELECT number, layer, name FROM labels").fetchall()
            known = Names(
                dict(annotators), {number: (layer, name) for number, layer, name in labels}
            )
            self._names = known
        return known


def _summary(row: tuple[Any, ...]) -> DocumentSummary:
    return DocumentSummary(from_blob("d", row[0]), *row[1:])


def _document(row: tuple[Any, ...]) -> Document:
    fields = list(row)
    fields[0] = from_blob("d", fields[0])
    fields[9] = metadata_from_json(fields[9])
    return Document(*fields)


def no_document(key: str) -> NotFoundError:
    """The error for a document that is not there."""
    return NotFoundError(N_("The project has no document “{key}”."), key=key)


def no_annotation(key: str) -> NotFoundError:
    """The error for an annotation that is not there."""
    return NotFoundError(N_("The document has no annotation “{key}”."), key=key)
