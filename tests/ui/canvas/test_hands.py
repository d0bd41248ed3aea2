"""The mouse beyond selecting: growing clicks, deleting, lines from chips, stacks."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.core.model import Annotation
from annotator.core.text import Span
from annotator.ui.canvas import ArticleView
from annotator.ui.canvas.extents import growing
from tests.ui.canvas.conftest import ShowView

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
NONE, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
TEXT = 'قال فلاديمير بوتين في موسكو: "لن نتراجع أبدا" أمس. ثم انصرف.\nفقرة أخرى'


def found(text: str, wanted: str) -> Span:
    """Where some text first occurs."""
    return Span(text.index(wanted), text.index(wanted) + len(wanted))


def make(number: int, layer: str, label: str, wanted: str, text: str = TEXT) -> Annotation:
    """An annotation of the document in the view."""
    return Annotation(f"a-{number:032x}", "d-1", "me", layer, label, (found(text, wanted),))


def point_on(view: ArticleView, wanted: str) -> QPoint:
    """The middle of some words in the viewport."""
    return view.boxes_of(found(view.chosen.text, wanted))[0].center()


def chip_point(view: ArticleView, owner: str) -> QPoint:
    """The middle of the chip of an annotation in the first block."""
    assert view.page is not None
    chip = next(each for each in view.page.shown(0).scene.chips if each.owner == owner)
    origin = view.origin()
    return QPoint(round(origin.x() + chip.left + chip.width / 2), round(origin.y() + chip.top + 8))


def selected(view: ArticleView) -> str:
    """The selected text."""
    span = view.selection()
    return span.text_in(view.chosen.text) if span else ""


def test_repeated_clicks_grow_the_selection(show: ShowView) -> None:
    view = show(TEXT)
    at = point_on(view, "بوتين")
    QTest.mouseClick(view.viewport(), LEFT, NONE, at)
    QTest.mouseDClick(view.viewport(), LEFT, NONE, at)
    seen = [selected(view)]
    for _ in range(4):
        QTest.mouseClick(view.viewport(), LEFT, NONE, at)
        seen.append(selected(view))
    assert seen[:2] == ["بوتين", "فلاديمير بوتين"]
    assert seen[2].startswith("قال فلاديمير")
    assert seen[3].rstrip(".") == TEXT.split("\n")[0].rstrip(".")
    assert seen[4] == seen[3]


def test_the_first_click_leaves_out_what_is_attached_to_a_known_name(show: ShowView) -> None:
    text = "قالت روسيا ووصلت وروسيا أمس"
    view = show(text, [make(1, "entity", "GPE", "روسيا", text)])
    QTest.mouseDClick(view.viewport(), LEFT, NONE, point_on(view, "وروسيا"))
    assert selected(view) == "روسيا"
    view.set_detaching(False)
    view.set_selection(None)
    QTest.mouseDClick(view.viewport(), LEFT, NONE, point_on(view, "ووصلت"))
    QTest.mouseDClick(view.viewport(), LEFT, NONE, point_on(view, "وروسيا"))
    assert selected(view) == "وروسيا"


def test_each_stretch_holds_the_one_before() -> None:
    at = TEXT.index("نتراجع")
    stretches = growing(TEXT, at, found(TEXT, "نتراجع"), ())
    assert [each.text_in(TEXT) for each in stretches[:2]] == ["نتراجع", "لن نتراجع أبدا"]
    for inner, outer in pairwise(stretches):
        assert outer.start <= inner.start
        assert inner.end <= outer.end
        assert outer != inner


def test_a_right_click_with_ctrl_deletes_and_opens_no_menu(show: ShowView, qtbot: QtBot) -> None:
    person = make(1, "entity", "PERS", "فلاديمير بوتين")
    view = show(TEXT, [person])
    menus: list[object] = []
    view.context_menu_requested.connect(lambda *each: menus.append(each))
    with qtbot.waitSignal(view.delete_requested) as caught:
        QTest.mouseClick(view.viewport(), RIGHT, CTRL, point_on(view, "بوتين"))
    assert caught.args == [person.id]
    assert menus == []
    with qtbot.assertNotEmitted(view.delete_requested):
        QTest.mouseClick(view.viewport(), RIGHT, CTRL, point_on(view, "أخرى"))
        QTest.mouseClick(view.viewport(), RIGHT, NONE, point_on(view, "بوتين"))


def drag_from_chip(view: ArticleView, owner: str, to: QPoint) -> None:
    """Draw a line from a chip."""
    start = chip_point(view, owner)
    QTest.mousePress(view.viewport(), LEFT, NONE, start)
    QTest.mouseMove(view.viewport(), (start + to) / 2)
    QTest.mouseMove(view.viewport(), to)
    assert view._link is not None
    view.viewport().grab()
    QTest.mouseRelease(view.viewport(), LEFT, NONE, to)


def test_a_line_from_a_chip_leads_to_an_annotation(show: ShowView, qtbot: QtBot) -> None:
    person = make(1, "entity", "PERS", "فلاديمير بوتين")
    event = make(2, "event", "Contact.Call", "انصرف")
    view = show(TEXT, [person, event])
    with qtbot.waitSignal(view.link_requested) as caught:
        drag_from_chip(view, event.id, point_on(view, "بوتين"))
    assert caught.args is not None
    assert caught.args[:2] == [event.id, person.id]
    assert view.selected_annotation() == event.id
    assert view.selection() is None
    assert view._link is None


def test_a_line_leads_to_the_name_or_the_word_or_the_selection(
    show: ShowView, qtbot: QtBot
) -> None:
    event = make(2, "event", "Contact.Call", "انصرف")
    view = show(TEXT, [event])
    for selection, on, wanted in (
        ("", "بوتين", "فلاديمير بوتين"),
        ("", "نتراجع", "نتراجع"),
        ("لن نتراجع", "نتراجع", "لن نتراجع"),
    ):
        view.set_selection(found(TEXT, selection) if selection else None)
        with qtbot.waitSignal(view.link_requested) as caught:
            drag_from_chip(view, event.id, point_on(view, on))
        assert caught.args is not None
        assert caught.args[1] == (found(TEXT, wanted),)


def test_a_line_into_the_void_or_given_up_wishes_nothing(show: ShowView, qtbot: QtBot) -> None:
    event = make(2, "event", "Contact.Call", "انصرف")
    view = show(TEXT, [event])
    with qtbot.assertNotEmitted(view.link_requested):
        drag_from_chip(view, event.id, chip_point(view, event.id) + QPoint(0, 600))
        start = chip_point(view, event.id)
        QTest.mousePress(view.viewport(), LEFT, NONE, start)
        QTest.mouseMove(view.viewport(), point_on(view, "بوتين"))
        QTest.keyClick(view, Qt.Key.Key_Escape)
        QTest.mouseRelease(view.viewport(), LEFT, NONE, point_on(view, "بوتين"))


def test_one_key_goes_through_the_stack_at_the_caret(show: ShowView) -> None:
    text = "قال إن الرئيس الروسي سيصل"
    outer = make(1, "entity", "OCC", "الرئيس الروسي", text)
    inner = make(2, "entity", "NORP", "الروسي", text)
    quote = make(3, "quote", "indirect", "الرئيس الروسي سيصل", text)
    view = show(text, [outer, inner, quote])
    view.put_caret(text.index("الروسي") + 2)
    seen = []
    for _ in range(4):
        view.cycle_stack()
        seen.append(view.selected_annotation())
    assert seen == [inner.id, outer.id, quote.id, inner.id]
    view.put_caret(0)
    view.cycle_stack()
    assert view.selected_annotation() == inner.id


def test_a_click_on_the_count_asks_which_of_the_crowd(show: ShowView, qtbot: QtBot) -> None:
    text = "قال الوزير"
    crowd = [make(i, "entity", label, "الوزير", text) for i, label in enumerate(["OCC"] * 12)]
    view = show(text, crowd)
    assert view.page is not None
    chips = view.page.shown(0).scene.chips
    more = next(each for each in chips if each.kind == "more")
    origin = view.origin()
    at = QPoint(round(origin.x() + more.left + more.width / 2), round(origin.y() + more.top + 8))
    with qtbot.waitSignal(view.stack_requested) as caught:
        QTest.mouseClick(view.viewport(), LEFT, NONE, at)
    assert caught.args is not None
    shown = {each.owner for each in chips}
    assert set(caught.args[1]) == {each.id for each in crowd} - shown
    assert f"+{len(caught.args[1])}" == more.text


@pytest.mark.parametrize("text", ["قال الوزير", "said Minister"])
def test_the_count_of_the_crowd_covers_no_chip(show: ShowView, text: str) -> None:
    word = text.split()[1]
    view = show(text, [make(i, "entity", "OCC", word, text) for i in range(12)])
    assert view.page is not None
    chips = view.page.shown(0).scene.chips
    more = next(each for each in chips if each.kind == "more")
    beside = [each for each in chips if each.top == more.top and each is not more]
    assert beside
    assert all(
        more.left + more.width <= each.left or each.left + each.width <= more.left
        for each in beside
    )


def test_the_end_of_a_mouse_selection_is_told_but_not_that_of_the_keys(
    show: ShowView, qtbot: QtBot
) -> None:
    view = show(TEXT)
    with qtbot.waitSignal(view.selected_by_mouse) as caught:
        QTest.mouseDClick(view.viewport(), LEFT, NONE, point_on(view, "موسكو"))
    assert caught.args == [found(TEXT, "موسكو")]
    with qtbot.assertNotEmitted(view.selected_by_mouse):
        QTest.keyClick(view, Qt.Key.Key_Left)
