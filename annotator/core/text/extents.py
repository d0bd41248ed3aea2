"""Which stretches of a text lie in which, without comparing each with each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Iterable
from operator import itemgetter
from typing import Literal

Way = Literal["inside", "around"]


class Extents:
    """Stretches of a text (start, end, key), to be asked whether one lies in one of them.

    With the way `around`: whether it holds one of them. Equal stretches lie in each other. A key
    of None is nobody's own.
    """

    def __init__(self, way: Way, rows: Iterable[tuple[int, int, Hashable]]) -> None:
        # What holds an annotation starts no later and ends no earlier; what it holds is the same
        # with both ends negative.
        self._sign = 1 if way == "inside" else -1
        sorted_rows = sorted(
            ((self._sign * start, self._sign * end, key) for start, end, key in rows),
            key=itemgetter(0),
        )
        self._starts = [start for start, _, _ in sorted_rows]
        # For each start: the farthest end so far, whose it is, and the farthest of another one.
        self._farthest: list[tuple[float, Hashable, float]] = []
        first: float
        second: float
        whose: Hashable
        first, whose, second = float("-inf"), None, float("-inf")
        for _, end, key in sorted_rows:
            if end > first:
                first, whose, second = end, key, first
            else:
                second = max(second, end)
            self._farthest.append((first, whose, second))

    def has_for(self, start: int, end: int, key: Hashable = None) -> bool:
        """Whether one of them, other than that with this key, holds this stretch (or is in it)."""
        place = bisect_right(self._starts, self._sign * start) - 1
        if place < 0:
            return False
        first, whose, second = self._farthest[place]
        is_own = key is not None and whose == key
        return (second if is_own else first) >= self._sign * end
