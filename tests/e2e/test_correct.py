from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from annotator.core.text import Span
from tests.e2e.conftest import Desk


def test_another_key_corrects_the_label(desk: Desk) -> None:
    desk.drag("فلاديمير بوتين")
    desk.press("1", "2")
    assert desk.labels() == [("ORG", "فلاديمير بوتين")]
    desk.press("Ctrl+Z")
    assert desk.labels() == [("PERS", "فلاديمير بوتين")]


def test_an_annotation_is_clicked_and_corrected(desk: Desk) -> None:
    desk.drag("فلاديمير بوتين")
    desk.press("1", "Esc")
    assert desk.window.article.selected_annotation() == ""
    desk.click("فلاديمير بوتين")
    desk.press("4")
    assert desk.labels() == [("OCC", "فلاديمير بوتين")]


def test_an_edge_moves_by_a_word_to_the_left_as_the_eye_sees_it(desk: Desk) -> None:
    desk.drag("وكالة أنباء سبوتنيك")
    desk.press("2", "Alt+Left")
    assert desk.labels() == [("ORG", "وكالة أنباء سبوتنيك الروسية")]
    desk.press("Alt+Right")
    assert desk.labels() == [("ORG", "وكالة أنباء سبوتنيك")]


def test_an_edge_is_dragged_by_its_handle(desk: Desk) -> None:
    desk.drag("وكالة أنباء سبوتنيك")
    desk.press("2")
    view = desk.window.article
    handle = next(each.place for each in view.grips.of_selected() if each.edge == "end").toPoint()
    target = desk.middle("الروسية", after="سبوتنيك")
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=handle)
    for step in (0.3, 0.7, 1.0):
        QTest.mouseMove(view.viewport(), handle + (target - handle) * step)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=target + QPoint(0, 0))
    [(_label, covered)] = desk.labels()
    assert covered == "وكالة أنباء سبوتنيك الروسية"


def test_an_argument_is_corrected(desk: Desk) -> None:
    desk.drag("الجانبين تبادلا الآراء حول القضايا الراهنة")
    desk.press("W")
    desk.double_click("أوردته")
    desk.press("C")
    [quote] = desk.annotations("quote")
    desk.session.replace_argument(quote.id, 0, "cue", (desk.span("أفادت"),))
    [quote] = desk.annotations("quote")
    assert desk.fillers(quote) == [("cue", "أفادت")]
    desk.press("Ctrl+Z")
    [quote] = desk.annotations("quote")
    assert desk.fillers(quote) == [("cue", "أوردته")]


def test_delete_takes_the_annotation_and_undo_brings_it_back_selected(desk: Desk) -> None:
    desk.drag("فلاديمير بوتين")
    desk.press("1", "Del")
    assert desk.labels() == []
    assert desk.window.details.annotation_id() == ""
    desk.press("Ctrl+Z")
    assert desk.labels() == [("PERS", "فلاديمير بوتين")]
    assert desk.window.article.selected_annotation()


def test_a_note_is_written_with_the_keyboard(desk: Desk) -> None:
    desk.drag("فلاديمير بوتين")
    desk.press("1", "N")
    desk.type("رئيس")
    desk.press("Ctrl+Return")
    desk.window.article.setFocus()
    [annotation] = desk.annotations()
    assert annotation.note == "رئيس"


def test_tab_goes_through_the_annotations(desk: Desk) -> None:
    desk.drag("فلاديمير بوتين")
    desk.press("1")
    desk.drag("شي جين بينج")
    desk.press("1")
    first, second = desk.annotations()
    desk.press("Tab")
    assert desk.window.article.selected_annotation() == first.id
    desk.press("Tab")
    assert desk.window.article.selected_annotation() == second.id
    desk.press("Shift+Tab")
    assert desk.window.article.selected_annotation() == first.id


def test_the_selection_survives_a_change_elsewhere(desk: Desk) -> None:
    desk.drag("فلاديمير بوتين")
    desk.press("1")
    desk.drag("شي جين بينج")
    span = desk.window.article.selection()
    desk.session.tag("entity", "GPE", (Span(0, 7),))
    assert desk.window.article.selection() == span
