"""Thin links from a quote or an event to what fills its roles.

They run where there are no letters: through the gutter under a line's lanes, through the one above
the next line, and along the margin between lines that are further apart. An end that is off the
screen leaves a stub at its edge.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from annotator.core.model import Annotation
from annotator.core.text import Span
from annotator.ui.canvas.brackets import bracket_x
from annotator.ui.canvas.page import Page
from annotator.ui.theme import Theme

_TURN = 6.0
_CLEAR = 5.0
"""Between a link and the chips that it passes."""
_BEYOND = 400.0  # far enough for the path to look the same, whatever part of it is painted


@dataclass(frozen=True, slots=True)
class _End:
    """An end of a link in the page's coordinates.

    `x` is under (or over) some text; `above` and `below` are the heights of the gutters over and
    under its line, `roof` and `floor` where the line's own marks end. `line` orders ends from the
    top of the page; a line that is not laid out is far above or below, and `known` is false.
    """

    x: float
    above: float
    roof: float
    floor: float
    below: float
    line: tuple[int, int]
    known: bool = True


def paint_links(
    painter: QPainter,
    page: Page,
    annotation_id: str,
    theme: Theme,
    origin: QPointF,
    area: QRectF,
) -> None:
    """Draw the links of the active frame or relation."""
    annotation = page.marks.annotation(annotation_id) if annotation_id else None
    if annotation is None or not page.marks.is_shown(annotation):
        return
    painter.save()
    painter.setClipRect(area)
    painter.translate(origin)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    color = theme.hue(page.marks.hue_of(annotation)).line
    seen = area.translated(-origin)
    for path, tip in link_paths(page, annotation, seen):
        _draw(painter, path, tip, color)
    painter.restore()


def _draw(painter: QPainter, path: QPainterPath, tip: QPointF | None, color: QColor) -> None:
    pen = QPen(color, 1.4)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
    if tip is not None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawEllipse(tip, 2.6, 2.6)


def link_paths(
    page: Page, annotation: Annotation, seen: QRectF
) -> list[tuple[QPainterPath, QPointF | None]]:
    """The links of a frame or relation, each with the point where it ends if that is known."""
    roles = page.marks.roles_of(annotation.id)
    if annotation.spans and page.marks.is_quote(annotation):
        return [_from_bracket(page, annotation, role.spans[0], seen) for role in roles]
    if annotation.spans:
        source = annotation.spans[0]
        return [_between(page, source, role.spans[0], seen) for role in roles]
    spans = [role.spans[0] for role in roles]
    return [_between(page, a, b, seen) for a, b in pairwise(spans)]


def _end(page: Page, span: Span, seen: QRectF, *, far: bool) -> _End:
    """The end of a link at some text: under its middle, or (`far`) under where it ends."""
    block = page.blocks.at(span.start)
    top = page.top(block)
    if not page.is_laid_out(block):
        y = seen.top() - _BEYOND if top < seen.top() else seen.bottom() + _BEYOND
        return _End(page.width / 2, y, y, y, y, (block, 0), known=False)
    shown = page.shown(block)
    layout = shown.layout
    number = layout.line_of(span.start)
    line = layout.lines[number]
    stretches = layout.intervals(number, span.start, span.end) or [(line.left, line.right)]
    left, right = stretches[-1] if layout.rtl else stretches[0]
    inset = min(8.0, (right - left) / 2)
    x = (left + inset if layout.rtl else right - inset) if far else (left + right) / 2
    lanes = shown.scene.rooms[number][0] if number < len(shown.scene.rooms) else 0
    floor = top + line.text_bottom + page.metrics.lanes_below(lanes)
    return _End(x, top + line.top - 2.0, top + line.top + 1.0, floor, floor + 1.0, (block, number))


def _between(
    page: Page, source: Span, target: Span, seen: QRectF
) -> tuple[QPainterPath, QPointF | None]:
    """From a trigger to an argument."""
    start, end = _end(page, source, seen, far=True), _end(page, target, seen, far=False)
    rtl = page.blocks[page.blocks.at(source.start)].direction == "rtl"
    margin = -14.0 if rtl else page.width + 14.0
    if start.line == end.line:
        points = [(start.x, start.floor), (start.x, start.below), (end.x, end.below)]
        tip = (end.x, end.floor)
    elif start.line < end.line:
        tip = (end.x, end.roof)
        points = [(start.x, start.floor)]
        if abs(end.above - start.below) > _pitch(page):
            points += [(start.x, start.below), (margin, start.below), (margin, end.above)]
        else:
            x = _between_chips(page, start, end, start.below, end.above)
            points += [(start.x, start.below), (x, start.below), (x, end.above)]
        points += [(end.x, end.above)]
    else:
        tip = (end.x, end.floor)
        points = [(start.x, start.roof)]
        if abs(start.above - end.below) > _pitch(page):
            points += [(start.x, start.above), (margin, start.above), (margin, end.below)]
        else:
            x = _between_chips(page, start, end, end.below, start.above)
            points += [(start.x, start.above), (x, start.above), (x, end.below)]
        points += [(end.x, end.below)]
    return _rounded([*points, tip]), QPointF(*tip) if end.known else None


def _between_chips(page: Page, start: _End, end: _End, top: float, bottom: float) -> float:
    """Where, as near to the start of a link as can be, it passes no chip from `top` to `bottom`."""
    first, last = sorted((start.line[0], end.line[0]))
    taken: list[tuple[float, float]] = []
    for block in range(first, last + 1):
        if page.is_laid_out(block):
            y, height = page.top(block), page.metrics.chip_height
            taken += [
                (chip.left - _CLEAR, chip.left + chip.width + _CLEAR)
                for chip in page.shown(block).scene.chips
                if y + chip.top < bottom and y + chip.top + height > top
            ]
    edges = [start.x, *(edge for stretch in taken for edge in stretch)]
    free = [x for x in edges if not any(left < x < right for left, right in taken)]
    return min(free, key=lambda x: abs(x - start.x), default=start.x)


def _from_bracket(
    page: Page, annotation: Annotation, target: Span, seen: QRectF
) -> tuple[QPainterPath, QPointF | None]:
    """From a quote's bracket, along the margin and through the gutter under the argument."""
    end = _end(page, target, seen, far=False)
    first = page.blocks.at(annotation.spans[0].start)
    depth = next((q.depth for q in page.marks.quotes_in(first) if q.owner == annotation.id), 0)
    block = page.blocks[page.blocks.at(target.start)]
    x = bracket_x(block.direction, page.width, depth)
    content = Span(annotation.spans[0].start, annotation.spans[-1].end)
    top, bottom = _extent(page, content, seen)
    points = [(x, min(max(end.below, top), bottom)), (x, end.below), (end.x, end.below)]
    return _rounded([*points, (end.x, end.floor)]), QPointF(end.x, end.floor) if end.known else None


