"""Tables of texts in several directions: each cell in its own, elided where it ends."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from annotator.ui.marks import draw_text

Index = QModelIndex | QPersistentModelIndex

FAULT_ROLE = Qt.ItemDataRole.UserRole + 7
"""Whether a row tells of something that went wrong."""


class TextTable(QAbstractTableModel):
    """Rows of texts under headings; a row may be marked as a fault."""

    def __init__(self, headings: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._headings = list(headings)
        self._rows: list[tuple[str, ...]] = []
        self._faults: list[bool] = []

    def show_rows(
        self, rows: Sequence[tuple[str, ...]], faults: Sequence[bool] | None = None
    ) -> None:
        """Show other rows, each with a text for every heading."""
        self.beginResetModel()
        self._rows = list(rows)
        self._faults = list(faults) if faults is not None else [False] * len(self._rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._headings)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._headings[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:  # marked up, so that Qt breaks its lines
            text = self._rows[index.row()][index.column()]
            return f"<qt>{escape(text)}</qt>" if text else ""
        if role == FAULT_ROLE:
            return self._faults[index.row()]
        return None


class OwnDirectionDelegate(QStyledItemDelegate):
    """Paints a cell's text in the text's own direction.

    Columns of words from articles (`article_columns`) begin where their text does; all others
    where the interface does, so that names and counts stand below their headings.
    """

    def __init__(self, parent: QWidget, article_columns: Sequence[int] = ()) -> None:
        super().__init__(parent)
        self._article_columns = frozenset(article_columns)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        text = str(index.data() or "")
        width = option.fontMetrics.horizontalAdvance(text[:200]) + 24
        return QSize(width, max(24, option.fontMetrics.height() + 8))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        text = str(index.data() or "")
        self.initStyleOption(option, index)
        option.text = ""
        widget: QWidget = option.widget
        widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, widget)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
        painter.save()
        painter.setFont(option.font)
        if index.data(FAULT_ROLE):
            font = option.font
            font.setBold(True)
            painter.setFont(font)
        painter.setPen(option.palette.color(role))
        area = option.rect.adjusted(8, 0, -8, 0)
        own_side = index.column() in self._article_columns
        draw_text(painter, area, " ".join(text.split()), option.direction, own_side=own_side)
        painter.restore()


def make_table(
    name: str,
    model: QAbstractTableModel,
    widths: Sequence[int],
    article_columns: Sequence[int] = (),
) -> QTreeView:
    """A table of whole rows; the last column takes what room is left."""
    view = QTreeView()
    view.setModel(model)
    view.setRootIsDecorated(False)
    view.setUniformRowHeights(True)
    view.setAlternatingRowColors(False)
    view.setAllColumnsShowFocus(True)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setItemDelegate(OwnDirectionDelegate(view, article_columns))
    view.setAccessibleName(name)
    view.setTabKeyNavigation(False)
    header = view.header()
    header.setStretchLastSection(True)
    header.setSectionsMovable(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
    for column, width in enumerate(widths):
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
        view.setColumnWidth(column, width)
    return view
