"""The project's history: who did what, where and when, the latest first."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from annotator.app import sentences
from annotator.app.session import Session
from annotator.app.translation import _, date_text, ngettext, number
from annotator.core.errors import HashiyaError
from annotator.core.model import Change
from annotator.core.text import fold_text
from annotator.ui.dialogs.frame import Frame
from annotator.ui.dialogs.tables import TextTable, make_table
from annotator.ui.words import change_kind

PAGE = 200
"""How many changes are read at once."""


class HistoryDialog(Frame):
    """Reads the history page by page; the field and the choices narrow what was read."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(_("History"), parent)
        self._session = session
        self._changes: list[Change] = []
        self._before: int | None = None
        self.resize(820, 560)
        self._build()
        self._read_more()
        session.changed.connect(self._restart)

    # Building

    def _build(self) -> None:
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Find in the history"))
        self.search.setAccessibleName(_("Find in the history"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._show)
        self.actor = QComboBox()
        self.actor.addItem(_("by everyone"), "")
        self.actor.setAccessibleName(_("Who did it"))
        self.actor.activated.connect(self._show)
        self.here = QCheckBox(_("&This document only"))
        self.here.setEnabled(self._session.document is not None)
        self.here.toggled.connect(self._restart)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.search, 1)
        row.addWidget(self.actor)
        row.addWidget(self.here)
        self.content.addLayout(row)
        headings = (_("When"), _("Who"), _("What"), _("Text"))
        self.table = TextTable(headings, self)
        self.view = make_table(_("History"), self.table, (180, 110, 300), (3,))
        self.content.addWidget(self.view, 1)
        foot = QHBoxLayout()
        self.count = QLabel()
        self.count.setProperty("role", "muted")
        self.more = QPushButton(_("Show &earlier ones"))
        self.more.setAutoDefault(False)
        self.more.clicked.connect(self._read_more)
        foot.addWidget(self.count, 1)
        foot.addWidget(self.more)
        self.content.addLayout(foot)
        close = self.buttons.addButton(QDialogButtonBox.StandardButton.Close)
        close.setDefault(True)
        self.search.setFocus()

    # Reading

    def _restart(self, _news: object = None) -> None:
        self._changes.clear()
        self._before = None
        self._read_more()

    def _read_more(self) -> None:
        project, document = self._session.project, self._session.document
        if project is None:
            return
        only = document.id if self.here.isChecked() and document is not None else None
        try:
            found = project.history(limit=PAGE, before=self._before, document=only)
        except HashiyaError as error:
            self.show_error(error)
            return
        self._changes += found
        self._before = found[-1].number if found else self._before
        self.more.setVisible(len(found) == PAGE)
        for each in sorted({change.actor for change in found}):
            if self.actor.findData(each) < 0:
                self.actor.addItem(each, each)
        self._show()

    def _show(self, _news: object = None) -> None:
        needle = fold_text(self.search.text()).strip()
        actor = str(self.actor.currentData() or "")
        rows = [
            row
            for change in self._changes
            if not actor or change.actor == actor
            if needle in fold_text(" ".join(row := self._row(change)))
        ]
        self.table.show_rows(rows)
        total = len(rows)
        self.count.setText(
            ngettext("{count} change", "{count} changes", total).format(count=number(total))
        )

    def _row(self, change: Change) -> tuple[str, ...]:
        what = change_kind(change, sentences.name(change, self._session.schema))
        about = change.details.get("text") or change.details.get("title", "")
        return (date_text(change.at), change.actor, what, about)
