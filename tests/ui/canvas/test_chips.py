"""The places of chips."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.canvas.chips import ChipWish, place_chips

_WIDTH = 400.0


@st.composite
def _wishes(draw: st.DrawFn) -> ChipWish:
    left = draw(st.floats(0, 380))
    right = left + draw(st.floats(3, 120))
    width = draw(st.floats(20, 110))
    return ChipWish(
        width, left, min(right, _WIDTH), draw(st.booleans()), (draw(st.integers(0, 5)),)
    )


@given(st.lists(_wishes(), max_size=15))
def test_chips_never_overlap_and_stay_in_the_column(wishes: list[ChipWish]) -> None:
    places = place_chips(wishes, _WIDTH)
    put = [
        (place.row, place.left, place.left + wish.width)
        for wish, place in zip(wishes, places, strict=True)
        if place is not None
    ]
    for i, (row, left, right) in enumerate(put):
        assert left >= 0
        assert right <= _WIDTH + 0.001
        for other_row, other_left, other_right in put[:i]:
            assert row != other_row or right <= other_left or other_right <= left


def test_a_chip_hangs_from_the_start_of_its_text() -> None:
    from_right = ChipWish(30, 100, 200, True, (0,))
    from_left = ChipWish(30, 100, 200, False, (0,))
    assert place_chips([from_right], _WIDTH)[0].left == 170  # type: ignore[union-attr]
    assert place_chips([from_left], _WIDTH)[0].left == 100  # type: ignore[union-attr]


def test_a_chip_slides_along_its_text_before_it_takes_another_row() -> None:
    wishes = [ChipWish(40, 160, 200, True, (0,)), ChipWish(40, 50, 200, True, (1,))]
    first, second = place_chips(wishes, _WIDTH)
    assert first is not None
    assert second is not None
    assert second.row == 0
    assert second.left + 40 < first.left
