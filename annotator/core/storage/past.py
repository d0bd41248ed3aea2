"""What a document, or one of its annotations, was at any point of the history.

Only entries after that point are looked at, and of each row only the first of them: what it was
before that is what it was at the point. A row that none of them touched is as it is now. Where the
document left the project in between, the entry that took it away has all of it, as it was then.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlite_utils import Database

from annotator.core.errors import N_, NotFoundError
from annotator.core.model import (
    Annotation,
    Document,
    DocumentSummary,
    Entry,
    annotation_sort_key,
    is_identifier,
)
from annotator.core.storage.rows import (
    annotation_of_image,
    document_of_image,
    entry_of_image,
    from_blob,
    to_blob,
)

if TYPE_CHECKING:
    from annotator.core.storage.reader import Reader

_NO_DOCUMENT = bytes(16)
_CAME_OR_WENT = "kind = 'document' AND (before IS NULL OR after IS NULL)"


@dataclass(frozen=True, slots=True)
class PastState:
    """A document at a point of the history.

    `document` has its text; it is None, and there are no annotations, where the project did not
    have the document then. `place` is the document's place in the project's order (-1 without
    one); the annotations are in their total order.
    """

    document: Document | None = None
    place: int = -1
    annotations: tuple[Annotation, ...] = ()


class PastReader:
    """The questions about the past. A point is the number of an entry: the state is that after it.

    The point 0 is before everything.
    """

    _db: Database

    def document_at(self: Reader, document_id: str, number: int) -> PastState:  # type: ignore[misc]
        """A document and its annotations as they were after the entry `number` of the history.

        Raises:
            NotFoundError: there is no such entry, or the project never had such a document.
        """
        self.check_entry(number)
        base, last = _base(self, document_id, number)
        if base.document is None:
            return base
        rows = self._db.execute(
            "SELECT kind, id, before FROM changed_rows "
            "WHERE document = ? AND change > ? AND change <= ? ORDER BY change, position",
            (to_blob(document_id), number, last),
        )
        first: dict[tuple[str, bytes], str | None] = {}
        for kind, key, before in rows:
            first.setdefault((kind, key), before)
        document, place = base.document, base.place
        kept = {to_blob(each.id): each for each in base.annotations}
        for (kind, key), image in first.items():
            if kind == "annotation":
                kept.pop(key, None)
                if image is not None:
                    kept[key] = annotation_of_image(image, document_id)
            elif image is not None:
                state = document_of_image(image, document_id)
                document, place = replace(state.document, text=document.text), state.number
        return PastState(document, place, tuple(sorted(kept.values(), key=annotation_sort_key)))

    def annotation_at(  # type: ignore[misc]
        self: Reader, annotation_id: str, document_id: str, number: int
    ) -> Annotation | None:
        """An annotation as it was after the entry `number`; None where there was none such.

        Raises as `document_at` does.
        """
        self.check_entry(number)
        if not is_identifier(annotation_id, "a"):
            return None
        turn = _next_turn(self._db, document_id, number)
        if turn is not None and turn[1] is None:
            return None  # the document came later
        row = None
        if is_identifier(document_id, "d"):
            row = self._db.execute(
                "SELECT change, before FROM changed_rows WHERE document = ? AND change > ? "
                "AND kind = 'annotation' AND id = ? ORDER BY change LIMIT 1",
                (to_blob(document_id), number, to_blob(annotation_id)),
            ).fetchone()
        if row is not None and (turn is None or row[0] <= turn[0]):
            return annotation_of_image(row[1], document_id) if row[1] is not None else None
        if turn is None:
            return _present_annotation(self, annotation_id, document_id)
        found = document_of_image(turn[1] or "", document_id).annotations
        return next((each for each in found if each.id == annotation_id), None)

    def entry_last_seen(self, entry_id: str) -> Entry | None:
        """An entry of the cast as it was when it was last there; None where it never was."""
        row = self._db.execute(
            "SELECT before, after FROM changed_rows WHERE document = ? AND kind = 'entry' "
            "AND id = ? ORDER BY change DESC LIMIT 1",
            (_NO_DOCUMENT, to_blob(entry_id)),
        ).fetchone()
        if row is None:
            return None
        return entry_of_image(row[1] if row[1] is not None else row[0], entry_id)[0]

    def last_entry(self) -> int:
        """The number of the last entry of the history; 0 where there is none."""
        return int(self._db.execute("SELECT max(number) FROM changes").fetchone()[0] or 0)

    def check_entry(self, number: int) -> None:
        """Raise NotFoundError where the history has no entry `number`; 0 is its beginning."""
        last = self.last_entry()
        if not 0 <= number <= last:
            raise no_entry(number, last)

    def find_past_document(self: Reader, key: str) -> str:  # type: ignore[misc]
        """The id of the document that a person means by `key`, also of one that was removed.

        Of those removed, its id, name or title will do; the one that went last is meant.

        Raises:
            NotFoundError: no document, or more than one, answers to it.
        """
        try:
            return self.find_document(key).id
        except NotFoundError as error:
            # An answer of several is final; the removed ones are only looked at where none is.
            found = _removed(self._db, key)
            if found is None or self._is_there(found):
                raise error from None
            return found

    def document_of(self, annotation_id: str) -> str:
        """The id of the document that an annotation is in, or was in when it was last changed.

        Reads all annotations where need be.

        Raises:
            NotFoundError: there is and was no such annotation.
        """
        if is_identifier(annotation_id, "a"):
            key = (to_blob(annotation_id),)
            for sql in (
                "SELECT d.id FROM annotations AS a JOIN documents AS d ON d.number = a.document "
                "WHERE a.id = ? LIMIT 1",
                "SELECT document FROM changed_rows WHERE kind = 'annotation' AND id = ? LIMIT 1",
            ):
                row = self._db.execute(sql, key).fetchone()
                if row is not None:
                    return from_blob("d", row[0])
        raise NotFoundError(N_("The project has no annotation “{key}”."), key=annotation_id)

    def _is_there(self: Reader, document_id: str) -> bool:  # type: ignore[misc]
        try:
            self.summary(document_id)
        except NotFoundError:
            return False
        return True


def no_entry(number: int, last: int) -> NotFoundError:
    """The error for an entry of the history that is not there."""
    return NotFoundError(
        N_("The history has no change {number}; its last one is {last}."), number=number, last=last
    )


def _base(reader: Reader, document_id: str, number: int) -> tuple[PastState, int]:
    """A whole state to start from, and the last entry whose rows it is later than.

    That is the present; or what the document was when it was next taken away; or nothing, where
    the next that happened is that it came.
    """
    turn = _next_turn(reader._db, document_id, number)  # noqa: SLF001 - a part of the reader
    if turn is None:
        return _present(reader, document_id), reader.last_entry()
    change, image = turn
    if image is None:
        return PastState(), change
    state = document_of_image(image, document_id)
    return PastState(state.document, state.number, state.annotations), change


def _next_turn(db: Database, document_id: str, number: int) -> tuple[int, str | None] | None:
    """The next entry by which a document came (no image) or went (its whole image), or None."""
    if not is_identifier(document_id, "d"):
        return None
    row = db.execute(
        f"SELECT change, before FROM changed_rows WHERE document = ? AND change > ? "
        f"AND {_CAME_OR_WENT} ORDER BY change LIMIT 1",
        (to_blob(document_id), number),
    ).fetchone()
    return (row[0], row[1]) if row else None


def _present_annotation(reader: Reader, annotation_id: str, document_id: str) -> Annotation | None:
    """An annotation as it is; NotFoundError where the project never had the document."""
    try:
        place = reader.number(document_id)
    except NotFoundError:
        if _was_there(reader._db, document_id):  # noqa: SLF001
            return None
        raise
    return reader.find_annotation(annotation_id, place, document_id)


def _present(reader: Reader, document_id: str) -> PastState:
    try:
        summary: DocumentSummary = reader.summary(document_id)
    except NotFoundError:
        if _was_there(reader._db, document_id):  # noqa: SLF001
            return PastState()
        raise
    found = tuple(reader.annotations(document_id))
    return PastState(reader.document(document_id), summary.position, found)


def _was_there(db: Database, document_id: str) -> bool:
    sql = "SELECT 1 FROM changed_rows WHERE document = ? LIMIT 1"
    known = is_identifier(document_id, "d")
    return known and db.execute(sql, (to_blob(document_id),)).fetchone() is not None


def _removed(db: Database, key: str) -> str | None:
    """The document with this id, name or title that was removed last."""
    wanted: tuple[Any, ...] = (key, to_blob(key) if is_identifier(key, "d") else b"")
    row = db.execute(
        "SELECT document FROM changed_rows WHERE kind = 'document' AND after IS NULL "
        "AND (document = ?2 OR json_extract(before, '$[1]') = ?1 "
        "OR json_extract(before, '$[2]') = ?1) ORDER BY change DESC LIMIT 1",
        wanted,
    ).fetchone()
    return from_blob("d", row[0]) if row else None
