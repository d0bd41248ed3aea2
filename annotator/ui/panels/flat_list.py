"""The list of rows that the panels beside the article show: one view, whatever the rows are."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from annotator.ui.marks import Line
from annotator.ui.panels.flat_model import FlatModel

FOLD_ROLE = Qt.ItemDataRole.UserRole + 7
"""Whether a row is unfolded (True), can be (False), or has nothing below it (None)."""
INDENT_ROLE = Qt.ItemDataRole.UserRole + 8
"""How many pixels before its arrow a row leaves free."""

ARROW_ZONE = 20
"""The width in which a click folds or unfolds, in pixels."""

_KEY = Qt.Key
_ENTER = (_KEY.Key_Return, _KEY.Key_Enter)


class FlatList(QListView):
    """Going to a row by key chooses it, Enter goes there, Escape gives the keys back.

    Only what the user does chooses a row: Qt also moves the cursor by itself, when the row where
    it stands goes away.
    """

    left = Signal()
    """Escape was pressed."""
    row_chosen = Signal(QModelIndex)
    """A row was reached by key, clicked, or pressed Space on."""
    row_entered = Signal(QModelIndex)
    """Enter was pressed on a row (after `row_chosen`)."""
    fold_wanted = Signal(QModelIndex, bool)
    """A row is to be unfolded (True) or folded."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.clicked.connect(self.row_chosen)

    def choose_row(self, index: QModelIndex) -> None:
        """Show a row as the chosen one without telling; scroll only if it is out of sight."""
        self.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def scroll_to_current(self) -> None:
        """Bring the row of the cursor into view once the list has the size that it will have."""
        QTimer.singleShot(0, self, self._scroll_to_current)

    def choose_none(self) -> None:
        """Show no row as chosen."""
        self.selectionModel().clear()

    def reset(self) -> None:
        """Take the rows anew, and stay at the place."""
        place = self.verticalScrollBar().value()
        super().reset()
        self.executeDelayedItemsLayout()
        self.verticalScrollBar().setValue(place)

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: letters are the keys of labels and roles, and the field above searches."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        before = self.currentIndex()
        if key == _KEY.Key_Escape:
            self.left.emit()
        elif key in (_KEY.Key_Left, _KEY.Key_Right) and not event.modifiers() & _CHORD:
            opens = (key == _KEY.Key_Left) == (
                self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            )
            self._fold(before, opens=opens)
        elif key in _ENTER:
            if before.isValid():
                self.row_chosen.emit(before)
                self.row_entered.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)
            if key == _KEY.Key_Space or self.currentIndex() != before:
                self.row_chosen.emit(self.currentIndex())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        index = self.indexAt(point)
        if event.button() == Qt.MouseButton.LeftButton and self._is_on_arrow(index, point):
            self.fold_wanted.emit(index, not index.data(FOLD_ROLE))
            return
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if not self._is_on_arrow(self.indexAt(point), point):
            super().mouseReleaseEvent(event)

    def _scroll_to_current(self) -> None:
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.EnsureVisible)

    def _fold(self, index: QModelIndex, *, opens: bool) -> None:
        """Unfold a row or fold it; from a part below, fold goes up to what it belongs to."""
        fold = index.data(FOLD_ROLE) if index.isValid() else None
        if fold is not None and fold != opens:
            self.fold_wanted.emit(index, opens)
            return
        model = self.model()
        place = model.at(index.row()) if isinstance(model, FlatModel) else None
        if not opens and isinstance(model, FlatModel) and place is not None and place[1]:
            self.choose_row(model.index_of(place[0]))
            self.row_chosen.emit(self.currentIndex())

    def _is_on_arrow(self, index: QModelIndex, point: QPoint) -> bool:
        if not index.isValid() or index.data(FOLD_ROLE) is None:
            return False
        line = Line(self.visualRect(index), self.layoutDirection())
        line.from_start(int(index.data(INDENT_ROLE) or 0))
        return line.from_start(ARROW_ZONE).contains(point)


_CHORD = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
