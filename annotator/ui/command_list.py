"""What the palette offers: every action, label and role, with its key and whether it can act."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QIcon

from annotator.app.translation import _, available_languages, in_language, language
from annotator.core.errors import N_
from annotator.core.schema import Label, Layer
from annotator.ui.actions import ACTIONS, MENUS, Needs, full_name, key_text, plain_text
from annotator.ui.matching import ranked
from annotator.ui.type_ahead import TypeAheadModel

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow

Index = QModelIndex | QPersistentModelIndex

COMMAND_ROLE = Qt.ItemDataRole.UserRole
"""The `Command` of a row, None for a heading."""

REASONS = {
    Needs.PROJECT: N_("No project is open."),
    Needs.DOCUMENT: N_("No document is open."),
    Needs.WRITING: N_("Nothing can be changed now."),
    Needs.ANNOTATION: N_("No annotation is selected."),
    Needs.SELECTION: N_("No words are selected."),
    Needs.WORDS: N_("No words are selected."),
    Needs.UNDO: N_("There is nothing to undo."),
    Needs.REDO: N_("There is nothing to make again."),
}
"""Why an action cannot act, for each thing that it needs; the first that is missing is told."""


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that can be done. `reason` says why it cannot be done now.

    `id` is kept among the settings as used last. `other` is its name in the language that the
    interface does not speak; it is found by both, and by `words`.
    """

    id: str
    name: str
    group: str
    run: Callable[[], object] = field(compare=False)
    other: str = ""
    words: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    reason: str = ""
    icon: QIcon = field(default_factory=QIcon, compare=False)
    label: Label | None = None
    is_on: bool = False


def commands_of(window: MainWindow) -> list[Command]:
    """Everything that can be done in a window, in the order of the menus; labels come last."""
    return [*_actions(window), *_roles(window), *_labels(window)]


def reason(missing: Needs) -> str:
    """Why an action cannot act while some of what it needs is missing."""
    return next((_(text) for need, text in REASONS.items() if need & missing), "")


def _actions(window: MainWindow) -> Iterator[Command]:
    state = window.state()
    for menu in (each for each in MENUS if not each.parent):
        inside = {menu.id, *(each.id for each in MENUS if each.parent == menu.id)}
        for spec in (each for each in ACTIONS if each.menu in inside):
            action = window.actions_[spec.id]
            yield Command(
                spec.id,
                full_name(spec),
                plain_text(menu),
                action.trigger,
                _other_name(spec.text),
                (_(spec.tip),) if spec.tip else (),
                tuple(key_text(each) for each in window.keymap.keys(spec.id)),
                reason(spec.needs & ~state),
                action.icon(),
                is_on=action.isCheckable() and action.isChecked(),
            )


def _other_name(text: str) -> str:
    """A name of the program in the first other language that has one."""
    for code in available_languages():
        found = in_language(code, text).replace("&", "").removesuffix("…")
        if code != language() and found != _(text).replace("&", "").removesuffix("…"):
            return found
    return ""


def _roles(window: MainWindow) -> Iterator[Command]:
    labelling, speaks = window.labelling, language()
    why = "" if window.session.can_write else _(REASONS[Needs.WRITING])
    for role in labelling.roles():
        other = role.name.en if speaks == "ar" else role.name.ar
        yield Command(
            f"role:{role.id}",
            role.name.text(speaks),
            _("Fill a role"),
            partial(labelling.fill, role.id),
            other,
            (role.id,),
            (role.key.upper(),) if role.key else (),
            why,
        )


def _labels(window: MainWindow) -> Iterator[Command]:
    schema, speaks = window.session.schema, language()
    for layer in schema.layers if schema else ():
        why = _why_not(window, layer)
        for label in layer.labels:
            other = label.name.en if speaks == "ar" else label.name.ar
            yield Command(
                f"label:{layer.id}/{label.id}",
                label.name.text(speaks),
                layer.name.text(speaks),
                partial(window.labelling.apply, layer.id, label.id),
                other,
                (label.id, *label.aliases),
                (label.key.upper(),) if label.key else (),
                why,
                label=label,
            )


def _why_not(window: MainWindow, layer: Layer) -> str:
    """Why no label of a layer can be applied now."""
    state = window.state()
    missing = reason(Needs.EDITING & ~state)
    annotation = window.labelling.selected()
    if missing:
        return missing
    if layer.kind == "relation":
        return "" if annotation is not None else _(REASONS[Needs.ANNOTATION])
    same = annotation is not None and annotation.layer == layer.id
    return "" if state & Needs.SELECTION or same else _(REASONS[Needs.SELECTION])


class CommandModel(TypeAheadModel):
    """Commands under headings while nothing is typed, ranked when something is."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Command | str] = []

    def show_groups(self, commands: Sequence[Command], recent: Sequence[str]) -> None:
        """Show all by group, those of `recent` (ids, the latest first) on top."""
        by_id = {each.id: each for each in commands}
        latest = [by_id[each] for each in recent if each in by_id]
        rows: list[Command | str] = [_("Used last"), *latest] if latest else []
        group = ""
        for each in commands:
            if each.group != group:
                group = each.group
                rows.append(group)
            rows.append(each)
        self._show(rows)

    def show_matches(self, commands: Sequence[Command], query: str) -> None:
        """Show what may be meant, the likeliest first; what cannot act now comes behind."""
        found = ranked(commands, lambda each: (each.name, each.other, *each.words), query)
        self._show([*(each for each in found if not each.reason), *(e for e in found if e.reason)])

    def command_at(self, row: int) -> Command | None:
        """The command in a row; None for a heading and outside the list."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, Command) else None

    def can_choose(self, row: int) -> bool:
        return self.command_at(row) is not None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        command = self.command_at(index.row())
        if command is None:
            return Qt.ItemFlag.NoItemFlags
        # One that cannot act can still be read.
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        if not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == COMMAND_ROLE:
            return row if isinstance(row, Command) else None
        if isinstance(row, str):
            return row if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            keys = [_("Key: {key}").format(key=each) for each in row.keys]
            return "\n".join(part for part in (row.name, row.group, row.reason, *keys) if part)
        return None

    def _show(self, rows: list[Command | str]) -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()
