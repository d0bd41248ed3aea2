"""The consistency board by real keys: open, settle, look at a place, undo, say that it is right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.ui.consistency import BoardWindow
from tests.e2e.conftest import Desk


def board_of(desk: Desk, qtbot: QtBot) -> BoardWindow:
    """The board once nothing is looked through any more."""
    board = desk.window.consistency_handlers.board
    assert board is not None
    qtbot.waitUntil(lambda: not board.board.running)
    return board


def uneven(desk: Desk) -> None:
    """Tag روسيا once as a place and once as an organisation."""
    for after, key in (("بين", "3"), ("للحوار الجاري بين", "4")):
        desk.drag("روسيا", after=after)
        desk.press(key)


def labels(desk: Desk) -> list[str]:
    return [label for label, text in desk.labels("entity") if text == "روسيا"]


def test_a_string_with_two_labels_is_settled_by_two_keys_and_undone_by_one(
    desk: Desk, qtbot: QtBot
) -> None:
    uneven(desk)
    before = labels(desk)
    assert len(set(before)) == 2
    strokes = desk.strokes
    desk.press("Ctrl+Shift+B")
    board = board_of(desk, qtbot)
    assert QApplication.focusWidget() in (board.list, board.kinds)
    board.kinds.choose(0)
    desk.press("1")
    board_of(desk, qtbot)
    assert desk.strokes - strokes == 2
    assert len(set(labels(desk))) == 1
    desk.press("Ctrl+Z")
    board_of(desk, qtbot)
    assert labels(desk) == before


def test_enter_shows_the_place_and_the_same_chord_goes_back(desk: Desk, qtbot: QtBot) -> None:
    uneven(desk)
    desk.window.article.select_annotation("")
    desk.press("Ctrl+Shift+B")
    board = board_of(desk, qtbot)
    board.kinds.choose(0)
    desk.press("Return")
    assert desk.window.article.hasFocus()
    assert desk.window.article.selected_annotation() in [each.id for each in desk.annotations()]
    found = board.finding()
    QTest.qWaitForWindowActive(desk.window)
    desk.press("Ctrl+Shift+B")
    assert QApplication.activeWindow() is board
    assert board.finding() is found


def test_what_is_right_stays_away(desk: Desk, qtbot: QtBot) -> None:
    uneven(desk)
    desk.press("Ctrl+Shift+B")
    board = board_of(desk, qtbot)
    board.kinds.choose(0)
    desk.press("4")
    board_of(desk, qtbot)
    desk.press("F5")
    board_of(desk, qtbot)
    assert "label" not in [each.kind for each in board.board.findings()]
    assert len(set(labels(desk))) == 2


def test_in_another_language_it_is_made_anew(desk: Desk, qtbot: QtBot) -> None:
    uneven(desk)
    desk.press("Ctrl+Shift+B")
    first = desk.window.consistency_handlers.board
    desk.session.settings.set("language", "ar")
    QApplication.processEvents()
    assert desk.window.consistency_handlers.board is None
    desk.window.activateWindow()
    desk.window.article.setFocus()
    desk.press("Ctrl+Shift+B")
    board = board_of(desk, qtbot)
    assert board is not first
    assert board.windowTitle() == "الانسجام"
    assert board.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert "وسوم مختلفة" in [each.title for each in board.kinds.rows.rows]
