"""The places that a search found, as rows that can be ticked, under headings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from annotator.app.everywhere import Place
from annotator.app.searching import Found, Key, Order, group_of
from annotator.app.translation import _, language
from annotator.core.schema import Label, Schema
from annotator.ui.dialogs.places_model import ROW_ROLE, Heading, Row
from annotator.ui.words import review_name

Index = QModelIndex | QPersistentModelIndex
Note = Callable[[Found], tuple[Label | None, str]]
"""What stands beside a place: a label with its swatch, and words."""


@dataclass(frozen=True, slots=True)
class Result(Row):
    """A place that was found; those of a preview cannot be ticked."""

    found: Found
    tickable: bool = True

    @property
    def can_tick(self) -> bool:
        """Whether the place can be ticked."""
        return self.tickable


class ResultsModel(QAbstractListModel):
    """Rows of places; more of them come when the end is near (`more_wanted`)."""

    ticks_changed = Signal()
    more_wanted = Signal()

    def __init__(
        self, schema: Schema | None, *, tickable: bool = True, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._schema = schema
        self._tickable = tickable
        self._note: Note = self._label_of
        self._rows: list[Found | Heading] = []
        self._found: list[Found] = []
        self._ticked: dict[Key, Found] = {}
        self._order: Order = "document"
        self._more = False

    def show(
        self, found: Sequence[Found], *, order: Order = "document", more: bool = False
    ) -> None:
        """Show these places and no others; `more` says that others may follow."""
        self.beginResetModel()
        self._found, self._rows = [], []
        self._order, self._more = order, more
        self._rows = self._with_headings(found)
        self._found = list(found)
        self.endResetModel()

    def add(self, found: Sequence[Found], *, more: bool) -> None:
        """Show places after those that are shown."""
        self._more = more
        self._grow_heading(found)
        rows = self._with_headings(found)
        self._found += found
        if rows:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
            self._rows += rows
            self.endInsertRows()

    def _grow_heading(self, found: Sequence[Found]) -> None:
        """Places that come under the heading that is last are counted there."""
        same = 0
        if self._found and self._order == "document":
            here = self._found[-1].document
            same = len(list(takewhile(lambda each: each.document == here, found)))
        if same:
            rows = reversed(range(len(self._rows)))
            row = next(each for each in rows if isinstance(self._rows[each], Heading))
            heading = self._rows[row]
            assert isinstance(heading, Heading)
            self._rows[row] = replace(heading, count=heading.count + same)
            self.dataChanged.emit(self.index(row, 0), self.index(row, 0))

    def set_schema(self, schema: Schema | None) -> None:
        """Take the schema that names the labels."""
        self._schema = schema

    def set_note(self, note: Note) -> None:
        """Say what stands beside each place."""
        self._note = note

    # What is ticked

    def ticked(self) -> list[Found]:
        """The places that are ticked, in the order of documents and texts."""
        return [self._ticked[key] for key in sorted(self._ticked)]

    def toggle(self, row: int) -> None:
        """Tick the place in a row, or take its tick away."""
        found = self.found_at(row)
        if found is not None and self._tickable:
            if self._ticked.pop(found.key, None) is None:
                self._ticked[found.key] = found
            self.dataChanged.emit(self.index(row, 0), self.index(row, 0))
            self.ticks_changed.emit()

    def tick_all(self) -> None:
        """Tick every place that is shown, or, where all are, none."""
        every = {each.key: each for each in self._found}
        self._ticked = {} if every.keys() <= self._ticked.keys() else every
        self._tell_all()

    def clear_ticks(self) -> None:
        """Tick nothing."""
        self._ticked = {}
        self._tell_all()

    def keep_ticks(self) -> None:
        """Forget the ticks of places that are found no more."""
        if not self._more:
            there = {each.key: each for each in self._found}
            self._ticked = {key: there[key] for key in self._ticked if key in there}
            self.ticks_changed.emit()

    def forget(self, gone: Collection[str]) -> None:
        """Take the ticks away from these annotations, and from what is in these documents."""
        kept = {
            key: each
            for key, each in self._ticked.items()
            if each.document not in gone
            and (each.answer is None or each.answer.annotation not in gone)
        }
        if len(kept) < len(self._ticked):
            self._ticked = kept
            self._tell_all()

    # Rows

    def found(self) -> list[Found]:
        """The places that are shown, in their order."""
        return list(self._found)

    def has_more(self) -> bool:
        """Whether there may be others after those that are shown."""
        return self._more

    def has_notes(self) -> bool:
        """Whether something stands beside the places."""
        return not self._tickable or any(each.answer for each in self._found[:1])

    def found_at(self, row: int) -> Found | None:
        """The place in a row; None where there is none or a heading."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, Found) else None

    def row_of(self, key: Key) -> int:
        """The row of a place, or -1."""
        for row, each in enumerate(self._rows):
            if isinstance(each, Found) and each.key == key:
                return row
        return -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def canFetchMore(self, parent: Index) -> bool:
        return self._more and not parent.isValid()

    def fetchMore(self, parent: Index) -> None:  # noqa: ARG002
        self.more_wanted.emit()

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.found_at(index.row()) is not None:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        row = index.row()
        if not 0 <= row < len(self._rows):
            return None
        found = self._rows[row]
        if isinstance(found, Heading):
            if role == ROW_ROLE:
                return found
            return found.text if role == Qt.ItemDataRole.DisplayRole else None
        if role == ROW_ROLE:
            return self._result(found)
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join((found.before + found.text + found.after).split())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(found)
        if role == Qt.ItemDataRole.CheckStateRole and self._tickable:
            ticked = found.key in self._ticked
            return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        return None

    def _result(self, found: Found) -> Result:
        place = Place(
            found.document, found.title, found.span, found.text, found.before, found.after,
            None, None, is_guess=False,
        )  # fmt: skip
        label, note = self._note(found)
        return Result(place, found.key in self._ticked, label, note, found, self._tickable)

    def _spoken(self, found: Found) -> str:
        note = self._note(found)[1]
        words = " ".join((found.before + found.text + found.after).split())
        state = _("ticked") if found.key in self._ticked else _("not ticked")
        parts = [note, state] if self._tickable else [note]
        return f"{found.text}: {words} ({', '.join(each for each in parts if each)})"

    def _label_of(self, found: Found) -> tuple[Label | None, str]:
        answer = found.answer
        if answer is None:
            return None, ""
        label = self._schema.resolve(answer.layer, answer.label) if self._schema else None
        name = label.name.text(language()) if label else answer.label
        if answer.review == "unreviewed":
            return label, name
        return label, f"{name} · {review_name(answer.review)}"

    def _with_headings(self, found: Sequence[Found]) -> list[Found | Heading]:
        """Places under the titles of their documents, or under the words that they share."""
        if self._order not in ("document", "text"):
            return list(found)
        grouped = self._order == "text"
        keys = [group_of(each) if grouped else each.document for each in found]
        counts = Counter(keys)
        last = self._found[-1] if self._found else None
        before = (group_of(last) if grouped else last.document) if last else None
        rows: list[Found | Heading] = []
        for key, each in zip(keys, found, strict=True):
            if key != before:
                before = key
                text = each.text if grouped else each.title or each.name
                rows.append(Heading(" ".join(text.split()), counts[key], is_title=not grouped))
            rows.append(each)
        return rows

    def _tell_all(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, 0))
        self.ticks_changed.emit()
