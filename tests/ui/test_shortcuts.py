from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLineEdit,
    QListWidget,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from annotator.ui.shortcuts import (
    MAC_POSITIONS,
    POSITIONS,
    KeyDispatcher,
    candidates,
    combined,
    is_typing,
)

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier

# What X11 sends (measured, desktop notes section 4): the key, its modifiers, its scan code
# (evdev + 8), and what it means by its position.
ARABIC = [
    (ord("ض"), NONE, 24, "Q"),
    (ord("ص"), NONE, 25, "W"),
    (ord("ق"), NONE, 27, "R"),
    (ord("ر"), NONE, 55, "V"),
    (0x626, CTRL, 52, "Ctrl+Z"),  # ئ
    (ord("~"), CTRL | SHIFT, 52, "Ctrl+Shift+Z"),
    (0xFEFB, CTRL, 56, "Ctrl+B"),  # ﻻ, one code point
]
HEBREW = [(ord("/"), NONE, 24, "Q"), (ord("ז"), CTRL | SHIFT, 52, "Ctrl+Shift+Z")]
LATIN = [
    (ord("Q"), NONE, 24, "Q"),
    (ord("A"), NONE, 24, "A"),  # AZERTY: what is written counts
    (ord("1"), NONE, 10, "1"),
    (ord("1"), NONE, 0, "1"),  # a synthetic event has no position
    (int(Qt.Key.Key_Delete), NONE, 119, "Del"),
]


def event(key: int, modifiers: Qt.KeyboardModifier, scan: int, kind: QEvent.Type) -> QKeyEvent:
    return QKeyEvent(kind, key, modifiers, scan, 0, 0, "", False, 1)


@pytest.mark.parametrize(("key", "modifiers", "scan", "meant"), ARABIC + HEBREW + LATIN)
def test_a_key_counts_by_what_it_writes_or_where_it_stands(
    key: int, modifiers: Qt.KeyboardModifier, scan: int, meant: str
) -> None:
    press = event(key, modifiers, scan, QEvent.Type.KeyPress)
    assert candidates(press, "xcb")[-1] == combined(meant)


def test_on_windows_scan_codes_are_the_positions() -> None:
    press = event(ord("ض"), NONE, 16, QEvent.Type.KeyPress)
    assert candidates(press, "windows")[-1] == combined("Q")


def test_back_tab_is_shift_tab() -> None:
    press = event(int(Qt.Key.Key_Backtab), SHIFT, 23, QEvent.Type.KeyPress)
    assert candidates(press, "xcb") == [combined("Shift+Tab")]


class Bench(QWidget):
    """A window with a list, a field, and a dispatcher that notes what was pressed."""

    def __init__(self) -> None:
        super().__init__()
        self.list, self.field = QListWidget(), QLineEdit()
        layout = QVBoxLayout(self)
        layout.addWidget(self.list)
        layout.addWidget(self.field)
        self.done: list[str] = []
        plain = {combined("Q"): lambda: self.done.append("Q")}
        chords = {
            combined("Ctrl+Shift+Z"): lambda: self.done.append("redo"),
            combined("Ctrl+E"): lambda: self.done.append("export"),
        }
        self.dispatcher = KeyDispatcher(self, plain.get, chords.get)

    def press(self, widget: QWidget, key: int, modifiers: Qt.KeyboardModifier, scan: int) -> bool:
        """Send a key as Qt does: first the question whether it is taken, then the key."""
        question = event(key, modifiers, scan, QEvent.Type.ShortcutOverride)
        question.ignore()
        QApplication.sendEvent(widget, question)
        QApplication.sendEvent(widget, event(key, modifiers, scan, QEvent.Type.KeyPress))
        return question.isAccepted()


