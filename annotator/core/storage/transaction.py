"""The one door: rows and the history of them, written in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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
    RowState,
    new_id,
    now,
)
from annotator.core.schema import Schema, read_schema
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
from annotator.core.storage.writer import Images, Memory, Pair, RowWriter

_SOUGHT_ONE_BY_ONE = 16  # annotations of one document; for more, all of it is read


@dataclass(slots=True)
class _Recorded:
    """A row as the history will keep it: its first state in this transaction, and its last."""

    before: str | None
    after: str | None
    was: RowState | None
    became: RowState | None


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

    def annotations(self, document_id: str, ids: Sequence[str]) -> list[Annotation]:
        """These annotations of a document, each once; NotFoundError where one does not exist."""
        current = self.present(document_id, ids)
        missing = next((each for each in ids if each not in current), None)
        if missing is not None:
            raise no_annotation(missing)
        return [current[each] for each in dict.fromkeys(ids)]

    def present(self, document: str, ids: Sequence[str]) -> dict[str, Annotation]:
        """Those of these annotations of a document that exist."""
        number = self._rows.number(document)
        if len(ids) > _SOUGHT_ONE_BY_ONE:
            return {each.id: each for each in self.reader.annotations(document)}
        found = (self.reader.find_annotation(each, number, document) for each in ids)
        return {each.id: each for each in found if each is not None}

    # -- what commands do -----------------------------------------------------------------------

    def add_annotation(self, annotation: Annotation) -> None:
        """Write a new annotation; its document and its arguments' targets must exist at the end.

        Raises:
            TextError: a span ends past the end of the text.
            NotFoundError: the document does not exist.
        """
        image = self._rows.insert(annotation)
        self._record(
            "annotation", annotation.document, annotation.id, None, image, (None, annotation)
        )

    def add_annotations(self, annotations: Sequence[Annotation]) -> None:
        """Write new annotations of one document, which may fill each other's roles.

        Raises as `add_annotation` does.
        """
        self._rows.insert_all(annotations)
        for each in annotations:
            self._record("annotation", each.document, each.id, None, annotation_image(each))

    def replace_annotation(self, annotation: Annotation) -> None:
        """Write a new state of an annotation that exists."""
        before = self._existing(annotation.document, annotation.id)
        if before != annotation:
            self.replace_annotations([(before, annotation)])

    def replace_annotations(
        self, pairs: Sequence[Pair], images: Sequence[Images] | None = None
    ) -> None:
        """Write new states (before, after) of annotations of one document.

        The states before must be those that this transaction's reader gives. `images` are those
        of the pairs, where they are at hand.
        """
        made = self._rows.replace_all(pairs, images)
        for (before, after), (old, image) in zip(pairs, made, strict=True):
            self._record("annotation", after.document, after.id, old, image, (before, after))

    def remove_annotation(self, document_id: str, annotation_id: str) -> None:
        """Delete an annotation; nothing may refer to it when the transaction ends."""
        self.remove_annotations([self._existing(document_id, annotation_id)])

    def remove_annotations(self, annotations: Sequence[Annotation]) -> None:
        """Delete annotations of one document, as this transaction's reader gives them."""
        images = self._rows.delete_all(annotations)
        for each, image in zip(annotations, images, strict=True):
            self._record("annotation", each.document, each.id, image, None, (each, None))

    def add_document(
        self,
        document: Document,
        annotations: Sequence[Annotation] = (),
        place: int | None = None,
    ) -> None:
        """Write a new document with its annotations: at the end, or at a place that is free.

        Raises:
            InputError: the text is empty or cannot be kept.
        """
        number = self._rows.insert_document(document, place)
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

    def replace_schema(self, schema: Schema) -> None:
        """Put another schema in force; what is incomplete by it is marked and counted so."""
        before = self.schema
        if before.source == schema.source:
            return
        self._rows.replace_schema(schema)
        self.schema = schema
        self._record("schema", "", "", before.source, schema.source)

    def write_page(self, name: str, content: str) -> None:
        """Write a page of the project, such as its guidelines; an empty content takes it away."""
        before = self.reader.page(name)
        if before == content:
            return
        self._rows.write_page(name, content)
        self._record("page", "", name, before or None, content or None)

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
        schema = next((row for row in rows if row.kind == "schema"), None)
        # What was written last is taken back first, so that each label meets a schema that knows
        # it: otherwise all that has the label would be counted anew.
        if schema is not None and schema is not rows[0]:
            self._restore_schema(schema)
        for document, found in _by_document(rows).items():
            self._restore_annotations(document, found)
        if schema is not None and schema is rows[0]:
            self._restore_schema(schema)
        for row in reversed(rows):
            if row.kind == "document" and row.before is None:
                self.remove_document(row.id)
            elif row.kind == "entry":
                self._record("entry", "", row.id, cast_writer.restore(self._db, row), row.before)
            elif row.kind == "page":
                self._insist(row, self.reader.page(row.id) or None)
                self.write_page(row.id, row.before or "")

    def _restore_annotations(self, document: str, rows: Sequence[StoredRow]) -> None:
        """Give annotations of one document the states back that they had."""
        current = self.present(document, [row.id for row in rows])
        back: list[Annotation] = []
        pairs: list[Pair] = []
        images: list[Images] = []
        gone: list[Annotation] = []
        for row in rows:
            here = current.get(row.id)
            self._insist(row, annotation_image(here) if here else None)
            if row.before is None:
                gone += [here] if here else []
                continue
            before = annotation_of_image(row.before, document)
            if here is None or row.after is None:
                back.append(before)
            else:
                pairs.append((here, before))
                images.append((row.after, row.before))
        self.remove_annotations(gone)
        self.replace_annotations(pairs, images)
        self._rows.insert_all(back)
        for each in back:
            image = annotation_image(each)
            self._record("annotation", document, each.id, None, image, (None, each))

    def _restore_schema(self, row: StoredRow) -> None:
        self._insist(row, self.schema.source)
        self.replace_schema(read_schema(row.before or ""))

    def _insist(self, row: StoredRow, image: str | None) -> None:
        """Refuse to take a row back that is not as the entry left it."""
        if image != row.after:
            raise ProjectError(
                N_(
                    "This cannot be undone: another program has changed “{row}” in the project "
                    "file since. Nothing was changed."
                ),
                row=row.id or row.kind,
            )

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
            (number, position, row.kind, *row.key, row.before, row.after)
            for position, row in enumerate(self._stored_rows())
        ]
        self._db.execute(
            "INSERT INTO changes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*fields, history.entry_digest(fields, rows)),
        )
        self._db.conn.executemany("INSERT INTO changed_rows VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
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
        self,
        kind: RowKind,
        document: str,
        identifier: str,
        before: str | None,
        after: str | None,
        states: tuple[RowState | None, RowState | None] | None = None,
    ) -> None:
        """Note a row's images; `states` are what they were made of, where these are at hand."""
        if states is None:
            row = StoredRow(kind, document, identifier, before, after).to_model()
            states = row.before, row.after
        key = (kind, document, identifier)
        known = self._recorded.get(key)
        if known is None:
            self._recorded[key] = _Recorded(before, after, *states)
            return
        known.after, known.became = after, states[1]
        if known.before == known.after:
            del self._recorded[key]

    def _stored_rows(self) -> Iterator[StoredRow]:
        for (kind, document, identifier), row in self._recorded.items():
            yield StoredRow(kind, document, identifier, row.before, row.after)

    def _changed_rows(self) -> list[ChangedRow]:
        return [
            ChangedRow(kind, identifier, document, row.was, row.became)
            for (kind, document, identifier), row in self._recorded.items()
        ]

    def _existing(self, document_id: str, annotation_id: str) -> Annotation:
        number = self._rows.number(document_id)
        found = self.reader.find_annotation(annotation_id, number, document_id)
        if found is None:
            raise no_annotation(annotation_id)
        return found


def _by_document(rows: Iterable[StoredRow]) -> dict[str, list[StoredRow]]:
    """The rows of annotations, by their documents."""
    found: dict[str, list[StoredRow]] = {}
    for row in rows:
        if row.kind == "annotation":
            found.setdefault(row.document, []).append(row)
    return found
