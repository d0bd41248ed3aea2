"""The project's guidelines beside the work: to read, to search, and to write."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.app.session import Session
from annotator.app.translation import _, language
from annotator.core.schema import start_guidelines
from annotator.ui.dialogs.frame import Frame
from annotator.ui.dialogs.page_search import PageSearch
from annotator.ui.guidance.guidelines_page import GuidelinesPage
from annotator.ui.guidance.places import PAGE
from annotator.ui.panels.pieces import WrappedLabel

_PAUSE = 200  # ms without a letter, after which the preview follows


class GuidelinesDialog(Frame):
    """Stays open beside the window. What is written is kept on leaving, as one change."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(_("Guidelines"), parent)
        self.language = language()
        self._session = session
        self._editing = False
        self.resize(920, 700)
        self._build()
        session.schema_editing.page_changed.connect(self._page_changed)
        session.closing.connect(self._leave)
        session.opened.connect(self._show)
        self._show()

    def go_to_heading(self, heading: str) -> None:
        """Show the heading with this text."""
        self.page.go_to_heading(heading)

    def start_from_schema(self) -> None:
        """Write a page with a heading for each layer and label, and go on writing."""
        schema = self._session.schema
        if schema is not None:
            self._session.schema_editing.write_page(PAGE, start_guidelines(schema, language()))
            self.edit()

    def edit(self) -> None:
        """Write on the page, with the preview beside it."""
        self._editing = True
        with QSignalBlocker(self.editor):
            self.editor.setPlainText(self._kept())
        self._show()
        self.editor.setFocus()

    def save(self) -> None:
        """Keep what was written as one change, and read on."""
        if not self._editing:
            return
        self._timer.stop()
        self._editing = False
        text = self.editor.toPlainText()
        if text != self._kept() and self._session.can_write:
            self._session.schema_editing.write_page(PAGE, text)
        self._show()
        self.page.setFocus()

    def discard(self) -> None:
        """Let go what was written since writing began."""
        self._timer.stop()
        self._editing = False
        self._show()
        self.page.setFocus()

    def done(self, result: int) -> None:
        """Close, and keep what was written."""
        self.save()
        super().done(result)

    # Building

    def _build(self) -> None:
        self.page = GuidelinesPage()
        self.page.setAccessibleName(_("Guidelines"))
        self.editor = QPlainTextEdit()
        self.editor.setAccessibleName(_("Text of the guidelines (Markdown)"))
        self.editor.setTabChangesFocus(True)
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._timer.timeout.connect(lambda: self.page.show_markdown(self.editor.toPlainText()))
        self.editor.textChanged.connect(self._timer.start)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._empty())
        self.stack.addWidget(self._reading())
        self.content.addWidget(self.stack, 1)
        self.hint = WrappedLabel(
            _("Written in Markdown: # heading, - list, **bold**. Closing keeps what you wrote.")
        )
        self.hint.setProperty("role", "muted")
        self.content.addWidget(self.hint)
        roles = QDialogButtonBox.ButtonRole
        self.edit_button = self.add_button(_("&Edit"), roles.ActionRole)
        self.save_button = self.add_button(_("&Save"), roles.ActionRole)
        self.discard_button = self.add_button(_("&Discard changes"), roles.ActionRole)
        self.edit_button.clicked.connect(self.edit)
        self.save_button.clicked.connect(self.save)
        self.discard_button.clicked.connect(self.discard)
        for key in ("Ctrl+Return", "Ctrl+S"):
            QShortcut(QKeySequence(key), self).activated.connect(self.save)
        close = self.buttons.addButton(QDialogButtonBox.StandardButton.Close)
        close.setAutoDefault(False)

    def _empty(self) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.addStretch(1)
        title = QLabel(_("This project has no guidelines yet"))
        title.setProperty("role", "title")
        told = WrappedLabel(
            _(
                "The guidelines say how your team labels: what counts, what does not, and the "
                "hard cases. They belong to the project, and each label's guidance leads here."
            )
        )
        self.start_button = QPushButton(_("&Start a page from the schema"))
        self.start_button.setAutoDefault(False)
        self.start_button.clicked.connect(self.start_from_schema)
        row = QHBoxLayout()
        row.addWidget(self.start_button)
        row.addStretch(1)
        column.setSpacing(12)
        column.addWidget(title)
        column.addWidget(told)
        column.addLayout(row)
        column.addStretch(2)
        return body

    def _reading(self) -> QWidget:
        self.finder = PageSearch(self.page, _("Find in the guidelines"))
        QShortcut(QKeySequence.StandardKey.Find, self).activated.connect(self.finder.setFocus)
        self.chapters = QListWidget()
        self.chapters.setAccessibleName(_("Headings"))
        self.chapters.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.chapters.itemActivated.connect(self._go_to_item)
        self.chapters.currentItemChanged.connect(self._go_to_item)
        self.side = QWidget()
        column = QVBoxLayout(self.side)
        # From right to left, a QSplitter lays its first part one pixel too far out.
        column.setContentsMargins(1, 0, 1, 0)
        column.setSpacing(8)
        column.addWidget(self.finder)
        column.addWidget(self.chapters, 1)
        parts = QSplitter()
        parts.setChildrenCollapsible(False)
        for each in (self.side, self.editor, self.page):
            parts.addWidget(each)
        parts.setStretchFactor(1, 1)
        parts.setStretchFactor(2, 1)
        parts.setSizes([220, 350, 350])
        return parts

    # Showing

    def _kept(self) -> str:
        return self._session.schema_editing.page(PAGE)

    def _show(self) -> None:
        text = self.editor.toPlainText() if self._editing else self._kept()
        self.stack.setCurrentIndex(1 if text or self._editing else 0)
        self.page.show_markdown(text)
        self.editor.setVisible(self._editing)
        self.side.setVisible(not self._editing)
        self.hint.setVisible(self._editing)
        writable = self._session.can_write
        self.start_button.setEnabled(writable and self._session.schema is not None)
        self.edit_button.setVisible(bool(text) and not self._editing)
        self.edit_button.setEnabled(writable)
        self.save_button.setVisible(self._editing)
        self.discard_button.setVisible(self._editing)
        self._list_headings()

    def _list_headings(self) -> None:
        with QSignalBlocker(self.chapters):
            self.chapters.clear()
            for block in self.page.heading_blocks():
                level = block.blockFormat().headingLevel()
                item = QListWidgetItem("  " * max(0, level - 2) + block.text())
                item.setToolTip(block.text())
                self.chapters.addItem(item)

    def _go_to_item(self, item: QListWidgetItem | None) -> None:
        row = self.chapters.row(item) if item is not None else -1
        blocks = self.page.heading_blocks()
        if 0 <= row < len(blocks):
            self.page.go_to(QTextCursor(blocks[row]))

    def _page_changed(self, name: str) -> None:
        if name == PAGE and not self._editing:
            self._show()

    def _leave(self) -> None:
        """The project is about to close: keep what was written there."""
        self.save()
        self.close()
