"""The history: who did what and when, before and after on the text, and the way back to either."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialogButtonBox,
    QListWidget,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from annotator.app import past, sentences
from annotator.app.jobs import Job
from annotator.app.past import Difference, Project, Sides
from annotator.app.session import Session
from annotator.app.translation import _, isolate, ngettext, number
from annotator.core.errors import HashiyaError
from annotator.core.model import Annotation, Change
from annotator.ui.actions import key_text
from annotator.ui.dialogs.frame import Frame
from annotator.ui.dialogs.history_list import SCOPES, HistoryList
from annotator.ui.dialogs.history_sides import SidesView
from annotator.ui.dialogs.history_wording import Wording
from annotator.ui.panels.article import Article
from annotator.ui.panels.pieces import ElidedLabel
from annotator.ui.shortcuts import candidates, combined
from annotator.ui.theme import Theme

ROWS = 3
"""So many rows of what was changed are seen at once."""
LISTED = 300
"""So many annotations that a change is about are listed, at most."""

DOCUMENT_BEFORE, DOCUMENT_AFTER = "Ctrl+Shift+D", "Ctrl+D"
ANNOTATION_BEFORE, ANNOTATION_AFTER = "Ctrl+Shift+R", "Ctrl+R"
"""The keys of the ways back; with Shift, to what was before the change."""

_PAUSE = 30  # milliseconds: while a key is held down, entries are passed without being read


class HistoryDialog(Frame):
    """Shows the history of the project, of the current document, or of one annotation of it.

    Ctrl+1, Ctrl+2 and Ctrl+3 choose which; Ctrl+F goes to the search, Ctrl+Z undoes. It begins
    with `scope`, at the entry with the number `at`, if given.
    """

    shown = Signal()
    """The current entry is shown on both pages."""

    def __init__(
        self,
        session: Session,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        annotation: str = "",
        scope: str = "project",
        at: int = 0,
    ) -> None:
        super().__init__(_("History"), parent)
        self._session = session
        self._annotation = annotation
        self._sides: Sides | None = None
        self._looking: Job | None = None
        self._listed: list[Difference | None] = []
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._show_change)
        self.resize(1100, 760)
        document = session.document.id if session.document else ""
        self.list = HistoryList(session, document, annotation)
        self._build(theme)
        self.list.choose(scope if self.list.has(scope) else "project", at)
        self.list.view.setFocus()
        session.changed.connect(self.list.restart)
        session.said.connect(self._say)
        session.failed.connect(self.show_error)
        self._keys = self._own_keys()

    # Building

    def _build(self, theme: Theme) -> None:
        buttons = self._ways_back()
        self.sides = SidesView(self._session, theme, buttons[:2], buttons[2:])
        self.documents = QComboBox()
        self.documents.setAccessibleName(_("Document"))
        self.documents.activated.connect(lambda _index: self._show_document())
        self.differences = QListWidget()
        self.differences.setAccessibleName(_("What was changed"))
        self.differences.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.differences.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.differences.currentRowChanged.connect(self._show_difference)
        below = QWidget()
        layout = QVBoxLayout(below)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.documents)
        layout.addWidget(self.differences)
        layout.addWidget(self.sides, 1)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.list)
        parts.addWidget(below)
        parts.setStretchFactor(0, 2)
        parts.setStretchFactor(1, 3)
        parts.setSizes([250, 440])
        self.content.addWidget(parts, 1)
        self.said = ElidedLabel("")
        self.said.hide()
        self.said.setAccessibleName(_("What was done last"))
        self.content.addWidget(self.said)
        self.list.chosen.connect(self._take_change)
        self.list.failed.connect(self.show_error)
        close = self.buttons.addButton(QDialogButtonBox.StandardButton.Close)
        close.setAutoDefault(False)

    def _ways_back(self) -> list[QPushButton]:
        """The buttons below the pages, those of the first page before those of the second."""
        document, annotation = _("Restore the document"), _("Restore the annotation")
        ways = (
            (document, _("Restore the document as it was before"), DOCUMENT_BEFORE),
            (annotation, _("Restore the annotation as it was before"), ANNOTATION_BEFORE),
            (document, _("Restore the document as it was afterwards"), DOCUMENT_AFTER),
            (annotation, _("Restore the annotation as it was afterwards"), ANNOTATION_AFTER),
        )
        buttons = []
        for text, whole, key in ways:
            button = QPushButton(_("{text} ({key})").format(text=text, key=isolate(key_text(key))))
            button.setAccessibleName(whole)
            button.setToolTip(whole)
            buttons.append(button)
        self.document_before, self.annotation_before = buttons[:2]
        self.document_after, self.annotation_after = buttons[2:]
        self.document_before.clicked.connect(lambda: self.restore_document(after=False))
        self.annotation_before.clicked.connect(lambda: self.restore_annotation(after=False))
        self.document_after.clicked.connect(lambda: self.restore_document(after=True))
        self.annotation_after.clicked.connect(lambda: self.restore_annotation(after=True))
        return buttons

    def _own_keys(self) -> dict[int, Callable[[], object]]:
        keys: dict[str, Callable[[], object]] = {
            f"Ctrl+{at}": partial(self.list.choose, scope) for at, scope in enumerate(SCOPES, 1)
        }
        keys |= {
            DOCUMENT_BEFORE: self.document_before.click,
            ANNOTATION_BEFORE: self.annotation_before.click,
            DOCUMENT_AFTER: self.document_after.click,
            ANNOTATION_AFTER: self.annotation_after.click,
            "Ctrl+F": self.list.search.setFocus,
            "Ctrl+Z": self._session.undo,
            "Ctrl+Shift+Z": self._session.redo,
            "Ctrl+Y": self._session.redo,
        }
        return {combined(key): act for key, act in keys.items()}

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The dialog's own keys, by what they write or where they stand."""
        for key in candidates(event):
            if key in self._keys:
                self._keys[key]()
                event.accept()
                return
        super().keyPressEvent(event)

    def done(self, result: int) -> None:
        """Close; what is still being read is not waited for."""
        self._looking = None
        self._pause.stop()
        super().done(result)

    # Showing

    def _take_change(self, _change: Change | None) -> None:
        self._sides = self._looking = None
        self._show_ways()
        self._pause.start()

    def _show_change(self) -> None:
        """Show the current entry: its documents, and the first of them on both pages."""
        change, project = self.list.current(), self._session.project
        if project is None:
            return
        wanted = self.list.about()[0] or (
            self._session.document.id if self._session.document else ""
        )
        with QSignalBlocker(self.documents):
            self.documents.clear()
            try:
                titles = past.titles(project, change) if change else []
            except HashiyaError as error:
                self.show_error(error)
                titles = []
            for document, title in titles:
                self.documents.addItem(title, document)
            self.documents.setCurrentIndex(max(0, self.documents.findData(wanted)))
        self.documents.setVisible(len(titles) > 1)
        self._show_document()

    def _show_document(self) -> None:
        change, project = self.list.current(), self._session.project
        document = str(self.documents.currentData() or "")
        self._sides = self._looking = None
        if change is None or project is None or not document:
            self._list(Article())
            told = _("This change touched no document.") if change else _("There is no change.")
            self.sides.tell(told)
            self._show_ways()
            self.shown.emit()
            return
        self._ask_for_sides(project, change.number, document)

    def _ask_for_sides(self, project: Project, number: int, document: str) -> None:
        """Read both sides: at once, or beside the window where the document is a large one."""
        if past.is_large(project, document):
            self._looking = self._session.read_in_background(
                lambda reader, _progress, _cancelled: past.sides(reader, number, document)
            )
            if self._looking is not None:
                job = self._looking
                job.finished.connect(lambda found: self._seen(found, job))
                job.failed.connect(self.show_error)
            return
        self._looking = None
        try:
            self._seen(past.sides(project, number, document), None)
        except HashiyaError as error:
            self.show_error(error)

    def _seen(self, sides: Sides, job: Job | None) -> None:
        """Show what was read, unless something else was asked for meanwhile."""
        if job is not self._looking:
            return
        self._sides = sides
        self.sides.show_sides(sides, self._session.schema)
        article = Article()
        article.schema = self._session.schema
        self._list(article)
        self.shown.emit()

    def _list(self, template: Article) -> None:
        """List what is different, and show the first of it, or the annotation that is meant."""
        sides = self._sides
        self._listed, texts = [], list[str]()
        if sides is not None:
            wording = Wording(sides, template)
            if told := wording.of_document():
                self._listed.append(None)
                texts.append(told)
            for each in sides.differences[:LISTED]:
                self._listed.append(each)
                texts.append(wording.of(each))
            rest = len(sides.differences) - LISTED
            if rest > 0:
                more = ngettext("… and {count} more", "… and {count} more", rest)
                texts.append(more.format(count=number(rest)))
        with QSignalBlocker(self.differences):
            self.differences.clear()
            self.differences.addItems(texts)
            for row, text in enumerate(texts):
                self.differences.item(row).setToolTip(text)
        self.differences.setVisible(bool(texts))
        wanted = self.list.about()[1]
        self.differences.setFixedHeight(self._list_height(len(texts)))
        self.differences.setCurrentRow(self._first_row(wanted) if texts else -1)
        self._show_difference()

    def _first_row(self, wanted: str) -> int:
        """The row of the wanted annotation; else of what came or went; else of what changed."""
        rows = [(row, each) for row, each in enumerate(self._listed) if each is not None]
        exactly = [row for row, each in rows if each.id == wanted]
        whole = [row for row, each in rows if each.way != "changed"]
        return next(iter(exactly + whole + [row for row, _each in rows]), 0)

    def _list_height(self, rows: int) -> int:
        """High enough for a few rows; more are scrolled to."""
        row = max(24, self.differences.sizeHintForRow(0)) if rows else 24
        return row * max(1, min(rows, ROWS)) + 2 * self.differences.frameWidth() + 2

    def _show_difference(self, _row: int = 0) -> None:
        self.sides.show_difference(self._difference())
        self._show_ways()

    def _difference(self) -> Difference | None:
        row = self.differences.currentRow()
        return self._listed[row] if 0 <= row < len(self._listed) else None

    # Restoring

    def _chosen(self) -> str:
        """The id of the annotation that the buttons are about."""
        difference = self._difference()
        return difference.id if difference is not None else self.list.about()[1]

    def _show_ways(self) -> None:
        """Let those buttons be pressed that lead somewhere."""
        sides, can = self._sides, self._session.can_write
        for state, document, annotation in (
            (sides.before if sides else None, self.document_before, self.annotation_before),
            (sides.after if sides else None, self.document_after, self.annotation_after),
        ):
            there = state is not None and state.document is not None
            document.setEnabled(can and there)
            chosen = self._chosen() if state is not None else ""
            found = state is not None and _find(state.annotations, chosen) is not None
            annotation.setEnabled(can and there and found)

    def restore_document(self, *, after: bool) -> None:
        """Make the document what it was after the current entry, or before it."""
        sides = self._sides
        if sides is None or sides.document is None:
            return
        self.show_error(None)
        point = sides.number if after else sides.number - 1
        done = past.restore_document(self._session, sides.document.id, point)
        if isinstance(done, Job):
            self._say(sentences.under_way())
            self._show_ways()
            done.failed.connect(self.show_error)
            done.finished.connect(self._restored)
        else:
            self._restored(done)

    def restore_annotation(self, *, after: bool) -> None:
        """Make the annotation what it was after the current entry, or before it."""
        sides, chosen = self._sides, self._chosen()
        if sides is None or sides.document is None or not chosen:
            return
        self.show_error(None)
        point = sides.number if after else sides.number - 1
        change = past.restore_annotation(self._session, sides.document.id, chosen, point)
        self._restored(change)

    def _restored(self, change: object) -> None:
        self._show_ways()
        if change is None and not self.error_text():
            self._say(_("It is as it was then already; nothing was changed."))

    def _say(self, sentence: str) -> None:
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))


def _find(annotations: tuple[Annotation, ...], key: str) -> Annotation | None:
    return next((each for each in annotations if each.id == key), None)
