"""Fields that are lists with boxes to check: what may fill a role, and which roles a label has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from annotator.app.translation import _, isolate
from annotator.core.schema import ANY_FILLER, SPAN_FILLER, Path, value_at
from annotator.ui.schema_editor.fields import Field
from annotator.ui.schema_editor.parts import all_parts, kind_of, title

_CODE = Qt.ItemDataRole.UserRole
_ROWS = 8


class CheckField(Field):
    """A list of things, each with a box."""

    def __init__(self) -> None:
        super().__init__()
        self.list = QListWidget()
        self.list.setUniformItemSizes(True)
        self.list.setTabKeyNavigation(False)
        self.list.itemChanged.connect(lambda _item: self._tell())
        self.setFocusProxy(self.list)
        self._row(self.list)
        self._value: Any = None
        self._choices: list[tuple[str, str, bool]] = []

    def show_choices(self, choices: list[tuple[str, str, bool]]) -> None:
        """Offer things: the code of each, its name, and whether its box can be pressed."""
        if choices == self._choices:
            return
        self._choices = choices
        with QSignalBlocker(self.list):
            self.list.clear()
            for code, name, is_free in choices:
                item = QListWidgetItem(name)
                item.setData(_CODE, code)
                flags = Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable
                item.setFlags(flags | Qt.ItemFlag.ItemIsEnabled if is_free else flags)
                item.setCheckState(Qt.CheckState.Unchecked)
                self.list.addItem(item)
            if self.list.count():
                self.list.setCurrentRow(0)
        rows = min(max(len(choices), 2), _ROWS)
        self.list.setFixedHeight(max(24, self.list.sizeHintForRow(0)) * rows + 10)

    def check(self, codes: set[str]) -> None:
        """Check the boxes of these, and of no other."""
        with QSignalBlocker(self.list):
            for item in self._items():
                on = item.data(_CODE) in codes
                item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def checked(self) -> list[str]:
        """The codes whose boxes are checked, in the order of the list."""
        return [
            item.data(_CODE) for item in self._items() if item.checkState() == Qt.CheckState.Checked
        ]

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _tell(self) -> None:
        raise NotImplementedError


class FillersField(CheckField):
    """What may fill a role: anything, a stretch of text, a whole layer, or labels."""

    def show_schema(self, values: Mapping[str, Any] | None, unknown: list[str]) -> None:
        """Offer what the schema has, and the codes that only the role knows."""
        choices = [
            (ANY_FILLER, _("Anything"), True),
            (SPAN_FILLER, _("A stretch of text"), True),
        ]
        for path in all_parts(values):
            code = value_at(values, (*path, "id"), "")
            name = isolate(title(values, path))
            if len(path) == 2 and path[0] == "layers":
                told = _("Everything of “{layer}”").format(layer=name)
                choices.append((f"{code}:*", told, True))
            elif len(path) == 4 and kind_of(path) == "labels" and isinstance(path[-1], int):
                choices.append((code, f"{name} ({isolate(str(code))})", True))
        known = {code for code, _name, _free in choices}
        choices += [
            (code, _("{code} (not in this schema)").format(code=isolate(code)), True)
            for code in unknown
            if code not in known
        ]
        self.show_choices(choices)

    def show_value(self, value: Any) -> None:  # noqa: ANN401
        self._value = value
        codes = value if isinstance(value, list) else [ANY_FILLER]
        self.check({each for each in codes if isinstance(each, str)})

    def _tell(self) -> None:
        before = self._value if isinstance(self._value, list) else []
        checked = self.checked()
        if ANY_FILLER in checked and ANY_FILLER not in before and len(checked) > 1 and before:
            checked = [ANY_FILLER]
        elif ANY_FILLER in checked and len(checked) > 1:
            checked.remove(ANY_FILLER)
        kept = [each for each in before if each in checked]
        self.edited.emit([*kept, *(each for each in checked if each not in kept)])


class LabelRolesField(CheckField):
    """Which of the layer's roles a label has. Those of all labels are checked and stay so."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._common: set[str] = set()

    def show_schema(self, values: Mapping[str, Any] | None) -> None:
        """Offer the roles of the layer."""
        choices = []
        self._common = set()
        for index, role in enumerate(value_at(values, (*self._path[:2], "roles"), [])):
            code = value_at(role, ("id",), "")
            name = isolate(title(values, (*self._path[:2], "roles", index)))
            is_common = value_at(role, ("common",), True) is not False
            if is_common:
                self._common.add(code)
                name = _("{role} (all labels have it)").format(role=name)
            choices.append((code, name, not is_common))
        self.show_choices(choices)

    def show_value(self, value: Any) -> None:  # noqa: ANN401
        self._value = value
        entries = value if isinstance(value, list) else []
        self.check(self._common | {_code_of(each) for each in entries})

    def _tell(self) -> None:
        entries = self._value if isinstance(self._value, list) else []
        offered = {code for code, _name, _free in self._choices}
        checked = self.checked()
        # An entry may be a table that changes the role for this label: it stays as it is.
        kept = [
            each for each in entries if _code_of(each) in checked or _code_of(each) not in offered
        ]
        known = {_code_of(each) for each in kept} | self._common
        self.edited.emit([*kept, *(each for each in checked if each not in known)] or None)


def _code_of(entry: Any) -> str:  # noqa: ANN401 - an id, or a table with one
    return entry if isinstance(entry, str) else str(value_at(entry, ("id",), ""))
