"""Keys without Ctrl: where they are looked up, and when they act.

Label and role keys, and the few actions with a plain key, are dispatched here and nowhere else.
They act only while no text is being typed and no popup is open. A key counts by what it writes
where that is known, and otherwise by its position on the keyboard: under an Arabic layout the key
marked Q arrives as ض, and Ctrl+Z as Ctrl+ئ, which Qt's own shortcuts do not recognise
(measured: desktop notes, section 4). Positions are evdev's; X11 and Wayland add 8 to them, and on
Windows the scan codes of these rows are the same numbers.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

_ROWS = {2: "1234567890-=", 16: "QWERTYUIOP", 30: "ASDFGHJKL", 44: "ZXCVBNM"}
POSITIONS: dict[int, str] = {
    first + place: key for first, row in _ROWS.items() for place, key in enumerate(row)
}
"""evdev code of a key → what stands on it on a Latin keyboard."""

_PLATFORM_OFFSETS = {"xcb": 8, "wayland": 8, "windows": 0}

_MODIFIERS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.ShiftModifier
    | Qt.KeyboardModifier.MetaModifier
)
_CHORD = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)

Key = int
"""A key with its modifiers, as `QKeyCombination.toCombined` counts it."""

Lookup = Callable[[Key], Callable[[], object] | None]
"""What a key does now, or None."""


def combined(key: str) -> Key:
    """The number of a key in Qt's portable notation (`Q`, `Shift+Tab`, `Ctrl+Z`)."""
    # PySide's stubs do not know that a sequence can be indexed.
    combination: QKeyCombination = QKeySequence(key)[0]  # type: ignore[index]
    return combination.toCombined()


def candidates(event: QKeyEvent, platform: str = "") -> list[Key]:
    """What a key event may mean, the likelier first: what it writes, then where it stands."""
    modifiers = event.modifiers() & _MODIFIERS
    key = Qt.Key.Key_Tab if event.key() == Qt.Key.Key_Backtab else Qt.Key(event.key())
    found = [QKeyCombination(modifiers, key).toCombined()]
    position = _position(event, platform or QGuiApplication.platformName())
    if position and not _is_latin(event.key()):
        found.append(QKeyCombination(modifiers, Qt.Key(ord(position))).toCombined())
    return found


def is_typing(widget: QWidget | None) -> bool:
    """Whether a widget takes letters as text."""
    if isinstance(widget, QLineEdit | QTextEdit | QPlainTextEdit):
        return not widget.isReadOnly()
    if isinstance(widget, QComboBox):
        return widget.isEditable()
    return isinstance(widget, QAbstractSpinBox)


class KeyDispatcher(QObject):
    """Listens to the widget that has the focus in one window.

    `plain` is asked for keys without Ctrl, Alt or Meta; `chords` for the others, as a second way
    to what Qt's shortcuts do, for layouts in which Qt does not find them.
    """

    def __init__(self, window: QWidget, plain: Lookup, chords: Lookup) -> None:
        super().__init__(window)
        self._window = window
        self._plain = plain
        self._chords = chords
        self._watched: QWidget | None = None
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._watch)
        self._watch(None, QApplication.focusWidget())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            return False
        if not isinstance(event, QKeyEvent) or watched is not self._watched:
            return False
        action = self._action(event)
        if action is None:
            return False
        event.accept()
        if kind == QEvent.Type.KeyPress:
            action()
        return True

    def _action(self, event: QKeyEvent) -> Callable[[], object] | None:
        if QApplication.activePopupWidget() or QApplication.activeModalWidget():
            return None
        keys = candidates(event)
        if event.modifiers() & _CHORD:
            # The first is what Qt recognises by itself; only the position needs us.
            return next((action for key in keys[1:] if (action := self._chords(key))), None)
        if is_typing(self._watched):
            return None
        return next((action for key in keys if (action := self._plain(key))), None)

    def _watch(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = None
        if new is not None and new.window() is self._window:
            new.installEventFilter(self)
            self._watched = new


def _is_latin(key: int) -> bool:
    """Whether a key says by itself what it is: a Latin letter, a digit, or no letter at all."""
    return (
        ord("A") <= key <= ord("Z")
        or ord("0") <= key <= ord("9")
        or key in (ord("-"), ord("="))
        or key >= 0x01000000
    )


def _position(event: QKeyEvent, platform: str) -> str:
    scan = event.nativeScanCode()
    offset = _PLATFORM_OFFSETS.get(platform)
    return POSITIONS.get(scan - offset, "") if scan and offset is not None else ""
