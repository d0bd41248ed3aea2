"""Quoted stretches, however their marks were typed."""

from __future__ import annotations

import pytest
from hypothesis import given

from annotator.core.recommenders.quotations import quotations
from tests.support.texts import keeps_marks_with_their_letters, paragraph_texts


def quoted(text: str) -> list[str]:
    return [span.text_in(text) for span in quotations(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ('قال "نعم" وذهب', ["نعم"]),
        ("قال “نعم” وذهب", ["نعم"]),
        ("قال «نعم» وذهب", ["نعم"]),
        ("قال »نعم« وذهب", ["نعم"]),  # turned the wrong way round
        ("قال ”نعم“ وذهب", ["نعم"]),
        ("قال “نعم“ وذهب", ["نعم"]),
        ("کہا ’’پاکستان تیار ہے‘‘۔", ["پاکستان تیار ہے"]),
        ('في أنقرة: " بوضوح إننا مستعدون".', ["بوضوح إننا مستعدون"]),  # a space inside
        ('قال " نعم " وذهب', ["نعم"]),
        ('قال:"نعم"وذهب', ["نعم"]),  # no space outside
        ('قال" نعم هذا" ثم', ["نعم هذا"]),  # glued to the word before
        ('إلى"مصالحة فورية" هناك', ["مصالحة فورية"]),
        ('ل"الشرق الأوسط" وب"الحياة"', ["الشرق الأوسط", "الحياة"]),
        ('يقول "لا يدعو إلى"مصالحة" فورية".', ['لا يدعو إلى"مصالحة" فورية', "مصالحة"]),
        ("قال «إن “الحل” قريب» اليوم", ["إن “الحل” قريب", "الحل"]),
        ('قال "ثم سكت.', ["ثم سكت"]),  # never closed
        ('جيش صه"ل', ['صه"ل'[3:]]),
        ('צה"ל ורה"מ אמרו "לא נעצור" היום', ["לא נעצור"]),
        ("قال.", []),
        ('"', []),
        ('""', []),
        ('قال " . " ثم', []),
        ("", []),
    ],
)
def test_marks_are_paired(text: str, contents: list[str]) -> None:
    assert quoted(text) == contents


def test_a_mark_that_is_never_closed_ends_with_its_paragraph() -> None:
    text = 'قال "نعم هذا صحيح\nوذهب "لا شك" هنا'
    assert [span.text_in(text) for span in quotations(text, 0, text.index("\n"))] == [
        "نعم هذا صحيح"
    ]


def test_the_last_paragraph_of_the_sample(sample_text: str) -> None:
    """Three marks: the second glued to the word before, and one of the two never closed."""
    start = sample_text.rindex("\n") + 1
    outer, inner = quotations(sample_text, start, len(sample_text))
    assert outer.text_in(sample_text).startswith("يبرز موقف الولايات")
    assert inner.text_in(sample_text).startswith("مصالحة فورية")
    assert outer.text_in(sample_text).endswith("هذا الخيار لن يناسبنا")
    assert outer.end == inner.end


def test_many_marks_that_nobody_closes_stay_few() -> None:
    assert len(quotations(' "كلمة' * 500, 0, 3000)) == 3


@given(paragraph_texts())
def test_contents_hold_whole_letters_and_no_edge_of_marks(text: str) -> None:
    spans = quotations(text, 0, len(text))
    assert spans == sorted(spans, key=lambda span: (span.start, -span.end))
    for span in spans:
        assert keeps_marks_with_their_letters(text, span)
        assert not span.text_in(text)[0].isspace()
        assert not span.text_in(text)[-1].isspace()
