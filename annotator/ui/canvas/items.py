"""The segments of a laid-out line made the quick way: from the items that Qt sets it in.

Qt tells for a whole line where each of its items (a stretch of one direction and script) lies,
and within an item `QTextLine.cursorToX` is right. Only where an item is out of the ordinary are
its glyphs looked at one grapheme after another, see `clusters`: that takes fifty times as long.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtGui import QTextLayout, QTextLine

from annotator.ui.canvas.clusters import careful_segments
from annotator.ui.canvas.segments import NOTHING, TOUCHING, Segment

_WANTED = (
    QTextLayout.GlyphRunRetrievalFlag.RetrieveStringIndexes
    | QTextLayout.GlyphRunRetrievalFlag.RetrieveGlyphIndexes
)


@dataclass(slots=True)
class _Item:
    """A stretch of text that Qt sets in one direction and one script.

    `indexes` are where its clusters start, as far as Qt tells: all of them where it is set in one
    font, which is when `runs` is 1.
    """

    left: float
    right: float
    rtl: bool
    start: int
    indexes: set[int]
    runs: int = 1


def quick_segments(
    line: QTextLine, stops: Sequence[int], unseen: AbstractSet[int], seen: int, *, rtl: bool
) -> list[Segment] | None:
    """The segments of a line in logical order, or None where they take a closer look.

    The line is no odd one and holds nothing from `seen` on but spaces that hang over its end;
    `stops`, `unseen` and `rtl` are those of `geometry.LineTable`.
    """
    start = line.textStart()
    end = start + line.textLength()
    items = _items(line, start, end)
    if not items or items[0].start != start or items[-1].start >= seen:
        return None
    odd: list[Segment] = []
    if end < stops[-1] and items[-1].rtl != rtl:
        # Here `cursorToX` is off by the width of what hangs over the end.
        last = items.pop()
        if items and items[-1].rtl == last.rtl:
            return None
        odd = careful_segments(line, last.start, end, stops, unseen)
        if not items:
            return odd
        seen = end = last.start
    drafts = _drafts(line, items, stops, unseen, seen)
    if drafts is None:
        return None
    if seen < end:
        _, offsets, xs = drafts[-1]
        hanging = [*stops[bisect_right(stops, seen) : bisect_left(stops, end)], end]
        offsets += hanging
        xs += [xs[-1]] * len(hanging)
    return [_segment(*draft) for draft in drafts] + odd


def _drafts(
    line: QTextLine,
    items: Sequence[_Item],
    stops: Sequence[int],
    unseen: AbstractSet[int],
    seen: int,
) -> list[tuple[bool, list[int], list[float]]] | None:
    """Direction, caret stops and their places of each segment; neighbours become one."""
    drafts: list[tuple[bool, list[int], list[float]]] = []
    ends = [*(item.start for item in items[1:]), seen]
    for item, until in zip(items, ends, strict=True):
        places = _places(line, item, until, stops, unseen)
        if places is None:
            return None
        offsets, xs = places
        if drafts and drafts[-1][0] == item.rtl and abs(drafts[-1][2][-1] - xs[0]) <= TOUCHING:
            drafts[-1][1].extend(offsets[1:])
            drafts[-1][2].extend(xs[1:])
        else:
            drafts.append((item.rtl, offsets, xs))
    return drafts


def _segment(rtl: bool, offsets: list[int], xs: list[float]) -> Segment:
    left, right = (xs[-1], xs[0]) if rtl else (xs[0], xs[-1])
    return Segment(offsets[0], offsets[-1], rtl, left, right, tuple(offsets), tuple(xs))


def _items(line: QTextLine, start: int, end: int) -> list[_Item] | None:
    """The items of a line in logical order; None where one has no width of its own.

    All glyph runs of an item share its rectangle. Where an item is set in two fonts, Qt gives most
    of their glyphs not their own string index but that of the item's start: it is the least in
    any case.
    """
    items: list[_Item] = []
    for run in line.glyphRuns(start, end - start, _WANTED):
        rect, rtl = run.boundingRect(), run.isRightToLeft()
        left, right = rect.left(), rect.right()
        if right - left <= NOTHING:
            return None
        indexes = run.stringIndexes()
        first = min(indexes)
        last = items[-1] if items else None
        if last is not None and last.left == left and last.right == right and last.rtl == rtl:
            last.start = min(last.start, first)
            last.runs += 1
        else:
            items.append(_Item(left, right, rtl, first, set(indexes)))
    items.sort(key=lambda item: item.start)
    if any(before.start == after.start for before, after in pairwise(items)):
        return None
    return items


def _places(
    line: QTextLine, item: _Item, until: int, stops: Sequence[int], unseen: AbstractSet[int]
) -> tuple[list[int], list[float]] | None:
    """The caret stops of an item and where they lie; None where Qt is not to be trusted."""
    start = item.start
    first = bisect_left(stops, start)
    if start >= until or first == len(stops) or stops[first] != start or start in unseen:
        return None
    inside = stops[first + 1 : bisect_left(stops, until)]
    if unseen and not unseen.isdisjoint(inside):
        return None
    leading, trailing = (item.right, item.left) if item.rtl else (item.left, item.right)
    to_x = line.cursorToX
    xs = [leading, *(to_x(stop)[0] for stop in inside), trailing]  # type: ignore[index]
    clusters = item.indexes if item.runs == 1 else _cluster_starts(line, start, until, stops)
    sign = -1 if item.rtl else 1
    joined = []
    for i, stop in enumerate((start, *inside)):
        step = (xs[i + 1] - xs[i]) * sign
        if i == 0 or (step > NOTHING and stop in clusters):
            if step < NOTHING and i == 0:
                return None
            continue
        if step < -NOTHING:
            return None
        joined.append(i)
    if joined:
        _share(xs, joined)
    return [start, *inside, until], xs


def _cluster_starts(line: QTextLine, start: int, until: int, stops: Sequence[int]) -> set[int]:
    """Where the clusters of a stretch start that is set in several fonts: asked font by font."""
    runs = line.glyphRuns(start, until - start, _WANTED)
    if len(runs) == 1:
        return set(runs[0].stringIndexes())
    first, last = bisect_right(stops, start), bisect_left(stops, until)
    if first >= last:
        return {start}
    at = (first + last) // 2
    middle = stops[at]
    before, after = max(start, stops[at - 1]), min(until, stops[at + 1])
    found = _cluster_starts(line, start, middle, stops)
    found |= _cluster_starts(line, middle, until, stops)
    around = line.glyphRuns(before, after - before, _WANTED)
    if len(around) == 1 and middle not in around[0].stringIndexes():
        found.discard(middle)  # the cut went through a ligature
    return found


def _share(xs: list[float], joined: list[int]) -> None:
    """Share out the width of each cluster between it and the stops that are joined to it."""
    at = 0
    while at < len(joined):
        first, last = joined[at] - 1, joined[at] + 1
        while at + 1 < len(joined) and joined[at + 1] == last:
            at += 1
            last += 1
        width = (xs[last] - xs[first]) / (last - first)
        for i in range(first + 1, last):
            xs[i] = xs[first] + (i - first) * width
        at += 1
