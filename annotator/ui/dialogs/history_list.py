"""The list of the history: which entries, by whom and what, read page by page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.app import sentences
from annotator.app.session import Session
from annotator.app.translation import _, date_text, ngettext, number
from annotator.core.errors import HashiyaError
from annotator.core.model import Change
from annotator.core.text import fold_text
from annotator.ui.dialogs.tables import TextTable, make_table
from annotator.ui.panels.choices import Choice, Segments
from annotator.ui.words import change_kind

PAGE = 200
"""How many changes are read at once."""

SCOPES = ("project", "document", "annotation")


class HistoryList(QWidget):
    """Entries of the history, the latest first; `chosen` tells of another current one.

    `document` and `annotation` are ids that the narrower scopes are about; "" where there is none.
    """

    chosen = Signal(object)
    """Change | None: the entry that is the current one of the list."""
    failed = Signal(object)
    """HashiyaError: why the history could not be read."""

    def __init__(self, session: Session, document: str, annotation: str) -> None:
        super().__init__()
        self._session = session
        self._about = {"project": ("", ""), "document": (document, ""),
                       "annotation": (document, annotation)}  # fmt: skip
        self._changes: list[Change] = []
        self._shown: list[Change] = []
        self._before: int | None = None
        self._wanted = 0
        self._build()

    # Building

    def _build(self) -> None:
        names = (_("The project"), _("This document"), _("This annotation"))
        tips = ("Ctrl+1", "Ctrl+2", "Ctrl+3")
        self.scope = Segments([Choice(*each) for each in zip(SCOPES, names, tips, strict=True)])
        self.scope.setAccessibleName(_("Whose history"))
        for each in SCOPES:
            self.scope.button(each).setEnabled(self.has(each))
        self.scope.set_value("project")
        self.scope.chosen.connect(lambda _value: self.restart())
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Find in the history"))
        self.search.setAccessibleName(_("Find in the history"))
        self.search.setToolTip("Ctrl+F")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._show)
        self.actor = self._choice(_("by everyone"), _("Who did it"))
        self.action = self._choice(_("every action"), _("What was done"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.scope)
        for widget, stretch in ((self.search, 2), (self.actor, 0), (self.action, 1)):
            row.addWidget(widget, stretch)
        headings = (_("Number"), _("When"), _("Who"), _("What"), _("Text"))
        self.table = TextTable(headings, self)
        self.view = make_table(_("History"), self.table, (80, 170, 110, 320), (4,))
        self.view.selectionModel().currentChanged.connect(self._take_current)
        self.count = QLabel()
        self.count.setProperty("role", "muted")
        self.more = QPushButton(_("Show &earlier ones"))
        self.more.setAutoDefault(False)
        self.more.clicked.connect(self.read_more)
        foot = QHBoxLayout()
        foot.addWidget(self.count, 1)
        foot.addWidget(self.more)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(row)
        layout.addWidget(self.view, 1)
        layout.addLayout(foot)

    def _choice(self, everything: str, name: str) -> QComboBox:
        box = QComboBox()
        box.addItem(everything, "")
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(14)
        box.activated.connect(lambda _index: self.restart())
        return box

    # What it is about

    def has(self, scope: str) -> bool:
        """Whether there is something that this scope is about."""
        document, annotation = self._about[scope]
        return scope == "project" or bool(annotation if scope == "annotation" else document)

    def choose(self, scope: str, number: int = 0) -> None:
        """Show the history of this scope, and the entry with this number as the current one."""
        if self.has(scope):
            self.scope.set_value(scope)
            self._wanted = number
            self.restart()

    def about(self) -> tuple[str, str]:
        """The document and the annotation whose history is shown; "" for any."""
        return self._about[self.scope.value() or "project"]

    def current(self) -> Change | None:
        """The current entry."""
        row = self.view.currentIndex().row()
        return self._shown[row] if 0 <= row < len(self._shown) else None

    # Reading

    def restart(self, _news: object = None) -> None:
        """Read anew from the latest entry; the current one stays where it can be found."""
        current = self.current()
        self._wanted = self._wanted or (current.number if current else 0)
        as_many = len(self._changes)
        self._changes.clear()
        self._before = None
        self._fill_choices()
        self._read(max(PAGE, as_many))

    def read_more(self) -> None:
        """Read earlier entries too."""
        self._read(PAGE)

    def _read(self, limit: int) -> None:
        project = self._session.project
        if project is None:
            return
        document, annotation = self.about()
        try:
            found = project.history(
                limit=limit,
                before=self._before,
                document=document or None,
                annotation=annotation,
                actor=str(self.actor.currentData() or ""),
                action=str(self.action.currentData() or ""),
            )
        except HashiyaError as error:
            self.failed.emit(error)
            return
        current = self.current()
        self._wanted = self._wanted or (current.number if current else 0)
        self._changes += found
        self._before = found[-1].number if found else self._before
        self.more.setVisible(len(found) == limit)
        self._show()

    def _fill_choices(self) -> None:
        project = self._session.project
        if project is None:
            return
        lists: tuple[tuple[QComboBox, list[str], Callable[[str], str]], ...] = (
            (self.actor, project.history_actors(), str),
            (self.action, project.history_actions(), sentences.action_name),
        )
        for box, values, name in lists:
            for value in values:
                if box.findData(value) < 0:
                    box.addItem(name(value), value)

    def _show(self, _news: object = None) -> None:
        current = self.current()
        wanted = self._wanted or (current.number if current else 0)
        self._wanted = 0
        needle = fold_text(self.search.text()).strip()
        rows = [(change, self._row(change)) for change in self._changes]
        if needle:
            rows = [each for each in rows if needle in fold_text(" ".join(each[1]))]
        self._shown = [change for change, _row in rows]
        self.table.show_rows([row for _change, row in rows])
        total = len(rows)
        self.count.setText(
            ngettext("{count} change", "{count} changes", total).format(count=number(total))
        )
        numbers = [each.number for each in self._shown]
        at = numbers.index(wanted) if wanted in numbers else 0
        if numbers:
            self.view.setCurrentIndex(self.table.index(at, 0))
        else:
            self.chosen.emit(None)

    def _row(self, change: Change) -> tuple[str, ...]:
        what = change_kind(change, sentences.name(change, self._session.schema))
        about = change.details.get("text") or change.details.get("title", "")
        return (number(change.number), date_text(change.at), change.actor, what, about)

    def _take_current(self, now: QModelIndex, _before: QModelIndex) -> None:
        self.chosen.emit(self.current() if now.isValid() else None)
