"""Reading the cast: its entries, and the annotations that are linked to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import orjson
from sqlite_utils import Database

from annotator.core.errors import N_, NotFoundError
from annotator.core.model import Annotation, Entry, annotation_sort_key, is_identifier
from annotator.core.storage.rows import (
    ANNOTATION_COLUMNS,
    AnnotationRows,
    Names,
    from_blob,
    to_blob,
)

_ENTRY = "SELECT id, kind, name, spellings, note FROM entries"
_LINKED = (
    "(SELECT document, annotation FROM attributes WHERE name = 'entry' AND value = ? "
    "ORDER BY document, annotation LIMIT ? OFFSET ?) AS x"
)
_MENTIONS = (
    f"SELECT a.document, {ANNOTATION_COLUMNS} FROM {_LINKED} "
    "JOIN annotations AS a ON a.document = x.document AND a.id = x.annotation "
    "ORDER BY a.document, a.id"
)
_PARTS = tuple(
    f"SELECT p.document, {columns} FROM {_LINKED} "
    f"JOIN {table} AS p ON p.document = x.document AND p.annotation = x.annotation "
    f"ORDER BY {order}"
    for table, columns, order in (
        ("fragments", 'p.annotation, p.argument, p.start, p."end"', "1, 2, p.argument, p.position"),
        (
            "arguments",
            'p.annotation, p.position, p.role, p.target, p.start, p."end"',
            "1, 2, p.position",
        ),
        ("attributes", "p.annotation, p.name, p.value", "1, 2, p.name"),
    )
)


class CastReader:
    """The questions about the cast; a project of an earlier format has none."""

    _db: Database

    def entries(self) -> list[Entry]:
        """All entries of the cast, in the order of their ids, which is that of their making."""
        if not self._has_cast():
            return []
        return [_entry(row) for row in self._db.execute(f"{_ENTRY} ORDER BY id")]

    def find_entry(self, entry_id: str) -> Entry | None:
        """The entry with this id, or None."""
        if not is_identifier(entry_id, "x") or not self._has_cast():
            return None
        row = self._db.execute(f"{_ENTRY} WHERE id = ?", (to_blob(entry_id),)).fetchone()
        return _entry(row) if row else None

    def entry(self, entry_id: str) -> Entry:
        """The entry with this id; NotFoundError where there is none."""
        found = self.find_entry(entry_id)
        if found is None:
            raise NotFoundError(N_("The cast has no entry “{key}”."), key=entry_id)
        return found

    def entry_counts(self) -> dict[str, int]:
        """How many annotations are linked to each entry; entries without any are left out."""
        if not self._has_cast():
            return {}
        rows = self._db.execute(
            "SELECT value, count(*) FROM attributes WHERE name = 'entry' GROUP BY value"
        )
        return {value: int(count) for value, count in rows if is_identifier(value, "x")}

    def mention_count(self, entry_id: str) -> int:
        """How many annotations are linked to an entry."""
        if not self._has_cast():
            return 0
        sql = "SELECT count(*) FROM attributes WHERE name = 'entry' AND value = ?"
        return int(self._db.execute(sql, (entry_id,)).fetchone()[0])

    def mention_texts(self, entry_id: str) -> dict[str, int]:
        """What the annotations that are linked to an entry cover, and how often each text does."""
        if not self._has_cast():
            return {}
        rows = self._db.execute(
            "SELECT a.text, count(*) FROM attributes AS x "
            "JOIN annotations AS a ON a.document = x.document AND a.id = x.annotation "
            "WHERE x.name = 'entry' AND x.value = ? GROUP BY a.text ORDER BY 2 DESC, 1",
            (entry_id,),
        )
        return {text: int(count) for text, count in rows}

    def mentions_of(
        self, entry_id: str, *, limit: int | None = None, skip: int = 0
    ) -> list[Annotation]:
        """The annotations that are linked to an entry, in the project's order.

        At most `limit`, without the first `skip`; each names its document.
        """
        if not self._has_cast():
            return []
        values = (entry_id, -1 if limit is None else limit, skip)
        rows = _by_document(self._db.execute(_MENTIONS, values))
        if not rows:
            return []
        parts = [_by_document(self._db.execute(sql, values)) for sql in _PARTS]
        names = self._names_for([row for each in rows.values() for row in each])
        found: list[Annotation] = []
        for number, own in rows.items():
            document = self._document_id(number)
            pieces = [part.get(number, []) for part in parts]
            assembled = AnnotationRows(document, own, *pieces).assemble(names)
            found += sorted(assembled, key=annotation_sort_key)
        return found

    def _has_cast(self) -> bool:
        sql = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'entries'"
        return self._db.execute(sql).fetchone() is not None

    def _document_id(self, number: int) -> str:
        row = self._db.execute("SELECT id FROM documents WHERE number = ?", (number,)).fetchone()
        return from_blob("d", row[0])

    def _names_for(self, rows: list[tuple[Any, ...]]) -> Names:
        raise NotImplementedError


def _by_document(rows: Iterable[tuple[Any, ...]]) -> dict[int, list[tuple[Any, ...]]]:
    found: defaultdict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(row[1:])
    return found


def _entry(row: tuple[Any, ...]) -> Entry:
    key, kind, name, spellings, note = row
    return Entry(from_blob("x", key), kind, name, tuple(orjson.loads(spellings)), note)
