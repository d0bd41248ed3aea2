"""Everything that can be done, found by typing a few letters of its name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from annotator.app.settings import Settings
from annotator.app.translation import _
from annotator.core.errors import HashiyaError
from annotator.ui.command_delegate import CommandDelegate
from annotator.ui.command_list import Command, CommandModel
from annotator.ui.theme import Theme
from annotator.ui.type_ahead import TypeAhead

WIDTH = 640
ROWS = 14
"""How many rows the list shows before it scrolls."""
RECENT = "palette.recent"

_DOWN = 56  # pixels below the top of the window


class CommandPalette(TypeAhead):
    """A field and a list; Enter does what is highlighted, Escape closes.

    What was done last stands on top the next time.
    """

    def __init__(self, settings: Settings, theme: Theme, parent: QWidget) -> None:
        self.model = CommandModel()
        super().__init__(self.model, parent)
        self._settings = settings
        self._window = parent
        self._commands: Sequence[Command] = ()
        self._delegate = CommandDelegate(theme, self.list)
        self.set_delegate(self._delegate)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._delegate.set_theme(theme)

    def open(self, commands: Sequence[Command]) -> None:
        """Open in the upper middle of the window with what can be done now."""
        self._commands = commands
        self.field.setPlaceholderText(_("Type what you want to do"))
        self.field.setAccessibleName(_("Command palette"))
        self.list.setAccessibleName(_("Commands"))
        self.nothing.setText(_("Nothing is called that. Backspace brings everything back."))
        self.setLayoutDirection(QGuiApplication.layoutDirection())
        self.start()
        self._place()
        self.show()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def narrow(self, text: str) -> None:
        if text:
            self.model.show_matches(self._commands, text)
        else:
            self.model.show_groups(self._commands, self._settings.texts(RECENT))

    def choose(self, index: QModelIndex) -> None:
        command = self.model.command_at(index.row())
        if command is None or command.reason:
            return
        self._remember(command.id)
        self.close()
        command.run()

    def _remember(self, command_id: str) -> None:
        earlier = [each for each in self._settings.texts(RECENT) if each != command_id]
        try:
            self._settings.set(RECENT, [command_id, *earlier])
        except HashiyaError:  # it holds until the program ends
            return

    def _place(self) -> None:
        window = self._window
        height = self.field.sizeHint().height() + ROWS * self.list.sizeHintForRow(0) + 3 * 8
        rect = QRect(0, 0, min(WIDTH, window.width()), min(height + 4, window.height()))
        rect.moveCenter(window.geometry().center())
        rect.moveTop(window.geometry().top() + _DOWN)
        area = window.screen().availableGeometry()
        rect.moveBottom(min(rect.bottom(), area.bottom()))
        self.setGeometry(rect)
