"""Searching the whole project by key: find, go there, go on, and change many at once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from annotator.core import commands
from annotator.core.model import Document, new_id
from annotator.ui.search.search_dialog import SearchDialog
from tests.e2e.conftest import Desk


def open_search(desk: Desk) -> SearchDialog:
    desk.window.article.set_selection(None)
    desk.press("Ctrl+Shift+F")
    dialog = desk.window.search_handlers.dialog
    assert dialog is not None
    assert dialog.isVisible()
    assert not dialog.isModal()
    return dialog


def return_to(dialog: SearchDialog) -> None:
    """The offscreen platform gives the keys to no window, or another, when a popup has closed."""
    dialog.raise_()
    dialog.activateWindow()
    assert QTest.qWaitForWindowActive(dialog)
    dialog.list.setFocus()
    QApplication.processEvents()


def settled(qtbot: QtBot, dialog: SearchDialog, count: int) -> None:
    """Wait until what was typed has been looked for, and so many places are shown."""
    qtbot.waitUntil(lambda: len(dialog.model.found()) == count)
    qtbot.waitUntil(lambda: dialog._page_job is None)


def test_a_name_is_found_in_another_document_and_gone_to(desk: Desk, qtbot: QtBot) -> None:
    project = desk.session.project
    assert project is not None
    other = Document(new_id("d"), "b.txt", "خبر", "زار لافروف كورسك")
    commands.add_documents(project, [(other, ())], actor="x")
    here = desk.session.document
    dialog = open_search(desk)
    assert QApplication.focusWidget() is dialog.field
    desk.type("زار لافر*")
    settled(qtbot, dialog, 1)
    desk.press("Return")
    assert QApplication.focusWidget() is dialog.list
    desk.press("Return")
    assert desk.session.document is not None
    assert desk.session.document.id == other.id != (here.id if here else "")
    assert desk.selected_text() == "زار لافروف"
    assert dialog.isVisible()


def test_results_are_gone_through_from_the_article(desk: Desk, qtbot: QtBot) -> None:
    dialog = open_search(desk)
    desk.type("روسيا")
    settled(qtbot, dialog, 6)
    desk.press("Return", "Return")
    first = desk.window.article.selection()
    desk.window.activateWindow()
    desk.window.article.setFocus()
    desk.press("Ctrl+F3")
    second = desk.window.article.selection()
    assert first is not None
    assert second is not None
    assert second.start > first.start
    assert desk.selected_text() == "روسيا"
    desk.press("Ctrl+Shift+F3")
    assert desk.window.article.selection() == first


def test_many_are_relabelled_after_a_preview_and_taken_back(desk: Desk, qtbot: QtBot) -> None:
    for words in ("روسيا", "الصين", "كورسك"):
        desk.window.article.set_selection(desk.span(words))
        desk.press("3")
    dialog = open_search(desk)
    desk.type("GPE")
    settled(qtbot, dialog, 3)
    return_to(dialog)
    desk.press("Ctrl+A")
    assert len(dialog.model.ticked()) == 3

    def confirm(preview: QDialog) -> None:
        assert len(preview.model.found()) == 3  # type: ignore[attr-defined]
        desk.press("Return")

    choose: Callable[[], None] = lambda: dialog.actions_.label("entity", "LOC")  # noqa: E731
    desk.with_dialog(choose, confirm)
    assert {label for label, _text in desk.labels()} == {"LOC"}
    qtbot.waitUntil(lambda: dialog.model.found() == [])
    return_to(dialog)
    desk.press("Ctrl+Z")
    assert {label for label, _text in desk.labels()} == {"GPE"}
    settled(qtbot, dialog, 3)
    desk.press("Esc")
    assert not dialog.isVisible()
