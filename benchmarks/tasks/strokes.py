"""Counting what hands do, and the time that it takes by the keystroke-level model.

The model is Card, Moran and Newell's (Communications of the ACM 23, 1980, pages 396-410); the
seconds of its operators are those of section 8 of the design. Keys, buttons and pointing are
counted where they arrive, at the application's windows; how often the annotator has to decide is
stated with each task.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWindow
from PySide6.QtWidgets import QApplication

KEY: Final = 0.28
"""K: pressing a key, in seconds; a modifier that is held for it is one more."""
POINT: Final = 1.1
"""P: bringing the pointer to something, with a button held (a drag) or not."""
BUTTON: Final = 0.1
"""B: pressing a button of the mouse, or letting it go."""
HOME: Final = 0.4
"""H: moving the hand from the mouse to the keyboard, or back."""
DECIDE: Final = 1.35
"""M: making up one's mind."""

_STILL = 4  # pixels: a pointer that moved by less was not brought to something else
_KEY = Qt.Key

LEFT_HAND: Final = frozenset(Qt.Key(ord(each)) for each in "12345QWERTASDFGZXCVB") | {
    _KEY.Key_Tab,
    _KEY.Key_Escape,
    _KEY.Key_Control,
    _KEY.Key_Shift,
    _KEY.Key_Alt,
    _KEY.Key_Space,
}
"""Keys under the left hand, which stays on the keyboard while the right one has the mouse."""


@dataclass(frozen=True, slots=True)
class Strokes:
    """What the hands did: keys (with modifiers), buttons (down and up apart), pointings, homings.

    `clicks` are presses at one place, `drags` those that were let go at another.
    """

    keys: int = 0
    buttons: int = 0
    points: int = 0
    homings: int = 0
    clicks: int = 0
    drags: int = 0

    def seconds(self, decisions: int) -> float:
        """The time that all of it takes, with the decisions that the task asks for."""
        return (
            KEY * self.keys
            + BUTTON * self.buttons
            + POINT * self.points
            + HOME * self.homings
            + DECIDE * decisions
        )


class Recorder(QObject):
    """Counts key presses, buttons, pointing and homing while it is a context.

    It listens to the application and counts what reaches a window, so that an event that travels
    on from widget to widget counts once. `pointer` is where the pointer lies, in global pixels.
    The right hand is on the mouse from the beginning where `mouse` is true; a key that the left
    hand reaches does not call it away.
    """

    def __init__(self, pointer: QPointF, *, mouse: bool = False) -> None:
        super().__init__()
        self._on_mouse = mouse
        self._at = self._known = self._down = pointer
        self._asked: int | None = None
        self._keys = self._buttons = self._points = self._homings = 0
        self._clicks = self._drags = 0

    @property
    def strokes(self) -> Strokes:
        """What was counted so far."""
        return Strokes(
            self._keys, self._buttons, self._points, self._homings, self._clicks, self._drags
        )

    def __enter__(self) -> Recorder:
        _application().installEventFilter(self)
        return self

    def __exit__(self, *_: object) -> None:
        _application().removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Count an event and let it go on."""
        if isinstance(watched, QWindow):
            if isinstance(event, QKeyEvent):
                self._key(event)
            elif isinstance(event, QMouseEvent):
                self._mouse(event)
        return False

    def _key(self, event: QKeyEvent) -> None:
        """Count a key once: Qt asks whether a shortcut may have it, and a shortcut keeps it."""
        kind = event.type()
        if kind not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            return
        known = kind == QEvent.Type.KeyPress and event.key() == self._asked
        self._asked = event.key() if kind == QEvent.Type.ShortcutOverride else None
        if known or event.isAutoRepeat():
            return
        self._pointed()
        if self._on_mouse and event.key() not in LEFT_HAND:
            self._homings += 1
            self._on_mouse = False
        self._keys += 1

    def _mouse(self, event: QMouseEvent) -> None:
        kind = event.type()
        self._at = event.globalPosition()
        if kind not in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
            return  # a double click is a second press as well, which Qt tells of by itself
        self._pointed()
        self._buttons += 1
        if kind == QEvent.Type.MouseButtonPress:
            self._down = self._at
        elif _apart(self._at, self._down):
            self._drags += 1
        else:
            self._clicks += 1

    def _pointed(self) -> None:
        """The pointer is used where it is: it was brought there if it was elsewhere before."""
        if _apart(self._at, self._known):
            self._known = self._at
            self._points += 1
            if not self._on_mouse:
                self._homings += 1
                self._on_mouse = True


def _apart(one: QPointF, other: QPointF) -> bool:
    return (one - other).manhattanLength() > _STILL


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application
