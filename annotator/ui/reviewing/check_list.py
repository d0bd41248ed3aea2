"""A drop-down list in which several choices can be ticked; it stays open while one ticks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QStandardItem,
    QStandardItemModel,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QComboBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStylePainter,
)

from annotator.app.translation import isolate, number

Choice = tuple[str, str]
"""A value and how it is shown."""

_CODE = Qt.ItemDataRole.UserRole
_OPENING = (Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_F4)
_ENDING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)


class CheckList(QComboBox):
    """Choices of which any number may be ticked; none is all of them, which is the first line.

    Closed, it names what is ticked. Space or a click ticks, Enter or Esc closes it.
    """

    ticked = Signal()
    """Other choices are ticked now."""

    def __init__(self) -> None:
        super().__init__()
        self._items = QStandardItemModel(self)
        self.setModel(self._items)
        # Its own one draws a menu's check marks, which leaves out the boxes that are not ticked.
        self.setItemDelegate(QStyledItemDelegate(self))
        self._pressed = False  # a button went down in the open list: only then its release counts
        self.view().viewport().installEventFilter(self)
        self.view().installEventFilter(self)

    def offer(self, everything: str, choices: Sequence[Choice], chosen: Sequence[str]) -> None:
        """Offer choices below the line for all of them, with those ticked that are `chosen`.

        What is chosen and not offered is offered too, by its value.
        """
        known = {code for code, _name in choices}
        lost = [(each, each) for each in chosen if each not in known]
        lines = [("", everything), *choices, *lost]
        if lines != self._lines():
            self._items.clear()
            for code, name in lines:
                item = QStandardItem(name)
                item.setData(code, _CODE)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                item.setCheckable(True)
                self._items.appendRow(item)
        self._tick(chosen)

    def chosen(self) -> tuple[str, ...]:
        """The values that are ticked, in the order of the list; none where all are meant."""
        return tuple(
            code
            for code, item in zip(self._codes(), self._all(), strict=True)
            if code and item.checkState() == Qt.CheckState.Checked
        )

    def toggle(self, row: int) -> None:
        """Tick a line, or take its tick away; the first takes all ticks away."""
        code = self._codes()[row]
        before = self.chosen()
        chosen = {*before} ^ {code} if code else set()
        self._tick([each for each in self._codes() if each in chosen])
        if self.chosen() != before:
            self.ticked.emit()

    def told(self) -> str:
        """What the closed list says."""
        names = [
            item.text().strip()
            for item in self._all()
            if item.checkState() == Qt.CheckState.Checked
        ]
        if len(names) < 2:
            return names[0] if names else ""
        return f"{names[0]} {isolate(f'+{number(len(names) - 1)}')}"

    def _lines(self) -> list[Choice]:
        names = [item.text() for item in self._all()]
        return list(zip(self._codes(), names, strict=True))

    def _all(self) -> list[QStandardItem]:
        return [self._items.item(row) for row in range(self._items.rowCount())]

    def _codes(self) -> list[str]:
        return [str(item.data(_CODE)) for item in self._all()]

    def _tick(self, chosen: Sequence[str]) -> None:
        for code, item in zip(self._codes(), self._all(), strict=True):
            is_on = code in chosen if code else not chosen
            item.setCheckState(Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)
        self.setAccessibleDescription(self.told())
        self.update()

    # What Qt asks

    def showPopup(self) -> None:
        # As wide as its longest name, whatever the closed list has room for.
        bar = self.view().verticalScrollBar().sizeHint().width()
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + bar)
        self._pressed = False
        super().showPopup()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and watched is self.view().viewport():
            return self._take_mouse(event)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Space:
                self._toggle_at(self.view().currentIndex())
                return True
            if event.key() in _ENDING:
                self.hidePopup()
                return True
        return super().eventFilter(watched, event)

    def _take_mouse(self, event: QMouseEvent) -> bool:
        """Tick on a click. The release of the click that opened the list comes here too."""
        if event.type() == QEvent.Type.MouseButtonPress:
            self._pressed = event.button() == Qt.MouseButton.LeftButton
        if event.type() != QEvent.Type.MouseButtonRelease:
            return False
        if self._pressed and event.button() == Qt.MouseButton.LeftButton:
            self._toggle_at(self.view().indexAt(event.position().toPoint()))
        self._pressed = False
        return True

    def _toggle_at(self, index: QModelIndex) -> None:
        if index.isValid():
            self.toggle(index.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _OPENING:
            self.showPopup()
        else:
            event.ignore()  # no key of the closed list changes what is ticked

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        field = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        side = Qt.TextElideMode.ElideRight
        option.currentText = self.fontMetrics().elidedText(self.told(), side, field.width())
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
