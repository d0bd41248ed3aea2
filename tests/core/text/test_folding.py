"""Folding: one spelling for many, and an exact way back."""

from __future__ import annotations

import sys
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.errors import TextError
from annotator.core.text import Span, fold, fold_text, is_grapheme_boundary, snap_to_graphemes
from tests.support.texts import texts


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("أإآٱا", "ااااا"),
        ("الروسى مسؤول هيئة على ی", "الروسي مسوول هييه علي ي"),
        ("ماء شيء", "ماء شيء"),
        ("قَالَ الرَّحْمٰنِ الســـلام", "قال الرحمن السلام"),
        ("أ\u0654\u064eب ا\u0653", "اب ا"),
        ("\u202bم\u200cی\u200fشود\u202c\ufeff", "ميشود"),
        ("کتاب ہے نقطۂ ژپچگ", "كتاب هے نقطه ژپچگ"),
        ("ﻟﻠﺤﻮﺍﺭ ﻻ ﷲ", "للحوار لا الله"),
        ("ﹷﱞ", ""),
        ("٢٫٥ ۱۴۰۳ ٢٬٥٠٠ ５", "2.5 1403 2,500 5"),
        ("“أ” «ب» „ג‟ צה״ל ‘it’s’ ג׳", '"ا" "ب" "ג" צה"ל \'it\'s\' ג\''),
        ("أ–ب—ج‑د−5 בית־הספר", "ا-ب-ج-د-5 בית-הספר"),
        ("أ\u00a0ب\tج\u200bد\u3000ه\r\u2028و", "ا ب ج د ه\n\nو"),
        ("שָׁלוֹם יְרוּשָׁלַיִם שׁ ך", "שלום ירושלים ש ך"),
        ("NATO Élysée Straße İ Ω", "nato elysee strasse i ω"),
        ("नमस्ते 한국", "नमस्ते 한국"),
        ("👍\ufe0f", "👍"),
    ],
)
def test_what_folding_does(text: str, folded: str) -> None:
    assert fold_text(text) == folded
    assert fold(text).text == folded


@given(texts())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold_text(fold_text(text)) == fold_text(text) == fold(text).text


@given(texts())
def test_canonical_spellings_of_a_text_fold_alike(text: str) -> None:
    # Conjoining jamo and Indic signs aside, which folding does not compose.
    if not any("\u0900" <= c <= "\u11ff" or "\uac00" <= c <= "\ud7ff" for c in text):
        assert fold_text(unicodedata.normalize("NFC", text)) == fold_text(
            unicodedata.normalize("NFD", text)
        )


def test_every_character_folds_to_something_that_stays() -> None:
    everything = [chr(code) for code in range(sys.maxunicode + 1)]
    folded = fold_text("".join(everything))
    assert fold_text(folded) == folded


def test_the_map_knows_of_every_character_that_becomes_none_or_several() -> None:
    for first in range(0, 0x20000, 256):
        part = "".join(chr(code) for code in range(first, first + 256))
        part = "".join(c for c in part if unicodedata.category(c) != "Cs")
        folded = fold(part)
        assert folded.from_source(len(part)) == len(folded.text)
        offset = 0
        for i, character in enumerate(part):
            assert folded.from_source(i) == offset
            offset += len(fold_text(character))


@given(texts())
def test_each_folded_character_maps_to_a_place_that_folds_to_it(text: str) -> None:
    folded = fold(text)
    spans = [folded.to_source(i, i + 1) for i in range(len(folded.text))]
    for i, span in enumerate(spans):
        assert folded.text[i] in fold_text(text[folded.source_offset(i)])
        assert span.contains_offset(folded.source_offset(i))
        assert folded.text[i] in fold_text(span.text_in(text))
        assert is_grapheme_boundary(text, span.start)
        assert is_grapheme_boundary(text, span.end)
    assert all(a.start <= b.start and a.end <= b.end for a, b in pairwise(spans))


@given(texts(), st.data())
def test_a_folded_range_maps_to_the_clusters_of_its_characters(
    text: str, data: st.DataObject
) -> None:
    folded = fold(text)
    if not folded.text:
        return
    start = data.draw(st.integers(0, len(folded.text) - 1))
    end = data.draw(st.integers(start + 1, len(folded.text)))
    span = folded.to_source(start, end)
    first, last = folded.to_source(start, start + 1), folded.to_source(end - 1, end)
    assert span == Span(first.start, last.end)
    assert folded.text[start:end] in fold_text(span.text_in(text))
    assert snap_to_graphemes(text, span) == span


@given(texts())
def test_source_offsets_map_to_how_much_folded_text_stands_before(text: str) -> None:
    folded = fold(text)
    assert [folded.from_source(i) for i in range(len(text) + 1)] == [
        len(fold_text(text[:i])) for i in range(len(text) + 1)
    ]


def test_a_mark_belongs_to_its_letter_and_a_ligature_stays_whole() -> None:
    assert fold("قَالَّ").to_source(2, 3) == Span(3, 6)
    assert fold("هـَذا").to_source(0, 1) == Span(0, 1)
    assert fold("إﻻّب").to_source(1, 2) == Span(1, 3)
    assert fold("إﻻّب").to_source(2, 3) == Span(1, 3)
    assert fold("😀👨\u200d👩").to_source(1, 2) == Span(1, 4)


def test_offsets_out_of_the_text_are_refused() -> None:
    folded = fold("قَالَ")
    for start, end in ((-1, 2), (1, 1), (2, 1), (1, 4)):
        with pytest.raises(TextError):
            folded.to_source(start, end)
    for offset in (-1, 3):
        with pytest.raises(TextError):
            folded.source_offset(offset)
    for offset in (-1, 6):
        with pytest.raises(TextError):
            folded.from_source(offset)
