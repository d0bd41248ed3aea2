"""The history: reading it, and the two lists that run through it.

What can be undone is a list of `do` changes, what can be redone a list of `undo` changes. Since
history is never rewritten, each entry keeps the heads of both lists as they are after it, and what
lies below itself in the list that it was put on: persistent linked lists, walked from the last
entry. Undoing writes the `before` images of the undone change back; redoing writes those of the
undo back. So an inserted document needs no `after` image with its text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from sqlite_utils import Database

from annotator.core.model import Change, ChangedRow, RowKind, RowState
from annotator.core.storage.rows import (
    annotation_of_image,
    document_of_image,
    entry_of_image,
    from_blob,
    to_blob,
)

_NO_DOCUMENT = bytes(16)  # in the column `document` of rows that are the project's own
_NAMED: tuple[RowKind, ...] = ("schema", "page")  # by a name, the others by an identifier
_PREFIXES = {"annotation": "a", "document": "d", "entry": "x"}
# What an annotation came and went with since it was made, where its making is known.
_WITH_DOCUMENT = (
    "kind = 'document' AND (before IS NULL OR after IS NULL) AND change > COALESCE("
    "(SELECT min(change) FROM changed_rows WHERE document = ? AND kind = 'annotation' AND id = ? "
    "AND before IS NULL), 0)"
)
_CHANGE = "SELECT number, id, kind, action, actor, at, details FROM changes"


@dataclass(frozen=True, slots=True)
class Heads:
    """The last entry's number and what can be undone and redone after it (0 for none)."""

    last: int = 0
    undo: int = 0
    redo: int = 0


@dataclass(frozen=True, slots=True)
class StoredRow:
    """A changed row as the file keeps it, with images instead of models."""

    kind: RowKind
    document: str
    id: str
    before: str | None
    after: str | None

    def to_model(self) -> ChangedRow:
        """The row with its states as the model's objects (a document without its text)."""
        return ChangedRow(
            self.kind, self.id, self.document, self._state(self.before), self._state(self.after)
        )

    def _state(self, image: str | None) -> RowState | None:
        if image is None:
            return None
        if self.kind == "entry":
            return entry_of_image(image, self.id)[0]
        if self.kind == "annotation":
            return annotation_of_image(image, self.document)
        if self.kind == "document":
            return document_of_image(image, self.id).without_text()
        return image

    @property
    def key(self) -> tuple[bytes, bytes]:
        """The columns `document` and `id`: zeros and the name of a page where it has none."""
        if self.kind in _NAMED:
            return _NO_DOCUMENT, self.id.encode()
        document = to_blob(self.document) if self.document else _NO_DOCUMENT
        return document, to_blob(self.id)


def entry_digest(fields: Sequence[object], rows: Iterable[Sequence[object]]) -> bytes:
    """The SHA-256 of an entry's columns (but this one) and of its rows' columns."""
    made = hashlib.sha256(repr(tuple(fields)).encode())
    for row in rows:
        made.update(repr(tuple(row)).encode())
    return made.digest()


def damaged(db: Database) -> list[int]:
    """The numbers of the entries that are not as they were written."""
    entries = db.execute(
        "SELECT number, id, kind, action, actor, at, details, of, below, undo_top, redo_top, "
        "digest FROM changes ORDER BY number"
    )
    rows = "SELECT * FROM changed_rows WHERE change = ? ORDER BY position"
    return [
        fields[0]
        for *fields, digest in entries.fetchall()
        if entry_digest(fields, db.execute(rows, (fields[0],))) != digest
    ]


def last_images(db: Database, kind: RowKind) -> dict[str, str | None]:
    """What each row of a kind was last written as, by its id."""
    rows = db.execute(
        "SELECT id, after FROM changed_rows WHERE kind = ? ORDER BY change, position", (kind,)
    )
    return {from_blob(_PREFIXES[kind], key): image for key, image in rows}


def heads(db: Database) -> Heads:
    """Where the history stands."""
    row = db.execute(
        "SELECT number, undo_top, redo_top FROM changes ORDER BY number DESC LIMIT 1"
    ).fetchone()
    return Heads(row[0], row[1] or 0, row[2] or 0) if row else Heads()


def below(db: Database, number: int) -> int:
    """What lies below the entry `number` in its list; 0 for nothing."""
    return int(
        db.execute("SELECT below FROM changes WHERE number = ?", (number,)).fetchone()[0] or 0
    )


