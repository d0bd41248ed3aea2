"""The sheet of keys as a list: sections, and each action's keys as they are printed on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.app.translation import _
from annotator.core.text import fold_text
from annotator.ui.key_sheet import Section, SheetRow
from annotator.ui.marks import Line, draw_ground, draw_key, draw_text, key_width
from annotator.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

ROW_ROLE = Qt.ItemDataRole.UserRole
"""The `SheetRow` of a row, None for a heading."""
NOTE_ROLE = Qt.ItemDataRole.UserRole + 1
"""The `Note` beside a row."""

_GAP = 8
_KEYS = 0.34  # of the width
_NOTE = 0.34


@dataclass(frozen=True, slots=True)
class Note:
    """What is said beside keys: that they were changed, or what stands in their way."""

    text: str = ""
    warns: bool = False


class KeysModel(QAbstractListModel):
    """The rows of the sections that fit what was typed; `notes` are by the ids of actions."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[SheetRow | str] = []
        self._notes: dict[str, Note] = {}

    def show_sections(self, found: Sequence[Section], notes: dict[str, Note], words: str) -> None:
        """Show what has all that was typed in its keys or its text."""
        self.beginResetModel()
        needle = fold_text(words).strip()
        self._notes = notes
        self._rows = []
        for section in found:
            rows = [row for row in section.rows if needle in _folded(row)]
            self._rows += [section.title, *rows] if rows else []
        self.endResetModel()

    def row_at(self, row: int) -> SheetRow | None:
        """The keys in a row; None for a heading and outside the list."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, SheetRow) else None

    def row_of(self, action_id: str) -> int:
        """The row of an action, or -1."""
        rows = (row for row in range(len(self._rows)) if _is_of(self.row_at(row), action_id))
        return next(rows, -1)

    def rows(self) -> list[SheetRow]:
        """All rows but the headings."""
        return [each for each in self._rows if isinstance(each, SheetRow)]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.row_at(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        if not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row if isinstance(row, SheetRow) else None
        if isinstance(row, str):
            return row if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role == NOTE_ROLE:
            return self._notes.get(row.action, Note())
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._notes.get(row.action, Note()).text or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            keys = " · ".join(row.keys) or _("no key")
            note = self._notes.get(row.action, Note()).text
            return ". ".join(part for part in (f"{row.text}: {keys}", note) if part)
        return None


class KeysDelegate(QStyledItemDelegate):
    """Keys at the start, what they do beside them, and a note at the end."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        heading = index.data(ROW_ROLE) is None
        return QSize(200, max(26, option.fontMetrics.height() + (18 if heading else 10)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row = index.data(ROW_ROLE)
        line = Line(option.rect.adjusted(_GAP, 0, -_GAP, 0), option.direction)
        if isinstance(row, SheetRow):
            draw_ground(painter, option, self._theme)
            self._paint_row(painter, option, line, row, index.data(NOTE_ROLE))
        else:
            font = QFont(option.font)
            font.setBold(True)
            painter.setFont(font)
            painter.setPen(self._theme.roles.text)
            area = line.rest.adjusted(0, 8, 0, 0)
            draw_text(painter, area, str(index.data()), option.direction, own_side=False)
        painter.restore()

    def _paint_row(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        line: Line,
        row: SheetRow,
        note: Note,
    ) -> None:
        width = line.rest.width()
        keys = Line(line.from_start(int(width * _KEYS), _GAP), option.direction)
        painter.setFont(option.font)
        for key in row.keys:
            cap = key_width(option.fontMetrics, key)
            if cap <= keys.rest.width():
                draw_key(painter, keys.from_start(cap, 6), key, option.palette)
        roles = self._theme.roles
        if note.text:
            beside = line.from_end(int(width * _NOTE), _GAP)
            painter.setPen(roles.warning if note.warns else roles.muted)
            draw_text(painter, beside, note.text, option.direction, own_side=False)
        painter.setPen(roles.text)
        draw_text(painter, line.rest, row.text, option.direction, own_side=False)


def _folded(row: SheetRow) -> str:
    return fold_text(" ".join((*row.keys, row.text)))


def _is_of(row: SheetRow | None, action_id: str) -> bool:
    return row is not None and row.action == action_id
