"""Heights of many blocks, summed in logarithmic time.

A Fenwick tree (P. M. Fenwick, "A new data structure for cumulative frequency tables", 1994), so
that correcting one estimate in a document of thousands of blocks costs a dozen additions and not
a walk over all that follow.
"""

from __future__ import annotations

from collections.abc import Iterable


class HeightIndex:
    """The heights of blocks in whole pixels, with their running sums.

    `top(i)` is the sum of the heights before block `i`; `at(y)` is the block that covers `y`.
    """

    __slots__ = ("_heights", "_power", "_tree")

    def __init__(self, heights: Iterable[int] = ()) -> None:
        self._heights = list(heights)
        count = len(self._heights)
        self._tree = [0, *self._heights]
        for i in range(1, count + 1):
            parent = i + (i & -i)
            if parent <= count:
                self._tree[parent] += self._tree[i]
        self._power = 1 << count.bit_length() >> 1 if count else 0

    def __len__(self) -> int:
        return len(self._heights)

    def __getitem__(self, index: int) -> int:
        return self._heights[index]

    @property
    def total(self) -> int:
        """The sum of all heights."""
        return self.top(len(self._heights))

    def set(self, index: int, height: int) -> int:
        """Give block `index` this height and return by how much it grew."""
        delta = height - self._heights[index]
        if delta:
            self._heights[index] = height
            i = index + 1
            while i < len(self._tree):
                self._tree[i] += delta
                i += i & -i
        return delta

    def top(self, index: int) -> int:
        """The sum of the heights of the blocks before `index`."""
        total = 0
        i = index
        while i > 0:
            total += self._tree[i]
            i -= i & -i
        return total

    def at(self, y: float) -> int:
        """The block that covers `y`: the first for what lies above all, the last for below.

        A block of no height covers nothing. With no blocks at all the answer is 0.
        """
        if y < 0 or not self._heights:
            return 0
        position, left, step = 0, y, self._power
        while step:
            following = position + step
            if following < len(self._tree) and self._tree[following] <= left:
                position = following
                left -= self._tree[following]
            step >>= 1
        return min(position, len(self._heights) - 1)
