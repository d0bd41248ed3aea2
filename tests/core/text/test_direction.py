"""The direction of a paragraph is that of its first strong character."""

from __future__ import annotations

import unicodedata

import pytest
from bidi import get_base_level
from hypothesis import given

from annotator.core.text import Direction, document_direction, paragraph_direction
from tests.support.texts import paragraph_texts


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("قال NATO", "rtl"),
        ("NATO قالت", "ltr"),
        ("«NATO» قالت", "ltr"),
        ("2025 - قال", "rtl"),
        ("שלום Putin", "rtl"),
        ("\u2067قال\u2069 NATO", "ltr"),
        ("\u2066NATO\u2069 قال", "rtl"),
        ("\u2068\u2066a\u2069b\u2069 قال", "rtl"),
        ("\u2069NATO", "ltr"),
        ("\u202bNATO", "ltr"),
        ("\u200fNATO", "rtl"),
        ("𞤀𞤣 NATO", "rtl"),
    ],
)
def test_first_strong_character(text: str, direction: Direction) -> None:
    assert paragraph_direction(text) == direction


@pytest.mark.parametrize("text", ["", "12 - 5.5", "\u2067قال", " ،-"])
def test_without_a_strong_character_the_default_holds(text: str) -> None:
    assert paragraph_direction(text) == "rtl"
    assert paragraph_direction(text, default="ltr") == "ltr"


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("قال الرئيس\nok\nالروسي", "rtl"),
        ("نعم\nThe president said\n- 5 -\n", "ltr"),
        ("\n12\n", "rtl"),
    ],
)
def test_most_of_a_document_decides(text: str, direction: Direction) -> None:
    assert document_direction(text) == direction


def test_a_document_without_a_majority_has_the_default() -> None:
    assert document_direction("abc\nقال", default="ltr") == "ltr"
    assert document_direction("abc\nقال") == "rtl"


@given(paragraph_texts())
def test_the_direction_is_the_one_that_the_bidi_algorithm_finds(text: str) -> None:
    one_paragraph = "".join(c for c in text if unicodedata.bidirectional(c) != "B")
    if not one_paragraph:
        return
    expected = "rtl" if get_base_level(one_paragraph) == 1 else "ltr"
    assert paragraph_direction(one_paragraph, default="ltr") == expected
