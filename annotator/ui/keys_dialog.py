"""The keys: all of them, with a field that narrows the list, and new ones for any action."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QWidget,
)

from annotator.app.translation import _, isolate
from annotator.core.errors import HashiyaError
from annotator.core.schema import Schema
from annotator.ui.actions import ACTION, key_text, plain_text
from annotator.ui.dialogs.frame import Frame
from annotator.ui.key_conflicts import Conflict, clashes, conflicts
from annotator.ui.key_sheet import sections
from annotator.ui.keymap import Keymap
from annotator.ui.keys_list import KeysDelegate, KeysModel, Note
from annotator.ui.shortcuts import candidates
from annotator.ui.theme import Theme

_MODIFIERS = (
    Qt.Key.Key_Control,
    Qt.Key.Key_Shift,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
    Qt.Key.Key_CapsLock,
    Qt.Key.Key_NumLock,
)


class KeyCatcher(QLineEdit):
    """A field that takes the next key, whatever it is, instead of text.

    A key counts as it does everywhere: by its position where the layout has no Latin letter.
    """

    caught = Signal(str)
    """A key in Qt's portable notation; the empty string where it was left without one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self.keyPressEvent(event)  # Tab would move the focus before
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _MODIFIERS or event.key() == Qt.Key.Key_unknown:
            return
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self.caught.emit("")
            return
        key = QKeySequence(candidates(event)[-1])
        self.caught.emit(key.toString(QKeySequence.SequenceFormat.PortableText))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.isVisible() and event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self.caught.emit("")


