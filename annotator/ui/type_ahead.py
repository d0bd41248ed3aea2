"""A field above a list that narrows as one types: what the label picker and the palette share."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

_PAGE = 8
_KEY = Qt.Key
_STEPS = {_KEY.Key_Up: -1, _KEY.Key_Down: 1, _KEY.Key_Backtab: -1, _KEY.Key_Tab: 1}


class TypeAheadModel(QAbstractListModel):
    """A list whose headings cannot be chosen."""

    def can_choose(self, row: int) -> bool:
        """Whether a row is more than a heading."""
        raise NotImplementedError

    def next_row(self, row: int, step: int) -> int:
        """The nearest row in the direction of `step` that can be chosen, going round; else -1."""
        count = self.rowCount()
        rows = ((row + step * distance) % count for distance in range(1, count + 1))
        return next((each for each in rows if self.can_choose(each)), -1)


class TypeAhead(QFrame):
    """A popup with a field and a list. The focus stays in the field; arrows move in the list.

    A subclass says what is listed for a text (`narrow`) and what choosing a row does (`choose`).
    """

    def __init__(self, model: TypeAheadModel, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._rows = model
        model.setParent(self)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.field = QLineEdit()
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self._narrow)
        self.field.installEventFilter(self)
        self.list = QListView()
        self.list.setModel(model)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        self.list.entered.connect(self.list.setCurrentIndex)
        self.list.clicked.connect(self.choose)
        self.nothing = QLabel()
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(8, 8, 8, 8)
        self.column.setSpacing(8)
        for each in (self.field, self.list, self.nothing):
            self.column.addWidget(each)

    def narrow(self, text: str) -> None:
        """List what fits a text; everything where it is empty."""
        raise NotImplementedError

    def choose(self, index: QModelIndex) -> None:
        """Take a row."""
        raise NotImplementedError

    def set_delegate(self, delegate: QStyledItemDelegate) -> None:
        """Let rows be painted by a delegate."""
        self.list.setItemDelegate(delegate)

    def start(self) -> None:
        """List everything, with nothing typed yet."""
        self.field.clear()
        self._narrow("")

    def highlight(self, row: int) -> None:
        """Make a row the one that Enter takes."""
        self.list.setCurrentIndex(self._rows.index(row, 0))
        if row <= 1:
            self.list.scrollToTop()  # so that the heading of the first group is seen

    def put_at(self, point: QPoint) -> None:
        """Below the point, growing as reading goes; moved where the screen would cut it off."""
        rect = QRect(point, self.size())
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            rect.moveRight(point.x())
        screen = QGuiApplication.screenAt(point) or QGuiApplication.primaryScreen()
        area = screen.availableGeometry()
        if rect.bottom() > area.bottom():
            rect.moveBottom(max(area.top() + rect.height(), point.y()))
        rect.moveLeft(max(area.left(), min(rect.left(), area.right() - rect.width())))
        rect.moveTop(max(area.top(), min(rect.top(), area.bottom() - rect.height())))
        self.setGeometry(rect)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress:
                return self._key(event)
            # Otherwise a shortcut of the window would act on what is typed here.
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        key = _KEY(event.key())
        row, last = self.list.currentIndex().row(), self._rows.rowCount() - 1
        if key in _STEPS:
            self.highlight(self._rows.next_row(row, _STEPS[key]))
        elif key == _KEY.Key_PageDown:
            self.highlight(self._rows.next_row(min(row + _PAGE, last + 1) - 1, 1))
        elif key == _KEY.Key_PageUp:
            self.highlight(self._rows.next_row(max(row - _PAGE, 0) + 1, -1))
        elif key in (_KEY.Key_Return, _KEY.Key_Enter):
            self.choose(self.list.currentIndex())
        elif key == _KEY.Key_Escape:
            self.close()
        else:
            return False
        return True

    def _narrow(self, text: str) -> None:
        self.narrow(text.strip())
        found = self._rows.rowCount() > 0
        self.list.setVisible(found)
        self.nothing.setVisible(not found)
        self.highlight(self._rows.next_row(-1, 1))
