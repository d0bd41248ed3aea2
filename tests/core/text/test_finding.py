"""Finding a name however it is spelt, and whatever is attached to it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.text import Span, clitic_cuts, find_folded, fold, fold_text, word_at, words
from tests.support.texts import texts, words_alone


def found(text: str, needle: str, *, whole_words: bool = False, clitics: bool = False) -> list[str]:
    hits = find_folded(fold(text), needle, whole_words=whole_words, clitics=clitics)
    return [hit.text_in(text) for hit in hits]


class TestTheSampleArticle:
    @pytest.mark.parametrize(
        ("name", "plainly", "hits"),
        [
            ("روسيا", 7, ["روسيا"] * 6),
            ("الصين", 6, ["الصين"]),
            ("تاس", 1, ["تاس"]),
            ("وزير الخارجية الروسي", 0, ["وزير الخارجية الروسى"]),
            ("سيرجي لافروف", 0, ["سيرجى لافروف"]),
            ("الحوار", 0, ["لحوار"]),
            ("الاثنين", 2, ["الاثنين", "الإثنين", "الاثنين"]),
        ],
    )
    def test_names_are_found_as_words(
        self, sample_text: str, name: str, plainly: int, hits: list[str]
    ) -> None:
        assert sample_text.count(name) == plainly
        assert found(sample_text, name, clitics=True) == hits

    @pytest.mark.parametrize(
        ("name", "word", "attached"),
        [("تاس", "وتاس", "و"), ("الصين", "والصين", "و"), ("الحوار", "للحوار", "ل")],
    )
    def test_what_is_attached_stays_out_of_the_span(
        self, sample_text: str, name: str, word: str, attached: str
    ) -> None:
        (hit,) = find_folded(fold(sample_text), name, clitics=True)
        whole = word_at(sample_text, hit.start)
        assert whole is not None
        assert whole.text_in(sample_text) == word
        assert sample_text[whole.start : hit.start] == attached
        assert hit.end == whole.end
        assert found(sample_text, name, whole_words=True) == []


class TestHits:
    @pytest.mark.parametrize(
        ("text", "needle", "hits"),
        [
            ("بيلاروسيا وروسيا روسيا", "روسيا", ["روسيا"] * 3),
            ("قَالَ الرئيس", "قال", ["قَالَ"]),
            ("مُحَمَّد", "حم", ["حَمَّ"]),
            ("الســلام", "سلا", ["ســلا"]),
            ("سيرجي  لافروف", "سيرجى لافروف", ["سيرجي  لافروف"]),
            ("سيرجي\nلافروف", "سيرجي لافروف", []),
            ("عام ٢٠٢٥", "2025", ["٢٠٢٥"]),
            ("ﻟﻠﺤﻮﺍﺭ", "حوار", ["ﺤﻮﺍﺭ"]),
            ("NATO", "nato", ["NATO"]),
            ("👨\u200d👩 👩", "👩", ["👨\u200d👩", "👩"]),
            ("ﷲ", "ل", ["ﷲ"]),
            ("(*", "*", ["*"]),
            ("قال", " ", []),
            ("قال", "\u200f\u064b", []),
        ],
    )
    def test_anywhere(self, text: str, needle: str, hits: list[str]) -> None:
        assert found(text, needle) == hits

    @pytest.mark.parametrize(
        ("text", "needle", "hits"),
        [
            ("بيلاروسيا وروسيا روسيا، روسياـ", "روسيا", ["روسيا", "روسياـ"]),
            ('إلى"مصالحة', "مصالحة", ["مصالحة"]),
            ("5.5 5", "5", ["5"]),
            ("کتاب\u200c کتاب\u200cها", "كتاب", ["کتاب"]),
            ("ﻻﻻ ﻻ", "لا", ["ﻻ"]),
            ("تاتاتا تاتا", "تاتا", ["تاتا"]),
            ('"الكرملين"', '"الكرملين"', ['"الكرملين"']),
        ],
    )
    def test_as_whole_words(self, text: str, needle: str, hits: list[str]) -> None:
        assert found(text, needle, whole_words=True) == hits

    @pytest.mark.parametrize(
        ("text", "needle", "hits"),
        [
            ("روسيا وروسيا وبروسيا ولروسيا بيلاروسيا", "روسيا", ["روسيا"] * 4),
            ("وبالاتصالات بالاتصالات", "الاتصالات", ["الاتصالات"] * 2),
            ("للحوار وَلِلْحِوَارِ لحوار", "الحوار", ["لحوار", "لْحِوَارِ"]),
            ("للجنة اللجنة وللجنة لجنة", "اللجنة", ["لجنة", "اللجنة", "لجنة"]),
            ("للجنة لجنة", "لجنة", ["لجنة", "لجنة"]),
            ("وـNATO وNATO", "NATO", ["NATO", "NATO"]),
            ("فيدان بوتين كورسك", "يدان", ["يدان"]),
            ("لوزير الخارجية الروسى", "وزير الخارجية الروسي", ["وزير الخارجية الروسى"]),
            ("صيني الصيني والصينية", "الصين", []),
            ("ובירושלים", "ירושלים", ["ירושלים"]),
        ],
    )
    def test_as_words_with_something_attached(
        self, text: str, needle: str, hits: list[str]
    ) -> None:
        assert found(text, needle, clitics=True) == hits


@given(texts(), words_alone())
def test_hits_are_apart_and_fold_to_what_was_sought(text: str, needle: str) -> None:
    haystack = fold(text)
    hits = find_folded(haystack, needle)
    assert all(one.end <= other.start for one, other in pairwise(hits))
    assert all(fold_text(needle) in fold_text(hit.text_in(text)) for hit in hits)
    assert bool(hits) == (fold_text(needle) in haystack.text and bool(fold_text(needle)))


@given(texts(), words_alone(), st.booleans())
def test_whole_word_hits_start_and_end_where_words_do(
    text: str, needle: str, clitics: bool
) -> None:
    found_words = words(text)
    starts = {word.start for word in found_words}
    ends = {word.end for word in found_words}
    cuts = {w.start + cut for w in found_words for cut in clitic_cuts(w.text_in(text))}
    for hit in find_folded(fold(text), needle, whole_words=True, clitics=clitics):
        holding = {offset for word in found_words for offset in range(word.start, word.end)}
        assert hit.start in (starts | cuts if clitics else starts) or hit.start not in holding
        assert hit.end in ends or hit.end - 1 not in holding


@given(st.lists(words_alone(), min_size=1, max_size=8))
def test_every_word_of_a_text_is_found_in_it(pieces: list[str]) -> None:
    text = " ".join(pieces)
    for word in words(text):
        if fold_text(word.text_in(text)):
            assert word in find_folded(fold(text), word.text_in(text), whole_words=True)


def test_a_span_of_the_source_is_what_comes_back() -> None:
    assert find_folded(fold("قَالَ بوتين"), "بوتين") == [Span(6, 11)]
