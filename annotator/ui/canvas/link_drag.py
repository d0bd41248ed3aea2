"""A line drawn from an annotation's chip to what is to fill one of its roles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from annotator.core.text import Spans, word_at
from annotator.ui.canvas.places import blocks_in_view, boxes
from annotator.ui.theme import Theme

if TYPE_CHECKING:
    from annotator.ui.canvas.view import ArticleView

_REACH = 6  # pixels around a word that still mean it


@dataclass(frozen=True, slots=True)
class LinkEnd:
    """What lies under the end of the line: an annotation, or bare spans; and where it stands."""

    spans: Spans
    annotation: str = ""


class LinkDrag:
    """The line while it is drawn; `end` is what it would lead to if it were let go now."""

    def __init__(self, view: ArticleView, source: str, start: QPointF) -> None:
        self._view = view
        self.source = source
        self._start = start
        self._point = start
        self.end: LinkEnd | None = None

    def move(self, point: QPointF) -> None:
        """Lead the line to a point of the viewport."""
        self._point = point
        self.end = self._end_at(point)
        self._view.viewport().update()

    def _end_at(self, point: QPointF) -> LinkEnd | None:
        """The annotation there, else the selection if it is there, else the candidate or word."""
        view, page = self._view, self._view.page
        if page is None:
            return None
        stack = [each for each in view.hit_at(point).stack if each != self.source]
        annotation = page.marks.annotation(stack[0]) if stack else None
        if annotation is not None:
            return LinkEnd(annotation.spans, annotation.id)
        offset = view.character_at(point.toPoint())
        chosen = view.selection()
        if chosen is not None and chosen.contains_offset(offset):
            return LinkEnd((chosen,))
        word = word_at(page.text, offset)
        if word is None or not any(
            box.adjusted(-_REACH, -_REACH, _REACH, _REACH).contains(point.toPoint())
            for box in view.boxes_of(word)
        ):
            return None
        names = [
            each.span
            for each in view.finder().between(word.start, word.end)
            if each.kind != "quotation" and each.span.contains_offset(offset)
        ]
        return LinkEnd((names[0] if names else view.detached(word),))

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Draw the line, and a frame around what it leads to."""
        view, page = self._view, self._view.page
        if page is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.roles.link_selected, 2.0))
        area = QRectF(view.viewport().rect())
        if self.end is not None:
            for seen in blocks_in_view(page, view.origin(), area):
                for span in self.end.spans:
                    for _number, box in boxes(seen, span):
                        painter.drawRoundedRect(box.adjusted(-2, -1, 2, 1), 4, 4)
        middle = (self._start + self._point) / 2
        bend = QPointF(middle.x(), max(self._start.y(), self._point.y()) + 12)
        path = QPainterPath(self._start)
        path.quadTo(bend, self._point)
        painter.drawPath(path)
        painter.setBrush(theme.roles.link_selected)
        painter.drawEllipse(self._point, 3.5, 3.5)
