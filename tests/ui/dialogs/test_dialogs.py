from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialogButtonBox, QLineEdit, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from annotator.app.session import Session
from annotator.app.settings import Settings
from annotator.ui.dialogs.about_dialog import LIBRARIES, AboutDialog
from annotator.ui.dialogs.error_dialog import ErrorDialog
from annotator.ui.dialogs.history_dialog import HistoryDialog
from annotator.ui.dialogs.new_project_dialog import NewProjectDialog
from annotator.ui.dialogs.preferences_dialog import PreferencesDialog
from annotator.ui.theme import Theme
from tests.conftest import ROOT
from tests.ui.conftest import type_text

LEFT = Qt.MouseButton.LeftButton


# Preferences


@pytest.fixture
def preferences(qtbot: QtBot, session: Session) -> PreferencesDialog:
    dialog = PreferencesDialog(session.settings)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    return dialog


def test_every_shown_setting_has_an_editor_with_a_name(
    preferences: PreferencesDialog, session: Session
) -> None:
    for setting in session.settings.shown():
        assert preferences.editor(setting.name).accessibleName()


def test_a_change_holds_at_once(
    qtbot: QtBot, preferences: PreferencesDialog, session: Session
) -> None:
    theme = preferences.editor("theme")
    assert isinstance(theme, QComboBox)
    theme.setFocus()
    theme.setCurrentIndex(theme.findData("dark"))
    theme.activated.emit(theme.currentIndex())
    size = preferences.editor("article.text_size")
    assert isinstance(size, QSpinBox)
    size.setFocus()
    qtbot.keyClick(size, Qt.Key.Key_Up)
    whole = preferences.editor("selection.snap_to_words")
    assert isinstance(whole, QCheckBox)
    whole.click()
    again = Settings.load()
    assert again.text("theme") == "dark"
    assert again.integer("article.text_size") == 21
    assert not again.flag("selection.snap_to_words")
    assert preferences.preview.font().pointSize() == 21


def test_an_empty_name_is_not_taken(
    qtbot: QtBot, preferences: PreferencesDialog, session: Session
) -> None:
    name = preferences.editor("annotator.name")
    assert isinstance(name, QLineEdit)
    name.setFocus()
    name.clear()
    qtbot.keyClick(name, Qt.Key.Key_Tab)
    assert name.text() == "Layla"
    name.setFocus()
    name.clear()
    type_text(name, "ليلى")
    qtbot.keyClick(name, Qt.Key.Key_Tab)
    assert session.annotator == "ليلى"


def test_reset_brings_the_defaults_back_but_keeps_the_name(
    qtbot: QtBot, preferences: PreferencesDialog, session: Session
) -> None:
    session.settings.update({"theme": "dark", "article.text_size": 30})
    reset = next(
        each
        for each in preferences.buttons.buttons()
        if preferences.buttons.buttonRole(each) == QDialogButtonBox.ButtonRole.ResetRole
    )
    qtbot.mouseClick(reset, LEFT)
    assert session.settings.text("theme") == "system"
    assert session.annotator == "Layla"
    size = preferences.editor("article.text_size")
    assert isinstance(size, QSpinBox)
    assert size.value() == 20


# New project


@pytest.fixture
def new_project(qtbot: QtBot, session: Session) -> NewProjectDialog:
    dialog = NewProjectDialog(session)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    return dialog


def test_a_project_is_made_and_opened(
    qtbot: QtBot, new_project: NewProjectDialog, session: Session, tmp_path: Path
) -> None:
    type_text(new_project.name, "أخبار: اليوم")
    assert new_project.place() == tmp_path / "أخبار اليوم.hashiya"
    qtbot.keyClick(new_project.name, Qt.Key.Key_Return)
    assert not new_project.isVisible()
    assert session.project is not None
    assert session.project.path == tmp_path / "أخبار اليوم.hashiya"
    assert session.project.name == "أخبار: اليوم"


def test_each_schema_to_start_from_is_offered_with_a_line_about_it(
    new_project: NewProjectDialog,
) -> None:
    offered = [new_project.schema.itemText(row) for row in range(new_project.schema.count())]
    assert len(offered) == 4
    assert all(" — " in each for each in offered[:-1])
    assert offered[0].startswith("Political news")


def test_the_schema_shows_its_labels(new_project: NewProjectDialog) -> None:
    top = new_project.preview.topLevelItem(0)
    assert top is not None
    assert top.text(0) == "Entities (12)"
    person = top.child(0)
    assert person is not None
    assert person.text(1) == "PERS"


def test_a_place_that_is_taken_says_so_and_keeps_the_dialog(
    qtbot: QtBot, qapp: object, theme: object, tmp_path: Path
) -> None:
    session = Session(Settings.load())
    dialog = NewProjectDialog(session)
    qtbot.addWidget(dialog)
    dialog.show()
    taken = tmp_path / "taken.hashiya"
    taken.write_text("something else")
    dialog.place_field.setText(str(taken))
    qtbot.mouseClick(dialog.create_button, LEFT)
    assert dialog.isVisible()
    assert "taken.hashiya" in dialog.error_text()
    assert taken.read_text() == "something else"


def test_a_wrong_schema_says_why_and_cannot_be_taken(
    new_project: NewProjectDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PySide6.QtWidgets import QFileDialog

    wrong = tmp_path / "wrong.toml"
    wrong.write_text("id = \n")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(wrong), ""))
    last = new_project.schema.count() - 1
    new_project.schema.setCurrentIndex(last)
    new_project.schema.activated.emit(last)
    assert new_project.error_text()
    assert not new_project.create_button.isEnabled()


# About and errors


def test_about_names_every_library_of_the_project(qtbot: QtBot) -> None:
    import tomllib

    table = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    needed = {each.split(">")[0].split("=")[0] for each in table["project"]["dependencies"]}
    assert {name for name, _licence in LIBRARIES} == needed
    dialog = AboutDialog()
    qtbot.addWidget(dialog)
    names = [dialog.tabs.tabText(at) for at in range(dialog.tabs.count())]
    assert any("Noto" in name for name in names)
    assert any("Lucide" in name for name in names)


def test_a_defect_is_told_once_and_its_details_can_be_copied(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    first = ErrorDialog.show_exception(ValueError("one"), None, parent)
    second = ErrorDialog.show_exception(KeyError("two"), None, parent)
    assert first is second
    assert not first.details.isVisible()
    qtbot.mouseClick(first.show_button, LEFT)
    assert first.details.isVisible()
    qtbot.mouseClick(first.copy_button, LEFT)
    copied = QGuiApplication.clipboard().text()
    assert "ValueError: one" in copied
    assert "KeyError" in copied
    assert copied.startswith("Hashiya ")


@pytest.mark.parametrize("make", [PreferencesDialog, AboutDialog, HistoryDialog, NewProjectDialog])
def test_escape_closes_each(qtbot: QtBot, session: Session, theme: Theme, make: type) -> None:
    arguments = {
        PreferencesDialog: (session.settings,),
        AboutDialog: (),
        HistoryDialog: (session, theme),
    }
    dialog = make(*arguments.get(make, (session,)))
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
