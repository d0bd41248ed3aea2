"""A field of several lines that keeps what was written when it is left."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QTextEdit, QWidget

from annotator.app.translation import _
from annotator.core.text import paragraph_direction

LINES = 3


class NoteField(QTextEdit):
    """A note. `committed(text)` when it was changed and is left, or Ctrl+Enter is pressed.

    Escape brings back what was there before.
    """

    committed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept = ""
        self.setAcceptRichText(False)  # a QPlainTextEdit would set Arabic at the left (Qt 6.11)
        self.setTabChangesFocus(True)
        self.setAccessibleName(_("Note"))
        self.setPlaceholderText(_("What the next reader should know"))
        margins = self.contentsMargins().top() + self.contentsMargins().bottom()
        height = self.fontMetrics().lineSpacing() * LINES + 2 * int(
            self.document().documentMargin()
        )
        self.setFixedHeight(height + margins + 2 * self.frameWidth())
        self.textChanged.connect(self._turn)

    def set_text(self, text: str) -> None:
        """Show a note; what is being written stays if it is the same note that is kept."""
        if text == self._kept and self.hasFocus():
            return
        self._kept = text
        if text != self.toPlainText():
            self.setPlainText(text)

    def commit(self) -> None:
        """Keep what is written now, if it was changed."""
        text = self.toPlainText()
        if text != self._kept:
            self._kept = text
            self.committed.emit(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.commit()

    def event(self, event: QEvent) -> bool:
        # Ctrl+Enter is also a key of the window: while a note is written, it belongs to the note.
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (_ends_note(event) or event.key() == Qt.Key.Key_Escape)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _ends_note(event):
            self.commit()
        elif event.key() == Qt.Key.Key_Escape and self.toPlainText() != self._kept:
            self.setPlainText(self._kept)
        else:
            super().keyPressEvent(event)

    def _turn(self) -> None:
        """Write in the direction of what is written, or of the interface while it is empty."""
        option = self.document().defaultTextOption()
        text = self.toPlainText()
        direction = self.layoutDirection()
        if text.strip():
            rtl = paragraph_direction(text) == "rtl"
            direction = Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
        if option.textDirection() != direction:
            option.setTextDirection(direction)
            self.document().setDefaultTextOption(option)


def _ends_note(event: QKeyEvent) -> bool:
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and bool(
        event.modifiers() & Qt.KeyboardModifier.ControlModifier
    )
