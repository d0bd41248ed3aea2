"""A list of titles with a count at the end of each row: the kinds, and the findings of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QItemSelectionModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyleOptionViewItem,
    QWidget,
)

from annotator.ui.line_delegate import Index, LineDelegate
from annotator.ui.marks import Line, draw_ground, draw_text
from annotator.ui.theme import Theme

_ROW = Qt.ItemDataRole.UserRole
_GAP = 8
_SIGN = 12


@dataclass(frozen=True, slots=True)
class CountedRow:
    """A row: `key` tells it from the others; `sign` says how heavy it is, `told` in words."""

    key: object
    title: str
    count: str
    sign: str = ""
    told: str = ""


class CountedModel(QAbstractListModel):
    """Rows that are all known."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[CountedRow] = []

    def show_rows(self, rows: Sequence[CountedRow]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        if not 0 <= index.row() < len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == _ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return " · ".join(each for each in (row.title, row.count, row.told) if each)
        return None


class CountedDelegate(LineDelegate):
    """The sign and the title where reading starts, the count where it ends."""

    least_width = 120

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(_ROW)
        if not isinstance(row, CountedRow):
            return
        painter.save()
        draw_ground(painter, option, self._theme)
        line = Line(option.rect.adjusted(_GAP, 0, -_GAP, 0), option.direction)
        roles = self._theme.roles
        painter.setFont(option.font)
        width = option.fontMetrics.horizontalAdvance(row.count)
        count = line.from_end(width, _GAP)
        if row.sign:
            bold = QFont(option.font)
            bold.setBold(True)
            painter.setFont(bold)
            painter.setPen(roles.warning)
            draw_text(painter, line.from_start(_SIGN, 4), row.sign, option.direction)
            painter.setFont(option.font)
        painter.setPen(roles.text)
        draw_text(painter, line.rest, row.title, option.direction, own_side=False)
        painter.setPen(roles.muted)
        draw_text(painter, count, row.count, option.direction)
        painter.restore()


class CountedList(QListView):
    """A list whose chosen row stays the chosen one while rows come and go around it."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = CountedModel(self)
        self.setModel(self.rows)
        self.painting = CountedDelegate(theme, self)
        self.setItemDelegate(self.painting)
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: digits are the keys of remedies."""

    def chosen(self) -> object:
        """The key of the chosen row; None where there is none."""
        row = self.currentIndex().row()
        return self.rows.rows[row].key if 0 <= row < len(self.rows.rows) else None

    def show_rows(self, rows: Sequence[CountedRow]) -> None:
        """Show rows; the chosen one stays, and where it has gone, the one in its place is."""
        if list(rows) == self.rows.rows:
            return
        key, before = self.chosen(), self.currentIndex().row()
        place = self.verticalScrollBar().value()
        self.selectionModel().blockSignals(True)
        self.rows.show_rows(rows)
        keys = [each.key for each in rows]
        at = keys.index(key) if key in keys else min(max(before, 0), len(keys) - 1)
        self.selectionModel().blockSignals(False)
        if at >= 0:
            self.choose(at)
        self.verticalScrollBar().setValue(place)

    def choose(self, row: int) -> None:
        """Make a row the chosen one and bring it into view."""
        index = self.rows.index(row, 0)
        self.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        self.scrollTo(index)
