"""Spans: half-open, never empty, in code points."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.errors import TextError
from annotator.core.text import Span, envelope, normalise_spans

spans = st.tuples(st.integers(0, 30), st.integers(1, 12)).map(lambda p: Span(p[0], p[0] + p[1]))


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 3), (4, 3), (-1, 2), (-2, -1)])
def test_a_span_that_is_empty_reversed_or_before_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(TextError, match=str(end)):
        Span(start, end)


def test_a_span_covers_from_its_start_up_to_but_not_its_end() -> None:
    span = Span(2, 5)
    assert span.length == 3
    assert [span.contains_offset(offset) for offset in range(1, 6)] == [0, 1, 1, 1, 0]
    assert span.text_in("حاشية") == "شية"


def test_a_span_past_the_end_of_its_text_is_refused_with_both_lengths() -> None:
    with pytest.raises(TextError, match=r"2-9.*5 characters"):
        Span(2, 9).text_in("حاشية")


def test_a_span_does_not_shift_past_the_start() -> None:
    assert Span(3, 5).shift(-3) == Span(0, 2)
    with pytest.raises(TextError):
        Span(3, 5).shift(-4)


def test_spans_sort_by_start_and_then_by_end() -> None:
    assert sorted([Span(2, 3), Span(1, 9), Span(1, 2)]) == [Span(1, 2), Span(1, 9), Span(2, 3)]


@given(spans, spans)
def test_relations_agree_with_the_sets_of_code_points(one: Span, other: Span) -> None:
    a, b = set(range(one.start, one.end)), set(range(other.start, other.end))
    assert one.contains(other) == (b <= a)
    assert one.overlaps(other) == bool(a & b)
    assert one.crosses(other) == bool(a & b and a - b and b - a)
    clipped = one.clip(other)
    assert (set(range(clipped.start, clipped.end)) if clipped else set()) == a & b


@given(st.lists(spans, min_size=1, max_size=8))
def test_normalised_spans_cover_the_same_code_points_with_gaps_between(found: list[Span]) -> None:
    merged = normalise_spans(found)
    covered = {offset for span in found for offset in range(span.start, span.end)}
    assert [offset for span in merged for offset in range(span.start, span.end)] == sorted(covered)
    assert all(left.end < right.start for left, right in pairwise(merged))
    assert normalise_spans(merged) == merged
    assert envelope(found) == Span(min(covered), max(covered) + 1)


def test_no_spans_are_no_anchor() -> None:
    with pytest.raises(TextError):
        normalise_spans([])
    with pytest.raises(TextError):
        envelope([])
