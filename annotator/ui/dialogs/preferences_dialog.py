"""The preferences: an editor for each setting that the table of settings shows."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from annotator.app.setting_table import Setting, Value
from annotator.app.settings import Settings
from annotator.app.translation import _
from annotator.core.errors import HashiyaError
from annotator.ui.dialogs.frame import Frame
from annotator.ui.fonts import article_font
from annotator.ui.panels.pieces import WrappedLabel

Editor = QCheckBox | QComboBox | QLineEdit | QSpinBox

FIELD = 240
"""The least width of a list of choices, in pixels: all lists end at one place."""

_SECOND_COLUMN = ("article",)
"""The groups that stand in the second of the two columns, which keep the dialog low."""

_PREVIEW = "أكّد المتحدّث، يوم الاثنين 24 فبراير 2025، أنّ «الحوار مستمرّ»."


class PreferencesDialog(Frame):
    """Changes settings at once, as they are chosen; there is nothing to confirm.

    “Reset” brings the defaults back. The dialog follows changes that come from elsewhere, and
    speaks a newly chosen language from the next time it is opened.
    """

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(_("Preferences"), parent)
        self._settings = settings
        self._editors: dict[str, Editor] = {}
        self.preview = WrappedLabel(_PREVIEW)
        self.setMinimumWidth(880)
        self._build()
        self._unsubscribe = settings.subscribe(self._take)
        self.finished.connect(lambda _result: self._unsubscribe())

    def editor(self, name: str) -> Editor:
        """The editor of a setting."""
        return self._editors[name]

    # Building

    def _build(self) -> None:
        groups: dict[str, list[Setting]] = {}
        for setting in self._settings.shown():
            groups.setdefault(setting.group, []).append(setting)
        names = _group_names()
        first, second = _form(), _form()
        for group, members in groups.items():
            form = second if group in _SECOND_COLUMN else first
            title = QLabel(names.get(group, group))
            title.setProperty("role", "heading")
            form.addRow(title)
            for setting in members:
                self._add(form, setting)
            if group == "article":
                self._add_preview(form)
        columns = QHBoxLayout()
        columns.setSpacing(32)
        columns.addLayout(first, 1)
        columns.addLayout(second, 1)
        self.content.addLayout(columns)
        self.content.addStretch(1)
        reset = self.add_button(_("&Reset"), QDialogButtonBox.ButtonRole.ResetRole)
        reset.setToolTip(_("Bring back how everything was at first, but for your name"))
        reset.clicked.connect(self._reset)
        close = self.buttons.addButton(QDialogButtonBox.StandardButton.Close)
        close.setDefault(True)

    def _add(self, form: QFormLayout, setting: Setting) -> None:
        makers: dict[str, Callable[[Setting], Editor]] = {
            "choice": self._choice,
            "integer": self._integer,
            "boolean": self._boolean,
            "text": self._text,
        }
        editor = makers[setting.kind](setting)
        label = _(setting.label)
        description = _(setting.description) if setting.description else ""
        editor.setToolTip(description)
        editor.setAccessibleName(label)
        editor.setAccessibleDescription(description)
        self._editors[setting.name] = editor
        self._show(setting.name, self._settings.get(setting.name))
        if isinstance(editor, QCheckBox):
            editor.setText(label)
            form.addRow("", editor)
        else:
            title = QLabel(_("{label}:").format(label=label))
            title.setBuddy(editor)
            form.addRow(title, editor)

    def _add_preview(self, form: QFormLayout) -> None:
        self.preview.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.preview.setProperty("role", "page")
        self.preview.setFixedHeight(132)
        self.preview.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self.preview.setAccessibleName(_("How articles look"))
        form.addRow(self.preview)
        self._show_preview()

    def _choice(self, setting: Setting) -> Editor:
        editor = QComboBox()
        editor.setMinimumWidth(FIELD)
        for choice in setting.choices:
            editor.addItem(choice.text(), choice.value)
        editor.activated.connect(lambda row: self._set(setting.name, editor.itemData(row)))
        return editor

    def _integer(self, setting: Setting) -> Editor:
        editor = QSpinBox()
        editor.setRange(
            setting.minimum if setting.minimum is not None else 0,
            setting.maximum if setting.maximum is not None else 1_000_000,
        )
        if setting.unit:
            editor.setSuffix(f" {_(setting.unit)}")
        editor.setKeyboardTracking(False)
        editor.valueChanged.connect(partial(self._set, setting.name))
        return editor

    def _boolean(self, setting: Setting) -> Editor:
        editor = QCheckBox()
        editor.toggled.connect(partial(self._set, setting.name))
        return editor

    def _text(self, setting: Setting) -> Editor:
        editor = QLineEdit()
        editor.editingFinished.connect(lambda: self._set_text(setting.name, editor))
        return editor

    # Changing

    def _set(self, name: str, value: object) -> None:
        try:
            self._settings.set(name, value)
        except HashiyaError as error:
            self.show_error(error)
        else:
            self.show_error(None)

    def _set_text(self, name: str, editor: QLineEdit) -> None:
        text = editor.text().strip()
        if text:
            self._set(name, text)
        else:
            editor.setText(self._settings.text(name))  # a name is needed: changes carry it

    def _reset(self) -> None:
        kept = "annotator"
        defaults = {
            each.name: each.default for each in self._settings.shown() if each.group != kept
        }
        try:
            self._settings.update(defaults)
        except HashiyaError as error:
            self.show_error(error)

    def _take(self, name: str, value: Value) -> None:
        if name in self._editors:
            self._show(name, value)
        self._show_preview()

    def _show(self, name: str, value: Value) -> None:
        editor = self._editors[name]
        with QSignalBlocker(editor):
            if isinstance(editor, QComboBox):
                editor.setCurrentIndex(editor.findData(value))
            elif isinstance(editor, QSpinBox) and isinstance(value, int):
                editor.setValue(value)
            elif isinstance(editor, QCheckBox):
                editor.setChecked(bool(value))
            elif isinstance(editor, QLineEdit):
                editor.setText(str(value))

    def _show_preview(self) -> None:
        self.preview.setFont(article_font(self._settings))


def _form() -> QFormLayout:
    form = QFormLayout()
    form.setHorizontalSpacing(16)
    form.setVerticalSpacing(8)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
    form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
    return form


def _group_names() -> dict[str, str]:
    return {
        "interface": _("Interface"),
        "annotator": _("Annotator"),
        "article": _("Article"),
        "selection": _("Selecting text"),
    }
