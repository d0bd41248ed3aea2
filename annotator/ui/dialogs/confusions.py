"""The matrix of confusions: which label the one gave where the other gave which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from annotator.app.agreeing import label_name
from annotator.app.translation import _, isolate, number
from annotator.core.schema import Schema
from annotator.ui.dialogs.tables import Index

_NARROW, _WIDE = 44, 110  # pixels of a column


class ConfusionModel(QAbstractTableModel):
    """Rows are the labels of the first annotator, columns those of the second."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._labels: list[str] = []
        self._names: list[str] = []
        self._counts: Mapping[tuple[str, str], int] = {}
        self._who = ("", "")

    def show_counts(
        self,
        counts: Mapping[tuple[str, str], int],
        who: tuple[str, str],
        schema: Schema,
        layer: str,
    ) -> None:
        """Show how often a label of the first went with one of the second ("": nothing)."""
        self.beginResetModel()
        used = {label for pair, count in counts.items() if count for label in pair}
        self._labels = [*sorted(used - {""}), *([""] if "" in used else [])]
        self._names = [label_name(schema, layer, each) for each in self._labels]
        self._counts, self._who = counts, who
        self.endResetModel()

    def cell(self, index: Index) -> tuple[str, str] | None:
        """The two labels of a cell."""
        if not index.isValid():
            return None
        return self._labels[index.row()], self._labels[index.column()]

    def first_confusion(self) -> QModelIndex:
        """The cell of two different labels that holds most."""
        cells = [
            (self._counts.get((one, other), 0), row, column)
            for row, one in enumerate(self._labels)
            for column, other in enumerate(self._labels)
            if row != column
        ]
        if not cells:
            return QModelIndex()
        _count, row, column = max(cells, key=lambda each: (each[0], -each[1], -each[2]))
        return self.index(row, column)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._labels)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._labels)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401
        who = self._who[0 if orientation == Qt.Orientation.Vertical else 1]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._names[section]
        if role == Qt.ItemDataRole.ToolTipRole:
            return _("{name}: {parts}").format(name=isolate(who), parts=self._names[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        cell = self.cell(index)
        if cell is None:
            return None
        count = self._counts.get(cell, 0)
        if role == Qt.ItemDataRole.DisplayRole:
            return number(count) if count else "·"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        if role == Qt.ItemDataRole.FontRole and index.row() == index.column():
            return None
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return _("{first} says “{one}”, {second} says “{other}”: {count}").format(
                first=isolate(self._who[0]),
                one=self._names[index.row()],
                second=isolate(self._who[1]),
                other=self._names[index.column()],
                count=number(count),
            )
        return None


class ConfusionTable(QTableView):
    """The matrix; the arrows go through it, Enter goes on to the places of the cell."""

    cell_chosen = Signal(object)
    """The labels (first, second) of the cell that is looked at; None for none."""
    cell_entered = Signal()
    """Enter was pressed: the list of its places is to have the keys."""

    def __init__(self) -> None:
        super().__init__()
        self.matrix = ConfusionModel(self)
        self.setModel(self.matrix)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(_("Confusions: labels of the first down, of the second across"))
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setMinimumSectionSize(_NARROW)
        header.setMaximumSectionSize(_WIDE)
        self.selectionModel().currentChanged.connect(
            lambda index, _old: self.cell_chosen.emit(self.matrix.cell(index))
        )
        self.doubleClicked.connect(lambda _index: self.cell_entered.emit())

    def show_counts(
        self,
        counts: Mapping[tuple[str, str], int],
        who: Sequence[str],
        schema: Schema,
        layer: str,
    ) -> None:
        """Show another matrix, at the cell of two labels that holds most."""
        self.matrix.show_counts(counts, (who[0], who[1]), schema, layer)
        self.setCurrentIndex(self.matrix.first_confusion())
        self.cell_chosen.emit(self.matrix.cell(self.currentIndex()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the places."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.cell_entered.emit()
            return
        super().keyPressEvent(event)
