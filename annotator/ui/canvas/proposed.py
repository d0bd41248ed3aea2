"""A quote that is proposed, painted over the page: dashed and pale, unlike any label."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from annotator.core.text import Spans
from annotator.ui.canvas.colors import translucent
from annotator.ui.canvas.page import Page
from annotator.ui.canvas.places import Seen, blocks_in_view, boxes
from annotator.ui.theme import Theme

_DASHES, _DOTS = [4.0, 3.0], [1.5, 2.0]
_PADDING = 5.0
_AIR = 2.0
_OVER_TEXT = 4.0  # by how much a badge may reach below the top of its line


@dataclass(frozen=True, slots=True)
class ProposedPart:
    """A part of a proposal: where it stands, its name with its key, and how it is drawn.

    `hue` names a hue of the theme. A part that is `waiting` is about to be changed, and only its
    name is shown then, so that the letters of its choices can be read.
    """

    kind: Literal["content", "cue", "role"]
    spans: Spans
    name: str
    key: str
    hue: str
    waiting: bool = False


def paint_proposal(
    painter: QPainter,
    page: Page,
    parts: Sequence[ProposedPart],
    theme: Theme,
    origin: QPointF,
    area: QRectF,
) -> None:
    """Draw the parts that are in view; `origin` is the page's top left in the viewport."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    seen = blocks_in_view(page, origin, area)
    taken: list[QRectF] = []
    waiting = any(part.waiting for part in parts)
    for part in parts:
        first: tuple[QRectF, bool] | None = None
        for each in seen:
            for box in _boxes(each, part.spans):
                _frame(painter, box, part, theme)
                if first is None:
                    first = box, each.layout.block.direction == "rtl"
        if first is not None and part.waiting == waiting:
            _badge(painter, page, first, part, theme, taken)
    painter.restore()


def _boxes(seen: Seen, spans: Spans) -> list[QRectF]:
    return [box for span in spans for _number, box in boxes(seen, span)]


def _frame(painter: QPainter, box: QRectF, part: ProposedPart, theme: Theme) -> None:
    line = theme.hue(part.hue).line
    pen = QPen(line, 2.0 if part.waiting else 1.25)
    pen.setDashPattern(_DOTS if part.kind == "cue" else _DASHES)
    painter.setPen(pen)
    if part.kind == "content":
        painter.setBrush(translucent(line, 0.06))
        painter.drawRoundedRect(box.adjusted(-2, -1, 2, 1), 4, 4)
        return
    painter.setBrush(translucent(line, 0.14))
    painter.drawRoundedRect(box.adjusted(-1.5, 1, 1.5, -1), 3, 3)


def _badge(
    painter: QPainter,
    page: Page,
    first: tuple[QRectF, bool],
    part: ProposedPart,
    theme: Theme,
    taken: list[QRectF],
) -> None:
    """The key and the name of a part above where it begins, beside those that are there."""
    box, rtl = first
    font = QFont(page.metrics.chip_font)
    bold = QFont(font)
    bold.setWeight(QFont.Weight.Bold)
    key_wide = QFontMetricsF(bold).horizontalAdvance(part.key) + 6 if part.key else 0.0
    metrics = QFontMetricsF(font)
    wide = key_wide + metrics.horizontalAdvance(part.name) + 2 * _PADDING
    height = metrics.height() + 1
    top = max(1.0, box.top() + _OVER_TEXT - height)
    rect = QRectF(box.right() - wide if rtl else box.left(), top, wide, height)
    while any(each.intersects(rect) for each in taken):
        other = next(each for each in taken if each.intersects(rect))
        rect.moveLeft(other.left() - _AIR - wide if rtl else other.right() + _AIR)
    taken.append(rect)
    hue, roles = theme.hue(part.hue), theme.roles
    pen = QPen(hue.line, 1.0)
    pen.setDashPattern(_DASHES)
    painter.setPen(pen)
    painter.setBrush(hue.line if part.waiting else roles.page)
    painter.drawRoundedRect(rect, 4, 4)
    ink: QColor = roles.page if part.waiting else hue.line
    painter.setPen(ink)
    painter.setLayoutDirection(
        Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
    )
    inner = rect.adjusted(_PADDING, 0, -_PADDING, 0)
    key_box = QRectF(
        inner.right() - key_wide if rtl else inner.left(), inner.top(), key_wide, height
    )
    name_box = inner.adjusted(0, 0, -key_wide, 0) if rtl else inner.adjusted(key_wide, 0, 0, 0)
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine
    if part.key:
        painter.setFont(bold)
        painter.drawText(key_box, int(flags), part.key)
    painter.setFont(font)
    painter.drawText(name_box, int(flags), part.name)
