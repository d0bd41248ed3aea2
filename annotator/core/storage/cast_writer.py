"""Writing the rows of the cast.

Knows nothing of history: `Transaction` is the only one who calls it.
"""

from __future__ import annotations

import orjson
from sqlite_utils import Database

from annotator.core.errors import N_, ProjectError
from annotator.core.model import Entry
from annotator.core.storage.history import StoredRow
from annotator.core.storage.rows import (
    entry_image,
    entry_of_image,
    from_blob,
    to_blob,
)


def insert(db: Database, entry: Entry, number: int | None = None) -> str:
    """Insert an entry, at its earlier place where `number` says so; return its image."""
    cursor = db.execute(
        "INSERT INTO entries (number, id, kind, name, spellings, note) VALUES (?, ?, ?, ?, ?, ?)",
        (number, to_blob(entry.id), *_values(entry)),
    )
    return entry_image(entry, int(cursor.lastrowid or 0))


def update(db: Database, entry: Entry) -> tuple[str, str]:
    """Write a new state of an entry that exists; return the images of both."""
    before = image(db, entry.id)
    assert before is not None
    number = entry_of_image(before, entry.id)[1]
    db.execute(
        "UPDATE entries SET kind = ?, name = ?, spellings = ?, note = ? WHERE number = ?",
        (*_values(entry), number),
    )
    return before, entry_image(entry, number)


def delete(db: Database, entry_id: str) -> str:
    """Delete an entry that exists; return its image."""
    before = image(db, entry_id)
    assert before is not None
    db.execute("DELETE FROM entries WHERE id = ?", (to_blob(entry_id),))
    return before


def restore(db: Database, row: StoredRow) -> str | None:
    """Bring an entry back to what it was before a change; return the image of what it was now.

    Raises:
        ProjectError: another program has changed it since.
    """
    current = image(db, row.id)
    if current != row.after:
        raise ProjectError(
            N_(
                "This cannot be undone: another program has changed “{row}” in the project "
                "file since. Nothing was changed."
            ),
            row=row.id,
        )
    if current is not None:
        db.execute("DELETE FROM entries WHERE id = ?", (to_blob(row.id),))
    if row.before is not None:
        insert(db, *entry_of_image(row.before, row.id))
    return current


def image(db: Database, entry_id: str) -> str | None:
    """The image of an entry as it is; None where there is none."""
    row = db.execute(
        "SELECT number, kind, name, spellings, note FROM entries WHERE id = ?",
        (to_blob(entry_id),),
    ).fetchone()
    return _image(entry_id, row) if row else None


def images(db: Database) -> dict[str, str]:
    """The image of each entry, by its id."""
    rows = db.execute("SELECT id, number, kind, name, spellings, note FROM entries")
    return {(key := from_blob("x", row[0])): _image(key, row[1:]) for row in rows}


def _image(entry_id: str, row: tuple[int, str, str, str, str]) -> str:
    number, kind, name, spellings, note = row
    entry = Entry(entry_id, kind, name, tuple(orjson.loads(spellings)), note)  # type: ignore[arg-type]
    return entry_image(entry, number)


def _values(entry: Entry) -> tuple[str, str, str, str]:
    return entry.kind, entry.name, orjson.dumps(entry.spellings).decode(), entry.note