def _extent(page: Page, span: Span, seen: QRectF) -> tuple[float, float]:
    """The top and bottom of a quote's bracket, as far as its ends are laid out."""
    first, last = page.blocks.at(span.start), page.blocks.at(span.end - 1)
    top, bottom = seen.top() - _BEYOND, seen.bottom() + _BEYOND
    if page.is_laid_out(first):
        layout = page.shown(first).layout
        top = page.top(first) + layout.lines[layout.line_of(span.start)].top + 6
    elif page.top(first) > seen.bottom():
        top = seen.bottom() + _BEYOND
    if page.is_laid_out(last):
        layout = page.shown(last).layout
        line = layout.lines[layout.line_of(span.end, upstream=True)]
        bottom = page.top(last) + line.text_bottom - 6
    elif page.top(last) < seen.top():
        bottom = seen.top() - _BEYOND
    return top, max(top, bottom)


def _pitch(page: Page) -> float:
    """How far apart two neighbouring gutters can be with only chips between them."""
    return 4.0 * page.metrics.chip_height


def _rounded(points: list[tuple[float, float]]) -> QPainterPath:
    """A path of straight pieces with rounded corners."""
    corners = [points[0]]
    for point in points[1:]:
        if abs(point[0] - corners[-1][0]) + abs(point[1] - corners[-1][1]) > 0.5:
            corners.append(point)
    path = QPainterPath(QPointF(*corners[0]))
    for before, corner, after in zip(corners, corners[1:], corners[2:], strict=False):
        turn = min(_TURN, _apart(before, corner) / 2, _apart(corner, after) / 2)
        path.lineTo(_towards(corner, before, turn))
        path.quadTo(QPointF(*corner), _towards(corner, after, turn))
    path.lineTo(QPointF(*corners[-1]))
    return path


def _apart(a: tuple[float, float], b: tuple[float, float]) -> float:
    return abs(a[0] - b[0]) + abs(a[1] - b[1])


def _towards(a: tuple[float, float], b: tuple[float, float], far: float) -> QPointF:
    share = far / max(_apart(a, b), 0.001)
    return QPointF(a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)
