"""Which lane under the text each mark gets: short ones nearest the letters, none on another."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import dataclass

MAX_LANES = 6
"""More lanes than this nobody can follow; what is left over is counted (`+n`)."""


@dataclass(frozen=True, slots=True)
class Extent:
    """What a mark occupies of its block, half-open, in code points of the document."""

    start: int
    end: int


def assign_lanes(extents: Sequence[Extent], limit: int = MAX_LANES) -> list[int]:
    """The lane of each extent, 0 nearest the text; `limit` for those that found no room.

    Shorter extents are placed first and an extent never lies nearer the text than one that it
    holds, so nesting reads from the letters outwards. Of equal extents the earlier is nearer.
    """
    order = sorted(range(len(extents)), key=lambda i: (extents[i].end - extents[i].start, i))
    lanes = [limit] * len(extents)
    # For each lane, the extents in it: disjoint, so one sorted list of (start, end) is enough.
    taken: list[list[tuple[int, int]]] = [[] for _ in range(limit)]
    for i in order:
        start, end = extents[i].start, extents[i].end
        lowest = 0
        for lane in range(limit - 1, -1, -1):
            if _holds_any(taken[lane], start, end):
                lowest = lane + 1
                break
        for lane in range(lowest, limit):
            if _is_free(taken[lane], start, end):
                insort(taken[lane], (start, end))
                lanes[i] = lane
                break
    return lanes


def _holds_any(row: list[tuple[int, int]], start: int, end: int) -> bool:
    at = bisect_left(row, (start, start))
    return at < len(row) and row[at][1] <= end


def _is_free(row: list[tuple[int, int]], start: int, end: int) -> bool:
    at = bisect_left(row, (end, end))
    return at == 0 or row[at - 1][1] <= start
