"""After a link: the other mentions that are written so and have none, ticked, as one step."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QWidget

from annotator.app.cast import FEW, Scope
from annotator.app.session import Session
from annotator.app.translation import _, isolate, ngettext, number
from annotator.core.errors import HashiyaError
from annotator.core.model import Annotation, Entry
from annotator.ui.actions import key_text
from annotator.ui.cast.mention_rows import MentionsModel, make_list
from annotator.ui.dialogs.frame import Frame, WorkBar, is_cancelled
from annotator.ui.panels.choices import Choice, Segments
from annotator.ui.panels.pieces import ElidedLabel
from annotator.ui.shortcuts import candidates
from annotator.ui.theme import Theme

_KEY = Qt.Key


class OthersDialog(Frame):
    """Links what is ticked to an entry.

    Space ticks, Enter links; `again` are the keys that widen it to the whole project.
    """

    def __init__(
        self,
        session: Session,
        theme: Theme,
        annotation: Annotation,
        entry: Entry,
        again: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("The same spelling, not linked yet"), parent)
        self._session = session
        self._annotation = annotation
        self._entry = entry
        self._again = tuple(again)
        self._linking = False
        self._search_again = False
        self.model = MentionsModel(session.schema, tickable=True, parent=self)
        self.model.ticks_changed.connect(self._count)
        self.resize(820, 480)
        self._build(theme)
        self._search()

    def _build(self, theme: Theme) -> None:
        text = self._session.cast.text_of(self._annotation)
        told = _("Link “{text}” to “{name}” in these places too?")
        title = ElidedLabel(told.format(text=isolate(text), name=isolate(self._entry.name)))
        title.setProperty("role", "heading")
        self.content.addWidget(title)
        self.scope = Segments(
            [Choice("document", _("This document")), Choice("project", _("The whole project"))]
        )
        self.scope.setAccessibleName(_("Where to look"))
        self.scope.set_value("document")
        self.scope.chosen.connect(self._search)
        self.content.addWidget(self.scope)
        self.list = make_list(_("Mentions"), self.model, theme, self)
        self.list.clicked.connect(self._toggle)
        self.list.installEventFilter(self)
        self.content.addWidget(self.list, 1)
        self.work = WorkBar()
        self.work.done.connect(self._job_done)
        self.work.failed.connect(self._job_failed)
        self.content.addWidget(self.work)
        self.summary = QLabel()
        self.content.addWidget(self.summary)
        hint = QLabel(self._hint())
        hint.setProperty("role", "muted")
        self.content.addWidget(hint)
        self.link_button = self.add_button(
            _("Link"), QDialogButtonBox.ButtonRole.AcceptRole, default=True
        )
        self.buttons.accepted.disconnect(self.accept)
        self.buttons.accepted.connect(self.link)
        cancel = self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        cancel.setAutoDefault(False)
        self.list.setFocus()

    def _hint(self) -> str:
        parts = [_("{key} ticks").format(key=isolate(_("Space")))]
        if self._again:
            key = isolate(key_text(self._again[0]))
            parts.append(_("{key} looks in the whole project").format(key=key))
        return " · ".join(parts)

    # Searching

    def _search(self, _scope: str = "") -> None:
        if self.work.is_running():
            self._search_again = True
            self.work.cancel()
            return
        scope: Scope = "project" if self.scope.value() == "project" else "document"
        if scope == "document":
            self.model.show_mentions(self._session.cast.places_here(self._annotation), ticked=True)
            self._show_first()
            return
        job = self._session.cast.find_others(self._annotation, scope)
        if job is not None:
            self.work.follow(job, _("Looking for the name…"))

    def _show_first(self) -> None:
        rows = range(self.model.rowCount())
        first = next((row for row in rows if self.model.mention_at(row)), 0)
        self.list.setCurrentIndex(self.model.index(first, 0))

    # Keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.list and isinstance(event, QKeyEvent):
            return event.type() == QEvent.Type.KeyPress and self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() == _KEY.Key_Space:
            self.model.toggle(self.list.currentIndex().row())
            return True
        if event.key() in (_KEY.Key_Return, _KEY.Key_Enter):
            self.link()
            return True
        for pressed in candidates(event):
            key = QKeySequence(pressed).toString(QKeySequence.SequenceFormat.PortableText)
            if key == "Ctrl+A":
                self.model.toggle_all()
                return True
            if key in self._again:
                wide = self.scope.value() == "project"
                self.scope.set_value("document" if wide else "project")
                self._search()
                return True
        return False

    def _toggle(self, index: QModelIndex) -> None:
        self.model.toggle(index.row())

    # Linking

    def link(self) -> None:
        """Link what is ticked, as one change; the dialog closes when it is done."""
        chosen = self.model.ticked_mentions()
        if self.work.is_running():
            return
        if not chosen:
            self.summary.setText(_("Nothing is ticked."))
        elif len(chosen) <= FEW:
            if self._session.cast.link(chosen, self._entry.id) is not None:
                self.accept()
        else:
            job = self._session.cast.link_in_background(chosen, self._entry.id)
            if job is not None:
                self._linking = True
                self.list.setEnabled(False)
                self.work.follow(job, _("Linking…"))

    def _count(self) -> None:
        ticked, possible, _tagged = self.model.counts()
        told = _("{count} of {total} ticked")
        self.summary.setText(told.format(count=number(ticked), total=number(possible)))
        text = ngettext("Link {count} mention", "Link {count} mentions", ticked)
        self.link_button.setText(text.format(count=number(ticked)) if ticked else _("Link"))

    def _job_done(self, result: object) -> None:
        if self._linking:
            self._linking = False
            self.accept()
        elif self._search_again:
            self._search_again = False
            self._search()
        elif isinstance(result, list):
            self.model.show_mentions(
                [each for each in result if each.annotation.id != self._annotation.id], ticked=True
            )
            self._show_first()

    def _job_failed(self, error: object) -> None:
        self._linking = False
        self.list.setEnabled(True)
        if self._search_again:
            self._search_again = False
            self._search()
        elif isinstance(error, HashiyaError) and not is_cancelled(error):
            self.show_error(error)

    def reject(self) -> None:
        """Close without linking; a search that runs is stopped."""
        self.work.cancel()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.work.cancel()
        super().closeEvent(event)
