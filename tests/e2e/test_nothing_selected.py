"""Label, correct and delete without selecting first: at the caret, or under the pointer."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.e2e.conftest import Desk

NAME = "فلاديمير بوتين"
OFFICE = "الرئيس الروسي"
AGENCY = "وكالة أنباء سبوتنيك"
_LEFT, _MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
_NONE = Qt.KeyboardModifier.NoModifier


def put_caret(desk: Desk, words: str) -> None:
    desk.window.select_annotation("")
    desk.window.article.put_caret(desk.span(words).start + 1)


def point_at(desk: Desk, words: str, after: str = "") -> QPoint:
    """Bring the pointer over words, from where it is in nobody's way."""
    viewport = desk.window.article.viewport()
    QTest.mouseMove(viewport, QPoint(2, 2))
    place = desk.middle(words, after)
    QTest.mouseMove(viewport, place)
    QApplication.processEvents()
    return place


def label(desk: Desk, words: str, key: str) -> None:
    desk.drag(words)
    desk.press(key)


def test_a_label_goes_to_the_name_at_the_caret(desk: Desk) -> None:
    put_caret(desk, NAME)
    desk.press("1")
    assert desk.labels("entity") == [("PERS", NAME)]


def test_a_label_at_the_caret_corrects_the_mention_there(desk: Desk) -> None:
    label(desk, NAME, "1")
    put_caret(desk, NAME)
    desk.press("4")
    assert desk.labels("entity") == [("OCC", NAME)]
    put_caret(desk, NAME)
    desk.press("[")
    [(code, text)] = desk.labels("entity")
    assert code == "OCC"
    assert text.startswith(NAME)
    assert text != NAME


def test_delete_takes_what_is_at_the_caret_and_a_second_press_nothing_more(desk: Desk) -> None:
    label(desk, OFFICE, "4")
    desk.drag("الروسي", "الرئيس ")
    desk.press("5")
    assert len(desk.labels("entity")) == 2
    desk.window.select_annotation("")
    desk.window.article.put_caret(desk.span(OFFICE).end - 2)
    desk.press("Del")
    assert desk.labels("entity") == [("OCC", OFFICE)]
    desk.press("Del")
    assert desk.labels("entity") == [("OCC", OFFICE)]


def test_after_escape_a_key_means_nothing_until_the_caret_moves(desk: Desk) -> None:
    put_caret(desk, NAME)
    desk.press("Esc", "1")
    assert desk.labels("entity") == []
    desk.press("Left", "1")
    assert len(desk.labels("entity")) == 1


def test_a_fresh_article_has_nothing_that_a_key_would_label(desk: Desk) -> None:
    desk.press("1")
    assert desk.labels("entity") == []


def test_names_are_labelled_in_passing_under_the_pointer(desk: Desk) -> None:
    point_at(desk, NAME)
    desk.press("1")
    point_at(desk, OFFICE)
    desk.press("4")
    assert sorted(desk.labels("entity")) == [("OCC", OFFICE), ("PERS", NAME)]
    desk.press("5")  # the pointer rests: the mention under it is corrected
    assert sorted(desk.labels("entity")) == [("NORP", OFFICE), ("PERS", NAME)]


def test_what_is_selected_comes_before_what_the_pointer_is_at(desk: Desk) -> None:
    label(desk, NAME, "1")
    point_at(desk, OFFICE)
    desk.press("2")
    assert desk.labels("entity") == [("ORG", NAME)]
    desk.drag(AGENCY)
    point_at(desk, OFFICE)
    desk.press("2")
    assert sorted(desk.labels("entity")) == [("ORG", NAME), ("ORG", AGENCY)]


def test_a_pointer_that_trembles_does_not_take_the_keys(desk: Desk) -> None:
    place = point_at(desk, OFFICE)
    put_caret(desk, NAME)
    QTest.mouseMove(desk.window.article.viewport(), place + QPoint(1, 1))
    desk.press("1")
    assert desk.labels("entity") == [("PERS", NAME)]


def test_a_role_of_the_quote_under_the_pointer_waits_at_one_key(desk: Desk) -> None:
    words = "ثمة أشخاص"
    label(desk, words, "Q")
    desk.press("Esc")
    desk.window.select_annotation("")
    point_at(desk, words)
    desk.press("S")
    assert desk.window.labelling.filling is not None
    assert desk.covered(desk.annotations("quote")[0]) == words


def test_the_middle_button_deletes(desk: Desk) -> None:
    label(desk, NAME, "1")
    desk.window.select_annotation("")
    QTest.mouseClick(desk.window.article.viewport(), _MIDDLE, _NONE, desk.middle(NAME))
    assert desk.labels("entity") == []
    desk.press("Ctrl+Z")
    assert desk.labels("entity") == [("PERS", NAME)]


def test_an_edge_is_dragged_without_a_click_before(desk: Desk) -> None:
    label(desk, AGENCY, "2")
    desk.window.select_annotation("")
    view = desk.window.article
    assert view.page is not None
    place = view.page.place_of(desk.span(AGENCY).end, upstream=True)
    foot = (view.origin() + QPointF(place.x, place.bottom)).toPoint()
    end = desk.point(desk.span("الروسية", AGENCY).end, upstream=True)
    QTest.mouseMove(view.viewport(), foot)
    assert view.viewport().cursor().shape() == Qt.CursorShape.SizeHorCursor
    QTest.mousePress(view.viewport(), _LEFT, _NONE, foot)
    for step in (0.3, 0.7, 1.0):
        QTest.mouseMove(view.viewport(), foot + (end - foot) * step)
    QTest.mouseRelease(view.viewport(), _LEFT, _NONE, end)
    assert desk.labels("entity") == [("ORG", f"{AGENCY} الروسية")]


def test_the_list_of_event_types_opens_with_the_likely_one(desk: Desk) -> None:
    put_caret(desk, "توافق")
    desk.press("V", "Return")
    assert desk.labels("event") == [("Diplomacy.Agree", "توافق")]
