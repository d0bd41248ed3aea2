"""The measures of the page: fonts, leading, lanes, chips and margins, in logical pixels."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QPainterPath

from annotator.core.text import Direction
from annotator.ui.canvas.blocks import Block, BlockStyle
from annotator.ui.fonts import LineMetrics, latin_scale, line_metrics

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
_DEEP = {"rtl": "لأًكُّ آظّ جٍعٍخٍحِيٍ إٍ بֵּקָ שֹׁ ھےی gjpqyÅl", "ltr": "בֵּקָ שֹׁ gjpqyQÅÇl|"}
_CHIP_LETTERS = "لأ آ شخصيّة جماعة كيان gjpqyl"
CHARACTERS_A_LINE = 70
_LONGEST_CHIP = 110.0
_CHIP_SCALE = 0.9
_TITLE_SCALE = 1.4
_NARROW, _WIDE = 28, 72
_LOOKS: dict[BlockStyle, tuple[QFont.Weight | None, float]] = {
    "body": (None, 1.0),
    "title": (QFont.Weight.Bold, _TITLE_SCALE),
    "subhead": (QFont.Weight.DemiBold, 1.0),
}


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

    def __init__(
        self,
        article: QFont,
        chip: QFont,
        direction: Direction,
        characters: int = CHARACTERS_A_LINE,
    ) -> None:
        """`characters` is how many a full line holds at most, in running text."""
        self._characters = characters
        self.article = article
        self.chip_font = chip = QFont(chip)
        chip.setPointSizeF(chip.pointSizeF() * _CHIP_SCALE)
        self.chip_metrics = QFontMetricsF(chip)
        above, below = _ink(chip, _CHIP_LETTERS)
        self.chip_baseline = above + 1
        self.chip_height = above + below + 3
        self.chip_padding = 5.0
        self._chip_texts: dict[str, tuple[str, float]] = {}
        self._direction = direction
        self._latin = _Latin.of(article)
        self._styles: dict[tuple[BlockStyle, Direction], TextMetrics] = {}

    def style(self, style: BlockStyle, direction: Direction | None = None) -> TextMetrics:
        """The font and the height of the lines of a style, in the page's direction if not told.

        In a left-to-right paragraph the Latin faces come first, and smaller.
        """
        key = (style, direction or self._direction)
        if key not in self._styles:
            self._styles[key] = self._measured(*key)
        return self._styles[key]

    def _measured(self, style: BlockStyle, direction: Direction) -> TextMetrics:
        weight, scale = _LOOKS[style]
        font = QFont(self.article)
        if weight is not None:
            font.setWeight(weight)
        faces = font.families()
        if direction == "ltr" and self._latin:
            scale *= latin_scale()
            font.setFamilies([*self._latin.latin, *self._latin.arabic])
            faces = self._latin.latin
        font.setPointSizeF(font.pointSizeF() * scale)
        return _measure(font, faces, direction)

    @property
    def column_width(self) -> int:
        """The width of a column whose lines are full."""
        return round(self.style("body").character * self._characters)

    def margin(self, viewport_width: int) -> int:
        """The margin on each side of the column in a viewport of this width."""
        least = min(_WIDE, max(_NARROW, viewport_width // 12))
        return max(least, (viewport_width - self.column_width) // 2)

    def room_below(self, lanes: int, rows: int, style: BlockStyle = "body") -> int:
        """The room under a line of text for so many lanes and rows of chips.

        The lines of a title without marks stand close, as those of a title should.
        """
        if style == "title" and not lanes and not rows:
            return self.lanes_below(1) + GUTTER
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
        measure = self.style(block.style, block.direction)
        length = block.end - block.start
        if length == 0:
            return self.empty_height
        lines = max(1, math.ceil(length * measure.character / max(1, width)))
        pitch = measure.height + self.room_below(0, 0, block.style)
        return lines * pitch + self.space_before(block, index) + self.space_after(block)

    @property
    def empty_height(self) -> int:
        """The height of a paragraph without text."""
        return max(8, self.style("body").height // 3)


@dataclass(frozen=True, slots=True)
class _Latin:
    """The families of a font that set no Arabic, and those that do.

    An Arabic face has digits and some marks of its own, which are strangers in a Latin line.
    """

    latin: list[str]
    arabic: list[str]

    @classmethod
    def of(cls, font: QFont) -> _Latin | None:
        """The families of a font, or None where the Arabic ones do not come before others."""
        families = font.families()
        system = QFontDatabase.WritingSystem.Arabic
        arabic = [each for each in families if system in QFontDatabase.writingSystems(each)]
        latin = [each for each in families if each not in arabic]
        return cls(latin, arabic) if latin and latin + arabic != families else None


def _ink(font: QFont, sample: str) -> tuple[int, int]:
    """How far the letters of a text reach above and below the base line."""
    path = QPainterPath()
    path.addText(QPointF(0, 0), font, sample)
    rect = path.boundingRect()
    return math.ceil(-rect.top()), math.ceil(rect.bottom())


def _measure(font: QFont, faces: list[str], direction: Direction) -> TextMetrics:
    """The measures of a font, of which these faces set the text as a rule."""
    sample = _SAMPLES[direction]
    usual = QFont(font)
    usual.setFamilies(faces)
    height = line_metrics(usual)
    above, below = _ink(font, _DEEP[direction])
    character = QFontMetricsF(font).horizontalAdvance(sample) / len(sample)
    # Faces leave more room than their letters take; the lanes need it.
    ascent, descent = min(height.ascent, above + 2), min(height.descent, below + 2)
    return TextMetrics(font, ascent, descent, height, character)
