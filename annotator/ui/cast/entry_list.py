"""What a mention can be linked to, as rows of a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from annotator.app.cast import Cast
from annotator.app.cast_wording import kind_name, mentions_text, reason_name
from annotator.app.translation import _, isolate
from annotator.core.model import Annotation, Entry, flat
from annotator.ui.type_ahead import TypeAheadModel

Index = QModelIndex | QPersistentModelIndex

ROW_ROLE = Qt.ItemDataRole.UserRole
"""The `EntryRow` of a row."""


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One thing that Enter can do: link to an entry, make a new one, or take the link away.

    `name` is shown first, `beside` after it and `count` at the end.
    """

    does: Literal["link", "new", "unlink"]
    name: str
    beside: str = ""
    count: str = ""
    entry: str = ""


class EntryListModel(TypeAheadModel):
    """The entry that a mention is linked to, the likeliest ones, and a new one."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[EntryRow] = []

    def show_for(self, cast: Cast, annotation: Annotation, query: str) -> None:
        """Show what the annotation may name; with something typed, what that may mean."""
        self.beginResetModel()
        self._rows = _found(cast, query) if query else _proposed(cast, annotation)
        name = flat(query) or cast.text_of(annotation)
        kind = kind_name(cast.kind_of(annotation))
        if name:
            told = _("New entry: {name}").format(name=isolate(name))
            self._rows.append(EntryRow("new", told, kind, entry=name))
        if cast.entry_of(annotation) is not None and not query:
            self._rows.append(EntryRow("unlink", _("Take the link away")))
        self.endResetModel()

    def row_at(self, row: int) -> EntryRow | None:
        """What stands in a row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def rows(self) -> Sequence[EntryRow]:
        """All rows, from the top."""
        return tuple(self._rows)

    def can_choose(self, row: int) -> bool:
        return self.row_at(row) is not None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        row = self.row_at(index.row())
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(each for each in (row.name, row.beside, row.count) if each)
        return None


def _proposed(cast: Cast, annotation: Annotation) -> list[EntryRow]:
    linked = cast.entry_of(annotation)
    rows = [_row(cast, linked, _("linked to it now"))] if linked else []
    return rows + [
        _row(cast, each.entry, reason_name(each.reason))
        for each in cast.proposals(annotation)
        if linked is None or each.entry.id != linked.id
    ]


def _found(cast: Cast, query: str) -> list[EntryRow]:
    return [_row(cast, each, "، ".join(each.spellings[:3])) for each in cast.find(query)]


def _row(cast: Cast, entry: Entry, beside: str) -> EntryRow:
    shown = " · ".join(each for each in (kind_name(entry.kind), beside) if each)
    return EntryRow("link", entry.name, shown, mentions_text(cast.count(entry.id)), entry.id)
