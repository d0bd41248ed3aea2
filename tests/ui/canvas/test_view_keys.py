"""The keyboard on the page, with real events."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.core.model import Annotation
from annotator.core.text import Span
from annotator.ui.canvas import ArticleView
from tests.ui.canvas.conftest import ShowView

CTRL, SHIFT, ALT, PLAIN = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.NoModifier,
)
LEFT, RIGHT = Qt.Key.Key_Left, Qt.Key.Key_Right
UP, DOWN = Qt.Key.Key_Up, Qt.Key.Key_Down


def press(
    view: ArticleView, key: Qt.Key, modifiers: Qt.KeyboardModifier = PLAIN, times: int = 1
) -> None:
    """Press a key so often."""
    for _ in range(times):
        QTest.keyClick(view, key, modifiers)


def found(text: str, wanted: str) -> Span:
    """Where some text first occurs."""
    return Span(text.index(wanted), text.index(wanted) + len(wanted))


def selected(view: ArticleView) -> str:
    """The selected text."""
    span = view.selection()
    assert view.page is not None
    return span.text_in(view.page.text) if span else ""


def test_arrows_go_from_word_to_word_as_the_eye_sees(show: ShowView) -> None:
    view = show("قال الأمين NATO Summit Berlin أمس، ثم")
    seen = []
    for _ in range(8):
        press(view, LEFT)
        seen.append(selected(view))
    # On the screen the Latin words lie in Latin order, so their last comes first from the right.
    assert seen[:7] == ["قال", "الأمين", "Berlin", "Summit", "NATO", "أمس", "ثم"]
    for _ in range(6):
        press(view, RIGHT)
        seen.append(selected(view))
    assert seen[-6:] == ["أمس", "NATO", "Summit", "Berlin", "الأمين", "قال"]


def test_in_english_the_right_arrow_goes_on(show: ShowView) -> None:
    view = show("The name بوتين appears", direction="ltr")
    press(view, RIGHT, times=3)
    assert selected(view) == "بوتين"
    press(view, RIGHT)
    assert selected(view) == "appears"


def test_arrows_go_over_the_ends_of_lines_and_paragraphs(show: ShowView, sample_text: str) -> None:
    view = show(sample_text, width=520)
    from annotator.core.text import words

    order = []
    for _ in range(40):
        press(view, LEFT)
        order.append(view.selection())
    assert order == words(sample_text)[:40]
    press(view, RIGHT, times=39)
    assert view.selection() == words(sample_text)[0]


def test_shift_extends_by_words_and_goes_back(show: ShowView) -> None:
    view = show("قال وزير الخارجية الروسي، أمس")
    press(view, LEFT, times=2)
    press(view, LEFT, SHIFT, times=2)
    assert selected(view) == "وزير الخارجية الروسي"
    press(view, RIGHT, SHIFT)
    assert selected(view) == "وزير الخارجية"
    press(view, RIGHT, SHIFT, times=2)
    assert selected(view) == "قال وزير"


def test_with_ctrl_the_caret_goes_by_graphemes_as_the_eye_sees(show: ShowView) -> None:
    text = "قَال NATO"
    view = show(text)
    offsets = []
    for _ in range(8):
        press(view, LEFT, CTRL)
        offsets.append(view.chosen.caret)
    # The fatha goes with its letter; in the Latin run, the caret walks from its right edge.
    assert [offset for offset, _ in offsets] == [2, 3, 4, 5, 8, 7, 6, 5]
    assert view.selection() is None
    press(view, RIGHT, CTRL | SHIFT, times=2)
    assert selected(view) == "NA"


def test_up_and_down_keep_to_their_column(show: ShowView, sample_text: str) -> None:
    view = show(sample_text)
    view.set_selection(found(sample_text, "وأفادت"))
    press(view, DOWN)
    first = view.selection()
    assert first is not None
    assert view.page is not None
    press(view, DOWN)
    press(view, UP)
    assert view.selection() == first
    press(view, UP, times=100)
    assert view.selection() is not None
    press(view, DOWN, times=200)
    last = view.selection()
    assert last is not None
    assert last.end >= sample_text.rindex("\n")


def test_home_and_end(show: ShowView, sample_text: str) -> None:
    view = show(sample_text)
    start = sample_text.index("وأفادت")
    view.set_selection(found(sample_text, "الرئاسة"))
    press(view, Qt.Key.Key_Home)
    assert view.chosen.offset == start
    press(view, Qt.Key.Key_End)
    end_of_line = view.chosen.offset
    press(view, Qt.Key.Key_End)
    assert end_of_line < view.chosen.offset == sample_text.index("\n", start)
    press(view, Qt.Key.Key_End, CTRL)
    assert view.chosen.offset == len(sample_text)
    press(view, Qt.Key.Key_Home, CTRL | SHIFT)
    assert selected(view) == sample_text


@pytest.mark.parametrize(
    ("key", "modifiers", "wanted"),
    [
        (LEFT, ALT, "وزير الخارجية الروسي"),
        (RIGHT, ALT, "وزير"),
        (RIGHT, ALT | SHIFT, "قال وزير الخارجية"),
        (LEFT, ALT | SHIFT, "الخارجية"),
        (RIGHT, ALT | CTRL, "وزير الخارجي"),
        (LEFT, ALT | CTRL | SHIFT, "زير الخارجية"),
        (Qt.Key.Key_BracketLeft, PLAIN, "وزير الخارجية الروسي"),
        (Qt.Key.Key_BracketRight, PLAIN, "وزير"),
        (Qt.Key.Key_BraceLeft, SHIFT, "الخارجية"),
    ],
)
def test_arrows_with_alt_and_brackets_move_the_edges_of_the_selected_annotation(
    show: ShowView,
    qtbot: QtBot,
    key: Qt.Key,
    modifiers: Qt.KeyboardModifier,
    wanted: str,
) -> None:
    text = "قال وزير الخارجية الروسي، أمس"
    annotation = Annotation("a-1", "d-1", "me", "entity", "OCC", (found(text, "وزير الخارجية"),))
    view = show(text, [annotation])
    view.select_annotation("a-1")
    with qtbot.waitSignal(view.spans_change_requested) as caught:
        press(view, key, modifiers)
    assert caught.args == ["a-1", (found(text, wanted),)]


def test_in_an_english_run_the_right_arrow_moves_its_end_on(show: ShowView, qtbot: QtBot) -> None:
    text = "قال Sergey Lavrov أمس"
    annotation = Annotation("a-1", "d-1", "me", "entity", "PERS", (found(text, "Sergey"),))
    view = show(text, [annotation])
    view.select_annotation("a-1")
    with qtbot.waitSignal(view.spans_change_requested) as caught:
        press(view, RIGHT, ALT)
    assert caught.args == ["a-1", (found(text, "Sergey Lavrov"),)]


def test_the_apostrophe_takes_a_clitic_out_and_in(show: ShowView, qtbot: QtBot) -> None:
    text = "قالت وروسيا أمس"
    view = show(text)
    view.set_selection(found(text, "وروسيا"))
    press(view, Qt.Key.Key_Apostrophe)
    assert selected(view) == "روسيا"
    press(view, Qt.Key.Key_Apostrophe)
    assert selected(view) == "وروسيا"
    annotation = Annotation("a-1", "d-1", "me", "entity", "GPE", (found(text, "وروسيا"),))
    view.apply_rows([(None, annotation)])
    view.set_selection(None)
    view.select_annotation("a-1")
    with qtbot.waitSignal(view.spans_change_requested) as caught:
        press(view, Qt.Key.Key_Apostrophe)
    assert caught.args == ["a-1", (found(text, "روسيا"),)]


def test_enter_fills_a_role_with_the_selection(show: ShowView, qtbot: QtBot) -> None:
    text = "قال الوزير أمس"
    view = show(text)
    view.begin_fill("القائل")
    press(view, LEFT, times=2)
    with qtbot.waitSignal(view.fill_requested) as caught:
        press(view, Qt.Key.Key_Return)
    assert caught.args == [(found(text, "الوزير"),)]


def test_escape_clears_the_selection_and_then_the_annotation(show: ShowView) -> None:
    text = "قال الوزير أمس"
    annotation = Annotation("a-1", "d-1", "me", "entity", "OCC", (found(text, "الوزير"),))
    view = show(text, [annotation])
    view.select_annotation("a-1")
    press(view, LEFT)
    assert view.selected_annotation() == "a-1"
    press(view, Qt.Key.Key_Escape)
    assert (view.selection(), view.selected_annotation()) == (None, "a-1")
    press(view, Qt.Key.Key_Escape)
    assert view.selected_annotation() == ""


def test_what_is_copied_is_the_text_as_it_is(show: ShowView) -> None:
    text = "قال\u00a0مُحَمَّدٌ \u2067abc\u2069 أمس"
    view = show(text)
    view.set_selection(Span(0, len(text)))
    press(view, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == text


def test_keys_of_others_are_left_to_them(show: ShowView) -> None:
    view = show("قال الوزير")
    from PySide6.QtGui import QKeyEvent

    for key in (Qt.Key.Key_1, Qt.Key.Key_Q, Qt.Key.Key_Delete, Qt.Key.Key_F1):
        event = QKeyEvent(QKeyEvent.Type.KeyPress, key, PLAIN)
        view.keyPressEvent(event)
        assert not event.isAccepted()
