"""Where the characters of one laid-out line stand, and which of them lies under a point.

Qt's own answers are not used: `QTextLine.xToCursor` is off by the trailing space on wrapped
right-to-left lines and `cursorToX` is wrong at the first character of a run of the other
direction (measured with PySide6 6.11.3). What Qt tells of the glyphs is right, so everything here
is made from that, once for each line: see `items`, and for odd lines `clusters`.

Offsets are UTF-16 units of the block's text; x is in the coordinates of the layout.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from PySide6.QtGui import QTextLine

from annotator.ui.canvas.clusters import careful_segments
from annotator.ui.canvas.items import quick_segments
from annotator.ui.canvas.segments import TOUCHING, Segment


@dataclass(frozen=True, slots=True)
class Caret:
    """A place between two characters, as the eye sees it.

    Where the direction changes, one offset has two places on the screen: at the trailing edge of
    the character before it (`upstream`) and at the leading edge of the character after it.
    """

    offset: int
    upstream: bool = False


class LineTable:
    """The segments of one line, from left to right and in logical order.

    `stops` are the caret stops of the block (UTF-16 offsets of grapheme boundaries). `unseen` are
    the offsets of characters without a width of their own: controls, and white space that hangs
    over the end of a wrapped line. `rtl` is the direction of the paragraph. `seen` is where the
    spaces begin that hang over the end of the line, else its end; None for an odd line.
    """

    __slots__ = ("end", "segments", "start", "stops", "visual")

    def __init__(
        self,
        line: QTextLine,
        stops: Sequence[int],
        unseen: AbstractSet[int],
        *,
        rtl: bool,
        seen: int | None = None,
    ) -> None:
        self.start = line.textStart()
        self.end = self.start + line.textLength()
        self.stops = stops
        self.segments = (
            (seen is not None and quick_segments(line, stops, unseen, seen, rtl=rtl))
            or careful_segments(line, self.start, self.end, stops, unseen)
            or [self._nothing(line, rtl=rtl)]
        )
        self.visual = sorted(self.segments, key=lambda each: (each.left, each.right))

    def _nothing(self, line: QTextLine, *, rtl: bool) -> Segment:
        """The segment of a line on which nothing has a width."""
        rect = line.naturalTextRect()
        x = rect.right() if rtl else rect.left()
        stops = self.stops
        inside = stops[bisect_left(stops, self.start) : bisect_right(stops, self.end)]
        offsets = tuple(inside) or (self.start,)
        return Segment(self.start, self.end, rtl, x, x, offsets, (x,) * len(offsets))

    @property
    def left(self) -> float:
        """The left edge of the leftmost glyph."""
        return self.visual[0].left

    @property
    def right(self) -> float:
        """The right edge of the rightmost glyph."""
        return max(each.right for each in self.visual)

    def x_of(self, caret: Caret) -> float:
        """Where a caret stands; the offset is brought into the line."""
        return self._segment_of(caret).x_of(min(max(caret.offset, self.start), self.end))

    def is_rtl_at(self, offset: int) -> bool:
        """The direction of the character at `offset`, which is brought into the line."""
        return self._segment_of(Caret(offset)).rtl

    def hit(self, x: float) -> Caret:
        """The caret nearest to `x`: inside the segment that covers it, or at the nearest edge."""
        segment = min(self.visual, key=lambda each: max(each.left - x, x - each.right, 0.0))
        offset = segment.nearest(x)
        return Caret(offset, upstream=offset == segment.end)

    def intervals(self, start: int, end: int) -> list[tuple[float, float]]:
        """The stretches that `[start, end)` covers, from left to right, touching ones joined."""
        found: list[tuple[float, float]] = []
        for segment in self.visual:
            first, last = max(start, segment.start), min(end, segment.end)
            if first >= last:
                continue
            a, b = segment.x_of(first), segment.x_after(last)
            left, right = min(a, b), max(a, b)
            if right - left < 0.01:
                continue
            if found and left <= found[-1][1] + TOUCHING:
                found[-1] = (found[-1][0], max(found[-1][1], right))
            else:
                found.append((left, right))
        return found

    def _segment_of(self, caret: Caret) -> Segment:
        offset = min(max(caret.offset, self.start), self.end)
        for segment in self.segments:
            if caret.upstream:
                if segment.start < offset <= segment.end:
                    return segment
            elif segment.start <= offset < segment.end:
                return segment
        return self.segments[0] if offset <= self.start else self.segments[-1]
