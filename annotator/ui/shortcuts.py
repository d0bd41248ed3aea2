"""Keys without Ctrl, and keys by their position: where they are looked up, and when they act.

Label and role keys, and the actions with a plain key, are dispatched here and nowhere else. They
act only while no text is being typed and no popup is open. A key counts by what it writes where
that is known, and otherwise by its position on the keyboard: under an Arabic layout the key marked
Q arrives as ض, and Ctrl+Z as Ctrl+ئ, which neither Qt's own shortcuts nor its text fields recognise
(measured: desktop notes, section 4). Positions are evdev's; X11 and Wayland add 8 to them, on
Windows the scan codes of these rows are the same numbers, and macOS tells a code of its own
(`kVK_ANSI_...` of Apple's Events.h; not tried here).
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

_ROWS = {
    2: "1234567890-=",
    16: "QWERTYUIOP[]",
    30: "ASDFGHJKL;'",
    43: "\\ZXCVBNM,./",
}
POSITIONS: dict[int, str] = {
    first + place: key for first, row in _ROWS.items() for place, key in enumerate(row)
}
"""evdev code of a key → what stands on it on a Latin keyboard."""

_MAC_ROWS = {
    0x00: "ASDFHGZXCV",
    0x0B: "BQWERYT123465=97-80]OU[IP",
    0x25: "LJ'K;\\,/NM.",
}
MAC_POSITIONS: dict[int, str] = {
    first + place: key for first, row in _MAC_ROWS.items() for place, key in enumerate(row)
}
"""The same for macOS's virtual key codes."""

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

_ASCII_END = 0x80
_NO_LETTER = 0x01000000  # Qt's codes of keys that write nothing begin here

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
    """What a key event may mean, the likelier first: what it writes, then where it stands.

    The keys of digits are those digits first of all, whatever they write: on the AZERTY keyboards
    of the Maghreb and Lebanon, 1 writes & and 6 writes -.
    """
    position = _position(event, platform or QGuiApplication.platformName())
    found = [written(event)]
    if position and ord(position) != event.key():
        stands = QKeyCombination(_modifiers(event), Qt.Key(ord(position))).toCombined()
        if position.isdigit():
            found.insert(0, stands)
        elif not _is_latin(event.key()):
            found.append(stands)
    return found


def written(event: QKeyEvent) -> Key:
    """What a key event writes, as Qt counts it."""
    key = Qt.Key.Key_Tab if event.key() == Qt.Key.Key_Backtab else Qt.Key(event.key())
    return QKeyCombination(_modifiers(event), key).toCombined()


def is_typing(widget: QWidget | None) -> bool:
    """Whether a widget takes letters as text."""
    if isinstance(widget, QLineEdit | QTextEdit | QPlainTextEdit):
        return not widget.isReadOnly()
    if isinstance(widget, QComboBox):
        return widget.isEditable()
    return isinstance(widget, QAbstractSpinBox)


class KeyDispatcher(QObject):
    """Listens to whatever has the focus.

    `plain` is asked for keys without Ctrl, Alt or Meta; `chords` for the others, as a second way
    to what Qt's shortcuts do, for layouts in which Qt does not find them. Both act in their own
    window alone. In text fields, also those of dialogs, copying, undoing and the like work under
    such layouts too, and come before the keys of the window, as Qt has it under Latin ones.
    """

    def __init__(self, window: QWidget, plain: Lookup, chords: Lookup) -> None:
        super().__init__(window)
        self._window = window
        self._plain = plain
        self._chords = chords
        self._watched: QWidget | None = None
        self._is_latin: bool | None = None
        self._sends = False
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._watch)
        self._watch(None, QApplication.focusWidget())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            return False
        if not isinstance(event, QKeyEvent) or watched is not self._watched or self._sends:
            return False
        self._note_layout(event)
        if event.modifiers() & _CHORD and is_typing(self._watched) and self._edit(event):
            return True
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
        if self._watched is None or self._watched.window() is not self._window:
            return None
        if event.modifiers() & _CHORD:
            keys, lookup = self._left_by_qt(event), self._chords
        elif is_typing(self._watched):
            return None
        else:
            keys, lookup = self._candidates(event), self._plain
        return next((action for key in keys if (action := lookup(key))), None)

    def _edit(self, event: QKeyEvent) -> bool:
        """Give a text field a key by its position, if it is one that such fields know."""
        field, found = self._watched, self._elsewhere(event)
        if field is None or not found:
            return False
        question = _as_if(found[0], QEvent.Type.ShortcutOverride)
        question.ignore()
        self._sends = True  # what we send ourselves is not looked at again
        QApplication.sendEvent(field, question)
        if question.isAccepted() and event.type() == QEvent.Type.KeyPress:
            QApplication.sendEvent(field, _as_if(found[0], QEvent.Type.KeyPress))
        self._sends = False
        event.setAccepted(question.isAccepted())
        return question.isAccepted()

    def _candidates(self, event: QKeyEvent) -> list[Key]:
        """As `candidates`; under a Latin layout that has moved its marks, what they write."""
        keys = candidates(event)
        moved = self._is_latin and event.key() < _ASCII_END and keys[0] == written(event)
        return keys[:1] if moved else keys

    def _left_by_qt(self, event: QKeyEvent) -> list[Key]:
        """The chords that Qt's shortcuts would not find, or would take for others.

        A Hebrew layout writes Z with Shift: to Qt, Ctrl+Shift+Z is Ctrl+Z there, and redo undoes.
        """
        shifted = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if shifted and not is_typing(self._watched):
            return self._candidates(event)
        return self._elsewhere(event)

    def _elsewhere(self, event: QKeyEvent) -> list[Key]:
        """What a key means by its position alone; Qt finds by itself what it writes."""
        own = written(event)
        return [key for key in self._candidates(event) if key != own]

    def _note_layout(self, event: QKeyEvent) -> None:
        """Remember from letters whether the layout is a Latin one; marks do not tell."""
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            return  # Hebrew layouts write Latin capitals with it
        if ord("A") <= event.key() <= ord("Z"):
            self._is_latin = True
        elif _ASCII_END <= event.key() < _NO_LETTER:
            self._is_latin = False

    def _watch(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = None
        if new is not None and (new.window() is self._window or is_typing(new)):
            new.installEventFilter(self)
            self._watched = new


def _as_if(key: Key, kind: QEvent.Type) -> QKeyEvent:
    """The event that a Latin layout would have sent; without a scan code, it has no position."""
    combination = QKeyCombination.fromCombined(key)
    return QKeyEvent(kind, combination.key(), combination.keyboardModifiers(), "")


def _modifiers(event: QKeyEvent) -> Qt.KeyboardModifier:
    return event.modifiers() & _MODIFIERS


def _is_latin(key: int) -> bool:
    """Whether a key says by itself what it is: a Latin letter, a digit, or no letter at all."""
    return (
        ord("A") <= key <= ord("Z")
        or ord("0") <= key <= ord("9")
        or key in (ord("-"), ord("="))
        or key >= _NO_LETTER
    )


def _position(event: QKeyEvent, platform: str) -> str:
    if platform == "cocoa":
        return MAC_POSITIONS.get(event.nativeVirtualKey(), "")
    scan = event.nativeScanCode()
    offset = _PLATFORM_OFFSETS.get(platform)
    return POSITIONS.get(scan - offset, "") if scan and offset is not None else ""
