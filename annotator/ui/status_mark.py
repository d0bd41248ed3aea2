"""The sign of a document's status: a shape of its own for each, so that colour is not needed."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap, QPolygonF

from annotator.core.model import Status
from annotator.ui.theme import Theme

_SIZE = 14.0


def draw_status(painter: QPainter, area: QRect, status: Status, theme: Theme) -> None:
    """Draw a status at the top middle of `area`.

    New is an empty circle, in progress a half-filled one, done a tick in a circle, reviewed a tick
    in a full one. Ticks and halves are not mirrored: they are no arrows.
    """
    color: QColor = getattr(theme.roles, f"status_{status.replace(' ', '_')}")
    left = area.center().x() + 0.5 - _SIZE / 2
    circle = QRectF(left, area.top() + 1.0, _SIZE, _SIZE)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(color, 1.6))
    painter.setBrush(color if status == "reviewed" else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(circle.adjusted(1, 1, -1, -1))
    if status == "in progress":
        painter.setBrush(color)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawChord(circle.adjusted(1, 1, -1, -1), 180 * 16, 180 * 16)
    elif status in ("done", "reviewed"):
        tick = theme.roles.on_accent if status == "reviewed" else color
        _draw_tick(painter, circle, tick)
    painter.restore()


def status_icon(status: Status, theme: Theme) -> QIcon:
    """The same sign as an icon, sharp at 1x and 2x."""
    icon = QIcon()
    for ratio in (1, 2):
        pixmap = QPixmap(16 * ratio, 16 * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        draw_status(painter, QRect(0, 0, 16, 16), status, theme)
        painter.end()
        icon.addPixmap(pixmap)
    return icon


def _draw_tick(painter: QPainter, circle: QRectF, color: QColor) -> None:
    x, y, unit = circle.left(), circle.top(), circle.width() / 14
    points = [QPointF(x + a * unit, y + b * unit) for a, b in ((4, 7.2), (6.2, 9.4), (10.2, 4.8))]
    pen = QPen(color, 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.drawPolyline(QPolygonF(points))
