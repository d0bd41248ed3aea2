"""Grapheme clusters: what a reader calls one character is never cut."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextLayout

from annotator.core.errors import TextError
from annotator.core.text import (
    Span,
    Utf16Index,
    grapheme_boundaries,
    is_grapheme_boundary,
    snap_to_graphemes,
)
from tests.support.texts import (
    ARABIC_WORDS,
    ASTRAL,
    CONTROLS,
    HEBREW,
    LATIN,
    PERSIAN,
    PICTURES,
    STRAY,
    STRETCHED,
    VOCALISED,
    texts,
    texts_with_span,
)


@pytest.mark.parametrize(
    ("text", "clusters"),
    [
        ("قَالَّ", ["قَ", "ا", "لَّ"]),
        ("شָׁ", ["شָׁ"]),
        ("می\u200cشود", ["م", "ی\u200c", "ش", "و", "د"]),
        ("أ\u0654\u064eب", ["أ\u0654\u064e", "ب"]),
        ("👨\u200d👩\u200d👧a", ["👨\u200d👩\u200d👧", "a"]),
        ("👍🏽❤\ufe0f", ["👍🏽", "❤\ufe0f"]),
        ("🇸🇦🇷🇺🇨", ["🇸🇦", "🇷🇺", "🇨"]),
        ("🏴\U000e0067\U000e0062\U000e007f", ["🏴\U000e0067\U000e0062\U000e007f"]),
        ("1\ufe0f\u20e3", ["1\ufe0f\u20e3"]),
        ("각한국", ["각", "한", "국"]),
        ("a\r\n\n\r", ["a", "\r\n", "\n", "\r"]),
        ("ب\u200f\u064bب", ["ب", "\u200f", "\u064b", "ب"]),
        ("\u0600\u0661\u0662", ["\u0600\u0661", "\u0662"]),
        ("", []),
    ],
)
def test_clusters(text: str, clusters: list[str]) -> None:
    boundaries = grapheme_boundaries(text)
    assert [text[a:b] for a, b in pairwise(boundaries)] == clusters


# Qt tailors Indic and Thai, breaks flags after a pictograph, and knows a later Unicode's
# pictographs; in the scripts of our trade the two agree on everything.
_SHARED = st.lists(
    st.one_of(
        *(
            st.sampled_from(kind)
            for kind in (
                ARABIC_WORDS, ASTRAL, CONTROLS, HEBREW, LATIN, PERSIAN, STRAY, STRETCHED, VOCALISED,
                tuple(f"{picture} " for picture in PICTURES), ("\r\n", "\n", "한국", "각"),
            )
        )
    )
).map("".join)  # fmt: skip


@given(_SHARED)
def test_boundaries_are_where_qt_lets_the_caret_stand(qapp: object, text: str) -> None:
    text = "." + text  # a byte order mark that comes first, PySide drops
    layout = QTextLayout(text)
    index = Utf16Index(text)
    qt = {
        index.to_code_point(unit)
        for unit in range(index.utf16_length + 1)
        if layout.isValidCursorPosition(unit)
    }
    assert grapheme_boundaries(text) == sorted(qt)


@given(texts(), st.data())
def test_a_part_of_the_text_has_the_boundaries_of_the_whole(text: str, data: st.DataObject) -> None:
    whole = grapheme_boundaries(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert grapheme_boundaries(text, start, end) == [b for b in whole if start <= b <= end]
    assert [o for o in range(len(text) + 1) if is_grapheme_boundary(text, o)] == whole


@given(texts_with_span())
def test_snapping_grows_to_the_nearest_boundaries(text_and_span: tuple[str, Span]) -> None:
    text, span = text_and_span
    boundaries = grapheme_boundaries(text)
    snapped = snap_to_graphemes(text, span)
    assert snapped.start == max(b for b in boundaries if b <= span.start)
    assert snapped.end == min(b for b in boundaries if b >= span.end)


def test_offsets_out_of_the_text_are_refused() -> None:
    for start, end in ((-1, 2), (2, 1), (0, 4)):
        with pytest.raises(TextError):
            grapheme_boundaries("قال", start, end)
    with pytest.raises(TextError):
        is_grapheme_boundary("قال", 4)
    with pytest.raises(TextError):
        snap_to_graphemes("قال", Span(1, 4))
