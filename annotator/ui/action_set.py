"""The window's actions as Qt has them, made from the table, with the keys that hold now."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QIcon, QKeySequence

from annotator.app.translation import _
from annotator.ui.actions import ACTION, ACTIONS, ActionSpec, Needs, key_text, plain_text
from annotator.ui.keymap import Keymap, is_plain


class ActionSet(QObject):
    """The window's QActions, made from the table, each connected to its handler."""

    def __init__(self, parent: QObject, handlers: Sequence[object], keymap: Keymap) -> None:
        """Each action calls the method of the first of `handlers` that has it."""
        super().__init__(parent)
        self._handlers = handlers
        self._keymap = keymap
        self._named: dict[str, str] = {}
        self._actions = {spec.id: self._make(spec, parent) for spec in ACTIONS}
        self.take_keys()

    def __getitem__(self, action_id: str) -> QAction:
        return self._actions[action_id]

    def retranslate(self) -> None:
        """Take every name and tooltip again, in the interface's language and with its key."""
        for spec in ACTIONS:
            action = self._actions[spec.id]
            action.setText(self._menu_text(spec))
            action.setToolTip(self._tooltip(spec))
            action.setStatusTip(_(spec.tip) if spec.tip else "")

    def take_keys(self) -> None:
        """Take the keys that the keymap gives now."""
        for spec in ACTIONS:
            keys = [key for key in self._keymap.keys(spec.id) if not is_plain(key)]
            self._actions[spec.id].setShortcuts([QKeySequence(key) for key in keys])
        self.retranslate()

    def set_icons(self, icons: Mapping[str, QIcon]) -> None:
        """Take the icons of another theme or direction."""
        for spec in ACTIONS:
            if spec.icon in icons:
                self._actions[spec.id].setIcon(icons[spec.icon])

    def enable(self, state: Needs) -> None:
        """Enable what can be used in this state."""
        for spec in ACTIONS:
            self._actions[spec.id].setEnabled(spec.needs & state == spec.needs)

    def check(self, checked: Mapping[str, bool]) -> None:
        """Set which checkable actions are on."""
        for action_id, on in checked.items():
            self._actions[action_id].setChecked(on)

    def rename(self, action_id: str, name: str) -> None:
        """Add to undo or redo what it would take back or make again."""
        self._named[action_id] = name.replace("\n", " ")
        spec, action = ACTION[action_id], self._actions[action_id]
        action.setText(self._menu_text(spec))
        action.setToolTip(self._tooltip(spec))

    def handler(self, spec: ActionSpec) -> Callable[[], object]:
        """The method that carries an action out."""
        owner = next(each for each in self._handlers if hasattr(each, spec.handler))
        method: Callable[[], object] = getattr(owner, spec.handler)
        return method

    def _make(self, spec: ActionSpec, parent: QObject) -> QAction:
        action = QAction(parent)
        action.setObjectName(spec.id)
        action.setCheckable(spec.checkable)
        # Qt would move actions between the menus of macOS by their English names.
        action.setMenuRole(_MENU_ROLES.get(spec.id, QAction.MenuRole.NoRole))
        handler = self.handler(spec)
        action.triggered.connect(lambda _checked=False: handler())
        return action

    def _menu_text(self, spec: ActionSpec) -> str:
        """The text in a menu; a plain key is written in the column of the keys but left to us."""
        name = self._named.get(spec.id, "")
        text = f"{_(spec.text)}: {name.replace('&', '&&')}" if name else _(spec.text)
        keys = self._keymap.keys(spec.id)
        return f"{text}\t{key_text(keys[0])}" if keys and is_plain(keys[0]) else text

    def _tooltip(self, spec: ActionSpec) -> str:
        """What the action does, and its key."""
        name = self._named.get(spec.id, "")
        text = _(spec.tip) if spec.tip else plain_text(spec)
        text = f"{text}: {name}" if name else text
        keys = self._keymap.keys(spec.id)
        return f"{text} ({key_text(keys[0])})" if keys else text


_MENU_ROLES = {
    "quit": QAction.MenuRole.QuitRole,
    "about": QAction.MenuRole.AboutRole,
    "preferences": QAction.MenuRole.PreferencesRole,
}
