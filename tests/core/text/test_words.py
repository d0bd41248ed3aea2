"""Words, and the spans that a drag means."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.errors import TextError
from annotator.core.text import (
    Span,
    next_word,
    previous_word,
    snap_to_graphemes,
    snap_to_words,
    trim,
    word_at,
    words,
)
from tests.support.texts import (
    keeps_marks_with_their_letters,
    offsets_in,
    texts,
    texts_with_span,
)

_JOINERS = "\u200c\u200d"


def words_of(text: str) -> list[str]:
    return [word.text_in(text) for word in words(text)]


def trimmed(text: str) -> str | None:
    span = trim(text, Span(0, len(text)))
    return span.text_in(text) if span else None


def dragged(text: str, part: str, *, backwards: bool = False) -> str | None:
    start = text.index(part)
    ends = (start, start + len(part))
    span = snap_to_words(text, *(reversed(ends) if backwards else ends))
    return span.text_in(text) if span else None


class TestWords:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("قَالَ مُحَمَّدٌ", ["قَالَ", "مُحَمَّدٌ"]),
            ("الســـلام وـروسيا", ["الســـلام", "وـروسيا"]),
            ("کتاب\u200cها می\u200cشود", ["کتاب\u200cها", "می\u200cشود"]),
            ("می\u200c شود\u200c", ["می", "شود"]),
            ("خانه\u200cٔ ما", ["خانه\u200cٔ", "ما"]),
            ("5.5 ٢٫٥ ٢٬٥٠٠ 1,000.25", ["5.5", "٢٫٥", "٢٬٥٠٠", "1,000.25"]),
            ("في 2025. 5,", ["في", "2025", "5"]),
            ("can't ‘it’s’ 'ok'", ["can't", "it’s", "ok"]),
            ("قال’نعم’", ["قال", "نعم"]),
            ('صه"ל צה״ל ג׳ורג׳', ["صه", "ל", "צה״ל", "ג׳ורג׳"]),
            (
                '“قال” «نعم» "لا"،ثم؛كذا.هكذا (سانا)[1]',
                ["قال", "نعم", "لا", "ثم", "كذا", "هكذا", "سانا", "1"],
            ),
            ("#روسيا_اليوم مجموعة20", ["روسيا", "اليوم", "مجموعة20"]),
            ("قال\u200bنعم \u202bNATO\u202c و\u200fروسيا", ["قال", "نعم", "NATO", "و\u200fروسيا"]),
            ("cafe\u0301s 1\ufe0f\u20e3 नमस्ते", ["cafe\u0301s", "1\ufe0f\u20e3", "नमस्ते"]),
            ("👨\u200d👩 ، …", []),
        ],
    )
    def test_what_is_a_word(self, text: str, expected: list[str]) -> None:
        assert words_of(text) == expected

    @given(texts())
    def test_words_lie_apart_in_order_and_begin_and_end_with_what_they_hold(
        self, text: str
    ) -> None:
        found = words(text)
        assert all(word.start >= 0 and word.end <= len(text) for word in found)
        assert all(one.end < other.start for one, other in pairwise(found))
        for word in found:
            inside = word.text_in(text)
            assert inside[0].isalnum()
            assert inside[-1] not in _JOINERS
            assert keeps_marks_with_their_letters(text, word)

    @given(texts())
    def test_no_letter_or_digit_is_outside_a_word_and_no_mark_inside(self, text: str) -> None:
        covered = {offset for word in words(text) for offset in range(word.start, word.end)}
        for offset, character in enumerate(text):
            if character.isalnum():
                assert offset in covered
            elif character.isspace() or character in "“”«»؛،()[]{}_#…:؟!":
                assert offset not in covered

    @given(texts(), st.data())
    def test_words_of_a_range_are_the_words_that_lie_in_it(
        self, text: str, data: st.DataObject
    ) -> None:
        start = data.draw(offsets_in(text))
        end = data.draw(st.integers(start, len(text)))
        assert words(text, start, end) == [
            word for word in words(text) if start <= word.start and word.end <= end
        ]

    @given(texts(), st.data())
    def test_the_word_at_an_offset_and_its_neighbours(self, text: str, data: st.DataObject) -> None:
        offset = data.draw(offsets_in(text))
        found = words(text)
        holding = [word for word in found if word.contains_offset(offset)]
        ending = [word for word in found if word.end == offset]
        assert word_at(text, offset) == next(iter(holding + ending), None)
        after = [word for word in found if word.start > offset]
        before = [word for word in found if word.end < offset]
        assert next_word(text, offset) == (after[0] if after else None)
        assert previous_word(text, offset) == (before[-1] if before else None)

    def test_the_previous_word_is_found_over_a_long_gap(self) -> None:
        text = "قال" + " " * 500 + "نعم"
        assert previous_word(text, 503) == Span(0, 3)

    @pytest.mark.parametrize("find", [word_at, next_word, previous_word])
    def test_offsets_out_of_the_text_are_refused(self, find: type) -> None:
        for offset in (-1, 4):
            with pytest.raises(TextError):
                find("قال", offset)


class TestTrim:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ('"الكرملين"', "الكرملين"),
            (' "الكرملين"، ', "الكرملين"),
            ("\u200fفلاديمير بوتين\u200f،", "فلاديمير بوتين"),
            ("\u2067بوتين\u2069.", "بوتين"),
            ("\u200cکتاب\u200c", "کتاب"),
            ("(من سكان منطقة كورسك)", "من سكان منطقة كورسك"),
            ("الوكالة (سانا).", "الوكالة (سانا)"),
            ("(سانا) السورية", "(سانا) السورية"),
            ('شركة "غازبروم"', 'شركة "غازبروم"'),
            ('"فتح" و"حماس"', '"فتح" و"حماس"'),
            ("«أ» و«ب»", "«أ» و«ب»"),
            ("“لقد” قال", "“لقد” قال"),
            ("»نعم«", "نعم"),
            ("((أ))", "أ"),
            ('"يبرز إلى"مصالحة يناسبنا".', 'يبرز إلى"مصالحة يناسبنا'),
            (': " بوضوح إننا', "بوضوح إننا"),
            ("نمو 5%.", "نمو 5%"),
            ("%50", "%50"),
            ("قال %", "قال"),
            ("5$", "5$"),
            ("ג׳", "ג׳"),
            ("#\ufe0f\u20e3!", "#\ufe0f\u20e3"),
            ("👨\u200d👩 ", "👨\u200d👩"),
            ("🏴\U000e0067\U000e007f.", "🏴\U000e0067\U000e007f"),
            (" \u064bب", "ب"),
            ("قالَ ،", "قالَ"),
            ("خانه\u200cٔ،", "خانه\u200cٔ"),
            ('."يبرز إلى"مصالحة يناسبنا" ', 'يبرز إلى"مصالحة يناسبنا'),
            (" ، ", None),
            ('"', None),
            ('""', None),
            ("\u200f", None),
        ],
    )
    def test_what_is_loose_at_the_edges_goes(self, text: str, expected: str | None) -> None:
        assert trimmed(text) == expected

    @given(texts_with_span())
    def test_trimming_twice_is_trimming_once_and_keeps_every_letter(
        self, text_and_span: tuple[str, Span]
    ) -> None:
        text, span = text_and_span
        once = trim(text, span)
        kept = once.text_in(text) if once else ""
        assert [c for c in kept if c.isalnum()] == [c for c in span.text_in(text) if c.isalnum()]
        if once:
            assert span.contains(once)
            assert trim(text, once) == once

    @given(texts_with_span())
    def test_trimming_separates_no_mark_from_its_letter(
        self, text_and_span: tuple[str, Span]
    ) -> None:
        text, span = text_and_span
        kept = trim(text, snap_to_graphemes(text, span))
        assert kept is None or keeps_marks_with_their_letters(text, kept)

    def test_a_span_past_the_end_is_refused(self) -> None:
        with pytest.raises(TextError):
            trim("قال", Span(1, 9))


class TestSnapping:
    TEXT = 'عقد الرئيس الروسي، فلاديمير بوتين، وأفادت "الكرملين"، في وروسيا قَالَّ'

    @pytest.mark.parametrize(
        ("part", "expected"),
        [
            ("ديمير بو", "فلاديمير بوتين"),
            (" فلاديمير بوتين، ", "فلاديمير بوتين"),
            ("الكرملين", "الكرملين"),
            ('"الكرملين"، ', "الكرملين"),
            ("رملين", "رملين"),
            ('رملين"', "الكرملين"),
            ("روسيا", "روسيا"),
            ("وسيا ", "وروسيا"),
            ("\u0651", "لَّ"),
            ("، ", None),
        ],
    )
    def test_what_a_drag_means(self, part: str, expected: str | None) -> None:
        assert dragged(self.TEXT, part) == expected
        assert dragged(self.TEXT, part, backwards=True) == expected

    def test_a_click_is_no_drag(self) -> None:
        assert snap_to_words(self.TEXT, 5, 5) is None

    @given(texts_with_span())
    def test_a_drag_gets_every_word_it_touches_whole_unless_it_stays_in_one(
        self, text_and_span: tuple[str, Span]
    ) -> None:
        text, span = text_and_span
        snapped = snap_to_words(text, span.start, span.end)
        touched = [word for word in words(text) if word.overlaps(span)]
        if touched:
            assert snapped is not None
        if snapped is None:
            return
        assert snap_to_words(text, snapped.start, snapped.end) == snapped
        assert keeps_marks_with_their_letters(text, snapped)
        if any(word.contains(span) for word in touched):
            assert touched[0].contains(snapped)
        else:
            assert all(snapped.contains(word) for word in touched)

    def test_offsets_out_of_the_text_are_refused(self) -> None:
        with pytest.raises(TextError):
            snap_to_words("قال", 1, 9)
