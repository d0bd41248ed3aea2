"""The text of an annotation with a little of what stands around it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.core.text import Span, Spans, Utf16Index, paragraph_direction

AROUND = 60
"""Code points of context on either side, at most; it ends with the paragraph."""
LONGEST = 360
"""Code points of one annotation that are shown; of a longer one, both ends."""
MOST_LINES = 9


def surroundings(text: str, spans: Spans) -> tuple[str, tuple[Span, ...]]:
    """A piece of `text` around `spans`, and where in that piece the spans lie (code points).

    The piece begins and ends with whole words, or with its paragraph. The middle of what is
    longer than `LONGEST` is left out.
    """
    start, end = spans[0].start, spans[-1].end
    first = _context_start(text, start)
    last = _context_end(text, end)
    head = "… " if first > 0 and text[first - 1] != "\n" else ""
    tail = " …" if last < len(text) and text[last] != "\n" else ""
    if end - start > LONGEST:
        half = LONGEST // 2
        middle = text[start : start + half], " … ", text[end - half : end]
        marked = "".join(middle)
        before = head + text[first:start]
        piece = before + marked + text[end:last] + tail
        return piece, (Span(len(before), len(before) + len(marked)),)
    shift = len(head) - first
    return head + text[first:last] + tail, tuple(each.shift(shift) for each in spans)


def _context_start(text: str, start: int) -> int:
    paragraph = text.rfind("\n", 0, start) + 1
    if start - paragraph <= AROUND:
        return paragraph
    space = text.find(" ", start - AROUND, start)
    return space + 1 if space >= 0 else start


def _context_end(text: str, end: int) -> int:
    found = text.find("\n", end)
    paragraph = found if found >= 0 else len(text)
    if paragraph - end <= AROUND:
        return paragraph
    space = text.rfind(" ", end, end + AROUND)
    return space if space >= 0 else end


class ContextText(QWidget):
    """Shows an annotation in its context: the annotation plainly, the context quietly.

    The text is laid out once, whole, so that letters stay joined across the annotation's edges;
    what is marked is painted as a selection is.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout: QTextLayout | None = None
        self._formats: list[QTextLayout.FormatRange] = []
        self._text = ""
        self._marked: tuple[tuple[int, int], ...] = ()
        self._fill: QColor | None = None
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_spans(self, text: str, spans: Spans, fill: QColor | None) -> None:
        """Show the spans (code points of `text`) on a ground of the colour `fill`."""
        self.setVisible(bool(spans))
        if not spans:
            self._text, self._layout = "", None
            return
        piece, marked = surroundings(text, spans)
        index = Utf16Index(piece)
        self._text = piece
        self._marked = tuple(
            (index.to_utf16(each.start), index.to_utf16(each.end)) for each in marked
        )
        self._fill = fill
        self.setAccessibleName(" … ".join(each.text_in(piece) for each in marked))
        self.setAccessibleDescription(piece)
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay_out()

    def sizeHint(self) -> QSize:
        height = self._layout.boundingRect().height() if self._layout else 0
        return QSize(200, int(height + 1))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        if self._layout is None:
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        self._layout.draw(painter, QPointF(0, 0), self._formats)

    def _lay_out(self) -> None:
        if not self._text or self.width() < 40:
            return
        option = QTextOption()
        rtl = paragraph_direction(self._text) == "rtl"
        option.setTextDirection(
            Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
        )
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout = QTextLayout(self._text.replace("\n", "\u2028"), self.font())
        layout.setTextOption(option)
        layout.setCacheEnabled(True)
        layout.beginLayout()
        top = 0.0
        while (line := layout.createLine()).isValid() and layout.lineCount() <= MOST_LINES:
            line.setLineWidth(self.width())
            line.setPosition(QPointF(0, top))
            top += line.height()
        layout.endLayout()
        self._layout = layout
        self._formats = [self._format(start, end) for start, end in self._marked]
        self.setFixedHeight(int(top + 2))
        self.update()

    def _format(self, start: int, end: int) -> QTextLayout.FormatRange:
        found = QTextLayout.FormatRange()
        found.start, found.length = start, end - start
        text_format = found.format
        if self._fill is not None:
            text_format.setBackground(self._fill)
        text_format.setForeground(self.palette().color(QPalette.ColorRole.Text))
        found.format = text_format
        return found
