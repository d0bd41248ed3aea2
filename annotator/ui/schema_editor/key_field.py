"""A field that takes a key by its being pressed, and says at once what else has it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout

from annotator.app.translation import _, isolate
from annotator.core.schema import KEYS, Path, free_key, value_at
from annotator.ui.actions import plain_text
from annotator.ui.keymap import Keymap
from annotator.ui.panels.pieces import WrappedLabel
from annotator.ui.schema_editor.fields import Field
from annotator.ui.schema_editor.parts import AVOIDED, all_parts, kind_of, layer_of, title
from annotator.ui.shortcuts import candidates

_CHORD = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class OneKey(QLineEdit):
    """Takes the next key that a label can have; Delete and Backspace empty it, Tab goes on."""

    pressed = Signal(str)
    """A key (`q`, `1`), or the empty string."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setPlaceholderText(_("Press a key"))
        self.setFixedWidth(130)

    def event(self, event: QEvent) -> bool:
        is_key = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if is_key and not event.modifiers() & _CHORD:  # type: ignore[attr-defined]
            event.accept()  # or a letter would be a command of the window
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & _CHORD:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.pressed.emit("")
        elif key := key_of(event):
            self.pressed.emit(key)
        else:
            event.ignore()


def key_of(event: QKeyEvent) -> str:
    """The key of a label that a key event means; empty where no label can have it."""
    for found in candidates(event):
        key = QKeySequence(found & ~Qt.KeyboardModifier.ShiftModifier.value).toString().lower()
        if len(key) == 1 and key in KEYS:
            return key
    return ""


class KeyField(Field):
    """The key of a label, layer or role."""

    def __init__(self, path: Path, keymap: Keymap) -> None:
        super().__init__()
        self._path = path
        self._keymap = keymap
        self._values: Mapping[str, Any] | None = None
        self.field = OneKey()
        self.field.pressed.connect(lambda key: self.edited.emit(key or None))
        self.suggest = QPushButton(_("Take a free key"))
        self.suggest.setAutoDefault(False)
        self.suggest.clicked.connect(self._suggest)
        self.clear = QPushButton(_("No key"))
        self.clear.setAutoDefault(False)
        self.clear.clicked.connect(lambda: self.edited.emit(None))
        self.note = WrappedLabel()
        self.note.setProperty("role", "muted")
        row = QHBoxLayout()
        row.setSpacing(8)
        for each in (self.field, self.suggest, self.clear):
            row.addWidget(each)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.note)
        self.setFocusProxy(self.field)

    def show_schema(self, values: Mapping[str, Any] | None) -> None:
        """Take the schema in which the key is one of many."""
        self._values = values

    def show_value(self, value: Any) -> None:  # noqa: ANN401
        key = value if isinstance(value, str) else ""
        self.field.setText(key.upper())
        self.clear.setEnabled(bool(key))
        notes = list(self._notes(key.lower())) if key else []
        self.note.setText("\n".join(notes))
        self.note.setVisible(bool(notes))

    def _suggest(self) -> None:
        if self._values is not None:
            self.edited.emit(free_key(self._values, AVOIDED) or None)

    def _notes(self, key: str) -> Iterator[str]:
        """What else the key does, where that is no mistake."""
        action = self._keymap.action_of(key.upper())
        is_role = kind_of(self._path) == "roles"
        if action is not None:
            name = isolate(plain_text(action))
            if is_role:
                told = _("While such an annotation is selected, it no longer means “{action}”.")
            else:
                told = _("It no longer means “{action}” then: labels come first.")
            yield told.format(action=name)
        for other in all_parts(self._values):
            if len(other) not in (4, 6):
                continue
            if str(value_at(self._values, (*other, "key"), "")).lower() != key:
                continue
            if kind_of(other) == "roles" and not is_role:
                layer = title(self._values, ("layers", layer_of(other)))
                told = _("While “{layer}” is selected, it fills the role “{role}”.")
                role = title(self._values, other)
                yield told.format(layer=isolate(layer), role=isolate(role))
            elif kind_of(other) == "labels" and is_role:
                told = _("It is also the key of the label “{label}”, which the role then hides.")
                yield told.format(label=isolate(title(self._values, other)))
