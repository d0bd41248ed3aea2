"""Where the characters of one laid-out line stand, and which of them lies under a point.

Qt's own answers are not used: `QTextLine.xToCursor` is off by the trailing space on wrapped
right-to-left lines and `cursorToX` is wrong at the first character of a run of the other
direction (measured with PySide6 6.11.3). The positions of the glyphs themselves are right, so
everything here is made from them, once for each line.

Offsets are UTF-16 units of the block's text; x is in the coordinates of the layout.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtGui import QGlyphRun, QTextLayout, QTextLine

_TOUCHING = 0.75  # pixels; glyph positions are rounded to 1/64, kerning moves them by more
_NOTHING = 0.01
_KERNED = 1.5  # what kerning with a letter on the next line can move a glyph by
_WANTED = (
    QTextLayout.GlyphRunRetrievalFlag.RetrieveGlyphPositions
    | QTextLayout.GlyphRunRetrievalFlag.RetrieveGlyphIndexes
)


@dataclass(frozen=True, slots=True)
class Caret:
    """A place between two characters, as the eye sees it.

    Where the direction changes, one offset has two places on the screen: at the trailing edge of
    the character before it (`upstream`) and at the leading edge of the character after it.
    """

    offset: int
    upstream: bool = False


@dataclass(slots=True)
class _Cluster:
    """The glyphs that stand for one stretch of text, such as a ligature or a letter with marks."""

    start: int
    end: int
    left: float
    right: float
    rtl: bool
    glyph: int  # where the text of the first glyph starts


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


class LineTable:
    """The segments of one line, from left to right and in logical order.

    `stops` are the caret stops of the block (UTF-16 offsets of grapheme boundaries). `unseen` are
    the offsets of characters without a width of their own: controls, and white space that hangs
    over the end of a wrapped line.
    """

    __slots__ = ("end", "segments", "start", "stops", "visual")

    def __init__(
        self, line: QTextLine, stops: Sequence[int], unseen: AbstractSet[int], *, rtl: bool
    ) -> None:
        self.start = line.textStart()
        self.end = self.start + line.textLength()
        self.stops = stops
        clusters = _clusters(line, self.start, self.end, stops)
        if clusters:
            self.segments = _segments(clusters, stops, unseen)
        else:
            rect = line.naturalTextRect()
            x = rect.right() if rtl else rect.left()
            inside = stops[bisect_left(stops, self.start) : bisect_right(stops, self.end)]
            offsets = tuple(inside) or (self.start,)
            self.segments = [Segment(self.start, self.end, rtl, x, x, offsets, (x,) * len(offsets))]
        self.visual = sorted(self.segments, key=lambda each: (each.left, each.right))

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
            if found and left <= found[-1][1] + _TOUCHING:
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


def _clusters(line: QTextLine, start: int, end: int, stops: Sequence[int]) -> list[_Cluster]:
    """The clusters of a line in logical order; what has no width joins the cluster before.

    Qt is asked for the glyphs of each grapheme by itself. Asked for the whole line it is quicker,
    but where a run is set in two fonts it gives most glyphs the string index 0.
    """
    clusters: list[_Cluster] = []
    glyph: float | None = None
    first = bisect_right(stops, start)
    for at, following in pairwise((start, *stops[first : bisect_left(stops, end)], end)):
        runs = line.glyphRuns(at, following - at, _WANTED)
        here = _first_glyph(runs)
        if clusters and here is not None and here == glyph:
            # The same glyph again: both are parts of a ligature, for which the rectangle of a
            # part is shifted; that of the whole is right.
            cluster = clusters[-1]
            cluster.end = following
            runs = line.glyphRuns(cluster.start, following - cluster.start, _WANTED)
            cluster.left, cluster.right = _extent(runs)
            continue
        left, right = _extent(runs)
        if right - left > _NOTHING:
            rtl = max(runs, key=lambda run: run.boundingRect().width()).isRightToLeft()
            clusters.append(_Cluster(at, following, left, right, rtl, at))
            glyph = here
        elif clusters:
            clusters[-1].end = following
    if clusters:
        clusters[0].start = start
        _close_gaps(clusters)
    return clusters


def _extent(runs: Sequence[QGlyphRun]) -> tuple[float, float]:
    """Left and right of what some glyphs take of the line."""
    rects = [rect for rect in (run.boundingRect() for run in runs) if rect.width() > _NOTHING]
    left = min((rect.left() for rect in rects), default=0.0)
    return left, max((rect.right() for rect in rects), default=left)


def _first_glyph(runs: Sequence[QGlyphRun]) -> float | None:
    """Where the leftmost glyph stands that is no mark; None where there is none."""
    found: float | None = None
    for run in runs:
        advances = run.rawFont().advancesForGlyphIndexes(run.glyphIndexes())
        for position, advance in zip(run.positions(), advances, strict=True):
            if advance.x() > _NOTHING and (found is None or position.x() < found):
                found = position.x()
    return found


def _close_gaps(clusters: list[_Cluster]) -> None:
    """Let neighbours share an edge where kerning made them overlap or part.

    Only neighbours in the text with nothing between them on the line are kerned; others may have
    a real gap between them.
    """
    order = sorted(clusters, key=lambda each: each.left + each.right)
    rank = {id(cluster): i for i, cluster in enumerate(order)}
    for before, after in pairwise(clusters):
        if before.rtl != after.rtl:
            continue
        left, right = (after, before) if before.rtl else (before, after)
        between = abs(rank[id(left)] - rank[id(right)]) > 1 and left.right < right.left
        if between or left.left >= right.right:
            continue
        # A glyph stands where its neighbour on the left ends; only Nastaliq is wilder than that.
        edge = right.left if left.left < right.left else (left.left + right.right) / 2
        left.right = right.left = edge
    for left, right in pairwise(sorted(clusters, key=lambda each: each.left)):
        if left.left < right.left < left.right + _KERNED:
            left.right = right.left


def _segments(
    clusters: list[_Cluster], stops: Sequence[int], unseen: AbstractSet[int]
) -> list[Segment]:
    segments: list[Segment] = []
    group = [clusters[0]]
    for cluster in clusters[1:]:
        if _follows(group[-1], cluster):
            group.append(cluster)
        else:
            segments.append(_segment(group, stops, unseen))
            group = [cluster]
    segments.append(_segment(group, stops, unseen))
    return segments


def _follows(before: _Cluster, after: _Cluster) -> bool:
    if before.rtl != after.rtl:
        return False
    gap = before.left - after.right if before.rtl else after.left - before.right
    return abs(gap) <= _TOUCHING


def _segment(group: list[_Cluster], stops: Sequence[int], unseen: AbstractSet[int]) -> Segment:
    rtl = group[0].rtl
    offsets: list[int] = []
    xs: list[float] = []
    for cluster in group:
        inside = stops[bisect_right(stops, cluster.start) : bisect_left(stops, cluster.end)]
        places = [cluster.start, *inside]
        # A ligature is shared out between its letters; controls and the white space that hangs
        # over the end of a line take none of it.
        weights = [0 if at in unseen and at != cluster.glyph else 1 for at in places]
        share = (cluster.right - cluster.left) / max(1, sum(weights))
        x = cluster.right if rtl else cluster.left
        for place, weight in zip(places, weights, strict=True):
            offsets.append(place)
            xs.append(x)
            x += -share * weight if rtl else share * weight
    offsets.append(group[-1].end)
    xs.append(group[-1].left if rtl else group[-1].right)
    left, right = min(each.left for each in group), max(each.right for each in group)
    return Segment(group[0].start, group[-1].end, rtl, left, right, tuple(offsets), tuple(xs))
