"""What a screen reader finds in the article view: its text, the caret and the selection.

Qt counts in UTF-16 units here, as everywhere; they are converted at this edge. What is painted of
the annotations has its counterpart in the list of annotations beside the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleInterface,
    QAccessibleTextCursorEvent,
    QAccessibleTextSelectionEvent,
)
from PySide6.QtWidgets import QAccessibleWidget, QApplication, QWidget
from shiboken6 import VoidPtr

from annotator.core.text import Utf16Index
from annotator.ui.canvas.reading_copy import ReadingCopy

if TYPE_CHECKING:
    from annotator.ui.canvas.view import ArticleView

_INSTALLED = "hashiyaCanvasAccessible"


class _ArticleAccessible(QAccessibleWidget):
    """The view as an accessible text."""

    def __init__(self, view: ArticleView) -> None:
        super().__init__(view, QAccessible.Role.EditableText)
        self._copy = ReadingCopy(view)

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Any:  # noqa: ANN401 - Qt's own type
        if kind == QAccessible.InterfaceType.TextInterface:
            self._copy.follow()
            return QAccessible.queryAccessibleInterface(self._copy).interface_cast(kind)
        found = super().interface_cast(kind)
        return VoidPtr(0) if found is None else found  # PySide crashes on None

    def state(self) -> QAccessible.State:
        state = super().state()
        state.readOnly = True
        state.multiLine = True
        state.selectableText = True
        return state


class _Factory:
    """Makes the interfaces, and keeps them: Qt does not hold what Python made."""

    def __init__(self) -> None:
        self._made: dict[int, _ArticleAccessible] = {}

    def __call__(self, class_name: str, target: QObject | None) -> QAccessibleInterface | None:
        from annotator.ui.canvas.view import ArticleView

        if class_name != "ArticleView" or not isinstance(target, ArticleView):
            return None
        made = _ArticleAccessible(target)
        key = id(target)
        self._made[key] = made
        target.destroyed.connect(lambda: self._made.pop(key, None))
        return made


def install() -> None:
    """Tell Qt, once for each application object, how to make the view accessible."""
    application = QApplication.instance()
    if application is not None and not application.property(_INSTALLED):
        QAccessible.installFactory(_Factory())
        application.setProperty(_INSTALLED, True)


def announce(widget: QWidget, words: str) -> None:
    """Have a screen reader, if one listens, say what has come into view without the focus."""
    if words and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))


def tell_caret(view: ArticleView, units: Utf16Index) -> None:
    """Tell a screen reader, if one listens, where the caret and the selection are."""
    if not QAccessible.isActive():
        return
    caret = start = end = units.to_utf16(view.chosen.offset)
    if view.chosen.span is not None:
        start, end = units.span_to_utf16(view.chosen.span)
    # Qt's bridge to AT-SPI sends of each event its own half only.
    QAccessible.updateAccessibility(QAccessibleTextSelectionEvent(view, start, end))
    QAccessible.updateAccessibility(QAccessibleTextCursorEvent(view, caret))
