"""The measures of the page: fonts, leading, lanes, chips and margins, in logical pixels."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QPainterPath

from annotator.core.text import Direction
from annotator.ui.canvas.blocks import Block, BlockStyle
from annotator.ui.fonts import LineMetrics, line_metrics

LANE_PITCH = 4
LANE_LINE = 2
BRACKET_PITCH = 8
FIRST_BRACKET = 12
GUTTER = 3
"""Between the lanes and the chips: where links run."""
BASE_LANES = 2
"""Room that every line has from the start, so that labelling moves nothing as a rule."""

# Running text of newspapers: what a line of so many characters measures.
_SAMPLES = {
    "rtl": "وفي سياق آخر، أكدت روسيا الإثنين أنها توصلت إلى اتفاق مع أوكرانيا لإجلاء سكان المنطقة.",
    "ltr": "The ministers agreed on Monday that talks about the grain corridor would go on in May.",
}
# Letters that reach highest and lowest, with their marks.
_DEEP = "لأًكُّ آظّ جٍعٍخٍحِيٍ إٍ بֵּקָ שֹׁ ھےی gjpqyÅl"
_CHIP_LETTERS = "لأ آ شخصيّة جماعة كيان gjpqyl"
_CHARACTERS_A_LINE = 70
_LONGEST_CHIP = 110.0
_CHIP_SCALE = 0.9
_TITLE_SCALE = 1.4
_NARROW, _WIDE = 28, 72


@dataclass(frozen=True, slots=True)
class TextMetrics:
    """The height of a line of one style: `ascent` above the base line, `descent` below it.

    `face` is the height that the fonts themselves ask for.
    """

    font: QFont
    ascent: int
    descent: int
    face: LineMetrics
    character: float

    @property
    def height(self) -> int:
        """The height of the line without the room for lanes and chips."""
        return self.ascent + self.descent


class Metrics:
    """Everything that the layout of a page needs to know of its fonts."""

    def __init__(self, article: QFont, chip: QFont, direction: Direction) -> None:
        self.article = article
        self.chip_font = chip = QFont(chip)
        chip.setPointSizeF(chip.pointSizeF() * _CHIP_SCALE)
        self.chip_metrics = QFontMetricsF(chip)
        above, below = _ink(chip, _CHIP_LETTERS)
        self.chip_baseline = above + 1
        self.chip_height = above + below + 3
        self.chip_padding = 5.0
        self._chip_texts: dict[str, tuple[str, float]] = {}
        sample = _SAMPLES[direction]
        self._latin_first = _latin_first(article)
        self._styles: dict[BlockStyle, TextMetrics] = {
            "body": _measure(article, sample),
            "title": _measure(_heavier(article, QFont.Weight.Bold, _TITLE_SCALE), sample),
            "subhead": _measure(_heavier(article, QFont.Weight.DemiBold, 1.0), sample),
        }

    def style(self, style: BlockStyle) -> TextMetrics:
        """The font and the height of the lines of a style."""
        return self._styles[style]

    def font(self, block: Block) -> QFont:
        """The font of a block: in a left-to-right one, the Latin faces come first."""
        font = self._styles[block.style].font
        if block.direction == "ltr" and self._latin_first:
            font = QFont(font)
            font.setFamilies(self._latin_first)
        return font

    @property
    def column_width(self) -> int:
        """The width of a column of some seventy characters."""
        return round(self._styles["body"].character * _CHARACTERS_A_LINE)

    def margin(self, viewport_width: int) -> int:
        """The margin on each side of the column in a viewport of this width."""
        least = min(_WIDE, max(_NARROW, viewport_width // 12))
        return max(least, (viewport_width - self.column_width) // 2)

    def room_below(self, lanes: int, rows: int) -> int:
        """The room under a line of text for so many lanes and rows of chips."""
        lanes = max(lanes, BASE_LANES)
        return self.lanes_below(lanes) + GUTTER + max(rows, 1) * self.chip_height + 3

    def lanes_below(self, lanes: int) -> int:
        """The part of that room which so many lanes take."""
        return 1 + max(lanes, 1) * LANE_PITCH

    def space_before(self, block: Block, index: int) -> int:
        """The white space above a block."""
        if not block.first or index == 0:
            return 0
        return self.chip_height if block.style == "subhead" else 0

    def space_after(self, block: Block) -> int:
        """The white space below a block."""
        if not block.last:
            return 0
        return {"title": 8, "subhead": 0, "body": 8}[block.style]

    def chip_text(self, text: str) -> tuple[str, float]:
        """What a chip shows of a text, cut with an ellipsis if need be, and the chip's width."""
        known = self._chip_texts.get(text)
        if known is None:
            mode = Qt.TextElideMode.ElideRight
            shown = self.chip_metrics.elidedText(text, mode, _LONGEST_CHIP)
            wide = self.chip_metrics.horizontalAdvance(shown) + 2 * self.chip_padding
            known = self._chip_texts[text] = (shown, wide)
        return known

    def estimate(self, block: Block, index: int, width: int) -> int:
        """The height that a block will have, as far as its length tells."""
        measure = self.style(block.style)
        length = block.end - block.start
        if length == 0:
            return self.empty_height
        lines = max(1, math.ceil(length * measure.character / max(1, width)))
        pitch = measure.height + self.room_below(0, 0)
        return lines * pitch + self.space_before(block, index) + self.space_after(block)

    @property
    def empty_height(self) -> int:
        """The height of a paragraph without text."""
        return max(8, self._styles["body"].height // 3)


def _latin_first(font: QFont) -> list[str]:
    """The families of a font with those that set Arabic last; empty where that changes nothing.

    An Arabic face has digits and some marks of its own, which are strangers in a Latin line.
    """
    families = font.families()
    arabic = QFontDatabase.WritingSystem.Arabic
    moved = sorted(families, key=lambda each: arabic in QFontDatabase.writingSystems(each))
    return moved if moved != families else []


def _heavier(font: QFont, weight: QFont.Weight, scale: float) -> QFont:
    heavy = QFont(font)
    heavy.setWeight(weight)
    heavy.setPointSizeF(font.pointSizeF() * scale)
    return heavy


def _ink(font: QFont, sample: str) -> tuple[int, int]:
    """How far the letters of a text reach above and below the base line."""
    path = QPainterPath()
    path.addText(QPointF(0, 0), font, sample)
    rect = path.boundingRect()
    return math.ceil(-rect.top()), math.ceil(rect.bottom())


def _measure(font: QFont, sample: str) -> TextMetrics:
    height = line_metrics(font)
    above, below = _ink(font, _DEEP)
    character = QFontMetricsF(font).horizontalAdvance(sample) / len(sample)
    # Faces leave more room than their letters take; the lanes need it.
    ascent, descent = min(height.ascent, above + 2), min(height.descent, below + 2)
    return TextMetrics(font, ascent, descent, height, character)
