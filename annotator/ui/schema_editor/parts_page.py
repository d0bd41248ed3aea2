"""The page of parts: the tree with what can be done to it, and beside it the form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.app.settings import Settings
from annotator.app.translation import _
from annotator.core.errors import N_
from annotator.core.schema import LAYER_KINDS, Path, value_at
from annotator.ui.actions import key_text
from annotator.ui.keymap import Keymap
from annotator.ui.schema_editor.draft import Draft
from annotator.ui.schema_editor.form import Form
from annotator.ui.schema_editor.outline import Outline
from annotator.ui.schema_editor.parts import (
    LISTS,
    is_list,
    kind_of,
    new_layer,
    new_part,
)
from annotator.ui.schema_editor.preview import Preview
from annotator.ui.theme import Theme

_ADD: dict[str, str] = {
    "labels": N_("&Label"),
    "attributes": N_("&Attribute of all labels of the layer"),
    "roles": N_("&Role of the layer"),
    "groups": N_("&Group of labels"),
}
_ADD_LAYER: dict[str, str] = {
    "span": N_("Layer of &spans (names, terms)"),
    "frame": N_("Layer of &frames (quotes, events)"),
    "relation": N_("Layer of rel&ations"),
}


class PartsPage(QWidget):
    """Selects, adds, removes and reorders parts; the form beside the tree changes them."""

    def __init__(
        self,
        draft: Draft,
        keymap: Keymap,
        theme: Theme,
        icons: Mapping[str, QIcon],
        settings: Settings,
    ) -> None:
        super().__init__()
        self._draft = draft
        self._icons = icons
        self.outline = Outline(draft, theme)
        self.form = Form(draft, keymap, theme)
        self.preview = Preview(settings)
        self._lay_out()
        self.outline.chosen.connect(self._show_part)
        self.outline.removal_requested.connect(self.remove)
        self.outline.addition_requested.connect(self.add_like)
        self.form.add_requested.connect(self.add_like)
        self.outline.form_requested.connect(self.form.focus_field)
        for key, step in (("Alt+Up", -1), ("Alt+Down", 1)):
            shortcut = QShortcut(QKeySequence(key), self.outline)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self.shift, step))

        for key in ("F6", "Shift+F6"):
            QShortcut(QKeySequence(key), self).activated.connect(self.go_across)

    def go_across(self) -> None:
        """Move the keyboard between the tree and the form, as F6 does in the window."""
        focus = self.focusWidget()
        if focus is not None and self.form.isAncestorOf(focus):
            self.outline.setFocus()
        else:
            self.form.focus_field()

    def refresh(self) -> None:
        """Show the draft as it is now."""
        self.outline.refresh()
        self._show_part()

    # What can be done to parts

    def add_like(self) -> None:
        """Add another of what is selected: a layer, or a part of the same list."""
        path, values = self._draft.selected, self._draft.values
        if values is None:
            return
        if path == ("schema",) or kind_of(path) == "layers":
            self.add_layer("span")
        elif is_list(path):
            self.add(path)
        else:
            self.add(path[:-1])

    def add_layer(self, kind: str) -> None:
        """Add a layer with one label after the one that is selected."""
        values = self._draft.values
        if values is not None:
            count = len(value_at(values, ("layers",), []))
            path = self._draft.selected
            at = int(path[1]) + 1 if len(path) > 1 else count
            self._draft.insert(("layers",), at, new_layer(values, kind))
            self.form.focus_field()

    def add(self, array: Path) -> None:
        """Add a part to a list, after the one that is selected there."""
        values, path = self._draft.values, self._draft.selected
        if values is None:
            return
        size = len(value_at(values, array, []))
        inside = path[: len(array)] == array and len(path) > len(array)
        at = int(path[len(array)]) + 1 if inside else size
        group = ""
        if array[-1] == "labels" and inside:
            code = str(value_at(values, (*array, path[len(array)], "id"), ""))
            group = code.partition(".")[0] if "." in code else ""
        self._draft.insert(array, at, new_part(values, array, group))
        self.form.focus_field()

    def remove(self) -> None:
        """Take the selected part away; the one after it is selected then, or the one before."""
        path = self._draft.selected
        if self._draft.values is None or not isinstance(path[-1], int):
            return
        size = len(value_at(self._draft.values, path[:-1], []))
        then: Path = path if path[-1] < size - 1 else (*path[:-1], path[-1] - 1)
        if size == 1:
            then = path[:-1] if len(path) == 4 else path[:-2] or ("schema",)
        self._draft.remove(path, then)

    def shift(self, step: int) -> None:
        """Move the selected part up or down among its like."""
        path = self._draft.selected
        if self._draft.values is None or not isinstance(path[-1], int):
            return
        size = len(value_at(self._draft.values, path[:-1], []))
        if 0 <= path[-1] + step < size:
            self._draft.move(path, path[-1] + step)

    # Building

    def _lay_out(self) -> None:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.outline, 1)
        column.addLayout(self._buttons())
        main = QWidget()
        rows = QVBoxLayout(main)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.preview)
        rows.addWidget(self.form, 1)
        parts = QSplitter()
        parts.setChildrenCollapsible(False)
        parts.addWidget(side)
        parts.addWidget(main)
        parts.setStretchFactor(1, 1)
        parts.setSizes([340, 660])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(parts)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.add_button = QPushButton(_("A&dd"))
        self.add_button.setAutoDefault(False)
        self.add_button.setToolTip(_("Insert adds another of what is selected."))
        menu = QMenu(self)
        menu.aboutToShow.connect(lambda: self._fill_menu(menu))
        self.add_button.setMenu(menu)
        row.addWidget(self.add_button)
        self.remove_button = self._tool("delete", _("Remove"), "Del", self.remove)
        self.up_button = self._tool("up", _("Move up"), "Alt+Up", partial(self.shift, -1))
        self.down_button = self._tool("down", _("Move down"), "Alt+Down", partial(self.shift, 1))
        row.addStretch(1)
        for each in (self.up_button, self.down_button, self.remove_button):
            row.addWidget(each)
        return row

    def _tool(self, icon: str, name: str, key: str, act: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setIcon(self._icons[icon])
        button.setAccessibleName(name)
        button.setToolTip(f"{name} ({key_text(key)})")
        button.clicked.connect(lambda: act())
        return button

    def _fill_menu(self, menu: QMenu) -> None:
        """What can be added where something is selected."""
        menu.clear()
        path, values = self._draft.selected, self._draft.values
        if values is None:
            return
        if len(path) > 1:
            layer = path[:2]
            span = value_at(values, (*layer, "kind")) == "span"
            for each in LISTS:
                if each != "roles" or not span:
                    action = menu.addAction(_(_ADD[each]))
                    action.triggered.connect(partial(self.add, (*layer, each)))
            if len(path) >= 4 and path[2] == "labels":
                self._add_own(menu, path[:4], has_roles=not span)
            menu.addSeparator()
        for kind in LAYER_KINDS:
            menu.addAction(_(_ADD_LAYER[kind])).triggered.connect(partial(self.add_layer, kind))

    def _add_own(self, menu: QMenu, label: Path, *, has_roles: bool) -> None:
        menu.addSeparator()
        action = menu.addAction(_("Attribute of &this label alone"))
        action.triggered.connect(partial(self.add, (*label, "attributes")))
        if not has_roles:
            return
        inner = menu.addMenu(_("Role of this label al&one"))
        inner.addAction(_("&New role")).triggered.connect(partial(self.add, (*label, "roles")))
        values = self._draft.values
        for role in value_at(values, (*label[:2], "roles"), []):
            code = value_at(role, ("id",), "")
            told = _("Its own version of “{role}”").format(role=code)
            inner.addAction(told.replace("&", "&&")).triggered.connect(
                partial(self._add_version, label, code)
            )

    def _add_version(self, label: Path, code: str) -> None:
        """Give a label its own version of a role of the layer, to be changed in the form."""
        entries = value_at(self._draft.values, (*label, "roles"), [])
        for index, each in enumerate(entries):
            if each == code or value_at(each, ("id",)) == code:
                self._draft.selected = (*label, "roles", index)
                if each == code:
                    self._draft.set((*label, "roles", index), {"id": code})
                self.refresh()
                self.form.focus_field("fillers")
                return
        self._draft.selected = (*label, "roles", len(entries))
        self._draft.set((*label, "roles"), [*entries, {"id": code}])
        self.form.focus_field("fillers")

    def _show_part(self) -> None:
        path, values = self._draft.selected, self._draft.values
        self.form.refresh()
        self.preview.show_part(values, path)
        movable = values is not None and isinstance(path[-1], int)
        size = len(value_at(values, path[:-1], [])) if movable else 0
        at = int(path[-1]) if movable else 0
        self.remove_button.setEnabled(movable)
        self.up_button.setEnabled(movable and at > 0)
        self.down_button.setEnabled(movable and at < size - 1)
        self.add_button.setEnabled(values is not None)
