from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from annotator.app.exporting import ExportOptions, run_export
from annotator.app.session import Session
from annotator.ui.dialogs.import_dialog import ImportDialog

ARABIC = "عنوان الخبر\nقال الوزير إن المحادثات مستمرة بين الجانبين منذ أيام في العاصمة.\n"


@pytest.fixture
def dialog(qtbot: QtBot, session: Session) -> ImportDialog:
    dialog = ImportDialog(session)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    return dialog


def cells(dialog: ImportDialog) -> list[list[str]]:
    table = dialog.table
    return [
        [str(table.index(row, column).data()) for column in range(table.columnCount())]
        for row in range(table.rowCount())
    ]


def look(qtbot: QtBot, dialog: ImportDialog, *paths: Path) -> None:
    dialog.add_paths(paths)
    qtbot.waitUntil(lambda: not dialog.work.is_running(), timeout=20_000)


def test_each_file_is_shown_for_what_it_is_before_anything_is_written(
    qtbot: QtBot, dialog: ImportDialog, session: Session, tmp_path: Path, sample_text: str
) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "article 10.txt").write_text("Ten\n" + ARABIC, encoding="utf-8")
    (folder / "article 9.txt").write_bytes(("تسعة\n" + ARABIC * 3).encode("cp1256"))
    (folder / "copy.txt").write_text(sample_text, encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    look(qtbot, dialog, folder)
    rows = cells(dialog)
    assert [row[0] for row in rows] == ["article 9.txt", "article 10.txt", "copy.txt", "empty.txt"]
    assert rows[0][1:3] == ["تسعة", "Windows-1256 (a guess)"]
    assert "see whether the title reads well" in rows[0][4]
    assert rows[1][1:3] == ["Ten", "UTF-8"]
    assert "Already in the project" in rows[2][4]
    assert "is empty" in rows[3][4]
    assert dialog.summary.text() == "New: 2 · already there: 1 · cannot be read: 1"
    assert dialog.import_button.text() == "&Import 2 documents"
    assert session.project is not None
    assert session.project.document_count() == 1


def test_import_adds_what_is_new_in_one_step_and_the_result_stays(
    qtbot: QtBot, dialog: ImportDialog, session: Session, tmp_path: Path, sample_text: str
) -> None:
    (tmp_path / "new.txt").write_text(ARABIC, encoding="utf-8")
    (tmp_path / "copy.txt").write_text(sample_text, encoding="utf-8")
    look(qtbot, dialog, tmp_path / "new.txt", tmp_path / "copy.txt")
    qtbot.mouseClick(dialog.import_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog.work.is_running(), timeout=20_000)
    assert dialog.isVisible()
    assert dialog.summary.text().startswith("Imported 1 document. 1 document was left out")
    assert not dialog.import_button.isVisible()
    assert session.project is not None
    assert session.project.document_count() == 2
    session.undo()
    assert session.project.document_count() == 1


def test_a_file_with_a_broken_line_is_refused_whole_with_the_reason(
    qtbot: QtBot, dialog: ImportDialog, session: Session, tmp_path: Path
) -> None:
    assert session.project is not None
    target = tmp_path / "out.jsonl"
    run_export(
        session.project,
        ExportOptions("file", target),
        progress=lambda _done, _total: None,
        cancelled=lambda: False,
    )
    broken = tmp_path / "broken.jsonl"
    broken.write_bytes(target.read_bytes() + b'{"format": "hashiya/1"\n')
    look(qtbot, dialog, broken)
    dialog.view.setCurrentIndex(dialog.table.index(0, 0))
    assert "Line 2" in dialog.remark.text()
    assert not dialog.import_button.isEnabled()


def test_records_are_counted_with_their_annotations(
    qtbot: QtBot, dialog: ImportDialog, session: Session, tmp_path: Path
) -> None:
    assert session.project is not None
    target = tmp_path / "out.jsonl"
    run_export(
        session.project,
        ExportOptions("file", target),
        progress=lambda _done, _total: None,
        cancelled=lambda: False,
    )
    look(qtbot, dialog, target)
    assert "1 documents with 0 annotations" in cells(dialog)[0][4]
    assert "Already in the project" in cells(dialog)[0][4]


def test_a_chosen_encoding_overrides_what_was_recognised(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path
) -> None:
    (tmp_path / "old.txt").write_bytes(ARABIC.encode("iso8859-6"))
    look(qtbot, dialog, tmp_path / "old.txt")
    dialog.encoding.setFocus()
    dialog.encoding.setCurrentIndex(dialog.encoding.findData("iso8859-6"))
    dialog.encoding.activated.emit(dialog.encoding.currentIndex())
    qtbot.waitUntil(lambda: not dialog.work.is_running(), timeout=20_000)
    (found,) = dialog.found()
    assert (found.title, found.guessed) == ("عنوان الخبر", False)


def test_a_folder_that_holds_nothing_says_so(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path
) -> None:
    (tmp_path / "none").mkdir()
    look(qtbot, dialog, tmp_path / "none")
    assert "holds no file" in cells(dialog)[0][4]


def test_files_are_chosen_with_the_system_and_the_folder_is_remembered(
    qtbot: QtBot,
    dialog: ImportDialog,
    session: Session,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / "here"
    folder.mkdir()
    path = folder / "new.txt"
    path.write_text(ARABIC, encoding="utf-8")
    asked: list[str] = []

    def choose(_parent: object, _title: str, start: str, _filter: str) -> tuple[list[str], str]:
        asked.append(start)
        return [str(path)], ""

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", choose)
    qtbot.mouseClick(dialog.files_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(dialog.found()) == 1, timeout=20_000)
    assert asked == [str(tmp_path)]
    assert session.settings.text("folders.last") == str(folder)


def test_files_can_be_dropped(qtbot: QtBot, dialog: ImportDialog, tmp_path: Path) -> None:
    path = tmp_path / "new.txt"
    path.write_text(ARABIC, encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    drop = QDropEvent(
        QPoint(5, 5).toPointF(),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    dialog.dropEvent(drop)
    qtbot.waitUntil(lambda: len(dialog.found()) == 1, timeout=20_000)


def test_escape_stops_the_work_first_and_closes_then(
    qtbot: QtBot, dialog: ImportDialog, session: Session, tmp_path: Path
) -> None:
    for number in range(300):
        (tmp_path / f"{number}.txt").write_text(f"{number}\n{ARABIC}", encoding="utf-8")
    dialog.add_paths([tmp_path])
    assert dialog.work.is_running()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    qtbot.waitUntil(lambda: not dialog.work.is_running(), timeout=20_000)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_what_is_wrong_can_be_read_in_full_at_once(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text(ARABIC, encoding="utf-16")
    (tmp_path / "b.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00")
    look(qtbot, dialog, tmp_path)
    rows = cells(dialog)
    assert rows[0][2] == "UTF-16"
    assert dialog.view.currentIndex().row() == 1
    assert dialog.remark.text() == rows[1][4]
    tip = dialog.table.index(1, 4).data(Qt.ItemDataRole.ToolTipRole)
    assert tip.startswith("<qt>")
