"""One block of text, shaped by Qt and broken into lines whose heights are ours.

The `QTextLayout` and its lines live and die together here: a `QTextLine` that outlives its layout
takes the program with it. The text goes to Qt as it is, whole; nothing splits it, so no edge of a
span can break a ligature or a joining.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QTextLayout, QTextLine, QTextOption

from annotator.core.text import Utf16Index, grapheme_boundaries
from annotator.ui.canvas.blocks import Block
from annotator.ui.canvas.geometry import Caret, LineTable
from annotator.ui.canvas.large_text import LargeText
from annotator.ui.canvas.metrics import Metrics

# Controls and format characters have no width, whatever glyph a font may give them.
_UNSEEN = re.compile(
    "[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]"
)
# What Qt's `cursorToX` is not right about, so that a line with it takes a closer look: tabs,
# controls, what stands before the number that it holds, marks without a base, and what follows a
# character that no font has, which as a rule is one beyond U+FFFF.
_ODD = re.compile(
    "[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\u0600-\u0605\u06dd\u08e2\U00010000-\U0010ffff]"
    "|(?:^|\\s)[\u0300-\u036f\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]"
)
_MARKS = {"\ufeff": "\u2060", "\ufffe": "\ufffd"}


@dataclass(slots=True)
class Line:
    """One line of a block: its text (code points of the document) and its y within the block."""

    start: int
    end: int
    top: int
    baseline: int
    text_bottom: int
    bottom: int
    left: float
    right: float


class _Shape(NamedTuple):
    """What Qt has made of a line: its text (code points of the document) and its extent.

    `ascent` and `descent` are the room it is given over and under the base line, `above` is what
    its letters ask for.
    """

    start: int
    end: int
    ascent: int
    descent: int
    above: float
    left: float
    right: float


class BlockLayout:
    """The shaped lines of one block.

    Offsets are code points of the document; x and y are pixels in the block, whose top right (or
    left) corner is that of the column.
    """

    def __init__(self, text: str, block: Block, index: int, metrics: Metrics, width: int) -> None:
        self.block = block
        self.index = index
        self._content = text[block.start : block.end]
        self._units = Utf16Index(self._content)
        self._simple = self._units.utf16_length == len(self._content)
        self._metrics = metrics
        self._measure = metrics.style(block.style, block.direction)
        self._tables: dict[int, LineTable] = {}
        self._stops: Sequence[int] | None = None
        self._unseen = {
            unit
            for match in _UNSEEN.finditer(self._content)
            for unit in range(*map(self._units.to_utf16, match.span()))
        }
        self._layout = QTextLayout(for_qt(self._content), self._measure.font)
        self._layout.setCacheEnabled(True)
        self._layout.setTextOption(_option(block))
        # Only titles are large as a rule: pictures of all lines would fill the memory.
        self._large = LargeText(self._measure.font) if block.style == "title" else None
        self._lines = self._break(width)
        self._shapes = [self._shape(line) for line in self._lines]
        self._starts = [shape.start for shape in self._shapes] or [block.start]
        self.lines: list[Line] = []
        self.height = 0
        self.place(())

    def lend(self, layout: QTextLayout) -> None:
        """Break and place the lines of another layout, whose text is the same, as here."""
        face = QTextLayout.FormatRange()  # a layout within a document knows no other font
        face.start, face.length = 0, self._units.utf16_length
        face.format.setFont(self._layout.font())
        layout.setFormats([face])
        layout.setTextOption(self._layout.textOption())
        layout.beginLayout()
        for line in self._lines:
            borrowed = layout.createLine()
            if not borrowed.isValid():
                break
            borrowed.setLineWidth(line.width())
            borrowed.setPosition(line.position())
        layout.endLayout()

    @property
    def rtl(self) -> bool:
        """Whether the paragraph runs from right to left."""
        return self.block.direction == "rtl"

    def _break(self, width: int) -> list[QTextLine]:
        lines: list[QTextLine] = []
        self._layout.beginLayout()
        while True:
            line = self._layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            lines.append(line)
            self._mark_hanging_space(line)
        self._layout.endLayout()
        return lines

    def _mark_hanging_space(self, line: QTextLine) -> None:
        end = line.textStart() + line.textLength()
        if end == self._units.utf16_length:
            return
        at = end
        while at > line.textStart() and self._content[self._units.to_code_point(at - 1)].isspace():
            at -= 1
            self._unseen.add(at)

    def _shape(self, line: QTextLine) -> _Shape:
        start = self.block.start
        first, measure = line.textStart(), self._measure
        rect, ascent = line.naturalTextRect(), line.ascent()
        # A line set in a face of the machine, such as emoji, may be taller than ours.
        return _Shape(
            start + self._units.to_code_point(first),
            start + self._units.to_code_point(first + line.textLength()),
            measure.ascent + max(0, math.ceil(ascent) - measure.face.ascent),
            measure.descent + max(0, math.ceil(line.descent()) - measure.face.descent),
            ascent,
            rect.left(),
            rect.right(),
        )

    def place(self, rooms: Sequence[tuple[int, int]]) -> None:
        """Stack the lines, each with room for its lanes and its rows of chips.

        `rooms` holds both for each line from the first; lines that it does not reach get the
        least room.
        """
        metrics, block = self._metrics, self.block
        self.lines = []
        if not self._content:
            self._place_empty()
            return
        y = metrics.space_before(block, self.index)
        for number, (line, shape) in enumerate(zip(self._lines, self._shapes, strict=True)):
            lanes, rows = rooms[number] if number < len(rooms) else (0, 0)
            start, end, ascent, descent, above, left, right = shape
            line.setPosition(QPointF(0, y + ascent - above))
            text_bottom = y + ascent + descent
            bottom = text_bottom + metrics.room_below(lanes, rows, block.style)
            self.lines.append(Line(start, end, y, y + ascent, text_bottom, bottom, left, right))
            y = bottom
        self.height = y + metrics.space_after(block)

    def _place_empty(self) -> None:
        height = self._metrics.empty_height
        rect = self._lines[0].naturalTextRect() if self._lines else QRectF()
        start = self.block.start
        self.lines = [Line(start, start, 0, height - 1, height, height, rect.left(), rect.right())]
        self.height = height

    def table(self, number: int) -> LineTable:
        """The geometry of a line, made when it is first asked for."""
        table = self._tables.get(number)
        if table is None:
            if self._stops is None:
                self._stops = self._units_of(grapheme_boundaries(self._content))
            line = self._lines[number]
            seen = self._seen(number)
            table = LineTable(line, self._stops, self._unseen, rtl=self.rtl, seen=seen)
            self._tables[number] = table
        return table

    def _seen(self, number: int) -> int | None:
        """Where the spaces begin that hang over the end of a line; None for an odd line."""
        line, start = self.lines[number], self.block.start
        text = self._content[line.start - start : line.end - start]
        first, length = self._lines[number].textStart(), self._lines[number].textLength()
        if _ODD.search(text):
            return None
        hanging = len(text) - len(text.rstrip(" ")) if number + 1 < len(self.lines) else 0
        return first + length - hanging

    def line_of(self, offset: int, *, upstream: bool = False) -> int:
        """The number of the line on which an offset stands.

        Where a line is wrapped, `upstream` asks for the line that ends at the offset.
        """
        starts = self._starts
        number = max(0, bisect_right(starts, offset) - 1)
        if upstream and number > 0 and offset == starts[number]:
            return number - 1
        return number

    def line_at(self, y: float) -> int:
        """The number of the line that covers `y`; the first or the last beyond them."""
        at = bisect_left(self.lines, y + 0.001, key=lambda line: line.bottom)
        return min(at, len(self.lines) - 1)

    def x_of(self, offset: int, *, upstream: bool = False) -> float:
        """Where the caret at `offset` stands."""
        number = self.line_of(offset, upstream=upstream)
        return self.table(number).x_of(Caret(self._local(offset), upstream))

    def hit(self, x: float, y: float) -> tuple[int, bool]:
        """The offset nearest to a point, and whether it is meant upstream."""
        number = self.line_at(y)
        caret = self.table(number).hit(x)
        offset = self.block.start + self._units.to_code_point(caret.offset)
        line = self.lines[number]
        # The end of a wrapped line is the start of the next one: stay on this line.
        return offset, caret.upstream or (offset == line.end and offset > line.start)

    def character_at(self, x: float, y: float) -> int:
        """The offset of the grapheme under a point, or of the nearest one on its line."""
        number = self.line_at(y)
        cells = self.stops(number)
        if not cells:
            return self.lines[number].start
        return min(cells, key=lambda each: max(each[1] - x, x - each[2], 0.0))[0]

    def intervals(self, number: int, start: int, end: int) -> list[tuple[float, float]]:
        """The stretches of a line that `[start, end)` covers, from left to right."""
        line = self.lines[number]
        first, last = max(start, line.start), min(end, line.end)
        if first >= last:
            return []
        return self.table(number).intervals(self._local(first), self._local(last))

    def is_rtl_at(self, offset: int) -> bool:
        """The direction of the character at `offset`."""
        return self.table(self.line_of(offset)).is_rtl_at(self._local(offset))

    def stops(self, number: int) -> list[tuple[int, float, float, bool]]:
        """The graphemes of a line from left to right: offset, left, right, right-to-left."""
        found: list[tuple[int, float, float, bool]] = []
        start, to_code_point = self.block.start, self._units.to_code_point
        for segment in self.table(number).visual:
            cells = [
                (start + to_code_point(offset), min(a, b), max(a, b), segment.rtl)
                for offset, a, b in zip(segment.offsets, segment.xs, segment.xs[1:], strict=False)
            ]
            found.extend(reversed(cells) if segment.rtl else cells)
        return found

    def grapheme_end(self, number: int, offset: int) -> int:
        """Where the grapheme that starts at `offset` on a line ends."""
        local = self._local(offset)
        stops = self.table(number).stops
        at = bisect_right(stops, local)
        end = stops[at] if at < len(stops) else self._units.utf16_length
        return self.block.start + self._units.to_code_point(end)

    def draw(self, painter: QPainter, at: QPointF, clip: QRectF, color: QColor) -> None:
        """Draw the text once, whole, in one colour; only lines that touch `clip` are drawn."""
        if self._large is not None and self._large.is_for(painter):
            self._large.draw(painter, self._lines, at, clip, color)
            return
        painter.setPen(color)
        self._layout.draw(painter, at, [], clip)

    def _units_of(self, offsets: list[int]) -> list[int]:
        """Code points of the content as UTF-16 units: the same where none takes two."""
        if self._simple:
            return offsets
        return [self._units.to_utf16(offset) for offset in offsets]

    def _local(self, offset: int) -> int:
        start, end = self.block.start, self.block.end
        local = (start if offset < start else end if offset > end else offset) - start
        return local if self._simple else self._units.to_utf16(local)


def for_qt(text: str) -> str:
    """The text with a first character that Qt takes for a byte order mark replaced.

    PySide (6.11.3) drops a leading U+FEFF, which would shift every offset of the block, and swaps
    the bytes of a text that begins with U+FFFE. What stands in their place looks the same.
    """
    return _MARKS.get(text[:1], text[:1]) + text[1:]


def _option(block: Block) -> QTextOption:
    option = QTextOption()
    rtl = block.direction == "rtl"
    option.setTextDirection(
        Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
    )
    side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
    option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setUseDesignMetrics(True)
    return option
