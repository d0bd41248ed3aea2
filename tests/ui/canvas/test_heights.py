"""The sums of many heights."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.canvas.heights import HeightIndex

_heights = st.lists(st.integers(0, 300), max_size=40)


@given(_heights, st.lists(st.tuples(st.integers(0, 39), st.integers(0, 300)), max_size=20))
def test_tops_are_the_running_sums_after_any_corrections(
    heights: list[int], corrections: list[tuple[int, int]]
) -> None:
    index = HeightIndex(heights)
    for at, height in corrections:
        if at < len(heights):
            assert index.set(at, height) == height - heights[at]
            heights[at] = height
    sums = list(accumulate(heights, initial=0))
    assert [index.top(i) for i in range(len(heights) + 1)] == sums
    assert index.total == sums[-1]


@given(_heights.filter(any), st.floats(-50, 13000))
def test_the_block_at_a_height_covers_it(heights: list[int], y: float) -> None:
    index = HeightIndex(heights)
    sums = list(accumulate(heights, initial=0))
    at = index.at(y)
    if y < 0:
        assert at == 0
    elif y >= sums[-1]:
        assert at == len(heights) - 1
    else:
        assert at == bisect_right(sums, y) - 1
        assert sums[at] <= y < sums[at + 1]


def test_no_blocks_at_all() -> None:
    assert HeightIndex().total == 0
    assert HeightIndex().at(10) == 0
