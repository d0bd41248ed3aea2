from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.shortcuts import KeyDispatcher, candidates, combined, is_typing

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
        chords = {combined("Ctrl+Shift+Z"): lambda: self.done.append("redo")}
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


def test_what_qt_knows_by_itself_is_left_to_qt(bench: Bench) -> None:
    bench.press(bench.list, ord("Z"), CTRL | SHIFT, 52)
    assert bench.done == []
