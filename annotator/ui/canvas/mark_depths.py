"""Quotation marks with the depth at which they stand, and a wave under those that are amiss."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from annotator.ui.canvas.metrics import Metrics
from annotator.ui.canvas.places import Seen, boxes
from annotator.ui.theme import Theme

if TYPE_CHECKING:
    from annotator.app.quoting import MarkReport

_SCALE = 0.8
_HUES = ("blue", "orange", "mint", "pink", "olive")
"""One hue a depth; the number above the mark says it too."""


def paint_marks(
    painter: QPainter, seen: Sequence[Seen], report: MarkReport, metrics: Metrics, theme: Theme
) -> None:
    """Number each mark in view by its depth, from 1; a mark without a partner gets a `?`."""
    if not seen:
        return
    font = QFont(metrics.chip_font)
    font.setPointSizeF(max(6.0, font.pointSizeF() * _SCALE))
    font.setWeight(QFont.Weight.Bold)
    painter.setFont(font)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    height = QFontMetricsF(font).height()
    amiss = {issue.mark for issue in report.issues}
    first = bisect_left(report.marks, seen[0].layout.block.start, key=lambda mark: mark.span.start)
    for mark in report.marks[first:]:
        if mark.span.start >= seen[-1].layout.block.end:
            break
        block = next((each for each in seen if _holds(each, mark.span.start)), None)
        if block is None:
            continue
        for _number, box in boxes(block, mark.span):
            line = theme.hue(_HUES[mark.depth % len(_HUES)]).line
            painter.setPen(line)
            place = QRectF(box.center().x() - 12, box.top() - height + 8, 24, height)
            told = str(mark.depth + 1) if mark.partner is not None else "?"
            painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), told)
            if mark.span in amiss:
                painter.setPen(QPen(theme.roles.warning, 1.5))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawPath(_wave(box))


def _holds(seen: Seen, offset: int) -> bool:
    return seen.layout.block.start <= offset < seen.layout.block.end


def _wave(box: QRectF) -> QPainterPath:
    left, right, y = box.left() - 3, box.right() + 3, box.bottom() - 2
    path = QPainterPath(QPointF(left, y))
    x, up = left, True
    while x < right:
        path.quadTo(QPointF(x + 1.5, y - 3 if up else y + 3), QPointF(x + 3, y))
        x, up = x + 3, not up
    return path
