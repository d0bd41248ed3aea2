"""The one door: rows and the history of them, written in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import orjson
from sqlite_utils import Database

from annotator.core.errors import N_, ProjectError
from annotator.core.model import (
    Annotation,
    Change,
    ChangedRow,
    ChangeKind,
    Document,
    Entry,
    RowKind,
    new_id,
    now,
)
from annotator.core.schema import Schema
from annotator.core.storage import cast_writer, history
from annotator.core.storage.history import Heads, StoredRow
from annotator.core.storage.reader import Reader, no_annotation
from annotator.core.storage.rows import (
    annotation_image,
    annotation_of_image,
    document_image,
    document_of_image,
    to_blob,
    whole_document_image,
)
from annotator.core.storage.writer import Memory, RowWriter


@dataclass(slots=True)
class _Recorded:
    """A row as the history will keep it: its first state in this transaction, and its last."""

    before: str | None
    after: str | None


class Transaction:
    """What a command writes through. Made by `Project.transact` only.

    `details` may be filled until the block ends; `change` is there after it, None where the block
    changed nothing.
    """

    def __init__(
        self,
        db: Database,
        schema: Schema,
        memory: Memory,
        *,
        action: str,
        actor: str,
        details: dict[str, str],
    ) -> None:
        self.reader = Reader(db)
        self.schema = schema
        self.details = details
        self.change: Change | None = None
        self._db = db
        self._rows = RowWriter(db, schema, memory)
        self._action = action
        self._actor = actor
        self._kind: ChangeKind = "do"
        self._heads = history.heads(db)
        self._of = self._heads.last + 1
        self._recorded: dict[tuple[RowKind, str, str], _Recorded] = {}

    def text(self, document_id: str) -> str:
        """The text of a document; NotFoundError where there is none."""
        return self._rows.text(document_id)

    # -- what commands do -----------------------------------------------------------------------

    def add_annotation(self, annotation: Annotation) -> None:
        """Write a new annotation; its document and its arguments' targets must exist at the end.

        Raises:
            TextError: a span ends past the end of the text.
            NotFoundError: the document does not exist.
        """
        image = self._rows.insert(annotation)
        self._record("annotation", annotation.document, annotation.id, None, image)

    def replace_annotation(self, annotation: Annotation) -> None:
        """Write a new state of an annotation that exists."""
        before = self._existing(annotation.document, annotation.id)
        if before == annotation:
            return
        old = self._rows.delete(before)
        image = self._rows.insert(annotation)
        self._record("annotation", annotation.document, annotation.id, old, image)

    def remove_annotation(self, document_id: str, annotation_id: str) -> None:
        """Delete an annotation; nothing may refer to it when the transaction ends."""
        image = self._rows.delete(self._existing(document_id, annotation_id))
        self._record("annotation", document_id, annotation_id, image, None)

    def add_document(self, document: Document, annotations: Sequence[Annotation] = ()) -> None:
        """Write a new document with its annotations.

        Raises:
            InputError: the text is empty or cannot be kept.
        """
        number = self._rows.insert_document(document)
        self._rows.insert_all(annotations)
        self._record("document", document.id, document.id, None, document_image(document, number))

    def replace_document(self, document: Document) -> None:
        """Write a document's own data; its text is not touched."""
        before = self.reader.document(document.id)
        if replace(before, text="") == replace(document, text=""):
            return
        number = self._rows.number(document.id)
        self._rows.update_document(document)
        self._record(
            "document",
            document.id,
            document.id,
            document_image(before, number),
            document_image(document, number),
        )

    def remove_document(self, document_id: str) -> None:
        """Delete a document with all of its annotations."""
        document = self.reader.document(document_id)
        annotations = self.reader.annotations(document_id)
        image = whole_document_image(document, self._rows.number(document_id), annotations)
        self._rows.delete_document(document_id, annotations)
        self._record("document", document_id, document_id, image, None)

    # -- the cast -------------------------------------------------------------------------------

    def add_entry(self, entry: Entry) -> None:
        """Write a new entry of the cast."""
        self._record("entry", "", entry.id, None, cast_writer.insert(self._db, entry))

    def replace_entry(self, entry: Entry) -> None:
        """Write a new state of an entry that exists; NotFoundError where there is none."""
        if self.reader.entry(entry.id) != entry:
            before, after = cast_writer.update(self._db, entry)
            self._record("entry", "", entry.id, before, after)

    def remove_entry(self, entry_id: str) -> None:
        """Delete an entry, to which nothing should be linked when the transaction ends."""
        self.reader.entry(entry_id)
        self._record("entry", "", entry_id, cast_writer.delete(self._db, entry_id), None)

    def replace_attributes(self, pairs: Iterable[tuple[Annotation, Annotation]]) -> None:
        """Write other attributes of many annotations that exist, quicker than one by one.

        Each pair is an annotation as it is and as it shall be; only the attributes and the time
        may differ.
        """
        changed = [(before, after) for before, after in pairs if before != after]
        images = cast_writer.write_attributes(self._db, self._rows, changed)
        for (_, after), (old, new) in zip(changed, images, strict=True):
            self._record("annotation", after.document, after.id, old, new)

    # -- undo and redo --------------------------------------------------------------------------

    def revert(self, kind: Literal["undo", "redo"]) -> None:
        """Undo what was done last, or redo what was undone last, where there is such a change.

        Raises:
            ProjectError: another program has changed one of its rows since.
        """
        number = self._heads.undo if kind == "undo" else self._heads.redo
        if not number:
            return
        entry = history.read_change(self._db, number, rows=False)
        self._kind, self._action = kind, entry.action
        self._of = history.subject(self._db, number)
        self.details.update(entry.details)
        rows = history.stored_rows(self._db, number)
        for row in rows:
            if row.kind == "document" and row.before is not None:
                self._restore_document(row, row.before)
        for row in rows:
            if row.kind == "annotation":
                self._restore_annotation(row)
            elif row.kind == "entry":
                before = cast_writer.restore(self._db, row)
                self._record("entry", "", row.id, before, row.before)
        for row in reversed(rows):
            if row.kind == "document" and row.before is None:
                self.remove_document(row.id)

    def _restore_annotation(self, row: StoredRow) -> None:
        number = self._rows.number(row.document)
        current = self.reader.find_annotation(row.id, number, row.document)
        if (annotation_image(current) if current else None) != row.after:
            raise ProjectError(
                N_(
                    "This cannot be undone: another program has changed “{row}” in the project "
                    "file since. Nothing was changed."
                ),
                row=row.id,
            )
        if current is not None:
            self._rows.delete(current)
        if row.before is not None:
            self._rows.insert(annotation_of_image(row.before, row.document))
        self._record("annotation", row.document, row.id, row.after, row.before)

    def _restore_document(self, row: StoredRow, image: str) -> None:
        state = document_of_image(image, row.id)
        if row.after is not None:
            self.replace_document(state.document)
            return
        self._rows.insert_document(state.document, state.number)
        self._rows.insert_all(state.annotations)
        light = document_image(state.document, state.number)
        self._record("document", row.id, row.id, None, light)

    # -- the end --------------------------------------------------------------------------------

    def finish(self) -> None:
        """Write the counters and the history entry, and make `change`."""
        if not self._recorded:
            return
        self._rows.flush()
        number = self._heads.last + 1
        change = Change(
            number,
            new_id("c"),
            self._kind,
            self._action,
            self._actor,
            now(),
            dict(self.details),
            tuple(self._changed_rows()),
        )
        below, after = self._linked(number)
        fields = (
            number,
            to_blob(change.id),
            change.kind,
            change.action,
            change.actor,
            change.at,
            orjson.dumps(change.details).decode(),
            self._of,
            below or None,
            after.undo or None,
            after.redo or None,
        )
        rows = [
            (number, position, kind, to_blob(document), to_blob(identifier), row.before, row.after)
            for position, ((kind, document, identifier), row) in enumerate(self._recorded.items())
        ]
        self._db.execute(
            "INSERT INTO changes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*fields, history.entry_digest(fields, rows)),
        )
        for row in rows:
            self._db.execute("INSERT INTO changed_rows VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        self.change = change

    def _linked(self, number: int) -> tuple[int, Heads]:
        """What lies below this entry in its list, and the heads after it."""
        if self._kind == "do":
            return self._heads.undo, Heads(number, undo=number)
        if self._kind == "undo":
            rest = history.below(self._db, self._of)
            return self._heads.redo, Heads(number, undo=rest, redo=number)
        return 0, Heads(number, self._of, history.below(self._db, self._heads.redo))

    def _record(
        self, kind: RowKind, document: str, identifier: str, before: str | None, after: str | None
    ) -> None:
        key = (kind, document, identifier)
        known = self._recorded.get(key)
        if known is None:
            self._recorded[key] = _Recorded(before, after)
            return
        known.after = after
        if known.before == known.after:
            del self._recorded[key]

    def _changed_rows(self) -> list[ChangedRow]:
        return [
            StoredRow(kind, document, identifier, row.before, row.after).to_model()
            for (kind, document, identifier), row in self._recorded.items()
        ]

    def _existing(self, document_id: str, annotation_id: str) -> Annotation:
        number = self._rows.number(document_id)
        found = self.reader.find_annotation(annotation_id, number, document_id)
        if found is None:
            raise no_annotation(annotation_id)
        return found
