"""A list of groups of rows that stays fast with many thousands of them.

A view asks its model for every row whenever one comes or goes. A model in Python takes some
microseconds to answer each of these questions, which made 130 ms of one change among 20,000 rows;
so the rows that Qt counts are kept by Qt's own `QStringListModel`, and only what is painted is
asked of Python. Rows are flat: what is folded away is no row at all.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QStringListModel, Qt

Index = QModelIndex | QPersistentModelIndex
Key = tuple[Any, ...]
"""Where a group stands among the others. Keys of one model compare, and each is one group's."""

MANY = 100
"""More changed groups than this are set out anew rather than one by one."""

_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


class FlatModel(QStringListModel):
    """Groups of rows in the order of their keys: the head (part 0) and the parts below it.

    A subclass answers `data` from `at(row)` and says which groups there are (`set_groups`, `take`).
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[str, int]] = []
        self._order: list[tuple[Key, int]] = []
        self._groups: dict[str, tuple[Key, int]] = {}
        self._pending: Callable[[], None] = _nothing
        # Connected before any view can be: our own lists are in step before anybody asks.
        for signal in (self.rowsInserted, self.rowsRemoved, self.rowsMoved):
            signal.connect(self._catch_up)

    def set_groups(self, groups: Iterable[tuple[str, Key, int]]) -> None:
        """Show these groups and no others: id, key, and how many rows (the head included)."""
        self._groups = {group: (key, count) for group, key, count in groups}
        self._set_out()

    def take(self, changes: Mapping[str, tuple[Key, int] | None]) -> None:
        """Bring groups to what they are now (key and rows; None: gone), and repaint them."""
        if len(changes) > MANY:
            for group, place in changes.items():
                if place is None:
                    self._groups.pop(group, None)
                else:
                    self._groups[group] = place
            self._set_out()
            return
        for group, place in changes.items():
            if place is None:
                self._drop(group)
            else:
                self._put(group, *place)

    def at(self, row: int) -> tuple[str, int] | None:
        """The group and the part of a row; None where there is no such row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, group: str, part: int = 0) -> int:
        """The row of a part of a group, or -1."""
        known = self._groups.get(group)
        if known is None or part >= known[1]:
            return -1
        return bisect_left(self._order, (known[0], part))

    def index_of(self, group: str) -> QModelIndex:
        """The row of a group's head, or an invalid index."""
        return self.index(self.row_of(group), 0)

    def place_of(self, group: str) -> tuple[Key, int] | None:
        """The key of a group and the number of its rows; None where it is not shown."""
        return self._groups.get(group)

    def groups(self) -> list[str]:
        """The ids of the groups that are shown, in their order."""
        return [group for group, part in self._rows if part == 0]

    def repaint(self) -> None:
        """Tell the views that what every row says has changed."""
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, 0))

    def flags(self, index: Index) -> Qt.ItemFlag:
        return _FLAGS if index.isValid() else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        raise NotImplementedError

    # How it is done

    def _set_out(self) -> None:
        ordered = sorted((key, group, count) for group, (key, count) in self._groups.items())
        self._rows = [(group, part) for _key, group, count in ordered for part in range(count)]
        self._order = [(key, part) for key, _group, count in ordered for part in range(count)]
        self.setStringList([""] * len(self._rows))

    def _put(self, group: str, key: Key, count: int) -> None:
        known = self._groups.get(group)
        if known is None:
            self._insert(bisect_left(self._order, (key, 0)), group, key, range(count))
            self._groups[group] = (key, count)
            return
        if known[0] != key:
            self._move(group, key)
        row, old = self.row_of(group), known[1]
        if count > old:
            self._insert(row + old, group, key, range(old, count))
        elif count < old:
            self._remove(row + count, old - count)
        self._groups[group] = (key, count)
        self.dataChanged.emit(self.index(row, 0), self.index(row + count - 1, 0))

    def _drop(self, group: str) -> None:
        row = self.row_of(group)
        if row >= 0:
            self._remove(row, self._groups.pop(group)[1])

    def _insert(self, row: int, group: str, key: Key, parts: range) -> None:
        def catch_up() -> None:
            self._rows[row:row] = [(group, part) for part in parts]
            self._order[row:row] = [(key, part) for part in parts]

        self._pending = catch_up
        self.insertRows(row, len(parts))

    def _remove(self, row: int, count: int) -> None:
        def catch_up() -> None:
            del self._rows[row : row + count], self._order[row : row + count]

        self._pending = catch_up
        self.removeRows(row, count)

    def _move(self, group: str, key: Key) -> None:
        row, count = self.row_of(group), self._groups[group][1]
        target = bisect_left(self._order, (key, 0))  # as if it still stood in its old rows
        rows, order = self._rows[row : row + count], [(key, part) for part in range(count)]

        def catch_up() -> None:
            del self._rows[row : row + count], self._order[row : row + count]
            place = target - count if target > row else target
            self._rows[place:place] = rows
            self._order[place:place] = order

        self._groups[group] = (key, count)
        if row <= target <= row + count:
            self._order[row : row + count] = order
            return
        self._pending = catch_up
        self.moveRows(QModelIndex(), row, count, QModelIndex(), target)

    def _catch_up(self) -> None:
        pending, self._pending = self._pending, _nothing
        pending()


def _nothing() -> None:
    """What is to be done where nothing is."""
