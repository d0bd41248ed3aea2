"""What a screen reader finds in the article view: its text, the caret and the selection.

Qt counts in UTF-16 units here, as everywhere; they are converted at this edge. What is painted of
the annotations has its counterpart in the list of annotations beside the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleInterface,
    QAccessibleTextCursorEvent,
    QAccessibleTextInterface,
    QAccessibleTextSelectionEvent,
)
from PySide6.QtWidgets import QAccessibleWidget, QApplication

from annotator.core.text import Span, Utf16Index

if TYPE_CHECKING:
    from annotator.ui.canvas.view import ArticleView

_INSTALLED = "hashiyaCanvasAccessible"


class _ArticleText(QAccessibleTextInterface):
    """The text of the article, read only."""

    def __init__(self, view: ArticleView) -> None:
        super().__init__()
        self._view = view

    def _text(self) -> str:
        return self._view.page.text if self._view.page else ""

    def _units(self) -> Utf16Index:
        return self._view.units()

    def characterCount(self) -> int:
        return self._units().utf16_length

    def text(self, startOffset: int, endOffset: int) -> str:  # noqa: N803 - Qt's names
        units = self._units()
        length = units.utf16_length
        end = length if endOffset < 0 else min(endOffset, length)
        start = max(0, min(startOffset, end))
        return self._text()[units.to_code_point(start) : units.to_code_point(end)]

    def cursorPosition(self) -> int:
        return self._units().to_utf16(self._view.chosen.offset)

    def setCursorPosition(self, position: int) -> None:
        self._view.put_caret(self._units().to_code_point(position))

    def selectionCount(self) -> int:
        return 1 if self._view.chosen.span else 0

    def selection(self, selectionIndex: int) -> tuple[int, int]:  # noqa: N803
        span = self._view.chosen.span
        if selectionIndex != 0 or span is None:
            return 0, 0
        return self._units().span_to_utf16(span)

    def addSelection(self, startOffset: int, endOffset: int) -> None:  # noqa: N803
        self.setSelection(0, startOffset, endOffset)

    def setSelection(self, selectionIndex: int, startOffset: int, endOffset: int) -> None:  # noqa: N803
        if selectionIndex == 0 and startOffset < endOffset:
            self._view.set_selection(self._units().span_to_code_points(startOffset, endOffset))

    def removeSelection(self, selectionIndex: int) -> None:  # noqa: N803
        if selectionIndex == 0:
            self._view.set_selection(None)

    def attributes(self, offset: int) -> tuple[str, int, int]:
        del offset
        return "", 0, self.characterCount()

    def characterRect(self, offset: int) -> QRect:
        units = self._units()
        if not 0 <= offset < units.utf16_length:
            return QRect()
        rect = self._view.character_rect(units.to_code_point(offset))
        return QRect(self._view.viewport().mapToGlobal(rect.topLeft()), rect.size())

    def offsetAtPoint(self, point: QPoint) -> int:
        there = self._view.viewport().mapFromGlobal(point)
        return self._units().to_utf16(self._view.character_at(there))

    def scrollToSubstring(self, startIndex: int, endIndex: int) -> None:  # noqa: N803
        if startIndex < endIndex:
            self._view.reveal(self._units().span_to_code_points(startIndex, endIndex))


class _ArticleAccessible(QAccessibleWidget):
    """The view as an accessible text."""

    def __init__(self, view: ArticleView) -> None:
        super().__init__(view, QAccessible.Role.EditableText)
        self._text_interface = _ArticleText(view)

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Any:  # noqa: ANN401 - Qt's own type
        if kind == QAccessible.InterfaceType.TextInterface:
            return self._text_interface
        return super().interface_cast(kind)

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


def tell_caret(view: ArticleView, units: Utf16Index) -> None:
    """Tell a screen reader, if one listens, where the caret and the selection are."""
    if not QAccessible.isActive():
        return
    span: Span | None = view.chosen.span
    cursor = units.to_utf16(view.chosen.offset)
    if span is not None:
        event = QAccessibleTextSelectionEvent(view, *units.span_to_utf16(span))
        event.setCursorPosition(cursor)
        QAccessible.updateAccessibility(event)
    else:
        QAccessible.updateAccessibility(QAccessibleTextCursorEvent(view, cursor))
