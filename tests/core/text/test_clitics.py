"""Attached prefixes are offered, and taken off only where the rest is known."""

from __future__ import annotations

import pytest
from hypothesis import given

from annotator.core.text import Span, clitic_cuts, cycle_clitic, detach_known, fold_text, word_at
from tests.support.texts import texts_with_span, words_alone


@pytest.mark.parametrize(
    ("word", "remainders"),
    [
        ("وروسيا", ["روسيا"]),
        ("وتاس", ["تاس"]),
        ("والصين", ["الصين"]),
        ("بالاتصالات", ["الاتصالات"]),
        ("وبالاتصالات", ["بالاتصالات", "الاتصالات"]),
        ("للحوار", ["لحوار"]),
        ("وللحوار", ["للحوار", "لحوار"]),
        ("فسيعلن", ["سيعلن", "يعلن"]),
        ("لإجلاء", ["إجلاء"]),
        ("وَلِلْحِوَارِ", ["لِلْحِوَارِ", "لْحِوَارِ"]),
        ("وـNATO", ["NATO"]),
        ("ﻟﻠﺤﻮﺍﺭ", ["ﻠﺤﻮﺍﺭ"]),
        ("ובירושלים", ["בירושלים", "ירושלים"]),
        ("כשהגיע", ["שהגיע", "הגיע", "גיע"]),
        ("וְהָאָרֶץ", ["הָאָרֶץ", "אָרֶץ"]),
        # As likely a letter of the word: that is why these are choices.
        ("فيدان", ["يدان"]),
        ("بوتين", ["وتين"]),
        ("كورسك", ["ورسك"]),
        ("وليد", ["ليد"]),
        # Too little would remain, or there is nothing to take off.
        ("تاس", []),
        ("وفد", []),
        ("وَفْدٌ", []),
        ("الرئيس", []),
        ("Bush", []),
        ("", []),
    ],
)
def test_where_a_prefix_may_end(word: str, remainders: list[str]) -> None:
    assert [word[cut:] for cut in clitic_cuts(word)] == remainders


@given(words_alone())
def test_what_remains_has_three_letters_and_starts_with_one(word: str) -> None:
    cuts = clitic_cuts(word)
    assert list(cuts) == sorted(set(cuts))
    for cut in cuts:
        assert 0 < cut < len(word)
        letters = [letter for letter in fold_text(word[cut:]) if letter.isalnum()]
        assert len(letters) >= 3
        assert word[cut].isalnum()
        assert word[cut] != "ـ"


def test_cycling_offers_each_start_in_turn() -> None:
    text = "قال وبروسيا أمس"
    span = Span(4, 15)
    seen = []
    for _ in range(3):
        span = cycle_clitic(text, span)
        seen.append(span.text_in(text))
    assert seen == ["بروسيا أمس", "روسيا أمس", "وبروسيا أمس"]


def test_cycling_leaves_a_span_alone_that_has_no_choice() -> None:
    text = "قال الرئيس، نعم"
    for span in (Span(4, 10), Span(10, 15), Span(11, 12)):
        assert cycle_clitic(text, span) == span
    assert cycle_clitic("وروسيا", Span(0, 1)) == Span(0, 1)


@given(texts_with_span())
def test_cycling_comes_back_and_stays_in_its_word(text_and_span: tuple[str, Span]) -> None:
    text, span = text_and_span
    word = word_at(text, span.start)
    first = cycle_clitic(text, span)
    assert first.end == span.end
    if first == span:
        return
    assert word is not None
    assert word.contains_offset(first.start)
    seen, current = [first], cycle_clitic(text, first)
    while current != first:
        assert len(seen) <= 6
        seen.append(current)
        current = cycle_clitic(text, current)
    assert word.start in [span.start for span in seen]


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("وتاس", {"تاس"}, "تاس"),
        ("وَتَاسٍ", {"تاس"}, "تَاسٍ"),
        ("وبروسيا", {"روسيا"}, "روسيا"),
        ("وبروسيا", {"روسيا", "بروسيا"}, "بروسيا"),
        ("للحوار", {"الحوار"}, "لحوار"),
        ("وللجنة", {"اللجنه"}, "لجنة"),
        ("بوزير الخارجية", {"وزير الخارجيه"}, "وزير الخارجية"),
        ("وليد", {"وليد", "ليد"}, "وليد"),
        ("كورسك", {"تاس"}, "كورسك"),
        ("ولروسيا", set(), "ولروسيا"),
        ("، تاس", {"تاس"}, "، تاس"),
    ],
)
def test_a_prefix_goes_only_where_the_rest_is_known(
    text: str, names: set[str], expected: str
) -> None:
    span = detach_known(text, Span(0, len(text)), names.__contains__)
    assert span.text_in(text) == expected


def test_a_span_that_starts_inside_its_word_is_as_someone_wanted_it() -> None:
    assert detach_known("وبروسيا", Span(1, 7), {"روسيا"}.__contains__) == Span(1, 7)
