"""An annotator looks back: what was done, before and after on the text, and the way back."""

from __future__ import annotations

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from annotator.ui.dialogs.history_dialog import HistoryDialog
from tests.e2e.conftest import Desk


def wait_for_page(dialog: HistoryDialog, number: int) -> None:
    """Until the change is shown on both pages."""
    while dialog._sides is None or dialog._sides.number != number:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)


def test_a_document_goes_back_to_its_first_label_and_forward_again(desk: Desk) -> None:
    desk.drag("فلاديمير بوتين")
    desk.press("1")
    first = desk.labels()
    desk.press("2")  # another label
    desk.press("Shift+Alt+Left")
    desk.press("Del")
    assert desk.labels() == []
    project = desk.session.project
    assert project is not None
    entries = project.last_entry()
    assert entries == 5, [each.action for each in project.history()]

    def restore(dialog: HistoryDialog) -> None:
        wait_for_page(dialog, entries)
        for number in range(entries - 1, 1, -1):
            desk.press("Down")
            wait_for_page(dialog, number)
        desk.press("Ctrl+D")
        assert desk.labels() == first
        assert "again as it was after change 2" in dialog.said.text()

    desk.with_dialog(lambda: desk.press("Ctrl+H"), restore)
    assert desk.labels() == first
    assert project.last_entry() == entries + 1
    desk.press("Ctrl+Z")
    assert desk.labels() == []
    desk.press("Ctrl+Shift+Z")
    assert desk.labels() == first
    assert project.verify() == []


def test_a_deleted_annotation_comes_back_by_itself(desk: Desk) -> None:
    desk.drag("فلاديمير بوتين")
    desk.press("1", "Del")
    desk.drag("الرئيس الروسي")
    desk.press("3")

    def restore(dialog: HistoryDialog) -> None:
        wait_for_page(dialog, 4)
        desk.press("Down")
        wait_for_page(dialog, 3)
        desk.press("Ctrl+Shift+R")

    desk.with_dialog(lambda: desk.press("Ctrl+H"), restore)
    assert sorted(text for _label, text in desk.labels()) == sorted(
        ["الرئيس الروسي", "فلاديمير بوتين"]
    )
