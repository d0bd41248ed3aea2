"""Help on the keys: all of them, with a field that narrows the list."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotator.app.translation import _
from annotator.core.schema import Schema
from annotator.core.text import fold_text
from annotator.ui.dialogs.frame import Frame
from annotator.ui.key_sheet import Section, sections
from annotator.ui.panels.pieces import KeyCap


class KeysDialog(Frame):
    """Shows each key as it is printed on a keyboard, with what it does."""

    def __init__(self, schema: Schema | None, parent: QWidget | None = None) -> None:
        super().__init__(_("Keyboard"), parent)
        self._sections = sections(schema)
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Type a key or what it should do"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._show)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self.content.addWidget(self.search)
        self.content.addWidget(self._scroll, 1)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Close)
        self.resize(620, 640)
        self._show("")

    def shown(self) -> list[str]:
        """What the keys in the list do."""
        return [text for section in self._narrowed(self.search.text()) for _k, text in section.rows]

    def _show(self, words: str) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(4, 4, 16, 4)
        column.setSpacing(8)
        for section in self._narrowed(words):
            title = QLabel(section.title)
            title.setProperty("role", "heading")
            column.addSpacing(8)
            column.addWidget(title)
            grid = QGridLayout()
            grid.setHorizontalSpacing(16)
            grid.setVerticalSpacing(6)
            grid.setColumnMinimumWidth(0, 150)
            grid.setColumnStretch(1, 1)
            for row, (key, text) in enumerate(section.rows):
                grid.addWidget(KeyCap(key), row, 0, Qt.AlignmentFlag.AlignLeading)
                label = QLabel(text)
                label.setWordWrap(True)
                grid.addWidget(label, row, 1)
            column.addLayout(grid)
        column.addStretch()
        self._scroll.setWidget(body)

    def _narrowed(self, words: str) -> list[Section]:
        needle = fold_text(words).strip()
        found = []
        for section in self._sections:
            rows = tuple(row for row in section.rows if needle in fold_text(" ".join(row)))
            if rows:
                found.append(Section(section.title, rows))
        return found
