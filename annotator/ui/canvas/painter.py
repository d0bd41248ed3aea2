"""Painting the blocks that are seen: fills, text, lines, chips and brackets."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPolygonF

from annotator.core.schema.model import LineStyle
from annotator.core.text import Span, Spans, paragraph_direction
from annotator.ui.canvas.block_layout import BlockLayout, Line
from annotator.ui.canvas.brackets import bracket_extent, bracket_x, text_band
from annotator.ui.canvas.chip_plan import Chip
from annotator.ui.canvas.colors import mix, translucent
from annotator.ui.canvas.links import paint_links
from annotator.ui.canvas.metrics import LANE_LINE, LANE_PITCH
from annotator.ui.canvas.page import Page, Shown
from annotator.ui.canvas.scene import BlockScene, Piece, QuotePiece, stretches_of
from annotator.ui.theme import Hue, Theme


@dataclass(slots=True)
class ViewState:
    """What of the page is selected, hovered or being dragged."""

    selected: str = ""
    hovered: str = ""
    hovered_frame: bool = False
    selection: Span | None = None
    preview: Spans = ()
    caret: tuple[int, bool] | None = None
    focused: bool = False
    filling: bool = False
    handles: list[tuple[QPointF, str]] = field(default_factory=list)


class PagePainter:
    """Paints a page at a place of the viewport."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme

    def paint(
        self, painter: QPainter, page: Page, state: ViewState, origin: QPointF, area: QRectF
    ) -> None:
        """Paint the blocks that touch `area` (viewport); `origin` is the page's top left there."""
        seen: list[tuple[Shown, QPointF]] = []
        index = page.block_at(area.top() - origin.y())
        while index < len(page.blocks):
            shown = page.shown(index)
            top = origin.y() + page.top(index)
            if top > area.bottom():
                break
            seen.append((shown, QPointF(origin.x(), top)))
            index += 1
        for shown, at in seen:
            self._block(painter, shown.layout, shown.scene, state, at, area)
        links = state.hovered if state.hovered_frame else state.selected
        paint_links(painter, page, links, self.theme, origin, area)
        for shown, at in seen:
            self._labels(painter, page, shown, state, at, area)

    def _block(
        self,
        painter: QPainter,
        layout: BlockLayout,
        scene: BlockScene,
        state: ViewState,
        at: QPointF,
        area: QRectF,
    ) -> None:
        clip = area.translated(-at)
        seen = [_seen(line, clip) for line in layout.lines]
        pieces = [piece for piece in scene.pieces if seen[piece.line]]
        painter.save()
        painter.translate(at)
        for quote in scene.quotes:
            self._tint(painter, layout, quote, state, clip)
        for piece in sorted(pieces, key=lambda each: -each.mark.length):
            self._fill(painter, layout, piece, state)
        self._selection(painter, layout, state, clip)
        layout.draw(painter, QPointF(0, 0), clip, self.theme.roles.article_text)
        for piece in pieces:
            self._lane(painter, layout, piece, state)
        painter.restore()

    def _labels(
        self,
        painter: QPainter,
        page: Page,
        shown: Shown,
        state: ViewState,
        at: QPointF,
        area: QRectF,
    ) -> None:
        clip = area.translated(-at)
        painter.save()
        painter.translate(at)
        for quote in shown.scene.quotes:
            self._bracket(painter, page, shown.layout, shown.scene, quote, state)
        for chip in shown.scene.chips:
            if clip.top() - 40 < chip.top < clip.bottom() + 40:
                self._chip(painter, page, chip, state)
        painter.restore()

    def _tint(
        self,
        painter: QPainter,
        layout: BlockLayout,
        quote: QuotePiece,
        state: ViewState,
        clip: QRectF,
    ) -> None:
        owner = quote.mark.owner
        hue = self.theme.hue(quote.mark.hue)
        strength = 0.5 if owner == state.selected else 0.3 if owner == state.hovered else 0.0
        color = translucent(mix(hue.tint, hue.fill, strength), 0.75)
        for number, left, right in quote.stretches:
            line = layout.lines[number]
            if _seen(line, clip):
                top, bottom = text_band(line)
                painter.fillRect(QRectF(left, top, right - left, bottom - top), color)

    def _fill(self, painter: QPainter, layout: BlockLayout, piece: Piece, state: ViewState) -> None:
        line = layout.lines[piece.line]
        if piece.gap or piece.mark.kind != "entity":
            return
        hue = self.theme.hue(piece.mark.hue)
        selected = piece.mark.owner == state.selected
        hovered = piece.mark.owner == state.hovered
        color = (
            hue.selected_fill if selected else hue.fill if hovered else mix(hue.tint, hue.fill, 0.5)
        )
        top, bottom = text_band(line)
        rect = QRectF(piece.left - 1, top, piece.right - piece.left + 2, bottom - top)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        if piece.opens_left and piece.opens_right:
            painter.drawRoundedRect(rect, 3.0, 3.0)
        else:
            painter.drawPath(_rounded(rect, 3.0, piece.opens_left, piece.opens_right))

    def _selection(
        self, painter: QPainter, layout: BlockLayout, state: ViewState, clip: QRectF
    ) -> None:
        spans = state.preview or ((state.selection,) if state.selection else ())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(
            translucent(self.theme.roles.article_selection, 0.55 if state.focused else 0.35)
        )
        for span in spans:
            for number, left, right in stretches_of(layout, span):
                line = layout.lines[number]
                if _seen(line, clip):
                    top, bottom = text_band(line)
                    rect = QRectF(left, top - 1, right - left, bottom - top + 2)
                    painter.drawRoundedRect(rect, 2.0, 2.0)

    def _lane(self, painter: QPainter, layout: BlockLayout, piece: Piece, state: ViewState) -> None:
        line = layout.lines[piece.line]
        mark = piece.mark
        active = mark.owner in (state.selected, state.hovered)
        hue = self.theme.hue(mark.hue)
        y = line.text_bottom + 1 + piece.lane * LANE_PITCH + LANE_LINE / 2
        left, right = piece.left, piece.right
        if right - left > 6:
            # A hair of air, so that neighbours in a lane do not read as one.
            left, right = (
                left + (1 if piece.opens_left else 0),
                right - (1 if piece.opens_right else 0),
            )
        color = hue.line
        if mark.kind in ("cue", "speaker") and not active:
            color = mix(hue.line, self.theme.roles.page, 0.35)
        if piece.gap:
            _draw_line(painter, left, right, y, color, "dotted", 1.0)
            return
        width = 3.0 if mark.kind == "trigger" else float(LANE_LINE)
        _draw_line(painter, left, right, y, color, mark.line, width + (0.5 if active else 0.0))

    def _chip(self, painter: QPainter, page: Page, chip: Chip, state: ViewState) -> None:
        hue = self.theme.hue(chip.hue)
        metrics = page.metrics
        rect = QRectF(chip.left, chip.top + 1, chip.width, metrics.chip_height - 2)
        active = bool(chip.owner) and chip.owner in (state.selected, state.hovered)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill, ink = self._chip_colors(chip, hue, active)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        if chip.kind == "event":
            painter.drawPath(_pointed(rect))
        else:
            painter.drawRoundedRect(rect, 4.0, 4.0)
        rtl = _is_rtl(chip.text)
        inner = rect.adjusted(metrics.chip_padding, 0, -metrics.chip_padding, 0)
        if chip.kind == "event":
            inner.adjust(3, 0, -3, 0)
        inner = self._flags(painter, chip, inner, ink, rtl=rtl)
        painter.setFont(metrics.chip_font)
        painter.setPen(ink)
        painter.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
        )
        wide = metrics.chip_text(chip.text)[1] - 2 * metrics.chip_padding
        x = inner.left() + (inner.width() - wide) / 2
        painter.drawText(QPointF(x, chip.top + 1 + metrics.chip_baseline), chip.text)

    def _chip_colors(self, chip: Chip, hue: Hue, active: bool) -> tuple[QColor, QColor]:
        if chip.kind == "role":
            return hue.chip, hue.chip_text
        roles = self.theme.roles
        if chip.kind == "more":
            return mix(roles.page, roles.muted, 0.15), roles.muted
        return (hue.selected_fill if active else hue.tint), hue.chip

    def _flags(
        self, painter: QPainter, chip: Chip, inner: QRectF, ink: QColor, *, rtl: bool
    ) -> QRectF:
        """Draw the open circle and the question mark after the chip's text; return what is left."""
        signs = ["○"] * chip.incomplete + (["؟" if rtl else "?"] if chip.question else [])
        for sign in signs:
            x = inner.left() if rtl else inner.right() - 10
            box = QRectF(x, inner.top(), 10, inner.height())
            if sign == "○":
                painter.setPen(QPen(ink, 1.3))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(box.center(), 3.0, 3.0)
            else:
                painter.setPen(ink)
                painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), sign)
            inner = inner.adjusted(12, 0, 0, 0) if rtl else inner.adjusted(0, 0, -12, 0)
        return inner

    def _bracket(
        self,
        painter: QPainter,
        page: Page,
        layout: BlockLayout,
        scene: BlockScene,
        quote: QuotePiece,
        state: ViewState,
    ) -> None:
        mark = quote.mark
        hue = self.theme.hue(mark.hue)
        active = mark.owner in (state.selected, state.hovered)
        x = bracket_x(layout.block.direction, page.width, mark.depth)
        inward = -5.0 if layout.rtl else 5.0
        top, bottom = bracket_extent(layout, scene, quote)
        path = QPainterPath(QPointF(x + inward, top) if quote.opens else QPointF(x, top))
        path.lineTo(x, top)
        path.lineTo(x, bottom)
        if quote.closes:
            path.lineTo(x + inward, bottom)
        color = hue.line if active else mix(hue.line, self.theme.roles.page, 0.25)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        pen = QPen(color, 2.5 if active else 1.75)
        pen.setStyle(_PENS[mark.line])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.drawPath(path)


