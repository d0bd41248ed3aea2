"""Code points to UTF-16 units and back agree with the real encoding."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.errors import TextError
from annotator.core.text import Span, Utf16Index
from tests.support.texts import texts, texts_with_span


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(texts())
def test_every_offset_is_where_the_encoding_has_it(text: str) -> None:
    index = Utf16Index(text)
    assert (index.length, index.utf16_length) == (len(text), units(text))
    for offset in range(len(text) + 1):
        there = index.to_utf16(offset)
        assert there == units(text[:offset])
        assert index.to_code_point(there) == offset


@given(texts())
def test_inside_a_surrogate_pair_the_offset_is_that_of_its_character(text: str) -> None:
    index = Utf16Index(text)
    for offset, character in enumerate(text):
        if ord(character) > 0xFFFF:
            assert index.to_code_point(index.to_utf16(offset) + 1) == offset


@given(texts_with_span(), st.booleans(), st.booleans())
def test_a_span_comes_back_even_from_within_its_surrogate_pairs(
    text_and_span: tuple[str, Span], late_start: bool, early_end: bool
) -> None:
    text, span = text_and_span
    index = Utf16Index(text)
    start, end = index.span_to_utf16(span)
    assert (start, end) == (units(text[: span.start]), units(text[: span.end]))
    start += late_start and ord(text[span.start]) > 0xFFFF
    end -= early_end and ord(text[span.end - 1]) > 0xFFFF
    if start < end:
        assert index.span_to_code_points(start, end) == span


@given(texts())
def test_offsets_out_of_the_text_are_refused(text: str) -> None:
    index = Utf16Index(text)
    for offset in (-1, len(text) + 1):
        with pytest.raises(TextError):
            index.to_utf16(offset)
    for offset in (-1, units(text) + 1):
        with pytest.raises(TextError):
            index.to_code_point(offset)
    with pytest.raises(TextError):
        index.span_to_code_points(0, 0)