@pytest.fixture
def bench(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Bench:
    """The bench on a screen whose scan codes are those of X11."""
    monkeypatch.setattr("annotator.ui.shortcuts.QGuiApplication.platformName", lambda: "xcb")
    widget = Bench()
    qtbot.addWidget(widget)
    with qtbot.waitActive(widget):
        widget.show()
    widget.list.setFocus()
    return widget


def test_a_plain_key_acts_once_and_is_taken_from_everyone_else(bench: Bench) -> None:
    assert bench.press(bench.list, ord("Q"), NONE, 24)
    assert bench.done == ["Q"]


def test_a_plain_key_acts_under_an_arabic_layout(bench: Bench) -> None:
    bench.press(bench.list, ord("ض"), NONE, 24)
    assert bench.done == ["Q"]


def test_in_a_field_it_is_a_letter(bench: Bench) -> None:
    bench.field.setFocus()
    bench.press(bench.field, ord("Q"), NONE, 24)
    assert bench.done == []
    assert is_typing(bench.field)
    assert not is_typing(bench.list)


def test_redo_under_a_hebrew_layout_does_not_undo(bench: Bench) -> None:
    assert bench.press(bench.list, ord("ז"), CTRL | SHIFT, 52)
    assert bench.done == ["redo"]


def test_so_it_does_where_shift_writes_the_latin_capital(bench: Bench) -> None:
    assert bench.press(bench.list, ord("Z"), CTRL | SHIFT, 52)
    assert bench.done == ["redo"]


def test_what_qt_knows_by_itself_is_left_to_qt(bench: Bench) -> None:
    bench.press(bench.list, ord("E"), CTRL, 26)
    assert bench.done == []


@pytest.mark.parametrize(
    ("key", "scan", "meant"),
    [
        (ord("&"), 10, "1"),  # AZERTY writes marks in the row of the digits
        (ord("-"), 15, "6"),
        (0xC9, 11, "2"),  # é
        (ord("-"), 20, "-"),  # QWERTY
    ],
)
def test_the_keys_of_digits_are_those_digits(key: int, scan: int, meant: str) -> None:
    press = event(key, NONE, scan, QEvent.Type.KeyPress)
    assert candidates(press, "xcb")[0] == combined(meant)


@pytest.mark.parametrize(("key", "code", "meant"), [(ord("ض"), 12, "Q"), (ord("ئ"), 6, "Z")])
def test_on_macos_its_own_codes_are_the_positions(key: int, code: int, meant: str) -> None:
    press = QKeyEvent(QEvent.Type.KeyPress, key, NONE, 0, code, 0, "", False, 1)
    assert candidates(press, "cocoa")[-1] == combined(meant)


def test_all_positions_are_told_apart() -> None:
    assert len(set(POSITIONS.values())) == len(POSITIONS)
    assert set(POSITIONS.values()) == set(MAC_POSITIONS.values())


def test_a_latin_layout_that_moved_its_marks_means_what_it_writes(bench: Bench) -> None:
    bench.press(bench.list, ord("O"), NONE, 39)  # Dvorak: a letter tells that it is Latin
    bench.press(bench.list, ord("'"), NONE, 24)
    assert bench.done == []
    bench.press(bench.list, ord("ש"), NONE, 38)  # Hebrew: / stands on Q
    bench.press(bench.list, ord("/"), NONE, 24)
    assert bench.done == ["Q"]


def test_a_field_copies_pastes_and_undoes_under_an_arabic_layout(bench: Bench) -> None:
    bench.field.setFocus()
    bench.field.insert("خبر")
    for key, scan in ((ord("ش"), 38), (ord("ؤ"), 54)):  # Ctrl+A, Ctrl+C
        assert bench.press(bench.field, key, CTRL, scan)
    bench.field.deselect()
    bench.press(bench.field, ord("ر"), CTRL, 55)  # Ctrl+V
    assert bench.field.text() == "خبرخبر"
    bench.press(bench.field, 0x626, CTRL, 52)  # Ctrl+Z
    assert bench.field.text() == "خبر"
    bench.press(bench.field, ord("~"), CTRL | SHIFT, 52)  # redo of the field, not of the window
    assert bench.field.text() == "خبرخبر"
    assert bench.done == []


def test_so_does_a_field_of_a_dialog(bench: Bench, qtbot: QtBot) -> None:
    dialog = QDialog()
    field = QTextEdit(dialog)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    field.insertPlainText("خبر")
    assert bench.press(field, 0x626, CTRL, 52)
    assert field.toPlainText() == ""


def test_a_chord_that_no_field_knows_is_the_windows(bench: Bench) -> None:
    bench.field.setFocus()
    assert bench.press(bench.field, ord("ث"), CTRL, 26)
    assert bench.done == ["export"]
    assert bench.field.text() == ""
