"""A list of labels that opens where the eye is, and narrows as one types."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from annotator.app.translation import _, language
from annotator.core.schema import Layer
from annotator.ui.label_delegate import LabelDelegate
from annotator.ui.label_list import LabelModel
from annotator.ui.theme import Theme

ROWS = 14
"""How many rows the list shows before it scrolls."""
REMEMBERED = 5
"""How many labels stand on top because they were used last."""
WIDTH = 460


class LabelPicker(QFrame):
    """Chooses a label of one layer by typing, by arrows, or by mouse.

    What is to be done with the label is told when it is opened; `cancelled` tells that it was
    closed without a choice. The labels used last are remembered for each layer and stand on top.
    """

    chosen = Signal(str, str)
    """A label was chosen: the ids of its layer and of itself."""
    cancelled = Signal()
    """It was closed, and nothing was chosen."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._layer: Layer | None = None
        self._recent: dict[str, list[str]] = {}
        self._then: Callable[[str], object] = _nothing
        self._decided = False
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._model = LabelModel(self)
        self._field = QLineEdit()
        self._field.setClearButtonEnabled(True)
        self._field.textChanged.connect(self._narrow)
        self._field.installEventFilter(self)
        self._list = QListView()
        self._list.setModel(self._model)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setMouseTracking(True)
        self._delegate = LabelDelegate(theme, self._list)
        self._list.setItemDelegate(self._delegate)
        self._list.entered.connect(self._list.setCurrentIndex)
        self._list.clicked.connect(self._choose)
        self._list.selectionModel().currentChanged.connect(self._explain)
        self._nothing = QLabel()
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._guide = QLabel()
        self._guide.setWordWrap(True)
        self._guide.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self._guide.setProperty("role", "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(8)
        for each in (self._field, self._list, self._nothing, self._guide):
            layout.addWidget(each)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._delegate.set_theme(theme)

    def set_recent(self, layer_id: str, labels: Sequence[str]) -> None:
        """Say which labels of a layer were used last, the latest first."""
        self._recent[layer_id] = list(labels)[:REMEMBERED]

    def recent(self, layer_id: str) -> list[str]:
        """The labels of a layer used last, the latest first."""
        return list(self._recent.get(layer_id, ()))

    def open_at(
        self,
        point: QPoint,
        layer: Layer,
        then: Callable[[str], object] | None = None,
        *,
        current: str = "",
    ) -> None:
        """Open at a global point with the labels of `layer`, `current` highlighted.

        `then` is called with the id of the label that is chosen, after the list has closed.
        """
        self._layer = layer
        self._then = then or _nothing
        self._delegate.make_columns(layer.labels, self._list.fontMetrics())
        self._decided = False
        name = layer.name.text(language())
        self._field.setPlaceholderText(_("Type a name or a code"))
        self._field.setAccessibleName(_("Label of {layer}").format(layer=name))
        self._list.setAccessibleName(name)
        self._nothing.setText(_("No label fits. Backspace brings them back."))
        self._field.clear()
        self._narrow("")
        row = self._model.row_of(current) if current else -1
        self._highlight(row if row >= 0 else self._model.next_label(-1, 1))
        self.setLayoutDirection(QGuiApplication.layoutDirection())
        self.resize(self._fitting_size())
        self._place(point)
        self.show()
        self._field.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._field and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress:
                return self._key(event)
            # Otherwise a shortcut of the window would act on what is typed here.
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not self._decided and not event.spontaneous():
            self._decided = True
            self.cancelled.emit()

    def _key(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Backtab: -1, Qt.Key.Key_Tab: 1}
        key = Qt.Key(event.key())
        row = self._list.currentIndex().row()
        if key in steps:
            self._highlight(self._model.next_label(row, steps[key]))
        elif key == Qt.Key.Key_PageDown:
            self._highlight(self._model.next_label(min(row + 8, self._model.rowCount()) - 1, 1))
        elif key == Qt.Key.Key_PageUp:
            self._highlight(self._model.next_label(max(row - 8, 0) + 1, -1))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self._list.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.close()
        else:
            return False
        return True

    def _narrow(self, text: str) -> None:
        if self._layer is None:
            return
        if text.strip():
            self._model.show_matches(self._layer.labels, text)
        else:
            self._model.show_groups(self._layer, self._recent.get(self._layer.id, ()))
        found = self._model.rowCount() > 0
        self._list.setVisible(found)
        self._nothing.setVisible(not found)
        self._highlight(self._model.next_label(-1, 1) if found else -1)

    def _highlight(self, row: int) -> None:
        self._list.setCurrentIndex(self._model.index(row, 0))
        if row <= 1:
            self._list.scrollToTop()  # so that the heading of the first group is seen

    def _explain(self, index: QModelIndex) -> None:
        label = self._model.label_at(index.row())
        text = label.guide.text(language()) if label else ""
        if label and label.example:
            text = f"{text}\n{label.example}" if text else label.example
        self._guide.setText(text)

    def _choose(self, index: QModelIndex) -> None:
        label = self._model.label_at(index.row())
        if label is None or self._layer is None:
            return
        earlier = [each for each in self.recent(self._layer.id) if each != label.id]
        self.set_recent(self._layer.id, [label.id, *earlier])
        self._decided = True
        self.close()
        self.chosen.emit(self._layer.id, label.id)
        self._then(label.id)

    def _fitting_size(self) -> QSize:
        row = self._list.sizeHintForRow(0)
        rows = min(max(self._model.rowCount(), 3), ROWS)
        field = self._field.sizeHint().height()
        guide = self._guide.fontMetrics().lineSpacing() * 3
        return QSize(WIDTH, field + rows * row + guide + 8 * 5)

    def _place(self, point: QPoint) -> None:
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


def _nothing(_label: str) -> None:
    """What is done with a label when nobody asked for it."""
