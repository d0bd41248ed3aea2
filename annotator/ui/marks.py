"""What several lists and buttons paint alike: swatches, keys, and lines of text that elide."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from annotator.core.schema import Label, LineStyle
from annotator.core.text import paragraph_direction
from annotator.ui.theme import Theme

MARK = 10
MARK_GAP = 6
_MIDDLE = (
    Qt.AlignmentFlag.AlignVCenter.value
    | Qt.AlignmentFlag.AlignAbsolute.value
    | Qt.TextFlag.TextSingleLine.value
)
_AT_RIGHT = _MIDDLE | Qt.AlignmentFlag.AlignRight.value
_AT_LEFT = _MIDDLE | Qt.AlignmentFlag.AlignLeft.value
_PENS = {"dashed": Qt.PenStyle.CustomDashLine, "dotted": Qt.PenStyle.CustomDashLine}


class Line:
    """A row of painting that is used up from its start or its end, whichever side that is."""

    def __init__(self, area: QRect, direction: Qt.LayoutDirection) -> None:
        self.rest = QRect(area)
        self._direction = direction

    def from_start(self, width: int, gap: int = 0) -> QRect:
        """Take a piece where reading starts, and leave a gap after it."""
        return self._take(width, gap, at_left=self._direction == Qt.LayoutDirection.LeftToRight)

    def from_end(self, width: int, gap: int = 0) -> QRect:
        """Take a piece where reading ends, and leave a gap before it."""
        return self._take(width, gap, at_left=self._direction == Qt.LayoutDirection.RightToLeft)

    def _take(self, width: int, gap: int, *, at_left: bool) -> QRect:
        piece = QRect(self.rest)
        piece.setWidth(width)
        if at_left:
            self.rest.setLeft(self.rest.left() + width + gap)
        else:
            piece.moveRight(self.rest.right())
            self.rest.setRight(self.rest.right() - width - gap)
        return piece


def draw_ground(painter: QPainter, option: QStyleOptionViewItem, theme: Theme) -> None:
    """Paint what lies under a row of a list: that it is chosen, or under the mouse."""
    if option.state & QStyle.StateFlag.State_Selected:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.focus_pen())
        painter.setBrush(theme.roles.selection)
        painter.drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -1), 4, 4)
    elif option.state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(option.rect, theme.roles.hover)


def draw_text(
    painter: QPainter,
    area: QRect,
    text: str,
    direction: Qt.LayoutDirection,
    *,
    own_side: bool = True,
    elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> bool:
    """Draw one line of text in its own direction and tell whether it had to be cut.

    The dots stand where the text ends (at the left of an Arabic text, at the right of an English
    one), or in its middle if `elide` says so. `own_side` sets the text at the side where its own
    reading starts; otherwise it stands where that of the interface (`direction`) does.
    """
    own = paragraph_direction(text, "rtl" if direction == Qt.LayoutDirection.RightToLeft else "ltr")
    is_rtl = own == "rtl"
    metrics = QFontMetrics(painter.font())
    fits = metrics.horizontalAdvance(text) <= area.width()  # half the price of eliding
    shown = text if fits else metrics.elidedText(text, elide, max(0, area.width()))
    side = is_rtl if own_side else direction == Qt.LayoutDirection.RightToLeft
    painter.save()
    painter.setLayoutDirection(
        Qt.LayoutDirection.RightToLeft if is_rtl else Qt.LayoutDirection.LeftToRight
    )
    painter.drawText(area, _AT_RIGHT if side else _AT_LEFT, shown)
    painter.restore()
    return shown != text


def draw_fold(
    painter: QPainter,
    area: QRect,
    fold: bool | None,
    option: QStyleOptionViewItem,
    theme: Theme,
) -> None:
    """Draw the arrow of a row: downwards where it is unfolded, else to where reading goes."""
    if fold is None:
        return
    x, y = QRectF(area).center().x(), QRectF(area).center().y()
    on = -1.0 if option.direction == Qt.LayoutDirection.RightToLeft else 1.0
    path = QPainterPath()
    if fold:
        path.moveTo(x - 4, y - 2)
        path.lineTo(x, y + 2)
        path.lineTo(x + 4, y - 2)
    else:
        path.moveTo(x - 2 * on, y - 4)
        path.lineTo(x + 2 * on, y)
        path.lineTo(x - 2 * on, y + 4)
    painter.setPen(QPen(theme.roles.muted, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)


def draw_ring(painter: QPainter, area: QRect, theme: Theme) -> None:
    """Draw the open circle that says that something is still empty."""
    painter.setPen(QPen(theme.roles.warning, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QRectF(area).center(), 4.0, 4.0)


def draw_state(
    painter: QPainter,
    option: QStyleOptionViewItem,
    line: Line,
    theme: Theme,
    *,
    review: str,
    note: bool,
    incomplete: bool,
    warns: bool = False,
) -> None:
    """Draw the marks of an annotation at the end of its line, always in the same order."""
    if note:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.roles.accent)
        painter.drawEllipse(QRectF(line.from_end(MARK, MARK_GAP)).center(), 2.5, 2.5)
    if review in ("question", "accepted"):
        mark = "؟" if option.direction == Qt.LayoutDirection.RightToLeft else "?"
        asks = review == "question"
        color = theme.roles.question if asks else theme.roles.accepted
        _draw_sign(painter, option, line, mark if asks else "✓", color)
    if warns:
        _draw_sign(painter, option, line, "!", theme.roles.warning)
    if incomplete:
        draw_ring(painter, line.from_end(MARK, MARK_GAP), theme)


def _draw_sign(
    painter: QPainter, option: QStyleOptionViewItem, line: Line, sign: str, color: QColor
) -> None:
    font = QFont(option.font)
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(color)
    width = max(MARK, QFontMetrics(font).horizontalAdvance(sign))
    place = line.from_end(width, MARK_GAP)
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter.value, sign)


def draw_swatch(painter: QPainter, area: QRect, label: Label | None, theme: Theme) -> None:
    """Draw a label's colour and line style as they stand in the article: a fill above its line.

    A label that the schema does not have is grey.
    """
    hue = theme.hue(label.color if label else "grey")
    side = min(area.width(), area.height())
    box = QRectF(area.left(), area.center().y() - side / 2 + 1, area.width(), side)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(hue.fill)
    painter.drawRoundedRect(box.adjusted(0, 0, 0, -3), 2, 2)
    draw_rule(painter, box, hue.line, label.line if label else "solid")
    painter.restore()


def draw_rule(painter: QPainter, box: QRectF, color: QColor, line: LineStyle) -> None:
    """Draw a line in one of the styles of labels along the foot of `box`."""
    foot = box.bottom() - 1.0
    if line == "wave":
        painter.setPen(QPen(color, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(_wave(box.left(), box.right(), foot - 1.0))
        return
    if line == "double":
        for height in (foot - 2.0, foot + 0.5):
            painter.fillRect(QRectF(box.left(), height - 0.5, box.width(), 1.0), color)
        return
    pen = QPen(color, 2.0, _PENS.get(line, Qt.PenStyle.SolidLine), Qt.PenCapStyle.FlatCap)
    if line == "dashed":
        pen.setDashPattern([2.2, 1.2])
    elif line == "dotted":
        pen.setDashPattern([1.0, 1.0])
    painter.setPen(pen)
    painter.drawLine(QPointF(box.left(), foot), QPointF(box.right(), foot))


def _wave(left: float, right: float, middle: float) -> QPainterPath:
    path = QPainterPath(QPointF(left, middle))
    step, up = 3.5, True
    while left < right:
        end = min(left + step, right)
        rise = -3.0 if up else 3.0
        path.quadTo(QPointF((left + end) / 2, middle + rise), QPointF(end, middle))
        left, up = end, not up
    return path


def key_width(metrics: QFontMetrics, key: str) -> int:
    """How wide the cap of a key is."""
    return max(metrics.height() + 2, metrics.horizontalAdvance(key) + 10)


def draw_key(painter: QPainter, area: QRect, key: str, palette: QPalette) -> None:
    """Draw a key as it is printed on a keyboard, in the middle of `area`'s height."""
    metrics = QFontMetrics(painter.font())
    height = metrics.height() + 2
    cap = QRectF(area.left(), area.center().y() - height / 2 + 0.5, area.width(), height)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(palette.color(QPalette.ColorRole.Mid))
    painter.setBrush(palette.color(QPalette.ColorRole.Base))
    painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    painter.setPen(palette.color(QPalette.ColorRole.Text))
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # else Ctrl++ would be ++Ctrl
    painter.drawText(cap, Qt.AlignmentFlag.AlignCenter.value, key)
    painter.restore()