def subject(db: Database, number: int) -> int:
    """The `do` entry that the entry `number` is about (itself where it is a `do`)."""
    return int(db.execute("SELECT of FROM changes WHERE number = ?", (number,)).fetchone()[0])


def stored_rows(db: Database, number: int, document: str | None = None) -> list[StoredRow]:
    """The rows that the entry `number` wrote, in their order; those of one document or all."""
    where, values = "change = ?", [number]
    if document is not None:
        where += " AND document = ?"
        values.append(to_blob(document))  # type: ignore[arg-type]
    found = db.execute(
        "SELECT kind, document, id, before, after FROM changed_rows "
        f"WHERE {where} ORDER BY position",
        values,
    )
    return [
        StoredRow(kind, *_identifiers(kind, document, identifier), before, after)
        for kind, document, identifier, before, after in found
    ]


def _identifiers(kind: RowKind, document: bytes, identifier: bytes) -> tuple[str, str]:
    """What `StoredRow.key` made columns of."""
    if kind in _NAMED:
        return "", identifier.decode()
    of_project = document == _NO_DOCUMENT
    return "" if of_project else from_blob("d", document), from_blob(_PREFIXES[kind], identifier)


def read_change(db: Database, number: int, *, rows: bool, document: str | None = None) -> Change:
    """The entry `number`, with or without its rows: those of one document, or all."""
    row = db.execute(f"{_CHANGE} WHERE number = ?", (number,)).fetchone()
    return _change(db, row, rows=rows, document=document)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries of the history: of a document, of one of its annotations, by whom, what.

    An empty string asks for nothing. To an annotation belongs also what brought its document or
    took it away, once it was there.
    """

    document: str = ""
    annotation: str = ""
    actor: str = ""
    action: str = ""

    def conditions(self) -> tuple[list[str], list[object]]:
        """What a row of `changes` must meet, and the values of it."""
        where, values = [], list[object]()
        if self.document:
            of_rows = "document = ?"
            values.append(to_blob(self.document))
            if self.annotation:
                of_rows += f" AND (kind = 'annotation' AND id = ? OR {_WITH_DOCUMENT})"
                key = to_blob(self.annotation)
                values += [key, values[0], key]
            where.append(f"number IN (SELECT change FROM changed_rows WHERE {of_rows})")
        for column, value in (("actor", self.actor), ("action", self.action)):
            if value:
                where.append(f"{column} = ?")
                values.append(value)
        return where, values


def read_changes(
    db: Database, wanted: Wanted, *, limit: int, before: int | None, rows: bool
) -> list[Change]:
    """Entries from the newest to the oldest: those before the number `before` that are wanted."""
    where, values = wanted.conditions()
    where.append("number < ?")
    values.append(before if before is not None else 1 << 62)
    document = wanted.document or None
    found = db.execute(
        f"{_CHANGE} WHERE {' AND '.join(where)} ORDER BY number DESC LIMIT ?", [*values, limit]
    ).fetchall()
    return [_change(db, row, rows=rows, document=document) for row in found]


def actors(db: Database) -> list[str]:
    """Who stands in the history, sorted."""
    return [row[0] for row in db.execute("SELECT DISTINCT actor FROM changes ORDER BY actor")]


def actions(db: Database) -> list[str]:
    """The keys of the actions that stand in the history, sorted."""
    return [row[0] for row in db.execute("SELECT DISTINCT action FROM changes ORDER BY action")]


def documents_of(db: Database, number: int, limit: int) -> list[str]:
    """The ids of the documents that the entry `number` touched, at most `limit`."""
    rows = db.execute(
        "SELECT DISTINCT document FROM changed_rows WHERE change = ? AND document <> ? LIMIT ?",
        (number, _NO_DOCUMENT, limit),
    )
    return [from_blob("d", row[0]) for row in rows]


def row_count(db: Database, number: int) -> int:
    """How many rows the entry `number` wrote."""
    last = db.execute(
        "SELECT position FROM changed_rows WHERE change = ? ORDER BY position DESC LIMIT 1",
        (number,),
    ).fetchone()
    return int(last[0]) + 1 if last else 0


def _change(
    db: Database, row: tuple[Any, ...], *, rows: bool, document: str | None = None
) -> Change:
    number, identifier, kind, action, actor, at, details = row
    found = stored_rows(db, number, document) if rows else []
    changed = tuple(each.to_model() for each in found)
    return Change(
        number, from_blob("c", identifier), kind, action, actor, at, orjson.loads(details), changed
    )