_PENS: dict[LineStyle, Qt.PenStyle] = {
    "solid": Qt.PenStyle.SolidLine,
    "dashed": Qt.PenStyle.DashLine,
    "dotted": Qt.PenStyle.DotLine,
    "wave": Qt.PenStyle.SolidLine,
    "double": Qt.PenStyle.SolidLine,
}


def _seen(line: Line, clip: QRectF) -> bool:
    return line.bottom >= clip.top() and line.top <= clip.bottom()


def _is_rtl(text: str) -> bool:
    return paragraph_direction(text, "ltr") == "rtl"


def _draw_line(
    painter: QPainter,
    left: float,
    right: float,
    y: float,
    color: QColor,
    style: LineStyle,
    width: float,
) -> None:
    if style == "solid":
        painter.fillRect(QRectF(left, y - width / 2, right - left, width), color)
        return
    if style == "double":
        painter.fillRect(QRectF(left, y - 2.0, right - left, 1.0), color)
        painter.fillRect(QRectF(left, y, right - left, 1.0), color)
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen = QPen(QBrush(color), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if style == "wave":
        pen.setWidthF(1.4)
        painter.setPen(pen)
        painter.drawPath(_wave(left, right, y))
        return
    if style == "dotted":
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setDashPattern([0.01, 2.0])
    else:
        pen.setDashPattern([3.0, 1.6])
    painter.setPen(pen)
    painter.drawLine(QLineF(left, y, right, y))


def _wave(left: float, right: float, y: float) -> QPainterPath:
    path = QPainterPath(QPointF(left, y))
    x, up = left, True
    while x < right - 0.01:
        following = min(x + 4.0, right)
        path.quadTo(QPointF((x + following) / 2, y + (-2.2 if up else 2.2)), QPointF(following, y))
        x, up = following, not up
    return path


def _rounded(rect: QRectF, radius: float, left: bool = True, right: bool = True) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    path.addRoundedRect(rect, radius, radius)
    if not left:
        path.addRect(QRectF(rect.left(), rect.top(), radius, rect.height()))
    if not right:
        path.addRect(QRectF(rect.right() - radius, rect.top(), radius, rect.height()))
    return path


def _pointed(rect: QRectF) -> QPainterPath:
    """The shape of an event's chip: pointed at both ends, as a signpost is."""
    middle, tip = rect.center().y(), min(6.0, rect.height() / 2)
    path = QPainterPath()
    path.addPolygon(
        QPolygonF(
            [
                QPointF(rect.left(), middle),
                QPointF(rect.left() + tip, rect.top()),
                QPointF(rect.right() - tip, rect.top()),
                QPointF(rect.right(), middle),
                QPointF(rect.right() - tip, rect.bottom()),
                QPointF(rect.left() + tip, rect.bottom()),
                QPointF(rect.left(), middle),
            ]
        )
    )
    return path