class KeysDialog(Frame):
    """Shows each key as it is printed on a keyboard, with what it does.

    Enter on an action takes new keys for it. What else they do is said before they are taken.
    """

    def __init__(
        self,
        schema: Schema | None,
        keymap: Keymap,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Keyboard"), parent)
        self._schema = schema
        self._keymap = keymap
        self._adds = False
        self._wanted = ""
        self.model = KeysModel(self)
        self.resize(760, 680)
        self._build(theme)
        self._fill()
        self.search.setFocus()

    def shown(self) -> list[str]:
        """What the keys in the list do."""
        return [row.text for row in self.model.rows()]

    # Building

    def _build(self, theme: Theme) -> None:
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Type a key or what it should do"))
        self.search.setAccessibleName(_("Type a key or what it should do"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._fill)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setAccessibleName(_("Keyboard"))
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setItemDelegate(KeysDelegate(theme, self.list))
        self.list.selectionModel().currentChanged.connect(self._show_chosen)
        self.list.activated.connect(self._start_change)
        self.content.addWidget(self.search)
        self.content.addWidget(self.list, 1)
        self.catcher = KeyCatcher()
        self.catcher.setAccessibleName(_("New keys"))
        self.catcher.setPlaceholderText(_("Press the new keys; Esc leaves them as they are"))
        self.catcher.caught.connect(self._caught)
        self.catcher.hide()
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.content.addWidget(self.catcher)
        self.content.addWidget(self.told)
        self.change = self._button(_("&New keys…"), self._start_change)
        self.add = self._button(_("&Add a key…"), self._start_adding)
        self.clear = self._button(_("&Without a key"), self._clear)
        self.reset = self._button(_("&Reset"), self._reset)
        self.take = self._button(_("&Take it"), self._take)
        self.take.setAutoDefault(True)
        row = QHBoxLayout()
        row.setSpacing(8)
        for each in (self.change, self.add, self.clear, self.reset):
            row.addWidget(each)
        row.addStretch(1)
        row.addWidget(self.take)
        self.content.addLayout(row)
        self.reset_all = self.add_button(
            _("Reset &all keys"), QDialogButtonBox.ButtonRole.ResetRole
        )
        self.reset_all.clicked.connect(self._reset_all)
        close = self.buttons.addButton(QDialogButtonBox.StandardButton.Close)
        close.setAutoDefault(False)

    def _button(self, text: str, slot: Callable[..., object]) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        return button

    # Showing

    def _fill(self, _words: str = "") -> None:
        chosen = self._chosen()
        notes = {each: self._note(each) for each in ACTION}
        found = sections(self._schema, self._keymap)
        self.model.show_sections(found, notes, self.search.text())
        row = self.model.row_of(chosen) if chosen else -1
        if row >= 0:
            self.list.setCurrentIndex(self.model.index(row, 0))
        self._show_chosen()

    def _note(self, action_id: str) -> Note:
        for each in clashes(self._keymap, self._schema, action_id):
            if each.forbids:
                return Note(each.text, warns=True)
        return Note(_("changed") if self._keymap.is_changed(action_id) else "")

    def _chosen(self) -> str:
        """The id of the action in the current row; empty where its keys are not the program's."""
        row = self.model.row_at(self.list.currentIndex().row())
        return row.action if row else ""

    def _show_chosen(self) -> None:
        chosen = self._chosen()
        self._stop()
        for each in (self.change, self.add):
            each.setEnabled(bool(chosen))
        self.clear.setEnabled(bool(chosen) and bool(self._keymap.keys(chosen)))
        self.reset.setEnabled(bool(chosen) and self._keymap.is_changed(chosen))
        self.reset_all.setEnabled(any(self._keymap.is_changed(each) for each in ACTION))
        if not self.list.currentIndex().isValid():
            self.told.setText(_("Choose an action to give it other keys."))
        elif chosen:
            known = clashes(self._keymap, self._schema, chosen)
            self.told.setText("\n".join(each.text for each in known))
        else:
            self.told.setText(
                _("This key is fixed: those of labels and roles stand in the schema.")
            )

    # Changing

    def _start_change(self, _index: object = None) -> None:
        self._start(adds=False)

    def _start_adding(self) -> None:
        self._start(adds=True)

    def _start(self, *, adds: bool) -> None:
        chosen = self._chosen()
        if not chosen:
            return
        self._adds = adds
        self._wanted = ""
        self.take.hide()
        name = isolate(plain_text(ACTION[chosen]))
        self.told.setText(_("New keys for “{action}”:").format(action=name))
        self.catcher.clear()
        self.catcher.show()
        self.catcher.setFocus()

    def _stop(self) -> None:
        self._wanted = ""
        self.catcher.hide()
        self.take.hide()

    def _caught(self, key: str) -> None:
        chosen = self._chosen()
        if not self.catcher.isVisible() or not chosen:
            return
        if not key:
            if not self._wanted:
                self._show_chosen()
                self.list.setFocus()
            return
        found = conflicts(self._keymap, self._schema, key, chosen)
        self._wanted = "" if any(each.forbids for each in found) else key
        self.catcher.setText(key_text(key))
        if found:
            self._ask(found)
        else:
            self._take()

    def _ask(self, found: list[Conflict]) -> None:
        """Say what else the key does; it is taken only if that is wanted."""
        self.told.setText("\n".join(each.text for each in found))
        self.take.setVisible(bool(self._wanted))
        if self._wanted:
            self.take.setFocus()

    def _take(self) -> None:
        chosen, key = self._chosen(), self._wanted
        kept = self._keymap.keys(chosen) if self._adds else ()
        self._keep(lambda: self._keymap.give(chosen, [*kept, key]))

    def _clear(self) -> None:
        chosen = self._chosen()
        self._keep(lambda: self._keymap.give(chosen, ()))

    def _reset(self) -> None:
        chosen = self._chosen()
        self._keep(lambda: self._keymap.reset(chosen))

    def _reset_all(self) -> None:
        self._keep(self._keymap.reset)

    def _keep(self, change: Callable[[], None]) -> None:
        self._stop()
        try:
            change()
        except HashiyaError as error:
            self.show_error(error)
        else:
            self.show_error(None)
        self._fill()
        self.list.setFocus()
