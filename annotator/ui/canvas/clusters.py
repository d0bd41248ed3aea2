"""The stretches of a line made from its glyphs, one grapheme after another.

This is for the lines of which `items` cannot make anything: with invisible controls, marks
without a base, glyphs that overlap.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtGui import QGlyphRun, QTextLayout, QTextLine

from annotator.ui.canvas.segments import NOTHING, TOUCHING, Segment

_KERNED = 1.5  # what kerning with a letter on the next line can move a glyph by
_WANTED = (
    QTextLayout.GlyphRunRetrievalFlag.RetrieveGlyphPositions
    | QTextLayout.GlyphRunRetrievalFlag.RetrieveGlyphIndexes
)


@dataclass(slots=True)
class _Cluster:
    """The glyphs that stand for one stretch of text, such as a ligature or a letter with marks."""

    start: int
    end: int
    left: float
    right: float
    rtl: bool
    glyph: int  # where the text of the first glyph starts


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
        if right - left > NOTHING:
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
    rects = [rect for rect in (run.boundingRect() for run in runs) if rect.width() > NOTHING]
    left = min((rect.left() for rect in rects), default=0.0)
    return left, max((rect.right() for rect in rects), default=left)


def _first_glyph(runs: Sequence[QGlyphRun]) -> float | None:
    """Where the leftmost glyph stands that is no mark; None where there is none."""
    found: float | None = None
    for run in runs:
        advances = run.rawFont().advancesForGlyphIndexes(run.glyphIndexes())
        for position, advance in zip(run.positions(), advances, strict=True):
            if advance.x() > NOTHING and (found is None or position.x() < found):
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


def careful_segments(
    line: QTextLine, start: int, end: int, stops: Sequence[int], unseen: AbstractSet[int]
) -> list[Segment]:
    """The segments of a line in logical order; none where nothing on it has a width.

    `stops` and `unseen` are those of `geometry.LineTable`.
    """
    clusters = _clusters(line, start, end, stops)
    if not clusters:
        return []
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
    return abs(gap) <= TOUCHING


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
