"""Going back to a backup, which becomes a project beside the present one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.app.backups import Backups
from annotator.app.session import Session
from annotator.core.errors import ProjectError
from annotator.ui.dialogs.backups_dialog import BackupsDialog

Tag = Callable[..., str]
Open = Callable[[], BackupsDialog]


@pytest.fixture
def backups(tmp_path: Path) -> Backups:
    return Backups(tmp_path / "backups")


@pytest.fixture
def open_dialog(session: Session, backups: Backups, qtbot: QtBot) -> Open:
    def make() -> BackupsDialog:
        dialog = BackupsDialog(session, backups)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return make


def rows(dialog: BackupsDialog) -> list[tuple[str, ...]]:
    table = dialog.table
    return [
        tuple(str(table.index(row, column).data()) for column in range(table.columnCount()))
        for row in range(table.rowCount())
    ]


def test_a_backup_is_opened_beside_the_project_and_said(
    session: Session, backups: Backups, open_dialog: Open, tag: Tag, qtbot: QtBot
) -> None:
    assert session.project is not None
    tag("entity", "PERS", "فلاديمير بوتين")
    backups.make(session.project)
    tag("entity", "PERS", "شي جين بينج")
    before = session.project.path
    said: list[str] = []
    session.said.connect(said.append)
    dialog = open_dialog()
    assert [row[2] for row in rows(dialog)] == ["1 change"]
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert session.project.path.parent == before.parent
    assert session.project.path != before
    assert [each.label for each in session.annotations()] == ["PERS"]
    assert said[-1].startswith("The backup is open as ")
    assert session.open(before)
    assert len(session.annotations()) == 2


def test_without_a_backup_it_says_when_there_will_be_one(open_dialog: Open) -> None:
    dialog = open_dialog()
    assert dialog.nothing.isVisible()
    assert not dialog.restore_button.isEnabled()


def test_while_no_project_is_open_those_of_all_are_listed(
    session: Session, backups: Backups, open_dialog: Open, qtbot: QtBot
) -> None:
    assert session.project is not None
    backups.make(session.project)
    session.close()
    dialog = open_dialog()
    assert [row[1] for row in rows(dialog)] == ["\u2068Sample project\u2069"]
    dialog.restore_button.click()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert session.document is not None


def test_what_went_wrong_is_said_and_another_may_be_chosen(
    session: Session,
    backups: Backups,
    open_dialog: Open,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert session.project is not None
    backups.make(session.project)
    dialog = open_dialog()

    def refuse(*_: object) -> Path:
        raise ProjectError("The disk is full.")

    monkeypatch.setattr(backups, "restore", refuse)
    dialog.restore()
    qtbot.waitUntil(lambda: bool(dialog.error_text()))
    assert dialog.isVisible()
    assert dialog.restore_button.isEnabled()
