"""The sheet of keys, and giving actions other ones."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.app.session import Session
from annotator.core.text import Spans
from annotator.ui.icons import Icons
from annotator.ui.key_conflicts import conflicts
from annotator.ui.keys_dialog import KeysDialog
from annotator.ui.keys_list import NOTE_ROLE
from annotator.ui.main_window import MainWindow
from annotator.ui.theme import Theme

CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def window(session: Session, theme: Theme, qtbot: QtBot) -> MainWindow:
    window = MainWindow(session, theme, Icons(theme, Qt.LayoutDirection.LeftToRight))
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot) -> KeysDialog:
    dialog = KeysDialog(window.session.schema, window.keymap, window.theme, window)
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
    return dialog


def choose(dialog: KeysDialog, action_id: str) -> None:
    dialog.list.setCurrentIndex(dialog.model.index(dialog.model.row_of(action_id), 0))
    dialog.list.setFocus()


def give(
    dialog: KeysDialog,
    action_id: str,
    key: Qt.Key,
    modifiers: Qt.KeyboardModifier = NONE,
) -> None:
    """Enter on an action, then its new key."""
    choose(dialog, action_id)
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert dialog.catcher.hasFocus()
    QTest.keyClick(dialog.catcher, key, modifiers)


def note(dialog: KeysDialog, action_id: str) -> str:
    index = dialog.model.index(dialog.model.row_of(action_id), 0)
    return str(index.data(NOTE_ROLE).text)


def test_the_field_narrows_by_key_and_by_what_it_does(dialog: KeysDialog) -> None:
    everything = dialog.shown()
    dialog.search.setText("ctrl+z")
    assert dialog.shown() == ["Undo"]
    dialog.search.setText("person")
    assert dialog.shown() == ["Person"]
    dialog.search.clear()
    assert dialog.shown() == everything


def test_a_new_key_holds_everywhere_at_once(window: MainWindow, dialog: KeysDialog) -> None:
    give(dialog, "undo", Qt.Key.Key_U, CTRL)
    action = window.actions_["undo"]
    assert action.shortcut().toString() == "Ctrl+U"
    assert "(Ctrl+U)" in action.toolTip()
    assert window.session.way_back.undo == "Ctrl+U"
    assert dialog.model.rows()[0] is not None
    row = dialog.model.row_at(dialog.model.row_of("undo"))
    assert row is not None
    assert row.keys == ("Ctrl+U",)
    assert note(dialog, "undo") == "changed"
    assert dialog.list.hasFocus()


def test_the_sentence_of_the_status_line_names_the_new_key(
    window: MainWindow, dialog: KeysDialog, tag: Callable[..., str]
) -> None:
    give(dialog, "undo", Qt.Key.Key_U, CTRL)
    tag("entity", "PERS", "فلاديمير بوتين")
    assert "Ctrl+U" in window.status.message.text()


def test_a_plain_key_acts_in_the_article_and_stands_in_the_menu(
    window: MainWindow,
    dialog: KeysDialog,
    qtbot: QtBot,
    spans_of: Callable[[str], Spans],
) -> None:
    give(dialog, "reading_mode", Qt.Key.Key_Period)
    dialog.close()
    assert window.actions_["reading_mode"].text().endswith("\t.")
    with qtbot.waitActive(window):
        window.activateWindow()
    window.article.setFocus()
    QTest.keyClick(window.article, Qt.Key.Key_Period)
    assert window.reading
    window.set_reading(reading=False)


def test_a_key_of_another_action_is_taken_only_when_that_is_wanted(
    window: MainWindow, dialog: KeysDialog
) -> None:
    give(dialog, "export", Qt.Key.Key_Z, CTRL)
    assert window.keymap.keys("undo") == ("Ctrl+Z",)
    assert "Undo" in dialog.told.text()
    assert dialog.take.isVisible()
    QTest.keyClick(dialog.take, Qt.Key.Key_Return)
    assert window.keymap.keys("export") == ("Ctrl+Z",)
    assert window.keymap.keys("undo") == ()


def test_the_key_of_a_label_cannot_be_taken(window: MainWindow, dialog: KeysDialog) -> None:
    give(dialog, "note", Qt.Key.Key_1)
    assert "Person" in dialog.told.text()
    assert not dialog.take.isVisible()
    assert window.keymap.keys("note") == ("N",)
    QTest.keyClick(dialog.catcher, Qt.Key.Key_F8)  # it still waits
    assert window.keymap.keys("note") == ("F8",)


def test_the_key_of_a_role_can_with_a_word_of_warning(
    window: MainWindow, dialog: KeysDialog
) -> None:
    give(dialog, "note", Qt.Key.Key_C)
    assert "Cue" in dialog.told.text()
    QTest.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
    assert window.keymap.keys("note") == ("C",)


def test_the_article_keeps_its_own_keys(window: MainWindow) -> None:
    schema, keymap = window.session.schema, window.keymap
    for key in ("Left", "Shift+Right", "Up", "Home", "'", "Ctrl+C", "Alt+Left"):
        assert [each.kind for each in conflicts(keymap, schema, key, "note")] == ["article"], key
    assert conflicts(keymap, schema, "Ctrl+Alt+F8", "note") == []


def test_escape_leaves_the_keys_as_they_are(window: MainWindow, dialog: KeysDialog) -> None:
    give(dialog, "undo", Qt.Key.Key_Escape)
    assert window.keymap.keys("undo") == ("Ctrl+Z",)
    assert dialog.isVisible()
    assert not dialog.catcher.isVisible()


def test_tab_is_a_key_like_any_other(window: MainWindow, dialog: KeysDialog) -> None:
    give(dialog, "next_annotation", Qt.Key.Key_Tab, CTRL)
    assert window.keymap.keys("next_annotation") == ("Ctrl+Tab",)


def test_a_second_key_is_added(window: MainWindow, dialog: KeysDialog) -> None:
    choose(dialog, "undo")
    dialog.add.click()
    QTest.keyClick(dialog.catcher, Qt.Key.Key_F9)
    assert window.keymap.keys("undo") == ("Ctrl+Z", "F9")


def test_an_action_may_go_without_a_key_and_get_its_own_again(
    window: MainWindow, dialog: KeysDialog
) -> None:
    choose(dialog, "undo")
    dialog.clear.click()
    assert window.keymap.keys("undo") == ()
    assert window.actions_["undo"].shortcuts() == []
    dialog.reset.click()
    assert window.keymap.keys("undo") == ("Ctrl+Z",)
    assert not dialog.reset.isEnabled()


def test_all_keys_are_reset_at_once(window: MainWindow, dialog: KeysDialog) -> None:
    give(dialog, "undo", Qt.Key.Key_U, CTRL)
    give(dialog, "export", Qt.Key.Key_F8)
    dialog.reset_all.click()
    assert window.keymap.keys("undo") == ("Ctrl+Z",)
    assert window.keymap.keys("export") == ("Ctrl+E",)
    assert not dialog.reset_all.isEnabled()


def test_under_an_arabic_layout_the_position_is_what_is_kept(
    window: MainWindow, dialog: KeysDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotator.ui.shortcuts.QGuiApplication.platformName", lambda: "xcb")
    choose(dialog, "undo")
    dialog.change.click()
    press = QKeyEvent(QEvent.Type.KeyPress, ord("ع"), CTRL, 30, 0, 0, "", False, 1)
    QApplication.sendEvent(dialog.catcher, press)
    assert window.keymap.keys("undo") == ("Ctrl+U",)


def test_keys_of_labels_are_told_to_be_fixed(dialog: KeysDialog) -> None:
    row = next(i for i, each in enumerate(dialog.shown()) if each == "Person")
    person = dialog.model.rows()[row]
    at = next(i for i in range(dialog.model.rowCount()) if dialog.model.row_at(i) is person)
    dialog.list.setCurrentIndex(dialog.model.index(at, 0))
    assert "schema" in dialog.told.text()
    assert not dialog.change.isEnabled()


def test_a_key_that_a_label_hides_is_marked(window: MainWindow, dialog: KeysDialog) -> None:
    window.keymap.give("note", ["Q"])  # as by a schema that came later
    dialog.search.setText("note")
    assert "comes first" in note(dialog, "note")
