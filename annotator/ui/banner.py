"""A line above the article for what must be read but must not stand in the way."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from annotator.app.translation import _


class Banner(QWidget):
    """One sentence, perhaps a button, and a way to put it away; hidden while it says nothing."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._act: Callable[[], object] | None = None
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._button = QPushButton()
        self._button.clicked.connect(self._press)
        self._close = QToolButton()
        self._close.setAutoRaise(True)
        self._close.clicked.connect(self.put_away)
        self._box = QFrame()
        outer = QHBoxLayout(self)
        outer.setContentsMargins(12, 8, 12, 8)
        outer.addWidget(self._box)
        layout = QHBoxLayout(self._box)
        layout.setContentsMargins(12, 4, 12, 4)
        layout.setSpacing(12)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._button)
        layout.addWidget(self._close)
        self.hide()

    def text(self) -> str:
        """What it says; empty while it is hidden."""
        return self._text.text() if not self.isHidden() else ""

    def tell(
        self,
        sentence: str,
        *,
        is_error: bool = False,
        button: str = "",
        act: Callable[[], object] | None = None,
    ) -> None:
        """Show a sentence, with a button if there is something to be done about it."""
        self._box.setProperty("role", "error-box" if is_error else "warning-box")
        self.style().unpolish(self._box)
        self.style().polish(self._box)
        self._text.setText(sentence)
        self._act = act
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self._close.setAccessibleName(_("Close this message"))
        self._close.setToolTip(_("Close this message"))
        self.setAccessibleName(sentence)
        self.show()

    def set_icon(self, icon: QIcon) -> None:
        """Take the icon of the button that puts it away."""
        self._close.setIcon(icon)

    def put_away(self) -> None:
        """Hide it."""
        self._act = None
        self.hide()
        self.closed.emit()

    def _press(self) -> None:
        act = self._act
        self.put_away()
        if act is not None:
            act()
