"""The labels of a layer as a list: grouped when nothing is typed, ranked when something is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.app.translation import _, language
from annotator.core.schema import Label, Layer
from annotator.ui.matching import ranked
from annotator.ui.type_ahead import TypeAheadModel

Index = QModelIndex | QPersistentModelIndex

LABEL_ROLE = Qt.ItemDataRole.UserRole
"""The `Label` of a row, None for a heading."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that names the labels below it."""

    text: str


def rank(labels: Iterable[Label], query: str) -> list[Label]:
    """The labels that `query` may mean, the likeliest first.

    Code, both names and earlier codes are compared, as `ui.matching` does.
    """
    return ranked(labels, _fields, query)


def _fields(label: Label) -> tuple[str, ...]:
    return (label.id, label.name.ar, label.name.en, *label.aliases)


class LabelModel(TypeAheadModel):
    """Labels and their headings; headings cannot be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Label | Heading] = []

    def show_groups(self, layer: Layer, recent: Sequence[str], likely: Sequence[str] = ()) -> None:
        """Show a layer's labels by group; those that are likely and of `recent` also on top.

        Both are codes, the likeliest and the latest first.
        """
        by_id = {each.id: each for each in layer.labels}
        rows: list[Label | Heading] = []
        for title, codes in (
            (_("Likely here"), likely),
            (_("Used last"), [each for each in recent if each not in likely]),
        ):
            found = [by_id[each] for each in codes if each in by_id]
            rows += [Heading(title), *found] if found else []
        on_top = bool(rows)
        for group, members in layer.grouped():
            name = group.name.text(language())
            if name or on_top:
                rows.append(Heading(name or _("All labels")))
            rows += members
        self._show(rows)

    def show_matches(self, labels: Sequence[Label], query: str) -> None:
        """Show the labels that fit what was typed, the likeliest first."""
        self._show(list(rank(labels, query)))

    def label_at(self, row: int) -> Label | None:
        """The label in a row; None for a heading and outside the list."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, Label) else None

    def can_choose(self, row: int) -> bool:
        return self.label_at(row) is not None

    def row_of(self, label_id: str) -> int:
        """The first row of a label, or -1."""
        for row, each in enumerate(self._rows):
            if isinstance(each, Label) and each.id == label_id:
                return row
        return -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.label_at(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == LABEL_ROLE:
            return row if isinstance(row, Label) else None
        if isinstance(row, Heading):
            return row.text if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name.text(language())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = [row.name.text(language()), row.id, row.guide.text(language())]
            if row.key:
                parts.append(_("Key: {key}").format(key=row.key.upper()))
            return "\n".join(part for part in parts if part)
        return None

    def _show(self, rows: list[Label | Heading]) -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()
