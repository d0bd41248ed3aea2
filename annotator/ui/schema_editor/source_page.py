"""The TOML of the schema: lines with numbers, wrong ones marked, in step with the form."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSignalBlocker, QSize, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QFontDatabase,
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QToolTip, QWidget

from annotator.app.translation import _, say
from annotator.core.schema import Mistake
from annotator.ui.schema_editor.draft import Draft
from annotator.ui.theme import Theme

_PAUSE = 150  # ms without a letter, after which the text is read


class SourcePage(QPlainTextEdit):
    """Shows the draft's text and takes what is typed. Undo is the editor's own."""

    def __init__(self, draft: Draft, theme: Theme) -> None:
        super().__init__()
        self._draft = draft
        self._theme = theme
        self._mistakes: dict[int, list[Mistake]] = {}
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._timer.timeout.connect(self.commit)
        self.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setAccessibleName(_("TOML of the schema"))
        option = self.document().defaultTextOption()
        option.setTextDirection(Qt.LayoutDirection.LeftToRight)
        self.document().setDefaultTextOption(option)
        self.gutter = Gutter(self)
        self.textChanged.connect(self._timer.start)
        self.blockCountChanged.connect(self._fit)
        self.updateRequest.connect(self._scroll_gutter)
        self.refresh()
        self._fit()

    def commit(self) -> None:
        """Take what is written now; called by itself after a pause."""
        self._timer.stop()
        if self.toPlainText() != self._shown():
            # What is written in one line is one step.
            self._draft.take(self.toPlainText(), ("source", self.textCursor().blockNumber()))

    def refresh(self) -> None:
        """Show the draft's text, and mark the lines with mistakes."""
        if self.toPlainText() != self._shown():
            cursor = self.textCursor().position()
            with QSignalBlocker(self):
                self.setPlainText(self._draft.source)
            place = self.textCursor()
            place.setPosition(min(cursor, len(self._draft.source)))
            self.setTextCursor(place)
            self._fit()
        self._mistakes = {}
        for each in self._draft.mistakes:
            self._mistakes.setdefault(each.line, []).append(each)
        self._mark(sorted(self._mistakes))
        self.gutter.update()

    def go_to(self, line: int) -> None:
        """Put the cursor at the start of a line (from 1)."""
        block = self.document().findBlockByNumber(line - 1)
        if block.isValid():
            self.setTextCursor(QTextCursor(block))
            self.centerCursor()

    def marked(self) -> list[int]:
        """The lines that are marked as wrong."""
        return sorted(self._mistakes)

    def told(self, line: int) -> str:
        """What is wrong in a line."""
        return "\n".join(say(each.error) for each in self._mistakes.get(line, []))

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            line = self.cursorForPosition(event.pos()).blockNumber() + 1
            QToolTip.showText(event.globalPos(), self.told(line), self.viewport())
            return True
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        area = self.contentsRect()
        width = self.gutter.sizeHint().width()
        self.gutter.setGeometry(QRect(area.left(), area.top(), width, area.height()))

    def paint_gutter(self, painter: QPainter, area: QRect) -> None:
        """The numbers of the lines in view; a wrong one has a sign before it."""
        roles = self._theme.roles
        painter.fillRect(area, roles.panel)
        painter.setFont(self.font())
        block = self.firstVisibleBlock()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        width = self.gutter.width() - 8
        while block.isValid() and top <= area.bottom():
            height = self.blockBoundingRect(block).height()
            if top + height >= area.top():
                line = block.blockNumber() + 1
                wrong = line in self._mistakes
                painter.setPen(roles.error if wrong else roles.muted)
                text = f"✕ {line}" if wrong else str(line)
                box = QRect(0, round(top), width, round(height))
                painter.drawText(box, Qt.AlignmentFlag.AlignRight.value, text)
            top += height
            block = block.next()

    def _shown(self) -> str:
        """The draft's text as a text edit holds it, which knows one kind of line end."""
        return self._draft.source.replace("\r\n", "\n")

    def _mark(self, lines: Sequence[int]) -> None:
        marks = []
        for line in lines:
            block = self.document().findBlockByNumber(line - 1)
            if block.isValid():
                mark = QTextEdit.ExtraSelection()
                mark.cursor = QTextCursor(block)
                shape = mark.format
                shape.setBackground(QColor(self._theme.roles.error_fill))
                shape.setProperty(QTextFormat.Property.FullWidthSelection, True)
                mark.format = shape
                marks.append(mark)
        self.setExtraSelections(marks)

    def _fit(self, _count: int = 0) -> None:
        self.setViewportMargins(self.gutter.sizeHint().width() + 4, 0, 0, 0)

    def _scroll_gutter(self, _area: QRect, _dy: int) -> None:
        self.gutter.update()


class Gutter(QWidget):
    """The strip with the numbers of the lines."""

    def __init__(self, page: SourcePage) -> None:
        super().__init__(page)
        self._page = page

    def sizeHint(self) -> QSize:
        digits = max(3, len(str(self._page.blockCount())))
        return QSize(self._page.fontMetrics().horizontalAdvance("9") * (digits + 2) + 16, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._page.paint_gutter(QPainter(self), event.rect())
