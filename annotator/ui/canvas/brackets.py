"""Where the brackets of quotes stand in the margin."""

from __future__ import annotations

from annotator.core.text import Direction
from annotator.ui.canvas.block_layout import BlockLayout, Line
from annotator.ui.canvas.chip_plan import bracket_away
from annotator.ui.canvas.scene import BlockScene, QuotePiece


def bracket_x(direction: Direction, width: int, depth: int) -> float:
    """The x of a quote's bracket: in the margin on the side where the paragraph's lines start."""
    away = bracket_away(depth)
    return float(width + away) if direction == "rtl" else float(-away)


def bracket_extent(
    layout: BlockLayout, scene: BlockScene, quote: QuotePiece
) -> tuple[float, float]:
    """Top and bottom of a quote's bracket in a block.

    Where one quote ends on the line on which another of the same column begins, the two share it.
    """
    first, last = layout.lines[quote.first], layout.lines[quote.last]
    top, bottom = text_band(first)[0], text_band(last)[1]
    middle_first = (first.top + first.text_bottom) / 2
    middle_last = (last.top + last.text_bottom) / 2
    for other in scene.quotes:
        if other is quote or other.mark.depth != quote.mark.depth:
            continue
        if quote.opens and other.closes and other.last == quote.first:
            top = middle_first + 3
        if quote.closes and other.opens and other.first == quote.last:
            bottom = middle_last - 3
    if not quote.opens:
        top = 0.0
    if not quote.closes:
        bottom = float(layout.height)
    return top, bottom


def text_band(line: Line) -> tuple[float, float]:
    """Top and bottom of the fill behind a line of text: its letters, without all the leading."""
    ascent, descent = line.baseline - line.top, line.text_bottom - line.baseline
    return line.baseline - 0.92 * ascent, line.baseline + 0.92 * descent
