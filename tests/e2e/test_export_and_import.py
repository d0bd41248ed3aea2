from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.ui.dialogs.export_dialog import ExportDialog
from annotator.ui.dialogs.import_dialog import ImportDialog
from tests.conftest import SAMPLE
from tests.e2e.conftest import Desk


def drop(desk: Desk, *paths: Path) -> None:
    """Drop files on the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(each)) for each in paths])
    place = QPoint(700, 300)
    how = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton)
    none = Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(place, *how, none)
    QApplication.sendEvent(desk.window, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(desk.window, QDropEvent(QPointF(place), *how, none))


def test_an_export_holds_what_was_labelled(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    desk.drag("فلاديمير بوتين")
    desk.press("1")
    target = tmp_path / "out.jsonl"

    def export(dialog: ExportDialog) -> None:
        dialog.file_target.setChecked(True)
        dialog.place_field.setText(str(target))
        dialog.export_button.click()
        qtbot.waitUntil(lambda: not dialog.work.is_running())

    desk.with_dialog(lambda: desk.press("Ctrl+E"), export)
    [line] = target.read_text(encoding="utf-8").splitlines()
    record = json.loads(line)
    assert [(each["label"], each["text"]) for each in record["entities"]] == [
        ("PERS", "فلاديمير بوتين")
    ]
    entity = record["entities"][0]
    assert record["text"][entity["start"] : entity["end"]] == entity["text"]


def test_dropped_files_are_shown_then_imported_and_undone(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "ثان.txt").write_text("خبر ثان\nنص الخبر الثاني.", encoding="utf-8")
    (tmp_path / "ثالث.txt").write_text("خبر ثالث\nنص الخبر الثالث.", encoding="utf-16")
    (tmp_path / "مكرر.txt").write_bytes(SAMPLE.read_bytes())

    def bring_in(dialog: ImportDialog) -> None:
        qtbot.waitUntil(lambda: not dialog.work.is_running() and len(dialog.found()) == 3)
        dialog.import_button.click()
        qtbot.waitUntil(lambda: not dialog.work.is_running() and not desk.session.busy)

    desk.with_dialog(lambda: drop(desk, *sorted(tmp_path.glob("*.txt"))), bring_in)
    assert desk.window.documents.model.rowCount() == 3
    titles = [desk.window.documents.model.summary(row) for row in range(3)]
    assert {each.title for each in titles if each} >= {"خبر ثان", "خبر ثالث"}
    desk.window.article.setFocus()
    desk.press("Ctrl+Z")
    assert desk.window.documents.model.rowCount() == 1


def test_a_dropped_project_is_opened(make_desk: Callable[..., Desk], tmp_path: Path) -> None:
    from annotator.app.sample import make_sample

    desk = make_desk(sample=False)
    assert desk.window.empty.isVisible()
    path = make_sample("sana", tmp_path)
    drop(desk, path)
    assert desk.session.project is not None
    assert desk.session.project.path == path
    assert desk.window.article.isVisible()
