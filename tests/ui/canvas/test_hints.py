"""Hint letters: their codes, what gets one, and what typing them does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.core.model import Annotation
from annotator.core.text import Span
from annotator.ui.canvas import ArticleView
from annotator.ui.canvas.hint_mode import Badge
from annotator.ui.canvas.hints import LETTERS, hint_codes, words_around
from tests.ui.canvas.conftest import ShowView

TEXT = "قال فلاديمير بوتين في موسكو إن الرئيس الروسي سيصل"


def found(text: str, wanted: str) -> Span:
    """Where some text first occurs."""
    return Span(text.index(wanted), text.index(wanted) + len(wanted))


def make(number: int, layer: str, label: str, wanted: str, text: str = TEXT) -> Annotation:
    """An annotation of the document in the view."""
    return Annotation(f"a-{number:032x}", "d-1", "me", layer, label, (found(text, wanted),))


def badge_of(view: ArticleView, wanted: str) -> Badge:
    """The badge on some text."""
    span = found(view.chosen.text, wanted)
    return next(each for each in view.hints.badges if each.target.span == span)


def type_code(view: ArticleView, code: str) -> None:
    """Type the letters of a badge."""
    assert code
    for letter in code:
        QTest.keyClick(view, Qt.Key(ord(letter)))


@given(st.integers(min_value=0, max_value=500))
def test_no_code_is_the_beginning_of_another(count: int) -> None:
    codes = hint_codes(count)
    assert len(codes) == min(count, len(LETTERS) ** 2)
    assert len(set(codes)) == len(codes)
    whole = set(codes)
    assert not any(code[0] in whole for code in codes if len(code) > 1)
    assert [len(code) for code in codes] == sorted(len(code) for code in codes)


def test_codes_have_one_letter_while_the_letters_last() -> None:
    assert len(LETTERS) == 20
    assert all(len(code) == 1 for code in hint_codes(20))
    assert sorted({len(code) for code in hint_codes(21)}) == [1, 2]


def test_the_words_around_a_frame_are_the_nearest_outside_of_it() -> None:
    span = found(TEXT, "موسكو إن")
    near = [each.text_in(TEXT) for each in words_around(TEXT, (span,))]
    assert near == ["قال", "فلاديمير", "بوتين", "في", "الرئيس", "الروسي", "سيصل"]
    assert words_around(TEXT, ()) == []


def test_a_letter_selects_the_annotation_that_bears_it(show: ShowView) -> None:
    outer = make(1, "entity", "OCC", "الرئيس الروسي")
    inner = make(2, "entity", "NORP", "الروسي")
    view = show(TEXT, [outer, inner])
    heard: list[str] = []
    view.annotation_selected.connect(heard.append)
    view.show_hints()
    assert view.hints.active
    assert badge_of(view, "الرئيس الروسي").target.annotation == outer.id
    type_code(view, badge_of(view, "الروسي").code)
    assert heard == [inner.id]
    assert view.selected_annotation() == inner.id
    assert not view.hints.active


def test_a_letter_selects_the_text_of_a_candidate(show: ShowView) -> None:
    view = show(TEXT)
    view.show_hints()
    type_code(view, badge_of(view, "فلاديمير بوتين").code)
    assert view.selection() == found(TEXT, "فلاديمير بوتين")


def test_badges_are_in_reading_order_and_lie_on_no_other(show: ShowView, sample_text: str) -> None:
    view = show(sample_text, width=700)
    view.show_hints()
    badges = view.hints.badges
    starts = [each.target.span.start for each in badges]
    assert starts == sorted(starts)
    assert len(badges) > 10
    overlapping = [
        (a.code, b.code)
        for i, a in enumerate(badges)
        for b in badges[i + 1 :]
        if a.rect.intersects(b.rect)
    ]
    assert overlapping == []


def test_badges_leave_the_letters_of_their_word_free(show: ShowView, sample_text: str) -> None:
    view = show(sample_text)
    view.show_hints()
    for badge in view.hints.badges:
        for box in badge.boxes:
            covered = badge.rect.intersected(box)
            assert covered.height() <= 0.2 * box.height()


def test_beyond_twenty_targets_some_codes_have_two_letters(show: ShowView) -> None:
    text = " ".join(f"كلمة{i}" for i in range(30))
    view = show(text, [make(i, "entity", "PERS", f"كلمة{i}", text) for i in range(30)])
    view.show_hints()
    code = badge_of(view, "كلمة29").code
    assert len(code) == 2
    type_code(view, code[0])
    assert view.hints.active
    QTest.keyClick(view, Qt.Key.Key_Backspace)
    type_code(view, code)
    assert view.selected_annotation() == f"a-{29:032x}"


@pytest.mark.parametrize("leave", ["escape", "again", "click", "change"])
def test_hints_are_left(show: ShowView, leave: str) -> None:
    annotation = make(1, "entity", "OCC", "الرئيس الروسي")
    view = show(TEXT, [annotation])
    view.show_hints()
    if leave == "escape":
        QTest.keyClick(view, Qt.Key.Key_Escape)
    elif leave == "again":
        view.show_hints()
    elif leave == "click":
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton)
    else:
        view.apply_rows([(annotation, None)])
    assert not view.hints.active
    assert view.hints.badges == []


def test_while_a_role_waits_only_what_fits_has_letters(show: ShowView, qtbot: QtBot) -> None:
    president = make(1, "entity", "OCC", "الرئيس الروسي")
    city = make(2, "entity", "GPE", "موسكو")
    quote = make(3, "quote", "indirect", "سيصل")
    view = show(TEXT, [president, city, quote])
    view.begin_fill("المكان", ("GPE", "LOC"), quote.id, hints=True)
    assert badge_of(view, "موسكو").code
    assert not badge_of(view, "الرئيس الروسي").code
    assert quote.id not in {each.target.annotation for each in view.hints.badges}
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert badge_of(view, "الرئيس الروسي").code
    with qtbot.waitSignal(view.fill_requested) as caught:
        type_code(view, badge_of(view, "الرئيس الروسي").code)
    assert caught.args == [president.id]
    assert view.selected_annotation() == ""


def test_a_candidate_fills_a_role_that_takes_text(show: ShowView, qtbot: QtBot) -> None:
    view = show(TEXT)
    view.begin_fill("القائل", ("PERS", "span"), hints=True)
    with qtbot.waitSignal(view.fill_requested) as caught:
        type_code(view, badge_of(view, "فلاديمير بوتين").code)
    assert caught.args == [(found(TEXT, "فلاديمير بوتين"),)]


def test_a_cue_is_chosen_among_the_words_around_its_quote(show: ShowView, qtbot: QtBot) -> None:
    quote = make(3, "quote", "indirect", "الرئيس الروسي سيصل")
    view = show(TEXT, [quote])
    view.begin_fill("لفظ القول", ("span", "event:*"), quote.id, hints=True)
    with qtbot.waitSignal(view.fill_requested) as caught:
        type_code(view, badge_of(view, "قال").code)
    assert caught.args == [(found(TEXT, "قال"),)]
    view.end_fill()
    assert not view.hints.active


def test_letters_count_by_their_position_under_an_arabic_layout(
    show: ShowView, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("PySide6.QtGui.QGuiApplication.platformName", lambda: "xcb")
    view = show(TEXT, [make(1, "entity", "OCC", "الرئيس الروسي")])
    view.show_hints()
    code = next(each.code for each in view.hints.badges if each.target.annotation)
    positions = {"F": (0x628, 41), "D": (0x64A, 40), "S": (0x633, 39), "A": (0x634, 38)}
    key, scan = positions[code]
    none = Qt.KeyboardModifier.NoModifier
    press = QKeyEvent(QEvent.Type.KeyPress, key, none, scan, 0, 0, chr(key), False, 1)
    QApplication.sendEvent(view, press)
    assert view.selected_annotation() == f"a-{1:032x}"


def test_hints_follow_the_page(show: ShowView, sample_text: str) -> None:
    view = show(sample_text, height=400)
    view.show_hints()
    before = [each.target for each in view.hints.badges]
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert view.hints.active
    assert [each.target for each in view.hints.badges] != before
    area = view.viewport().rect()
    assert all(area.intersects(each.boxes[0].toRect()) for each in view.hints.badges)
