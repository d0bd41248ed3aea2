"""Fields of the form: one for each kind of value that a schema has.

A field shows a value (`show_value`) and tells another (`edited(value)`; None takes the key away).
It leaves alone what is being written in it, as long as that says the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from annotator.app.translation import _, language
from annotator.core.text import paragraph_direction
from annotator.ui.panels.choices import Choice, Segments

_BETWEEN = re.compile(r"[,،؛;\n]")


class Field(QWidget):
    """What all fields can do."""

    edited = Signal(object)
    """Another value was given; None: the key is to go."""

    is_typed = False
    """Whether values come letter by letter, so that several make one step for undo."""

    def show_value(self, value: Any) -> None:  # noqa: ANN401 - whatever the text says
        """Show a value, which may be of a wrong type."""
        raise NotImplementedError

    def name_it(self, name: str, description: str = "") -> None:
        """Take a name for those who cannot see the label beside it."""
        for each in (self, self.focusProxy()):
            if each is not None:
                each.setAccessibleName(name)
                each.setAccessibleDescription(description)

    def _row(self, *widgets: QWidget) -> QHBoxLayout:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for each in widgets:
            row.addWidget(each)
        return row


class TextField(Field):
    """One line of text; codes run from left to right always."""

    is_typed = True

    def __init__(self, *, is_code: bool = False) -> None:
        super().__init__()
        self.line = QLineEdit()
        if is_code:
            self.line.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.line.textEdited.connect(lambda text: self.edited.emit(text or None))
        self.setFocusProxy(self.line)
        self._row(self.line)

    def show_value(self, value: Any) -> None:  # noqa: ANN401
        put(self.line, value if isinstance(value, str) else "")


class NamesField(Field):
    """A text in Arabic and in English, each in its own direction."""

    is_typed = True

    def __init__(self) -> None:
        super().__init__()
        self.lines = {"ar": QLineEdit(), "en": QLineEdit()}
        self._names = {"ar": _("Arabic"), "en": _("English")}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        # The interface's language first: it is what the editor thinks in.
        for code in sorted(self.lines, key=lambda each: each != language()):
            line = self.lines[code]
            rtl = code == "ar"
            sides = Qt.LayoutDirection
            line.setLayoutDirection(sides.RightToLeft if rtl else sides.LeftToRight)
            line.setPlaceholderText(self._names[code])
            line.textEdited.connect(self._tell)
            column.addWidget(line)
            if self.focusProxy() is None:
                self.setFocusProxy(line)

    def show_value(self, value: Any) -> None:  # noqa: ANN401
        if isinstance(value, str):
            value = {"ar": value, "en": value}
        for code, line in self.lines.items():
            found = value.get(code, "") if isinstance(value, Mapping) else ""
            put(line, found if isinstance(found, str) else "")

    def name_it(self, name: str, description: str = "") -> None:
        for code, line in self.lines.items():
            line.setAccessibleName(f"{name} ({self._names[code]})")
            line.setAccessibleDescription(description)

    def _tell(self) -> None:
        texts = {code: line.text() for code, line in self.lines.items() if line.text()}
        self.edited.emit(texts or None)


class FlagField(Field):
    """Yes or no; `default` is what holds where the key is missing, and is not written."""

    def __init__(self, text: str, *, default: bool) -> None:
        super().__init__()
        self._default = default
        self.box = QCheckBox(text)
        self.box.clicked.connect(lambda on: self.edited.emit(None if on == default else on))
        self.setFocusProxy(self.box)
        self._row(self.box).addStretch(1)

    def show_value(self, value: Any) -> None:  # noqa: ANN401
        self.box.setChecked(value if isinstance(value, bool) else self._default)


class ChoiceField(Field):
    """One of a few values, side by side."""

    def __init__(self, choices: Sequence[Choice], *, default: str = "") -> None:
        super().__init__()
        self._default = default
        self.choices = Segments(choices)
        self.choices.chosen.connect(lambda value: self.edited.emit(value))
        for each in choices:
            self.choices.button(each.value).setAccessibleName(each.name)
        self._row(self.choices)
        self.setFocusProxy(self.choices.button(choices[0].value))

    def show_value(self, value: Any) -> None:  # noqa: ANN401
        self.choices.set_value(value if isinstance(value, str) else self._default)

    def name_it(self, name: str, description: str = "") -> None:
        self.choices.setAccessibleName(name)
        self.choices.setAccessibleDescription(description)


class WordsField(Field):
    """A list of words, with commas or line ends between them."""

    is_typed = True

    def __init__(self, *, is_code: bool = False) -> None:
        super().__init__()
        self._is_code = is_code
        self.edit = QPlainTextEdit()
        self.edit.setTabChangesFocus(True)
        self.edit.textChanged.connect(self._tell)
        self.note = QLabel(_("Separate them with commas."))
        self.note.setProperty("role", "muted")
        if is_code:
            self.edit.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setFocusProxy(self.edit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.edit)
        column.addWidget(self.note)
        self._set_rows(1 if is_code else 3)

    def show_value(self, value: Any) -> None:  # noqa: ANN401
        rows = [each for each in value if isinstance(each, str)] if isinstance(value, list) else []
        if rows == self._words():
            return
        text = "، ".join(rows) if paragraph_direction(" ".join(rows)) == "rtl" else ", ".join(rows)
        with QSignalBlocker(self.edit):
            self.edit.setPlainText(text)

    def _words(self) -> list[str]:
        found = (each.strip() for each in _BETWEEN.split(self.edit.toPlainText()))
        return [each for each in found if each]

    def _tell(self) -> None:
        self.edited.emit(self._words() or None)

    def _set_rows(self, count: int) -> None:
        metrics = QFontMetrics(self.edit.font())
        self.edit.setFixedHeight(metrics.lineSpacing() * count + 22)


def put(line: QLineEdit, text: str) -> None:
    """Show a text; where it is there already, the cursor stays."""
    if line.text() != text:
        line.setText(text)
        line.setCursorPosition(0)
