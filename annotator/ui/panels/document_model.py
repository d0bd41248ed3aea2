"""The documents of a project as a list of any length, of which only what is seen is in memory."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from annotator.app.session import Session
from annotator.app.translation import _, ngettext, number
from annotator.core.errors import NotFoundError
from annotator.core.model import Change, Document, DocumentSummary, Status
from annotator.core.text import fold_text
from annotator.ui import words

Index = QModelIndex | QPersistentModelIndex

SUMMARY_ROLE = Qt.ItemDataRole.UserRole
"""The `DocumentSummary` of a row."""

FINISHED: tuple[Status, ...] = ("done", "reviewed")
UNFINISHED: tuple[Status, ...] = ("new", "in progress")

PAGE = 200
PAGES_KEPT = 25
SCANNED_AT_ONCE = 1500
"""Titles that one slice of a search by title reads: about 15 ms."""


class DocumentModel(QAbstractListModel):
    """Summaries by their place in the list, read in pages when they are asked for.

    Without words to look for, the row of a document is its rank in the project. With them, the
    rows are the hits, gathered in slices between which the window lives on.
    """

    counts_changed = Signal()
    """How many documents there are, or how many are done, may be another."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._statuses: frozenset[Status] = frozenset()
        self._needle = ""
        self._count = 0
        self._totals: dict[Status, int] = {}
        self._pages: OrderedDict[int, list[DocumentSummary]] = OrderedDict()
        self._hits: list[DocumentSummary] = []
        self._scanned = -1
        self._scan = QTimer(self, interval=0)
        self._scan.timeout.connect(self._scan_slice)
        session.opened.connect(self.reload)
        session.closed.connect(self.reload)
        session.changed.connect(self._take)
        self.reload()

    # What is shown

    def set_filter(self, statuses: Collection[Status], text: str) -> None:
        """Show documents with these statuses (none: all) whose title or name holds `text`."""
        needle = fold_text(text).strip()
        if (frozenset(statuses), needle) != (self._statuses, self._needle):
            self._statuses, self._needle = frozenset(statuses), needle
            self.reload()

    def is_filtering(self) -> bool:
        """Whether anything is held back."""
        return bool(self._statuses or self._needle)

    def is_searching(self) -> bool:
        """Whether more hits may come."""
        return self._scan.isActive()

    def reload(self) -> None:
        """Read everything again: another project, another filter, documents that came or went."""
        self.beginResetModel()
        self._pages.clear()
        self._hits, self._scanned, self._count = [], -1, 0
        project = self._session.project
        if self._needle:
            self._scan.start()
        else:
            self._scan.stop()
        if project is None:
            self._scan.stop()
            self._totals = {}
        else:
            self._totals = project.status_counts()
        if not self._needle:
            chosen = self._statuses or self._totals.keys()
            self._count = sum(self._totals.get(status, 0) for status in chosen)
        self.endResetModel()
        self.counts_changed.emit()

    def progress(self) -> tuple[int, int]:
        """How many documents are done, and how many there are, whatever the filter."""
        done = sum(self._totals.get(status, 0) for status in FINISHED)
        return done, sum(self._totals.values())

    def row_of(self, document_id: str) -> int:
        """The row of a document, or -1 where the filter holds it back."""
        project = self._session.project
        if project is None or not document_id:
            return -1
        if self._needle:
            ids = (row for row, each in enumerate(self._hits) if each.id == document_id)
            return next(ids, -1)
        try:
            summary = project.summary(document_id)
        except NotFoundError:  # it was removed a moment ago
            return -1
        if self._statuses and summary.status not in self._statuses:
            return -1
        return project.rank(summary.position, statuses=self._statuses)

    def summary(self, row: int) -> DocumentSummary | None:
        """What the list shows in a row."""
        if self._needle:
            return self._hits[row] if 0 <= row < len(self._hits) else None
        if not 0 <= row < self._count:
            return None
        page = self._page(row // PAGE)
        place = row % PAGE
        return page[place] if place < len(page) else None

    # What Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        if parent.isValid():
            return 0
        return len(self._hits) if self._needle else self._count

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        summary = self.summary(index.row()) if index.isValid() else None
        if summary is None:
            return None
        if role == SUMMARY_ROLE:
            return summary
        if role == Qt.ItemDataRole.DisplayRole:
            return summary.title or summary.name
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return "\n".join(describe(summary))
        return None

    # How it keeps in step

    def _take(self, change: Change) -> None:
        """Bring the touched rows up to date; only documents that came or went renew the list."""
        own = [row for row in change.rows if row.kind == "document"]
        if any(row.before is None or row.after is None for row in own):
            self.reload()
            return
        for document_id in change.documents:
            self._refresh(document_id)
        moves = [
            (row.before.status, row.after.status)
            for row in own
            if isinstance(row.before, Document) and isinstance(row.after, Document)
        ]
        for before, after in moves:
            # Counted here: on a large project the question takes longer than the gesture.
            self._totals[before] -= 1
            self._totals[after] += 1
        if any(before != after for before, after in moves):
            self.counts_changed.emit()

    def _refresh(self, document_id: str) -> None:
        """Read one summary again where it is in memory.

        A document whose status no longer fits the filter stays until the filter is set anew, so
        that nothing jumps under the eyes of who has just finished it.
        """
        project = self._session.project
        if project is None:
            return
        for first, rows in self._held():
            for place, summary in enumerate(rows):
                if summary.id == document_id:
                    rows[place] = project.summary(document_id)
                    index = self.index(first + place, 0)
                    self.dataChanged.emit(index, index)

    def _held(self) -> list[tuple[int, list[DocumentSummary]]]:
        if self._needle:
            return [(0, self._hits)]
        return [(number_ * PAGE, rows) for number_, rows in self._pages.items()]

    def _page(self, number_: int) -> list[DocumentSummary]:
        page = self._pages.get(number_)
        if page is None:
            project = self._session.project
            page = (
                project.documents(limit=PAGE, skip=number_ * PAGE, statuses=self._statuses)
                if project
                else []
            )
            self._pages[number_] = page
            while len(self._pages) > PAGES_KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number_)
        return page

    def _scan_slice(self) -> None:
        project = self._session.project
        rows = (
            project.documents(after=self._scanned, limit=SCANNED_AT_ONCE, statuses=self._statuses)
            if project
            else []
        )
        if len(rows) < SCANNED_AT_ONCE:
            self._scan.stop()
        if rows:
            self._scanned = rows[-1].position
        hits = [each for each in rows if self._needle in fold_text(f"{each.title}\n{each.name}")]
        if hits:
            first = len(self._hits)
            self.beginInsertRows(QModelIndex(), first, first + len(hits) - 1)
            self._hits += hits
            self.endInsertRows()
        if hits or not self._scan.isActive():
            self.counts_changed.emit()


def describe(summary: DocumentSummary) -> list[str]:
    """A document in a few lines: title, status, counts."""
    lines = [summary.title or summary.name, words.status_name(summary.status)]
    lines.append(
        ngettext("{count} annotation", "{count} annotations", summary.annotations).format(
            count=number(summary.annotations)
        )
    )
    if summary.incomplete:
        lines.append(
            ngettext(
                "{count} of them incomplete", "{count} of them incomplete", summary.incomplete
            ).format(count=number(summary.incomplete))
        )
    if summary.name and summary.name != summary.title:
        lines.append(_("File: {name}").format(name=summary.name))
    return lines
