"""Characters that cannot be seen, named by small signs over their place; no line is moved by it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from annotator.ui.canvas.colors import translucent
from annotator.ui.canvas.metrics import Metrics
from annotator.ui.canvas.places import Seen
from annotator.ui.theme import Theme

NAMES: Final = {
    "\t": "TAB", "\r": "CR", "\u00a0": "NBSP", "\u00ad": "SHY", "\u034f": "CGJ", "\u061c": "ALM",
    "\u0640": "TATWEEL", "\u200b": "ZWSP", "\u200c": "ZWNJ", "\u200d": "ZWJ", "\u200e": "LRM",
    "\u200f": "RLM", "\u2028": "LS", "\u2029": "PS", "\u202a": "LRE", "\u202b": "RLE",
    "\u202c": "PDF", "\u202d": "LRO", "\u202e": "RLO", "\u202f": "NNBSP", "\u2060": "WJ",
    "\u2066": "LRI", "\u2067": "RLI", "\u2068": "FSI", "\u2069": "PDI", "\u3000": "IDSP",
    "\ufeff": "BOM",
}  # fmt: skip
"""The usual abbreviations of Unicode's names."""

# One run of the same character is one sign. Variation selectors and tags belong to their letter.
_SEEN_BY_NOBODY: Final = re.compile(
    r"([\u0000-\u0009\u000b-\u001f\u007f-\u00a0\u00ad\u034f\u061c\u0640\u2000-\u200f"
    r"\u2028-\u202f\u205f-\u206f\u3000\ufeff])\1*"
)
_TATWEEL: Final = "\u0640"
_SCALE: Final = 0.76
_PAD: Final = 2.0


@dataclass(frozen=True, slots=True)
class Sign:
    """A run of one invisible character: its name, and where it lies in the viewport."""

    name: str
    offset: int
    box: QRectF


def signs(seen: Sequence[Seen], text: str) -> Iterator[Sign]:
    """The invisible characters of the blocks in view, in the order of the text."""
    for each in seen:
        block = each.layout.block
        for match in _SEEN_BY_NOBODY.finditer(text, block.start, block.end):
            number = each.layout.line_of(match.start())
            line = each.layout.lines[number]
            wide = match[1].isspace() or match[1] == _TATWEEL
            stretches = each.layout.intervals(number, *match.span()) if wide else []
            x = each.layout.x_of(match.start())
            left = min((each[0] for each in stretches), default=x)
            right = max((each[1] for each in stretches), default=x)
            box = QRectF(left, line.top, right - left, line.text_bottom - line.top)
            count = match.end() - match.start()
            name = name_of(match[1]) + (f"×{count}" if count > 1 else "")
            yield Sign(name, match.start(), box.translated(each.at))


def name_of(character: str) -> str:
    """What a sign says of a character: its abbreviation, or its number where it has none."""
    return NAMES.get(character) or f"{ord(character):04X}"


def paint_invisibles(
    painter: QPainter, seen: Sequence[Seen], text: str, metrics: Metrics, theme: Theme
) -> None:
    """Draw the signs: a hair at the place, the name above it, beside names that are there."""
    font = QFont(metrics.chip_font)
    font.setPointSizeF(max(5.5, font.pointSizeF() * _SCALE))
    measure = QFontMetricsF(font)
    painter.setFont(font)
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    color = theme.roles.question
    taken: list[QRectF] = []
    for sign in signs(seen, text):
        painter.setPen(QPen(translucent(color, 0.75), 1.0))
        if sign.box.width() > 1:
            _bracket(painter, sign.box)
        else:
            x = sign.box.left()
            painter.drawLine(QPointF(x, sign.box.top() + 4), QPointF(x, sign.box.bottom() - 4))
        wide = measure.horizontalAdvance(sign.name) + 2 * _PAD
        label = QRectF(0, 0, wide, measure.height() - 1)
        label.moveCenter(QPointF(sign.box.center().x(), sign.box.top()))
        while other := next((each for each in taken if each.intersects(label)), None):
            label.moveBottom(other.top() - 0.5)
        taken.append(label)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.roles.page)
        painter.drawRoundedRect(label, 2, 2)
        painter.setPen(color)
        painter.drawText(label, int(Qt.AlignmentFlag.AlignCenter), sign.name)


def _bracket(painter: QPainter, box: QRectF) -> None:
    """An open box under white space and tatweel, as wide as they are."""
    foot = box.bottom() - 5
    painter.drawLine(QPointF(box.left() + 0.5, foot - 4), QPointF(box.left() + 0.5, foot))
    painter.drawLine(QPointF(box.left() + 0.5, foot), QPointF(box.right() - 0.5, foot))
    painter.drawLine(QPointF(box.right() - 0.5, foot), QPointF(box.right() - 0.5, foot - 4))
