"""A field of several rows: the values of an attribute, names elsewhere, what waives a role."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)

from annotator.app.translation import _
from annotator.ui.dialogs.tables import OwnDirectionDelegate
from annotator.ui.schema_editor.fields import Field

_LEAST_ROWS = 2
_MOST_ROWS = 7


class RowsField(Field):
    """Rows of texts that can be added, changed, moved and taken away."""

    def __init__(self, headings: Sequence[str]) -> None:
        super().__init__()
        self.table = QTableWidget(0, len(headings))
        self.table.setHorizontalHeaderLabels(list(headings))
        self.table.verticalHeader().hide()
        self.table.setItemDelegate(OwnDirectionDelegate(self.table))
        self.table.setTabKeyNavigation(False)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.cellChanged.connect(lambda _row, _column: self._tell())
        self.table.currentCellChanged.connect(lambda *_: self._enable())
        self.table.installEventFilter(self)
        self.add = self._button(_("Add a row"), self._add)
        self.remove = self._button(_("Take it away"), self._remove)
        self.up = self._button(_("Move up"), lambda: self._move(-1))
        self.down = self._button(_("Move down"), lambda: self._move(1))
        row = QHBoxLayout()
        row.setSpacing(8)
        for each in (self.add, self.remove, self.up, self.down):
            row.addWidget(each)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.table)
        column.addLayout(row)
        self.setFocusProxy(self.table)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Insert adds a row, Delete takes one away, Alt with the arrows moves one."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
            table: dict[tuple[Qt.Key, bool], Callable[[], None]] = {
                (Qt.Key.Key_Insert, False): self._add,
                (Qt.Key.Key_Delete, False): self._remove,
                (Qt.Key.Key_Up, True): lambda: self._move(-1),
                (Qt.Key.Key_Down, True): lambda: self._move(1),
            }
            act = table.get((Qt.Key(event.key()), alt))
            if act is not None:
                act()
                return True
        return super().eventFilter(watched, event)

    def show_value(self, value: Any) -> None:  # noqa: ANN401
        rows = self.rows_of(value)
        if rows == [row for row in self._rows() if any(row)]:
            self._enable()
            return
        at = self.table.currentRow(), self.table.currentColumn()
        with QSignalBlocker(self.table):
            self.table.setRowCount(len(rows))
            for index, texts in enumerate(rows):
                for column, text in enumerate(texts):
                    self.table.setItem(index, column, QTableWidgetItem(text))
            if at[0] >= 0:
                self.table.setCurrentCell(min(at[0], len(rows) - 1), at[1])
        self._fit()
        self._enable()

    def rows_of(self, value: Any) -> list[list[str]]:  # noqa: ANN401
        """The texts of a value, a list for each row."""
        raise NotImplementedError

    def value_of(self, rows: list[list[str]]) -> object:
        """The value that rows mean."""
        raise NotImplementedError

    def _button(self, text: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: act())
        return button

    def _rows(self) -> list[list[str]]:
        table = self.table
        return [
            [item.text().strip() if (item := table.item(row, column)) else "" for column in columns]
            for columns in [range(table.columnCount())]
            for row in range(table.rowCount())
        ]

    def _tell(self) -> None:
        rows = [row for row in self._rows() if any(row)]
        self.edited.emit(self.value_of(rows) if rows else None)
        self._fit()

    def _add(self) -> None:
        row = self.table.currentRow() + 1 or self.table.rowCount()
        with QSignalBlocker(self.table):
            self.table.insertRow(row)
            for column in range(self.table.columnCount()):
                self.table.setItem(row, column, QTableWidgetItem(""))
        self._fit()
        self.table.setCurrentCell(row, 0)
        self.table.setFocus()
        self.table.edit(self.table.currentIndex())

    def _remove(self) -> None:
        if self.table.currentRow() >= 0:
            self.table.removeRow(self.table.currentRow())
            self._tell()

    def _move(self, step: int) -> None:
        rows, here = self._rows(), self.table.currentRow()
        there = here + step
        if here < 0 or not 0 <= there < len(rows):
            return
        rows.insert(there, rows.pop(here))
        with QSignalBlocker(self.table):
            for index, texts in enumerate(rows):
                for column, text in enumerate(texts):
                    self.table.setItem(index, column, QTableWidgetItem(text))
            self.table.setCurrentCell(there, max(0, self.table.currentColumn()))
        self._tell()

    def _enable(self) -> None:
        here, count = self.table.currentRow(), self.table.rowCount()
        self.remove.setEnabled(here >= 0)
        self.up.setEnabled(here > 0)
        self.down.setEnabled(0 <= here < count - 1)

    def _fit(self) -> None:
        rows = min(max(self.table.rowCount(), _LEAST_ROWS), _MOST_ROWS)
        height = self.table.verticalHeader().defaultSectionSize()
        self.table.setFixedHeight(self.table.horizontalHeader().sizeHint().height() + rows * height)


class ValuesField(RowsField):
    """The values that an attribute may have, each with its names."""

    def __init__(self) -> None:
        super().__init__([_("Value"), _("Arabic"), _("English")])

    def rows_of(self, value: Any) -> list[list[str]]:  # noqa: ANN401
        rows = value if isinstance(value, list) else []
        return [_value_row(each) for each in rows]

    def value_of(self, rows: list[list[str]]) -> object:
        return [_value_entry(*row) for row in rows]


class PairsField(RowsField):
    """A table of names and texts."""

    def rows_of(self, value: Any) -> list[list[str]]:  # noqa: ANN401
        pairs = value if isinstance(value, Mapping) else {}
        return [[str(name), str(each)] for name, each in pairs.items()]

    def value_of(self, rows: list[list[str]]) -> object:
        return {name: text for name, text in rows if name}


def _value_row(entry: Any) -> list[str]:  # noqa: ANN401
    if not isinstance(entry, Mapping):
        return [str(entry), "", ""]
    name = entry.get("name", "")
    if not isinstance(name, Mapping):
        return [str(entry.get("id", "")), str(name), str(name)]
    return [str(entry.get("id", "")), str(name.get("ar", "")), str(name.get("en", ""))]


def _value_entry(code: str, arabic: str, english: str) -> object:
    names = {key: text for key, text in (("ar", arabic), ("en", english)) if text}
    return {"id": code, "name": names} if names else code
