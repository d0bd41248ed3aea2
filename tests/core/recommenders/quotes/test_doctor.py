"""The quote-mark doctor: what each mark is, and what was meant where one is wrong."""

from __future__ import annotations

import pytest
from hypothesis import given

from annotator.core.recommenders import Mark, mark_report
from tests.support.texts import keeps_marks_with_their_letters, paragraph_texts


def issues(text: str) -> list[tuple[str, str]]:
    return [(each.kind, each.extent.text_in(text)) for each in mark_report(text).issues]


@pytest.mark.parametrize(
    "text",
    [
        "قال “نعم” وذهب",
        "قال «نعم» وذهب",
        'قال "نعم" وذهب',
        "قال ‹نعم› وذهب",
        "قال 'نعم' وذهب",
        "قال ‚نعم‘ وذهب",
        "קראו לו „גיבור“ היום",
        "کہا ’’پاکستان تیار ہے‘‘۔",
        'ل"الحياة" وب"الشرق"',
        "قال «إن “الحل” قريب» اليوم",
        "it's the dogs' own",
        'צה"ל ורה"מ',
        "",
    ],
)
def test_what_is_typed_well_has_no_issue(text: str) -> None:
    assert issues(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('قال "ثم سكت.', [("unbalanced", "ثم سكت")]),
        ('قال فلان. الأمر واضح".', [("unbalanced", "الأمر واضح")]),
        ("قال »نعم« وذهب", [("reversed", "نعم"), ("reversed", "نعم")]),
        ("قال “نعم“ وذهب", [("reversed", "نعم")]),
        ('قال"نعم هذا" ثم', [("glued", "نعم هذا")]),
        ('قال "نعم هذا"ثم', [("glued", "نعم هذا")]),
        ('في أنقرة: " بوضوح إننا مستعدون".', [("spaced", "بوضوح إننا مستعدون")]),
        ('قال "نعم " وذهب', [("spaced", "نعم")]),
    ],
)
def test_what_is_wrong_is_told_with_what_was_meant(text: str, found: list[tuple[str, str]]) -> None:
    assert issues(text) == found


def test_partners_and_depth() -> None:
    text = "«إن “الحل” قريب»"
    outer, inner, closing, last = mark_report(text).marks
    assert [each.depth for each in (outer, inner, closing, last)] == [0, 1, 1, 0]
    assert (outer.partner, last.partner) == (last.span, outer.span)
    assert (inner.partner, closing.partner) == (closing.span, inner.span)
    assert [each.role for each in (outer, inner, closing, last)] == [
        "open",
        "open",
        "close",
        "close",
    ]


def test_the_sample_has_thirteen_marks_and_one_without_partner(sample_text: str) -> None:
    report = mark_report(sample_text)
    assert len(report.marks) == 13
    lone = [each for each in report.issues if each.kind == "unbalanced"]
    assert [each.extent.text_in(sample_text) for each in lone] == ["مصالحة فورية"]
    assert {each.kind for each in report.issues if each.mark == lone[0].mark} == {
        "unbalanced",
        "glued",
    }
    spaced = [each for each in report.issues if each.kind == "spaced"]
    assert [each.paragraph for each in spaced] == [11]


def test_a_mark_never_pairs_across_paragraphs() -> None:
    report = mark_report('قال "نعم\nثم "لا" هنا')
    assert [each.kind for each in report.issues] == ["unbalanced"]


@given(paragraph_texts())
def test_every_pair_is_mutual_and_every_extent_lies_in_the_text(text: str) -> None:
    report = mark_report(text)
    by_span: dict[object, Mark] = {each.span: each for each in report.marks}
    assert len(by_span) == len(report.marks)
    for mark in report.marks:
        if mark.partner is not None:
            assert by_span[mark.partner].partner == mark.span
            assert {mark.role, by_span[mark.partner].role} == {"open", "close"}
    for issue in report.issues:
        assert issue.mark in by_span
        assert issue.extent.end <= len(text)
        if issue.extent != issue.mark:
            assert keeps_marks_with_their_letters(text, issue.extent)
