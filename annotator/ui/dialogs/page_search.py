"""A field that finds words in a page of text, however they are spelt."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLabel, QLineEdit, QTextBrowser, QVBoxLayout, QWidget

from annotator.app.translation import _
from annotator.core.text import Utf16Index, find_folded, fold


class PageSearch(QWidget):
    """Selects the first hit as one types; Enter goes to the next one, round at the end."""

    started = Signal()
    """Other words are looked for, from the top of the page."""

    def __init__(self, page: QTextBrowser, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self.field = QLineEdit()
        self.field.setPlaceholderText(name)
        self.field.setAccessibleName(name)
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self._search_anew)
        self.field.returnPressed.connect(self._find)
        self.nothing = QLabel(_("Nothing found."))
        self.nothing.setProperty("role", "muted")
        self.nothing.hide()
        self.setFocusProxy(self.field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addWidget(self.nothing)

    def _find(self) -> None:
        words, page = self.field.text().strip(), self._page
        text = page.document().toPlainText()
        hits = find_folded(fold(text), words) if words else []
        self.nothing.setVisible(bool(words) and not hits)
        if not hits:
            return
        index = Utf16Index(text)
        here = page.textCursor().selectionEnd()
        spans = [index.span_to_utf16(hit) for hit in hits]
        start, end = next((span for span in spans if span[0] >= here), spans[0])
        cursor = page.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        page.setTextCursor(cursor)

    def _search_anew(self) -> None:
        self.started.emit()
        self._page.setTextCursor(QTextCursor(self._page.document()))
        self._find()
