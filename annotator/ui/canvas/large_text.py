"""Letters too large for Qt's glyph cache, kept as pictures of their lines.

Beyond 64 device pixels to the em Qt (6.11, `QT_MAX_CACHED_GLYPH_SIZE`) fills the outline of every
letter each time: four milliseconds for a line of a title on a HiDPI screen.
"""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QPainter, QPixmap, QTextLine

_CACHED_BY_QT = 64  # device pixels to the em
_LARGEST = 1_000_000  # device pixels of a picture: 4 MB
_AIR = 24  # what ink may reach beyond its line


class LargeText:
    """The pictures of the lines of one text, in one colour at one scale of the screen."""

    def __init__(self, font: QFont) -> None:
        self._em = QFontInfo(font).pixelSize()
        self._pictures: dict[int, QPixmap] = {}
        self._made_for: tuple[int, float] = (0, 0.0)

    def is_for(self, painter: QPainter) -> bool:
        """Whether letters are too large for Qt's cache there, and pixels whole."""
        ratio = painter.device().devicePixelRatioF()
        return self._em * ratio > _CACHED_BY_QT and ratio.is_integer()

    def draw(
        self, painter: QPainter, lines: list[QTextLine], at: QPointF, clip: QRectF, color: QColor
    ) -> None:
        """Draw those of the lines that touch `clip`, each from its picture."""
        ratio = painter.device().devicePixelRatioF()
        if self._made_for != (color.rgba(), ratio):
            self._pictures.clear()
            self._made_for = (color.rgba(), ratio)
        painter.setPen(color)
        for number, line in enumerate(lines):
            box = line.naturalTextRect().adjusted(-_AIR, -_AIR, _AIR, _AIR).translated(at)
            if not box.intersects(clip):
                continue
            corner = QPointF(math.floor(box.left()), math.floor(box.top()))
            picture = self._pictures.get(number) or self._paint(line, box, corner - at, color)
            if picture is None:
                line.draw(painter, at)
            else:
                self._pictures[number] = picture
                painter.drawPixmap(corner, picture)

    def _paint(
        self, line: QTextLine, box: QRectF, corner: QPointF, color: QColor
    ) -> QPixmap | None:
        ratio = self._made_for[1]
        width, height = math.ceil(box.width() + 1) * ratio, math.ceil(box.height() + 1) * ratio
        if width * height > _LARGEST:
            return None
        picture = QPixmap(round(width), round(height))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setPen(color)
        line.draw(painter, -corner)
        painter.end()
        return picture
