"""Editors of a value: buttons side by side for a few choices, a list for many, a line for text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QLineEdit,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.app.translation import _, language
from annotator.core.schema import AttributeType
from annotator.ui.panels.flow_layout import FlowLayout
from annotator.ui.panels.pieces import TARGET

FEW = 4
"""Up to so many values stand side by side."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A value and how it is called."""

    value: str
    name: str
    tip: str = ""


class Segments(QWidget):
    """Buttons side by side, one of which is down. `chosen(value)` when the user presses another.

    With `optional`, pressing the one that is down lets it up again: `chosen("")`.
    """

    chosen = Signal(str)

    def __init__(
        self, choices: Sequence[Choice], *, optional: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._optional = optional
        self._value = ""
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)  # an optional one may be let up; we see to the rest
        self._buttons: dict[str, QToolButton] = {}
        layout = FlowLayout(self)
        for each in choices:
            button = QToolButton()
            button.setText(each.name[:1].upper() + each.name[1:])
            button.setCheckable(True)
            button.setProperty("role", "segment")
            button.setToolTip(each.tip)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.setMinimumSize(TARGET, TARGET)
            button.clicked.connect(lambda _down, value=each.value: self._press(value))
            self._group.addButton(button)
            self._buttons[each.value] = button
            layout.addWidget(button)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def value(self) -> str:
        """The value that is chosen; empty for none."""
        return self._value

    def set_value(self, value: str) -> None:
        """Show a value without telling it."""
        self._value = value
        for each, button in self._buttons.items():
            button.setChecked(each == value)

    def set_text(self, value: str, text: str) -> None:
        """Name the button of a value anew."""
        self._buttons[value].setText(text)

    def button(self, value: str) -> QToolButton:
        """The button of a value."""
        return self._buttons[value]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            step = -step
        buttons = list(self._buttons.values())
        here = next((place for place, each in enumerate(buttons) if each.hasFocus()), 0)
        buttons[(here + step) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)

    def _press(self, value: str) -> None:
        new = "" if value == self._value and self._optional else value
        changed = new != self._value
        self.set_value(new)
        if changed:
            self.chosen.emit(new)


class LineField(QLineEdit):
    """One line of text. `committed(text)` on Enter, or when it was changed and is left."""

    committed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept = ""
        self.editingFinished.connect(self.commit)

    def set_text(self, text: str) -> None:
        """Show a text; what is being written stays if it is the same text that is kept."""
        if text == self._kept and self.hasFocus():
            return
        self._kept = text
        self.setText(text)

    def commit(self) -> None:
        """Keep what is written now, if it was changed."""
        text = self.text().strip()
        if text != self._kept:
            self._kept = text
            self.committed.emit(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.setCursorPosition(0)  # so that a long text shows its beginning

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text() != self._kept:
            self.setText(self._kept)
        else:
            super().keyPressEvent(event)


class AttributeField(QWidget):
    """The editor that fits an attribute. `chosen(name, value)` when the user sets it.

    A value that the schema does not know is shown and kept until another is chosen. Where an
    annotation has none, the default is shown as chosen: that is what having none means.
    """

    chosen = Signal(str, str)

    def __init__(self, attribute: AttributeType, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.attribute = attribute
        self._editor: Segments | QComboBox | LineField
        if not attribute.values:
            self._editor = self._line()
        elif len(attribute.values) <= FEW:
            self._editor = self._segments()
        else:
            self._editor = self._list()
        name = attribute.name.text(language())
        self._editor.setAccessibleName(name)
        self.setFocusProxy(self._editor)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._editor)

    def set_value(self, value: str) -> None:
        """Show the value that an annotation has."""
        shown = value or self.attribute.default
        if isinstance(self._editor, Segments):
            self._editor.set_value(shown)
        elif isinstance(self._editor, LineField):
            self._editor.set_text(value)
        else:
            self._show_in_list(self._editor, shown)

    def commit(self) -> None:
        """Keep what is being written, as leaving the field would."""
        if isinstance(self._editor, LineField):
            self._editor.commit()

    def _segments(self) -> Segments:
        attribute = self.attribute
        optional = not attribute.required and not attribute.default
        editor = Segments(self._choices(), optional=optional)
        editor.chosen.connect(self._tell)
        return editor

    def _list(self) -> QComboBox:
        editor = QComboBox()
        editor.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        if not self.attribute.default:
            editor.addItem(_("not set"), "")
        for each in self._choices():
            editor.addItem(each.name, each.value)
        editor.activated.connect(lambda row: self._tell(str(editor.itemData(row))))
        return editor

    def _line(self) -> LineField:
        editor = LineField()
        editor.setPlaceholderText(self.attribute.default)
        editor.committed.connect(self._tell)
        return editor

    def _choices(self) -> list[Choice]:
        names = self.attribute.value_names
        return [
            Choice(value, (names[place].text(language()) if place < len(names) else "") or value)
            for place, value in enumerate(self.attribute.values)
        ]

    def _show_in_list(self, editor: QComboBox, value: str) -> None:
        with QSignalBlocker(editor):
            place = editor.findData(value)
            if place < 0:
                editor.addItem(value, value)
                place = editor.count() - 1
            editor.setCurrentIndex(place)

    def _tell(self, value: str) -> None:
        self.chosen.emit(self.attribute.id, value)
