"""The article as Qt's own text widgets tell a screen reader of theirs.

PySide (6.11.3) leaves `selection`, `attributes` and the word, line and sentence at an offset out of
`QAccessibleTextInterface`, so no class written in Python can answer them: the caller gets what its
memory happens to hold. A `QTextEdit` answers all of them in C++. One that nobody sees therefore
holds the text, the caret and the selection of the view whenever somebody asks, and borrows the
lines of its page, so that lines and places on the screen are right too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, QSizeF, Qt, Slot
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QPainter,
    QPainterPath,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextFrame,
)
from PySide6.QtWidgets import QFrame, QTextEdit

from annotator.core.text import Span
from annotator.ui.canvas.block_layout import for_qt

if TYPE_CHECKING:
    from annotator.ui.canvas.view import ArticleView


class ReadingCopy(QTextEdit):
    """A text edit that follows a view; what is done to its caret or selection, it does there."""

    def __init__(self, view: ArticleView) -> None:
        super().__init__()  # without a parent: it must not show up beside the article
        self._view = view
        self._text: str | None = None
        self._seen: object = None
        self._following = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lines = _BorrowedLines(self.document(), view)
        self.document().setDocumentLayout(self._lines)
        self.cursorPositionChanged.connect(self._take_back)
        self.selectionChanged.connect(self._take_back)
        view.destroyed.connect(self.deleteLater)

    def follow(self) -> None:
        """Hold what the view holds now."""
        self._following = True
        self._follow_text()
        self._follow_caret()
        self._follow_lines()
        self._following = False

    def _follow_text(self) -> None:
        text = self._view.chosen.text
        if text is not self._text:
            self._text = text
            self._seen = None
            self._lines.forget()
            # A text edit makes one line end of two characters, which would shift what follows.
            self._lines.closed = True
            self.setPlainText(for_qt(text).replace("\r\n", " \n"))
            self._lines.closed = False

    def _follow_caret(self) -> None:
        units, chosen = self._view.units(), self._view.chosen
        anchor = caret = units.to_utf16(chosen.offset)
        if chosen.span is not None:
            start, end = units.span_to_utf16(chosen.span)
            anchor, caret = (end, start) if caret <= start else (start, end)
        cursor = self.textCursor()
        if (cursor.anchor(), cursor.position()) != (anchor, caret):
            cursor.setPosition(anchor)
            cursor.setPosition(caret, QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)

    def _follow_lines(self) -> None:
        page, viewport = self._view.page, self._view.viewport()
        corner = viewport.mapToGlobal(QPoint())
        if self.pos() != corner:
            self.move(corner)
        if page is None:
            return
        top, bottom = self._view.visible_range()
        shown = range(page.block_at(top), page.block_at(bottom) + 1)
        layouts = [page.shown(index).layout for index in shown]
        tops = [[line.top for line in layout.lines] for layout in layouts]
        seen = (page, self._view.origin(), layouts, tops)
        if seen != self._seen:
            self._seen = seen
            self._lines.forget()
            if self.document().defaultFont() != page.metrics.article:
                self.document().setDefaultFont(page.metrics.article)
            for layout in layouts:
                start = self._view.units().to_utf16(layout.block.start)
                self._lines.borrow(self.document().findBlock(start))

    def _take_back(self) -> None:
        """Put the view's caret and selection where a screen reader has put them here."""
        if self._following:
            return
        units, cursor = self._view.units(), self.textCursor()
        if cursor.hasSelection():
            bounds = cursor.selectionStart(), cursor.selectionEnd()
            self._view.set_selection(units.span_to_code_points(*bounds))
        else:
            self._view.put_caret(units.to_code_point(cursor.position()))

    @Slot(QRectF)
    def _q_ensureVisible(self, place: QRectF) -> None:  # what Qt's `scrollToSubstring` looks for
        offset = self._view.character_at(place.center().toPoint())
        self._view.reveal(Span(offset, offset + 1))


class _BorrowedLines(QAbstractTextDocumentLayout):
    """Lays the copy out as the page of the view is, in coordinates of its viewport."""

    def __init__(self, document: QTextDocument, view: ArticleView) -> None:
        super().__init__(document)
        self._view = view
        self._borrowed: list[QTextBlock] = []
        self.closed = False
        """While the text is being changed, Qt asks for lines of what is not whole."""

    def forget(self) -> None:
        """Have no lines until they are asked for again."""
        for block in self._borrowed:
            if block.isValid():
                block.layout().clearLayout()
        self._borrowed.clear()

    def borrow(self, block: QTextBlock) -> None:
        """Break and place a paragraph's lines as on the page, unless its page has it in pieces."""
        page, layout = self._view.page, block.layout()
        if self.closed or page is None or layout.lineCount():
            return
        index = page.blocks.at(self._view.units().to_code_point(block.position()))
        piece = page.blocks[index]
        if piece.first and piece.last:
            page.shown(index).layout.lend(layout)
        layout.setPosition(self._view.origin() + QPointF(0, page.top(index)))
        self._borrowed.append(block)

    # What Qt asks of a layout.

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        self.borrow(block)
        return block.layout().boundingRect().translated(block.layout().position())

    def hitTest(
        self, point: QPointF | QPoint | QPainterPath.Element, accuracy: Qt.HitTestAccuracy
    ) -> int:
        del accuracy
        assert isinstance(point, QPointF)
        offset = self._view.character_at(point.toPoint())
        return self._view.units().to_utf16(offset)

    def documentSize(self) -> QSizeF:
        return QSizeF(self._view.viewport().size())

    def frameBoundingRect(self, frame: QTextFrame) -> QRectF:
        del frame
        return QRectF(QPointF(), self.documentSize())

    def pageCount(self) -> int:
        return 1

    def documentChanged(self, position: int, removed: int, added: int) -> None:
        """The lines are made when they are asked for."""

    def draw(self, painter: QPainter, context: QAbstractTextDocumentLayout.PaintContext) -> None:
        """Nobody sees it."""
