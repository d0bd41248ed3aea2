"""The parts of the schema as a tree: labels with their look and key, mistakes marked."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeWidget, QTreeWidgetItem

from annotator.app.translation import _, ngettext, number
from annotator.core.schema import COLORS, LINE_STYLES, Label, Names, Path, value_at
from annotator.ui.icons import icon
from annotator.ui.schema_editor.draft import Draft
from annotator.ui.schema_editor.form import place_of
from annotator.ui.schema_editor.outline_delegate import (
    KEY_ROLE,
    LOOK_ROLE,
    WRONG_ROLE,
    OutlineDelegate,
)
from annotator.ui.schema_editor.parts import children, is_list, kind_of, title
from annotator.ui.theme import Theme

_PATH = Qt.ItemDataRole.UserRole


class Outline(QTreeWidget):
    """A tree of the draft's parts. It selects and reorders; what is in a part, the form shows."""

    chosen = Signal()
    """Another part was selected; the draft knows which."""
    removal_requested = Signal()
    addition_requested = Signal()
    form_requested = Signal()
    """The keyboard is to go on in the form."""

    def __init__(self, draft: Draft, theme: Theme) -> None:
        super().__init__()
        self._draft = draft
        sign = icon("error", theme, color=theme.roles.error)
        self._items: dict[Path, QTreeWidgetItem] = {}
        self._open: set[Path] = {("schema",)}
        self.setHeaderHidden(True)
        self.setItemDelegate(OutlineDelegate(theme, sign, self))
        self.setIndentation(14)
        self.setUniformRowHeights(True)
        self.setAccessibleName(_("Parts of the schema"))
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.currentItemChanged.connect(self._choose)
        self.itemExpanded.connect(lambda item: self._open.add(self.path_of(item)))
        self.itemCollapsed.connect(lambda item: self._open.discard(self.path_of(item)))
        layers = list(children(draft.values, ("schema",)))
        if layers:
            self._open |= {layers[0], (*layers[0], "labels")}

    def path_of(self, item: QTreeWidgetItem | None) -> Path:
        """The part that an item stands for."""
        return tuple(item.data(0, _PATH)) if item is not None else ("schema",)

    def item_of(self, path: Path) -> QTreeWidgetItem | None:
        """The item of a part."""
        return self._items.get(path)

    def refresh(self) -> None:
        """Show the draft as it is now, with the selected part in view."""
        wrong: dict[Path, int] = {}
        for each in self._draft.mistakes:
            part, _key = place_of(self._draft, each)
            wrong[part] = wrong.get(part, 0) + 1
        with QSignalBlocker(self):
            bar = self.verticalScrollBar()
            value = bar.value()
            self.clear()
            self._items = {}
            self._fill(None, ("schema",), wrong)
            bar.setValue(value)
        self._select()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        signals = {
            Qt.Key.Key_Delete: self.removal_requested,
            Qt.Key.Key_Insert: self.addition_requested,
            Qt.Key.Key_Return: self.form_requested,
            Qt.Key.Key_Enter: self.form_requested,
            Qt.Key.Key_F2: self.form_requested,
        }
        signal = signals.get(Qt.Key(event.key()))
        if signal is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            signal.emit()
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Move the dragged part among its like; anywhere else it cannot be put."""
        path, target = self._draft.selected, self.itemAt(event.position().toPoint())
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        there = self.path_of(target)
        if target is None or there[:-1] != path[:-1] or not isinstance(path[-1], int):
            return
        below = event.position().y() > self.visualItemRect(target).center().y()
        index = int(there[-1]) + below
        index = index - 1 if index > path[-1] else index
        # After the drag has ended: the tree is made anew.
        QTimer.singleShot(0, self, lambda: self._draft.move(path, index))

    def _fill(self, parent: QTreeWidgetItem | None, path: Path, wrong: Mapping[Path, int]) -> None:
        item = QTreeWidgetItem()
        item.setData(0, _PATH, list(path))
        self._describe(item, path, wrong.get(path, 0))
        (parent.addChild if parent is not None else self.addTopLevelItem)(item)
        self._items[path] = item
        for each in children(self._draft.values, path):
            self._fill(item, each, wrong)
        if path in self._open:
            item.setExpanded(True)

    def _describe(self, item: QTreeWidgetItem, path: Path, wrong: int) -> None:
        values = self._draft.values
        name = title(values, path)
        key = "" if is_list(path) else str(value_at(values, (*path, "key"), "")).upper()
        if is_list(path):
            name = f"{name} ({number(len(list(children(values, path))))})"
        spoken = [name]
        if key:
            spoken.append(_("Key: {key}").format(key=key))
        if wrong:
            told = ngettext("{count} mistake", "{count} mistakes", wrong)
            spoken.append(told.format(count=number(wrong)))
        is_label = kind_of(path) == "labels" and not is_list(path)
        for role, value in (
            (Qt.ItemDataRole.DisplayRole, name),
            (Qt.ItemDataRole.ToolTipRole, ". ".join(spoken)),
            (Qt.ItemDataRole.AccessibleTextRole, ". ".join(spoken)),
            (KEY_ROLE, key),
            (WRONG_ROLE, wrong),
            (LOOK_ROLE, look_of(values, path) if is_label else None),
        ):
            item.setData(0, role, value)
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        drops = Qt.ItemFlag.ItemIsDropEnabled
        drags = Qt.ItemFlag.ItemIsDragEnabled if isinstance(path[-1], int) else drops
        item.setFlags(flags | drops | drags)

    def _select(self) -> None:
        path = self._draft.selected
        while path and path not in self._items:
            path = path[:-1]
        item = self._items.get(path or ("schema",))
        if item is None:
            return
        self._draft.selected = self.path_of(item)
        above = item.parent()
        while above is not None:
            above.setExpanded(True)
            above = above.parent()
        with QSignalBlocker(self):
            self.setCurrentItem(item)
        self.scrollToItem(item)

    def _choose(self, item: QTreeWidgetItem | None) -> None:
        self._draft.end_step()
        self._draft.selected = self.path_of(item)
        self.chosen.emit()


def look_of(values: Mapping[str, object] | None, path: Path) -> Label:
    """A label as far as its look goes; what is wrong in it is as if it were not there."""
    color = value_at(values, (*path, "color"), "grey")
    line = value_at(values, (*path, "line"), "solid")
    return Label(
        str(value_at(values, (*path, "id"), "")),
        Names(title(values, path), title(values, path)),
        color=color if color in COLORS else "grey",
        line=line if line in LINE_STYLES else "solid",
    )
