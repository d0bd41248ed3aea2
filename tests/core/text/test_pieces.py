from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.core.text import Span, Spans, with_words, without_words

TEXT = "نقلت وكالتا ريا وتاس عن الوسيطة قولها إن"


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def covered(spans: Spans) -> list[str]:
    return [each.text_in(TEXT) for each in spans]


def test_words_further_on_become_another_piece() -> None:
    assert covered(with_words(TEXT, (span("نقلت"),), span("عن"))) == ["نقلت", "عن"]


def test_words_that_only_a_space_parts_become_one_piece() -> None:
    assert covered(with_words(TEXT, (span("نقلت"),), span("وكالتا"))) == ["نقلت وكالتا"]
    pieces = with_words(TEXT, (span("نقلت"), span("ريا")), span("وكالتا"))
    assert covered(pieces) == ["نقلت وكالتا ريا"]


def test_a_cut_in_the_middle_leaves_two_pieces_without_spaces_at_their_edges() -> None:
    whole = (span("نقلت وكالتا ريا"),)
    assert covered(without_words(TEXT, whole, span("وكالتا"))) == ["نقلت", "ريا"]


def test_a_cut_leaves_the_other_pieces_as_they_are() -> None:
    spans = (span("نقلت"), span("عن"), span("قولها"))
    assert covered(without_words(TEXT, spans, span("عن"))) == ["نقلت", "قولها"]
    assert without_words(TEXT, spans, span("إن")) == spans
    assert without_words(TEXT, (span("عن"),), span("عن الوسيطة")) == ()


spans = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 12)).map(
    lambda pair: Span(pair[0], min(len(TEXT), pair[0] + pair[1]))
)


def points(pieces: Spans) -> set[int]:
    return {at for each in pieces for at in range(each.start, each.end)}


@given(st.lists(spans, min_size=1, max_size=4), spans)
def test_adding_loses_nothing_and_taking_out_leaves_nothing(parts: list[Span], more: Span) -> None:
    first: Spans = ()
    for each in parts:
        first = with_words(TEXT, first, each)
    added = with_words(TEXT, first, more)
    assert points(added) >= points(first) | points((more,))
    assert all(TEXT[at] == " " for at in points(added) - points(first) - points((more,)))
    left = without_words(TEXT, first, more)
    assert points(left) <= points(first) - points((more,))
    assert list(left) == sorted(left)
