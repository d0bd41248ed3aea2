"""Everything in the article by the mouse alone: labels beside the selection, lines, deleting."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from annotator.ui.panels.labels import LabelButton
from tests.e2e.conftest import Desk

_LEFT, _RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
_NONE, _CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


def button(desk: Desk, label: str) -> LabelButton:
    """A label of the strip beside the selection."""
    return next(
        each
        for each in desk.window.hands.palette.buttons()
        if each.label and each.label.id == label
    )


def chip_point(desk: Desk, owner: str) -> QPoint:
    """The middle of an annotation's chip in the view."""
    view = desk.window.article
    page, annotation = view.page, desk.session.annotation(owner)
    assert page is not None
    assert annotation is not None
    view.reveal(annotation.spans[0])
    QApplication.processEvents()
    index = page.blocks.at(annotation.spans[0].start)
    chip = next(each for each in page.shown(index).scene.chips if each.owner == owner)
    origin = view.origin()
    return QPoint(
        round(origin.x() + chip.left + chip.width / 2),
        round(origin.y() + page.top(index) + chip.top + 8),
    )


def draw(desk: Desk, owner: str, words: str, after: str = "") -> None:
    """Draw a line from an annotation's chip to some words."""
    viewport = desk.window.article.viewport()
    end = desk.middle(words, after)
    start = chip_point(desk, owner)
    end = desk.middle(words, after) if not viewport.rect().contains(end) else end
    QTest.mousePress(viewport, _LEFT, _NONE, start)
    QTest.mouseMove(viewport, (start + end) / 2)
    QTest.mouseMove(viewport, end)
    QTest.mouseRelease(viewport, _LEFT, _NONE, end)
    QApplication.processEvents()


def test_words_are_labelled_with_a_drag_and_a_click(desk: Desk) -> None:
    palette = desk.window.hands.palette
    desk.drag("فلاديمير بوتين")
    assert palette.isVisible()
    words = desk.window.article.boxes_of(desk.span("فلاديمير بوتين"))
    assert not any(palette.geometry().intersects(box) for box in words)
    assert desk.window.article.viewport().rect().contains(palette.geometry())
    QTest.mouseClick(button(desk, "PERS"), _LEFT)
    assert desk.labels("entity") == [("PERS", "فلاديمير بوتين")]
    assert not palette.isVisible()
    assert desk.window.article.hasFocus()


def test_the_strip_goes_when_a_key_is_pressed_and_when_it_is_not_wanted(desk: Desk) -> None:
    palette = desk.window.hands.palette
    desk.drag("فلاديمير بوتين")
    desk.press("1")
    assert not palette.isVisible()
    assert desk.labels("entity") == [("PERS", "فلاديمير بوتين")]
    desk.window.actions_["label_palette"].trigger()
    desk.drag("الرئيس الروسي")
    assert not palette.isVisible()


def test_a_line_fills_the_only_role_that_fits_at_once(desk: Desk) -> None:
    desk.drag("مباحثات هاتفية")
    desk.session.tag("event", "Contact.Call", (desk.span("مباحثات هاتفية"),))
    [event] = desk.annotations("event")
    desk.drag("اليوم الاثنين")
    desk.press("6")
    draw(desk, event.id, "اليوم الاثنين")
    menu = QApplication.activePopupWidget()
    [event] = desk.annotations("event")
    if menu is not None:
        # Topic and target take anything; time comes as one of them.
        assert isinstance(menu, QMenu)
        time = next(each for each in menu.actions() if each.text() == "Time")
        time.trigger()
        menu.close()
        [event] = desk.annotations("event")
    assert dict(desk.fillers(event)) == {"time": "اليوم الاثنين"}


def test_a_line_between_mentions_makes_a_relation(desk: Desk) -> None:
    desk.drag("الرئيس الروسي")
    desk.press("4")
    desk.drag("فلاديمير بوتين")
    desk.press("1")
    person = next(each for each in desk.annotations("entity") if each.label == "PERS")
    draw(desk, person.id, "الرئيس الروسي")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    names = [each.text() for each in menu.actions()]
    office = next(each for each in menu.actions() if "office" in each.text().lower())
    assert len(names) >= 2
    office.trigger()
    menu.close()
    [relation] = desk.annotations("relation")
    assert relation.label == "holds_office"
    assert relation.arguments[0].target == person.id


def test_ctrl_and_the_right_button_delete_and_undo_brings_back(desk: Desk) -> None:
    desk.drag("فلاديمير بوتين")
    desk.press("1")
    QTest.mouseClick(desk.window.article.viewport(), _RIGHT, _CTRL, desk.middle("فلاديمير بوتين"))
    assert desk.annotations("entity") == []
    desk.press("Ctrl+Z")
    assert len(desk.annotations("entity")) == 1


def test_enter_gives_the_last_label_again(desk: Desk) -> None:
    desk.window.article.setFocus()
    desk.press("Return")
    assert "No label" in desk.window.status.message.text()
    desk.window.article.set_selection(desk.span("الرئيس الروسي"))
    desk.press("4")
    desk.window.article.set_selection(desk.span("نظيره الصيني"))
    desk.press("Return")
    assert desk.labels("entity") == [("OCC", "الرئيس الروسي"), ("OCC", "نظيره الصيني")]


def test_one_key_goes_through_what_lies_on_one_another(desk: Desk) -> None:
    desk.window.article.set_selection(desk.span("الرئيس الروسي"))
    desk.press("4")
    desk.window.article.set_selection(desk.span("الروسي", after="عقد"))
    desk.press("5")
    first = desk.window.article.selected_annotation()
    desk.press("U")
    second = desk.window.article.selected_annotation()
    desk.press("U")
    assert second not in ("", first)
    assert desk.window.article.selected_annotation() == first


def test_the_strip_offers_what_so_many_words_may_be(desk: Desk) -> None:
    palette = desk.window.hands.palette
    desk.drag("فلاديمير بوتين")
    assert {each.layer.id for each in palette.buttons()} == {"entity", "event"}
    desk.drag("الجانبين تبادلا الآراء حول القضايا الراهنة المتعلقة بمواصلة تطوير")
    assert {each.layer.id for each in palette.buttons()} == {"quote", "event"}
