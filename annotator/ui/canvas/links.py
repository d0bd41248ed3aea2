"""Thin links from a quote or an event to what fills its roles.

On one line a link is a shallow arc under the lanes. Between lines it runs through the leading and
the margin, where there are no letters to cross. An end that is off the screen leaves a stub.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from annotator.core.model import Annotation
from annotator.core.text import Span, Spans
from annotator.ui.canvas.metrics import LANE_PITCH
from annotator.ui.canvas.page import Page
from annotator.ui.canvas.painter import bracket_x
from annotator.ui.theme import Theme

_TURN = 7.0


@dataclass(frozen=True, slots=True)
class _End:
    """Where a link ends, in the page's coordinates: under the middle of some text."""

    x: float
    y: float
    line: tuple[int, int]


def paint_links(
    painter: QPainter,
    page: Page,
    annotation_id: str,
    theme: Theme,
    origin: QPointF,
    viewport: QRectF,
) -> None:
    """Draw the links of the active frame or relation."""
    annotation = page.marks.annotation(annotation_id) if annotation_id else None
    if annotation is None or not page.marks.is_shown(annotation):
        return
    painter.save()
    painter.setClipRect(viewport)
    painter.translate(origin)
    seen = viewport.translated(-origin)
    color = theme.hue(page.marks.hue_of(annotation)).line
    pen = QPen(color, 1.5)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    roles = page.marks.roles_of(annotation_id)
    if annotation.spans:
        pairs = [(annotation.spans, role.spans) for role in roles]
    else:
        pairs = [(a.spans, b.spans) for a, b in zip(roles, roles[1:], strict=False)]
    for source, target in pairs:
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        path, tip = _link(page, annotation, source, target, seen)
        painter.drawPath(path)
        if tip is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color)
            painter.drawEllipse(tip, 2.5, 2.5)
    painter.restore()


def _link(
    page: Page, annotation: Annotation, source: Spans, target: Spans, seen: QRectF
) -> tuple[QPainterPath, QPointF | None]:
    end = _end(page, target[0], seen)
    if annotation.spans and page.marks.is_quote(annotation):
        return _from_bracket(page, annotation, end, seen), _tip(end)
    start = _end(page, source[0], seen)
    if start.line == end.line:
        return _arc(start, end), _tip(end)
    return _through_margin(page, start, end), _tip(end)


def _tip(end: _End) -> QPointF | None:
    return QPointF(end.x, end.y) if end.line[1] >= 0 else None


def _end(page: Page, span: Span, seen: QRectF) -> _End:
    """The middle of the first stretch of a span, just under its lanes.

    A block that is off the screen is not laid out for this: it is enough to know that it is above
    or below.
    """
    block = page.blocks.at(span.start)
    top = page.top(block)
    if not page.is_laid_out(block):
        y = seen.top() - 40 if top < seen.top() else seen.bottom() + 40
        return _End(page.width / 2, y, (block, -1))
    shown = page.shown(block)
    layout = shown.layout
    number = layout.line_of(span.start)
    line = layout.lines[number]
    stretches = layout.intervals(number, span.start, span.end) or [(line.left, line.right)]
    lanes = shown.scene.rooms[number][0] if number < len(shown.scene.rooms) else 0
    y = top + line.text_bottom + 2 + lanes * LANE_PITCH
    left, right = stretches[-1] if layout.rtl else stretches[0]
    return _End((left + right) / 2, y, (block, number))


def _arc(start: _End, end: _End) -> QPainterPath:
    """A shallow arc under one line."""
    deep = max(start.y, end.y) + min(14.0, 4.0 + abs(end.x - start.x) * 0.05)
    path = QPainterPath(QPointF(start.x, start.y))
    path.cubicTo(QPointF(start.x, deep), QPointF(end.x, deep), QPointF(end.x, end.y))
    return path


