"""Marks in lanes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.canvas.lanes import MAX_LANES, Extent, assign_lanes

_extents = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 30)).map(lambda t: Extent(t[0], t[0] + t[1])),
    max_size=30,
)


@given(_extents)
def test_no_two_marks_of_a_lane_overlap(extents: list[Extent]) -> None:
    lanes = assign_lanes(extents)
    for i, a in enumerate(extents):
        for j, b in enumerate(extents[:i]):
            if lanes[i] == lanes[j] < MAX_LANES:
                assert a.end <= b.start or b.end <= a.start


@given(_extents)
def test_a_nested_mark_is_nearer_the_text_than_what_holds_it(extents: list[Extent]) -> None:
    lanes = assign_lanes(extents)
    for a, lane_a in zip(extents, lanes, strict=True):
        for b, lane_b in zip(extents, lanes, strict=True):
            holds = a.start <= b.start and b.end <= a.end and a != b
            if holds and lane_a < MAX_LANES:
                assert lane_b < lane_a


@given(_extents)
def test_a_mark_alone_lies_next_to_the_text(extents: list[Extent]) -> None:
    lanes = assign_lanes(extents)
    for i, a in enumerate(extents):
        others = extents[:i] + extents[i + 1 :]
        if all(a.end <= b.start or b.end <= a.start for b in others):
            assert lanes[i] == 0


def test_what_finds_no_lane_is_told() -> None:
    assert assign_lanes([Extent(0, 5)] * 8) == [0, 1, 2, 3, 4, 5, MAX_LANES, MAX_LANES]
