"""Places that can be ticked, found in the document or the project: what such dialogs share."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLabel, QListView, QWidget

from annotator.app.translation import _
from annotator.core.errors import HashiyaError
from annotator.ui.dialogs.frame import Frame, WorkBar, is_cancelled
from annotator.ui.dialogs.places_model import PlacesModel
from annotator.ui.panels.choices import Choice, Segments
from annotator.ui.shortcuts import candidates

_KEY = Qt.Key


class WorkFrame(Frame):
    """A dialog with long work in it, which is stopped when it is closed."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.work = WorkBar()

    def reject(self) -> None:
        """Close without doing anything; work that is under way is stopped."""
        self.work.cancel()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.work.cancel()
        super().closeEvent(event)


class TickDialog(WorkFrame):
    """Space ticks, Ctrl+A ticks all, Enter does it; `again` are the keys that widen the search.

    A subclass builds `list` over a `PlacesModel` and says what is searched (`search`), shown
    (`show_found`) and done (`act`), and which keys it has besides (`own_key`).
    """

    def __init__(
        self,
        title: str,
        model: PlacesModel,
        again: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, parent)
        self.model = model
        self.list: QListView
        self.summary = QLabel()
        self._again = tuple(again)
        self._acting = False
        self._search_again = False
        self.scope = Segments(
            [Choice("document", _("This document")), Choice("project", _("The whole project"))]
        )
        self.scope.setAccessibleName(_("Where to look"))
        self.scope.set_value("document")
        self.scope.chosen.connect(self.look)
        self.work.done.connect(self._job_done)
        self.work.failed.connect(self._job_failed)

    def search(self) -> None:
        """Start to look in the scope that is chosen."""
        raise NotImplementedError

    def show_found(self, found: Sequence[object]) -> None:
        """Show what a search in the background has found."""
        raise NotImplementedError

    def act(self) -> None:
        """Do it to what is ticked."""
        raise NotImplementedError

    def own_key(self, key: str) -> bool:  # noqa: ARG002
        """Act on another key (in Qt's portable notation); whether it was one."""
        return False

    # Searching

    def look(self, _scope: str = "") -> None:
        """Search; where a search is under way, stop it first."""
        if self.work.is_running():
            self._search_again = True
            self.work.cancel()
        else:
            self.search()

    def widen(self) -> None:
        """Look in the whole project, or back in the document."""
        self.scope.set_value("document" if self.scope.value() == "project" else "project")
        self.look()

    # Keys

    def watch(self) -> None:
        """Take the keys and clicks of the list."""
        self.list.clicked.connect(self._toggle)
        self.list.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.list and isinstance(event, QKeyEvent):
            return event.type() == QEvent.Type.KeyPress and self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() == _KEY.Key_Space:
            self.model.toggle(self.list.currentIndex().row())
            return True
        if event.key() in (_KEY.Key_Return, _KEY.Key_Enter):
            self.act()
            return True
        for pressed in candidates(event):
            key = QKeySequence(pressed).toString(QKeySequence.SequenceFormat.PortableText)
            if key == "Ctrl+A":
                self.model.toggle_all()
                return True
            if self.own_key(key):
                return True
            if key in self._again:
                self.widen()
                return True
        return False

    def _toggle(self, index: QModelIndex) -> None:
        self.model.toggle(index.row())

    # Work

    def begin(self) -> None:
        """What is ticked is being written on a thread: nothing can be ticked meanwhile."""
        self._acting = True
        self.list.setEnabled(False)

    def _job_done(self, result: object) -> None:
        if self._acting:
            self._acting = False
            self.accept()
        elif self._search_again:
            self._search_again = False
            self.look()
        elif isinstance(result, list):
            self.show_found(result)

    def _job_failed(self, error: object) -> None:
        self._acting = False
        self.list.setEnabled(True)
        if self._search_again:
            self._search_again = False
            self.look()
        elif isinstance(error, HashiyaError) and not is_cancelled(error):
            self.show_error(error)
