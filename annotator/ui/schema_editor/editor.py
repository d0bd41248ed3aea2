"""The dialog in which the schema of a project is edited and, as one change, put in force."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path as FilePath

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QMenu,
    QMessageBox,
    QPushButton,
    QTabWidget,
    QToolButton,
    QWidget,
)

from annotator.app.schema_files import read_source, templates, write_source
from annotator.app.session import Session
from annotator.app.translation import _, isolate
from annotator.core.errors import HashiyaError
from annotator.core.schema import Mistake
from annotator.ui.actions import key_text
from annotator.ui.dialogs.frame import Frame
from annotator.ui.keymap import Keymap
from annotator.ui.schema_editor.draft import Draft
from annotator.ui.schema_editor.form import place_of
from annotator.ui.schema_editor.losses import LossBar
from annotator.ui.schema_editor.mistakes_bar import MistakesBar
from annotator.ui.schema_editor.parts_page import PartsPage
from annotator.ui.schema_editor.source_page import SourcePage
from annotator.ui.theme import Theme

_UNDO, _REDO = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo


class SchemaEditor(Frame):
    """Edits a copy of the project's schema. Apply puts it in force; until then nothing changes."""

    surgery_requested = Signal()
    """Labels that are in use are to be changed with their annotations."""

    def __init__(
        self,
        session: Session,
        keymap: Keymap,
        theme: Theme,
        icons: Mapping[str, QIcon],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Schema"), parent)
        self._session = session
        self._icons = icons
        self._watched: QWidget | None = None
        self.resize(1060, 760)
        schema = session.schema
        self.draft = Draft(schema.source if schema else "", self)
        self.parts = PartsPage(self.draft, keymap, theme, icons, session.settings)
        self.source = SourcePage(self.draft, theme)
        self.mistakes = MistakesBar(self.draft)
        self.losses = LossBar(session, self.draft)
        self._build()
        self.draft.changed.connect(self._show)
        self.mistakes.go_requested.connect(self.go_to)
        self.losses.surgery_requested.connect(self._leave_for_surgery)
        QApplication.instance().focusChanged.connect(self._watch)  # type: ignore[union-attr]
        self._show()
        self.parts.outline.setFocus()

    def select_label(self, layer_id: str, label_id: str) -> None:
        """Show the form of a label."""
        schema = self.draft.good
        for i, layer in enumerate(schema.layers if schema else ()):
            for j, label in enumerate(layer.labels):
                if (layer.id, label.id) == (layer_id, label_id):
                    self.draft.selected = ("layers", i, "labels", j)
        self.parts.refresh()

    def accept(self) -> None:
        """Put the schema in force and close; stay and say why where that cannot be."""
        self.source.commit()
        if self.draft.mistakes:
            self.go_to(self.draft.mistakes[0])
            return
        if not self.losses.isHidden():
            self.losses.button.setFocus()
            return
        if not self.draft.is_changed or self._apply():
            super().accept()

    def reject(self) -> None:
        """Close; what was changed is applied or let go as the user says."""
        self.source.commit()
        if not self.draft.is_changed:
            super().reject()
            return
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(_("Schema"))
        box.setText(_("The schema was changed. Shall the project have it?"))
        apply = box.addButton(_("&Apply"), QMessageBox.ButtonRole.AcceptRole)
        discard = box.addButton(_("&Discard"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.exec()
        if box.clickedButton() is apply:
            self.accept()
        elif box.clickedButton() is discard:
            super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a field is not yet Apply: the text may still be on its way."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focus = self.focusWidget()
            if isinstance(focus, QPushButton):
                focus.click()
            return
        super().keyPressEvent(event)

    def done(self, result: int) -> None:
        """Leave the application's focus alone from now on."""
        QApplication.instance().focusChanged.disconnect(self._watch)  # type: ignore[union-attr]
        self._watch(None, None)
        super().done(result)

    def go_to(self, mistake: Mistake) -> None:
        """Show a mistake where it is: at its field, or in its line."""
        if self.draft.values is None or self.tabs.currentWidget() is self.source:
            self.tabs.setCurrentWidget(self.source)
            self.source.go_to(mistake.line)
            self.source.setFocus()
            return
        part, key = place_of(self.draft, mistake)
        self.draft.end_step()
        self.draft.selected = part
        self.parts.refresh()
        self.parts.form.focus_field(key)

    # Files

    def import_file(self, path: FilePath) -> None:
        """Take the schema of a file as a step that can be undone, mistakes and all."""
        try:
            source = read_source(path)
        except HashiyaError as error:
            self.show_error(error)
            return
        self.show_error(None)
        self.draft.selected = ("schema",)
        self.draft.take(source)

    def export_file(self, path: FilePath) -> None:
        """Write the schema, as it is in the editor, to a file."""
        self.source.commit()
        try:
            write_source(path, self.draft.source)
        except HashiyaError as error:
            self.show_error(error)
        else:
            self.show_error(None)

    # Building

    def _build(self) -> None:
        self.tabs = QTabWidget()
        self.tabs.addTab(self.parts, _("&Parts"))
        self.tabs.addTab(self.source, _("&TOML"))
        self.tabs.currentChanged.connect(lambda _tab: self.source.commit())
        self.content.addLayout(self._bar())
        self.content.addWidget(self.mistakes)
        self.content.addWidget(self.losses)
        self.content.addWidget(self.tabs, 1)
        self.apply_button = self.add_button(_("&Apply"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.apply_button.setToolTip(
            _("Put the schema in force as one change ({key})").format(
                key=isolate(key_text("Ctrl+Enter"))
            )
        )
        cancel = self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        cancel.setAutoDefault(False)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self).activated.connect(self.accept)

    def _bar(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.undo_button = self._tool("undo", _("Undo"), _UNDO, self.undo)
        self.redo_button = self._tool("redo", _("Redo"), _REDO, self.redo)
        for each in (self.undo_button, self.redo_button):
            row.addWidget(each)
        row.addStretch(1)
        template = QPushButton(_("Start from a te&mplate"))
        menu = QMenu(self)
        for known in templates():
            action = menu.addAction(known.line().replace("&", "&&"))
            action.triggered.connect(lambda _on=False, path=known.path: self.import_file(path))
        template.setMenu(menu)
        template.setAutoDefault(False)
        self.template_button = template
        row.addWidget(template)
        for text, act in (
            (_("&Import TOML…"), self._ask_import),
            (_("E&xport TOML…"), self._ask_export),
        ):
            button = QPushButton(text)
            button.setAutoDefault(False)
            button.clicked.connect(act)
            row.addWidget(button)
        return row

    def _tool(
        self, icon: str, name: str, key: QKeySequence.StandardKey, act: Callable[[], None]
    ) -> QToolButton:
        button = QToolButton()
        button.setIcon(self._icons[icon])
        button.setAccessibleName(name)
        native = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
        button.setToolTip(f"{name} ({isolate(native)})")
        button.clicked.connect(act)
        QShortcut(key, self).activated.connect(act)
        return button

    # What happens

    def undo(self) -> None:
        """Take the last step in the editor back."""
        self.source.commit()
        self.draft.undo()

    def redo(self) -> None:
        """Take it again."""
        self.draft.redo()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Undo and redo are the editor's, not those of the field that has the keyboard."""
        is_key = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if is_key and (event.matches(_UNDO) or event.matches(_REDO)):  # type: ignore[attr-defined]
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _show(self) -> None:
        self.parts.refresh()
        self.source.refresh()
        self.mistakes.refresh()
        self.losses.refresh()
        self.undo_button.setEnabled(self.draft.can_undo)
        self.redo_button.setEnabled(self.draft.can_redo)

    def _apply(self) -> bool:
        """Change the project; whether it has the schema now."""
        self.show_error(None)
        self._session.failed.connect(self.show_error)
        try:
            change = self._session.schema_editing.set_schema(self.draft.source)
        finally:
            self._session.failed.disconnect(self.show_error)
        return change is not None

    def _leave_for_surgery(self) -> None:
        """Close without the changes, and let labels be changed with their annotations."""
        super().reject()
        self.surgery_requested.emit()

    def _ask_import(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(
            self,
            _("Import a schema"),
            self._folder(),
            _kinds(),
        )
        if name:
            self.import_file(FilePath(name))

    def _ask_export(self) -> None:
        schema = self.draft.good
        name, _kind = QFileDialog.getSaveFileName(
            self,
            _("Export the schema"),
            str(FilePath(self._folder(), f"{schema.id if schema else 'schema'}.toml")),
            _kinds(),
        )
        if name:
            self.export_file(FilePath(name))

    def _folder(self) -> str:
        return self._session.settings.text("folders.last") or str(FilePath.home())

    def _watch(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Keep an eye on the field that has the keyboard; see `eventFilter`."""
        if self._watched is not None:
            self._watched.removeEventFilter(self)
        self._watched = new if new is not None and self.isAncestorOf(new) else None
        if self._watched is not None:
            self._watched.installEventFilter(self)


def _kinds() -> str:
    return _("Schemas ({endings})").format(endings="*.toml")
