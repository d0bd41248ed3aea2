"""The hits of a search on the page: a ground under the letters and a thin frame around them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from annotator.core.text import Span
from annotator.ui.canvas.colors import mix
from annotator.ui.canvas.places import Seen, boxes
from annotator.ui.theme import Theme


class FoundMarks:
    """Which stretches a search has found, in the order of the text."""

    def __init__(self) -> None:
        self.spans: Sequence[Span] = ()

    def paint_under(self, painter: QPainter, seen: Sequence[Seen], theme: Theme) -> None:
        """Paint the grounds, before the text is painted."""
        for box in self._boxes(seen):
            painter.fillRect(box, mix(theme.roles.found, theme.roles.page, 0.35))

    def paint_over(self, painter: QPainter, seen: Sequence[Seen], theme: Theme) -> None:
        """Frame the hits, so that they are seen on marked text too."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(mix(theme.roles.found, theme.roles.article_text, 0.55), 1.0))
        for box in self._boxes(seen):
            painter.drawRoundedRect(box, 2, 2)

    def _boxes(self, seen: Sequence[Seen]) -> Iterator[QRectF]:
        for each in seen:
            block = each.layout.block
            at = bisect_left(self.spans, block.start, key=lambda span: span.end - 1)
            while at < len(self.spans) and self.spans[at].start < block.end:
                for _number, box in boxes(each, self.spans[at]):
                    yield box
                at += 1
