"""The head of the window in one slim row: the menus, the project, and what is needed all day."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenuBar,
    QToolButton,
    QWidget,
)

from annotator.app.translation import _
from annotator.ui.panels.pieces import ElidedLabel

BUTTONS = ("undo", "redo", "finish_document", "import_files", "export")
"""The ids of the actions that have a button; an empty one would be a gap."""
_APART = 16
"""Between the project's name and what stands beside it, in pixels."""


class Header(QWidget):
    """Menus at the leading side, the project in the middle, buttons from undo to export after."""

    def __init__(self, actions: Sequence[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.menu_bar = QMenuBar()
        self._name = QLabel()
        self._name.setProperty("role", "heading")
        self._project = ElidedLabel()
        self._badge = QLabel()
        self._badge.setProperty("role", "muted")
        self._middle = QWidget(self)
        middle = QHBoxLayout(self._middle)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(8)
        middle.addWidget(self._project)
        middle.addWidget(self._badge)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 4, 12, 4)
        layout.setSpacing(4)
        layout.addWidget(self._name)
        layout.addSpacing(8)
        layout.addWidget(self.menu_bar)
        layout.addStretch(1)
        self._buttons = [_button(action) for action in actions]
        for button in self._buttons:
            layout.addWidget(button)
        self.retranslate()

    def retranslate(self) -> None:
        """Take every word again, in the interface's language."""
        self._name.setText(_("Hashiya"))
        self.menu_bar.setAccessibleName(_("Menus"))
        self._badge.setText(_("read-only"))

    def fit_menus(self) -> None:
        """Give the menus the width that they need.

        Qt 6.11 measures a menu bar from the left edge of its last menu, which in a right-to-left
        layout is the width of one menu; so it is measured as if it ran the other way.
        """
        bar = self.menu_bar
        bar.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        width = bar.sizeHint().width()
        bar.unsetLayoutDirection()
        bar.setFixedWidth(width)

    def show_project(self, name: str, *, read_only: bool) -> None:
        """Name the open project; the empty string where there is none."""
        self._project.setText(name)
        self._badge.setVisible(read_only)
        self._centre()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._centre()
        return done

    def _centre(self) -> None:
        """Name the project in the middle of the window, or beside it where menus reach there."""
        menus, tools = self.menu_bar.geometry(), QRect()
        for button in self._buttons:
            tools = tools.united(button.geometry())
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            left, right = tools.right(), menus.left()
        else:
            left, right = menus.right(), tools.left()
        room = QRect(left + _APART, 0, max(0, right - left - 2 * _APART), self.height())
        width = min(self._middle.sizeHint().width(), room.width())
        start = min(max((self.width() - width) // 2, room.left()), room.right() + 1 - width)
        self._middle.setGeometry(start, 0, width, self.height())


def _button(action: QAction) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setAutoRaise(True)
    button.setIconSize(QSize(20, 20))
    button.setMinimumSize(36, 32)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
