"""What lies in what, as if each were compared with each."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.text import Extents, Span, Way

SPANS = st.tuples(st.integers(0, 12), st.integers(1, 6)).map(lambda each: Span(each[0], sum(each)))


@pytest.mark.parametrize("way", ["inside", "around"])
@given(st.lists(SPANS), st.lists(SPANS, min_size=1))
def test_extents_answer_as_a_comparison_of_each_with_each(
    way: Way, known: list[Span], asked: list[Span]
) -> None:
    extents = Extents(way, ((span.start, span.end, key) for key, span in enumerate(known)))

    def compared(span: Span, but: int | None = None) -> bool:
        return any(
            (other.contains(span) if way == "inside" else span.contains(other))
            for key, other in enumerate(known)
            if key != but
        )

    nameless = Extents(way, ((span.start, span.end, None) for span in known))
    for span in asked:
        assert nameless.has_for(span.start, span.end) == compared(span)
        assert extents.has_for(span.start, span.end) == compared(span)
    for key, span in enumerate(known):
        assert extents.has_for(span.start, span.end, key) == compared(span, key)
