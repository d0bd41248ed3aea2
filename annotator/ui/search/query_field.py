"""The field in which a query is typed, with a list of what may be meant."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

_TOKEN = re.compile(r"[^\s()\"“”„«]*$")
_SHORTEST = 2
_KEY = Qt.Key


class QueryField(QLineEdit):
    """A line that completes the words of the language and the names of the schema."""

    entered = Signal()
    """Enter was pressed."""
    left_down = Signal()
    """The Down key was pressed: on to the results."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setClearButtonEnabled(True)
        self._words = QStringListModel(self)
        self.completer_ = QCompleter(self._words, self)
        self.completer_.setWidget(self)
        self.completer_.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.completer_.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.completer_.activated.connect(self._take)
        self.textEdited.connect(self._offer)

    def set_words(self, words: Sequence[str]) -> None:
        """Say what may be typed."""
        self._words.setStringList(list(words))

    def insert_part(self, part: str) -> None:
        """Write a part of a query at the cursor, with spaces around it."""
        text, at = self.text(), self.cursorPosition()
        before, after = text[:at].rstrip(), text[at:].lstrip()
        opens = before.endswith(("(", "=", "~", ":"))
        glue = "" if not before or opens else " "
        written = f"{before}{glue}{part}"
        self.setText(f"{written} {after}" if after else written)
        self.setCursorPosition(len(written))
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (_KEY.Key_Return, _KEY.Key_Enter):
            self._close_list()
            self.entered.emit()
        elif event.key() == _KEY.Key_Down:
            self.left_down.emit()
        else:
            super().keyPressEvent(event)

    def _offer(self, _text: str) -> None:
        token = self._token()
        if len(token) < _SHORTEST:
            self._close_list()
            return
        self.completer_.setCompletionPrefix(token)
        only_itself = (
            self.completer_.completionCount() == 1
            and self.completer_.currentCompletion().casefold() == token.casefold()
        )
        if self.completer_.completionCount() == 0 or only_itself:
            self._close_list()
        else:
            self.completer_.complete()

    def _take(self, word: str) -> None:
        """Write the word that was chosen in the place of what was typed of it."""
        at = self.cursorPosition()
        start = at - len(self._token())
        self.setText(self.text()[:start] + word + self.text()[at:])
        self.setCursorPosition(start + len(word))
        self.textEdited.emit(self.text())

    def _close_list(self) -> None:
        popup = self.completer_.popup()
        if popup is not None:
            popup.hide()

    def _token(self) -> str:
        match = _TOKEN.search(self.text()[: self.cursorPosition()])
        return match.group() if match else ""
