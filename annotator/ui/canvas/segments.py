"""A stretch of a laid-out line in one piece and one direction, with its caret stops."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

TOUCHING = 0.75  # pixels; glyph positions are rounded to 1/64, kerning moves them by more
NOTHING = 0.01


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text that lies in one piece and one direction on the line.

    `offsets` are all its caret stops in logical order, `xs` where they lie: rising from left to
    right, or falling in a right-to-left segment.
    """

    start: int
    end: int
    rtl: bool
    left: float
    right: float
    offsets: tuple[int, ...]
    xs: tuple[float, ...]

    def x_of(self, offset: int) -> float:
        """The x of an offset in `[start, end]`; inside a grapheme, that of the grapheme's start."""
        return self.xs[max(0, bisect_right(self.offsets, offset) - 1)]

    def x_after(self, offset: int) -> float:
        """The x of an offset as the end of a range: inside a grapheme, that of its end."""
        return self.xs[min(bisect_left(self.offsets, offset), len(self.xs) - 1)]

    def nearest(self, x: float) -> int:
        """The caret stop of this segment that lies nearest to `x`."""
        rising = self.xs if not self.rtl else self.xs[::-1]
        at = bisect_left(rising, x)
        if at > 0 and (at == len(rising) or x - rising[at - 1] <= rising[at] - x):
            at -= 1
        return self.offsets[at] if not self.rtl else self.offsets[len(self.offsets) - 1 - at]
