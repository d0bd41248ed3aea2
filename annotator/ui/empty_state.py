"""What stands where the article would be while there is none: the next step, with its key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from annotator.ui.actions import ACTION, plain_text
from annotator.ui.panels.pieces import WrappedLabel

_WIDTH = 460


class EmptyState(QWidget):
    """A heading, a sentence, and a button for each way on; the first is the likeliest."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = WrappedLabel()
        self._heading.setProperty("role", "title")
        self._heading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sentence = WrappedLabel()
        self._sentence.setProperty("role", "muted")
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._shown: list[QPushButton] = []
        self._buttons = QVBoxLayout()
        self._buttons.setSpacing(8)
        column = QWidget()
        column.setMaximumWidth(_WIDTH)
        inner = QVBoxLayout(column)
        inner.setSpacing(12)
        inner.addStretch(2)
        inner.addWidget(self._heading)
        inner.addWidget(self._sentence)
        inner.addSpacing(12)
        inner.addLayout(self._buttons)
        inner.addStretch(3)
        outer = QHBoxLayout(self)
        outer.addStretch()
        outer.addWidget(column, 10)
        outer.addStretch()

    def show_step(self, heading: str, sentence: str, actions: Sequence[QAction]) -> None:
        """Say what is missing, and offer actions of the window's table."""
        self._heading.setText(heading)
        self._sentence.setText(sentence)
        for old in self._shown:
            self._buttons.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._shown = []
        for place, action in enumerate(actions):
            button = _button(action, is_first=place == 0)
            self._buttons.addWidget(button)
            self._shown.append(button)

    def buttons(self) -> list[QPushButton]:
        """The ways on, the likeliest first."""
        return list(self._shown)


def _button(action: QAction, *, is_first: bool) -> QPushButton:
    spec = ACTION[action.objectName()]
    name = plain_text(spec)
    key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    button = QPushButton(f"{name}   {key}" if key else name)
    button.setDefault(is_first)
    button.setAutoDefault(True)
    button.setAccessibleName(name)
    button.clicked.connect(action.trigger)
    return button
