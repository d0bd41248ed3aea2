"""One role of the selected annotation: its name, its key, what fills it, and a way to fill it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from annotator.app.translation import _, language
from annotator.core.schema import Label, Role
from annotator.ui.panels.flow_layout import FlowLayout
from annotator.ui.panels.pieces import TARGET, ElidedLabel, KeyCap, TextButton, WrappedLabel
from annotator.ui.theme import Theme

ROW = 30
"""The height of a line of chips, to which names and keys are set."""
KEYS = 24
"""The column of keys."""


@dataclass(frozen=True, slots=True)
class Filler:
    """What fills a role: `index` is its place among the annotation's arguments."""

    index: int
    text: str
    label: Label | None = None


class Chip(QWidget):
    """A filler: pressing it shows it in the article, its cross (or Delete) takes it away."""

    pressed = Signal(int)
    removed = Signal(int)

    def __init__(
        self, filler: Filler, role_name: str, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.filler = filler
        self._theme = theme
        self._text = TextButton(theme)
        self._text.clicked.connect(lambda: self.pressed.emit(filler.index))
        label_name = filler.label.name.text(language()) if filler.label else _("text")
        self._text.show_label(filler.label, " ".join(filler.text.split()) or "…")
        self._text.setAccessibleName(f"{role_name}: {filler.text} ({label_name})")
        self._cross = QToolButton()
        self._cross.setProperty("role", "cross")
        self._cross.setText("×")
        self._cross.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._cross.setMinimumSize(TARGET, TARGET)
        self._cross.setToolTip(_("Take it out of “{role}”").format(role=role_name))
        self._cross.setAccessibleName(
            _("Take “{text}” out of “{role}”").format(text=filler.text, role=role_name)
        )
        self._cross.clicked.connect(lambda: self.removed.emit(filler.index))
        self.setFocusProxy(self._text)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._text)
        layout.addWidget(self._cross)

    def set_editable(self, editable: bool) -> None:
        """Whether the filler may be taken away."""
        self._cross.setVisible(editable)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._cross.isVisible():
            self.removed.emit(self.filler.index)
        else:
            super().keyPressEvent(event)


class RoleRow(QWidget):
    """A role with its fillers.

    `fill_requested(role)`: the user wants to fill it (or, while it is being filled, to stop);
    `filler_pressed(index)` and `filler_removed(index)` name the argument by its place.
    """

    fill_requested = Signal(str)
    filler_pressed = Signal(int)
    filler_removed = Signal(int)

    def __init__(
        self, role_id: str, role: Role | None, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.role_id = role_id
        self._role = role
        self._theme = theme
        self._fillers: tuple[Filler, ...] | None = None
        self._editable = True
        self.name = role.name.text(language()) if role else role_id
        title = ElidedLabel(self.name)
        title.setToolTip(role.guide.text(language()) if role else "")
        self._missing = QLabel("○ " + _("still empty, and required"))
        self._missing.setProperty("role", "warning")
        self._missing.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._filling = WrappedLabel(_("Select text, or click an annotation. Esc stops."))
        self._filling.hide()
        title.setFixedHeight(ROW)
        title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        key = KeyCap(role.key.upper() if role else "")
        self._chips = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._chips.setSizePolicy(policy)
        self._flow = FlowLayout(self._chips)
        self._add = self._add_button()
        self._flow.addWidget(self._add)
        self._filled = QVBoxLayout()
        self._filled.setSpacing(2)
        for widget in (self._chips, self._missing, self._filling):
            self._filled.addWidget(widget)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(title, 3, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(in_line(key), 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(self._filled, 7)

    def set_fillers(self, fillers: Sequence[Filler], *, missing: bool) -> None:
        """Show what fills the role; `missing` says that something must."""
        self._missing.setVisible(missing)
        if tuple(fillers) == self._fillers:
            return
        had_focus = any(each.isAncestorOf(each.focusWidget() or self) for each in self.chips())
        self._fillers = tuple(fillers)
        for chip in self.chips():
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        for place, each in enumerate(fillers):
            chip = Chip(each, self.name, self._theme)
            chip.pressed.connect(self.filler_pressed)
            chip.removed.connect(self.filler_removed)
            chip.set_editable(self._editable)
            self._flow.insert(place, chip)
        if had_focus:
            self._add.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_add()

    def chips(self) -> list[Chip]:
        """The chips of the fillers, in their order."""
        items = (self._flow.itemAt(place) for place in range(self._flow.count()))
        widgets = (each.widget() for each in items if each is not None)
        return [each for each in widgets if isinstance(each, Chip)]

    def set_editable(self, editable: bool) -> None:
        """Whether anything may be changed."""
        self._editable = editable
        for chip in self.chips():
            chip.set_editable(editable)
        self._show_add()

    def set_filling(self, filling: bool) -> None:
        """Show that the next thing selected in the article fills this role."""
        self._filling.setVisible(filling)
        self._add.setChecked(filling)

    def add_button(self) -> QToolButton:
        """The button that asks for a filler."""
        return self._add

    def _add_button(self) -> QToolButton:
        button = QToolButton()
        button.setText("+")
        button.setProperty("role", "segment")
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setMinimumSize(TARGET, TARGET)
        tip = _("Fill “{role}”").format(role=self.name)
        button.setAccessibleName(tip)
        if self._role and self._role.key:
            tip += "\n" + _("Key: {key}").format(key=self._role.key)
        button.setToolTip(tip)
        button.clicked.connect(self._ask)
        return button

    def _ask(self) -> None:
        self._add.setChecked(False)  # down only while the window says that it is being filled
        self.fill_requested.emit(self.role_id)

    def _show_add(self) -> None:
        full = bool(self._fillers) and self._role is not None and not self._role.multiple
        self._add.setVisible(self._editable and self._role is not None and not full)


def in_line(key: KeyCap) -> QWidget:
    """A key in the middle of the first line, in a column of its own even where there is none."""
    place = QWidget()
    place.setFixedSize(KEYS, ROW)
    layout = QHBoxLayout(place)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(key, 0, Qt.AlignmentFlag.AlignCenter)
    return place
