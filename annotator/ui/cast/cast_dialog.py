"""The whole cast: its entries, how each is written, and where each is named."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QInputDialog,
    QPushButton,
    QSplitter,
    QWidget,
)

from annotator.app.cast import FEW, CastPlan, MentionPlace
from annotator.app.jobs import Job
from annotator.app.session import Session
from annotator.app.translation import _, isolate
from annotator.core.errors import HashiyaError
from annotator.core.model import Entry
from annotator.ui.cast.entry_page import EntryPage
from annotator.ui.cast.entry_table import EntryTable
from annotator.ui.cast.plan_dialog import PlanDialog
from annotator.ui.dialogs.frame import Frame, WorkBar
from annotator.ui.panels.pieces import WrappedLabel
from annotator.ui.theme import Theme

_KEY = Qt.Key


class CastDialog(Frame):
    """Shows the cast and changes it through the session.

    Several entries are merged into the current one, ticked spellings and mentions are split off;
    both show first what would move. `goal` is the mention that the annotator wants to go to.
    """

    def __init__(
        self, session: Session, theme: Theme, entry_id: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(_("The cast"), parent)
        self._session = session
        self._cast = session.cast
        self._theme = theme
        self.goal: MentionPlace | None = None
        self.resize(1080, 680)
        self.entries = EntryTable(self._cast)
        self.page = EntryPage(session, theme)
        self.page.go_requested.connect(self._go)
        self.page.ticks_changed.connect(self._enable)
        self._columns = QSplitter(Qt.Orientation.Horizontal)
        self._columns.setChildrenCollapsible(False)
        self._columns.addWidget(self.entries)
        self._columns.addWidget(self.page)
        self._columns.setSizes([500, 580])
        self.empty = WrappedLabel(
            _(
                "Nobody is in the cast yet. Select a mention in the article and press its key "
                "(Annotation → Link to the cast), or add an entry here."
            )
        )
        self.content.addWidget(self.empty)
        self.content.addWidget(self._columns, 1)
        self.work = WorkBar()
        self.work.done.connect(self._worked)
        self.work.failed.connect(self._failed)
        self.content.addWidget(self.work)
        self._make_buttons()
        self.entries.chosen_changed.connect(self._show_chosen)
        self.entries.view.installEventFilter(self)
        self._cast.changed.connect(self._refresh)
        session.failed.connect(self._tell)
        if entry_id:
            self.entries.choose(entry_id)
        self._refresh()
        self._show_chosen()
        self.entries.filter.setFocus()

    def _make_buttons(self) -> None:
        role = QDialogButtonBox.ButtonRole.ActionRole
        self.new = self._button(_("&New entry…"), role, self._add)
        self.merge = self._button(_("&Merge…"), role, self._merge)
        self.split = self._button(_("&Split off…"), role, self._split)
        self.remove = self._button(_("&Remove…"), role, self._remove)
        self.merge.setToolTip(_("Choose several entries first; they become one"))
        self.split.setToolTip(_("Tick spellings or mentions first; they get an entry of their own"))
        close = self.buttons.addButton(QDialogButtonBox.StandardButton.Close)
        close.setAutoDefault(False)

    def _button(self, text: str, role: QDialogButtonBox.ButtonRole, slot: object) -> QPushButton:
        button = self.add_button(text, role)
        button.clicked.connect(slot)
        return button

    # What is shown

    def _refresh(self) -> None:
        self.show_error(None)
        self.entries.refresh()
        self.empty.setVisible(not self._cast.entries())

    def _show_chosen(self) -> None:
        chosen = self.entries.chosen()
        self.page.show_entry(chosen[0] if chosen else None)
        self._enable()

    def _enable(self) -> None:
        chosen, editable = self.entries.chosen(), self._session.can_write
        self.new.setEnabled(editable)
        self.merge.setEnabled(editable and len(chosen) > 1)
        self.split.setEnabled(editable and len(chosen) == 1 and self.page.has_ticks())
        self.remove.setEnabled(editable and len(chosen) == 1)

    def _tell(self, error: object) -> None:
        if isinstance(error, HashiyaError):
            self.show_error(error)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.entries.view
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
        ):
            if event.key() in (_KEY.Key_Return, _KEY.Key_Enter):
                self.page.mentions.setFocus()
                return True
            if event.key() == _KEY.Key_Delete and self.remove.isEnabled():
                self._remove()
                return True
            if event.key() == _KEY.Key_F2:
                self.page.name.setFocus()
                self.page.name.selectAll()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (_KEY.Key_Return, _KEY.Key_Enter):
            return  # no button of this dialog is the one that Enter means
        if event.matches(QKeySequence.StandardKey.Undo) and self._session.can_write:
            self._cast.undo()
            return
        super().keyPressEvent(event)

    # Actions

    def done(self, result: int) -> None:
        """Close, and keep what is being written; not while mentions are being moved."""
        if not self.work.is_running():
            self.page.commit()
            super().done(result)

    def _go(self, mention: MentionPlace) -> None:
        self.goal = mention
        self.accept()

    def _add(self) -> None:
        name, accepted = QInputDialog.getText(self, _("New entry"), _("Name of the new entry:"))
        if accepted and name.strip():
            known = {each.id for each in self._cast.entries()}
            self._cast.add(name)
            made = [each for each in self._cast.entries() if each.id not in known]
            if made:
                self.entries.choose(made[0].id)

    def _merge(self) -> None:
        target, *others = self.entries.chosen()
        ids = [each.id for each in others]
        told = _("Into “{name}” go, with their spellings and notes: {others}.").format(
            others=" · ".join(isolate(each.name) for each in others),
            name=isolate(target.name),
        )
        plan = self._cast.plan_merge(target.id, ids)
        if plan is None or self._agreed(_("Merge"), told, plan) is None:
            return
        if len(plan.moving) > FEW:
            self._follow(self._cast.merge_in_background(target.id, ids))
        else:
            self._cast.merge(target.id, ids)
            self.entries.choose(target.id)

    def _split(self) -> None:
        entry = self.entries.chosen()[0]
        spellings, mentions = self.page.ticked_spellings(), self.page.ticked_mentions()
        name = spellings[0] if spellings else self.page.first_ticked_text()
        new = self._cast.new_entry(name or entry.name, entry.kind)
        plan = self._cast.plan_split(entry.id, new, mentions, spellings)
        if plan is None:
            return
        told = _("What is ticked leaves “{name}” and gets an entry of its own.")
        dialog = self._agreed(_("Split off"), told.format(name=isolate(entry.name)), plan, new)
        if dialog is None:
            return
        new = replace(new, name=dialog.entry_name(), kind=dialog.entry_kind())
        if len(plan.moving) > FEW:
            self._follow(self._cast.split_in_background(entry.id, new, mentions, spellings))
        elif self._cast.split(entry.id, new, mentions, spellings) is not None:
            self.entries.choose(new.id)

    def _remove(self) -> None:
        entry = self.entries.chosen()[0]
        plan = self._cast.plan_removal(entry.id)
        told = _("The entry “{name}” leaves the cast. Its mentions stay, without a link.")
        told = told.format(name=isolate(entry.name))
        if plan is None or self._agreed(_("Remove"), told, plan) is None:
            return
        if len(plan.moving) > FEW:
            self._follow(self._cast.remove_in_background(entry.id))
        else:
            self._cast.remove(entry.id)

    def _follow(self, job: Job | None) -> None:
        """Wait for a change of so many mentions that it takes a while."""
        if job is not None:
            self._columns.setEnabled(False)
            self.work.follow(job, _("Moving the mentions…"))
            self.work.stop.hide()  # one change: all of it is written, or nothing
            self._enable()

    def _worked(self, _result: object = None) -> None:
        self._columns.setEnabled(True)
        self._refresh()

    def _failed(self, error: object) -> None:
        self._worked()
        self._tell(error)

    def _agreed(
        self, title: str, told: str, plan: CastPlan, new: Entry | None = None
    ) -> PlanDialog | None:
        """The dialog of the preview where it was accepted, else None."""
        dialog = PlanDialog(self._session, self._theme, title, told, plan, self)
        if new is not None:
            dialog.ask_for_entry(new)
        accepted = dialog.exec()
        dialog.deleteLater()
        return dialog if accepted else None
