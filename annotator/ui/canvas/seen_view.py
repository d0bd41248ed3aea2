"""What is laid over the scrolling page to be seen: the map, hits of a search, invisible characters.

Between `page_view.PageView`, which knows where everything is, and `view.ArticleView`, which has
the user's hands.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMargins, QPointF, QRect, QRectF
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget

from annotator.app.quoting import MarkReport
from annotator.core.model import Annotation
from annotator.core.schema import Schema
from annotator.core.text import Direction, Span
from annotator.ui.canvas.found import FoundMarks
from annotator.ui.canvas.invisibles import paint_invisibles
from annotator.ui.canvas.map_strip import WIDTH as MAP_WIDTH
from annotator.ui.canvas.map_strip import MapStrip
from annotator.ui.canvas.mark_depths import paint_marks
from annotator.ui.canvas.page import Page
from annotator.ui.canvas.page_view import PageView
from annotator.ui.canvas.places import blocks_in_view, boxes
from annotator.ui.theme import Theme


class SeenView(PageView):
    """A page with what is laid over it; and what it shows, for those who ask."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found = FoundMarks()
        self._invisibles = False
        self._marks: MarkReport | None = None
        self.map = MapStrip(self)
        self.map.hide()

    # What it shows

    def text(self) -> str:
        """The text of the document; empty without one."""
        return self._document.text if self._document else ""

    def schema(self) -> Schema | None:
        """The schema of the annotations."""
        return self._schema

    def direction(self) -> Direction:
        """The direction of the document's paragraphs that have none of their own."""
        return self._document.direction if self._document else "rtl"

    def is_shown(self, annotation: Annotation) -> bool:
        """Whether the text shows this annotation: not if it is rejected or hidden."""
        return self.page is not None and self.page.marks.is_shown(annotation)

    def shown_annotations(self) -> list[Annotation]:
        """The annotations that the text shows, in its order; those without a place are not."""
        found = [each for each in self.annotations() if self.is_shown(each)]
        return sorted(
            (each for each in found if each.spans),
            key=lambda each: (each.spans[0].start, -each.spans[-1].end, each.id),
        )

    def boxes_of(self, span: Span) -> list[QRect]:
        """Where a stretch of text lies in the viewport, from its first line to its last."""
        page = self.page
        if page is None:
            return []
        seen = blocks_in_view(page, self.origin(), QRectF(self.viewport().rect()))
        return [box.toAlignedRect() for each in seen for _number, box in boxes(each, span)]

    # How

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of this theme."""
        super().set_theme(theme)
        self.map.set_theme(theme)

    def set_map(self, on: bool) -> None:
        """Show the map of the whole document beside the scroll bar, or hide it."""
        self.map.setVisible(on)
        self._place_map()

    def set_found(self, spans: Sequence[Span]) -> None:
        """Mark what a search has found: spans in the order of the text, none on another."""
        self._found.spans = spans
        self.map.set_found(spans)
        self.viewport().update()

    def set_invisibles(self, on: bool) -> None:
        """Whether characters that cannot be seen are named over their place."""
        self._invisibles = on
        self.viewport().update()

    def set_marks(self, report: MarkReport | None) -> None:
        """Show the depth of the quotation marks and what is wrong with some; or not (None)."""
        self._marks = report
        self.viewport().update()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """The scroll bar moved: the map shows what is in view now."""
        super().scrollContentsBy(dx, dy)
        self.map.follow()

    def rebuilt(self) -> None:
        """The page was made anew, and the map with it."""
        super().rebuilt()
        self.map.load()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the map beside the scroll bar."""
        super().resizeEvent(event)
        self._place_map()

    def changeEvent(self, event: QEvent) -> None:
        """The scroll bar changed sides, and the map with it."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._place_map()

    def paint_under(self, painter: QPainter, page: Page, origin: QPointF, area: QRectF) -> None:
        """Paint what lies under the text, before the page is painted."""
        if self._found.spans:
            self._found.paint_under(painter, blocks_in_view(page, origin, area), self._theme)

    def paint_over(self, painter: QPainter, page: Page, origin: QPointF, area: QRectF) -> None:
        """Paint what lies over the page."""
        if not self._found.spans and not self._invisibles and self._marks is None:
            return
        seen = blocks_in_view(page, origin, area)
        self._found.paint_over(painter, seen, self._theme)
        if self._invisibles:
            paint_invisibles(painter, seen, page.text, page.metrics, self._theme)
        if self._marks is not None:
            paint_marks(painter, seen, self._marks, page.metrics, self._theme)

    def _place_map(self) -> None:
        """Make room for the map on the side of the scroll bar, which Qt does not mirror."""
        rtl = self.isRightToLeft()
        wide = 0 if self.map.isHidden() else MAP_WIDTH
        margins = QMargins(wide, 0, 0, 0) if rtl else QMargins(0, 0, wide, 0)
        if self.viewportMargins() != margins:
            self.setViewportMargins(margins)
        inside = self.viewport().geometry()
        left = inside.left() - MAP_WIDTH if rtl else inside.right() + 1
        self.map.setGeometry(left, inside.top(), MAP_WIDTH, inside.height())
