"""The entries of the cast as a table that is narrowed, sorted, and chosen from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from annotator.app.cast import Cast
from annotator.app.cast_wording import kind_name
from annotator.app.translation import _, number
from annotator.core.model import ENTRY_KINDS, Entry
from annotator.core.text import fold_text
from annotator.ui.dialogs.tables import TextTable, make_table

_NAME, _KIND, _COUNT, _SPELLINGS = range(4)


class EntryTable(QWidget):
    """Lists the entries; `chosen_changed` when others are chosen."""

    chosen_changed = Signal()

    def __init__(self, cast: Cast, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cast = cast
        self._shown: list[Entry] = []
        self._folded: dict[Entry, str] = {}
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(_("Find in the cast"))
        self.filter.setAccessibleName(_("Find in the cast"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self.refresh)
        self.kind = QComboBox()
        self.kind.setAccessibleName(_("Kind"))
        self.kind.addItem(_("all kinds"), "")
        for each in ENTRY_KINDS:
            self.kind.addItem(kind_name(each), each)
        self.kind.activated.connect(self.refresh)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.filter, 1)
        row.addWidget(self.kind)
        headings = (_("Name"), _("Kind"), _("Mentions"), _("Spellings"))
        self.table = TextTable(headings, self)
        self.view = make_table(_("Entries of the cast"), self.table, (150, 84, 112), (3,))
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.view.header()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(_COUNT, Qt.SortOrder.DescendingOrder)
        header.sortIndicatorChanged.connect(self.refresh)
        self.view.selectionModel().selectionChanged.connect(self._tell)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.view, 1)
        self.refresh()

    def refresh(self, *_news: object) -> None:
        """List anew what fits the field and the kind; what is chosen stays so."""
        chosen, current = {each.id for each in self.chosen()}, self._current_id()
        needle = fold_text(self.filter.text()).strip()
        kind = self.kind.currentData()
        fitting = [
            each
            for each in self._cast.entries()
            if (not kind or each.kind == kind) and needle in self._text_of(each)
        ]
        self._shown = self._sorted(fitting)
        blocked = self.view.selectionModel().blockSignals(True)
        self.table.show_rows([self._row(each) for each in self._shown])
        self.view.selectionModel().blockSignals(blocked)
        rows = [row for row, each in enumerate(self._shown) if each.id in chosen]
        self._choose_rows(rows or [0], current)

    def choose(self, entry_id: str) -> None:
        """Choose one entry; where it is not shown, the field and the kind are cleared first."""
        if all(each.id != entry_id for each in self._shown):
            self.filter.clear()
            self.kind.setCurrentIndex(0)
            self.refresh()
        rows = [row for row, each in enumerate(self._shown) if each.id == entry_id]
        self._choose_rows(rows, entry_id)

    def chosen(self) -> list[Entry]:
        """The entries that are chosen; the current one first, since others are merged into it."""
        rows = [index.row() for index in self.view.selectionModel().selectedRows()]
        found = [self._shown[row] for row in sorted(rows) if row < len(self._shown)]
        current = self._current_id()
        return sorted(found, key=lambda each: each.id != current)

    def shown(self) -> Sequence[Entry]:
        """The entries that are listed, from the top."""
        return tuple(self._shown)

    def _current_id(self) -> str:
        row = self.view.currentIndex().row()
        return self._shown[row].id if 0 <= row < len(self._shown) else ""

    def _choose_rows(self, rows: Sequence[int], current: str) -> None:
        selection = self.view.selectionModel()
        flags = QItemSelectionModel.SelectionFlag
        blocked = selection.blockSignals(True)
        selection.clear()
        for row in rows:
            if row < len(self._shown):
                index = self.table.index(row, 0)
                selection.select(index, flags.Select | flags.Rows)
        kept = [row for row in rows if row < len(self._shown) and self._shown[row].id == current]
        for row in kept or rows[:1]:
            index = self.table.index(row, 0)
            selection.setCurrentIndex(index, flags.NoUpdate)
            self.view.scrollTo(index)
        selection.blockSignals(blocked)
        self.view.viewport().update()
        self.chosen_changed.emit()

    def _sorted(self, entries: list[Entry]) -> list[Entry]:
        header = self.view.header()
        column = header.sortIndicatorSection()
        down = header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
        entries.sort(key=self._text_of)
        counts = self._cast.counts()
        if column == _COUNT:
            entries.sort(key=lambda each: counts[each.id], reverse=down)
        elif column == _KIND:
            entries.sort(key=lambda each: ENTRY_KINDS.index(each.kind), reverse=down)
        elif column == _SPELLINGS:
            entries.sort(key=lambda each: len(each.spellings), reverse=down)
        elif down:
            entries.reverse()
        return entries

    def _row(self, entry: Entry) -> tuple[str, ...]:
        count = number(self._cast.counts()[entry.id])
        return entry.name, kind_name(entry.kind), count, "، ".join(entry.spellings)

    def _text_of(self, entry: Entry) -> str:
        found = self._folded.get(entry)
        if found is None:
            found = self._folded[entry] = fold_text("\n".join((*entry.forms, entry.note)))
        return found

    def _tell(self, *_news: object) -> None:
        self.chosen_changed.emit()