def _from_bracket(page: Page, annotation: Annotation, end: _End, seen: QRectF) -> QPainterPath:
    """From the nearest point of a quote's bracket, through the margin and the leading."""
    depth = next(
        (
            quote.depth
            for quote in page.marks.quotes_in(page.blocks.at(annotation.spans[0].start))
            if quote.owner == annotation.id
        ),
        0,
    )
    block = page.blocks.at(end_offset(annotation, page, end))
    layout = page.shown(block).layout
    x = bracket_x(layout, page.width, depth)
    content = Span(annotation.spans[0].start, annotation.spans[-1].end)
    top, bottom = _extent(page, content, seen)
    start_y = min(max(end.y, top), bottom)
    return _rounded_path(x, start_y, end.x, end.y)


def end_offset(annotation: Annotation, page: Page, end: _End) -> int:
    """An offset of the quote's content on the side of the link's other end."""
    first, last = annotation.spans[0].start, annotation.spans[-1].end - 1
    return first if page.top(page.blocks.at(first)) >= end.y else min(last, len(page.text) - 1)


def _extent(page: Page, span: Span, seen: QRectF) -> tuple[float, float]:
    first, last = page.blocks.at(span.start), page.blocks.at(span.end - 1)
    top, bottom = seen.top() - 60, seen.bottom() + 60
    if page.is_laid_out(first):
        layout = page.shown(first).layout
        line = layout.lines[layout.line_of(span.start)]
        top = page.top(first) + line.top + 6
    if page.is_laid_out(last):
        layout = page.shown(last).layout
        line = layout.lines[layout.line_of(span.end, upstream=True)]
        bottom = page.top(last) + line.text_bottom - 6
    return top, bottom


def _through_margin(page: Page, start: _End, end: _End) -> QPainterPath:
    """Down into the leading, out to the margin, along it, and back in."""
    rtl = page.blocks[start.line[0]].direction == "rtl"
    # Event links keep to the other margin: brackets have the one where lines start.
    x = -10.0 if rtl else page.width + 10.0
    if abs(start.y - end.y) < 150:
        return _curve(start, end)
    path = QPainterPath(QPointF(start.x, start.y))
    _leading(path, start.x, start.y, x, down=True)
    sign = 1.0 if end.y > start.y else -1.0
    inward = 1.0 if rtl else -1.0
    low = start.y + _TURN
    path.quadTo(QPointF(x, low), QPointF(x, low + sign * _TURN))
    path.lineTo(QPointF(x, end.y + _TURN - sign * _TURN))
    path.quadTo(QPointF(x, end.y + _TURN), QPointF(x + inward * _TURN, end.y + _TURN))
    path.lineTo(QPointF(end.x - inward * _TURN, end.y + _TURN))
    path.quadTo(QPointF(end.x, end.y + _TURN), QPointF(end.x, end.y))
    return path


def _leading(path: QPainterPath, x: float, y: float, margin: float, *, down: bool) -> None:
    outward = 1.0 if margin > x else -1.0
    low = y + _TURN if down else y
    path.quadTo(QPointF(x, low), QPointF(x + outward * _TURN, low))
    path.lineTo(QPointF(margin - outward * _TURN, low))


def _curve(start: _End, end: _End) -> QPainterPath:
    """A plain curve between neighbouring lines."""
    path = QPainterPath(QPointF(start.x, start.y))
    bend = (end.y - start.y) * 0.5
    path.cubicTo(
        QPointF(start.x, start.y + bend), QPointF(end.x, end.y - bend + 12), QPointF(end.x, end.y)
    )
    return path


def _rounded_path(x: float, y: float, to_x: float, to_y: float) -> QPainterPath:
    """From a bracket: along the margin, then through the leading to under the text."""
    path = QPainterPath(QPointF(x, y))
    low = to_y + _TURN
    inward = -1.0 if to_x < x else 1.0
    if abs(low - y) > _TURN:
        sign = 1.0 if low > y else -1.0
        path.lineTo(QPointF(x, low - sign * _TURN))
    path.quadTo(QPointF(x, low), QPointF(x + inward * _TURN, low))
    path.lineTo(QPointF(to_x - inward * _TURN, low))
    path.quadTo(QPointF(to_x, low), QPointF(to_x, to_y))
    return path
