"""Labels that are in use are changed from the menu, by keys alone, and undone by one."""

from __future__ import annotations

from typing import Any

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.ui.dialogs.labels_dialog import LabelsDialog
from annotator.ui.dialogs.operation_form import SORT
from annotator.ui.dialogs.queue_dialog import QueueDialog
from tests.e2e.conftest import Desk


def tag_two(desk: Desk) -> None:
    desk.drag("روسيا", after="بين")
    desk.press("3", "Esc")
    desk.drag("الصين", after="روسيا وال")
    desk.press("3")


def test_a_label_is_renamed_and_the_window_follows(desk: Desk, qtbot: QtBot) -> None:
    tag_two(desk)
    before = desk.labels()
    window = desk.window

    def work(dialog: LabelsDialog) -> None:
        QTest.keyClicks(dialog.form.code, "STATE")
        qtbot.waitUntil(dialog.button.isEnabled)
        desk.press("Return")
        qtbot.waitUntil(lambda: not dialog.isVisible())

    desk.with_dialog(window.actions_["change_labels"].trigger, work)
    assert [label for label, _text in desk.labels()] == ["STATE", "STATE"]
    assert "2 annotations" in window.status.message.text()
    assert "Ctrl+Z" in window.status.message.text()
    desk.press("Esc")
    desk.drag("سومي")
    desk.press("3")
    assert ("STATE", "سومي") in desk.labels()
    desk.press("Ctrl+Z", "Ctrl+Z")
    assert desk.labels() == before
    assert desk.session.project is not None
    assert desk.session.project.verify() == []


def test_a_label_is_split_by_hand_with_a_digit_for_each(desk: Desk, qtbot: QtBot) -> None:
    tag_two(desk)
    dialogs: list[Any] = []

    def look(dialog: LabelsDialog) -> None:
        dialog.form.what.button(SORT).click()
        QTest.keyClicks(dialog.form.targets, "CITY")
        qtbot.waitUntil(dialog.button.isEnabled)
        desk.with_dialog(dialog.button.click, sort)
        qtbot.waitUntil(lambda: not dialog.isVisible())

    def sort(queue: QueueDialog) -> None:
        dialogs.append(queue)
        queue.activateWindow()
        queue.list.view.setFocus()
        QApplication.processEvents()
        desk.press("2", "1", "Return")

    desk.with_dialog(desk.window.actions_["change_labels"].trigger, look)
    assert [type(each) for each in dialogs] == [QueueDialog]
    assert sorted(label for label, _text in desk.labels()) == ["CITY", "GPE"]
    desk.press("Ctrl+Z")
    assert {label for label, _text in desk.labels()} == {"GPE"}
